"""What assistive technology is told: a small client of the real accessibility bus (AT-SPI).

It waits for what the bus tells, never for a time. Names are those of the AT-SPI protocol:
https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_EVENTS = "org.a11y.atspi.Event.Object"
_LOOK_AGAIN_S = 0.1  # not everything that changes is told on the bus
_ON_SCREEN = 0  # coordinates of the whole screen

# The states that matter here, by their place in the set (AtspiStateType).
_STATES = {
    1: "active", 4: "checked", 7: "editable", 8: "enabled", 11: "focusable", 12: "focused",
    16: "modal", 20: "pressed", 23: "selected", 25: "showing", 30: "visible", 41: "checkable",
    43: "read only",
}  # fmt: skip
POLITE, ASSERTIVE = 1, 2
_PASSWORD_TEXT = 40
_ROWS = ("list item", "table cell")


@dataclass(frozen=True)
class Told:
    """One event of an object: its kind ('Announcement'), detail ('focused') and what it holds."""

    kind: str
    detail: str
    first: int
    second: int
    value: Any
    owner: str
    path: str


@dataclass(frozen=True)
class Node:
    """One thing on the screen, as the bus has it at this moment."""

    bus: "Accessibility" = field(repr=False, compare=False)
    owner: str
    path: str

    @property
    def name(self) -> str:
        """What is read aloud."""
        return str(self._get(_ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        """What is read after it."""
        return str(self._get(_ACCESSIBLE, "Description"))

    @property
    def id(self) -> str:
        """Its objectName, or its class where it has none."""
        return self.full_id.rpartition(".")[2]

    @property
    def full_id(self) -> str:
        """Its objectName after those around it."""
        return str(self._get(_ACCESSIBLE, "AccessibleId"))

    @property
    def role(self) -> str:
        """What kind of thing it is."""
        name = str(self._call(_ACCESSIBLE, "GetRoleName")[0])
        if name == "text" and self._call(_ACCESSIBLE, "GetRole")[0] == _PASSWORD_TEXT:
            return "password text"  # Qt's name for the role knows nothing of it
        return name

    @property
    def states(self) -> frozenset[str]:
        """The states it is in, of those that matter here."""
        low, high = self._call(_ACCESSIBLE, "GetState")[0]
        bits = low | high << 32
        return frozenset(name for place, name in _STATES.items() if bits >> place & 1)

    @property
    def interfaces(self) -> frozenset[str]:
        """What can be done with it: 'Action', 'Text', 'Selection' …"""
        return frozenset(
            name.rpartition(".")[2] for name in self._call(_ACCESSIBLE, "GetInterfaces")[0]
        )

    @property
    def children(self) -> "list[Node]":
        """What is in it."""
        found = self._call(_ACCESSIBLE, "GetChildren")[0]
        return [Node(self.bus, owner, path) for owner, path in found]

    def child(self, place: int) -> "Node":
        """Return one thing in it; of a list, that row, wherever the list is scrolled."""
        owner, path = self._call(_ACCESSIBLE, "GetChildAtIndex", "i", place)[0]
        return Node(self.bus, owner, path)

    @property
    def child_count(self) -> int:
        """How many things are in it."""
        return int(self._get(_ACCESSIBLE, "ChildCount"))

    @property
    def parent(self) -> "Node":
        """What it is in."""
        owner, path = self._get(_ACCESSIBLE, "Parent")
        return Node(self.bus, owner, path)

    @property
    def labels(self) -> list[str]:
        """The names of what labels it."""
        relations = self._call(_ACCESSIBLE, "GetRelationSet")[0]
        return [
            Node(self.bus, owner, path).name
            for kind, targets in relations
            if kind == 2  # labelled by
            for owner, path in targets
        ]

    @property
    def actions(self) -> list[str]:
        """The names of what it does when asked."""
        count = int(self._get("org.a11y.atspi.Action", "NActions"))
        return [
            str(self._call("org.a11y.atspi.Action", "GetName", "i", place)[0])
            for place in range(count)
        ]

    def act(self, name: str = "") -> None:
        """Do one of its actions: the named one, or the first."""
        actions = self.actions
        place = actions.index(name) if name else 0
        assert actions, f"{self.id} does nothing"
        self._call("org.a11y.atspi.Action", "DoAction", "i", place)

    @property
    def rect(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        extents = self._call("org.a11y.atspi.Component", "GetExtents", "u", _ON_SCREEN)[0]
        left, top, width, height = extents
        return left, top, width, height

    def focus(self) -> None:
        """Give it the keyboard."""
        self._call("org.a11y.atspi.Component", "GrabFocus")

    @property
    def text(self) -> str:
        """What stands in a field."""
        return str(self._call("org.a11y.atspi.Text", "GetText", "ii", 0, -1)[0])

    def set_text(self, text: str) -> None:
        """Write into a field."""
        self._call("org.a11y.atspi.EditableText", "SetTextContents", "s", text)

    def select(self, place: int) -> None:
        """Choose a row of a list."""
        self._call("org.a11y.atspi.Selection", "SelectChild", "i", place)

    def walk(self) -> "Iterator[Node]":
        """Go through it and what is in it, as far as it shows."""
        yield self
        for child in self.children:
            try:
                if "showing" in child.states:
                    yield from child.walk()
            except DBusErrorResponse:  # it went while we looked
                continue

    def _get(self, interface: str, name: str) -> Any:
        properties = "org.freedesktop.DBus.Properties"
        return self._call(properties, "Get", "ss", interface, name)[0][1]

    def _call(self, interface: str, member: str, signature: str = "", *body: Any) -> Any:
        return self.bus.call(self.owner, self.path, interface, member, signature, *body)


class Accessibility:
    """The bus as a screen reader has it. Not for several threads."""

    def __init__(self, connection: DBusConnection, told: "deque[Message]") -> None:
        self._connection = connection
        self._messages = told
        self._told: list[Told] = []

    def call(
        self, owner: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> Any:
        """Ask something of an object, and return the answer."""
        address = DBusAddress(path, owner, interface)
        message = new_method_call(address, member, signature or None, body)
        return unwrap_msg(self._connection.send_and_get_reply(message, timeout=20))

    # --- what is there ------------------------------------------------------------------------

    @property
    def applications(self) -> list[Node]:
        """The programs on this bus."""
        return Node(self, "org.a11y.atspi.Registry", _ROOT).children

    @property
    def windows(self) -> list[Node]:
        """Every window that shows: the last opened one comes last."""
        return [
            window
            for program in self.applications
            for window in program.children
            if "showing" in window.states
        ]

    def find(self, name: str, inside: Node | None = None) -> Node | None:
        """Return the one thing that shows with this objectName, None if there is none."""
        roots = [inside] if inside is not None else self.windows
        for root in roots:
            for node in root.walk():
                if node.id == name:
                    return node
        return None

    def get(self, name: str) -> Node:
        """Wait until something with this objectName shows."""
        found: list[Node] = []

        def is_there() -> bool:
            node = self.find(name)
            found[:] = [node] if node is not None else []
            return node is not None

        self.until(is_there, f"{name} to show")
        return found[0]

    def named(self, name: str, role: str = "") -> Node:
        """Wait until something is called this, whatever its objectName."""
        found: list[Node] = []

        def is_there() -> bool:
            found[:] = [
                node
                for window in self.windows
                for node in window.walk()
                if node.name == name and (not role or node.role == role)
            ]
            return bool(found)

        self.until(is_there, f"{role or 'something'} called {name}")
        return found[0]

    @property
    def focused(self) -> Node | None:
        """What has the keyboard."""
        found = None
        for window in self.windows:
            for node in window.walk():
                # Qt calls a list's current row focused while something else has the keyboard, and
                # what is around the thing that has it too where it hands the keyboard on.
                if node.role not in _ROWS and {"focused", "focusable"} <= node.states:
                    found = node
        return found

    def opened_menu(self) -> Node:
        """Wait until a menu opens that was not open at the last `forget`, and return it."""


        def is_menu(told: Told) -> bool:
            shows = (told.kind, told.detail, told.first) == ("StateChanged", "showing", 1)
            return shows and self.node(told).role == "popup menu"

        return self.node(self.until_told(is_menu, "a menu"))

    def node(self, told: Told) -> Node:
        """Return what an event told of."""
        return Node(self, told.owner, told.path)

    # --- what is told -------------------------------------------------------------------------

    def until(
        self, condition: Callable[[], object], what: str = "", timeout_s: float = 20.0
    ) -> None:
        """Wait until a condition holds; it is looked at whenever something is told."""
        deadline = time.monotonic() + timeout_s
        while not self._holds(condition):
            assert time.monotonic() < deadline, f"waited for {what or condition}"
            self._receive(_LOOK_AGAIN_S)

    def until_told(
        self, fits: Callable[[Told], bool], what: str, timeout_s: float = 20.0
    ) -> Told:
        """Wait for an event that was not asked for before, and return it."""
        deadline = time.monotonic() + timeout_s
        while True:
            for place, told in enumerate(self.told):
                if self._holds(lambda told=told: fits(told)):  # type: ignore[misc]
                    del self._told[: place + 1]
                    return told
            assert time.monotonic() < deadline, f"not told of {what}, but {self.announcements()}"
            self._receive(_LOOK_AGAIN_S)

    @property
    def told(self) -> list[Told]:
        """Every event since `forget`, as far as it has come by now."""
        self._receive(0)
        while self._messages:
            message = self._messages.popleft()
            header = message.header.fields
            detail, first, second, value, *_ = message.body
            path, kind, owner = header[1], header[3], header[7]
            self._told.append(Told(kind, detail, first, second, value[1], owner, path))
        return self._told

    def forget(self) -> None:
        """Leave out whatever was told up to now."""
        self.told.clear()

    def announcements(self) -> list[tuple[str, int]]:
        """What was announced since `forget`, each with its politeness."""
        return [(told.value, told.first) for told in self.told if told.kind == "Announcement"]

    def _holds(self, condition: Callable[[], object]) -> bool:
        try:
            return bool(condition())
        except DBusErrorResponse:  # what is looked at has just gone
            return False

    def _receive(self, seconds: float) -> None:
        try:
            self._connection.recv_messages(timeout=seconds)
        except TimeoutError:
            return


@contextmanager
def an_accessibility_bus(session_bus: str) -> Iterator[Accessibility]:
    """Listen on the accessibility bus of a session."""
    with open_dbus_connection(session_bus) as session:
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        answer = session.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=20)
        (address,) = unwrap_msg(answer)
    with open_dbus_connection(address) as connection:
        rule = MatchRule(type="signal", interface=_EVENTS)
        Proxy(message_bus, connection, timeout=20).AddMatch(rule)
        queue: deque[Message] = deque()
        with connection.filter(rule, queue=queue) as told:
            bus = Accessibility(connection, told)
            registry = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
            bus.call(*registry, "org.a11y.atspi.Registry", "RegisterEvent", "s", "object:")
            yield bus
