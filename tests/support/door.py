"""The services of a station put together over a real server and a real cache, without a screen."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from station_app.api.client import ApiClient, Http, open_http
from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from station_app.services.look_up import LookUp
from station_app.services.ports import Change, Credentials, GuestApi, GuestList, Listed
from station_app.services.session import Session
from station_app.services.sync import Sync, SyncStatus
from station_app.store.cache import GuestCache
from station_app.store.secrets import MemorySecrets
from station_app.training.server import TrainingServer

ALL = "/api/v1/guest/list/all"
RECENT = "/api/v1/guest/list/recent"
LOGIN = "/api/v1/login"
LOGOUT = "/api/v1/logout"


def credentials_of(server: TrainingServer) -> Credentials:
    return Credentials(
        server=server.url,
        event_id=server.event_id,
        station=server.station_name,
        app_code=server.app_code,
    )


async def fetch_all(api: GuestApi, who: Credentials, token: str) -> GuestList:
    """Fetch a whole list and hold it at once."""
    guests: list[Guest] = []

    async def take(some: Sequence[Listed], _expected: int | None) -> None:
        guests.extend(decode_guest(one.raw) for one in some)

    facts = await api.fetch_all(who, token, take)
    assert len(guests) == facts.received
    return GuestList(
        guests=guests,
        server_time=facts.server_time,
        count=facts.count,
        set_aside=facts.set_aside,
    )


@dataclass
class Door:
    """The parts of one station, and every status and change they told."""

    session: Session
    sync: Sync
    store: GuestCache
    look_up: LookUp
    secrets: MemorySecrets
    statuses: list[SyncStatus] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, condition, timeout_s: float = 20.0):  # type: ignore[no-untyped-def]
        """Wait until `condition(status)` holds."""
        async with asyncio.timeout(timeout_s):
            while not condition(self.sync.status):
                self.told.clear()
                await self.told.wait()

    async def listed(self) -> int:
        return (await self.store.totals()).listed


@asynccontextmanager
async def a_door(
    server: TrainingServer,
    path: Path,
    *,
    poll_s: float = 0.1,
    reconcile_s: float = 3600.0,
    run: bool = True,
    http: Http | None = None,
    key: bytes | None = None,
) -> AsyncIterator[Door]:
    """Open a door on `server` with its cache at `path`; `run` starts polling.

    `http` is a client that stays open, for many doors one after the other.
    """
    with ThreadPoolExecutor(1) as worker:
        async with open_http() if http is None else nullcontext(http) as http:
            api = ApiClient(http, worker)
            secrets = MemorySecrets()
            session = Session(api, secrets, credentials_of(server))
            store = await GuestCache.open(path, decode_guest, key)
            sync = Sync(session, store, api, poll_s=poll_s, reconcile_s=reconcile_s)
            door = Door(session, sync, store, LookUp(store, sync.ask_now), secrets)

            def on_status(status: SyncStatus) -> None:
                door.statuses.append(status)
                door.told.set()

            def on_change(change: Change) -> None:
                door.changes.append(change)
                door.told.set()

            sync.on_status, sync.on_change = on_status, on_change
            store.on_damaged = sync.reload
            sync.adopt(await store.state())
            polling = asyncio.ensure_future(sync.run()) if run else None
            try:
                yield door
            finally:
                if polling is not None:
                    polling.cancel()
                    await asyncio.gather(polling, return_exceptions=True)
                await sync.stop()
                await store.close()
