"""The legend's dialog: words, labels, order by buttons and keys, files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from station_app.domain.legend import Legend, LegendFile, LegendUnusable, Survey
from station_app.ui.i18n import Languages
from station_app.ui.legend.dialog import LegendDialog
from station_app.ui.legend.rows import ColorRow, FieldRow
from station_app.ui.theme import Theme

BLUE, YELLOW = "#3d5afe", "#ffd400"
SURVEY = Survey(
    colors={BLUE: 2, YELLOW: 5}, fields={"customField1": 4, "customField2": 3, "email": 7}
)
KEYS = ["customField1", "customField2", "email"]


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    languages = Languages(qapp)
    languages.use("en")
    yield
    languages.close()


def opened(qtbot: QtBot, theme: Theme, legend: Legend, **more: bool) -> LegendDialog:
    dialog = LegendDialog(theme, legend, event="Gala: “2026”", **more)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.activateWindow()
    dialog.show_survey(SURVEY)
    complete(qtbot, dialog)
    return dialog


def complete(qtbot: QtBot, dialog: LegendDialog) -> None:
    """Wait for the last row."""
    qtbot.waitUntil(lambda: dialog.is_complete)
    QApplication.processEvents()


def button(dialog: LegendDialog, name: str) -> QAbstractButton:
    (found,) = (b for b in dialog.findChildren(QAbstractButton, name) if b.isVisible())
    return found


def text(dialog: LegendDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def colors(dialog: LegendDialog) -> list[ColorRow]:
    return [row for row in dialog.findChildren(ColorRow) if row.isVisible()]


def fields(dialog: LegendDialog) -> list[FieldRow]:
    """Return the rows as they stand, from above."""
    rows = [row for row in dialog.findChildren(FieldRow) if row.isVisible()]
    return sorted(rows, key=lambda row: row.y())


def last(told: QSignalSpy) -> Legend:
    legend = told.at(told.count() - 1)[0]
    assert isinstance(legend, Legend)
    return legend


def test_a_word_counts_with_each_letter(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(qtbot, theme, Legend(words={"#000000": "Crew"}))
    told = QSignalSpy(dialog.changed)
    assert [row.color for row in colors(dialog)] == [YELLOW, BLUE, "#000000"]
    first = colors(dialog)[0].field
    assert first.hasFocus()
    assert first.accessibleName() == f"Word for {YELLOW}, 5 guests"
    QTest.keyClicks(first, "Press")
    assert told.count() == 5
    assert last(told).words == {"#000000": "Crew", YELLOW: "Press"}
    first.selectAll()
    QTest.keyClick(first, Qt.Key.Key_Delete)
    assert YELLOW not in last(told).words


def test_a_label_has_its_usual_one_as_placeholder(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(qtbot, theme, Legend())
    told = QSignalSpy(dialog.changed)
    row = fields(dialog)[0]
    assert row.field.placeholderText() == "Field 1"
    assert row.switch.accessibleName() == "Show Field 1"
    QTest.keyClicks(row.field, "Table")
    assert last(told).labels == {"customField1": "Table"}
    assert row.switch.accessibleName() == "Show Table"
    row.switch.click()
    assert last(told).hidden == {"customField1"}
    row.switch.click()
    assert not last(told).hidden


def test_buttons_and_keys_move_a_field_and_the_keyboard_goes_with_it(
    qtbot: QtBot, theme: Theme
) -> None:
    dialog = opened(qtbot, theme, Legend())
    told = QSignalSpy(dialog.changed)
    row = fields(dialog)[0]
    assert not row.up.isEnabled()
    row.field.setFocus()
    QTest.keyClick(row.field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told.count() == 0
    QTest.keyClick(row.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert last(told).order == ("customField2", "customField1", "email")
    assert row.field.hasFocus()
    row.down.setFocus()
    QTest.keyClick(row.down, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert last(told).order == ("customField2", "email", "customField1")
    assert [one.key for one in fields(dialog)] == ["customField2", "email", "customField1"]
    assert not row.down.isEnabled()
    assert row.up.hasFocus()
    row.up.click()
    assert last(told).order == ("customField2", "customField1", "email")


def test_tab_goes_through_the_rows_as_they_stand(qtbot: QtBot, theme: Theme) -> None:
    dialog = opened(qtbot, theme, Legend())
    fields(dialog)[0].down.click()
    QApplication.processEvents()
    rows = fields(dialog)
    rows[0].field.setFocus()
    seen: list[object] = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
    first, second = rows[0], rows[1]
    assert seen == [
        first.field, first.switch, first.down, second.field, second.switch, second.up
    ]  # fmt: skip


def test_fields_stand_as_the_legend_has_them(qtbot: QtBot, theme: Theme) -> None:
    legend = Legend(order=("email", "gone"), hidden=frozenset(("customField2",)))
    dialog = opened(qtbot, theme, legend, hides_contact=True)
    rows = {row.key: row for row in fields(dialog)}
    assert list(rows) == ["email", "gone", "customField1", "customField2"]
    assert not rows["customField2"].switch.isChecked()
    assert "hidden by the settings" in rows["email"].field.accessibleDescription()
    assert "0 guests" in rows["gone"].field.accessibleDescription()


def test_a_file_says_what_it_replaces_before_it_does(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    dialog = opened(qtbot, theme, Legend(words={BLUE: "Speaker"}, order=tuple(KEYS)))
    told, wanted = QSignalSpy(dialog.changed), QSignalSpy(dialog.load_requested)
    button(dialog, "legendLoad").click()
    chooser = dialog.findChild(QFileDialog, "legendLoadFile")
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "x.json"))
    chooser.close()
    assert wanted.at(0) == [str(tmp_path / "x.json")]
    new = Legend(words={BLUE: "Vortrag", YELLOW: "Presse"}, labels={"email": "Post"})
    offered = LegendFile(legend=new, event="{new} Fair", left_out=1)
    dialog.ask_to_replace(offered)
    QApplication.processEvents()
    asked = text(dialog, "legendQuestion")
    assert "“{new} Fair”" in asked
    assert "2 words for colours, 1 label of a field. It replaces what is here: 1 word" in asked
    assert "1 value of the file cannot be used and will be left out." in asked
    assert not colors(dialog)
    QTest.keyClick(button(dialog, "legendKeep"), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert told.count() == 0
    assert colors(dialog)
    dialog.ask_to_replace(offered)
    button(dialog, "legendReplace").click()
    assert last(told) == new
    complete(qtbot, dialog)
    assert {row.color: row.field.text() for row in colors(dialog)} == new.words
    assert text(dialog, "legendMessage") == "Loaded."


def test_a_file_is_saved_by_the_events_name_and_faults_are_told(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    dialog = opened(qtbot, theme, Legend())
    wanted = QSignalSpy(dialog.save_requested)
    button(dialog, "legendSave").click()
    chooser = dialog.findChild(QFileDialog, "legendSaveFile")
    assert chooser is not None
    assert chooser.selectedFiles()[0].endswith("/Legend Gala 2026.json")
    chooser.fileSelected.emit(str(tmp_path / "x.json"))
    chooser.close()
    assert wanted.at(0) == [str(tmp_path / "x.json")]
    dialog.show_saved("/home/{reason}/x.json")
    assert text(dialog, "legendMessage") == "Saved in /home/{reason}/x.json"
    dialog.show_not_saved(PermissionError(13, "Permission denied"))
    assert text(dialog, "legendMessage") == "Nothing was saved: Permission denied."
    for reason in ("size", "json", "kind", "version"):
        dialog.show_unread(LegendUnusable(reason))
        assert text(dialog, "legendMessage").startswith("Nothing was loaded: it ")


def test_without_a_count_the_legend_can_be_changed_all_the_same(qtbot: QtBot, theme: Theme) -> None:
    dialog = LegendDialog(theme, Legend(words={BLUE: "Speaker"}))
    qtbot.addWidget(dialog)
    dialog.open()
    assert not colors(dialog)
    dialog.show_uncounted("the disk reports a fault")
    QApplication.processEvents()
    assert text(dialog, "legendFault") == "The list cannot be counted: the disk reports a fault."
    assert [row.field.text() for row in colors(dialog)] == ["Speaker"]


def test_a_list_of_a_thousand_colours_shows_those_with_words(qtbot: QtBot, theme: Theme) -> None:
    dialog = LegendDialog(theme, Legend(words={"#0003e7": "Last"}))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.show_survey(Survey(colors={f"#{n:06x}": 1 for n in range(1000)}))
    complete(qtbot, dialog)
    rows = colors(dialog)
    assert len(rows) == 100
    assert [row.color for row in rows if row.field.text()] == ["#0003e7"]
    hints = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("900 more colours" in hint for hint in hints)


def test_it_follows_the_language(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    dialog = opened(qtbot, theme, Legend())
    languages = Languages(qapp)
    languages.use("de")
    try:
        qapp.processEvents()
        assert button(dialog, "legendSave").text() == "Als Datei speichern …"
        assert fields(dialog)[0].field.placeholderText() == "Feld 1"
        assert colors(dialog)[0].field.accessibleName() == f"Wort für {YELLOW}, 5 Gäste"
    finally:
        languages.close()
