"""Parts at the left, the text of one at the right: diagnostics and licences."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from station_app import __version__, assets, licences
from station_app.licences import Part
from station_app.ui.about.dialog import AboutDialog
from station_app.ui.diagnostics.dialog import PARTS, DiagnosticsDialog, file_name
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme
from station_app.ui.widgets.lists import PickList
from station_app.ui.widgets.reader import PlainPage


def part_of(dialog: QDialog, kind: type, name: str) -> object:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


@pytest.fixture
def diagnostics(qtbot: QtBot, theme: Theme) -> DiagnosticsDialog:
    dialog = DiagnosticsDialog(theme)
    qtbot.addWidget(dialog)
    dialog.wanted.connect(lambda part: dialog.show_text(part, f"text of {part}"))
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def page_of(dialog: QDialog, name: str) -> PlainPage:
    page = part_of(dialog, PlainPage, name)
    assert isinstance(page, PlainPage)
    return page


def list_of(dialog: QDialog, name: str) -> PickList:
    parts = part_of(dialog, PickList, name)
    assert isinstance(parts, PickList)
    return parts


def test_arrows_turn_to_each_part(diagnostics: DiagnosticsDialog) -> None:
    page = page_of(diagnostics, "diagnosticsText")
    parts = list_of(diagnostics, "diagnosticsParts")
    assert parts.model().rowCount() == len(PARTS)
    for number, part in enumerate(PARTS):
        assert (diagnostics.part, page.toPlainText()) == (part, f"text of {part}")
        assert page.accessibleName() == parts.model().index(number, 0).data()
        QTest.keyClick(parts, Qt.Key.Key_Down)


def test_a_text_that_comes_late_is_not_shown_for_another_part(
    diagnostics: DiagnosticsDialog,
) -> None:
    diagnostics.show_text("timings", "late")
    assert page_of(diagnostics, "diagnosticsText").toPlainText() == "text of log"
    diagnostics.show_text("log", "")
    assert page_of(diagnostics, "diagnosticsText").toPlainText() == "Nothing."


def test_what_is_foreign_stays_plain(diagnostics: DiagnosticsDialog) -> None:
    text = "<b>bold</b> <img src='http://x'> &amp;"
    diagnostics.show_text("log", text)
    page = page_of(diagnostics, "diagnosticsText")
    assert page.toPlainText() == text
    QTest.keyClicks(page, "typed")
    assert page.toPlainText() == text


def test_a_long_log_comes_in_portions_and_is_whole(
    qtbot: QtBot, diagnostics: DiagnosticsDialog
) -> None:
    log = "".join(f"2026-11-22 line {number}\n" for number in range(40_000))
    page = page_of(diagnostics, "diagnosticsText")
    diagnostics.show_text("log", log)
    assert not page.is_whole  # the window goes on meanwhile
    assert page.textCursor().position() == 0
    qtbot.waitUntil(lambda: page.is_whole, timeout=20_000)
    assert page.toPlainText() == log
    assert page.verticalScrollBar().value() == 0


def test_another_part_ends_the_long_one(qtbot: QtBot, diagnostics: DiagnosticsDialog) -> None:
    page = page_of(diagnostics, "diagnosticsText")
    diagnostics.show_text("log", "x" * 500_000)
    QTest.keyClick(list_of(diagnostics, "diagnosticsParts"), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.is_whole)
    assert page.toPlainText() == "text of older_logs"


def test_the_file_is_asked_for_and_told(qtbot: QtBot, diagnostics: DiagnosticsDialog) -> None:
    save = part_of(diagnostics, QPushButton, "diagnosticsSave")
    assert isinstance(save, QPushButton)
    save.click()
    chooser = diagnostics.findChild(QFileDialog, "diagnosticsFile")
    assert chooser is not None
    with qtbot.waitSignal(diagnostics.save_requested) as asked:
        chooser.fileSelected.emit("/d/x.zip")
    chooser.close()
    assert asked.args == ["/d/x.zip"]
    assert not save.isEnabled()
    message = part_of(diagnostics, QLabel, "diagnosticsMessage")
    assert isinstance(message, QLabel)
    diagnostics.show_failed("disk full")
    assert (message.text(), save.isEnabled()) == ("Nothing was saved: disk full", True)
    diagnostics.show_saved("/d/{x}.zip")
    assert message.text() == "Saved in /d/{x}.zip"


def test_its_name_sorts_by_time() -> None:
    at = datetime(2026, 11, 22, 18, 52).astimezone()
    assert file_name(at) == "checkin-station-diagnostics-20261122-1852.zip"


@pytest.mark.parametrize("name", ["diagnosticsParts", "diagnosticsText"])
def test_escape_closes_it_wherever_the_keyboard_is(
    qtbot: QtBot, diagnostics: DiagnosticsDialog, name: str
) -> None:
    kind = PickList if name.endswith("Parts") else PlainPage
    where = part_of(diagnostics, kind, name)
    assert isinstance(where, PickList | PlainPage)
    where.setFocus()
    with qtbot.waitSignal(diagnostics.rejected):
        QTest.keyClick(where, Qt.Key.Key_Escape)


def test_the_chosen_part_stays_in_another_language(
    qapp: QApplication, diagnostics: DiagnosticsDialog
) -> None:
    QTest.keyClick(list_of(diagnostics, "diagnosticsParts"), Qt.Key.Key_Down)
    languages = Languages(qapp)
    languages.use("de")
    try:
        qapp.processEvents()
        assert diagnostics.part == "older_logs"
        page = page_of(diagnostics, "diagnosticsText")
        assert page.accessibleName() == "Ältere Protokolle"
        assert page.toPlainText() == "text of older_logs"
    finally:
        languages.close()


def test_the_licence_of_each_part_is_read_with_the_arrows(qtbot: QtBot, theme: Theme) -> None:
    dialog = AboutDialog(theme)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    page = page_of(dialog, "aboutText")
    assert page.toPlainText() == ""
    dialog.show_parts([Part("one", "1.0", "MIT", "first"), Part("two", "2", "Zlib", "second")])
    assert page.toPlainText() == "first"
    assert page.accessibleName() == "one 1.0, MIT"
    QTest.keyClick(list_of(dialog, "aboutParts"), Qt.Key.Key_Down)
    assert page.toPlainText() == "second"
    version = part_of(dialog, QLabel, "aboutVersion")
    assert isinstance(version, QLabel)
    assert version.text() == f"Version {__version__}"
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_parts_come_sorted_with_all_their_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = """{"parts": [
        {"name": "zipp", "version": "4", "licence": "MIT", "texts": [0]},
        {"name": "PySide6", "version": "6", "licence": "LGPL-3.0-only", "texts": [1, 0]}],
        "texts": ["mit text\\n", "a notice"]}"""
    monkeypatch.setattr(assets, "text", lambda _: kept)
    assert licences.parts() == (
        Part("PySide6", "6", "LGPL-3.0-only", "a notice\n\nmit text"),
        Part("zipp", "4", "MIT", "mit text"),
    )


@pytest.mark.skipif(
    not assets.path("licences/parts.json").exists(), reason="made by packaging/licences.py"
)
def test_every_part_says_its_licence_and_has_the_text() -> None:
    found = licences.parts()
    assert "PySide6" in {part.name for part in found}
    for part in found:
        assert part.name
        assert part.licence
        assert len(part.text) > 100
