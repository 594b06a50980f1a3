"""The door that is open: with which secrets and which list it opens, and how it is closed."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from station_app.app.entrances import Entrances, credentials_at
from station_app.app.preferences import Preferences
from station_app.domain.errors import CacheUnusable, KeyUnavailable, LoginRefused, Refused
from station_app.domain.timings import Timings
from station_app.services.ports import Credentials, GuestApi, Login, Secrets, SecretStore
from station_app.services.session import secret_key
from station_app.settings import Entrance, Settings
from station_app.ui.lanes import Lanes
from station_app.ui.station.screen import StationScreen

if TYPE_CHECKING:
    from station_app.app.sharing import SharedMemory
    from station_app.services.look_up import Answer
    from station_app.services.sync import SyncStatus
    from station_app.store.cache import GuestCache
    from station_app.ui.door import Door

log = logging.getLogger(__name__)

_LOGOUT_S = 3.0


class Doors:
    """At most one open door; the lanes are attached to it."""

    def __init__(
        self,
        api: GuestApi,
        secrets: SecretStore,
        entrances: Entrances,
        preferences: Preferences,
        lanes: Lanes,
        view: StationScreen,
        timings: Timings,
        shared: "SharedMemory",
    ) -> None:
        self._api = api
        self.shared = shared
        self._secrets = secrets
        self._entrances = entrances
        self._preferences = preferences
        self._lanes = lanes
        self._view = view
        self._timings = timings
        self._folders = ExitStack()  # of lists that no disk takes
        self.door: Door | None = None
        self.cache: GuestCache | None = None  # of this door
        self.on_opening: Callable[[Door], None] = lambda _: None
        self.on_opened: Callable[[], None] = lambda: None
        self.on_answered: Callable[[Answer, bool], None] = lambda _answer, _seen: None
        self.on_refused: Callable[[Credentials, Refused], None] = lambda _who, _why: None
        preferences.changed.connect(self._apply)

    # --- what is kept -------------------------------------------------------------------------

    async def resumed(self) -> tuple[Credentials, str] | None:
        """Return the entrance that opens without a question, with its token; None to ask."""
        if not self._entrances.opens_at_once:
            return None
        credentials = self._entrances.last()
        secrets = await self._secrets.load(secret_key(credentials))
        code = credentials.app_code or secrets.app_code
        if not code:
            return None
        token = secrets.token if code == secrets.app_code else ""
        return replace(credentials, app_code=code), token

    async def credentials_of(self, entrance: Entrance) -> Credentials:
        """Return what logs in at an entrance used before; its App Code is '' if it is not kept."""
        credentials = credentials_at(entrance)
        kept = await self._secrets.load(secret_key(credentials))
        return replace(credentials, app_code=kept.app_code)

    async def knows(self, credentials: Credentials) -> bool:
        """Whether this laptop has a list of that entrance, and the App Code is the one kept."""
        kept = await self._secrets.load(secret_key(credentials))
        is_kept = bool(kept.app_code) and kept.app_code == credentials.app_code
        return is_kept and self._entrances.has_list(credentials)

    # --- open and close -----------------------------------------------------------------------

    async def open_logged_in(self, credentials: Credentials, login: Login | None) -> None:
        """Open the door after the form: with a session, or offline with the list kept here."""
        token = login.token if login else ""
        await self._secrets.save(secret_key(credentials), Secrets(credentials.app_code, token))
        another = self.door is not None and not self.is_at(credentials)
        if another:  # its lanes are not the next one's, and the camera waits for the next list
            self._lanes.stop()
        await self._close(forget=False, log_out=another)
        await self.open(credentials, token, login)

    async def open(self, credentials: Credentials, token: str, login: Login | None = None) -> None:
        """Open a door with what is kept of it; the network comes afterwards."""
        from station_app.store.exports import write_new
        from station_app.store.journal import JournalFile, journal_file
        from station_app.ui.door import Door

        self._entrances.stand_at(credentials)
        list_file = self._entrances.list_to_open(credentials)
        key = await self._key_of(credentials)
        door = Door(
            credentials,
            token,
            api=self._api,
            secrets=self._secrets,
            store=await self._open_cache(list_file, key),
            notes=JournalFile(journal_file(list_file), key, locked=key is None),
            write_new=write_new,
            view=self._view,
            settings=self._preferences.now,
            timings=self._timings,
        )
        door.presenter.on_answered = lambda answer, seen: self.on_answered(answer, seen)
        door.on_status = self._sync_told
        door.on_event_name = lambda name: self._entrances.remember(credentials, name)
        self.on_opening(door)
        await door.open(login.event if login else None)
        self.door = door
        self._entrances.remember(credentials, login.event.name if login else "")
        self._lanes.attach(door.presenter)
        self._lanes.start(camera=door.sync.status.loaded)
        self.on_opened()
        door.start()
        self.shared.join(door)

    def is_at(self, who: Credentials) -> bool:
        """Whether the door of an entrance is open."""
        return self.door is not None and secret_key(self.door.credentials) == secret_key(who)

    async def log_out(self) -> None:
        """End this door: the session at the server, and the App Code in the key store."""
        self._preferences.resume_nothing()
        await self._close(forget=True)

    async def stop(self) -> None:
        """Close the door as the program ends: the next start opens it again."""
        await self._close(forget=False)
        self._folders.close()

    async def _key_of(self, who: Credentials) -> bytes | None:
        """Return the key of an entrance's files, None while it cannot be had."""
        try:
            return await self._secrets.file_key(secret_key(who))
        except KeyUnavailable as error:
            log.error("list and notes cannot be kept now (%s)", error)
            return None

    async def _open_cache(self, path: Path, key: bytes | None) -> "GuestCache":
        """Open the cache. On a disk that takes none, or without its key, open one that lasts until
        the program ends; so does its key."""
        from station_app.api.wire import decode_guest
        from station_app.store.cache import GuestCache
        from station_app.store.keys import new_key

        self.cache = None
        if key is not None:
            try:
                self.cache = await GuestCache.open(path, decode_guest, key)
            except CacheUnusable as error:
                log.error("the list cannot be kept on this disk (%s): only until closing", error)
        if self.cache is None:
            import tempfile

            folder = self._folders.enter_context(tempfile.TemporaryDirectory())
            self.cache = await GuestCache.open(Path(folder) / path.name, decode_guest, new_key())
        return self.cache

    async def end_kept(self, who: Credentials) -> datetime | None:
        """Return the end of the event of a door that is closed, as its list says."""
        from station_app.api.wire import decode_guest
        from station_app.store.cache import GuestCache

        try:
            key = await self._secrets.file_key(secret_key(who))
            cache = await GuestCache.open(self._entrances.list_to_open(who), decode_guest, key)
        except (CacheUnusable, KeyUnavailable):
            return None
        try:
            return (await cache.state()).event.ends_at
        finally:
            await cache.close()

    async def _close(self, *, forget: bool, log_out: bool = True) -> None:
        door, self.door = self.door, None
        if door is None:
            return
        self.cache = None
        self._lanes.detach()
        await self.shared.leave()
        await door.close(log_out=log_out, forget=forget, timeout_s=_LOGOUT_S)

    # --- while it is open ---------------------------------------------------------------------

    def at_door(self, act: Callable[..., None]) -> Callable[..., None]:
        """Return what does `act` with the open door; nothing while there is none."""

        def wish(*arguments: object) -> None:
            if self.door is not None:
                act(self.door, *arguments)

        return wish

    def _apply(self, settings: Settings, changed: frozenset[str]) -> None:
        if self.door is not None:
            self.door.apply(settings)
            if "language" in changed:
                self.door.presenter.retranslate()

    def _sync_told(self, status: "SyncStatus", before: "SyncStatus") -> None:
        """The first list starts the camera. A refusal is told once; look-ups go on."""
        from station_app.services.sync import Phase

        if status.loaded and not before.loaded:
            self._lanes.start(camera=True)
        if status.phase is not Phase.SIGNED_OUT or before.phase is Phase.SIGNED_OUT:
            return
        if isinstance(status.error, LoginRefused) and self.door is not None:
            self.on_refused(self.door.credentials, status.error.refusal)
