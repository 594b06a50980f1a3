"""The station's own journal: every look-up is noted before it is shown.

It is the only thing a person's action writes. What it says stands beside the verdict, never in it.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Protocol

from station_app.domain.errors import JournalUnreadable
from station_app.domain.journal import Act, Entry, Mark, Moment, Sightings
from station_app.domain.scan import Lane
from station_app.services.look_up import Answer
from station_app.services.ports import Monotonic
from station_app.services.steady import steady_s
from station_app.services.sync import Sync

log = logging.getLogger(__name__)

_AT_ONCE_S = 0.004
_LIMIT_S = 0.25
_AT_A_TIME = 500  # loaded entries: less than a frame
_LONGEST_CODE = 1000  # a whole film held to a scanner is not worth keeping
_LOSS_TOLD_S = 300.0


class Trouble(Enum):
    """Why notes are not being kept."""

    NONE = ""
    FULL = "full"
    READ_ONLY = "read_only"
    SLOW = "slow"  # the disk has not said yet whether it took the last one
    NEWER = "newer"  # a later version of this program wrote the file
    LOCKED = "locked"  # the key cannot be had now
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How it stands with the file."""

    trouble: Trouble = Trouble.NONE
    waiting: int = 0  # notes that are only in memory
    dropped: int = 0  # which memory could not hold either
    lost: int | None = None  # of a damaged file, at least; None if none was damaged
    saved: int = 0  # of that file


class JournalStore(Protocol):
    """Where the journal stands. It never fails: what cannot be written waits in memory."""

    on_keeping: Callable[[Keeping], None]
    """Called in a thread of the store's own."""

    def load(self) -> "Future[list[Entry]]":
        """Open the journal; return what matters of the days before now."""
        ...

    def append(self, entry: Entry) -> "Future[None]":
        """Write an entry; done when a killed program would leave it behind, or when it waits."""
        ...

    def all_entries(self) -> list[Entry]:
        """Return the whole journal, in a thread of the caller's. Raises `JournalUnreadable`."""
        ...

    async def close(self) -> None: ...


def local_now() -> datetime:
    """Return the laptop's time with its offset."""
    return datetime.now().astimezone()


