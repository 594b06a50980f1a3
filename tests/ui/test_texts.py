"""Words of contract.md in both languages, and sentences that say why, since when, what to do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from station_app.domain.errors import (
    CacheUnusable,
    LoadStopped,
    LoginRefused,
    NotReachable,
    NotTheApi,
    NotTrusted,
    RateLimited,
    Refused,
    ServerFailing,
    StationError,
)
from station_app.domain.verdict import Verdict
from station_app.services.sync import Doubt, Phase, Progress, SyncStatus
from station_app.ui import texts
from station_app.ui.i18n import Languages
from station_app.ui.station.status_lines import sync_line
from tests.support.builders import a_guest

SERVER_NOW = datetime(2026, 5, 9, 16, 52, tzinfo=UTC)
NOW = texts.Now(SERVER_NOW, SERVER_NOW)


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    languages = Languages(qapp)
    languages.use(request.param)
    yield request.param
    languages.close()


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


def test_every_failure_is_told_in_words(language: str) -> None:
    refusal = Refused(1010, "API key incorrect.")
    told = [
        *(texts.failure(NotReachable(r)) for r in ("timeout", "connect", "tls", "broken", "x")),
        *(texts.failure(NotTheApi(r)) for r in ("html", "redirect", "status", "json")),
        texts.failure(RateLimited(3)),
        texts.failure(ServerFailing(503)),
        texts.failure(refusal),
        texts.failure(LoginRefused(refusal)),
        *(texts.failure(CacheUnusable(r)) for r in ("full", "read_only", "damaged", "fault")),
        texts.failure(StationError()),
    ]
    assert all(told)
    assert "1010: API key incorrect." in told
    assert any("503" in text for text in told)
    assert language in ("en", "de")


def test_a_disk_that_takes_nothing_is_not_called_offline(language: str) -> None:
    status = SyncStatus(phase=Phase.OFFLINE, error=CacheUnusable("full"))
    text = sync_line(status, NOW, 3).text
    assert text.startswith(
        {
            "en": "The guest list cannot be saved · disk full · next try",
            "de": "Gästeliste kann nicht gespeichert werden · Laufwerk voll · ",
        }[language]
    )


@pytest.mark.parametrize("reason", ["expired", "early", "host", "issuer", "ca_file", "pin"])
def test_who_is_not_trusted_is_told_with_what_to_do(language: str, reason: str) -> None:
    bare = NotTrusted(reason, host="events.example.org")
    told = NotTrusted(
        reason,
        host="events.example.org",
        names=("*.wifi.example", "b", "c", "d"),
        valid_from=SERVER_NOW + timedelta(days=400),
        valid_until=SERVER_NOW - timedelta(days=400),
    )
    for error in (bare, told):
        assert texts.failure(error)
        assert texts.cure(error).endswith(".")
    if reason == "expired":
        assert "2025" in texts.failure(told)
        assert str(datetime.now().astimezone().year) in texts.failure(told)
    if reason == "early":
        assert "2027" in texts.failure(told)
    if reason == "host":
        assert "*.wifi.example, b, c …" in texts.failure(told)
        assert "events.example.org" in texts.failure(told)
    assert texts.cure(NotReachable("timeout")) == ""
    assert language in ("en", "de")


def test_a_display_message_goes_before_the_technical_one() -> None:
    assert texts.refusal(Refused(7, "tech", "The event is closed")) == "7: The event is closed"
    assert texts.refusal(Refused(0, "", "")) != ""


def test_already_says_when_and_what_to_do(language: str) -> None:
    guest = a_guest(checkInDateTime=(SERVER_NOW - timedelta(minutes=21)).isoformat())
    sentence = texts.detail(guest, 0, NOW, "")
    ago = {"en": ", 21 minutes ago. Ask ", "de": ", vor 21 Minuten. Bitte "}[language]
    assert ago in sentence
    assert sentence.startswith({"en": "At ", "de": "Heute um "}[language])


def test_an_old_list_is_told_in_every_sentence() -> None:
    then = SERVER_NOW.isoformat()
    guests = [
        a_guest(),
        a_guest(checkInDateTime=then),
        a_guest(checkInDateTime=then, checkOutDateTime=(SERVER_NOW + timedelta(1)).isoformat()),
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


def test_server_time_is_told_as_the_server_wrote_it() -> None:
    here = SERVER_NOW.astimezone()
    assert texts.server_clock(here.isoformat()) == here.strftime("%H:%M:%S")
    elsewhere = "2026-05-09T18:52:07+13:45"
    assert texts.server_clock(elsewhere).startswith("18:52:07")
    assert texts.server_clock("whenever") == "whenever"


def test_a_long_list_tells_how_much_has_come_and_can_be_stopped() -> None:
    loading = SyncStatus(phase=Phase.LOADING, progress=Progress(12_400, 100_000))
    assert sync_line(loading, NOW, None).text == "Loading the guest list · 12,400 of 100,000"
    assert sync_line(loading, NOW, None).stop == "Stop"
    of_many = SyncStatus(phase=Phase.LOADING, progress=Progress(12_400, None))
    assert sync_line(of_many, NOW, None).text == "Loading the guest list · 12,400"
    short = SyncStatus(phase=Phase.LOADING, progress=Progress(40, 300))
    assert sync_line(short, NOW, None).text == "Loading the guest list"
    assert sync_line(short, NOW, None).stop == ""


def test_a_stopped_load_waits_for_a_person() -> None:
    status = SyncStatus(phase=Phase.OFFLINE, error=LoadStopped())
    line = sync_line(status, NOW, 86_400)
    assert "stopped" in line.text
    assert "next try" not in line.text


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("doubt", Doubt)
def test_freshness_always_says_how_old_the_list_is(
    language: str, phase: Phase, doubt: Doubt
) -> None:
    as_of = SERVER_NOW.astimezone().isoformat()
    error = LoginRefused(Refused(1010, "no")) if phase is Phase.SIGNED_OUT else NotReachable("tls")
    status = SyncStatus(phase=phase, as_of=as_of, loaded=True, error=error, doubt=doubt)
    line = sync_line(status, NOW, 12)
    if phase is not Phase.LOADING:
        assert SERVER_NOW.astimezone().strftime("%H:%M:%S") in line.text
    assert line.alarm is (
        phase in (Phase.OFFLINE, Phase.SIGNED_OUT)
        or (phase is Phase.LIVE and doubt is not Doubt.NONE)
    )
    assert bool(line.log_in) is (phase is Phase.SIGNED_OUT)
    assert language
