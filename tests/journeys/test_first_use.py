"""A first evening with the program, counted: by keys alone, and by the pointer alone."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.accessibility import Accessibility, Node, an_accessibility_bus
from tests.support.desk import Desk, a_desk, is_possible, with_patient_scanner

pytestmark = pytest.mark.skipif(not is_possible(), reason="needs Xvfb and what goes with it")

BADGES = {
    "K7QM2F": "Welcome",
    "W3ZT9A": "Already checked in",
    "N5YE2L": "Left",
    "J3WM7X": "Not confirmed",
    "P9XB4D": "Deregistered",
}
MISSPELT, FOUND = "wutrich", "Henrike Wüthrich"


@dataclass
class Beginner:
    """Somebody who has never seen the program; every key, click, badge and word is counted."""

    desk: Desk
    bus: Accessibility
    steps: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.steps.append(key)
            self.desk.xdotool(f"key --delay 5 {key}")

    def click(self, node: Node) -> None:
        left, top, width, height = node.rect
        self.steps.append(f"click on {node.name}")
        self.desk.xdotool(f"mousemove {left + width // 2} {top + height // 2} click 1")

    def hold(self, badge: str) -> None:
        """Hold a badge before the hand scanner."""
        self.steps.append(f"badge {badge}")
        self.desk.xdotool(f"type --delay 8 {badge}")
        self.desk.xdotool("key --delay 0 Return")

    def type(self, word: str) -> None:
        self.steps.append(f"the word {word}")  # slower than a scanner
        self.desk.xdotool(f"type --delay 280 {word}")
        self.bus.until(lambda: self.bus.get("searchField").text == word, f"{word} to be typed")

    def read(self, name: str) -> str:
        return self.bus.get(name).name

    def until_it_says(self, name: str, beginning: str) -> None:
        self.bus.until(lambda: self.read(name).startswith(beginning), f"{name}: {beginning}")

    def until_focus(self, name: str) -> None:
        def has_it() -> bool:
            return any(
                seen.id == name and "focused" in seen.states
                for seen in self.bus.look(self.bus.windows)
            )

        self.bus.until(has_it, f"{name} to have the keyboard")

    def until_at_the_door(self) -> None:
        self.bus.until(lambda: self.read("guestCount") not in ("", "0 guests"))
        self.until_it_says("readyWord", "Ready")
        self.until_focus("stationPage")

    def scan_five_kinds(self) -> None:
        for code, word in BADGES.items():
            self.hold(code)
            self.until_it_says("verdict", word)

    def tell_steps(self, how: str) -> None:
        sys.stdout.write(f"{how}, {len(self.steps)} steps: {', '.join(self.steps)}\n")

    def is_at_login_in_german(self) -> None:
        self.bus.named("Welche Tür ist das?")
        assert self.bus.find("trainingBanner") is None
        self.until_it_is_light("loginPage")

    def until_it_is_light(self, name: str) -> None:
        left, top, *_ = self.bus.get(name).rect
        self.bus.until(
            lambda: self.desk.picture(left + 4, top + 4, 8, 8)[..., :3].mean() > 128,
            f"{name} to be light",
        )


@pytest.fixture
def beginner(tmp_path: Path) -> Iterator[Beginner]:
    with_patient_scanner(tmp_path)
    with (
        a_desk(tmp_path) as desk,
        an_accessibility_bus(desk.session_bus) as bus,
        desk.running("--theme", "dark"),
    ):
        beginner = Beginner(desk, bus)
        beginner.until_focus("serverField")
        yield beginner


def test_with_the_keyboard_only(beginner: Beginner) -> None:
    bus = beginner.bus
    beginner.press("F3")
    beginner.until_at_the_door()
    assert beginner.read("trainingBanner").startswith("TRAINING")
    beginner.scan_five_kinds()
    beginner.type(MISSPELT)
    beginner.bus.until(lambda: FOUND in bus.get("resultList").child(0).name)
    beginner.press("Return")
    beginner.until_it_says("guestName", FOUND)
    beginner.press("F4")
    beginner.until_it_says("numbersCaption", "41")
    beginner.press("ctrl+comma")
    beginner.until_focus("settingsSearch")
    beginner.press("Tab", "Tab", "Right", "Right")
    bus.named("Sprache: Deutsch")
    beginner.press("Tab", "Left")
    beginner.until_it_is_light("settingsDialog")
    beginner.press("Escape")
    beginner.until_focus("stationPage")
    beginner.press("shift+Tab")
    beginner.until_focus("logoutButton")
    beginner.press("space")
    beginner.is_at_login_in_german()
    beginner.tell_steps("keyboard")
    assert len(beginner.steps) <= 19


def test_with_the_pointer_only(beginner: Beginner) -> None:
    """Badges are held and a name is typed all the same; everything else is clicked."""
    bus = beginner.bus
    beginner.click(bus.named("Try training mode"))
    beginner.until_at_the_door()
    beginner.scan_five_kinds()
    beginner.type(MISSPELT)
    beginner.bus.until(lambda: FOUND in bus.get("resultList").child(0).name)
    beginner.click(bus.get("resultList").child(0))
    beginner.until_it_says("guestName", FOUND)
    beginner.click(bus.get("numbersButton"))
    beginner.until_it_says("numbersCaption", "41")
    beginner.click(bus.get("settingsButton"))
    beginner.click(bus.named("Language: Deutsch"))
    bus.named("Sprache: Deutsch")
    beginner.click(bus.named("Farben: Hell"))
    beginner.until_it_is_light("settingsDialog")
    beginner.click(bus.get("settingsDone"))
    bus.until(lambda: bus.find("settingsDialog") is None)
    beginner.click(bus.get("logoutButton"))
    beginner.is_at_login_in_german()
    beginner.tell_steps("pointer")
    assert len(beginner.steps) <= 14
