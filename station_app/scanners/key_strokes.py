"""Qt key events as strokes: what kind, which key, and when."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from station_app.scanners.wedge import StrokeKind

_MODIFIER_KEYS = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Hyper_L,
        Qt.Key.Key_Hyper_R,
        Qt.Key.Key_Mode_switch,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    )
)
_DEAD_KEYS = range(Qt.Key.Key_Dead_Grave.value, Qt.Key.Key_Dead_Longsolidusoverlay.value + 1)
_END_KEYS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab))
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier


def _is_printable(text: str) -> bool:
    return bool(text) and all(c >= " " and not "\x7f" <= c <= "\x9f" for c in text)


def _control_character(event: QKeyEvent) -> str:
    """The ASCII control character of Ctrl with a key, '' if it is none."""
    text = event.text()
    if len(text) == 1 and text < " ":
        return text
    key = event.key()
    return chr(key & 0x1F) if 0x40 <= key <= 0x5F else ""


def read_key(event: QKeyEvent) -> tuple[StrokeKind, str]:
    """Return what the key means to a burst, and its text."""
    key, modifiers, text = event.key(), event.modifiers(), event.text()
    if key in _MODIFIER_KEYS:
        return StrokeKind.MODIFIER, ""
    control, alt = bool(modifiers & _CONTROL), bool(modifiers & _ALT)
    # AltGr is Ctrl+Alt on Windows and no modifier, or GroupSwitch, elsewhere: with a text, typing.
    if control == alt and not modifiers & _META:
        if _is_printable(text):
            return StrokeKind.TEXT, text
        if key in _DEAD_KEYS:
            return StrokeKind.DEAD, ""
        if not control and (key in _END_KEYS or text == "\n"):
            return StrokeKind.END, "\t" if key == Qt.Key.Key_Tab else text or "\r"
        return StrokeKind.OTHER, ""
    if control and not modifiers & _META and (character := _control_character(event)):
        return StrokeKind.CONTROL, character
    return StrokeKind.OTHER, ""


def physical_key(event: QKeyEvent) -> int:
    """Name the physical key, the same at press and release whatever Shift did in between."""
    return event.nativeScanCode() or -event.key()


class KeyClock:
    """When keys were pressed, in rising milliseconds.

    The event's own time is true even when the window was too busy to take it in; where an event
    has none (0), or one of another clock, its arrival counts.
    """

    def __init__(self, arrival_ms: Callable[[], int]) -> None:
        self._arrival_ms = arrival_ms
        self._stamp_ms = 0
        self._arrived_ms = arrival_ms()
        self._now_ms = 0

    @property
    def last_ms(self) -> int:
        """The time of the last event."""
        return self._now_ms

    def time_of(self, event: QKeyEvent) -> int:
        """Return the time of an event that has just arrived. Events come in their order."""
        stamp_ms, arrived_ms = event.timestamp(), self._arrival_ms()
        if 0 < self._stamp_ms <= stamp_ms:
            self._now_ms += stamp_ms - self._stamp_ms
        else:
            self._now_ms += max(0, arrived_ms - self._arrived_ms)
        if stamp_ms:
            self._stamp_ms = stamp_ms
        self._arrived_ms = arrived_ms
        return self._now_ms
