"""Words of contract.md in both languages, and sentences that say why, since when, what to do."""

from datetime import timedelta

import pytest

from station_app.domain.verdict import Verdict
from station_app.ui import texts, times
from tests.support.builders import NOON, a_guest

NOW = times.Now(NOON, NOON)


WORDS = {
    Verdict.WELCOME: ("Welcome", "Willkommen"),
    Verdict.ALREADY: ("Already checked in", "Bereits eingecheckt"),
    Verdict.LEFT: ("Left", "Gegangen"),
    Verdict.NOT_CONFIRMED: ("Not confirmed", "Nicht bestätigt"),
    Verdict.DEREGISTERED: ("Deregistered", "Abgemeldet"),
    Verdict.REMOVED: ("Removed", "Entfernt"),
    Verdict.UNKNOWN: ("Unknown code", "Unbekannter Code"),
    Verdict.SEVERAL: ("Several guests", "Mehrere Gäste"),
}


@pytest.mark.parametrize("verdict", Verdict)
def test_verdict_words_are_those_of_the_contract(language: str, verdict: Verdict) -> None:
    assert texts.verdict_word(verdict) == WORDS[verdict][language == "de"]


def test_already_says_when_and_what_to_do(language: str) -> None:
    guest = a_guest(checkInDateTime=(NOON - timedelta(minutes=21)).isoformat())
    sentence = texts.detail(guest, 0, NOW, "")
    ago = {"en": ", 21 minutes ago. Ask ", "de": ", vor 21 Minuten. Bitte "}[language]
    assert ago in sentence
    assert sentence.startswith({"en": "At ", "de": "Heute um "}[language])


def test_an_old_list_is_told_in_every_sentence() -> None:
    then = NOON.isoformat()
    guests = [
        a_guest(),
        a_guest(checkInDateTime=then),
        a_guest(checkInDateTime=then, checkOutDateTime=(NOON + timedelta(1)).isoformat()),
        a_guest(registrationState="unknown"),
        a_guest(registrationState="deregistered"),
        a_guest(deleteDateTime=then),
    ]
    for guest in guests:
        assert "18:41" in texts.detail(guest, 2, NOW, "18:41")
        assert "18:41" not in texts.detail(guest, 2, NOW, "")
    assert "18:41" in texts.unknown_detail(asked=False, server_now=None, stale="18:41")


def test_an_unheard_of_state_is_shown_as_it_is() -> None:
    guest = a_guest(registrationState="waitinglist")
    assert "waitinglist" in texts.detail(guest, 0, NOW, "")
    assert texts.registration(guest) == "waitinglist"


def test_unreadable_moments_are_no_times() -> None:
    guest = a_guest(checkInDateTime="soon")
    assert "cannot read" in texts.detail(guest, 0, NOW, "")
    assert texts.row_state(guest) == ("Checked in", "?")
