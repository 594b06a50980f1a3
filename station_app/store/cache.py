"""The guest cache of one event and station: a file, a thread that writes, a thread that reads."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import apsw

from station_app.domain.errors import CacheUnusable
from station_app.domain.guest import Guest, GuestId, Totals
from station_app.domain.legend import Survey
from station_app.domain.numbers import Numbers
from station_app.domain.search import SearchResult
from station_app.services.ports import CacheState, Change, EventInfo, Family, GuestList, Listed
from station_app.store.database import (
    DAMAGED,
    open_connection,
    prepare,
    reason_of,
    set_aside,
)
from station_app.store.keys import entrance_name
from station_app.store.private import make_folder
from station_app.store.reader import Decode, GuestReader, Surveyed, survey_of
from station_app.store.sealing import drop
from station_app.store.threads import background_thread
from station_app.store.writer import GuestWriter

log = logging.getLogger(__name__)

_T = TypeVar("_T")


def cache_file(folder: Path, server: str, event_id: str, station: str) -> Path:
    """Return the file for one event and station: lists of different stations never mix."""
    return folder / f"guests-{entrance_name(server, event_id, station)}.db"


class GuestCache:
    """`GuestStore` on SQLite. Create it with `open`; close it when the session ends.

    Methods are awaited on the event loop; the work runs in two threads of its own, so a look-up
    never waits for a list being written. What the disk does wrong they raise as `CacheUnusable`.

    A file that turns out to be damaged, or is no longer there, is read on as far as it can be, but
    claims no more to be of any time; so the whole list is asked for, and goes into a new file that
    takes its place once all of it stands. `on_damaged` is called on the loop when that is due.
    """

    def __init__(self, path: Path, decode: Decode, key: bytes | None = None) -> None:
        self._path = path
        self._decode = decode
        self._key = key
        self._write = background_thread("cache-writer")
        self._read = ThreadPoolExecutor(1, thread_name_prefix="cache-reader")
        self._writer: GuestWriter
        self._reader: GuestReader
        self._close_files: list[Callable[[], None]] = []
        self._closing = False
        self._is_damaged = False
        self._identity = (0, 0)  # of the file that is open
        self._event = EventInfo()
        self._tidying: set[asyncio.Task[None]] = set()
        self.on_damaged: Callable[[], None] = lambda: None

    @classmethod
    async def open(cls, path: Path, decode: Decode, key: bytes | None = None) -> "GuestCache":
        """Open the cache, making it if there is none; encrypted with a key of 32 bytes, plain
        without. Raises `CacheUnusable`."""
        cache = cls(path, decode, key)
        try:
            await cache._run(cache._write, cache._open)
        except CacheUnusable:
            await cache.close()
            raise
        return cache

    def _open(self) -> None:
        drop(self._new_path)
        if self._whole_path.exists():
            self._take_place()
        writing = prepare(self._path, self._key)
        self._identity = _identity(self._path)
        self._close_files.append(writing.close)
        self._writer = GuestWriter(writing, self._decode)
        reading = open_connection(self._path, self._key, readonly=True)
        self._close_files.insert(0, reading.close)
        self._reader = GuestReader(reading, self._decode)

    async def close(self) -> None:
        """Finish what is being written and close the file."""

        self._closing = True
        self._read.shutdown(wait=False)
        await self._run(self._write, lambda: self._read.shutdown(wait=True))
        await self._run(self._write, self._close)
        await asyncio.gather(*self._tidying)
        self._write.shutdown(wait=False)

    def _close(self) -> None:
        while self._close_files:
            try:
                self._close_files.pop(0)()
            except apsw.Error as error:
                log.warning("the cache did not close: %s", type(error).__name__)

    async def _run(self, thread: ThreadPoolExecutor, work: Callable[[], _T]) -> _T:
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, work)
        except (OSError, apsw.Error) as error:
            if isinstance(error, DAMAGED) and not self._is_damaged:
                self._is_damaged = True
                log.error("the cache is damaged (%s): it is loaded anew", type(error).__name__)
                self.on_damaged()
            reason = reason_of(error, self._path.parent)
            if reason == "fault":  # or a bug
                log.error("the cache failed", exc_info=error)
            raise CacheUnusable(reason) from error

    async def state(self) -> CacheState:
        """Return how old the list is and of which event; of no time once it is to be replaced."""

        def read() -> CacheState:
            if not self._is_lost():
                self._event = (state := self._reader.state()).event
                return state
            return CacheState(event=self._event)

        try:
            return await self._run(self._read, read)
        except CacheUnusable as error:
            if error.reason != "damaged":
                raise
            return CacheState(event=self._event)

    async def save_event(self, event: EventInfo) -> None:
        """Keep what the login told about the event."""
        self._event = event
        await self._run(self._write, lambda: self._writer.save_event(event))

    async def apply_recent(self, news: GuestList) -> Change:
        """Apply changes; nobody is removed but those it says are deleted."""
        try:
            return await self._run(self._write, lambda: self._writer.apply(news))
        finally:
            self._tidy_soon()

    @asynccontextmanager
    async def whole_list(self) -> AsyncIterator["_WholeList"]:
        """Begin to take a whole list over; leaving without `apply` changes nothing."""
        run = partial(self._run, self._write)
        anew = await run(self._begin_anew)
        whole = _NewFile(anew, run, self._end_anew) if anew else _WholeList(self._writer, run)
        try:
            yield whole
        finally:
            await asyncio.shield(run(whole.give_up))
            self._tidy_soon()

    # --- a file for one that is lost ----------------------------------------------------------

    def _is_lost(self) -> bool:
        """Whether what is open is damaged, or not what would be found at the next start."""
        return self._is_damaged or _identity(self._path) != self._identity

    @property
    def _new_path(self) -> Path:
        return self._path.with_name(self._path.name + ".new")

    @property
    def _whole_path(self) -> Path:
        """What the new file is called once all of it stands: a kill leaves one of the two lists."""
        return self._path.with_name(self._path.name + ".whole")

    def _begin_anew(self) -> GuestWriter | None:
        if not self._is_lost():
            return None
        make_folder(self._path.parent)
        drop(self._new_path)
        return GuestWriter(prepare(self._new_path, self._key), self._decode)

    def _end_anew(self, writer: GuestWriter) -> None:
        """Let the new file take the place of the lost one, while nobody reads."""
        writer.save_event(self._event)
        writer.close()
        self._read.submit(self._exchange).result()

    def _exchange(self) -> None:
        self._is_damaged = True  # until it is done
        self._close()
        self._new_path.replace(self._whole_path)
        self._open()
        self._is_damaged = False

    def _take_place(self) -> None:
        set_aside(self._path)
        self._whole_path.replace(self._path)

    async def apply_all(self, news: GuestList, *, remove_missing: bool) -> Change:
        """Apply a whole list that is at hand; readers see the old one until all of it stands."""
        async with self.whole_list() as whole:
            await whole.take([Listed(guest.id, guest.raw) for guest in news.guests])
            return await whole.apply(news.server_time, remove_missing=remove_missing)

    def _tidy_soon(self) -> None:
        """Tidy up behind whatever else waits for the writer, bit by bit, until all is done."""

        async def tidy() -> None:
            with contextlib.suppress(CacheUnusable):  # noted already
                while not self._closing:
                    if not await self._run(self._write, lambda: self._writer.tidy()):
                        return

        task = asyncio.ensure_future(tidy())
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)

    async def by_ids(self, ids: Sequence[GuestId]) -> dict[GuestId, Guest]:
        """Return the known guests among `ids`, removed ones included."""
        return await self._run(self._read, lambda: self._reader.by_ids(ids))

    async def by_codes(self, codes: Sequence[str]) -> list[Guest]:
        """Return the guests who have one of these access codes, letter for letter."""
        return await self._run(self._read, lambda: self._reader.by_codes(codes))

    async def with_family(self, code: str) -> tuple[list[Guest], Family]:
        """Return the guests who have this access code, and the family if it is one guest."""
        return await self._run(self._read, lambda: self._reader.with_family(code))

    async def by_folded_codes(self, codes: Sequence[str]) -> list[Guest]:
        """Return the guests whose access code is one of these, whatever the case."""
        return await self._run(self._read, lambda: self._reader.by_folded_codes(codes))

    async def family(self, guest: Guest) -> Family:
        """Return companions and hosts of a guest."""
        return await self._run(self._read, lambda: self._reader.family(guest))

    async def search(self, query: str, limit: int) -> SearchResult:
        """Find guests by what a person typed."""
        return await self._run(self._read, lambda: self._reader.search(query, limit))

    async def warm(self) -> None:
        """Take what the first search would wait for: at 1,000,000 guests 150 ms."""
        await self._run(self._read, self._reader.warm)

    async def totals(self) -> Totals:
        """Count the guests by state."""
        return await self._run(self._read, lambda: self._reader.totals())

    async def numbers(self) -> Numbers:
        """Count the guests by state, companions apart, by colour and by the time they came."""
        return await self._run(self._read, lambda: self._reader.numbers())

    async def survey(self) -> Survey:
        """Count colours and further fields, in portions: a badge is looked up in between."""
        surveyed: Surveyed = Counter()
        last = -1
        while last:
            last = await self._run(self._read, partial(self._reader.survey, last, surveyed))
        return await self._run(self._read, partial(survey_of, surveyed))


class _WholeList:
    """`WholeList` on the writer's thread."""

    def __init__(
        self, writer: GuestWriter, run: Callable[[Callable[[], Any]], Awaitable[Any]]
    ) -> None:
        self._writer = writer
        self._run = run

    def give_up(self) -> None:
        """Forget what was not applied. Runs on the writer's thread."""
        self._writer.give_up()

    async def take(self, guests: Sequence[Listed]) -> None:
        """Take some guests; nobody else sees them yet."""
        await self._run(lambda: self._writer.take(guests))

    async def missing(self) -> tuple[int, int]:
        """Return how many listed guests were not taken or are deleted, and how many are listed."""
        missing, listed = await self._run(self._writer.missing)
        return missing, listed

    async def apply(self, server_time: str, *, remove_missing: bool) -> Change:
        """Let everybody see the list, in one step."""
        change: Change = await self._run(
            lambda: self._writer.finish(server_time, remove_missing=remove_missing)
        )
        return change


class _NewFile(_WholeList):
    """A whole list for a new file."""

    def __init__(
        self,
        writer: GuestWriter,
        run: Callable[[Callable[[], Any]], Awaitable[Any]],
        end: Callable[[GuestWriter], None],
    ) -> None:
        super().__init__(writer, run)
        self._end = end

    def give_up(self) -> None:
        super().give_up()
        self._writer.close()

    async def apply(self, server_time: str, *, remove_missing: bool) -> Change:
        """Let everybody see the list, in the place of the lost one."""
        change = await super().apply(server_time, remove_missing=remove_missing)
        await self._run(lambda: self._end(self._writer))
        return change


def _identity(path: Path) -> tuple[int, int]:
    """Return which file this is; (0, 0) if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
