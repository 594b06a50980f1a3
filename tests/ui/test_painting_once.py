"""One scan costs one layout pass and one paint pass, and what is kept looks like what is drawn."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.guest import GuestId
from station_app.domain.verdict import Verdict
from station_app.ui.station.delegates import HistoryDelegate
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.widgets.motion import Motion
from station_app.ui.widgets.painting import draw_line
from station_app.ui.widgets.pictures import Pictures
from station_app.ui.widgets.text_block import TextBlock
from tests.ui import pages


class Passes(QObject):
    """Notes what there is to see in each paint pass of a window."""

    def __init__(self, view: StationView, look: Callable[[], int]) -> None:
        super().__init__()
        self._look = look
        self.seen: list[int] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.seen.append(self._look())
        return super().eventFilter(watched, event)


class Painted(QObject):
    """Notes which widgets are painted, as long as it lives in a `with`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._widgets: list[QObject] = []

    def __enter__(self) -> "Painted":
        settle()
        self._app.installEventFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        settle()
        self._app.removeEventFilter(self)

    def __contains__(self, widget: QWidget) -> bool:
        return widget in self._widgets

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widgets.append(watched)
        return False


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def at_rest(view: StationView) -> QImage:
    """Return the page as it looks when nothing moves any more."""
    settle()
    image = view.grab().toImage()
    for _ in range(50):
        settle()
        before, image = image, view.grab().toImage()
        if image == before:
            return image
    raise AssertionError("the page never rests")


def take_off_frame(view: StationView) -> None:
    view._lintel._stand.stop()
    view._lintel._set_frame(0.0)


def test_a_verdict_is_painted_in_one_pass_and_its_row_after_it(
    view: StationView, qtbot: QtBot
) -> None:
    view.set_history(pages.HISTORY)
    view.show_screen(pages.welcome())
    take_off_frame(view)
    qtbot.waitUntil(lambda: not view._behind.isActive())
    settle()
    history = view._rail.list.model()
    passes = Passes(view, history.rowCount)
    new = pages.row(Verdict.WELCOME, "Anna Lindqvist", "18:52")
    view.show_screen(pages.welcome(serial=2))
    view.set_history((new, *pages.HISTORY))
    before, after = len(pages.HISTORY), len(pages.HISTORY) + 1
    qtbot.waitUntil(lambda: passes.seen == [before, after])


def test_rows_of_the_latest_answer_come_however_fast_the_next_follows(
    view: StationView, qtbot: QtBot
) -> None:
    for serial in range(1, 4):
        view.show_screen(pages.welcome(serial=serial))
        view.set_history(pages.HISTORY[-serial:])
    history = view._rail.list.model()
    qtbot.waitUntil(lambda: history.rowCount() == 3)


def test_the_frame_of_an_answer_paints_neither_its_words_nor_its_ring(
    view: StationView, qapp: QApplication
) -> None:
    view.show_screen(pages.welcome())
    lintel = view._lintel
    with Painted(qapp) as painted:
        lintel._set_frame(0.5)
    assert lintel in painted
    assert lintel.verdict not in painted
    assert lintel.verdict_detail not in painted
    assert lintel.ring not in painted
    assert view not in painted


def test_the_frame_leaves_no_trace(view: StationView) -> None:
    view.show_screen(pages.several())
    lintel = view._lintel
    take_off_frame(view)
    before = at_rest(view)
    screen = view.screen().grabWindow(view.winId()).toImage()
    for share in (1.0, 0.4, 0.0):
        lintel._set_frame(share)
        settle()
    assert view.screen().grabWindow(view.winId()).toImage() == screen
    assert at_rest(view) == before


def test_the_next_guest_with_the_same_verdict_repaints_what_differs(
    view: StationView, qapp: QApplication
) -> None:
    view.show_screen(pages.welcome(replace(pages.ANNA, mark=pages.SEEN_TWICE)))
    settle()
    other = replace(
        pages.ANNA, guest_id=GuestId("eva"), name="Eva Lindqvist", mark=pages.SEEN_TWICE
    )
    with Painted(qapp) as painted:
        view.show_screen(pages.welcome(other, serial=2))
    guest = view._guest
    assert guest._name in painted
    for still in (view._lintel.verdict, guest._notice, guest._code.value, view._top, view._foot):
        assert still not in painted


