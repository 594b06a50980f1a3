"""The invented guest list."""

import json
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from station_app.training.guests import LISTED, demo_guests
from station_app.training.well_known import ANNA, JONAS, MIRA, TOMAS
from station_app.training.wire import GuestObject, parse_timestamp

NOW = datetime(2026, 11, 22, 18, 52, 7, tzinfo=timezone(timedelta(hours=1)))
DATES = (
    "clientUpdateDateTime", "serverUpdateDateTime", "checkInDateTime", "checkOutDateTime",
    "deleteDateTime",
)  # fmt: skip


def living(now: datetime = NOW) -> list[GuestObject]:
    return [guest for guest in demo_guests(now) if guest["deleteDateTime"] is None]


def by_id(guests: list[GuestObject]) -> dict[str, GuestObject]:
    return {guest["id"]: guest for guest in guests}


def test_every_start_gives_the_same_bytes() -> None:
    assert json.dumps(demo_guests(NOW)) == json.dumps(demo_guests(NOW))


@settings(max_examples=10, deadline=None)  # each example makes two whole lists
@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3000)))
def test_another_day_changes_nothing_but_the_dates(later: timedelta) -> None:
    later = timedelta(seconds=int(later.total_seconds()))
    moved = demo_guests(NOW + later)
    for guest, other in zip(demo_guests(NOW), moved, strict=True):
        for name in DATES:
            then, now = guest.pop(name), other.pop(name)
            if then is not None:
                assert parse_timestamp(now) - parse_timestamp(then) == later
        assert guest == other


def test_dates_are_whole_seconds_with_the_offset_of_now() -> None:
    written = [guest[name] for guest in demo_guests(NOW) for name in DATES if guest[name]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00", text) for text in written)


def test_ids_are_unique() -> None:
    guests = demo_guests(NOW)
    assert len({guest["id"] for guest in guests}) == len(guests)


def test_states_are_mixed_as_at_a_real_event() -> None:
    guests = living()
    states = Counter(guest["registrationState"] for guest in guests)
    assert len(guests) == LISTED
    assert states == {"registered": 340, "unknown": 42, "deregistered": 29, "waitinglist": 1}
    arrived = [g for g in guests if g["checkInDateTime"] and g["registrationState"] == "registered"]
    assert 0.5 < len(arrived) / 340 < 0.6
    assert sum(guest["parentId"] is not None for guest in guests) == 90


def test_check_ins_lie_within_the_last_two_hours() -> None:
    for guest in living():
        for name in ("checkInDateTime", "checkOutDateTime"):
            if guest[name]:
                assert timedelta(0) < NOW - parse_timestamp(guest[name]) <= timedelta(hours=2)


def test_access_codes_are_six_letters_or_digits_and_shared_only_on_purpose() -> None:
    codes = [guest["accessCode"] for guest in demo_guests(NOW) if guest.get("accessCode")]
    assert all(re.fullmatch("[A-Z0-9]{6}", code) for code in codes)
    shared = {code: count for code, count in Counter(codes).items() if count > 1}
    assert sorted(shared.values()) == [2, 3]
    assert shared["B7KEPL"] == 3


def test_companions_and_hosts_know_each_other() -> None:
    guests = by_id(demo_guests(NOW))
    for guest in guests.values():
        if guest["parentId"] is not None:
            assert {"id": guest["id"]} in guests[guest["parentId"]]["companions"]


def test_anna_has_every_kind_of_companion() -> None:
    guests = by_id(demo_guests(NOW))
    anna = guests[ANNA]
    companions = [guests.get(companion["id"]) for companion in anna["companions"]]
    assert (anna["accessCode"], anna["highlightColor"]) == ("K7QM2F", "#3d5afe")
    assert anna["fields"]["notes"]
    assert anna["checkInDateTime"] is None
    assert companions[-1] is None
    assert guests[JONAS]["checkInDateTime"] is not None
    assert guests[MIRA]["registrationState"] == "deregistered"
    assert any(guest and guest["fields"]["lastName"] is None for guest in companions)


def test_tomas_is_in_already_and_comes_with_beatriz() -> None:
    guests = by_id(demo_guests(NOW))
    tomas = guests[TOMAS]
    assert (tomas["accessCode"], bool(tomas["checkInDateTime"])) == ("W3ZT9A", True)
    assert guests[tomas["parentId"]]["fields"]["firstName"] == "Beatriz"


def test_hard_cases_are_there() -> None:
    guests = living()
    fields = [guest.get("fields", {}) for guest in guests]
    names = [f"{f.get('firstName') or ''} {f.get('lastName') or ''}" for f in fields]
    ids = {guest["id"] for guest in guests}
    assert any("fields" not in guest for guest in guests)
    assert any("accessCode" not in guest for guest in guests)
    assert any("companions" not in guest for guest in guests)
    assert any(c["id"] not in ids for guest in guests for c in guest.get("companions", ()))
    assert max(map(len, names)) >= 80
    assert any(isinstance(f.get("customField47"), list) for f in fields)
    assert any("🎂" in (f.get("notes") or "") for f in fields)
    assert not all(
        re.fullmatch("#[0-9a-f]{6}", guest.get("highlightColor", "#000000")) for guest in guests
    )
    scripts = {unicodedata.name(letter).split()[0] for letter in "".join(names) if letter.isalpha()}
    assert scripts >= {
        "HEBREW", "ARABIC", "CJK", "HIRAGANA", "HANGUL", "THAI", "GREEK", "CYRILLIC", "LATIN",
        "DEVANAGARI",
    }  # fmt: skip


def test_notes_are_rare_and_colours_few() -> None:
    guests = living()
    notes = sum(bool(guest.get("fields", {}).get("notes")) for guest in guests)
    colors = {g["highlightColor"] for g in guests if g.get("highlightColor", "").startswith("#")}
    assert 0.05 < notes / len(guests) < 0.12
    assert len(colors) == 6


def test_any_aware_time_is_accepted() -> None:
    assert demo_guests(NOW.astimezone(UTC))[0]["clientUpdateDateTime"].endswith("+00:00")
