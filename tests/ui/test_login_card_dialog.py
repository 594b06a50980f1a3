"""The card for other laptops: its code is read back, and holds the App Code only by choice."""

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.login_card import LoginCard, read_card
from station_app.training.badges import qr_png
from station_app.ui.badges.sheet import code_svg
from station_app.ui.login_card.dialog import LoginCardDialog
from station_app.ui.theme import Theme

WHO = {"server": "https://events.example.org", "event_id": "4711", "station": "Main Entrance"}


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> LoginCardDialog:
    made = LoginCardDialog(theme, "Vienna Science Gala", "Main Entrance")
    qtbot.addWidget(made)

    def show(with_code: bool) -> None:
        code = "aBcDeFgH" if with_code else ""
        made.show_card(qr_png(LoginCard(**WHO, app_code=code).text(), 640))

    made.wanted.connect(show)
    return made


def read_from(dialog: LoginCardDialog) -> LoginCard | None:
    image = dialog.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    found = zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, : image.width()]))
    return read_card(found[0].text) if found else None


def test_the_app_code_is_on_it_only_by_choice(dialog: LoginCardDialog) -> None:
    dialog.open()
    warning = dialog.findChild(QWidget, "cardWarning")
    switch = dialog.findChild(QAbstractButton, "cardWithCode")
    assert warning is not None
    assert switch is not None
    assert read_from(dialog) == LoginCard(**WHO)
    assert not warning.isVisible()
    switch.click()
    assert read_from(dialog) == LoginCard(**WHO, app_code="aBcDeFgH")
    assert warning.isVisible()
    switch.click()
    assert read_from(dialog) == LoginCard(**WHO)


def test_paper_names_the_door_and_no_secret(dialog: LoginCardDialog) -> None:
    dialog.open()
    sheet = dialog._sheet()
    assert "Vienna Science Gala · Main Entrance" in sheet
    assert "aBcDeFgH" not in sheet
    assert code_svg(dialog._png, "x").count("M") > 100
