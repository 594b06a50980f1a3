"""Whole bursts for learning, keys by their places, and hostile codes, through the event filter."""

from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from station_app.domain.keyboard_layout import US, US_SHIFT, from_us
from station_app.domain.scan import Lane, Scan
from station_app.scanners import wedge_filter
from station_app.scanners.key_positions import SCAN_CODES, X11_OFFSET, us_character
from station_app.scanners.learn_wedge import ObservedKey
from station_app.scanners.wedge_filter import WedgeFilter

from .conftest import Heard
from .wedge_desk import CODE, ENDINGS, Desk, Stamped, untouched

pytestmark = pytest.mark.usefixtures("wedge")


def test_while_observing_whole_bursts_are_told_and_touch_nothing(
    desk: Desk, heard: Heard, wedge: WedgeFilter, qtbot: QtBot
) -> None:
    desk.button.setFocus()
    wedge.observe(True)
    keys = Stamped(desk.button)
    with qtbot.waitSignal(wedge.observed) as observed:
        for character in CODE:
            keys.press(character, 110)  # a scanner too slow to be one yet
        keys.press("\r", 110, Qt.Key.Key_Return)
    burst: tuple[ObservedKey, ...] = observed.args[0]
    assert "".join(key.text for key in burst) == CODE + "\r"
    assert [b.at_ms - a.at_ms for a, b in pairwise(burst)] == [110] * len(CODE)
    assert heard.scans == []
    assert untouched(desk)
    QTest.keyClick(desk.button, Qt.Key.Key_Space)
    wedge.observe(False)
    assert desk.done == []
    QTest.keyClicks(desk.button, CODE)
    QTest.keyClick(desk.button, Qt.Key.Key_Return)
    assert heard.texts == [CODE]


def test_while_observing_a_second_burst_is_told_apart(desk: Desk, wedge: WedgeFilter) -> None:
    bursts: list[tuple[ObservedKey, ...]] = []
    wedge.observed.connect(bursts.append)
    wedge.observe(True)
    keys = Stamped(desk.button)
    for ending in ("\r", "\t"):
        for character in CODE:
            keys.press(character, 20)
        keys.press(ending, 20, ENDINGS[ending])
    wedge.observe(False)
    assert ["".join(key.text for key in burst) for burst in bursts] == [CODE + "\r", CODE + "\t"]


def test_while_observing_a_page_can_be_operated_by_keys(
    desk: Desk, wedge: WedgeFilter, qtbot: QtBot
) -> None:
    dialog = desk.open_dialog()
    wedge.observe(True)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    wedge.observe(False)


def _qt_key(text: str) -> int:
    return ord(upper) if len(upper := text.upper()) == 1 else ord(text)


class Positions:
    """Key events as an X server sends them, dead keys by way of an input method included."""

    def __init__(self, target: QWidget, us_layout: str) -> None:
        self.target, self.layout, self.at_ms, self.key_ms = target, us_layout, 5000, 8

    def press(self, us: str, composed: str | None = None) -> None:
        """Press the key of a US character; with `composed` only releases and its text come."""
        self.at_ms += self.key_ms
        shifted = us in US_SHIFT
        place = US[US_SHIFT.index(us)] if shifted else us
        code = next(c for c, key in SCAN_CODES.items() if key == place) + X11_OFFSET
        text = from_us(us, self.layout)
        shift = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
        if shifted:
            self.send(QEvent.Type.KeyPress, Qt.Key.Key_Shift, 50, "")
        if composed is None:
            self.send(QEvent.Type.KeyPress, _qt_key(text), code, text, shift)
        elif composed:
            event = QInputMethodEvent()
            event.setCommitString(composed)
            QApplication.sendEvent(self.target, event)
        if shifted:
            self.send(QEvent.Type.KeyRelease, Qt.Key.Key_Shift, 50, "")
        key = _qt_key(text)
        if composed == "":
            key, text = Qt.Key.Key_Dead_Acute.value, ""
        self.send(QEvent.Type.KeyRelease, key, code, text)

    def send(
        self,
        kind: QEvent.Type,
        key: int,
        code: int,
        text: str,
        shift: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        event = QKeyEvent(kind, key, shift, code, 0, 0, text)
        event.setTimestamp(self.at_ms)
        QApplication.sendEvent(self.target, event)

    def enter(self) -> None:
        self.at_ms += self.key_ms
        self.send(QEvent.Type.KeyPress, Qt.Key.Key_Return, 36, "\r")


@pytest.fixture
def on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read native codes as an X server's, whatever platform runs the tests."""
    read_as_x11 = partial(us_character, platform="xcb")
    monkeypatch.setattr(wedge_filter, "us_character", read_as_x11)


@pytest.mark.usefixtures("on_x11")
def test_a_scan_knows_its_keys_places(desk: Desk, heard: Heard) -> None:
    keys = Positions(desk.field, "de")
    for character in "K7-yz:Q":
        keys.press(character)
    keys.enter()
    assert heard.scans == [Scan("K7ßzyÖQ", Lane.KEYBOARD, "K7-yz:Q")]


@pytest.mark.usefixtures("on_x11")
def test_keys_swallowed_by_an_input_method_are_known_by_their_release(
    desk: Desk, heard: Heard
) -> None:
    desk.field.setText("Mia")
    keys = Positions(desk.field, "de")
    for character in "?code":
        keys.press(character)
    keys.press("=", composed="")  # dead acute: eaten
    keys.press("K", composed="Ḱ")
    for character in "7QM2F":
        keys.press(character)
    keys.enter()
    assert heard.scans == [Scan("_codeḰ7QM2F", Lane.KEYBOARD, "?code=K7QM2F")]
    assert untouched(desk)


@pytest.mark.usefixtures("on_x11")
def test_a_burst_may_begin_with_a_key_that_was_swallowed(desk: Desk, heard: Heard) -> None:
    keys = Positions(desk.field, "ch")
    keys.press("]", composed="")
    for character in "Q3GUEST7":
        keys.press(character)
    keys.enter()
    assert heard.scans == [Scan("Q3GUEST7", Lane.KEYBOARD, "]Q3GUEST7")]


@pytest.mark.usefixtures("on_x11")
def test_a_letter_with_an_accent_typed_by_a_person_stays_typing(
    desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    desk.field.clear()
    desk.field.setFocus()
    keys = Positions(desk.field, "de")
    keys.key_ms = 70
    keys.press("r")
    keys.press("=", composed="")
    keys.press("e", composed="é")
    qtbot.waitUntil(lambda: desk.field.text() == "ré")
    assert heard.scans == []


MALICIOUS = [
    "x" * 10_000,
    "'; DROP TABLE guest; --",
    "<script>alert(1)</script>",
    "%s%n{0}",
    "🎫🎟️🎫🎟️",
    "A\x00B\x00C\x00D",
    "\x1b[2J\x07\x08\x7f\x1d12",
    "‮evil‬﻿",
]


@pytest.mark.parametrize("text", MALICIOUS, ids=range(len(MALICIOUS)))
def test_a_malicious_burst_is_one_scan_and_the_next_one_works(
    desk: Desk, heard: Heard, qtbot: QtBot, text: str
) -> None:
    keys = Stamped(desk.field)
    for burst in (text, CODE):
        keys.at_ms += 1000
        for character in burst:
            keys.press(character, 1)
        keys.press("\r", 1, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: CODE in heard.texts)
    assert heard.texts[-1] == CODE
    assert desk.field.text() == "Mia" or text.isascii()
