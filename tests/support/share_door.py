"""A door that shares: journal entries, `Sharing` and a link to a real database, without a window.

`python -m tests.support.share_door` is one in a process of its own: it is told what to do by lines
of JSON, and answers each with one.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

from station_app.domain.journal import Act, Entry, Moment
from station_app.domain.sharing import SeenElsewhere
from station_app.services.sharing import Phase, Sharing
from station_app.services.steady import steady_s
from station_app.sharing.link import PostgresLink

EVENT = "0123456789abcdef" * 2
KEY = b"k" * 32


class Remembered:
    """`Watermark` in memory."""

    def __init__(self) -> None:
        self.number = 0

    def load(self, _newest: int) -> int:
        return self.number

    def save(self, number: int) -> None:
        self.number = number


class Door:
    """One station. `off_s` is how wrong the clock of its laptop is."""

    def __init__(
        self,
        parameters: Mapping[str, str],
        name: str = "Main",
        *,
        event: str = EVENT,
        station: UUID | None = None,
        off_s: float = 0.0,
    ) -> None:
        station = station or uuid4()
        self.link = PostgresLink(parameters, event, station)
        self.watermark = Remembered()
        self.sharing = Sharing(self.link, station, name, KEY, self.watermark)
        self._off = timedelta(seconds=off_s)
        self._changed = asyncio.Event()
        self.journal: list[Entry] = []
        self.heard: set[str] = set()
        self.sharing.on_status = lambda _: self._changed.set()
        self.sharing.on_stations = self._changed.set
        self.sharing.on_heard = self._hear

    def _hear(self, subjects: frozenset[str]) -> None:
        self.heard |= subjects
        self._changed.set()

    async def __aenter__(self) -> Self:
        self.sharing.start(self.journal)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.sharing.close()

    async def until(self, condition: Callable[[], bool], timeout_s: float = 30.0) -> None:
        """Wait for something this door can hear of."""
        async with asyncio.timeout(timeout_s):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def together(self) -> None:
        """Wait until the database answers and has taken everything."""
        await self.until(
            lambda: self.sharing.status.phase is Phase.TOGETHER and not self.sharing.status.waiting
        )

    async def scan(self, guest: str, verdict: str = "welcome") -> SeenElsewhere | None:
        """Look a guest up; return where they were before."""
        return self.sharing.seen(await self.note(guest, verdict))

    def scan_at_once(self, guest: str) -> SeenElsewhere | None:
        """Look a guest up, which has to wait for nothing; return where they were before."""
        looking = self.note(guest)
        try:
            looking.send(None)
        except StopIteration as done:
            return self.sharing.seen(done.value)
        looking.close()
        raise AssertionError("the look-up waits")

    async def taken(self) -> None:
        """Wait until the database has what this door noted, and knows that it is here."""
        await self.until(lambda: not self.sharing.status.waiting and bool(self.sharing.stations))

    async def is_first(self, guest: str) -> tuple[bool, bool]:
        """Look a guest up; return whether nobody saw them before, and whether the database said."""
        entry = self.entry(Act.SEEN, guest=guest, verdict="welcome")
        together = await self.sharing.note(entry)
        return self.sharing.seen(entry) is None, together

    async def note(self, guest: str, verdict: str = "welcome") -> Entry:
        entry = self.entry(Act.SEEN, guest=guest, verdict=verdict)
        await self.sharing.note(entry)
        return entry

    async def act(self, act: Act, about: Entry) -> Entry:
        """Note something of an earlier entry."""
        entry = self.entry(act, about=about)
        await self.sharing.note(entry)
        return entry

    def entry(self, act: Act, **facts: Any) -> Entry:
        """Write an entry into the journal of this laptop."""
        moment = Moment(datetime.now().astimezone() + self._off, None, steady_s())
        entry = Entry(act=act, moment=moment, number=len(self.journal) + 1, **facts)
        self.journal.append(entry)
        return entry


async def _serve() -> None:
    parameters, name, off_s = json.loads(sys.stdin.readline())
    loop = asyncio.get_running_loop()
    async with Door(parameters, name, off_s=off_s) as door:
        await door.together()
        _answer("ready")
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            _answer(await door.is_first(json.loads(line)))


def _answer(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve())
