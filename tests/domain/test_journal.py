"""Who was here before: by which clock, on which day, and what undoing does."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from station_app.domain.journal import Act, Entry, Moment, Sightings

VIENNA = timezone(timedelta(hours=1))
EVENING = datetime(2026, 11, 22, 21, 4, tzinfo=VIENNA)


def at(
    seconds: float, *, steady: float | None = None, server: float | None = None, run: bool = True
) -> Moment:
    """Return a moment by the laptop's clock; the other clocks agree with it unless told."""
    return Moment(
        EVENING + timedelta(seconds=seconds),
        None if server is None else EVENING + timedelta(seconds=server),
        (seconds if steady is None else steady) if run else None,
    )


def seen(moment: Moment, guest: str = "anna", code: str = "") -> Entry:
    return Entry(act=Act.SEEN, moment=moment, guest="" if code else guest, code=code)


def sightings(*entries: Entry) -> Sightings:
    found = Sightings()
    for entry in entries:
        found.add(entry)
    return found


@pytest.mark.parametrize(
    ("then", "now", "age_s"),
    [
        (at(0), at(40), 40),
        (at(0), at(-3600, steady=40), 40),  # the laptop's clock was put back
        (at(0), at(1e8, steady=40), 40),  # and forward by years
        (at(0, run=False, server=0), at(9000, server=60), 60),  # between runs the server tells
        (at(0, run=False, server=0), at(60, server=-5), 60),  # unless it goes backwards
        (at(0, run=False), at(60, server=0), 60),
        (at(0, run=False), at(-60), None),  # nothing tells
    ],
)
def test_an_age_is_never_negative_or_absurd(then: Moment, now: Moment, age_s: float) -> None:
    assert then.age_s(now) == age_s


@pytest.mark.parametrize(
    ("then", "now", "is_today"),
    [
        ("2026-11-22T23:50", "2026-11-23T00:10", True),
        ("2026-11-22T23:50", "2026-11-23T03:59", True),
        ("2026-11-22T23:50", "2026-11-23T04:01", False),
        ("2026-11-23T03:59", "2026-11-23T04:01", False),
        ("2026-11-22T04:01", "2026-11-23T03:59", True),
        ("2026-11-22T09:00", "2026-11-22T08:00", True),  # the clock was put back by an hour
        ("2027-11-22T09:00", "2026-11-22T08:00", False),  # it was wrong by a year
    ],
)
def test_a_day_lasts_from_four_to_four(then: str, now: str, is_today: bool) -> None:
    moments = [Moment(datetime.fromisoformat(text).replace(tzinfo=VIENNA)) for text in (then, now)]
    assert moments[0].is_today(moments[1]) is is_today


def test_the_first_time_there_is_nothing_to_say() -> None:
    first = seen(at(0))
    mark = sightings(seen(at(-9), guest="mira"), first).mark(first)
    assert mark.count == 1
    assert mark.age_s is None


def test_a_pass_back_is_told_with_its_times() -> None:
    entries = [seen(at(0)), seen(at(600)), seen(at(640))]
    mark = sightings(*entries).mark(entries[-1])
    assert (mark.count, mark.age_s) == (3, 40)
    assert mark.times == (EVENING + timedelta(seconds=600), EVENING)


def test_look_ups_within_three_seconds_are_one_time() -> None:
    entries = [seen(at(0)), seen(at(2)), seen(at(4)), seen(at(60))]
    mark = sightings(*entries).mark(entries[-1])
    assert (mark.count, mark.times) == (2, (EVENING,))
    assert sightings(*entries).mark(entries[2]).count == 1


def test_the_mark_of_an_old_look_up_knows_nothing_of_later_ones() -> None:
    entries = [seen(at(0)), seen(at(60)), seen(at(120))]
    found = sightings(*entries)
    assert [found.mark(entry).count for entry in entries] == [1, 2, 3]


def test_times_follow_a_clock_that_was_set() -> None:
    entries = [seen(at(0)), seen(at(-3600, steady=40))]
    mark = sightings(*entries).mark(entries[-1])
    assert mark.times == (EVENING + timedelta(seconds=-3600 - 40),)
    assert mark.age_s == 40


def test_yesterday_does_not_count() -> None:
    entries = [seen(at(-86400)), seen(at(0))]
    assert sightings(*entries).mark(entries[-1]).count == 1


def test_codes_nobody_has_are_told_apart_from_guests_and_by_case_only() -> None:
    entries = [seen(at(0), code="anna"), seen(at(10), code="ANNA"), seen(at(20))]
    found = sightings(*entries)
    assert found.mark(entries[1]).count == 2
    assert found.mark(entries[2]).count == 1


def test_sent_away_is_said_and_can_be_taken_back() -> None:
    entries = [seen(at(0)), seen(at(60)), seen(at(120))]
    found = sightings(*entries[:2])
    away = Entry(act=Act.SENT_AWAY, moment=at(65), about=entries[1])
    found.add(away)
    found.add(entries[2])
    assert found.mark(entries[1]).sent_away_now
    mark = found.mark(entries[2])
    assert mark.sent_away_at == EVENING + timedelta(seconds=65)
    assert not mark.sent_away_now
    found.add(Entry(act=Act.UNDONE, moment=at(130), about=away))
    assert found.mark(entries[2]).sent_away_at is None


def test_who_was_sent_away_and_is_back_at_once_is_told() -> None:
    entries = [seen(at(59)), seen(at(60)), seen(at(62))]
    found = sightings(*entries[:2])
    found.add(Entry(act=Act.SENT_AWAY, moment=at(61), about=entries[1]))
    found.add(entries[2])
    assert found.mark(entries[2]).sent_away_at is not None


def test_an_undone_look_up_counts_no_more_until_that_is_undone() -> None:
    entries = [seen(at(0)), seen(at(60))]
    found = sightings(*entries)
    undone = Entry(act=Act.UNDONE, moment=at(61), about=entries[0])
    found.add(undone)
    assert found.mark(entries[1]).count == 1
    assert found.mark(entries[0]).undone
    found.add(Entry(act=Act.UNDONE, moment=at(62), about=undone))
    assert found.mark(entries[1]).count == 2


def test_what_is_of_another_day_leaves_memory() -> None:
    found = sightings(*(seen(at(n), guest=f"g{n}") for n in range(100)))
    found.add(seen(at(86400)))
    assert len(found._seen) == 1


def test_an_entry_tells_logs_no_code() -> None:
    assert "SECRET" not in repr(seen(Moment(datetime.now(UTC)), code="SECRET"))
