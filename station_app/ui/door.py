"""One open door: session, polling, look-up and presenter over one cache."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale

from station_app.domain.errors import CacheUnusable, JournalUnreadable
from station_app.domain.event_address import EventAddress
from station_app.domain.guest import Guest, GuestId
from station_app.domain.journal_export import separator_of
from station_app.domain.timings import Timings
from station_app.services.journal import Journal, JournalStore, local_now
from station_app.services.journal_export import (
    Exported,
    JournalExport,
    Kind,
    WriteNew,
    file_name,
)
from station_app.services.look_up import LookUp
from station_app.services.ports import (
    Change,
    Credentials,
    EventInfo,
    GuestApi,
    GuestStore,
    SecretStore,
)
from station_app.services.session import Session
from station_app.services.sharing import Sharing
from station_app.services.sync import Phase, Sync, SyncStatus
from station_app.settings import Settings
from station_app.ui.export.places import documents_folder
from station_app.ui.privacy.discretion import Discretion
from station_app.ui.station.presenter import StationPresenter
from station_app.ui.station.return_times import ReturnTimes
from station_app.ui.station.screen import StationScreen

log = logging.getLogger(__name__)

_FAST_S = 2.0  # the one station that asks for all
_SLOW_S = 30.0  # the others, unless they are hinted
_WAVE_S = 0.02  # for each door
_CLOSING_S = 10.0  # for an export; a folder on a network may hang


class ClosableStore(GuestStore, Protocol):
    """A guest cache that its door closes."""

    on_damaged: Callable[[], None]

    async def warm(self) -> None: ...
    async def close(self) -> None: ...


class Door:
    """A station logged in, or about to be, with its list. `open`, then `start`, at last `close`."""

    def __init__(
        self,
        credentials: Credentials,
        token: str,
        *,
        api: GuestApi,
        secrets: SecretStore,
        store: ClosableStore,
        notes: JournalStore,
        write_new: WriteNew,
        view: StationScreen,
        settings: Settings,
        timings: Timings,
    ) -> None:
        self.credentials = credentials
        self._settings = settings
        self._store = store
        self._session = Session(api, secrets, credentials, token)
        self._session.on_event = self._event_told
        self.sync = Sync(
            self._session,
            store,
            api,
            poll_s=settings.poll_seconds,
            reconcile_s=settings.reconcile_minutes * 60,
        )
        self.journal = Journal(notes, self.sync)
        self._export = JournalExport(notes, store, credentials, write_new)
        self.look_up = LookUp(store, self.sync.ask_now)
        self.presenter = StationPresenter(
            view,
            self.look_up,
            store,
            self.sync,
            self.journal,
            return_times=_return_times(settings),
            place=EventInfo(event_id=credentials.event_id, station=credentials.station),
            timings=timings,
        )
        self.presenter.discretion = Discretion.of(settings)
        self.sync.timings = timings
        self.presenter.surroundings.is_plain = not EventAddress(credentials.server).is_secure
        self.sharing: Sharing | None = None
        self._hinting: asyncio.TimerHandle | None = None
        self._polled_at = 0.0
        self._status = self.sync.status
        self._polling: asyncio.Task[None] | None = None
        self.on_status: Callable[[SyncStatus, SyncStatus], None] = lambda _now, _before: None
        self.on_event_name: Callable[[str], None] = lambda _: None

    async def open(self, event: EventInfo | None) -> None:
        """Show what the cache holds, before any network."""
        if event is not None:
            await self._save(event)
        self._store.on_damaged = self.sync.reload
        self.sync.adopt(await self._store.state())
        self._status = self.sync.status
        self.sync.on_status = self._status_told
        self.sync.on_change = self._list_changed
        self.journal.on_keeping = self.presenter.notes_changed
        self.journal.start()
        await self.presenter.start()
        if event is not None:
            self.presenter.event_changed(event)  # whatever the disk keeps of it

    async def warm(self) -> None:
        """Prepare the first search, in a moment that nobody needs."""
        await self._store.warm()

    def start(self) -> None:
        """Begin to poll."""
        self._polling = asyncio.ensure_future(self.sync.run())

    async def close(self, *, log_out: bool, forget: bool, timeout_s: float) -> None:
        """Stop polling, log out if asked, flush and close the cache."""
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
        if self._hinting is not None:
            self._hinting.cancel()
        await self.sync.stop()
        await self.presenter.stop()
        await self.share(None)
        await self._export_at_closing()
        await self.journal.close()
        if log_out:
            await self._session.log_out(forget=forget, timeout_s=timeout_s)
        await self._store.close()

    def apply(self, settings: Settings) -> None:
        """Take over changed settings."""
        self._settings = settings
        self.presenter.return_times = _return_times(settings)
        if self.presenter.discretion != (discretion := Discretion.of(settings)):
            self.presenter.discretion = discretion
            self.presenter.retranslate()
            self.presenter.list_changed(Change())  # a search lists more, or fewer
        self._pace()
        self.sync.reconcile_s = settings.reconcile_minutes * 60

    async def export(self, path: Path, kind: Kind, *, names: bool) -> Exported:
        """Write this laptop's notes to a new file. Raises `OSError` and `JournalUnreadable`."""
        separator = separator_of(QLocale.system().decimalPoint())
        return await self._export.save(path, kind, names=names, separator=separator)

    async def _export_at_closing(self) -> None:
        settings = self._settings
        if not settings.export_at_closing or not self.journal.made:
            return
        folder = Path(settings.export_folder or documents_folder())
        try:
            async with asyncio.timeout(_CLOSING_S):
                for kind in Kind:
                    path = folder / file_name(kind, local_now())
                    await self.export(path, kind, names=settings.export_names)
        except (OSError, TimeoutError, JournalUnreadable) as error:
            log.error("the notes were not exported at closing: %s", type(error).__name__)

    async def guests(self, ids: Sequence[GuestId]) -> dict[GuestId, Guest]:
        """Return the guests on this laptop among these ids. Raises `CacheUnusable`."""
        return await self._store.by_ids(ids)

    # --- other doors --------------------------------------------------------------------------

    async def share(self, sharing: Sharing | None, told: Callable[[], None] | None = None) -> None:
        """Take part in the memory of all doors, or leave it. `told` hears of its status."""
        left, self.sharing = self.sharing, sharing
        self.presenter.elsewhere.sharing = sharing
        if left is not None:
            await left.close()
        if sharing is None:
            self.presenter.sharing_changed()
            return

        def status_changed(_: object) -> None:
            self._pace()
            self.presenter.sharing_changed()
            if told is not None:
                told()

        sharing.on_status = status_changed
        sharing.on_heard = self.presenter.heard
        sharing.on_hint = self._hinted
        sharing.list_as_of = self._list_as_of
        entries = await self.journal.of_today()
        if self.sharing is sharing:
            sharing.start(entries)
            status_changed(None)

    def _pace(self) -> None:
        """Ask the server faster for all, or slower because another station does."""
        poll_s = self._settings.poll_seconds
        sharing = self.sharing
        if sharing is not None and sharing.status.is_connected and sharing.status.doors > 1:
            sharing.stand(self.sync.status.phase is Phase.LIVE)
            poll_s = min(poll_s, _FAST_S) if sharing.is_elected else max(poll_s, _SLOW_S)
        self.sync.poll_s = poll_s

    def _hinted(self) -> None:
        """Another station heard of changes: ask soon, but no sooner than without one, and not in
        one wave with all the others."""
        if self._hinting is not None or self.sharing is None:
            return
        due_s = self._polled_at + self._settings.poll_seconds - time.monotonic()
        wave_s = random.uniform(0, _WAVE_S * self.sharing.status.doors)
        self._hinting = asyncio.get_running_loop().call_later(max(0.0, due_s) + wave_s, self._ask)

    def _ask(self) -> None:
        self._hinting = None
        self.sync.retry_now()

    def _list_as_of(self) -> datetime | None:
        try:
            moment = datetime.fromisoformat(self.sync.status.as_of)
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else None

    async def _event_told(self, event: EventInfo) -> None:
        await self._save(event)
        self.presenter.event_changed(event)
        self.on_event_name(event.name)

    async def _save(self, event: EventInfo) -> None:
        try:
            await self._store.save_event(event)
        except CacheUnusable as error:
            log.error("what was told of the event is not kept: %s", error)

    def _status_told(self, status: SyncStatus) -> None:
        before, self._status = self._status, status
        if status.as_of != before.as_of:
            self._polled_at = time.monotonic()
        self._pace()
        self.presenter.sync_changed(status)
        self.on_status(status, before)

    def _list_changed(self, change: Change) -> None:
        self.presenter.list_changed(change)
        if self.sharing is not None:
            self.sharing.changes_heard()


def _return_times(settings: Settings) -> ReturnTimes:
    return ReturnTimes(welcome_s=settings.welcome_seconds, attention_s=settings.attention_seconds)
