"""Who was here before: by which clock, on which day, and what undoing does."""

import gc
import tracemalloc
from collections import deque
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.journal import SAME_VISIT_S, Act, Entry, Mark, Moment, Sightings

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
    entries = [seen(at(n), guest=f"g{n}") for n in range(1200)]
    found = sightings(*entries)
    away = Entry(act=Act.SENT_AWAY, moment=at(1300), about=entries[7])
    for act in (away, Entry(act=Act.UNDONE, moment=at(1310), about=away)):
        found.add(act)
    for number in range(3):  # some at each look-up: nobody waits for all
        found.add(seen(at(86400 + number), guest="new"))
    assert found._rows.end - found._rows.begin == len(found._unwritten) == 3
    assert list(found._last) == ["gnew"]
    assert not found._sent_away
    assert not found._void


def test_an_entry_still_shown_on_the_next_day_is_not_taken_for_another() -> None:
    entries = [seen(at(0)), seen(at(60)), seen(at(86400)), seen(at(86460))]
    found = sightings(*entries[:2])
    found.add(Entry(act=Act.SENT_AWAY, moment=at(70), about=entries[1]))
    assert found.mark(entries[1]).count == 2
    for entry in entries[2:]:
        found.add(entry)
    assert [found.mark(entry).count for entry in entries] == [1, 1, 1, 2]
    found.add(undone := Entry(act=Act.UNDONE, moment=at(86470), about=entries[1]))
    assert found.mark(entries[1]).undone
    assert found.mark(entries[3]).count == 2
    found.add(Entry(act=Act.UNDONE, moment=at(86480), about=undone))
    assert not found.mark(entries[1]).undone


def test_what_is_read_of_earlier_runs_makes_nothing_of_this_run_forgotten() -> None:
    """A guest may come before a slow disk has told who was here."""
    first, second = seen(at(0)), seen(at(60))
    found = sightings(first, seen(at(-90000, run=False), guest="mira"), second)
    assert found.mark(second).count == 2


def test_only_so_many_times_of_one_guest_are_told() -> None:
    entries = [seen(at(60 * n)) for n in range(80)]
    assert sightings(*entries).mark(entries[-1]).count == 50


def test_an_entry_that_is_not_in_the_file_yet_is_kept_for_its_number() -> None:
    entries = [seen(at(0)), seen(at(60)), seen(at(120))]
    found = sightings(*entries[:2])
    assert found.earlier(entries[1]) is entries[0]
    entries[0].number, entries[1].number = 7, 8
    found.add(entries[2])
    earlier = found.earlier(entries[1])
    assert earlier is not None
    assert earlier is not entries[0]
    assert (earlier.act, earlier.key) == (Act.SEEN, entries[0].key)
    assert (earlier.moment, earlier.number) == (entries[0].moment, 7)
    found.add(Entry(act=Act.UNDONE, moment=at(130), about=earlier))
    assert found.mark(entries[0]).undone
    assert found.mark(entries[2]).count == 2


def test_a_day_takes_little_memory() -> None:
    found = Sightings()
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(20_000):
            entry = seen(Moment(EVENING, EVENING, 1e6 + number), guest=f"guest-{number}")
            found.add(entry)
            entry.number = 1 + number
        assert tracemalloc.get_traced_memory()[0] < 5 * 2**20
    finally:
        tracemalloc.stop()


def test_an_entry_tells_logs_no_code() -> None:
    assert "SECRET" not in repr(seen(Moment(datetime.now(UTC)), code="SECRET"))


# --- the same rules over a list ------------------------------------------------------------------


