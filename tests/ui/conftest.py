"""A theme and a station page for tests of what is seen."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_app.ui.i18n import Languages
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme


@pytest.fixture
def theme(qapp: object) -> Theme:
    """The dark theme at 1280x800."""
    del qapp
    return Theme("dark")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[StationView]:
    """A station page on the screen, active, at 18:52."""
    theme.reduced_motion = True
    page = StationView(theme, now=lambda: datetime(2026, 11, 22, 18, 52).astimezone())
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    yield page
    page.hide()


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """English, then German."""
    languages = Languages(qapp)
    languages.use(request.param)
    yield request.param
    languages.close()
