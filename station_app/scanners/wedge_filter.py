"""The keyboard scanner: an application-wide event filter that feeds the framer. GUI thread only."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from station_app.domain.scan import Lane, LaneReport, LaneState, Scan
from station_app.scanners.key_replay import HeldKey, KeyReplay, address, clone
from station_app.scanners.key_strokes import KeyClock, physical_key, read_key
from station_app.scanners.wedge import (
    Decision,
    Fate,
    Stroke,
    StrokeKind,
    WedgeFramer,
    WedgeSettings,
)

log = logging.getLogger(__name__)

_PRESS = QEvent.Type.KeyPress
_RELEASE = QEvent.Type.KeyRelease
_OVERRIDE = QEvent.Type.ShortcutOverride
_COMPOSED = QEvent.Type.InputMethod
_WATCHED = frozenset((_PRESS, _RELEASE, _OVERRIDE, _COMPOSED))
_BUSY_MS = 8  # a timer that comes this late says that keys may be waiting unread
_CATCH_UP_MS = 5


def _arrival_clock() -> Callable[[], int]:
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed


class WedgeFilter(QObject):
    """Take scanner bursts out of the stream of keys, whatever has the focus.

    Keys come to the window first and are decided there; a key that was sent to a widget directly
    is decided at that widget. What was typing is given back in order, before any later key.
    """

    scanned = Signal(Scan)
    state_changed = Signal(LaneReport)

    def __init__(
        self,
        settings: WedgeSettings | None = None,
        arrival_ms: Callable[[], int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._framer: WedgeFramer[HeldKey] = WedgeFramer(settings)
        self._arrival_ms = arrival_ms or _arrival_clock()
        self._clock = KeyClock(self._arrival_ms)
        self._replay = KeyReplay()
        self._running = False
        self._due_ms = 0  # of the arrival clock, when silence is due
        self._caught_up = False
        self._passed: tuple[int, ...] = ()  # the last event let through, see _is_passed_on
        self._seen_by: set[int] = set()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_silence)

    @property
    def settings(self) -> WedgeSettings:
        """What a burst looks like now."""
        return self._framer.settings

    def apply(self, settings: WedgeSettings) -> None:
        """Use other settings from the next key on."""
        self._obey(self._framer.interrupt())
        self._framer.settings = settings

    def start(self) -> None:
        """Listen to every key of this application."""
        app = QCoreApplication.instance()
        if app is None or self._running:
            return
        self._running = True
        self._clock = KeyClock(self._arrival_ms)
        app.installEventFilter(self)
        self.state_changed.emit(LaneReport(Lane.KEYBOARD, LaneState.LIVE))

    def stop(self) -> bool:
        """Give back what is held and listen no longer. Always True: there is no thread."""
        if self._running:
            self._obey(self._framer.interrupt())
            self._running = False
            self._timer.stop()
            if app := QCoreApplication.instance():
                app.removeEventFilter(self)
            self.state_changed.emit(LaneReport(Lane.KEYBOARD, LaneState.OFF))
        return True

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED or not self._running:
            return False
        if kind == _COMPOSED:  # an input method has text ready: it comes after what is held
            self._obey(self._framer.interrupt())
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(receiver, QWindow | QWidget):
            return False
        if self._replay.is_passing(event) or self._is_passed_on(receiver, event):
            return False
        self._replay.deliver()  # left over when a replayed key opened a nested event loop
        if kind == _OVERRIDE:
            return self._claim(receiver, event)
        if kind == _PRESS:
            fate = self._press(receiver, event)
        else:
            held = self._held(receiver, event)
            fate = self._obey(self._framer.release(physical_key(event), held))
        if fate is Fate.TAKE:
            self._passed = ()
            event.accept()
            return True
        self._passed = self._mark(event)
        self._seen_by = {address(receiver)}
        return False

    def _press(self, receiver: QObject, event: QKeyEvent) -> Fate:
        fate = self._obey(self._framer.press(self._stroke(receiver, event)))
        if self._framer.deadline_ms is None:
            self._timer.stop()
        elif fate is Fate.TAKE:
            self._wait_for_silence()
        return fate

    def _claim(self, receiver: QObject, event: QKeyEvent) -> bool:
        """Before any shortcut: keep those of a burst quiet, and let others come in order."""
        stroke = self._stroke(receiver, event)
        if self._framer.takes(stroke):
            event.accept()  # no shortcut; the key press follows
            return True
        if stroke.kind is not StrokeKind.MODIFIER and self._framer.deadline_ms is not None:
            self._obey(self._framer.interrupt())
        self._passed = self._mark(event)
        self._seen_by = {address(receiver)}
        return False

    def _obey(self, decision: Decision[HeldKey]) -> Fate:
        if decision.replay:
            self._replay.deliver(decision.replay)
        if decision.scan is not None:
            log.debug("keyboard scanner: %d characters", len(decision.scan))
            self.scanned.emit(Scan(decision.scan, Lane.KEYBOARD))
        return decision.fate

    def _stroke(self, receiver: QObject, event: QKeyEvent) -> Stroke[HeldKey]:
        kind, text = read_key(event)
        return Stroke(
            kind=kind,
            key=physical_key(event),
            at_ms=self._clock.time_of(event),
            token=self._held(receiver, event),
            text=text,
            repeat=event.isAutoRepeat(),
        )

    @staticmethod
    def _held(receiver: QObject, event: QKeyEvent) -> HeldKey:
        return HeldKey(clone(event), address(receiver), direct=isinstance(receiver, QWidget))

    @staticmethod
    def _mark(event: QKeyEvent) -> tuple[int, ...]:
        return address(event), event.type().value, event.key(), event.timestamp()

    def _is_passed_on(self, receiver: QObject, event: QKeyEvent) -> bool:
        """Whether this is the event just let through, now at the next receiver.

        Qt hands one event from the window to the widget and up its parents, each once. The same
        address at the same receiver is therefore another event, built where the last one was.
        """
        if not self._passed or isinstance(receiver, QWindow) or self._passed != self._mark(event):
            return False
        here = address(receiver)
        if here in self._seen_by:
            return False
        self._seen_by.add(here)
        return True

    def _wait_for_silence(self) -> None:
        self._caught_up = False
        wait_ms = self._framer.patience_ms + 1
        self._due_ms = self._arrival_ms() + wait_ms
        self._timer.start(wait_ms)

    def _on_silence(self) -> None:
        if self._framer.deadline_ms is None:
            return
        if not self._caught_up:
            # Keys that came in time may still be unread: let the event loop turn once more. Each
            # of them starts the wait anew, and their own times decide.
            self._caught_up = True
            late_ms = self._arrival_ms() - self._due_ms
            self._timer.start(_CATCH_UP_MS if late_ms >= _BUSY_MS else 0)
            return
        self._obey(self._framer.interrupt())
