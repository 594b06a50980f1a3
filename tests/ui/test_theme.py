"""The theme: contrast of every pair in use, sizes by the window, names that must exist."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from station_app import assets
from station_app.domain.scan import Lane, LaneState
from station_app.domain.verdict import Verdict
from station_app.ui.theme import Theme
from station_app.ui.tokens import (
    ROLES,
    THEME_NAMES,
    ThemeName,
    contrast_ratio,
    ink_on,
    tokens,
)

SURFACES = ("ground", "surface1", "surface2", "surface3")


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_text_is_readable_on_every_surface(name: ThemeName) -> None:
    colors = tokens(name)
    least = 7.0 if name == "contrast" else 4.5
    for surface in SURFACES:
        ground = getattr(colors, surface)
        for ink in ("text", "muted", "faint", "accent", "error"):
            assert contrast_ratio(getattr(colors, ink), ground) >= least, (ink, surface)
        for edge in ("border", "focus", "keyline"):
            assert contrast_ratio(getattr(colors, edge), ground) >= 3.0, (edge, surface)
        for verdict in Verdict:
            assert contrast_ratio(colors.verdicts[verdict].mark, ground) >= least, verdict
    assert contrast_ratio(colors.onAccent, colors.accent) >= least
    assert contrast_ratio(colors.onNote, colors.note) >= least


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_verdict_is_readable_and_its_beam_is_seen(name: ThemeName) -> None:
    colors = tokens(name)
    for verdict in Verdict:
        fill, ink = colors.verdicts[verdict].fill, colors.verdicts[verdict].on
        assert contrast_ratio(ink, fill) >= (7.0 if name == "contrast" else 4.5), verdict
        edge = contrast_ratio(fill, colors.ground)
        assert max(edge, contrast_ratio(colors.keyline, colors.ground)) >= 3.0, verdict


@given(st.integers(0, 0xFFFFFF))
def test_any_highlight_colour_has_a_readable_ink(value: int) -> None:
    color = f"#{value:06x}"
    assert contrast_ratio(ink_on(color), color) >= 4.5


@pytest.mark.parametrize(
    ("size", "compact", "lintel", "foot"),
    [((1024, 640), True, 128, 40), ((1280, 800), False, 172, 44), ((1920, 1080), False, 232, 59)],
)
def test_sizes_follow_the_window_as_the_design_says(
    theme: Theme, size: tuple[int, int], compact: bool, lintel: int, foot: int
) -> None:
    theme.set_window_size(*size)
    assert theme.compact is compact
    assert theme.px(172, 128) == lintel
    assert theme.px(44, 40) == foot


@pytest.mark.usefixtures("qapp")  # a theme asks for the fonts, and Qt aborts without a program
@given(st.integers(1024, 7680), st.integers(640, 4320))
def test_no_compact_size_is_above_its_base(width: int, height: int) -> None:
    theme = Theme("dark")
    theme.set_window_size(width, height)
    assert 1.0 <= theme.scale <= 3.0
    if theme.compact:
        assert theme.px(52, 44) <= 52
    else:
        assert theme.px(52, 44) >= 52


def test_the_style_sheet_knows_every_name_it_uses(theme: Theme) -> None:
    for name in THEME_NAMES:
        theme.set_name(name)
        assert "$" not in theme.style_sheet()


@pytest.mark.parametrize("rule", [r'index"\]::item:selected', "QMenu::item:selected"])
def test_in_high_contrast_what_is_chosen_is_seen(rule: str) -> None:
    sheet = Theme("contrast").style_sheet()
    found = re.search(rule + r" \{ color: (\S+); background: (\S+);", sheet)
    assert found is not None
    ink, ground = found.groups()
    assert contrast_ratio(ink, ground) >= 7
    assert contrast_ratio(ground, tokens("contrast").ground) >= 3


def test_an_unknown_name_fails_instead_of_a_wrong_colour(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "text", lambda _: "QLabel { color: $acent; }")
    with pytest.raises(KeyError):
        theme.style_sheet()


def test_changing_the_theme_is_told_once(theme: Theme) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.name))
    theme.set_name("light")
    theme.set_name("light")
    theme.use("contrast")
    assert told == ["light", "contrast"]


def test_every_icon_the_values_name_exists_and_takes_the_colour(theme: Theme) -> None:
    names = [f"verdict-{verdict}" for verdict in Verdict]
    names += [f"lane-{lane}" for lane in Lane] + [f"state-{state}" for state in LaneState]
    for name in names:
        image = theme.icon(name, "#ff0000", 24, 2.0).toImage()
        assert image.width() == 48
        seen = [
            QColor(image.pixelColor(x, y))
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert seen, name
        assert all(color.red() > 200 and color.green() < 60 for color in seen), name


def test_every_role_has_a_font_and_a_line(theme: Theme) -> None:
    for role in ROLES:
        assert theme.font(role).pixelSize() > 0
        assert theme.line(role) > 0