class Plain:
    """Keeps every entry of the day as it is."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._about: dict[Entry, Entry] = {}

    def add(self, entry: Entry, about: Entry | None) -> None:
        if about is not None:
            self._about[entry] = about
        elif entry.moment.steady_s is not None:
            while self.entries and not self.entries[0].moment.is_today(entry.moment):
                del self.entries[0]
        self.entries.append(entry)

    def acts(self, act: Act) -> list[Entry]:
        return [entry for entry in self.entries if entry.act is act]

    def void(self) -> set[Entry]:
        void = set[Entry]()
        for undone in self.acts(Act.UNDONE):
            about = self._about[undone]
            void.add(about)
            if about.act is Act.UNDONE:
                void.discard(self._about[about])
        return void

    def away(self, entry: Entry) -> Entry | None:
        void = self.void()
        acts = [one for one in self.acts(Act.SENT_AWAY) if self._about[one] is entry]
        return next((act for act in reversed(acts) if act not in void), None)

    def earlier(self, entry: Entry) -> list[Entry]:
        void, found, follower = self.void(), list[Entry](), entry
        before = self.entries[: self.entries.index(entry)]
        for one in reversed([one for one in before if one.key == entry.key][-49:]):
            if one in void:
                continue
            gap_s = one.moment.age_s(follower.moment)
            if gap_s is None or gap_s >= SAME_VISIT_S or self.away(one):
                if not one.moment.is_today(entry.moment):
                    break
                found.append(one)
            elif found and not self.away(found[-1]):
                found[-1] = one
            follower = one
        return found

    def mark(self, entry: Entry) -> Mark:
        now, earlier = entry.moment, self.earlier(entry)
        away = next(filter(None, map(self.away, (entry, *earlier))), None)
        return Mark(
            times=tuple(as_of(one.moment, now) for one in earlier),
            age_s=earlier[0].moment.age_s(now) if earlier else None,
            sent_away_at=as_of(away.moment, now) if away is not None else None,
            sent_away_now=self.away(entry) is not None,
            undone=entry in self.void(),
        )


def as_of(moment: Moment, now: Moment) -> datetime:
    age_s = moment.age_s(now)
    when = moment.at if age_s is None else now.at - timedelta(seconds=age_s)
    return when if abs((when - moment.at).total_seconds()) > 1 else moment.at


HOUR = 3600.0
LOOK_UPS = st.tuples(
    st.just("look up"),
    st.sampled_from([("anna", ""), ("anna", ""), ("mira", ""), ("", "anna"), ("", "ANNA")]),
    st.sampled_from([0.0, 0.4, 2.999999, 3.0, 3.000001, 40.0, HOUR, 8 * HOUR, 26 * HOUR]),
    st.sampled_from([0.0, 0.0, 0.0, -40.000001, -HOUR, HOUR, -30 * HOUR, 400 * 24 * HOUR]),
    st.sampled_from(["server", "steady", "server steady", "server steady", ""]),
    st.sampled_from([1, 1, 1, 2, -9]),
)
ACTS = st.tuples(
    st.sampled_from(["send away", "send away", "undo", "undo", "not this"]), st.integers(0, 4)
)
FILE = st.tuples(st.sampled_from(["write", "write", "drop"]), st.integers(1, 4))


@given(st.lists(st.one_of(LOOK_UPS, LOOK_UPS, ACTS, ACTS, FILE), min_size=15, max_size=60))
def test_it_says_what_a_plain_list_says(story: list[tuple[Any, ...]]) -> None:
    found, plain = Sightings(), Plain()
    made: list[Entry] = []
    waiting: deque[Entry] = deque()
    number = count(1).__next__
    steady_s, set_s, zone = 1e6, 0.0, VIENNA
    clocks = "server steady"

    def now() -> Moment:
        true = EVENING + timedelta(seconds=steady_s - 1e6)
        return Moment(
            (true + timedelta(seconds=set_s)).astimezone(zone),
            true if "server" in clocks else None,
            steady_s if "steady" in clocks else None,
        )

    def add(entry: Entry, about: Entry | None = None) -> None:
        found.add(entry)
        plain.add(entry, about)
        made.append(entry)
        waiting.append(entry)

    for what, *details in story:
        if what == "look up":
            (guest, code), passed_s, jump_s, clocks, hours = details
            steady_s, set_s = steady_s + passed_s, set_s + jump_s
            zone = timezone(timedelta(hours=hours))
            add(seen(now(), guest, code))
        elif what == "write":
            for entry in [waiting.popleft() for _ in range(min(details[0], len(waiting)))]:
                entry.number = number()
        elif what == "drop":
            if waiting:
                waiting.popleft()
        elif made:
            about = made[-1 - details[0] % len(made)]
            if what == "not this":
                if about not in plain.entries or about.act is not Act.SEEN:
                    continue
                again = found.earlier(about)
                about = next(iter(plain.earlier(about)), None)
                same = attrgetter("act", "key", "moment", "number", "place")
                assert (again and same(again)) == (about and same(about))
                assert again is about or about not in waiting
                if again is not None:
                    add(Entry(act=Act.UNDONE, moment=now(), about=again), about)
            elif what == "undo" or about.act is Act.SEEN:
                act = Act.UNDONE if what == "undo" else Act.SENT_AWAY
                add(Entry(act=act, moment=now(), about=about), about)
        for entry in [entry for entry in made if entry.act is Act.SEEN][-5:]:
            if entry in plain.entries:
                assert repr(found.mark(entry)) == repr(plain.mark(entry))  # with all offsets
            else:
                assert found.mark(entry).count == 1
