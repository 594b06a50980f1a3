"""Real keys through an X server by xdotool: their codes, and whether it kept its pace."""

import os
import shutil
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from station_app.domain.keyboard_layout import US, US_SHIFT
from station_app.scanners.key_positions import SCAN_CODES, X11_OFFSET

KEYCODES = {key: str(code + X11_OFFSET) for code, key in SCAN_CODES.items()}
STALL_MS = 12  # by which a pause may be too long


def has_tools(*names: str) -> bool:
    """Whether keys can be played: an X server, and these programs."""
    at_x11 = QGuiApplication.platformName() == "xcb" and bool(os.environ.get("DISPLAY"))
    return at_x11 and all(shutil.which(name) for name in names)


def strokes(us_character: str) -> list[str]:
    """Return xdotool's arguments for one key of a scanner set to US."""
    shifted = us_character in US_SHIFT
    key = KEYCODES[US[US_SHIFT.index(us_character)] if shifted else us_character]
    keys = [("keydown", key), ("keyup", key)]
    if shifted:
        keys = [("keydown", "shift"), *keys, ("keyup", "shift")]
    return [part for command, what in keys for part in (command, "--delay", "0", what)]


class Pauses(QObject):
    """How long the X server waited between two keys: on a busy machine xdotool itself stalls.

    An event filter for the application, on top of the keyboard lane's.
    """

    def __init__(self) -> None:
        super().__init__()
        self._stamps_ms: list[int] = []

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(receiver, QWindow):
            assert isinstance(event, QKeyEvent)
            self._stamps_ms.append(event.timestamp())
        return False

    @property
    def longest_ms(self) -> int:
        """The longest pause since `clear`."""
        return max((later - sooner for sooner, later in pairwise(self._stamps_ms)), default=0)

    def clear(self) -> None:
        """Begin anew."""
        self._stamps_ms.clear()