@pytest.mark.parametrize("theme_name", ["dark", "light", "contrast"])
def test_what_says_that_it_is_opaque_covers_all_of_itself(
    view: StationView, theme: Theme, theme_name: str
) -> None:
    theme.use(theme_name)
    nothing = QColor("#ff00fe")
    ribbon = view._guest.ribbon
    screens = (pages.idle(), pages.welcome(serial=5), pages.several(serial=6))
    for screen in screens:
        view.show_screen(screen)
        settle()
        for part in (view, view._top, view._lintel, view._foot, ribbon):
            if not part.isVisible():
                continue
            image = QImage(part.size(), QImage.Format.Format_RGB32)
            image.fill(nothing)
            part.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
            rows = {
                image.pixel(x, y)
                for x in (0, part.width() // 2, part.width() - 1)
                for y in range(part.height())
            }
            assert nothing.rgb() not in rows


@pytest.mark.parametrize("theme_name", ["dark", "light", "contrast"])
def test_kept_pictures_look_like_what_is_drawn(
    view: StationView,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
    theme_name: str,
) -> None:
    """At the smallest size: Qt draws letters above 64 px a hair differently each time."""

    paint = Pictures.paint

    def draw_always(
        pictures: Pictures, painter: QPainter, key: object, rect: QRect, _: float, *rest: Any
    ) -> None:
        paint(pictures, painter, key, rect, 1.5, *rest)  # a broken ratio keeps nothing

    theme.use(theme_name)
    theme.set_window_size(1024, 640)
    view.resize(1024, 640)
    for serial, screen in enumerate((pages.welcome(), pages.several()), start=10):
        view.show_screen(replace(screen, serial=serial, return_s=0.0))
        take_off_frame(view)
        kept = at_rest(view)
        with monkeypatch.context() as patch:
            patch.setattr(Pictures, "paint", draw_always)
            drawn = at_rest(view)
        assert at_rest(view) == kept
        assert drawn == kept


def test_kept_rows_look_like_drawn_ones_wherever_they_move(view: StationView, theme: Theme) -> None:
    history, plain = view._rail.list, HistoryDelegate(theme)
    for rows in (pages.HISTORY, (pages.row(Verdict.LEFT, "Jonas", "18:53"), *pages.HISTORY)):
        view.set_history(rows)
        settle()
        kept = view.grab().toImage()
        history.setItemDelegate(plain)
        drawn = view.grab().toImage()
        history.setItemDelegate(view._rail._delegate)
        assert kept == drawn


def test_a_line_laid_out_once_is_cut_where_there_is_no_room(theme: Theme) -> None:
    font, line = theme.font("body"), theme.line("body")
    wide = TextBlock("Schönberger und Partner", font, line, 1000)
    narrow = TextBlock("Schönberger und Partner", font, line, wide.natural_width / 2)
    again = TextBlock("Schönberger und Partner", font, line, 1000)
    assert not wide.cut
    assert narrow.cut
    assert narrow.natural_width <= wide.natural_width / 2 + 0.5
    assert not again.cut
    assert again.natural_width == wide.natural_width
    large = TextBlock("Schönberger und Partner", theme.font("title1"), line, 1000)
    assert large.natural_width > wide.natural_width


def test_a_width_kept_for_one_size_is_not_used_for_another(theme: Theme) -> None:
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    rect = QRectF(0, 0, 400, 60)
    small = draw_line(painter, rect, "Begleitung", theme.font("body"), QColor("white"))
    theme.set_window_size(2560, 1600)
    large = draw_line(painter, rect, "Begleitung", theme.font("body"), QColor("white"))
    painter.end()
    assert large > 1.5 * small


def test_sizes_and_colours_follow_theme_and_window(theme: Theme) -> None:
    assert (theme.px(10), theme.line("body")) == (10, 22)
    ground = theme.color("ground").name()
    theme.set_window_size(2560, 1600)
    theme.set_name("light")
    assert (theme.px(10), theme.line("body")) == (20, 44)
    assert theme.color("ground").name() != ground


def test_motion_goes_from_one_to_nothing_and_ends(qtbot: QtBot) -> None:
    motion = Motion(40)
    told: list[float] = []
    motion.moved.connect(told.append)
    with qtbot.waitSignal(motion.moved, check_params_cb=lambda left: left == 0.0, timeout=2000):
        motion.start()
    assert told[0] == 1.0
    assert told == sorted(told, reverse=True)
    assert not motion._timer.isActive()


def test_warming_up_shows_nothing(view: StationView) -> None:
    view.show_screen(pages.idle())
    before = at_rest(view)
    for step in view.warm_up():
        step()
    after = at_rest(view)
    assert after == before
