"""Bursts reach no widget and typing reaches the right one, by QTest and by a real X server."""

import shutil
from contextlib import suppress
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QProcess, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NothingCame
from pytestqt.qtbot import QtBot

from station_app.domain.scan import Lane, LaneReport, LaneState, Scan
from station_app.scanners.wedge import WedgeSettings
from station_app.scanners.wedge_filter import WedgeFilter

from .conftest import Heard
from .wedge_desk import CODE, ENDINGS, Desk, Stamped, untouched

pytestmark = pytest.mark.usefixtures("wedge")

PLACES = ("field", "button", "check", "list", "menu", "dialog")


def put_focus(desk: Desk, place: str, qtbot: QtBot) -> QWidget:
    """Put the focus where a burst may find it; return where keys go."""
    if place == "menu":
        desk.button.setFocus()
        desk.menu.popup(desk.mapToGlobal(QPoint(5, 5)))
        qtbot.waitUntil(desk.menu.isVisible)
        return desk.menu
    if place == "dialog":
        dialog = desk.open_dialog()
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        button = dialog.findChildren(QPushButton)[0]
        button.setFocus()
        qtbot.waitUntil(lambda: button.hasFocus() and dialog.isActiveWindow())
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() == dialog.windowHandle())
        return button
    widget: QWidget = getattr(desk, place)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    if place == "field":
        desk.field.setText("Mia")
        desk.field.setSelection(1, 2)
    desk.done.clear()
    return widget


@pytest.mark.parametrize("ending", ["\r", "\t", "\t\r", ""])
@pytest.mark.parametrize("place", PLACES)
def test_a_burst_sent_to_a_widget_is_a_scan(
    desk: Desk, heard: Heard, wedge: WedgeFilter, qtbot: QtBot, place: str, ending: str
) -> None:
    target = put_focus(desk, place, qtbot)
    with qtbot.waitSignal(wedge.scanned):
        QTest.keyClicks(target, CODE)
        for key in ending:
            QTest.keyClick(target, ENDINGS[key])
    assert heard.scans == [Scan(CODE, Lane.KEYBOARD)]
    assert untouched(desk)
    if place == "field":
        assert desk.field.selectedText() == "ia"


@pytest.mark.parametrize("place", PLACES)
def test_a_burst_sent_to_the_window_is_a_scan(
    desk: Desk, heard: Heard, qtbot: QtBot, place: str
) -> None:
    put_focus(desk, place, qtbot)
    window = QGuiApplication.focusWindow()
    assert window is not None
    for character in CODE:
        QTest.keyClick(window, ord(character))
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert heard.texts == [CODE.lower()] or heard.texts == [CODE]
    assert untouched(desk)


def test_typing_reaches_the_field_in_order(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    desk.field.clear()
    desk.field.setFocus()
    for character in "gruesse an zoe":
        with qtbot.waitSignal(desk.field.textEdited):
            QTest.keyClicks(desk.field, character)
    assert desk.field.text() == "gruesse an zoe"
    assert heard.scans == []


def test_a_key_that_does_not_belong_to_a_burst_comes_after_what_was_typed(desk: Desk) -> None:
    desk.field.clear()
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "ab")
    QTest.keyClick(desk.field, Qt.Key.Key_Backspace)
    QTest.keyClicks(desk.field, "c")
    QTest.keyClick(desk.field, Qt.Key.Key_Left)
    QTest.keyClick(desk.field, Qt.Key.Key_Backspace)
    assert desk.field.text() == "c"


def test_an_enter_typed_after_letters_presses_the_focused_default(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.open_dialog()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClicks(dialog, "a")
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_an_input_method_comes_after_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.field.clear()
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "Zo")
    composed = QInputMethodEvent()
    composed.setCommitString("ë")
    QApplication.sendEvent(desk.field, composed)
    qtbot.waitUntil(lambda: desk.field.text() == "Zoë")


def test_a_typed_shortcut_still_works_and_space_still_presses(desk: Desk, qtbot: QtBot) -> None:
    desk.button.setFocus()
    window = desk.windowHandle()
    for count, key in enumerate("7e ", start=1):
        QTest.keyClick(window, ord(key))
        qtbot.waitUntil(partial(lambda count: len(desk.done) == count, count))
    assert desk.done == ["shortcut 7", "action", "button"]


def test_a_shortcut_does_not_fire_for_a_letter_typed_into_a_field(desk: Desk, qtbot: QtBot) -> None:
    desk.field.clear()
    desk.field.setFocus()
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_7)
    qtbot.waitUntil(lambda: desk.field.text() == "7")
    assert desk.done == []


def test_control_shortcuts_come_after_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    seen: list[str] = []
    QShortcut("Ctrl+S", desk, lambda: seen.append(desk.field.text()))
    desk.field.clear()
    desk.field.setFocus()
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_X)
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seen == ["x"])


def test_a_field_that_dies_while_its_key_is_held_does_no_harm(
    wedge: WedgeFilter, qtbot: QtBot
) -> None:
    lone = QLineEdit()
    QTest.keyClicks(lone, "ab")
    lone.deleteLater()
    del lone
    qtbot.waitUntil(lambda: wedge._framer.deadline_ms is None)


