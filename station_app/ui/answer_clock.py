"""Times answers where they count: from the scan to the verdict on the screen."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from station_app.domain.scan import Scan
from station_app.domain.timings import Timings
from station_app.domain.verdict import Verdict
from station_app.services.look_up import Answer


class AnswerClock(QObject):
    """Watches a window only from an answer until it is painted. GUI thread.

    Of scans that come faster than they are shown, the last is timed: its answer is the one seen.
    """

    def __init__(self, window: QWidget, timings: Timings) -> None:
        super().__init__(window)
        self._window = window
        self._timings = timings
        self._scan: Scan | None = None
        self._began_s = 0.0
        self._asked = False

    def begin(self, scan: Scan) -> None:
        """A scan came."""
        self._window.removeEventFilter(self)
        self._scan, self._began_s = scan, time.perf_counter()

    def answered(self, answer: Answer) -> None:
        """What a scan is answered with has been given to the window."""
        if answer.scan is None or answer.scan is not self._scan:
            return
        self._scan = None
        handle = self._window.windowHandle()
        if handle is not None and handle.isExposed():  # else it is painted whenever it is seen
            self._asked = answer.asked or answer.verdict is Verdict.UNKNOWN
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be told first thing after the window has painted."""
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            told = QEvent(QEvent.Type.User)
            QCoreApplication.postEvent(self, told, Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def customEvent(self, event: QEvent) -> None:  # noqa: ARG002 - there is only one kind
        """It is on the screen: count what it took."""
        histogram = self._timings.asked if self._asked else self._timings.verdict
        histogram.record(time.perf_counter() - self._began_s)
