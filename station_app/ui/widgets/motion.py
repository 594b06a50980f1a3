"""The one kind of motion there is: something goes from 1 to 0 in a short time."""

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

_FRAME_MS = 16


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
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin, or begin again."""
        self._clock.start()
        self._timer.start()
        self.moved.emit(1.0)

    def stop(self) -> None:
        """Stand still where it is."""
        self._timer.stop()

    def _tick(self) -> None:
        left = max(0.0, 1.0 - self._clock.elapsed() / self._duration_ms)
        if not left:
            self._timer.stop()
        self.moved.emit(left)
