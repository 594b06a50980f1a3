"""A station page's presenter over a real list and real notes, with nobody to look at it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from station_app.domain.scan import Lane, Scan
from station_app.domain.verdict import Verdict
from station_app.services.journal import Journal
from station_app.services.look_up import Answer, LookUp
from station_app.services.ports import EventInfo
from station_app.services.sync import Phase, Sync, SyncStatus
from station_app.store.cache import GuestCache
from station_app.store.journal import JournalFile
from station_app.ui.station.presenter import StationPresenter
from station_app.ui.station.return_times import ReturnTimes
from station_app.ui.station.screen import (
    HistoryRow,
    LaneLine,
    Screen,
    SyncLine,
)
from tests.support.builders import NOON, a_guest, a_list


class FakeView:
    """Keeps what it was told to show."""

    def __init__(self) -> None:
        self.screens: list[Screen] = []
        self.history: tuple[HistoryRow, ...] = ()
        self.cleared = 0
        self.sync = SyncLine(text="")
        self.told = asyncio.Event()

    def show_screen(self, screen: Screen) -> None:
        self.screens.append(screen)
        self.told.set()

    def set_event(self, title: str, station: str) -> None: ...
    def set_sync(self, line: SyncLine) -> None:
        self.sync = line

    def set_count(self, text: str) -> None: ...
    def set_lanes(self, lanes: tuple[LaneLine, ...]) -> None: ...
    def set_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self.history = rows

    def clear_search(self) -> None:
        self.cleared += 1

    @property
    def screen(self) -> Screen:
        return self.screens[-1]

    async def until(self, condition: Callable[[Screen], bool]) -> Screen:
        async with asyncio.timeout(10):
            while not condition(self.screen):
                self.told.clear()
                await self.told.wait()
        return self.screen


class Door:
    """A presenter over a real cache, with a server that is asked by hand."""

    def __init__(
        self,
        cache: GuestCache,
        notes: JournalFile,
        ask_now: Callable[[float], Awaitable[bool]],
    ) -> None:
        self.view = FakeView()
        self.sync = Sync.__new__(Sync)
        self.sync.status = SyncStatus(phase=Phase.LIVE, loaded=True)
        self.sync._anchor = None
        self.answers: list[Answer] = []
        self.now_s = 100.0
        self.notes = notes
        self.journal = Journal(
            notes,
            self.sync,
            wall=lambda: NOON.astimezone() + timedelta(seconds=self.now_s),
            steady=lambda: self.now_s,
        )
        self.presenter = StationPresenter(
            self.view,
            LookUp(cache, ask_now),
            cache,
            self.sync,
            self.journal,
            return_times=ReturnTimes(),
            place=EventInfo(event_id="7", station="North"),
            monotonic=lambda: self.now_s,
        )
        self.presenter.on_answered = lambda answer, _: self.answers.append(answer)

    def scan(self, text: str) -> None:
        self.presenter.scan(Scan(text, Lane.KEYBOARD))

    async def shows(self, verdict: Verdict) -> Screen:
        return await self.view.until(
            lambda screen: screen.lintel is not None and screen.lintel.verdict is verdict
        )


def at_a_door(
    folder: Path,
    guests: list[Guest],
    story: Callable[[Door, GuestCache], Awaitable[None]],
    ask_now: Callable[[float], Awaitable[bool]] | None = None,
) -> None:
    async def never(_: float) -> bool:
        return False

    async def run() -> None:
        cache = await GuestCache.open(folder / "c.db", decode_guest)
        await cache.apply_all(a_list(*guests), remove_missing=False)
        door = Door(cache, JournalFile(folder / "j.db"), ask_now or never)
        door.journal.on_keeping = door.presenter.notes_changed
        door.journal.start()
        await door.presenter.start()
        try:
            await story(door, cache)
        finally:
            await door.presenter.stop()
            await door.journal.close()
            await cache.close()

    asyncio.run(run())


GUESTS = [a_guest(id=f"g{n}", last=f"Guest{n}", accessCode=f"C{n:03d}") for n in range(50)]
