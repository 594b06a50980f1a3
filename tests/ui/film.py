"""The README's moving picture of a scan: `python -m tests.ui.film OUT.webp` films the program.

Idle, a guest comes (Welcome), a guest comes again (Already checked in), idle.
"""

import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtWidgets import QApplication

from station_app.domain.verdict import Verdict
from station_app.ui.station.screen import HistoryRow
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow
from tests.ui import gallery, pages, scenes
from tests.ui.camera_picture import OUTLINE, camera_picture
from tests.ui.golden import Colors, pixels

_SIZE = (1280, 800)
_HALF = (640, 400)
_STEP_MS = 40
_MOST_BYTES = 1_000_000
_QUALITY = 82


class Film:
    """Frames of the window with how long each stands; what stands still is one frame."""

    def __init__(self) -> None:
        self.frames: list[Colors] = []
        self.durations: list[int] = []

    def add(self, window: MainWindow, stands_ms: int) -> None:
        """Take a frame, halved."""
        whole = pixels(window.grab().toImage())
        frame = np.asarray(cv2.resize(whole, _HALF, interpolation=cv2.INTER_AREA), np.uint8)
        if self.frames and np.array_equal(frame, self.frames[-1]):
            self.durations[-1] += stands_ms
        else:
            self.frames.append(frame)
            self.durations.append(stands_ms)

    def save(self, path: Path) -> None:
        """Write it; the ending says whether as WebP or APNG."""
        animation = cv2.Animation()
        animation.frames = [frame[:, :, ::-1].copy() for frame in self.frames]
        animation.durations = np.array(self.durations, np.int32)
        options = [cv2.IMWRITE_WEBP_QUALITY, _QUALITY] if path.suffix == ".webp" else []
        if not cv2.imwriteanimation(str(path), animation, options):
            raise OSError(f"{path.name} cannot be written")


def shoot(app: QApplication) -> Film:
    """Film the window."""
    theme = Theme("dark")
    theme.apply_to(app)
    window = MainWindow(theme)
    view = StationView(theme, now=lambda: datetime(2026, 11, 22, 18, 52).astimezone())
    window.add_page(view)
    window.resize(*_SIZE)
    window.show()
    film = Film()
    rows: tuple[HistoryRow, ...] = pages.HISTORY[1:]
    shots = (
        ("idle", (), 1200),
        ("welcome", (pages.row(Verdict.WELCOME, "Anna Lindqvist", "18:52"),), 2400),
        ("already", (pages.row(Verdict.ALREADY, "Tomás Ferreira", "18:52"),), 2400),
        ("idle", (), 1200),
    )
    gallery.dress(view, "idle")
    for serial, (name, row, stands_ms) in enumerate(shots, start=1):
        rows = (*row, *rows)
        read = bool(row)
        if read:  # a badge is held up a moment before it is read
            view.set_camera_frame(camera_picture(badge=True), (), False)
            _come_to_rest(app)
            film.add(window, 300)
        view.set_camera_frame(camera_picture(badge=read), (OUTLINE,) if read else (), read)
        view.set_camera_caption("Code read" if read else "Hold the badge here")
        view.show_screen(replace(scenes.states()[name], serial=serial))
        view.set_history(rows)
        while view._lintel.is_pulsing or view._guest.ribbon.is_dropping:
            app.processEvents()
            film.add(window, _STEP_MS)
        _come_to_rest(app)
        film.add(window, stands_ms)
    window.hide()
    window.deleteLater()
    return film


def _come_to_rest(app: QApplication) -> None:
    for _ in range(5):
        app.processEvents()


def main() -> int:
    """Write the film named on the command line."""
    path = Path(sys.argv[1])
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    film = shoot(app)
    film.save(path)
    size = path.stat().st_size
    sys.stdout.write(f"{len(film.frames)} frames, {sum(film.durations)} ms, {size / 1000:.0f} kB\n")
    return 0 if size <= _MOST_BYTES else 1


if __name__ == "__main__":
    raise SystemExit(main())
