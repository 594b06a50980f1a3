"""Where one reads from the right all of the station page is mirrored, and its words stay whole.

The words are English in Hebrew letters (`tests.ui.pseudo`), so that both directions show the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.legend import Legend
from station_app.domain.search import Hit
from station_app.domain.verdict import Verdict
from station_app.ui import i18n
from station_app.ui.guest_screen import Greeting
from station_app.ui.i18n import Languages, translate
from station_app.ui.numbers.chart import Chart
from station_app.ui.station import pages
from station_app.ui.station.stage_idle import IdleStage
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import SecretField
from station_app.ui.widgets.flow import Flow
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.lintel import Lintel
from station_app.ui.widgets.name_label import NameLabel
from station_app.ui.widgets.painting import draw_marked_line, mirror
from station_app.ui.widgets.placing import turn
from tests.ui import gallery, pseudo, scenes
from tests.ui.golden import compare, pixels
from tests.ui.layout import Inspector
from tests.ui.pages import EVENING, HISTORY

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
STATES = tuple(scenes.states())
SOME = ("welcome", "marked", "offline", "idle", "unknown", "search", "several", "numbers", "many")
_CODE = "he"


@pytest.fixture
def languages(qapp: QApplication, tmp_path: Path) -> Iterator[Languages]:
    pseudo.write(tmp_path)
    made = Languages(qapp, tmp_path)
    made.use(pseudo.CODE)
    yield made
    made.close()


def direct(qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    """Turn everything round, and leave the words as they are."""
    qapp.setLayoutDirection(direction)
    turn()


def shown(qtbot: QtBot, size: tuple[int, int] = (1280, 800)) -> StationView:
    theme = Theme("dark")
    theme.set_window_size(*size)
    theme.reduced_motion = True
    view = StationView(theme, now=lambda: EVENING)
    theme.setParent(view)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    return view


def show(view: StationView, name: str) -> None:
    gallery.dress(view, name)
    view.show_screen(replace(scenes.states()[name], serial=1))
    for _ in range(3):
        QApplication.processEvents()


Places = dict[str, QRect]


def places(view: StationView) -> Places:
    """Return where every part and every row of a list is seen, by its way from the page."""
    found: Places = {}
    for widget in view.findChildren(QWidget):
        if not widget.isVisibleTo(view) or isinstance(widget, QScrollBar | QMenu):
            continue
        path = _path(widget, view)
        assert path not in found
        found[path] = QRect(widget.mapTo(view, QPoint()), widget.size())
        if isinstance(widget, QAbstractItemView):
            for row in range(widget.model().rowCount()):
                rect = widget.visualRect(widget.model().index(row, 0))
                corner = widget.viewport().mapTo(view, rect.topLeft())
                found[f"{path}[{row}]"] = QRect(corner, rect.size())
    return found


def _path(widget: QWidget, root: QWidget) -> str:
    steps = []
    while widget is not root:
        parent = widget.parentWidget()
        assert parent is not None
        siblings = [one for one in parent.children() if isinstance(one, QWidget)]
        steps.append(f"{siblings.index(widget)}{widget.objectName() or type(widget).__name__}")
        widget = parent
    return "/".join(reversed(steps))


def mirrored(found: Places, width: int) -> Places:
    return {
        path: QRect(width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
        for path, rect in found.items()
    }


# --- places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "names"), [((1024, 640), SOME), ((1280, 800), STATES), ((1920, 1080), SOME)]
)
def test_every_part_stands_where_its_mirror_image_would(
    qtbot: QtBot,
    qapp: QApplication,
    languages: Languages,
    size: tuple[int, int],
    names: tuple[str, ...],
) -> None:
    del languages
    turned = shown(qtbot, size)
    found = {}
    for name in names:
        show(turned, name)
        found[name] = places(turned)
    turned.hide()
    direct(qapp, LTR)
    plain = shown(qtbot, size)
    for name in names:
        show(plain, name)
        assert found[name] == mirrored(places(plain), size[0]), name
        assert len(found[name]) > 20


@pytest.mark.parametrize("name", ["welcome", "search", "numbers", "unknown", "idle"])
def test_what_is_shown_turns_at_once_and_back(
    qtbot: QtBot, qapp: QApplication, languages: Languages, name: str
) -> None:
    del languages
    view = shown(qtbot)
    show(view, name)
    before = places(view)
    direct(qapp, LTR)
    assert places(view) == mirrored(before, view.width())
    direct(qapp, RTL)
    assert places(view) == before


def test_a_language_chosen_at_run_time_mirrors_the_page_and_another_does_so_again(
    qtbot: QtBot, languages: Languages
) -> None:
    languages.use("en")
    view = shown(qtbot)
    show(view, "marked")
    before = places(view)
    languages.use(pseudo.CODE)
    show(view, "marked")
    assert view._rail.x() < view._guest.x()
    fresh = shown(qtbot)
    show(fresh, "marked")
    assert places(view) == places(fresh)
    languages.use("en")
    show(view, "marked")
    assert places(view) == before


def test_a_press_goes_to_what_is_seen_there(qtbot: QtBot, languages: Languages) -> None:
    del languages
    view = shown(qtbot)
    show(view, "welcome")
    chosen: list[str] = []
    view.guest_chosen.connect(chosen.append)
    cards = view._guest.cards
    first = cards.visualRect(cards.model().index(0, 0))
    assert cards.viewport().width() - first.right() < 5
    # The gap between two cards is behind a card, so at its left.
    on_card = QPoint(first.right() - 5, first.center().y())
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=on_card)
    assert chosen == ["Jonas Lindqvist"]
    settings: list[None] = []
    view.wishes.settings.connect(lambda: settings.append(None))
    at = QPoint(view._theme.px(24) + 44 + 20, view._theme.px(64) // 2)  # the second from the left
    button = view.childAt(at)
    assert button is not None
    assert button.objectName() == "settingsButton"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settings


def test_the_arrow_to_the_left_goes_on_to_the_next_card(qtbot: QtBot, languages: Languages) -> None:
    del languages
    view = shown(qtbot)
    show(view, "many")
    cards = view._guest.cards
    cards.select_row(0)
    QTest.keyClick(cards, Qt.Key.Key_Left)
    assert cards.current_row == 1
    QTest.keyClick(cards, Qt.Key.Key_Right)
    assert cards.current_row == 0
    QTest.keyClick(cards, Qt.Key.Key_Down)
    assert cards.current_row == 3


def test_the_menu_opens_below_its_mark(qtbot: QtBot, languages: Languages) -> None:
    del languages
    view = shown(qtbot)
    view.move(-700, 0)  # the screen may be a small one
    mark = view._top._mark
    mark.click()
    menu = view._top._menu
    right = mark.mapToGlobal(QPoint(mark.width(), 0)).x()
    assert abs(right - menu.geometry().right()) <= 2
    menu.close()


def test_a_row_that_breaks_begins_at_the_right(qtbot: QtBot, qapp: QApplication) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    row.setLayoutDirection(RTL)
    flow = Flow()
    flow.setContentsMargins(0, 0, 0, 0)
    flow.setSpacing(10)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    flow.part_at(parts[2])
    row.setLayout(flow)
    row.resize(500, 20)
    row.show()
    qapp.processEvents()
    assert [part.x() for part in parts] == [400, 290, 0]


def test_the_button_of_a_secret_stands_at_the_end(
    qtbot: QtBot, qapp: QApplication, languages: Languages
) -> None:
    field = SecretField(Theme("dark"))
    qtbot.addWidget(field)
    field.set_reveal_text("Show")
    field.resize(300, 48)
    field.show()
    assert field.reveal.geometry().right() < 150
    assert field.textMargins().left() == field.reveal.width()
    languages.use("en")
    assert field.reveal.x() > 150
    assert field.textMargins().left() == 0
    del qapp


# --- pictures ---------------------------------------------------------------------------------


def drawn(widget: QWidget) -> QImage:
    """Return what a widget draws on a dark ground."""
    image = QImage(widget.size(), QImage.Format.Format_RGB888)
    image.fill(QColor("#101418"))
    widget.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return image


def ink(image: QImage) -> QRect:
    """Return the rectangle of what is drawn on the ground that the first pixel has."""
    values = pixels(image).astype(int)
    rows, columns = (abs(values - values[0, 0]).sum(axis=2) > 60).nonzero()
    corner = QPoint(int(columns.min()), int(rows.min()))
    return QRect(corner, QPoint(int(columns.max()), int(rows.max())))


def test_a_bar_fills_from_the_right(qtbot: QtBot, qapp: QApplication, languages: Languages) -> None:
    del languages
    view = shown(qtbot)
    show(view, "idle")
    assert isinstance(view._idle, IdleStage)
    turned = drawn(view._idle._gauge)
    direct(qapp, LTR)
    assert not compare(drawn(view._idle._gauge).flipped(Qt.Orientation.Horizontal), turned).is_seen
    assert compare(drawn(view._idle._gauge), turned).is_seen


@pytest.mark.parametrize("text", ["Anna", "יעל"])
@pytest.mark.parametrize("icon", ["", "clock", "back"])
def test_words_stand_upright_at_the_other_end(
    qtbot: QtBot, qapp: QApplication, theme: Theme, text: str, icon: str
) -> None:
    label = TextLabel(theme, "body")
    qtbot.addWidget(label)
    label.show_text(text)
    label.resize(300, 30)
    plain = drawn(label)
    words = TextLabel(theme, "body")
    qtbot.addWidget(words)
    words.show_text(text)
    words.set_icon(icon)
    words.resize(300, 30)
    begins = ink(drawn(words)).left()
    try:
        direct(qapp, RTL)
        turned, with_icon = drawn(label), ink(drawn(words))
    finally:
        direct(qapp, LTR)
    here, there = ink(plain), ink(turned)
    assert abs(there.width() - here.width()) <= 1  # between whole px
    room = here.size().boundedTo(there.size())
    one, other = plain.copy(QRect(here.topLeft(), room)), turned.copy(QRect(there.topLeft(), room))
    image_of_it = one.flipped(Qt.Orientation.Horizontal)
    assert compare(one, other).worst < compare(image_of_it, other).worst / 3
    assert there.right() > 290
    assert abs(300 - 1 - with_icon.right() - begins) <= 2  # letters have room on one side


@pytest.mark.parametrize(("name", "turns"), [("back", True), ("clock", False), ("search", False)])
def test_only_icons_with_a_way_turn_round(qapp: QApplication, name: str, turns: bool) -> None:
    theme = Theme("dark")

    def picture() -> QImage:
        image = QImage(40, 40, QImage.Format.Format_RGB888)
        image.fill(QColor("#101418"))
        painter = QPainter(image)
        painter.drawPixmap(0, 0, theme.icon(name, "#ffffff", 40))
        painter.end()
        return image

    plain = picture()
    try:
        direct(qapp, RTL)
        turned = picture()
    finally:
        direct(qapp, LTR)
    assert compare(plain, turned).is_seen is turns
    if turns:
        assert not compare(plain.flipped(Qt.Orientation.Horizontal), turned).is_seen


def test_a_ring_and_a_chart_of_time_run_the_same_way_everywhere(
    qtbot: QtBot, qapp: QApplication, languages: Languages
) -> None:
    del languages
    view = shown(qtbot)
    show(view, "numbers")
    assert view._numbers is not None
    chart = view._numbers.findChild(Chart)
    assert chart is not None
    lintel = Lintel(view._theme)
    qtbot.addWidget(lintel)
    ring = lintel.ring
    ring.resize(ring.sizeHint())
    ring.start(10)
    ring._spent_s = 4
    ring._timer.stop()
    before = drawn(chart), drawn(ring)
    direct(qapp, LTR)
    for was, now in zip(before, (drawn(chart), drawn(ring)), strict=True):
        assert not compare(was, now).is_seen


def test_a_row_of_history_is_drawn_anew_when_all_turns(
    qtbot: QtBot, qapp: QApplication, languages: Languages
) -> None:
    del languages
    view = shown(qtbot)
    show(view, "idle")
    view.set_history(HISTORY)
    turned = drawn(view._rail.list)
    direct(qapp, LTR)
    assert drawn(view._rail.list) != turned
    direct(qapp, RTL)
    assert drawn(view._rail.list) == turned


def test_marked_letters_lie_on_their_paper_among_words_of_the_other_direction(
    theme: Theme,
) -> None:
    def paper_of(text: str, begin: int, direction: Qt.LayoutDirection) -> QRect:
        image = QImage(400, 40, QImage.Format.Format_RGB888)
        image.fill(theme.color("ground"))
        painter = QPainter(image)
        if direction is RTL:
            mirror(painter, image.rect().toRectF())
        spans = [(begin, begin + 3)]
        rect = image.rect().toRectF()
        draw_marked_line(painter, theme, rect, text, spans, "row_name", QColor(0, 0, 0, 0))
        painter.end()
        return ink(image)

    alone = paper_of("Sop", 0, LTR)
    text = "\u200fכהן · \u2068Sophie\u2069"
    among = paper_of(text, text.index("S"), RTL)
    assert abs(among.width() - alone.width()) <= 1
    whole = theme.metrics("row_name").horizontalAdvance("Sophie")
    after = 400 - theme.metrics("row_name").horizontalAdvance("כהן · ") - whole
    assert abs(among.left() - after) <= 2


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "de", _CODE])
@pytest.mark.parametrize("name", ["Anna Lindqvist", "יעל כהן־לוי", "نور الدين", "山田 太郎"])
@pytest.mark.parametrize(("titles", "suffix"), [("", ""), ("Dr.", "MSc"), ("", "MSc")])
def test_a_name_of_any_script_is_whole_and_begins_where_all_begins(
    qtbot: QtBot,
    theme: Theme,
    languages: Languages,
    language: str,
    name: str,
    titles: str,
    suffix: str,
) -> None:
    languages.use(language)
    label = NameLabel(theme)
    qtbot.addWidget(label)
    label.show_name(titles, name, suffix)
    label.resize(700, 120)
    picture = drawn(label)
    assert not label.is_cut()
    assert label.toolTip() == ""
    room = ink(picture)
    begins = 700 - 1 - room.right() if i18n.is_rtl() else room.left()
    assert 0 <= begins <= 12
    assert room.width() < 690


@pytest.mark.parametrize("language", ["en", _CODE])
def test_titles_stand_before_and_behind_a_name_as_the_language_is_read(
    qtbot: QtBot, theme: Theme, languages: Languages, language: str
) -> None:
    languages.use(language)
    label = NameLabel(theme)
    qtbot.addWidget(label)
    label.resize(700, 120)

    def extent(titles: str, suffix: str) -> QRect:
        label.show_name(titles, "יעל כהן", suffix)
        return ink(drawn(label))

    def begin(rect: QRect) -> int:
        return 700 - rect.right() if i18n.is_rtl() else rect.left()

    both, before, behind = extent("Dr.", "MSc"), extent("Dr.", ""), extent("", "MSc")
    # What stands behind moves nothing that begins, what stands before moves nothing behind it.
    assert abs(begin(both) - begin(before)) <= 2
    assert both.width() > before.width() > 0
    assert both.width() > behind.width() > 0
    bare = extent("", "")
    assert abs(begin(behind) - begin(bare)) <= 4


def test_parts_of_a_line_keep_their_order(languages: Languages) -> None:
    assert i18n.joined(("Nordlys", "", "Head")) == "\u200f\u2068Nordlys\u2069 · \u2068Head\u2069"
    assert i18n.joined(("", "Nordlys")) == "Nordlys"
    assert i18n.named("Anna", "MSc") == "Anna, MSc"  # one name of one script has its own order
    assert i18n.named("יעל", "MSc") == "\u200f\u2068יעל\u2069, \u2068MSc\u2069"
    languages.use("en")
    assert i18n.joined(("Nordlys", "Head")) == "Nordlys · Head"
    assert i18n.joined(("יעל", "Head")) == "\u200e\u2068יעל\u2069 · Head"
    assert i18n.named("יעל", "MSc") == "\u200e\u2068יעל\u2069, MSc"
    assert i18n.isolated("Anna") == "Anna"
    assert i18n.isolated("יעל") == "\u2068יעל\u2069"


def test_what_fills_a_text_is_kept_apart(languages: Languages) -> None:
    text = translate("Texts", "Companion of {name}").format(name="Anna")
    assert "\u2068Anna\u2069" in text
    assert translate("NumbersStage", "CSV") == "CSV"
    two = translate("Texts", "{arrived} of {registered}")
    assert two.startswith("\u2068{arrived}\u2069 ")  # its own first letter says how it is read
    part = translate("Texts", "{part} of {whole}").format(part=1, whole=2)
    assert "\u20681\u2069" in part
    languages.use("en")
    assert translate("Texts", "Companion of {name}") == "Companion of {name}"


def test_matches_are_marked_in_lines_with_unseen_signs(languages: Languages) -> None:
    del languages
    guest = scenes.a_guest("Sophie Müller", "Nordlys", fields={"position": "Head"})
    found = pages.person(Hit(guest), ("nordlys",), legend=Legend())
    assert found.second_line == "\u200f\u2068Nordlys\u2069 · \u2068Head\u2069"


def test_a_greeting_is_read_in_its_order(qtbot: QtBot, theme: Theme, languages: Languages) -> None:
    del languages
    greeting = Greeting(theme, lambda: "Gala")
    qtbot.addWidget(greeting)
    greeting.greet(Verdict.WELCOME, "Anna")
    assert greeting.words[0].endswith("\u2068Anna\u2069")


# --- room -------------------------------------------------------------------------------------


def test_all_that_is_shown_has_its_room_read_from_the_right(
    qapp: QApplication, languages: Languages
) -> None:
    """Pages only; `python -m tests.ui.layout` looks at dialogs and other sizes as well."""
    del languages
    inspector = Inspector(qapp, (1024, 640), 1.0)
    try:
        for name, found in chain(inspector.screens(), inspector.forms()):
            assert [str(one) for one in found] == [], name
    finally:
        inspector.close()
