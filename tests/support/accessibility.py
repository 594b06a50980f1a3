"""What assistive technology is told: a small client of the real accessibility bus (AT-SPI).

It waits for what the bus tells, never for a time. Names are those of the AT-SPI protocol:
https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
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
_FACTS = (
    ("org.freedesktop.DBus.Properties", "Get", _ACCESSIBLE, "Name"),
    (_ACCESSIBLE, "GetRoleName"),
    ("org.freedesktop.DBus.Properties", "Get", _ACCESSIBLE, "AccessibleId"),
    (_ACCESSIBLE, "GetChildren"),
)
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
        return _states(self._call(_ACCESSIBLE, "GetState"))

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

    def look(self) -> "list[Seen]":
        """Return it and what is in it, as far as it shows: the inner things after the outer."""
        return self.bus.look([self])

    def _get(self, interface: str, name: str) -> Any:
        properties = "org.freedesktop.DBus.Properties"
        return self._call(properties, "Get", "ss", interface, name)[0][1]

    def _call(self, interface: str, member: str, signature: str = "", *body: Any) -> Any:
        return self.bus.call(self.owner, self.path, interface, member, signature, *body)


@dataclass(frozen=True)
class Seen:
    """What was heard of a node when it was looked at."""

    node: Node
    name: str
    role: str
    full_id: str
    states: frozenset[str]

    @property
    def id(self) -> str:
        """Its objectName, or its class where it has none."""
        return self.full_id.rpartition(".")[2]


def _states(answer: Any) -> frozenset[str]:
    low, high = answer[0]
    bits = low | high << 32
    return frozenset(name for place, name in _STATES.items() if bits >> place & 1)


class Accessibility:
    """The bus as a screen reader has it. Not for several threads."""

    def __init__(
        self, connection: DBusConnection, told: "deque[Message]", answers: "deque[Message]"
    ) -> None:
        self._connection = connection
        self._messages = told
        self._answers = answers  # to questions asked all at once
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

    def look(self, roots: list[Node]) -> "list[Seen]":
        """Return what shows there and in it, level by level: asked all at once, else it takes
        seconds."""
        found: list[Seen] = []
        level, states = roots, [node.states for node in roots]
        while level:
            facts = self._ask_all(level, *_FACTS)
            for node, state, (name, role, full_id, _) in zip(level, states, facts, strict=True):
                if name and role and full_id:
                    found.append(Seen(node, name[0][1], role[0], full_id[0][1], state))
            inside = [
                Node(self, owner, path)
                for *_, children in facts
                for owner, path in (children[0] if children else [])
            ]
            told = self._ask_all(inside, (_ACCESSIBLE, "GetState"))
            heard = [_states(state) if state else frozenset() for (state,) in told]
            level = [node for node, one in zip(inside, heard, strict=True) if "showing" in one]
            states = [one for one in heard if "showing" in one]
        return found

    def _ask_all(self, nodes: list[Node], *questions: tuple[str, ...]) -> list[list[Any]]:
        """Ask each node all questions; an answer is None where the node went meanwhile."""
        wanted = []
        for node in nodes:
            for interface, member, *body in questions:
                address = DBusAddress(node.path, node.owner, interface)
                message = new_method_call(address, member, "s" * len(body) or None, tuple(body))
                wanted.append(next(self._connection.outgoing_serial))
                self._connection.send(message, serial=wanted[-1])
        answers: dict[int, Any] = {}
        while len(answers) < len(wanted):
            self._connection.recv_messages(timeout=20)
            while self._answers:
                answer = self._answers.popleft()
                is_error = answer.header.message_type is MessageType.error
                asked = answer.header.fields[HeaderFields.reply_serial]
                answers[asked] = None if is_error else answer.body
        told = iter(answers[serial] for serial in wanted)
        return [[next(told) for _ in questions] for _ in nodes]

    def find(self, name: str) -> Node | None:
        """Return the one thing that shows with this objectName, None if there is none."""
        found = (seen.node for seen in self.look(self.windows) if seen.id == name)
        return next(found, None)

    def get(self, name: str) -> Node:
        """Wait until something with this objectName shows."""
        return self._until_seen(lambda seen: seen.id == name, f"{name} to show")

    def named(self, name: str, role: str = "") -> Node:
        """Wait until something is called this, whatever its objectName."""
        return self._until_seen(
            lambda seen: seen.name == name and role in ("", seen.role),
            f"{role or 'something'} called {name}",
        )

    def _until_seen(self, fits: "Callable[[Seen], bool]", what: str) -> Node:
        found: list[Node] = []

        def is_there() -> bool:
            found.extend(seen.node for seen in self.look(self.windows) if fits(seen))
            return bool(found)

        self.until(is_there, what)
        return found[0]

    @property
    def focused(self) -> Node | None:
        """What has the keyboard."""
        # Qt calls a list's current row focused while something else has the keyboard, and what is
        # around the thing that has it too where it hands the keyboard on.
        found = [
            seen.node
            for seen in self.look(self.windows)
            if seen.role not in _ROWS and {"focused", "focusable"} <= seen.states
        ]
        return found[-1] if found else None

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

    def until_told(self, fits: Callable[[Told], bool], what: str, timeout_s: float = 20.0) -> Told:
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
            path, kind = header[HeaderFields.path], header[HeaderFields.member]
            owner = header[HeaderFields.sender]
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
        """Take in what is told within a time, and all that came with it."""
        with suppress(TimeoutError):
            while True:
                self._connection.recv_messages(timeout=seconds)
                seconds = 0


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
        with ExitStack() as stack:
            events, answers = deque[Message](), deque[Message]()
            stack.enter_context(connection.filter(rule, queue=events))
            for kind in (MessageType.method_return, MessageType.error):
                stack.enter_context(connection.filter(MatchRule(type=kind), queue=answers))
            bus = Accessibility(connection, events, answers)
            registry = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
            for kind in ("object:state-changed", "object:announcement"):
                bus.call(*registry, "org.a11y.atspi.Registry", "RegisterEvent", "s", kind)
            yield bus
