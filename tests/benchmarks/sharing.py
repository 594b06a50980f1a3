"""Several doors on one database: how soon a scan is heard of, and what one database carries.

`python -m tests.benchmarks.sharing [seconds]` — each size of the growth table takes so many
seconds, default 60. Server, stations and clock share this machine. Stations of the table are lines
of the program on a few loops in two processes; they scan twice a second each, all know all marks,
and tell every ten seconds that they are here. Prints in milliseconds: the wait of a look-up for the
database, from scan at one door to heard at another, and how much of the processors it took.
"""

import asyncio
import contextlib
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from psycopg import AsyncConnection

from station_app.domain.journal import Act
from station_app.domain.sharing import NewMark, SharedMark, StationHere
from station_app.services.sharing import CLAIM_LIMIT_S, Phase, Taken
from station_app.sharing.line import Line
from tests.support.postgres import Database, Server
from tests.support.share_door import EVENT, Door

SIZES = (10, 50, 100, 200)
SCANS_A_SECOND = 2.0
SINGLE = 300
PROCESSES = 2
READERS = 2  # in each
_SETTINGS = ("max_connections=250", "fsync=on")


def told(times_s: Sequence[float]) -> str:
    """Return median, 95 % and worst."""
    if not times_s:
        return "none"
    ordered = sorted(time_s * 1000 for time_s in times_s)
    median, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{median:7.1f} {late:8.1f} {ordered[-1]:8.1f}"


# --- two doors --------------------------------------------------------------------------------


async def two_doors(database: Database) -> tuple[list[float], list[float]]:
    """Scan at one door of the program; return waits of the look-up, and until the other heard."""
    north, south = (Door(database.parameters(), name) for name in ("North", "South"))
    waits, heard = [], []
    async with north, south:
        await asyncio.gather(north.together(), south.together())
        arrived = asyncio.Event()
        south.sharing.on_heard = lambda _: arrived.set()
        for number in range(SINGLE):
            arrived.clear()
            began = time.perf_counter()
            await north.scan(f"{number}")
            waits.append(time.perf_counter() - began)
            await arrived.wait()
            heard.append(time.perf_counter() - began)
            await asyncio.sleep(0.01)
    return waits, heard


# --- many -------------------------------------------------------------------------------------


class Quiet(Line):
    """A station that leaves unread what it is sent: that is the work of another laptop."""

    def _hand_on(self, connection: AsyncConnection) -> None:
        self._notified.clear()
        while connection.pgconn.notifies() is not None:
            pass


class Crowd:
    """Stations on one loop. Few of them read what the others tell."""

    def __init__(self, parameters: dict[str, str], count: int, seed: int) -> None:
        self._dice = random.Random(seed)
        self._lines = [
            (Line if number < READERS else Quiet)(parameters, EVENT, uuid4())
            for number in range(count)
        ]
        self._open = 0
        self._ready, self._warm = asyncio.Event(), asyncio.Event()
        self._sent: dict[UUID, float] = {}
        self.waits: list[float] = []
        self.heard: list[float] = []
        self.failed = 0
        self.notified = 0
        for line in self._lines:
            line.on_phase = self._phase
            line.on_marks = self._marks

    def _phase(self, phase: Phase, _reason: str) -> None:
        self._open += phase is Phase.TOGETHER
        if self._open >= len(self._lines):
            self._ready.set()

    def _marks(self, marks: Sequence[SharedMark], _now: datetime) -> None:
        """Note when a mark of this process arrives at one of its other doors."""
        now = time.perf_counter()
        self.notified += len(marks)
        for mark in marks:
            if (sent := self._sent.get(mark.uid)) is not None:
                self.heard.append(now - sent)

    async def run(self, seconds: float, begin: Callable[[], None]) -> None:
        """Connect, call `begin` once every station had an answer, and scan."""
        running = [asyncio.create_task(line.run()) for line in self._lines]
        await self._ready.wait()
        for line in self._lines:
            self._put(line)
        await self._warm.wait()
        await asyncio.to_thread(begin)
        self.waits.clear()
        self.heard.clear()
        self.notified = 0
        scanning = [asyncio.create_task(self._scan(line, seconds)) for line in self._lines]
        await asyncio.gather(*scanning)
        await asyncio.sleep(1.0)  # the last ones are heard
        for line in self._lines:
            line.stop()
        await asyncio.gather(*running)

    async def _scan(self, line: Line, seconds: float) -> None:
        await asyncio.sleep(self._dice.random())
        end = time.perf_counter() + seconds
        present = time.perf_counter() + self._dice.random() * 10
        station = uuid4()
        while (now := time.perf_counter()) < end:
            self._put(line)
            if now > present:
                present = now + 10
                line.present(
                    StationHere(station=station, name="Door", told_at=datetime.now().astimezone())
                )
            await asyncio.sleep(self._dice.expovariate(SCANS_A_SECOND))

    def _put(self, line: Line) -> None:
        mark = NewMark(
            uid=uuid4(),
            subject=f"g{self._dice.randrange(100_000)}",
            act=Act.SEEN,
            verdict="welcome",
        )
        began = time.perf_counter()
        self._sent[mark.uid] = began

        def done(_taken: Taken | None, error: Exception | None) -> None:
            self.failed += error is not None
            self.waits.append(time.perf_counter() - began)
            if len(self.waits) >= len(self._lines):
                self._warm.set()

        line.put([mark], done)