def test_stopping_gives_back_what_is_held(desk: Desk, heard: Heard, wedge: WedgeFilter) -> None:
    desk.field.clear()
    QTest.keyClicks(desk.field, "ab")
    assert desk.field.text() == ""
    assert wedge.stop()
    assert desk.field.text() == "ab"
    assert heard.reports == [LaneReport(Lane.KEYBOARD, LaneState.OFF)]
    QTest.keyClicks(desk.field, CODE)
    assert desk.field.text() == "ab" + CODE


def test_new_settings_count_at_once(desk: Desk, heard: Heard, wedge: WedgeFilter) -> None:
    wedge.apply(WedgeSettings(min_length=12))
    QTest.keyClicks(desk.field, CODE)
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert heard.scans == []
    wedge.apply(WedgeSettings(affixes=(("aB", ""),)))
    QTest.keyClicks(desk.field, CODE)
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert heard.texts == [CODE[2:]]


def test_a_replayed_key_may_open_a_dialog_and_the_next_keys_go_there(
    desk: Desk, qtbot: QtBot
) -> None:
    inner = QLineEdit()
    dialog = QDialog(desk)
    QVBoxLayout(dialog).addWidget(inner)
    QShortcut("d", desk, dialog.open)
    desk.button.setFocus()
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_D)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_X)
    qtbot.waitUntil(lambda: inner.text() == "x")


def test_the_events_own_times_count_not_their_arrival(desk: Desk, heard: Heard) -> None:
    desk.field.clear()
    keys = Stamped(desk.field)
    for character in "typed":  # all arrive in one moment, after the window was busy
        keys.press(character, 60)
    for character in CODE:
        keys.press(character, 20 if character != CODE[0] else 400)
    keys.press("\r", 10, Qt.Key.Key_Return)
    assert heard.texts == [CODE]
    assert desk.field.text() == "typed"


def test_times_that_run_backwards_fall_back_to_arrival(desk: Desk, heard: Heard) -> None:
    keys = Stamped(desk.field)
    for character in CODE:
        keys.press(character, -40)
    keys.press("\r", 1, Qt.Key.Key_Return)
    assert heard.texts == [CODE]


class Keyboard:
    """xdotool: keys through a real X server, with the server's times."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def run(self, *arguments: str) -> None:
        process = QProcess()
        with self._qtbot.waitSignal(process.finished, timeout=20_000):
            process.start("xdotool", list(arguments))
        assert process.exitCode() == 0

    def type(self, text: str, delay_ms: int) -> None:
        self.run("type", "--delay", str(delay_ms), "--", text)


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    if QGuiApplication.platformName() != "xcb" or shutil.which("xdotool") is None:
        pytest.skip("needs an X server and xdotool")
    return Keyboard(qtbot)


@pytest.mark.parametrize("delay_ms", [1, 5, 15, 30, 100])
@pytest.mark.parametrize("place", PLACES)
def test_a_burst_from_the_x_server_is_a_scan_wherever_the_focus_is(
    desk: Desk,
    heard: Heard,
    wedge: WedgeFilter,
    keyboard: Keyboard,
    qtbot: QtBot,
    place: str,
    delay_ms: int,
) -> None:
    if delay_ms == 100:  # 50 ms a key (xdotool's delay holds two events): a slow scanner
        wedge.apply(WedgeSettings(gap_ms=60))

    def is_a_scan() -> bool:
        heard.scans.clear()
        desk.calm_down()
        put_focus(desk, place, qtbot)
        for number, text in enumerate((CODE + "\n", CODE[::-1]), 1):
            keyboard.run("type", "--delay", str(delay_ms), "--", text)
            with suppress(NothingCame):
                qtbot.waitUntil(lambda least=number: len(heard.scans) >= least)
        keyboard.run("key", "Return")
        return heard.texts == [CODE, CODE[::-1]] and untouched(desk)

    # Where a busy machine lets xdotool or the X server stall, a burst is torn, which is no fault of
    # who reads it: it has to be one of them.
    assert any(is_a_scan() for _ in range(4))


@pytest.mark.parametrize("delay_ms", [60, 120])
def test_typing_through_the_x_server_is_complete(
    desk: Desk, heard: Heard, keyboard: Keyboard, qtbot: QtBot, delay_ms: int
) -> None:
    desk.field.setFocus()
    desk.field.clear()
    keyboard.type("Anna Lindqvist 77", delay_ms)
    qtbot.waitUntil(lambda: desk.field.text() == "Anna Lindqvist 77")
    assert heard.scans == []


@pytest.mark.usefixtures("keyboard")
def test_a_burst_while_the_window_is_busy_is_still_a_scan(
    desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    desk.button.setFocus()
    process = QProcess()
    process.start("xdotool", ["type", "--delay", "8", CODE + "\n"])
    assert process.waitForFinished()  # blocks this loop: every key waits unread
    qtbot.waitUntil(lambda: heard.texts == [CODE])
    process.start("xdotool", ["type", "--delay", "90", "Anna"])
    desk.field.setFocus()
    desk.field.clear()
    assert process.waitForFinished()
    qtbot.waitUntil(lambda: desk.field.text() == "Anna")
    assert heard.texts == [CODE]
