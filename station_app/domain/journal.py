"""What was looked up at this station, and what a person noted of it. Never a check-in."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

SAME_VISIT_S = 3.0
"""Look-ups of one guest that follow each other this closely are one time, not two."""

_DAY_BEGINS_H = 4
_FUTURE = timedelta(hours=20)
_KEPT = 50  # times of one guest: who comes more often in a day is a badge under test


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
        begin = now.at.replace(hour=_DAY_BEGINS_H, minute=0, second=0, microsecond=0)
        if begin > now.at:
            begin -= timedelta(days=1)
        return age_s <= (now.at - begin).total_seconds()


@dataclass(slots=True, eq=False, kw_only=True)
class Entry:
    """One line of the journal: a look-up, or a later act about an earlier line.

    Nothing in it changes but `number`, which it gets once it stands in the file.
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
    """Who was looked up when, from the entries in the order they were made. Pure."""

    def __init__(self) -> None:
        self._seen: dict[str, deque[Entry]] = {}
        self._sent_away: dict[Entry, list[Entry]] = {}
        self._void: set[Entry] = set()
        self._pruned_at: Moment | None = None

    def add(self, entry: Entry) -> None:
        """Take an entry over."""
        if entry.act is Act.SEEN:
            self._prune(entry.moment)
            self._seen.setdefault(entry.key, deque(maxlen=_KEPT)).append(entry)
        elif entry.about is None:
            return  # what it was about is lost
        elif entry.act is Act.SENT_AWAY:
            self._sent_away.setdefault(entry.about, []).append(entry)
        else:
            self._undo(entry.about)

    def _undo(self, entry: Entry) -> None:
        self._void.add(entry)
        if entry.act is Act.UNDONE and entry.about is not None:
            self._void.discard(entry.about)

    def counts(self, entry: Entry) -> bool:
        """Whether nobody has undone it."""
        return entry not in self._void

    def earlier(self, entry: Entry) -> list[Entry]:
        """Return the look-ups of the same before this one, of today, that count; last first."""
        found: list[Entry] = []
        follower = entry
        known = self._seen.get(entry.key, ())
        begun = False
        for one in reversed(known):
            if one is entry:
                begun = True
                continue
            if not begun or not self.counts(one):
                continue
            gap_s = one.moment.age_s(follower.moment)
            if gap_s is None or gap_s >= SAME_VISIT_S or self._away(one) is not None:
                if not one.moment.is_today(entry.moment):
                    break
                found.append(one)
            elif found and self._away(found[-1]) is None:
                found[-1] = one  # the same time: it began here
            follower = one
        return found

    def mark(self, entry: Entry) -> Mark:
        """Return what is to be said beside the verdict of a look-up."""
        now = entry.moment
        earlier = self.earlier(entry)
        away_now = self._away(entry)
        away = away_now or next(filter(None, map(self._away, earlier)), None)
        return Mark(
            times=tuple(_as_of(one.moment, now) for one in earlier),
            age_s=earlier[0].moment.age_s(now) if earlier else None,
            sent_away_at=_as_of(away.moment, now) if away is not None else None,
            sent_away_now=away_now is not None,
            undone=not self.counts(entry),
        )

    def _away(self, entry: Entry) -> Entry | None:
        acts = self._sent_away.get(entry, ())
        return next((act for act in reversed(acts) if self.counts(act)), None)

    def _prune(self, now: Moment) -> None:
        """Forget once a day what is of another day."""
        if self._pruned_at is None:
            self._pruned_at = now
        if self._pruned_at.is_today(now):
            return
        self._pruned_at = now
        for key, entries in tuple(self._seen.items()):
            if not entries[-1].moment.is_today(now):
                for entry in self._seen.pop(key):
                    for act in self._sent_away.pop(entry, ()):
                        self._void.discard(act)
                    self._void.discard(entry)


def _as_of(moment: Moment, now: Moment) -> datetime:
    """Return when it was by the laptop's clock as it goes now: it may have been set since."""
    age_s = moment.age_s(now)
    if age_s is None:
        return moment.at
    when = now.at - timedelta(seconds=age_s)
    return when if abs((when - moment.at).total_seconds()) > 1 else moment.at
