"""What was looked up at this station, and what a person noted of it. Never a check-in."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from struct import Struct
from typing import Any

SAME_VISIT_S = 3.0
"""Look-ups of one guest that follow each other this closely are one time, not two."""

_DAY_BEGINS_H = 4
_FUTURE = timedelta(hours=20)
_KEPT = 50  # times of one guest: who comes more often in a day is a badge under test
_FORGOTTEN = 500  # rows at one look-up, with a guest waiting
_NOWHERE = -1


class Act(StrEnum):
    """What an entry of the journal tells; the values stand in the file."""

    SEEN = "seen"  # a look-up had an outcome
    SENT_AWAY = "sent_away"
    UNDONE = "undone"  # the entry it is about counts no more; about such a one: counts again


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment by every clock there is: each may be wrong in a way of its own.

    `steady_s` runs on evenly, also while the laptop sleeps, but only in one run of the program:
    None for a moment of an earlier run.
    """

    at: datetime  # by the laptop's clock, with its offset
    server_at: datetime | None = None  # the server's time, estimated
    steady_s: float | None = None

    def age_s(self, now: "Moment") -> float | None:
        """Return the seconds from this moment to `now`; None if no clock tells.

        Of one run the steady clock tells. Between runs it is the server's; the laptop's, which
        people set, only where the server's is not known. Nothing that was is yet to come.
        """
        if self.steady_s is not None and now.steady_s is not None:
            return max(0.0, now.steady_s - self.steady_s)
        if self.server_at is not None and now.server_at is not None:
            by_server = (now.server_at - self.server_at).total_seconds()
            if by_server >= 0:
                return by_server
        by_laptop = (now.at - self.at).total_seconds()
        return by_laptop if by_laptop >= 0 else None

    def is_today(self, now: "Moment") -> bool:
        """Whether this is of the day of `now`, which begins at 04:00 by the laptop's clock.

        An evening goes on past midnight: whoever came at 23:50 is not new at 00:10. By four even a
        ball is over, and no fair has opened. (The night clocks change it is three or five.)
        """
        age_s = self.age_s(now)
        if age_s is None:  # the clock was put back since: most likely it is of today
            return self.at - now.at < _FUTURE
        return age_s <= (now.at - day_begins(now.at)).total_seconds()


def day_begins(now: datetime) -> datetime:
    """Return when the day of `now` began: at 04:00 by the laptop's clock."""
    begin = now.replace(hour=_DAY_BEGINS_H, minute=0, second=0, microsecond=0)
    return begin if begin <= now else begin - timedelta(days=1)


@dataclass(slots=True, eq=False, kw_only=True)
class Entry:
    """One line of the journal: a look-up, or a later act about an earlier line.

    Nothing in it changes but `number`, which it gets once it stands in the file, and `place`, which
    `Sightings` gives it.
    """

    act: Act
    moment: Moment
    lane: str = ""
    guest: str = ""  # id of the guest
    code: str = field(default="", repr=False)  # where there is no one guest; personal
    verdict: str = ""
    list_age_s: int | None = None
    about: "Entry | None" = field(default=None, repr=False)
    number: int | None = None
    place: int = field(default=_NOWHERE, repr=False)

    @property
    def key(self) -> str:
        """What two look-ups of the same have in common."""
        return f"g{self.guest}" if self.guest else f"c{self.code.casefold()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What this laptop knows of one look-up besides the list. It changes no verdict."""

    times: tuple[datetime, ...] = ()  # of the earlier ones today, by the laptop's clock; last first
    age_s: float | None = None  # since the last of them; None if no clock tells
    sent_away_at: datetime | None = None
    sent_away_now: bool = False  # at this look-up, not at an earlier one
    undone: bool = False  # this look-up counts no more

    @property
    def count(self) -> int:
        """Which time today this is."""
        return len(self.times) + 1


