"""The card of the shared memory: read back as written, and nothing else is one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.card_letters import letters_of
from station_app.domain.keyboard_layout import LAYOUTS, from_us, to_us
from station_app.domain.login_card import read_card
from station_app.domain.share_card import MARK, ShareCard, read_share_card

CARD = ShareCard("postgresql://checkin_station@db.example.org/checkin", "a-_Zz09")


def test_a_card_is_read_as_it_was_written() -> None:
    assert read_share_card(CARD.text()) == CARD
    assert read_share_card(f" {CARD.text().lower()}\n") == CARD  # caps lock
    assert CARD.password not in repr(CARD)
    assert read_card(CARD.text()) is None  # no login


@pytest.mark.parametrize("layout", LAYOUTS)
def test_its_letters_stand_at_the_same_place_on_every_keyboard(layout: str) -> None:
    text = CARD.text()
    assert from_us(text, layout) == text
    assert to_us(text, layout) == text


@given(st.text(max_size=200))
def test_nothing_else_is_a_card(text: str) -> None:
    assert read_share_card(text) is None
    assert read_share_card(MARK + text) is None


@given(st.integers(0, 10_000))
def test_a_letter_lost_is_no_card(place: int) -> None:
    text = CARD.text()
    at = place % len(text)
    assert read_share_card(text[:at] + text[at + 1 :]) is None


@pytest.mark.parametrize(
    "content",
    [[2, "a", "b"], [1, "a"], [1, "", "b"], [1, "a", 7], [1, "a\n", "b"], {"a": 1}, None, 7],
)
def test_a_card_of_something_else_is_left_alone(content: object) -> None:
    assert read_share_card(letters_of(MARK, json.dumps(content).encode())) is None
