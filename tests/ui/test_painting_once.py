"""One scan costs one layout pass and one paint pass, and what is kept looks like what is drawn."""

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_app.domain.verdict import Verdict
from station_app.ui.station.delegates import HistoryDelegate
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.widgets.motion import Motion
from station_app.ui.widgets.painting import draw_line
from station_app.ui.widgets.text_block import TextBlock
from tests.ui import pages


class Passes(QObject):
    """Counts the paint passes of a window."""

    def __init__(self, view: StationView) -> None:
        super().__init__()
        self.count = 0
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)


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


def test_an_answer_is_painted_in_one_pass_with_its_row(view: StationView) -> None:
    view.set_history(pages.HISTORY)
    view.show_screen(pages.welcome())
    settle()
    passes = Passes(view)
    new = pages.row(Verdict.WELCOME, "Anna Lindqvist", "18:52")
    view.set_history((new, *pages.HISTORY))
    view.show_screen(pages.welcome())
    settle()
    assert passes.count == 1


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
