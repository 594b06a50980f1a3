"""Garbage is collected on the window's thread, in moments nobody needs."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_PREPARED_MS = 5000
_ROUNDS = 10  # among the young before the older are looked through as well


class Garbage(QObject):
    """Collects instead of Python, from `start()` on, until `stop()`. GUI thread.

    Python collects whenever objects are made: on any thread, and in the midst of Qt's own work.
    Widgets that it finds are then destroyed there, which takes the process with it. A timer's turn
    of the event loop is a safe place, and no answer waits for a round.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Leave out what is there now: it stays, and looking through it takes 40 ms."""
        gc.disable()
        gc.freeze()
        self._timer.start()
        QTimer.singleShot(_PREPARED_MS, self, gc.freeze)  # so does what is prepared in idle time

    def stop(self) -> None:
        """Let nothing more be collected here."""
        self._timer.stop()

    def collect(self) -> None:
        """Look through the young, now and then through the older, seldom through all."""
        _, middle, old = gc.get_count()
        gc.collect(2 if old > _ROUNDS else 1 if middle > _ROUNDS else 0)
