"""Nothing is told by colour alone: `python -m tests.ui.test_color_blindness` prints the figures.

What is drawn is seen as colour-blind people see it, and without any colour. Hue is never measured:
shapes are compared by how much they cover each other, inks by their contrast.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, product

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from station_app.domain.scan import LaneState
from station_app.domain.verdict import Verdict
from station_app.ui.models.history import HistoryModel
from station_app.ui.models.people import PeopleModel, color_words
from station_app.ui.numbers.chart import draw_sample
from station_app.ui.station.delegates import (
    CardDelegate,
    ChoiceDelegate,
    HistoryDelegate,
    ResultDelegate,
)
from station_app.ui.station.foot import Foot
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName, tokens
from station_app.ui.widgets.painting import draw_icon
from tests.ui import golden, pages
from tests.ui.golden import Pixels, kept
from tests.ui.sight import SIGHTS, apart, brightness, contrast, ink, spread

_SURFACES = ("ground", "surface1", "surface2", "surface3")
_FAMILIES = {
    "plain": (Verdict.WELCOME,),
    "attention": (Verdict.ALREADY, Verdict.LEFT, Verdict.NOT_CONFIRMED, Verdict.SEVERAL),
    "stop": (Verdict.DEREGISTERED, Verdict.REMOVED),
    "ask": (Verdict.UNKNOWN,),
}
# Of the golden pictures, 1024 px wide: where glyph, word and edge stand.
_GLYPH = np.s_[10:112, 32:136]
_WORD = np.s_[10:84, 160:880]
_EDGE = np.s_[112:128, 0:1024]
_KEYLINE_PX = 4  # along the beam in high contrast, under the edge
APART = 0.25
SHAPE_CONTRAST = 3.0  # of a sign that a word or another sign stands beside (WCAG 2, 1.4.11)

EVERY = list(product(THEME_NAMES, SIGHTS))
each_sight = pytest.mark.parametrize(("name", "sight"), EVERY)


def text_contrast(name: ThemeName) -> float:
    """Return the contrast that text has at least."""
    return 7.0 if name == "contrast" else 4.5


@cache
def _panel(name: ThemeName, verdict: Verdict, sight: str) -> Pixels:
    return brightness(kept(name, verdict), sight)


# --- the beam ---------------------------------------------------------------------------------


def beam_part(name: ThemeName, verdict: Verdict, sight: str, part: tuple[slice, slice]) -> Pixels:
    """Return the shape of a part of the beam."""
    return ink(_panel(name, verdict, sight)[part])


def edge_of(name: ThemeName, verdict: Verdict, sight: str) -> Pixels:
    """Return the edge as shapes on the fill: nothing for the plain one."""
    whole = _panel(name, verdict, sight)
    fill = float(whole[20, 8])
    up = _KEYLINE_PX if name == "contrast" else 3 if name == "light" else 0
    part = whole[112 - up : 128 - up, 0:1024]
    return np.asarray(np.abs(part - fill) / max(float(np.ptp(whole)), 1e-6) > 0.1, np.float32)


@each_sight
def test_glyphs_and_words_of_the_beam_are_told_apart_without_hue(
    name: ThemeName, sight: str
) -> None:
    for one, other in combinations(Verdict, 2):
        for part in (_GLYPH, _WORD):
            shapes = (beam_part(name, verdict, sight, part) for verdict in (one, other))
            assert apart(*shapes) > APART, (one, other)


@each_sight
def test_edges_of_the_beam_are_told_apart_without_hue(name: ThemeName, sight: str) -> None:
    edges = {family: edge_of(name, found[0], sight) for family, found in _FAMILIES.items()}
    for one, other in combinations(edges, 2):
        assert apart(edges[one], edges[other]) > APART, (one, other)


@each_sight
def test_glyph_and_words_of_the_beam_are_read(name: ThemeName, sight: str) -> None:
    for verdict in Verdict:
        for part in (_GLYPH, _WORD):
            assert spread(_panel(name, verdict, sight)[part]) >= text_contrast(name), verdict


# --- rows, cards, signs -----------------------------------------------------------------------


def _painted(theme: Theme, size: tuple[int, int], paint: Callable[[QPainter], object]) -> QImage:
    image = QImage(size[0] * 2, size[1] * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(theme.color("ground"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def row_of(theme: Theme, kind: str, verdict: Verdict) -> QImage:
    """Return a row with nothing in it but the sign of a verdict."""
    size = {"cards": (240, 84), "history": (304, 44)}.get(kind, (700, 104))
    delegate: QStyledItemDelegate
    model: PeopleModel | HistoryModel
    if kind == "history":
        delegate, model = HistoryDelegate(theme), HistoryModel()
        model.set_rows((replace(pages.row(verdict, "", ""), guest_id=None),))
    else:
        kinds = {"results": ResultDelegate, "choices": ChoiceDelegate, "cards": CardDelegate}
        delegate, model = kinds[kind](theme), PeopleModel()
        model.set_people((pages.person("", verdict, ""),), in_place=False)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, *size)
    return _painted(theme, size, lambda painter: delegate.paint(painter, option, model.index(0)))


KINDS = ("results", "choices", "cards", "history")


def signs(shapes: dict[Verdict, Pixels]) -> dict[Verdict, Pixels]:
    """Return the part of the rows in which they differ."""
    stack = np.stack(list(shapes.values()))
    differs = np.ptp(stack, axis=0) > 0.1
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return {verdict: shape[part] for verdict, shape in shapes.items()}


@each_sight
@pytest.mark.parametrize("kind", KINDS)
def test_signs_in_lists_are_told_apart_without_hue(
    qapp: object, name: ThemeName, sight: str, kind: str
) -> None:
    del qapp
    theme = Theme(name)
    rows = {verdict: brightness(row_of(theme, kind, verdict), sight) for verdict in Verdict}
    found = signs(rows)
    shapes = {verdict: ink(values) for verdict, values in found.items()}
    for one, other in combinations(Verdict, 2):
        assert apart(shapes[one], shapes[other]) > APART, (one, other)
    for verdict, values in found.items():
        assert spread(values) >= SHAPE_CONTRAST, verdict


@each_sight
def test_lanes_tell_their_state_by_shape(qapp: object, name: ThemeName, sight: str) -> None:
    del qapp
    theme = Theme(name)
    spot = QRectF(0, 0, 16, 16)
    shapes = {}
    for state in LaneState:
        color = theme.tokens.muted if state is LaneState.OFF else theme.tokens.accent
        icon = f"state-{state}"
        image = _painted(
            theme, (16, 16), lambda p, i=icon, c=color: draw_icon(p, theme, i, c, spot, 2)
        )
        values = brightness(image, sight)
        assert spread(values) >= SHAPE_CONTRAST, state
        shapes[state] = ink(values)
    for one, other in combinations(LaneState, 2):
        assert apart(shapes[one], shapes[other]) > APART, (one, other)


@each_sight
def test_bars_of_guests_and_companions_differ_by_hatching(
    qapp: object, name: ThemeName, sight: str
) -> None:
    del qapp
    theme = Theme(name)
    bar = QRectF(6, 6, 36, 60)
    shapes = []
    for hatched in (False, True):
        image = _painted(
            theme, (48, 72), lambda p, h=hatched: draw_sample(p, theme, bar, hatched=h)
        )
        values = brightness(image, sight)
        assert spread(values) >= SHAPE_CONTRAST
        away = np.abs(values - values[0, 0])
        shapes.append(np.asarray(away / away.max(), np.float32))
    assert apart(*shapes) > APART


@each_sight
def test_an_old_list_is_told_by_plate_sign_and_words(
    qapp: object, name: ThemeName, sight: str
) -> None:
    del qapp
    foot = Foot(Theme(name))
    foot.resize(560, 44)
    shapes = []
    for line in (pages.LIVE, pages.OFFLINE, pages.SIGNED_OUT):
        foot.set_sync(line)
        values = brightness(foot.grab().toImage(), sight)
        assert spread(values) >= text_contrast(name), line.text
        shapes.append(ink(values))
    for one, other in combinations(shapes, 2):
        assert apart(one, other) > APART
    foot.deleteLater()


@pytest.mark.parametrize("word", ["Speaker", ""])
def test_a_small_ribbon_has_its_word_or_number_beside_it(qapp: object, word: str) -> None:
    del qapp
    person = pages.person("Anna", color="#3D5AFE", color_word=word)
    assert color_words(person) == (word or "#3d5afe")
    theme = Theme("dark")
    for kind in (ResultDelegate, ChoiceDelegate, CardDelegate):
        delegate, model, images = kind(theme), PeopleModel(), []
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 360 if kind is CardDelegate else 760, 104)
        for one in (person, replace(person, color_word="", color="#3d5aff")):
            model.set_people((one,), in_place=False)
            images.append(
                _painted(
                    theme,
                    option.rect.size().toTuple(),
                    lambda p, d=delegate, o=option, m=model: d.paint(p, o, m.index(0)),
                )
            )
        # A step of colour that nobody sees: what differs are the words.
        assert golden.compare(*images).is_seen, kind


# --- text on every ground ---------------------------------------------------------------------


def text_pairs(name: ThemeName) -> Iterator[tuple[str, str, str]]:
    """Yield what is written on what: a name, ink and ground."""
    colors = tokens(name)
    for surface in _SURFACES:
        ground = getattr(colors, surface)
        for token in ("text", "muted", "faint", "accent", "error"):
            yield f"{token} on {surface}", getattr(colors, token), ground
        for verdict in Verdict:
            yield f"{verdict} mark on {surface}", colors.verdicts[verdict].mark, ground
    yield "onAccent on accent", colors.onAccent, colors.accent
    yield "onNote on note", colors.onNote, colors.note
    for verdict in Verdict:
        yield f"{verdict} ink on fill", colors.verdicts[verdict].on, colors.verdicts[verdict].fill


@each_sight
def test_text_is_read_on_its_ground(name: ThemeName, sight: str) -> None:
    least = text_contrast(name)
    found = {pair: contrast(one, on, sight) for pair, one, on in text_pairs(name)}
    assert {pair: value for pair, value in found.items() if value < least} == {}


def main() -> int:
    """Print how far apart shapes are, and the lowest contrasts."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    write = sys.stdout.write
    write("theme, sight: nearest glyphs, words, edges; nearest signs in lists; lowest contrast\n")
    for name, sight in EVERY:
        told = [
            _nearest({v: beam_part(name, v, sight, part) for v in Verdict})
            for part in (_GLYPH, _WORD)
        ]
        told.append(_nearest({f: edge_of(name, v[0], sight) for f, v in _FAMILIES.items()}))
        theme = Theme(name)
        for kind in KINDS:
            rows = {v: brightness(row_of(theme, kind, v), sight) for v in Verdict}
            told.append(_nearest({v: ink(part) for v, part in signs(rows).items()}))
        low = sorted((contrast(one, on, sight), pair) for pair, one, on in text_pairs(name))[:3]
        told += [f"{pair} {value:.1f}" for value, pair in low]
        write(f"{name}, {sight}: {'; '.join(told)}\n")
    del app
    return 0


def _nearest(shapes: dict[str, Pixels]) -> str:
    near = min((apart(shapes[a], shapes[b]), a, b) for a, b in combinations(shapes, 2))
    return f"{near[0]:.2f} {near[1]}/{near[2]}"


if __name__ == "__main__":
    raise SystemExit(main())
