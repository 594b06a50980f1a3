"""Eighteen hours at a door in some minutes: polls, outages, tokens that end, scans all the while.

`python -m tests.faults.day [share]` — share 1 is the whole day. A real server and encrypted files;
only the clocks are not: each poll moves them on by five seconds. Exit status 1 if a scan had no
answer, a wrong one, or something grew.
"""

import asyncio
import gc
import json
import logging
import os
import random
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import httpx
import pytest

from station_app.api import client
from station_app.api.client import ApiClient, open_http
from station_app.api.wire import decode_guest
from station_app.domain.scan import Lane, Scan
from station_app.domain.verdict import Verdict, judge
from station_app.services import look_up
from station_app.services.journal import Journal
from station_app.services.look_up import LookUp
from station_app.services.session import Session
from station_app.services.sync import Phase, Sync
from station_app.store.cache import GuestCache
from station_app.store.journal import JournalFile
from station_app.store.secrets import MemorySecrets
from station_app.training.server import TrainingServer
from tests.faults.misdeeds import FAILING
from tests.support.builders import wire_guest
from tests.support.door import credentials_of

POLLS, OUTAGES, EXPIRIES, SCANS = 13_000, 40, 3, 20_000
GUESTS = 2000
LIMIT_MB = 5.0
_POLL_S = 5.0
_LONGEST_OUTAGE = 40  # polls
_PATIENCE_S = 0.3  # of the client, for what hangs
_ANSWER_S = 10.0
_KEY = bytes(range(32))
_BEGIN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


class Clock:
    """The laptop's clocks: they stand still until somebody moves them on."""

    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def seconds(self) -> float:
        return self.now_s

    def time(self) -> datetime:
        return _BEGIN + timedelta(seconds=self.now_s - 1_000_000.0)


@dataclass(frozen=True)
class Held:
    """What this process holds. SQLite's page caches fill to a fixed size, whatever is asked."""

    resident_mb: float
    sqlite_mb: float
    threads: int
    handles: int

    @classmethod
    def now(cls) -> "Held":
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(
            pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
            apsw.memory_used() / 2**20,
            threading.active_count(),
            len(os.listdir("/proc/self/fd")),  # noqa: PTH208
        )

    def grown_mb(self, since: "Held") -> float:
        """Return what was added beside SQLite's."""
        return (self.resident_mb - self.sqlite_mb) - (since.resident_mb - since.sqlite_mb)

    def __str__(self) -> str:
        return (
            f"{self.resident_mb:.1f} MB resident, {self.sqlite_mb:.1f} of it SQLite's,"
            f" {self.threads} threads, {self.handles} handles"
        )


@dataclass
class Report:
    """How the day went."""

    polls: int = 0
    failed_polls: int = 0
    outages: int = 0
    expiries: int = 0
    scans: int = 0
    unanswered: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unrecovered: list[str] = field(default_factory=list)  # no live list with the poll after it
    noted: int = 0
    begin: Held | None = None
    end: Held | None = None


