"""What has no room: dialogs scroll, rows break, keys go beside words; all stays in reach."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QStyle, QWidget
from pytestqt.qtbot import QtBot

from station_app.ui.login.presenter import EntranceRow
from station_app.ui.login.view import LoginView
from station_app.ui.privacy.sheet import PinSheet
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, Text
from station_app.ui.widgets.flow import Flow
from station_app.ui.widgets.small_dialog import SmallDialog


@dataclass(frozen=True, slots=True)
class Opened:
    """A small dialog with many words over a window."""

    dialog: SmallDialog
    button: FormButton
    is_whole: bool

    @property
    def hidden_px(self) -> int:
        """How far its words can be scrolled."""
        area = self.dialog.findChild(QScrollArea)
        assert area is not None
        return area.verticalScrollBar().maximum()


def a_window(qtbot: QtBot, width: int, height: int) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    return window


def opened(theme: Theme, window: QWidget) -> Opened:
    dialog = SmallDialog(theme, "small", window)
    words, button = Text(theme, "body"), FormButton(theme, "primary", small=True)
    words.setText("Many words that want a line each.\n" * 20)
    button.setText("Close")
    dialog.column.addWidget(words)
    dialog.foot.addWidget(button)
    is_whole = dialog.fit(400)
    dialog.open()
    QApplication.processEvents()
    return Opened(dialog, button, is_whole)


def test_words_scroll_by_page_and_the_buttons_stay_where_the_window_is_low(
    qtbot: QtBot, theme: Theme
) -> None:
    window = a_window(qtbot, 800, 300)
    shown = opened(theme, window)
    assert not shown.is_whole
    assert shown.dialog.height() < 300
    assert shown.dialog.rect().contains(shown.button.geometry())
    area = shown.dialog.findChild(QScrollArea)
    assert area is not None
    QTest.keyClick(shown.button, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    QTest.keyClick(shown.button, Qt.Key.Key_PageUp)
    assert area.verticalScrollBar().value() == 0
    QTest.keyClick(shown.button, Qt.Key.Key_Escape)
    assert not shown.dialog.isVisible()


def test_nothing_scrolls_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    window = a_window(qtbot, 800, 900)
    shown = opened(theme, window)
    assert shown.is_whole
    assert shown.hidden_px == 0
    assert shown.dialog.width() == 400
    theme.set_text_scale(1.5)
    shown.dialog.fit(400)
    assert shown.dialog.width() == 600


@pytest.mark.parametrize(("height", "beside"), [(800, False), (330, True)])
def test_the_keys_of_a_pin_stand_beside_its_words_in_a_low_window(
    qtbot: QtBot, theme: Theme, height: int, beside: bool
) -> None:
    window = a_window(qtbot, 1024, height)
    sheet = PinSheet(theme, window)
    sheet.ask("PIN for the settings", "Ask your supervisor if you do not know it.")
    sheet.open()
    QApplication.processEvents()
    field, ok = sheet.findChild(QWidget, "pinField"), sheet.findChild(QPushButton, "pinOk")
    assert field is not None
    assert ok is not None
    assert (ok.mapTo(sheet, ok.rect().topLeft()).x() > field.geometry().right()) is beside
    assert not ok.visibleRegion().isEmpty()
    sheet.close()


def test_a_row_breaks_and_its_last_ones_stand_at_the_right(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    flow = Flow()
    flow.setContentsMargins(0, 0, 0, 0)
    flow.setSpacing(10)
    labels = [QLabel() for _ in range(3)]
    for label in labels:
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    flow.part_at(labels[2])
    row.setLayout(flow)
    row.resize(500, 40)
    row.show()
    assert [label.x() for label in labels] == [0, 110, 400]
    assert len({label.y() for label in labels}) == 1
    assert flow.heightForWidth(500) == 20
    assert flow.heightForWidth(250) == 45
    row.resize(250, 45)
    assert [(label.x(), label.y()) for label in labels] == [(0, 0), (110, 0), (150, 25)]
    labels[0].hide()
    QApplication.processEvents()
    assert [label.x() for label in labels[1:]] == [0, 150]
    assert flow.sizeHint().width() == 210
    assert flow.takeAt(0) is not None
    assert flow.takeAt(7) is None
    assert flow.count() == 2


def test_an_entrance_that_is_chosen_by_arrows_is_scrolled_into_view(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.set_window_size(1024, 640)
    theme.set_text_scale(2)
    view = LoginView(theme)
    qtbot.addWidget(view)
    view.resize(1024, 640)
    view.set_entrances(
        tuple(EntranceRow(station=f"Door {n}", second_line="Gala") for n in range(8))
    )
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    cards = view._entrances.cards
    qtbot.waitUntil(cards[0].hasFocus)
    assert cards[5].visibleRegion().isEmpty()
    for place in range(5):
        QTest.keyClick(cards[place], Qt.Key.Key_Down)
    assert cards[5].hasFocus()
    assert cards[5].visibleRegion().boundingRect() == cards[5].rect()


def test_a_menu_scrolls_rather_than_break_into_columns(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    theme.apply_to(qapp)
    try:
        menu = QMenu()
        qtbot.addWidget(menu)
        menu.ensurePolished()
        assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)
    finally:
        theme.changed.disconnect()
        qapp.setStyleSheet("")
