"""What a scanned text may mean (field.md, section 1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.access_code import read, strip
from station_app.domain.keyboard_layout import _LAYOUTS, _US, _US_SHIFT, repairs


@pytest.mark.parametrize(
    "text",
    ["K7QM2F", " K7QM2F\r\n", "]Q3K7QM2F", "\x1dK7QM2F\x1d", "\ufeffK7QM2F", "K7QM2F\t"],
)
def test_what_surrounds_a_code_is_stripped(text: str) -> None:
    assert "K7QM2F" in read(text).spellings


@pytest.mark.parametrize(
    "url",
    [
        "https://tickets.example.org/t/K7QM2F",
        "https://tickets.example.org/t/K7QM2F/",
        "https://tickets.example.org/show?lang=de&code=K7QM2F",
        "HTTPS://TICKETS.EXAMPLE.ORG/K7QM2F",
        "https://tickets.example.org/t/%4B7QM2F",
        "https://tickets.example.org/#/ticket/K7QM2F",
        "tickets.example.org/t/K7QM2F",
        "invitario://guest?c=K7QM2F",
    ],
)
def test_a_url_holds_the_code_at_its_end_or_in_its_query(url: str) -> None:
    assert "K7QM2F" in read(url).candidates


@given(st.text(max_size=300))
def test_anything_is_read_and_keeps_its_exact_spelling_first(text: str) -> None:
    reading = read(text)
    assert reading.spellings[0] == text
    assert len(set(reading.spellings)) == len(reading.spellings)
    assert sum(1 for _ in zip(range(10_000), reading.layout_repairs(), strict=False)) < 10_000


@given(st.text())
def test_stripping_twice_changes_nothing_but_stacked_prefixes(text: str) -> None:
    stripped = strip(text)
    assert stripped == stripped.strip()


def test_a_giant_text_is_not_taken_apart() -> None:
    assert read("a/" * 10_000).candidates == ()


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_every_layout_names_each_position_once(layout: str) -> None:
    plain, shifted = _LAYOUTS[layout]
    assert len(plain) == len(_US)
    assert len(shifted) == len(_US_SHIFT)


@pytest.mark.parametrize("layout", _LAYOUTS)
@given(st.text(alphabet="ABCXYZabcxyz0123456789-/:", min_size=4, max_size=20))
def test_what_a_us_scanner_meant_is_among_the_repairs(layout: str, meant: str) -> None:
    to_other = str.maketrans(_US + _US_SHIFT, "".join(_LAYOUTS[layout]))
    typed = meant.translate(to_other)
    if " " in typed:  # a dead key swallowed a character: nothing can bring it back
        return
    assert meant == typed or meant in set(repairs(typed))


def test_caps_lock_is_undone() -> None:
    assert "k7qm2f" in set(repairs("K7QM2F"))
