"""The live numbers: what is read of them, how they are left, what is saved."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.legend import Legend
from station_app.domain.numbers import ColorCount, Count, Numbers
from station_app.domain.verdict import Verdict
from station_app.services.ports import Change
from station_app.store.cache import GuestCache
from station_app.ui.i18n import Languages
from station_app.ui.numbers.chart import line_step
from station_app.ui.numbers.words import numbers_page, table
from station_app.ui.privacy.veil import Veil
from station_app.ui.station.screen import IdlePage, NumbersPage
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from tests.support.builders import NOON, a_guest, a_list
from tests.ui import pages
from tests.ui.a_door import Door, at_a_door

Key = Qt.Key


def label(view: QWidget, name: str) -> QLabel:
    found = view.findChild(QLabel, name)
    assert found is not None, name
    return found


def button(view: QWidget, name: str) -> QAbstractButton:
    found = view.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def words(view: QWidget) -> list[str]:
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible() and one.text()]


@pytest.fixture(autouse=True)
def languages(qapp: QApplication) -> Iterator[Languages]:
    """English, with its plurals."""
    chosen = Languages(qapp)
    chosen.use("en")
    yield chosen
    chosen.close()


@pytest.fixture
def shown(view: StationView) -> StationView:
    view.show_screen(pages.numbers())
    return view


def test_figures_are_labels_with_their_companions_apart(shown: StationView) -> None:
    arrived = label(shown, "number-already")
    assert arrived.text() == "238"
    assert arrived.accessibleName() == ""
    assert arrived.accessibleDescription() == "arrived: 186 guests, 52 companions"
    assert label(shown, "number-removed").accessibleDescription() == "removed: 6 guests"
    caption = label(shown, "numbersCaption").text()
    assert caption == "412 on the list, 96 of them companions (52 arrived)"


def test_the_chart_is_told_in_words(shown: StationView) -> None:
    chart = shown.findChild(QWidget, "arrivalsChart")
    assert chart is not None
    assert chart.accessibleName() == "Arrivals every 15 minutes"
    told = chart.accessibleDescription()
    assert told.startswith("17:00: 4 guests. 17:15: 8 guests, 1 companion. 17:30: 14 guests, 3")
    assert "19:00" not in told


def test_colours_stand_by_their_words_with_how_many_of_how_many(shown: StationView) -> None:
    found = [one.text() for one in shown.findChildren(QLabel, "colorWord")]
    assert found == ["VIP", "Speaker", "Press", "Sponsor", "Guest of the city", "no colour"]
    assert shown.findChildren(QLabel, "colorListed")[0].text() == "of 40"
    assert label(shown, "moreColors").text() == ""


def test_a_value_that_is_no_colour_is_told_as_text_without_a_ribbon() -> None:
    counted = Numbers(colors=(ColorCount("<b>teal</b>", Count(), Count(2)),))
    (row,) = numbers_page(counted, pages.GALA, "", pages.EVENING, Legend()).colors
    assert (row.word, row.color, row.share) == ("<b>teal</b>", None, 0.0)


def test_the_legend_gives_the_words_and_the_table_both() -> None:
    counted = Numbers(
        colors=(ColorCount("#3d5afe", Count(1), Count(2)), ColorCount("#ffd400", Count(), Count(1)))
    )
    legend = Legend(words={"#3d5afe": "Vor\u00adtragende"})
    page = numbers_page(counted, pages.GALA, "", pages.EVENING, legend)
    assert [row.word for row in page.colors] == ["Vortragende", "#ffd400"]
    rows = table(counted, pages.GALA, "", legend, training=False)
    assert ("Arrived by colour", "Vortragende (#3d5afe)", 1, 0, 1) in rows
    assert ("Arrived by colour", "#ffd400", 0, 0, 0) in rows


def test_a_list_of_odd_values_is_gathered() -> None:
    odd = tuple(ColorCount(f"odd {n}", Count(1), Count(2)) for n in range(100))
    counted = Numbers(colors=(*odd, ColorCount("", Count(3), Count(4))))
    rows = numbers_page(counted, pages.GALA, "", pages.EVENING, Legend()).colors
    assert len(rows) == 40
    assert [(row.word, row.value, row.of) for row in rows[-2:]] == [
        ("62 other values", "62", "of 124"),
        ("no colour", "3", "of 4"),
    ]


def test_all_else_makes_room_but_the_bars_above_and_below(shown: StationView) -> None:
    assert not label(shown, "verdict").isVisible()
    rail = shown.findChild(QWidget, "cameraPreview")
    assert rail is not None
    assert not rail.isVisible()
    assert label(shown, "clock").isVisible()
    assert label(shown, "syncStatus").isVisible()
    shown.show_screen(pages.idle(serial=9))
    assert rail.isVisible()
    assert not label(shown, "numbersTitle").isVisible()


def test_a_scan_replaces_them_and_takes_the_keyboard_along(
    qtbot: QtBot, shown: StationView
) -> None:
    back = button(shown, "numbersBack")
    back.setFocus()
    shown.show_screen(pages.welcome(serial=10))
    assert label(shown, "verdict").text() == "Welcome"
    assert QApplication.focusWidget() is shown
    dismissed = QSignalSpy(shown.dismissed)
    qtbot.keyClick(shown, Key.Key_Escape)
    assert dismissed.count() == 1


@pytest.mark.parametrize("name", ["numbersBack", "numbersPicture", "numbersCsv"])
def test_each_button_has_a_name_and_says_its_wish(
    qtbot: QtBot, shown: StationView, name: str
) -> None:
    signals = {
        "numbersBack": shown.dismissed,
        "numbersPicture": shown.wishes.picture,
        "numbersCsv": shown.wishes.table,
    }
    one = button(shown, name)
    assert one.accessibleName() or one.text()
    with qtbot.waitSignal(signals[name]):
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)


def test_key_button_and_menu_ask_for_them(qtbot: QtBot, view: StationView) -> None:
    asked = QSignalSpy(view.wishes.numbers)
    qtbot.keyClick(view, Key.Key_F4)
    qtbot.mouseClick(button(view, "numbersButton"), Qt.MouseButton.LeftButton)
    view._top._menu._actions["numbers"].trigger()
    assert asked.count() == 3
    qtbot.keyClick(view, Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    assert asked.count() == 3
    assert button(view, "numbersButton").accessibleName() == "Live numbers"


def test_escape_returns_from_the_list_of_colours_too(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.many_numbers())
    colors = view.findChild(QScrollArea, "colorNumbers")
    assert colors is not None
    assert label(view, "moreColors").text() == "and 7 more"
    colors.setFocus()
    assert colors.hasFocus()
    qtbot.keyClick(colors, Key.Key_Down)
    assert colors.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.dismissed):
        qtbot.keyClick(colors, Key.Key_Escape)


def test_the_tab_key_comes_to_all_of_it(qtbot: QtBot, shown: StationView) -> None:
    field = shown.findChild(QWidget, "searchField")
    assert field is not None
    field.setFocus()
    for name in ("numbersBack", "numbersPicture", "numbersCsv"):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Key.Key_Tab)
        assert button(shown, name).hasFocus()


def test_a_letter_begins_a_search(qtbot: QtBot, shown: StationView) -> None:
    qtbot.keyClicks(shown, "an")
    assert shown.search_text() == "an"


def test_an_empty_list_is_told_calmly(view: StationView) -> None:
    view.show_screen(pages.no_numbers())
    assert label(view, "number-already").text() == "0"
    assert label(view, "numbersCaption").text() == "0 on the list"
    assert label(view, "noColors").text() == "The list is empty."
    chart = view.findChild(QWidget, "arrivalsChart")
    assert chart is not None
    assert chart.accessibleDescription() == "Nobody has arrived today."


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_number_is_cut_at_any_size(
    qtbot: QtBot, languages: Languages, size: tuple[int, int], text_scale: float, language: str
) -> None:
    """A number that ends in dots is a wrong one. A million is the most there is."""
    languages.use(language)
    theme = Theme("contrast")
    theme.set_window_size(*size)
    theme.set_text_scale(text_scale)
    view = StationView(theme)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    view.show_screen(pages.many_numbers())
    view.grab()
    figures = [one for one in view.findChildren(QLabel) if one.objectName().startswith("number-")]
    assert len(figures) == 6
    for one in (*figures, *view.findChildren(QLabel, "colorArrived")):
        assert one.toolTip() == "", one.text()
        assert one.text().count("." if language == "de" else ",") == (len(one.text()) - 1) // 4
    assert (
        label(view, "numbersTitle").text() == {"en": "Live numbers", "de": "Live-Zahlen"}[language]
    )
    view.hide()


def test_the_language_changes_what_is_shown(
    qtbot: QtBot, languages: Languages, shown: StationView
) -> None:
    languages.use("de")
    shown.show_screen(pages.numbers(serial=5))
    qtbot.waitUntil(lambda: label(shown, "numbersTitle").text() == "Live-Zahlen")
    told = words(shown)
    for word in ("Begleitpersonen", "noch erwartet", "Eingetroffen nach Farbe", "ohne Farbe"):
        assert word in told
    assert button(shown, "numbersBack").text() == "Zurück"


@pytest.mark.parametrize(
    ("most", "lines", "step"),
    [(1, 4, 1), (4, 4, 1), (5, 4, 2), (58, 4, 20), (103_000, 4, 50_000), (58, 1, 50)],
)
def test_lines_stand_at_round_numbers(most: int, lines: int, step: int) -> None:
    assert line_step(most, lines) == step


# --- what is saved ----------------------------------------------------------------------------


def test_the_picture_is_twice_as_fine_and_tells_where_and_when(view: StationView) -> None:
    assert view.numbers_picture(training=False) is None
    view.show_screen(pages.numbers())
    image = view.numbers_picture(training=False)
    assert image is not None
    assert image.devicePixelRatio() == 2
    assert image.width() > 2 * 1200
    ground = view._theme.color("ground")
    assert image.pixelColor(2, 2) == ground
    head = image.copy(0, 40, image.width(), 80)
    assert colors_of(head) > {ground.rgb()}  # the event's name stands there
    training = view.numbers_picture(training=True)
    assert training is not None
    assert training.height() > image.height()
    assert training.pixelColor(2, 2) != ground
    view.show_screen(pages.idle(serial=9))
    assert view.numbers_picture(training=False) is None


def colors_of(image: QImage) -> set[int]:
    return {
        image.pixel(QPoint(x, y))
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


@pytest.mark.parametrize("name", ["dark", "light", "contrast"])
def test_the_picture_has_the_theme_shown(view: StationView, name: str) -> None:
    view._theme.use(name)
    view.show_screen(pages.numbers())
    image = view.numbers_picture(training=False)
    assert image is not None
    assert image.pixelColor(2, 2) == QColor(view._theme.tokens.ground)


def test_the_table_holds_every_number() -> None:
    legend = Legend(words={"#3d5afe": "Vor\u00adtragende"})
    as_of = "2026-11-22T18:52:07+01:00"
    rows = table(pages.COUNTED, pages.GALA, as_of, legend, training=True)
    assert rows[0] == ("Event", "Vienna Science Gala")
    assert ("State", "arrived", 186, 52, 238) in rows
    assert ("State", "on the list", 316, 96, 412) in rows
    assert ("Arrived by colour", "Vortragende (#3d5afe)", 9, 0, 9) in rows
    assert ("On the list by colour", "no colour", 239, 0, 239) in rows
    assert ("Arrivals every 15 minutes", "2026-11-22 17:15:00", 8, 1, 9) in rows
    assert any("TRAINING" in str(row[0]) for row in rows)
    assert len(rows) == 5 + 7 + 6 + 6 + 8


# --- while somebody looks ---------------------------------------------------------------------


def numbers(screen: object) -> NumbersPage:
    stage = screen.stage  # type: ignore[attr-defined]
    assert isinstance(stage, NumbersPage)
    return stage


GUESTS = [
    a_guest(id="host", accessCode="C1", companions=[{"id": "friend"}]),
    a_guest(id="friend", accessCode="C2"),
]


def told(folder: Path, story: Callable[[Door, GuestCache], Awaitable[None]]) -> None:
    at_a_door(folder, GUESTS, story)


def test_they_open_follow_the_list_and_close_with_the_next_scan(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        door.presenter.open_numbers()
        first = await door.view.until(lambda one: isinstance(one.stage, NumbersPage))
        assert [one.value for one in numbers(first).figures] == ["0", "2", "0", "0", "0", "0"]
        came = a_guest(id="friend", accessCode="C2", checkInDateTime=NOON.isoformat())
        door.presenter.list_changed(await cache.apply_recent(a_list(came)))
        after = await door.view.until(
            lambda one: isinstance(one.stage, NumbersPage) and numbers(one).figures[0].value == "1"
        )
        assert after.serial == first.serial  # in place: nothing is announced, the focus stays
        assert numbers(after).figures[0].spoken == "1 companion"
        door.scan("C1")
        await door.shows(Verdict.WELCOME)
        door.presenter.list_changed(Change(count=1))
        shown = len(door.view.screens)
        await door.view.until(lambda _: len(door.view.screens) > shown)
        assert not isinstance(door.view.screen.stage, NumbersPage)

    told(tmp_path, story)


def test_they_are_left_by_escape_by_the_same_key_and_by_typing(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        presenter = door.presenter
        for leave in (presenter.dismiss, presenter.open_numbers, lambda: presenter.search("Ada")):
            presenter.open_numbers()
            await door.view.until(lambda one: isinstance(one.stage, NumbersPage))
            leave()
            await door.view.until(lambda one: not isinstance(one.stage, NumbersPage))
            presenter.dismiss()
        assert presenter.numbers_file(training=False) is None

    told(tmp_path, story)


def test_an_answer_makes_room_for_them(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        door.scan("C1")
        await door.shows(Verdict.WELCOME)
        door.presenter.open_numbers()
        await door.view.until(lambda one: isinstance(one.stage, NumbersPage))
        door.presenter.dismiss()
        assert isinstance(door.view.screen.stage, IdlePage)

    told(tmp_path, story)


def test_they_are_read_once_a_second_at_most(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        reads = [0]
        read = cache._reader.numbers

        def counted() -> Numbers:
            reads[0] += 1
            return read()

        cache._reader.numbers = counted  # type: ignore[method-assign]
        door.presenter.open_numbers()
        await door.view.until(lambda one: isinstance(one.stage, NumbersPage))
        for _ in range(20):
            door.presenter.list_changed(Change(count=1))
            await cache.totals()
        assert reads == [1]
        door.presenter.dismiss()
        door.presenter.list_changed(Change(count=1))
        await cache.totals()
        assert reads == [1]

    told(tmp_path, story)


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        def fail() -> Numbers:
            raise apsw.IOError("disk")

        cache._reader.numbers = fail  # type: ignore[method-assign]
        door.presenter.open_numbers()
        screen = await door.view.until(
            lambda one: one.lintel is not None and one.lintel.word == "Once more, please"
        )
        assert isinstance(screen.stage, IdlePage)

    told(tmp_path, story)


def test_the_veil_covers_them_like_any_other_page(view: StationView) -> None:
    veil = Veil(view)
    veil.show_screen(pages.numbers())
    assert label(view, "numbersTitle").isVisible()
    veil.lower(locked=True, camera_rests=False)
    assert veil.is_covering
    assert not label(view, "numbersTitle").isVisible()
    assert label(view, "readyWord").text() == "Names are hidden"
    assert "238" not in words(view)


def test_a_repaint_is_not_asked_for_while_nothing_changes(shown: StationView) -> None:
    """Each poll tells the page again, and the time of the list is another each time."""
    stage = shown._numbers
    assert stage is not None
    page = stage._page
    shown.show_screen(pages.numbers())
    assert stage._page is page
