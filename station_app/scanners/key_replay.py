"""Deliver held keys to where they would have gone, shortcuts included. GUI thread only.

For a key of the window system Qt looks for shortcuts before the window sees it; for one that is
sent by the program, QApplication does so before the widget sees it. So a key given back still
fires the shortcut it is, and nothing here needs to know about shortcuts.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken


def address(thing: QObject | QEvent) -> int:
    """Identity of the C++ object, whatever wrapper Python has for it now."""
    return int(Shiboken.getCppPointer(thing)[0])


def clone(event: QKeyEvent) -> QKeyEvent:
    """Copy a key event so that it outlives its delivery."""
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def clone_composed(event: QInputMethodEvent) -> QInputMethodEvent:
    """Copy the ready text of an input method so that it outlives its delivery."""
    copy = QInputMethodEvent()
    copy.setCommitString(event.commitString())
    return copy


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key event and where it came in: a window, or a widget it was sent to directly.

    The receiver is kept by address, because it may be gone before the key is given back."""

    event: QKeyEvent | QInputMethodEvent
    receiver: int
    direct: bool


class KeyReplay:
    """Deliver held keys in order, and know them again while they pass the event filter."""

    def __init__(self) -> None:
        self._waiting: deque[HeldKey] = deque()
        self._passing: list[QKeyEvent | QInputMethodEvent] = []

    def is_passing(self, event: QKeyEvent | QInputMethodEvent) -> bool:
        """Whether this is a key on its way back to the widgets, or Qt asking for its shortcut."""
        if not self._passing:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return any(
                (event.key(), event.timestamp()) == (own.key(), own.timestamp())
                for own in self._passing
                if isinstance(own, QKeyEvent)
            )
        here = address(event)
        return any(here == address(own) for own in self._passing)

    def deliver(self, keys: Iterable[HeldKey] = ()) -> None:
        """Deliver these keys after all that still wait.

        Safe to call again from inside a delivery: a key that opens a nested event loop must not
        keep the keys after it waiting.
        """
        self._waiting.extend(keys)
        while self._waiting:
            self._deliver(self._waiting.popleft())

    def _deliver(self, held: HeldKey) -> None:
        receiver = _receiver_of(held)
        if receiver is None:
            return
        self._passing.append(held.event)
        try:
            QCoreApplication.sendEvent(receiver, held.event)
        finally:
            self._passing.pop()


def _receiver_of(held: HeldKey) -> QObject | None:
    if held.direct:
        for widget in QApplication.allWidgets():
            if address(widget) == held.receiver:
                return widget
    if isinstance(held.event, QInputMethodEvent):
        return QGuiApplication.focusObject()
    # The window picks the widget itself: open popup, else the focus, behind no modal dialog.
    if focused := QGuiApplication.focusWindow():
        return focused
    windows: list[QWindow] = QGuiApplication.allWindows()
    return next((window for window in windows if address(window) == held.receiver), None)
