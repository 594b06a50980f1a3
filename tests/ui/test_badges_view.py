"""The sample badges, read from the screen as a camera would."""

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station_app.training.badges import qr_png
from station_app.ui.badges.qr_picture import modules_of
from station_app.ui.badges.view import BadgeCard, BadgesDialog
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName

NAMES = (("abcdef", "Ada"), ("T4-GALA-0917", ""), ("x" * 40, "Grace Hopper"), ("ZZ99", "Mira"))
CARDS = [BadgeCard(f"Shows {name}", name, code, qr_png(code, 640)) for code, name in NAMES]


def open_dialog(qtbot: QtBot, name: ThemeName = "dark", *, listen: bool = True) -> BadgesDialog:
    theme = Theme(name)
    dialog = BadgesDialog(theme, CARDS)
    theme.setParent(dialog)
    qtbot.addWidget(dialog)
    if listen:
        dialog.print_requested.connect(dialog.update)
        dialog.save_requested.connect(dialog.update)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def read(widget: QWidget) -> set[str]:
    """Return what a scanner reads from a picture of the widget."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(
        picture.height(), picture.bytesPerLine()
    )
    found = zxingcpp.read_barcodes(np.ascontiguousarray(rows[:, : picture.width()]))
    return {one.text for one in found}


def visible(dialog: BadgesDialog) -> set[str]:
    return {b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()}


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_badge_can_be_read_from_the_screen(qtbot: QtBot, name: ThemeName) -> None:
    dialog = open_dialog(qtbot, name)
    assert len(dialog.buttons) == len(CARDS)
    for place, card in enumerate(CARDS):
        assert read(dialog.buttons[place]) == {card.code}
        dialog.show_large(place)
        assert read(dialog) == {card.code}
        dialog.show_all()


def test_a_badge_says_whose_it_is_and_what_it_shows(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    first = dialog.buttons[0]
    assert first.accessibleName() == "Ada, Shows Ada, abcdef"
    texts = [label.text() for label in first.findChildren(QLabel)]
    assert texts == ["Ada", "Shows Ada", "abcdef"]
    nobody = [label.text() for label in dialog.buttons[1].findChildren(QLabel)]
    assert nobody == ["Shows ", "T4-GALA-0917"]
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_keys_go_through_the_badges_and_back(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    assert dialog.buttons[0].hasFocus()
    QTest.keyClick(dialog.buttons[0], Qt.Key.Key_Right)
    assert dialog.buttons[1].hasFocus()
    QTest.keyClick(dialog.buttons[1], Qt.Key.Key_Return)
    assert read(dialog) == {CARDS[1].code}
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert read(dialog) == {CARDS[2].code}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.buttons[2].hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_print_and_save_are_told(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    for text, signal in (("Print …", dialog.print_requested), ("Save …", dialog.save_requested)):
        one = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
        with qtbot.waitSignal(signal):
            one.click()


def test_a_button_nobody_listens_to_is_not_there(qtbot: QtBot) -> None:
    assert {"Print …", "Save …"} <= visible(open_dialog(qtbot))
    assert not {"Print …", "Save …"} & visible(open_dialog(qtbot, listen=False))


@settings(max_examples=40)
@given(
    st.text(st.characters(codec="ascii", exclude_categories=["C"]), min_size=1, max_size=60),
    st.integers(60, 700),
)
def test_modules_are_found_whatever_the_code_and_size(code: str, px: int) -> None:
    picture = QImage.fromData(qr_png(code, px))
    modules = modules_of(picture)
    assert modules.width() == modules.height()
    assert modules.width() % 4 == 1  # 21, 25, 29 …
    rows = np.frombuffer(modules.constBits(), np.uint8).reshape(
        modules.height(), modules.bytesPerLine()
    )[:, : modules.width()]
    large = np.pad(np.kron(rows, np.ones((4, 4), np.uint8)), 16, constant_values=255)
    [found] = zxingcpp.read_barcodes(np.ascontiguousarray(large))
    assert found.text == code


@pytest.mark.parametrize("png", [b"", b"no picture", qr_png("abc", 200)[:60]])
def test_a_broken_picture_leaves_an_empty_plate(qtbot: QtBot, png: bytes) -> None:
    theme = Theme("light")
    dialog = BadgesDialog(theme, [BadgeCard("Broken", "Ada", "abc", png)])
    theme.setParent(dialog)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.show_large(0)
    dialog.grab()
