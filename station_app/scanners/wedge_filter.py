"""The keyboard scanner: an application-wide event filter that feeds the framer. GUI thread only."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from station_app.domain.scan import Lane, LaneReport, LaneState, Scan
from station_app.scanners.key_positions import us_character
from station_app.scanners.key_replay import HeldKey, KeyReplay, address, clone, clone_composed
from station_app.scanners.key_strokes import KeyClock, physical_key, read_key
from station_app.scanners.wedge import (
    Decision,
    Fate,
    Stroke,
    StrokeKind,
    WedgeFramer,
    WedgeSettings,
)
from station_app.scanners.wedge_recorder import WedgeRecorder

log = logging.getLogger(__name__)

_PRESS = QEvent.Type.KeyPress
_RELEASE = QEvent.Type.KeyRelease
_OVERRIDE = QEvent.Type.ShortcutOverride
_COMPOSED = QEvent.Type.InputMethod
_KEYS = frozenset((_PRESS, _RELEASE, _OVERRIDE))
_WATCHED = (QKeyEvent, QInputMethodEvent)
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
    observed = Signal(object)  # tuple[ObservedKey, ...]: a whole burst, while `observe` is on
    state_changed = Signal(LaneReport)

    def __init__(
        self,
        settings: WedgeSettings | None = None,
        arrival_ms: Callable[[], int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings or WedgeSettings()
        self._framer: WedgeFramer[HeldKey] = WedgeFramer(self._settings)
        self._arrival_ms = arrival_ms or _arrival_clock()
        self._clock = KeyClock(self._arrival_ms)
        self._replay = KeyReplay()
        self._running = False
        self._due_ms = 0  # of the arrival clock, when silence is due
        self._caught_up = False
        self._down: set[int] = set()  # keys whose press was seen
        self._shifted = False  # Shift went down since the last other key
        self._passed: tuple[int, ...] = ()  # the last event let through, see _is_passed_on
        self._seen_by: set[int] = set()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_silence)

    @property
    def settings(self) -> WedgeSettings:
        """What a burst looks like now."""
        return self._settings

    def apply(self, settings: WedgeSettings) -> None:
        """Use other settings from the next key on."""
        self._settings = settings
        self._obey(self._framer.interrupt())
        self._framer.settings = settings

    def observe(self, on: bool) -> None:
        """Tell whole bursts as `observed` and no scans, to learn a scanner; or scan again."""
        self._obey(self._framer.interrupt())
        self._framer = WedgeRecorder(self.observed.emit) if on else WedgeFramer(self._settings)

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
        # Every event of every widget comes here: its class is asked first, as it costs least.
        if not isinstance(event, _WATCHED) or not self._running:
            return False
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            return kind == _COMPOSED and self._composed(receiver, event)
        if kind not in _KEYS or not isinstance(receiver, QWindow | QWidget):
            return False
        if self._replay.is_passing(event) or self._is_passed_on(receiver, event):
            return False
        self._replay.deliver()  # left over when a replayed key opened a nested event loop
        if kind == _OVERRIDE:
            return self._claim(receiver, event)
        fate = self._press(receiver, event) if kind == _PRESS else self._release(receiver, event)
        if fate is Fate.TAKE:
            self._passed = ()
            event.accept()
            return True
        self._passed = self._mark(event)
        self._seen_by = {address(receiver)}
        return False

    def _press(self, receiver: QObject, event: QKeyEvent) -> Fate:
        stroke = self._stroke(receiver, event)
        self._down.add(stroke.key)
        self._shifted = event.key() == Qt.Key.Key_Shift
        return self._follow(self._framer.press(stroke))

    def _release(self, receiver: QObject, event: QKeyEvent) -> Fate:
        """Take in a release; one without a press tells of a key that an input method took.

        The dead keys of X11 go that way wherever text can be entered: the press is gone, a letter
        comes later with the mark on it, and only the releases say which keys it were.
        """
        stroke = self._stroke(receiver, event)
        if stroke.key in self._down:
            self._down.discard(stroke.key)
            self._shifted &= stroke.kind is StrokeKind.MODIFIER
            return self._obey(self._framer.release(stroke.key, stroke.token))
        if stroke.us is None or stroke.kind not in (StrokeKind.TEXT, StrokeKind.DEAD):
            return self._obey(self._framer.release(stroke.key, stroke.token))
        # Shift may be up again by now; that it went down since the last key says what it was.
        us = us_character(event, shifted=self._shifted)
        self._shifted = False
        return self._follow(self._framer.join(replace(stroke, text="", us=us)))

    def _composed(self, receiver: QObject, event: QInputMethodEvent) -> bool:
        """Take in text from an input method: a part of the burst at hand, or what comes after."""
        if self._replay.is_passing(event):
            return False
        if event.commitString() and not event.preeditString() and not event.replacementLength():
            stroke = Stroke(
                kind=StrokeKind.TEXT,
                key=0,
                at_ms=self._clock.last_ms,
                token=HeldKey(clone_composed(event), address(receiver), direct=True),
                text=event.commitString(),
                us="",  # the releases of its keys tell
            )
            if self._follow(self._framer.join(stroke)) is Fate.TAKE:
                event.accept()
                return True
        self._obey(self._framer.interrupt())
        return False

    def _follow(self, decision: Decision[HeldKey]) -> Fate:
        """Obey a decision, and wait for the silence after it."""
        fate = self._obey(decision)
        if self._framer.deadline_ms is None:
            self._timer.stop()
        elif fate is Fate.TAKE:
            self._wait_for_silence()
        return fate

    def _claim(self, receiver: QObject, event: QKeyEvent) -> bool:
        """Before any shortcut: keep those of a burst quiet, and let others come in order."""
        stroke = self._stroke(receiver, event)
        self._down.add(stroke.key)
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
            scan = Scan(decision.scan, Lane.KEYBOARD, decision.us_scan, decision.whole)
            self.scanned.emit(scan)
        return decision.fate

    def _stroke(self, receiver: QObject, event: QKeyEvent) -> Stroke[HeldKey]:
        kind, text = read_key(event)
        return Stroke(
            kind=kind,
            key=physical_key(event),
            at_ms=self._clock.time_of(event),
            token=self._held(receiver, event),
            text=text,
            us=text if kind is StrokeKind.CONTROL else us_character(event),
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