class Sightings:
    """Who was looked up when, from the entries in the order they were made. Pure.

    An entry is 400 bytes and more, so a busy day of them is megabytes. What is needed of it again
    becomes a row, and the entry is let go.
    """

    def __init__(self) -> None:
        self._rows = _Rows()
        self._last: dict[str, int] = {}  # key to the place of its last look-up
        self._sent_away: dict[int, int] = {}  # place of a look-up to that of its last such act
        self._void: set[int] = set()
        self._unwritten: dict[int, Entry] = {}  # which acts about them need for their number

    def add(self, entry: Entry) -> None:
        """Take an entry over."""
        about = entry.about
        if entry.act is Act.SEEN:
            self._forget(entry.moment)
            self._let_go()
            key = entry.key
            entry.place = self._rows.add(entry, self._last.get(key, _NOWHERE))
            self._last[key] = entry.place
            if entry.number is None:
                self._unwritten[entry.place] = entry
        elif about is None or about.place == _NOWHERE:
            return  # what it was about is lost
        elif entry.act is Act.SENT_AWAY:
            entry.place = self._rows.add(entry, self._sent_away.get(about.place, _NOWHERE))
            self._sent_away[about.place] = entry.place
        else:
            entry.place = self._rows.add(entry, _NOWHERE)
            self._undo(about)

    def _undo(self, entry: Entry) -> None:
        self._void.add(entry.place)
        if entry.act is Act.UNDONE and entry.about is not None:
            self._void.discard(entry.about.place)

    def earlier(self, entry: Entry) -> Entry | None:
        """Return the look-up of the same before this one that its mark is about.

        What was let go is made anew, with what an act about it needs.
        """
        earlier = self._earlier(entry)
        if not earlier:
            return None
        place, moment = earlier[0]
        return self._unwritten.get(place) or Entry(
            act=Act.SEEN,
            moment=moment,
            guest=entry.guest,
            code=entry.code,
            number=self._rows.number(place),
            place=place,
        )

    def mark(self, entry: Entry) -> Mark:
        """Return what is to be said beside the verdict of a look-up."""
        now = entry.moment
        earlier = self._earlier(entry)
        away_now = self._away(entry.place)
        away = away_now or next(filter(None, (self._away(place) for place, _ in earlier)), None)
        return Mark(
            times=tuple(_as_of(moment, now) for _, moment in earlier),
            age_s=earlier[0][1].age_s(now) if earlier else None,
            sent_away_at=_as_of(away, now) if away is not None else None,
            sent_away_now=away_now is not None,
            undone=entry.place in self._void,
        )

    def _earlier(self, entry: Entry) -> list[tuple[int, Moment]]:
        """Return the look-ups of the same before this one, of today, that count; last first."""
        found: list[tuple[int, Moment]] = []
        follower = entry.moment
        for place in self._rows.before(entry.place, _KEPT - 1):
            if place in self._void:
                continue
            moment = self._rows.moment(place)
            gap_s = moment.age_s(follower)
            if gap_s is None or gap_s >= SAME_VISIT_S or self._away(place) is not None:
                if not moment.is_today(entry.moment):
                    break
                found.append((place, moment))
            elif found and self._away(found[-1][0]) is None:
                found[-1] = place, moment  # the same time: it began here
            follower = moment
        return found

    def _away(self, place: int) -> Moment | None:
        """Return when whoever was looked up was sent away."""
        act = self._sent_away.get(place, _NOWHERE)
        while act in self._void:
            act = next(self._rows.before(act, 1), _NOWHERE)
        return self._rows.moment(act) if act != _NOWHERE else None

    def _let_go(self) -> None:
        """Let go of the entries that stand in the file.

        They are written in their order: if the last one has its number, another without one was
        dropped and never gets one. What a disk takes back gets the same number again.
        """
        if not self._unwritten or next(reversed(self._unwritten.values())).number is None:
            return
        for place, entry in self._unwritten.items():
            if entry.number is not None:
                self._rows.set_number(place, entry.number)
        self._unwritten.clear()

    def _forget(self, now: Moment) -> None:
        """Forget what is of another day. A moment of an earlier run does not tell which day it is:
        its entry may be read when others of this run were made already."""
        if now.steady_s is None:
            return
        rows = self._rows
        old = 0
        for place in range(rows.begin, min(rows.begin + _FORGOTTEN, rows.end)):
            if rows.moment(place).is_today(now):
                break
            old += 1
        if not old:
            return
        rows.drop(old)
        begin = rows.begin
        self._last = {key: place for key, place in self._last.items() if place >= begin}
        self._sent_away = {one: act for one, act in self._sent_away.items() if one >= begin}
        self._void = {place for place in self._void if place >= begin}
        self._unwritten = {one: entry for one, entry in self._unwritten.items() if one >= begin}


_ROW = Struct("=qqdqii")  # local and server's time in us, steady s, number, offset in s, before
_NUMBER, _NUMBER_AT = Struct("=q"), Struct("=qqd").size
_NONE = -(2**63)
_US = timedelta(microseconds=1)


@lru_cache(64)
def _epoch(offset_s: int) -> datetime:
    """Return the beginning of 1970 by the clocks at this offset."""
    return datetime(1970, 1, 1, tzinfo=timezone(timedelta(seconds=offset_s)))


class _Rows:
    """Entries by place, in 40 bytes each.

    No place is given twice: who holds one of a row that was dropped finds nothing there.
    """

    def __init__(self) -> None:
        self._rows = bytearray()
        self.begin = 0

    @property
    def end(self) -> int:
        return self.begin + len(self._rows) // _ROW.size

    def add(self, entry: Entry, before: int) -> int:
        """Take an entry over; return its place. `before` is that of the one it follows."""
        moment, place = entry.moment, self.end
        at, server_at = moment.at, moment.server_at
        offset_s = round((at.utcoffset() or timedelta()).total_seconds())
        self._rows += _ROW.pack(
            (at - _epoch(offset_s)) // _US,
            (server_at - _epoch(0)) // _US if server_at is not None else _NONE,
            moment.steady_s if moment.steady_s is not None else math.nan,
            entry.number if entry.number is not None else _NONE,
            offset_s,
            before,
        )
        return place

    def moment(self, place: int) -> Moment:
        at_us, server_us, steady_s, _, offset_s, _ = self._row(place)
        return Moment(
            _epoch(offset_s) + timedelta(microseconds=at_us),
            _epoch(0) + timedelta(microseconds=server_us) if server_us != _NONE else None,
            steady_s if not math.isnan(steady_s) else None,
        )

    def number(self, place: int) -> int | None:
        number: int = self._row(place)[3]
        return number if number != _NONE else None

    def set_number(self, place: int, number: int) -> None:
        _NUMBER.pack_into(self._rows, (place - self.begin) * _ROW.size + _NUMBER_AT, number)

    def before(self, place: int, most: int) -> Iterator[int]:
        """Follow the rows before this one, the last first."""
        while most and place >= self.begin and (place := self._row(place)[5]) >= self.begin:
            yield place
            most -= 1

    def drop(self, count: int) -> None:
        """Drop the first rows."""
        del self._rows[: count * _ROW.size]
        self.begin += count

    def _row(self, place: int) -> tuple[Any, ...]:
        return _ROW.unpack_from(self._rows, (place - self.begin) * _ROW.size)


def _as_of(moment: Moment, now: Moment) -> datetime:
    """Return when it was by the laptop's clock as it goes now: it may have been set since."""
    age_s = moment.age_s(now)
    if age_s is None:
        return moment.at
    when = now.at - timedelta(seconds=age_s)
    return when if abs((when - moment.at).total_seconds()) > 1 else moment.at
