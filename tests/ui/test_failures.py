"""Why something failed is said in words, with what to do about it."""

from datetime import datetime, timedelta

import pytest

from station_app.domain.errors import (
    CacheUnusable,
    LoginRefused,
    NotReachable,
    NotTheApi,
    NotTrusted,
    RateLimited,
    Refused,
    ServerFailing,
    StationError,
)
from station_app.services.sync import Phase, SyncStatus
from station_app.ui import failures, times
from station_app.ui.station.status_lines import sync_line
from tests.support.builders import NOON

NOW = times.Now(NOON, NOON)


def test_every_failure_is_told_in_words(language: str) -> None:
    refusal = Refused(1010, "API key incorrect.")
    told = [
        *(failures.failure(NotReachable(r)) for r in ("timeout", "connect", "tls", "broken", "x")),
        *(failures.failure(NotTheApi(r)) for r in ("html", "redirect", "status", "json")),
        failures.failure(RateLimited(3)),
        failures.failure(ServerFailing(503)),
        failures.failure(refusal),
        failures.failure(LoginRefused(refusal)),
        *(failures.failure(CacheUnusable(r)) for r in ("full", "read_only", "damaged", "fault")),
        failures.failure(StationError()),
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
        valid_from=NOON + timedelta(days=400),
        valid_until=NOON - timedelta(days=400),
    )
    for error in (bare, told):
        assert failures.failure(error)
        assert failures.cure(error).endswith(".")
    if reason == "expired":
        assert "2025" in failures.failure(told)
        assert str(datetime.now().astimezone().year) in failures.failure(told)
    if reason == "early":
        assert "2027" in failures.failure(told)
    if reason == "host":
        assert "*.wifi.example, b, c …" in failures.failure(told)
        assert "events.example.org" in failures.failure(told)
    assert failures.cure(NotReachable("timeout")) == ""
    assert language in ("en", "de")


def test_a_display_message_goes_before_the_technical_one() -> None:
    assert failures.refusal(Refused(7, "tech", "The event is closed")) == "7: The event is closed"
    assert failures.refusal(Refused(0, "", "")) != ""
