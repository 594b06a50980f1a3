"""How the evening stands: who has come, when, and of which highlight colour. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from station_app.domain.color import parse_color
from station_app.domain.guest import SOMETIME, Guest
from station_app.domain.journal import day_begins
from station_app.domain.verdict import Verdict

QUARTER_S = 900
_DAY = 24 * 4  # quarters
_STEPS = (1, 2, 4, 8)  # quarters in a bar: two hours are the most, for a whole day has twelve then
_FEWEST, _MOST = 10, 14  # bars
_WORD = 60  # letters of a value that is no colour

_ARRIVED = (Verdict.ALREADY, Verdict.LEFT)


class Group(NamedTuple):
    """Guests who differ in nothing that is counted here."""

    verdict: Verdict
    is_companion: bool
    color: str  # as `color_of` says
    quarter: int | None  # as `quarter_of` says
    size: int = 1


def quarter_of(guest: Guest) -> int | None:
    """Return in which quarter of an hour the guest was checked in, counted from 1970 (UTC).

    Every time zone in use keeps to whole quarters, so local ones are the same.
    """
    came = guest.checked_in_at
    if came is None or came == SOMETIME:
        return None
    return _quarter(came)


def color_of(guest: Guest) -> str:
    """Return the highlight colour '#rrggbb', what else stands there, or '' for none."""
    return parse_color(guest.highlight) or " ".join(guest.highlight.split())[:_WORD]


@dataclass(frozen=True, slots=True)
class Count:
    """Guests, and companions apart."""

    guests: int = 0
    companions: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.guests + self.companions

    def __add__(self, other: "Count") -> "Count":
        return Count(self.guests + other.guests, self.companions + other.companions)


@dataclass(frozen=True, slots=True)
class ColorCount:
    """Of one colour: how many are on the list, and how many of them have arrived."""

    color: str  # '#rrggbb', another text, or '' for those without one
    arrived: Count = Count()
    listed: Count = Count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Counts of verdicts. Everybody on the list is in one of `arrived`, `expected`,
    `not_confirmed` and `deregistered`; removed guests count nowhere but in `removed`."""

    arrived: Count = Count()  # whether they are still inside or not
    left: Count = Count()  # of these
    expected: Count = Count()
    not_confirmed: Count = Count()
    deregistered: Count = Count()
    removed: Count = Count()
    quarters: Mapping[int, Count] = field(default_factory=dict)
    """Of those who have arrived, when; as far as the server says."""
    colors: tuple[ColorCount, ...] = ()
    """Colours, the most frequent first; then what is no colour; at last those without."""

    @property
    def listed(self) -> Count:
        """Everybody on the list."""
        return self.arrived + self.expected + self.not_confirmed + self.deregistered


def sum_up(groups: Iterable[Group]) -> Numbers:
    """Return the numbers of guests in groups, in any order."""
    states: dict[Verdict, Count] = {}
    quarters: dict[int, Count] = {}
    arrived: dict[str, Count] = {}
    listed: dict[str, Count] = {}
    for verdict, is_companion, color, quarter, size in groups:
        some = Count(0, size) if is_companion else Count(size)
        states[verdict] = states.get(verdict, Count()) + some
        if verdict is Verdict.REMOVED:
            continue
        listed[color] = listed.get(color, Count()) + some
        if verdict in _ARRIVED:
            arrived[color] = arrived.get(color, Count()) + some
            if quarter is not None:
                quarters[quarter] = quarters.get(quarter, Count()) + some
    left = states.get(Verdict.LEFT, Count())
    colors = (ColorCount(one, arrived.get(one, Count()), listed[one]) for one in listed)
    return Numbers(
        arrived=states.get(Verdict.ALREADY, Count()) + left,
        left=left,
        expected=states.get(Verdict.WELCOME, Count()),
        not_confirmed=states.get(Verdict.NOT_CONFIRMED, Count()),
        deregistered=states.get(Verdict.DEREGISTERED, Count()),
        removed=states.get(Verdict.REMOVED, Count()),
        quarters=dict(sorted(quarters.items())),
        colors=tuple(sorted(colors, key=_order)),
    )


def _order(one: ColorCount) -> tuple[int, int, str]:
    kind = 2 if not one.color else 0 if parse_color(one.color) else 1
    return kind, -one.listed.total, one.color


# --- the day as bars --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """Arrivals from one moment (UTC) until the next bar begins."""

    begins_at: datetime
    count: Count


@dataclass(frozen=True, slots=True)
class Chart:
    """The arrivals of a day. No bars: nobody has arrived that day."""

    step_minutes: int
    bars: tuple[Bar, ...] = ()
    now: int = 0  # the bar of this moment
    aside: int = 0  # arrived on another day, or at a time nobody can read


def chart(numbers: Numbers, now: datetime) -> Chart:
    """Return the day of `now` from the first arrival on: 10 to 14 bars.

    The day begins at 04:00 by the laptop's clock, as that of the journal does. Bars are as short
    as they can be, and all arrivals of the day and this moment are among them.
    """
    dawn = _quarter(day_begins(now))
    today = [one for one in numbers.quarters if dawn <= one < dawn + _DAY]
    if not today:
        return Chart(_STEPS[0] * 15, aside=numbers.arrived.total)
    current = _quarter(now)
    first, last = min(today[0], current), max(today[-1], current)
    for step in _STEPS:
        begin = first - (first - dawn) % step
        size = max(_FEWEST, (last - begin) // step + 1)
        if size <= _MOST:
            break
    begin = min(begin, dawn + _DAY - size * step)  # no bar is of tomorrow
    counts = [Count()] * size
    for one in today:
        place = (one - begin) // step
        counts[place] += numbers.quarters[one]
    bars = tuple(
        Bar(datetime.fromtimestamp((begin + place * step) * QUARTER_S, UTC), count)
        for place, count in enumerate(counts)
    )
    told = sum(count.total for count in counts)
    return Chart(step * 15, bars, (current - begin) // step, numbers.arrived.total - told)


def _quarter(moment: datetime) -> int:
    return int(moment.timestamp() // QUARTER_S)
