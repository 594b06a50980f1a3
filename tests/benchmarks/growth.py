"""Memory of a long evening: polls with changes, searches and scans, after a warm-up.

`python -m tests.benchmarks.growth [share]` — share 1 is the whole evening (10,000 polls, 100,000
searches, 20,000 scans; some 20 minutes), default 0.1. Prints resident MB as it goes, and what of
it SQLite holds: its page caches fill to a fixed size as ever more of the file is read, which no
warm-up gets done. Exit status 1 if all the rest grew by 5 MB or more.
"""

import asyncio
import gc
import os
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import apsw
from PySide6.QtWidgets import QApplication

from station_app.api.wire import parse_guest_list
from station_app.app import Station
from station_app.domain.scan import Lane, Scan
from station_app.services.look_up import Answer
from station_app.ui.event_loop import open_loop
from tests.benchmarks import cached_event
from tests.benchmarks.opened import a_station

GUESTS = 10_000
POLLS, SEARCHES, SCANS = 10_000, 100_000, 20_000
ROUNDS = 10  # the evening in so many equal parts; the first is the warm-up
LIMIT_MB = 5.0


def resident_mb() -> tuple[float, float]:
    """Return what the process holds, and SQLite within it."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, apsw.memory_used() / 2**20


class Evening:
    """What happens at a door, again and again."""

    def __init__(self, station: Station) -> None:
        assert station.doors.door is not None
        self._lanes = station.devices.lanes
        self._door = station.doors.door
        self._dice = random.Random(3)
        self._answered = asyncio.Event()
        self._door.presenter.on_answered = self._take
        self._number = 0
        self._code = ""

    def _take(self, _answer: Answer, _seen: bool) -> None:
        self._answered.set()

    async def poll(self) -> None:
        """Take over what a poll brought, as polling does."""
        self._number += 1
        guest = cached_event.guest(self._dice.randrange(GUESTS), self._dice)
        guest["checkInDateTime"] = f"2026-06-01T{self._number % 24:02d}:{self._number % 60:02d}:00Z"
        news = parse_guest_list(cached_event.answer([guest]))
        self._door.presenter.list_changed(await self._door._store.apply_recent(news))

    async def search(self) -> None:
        """Type a few letters of somebody."""
        name = self._dice.choice(cached_event.FIRST + cached_event.LAST)
        text = name[: self._dice.randrange(1, len(name) + 1)]
        self._door.presenter.search(text)
        await self._door._store.search(text, 50)
        await asyncio.sleep(0)

    async def scan(self) -> None:
        """Hold a badge up and wait for the answer."""
        self._answered.clear()
        before = self._code
        while self._code == before:  # the same badge again is no new scan
            self._code = f"C{self._dice.randrange(GUESTS):06d}"
        self._lanes.scanned.emit(Scan(self._code, Lane.SERIAL))
        await self._answered.wait()


async def _times(count: int, act: Callable[[], Awaitable[None]]) -> None:
    for _ in range(count):
        await act()


async def spend(app: QApplication, folder: Path, share: float) -> float:
    """Spend an evening and print the memory; return by how many MB all but SQLite grew."""
    async with a_station(app, folder) as station:
        evening = Evening(station)
        warm: tuple[float, float] | None = None
        for part in range(ROUNDS):
            await _times(round(POLLS * share / ROUNDS), evening.poll)
            await _times(round(SEARCHES * share / ROUNDS), evening.search)
            await _times(round(SCANS * share / ROUNDS), evening.scan)
            now = resident_mb()
            warm = warm or now
            grown, pages = (is_now - was for is_now, was in zip(now, warm, strict=True))
            print(
                f"{(part + 1) / ROUNDS:5.0%}  {now[0]:7.1f} MB  {grown:+6.1f},"
                f" SQLite {pages:+6.1f}, the rest {grown - pages:+6.1f}"
            )
        return grown - pages


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.1
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        cached_event.prepare(Path(folder), GUESTS)
        with open_loop(app) as loop:
            grown_mb = loop.run_until_complete(spend(app, Path(folder), share))
    print(f"grew by {grown_mb:.1f} MB after the warm-up, page caches apart")
    raise SystemExit(grown_mb >= LIMIT_MB)


if __name__ == "__main__":
    main()
