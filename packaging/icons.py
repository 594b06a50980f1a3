"""Draw the program's icon in the sizes and formats of a system. Run with the build's Python.

python packaging/icons.py FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent / "linux" / "checkin-station.svg"
_PNG = (16, 32, 48, 64, 128, 256)
_ONE_FILE = {"win32": ("ico", 256), "darwin": ("icns", 1024)}  # Qt writes both


def drawn(size: int) -> QImage:
    """Return the icon as a picture."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    return picture


def main() -> int:
    """Write the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    for size in _PNG:
        if not drawn(size).save(str(folder / f"{size}.png")):
            return 1
    if sys.platform in _ONE_FILE:
        kind, size = _ONE_FILE[sys.platform]
        if not drawn(size).save(str(folder / f"checkin-station.{kind}")):
            return 1
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
