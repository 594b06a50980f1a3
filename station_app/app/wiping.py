"""When data are wiped: by itself some days after an event's end, or when a person says so."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from station_app.app.doors import Doors
from station_app.app.entrances import Entrances, credentials_at
from station_app.app.preferences import Preferences
from station_app.services.ports import Credentials
from station_app.services.session import secret_key
from station_app.settings import Entrance
from station_app.store.keys import entrance_name
from station_app.store.wipe import Wipe

if TYPE_CHECKING:
    from station_app.ui.login.removed import Removed

log = logging.getLogger(__name__)

_FIRST_S, _EVERY_S = 60.0, 3600.0


class Wiping:
    """Wipes what is due, and closes the door first if it is that door's."""

    def __init__(
        self, wipe: Wipe, doors: Doors, entrances: Entrances, preferences: Preferences
    ) -> None:
        self._wipe = wipe
        self._doors = doors
        self._entrances = entrances
        self._preferences = preferences
        self.removed: Removed | None = None  # by itself, and nobody was told yet
        self.on_due: Callable[[], Awaitable[Credentials | None]] = _nobody
        self.on_removed: Callable[[], None] = lambda: None

    async def begin(self) -> None:
        """Before anything is opened: go on with what was interrupted, wipe what is over.

        Two small files are read here and now: a thread would take longer to begin.
        """
        due = self._wipe.due(self._preferences.now.wipe_days)  # also what was interrupted
        clean = await self._wipe.resume()
        if due:
            log.info("%d event(s) ended long enough ago", len(due))
            await self._remove(due)
        elif not clean:
            self._tell([], clean=False)

    async def watch(self) -> None:
        """Note when the event of the open door ends, and look whether it is over, every hour."""
        wait_s = _FIRST_S
        while True:
            await asyncio.sleep(wait_s)
            wait_s = _EVERY_S
            await self.look()

    async def look(self) -> None:
        """Do what `watch` does every hour."""
        await self.note()
        await self._look_at_others()
        due = await asyncio.to_thread(self._wipe.due, self._preferences.now.wipe_days)
        if not due:
            return
        door = self._doors.door
        if door is not None and name_of(door.credentials) in due:
            await self.before_leaving()
            await self.on_due()
        await self._remove(due)

    async def _remove(self, due: Mapping[str, datetime | None]) -> None:
        """Wipe by itself, and keep what a person is to be told about it."""
        names = {
            entrance_name(one.server, one.event_id, one.station): one.event_name
            for one in self._entrances.known
        }
        clean = await self.wipe(due)
        self._tell([(names.get(name, ""), ended) for name, ended in due.items()], clean=clean)

    def _tell(self, over: Sequence[tuple[str, datetime | None]], *, clean: bool) -> None:
        from station_app.ui.login.removed import EventOver, Removed

        now = Removed(
            events=tuple(EventOver(name=name, ended=ended) for name, ended in over),
            after_days=self._preferences.now.wipe_days,
            key_left=not clean,
        )
        self.removed = self.removed.and_then(now) if self.removed is not None else now
        self.on_removed()

    def forget_removed(self) -> None:
        """A person was told."""
        self.removed = None
        self.on_removed()

    async def _look_at_others(self) -> None:
        """Once for each entrance: encrypt what a former version left, note when its event ends."""
        known = {name_of(who): who for who in self._known()}
        await asyncio.to_thread(self._wipe.drop_plain, known)
        open_name = name_of(self._doors.door.credentials) if self._doors.door is not None else ""
        for name, who in known.items():
            if name == open_name or not self._entrances.has_list(who):
                continue
            if not await asyncio.to_thread(self._wipe.knows, name):
                ends_at = await self._doors.end_kept(who)
                await asyncio.to_thread(self._wipe.note, name, ends_at, None)

    async def note(self) -> None:
        """Keep what the server said about the end of this door's event."""
        door, cache = self._doors.door, self._doors.cache
        if door is None or cache is None:
            return
        event = (await cache.state()).event
        name, heard = name_of(door.credentials), door.sync.server_now()
        await asyncio.to_thread(self._wipe.note, name, event.ends_at, heard)

    @property
    def is_open(self) -> bool:
        """Whether a door is open."""
        return self._doors.door is not None

    def is_at(self, entrance: Entrance) -> bool:
        """Whether the door of an entrance is open."""
        return self._doors.is_at(credentials_at(entrance))

    @property
    def event_name(self) -> str:
        """What the event of the open door is called, as far as that is known."""
        door = self._doors.door
        return self._entrances.event_name(door.credentials) if door is not None else ""

    async def event_end(self) -> datetime | None:
        """Return when the event of the open door ends; None if nobody said."""
        cache = self._doors.cache
        return (await cache.state()).event.ends_at if cache is not None else None

    async def wipe(self, names: Iterable[str]) -> bool:
        """Wipe entrances that are closed; whether every key is surely gone."""
        wiped = set(names)
        last = self._preferences.now.entrances[:1]
        if any(entrance_name(one.server, one.event_id, one.station) in wiped for one in last):
            self._preferences.resume_nothing()
        return await self._wipe.entrances(wiped)

    async def remove(self, entrance: Entrance) -> bool:
        """Wipe an entrance that is closed and forget it; whether every key is surely gone."""
        clean = await self.wipe([name_of(credentials_at(entrance))])
        self._entrances.remove(entrance)
        return clean

    async def wipe_everything(self) -> bool:
        """Wipe all of this laptop's data; whether every key is surely gone."""
        keys = self.known_keys()
        self._entrances.forget()
        self._doors.shared.forget()
        return await self._wipe.everything(keys)

    def known_keys(self) -> list[str]:
        """Return the names that secrets of entrances used before are kept under."""
        return [*map(secret_key, self._known()), *self._doors.shared.secret_keys]

    async def before_leaving(self) -> None:
        """Let the shared memory forget an event that is over, before its door is closed."""
        await self._doors.shared.forget_if_over(await self.event_end())

    def _known(self) -> list[Credentials]:
        return [credentials_at(entrance) for entrance in self._entrances.known]


def name_of(who: Credentials) -> str:
    """Return what everything of an entrance is filed under."""
    return entrance_name(who.server, who.event_id, who.station)


async def _nobody() -> None:
    return None
