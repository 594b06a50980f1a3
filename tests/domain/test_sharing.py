"""What stations know of each other: the same answers, in whatever order they hear it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.journal import Act, Entry, Moment
from station_app.domain.sharing import (
    Elsewhere,
    SeenElsewhere,
    SharedMark,
    event_of,
    key_of,
    subject_of,
    uid_of,
)

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NORTH, SOUTH, EAST = (UUID(int=number) for number in (1, 2, 3))
KEY = bytes(32)


def mark(
    number: int,
    station: UUID = NORTH,
    act: Act = Act.SEEN,
    *,
    subject: str = "g7",
    about: int | None = None,
    after_s: float | None = None,
    verdict: str = "welcome",
) -> SharedMark:
    """Return the mark with this number, made so many seconds after noon."""
    return SharedMark(
        uid=UUID(int=1000 + number),
        number=number,
        subject=subject,
        act=act,
        verdict=verdict if act is Act.SEEN else "",
        station=station,
        about=None if about is None else UUID(int=1000 + about),
        at=NOON + timedelta(seconds=number * 10 if after_s is None else after_s),
    )


def elsewhere(*marks: SharedMark) -> Elsewhere:
    found = Elsewhere()
    found.add(marks)
    return found


def before(found: Elsewhere, number: int, here: UUID = SOUTH) -> SeenElsewhere | None:
    return found.before("g7", UUID(int=1000 + number), here, NOON + timedelta(hours=1))


def test_who_was_at_another_door_before() -> None:
    found = elsewhere(mark(1), mark(2, SOUTH), mark(3, EAST))
    assert before(found, 2) == SeenElsewhere(
        station=NORTH, at=NOON + timedelta(seconds=10), count=2
    )
    assert before(found, 1, NORTH) is None  # what came later does not count
    there = before(found, 3, EAST)
    assert there is not None
    assert (there.station, there.count) == (SOUTH, 3)


def test_look_ups_here_are_this_station_s_own_business() -> None:
    assert before(elsewhere(mark(1, SOUTH), mark(2, SOUTH)), 2) is None


def test_look_ups_that_follow_each_other_within_seconds_are_one() -> None:
    found = elsewhere(mark(1), mark(2, after_s=11), mark(3, after_s=12), mark(9, SOUTH))
    there = before(found, 9)
    assert there is not None
    assert there.count == 2


def test_of_two_at_the_same_moment_the_database_s_number_decides() -> None:
    found = elsewhere(mark(2, SOUTH, after_s=5), mark(1, after_s=5))
    assert before(found, 2) is not None
    assert before(found, 1, NORTH) is None


def test_a_look_up_the_database_has_not_taken_yet_comes_after_all_it_has() -> None:
    assert before(elsewhere(mark(1)), 99) is not None


def test_undone_is_not_and_undone_twice_is_again() -> None:
    marks = [mark(1), mark(2, SOUTH)]
    undone = mark(3, act=Act.UNDONE, about=1)
    again = mark(4, act=Act.UNDONE, about=3)
    assert before(elsewhere(*marks, undone), 2) is None
    assert before(elsewhere(*marks, undone, again), 2) is not None
    assert before(elsewhere(again, undone, *marks), 2) is not None


def test_sent_away_until_that_is_undone() -> None:
    away = mark(3, act=Act.SENT_AWAY, about=1)
    found = elsewhere(mark(1), mark(2, SOUTH), away)
    there = before(found, 2)
    assert there is not None
    assert there.sent_away
    found.add([mark(4, act=Act.UNDONE, about=3)])
    there = before(found, 2)
    assert there is not None
    assert not there.sent_away


def test_another_day_does_not_count() -> None:
    found = elsewhere(mark(1, after_s=-24 * 3600), mark(2, SOUTH))
    assert before(found, 2) is None
    found.forget_before_today(NOON)
    assert found.add([mark(1, after_s=-24 * 3600)])  # it was forgotten
    assert before(found, 2) is None


def test_doubles_are_who_was_welcomed_at_two_doors() -> None:
    found = elsewhere(
        mark(1),
        mark(2, SOUTH),
        mark(3, NORTH),  # again at the same door
        mark(4, NORTH, subject="g8"),
        mark(5, NORTH, subject="g8"),
        mark(6, NORTH, subject="g9"),
        mark(7, SOUTH, subject="g9", verdict="deregistered"),
        mark(8, NORTH, subject="g10"),
        mark(9, SOUTH, subject="g10"),
        mark(10, SOUTH, Act.SENT_AWAY, subject="g10", about=9),
    )
    assert list(found.doubles(NOON)) == [("g7", (NORTH, SOUTH), NOON + timedelta(seconds=20))]


# --- in any order -----------------------------------------------------------------------------


@st.composite
def days(draw: st.DrawFn) -> list[SharedMark]:
    """Return marks of a day: look-ups, and acts about any mark before."""
    made: list[SharedMark] = []
    for number in range(1, draw(st.integers(1, 14)) + 1):
        act = draw(st.sampled_from((Act.SEEN, Act.SEEN, Act.SENT_AWAY, Act.UNDONE)))
        about = draw(st.sampled_from(made)) if made and act is not Act.SEEN else None
        made.append(
            mark(
                number,
                draw(st.sampled_from((NORTH, SOUTH, EAST))),
                act if about is not None else Act.SEEN,
                subject=about.subject if about else draw(st.sampled_from(("g7", "g8"))),
                about=about.number if about else None,
                after_s=draw(st.integers(0, 60)),
                verdict=draw(st.sampled_from(("welcome", "left"))),
            )
        )
    return made


@given(days(), st.data())
def test_any_order_and_any_repetition_give_the_same_answers(
    marks: list[SharedMark], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(marks))
    repeated = data.draw(st.lists(st.sampled_from(marks), max_size=10))
    one, other = Elsewhere(), Elsewhere()
    one.add(marks)
    for single in (*repeated, *shuffled, *repeated):
        other.add([single])
    assert one.number == other.number == len(marks)
    now = NOON + timedelta(hours=1)
    assert list(one.doubles(now)) == list(other.doubles(now))
    for mark in marks:
        for here in (NORTH, SOUTH, EAST):
            args = (mark.subject, mark.uid, here, now)
            assert one.before(*args) == other.before(*args)


@given(days())
def test_of_all_doors_that_scan_one_guest_one_is_first(marks: list[SharedMark]) -> None:
    found = elsewhere(*marks)
    now = NOON + timedelta(hours=1)
    seen = [one for one in marks if one.act is Act.SEEN]
    undone = {one.about for one in marks if one.act is Act.UNDONE}
    for subject in {one.subject for one in seen}:
        of_subject = [one for one in seen if one.subject == subject]
        if any(one.uid in undone for one in of_subject):
            continue
        first = [one for one in of_subject if not found.before(subject, one.uid, one.station, now)]
        assert len({one.station for one in first}) == 1


def test_marks_repeated_touch_nobody() -> None:
    found = Elsewhere()
    assert found.add([mark(1)]) == {"g7"}
    assert found.add([mark(1)]) == frozenset()


# --- ids --------------------------------------------------------------------------------------


def entry(guest: str = "", code: str = "", about: Entry | None = None) -> Entry:
    act = Act.SEEN if about is None else Act.SENT_AWAY
    return Entry(act=act, moment=Moment(NOON), guest=guest, code=code, about=about)


def test_an_entry_has_the_same_id_whenever_it_is_read() -> None:
    one = entry("7")
    ms = Entry(act=Act.SEEN, moment=Moment(NOON + timedelta(microseconds=400)), guest="7")
    assert uid_of(NORTH, one) == uid_of(NORTH, entry("7")) == uid_of(NORTH, ms)
    act = entry(about=one)
    assert (
        len({uid_of(NORTH, one), uid_of(SOUTH, one), uid_of(NORTH, act), uid_of(NORTH, entry("8"))})
        == 4
    )


def test_a_subject_is_a_guest_or_a_hash_only_stations_can_compare() -> None:
    assert subject_of(entry("7"), KEY) == subject_of(entry(about=entry("7")), KEY) == "g7"
    hashed = subject_of(entry(code=" Abc-1 "), KEY)
    assert hashed == subject_of(entry(code="aBC-1"), KEY)
    assert hashed != subject_of(entry(code="abc-1"), b"\x01" * 32)
    assert "abc" not in hashed


@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=300))
def test_any_guest_and_code_gives_a_subject_a_database_takes(guest: str, code: str) -> None:
    subject = subject_of(entry(guest, code), KEY)
    assert 2 <= len(subject) <= 200
    assert subject.isprintable()
    subject.encode()


def test_stations_come_to_the_same_event_however_its_address_is_written() -> None:
    event = event_of("https://Events.example.org", "7")
    assert event == event_of("https://events.example.org/", "7")
    assert event != event_of("https://events.example.org", "8")
    assert len(event) == 32
    assert int(event, 16)


def test_the_key_follows_from_password_and_event() -> None:
    event = event_of("https://events.example.org", "7")
    key = key_of("secret", event)
    # openssl kdf -kdfopt hexsalt:EVENT -kdfopt info:"checkin-station shared codes 1" … HKDF
    assert key.hex() == "f2731bd4102aabeb5b8080580e7a06e2f2b61ff874beaa0b0cbab44206012412"
    assert key != key_of("other", event)
    assert key != key_of("secret", event_of("https://events.example.org", "8"))


def test_a_chain_of_undoing_is_followed_to_its_end() -> None:
    count = 3000
    marks = [mark(1, after_s=0)]
    marks += [mark(n, act=Act.UNDONE, about=n - 1, after_s=0) for n in range(2, count + 2)]
    found = elsewhere(*marks, mark(count + 2, SOUTH, after_s=5))
    assert before(found, count + 2) is not None  # undone an even number of times


def test_marks_that_undo_each_other_in_a_ring_end_all_the_same() -> None:
    """They come from nobody of ours."""
    ring = [mark(3, act=Act.UNDONE, about=4), mark(4, act=Act.UNDONE, about=3)]
    before(elsewhere(mark(1), *ring, mark(5, act=Act.UNDONE, about=4), mark(6, SOUTH)), 6)
    looped = mark(1, act=Act.SEEN)
    found = elsewhere(looped, mark(2, act=Act.UNDONE, about=1), mark(6, SOUTH))
    found.add([mark(7, act=Act.UNDONE, about=8), mark(8, act=Act.UNDONE, about=7)])
    assert before(found, 6) is None
