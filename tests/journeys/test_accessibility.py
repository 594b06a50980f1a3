"""What people hear who cannot see the screen: the whole program on the real accessibility bus."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from station_app.training.server import TrainingServer
from tests.support.accessibility import (
    ASSERTIVE,
    POLITE,
    Accessibility,
    Node,
    Seen,
    Told,
    an_accessibility_bus,
)
from tests.support.builders import wire_guest
from tests.support.desk import Desk, a_desk, is_possible, with_patient_scanner

pytestmark = pytest.mark.skipif(not is_possible(), reason="needs Xvfb and what goes with it")

CONTROLS = {
    "check box", "combo box", "dialog", "frame", "list", "list item", "menu item",
    "password text", "push button", "spin box", "text", "toggle button",
}  # fmt: skip
PLACES = {"filler", "label", "layered pane", "panel", "popup menu", "scroll bar", "separator"}
UNREADABLE = re.compile(r"&\w|&&|</?\w+[^>]*>")  # a key's mark, rich text
AROUND = 6  # px in which the focus line stands


@dataclass
class Listener:
    """Somebody with a screen reader at a desk with the program on it."""

    desk: Desk
    bus: Accessibility

    def press(self, *keys: str) -> None:
        self.desk.xdotool(f"key --delay 2 {' '.join(keys)}")

    def scan(self, code: str) -> None:
        self.desk.xdotool(f"type --delay 8 {code}")
        self.press("Return")

    def do(self, name: str) -> None:
        """Do what a control is for, as voice control does."""
        self.bus.get(name).act()

    def read(self, name: str) -> str:
        return self.bus.get(name).name

    def until_heard(self, beginning: str) -> tuple[str, int]:
        """Wait for an announcement; return it with its politeness."""

        def fits(told: Told) -> bool:
            return told.kind == "Announcement" and str(told.value).startswith(beginning)

        told = self.bus.until_told(fits, beginning)
        return str(told.value), told.first

    def go_on(self, key: str) -> Node:
        """Press a key that moves the keyboard on; return what has it then."""
        self.bus.forget()
        self.press(key)

        def fits(told: Told) -> bool:
            if (told.kind, told.detail, told.first) != ("StateChanged", "focused", 1):
                return False
            return self.bus.node(told).role != "list item"  # its list told before it

        return self.bus.node(self.bus.until_told(fits, "the next focus"))

    def round(self, key: str = "Tab") -> list[Node]:
        """Go on from here until all begins anew."""
        found = [self.go_on(key)]
        while (here := self.go_on(key)) != found[0]:
            found.append(here)
            assert len(found) < 80, "it does not come round"
        return found

    def until_focus(self, name: str) -> None:
        """Wait until something has the keyboard."""

        def has_it() -> bool:
            node = self.bus.find(name)
            return node is not None and "focused" in node.states

        self.bus.until(has_it, f"{name} to have the keyboard")

    def choose(self, beginning: str) -> None:
        """Press what begins so in the menu."""
        self.bus.forget()
        self.do("menuButton")
        (wanted,) = (n for n in self.bus.opened_menu().children if n.name.startswith(beginning))
        wanted.act("Press")

    @contextmanager
    def dialog(self, name: str, open_it: Callable[[], None]) -> Iterator[Node]:
        """Open a dialog; after its end the keyboard is somewhere again."""
        open_it()
        node = self.bus.get(name)
        self.bus.until(lambda: inside(node, self.bus.focused), f"{name} to have the keyboard")
        yield node
        self.press("Escape")
        self.bus.until(lambda: self.bus.find(name) is None, f"{name} to close")
        self.bus.until(lambda: self.bus.focused is not None, "the keyboard to come back")


def inside(place: Node, node: Node | None) -> bool:
    return node is not None and node.full_id.startswith(place.full_id)


def faults(root: Node) -> list[str]:
    """Return what is wrong with what shows: what has no name, or one that cannot be read."""
    found = []
    for node in root.look():
        name, role, states = node.name, node.role, node.states
        if role not in CONTROLS | PLACES:
            found.append(f"{node.full_id}: what is a {role}?")
        acts = role in CONTROLS or "focusable" in states
        handed_on = node.id == "qt_scrollarea_viewport"
        if acts and not handed_on and not name.strip() and role != "label":
            found.append(f"{node.full_id}: a {role} without a name")
        if role == "combo box" and not "".join(node.node.labels):
            found.append(f"{node.full_id}: nothing says what {name} is")
        if role != "list item" and UNREADABLE.search(name):  # rows hold what people are called
            found.append(f"{node.full_id}: cannot be read: {name}")
    return found


def controls(root: Node) -> set[str]:
    """Return the names of what can be used."""
    return {node.name for node in root.look() if node.role in CONTROLS - {"list item", "frame"}}


def walked_back(listener: Listener, there: list[Node]) -> None:
    """Go through a page by Shift+Tab, which is the same way."""
    back = listener.round("shift+Tab")
    begin = back.index(there[0])
    assert [*back[begin::-1], *back[:begin:-1]] == there


def reached(listener: Listener, root: Node) -> list[Node]:
    """Go through all of a page by Tab; return it in order."""
    there = listener.round()
    assert all("showing" in node.states for node in there)
    wanted = {seen.node for seen in root.look() if is_tab_stop(seen)}
    assert wanted <= set(there), [node.full_id for node in wanted - set(there)]
    return there


def is_tab_stop(seen: Seen) -> bool:
    """Whether Tab must come to a control."""
    acts = seen.role in CONTROLS - {"list item", "frame"}
    return acts and {"focusable", "enabled"} <= seen.states


def points_around(desk: Desk, node: Node) -> np.ndarray:
    left, top, width, height = node.rect
    return desk.picture(left - AROUND, top - AROUND, width + 2 * AROUND, height + 2 * AROUND)


def assert_focus_is_seen(listener: Listener, order: list[Node]) -> None:
    """Go through the controls; a picture of each differs from the one without the keyboard."""
    without = {}
    for _ in order:
        here = listener.go_on("Tab")
        far = order[(order.index(here) + len(order) // 2) % len(order)]
        without[far] = points_around(listener.desk, far)

    def is_seen(node: Node) -> bool:
        return bool((points_around(listener.desk, node) != without[node]).mean() > 0.005)

    for _ in order:
        here = listener.go_on("Tab")
        if here.id != "stationPage":  # which has the keyboard when nothing on it has
            listener.bus.until(lambda here=here: is_seen(here), f"focus on {here.full_id}")  # type: ignore[misc]


@contextmanager
def a_listener(folder: Path) -> Iterator[Listener]:
    with_patient_scanner(folder)
    with a_desk(folder) as desk, an_accessibility_bus(desk.session_bus) as bus:
        yield Listener(desk, bus)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Listener]:
    with a_listener(tmp_path) as listener:
        yield listener


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    """The program with its invented guests, for many tests."""
    with (
        a_listener(tmp_path_factory.mktemp("desk")) as listener,
        listener.desk.running("--demo", "--language", "en", "--theme", "dark"),
    ):
        listener.bus.until(lambda: listener.read("guestCount") not in ("", "0 guests"))
        yield listener


@pytest.fixture
def door(training: Listener) -> Listener:
    """Nobody stands there; the page has the keyboard."""
    training.press("Escape", "Escape")
    training.bus.until(lambda: training.read("readyWord") == "Ready")
    training.until_focus("stationPage")
    training.bus.forget()
    return training


def test_login_is_heard_walked_and_told_what_is_wrong(desk: Listener) -> None:
    bus = desk.bus
    with (
        TrainingServer([wire_guest(accessCode="K7QM2F")]) as server,
        desk.desk.running("--language", "en", "--theme", "dark", "--poll-seconds", "1"),
    ):
        desk.until_focus("serverField")
        (window,) = bus.windows
        assert (window.role, window.name) == ("frame", "Check-in Station")
        assert faults(window) == []
        assert bus.get("appCodeField").role == "password text"
        stops = reached(desk, window)
        walked_back(desk, stops)
        assert_focus_is_seen(desk, stops)
        order = [node.name for node in stops]
        begin = order.index("Server")
        assert [*order[begin:], *order[:begin]] == [
            "Server", "Event ID", "App Code", "Station", "Log in",
            "Show the App Code", "English", "Self-test", "Help", "Scan a card …",
            "Try training mode",
        ]  # fmt: skip

        fill_in(desk, "http://127.0.0.1:9", "1", "s3cret", "Door")
        assert "s3cret" not in bus.get("appCodeField").text
        bus.named("Show the App Code").act()
        assert bus.get("appCodeField").text == "s3cret"
        bus.forget()
        desk.do("loginButton")
        why, politeness = desk.until_heard("")
        assert politeness == ASSERTIVE
        assert why == desk.read("loginMessage") == bus.get("serverField").description
        desk.until_focus("serverField")

        english = controls(window)
        bus.named("Deutsch").act()
        bus.named("Event-ID", "text")
        assert faults(window) == []
        assert controls(window) & english <= {
            "Server", "App Code", "Station", "English", "Deutsch",
        }  # fmt: skip
        bus.named("English").act()
        fill_in(desk, server.url, server.event_id, server.app_code, server.station_name)
        desk.do("loginButton")
        bus.until(lambda: desk.read("syncStatus").startswith("Up to date"))
        told_of_the_network(desk, server)


def fill_in(desk: Listener, *values: str) -> None:
    names = ("serverField", "eventIdField", "appCodeField", "stationField")
    for name, value in zip(names, values, strict=True):
        desk.bus.get(name).set_text(value)


def told_of_the_network(desk: Listener, server: TrainingServer) -> None:
    """Being offline, and being back, is said once each, calmly."""
    desk.bus.forget()
    server.close_port()
    assert desk.until_heard("Offline since")[1] == POLITE
    tries = desk.read("syncStatus")
    desk.bus.until(lambda: desk.read("syncStatus") != tries, "the seconds to count down")
    seen = server.count_requests("/api/v1/guest/list/recent")
    server.reopen_port()
    assert desk.until_heard("Up to date as of")[1] == POLITE
    assert server.wait_for_requests("/api/v1/guest/list/recent", seen + 2)
    assert desk.bus.announcements() == []


def test_the_station_is_heard_and_walked(door: Listener) -> None:
    bus = door.bus
    (window,) = bus.windows
    assert faults(window) == []
    order = [node.id for node in reached(door, window)]
    begin = order.index("searchField")
    buttons = ["menuButton", "badgesButton", "numbersButton", "soundButton", "reloadButton",
               "settingsButton", "logoutButton"]  # fmt: skip
    walked = [*order[begin:], *order[:begin]]
    walked = [name for name in walked if name != "historyList"]  # if somebody was here before
    assert walked == ["searchField", *buttons, "stationPage"]

    door.scan("D2FW7R")
    bus.until(lambda: door.read("guestName") == "Sophie Müller")
    assert faults(window) == []
    cards = [card.name for card in bus.get("companionList").children]
    assert len(cards) == 2
    assert "Lena Großmann, Expected" in cards
    assert bus.get("historyList").child(0).name.startswith("Sophie Müller, Welcome, ")
    stops = reached(door, window)
    walked_back(door, stops)
    order = [node.id for node in stops]
    begin = order.index("searchField")
    walked = [*order[begin:], *order[:begin]]
    assert walked == ["searchField", "companionList", "historyList", *buttons, "stationPage"]
    assert_focus_is_seen(door, stops)
    for label in ("registrationState", "checkInState", "accessCode", "guestFields"):
        assert door.read(label)
    assert bus.get("highlightColor").description == "Speaker, #3d5afe"


def test_every_verdict_is_told_again_for_the_next_guest(door: Listener) -> None:
    heard = [
        ("K7QM2F", "Welcome. Anna Lindqvist. Speaker. Registered, not checked in yet."),
        ("K7QM2F", "Welcome. Anna Lindqvist. Speaker."),
        ("W3ZT9A", "Already checked in. Tomás Ferreira. Press. At "),
        ("N5YE2L", "Left. Carl Muller. Press."),
        ("J3WM7X", "Not confirmed. Henrike Wüthrich. Guest of the city."),
        ("P9XB4D", "Deregistered. Mira Okafor. Sponsor."),
        ("NOBODY", "Unknown code. Nobody on this list has it."),
        ("B7KEPL", "Several guests. Three guests carry the code B7KEPL."),
    ]
    for code, words in heard:
        door.bus.forget()
        door.scan(code)
        text, politeness = door.until_heard(words)
        assert politeness == ASSERTIVE
        assert text.startswith(door.read("verdict"))
        assert door.read("verdictDetail") in text


def test_a_search_is_set_heard_and_chosen_over_the_bus(door: Listener) -> None:
    bus = door.bus
    bus.get("searchField").set_text("muller")
    said, politeness = door.until_heard("")
    assert politeness == POLITE
    assert said.endswith("guests match")
    assert said == door.read("resultTitle")
    assert faults(bus.windows[0]) == []
    found = bus.get("resultList")
    rows = [found.child(row).name for row in range(found.child_count)]
    assert all(len(row.split(", ")) > 1 for row in rows)
    whole = "Karl-Heinz Müller-Soperra, MBA, VIP, Stadtwerke Graz, Checked in "
    place = next(n for n, row in enumerate(rows) if row.startswith(whole))
    found.child(place).act("Toggle")
    bus.until(lambda: door.read("guestName").startswith("Karl-Heinz"))
    door.until_heard("Already checked in. Karl-Heinz Müller-Soperra")


def test_several_guests_and_an_unknown_code_are_heard(door: Listener) -> None:
    bus = door.bus
    door.scan("B7KEPL")
    door.until_heard("Several guests")
    assert faults(bus.windows[0]) == []
    rows = [row.name for row in bus.get("resultList").children]
    assert len(rows) == 3
    assert not any("selected" in row.states for row in bus.get("resultList").children)
    door.bus.get("resultList").select(1)
    bus.until(lambda: door.read("guestName") in rows[1])
    door.scan("NOBODY")
    door.until_heard("Unknown code")
    assert faults(bus.windows[0]) == []
    assert door.read("unknownCode") == "NOBODY"


def test_the_numbers_are_heard_and_hidden_names_are_told(door: Listener) -> None:
    bus = door.bus
    door.do("numbersButton")
    assert door.until_heard("Live numbers") == ("Live numbers", POLITE)
    assert faults(bus.windows[0]) == []
    chart = bus.get("arrivalsChart")
    assert chart.name.startswith("Arrivals every")
    bus.until(lambda: "guests" in chart.description, "the bars to be told")
    order = [node.id for node in reached(door, bus.windows[0])]
    assert {"numbersBack", "numbersPicture", "numbersCsv"} <= set(order)
    door.do("numbersBack")
    door.bus.until(lambda: door.read("readyWord") == "Ready")
    door.press("F9")
    assert door.until_heard("Names are hidden")[1] == POLITE
    assert faults(bus.windows[0]) == []
    door.press("Escape")


def test_settings_are_heard_walked_and_used(door: Listener) -> None:
    bus = door.bus
    bus.get("settingsButton").focus()
    with door.dialog("settingsDialog", lambda: door.do("settingsButton")) as dialog:
        assert faults(dialog) == []
        assert len(reached(door, dialog)) > 30
        switch = bus.get("hide_contact_data")
        assert "checked" not in switch.states
        for expected in (True, False):
            switch.act()
            bus.until(lambda expected=expected: ("checked" in switch.states) == expected)  # type: ignore[misc]
        english = controls(dialog)
        bus.named("Language: Deutsch").act()
        bus.named("Sprache: English")
        assert faults(dialog) == []
        assert controls(dialog) & english <= {
            "Code 128", "Auto", "PIN", "Server", "Scanner",
        }  # fmt: skip
        bus.named("Sprache: English").act()
        bus.named("Language: English")
    door.until_focus("settingsButton")


DIALOGS = [
    ("Set up scanner", "scannerSetupDialog"),
    ("Legend and fields", "legendDialog"),
    ("Sample badges", "badgesDialog"),
    ("Export notes", "exportDialog"),
    ("Manual", "helpDialog"),
]


def test_menu_and_dialogs_are_heard_and_walked(door: Listener) -> None:
    for words, name in DIALOGS:
        with door.dialog(name, lambda words=words: door.choose(words)) as dialog:  # type: ignore[misc]
            assert dialog.role == "dialog"
            assert faults(dialog) == []
            reached(door, dialog)
            if name == "helpDialog":
                assert "badge" in door.bus.get("helpText").text
