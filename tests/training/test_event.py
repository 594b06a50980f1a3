"""The state of the event: guests, changes, sessions, clock."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.training.event import ChangeKind, ServerClock, TrainingEvent
from station_app.training.wire import parse_timestamp

NOON = datetime(2026, 11, 22, 12, 0, 0, 400_000, tzinfo=UTC)


def an_event(*ids: str) -> TrainingEvent:
    clock = ServerClock(utc_offset_min=120)
    clock.freeze(NOON)
    return TrainingEvent([{"id": guest_id, "fields": {"lastName": "A"}} for guest_id in ids], clock)


def test_a_change_is_logged_and_stamped_in_server_time() -> None:
    event = an_event("1", "2")
    event.clock.advance(5)
    event.check_in("2")
    assert event.guest("2")["checkInDateTime"] == "2026-11-22T14:00:05+02:00"
    assert event.guest("2")["serverUpdateDateTime"] == "2026-11-22T14:00:05+02:00"
    assert "checkInDateTime" not in event.guest("1")
    (change,) = event.changes
    assert (change.kind, change.guest_id) == (ChangeKind.CHECKED_IN, "2")
    assert change.at == NOON + timedelta(seconds=5)


def test_a_deleted_guest_stays_as_a_tombstone_but_is_not_counted() -> None:
    event = an_event("1", "2")
    event.delete("1")
    assert len(event) == 1
    assert event.guest("1")["deleteDateTime"] is not None


def test_leaving_the_segment_and_coming_back_changes_the_count_alone() -> None:
    event = an_event("1")
    event.leave_segment("1")
    assert len(event) == 0
    event.join_segment("1")
    assert len(event) == 1
    assert event.guest("1") == {"id": "1", "fields": {"lastName": "A"}}


def test_an_update_merges_fields_and_sets_members() -> None:
    event = an_event("1")
    event.update("1", fields={"city": "Graz"}, registrationState="deregistered")
    guest = event.guest("1")
    assert guest["fields"] == {"lastName": "A", "city": "Graz"}
    assert guest["registrationState"] == "deregistered"


def test_a_colour_is_set_and_taken_away() -> None:
    event = an_event("1")
    event.set_color("1", "#abcdef")
    assert event.guest("1")["highlightColor"] == "#abcdef"
    event.set_color("1", None)
    assert "highlightColor" not in event.guest("1")


def test_added_guests_have_ids_and_codes_of_their_own() -> None:
    event = an_event()
    first = event.add(firstName="Ada", lastName="Nowak")
    second = event.add(firstName="Ada", lastName="Nowak", accessCode="ABC123")
    assert first != second
    assert event.guest(first)["accessCode"] == "NEW001"
    assert event.guest(second)["accessCode"] == "ABC123"
    assert event.add({"id": 7, "odd": True}) == "7"


def test_what_is_read_cannot_change_the_event() -> None:
    event = an_event("1")
    event.guest("1")["fields"]["lastName"] = "B"
    assert event.guest("1")["fields"]["lastName"] == "A"


def test_an_unknown_guest_is_an_error() -> None:
    with pytest.raises(KeyError):
        an_event().check_in("nobody")


def test_a_session_ends_24_hours_after_its_last_use() -> None:
    sessions = an_event().sessions
    clock = sessions._clock
    token = sessions.open()
    assert token is not None
    clock.advance(24 * 3600 - 1)
    assert sessions.use(token)
    clock.advance(24 * 3600 - 1)
    assert sessions.use(token)
    clock.advance(24 * 3600)
    assert not sessions.use(token)
    assert len(sessions) == 0


@given(limit=st.integers(0, 5), wanted=st.integers(0, 8))
def test_never_more_sessions_than_devices(limit: int, wanted: int) -> None:
    sessions = an_event().sessions
    tokens = [sessions.open(limit) for _ in range(wanted)]
    assert sum(token is not None for token in tokens) == min(limit, wanted) == len(sessions)


def test_the_clock_runs_ahead_or_behind_and_moves_on_request() -> None:
    fast = ServerClock(offset_s=90)
    assert timedelta(seconds=89) < fast.now() - datetime.now(UTC) < timedelta(seconds=91)
    fast.freeze()
    frozen = fast.now()
    fast.advance(-10)
    assert fast.now() == frozen - timedelta(seconds=10)


@given(st.text())
def test_a_time_is_aware_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_timestamp(text).tzinfo is not None