class Journal:
    """Notes look-ups and what people say of them; knows who was here before. Event loop only."""

    def __init__(
        self,
        store: JournalStore,
        sync: Sync,
        *,
        wall: Callable[[], datetime] = local_now,
        steady: Monotonic = steady_s,
    ) -> None:
        self._store = store
        self._sync = sync
        self._wall = wall
        self._steady = steady
        self._sightings = Sightings()
        self._loading: asyncio.Task[None] | None = None
        self._late: set[asyncio.Future[None]] = set()
        self._made = 0
        self._loss_told_at: float | None = None
        self.keeping = Keeping()
        self.on_keeping: Callable[[], None] = lambda: None

    @property
    def made(self) -> int:
        """How many entries were made since the start."""
        return self._made

    def start(self) -> None:
        """Open the file and learn who was here before, without being waited for."""
        loop = asyncio.get_running_loop()

        def told(keeping: Keeping) -> None:
            loop.call_soon_threadsafe(self._told, keeping)

        self._store.on_keeping = told
        self._loading = loop.create_task(self._load())

    async def close(self) -> None:
        """Write what waits, as far as it can be, and close the file."""
        if self._loading is not None:
            await asyncio.gather(self._loading, return_exceptions=True)
        await self._store.close()

    async def _load(self) -> None:
        known = await asyncio.wrap_future(self._store.load())
        for number, entry in enumerate(known):
            if number % _AT_A_TIME == 0:
                await asyncio.sleep(0)
            # They may be of many days, and of the last one at most tells today.
            if entry.moment.is_today(known[-1].moment):
                self._sightings.add(entry)

    # --- noting -------------------------------------------------------------------------------

    async def note(self, answer: Answer) -> Entry:
        """Write a look-up down; show it afterwards. Never raises, and takes no longer than a disk
        that hangs may keep a guest waiting."""
        if self._loading is not None and not self._loading.done():
            await asyncio.wait({self._loading}, timeout=_LIMIT_S)
        scan, guest = answer.scan, answer.guest
        code = scan.text.strip()[:_LONGEST_CODE] if guest is None and scan is not None else ""
        entry = Entry(
            act=Act.SEEN,
            moment=self._now(),
            lane=scan.lane if scan is not None else Lane.NAME,
            guest=guest.id if guest is not None else "",
            code=code,
            verdict=answer.verdict,
            list_age_s=self._list_age_s(),
        )
        await self._write(entry)
        return entry

    async def send_away(self, entry: Entry) -> Entry:
        """Note that a person sent whoever was looked up away."""
        return await self._act(Act.SENT_AWAY, entry)

    async def undo(self, entry: Entry) -> Entry:
        """Let an entry count no more; undoing that lets it count again."""
        return await self._act(Act.UNDONE, entry)

    async def of_today(self) -> list[Entry]:
        """Return the look-ups and acts of today, from the file; what it cannot give is missing."""
        if self._loading is not None:
            await asyncio.wait({self._loading})
        try:
            entries = await asyncio.to_thread(self._store.all_entries)
        except JournalUnreadable:
            log.error("the journal cannot be read for the other doors")
            return []
        now = self._now()
        return [entry for entry in entries if entry.moment.is_today(now)]

    def mark(self, entry: Entry) -> Mark:
        """Return what is to be said beside the verdict of a look-up."""
        return self._sightings.mark(entry)

    def earlier(self, entry: Entry) -> Entry | None:
        """Return the look-up before this one that its mark is about."""
        return self._sightings.earlier(entry)

    async def _act(self, act: Act, about: Entry) -> Entry:
        entry = Entry(act=act, moment=self._now(), about=about)
        await self._write(entry)
        return entry

    async def _write(self, entry: Entry) -> None:
        """Wait for the disk here where it is quick: the way through the loop takes longer than the
        write. A frame is not missed by that; then the loop waits, and at last nobody does."""
        self._made += 1
        self._sightings.add(entry)
        written = self._store.append(entry)
        try:
            written.result(_AT_ONCE_S)
            return
        except NotYet:
            pass
        late = asyncio.wrap_future(written)
        done, _ = await asyncio.wait({late}, timeout=_LIMIT_S)
        if not done:
            log.warning("the journal's disk hangs")
            self._late.add(late)
            late.add_done_callback(self._came_late)
            self._tell()

    def _came_late(self, late: "asyncio.Future[None]") -> None:
        self._late.discard(late)
        self._tell()

    # --- clocks -------------------------------------------------------------------------------

    def _now(self) -> Moment:
        return Moment(self._wall(), self._sync.server_now(), self._steady())

    def _list_age_s(self) -> int | None:
        try:
            as_of = datetime.fromisoformat(self._sync.status.as_of)
        except ValueError:
            return None
        if as_of.tzinfo is None:
            return None
        now = self._sync.server_now() or datetime.now(UTC)
        return max(0, round((now - as_of).total_seconds()))

    # --- how it stands with the file ----------------------------------------------------------

    def _told(self, keeping: Keeping) -> None:
        if keeping.lost is not None and self.keeping.lost is None:
            self._loss_told_at = self._steady()
        self.keeping = keeping
        self.on_keeping()

    def _tell(self) -> None:
        self.on_keeping()

    def keeping_to_tell(self) -> Keeping:
        """Return what a person is to know now: a loss is told for some minutes only."""
        keeping = self.keeping
        if self._late and keeping.trouble is Trouble.NONE:
            keeping = replace(keeping, trouble=Trouble.SLOW)
        told_at = self._loss_told_at
        if told_at is not None and self._steady() - told_at > _LOSS_TOLD_S:
            keeping = replace(keeping, lost=None)
        return keeping
