"""Painted labels keep their words, fit them, and survive whatever a server sends."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from station_app.ui.station.foot import Foot
from station_app.ui.station.screen import LintelText
from station_app.ui.theme import Theme
from station_app.ui.widgets.camera_preview import CameraPreview
from station_app.ui.widgets.chips import Chips
from station_app.ui.widgets.choices import Choice
from station_app.ui.widgets.facts import FieldsLabel
from station_app.ui.widgets.fields import FocusRing
from station_app.ui.widgets.foot_labels import LanesLabel, SyncPlate
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.lintel import Lintel
from station_app.ui.widgets.name_label import NameLabel
from station_app.ui.widgets.paper import NoteLabel
from station_app.ui.widgets.ribbon import Ribbon
from station_app.ui.widgets.ring import CountdownRing
from station_app.ui.widgets.text_block import TextBlock
from tests.ui import pages

foreign = st.text(st.characters(exclude_categories=("Cs",)), max_size=120)
on_screen = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def a_name(qtbot: QtBot, theme: Theme, *parts: str, width: int = 708) -> NameLabel:
    label = NameLabel(theme)
    qtbot.addWidget(label)
    label.show_name(*parts)
    label.resize(width, 200)
    return label


def test_a_short_name_takes_one_line_with_its_titles(qtbot: QtBot, theme: Theme) -> None:
    label = a_name(qtbot, theme, "Dr.", "Anna Lindqvist", "MSc")
    assert label.text() == "Dr. Anna Lindqvist, MSc"
    assert label.line_count() == 1
    assert label.heightForWidth(704) == theme.line("name")


def test_a_long_name_takes_two_lines_below_its_titles(qtbot: QtBot, theme: Theme) -> None:
    name = "Maria-Magdalena von Hohenberg-Schwarzenstein"
    label = a_name(qtbot, theme, "Univ.-Prof. Dr.", name, "MSc")
    assert label.line_count() == 2
    assert not label.is_cut()
    assert label.heightForWidth(704) == 2 * theme.line("name_two") + theme.line("titles")


def test_an_endless_name_is_cut_after_three_lines_and_whole_in_the_tooltip(
    qtbot: QtBot, theme: Theme
) -> None:
    label = a_name(qtbot, theme, "", "W" * 400, "")
    label.grab()
    assert label.line_count() == 3
    assert label.is_cut()
    assert "W" * 400 in label.toolTip()
    assert label.text() == "W" * 400


def test_a_name_of_eighty_letters_is_seen_whole(qtbot: QtBot, theme: Theme) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 2 + "Konstant"
    assert not a_name(qtbot, theme, "", name, "").is_cut()


@on_screen
@given(foreign, foreign, foreign)
def test_any_name_is_drawn_within_three_lines(
    qtbot: QtBot, theme: Theme, titles: str, name: str, suffix: str
) -> None:
    label = a_name(qtbot, theme, titles, name, suffix)
    label.grab()
    assert label.line_count() <= 3
    label.close()


@on_screen
@given(foreign, st.integers(1, 900), st.integers(1, 4))
def test_a_block_never_has_more_lines_or_width_than_it_may(
    theme: Theme, text: str, width: int, lines: int
) -> None:
    block = TextBlock(text, theme.font("body"), 22, width, max_lines=lines, anywhere=lines > 1)
    assert block.line_count <= lines
    if width > 60:
        assert block.natural_width <= width + 1


@on_screen
@given(st.lists(st.tuples(foreign, foreign), max_size=12))
def test_fields_say_a_line_each_and_are_drawn(
    qtbot: QtBot, theme: Theme, fields: list[tuple[str, str]]
) -> None:
    label = FieldsLabel(theme)
    qtbot.addWidget(label)
    label.show_fields(tuple(fields))
    label.resize(704, max(1, label.heightForWidth(704)))
    label.grab()
    assert label.text() == "\n".join(f"{name}: {value}" for name, value in fields)
    label.close()


def test_labels_show_markup_as_what_it_is(qtbot: QtBot, theme: Theme) -> None:
    for label in (TextLabel(theme, "body"), NoteLabel(theme), NameLabel(theme)):
        qtbot.addWidget(label)
        assert isinstance(label, QLabel)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.accessibleName() == ""
    cut = TextLabel(theme, "body")
    qtbot.addWidget(cut)
    cut.show_text("<b>bold</b> " * 9)
    cut.resize(60, 22)
    cut.grab()
    assert "&lt;b&gt;" in cut.toolTip()


def test_the_lintel_says_verdicts_only_in_the_verdict(qtbot: QtBot, theme: Theme) -> None:
    lintel = Lintel(theme)
    qtbot.addWidget(lintel)
    lintel.show_text(LintelText(verdict=None, word="Ready", detail="Hold a badge"))
    assert lintel.verdict.text() == ""
    assert lintel.verdict.isHidden()
    text = pages.welcome().lintel
    assert text is not None
    lintel.show_text(text)
    assert lintel.verdict.text() == "Welcome"
    assert lintel.ready.text() == ""


def test_a_german_verdict_fits_beside_the_ring(qtbot: QtBot, theme: Theme) -> None:
    for size, room in (((1280, 800), 900), ((1024, 640), 700)):
        theme.set_window_size(*size)
        label = TextLabel(theme, "word", fit=True)
        qtbot.addWidget(label)
        label.show_text("Bereits eingecheckt")
        assert label.natural_width() <= room


def test_the_frame_of_a_new_answer_goes_away(qtbot: QtBot, theme: Theme) -> None:
    lintel = Lintel(theme)
    qtbot.addWidget(lintel)
    for theme.reduced_motion in (False, True):
        lintel.pulse()
        assert lintel.is_pulsing
        qtbot.waitUntil(lambda: not lintel.is_pulsing, timeout=2000)


@pytest.mark.parametrize("color", ["#000000", "#ffffff", "#3d5afe", "#4b7d87"])
def test_the_ribbon_says_its_colour_in_text(qtbot: QtBot, theme: Theme, color: str) -> None:
    ribbon = Ribbon(theme)
    qtbot.addWidget(ribbon)
    ribbon.resize(ribbon.sizeHint())
    ribbon.show_color(color, "Vor\u00adtragende")
    for theme_name in ("dark", "light", "contrast"):
        theme.use(theme_name)
        ribbon.grab()
    assert ribbon.hex.text() == color
    assert not ribbon.isHidden()
    ribbon.show_color(None, "")
    assert ribbon.isHidden()
    assert ribbon.hex.isHidden()
    assert ribbon.hex.text() == ""


def test_the_ring_runs_out_once(qtbot: QtBot, theme: Theme) -> None:
    ring = CountdownRing(theme)
    qtbot.addWidget(ring)
    with qtbot.waitSignal(ring.ran_out, timeout=2000):
        ring.start(0.1)
    assert not ring.is_running


def test_a_held_ring_stands_still_and_goes_on(qtbot: QtBot, theme: Theme) -> None:
    ring = CountdownRing(theme)
    qtbot.addWidget(ring)
    ring.start(0.3)
    ring.hold(True)
    before = ring.remaining_s
    with qtbot.assertNotEmitted(ring.ran_out, wait=500):
        pass
    assert ring.remaining_s == before
    with qtbot.waitSignal(ring.ran_out, timeout=2000):
        ring.hold(False)


def test_a_ring_of_no_seconds_waits(qtbot: QtBot, theme: Theme) -> None:
    ring = CountdownRing(theme)
    qtbot.addWidget(ring)
    ring.start(0)
    ring.resize(ring.sizeHint())
    ring.grab()
    assert not ring.is_running


def test_all_lanes_stand_in_one_text(qtbot: QtBot, theme: Theme) -> None:
    label = LanesLabel(theme)
    qtbot.addWidget(label)
    label.show_lanes(pages.LANES)
    assert label.text() == "Camera · Scanner · Serial: not connected"
    for width in (600, 200, 40, 0):
        label.resize(width, 44)
        label.grab()


def test_the_plate_offers_to_log_in_only_when_signed_out(qtbot: QtBot, theme: Theme) -> None:
    plate = SyncPlate(theme)
    qtbot.addWidget(plate)
    plate.show_line(pages.OFFLINE)
    assert plate.is_alarm
    assert plate.log_in.isHidden()
    plate.show_line(pages.SIGNED_OUT)
    plate.resize(plate.sizeHint())
    plate.show()
    with qtbot.waitSignal(plate.log_in_requested):
        qtbot.mouseClick(plate.log_in, Qt.MouseButton.LeftButton)
    plate.show_line(pages.LIVE)
    assert plate.text() == pages.LIVE.text
    assert plate.log_in.isHidden()


def test_the_camera_says_its_caption_with_and_without_a_picture(qtbot: QtBot, theme: Theme) -> None:
    preview = CameraPreview(theme)
    qtbot.addWidget(preview)
    preview.resize(304, 171)
    preview.show_text("No camera")
    preview.grab()
    assert not preview.has_picture
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    outline = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.5), (0.1, 0.5))
    for outlines in ((), (outline,), ((),), (outline[:2], outline)):
        preview.show_frame(image, outlines, True)
        preview.grab()
    assert preview.has_picture
    preview.show_frame(QImage(), (), False)
    preview.grab()
    preview.clear()
    assert preview.text() == "No camera"


# --- choices ----------------------------------------------------------------------------------


def some_chips(qtbot: QtBot, theme: Theme, *taken: str) -> Chips:
    chips = Chips(theme, ("qr", "aztec", "ean"))
    qtbot.addWidget(chips)
    chips.name("Codes", ("QR code", "Aztec", "EAN/UPC"), "One stays.")
    chips.set_values(taken)
    return chips


def test_chips_break_into_rows_and_never_leave_the_width(qtbot: QtBot, theme: Theme) -> None:
    chips = some_chips(qtbot, theme, "qr")
    one = chips.sizeHint()
    assert chips.heightForWidth(one.width()) == one.height()
    assert chips.heightForWidth(one.width() - 1) > 2 * one.height()
    width = chips.minimumSizeHint().width()
    chips.resize(width, chips.heightForWidth(width))
    with qtbot.waitExposed(chips):
        chips.show()
    places = [chip.geometry() for chip in chips.chips.values()]
    assert all(chips.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for a in places for b in places if a is not b)


def test_a_chip_tells_what_it_is_and_whether_it_is_taken(qtbot: QtBot, theme: Theme) -> None:
    chips = some_chips(qtbot, theme, "qr")
    for value, name, taken in (("qr", "Codes: QR code", True), ("ean", "Codes: EAN/UPC", False)):
        told = QAccessible.queryAccessibleInterface(chips.chips[value])
        assert told.role() == QAccessible.Role.CheckBox
        assert told.text(QAccessible.Text.Name) == name
        assert bool(told.state().checked) is taken


def test_a_chip_is_as_wide_taken_as_left_and_looks_different(qtbot: QtBot, theme: Theme) -> None:
    chips = some_chips(qtbot, theme, "qr", "ean")
    chip = chips.chips["ean"]
    size, picture = chip.sizeHint(), chip.grab().toImage()
    chip.click()
    assert not chip.isChecked()
    assert chip.sizeHint() == size
    assert chip.grab().toImage() != picture


def test_the_last_chip_says_why_it_stays(qtbot: QtBot, theme: Theme) -> None:
    chips = some_chips(qtbot, theme, "qr", "aztec")
    assert chips.chips["aztec"].toolTip() == ""
    with qtbot.waitSignal(chips.chosen) as told:
        chips.chips["qr"].click()
    assert told.args == [("aztec",)]
    assert chips.chips["aztec"].toolTip() == "One stays."
    with qtbot.assertNotEmitted(chips.chosen):
        chips.chips["aztec"].click()
    assert chips.chips["aztec"].isChecked()


def test_a_long_choice_is_cut_and_whole_in_the_tooltip(qtbot: QtBot, theme: Theme) -> None:
    choice = Choice(theme)
    qtbot.addWidget(choice)
    choice.resize(200, 40)
    choice.show_items([("0", "short"), ("1", "long " * 40)], "1")
    choice.grab()
    assert choice.toolTip() == "long " * 40
    choice.setCurrentIndex(0)
    choice.grab()
    assert choice.toolTip() == ""


def test_an_open_list_keeps_its_row_when_items_come(qtbot: QtBot, theme: Theme) -> None:
    choice = Choice(theme)
    qtbot.addWidget(choice)
    choice.show_items([("", "Found"), ("none", "None")], "")
    choice.show()
    choice.showPopup()
    qtbot.waitUntil(choice.view().isVisible)
    choice.view().setCurrentIndex(choice.model().index(1, 0))
    choice.show_items([("", "Found"), ("a", "A"), ("b", "B"), ("none", "None")], "")
    assert choice.view().isVisible()
    assert choice.view().currentIndex().data() == "None"
    assert choice.currentText() == "Found"
    choice.hidePopup()


def test_a_row_that_goes_while_it_has_the_focus_takes_nothing_with_it(
    qtbot: QtBot, theme: Theme
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    row, other = QPushButton("row"), QPushButton("other")
    column.addWidget(row)
    column.addWidget(other)
    ring = FocusRing(theme, page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    row.setFocus()
    qtbot.waitUntil(ring.isVisible)
    Shiboken.delete(row)
    other.setFocus()
    assert ring.isVisible()
    assert ring.geometry().contains(other.geometry())


def test_lanes_stay_whole_before_the_reason_of_an_old_list(qtbot: QtBot, theme: Theme) -> None:
    foot = Foot(theme)
    qtbot.addWidget(foot)
    foot.set_lanes(pages.LANES)
    foot.set_count("412 guests")
    line = replace(pages.OFFLINE, reason="no answer within the time allowed, as so often here")
    lanes = foot.findChild(LanesLabel)
    assert lanes is not None
    for width in (900, 1024, 1280, 1920):
        foot.resize(width, 44)
        foot.set_sync(line)
        assert foot.sync.width() >= foot.sync.needed_width() or width < 1024
        if width >= 1280:
            assert lanes.width() >= lanes.natural_width()
    assert foot.sync.width() == foot.sync.natural_width()
    assert foot.sync.text().endswith(line.reason)
