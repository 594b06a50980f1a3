"""What the page shows behind the veil, the PIN's sheet, and how discreet an answer is."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.guest import GuestId
from station_app.domain.search import Hit, SearchResult
from station_app.domain.verdict import Verdict
from station_app.services.look_up import Answer
from station_app.ui.event_loop import open_loop
from station_app.ui.privacy.discretion import Discretion
from station_app.ui.privacy.pin import Act, PinGuard
from station_app.ui.privacy.sheet import PinSheet
from station_app.ui.privacy.veil import Veil
from station_app.ui.privacy.watch import Watch
from station_app.ui.station.screen import (
    Figure,
    GuestPage,
    HistoryRow,
    IdlePage,
    LintelText,
    Screen,
    SearchPage,
)
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from tests.support.builders import a_guest

IDLE = Screen(
    serial=1,
    lintel=LintelText(verdict=None, word="Ready", detail="Hold a badge"),
    stage=IdlePage(
        event="Gala",
        place="Sunday",
        progress_value="3 of 9",
        figures=(Figure(verdict=Verdict.WELCOME, value="6", label="expected"),),
    ),
    hold_ring=True,
)
ANNA = Screen(
    serial=2,
    lintel=LintelText(verdict=Verdict.WELCOME, word="Welcome", detail="Registered."),
    stage=GuestPage(
        guest_id=GuestId("a"), name="Anna Lindqvist", registration="Registered", check_in="Not yet"
    ),
)
ROWS = (HistoryRow(verdict=Verdict.WELCOME, text="Anna Lindqvist", time="18:31"),)


def words(page: QWidget) -> str:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    rows = page.findChild(QWidget, "historyList")
    assert rows is not None
    model = rows.model()  # type: ignore[attr-defined]
    role = Qt.ItemDataRole.AccessibleTextRole
    shown += [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]
    return "\n".join(shown)


# --- veil -------------------------------------------------------------------------------------


def test_no_person_is_shown_behind_the_veil(view: StationView, qtbot: QtBot) -> None:
    veil = Veil(view)
    veil.show_screen(IDLE)
    veil.set_history(ROWS)
    qtbot.waitUntil(lambda: "Anna" in words(view))
    veil.lower(locked=False, camera_rests=False)
    qtbot.waitUntil(lambda: "Anna" not in words(view))
    assert "Names are hidden" in words(view)
    assert "Gala" in words(view)
    assert "3 of 9" not in words(view)
    veil.set_history(ROWS * 2)
    veil.show_screen(replace(IDLE, serial=5))
    assert "Anna" not in words(view)
    veil.lift()
    qtbot.waitUntil(lambda: words(view).count("Anna") == 2)
    assert "Ready" in words(view)
    assert "3 of 9" in words(view)


def test_a_scan_lifts_it(view: StationView, qtbot: QtBot) -> None:
    veil, lifted = Veil(view), []
    veil.on_lifted = lambda: lifted.append(1)
    veil.set_history(ROWS)
    veil.lower(locked=False, camera_rests=True)
    veil.show_screen(ANNA)
    assert not veil.is_down
    assert lifted == [1]
    qtbot.waitUntil(lambda: words(view).count("Anna") == 2)


def test_a_locked_one_lets_the_answer_through_and_covers_it_again(
    view: StationView, qtbot: QtBot
) -> None:
    veil = Veil(view)
    veil.lower(locked=True, camera_rests=False)
    veil.show_screen(ANNA)
    veil.set_history(ROWS)
    assert words(view).count("Anna") == 1  # on the stage, not among the last scans
    assert not veil.is_covering
    veil.show_screen(IDLE)
    qtbot.waitUntil(lambda: "Anna" not in words(view))
    assert "asks for the PIN" in words(view)


def test_after_a_while_the_last_scans_lose_their_names(view: StationView, qtbot: QtBot) -> None:
    veil = Veil(view)
    veil.show_screen(IDLE)
    veil.set_history(ROWS)
    veil.hide_names(True)
    qtbot.waitUntil(lambda: "18:31" in words(view))
    assert "Anna" not in words(view)
    veil.hide_names(False)
    qtbot.waitUntil(lambda: "Anna" in words(view))


def test_no_picture_comes_through(view: StationView) -> None:
    veil, shown = Veil(view), []
    view.set_camera_frame = lambda *_: shown.append(1)  # type: ignore[method-assign]
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    veil.lower(locked=False, camera_rests=False)
    veil.set_camera_frame(picture, (), False)
    assert shown == []
    veil.lift()
    veil.set_camera_frame(picture, (), False)
    assert shown == [1]


# --- watch ------------------------------------------------------------------------------------


@pytest.fixture
def watched(qtbot: QtBot) -> tuple[Watch, QLineEdit]:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.setFocus()
    return Watch(), field


def press(field: QWidget, key: Qt.Key, **held: Qt.KeyboardModifier) -> None:
    window = field.window().windowHandle()
    QTest.keyClick(window, key, held.get("held", Qt.KeyboardModifier.NoModifier))
    QApplication.processEvents()


def test_one_key_hides_names(watched: tuple[Watch, QLineEdit], qtbot: QtBot) -> None:
    watch, field = watched
    watch.start()
    try:
        for key, held in (
            (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier),
        ):
            with (
                qtbot.waitSignal(watch.hide_wanted, timeout=5000),
                qtbot.assertNotEmitted(watch.used),
            ):
                press(field, key, held=held)
        with qtbot.waitSignal(watch.used, timeout=5000):
            press(field, Qt.Key.Key_Escape)
        press(field, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: field.text() == "a")
        watch.may_pass = lambda _window, _event: False
        press(field, Qt.Key.Key_B)
        assert field.text() == "a"
    finally:
        watch.stop()
    press(field, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: field.text() == "ac")


def test_idleness_is_told_since_the_last_use(qapp: QApplication) -> None:
    del qapp
    now = 0.0
    watch, told = Watch(lambda: now), []
    watch.idle_changed.connect(told.append)
    now = 70.0
    watch.check()
    watch.touch()
    now = 75.0
    watch.check()
    assert told == [70.0, 5.0]


# --- PIN --------------------------------------------------------------------------------------


class FakePins:
    """A PIN without a file; waits are those a test says."""

    def __init__(self, pin: str = "") -> None:
        self.pin, self.wait, self.full = pin, 0.0, False

    @property
    def is_set(self) -> bool:
        return bool(self.pin)

    def set(self, pin: str) -> None:
        if self.full:
            raise OSError("no room")
        self.pin = pin

    def remove(self) -> None:
        self.pin = ""

    def wait_s(self) -> float:
        return self.wait

    def check(self, pin: str) -> bool:
        return pin == self.pin


Run = Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture
def run(qapp: QApplication) -> Any:
    with open_loop(qapp) as loop:
        yield lambda story: loop.run_until_complete(asyncio.wait_for(story, 30))


async def sheet_of(window: QWidget) -> PinSheet:
    while True:
        found = [one for one in window.findChildren(PinSheet) if one.isVisible()]
        if found:
            return found[0]
        await asyncio.sleep(0.01)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - any widget may change
            await asyncio.sleep(0.01)


def text_of(sheet: PinSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def enter(sheet: PinSheet, pin: str) -> None:
    field = sheet.findChild(QLineEdit, "pinField")
    assert field is not None
    QTest.keyClicks(field, pin)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_without_a_pin_nothing_is_asked(run: Run, qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    guard = PinGuard(theme, FakePins(), lambda: window)

    async def story() -> None:
        assert await guard.allows(Act.WIPE)
        assert window.findChildren(PinSheet) == []

    run(story())


def test_wrong_then_right(run: Run, qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    pins = FakePins("2468")
    guard = PinGuard(theme, pins, lambda: window)

    async def story() -> None:
        asked = asyncio.ensure_future(guard.allows(Act.SETTINGS))
        sheet = await sheet_of(window)
        assert "settings are locked" in text_of(sheet)
        pins.wait = 2.0
        enter(sheet, "1111")
        await until(lambda: "wrong" in text_of(sheet))
        assert "2 second" in text_of(sheet)
        enter(sheet, "2468")  # too early: Enter does nothing
        await until(lambda: "Try again" in text_of(sheet))
        pins.wait = 0.0
        QTest.keyClick(sheet.findChild(QLineEdit, "pinField"), Qt.Key.Key_Return)
        assert await asked
        await until(lambda: not any(one.isVisible() for one in window.findChildren(PinSheet)))

    run(story())


def test_a_finger_is_enough_and_a_guest_ends_the_question(
    run: Run, qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guard = PinGuard(theme, FakePins("2468"), lambda: window)

    async def story() -> None:
        asked = asyncio.ensure_future(guard.allows(Act.LOG_OUT))
        sheet = await sheet_of(window)
        keys = {one.text(): one for one in sheet.findChildren(QPushButton)}
        for key in ("2", "4", "5", "⌫", "6", "8", "OK"):
            keys[key].click()
        assert await asked
        asked = asyncio.ensure_future(guard.allows(Act.EXPORT))
        await sheet_of(window)
        guard.cancel()
        assert not await asked

    run(story())


def test_a_new_pin_is_entered_twice(run: Run, qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    pins, told = FakePins(), []
    guard = PinGuard(theme, pins, lambda: window)
    guard.on_changed = told.append

    async def story() -> None:
        setting = asyncio.ensure_future(guard.set_new())
        sheet = await sheet_of(window)
        enter(sheet, "123")  # too short
        enter(sheet, "45")
        await until(lambda: "once more" in text_of(sheet))
        enter(sheet, "9999")
        await until(lambda: "two different" in text_of(sheet))
        pins.full = True
        for _ in range(2):
            enter(sheet, "24680")
            await asyncio.sleep(0)
            await until(lambda: "once more" in text_of(sheet) or "disk" in text_of(sheet))
        await until(lambda: "disk" in text_of(sheet))
        pins.full = False
        enter(sheet, "24680")
        await until(lambda: "once more" in text_of(sheet))
        enter(sheet, "24680")
        assert await setting
        assert pins.pin == "24680"
        assert told == [True]
        guard.remove()
        assert told == [True, False]

    run(story())


# --- discretion -------------------------------------------------------------------------------

GUESTS = [
    a_guest(id=f"g{n}", first=f"Ada{n}", fields={"email": f"ada{n}@example.org"}) for n in range(9)
]


def result(count: int) -> SearchResult:
    return SearchResult(hits=tuple(map(Hit, GUESTS[:count])), total=9, words=("example",))


def test_short_queries_list_nobody(qapp: QApplication) -> None:
    del qapp
    discretion = Discretion(least_letters=3)
    assert [discretion.missing(text) for text in ("", "a", " a ", "ab", "a b c", "abcd")] == [
        3, 2, 2, 1, 0, 0,
    ]  # fmt: skip
    page = discretion.search_page("a", None, 9)
    assert page.people == ()
    assert page.empty_title


def test_search_only_shows_the_best_and_says_so(qapp: QApplication) -> None:
    del qapp
    discretion = Discretion(search_only=True)
    assert discretion.rows == 5
    page = discretion.search_page("ada", result(5), 9)
    assert isinstance(page, SearchPage)
    assert "best" in page.caption
    assert "best" not in discretion.search_page("ada", replace(result(5), total=5), 9).caption


def test_contact_data_is_in_no_row_and_on_no_page(qapp: QApplication) -> None:
    del qapp
    shown = Discretion().search_page("example", result(2), 9)
    assert "ada0@example.org" in shown.people[0].second_line
    hidden = Discretion(hide_contact=True).search_page("example", result(2), 9)
    assert "@" not in repr(hidden)
    answer = Answer(verdict=Verdict.WELCOME, guest=GUESTS[0], choices=(Hit(GUESTS[1]),))
    discreet = Discretion(hide_contact=True).answer(answer)
    assert discreet.guest is not None
    assert discreet.guest.text("email") == ""
    assert discreet.choices[0].guest.text("email") == ""
    assert Discretion().answer(answer) is answer
