"""What a scanned text may mean (field.md, section 1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.access_code import read, strip


@pytest.mark.parametrize(
    "text",
    [
        "K7QM2F",
        " K7QM2F\r\n",
        "]Q3K7QM2F",
        "\x1dK7QM2F\x1d",
        "␝K7QM2F",
        "\ufeffK7QM2F",
        "K7QM2F\t",
        "]Q2\\000026K7QM2F",
        "\\000026K7QM2F\r\n",
        "]Q5\x1dK7QM2F \r",
        "K7Q\0M2F",
    ],
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


def test_backslashes_are_doubled_only_where_character_sets_are_told() -> None:
    assert "A\\B" in read("]Q2\\000026A\\\\B").spellings
    assert read("A\\\\B").candidates == ()
    assert "A\\123456" in read("]Q2\\000026A\\\\123456").spellings


def test_a_code_that_looks_like_a_character_set_is_itself_first() -> None:
    assert read("\\000026").spellings[0] == "\\000026"


@pytest.mark.parametrize("half", ["\ud83c", "K7\udfabQM", "https://x.example/\ud83c"])
def test_half_an_emoji_is_read_as_something_that_can_be_stored(half: str) -> None:
    reading = read(half, us_text=half)
    for spelling in (*reading.spellings, *reading.layout_repairs()):
        assert spelling.encode()
