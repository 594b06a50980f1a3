"""The sheet of sample badges becomes a PDF of one page."""

from pathlib import Path

from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

from station_app.training.badges import badge_sheet_svg, sample_badges
from station_app.training.guests import demo_guests
from station_app.ui.badges.sheet import paint_sheet
from tests.support.builders import NOON


def test_the_sheet_is_written_as_a_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot  # fonts need the application
    path = tmp_path / "badges.pdf"
    sheet = badge_sheet_svg(sample_badges(demo_guests(NOON)))
    assert paint_sheet(sheet, QPdfWriter(str(path)))
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert len(content) > 10_000
