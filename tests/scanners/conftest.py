"""What the tests of the lanes share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_app.domain.scan import LaneReport, Scan
from station_app.scanners.wedge_filter import WedgeFilter

from .wedge_desk import Desk


class Heard:
    """Everything a lane said."""

    def __init__(self) -> None:
        self.scans: list[Scan] = []
        self.reports: list[LaneReport] = []

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]


@pytest.fixture
def wedge(qapp: QApplication) -> Iterator[WedgeFilter]:
    """The running keyboard lane of this application."""
    wedge = WedgeFilter(parent=qapp)
    wedge.start()
    yield wedge
    assert wedge.stop()
    wedge.deleteLater()


@pytest.fixture
def heard(wedge: WedgeFilter) -> Heard:
    heard = Heard()
    wedge.scanned.connect(heard.scans.append)
    wedge.state_changed.connect(heard.reports.append)
    return heard


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    yield desk
    desk.menu.close()
