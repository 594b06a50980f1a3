"""A start on the data folder of a later version: it is told, and nothing is changed."""

import logging
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from station_app import __version__
from station_app import settings as settings_file
from station_app.data_format import DataFormat
from station_app.options import Options
from station_app.ui.i18n import Languages
from station_app.ui.newer_data import NewerDataDialog
from station_app.ui.theme import Theme


def show_newer(options: Options, folder: Path, found: DataFormat) -> None:
    """Say it on the screen; return when it was read."""
    # Settings of a later version are no news by now, and standard error has had its line.
    logging.getLogger().addHandler(logging.NullHandler())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("Check-in Station")
    app.setDesktopFileName("checkin-station")
    kept = settings_file.load(folder)
    languages = Languages(app)
    languages.use(options.language or kept.language)
    theme = Theme()
    theme.use(options.theme or kept.theme)
    theme.apply_to(app)
    NewerDataDialog(theme, found.version, __version__).exec()
    languages.close()
