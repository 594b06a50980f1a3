"""The card that fills a login form: read back as written, and nothing else is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.keyboard_layout import LAYOUTS, from_us, to_us
from station_app.domain.login_card import MARK, LoginCard, read_card

CARD = LoginCard(
    server="https://events.example.org",
    event_id="4711",
    station="Main Entrance · Süd",
    app_code="aBcDeF/+=",
)
printable = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=40)


@given(printable, printable, st.one_of(st.just(""), printable))
def test_a_card_is_read_as_it_was_written(event_id: str, station: str, app_code: str) -> None:
    card = LoginCard(
        server="https://events.example.org",
        event_id=event_id,
        station=station,
        app_code=app_code,
    )
    assert read_card(card.text()) == card
    assert read_card(f" {card.text().lower()}\n") == card  # caps lock


@pytest.mark.parametrize("layout", LAYOUTS)
def test_its_letters_stand_at_the_same_place_on_every_keyboard(layout: str) -> None:
    text = CARD.text()
    assert from_us(text, layout) == text
    assert to_us(text, layout) == text


@given(st.text(max_size=200))
def test_nothing_else_is_a_card(text: str) -> None:
    assert read_card(text) is None
    assert read_card(MARK + text) is None


@given(st.integers(0, 10_000), st.sampled_from("BCDEFGHIJKLNOPRS"))
def test_a_letter_lost_or_wrong_is_no_card(place: int, letter: str) -> None:
    text = CARD.text()
    at = len(MARK) + place % (len(text) - len(MARK))
    assert read_card(text[:at] + text[at + 1 :]) is None
    if text[at] != letter:
        assert read_card(text[:at] + letter + text[at + 1 :]) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"server": ""},
        {"server": "javascript:alert(1)"},
        {"server": "https://user:secret@events.example.org"},
        {"station": "a\nb"},
        {"station": "x" * 301},
        {"event_id": "\u202e"},
    ],
)
def test_values_that_make_no_sense_are_no_card(changes: dict[str, str]) -> None:
    facts = {"server": CARD.server, "event_id": "1", "station": "x"}
    assert read_card(LoginCard(**{**facts, **changes}).text()) is None


def test_what_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        LoginCard(server=CARD.server, event_id="1", station="x" * 3000).text()


def test_the_app_code_is_not_in_its_repr() -> None:
    assert "aBcDeF" not in repr(CARD)
