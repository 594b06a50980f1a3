"""The manual: the same chapters in every language, its pictures there, its keys true."""

import re

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from station_app import assets
from station_app.settings import LANGUAGES
from station_app.ui.help.dialog import HelpDialog, chapters
from station_app.ui.i18n import Languages
from station_app.ui.station.keys import KeyMeaning, meaning_of
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName
from station_app.ui.widgets.lists import PickList

_PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
_KEY = re.compile(r"\*\*(F\d|[A-Z][a-z]+\+[A-Z])\*\*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_chapters_pictures_and_keys(language: str) -> None:
    english, other = chapters("en"), chapters(language)
    assert len(other) == len(english)
    for one, two in zip(english, other, strict=True):
        assert two.title
        assert _PICTURE.findall(one.text) == _PICTURE.findall(two.text)
        keys = [key.replace("Strg", "Ctrl") for key in _KEY.findall(two.text)]
        assert keys == _KEY.findall(one.text)
        for picture in _PICTURE.findall(two.text):
            assert not QImage.fromData(assets.data(f"help/{language}/{picture}")).isNull()


def test_a_language_without_a_manual_has_the_english_one() -> None:
    assert chapters("xx") == chapters("en")


@pytest.mark.parametrize("name", THEME_NAMES)
def test_each_chapter_is_shown_with_its_words(qtbot: QtBot, name: ThemeName) -> None:
    theme = Theme(name)
    dialog = HelpDialog(theme)
    theme.setParent(dialog)
    qtbot.addWidget(dialog)
    dialog.open()
    view, page = dialog.findChild(PickList), dialog.findChild(QTextBrowser)
    assert view is not None
    assert page is not None
    for row, chapter in enumerate(chapters("en")):
        assert view.current_row == row
        assert page.toPlainText().startswith(chapter.title)
        assert "**" not in page.toPlainText()
        for picture in _PICTURE.findall(chapter.text):
            kind = QTextDocument.ResourceType.ImageResource.value
            image = page.loadResource(kind, QUrl(picture))
            assert isinstance(image, QImage)
            assert image.deviceIndependentSize().width() <= page.viewport().width()
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_loads_nothing_but_its_own_pictures(qtbot: QtBot, theme: Theme) -> None:
    dialog = HelpDialog(theme)
    qtbot.addWidget(dialog)
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    kind = QTextDocument.ResourceType.ImageResource.value
    for name in ("https://example.org/a.png", "file:///guests.png", "../../tokens.json"):
        assert page.loadResource(kind, QUrl(name)) is None


def test_it_follows_the_language_at_the_same_chapter(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    dialog = HelpDialog(theme)
    qtbot.addWidget(dialog)
    dialog.open()
    view, page = dialog.findChild(PickList), dialog.findChild(QTextBrowser)
    assert view is not None
    assert page is not None
    view.select_row(2)
    languages = Languages(qapp)
    languages.use("de")
    try:
        qapp.processEvents()
        assert page.toPlainText().startswith("Scannen")
    finally:
        languages.close()


def test_f1_asks_for_it_also_in_the_field() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    for in_field in (True, False):
        meaning = meaning_of(event, in_field=in_field, field_empty=False, cards=0)
        assert meaning is KeyMeaning.HELP
