"""The one kind of motion there is: something goes from 1 to 0 in a short time."""

import time

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

_FRAME_MS = 16


def to_next_frame_ms() -> int:
    """Return the time to the next beat of the one clock that all motions keep: what moves or
    follows on the same beat is painted together, not each by itself."""
    return _FRAME_MS - time.monotonic_ns() // 1_000_000 % _FRAME_MS


def after_next_frame_ms() -> int:
    """Return the time to a beat before which what is shown now has surely been painted."""
    return _FRAME_MS + to_next_frame_ms()


class Motion(QObject):
    """Tells each frame how much is left. A plain timer: Qt's animations are driven by an object
    that PySide does not know, and to look it up it loads all of Qt's classes at the first guest.
    """

    moved = Signal(float)  # 1.0 at once, 0.0 at the end

    def __init__(self, duration_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._duration_ms = duration_ms
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin, or begin again."""
        self._clock.start()
        self._wait()
        self.moved.emit(1.0)

    def stop(self) -> None:
        """Stand still where it is."""
        self._timer.stop()

    def _tick(self) -> None:
        left = max(0.0, 1.0 - self._clock.elapsed() / self._duration_ms)
        if left:
            self._wait()
        self.moved.emit(left)

    def _wait(self) -> None:
        self._timer.start(to_next_frame_ms())
