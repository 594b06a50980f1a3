"""The manual's pictures: `python -m tests.ui.help_pictures` draws them anew."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme
from tests.ui import gallery

FOLDER = Path(__file__).parents[2] / "resources" / "help"
PICTURES = ("welcome", "search", "offline")
_WIDE = 880


def main() -> int:
    """Draw every picture into its language's folder."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    languages = Languages(app)
    for language in ("en", "de"):
        languages.use(language)
        (FOLDER / language).mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as drawn:
            gallery.draw(app, Path(drawn), Theme("dark"), "1280x800", 1.0, PICTURES)
            for name in PICTURES:
                whole = QImage(str(Path(drawn) / f"{name}.png"))
                small = whole.scaledToWidth(_WIDE, Qt.TransformationMode.SmoothTransformation)
                opaque = small.convertToFormat(QImage.Format.Format_RGB32)
                opaque.save(str(FOLDER / language / f"{name}.png"), quality=0)  # smallest
    languages.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
