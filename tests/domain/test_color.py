"""Highlight colours are checked before anything is painted with them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.color import parse_color


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#ffeedd", "#ffeedd"),
        ("#FFEEDD", "#ffeedd"),
        ("ffeedd", "#ffeedd"),
        ("#fed", "#ffeedd"),
        ("#ffeeddcc", "#ffeedd"),
        ("rgb(255, 238, 221)", "#ffeedd"),
        ("rgba(255,238,221,0.5)", "#ffeedd"),
        ("", None),
        ("red; background: url(x)", None),
        ("#ggg", None),
        ("rgb(300,0,0)", None),
    ],
)
def test_notations(text: str, color: str | None) -> None:
    assert parse_color(text) == color


@given(st.text(max_size=40))
def test_whatever_comes_it_is_a_colour_or_none(text: str) -> None:
    color = parse_color(text)
    assert color is None or re.fullmatch("#[0-9a-f]{6}", color)
