"""Several stations, one memory: what this door tells the others, and what it hears of them.

The station's own journal decides what is lost and what is not: it stands on this laptop before
anything is sent, and whatever the database has not taken yet is sent again, also after a restart.
A look-up waits for the database only while that answers, and never longer than `CLAIM_LIMIT_S`.
"""

import asyncio
import logging
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from itertools import islice
from typing import Protocol
from uuid import UUID

from station_app.domain.journal import Entry, Moment
from station_app.domain.sharing import (
    Elsewhere,
    NewMark,
    SeenElsewhere,
    SharedMark,
    StationHere,
    subject_of,
    uid_of,
)
from station_app.services.ports import Monotonic
from station_app.services.steady import steady_s

log = logging.getLogger(__name__)

CLAIM_LIMIT_S = 0.3
"""How long a look-up waits for the database at most."""

_AT_A_TIME = 200  # marks in one request
_PRESENCE_S = 10.0
_GONE_S = 35.0  # a station that told nothing for so long is not on line
_HALF_A_DAY = timedelta(hours=12)
_RESEND_S = 90.0
"""What was taken so shortly before a database broke down is sent again: it may have forgotten."""


class Phase(Enum):
    """How it stands with the database."""

    OFF = "off"  # nothing is shared
    CONNECTING = "connecting"
    TOGETHER = "together"
    SLOW = "slow"  # marks go, but look-ups wait for no answer
    ALONE = "alone"  # this door only
    REFUSED = "refused"  # password, schema, TLS: only a person can mend it


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareStatus:
    """What there is to be told of sharing."""

    phase: Phase = Phase.OFF
    reason: str = ""  # why it is alone or refused: 'unreachable', 'password', 'schema', 'tls', …
    waiting: int = 0  # marks the database has not taken yet
    doors: int = 0  # stations on line, this one among them

    @property
    def is_connected(self) -> bool:
        """Whether marks go to the database and come from it."""
        return self.phase in (Phase.TOGETHER, Phase.SLOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The database's answer to marks: all of the same subjects, in its order, and its time."""

    marks: tuple[SharedMark, ...]
    now: datetime


class ShareLink(Protocol):
    """The way to the database. Its methods return at once; what they promise comes on the loop.

    Whatever fails ends the connection: `on_phase` tells, and the link tries again by itself.
    """

    on_phase: Callable[[Phase, str], None]
    on_marks: Callable[[Sequence[SharedMark], datetime], None]
    on_hint: Callable[[], None]  # another station heard of changes at the server
    on_stations: Callable[[Sequence[StationHere], datetime], None]
    on_double: Callable[[], None]  # another laptop takes part as this station

    def start(self) -> None: ...
    async def close(self) -> None: ...
    def put(self, marks: Sequence[NewMark]) -> "asyncio.Future[Taken]":
        """Send marks. Raises `ConnectionError` where the database cannot be reached."""
        ...

    def doubt(self) -> None:
        """An answer is overdue: look whether the connection lives."""
        ...

    def present(self, here: StationHere) -> None:
        """Tell that this station is here, and learn who else is."""
        ...

    def hint(self) -> None:
        """Tell the others that the server has changes."""
        ...

    def stand(self, stands: bool) -> None:
        """Say whether this station may be elected: only who reaches the server can hint."""
        ...

    def forget_event(self) -> "asyncio.Future[int]":
        """Delete what the database has of the event; return how many marks that were.

        Raises `ConnectionError` where the database cannot be reached.
        """
        ...

    @property
    def is_elected(self) -> bool:
        """Whether this is the one station that asks the server faster than the others."""
        ...


class Watermark(Protocol):
    """Remembers up to which entry of the journal everything was taken. Small and quick."""

    def load(self, newest: int) -> int:
        """Return its number. `newest` is that of the newest entry there is."""
        ...

    def save(self, number: int) -> None: ...


class Sharing:
    """One station's part in the shared memory. Event loop only."""

    def __init__(
        self,
        link: ShareLink,
        station: UUID,
        name: str,
        key: bytes,
        watermark: Watermark,
        *,
        steady: Monotonic = steady_s,
    ) -> None:
        """Take `key`, the secret of all stations that hashes codes nobody has."""
        self._link = link
        self.station = station
        self.name = name
        self._key = key
        self._watermark = watermark
        self._steady = steady
        self._elsewhere = Elsewhere()
        self._names: dict[UUID, str] = {}
        self._waiting: OrderedDict[UUID, tuple[Entry, bool]] = OrderedDict()  # and: decided alone
        self._taken: OrderedDict[UUID, tuple[Entry, bool, float]] = OrderedDict()
        self._anchor: tuple[datetime, float] | None = None  # database's time, steady clock
        self._sending: asyncio.Task[None] | None = None
        self._presenting: asyncio.Task[None] | None = None
        self._last_scan: datetime | None = None
        self._stations: tuple[StationHere, ...] = ()
        self._highest = 0  # of the numbers of entries that were taken
        self.list_as_of: Callable[[], datetime | None] = lambda: None
        self.status = ShareStatus(phase=Phase.CONNECTING)
        self.on_status: Callable[[ShareStatus], None] = lambda _: None
        self.on_heard: Callable[[frozenset[str]], None] = lambda _: None  # subjects
        self.on_hint: Callable[[], None] = lambda: None
        self.on_stations: Callable[[], None] = lambda: None
        self.on_double: Callable[[], None] = lambda: None  # be another station, please

    # --- life ---------------------------------------------------------------------------------

    def start(self, journal: Sequence[Entry]) -> None:
        """Connect, and send what the journal holds of today that was not taken yet."""
        numbers = [entry.number for entry in journal if entry.number is not None]
        self._highest = self._watermark.load(max(numbers, default=0))
        for entry in journal:
            if entry.number is None or entry.number > self._highest:
                self._waiting[uid_of(self.station, entry)] = entry, True
        self._link.on_phase = self._phase_told
        self._link.on_marks = self._heard
        self._link.on_hint = lambda: self.on_hint()
        self._link.on_stations = self._stations_told
        self._link.on_double = lambda: self.on_double()
        self._link.start()
        self._presenting = asyncio.get_running_loop().create_task(self._stay())

    async def close(self) -> None:
        """Send what can be sent in a moment, and disconnect. The rest waits in the journal."""
        tasks = [task for task in (self._sending, self._presenting) if task is not None]
        if self._sending is not None and self.status.is_connected:
            await asyncio.wait({self._sending}, timeout=CLAIM_LIMIT_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._link.close()

    # --- noting -------------------------------------------------------------------------------

    async def note(self, entry: Entry) -> bool:
        """Tell the others of an entry of the journal, before its look-up is shown.

        While the database answers, its answer says who was first; otherwise nothing is waited for.
        Returns whether it did: False is this door's own decision, whatever the phase says by then.
        """
        uid = uid_of(self.station, entry)
        together = self.status.phase is Phase.TOGETHER and self._sending is None
        self._waiting[uid] = entry, not together
        self._last_scan = self.now() or self._last_scan
        if not together:
            self._tell(waiting=len(self._waiting))
            self._send_waiting()
            return False
        answer = self._link.put([self._new(uid, entry, alone=False)])
        answer.add_done_callback(lambda done: self._answered(done, (uid,)))
        finished, _ = await asyncio.wait({answer}, timeout=CLAIM_LIMIT_S)
        if uid in self._waiting:
            # It may still be taken: then it was decided alone, but nobody can say so any more.
            self._waiting[uid] = entry, True
        if not finished:
            log.warning("the shared database is slow")
            self._link.doubt()
        return uid not in self._waiting

    def seen(self, entry: Entry) -> SeenElsewhere | None:
        """Return where whom an entry is about was before, at another door; None for nowhere."""
        now = self.now()
        if now is None:
            return None
        subject, uid = subject_of(entry, self._key), uid_of(self.station, entry)
        return self._elsewhere.before(subject, uid, self.station, now)

    def is_about(self, entry: Entry, subjects: frozenset[str]) -> bool:
        """Whether an entry is about one of these."""
        return subject_of(entry, self._key) in subjects

    def name_of(self, station: UUID) -> str:
        """Return what a station is called; '' until it told."""
        return self.name if station == self.station else self._names.get(station, "")

    def age_s(self, at: datetime) -> float | None:
        """Return how long ago a moment of the database was."""
        now = self.now()
        return None if now is None else max(0.0, (now - at).total_seconds())

    def now(self) -> datetime | None:
        """Return the database's time of now; None before it was heard of."""
        if self._anchor is None:
            return None
        told, at = self._anchor
        return told + timedelta(seconds=self._steady() - at)

    @property
    def stations(self) -> tuple[tuple[StationHere, bool], ...]:
        """All stations of today and whether each is on line, by name."""
        now = self.now()
        return tuple(
            (one, now is not None and (now - one.told_at).total_seconds() < _GONE_S)
            for one in sorted(self._stations, key=lambda one: (one.name, str(one.station)))
        )

    def doubles(self) -> list[tuple[str, tuple[UUID, ...], datetime]]:
        """Return who was welcomed at two doors today, for the supervisor: guest id or '',
        the doors in their order, and when the second one was."""
        now = self.now()
        if now is None:
            return []
        return [
            (subject[1:] if subject.startswith("g") else "", doors, at)
            for subject, doors, at in self._elsewhere.doubles(now)
        ]

    def welcomed(self) -> dict[UUID, Counter[int]]:
        """Return how many guests each door welcomed first today, by quarter of an hour."""
        now = self.now()
        return self._elsewhere.welcomed(now) if now is not None else {}

    def stand(self, stands: bool) -> None:
        """Say whether this station may be elected: only who reaches the server can hint."""
        self._link.stand(stands)

    def changes_heard(self) -> None:
        """The server told this station of changes: the others need not wait for their turn."""
        if self._link.is_elected and self.status.phase is Phase.TOGETHER:
            self._link.hint()

    @property
    def is_elected(self) -> bool:
        """Whether this station asks the server faster than the others."""
        return self._link.is_elected

    def is_last(self) -> bool:
        """Whether no other station has told anything for half a day."""
        now = self.now()
        return now is not None and not any(
            one.station != self.station and now - one.told_at < _HALF_A_DAY
            for one in self._stations
        )

    async def forget_event(self, within_s: float) -> bool:
        """Let the database forget the event, for all doors; whether it did so in time."""
        try:
            async with asyncio.timeout(within_s):
                await self._link.forget_event()
        except (ConnectionError, TimeoutError):
            log.warning("the shared database still has marks of the event")
            return False
        return True

    # --- sending ------------------------------------------------------------------------------

    def _new(self, uid: UUID, entry: Entry, *, alone: bool) -> NewMark:
        now = Moment(datetime.now().astimezone(), None, self._steady())
        return NewMark(
            uid=uid,
            subject=subject_of(entry, self._key),
            act=entry.act,
            verdict=entry.verdict,
            about=uid_of(self.station, entry.about) if entry.about is not None else None,
            waited_s=entry.moment.age_s(now) or 0.0,
            alone=alone,
        )

    def _send_waiting(self) -> None:
        if self._sending is None and self._waiting and self.status.is_connected:
            self._sending = asyncio.get_running_loop().create_task(self._send())

    async def _send(self) -> None:
        """Send what waits, the oldest first, until nothing does or the database is gone."""
        try:
            while self._waiting and self.status.is_connected:
                some = list(islice(self._waiting.items(), _AT_A_TIME))
                marks = [self._new(uid, entry, alone=alone) for uid, (entry, alone) in some]
                answer = self._link.put(marks)
                await asyncio.wait({answer})
                if not self._answered(answer, tuple(mark.uid for mark in marks)):
                    return
        finally:
            self._sending = None
            self._tell(waiting=len(self._waiting))

    def _answered(self, answer: "asyncio.Future[Taken]", uids: tuple[UUID, ...]) -> bool:
        """Take over what the database says of marks that were sent."""
        if answer.cancelled() or answer.exception() is not None:
            self._tell(waiting=len(self._waiting))
            return False
        taken = answer.result()
        self._heard(taken.marks, taken.now)
        at = self._steady()
        for uid in uids:
            if (kept := self._waiting.pop(uid, None)) is not None:
                self._taken[uid] = (*kept, at)
        while self._taken and next(iter(self._taken.values()))[2] < at - _RESEND_S:
            self._taken.popitem(last=False)
        self._remember()
        self._tell(waiting=len(self._waiting))
        return True

    def _remember(self) -> None:
        """Move the watermark to before the first entry that waits."""
        numbers = [entry.number for entry, _ in self._waiting.values()]
        if None in numbers:
            return
        taken = [entry.number for entry, _, _ in self._taken.values() if entry.number is not None]
        self._highest = max([self._highest, *taken])
        waiting = [number for number in numbers if number is not None]
        self._watermark.save(min([self._highest, *(number - 1 for number in waiting)]))

    # --- heard --------------------------------------------------------------------------------

    def _heard(self, marks: Sequence[SharedMark], now: datetime) -> None:
        self._anchor = now, self._steady()
        touched = self._elsewhere.add(marks)
        if touched:
            self.on_heard(touched)

    def _stations_told(self, stations: Sequence[StationHere], now: datetime) -> None:
        self._anchor = now, self._steady()
        self._stations = tuple(stations)
        self._names = {one.station: one.name for one in stations}
        self._tell(doors=sum(here for _, here in self.stations))
        self.on_stations()

    def _phase_told(self, phase: Phase, reason: str) -> None:
        connected = phase in (Phase.TOGETHER, Phase.SLOW) and not self.status.is_connected
        if connected:
            # A database that was killed may have forgotten what it took last.
            late = self._steady() - _RESEND_S
            again = [(uid, one) for uid, one in self._taken.items() if one[2] >= late]
            for uid, (entry, alone, _) in reversed(again):
                self._waiting[uid] = entry, alone
                self._waiting.move_to_end(uid, last=False)
        self._tell(phase=phase, reason=reason, waiting=len(self._waiting))
        self._send_waiting()
        if connected:
            self._present()

    async def _stay(self) -> None:
        while True:
            await asyncio.sleep(_PRESENCE_S)
            if self.status.is_connected:
                self._present()

    def _present(self) -> None:
        """Say that this station is here. At once when it connects: doors are known by names."""
        now = self.now()
        self._link.present(
            StationHere(
                station=self.station,
                name=self.name,
                told_at=now or datetime.now().astimezone(),
                list_as_of=self.list_as_of(),
                last_scan_at=self._last_scan,
            )
        )
        if now is not None:
            self._elsewhere.forget_before_today(now)

    def _tell(self, **facts: object) -> None:
        status = replace(self.status, **facts)  # type: ignore[arg-type]
        if status != self.status:
            self.status = status
            self.on_status(status)
