"""What all dialogs have from their base: size, keyboard, theme and language."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import LargeDialog
from station_app.ui.widgets.fields import Scroll


class _Dialog(LargeDialog):
    """One button, and how often it was asked for words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "aDialog", parent, width=(640, 600), height=(480, 400))
        self.said = 0
        self.other, self.first = QPushButton(), QPushButton()
        self.column.addWidget(self.title)
        self.end_with(self.other, self.first)
        self.begin_at(self.first)
        self.dress()

    def retranslate(self) -> None:
        self.said += 1
        self.set_title("A dialog")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def test_it_is_as_large_as_it_is_told_and_never_larger_than_the_window_allows(
    window: QWidget, theme: Theme
) -> None:
    dialog = _Dialog(theme, window)
    dialog.open()
    assert dialog.size() == QSize(theme.px(640, 600), theme.px(480, 400))
    assert dialog.frameGeometry().center() == window.frameGeometry().center()
    dialog.close()
    window.resize(500, 300)
    dialog.open()
    margin = theme.px(32)
    assert dialog.size() == QSize(500 - margin, 300 - margin)


def test_it_begins_at_the_same_place_whenever_it_is_shown(
    qtbot: QtBot, window: QWidget, theme: Theme
) -> None:
    dialog = _Dialog(theme, window)
    for _ in range(2):
        with qtbot.waitActive(dialog):
            dialog.open()
        assert dialog.focusWidget() is dialog.first
        dialog.other.setFocus()
        dialog.close()


def test_it_follows_language_and_theme(window: QWidget, theme: Theme) -> None:
    dialog = _Dialog(theme, window)
    assert (dialog.said, dialog.windowTitle(), dialog.title.text()) == (1, *["A dialog"] * 2)
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert dialog.said == 2
    before = dialog.column.spacing()
    theme.set_window_size(1920, 1080)
    assert dialog.column.spacing() > before


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("tall", [50, 5000])
def test_what_scrolls_ends_where_all_else_ends_with_a_bar_or_without(
    window: QWidget, direction: Qt.LayoutDirection, tall: int
) -> None:
    window.setLayoutDirection(direction)
    above, inside, scroll = QWidget(), QWidget(), Scroll()
    inside.setFixedHeight(tall)
    scroll.column.setContentsMargins(0, 0, 0, 0)
    scroll.column.addWidget(inside)
    column = QVBoxLayout(window)
    column.setContentsMargins(32, 32, 32, 32)
    column.addWidget(above)
    column.addLayout(scroll.hang(), 1)
    QApplication.processEvents()
    assert scroll.verticalScrollBar().isVisible() == (tall == 5000)
    ends = [
        (one.mapTo(window, QPoint()).x(), one.mapTo(window, QPoint(one.width(), 0)).x())
        for one in (above, inside)
    ]
    assert ends[0] == ends[1]
