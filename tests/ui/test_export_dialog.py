"""Exporting notes: what is asked, and what is told."""

from pathlib import Path

from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from station_app.domain.errors import JournalUnreadable
from station_app.store.exports import write_new
from station_app.ui.export.dialog import ExportDialog, reason_of
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme


def button(dialog: ExportDialog, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None
    return found


def message(dialog: ExportDialog) -> str:
    label = dialog.findChild(QLabel, "exportMessage")
    assert label is not None
    return label.text()


def test_a_place_is_asked_for_and_told(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = ExportDialog(theme, names=False)
    qtbot.addWidget(dialog)
    wanted = QSignalSpy(dialog.save_requested)
    dialog.open()
    button(dialog, "exportNames").click()
    button(dialog, "exportSave").click()
    chooser = dialog.findChild(QFileDialog, "exportFile")
    assert chooser is not None
    assert chooser.selectedFiles()[0].endswith(".csv")
    chooser.fileSelected.emit(str(tmp_path / "notes.csv"))
    chooser.close()
    assert wanted.at(0) == [str(tmp_path / "notes.csv"), "csv", True]
    assert not button(dialog, "exportSave").isEnabled()
    dialog.show_saved("/home/anna/{path}/notes.csv", 412)
    assert "/home/anna/{path}/notes.csv" in message(dialog)
    assert "412" in message(dialog)
    dialog.show_failed(reason_of(PermissionError(13, "Permission denied")))
    assert message(dialog) == "Nothing was saved: Permission denied"
    assert "notes" in reason_of(JournalUnreadable("CorruptError"))
    dialog.close()


def test_it_follows_the_language(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    dialog = ExportDialog(theme, names=True)
    qtbot.addWidget(dialog)
    languages = Languages(qapp)
    languages.use("de")
    try:
        qapp.processEvents()
        assert button(dialog, "exportSave").text() == "Speichern unter …"
        assert button(dialog, "exportNames").accessibleName() == "Mit Namen"
        assert button(dialog, "exportNames").isChecked()
    finally:
        languages.close()


def test_nothing_is_written_over_and_others_cannot_read_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    assert [write_new(path, text).name for text in (b"one", b"two", b"three")] == [
        "notes.csv",
        "notes (2).csv",
        "notes (3).csv",
    ]
    assert path.read_bytes() == b"one"
    assert {part.stat().st_mode & 0o777 for part in tmp_path.iterdir()} == {0o600}