def _crowd(parameters: dict[str, str], count: int, seconds: float, answers: Connection) -> None:
    """A process with part of the stations."""

    async def run() -> None:
        crowd = Crowd(parameters, count, os.getpid())
        began = 0.0

        def begin() -> None:
            nonlocal began
            answers.send("ready")
            answers.recv()
            began = time.process_time()

        await crowd.run(seconds, begin)
        answers.send(
            (crowd.waits, crowd.heard, crowd.failed, crowd.notified, time.process_time() - began)
        )

    asyncio.run(run())


def many(database: Database, count: int, seconds: float) -> dict[str, Any]:
    """Run so many stations; return what they met."""
    spawn = multiprocessing.get_context("spawn")
    running = []
    for _ in range(PROCESSES):
        mine, theirs = spawn.Pipe()
        part = (database.parameters(), count // PROCESSES, seconds, theirs)
        process = spawn.Process(target=_crowd, args=part, daemon=True)
        process.start()
        running.append((process, mine))
    for _, mine in running:
        mine.recv()
    before = database.rows("SELECT count(*) FROM checkin_share.mark")[0][0]
    server_s = _server_cpu_s(database.server)
    for _, mine in running:
        mine.send("begin")
    waits, heard, failed, notified, station_s = [], [], 0, 0, 0.0
    for process, mine in running:
        some_waits, some_heard, some_failed, some_notified, took_s = mine.recv()
        process.join()
        waits += some_waits
        heard += some_heard
        failed += some_failed
        notified += some_notified
        station_s += took_s
    return {
        "scans": len(waits),
        "rows": database.rows("SELECT count(*) FROM checkin_share.mark")[0][0] - before,
        "waits": waits,
        "heard": heard,
        "failed": failed,
        "notified": notified,
        "server_s": _server_cpu_s(database.server) - server_s,
        "station_s": station_s,
    }


def _server_cpu_s(server: Server) -> float:
    """Return the processor seconds of the server with its ended children and those that run."""
    ticks = os.sysconf("SC_CLK_TCK")
    pid = server.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    whole = 0
    for one in (str(pid), *children):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            whole += sum(map(int, fields[11 : 15 if one == str(pid) else 13]))
    return whole / ticks


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning")
    with Server(*_SETTINGS) as server:
        waits, heard = asyncio.run(two_doors(server.new_database()))
        print(f"{'ms':34} {'median':>7} {'95 %':>8} {'worst':>8}")
        print(f"{'a look-up waits for the database':34} {told(waits)}")
        print(f"{'from scan at A to heard at B':34} {told(heard)}")
        print(f"\n{seconds:.0f} s of {SCANS_A_SECOND:.0f} scans a second and station")
        print(f"{'stations':>8} {'scans/s':>8} {'told/s':>8} {'lost':>5} {'late':>6}"
              f" {'wait: median, 95 %, worst':>27} {'heard: median, 95 %, worst':>28}"
              f" {'server':>8} {'stations':>9}")  # fmt: skip
        for count in SIZES:
            met = many(server.new_database(), count, seconds)
            late = sum(wait > CLAIM_LIMIT_S for wait in met["waits"])
            lost = met["scans"] - met["rows"]
            print(f"{count:8} {met['scans'] / seconds:8.0f} {met['notified'] / seconds:8.0f}"
                  f" {lost:5} {late / met['scans']:6.1%} {told(met['waits']):>27}"
                  f" {told(met['heard']):>28} {met['server_s'] / seconds:7.0%}"
                  f" {met['station_s'] / seconds:8.0%}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