class Day:
    """One door, its server, and what may be answered now."""

    def __init__(self, server: TrainingServer, folder: Path, seed: int = 1) -> None:
        self.server = server
        self.clock = Clock()
        self.report = Report()
        self._dice = random.Random(seed)
        self._folder = folder
        self._told = asyncio.Event()
        self._outage_ends = -1
        self._outage = ""
        self._codes = {f"C{n}": f"g{n}" for n in range(GUESTS)}
        # What the server has said of a guest since the last poll that went well, at most.
        self._said = {code: {self._verdict(code)} for code in self._codes}
        self._changed: set[str] = set()

    def _verdict(self, code: str) -> Verdict:
        guest = self.server.event.guest(self._codes[code])
        return judge(decode_guest(json.dumps(guest).encode()))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Open the door's services, and close them."""
        with ThreadPoolExecutor(1) as worker:
            async with open_http() as http:
                api = ApiClient(http, worker)
                session = Session(api, MemorySecrets(), credentials_of(self.server))
                store = await GuestCache.open(self._folder / "guests.db", decode_guest, _KEY)
                self.sync = Sync(
                    session,
                    store,
                    api,
                    poll_s=3600.0,  # never waited for: every poll is asked for
                    reconcile_s=20 * 60.0,
                    monotonic=self.clock.seconds,
                    wall=self.clock.seconds,
                    jitter=lambda: 0.5,
                )
                self.sync.on_status = lambda _: self._told.set()
                self.look_up = LookUp(store, self.sync.ask_now)
                self.journal = Journal(
                    JournalFile(self._folder / "journal.db", _KEY),
                    self.sync,
                    wall=self.clock.time,
                    steady=self.clock.seconds,
                )
                self.journal.start()
                self.sync.adopt(await store.state())
                polling = asyncio.ensure_future(self.sync.run())
                try:
                    yield
                finally:
                    polling.cancel()
                    await asyncio.gather(polling, return_exceptions=True)
                    await self.sync.stop()
                    self.report.noted = len(await asyncio.to_thread(self._all_noted))
                    await self.journal.close()
                    await store.close()

    def _all_noted(self) -> list[object]:
        return list(self.journal._store.all_entries())

    # --- what happens -------------------------------------------------------------------------

    def change(self) -> None:
        """Let something happen to a guest at the server."""
        code = self._dice.choice(list(self._codes)[-GUESTS:])
        guest, act = self._codes[code], self._dice.randrange(10)
        event = self.server.event
        if act < 5:
            event.check_in(guest)
        elif act < 7:
            event.check_out(guest)
        elif act < 8:
            event.update(guest, checkInDateTime=None, checkOutDateTime=None)
        elif act < 9:
            event.update(guest, fields={"lastName": f"Byron {self.report.polls}"})
        else:
            number = len(self._codes)
            guest, code = f"g{number}", f"C{number}"
            event.add(wire_guest(id=guest, accessCode=code))
            self._codes[code] = guest
            self._said[code] = {Verdict.UNKNOWN}
        self._said[code].add(self._verdict(code))
        self._changed.add(code)

    def outage(self) -> None:
        """Let the server fail, somehow, for some polls."""
        polls = self._dice.randrange(2, _LONGEST_OUTAGE)
        self._outage_ends = self.report.polls + polls
        self.report.outages += 1
        if self.report.outages % 5 == 0:
            self._outage = "port closed"
            self.server.close_port()
            return
        self._outage = self._dice.choice(list(FAILING))
        if self._outage.startswith("hang"):
            self._outage_ends = self.report.polls + 3
        self.server.faults.stand("*", FAILING[self._outage][0])

    def _end_outage(self) -> None:
        self._outage_ends = -1
        self.server.faults.clear()
        if self._outage == "port closed":
            self.server.reopen_port()

    async def poll(self) -> None:
        """Let five seconds pass, and the list be asked for."""
        ends = self.report.polls == self._outage_ends
        if ends:
            self._end_outage()
        self.clock.now_s += _POLL_S
        self.server.clock.advance(_POLL_S)
        due = self.sync.status.next_try_at
        self.sync.retry_now()
        async with asyncio.timeout(60):
            while self.sync.status.next_try_at == due:
                self._told.clear()
                await self._told.wait()
        self.report.polls += 1
        status = self.sync.status
        if status.phase is Phase.LIVE and status.error is None:
            for code in self._changed:
                self._said[code] = {self._verdict(code)}
            self._changed.clear()
        else:
            self.report.failed_polls += 1
            if ends:
                self.report.unrecovered.append(f"{self._outage}: {status.error!r}")

    async def scan(self) -> None:
        """Hold a badge up, note the answer, and see whether it may be so."""
        self.report.scans += 1
        if self._dice.random() < 0.03:
            code, allowed = f"NOBODY{self._dice.randrange(1000)}", {Verdict.UNKNOWN}
        else:
            code = self._dice.choice(list(self._codes))
            allowed = self._said[code]
        lane = self._dice.choice((Lane.SERIAL, Lane.KEYBOARD, Lane.CAMERA))
        try:
            async with asyncio.timeout(_ANSWER_S):
                answer = await self.look_up.by_scan(Scan(code, lane))
                self.journal.mark(await self.journal.note(answer))
        except Exception as error:
            self.report.unanswered.append(f"{code}: {error!r} ({self._outage})")
            return
        if answer.verdict not in allowed:
            self.report.wrong.append(f"{code}: {answer.verdict} instead of {allowed}")

    # --- the day ------------------------------------------------------------------------------

    async def spend(self, share: float) -> Report:
        """Spend so much of a day; what is held is measured after a tenth, and at the end."""
        polls = round(POLLS * share)
        outages = self._places(polls, max(1, round(OUTAGES * share)), _LONGEST_OUTAGE + 2)
        expiries = self._places(polls, EXPIRIES, 1)
        async with self.opened():
            await self.poll()
            while self.report.polls < polls or self._outage_ends >= 0:
                number = self.report.polls
                if number in outages and self._outage_ends < 0:
                    self.outage()
                if number in expiries:
                    self.report.expiries += 1
                    self.server.clock.advance(25 * 3600)
                if self._dice.random() < 0.4:
                    self.change()
                now = round((number + 1) * SCANS / POLLS) - self.report.scans
                if number % 3:
                    await self.poll()
                    for _ in range(now):
                        await self.scan()
                else:  # scanned while the list is asked for
                    await asyncio.gather(self.poll(), *(self.scan() for _ in range(now)))
                if self.report.begin is None and number > polls / 10 and self._outage_ends < 0:
                    self.report.begin = Held.now()
            await self.poll()
            self.report.end = Held.now()
        return self.report

    def _places(self, polls: int, count: int, apart: int) -> set[int]:
        """Return when something happens, evenly, and never too near to the next."""
        step = max(apart, polls // (count + 1))
        return {step * (number + 1) for number in range(count)}


@contextmanager
def _impatient() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        short = httpx.Timeout(_PATIENCE_S)  # what hangs is given up sooner than at a door
        patch.setattr(client, "_QUICK", short)
        patch.setattr(client, "_WHOLE_LIST", httpx.Timeout(2.0, read=_PATIENCE_S * 3))
        patch.setattr(look_up, "ASK_LIMIT_S", _PATIENCE_S)
        yield


def play(share: float) -> Report:
    """Play a share of a day."""
    guests = [wire_guest(id=f"g{n}", accessCode=f"C{n}") for n in range(GUESTS)]
    with _impatient(), tempfile.TemporaryDirectory() as folder, TrainingServer(guests) as server:
        server.clock.freeze(_BEGIN)
        return asyncio.run(Day(server, Path(folder)).spend(share))


def main() -> None:
    logging.disable()  # a server that is made to break rules says much
    report = play(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
    begin, end = report.begin, report.end
    assert begin is not None
    assert end is not None
    grown_mb = end.grown_mb(begin)
    lines = [
        f"polls {report.polls}, failed {report.failed_polls}",
        f"outages {report.outages}, not live with the first poll after {len(report.unrecovered)}",
        f"expiries {report.expiries}",
        f"scans {report.scans}, noted {report.noted}",
        f"scans without answer {len(report.unanswered)}, wrong answers {len(report.wrong)}",
        f"after a tenth: {begin}",
        f"at the end:    {end}",
        f"grew by {grown_mb:.1f} MB beside SQLite's",
    ]
    failed = (*report.unanswered, *report.wrong, *report.unrecovered)
    print(*lines, *failed[:20], sep="\n")  # noqa: T201
    steady = end.threads <= begin.threads and end.handles <= begin.handles
    raise SystemExit(1 if failed or grown_mb >= LIMIT_MB or not steady else 0)


if __name__ == "__main__":
    main()
