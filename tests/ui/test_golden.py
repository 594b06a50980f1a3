"""The verdict panel looks as it did, and what the comparison sees and overlooks is proved."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont, QImage
from pytestqt.qtbot import QtBot

from station_app.domain.verdict import Verdict
from station_app.ui.station.screen import GuestPage
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName, tokens
from station_app.ui.widgets import lintel as lintel_module
from tests.ui import golden
from tests.ui.golden import FOLDER, Easel, compare, kept, panel

PAIRS = [(name, verdict) for name in THEME_NAMES for verdict in Verdict]
EACH = [(THEME_NAMES[place % 3], verdict) for place, verdict in enumerate(Verdict)]


@pytest.fixture(scope="module")
def easels(qapp: object) -> Iterator[dict[ThemeName, Easel]]:
    """A page in each theme, with the tests' letters."""
    del qapp
    made: dict[ThemeName, Easel] = {}
    for name in THEME_NAMES:
        theme = Theme(name)
        golden.pin_letters(theme)
        made[name] = Easel(theme)
    yield made
    for easel in made.values():
        easel.close()


def hold(expected: QImage, got: QImage, folder: Path) -> None:
    """Fail with three pictures for eyes where two are seen to differ."""
    assert got.size() == expected.size()
    difference = compare(expected, got)
    if difference.is_seen:
        for name, image in (
            ("expected", expected),
            ("got", got),
            ("difference", difference.picture()),
        ):
            image.save(str(folder / f"{name}.png"))
        pytest.fail(
            f"the panel looks different, {difference.worst:.1f} times too much: see expected, got"
            f" and difference in {folder}. Meant? Then run `python -m tests.ui.golden`."
        )


@pytest.mark.parametrize(("name", "verdict"), PAIRS)
def test_the_panel_looks_as_it_did(
    easels: dict[ThemeName, Easel], tmp_path: Path, name: ThemeName, verdict: Verdict
) -> None:
    hold(kept(name, verdict), easels[name].draw(panel(verdict)), tmp_path)


def test_pictures_and_letters_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 300_000


def test_a_failure_says_where_the_pictures_are(tmp_path: Path) -> None:
    with pytest.raises(
        pytest.fail.Exception, match=r"looks different.*python -m tests\.ui\.golden"
    ):
        hold(kept("dark", Verdict.LEFT), kept("dark", Verdict.ALREADY), tmp_path)
    assert {path.stem for path in tmp_path.glob("*.png")} == {"expected", "got", "difference"}


# --- what must be seen ------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_other_verdict_is_seen(name: ThemeName) -> None:
    pictures = [kept(name, verdict) for verdict in Verdict]
    for one, other in combinations(pictures, 2):
        assert compare(one, other).is_seen


@pytest.mark.parametrize("verdict", Verdict)
def test_every_other_theme_is_seen(verdict: Verdict) -> None:
    dark = kept("dark", verdict)
    for other in ("light", "contrast"):
        assert compare(dark, kept(other, verdict)).is_seen


@pytest.mark.parametrize("part", ["verdict", "verdict_detail", "ring"])
@pytest.mark.parametrize(("name", "verdict"), EACH)
def test_a_missing_part_of_the_beam_is_seen(
    easels: dict[ThemeName, Easel], name: ThemeName, verdict: Verdict, part: str
) -> None:
    easel = easels[name]
    easel.draw(panel(verdict))
    widget = getattr(easel.view._lintel, part)
    widget.hide()
    try:
        assert compare(kept(name, verdict), easel.picture()).is_seen
    finally:
        widget.show()


@pytest.mark.parametrize(("name", "verdict"), EACH)
def test_a_missing_glyph_is_seen(
    easels: dict[ThemeName, Easel],
    monkeypatch: pytest.MonkeyPatch,
    name: ThemeName,
    verdict: Verdict,
) -> None:
    monkeypatch.setattr(lintel_module, "draw_icon", lambda *_: None)
    assert compare(kept(name, verdict), easels[name].draw(panel(verdict))).is_seen


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_lost_letter_is_seen(easels: dict[ThemeName, Easel], name: ThemeName) -> None:
    screen = panel(Verdict.WELCOME)
    assert screen.lintel is not None
    assert isinstance(screen.stage, GuestPage)
    for changed in (
        replace(screen, lintel=replace(screen.lintel, word="Welcom")),
        replace(screen, lintel=replace(screen.lintel, detail=screen.lintel.detail[:-1])),
        replace(screen, stage=replace(screen.stage, name="Anna Lindqvis")),
        replace(screen, stage=replace(screen.stage, name="Anna Linbqvist")),
        replace(screen, stage=replace(screen.stage, color_word="")),
        replace(screen, stage=replace(screen.stage, color="#e0218a")),
        replace(screen, stage=replace(screen.stage, color=None)),
    ):
        assert compare(kept(name, Verdict.WELCOME), easels[name].draw(changed)).is_seen


