"""Notices whether anybody uses this program, and the key that hides names.

The key is F9, or Shift with Escape where the F keys want Fn: the corner of the keyboard is found
blind. Escape alone clears what is shown, as ever.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_CHECK_MS = 1000
_PRESSES = frozenset(
    (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel)
)
_MODIFIERS = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    )
)


class Watch(QObject):
    """Listens at the windows, where input arrives once; a filter of the application would be asked
    about every event of every widget. Scanners are heard before it. GUI thread."""

    hide_wanted = Signal()
    used = Signal()  # a key, click or scan: after a while of nothing, or the same again
    idle_changed = Signal(float)  # seconds since the last input, each second

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._last = monotonic()
        self._windows: set[QWindow] = set()
        self.may_pass: Callable[[QWindow, QEvent], bool] = lambda _window, _event: True
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)

    def start(self) -> None:
        """Watch the windows there are, and those to come."""
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for window in QGuiApplication.topLevelWindows():
            self._add(window)
        app.focusWindowChanged.connect(self._add)
        self._timer.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._add)
        for window in self._windows:
            window.removeEventFilter(self)
        self._windows.clear()

    def touch(self) -> None:
        """Count something as use: a scan comes from no window."""
        self._last = self._monotonic()
        self.used.emit()

    def check(self) -> None:
        """Tell how long nobody has done anything."""
        self.idle_changed.emit(self._monotonic() - self._last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what a person does; hold back what may not pass."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._last = self._monotonic()
            return False
        if kind not in _PRESSES or not isinstance(watched, QWindow):
            return False
        if isinstance(event, QKeyEvent):
            if _hides(event):
                self.hide_wanted.emit()
                return True
            if event.key() in _MODIFIERS:
                return False
        passes = self.may_pass(watched, event)
        if passes:
            self.touch()
        return not passes

    def _add(self, window: QWindow | None) -> None:
        if window is None or window in self._windows:
            return
        self._windows.add(window)
        window.installEventFilter(self)
        window.destroyed.connect(lambda: self._windows.discard(window))


def _hides(event: QKeyEvent) -> bool:
    with_shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F9 or (event.key() == Qt.Key.Key_Escape and with_shift)
