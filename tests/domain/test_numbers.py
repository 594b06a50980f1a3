"""The numbers add up, whatever a list holds, and the day's bars hold all that came that day."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.guest import SOMETIME, Guest, GuestId
from station_app.domain.numbers import (
    QUARTER_S,
    Count,
    Group,
    Numbers,
    chart,
    color_of,
    quarter_of,
    sum_up,
)
from station_app.domain.verdict import Verdict, judge

ZONE = timezone(timedelta(hours=1))
EVENING = datetime(2026, 11, 22, 18, 52, tzinfo=ZONE)


def quarter(hour: int, minute: int = 0, day: int = 22) -> int:
    when = datetime(2026, 11, day, hour, minute, tzinfo=ZONE)
    return int(when.timestamp() // QUARTER_S)


def groups(guests: Sequence[Guest]) -> list[Group]:
    return [
        Group(judge(one), one.parent_id is not None, color_of(one), quarter_of(one))
        for one in guests
    ]


def came(*quarters: int) -> Numbers:
    return sum_up(Group(Verdict.ALREADY, False, "", one) for one in quarters)


def test_who_left_has_arrived_too() -> None:
    numbers = sum_up(
        [
            Group(Verdict.ALREADY, False, "#3d5afe", 7, 3),
            Group(Verdict.LEFT, True, "#3d5afe", 8, 2),
            Group(Verdict.WELCOME, False, "#3d5afe", None, 5),
            Group(Verdict.REMOVED, False, "#3d5afe", 9, 4),
        ]
    )
    assert numbers.arrived == Count(3, 2)
    assert numbers.left == Count(0, 2)
    assert numbers.listed == Count(8, 2)
    assert numbers.removed == Count(4)
    assert numbers.quarters == {7: Count(3), 8: Count(0, 2)}
    (blue,) = numbers.colors
    assert (blue.arrived, blue.listed) == (Count(3, 2), Count(8, 2))


def test_a_deregistered_guest_who_was_checked_in_has_not_arrived() -> None:
    at = EVENING.astimezone(UTC)
    guest = Guest(GuestId("a"), registration="deregistered", checked_in_at=at)
    numbers = sum_up(groups([guest]))
    assert numbers.deregistered == Count(1)
    assert numbers.arrived == Count()
    assert not numbers.quarters


def test_colours_come_by_number_then_what_is_none_then_those_without() -> None:
    sizes = {"": 9, "teal, dotted": 8, "#ffd400": 2, "#3d5afe": 5}
    numbers = sum_up(Group(Verdict.WELCOME, False, *(one, None, n)) for one, n in sizes.items())
    assert [one.color for one in numbers.colors] == ["#3d5afe", "#ffd400", "teal, dotted", ""]


@pytest.mark.parametrize(
    ("highlight", "color"),
    [
        ("#3D5AFE", "#3d5afe"),
        ("3d5afe", "#3d5afe"),
        (" rgb(61, 90, 254) ", "#3d5afe"),
        ("teal,\n dotted", "teal, dotted"),
        ("x" * 500, "x" * 60),
        ("  ", ""),
    ],
)
def test_one_colour_is_one_however_it_is_written(highlight: str, color: str) -> None:
    assert color_of(Guest(GuestId("a"), highlight=highlight)) == color


def test_a_check_in_at_a_time_nobody_can_read_is_in_no_quarter() -> None:
    guest = Guest(GuestId("a"), registration="registered", checked_in_at=SOMETIME)
    numbers = sum_up(groups([guest]))
    assert numbers.arrived == Count(1)
    assert chart(numbers, EVENING).aside == 1


moments = st.datetimes(timezones=st.sampled_from([UTC, ZONE])) | st.just(SOMETIME)
a_guest = st.builds(
    Guest,
    st.just(GuestId("g")),
    st.none() | st.just(GuestId("host")),
    registration=st.sampled_from(["registered", "unknown", "deregistered", "maybe", ""]),
    checked_in_at=st.none() | moments,
    checked_out_at=st.none() | moments,
    deleted_at=st.none() | moments,
    gone_at=st.none() | moments,
    highlight=st.sampled_from(["", "#fff", "#FFFFFF", "red", "#12"]) | st.text(max_size=80),
)


@given(st.lists(a_guest, max_size=60))
def test_the_numbers_add_up(guests: list[Guest]) -> None:
    numbers = sum_up(groups(guests))
    removed = sum(guest.is_removed for guest in guests)
    parts = (numbers.arrived, numbers.expected, numbers.not_confirmed, numbers.deregistered)
    assert sum(part.total for part in parts) == numbers.listed.total == len(guests) - removed
    assert numbers.removed.total == removed
    assert sum((one.listed for one in numbers.colors), Count()) == numbers.listed
    assert sum((one.arrived for one in numbers.colors), Count()) == numbers.arrived
    assert sum(one.total for one in numbers.quarters.values()) <= numbers.arrived.total
    assert numbers.left.total <= numbers.arrived.total


# --- the day as bars --------------------------------------------------------------------------


def test_an_evening_is_drawn_in_ten_quarters() -> None:
    day = chart(came(quarter(17), quarter(18, 15), quarter(18, 15), quarter(18, 45)), EVENING)
    assert day.step_minutes == 15
    assert [bar.begins_at.astimezone(ZONE).strftime("%H:%M") for bar in day.bars] == [
        "17:00", "17:15", "17:30", "17:45", "18:00", "18:15", "18:30", "18:45", "19:00", "19:15",
    ]  # fmt: skip
    assert [bar.count.total for bar in day.bars] == [1, 0, 0, 0, 0, 2, 0, 1, 0, 0]
    assert day.now == 7
    assert day.aside == 0


@pytest.mark.parametrize(
    ("first", "step", "begins"), [(15, 30, "15:00"), (9, 60, "09:00"), (4, 120, "04:00")]
)
def test_a_longer_day_has_longer_bars(first: int, step: int, begins: str) -> None:
    day = chart(came(quarter(first, 45 if first == 9 else 0)), EVENING)
    assert day.step_minutes == step
    assert day.bars[0].begins_at.astimezone(ZONE).strftime("%H:%M") == begins
    assert day.bars[0].count == Count(1)


def test_after_midnight_it_is_still_the_same_evening() -> None:
    night = datetime(2026, 11, 23, 1, 10, tzinfo=ZONE)
    day = chart(came(quarter(20), quarter(0, 30, day=23)), night)
    assert sum(bar.count.total for bar in day.bars) == 2
    morning = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    assert chart(came(quarter(20)), morning).bars == ()
    assert chart(came(quarter(20)), morning).aside == 1


def test_no_bar_is_of_tomorrow() -> None:
    early = datetime(2026, 11, 23, 3, 50, tzinfo=ZONE)
    day = chart(came(quarter(3, 45, day=23)), early)
    assert day.now == len(day.bars) - 1
    assert day.bars[-1].count == Count(1)


@given(
    st.lists(st.integers(quarter(0, day=21), quarter(0, day=24)), max_size=40),
    st.integers(0, 24 * 60 - 1),
)
def test_bars_hold_all_that_came_that_day(quarters: list[int], minute: int) -> None:
    now = datetime(2026, 11, 22, 4, tzinfo=ZONE) + timedelta(minutes=minute)
    dawn = quarter(4)
    today = [one for one in quarters if dawn <= one < dawn + 96]
    day = chart(came(*quarters), now)
    assert sum(bar.count.total for bar in day.bars) == len(today)
    assert day.aside == len(quarters) - len(today)
    if today:
        assert 10 <= len(day.bars) <= 14
        begins = [bar.begins_at for bar in day.bars]
        assert begins[0].timestamp() >= dawn * QUARTER_S
        assert begins[day.now] <= now < begins[day.now] + timedelta(minutes=day.step_minutes)
