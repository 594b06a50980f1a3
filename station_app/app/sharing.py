"""The memory of all doors, as settings, command line and card ask for it."""

import asyncio
import importlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSysInfo

from station_app.app.preferences import Preferences
from station_app.domain.scan import Scan
from station_app.domain.share_card import MARK, ShareCard, read_share_card
from station_app.options import Options
from station_app.services.ports import Credentials, Secrets, SecretStore
from station_app.services.session import secret_key
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme

if TYPE_CHECKING:
    from station_app.services.sharing import Sharing
    from station_app.store.sharing import ShareMemory
    from station_app.ui.door import Door
    from station_app.ui.settings.dialog import SettingsDialog
    from station_app.ui.settings.sharing import SharingPane

log = logging.getLogger(__name__)

_FORGET_S = 5.0
OF_SHARING = frozenset(("share_url", "share_ca_file"))


class SharedMemory:
    """Joins doors to the database and lets them leave it. GUI thread."""

    def __init__(
        self, folder: Path, options: Options, preferences: Preferences, secrets: SecretStore
    ) -> None:
        self._folder = folder
        self._options = options
        self._preferences = preferences
        self._secrets = secrets
        self._door: Door | None = None
        self._file: ShareMemory | None = None
        self._joining = LatestTask()
        self._setting = LatestTask()
        self._doubled = LatestTask()
        self._pane: SharingPane | None = None
        self._card: ShareCard | None = None
        self._refusal = ""  # why a door cannot even try
        self.on_card: Callable[[], None] = lambda: None
        self.on_joined: Callable[[bool], None] = lambda _: None
        self.on_doors_wanted: Callable[[], None] = lambda: None
        self.name_of: Callable[[Credentials], str] = lambda who: who.station
        preferences.changed.connect(self._settings_changed)

    # --- doors --------------------------------------------------------------------------------

    def join(self, door: "Door") -> None:
        """Let a door that has just opened take part, without waiting for it."""
        self._door = door
        if self._preferences.now.share_url and not self._options.demo:
            self._joining.start(self._join(door))

    async def leave(self) -> None:
        """The door closes: what it has not sent yet waits in its journal."""
        door, self._door = self._door, None
        await self._doubled.join()
        await self._part(door)
        self._show()

    async def forget_if_over(self, ends_at: datetime | None) -> None:
        """Before data of the open door are wiped: marks of an event that is over go for all doors.

        While it goes on they are the others' memory, too. Where the server does not say when it
        ends, it goes on as long as there are others.
        """
        sharing = self._door.sharing if self._door is not None else None
        now = sharing.now() if sharing is not None else None
        if sharing is None or now is None or not sharing.status.is_connected:
            return
        if ends_at < now if ends_at is not None else sharing.is_last():
            await sharing.forget_event(_FORGET_S)

    @property
    def secret_keys(self) -> list[str]:
        """The names that passwords of databases are kept under."""
        url = self._preferences.now.share_url
        return [_share_key(url)] if url else []

    def forget(self) -> None:
        """Share nothing more: all of this laptop's data are wiped."""
        self._preferences.change(replace(self._preferences.now, share_url=""))

    async def stop(self) -> None:
        """Finish what was begun."""
        await self._setting.finish()
        await self._doubled.finish()
        await self.leave()

    async def _part(self, door: "Door | None") -> None:
        await self._joining.join()
        if door is not None:
            door.presenter.elsewhere.is_out_of_reach = False
            await door.share(None)
        if self._file is not None:
            await asyncio.to_thread(self._file.close)
            self._file = None

    async def _join(self, door: "Door") -> None:
        self._refusal = ""
        sharing = await self._open(door.credentials)
        if self._door is not door:
            return
        door.presenter.elsewhere.is_out_of_reach = sharing is None
        if sharing is None:
            door.presenter.sharing_changed()
            self._show()
            return
        sharing.on_stations = self._show
        sharing.on_double = lambda: self._doubled.start(self._become_another(door))
        await door.share(sharing, self._show)

    async def _open(self, who: Credentials) -> "Sharing | None":
        """Make this station's part of it; the driver is imported in a thread."""
        from station_app.domain.sharing import event_of, key_of
        from station_app.services.sharing import Sharing
        from station_app.store.sharing import ShareMemory, share_file

        driver = importlib.import_module("station_app.sharing.driver")
        try:
            await asyncio.to_thread(driver.load)
        except driver.NoLibrary:
            log.error("nothing is shared: there is no libpq")
            self._refusal = "library"
            return None
        link = await asyncio.to_thread(importlib.import_module, "station_app.sharing.link")
        address = importlib.import_module("station_app.sharing.address")
        settings = self._preferences.now
        try:
            place = address.parse(settings.share_url)
        except address.BadAddress as error:
            log.error("nothing is shared: %s", error.reason)
            self._refusal = "address"
            return None
        password = await self._password(place.url())
        event = event_of(who.server, who.event_id)
        file = share_file(self._folder / "cache", who.server, who.event_id, who.station)
        machine = bytes(QSysInfo.machineUniqueId().data()).decode(errors="replace")
        self._file = memory = await asyncio.to_thread(ShareMemory, file, machine)
        try:
            told = await asyncio.to_thread(
                address.parameters, place, password, settings.share_ca_file, self._folder
            )
        except OSError as error:
            log.error("nothing is shared: %s", error.strerror)
            self._refusal = "authorities"
            return None
        return Sharing(
            link.PostgresLink(told, event, memory.station),
            memory.station,
            self.name_of(who),
            key_of(password, event),
            memory,
        )

    async def _become_another(self, door: "Door") -> None:
        """Another laptop is this station, from a copy of its disk: be one of its own."""
        log.warning("another laptop takes part as this station: this one takes a name of its own")
        memory = self._file
        await self._part(door)
        if memory is not None:
            await asyncio.to_thread(memory.become_another)
        if self._door is door:
            self.join(door)

    def _settings_changed(self, _settings: object, changed: frozenset[str]) -> None:
        if changed & OF_SHARING and self._door is not None:
            self._setting.start(self._rejoin(self._door))

    async def _rejoin(self, door: "Door") -> None:
        await self._part(door)
        if self._door is door:
            self.join(door)
        self._show()

    def extend(self, dialog: "SettingsDialog", theme: Theme) -> None:
        """Add what a person may set to the settings, and fill in a card that was scanned."""
        from station_app.ui.settings.sharing import SharingPane

        pane = SharingPane(theme)
        dialog.add_pane(pane)
        self.serve(pane)
        pane.doors_wanted.connect(lambda: self.on_doors_wanted())
        if self._card is not None:
            pane.fill(self._card.url, self._card.password)
            self._card = None

    def take(self, scan: Scan) -> bool:
        """Take a card of another laptop; False if a scan is none."""
        if not scan.text.strip().upper().startswith(MARK):
            return False
        card = read_share_card(scan.text)
        if card is not None:
            self._card = card
            self.on_card()
        return card is not None

    # --- what a person sets -------------------------------------------------------------------

    def serve(self, pane: "SharingPane") -> None:
        """Show how it stands in the settings, and take what is typed there."""
        self._pane = pane
        pane.destroyed.connect(self._forget_pane)
        pane.show_address(self._preferences.now.share_url)
        pane.show_authorities(self._preferences.now.share_ca_file)
        pane.authorities_chosen.connect(self._trust)
        pane.wished.connect(lambda url, password: self._setting.start(self._set(url, password)))
        pane.card_wanted.connect(lambda: self._setting.start(self._show_card()))
        self._show()

    def _trust(self, path: str) -> None:
        if path != self._preferences.now.share_ca_file:
            self._preferences.change(replace(self._preferences.now, share_ca_file=path))

    def _forget_pane(self) -> None:
        self._pane = None

    async def _set(self, url: str, password: str) -> None:
        """Take an address over, or leave the memory where it is ''."""
        from station_app.sharing.address import BadAddress, parse

        try:
            url = parse(url).url() if url else ""
        except BadAddress as error:
            if self._pane is not None:
                self._pane.show_fault(error.reason)
            return
        if url and password:
            await self._secrets.save(_share_key(url), Secrets(app_code=password))
        elif not url and self._preferences.now.share_url:
            await self._secrets.forget(_share_key(self._preferences.now.share_url))
        same = url == self._preferences.now.share_url
        self._preferences.change(replace(self._preferences.now, share_url=url))
        if self._pane is not None:
            self._pane.show_address(url)
        if same and url and self._door is not None:  # another password
            await self._rejoin(self._door)

    async def _show_card(self) -> None:
        from station_app.training.badges import qr_png

        url = self._preferences.now.share_url
        if url and self._pane is not None:
            card = ShareCard(url, await self._password(url))
            self._pane.show_card(qr_png(card.text(), 640))

    async def _password(self, url: str) -> str:
        if self._options.share_password:
            return self._options.share_password
        return (await self._secrets.load(_share_key(url))).app_code

    def _show(self) -> None:
        self.on_joined(self._door is not None and self._door.sharing is not None)
        if self._pane is not None:
            sharing = self._door.sharing if self._door is not None else None
            self._pane.show_status(sharing, self._refusal)


def _share_key(url: str) -> str:
    """Return where the key store has the password of a database."""
    return secret_key(Credentials(server=url, event_id="shared", station="", app_code=""))