_EDGES = {
    Verdict.ALREADY: "fill_dashes",
    Verdict.DEREGISTERED: "fill_stripes",
    Verdict.UNKNOWN: "fill_dots",
}


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("verdict", _EDGES)
def test_an_edge_that_is_missing_is_seen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: ThemeName, verdict: Verdict
) -> None:
    monkeypatch.setattr(lintel_module, _EDGES[verdict], lambda *_: None)
    assert compare(kept(name, verdict), _drawn(qtbot, Theme(name), verdict)).is_seen


@pytest.mark.parametrize(("name", "verdict"), EACH)
def test_a_colour_that_is_a_little_off_is_seen(
    qtbot: QtBot, name: ThemeName, verdict: Verdict
) -> None:
    right = tokens(name).verdicts[verdict]
    darker = QColor.fromRgbF(*(max(0.0, part - 0.05) for part in QColor(right.fill).getRgbF()[:3]))
    swapped = "#FFFFFF" if QColor(right.on).lightness() < 128 else "#000000"
    for colors in (replace(right, fill=darker.name()), replace(right, on=swapped)):
        theme = Theme(name)
        theme.tokens = replace(theme.tokens, verdicts={**theme.tokens.verdicts, verdict: colors})
        assert compare(kept(name, verdict), _drawn(qtbot, theme, verdict)).is_seen


@pytest.mark.parametrize(("name", "verdict"), EACH)
def test_a_shift_by_four_px_is_seen(name: ThemeName, verdict: Verdict) -> None:
    picture = kept(name, verdict)
    for step in ((4, 0), (0, 4), (-4, 0), (0, -4)):
        assert compare(picture, _shifted(picture, *step)).is_seen, step


# --- what must be overlooked ------------------------------------------------------------------


@pytest.mark.parametrize(("name", "verdict"), EACH)
def test_a_shift_by_one_px_is_overlooked(name: ThemeName, verdict: Verdict) -> None:
    picture = kept(name, verdict)
    for step in ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1)):
        assert not compare(picture, _shifted(picture, *step)).is_seen, step


@pytest.mark.parametrize(("name", "verdict"), EACH)
def test_other_hinting_is_overlooked(qtbot: QtBot, name: ThemeName, verdict: Verdict) -> None:
    # Full hinting is left out: it moves letters along their line, so the theme forbids it.
    for hinting in (
        QFont.HintingPreference.PreferDefaultHinting,
        QFont.HintingPreference.PreferVerticalHinting,
    ):
        theme = _Hinted(name)
        theme.hinting = hinting
        assert not compare(kept(name, verdict), _drawn(qtbot, theme, verdict)).is_seen, hinting


@pytest.mark.parametrize(("name", "verdict"), EACH)
@pytest.mark.parametrize("way", ["finer", "hard"])
def test_other_smoothing_is_overlooked(
    easels: dict[ThemeName, Easel], name: ThemeName, verdict: Verdict, way: str
) -> None:
    easel = easels[name]
    size = easel.draw(panel(verdict)).size().toTuple()
    finer = golden.pixels(easel.picture(ratio=3))
    if way == "hard":  # one of nine, as if nothing were smoothed
        got = finer[1::3, 1::3]
    else:
        got = np.asarray(cv2.resize(finer, size, interpolation=cv2.INTER_AREA), np.uint8)
    difference = compare(kept(name, verdict), golden.image_of(got))
    assert not difference.is_seen, difference.worst


class _Hinted(Theme):
    """Draws letters as another machine may."""

    hinting = QFont.HintingPreference.PreferVerticalHinting

    def sized_font(self, role: str, share: float) -> QFont:
        font = super().sized_font(role, share)
        font.setHintingPreference(self.hinting)
        return font


def _drawn(qtbot: QtBot, theme: Theme, verdict: Verdict) -> QImage:
    golden.pin_letters(theme)
    easel = Easel(theme)
    qtbot.addWidget(easel.view)
    return easel.draw(panel(verdict))


def _shifted(image: QImage, right: int, down: int) -> QImage:
    """Return a picture moved; what comes in at the sides is the outermost line."""
    values = golden.pixels(image)
    tall, wide, _ = values.shape
    rows = np.clip(np.arange(tall) - down, 0, tall - 1)
    columns = np.clip(np.arange(wide) - right, 0, wide - 1)
    return golden.image_of(values[rows][:, columns])
