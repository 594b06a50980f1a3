"""The program itself: what opens after what, who answers a scan, what closes after what."""

import asyncio
import importlib
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from station_app import log_files
from station_app.app.entrances import Entrances
from station_app.app.network import Network
from station_app.app.pages import Pages
from station_app.app.preferences import Preferences
from station_app.app.training import Training, start_beside
from station_app.domain.errors import Refused
from station_app.domain.scan import Lane, Scan
from station_app.options import Options
from station_app.services.ports import Credentials, Login, SecretStore
from station_app.settings import Entrance
from station_app.store.private import VAULT
from station_app.ui.i18n import Languages
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme

# Everything else is imported where it is first needed: the window is shown before it is read.
if TYPE_CHECKING:
    from station_app.app.devices import Devices
    from station_app.app.dialogs import Dialogs
    from station_app.app.doors import Doors
    from station_app.app.hearing import Hearing
    from station_app.app.login_page import LoginPage
    from station_app.app.privacy import Privacy
    from station_app.app.protection import ProtectionSettings, UnlockPage
    from station_app.app.wiping import Wiping
    from station_app.store.secrets import KeptSecrets
    from station_app.ui.door import Door
    from station_app.ui.settings.dialog import SettingsDialog
    from station_app.ui.wipe.dialog import Extent

_SLOW_KEYS_S = 2.0  # until a start says what it waits for
_BEFORE_IDLE_S = 1.0  # what may wait leaves the first guests alone
# The login page, in steps that are each shorter than a frame or little more.
_LATER = (
    "station_app.domain.event_address",
    "station_app.ui.widgets.fields",
    "station_app.ui.widgets.choices",
    "station_app.ui.login.entrances",
    "station_app.ui.login.form",
    "station_app.ui.login.view",
    "station_app.ui.login.presenter",
    "station_app.app.login_page",
)


class Station:
    """The program: a window with two pages, at most one open door, and the lanes."""

    devices: "Devices"  # this and the next three from the moment the window is shown
    doors: "Doors"
    dialogs: "Dialogs"
    hearing: "Hearing"
    privacy: "Privacy"

    def __init__(
        self, app: QApplication, options: Options, folder: Path, closed: asyncio.Event
    ) -> None:
        self._options = options
        self._folder = folder
        self.theme = Theme()
        self._languages = Languages(app)
        self.preferences = Preferences(folder, options, self._languages, self.theme)
        self._entrances = Entrances(options, self.preferences, folder)
        self.pages = Pages(app, self.theme, fullscreen=options.fullscreen, training=options.demo)
        self._training = Training()
        self._network = Network(self.preferences)
        self._login: LoginPage | None = None
        self._kept: KeptSecrets | None = None  # of a station that is no training
        self._wiping: Wiping | None = None
        self._unlock: UnlockPage | None = None
        self._protection: ProtectionSettings | None = None
        self.is_opening = False  # the first door: what is scanned meanwhile waits for it
        self._early: list[Scan] = []
        self._task = LatestTask()
        self._logging_out = LatestTask()
        self._idle = LatestTask()
        self._wipe_watch = LatestTask()
        self._wipe_task = LatestTask()
        self._take_back: Callable[[], None] = lambda: None  # a question that waits for a person
        self._stack = AsyncExitStack()  # undone in reverse
        self._stack.callback(self._training.stop)
        self._stack.push_async_callback(self._network.close)
        log_files.bugs.happened.connect(self.pages.window.notice.show_bug)
        self.pages.window.close_requested.connect(closed.set)
        self.pages.station.quit_requested.connect(closed.set)

    # --- life ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Show the window, then read the list; the network comes afterwards.

        Returns at once where the passphrase is wanted first: what is scanned until the door is open
        waits for it.
        """
        locked = not self._options.demo and (self._folder / VAULT).exists()
        expected = self._entrances.opens_at_once
        if locked:
            self.pages.window.show_page(self._unlock_page().view)
        elif expected:
            self._show_frame()
        else:
            self.pages.window.show_page(self._login_page().view)
        await self.pages.open()
        self._build()
        if locked:
            self.is_opening = True
            self.devices.lanes.start(camera=False)
        else:
            await self._open_first(expected)

    async def _open_first(self, expected: bool) -> None:
        """Open the door this laptop stood at, or ask."""
        self.is_opening = expected
        try:
            if expected:
                self.devices.lanes.start(camera=False)
            if self._wiping is not None:
                await self._wiping.begin()
            if (known := await self._known()) is None:
                self._show_login()
            else:
                await self.doors.open(*known)
        finally:
            self.is_opening = False
            self._early.clear()
        self._idle.start(self._prepare_the_rest())
        if self._wiping is not None:
            self._wipe_watch.start(self._wiping.watch())

    def _show_frame(self) -> None:
        if self._options.demo:
            self.pages.show_frame("", "")
        else:
            last = self._entrances.last()
            self.pages.show_frame(self._entrances.event_name(last), last.station)

    def _build(self) -> None:
        """Build what reads codes and lists, now that there is something to be seen."""
        from station_app.app.devices import Devices
        from station_app.app.dialogs import Dialogs
        from station_app.app.doors import Doors
        from station_app.app.hearing import Hearing
        from station_app.app.privacy import Privacy

        secrets = self._open_secrets()
        self.devices = Devices(self.preferences)
        self._stack.callback(self.devices.lanes.stop)
        self.doors = Doors(
            self._network.api,
            secrets,
            self._entrances,
            self.preferences,
            self.devices.lanes,
            self.pages.veil,
        )
        self._stack.push_async_callback(self.doors.stop)
        self.privacy = Privacy(
            self.theme, self.preferences, self.pages, self.devices.lanes, self._folder
        )
        self.privacy.on_hidden = self._hide
        self._take_back = self.privacy.guard.cancel
        self.hearing = Hearing(self.preferences, self.pages.station)
        self.doors.on_answered = self.hearing.answered
        self._stack.push_async_callback(self.privacy.stop)
        self.dialogs = Dialogs(
            self.pages.window,
            self.theme,
            self.preferences,
            self.devices,
            self.privacy.guard,
            self._network,
            self.hearing,
            lambda: self.doors.door.credentials.server if self.doors.door else "",
        )
        self._wire_devices()
        self._wire_doors()
        self._wire_page()
        if self._kept is not None:
            self._build_wiping(self._kept)

    def _build_wiping(self, kept: "KeptSecrets") -> None:
        from station_app.app.wiping import Wiping
        from station_app.store.wipe import Wipe

        self._wiping = Wiping(
            Wipe(self._folder, kept), self.doors, self._entrances, self.preferences
        )
        self._wiping.on_due = self._leave
        self.dialogs.extend_settings = self._extend_settings

    def _open_secrets(self) -> SecretStore:
        from station_app.store.secrets import KeptSecrets, MemorySecrets

        if self._options.demo:
            return MemorySecrets()
        self._kept = kept = KeptSecrets(self._folder)
        self._stack.callback(kept.close)
        return kept

    async def _known(self) -> tuple[Credentials, str] | None:
        if self._options.demo:
            return self._training.start(), ""
        asking = asyncio.ensure_future(self.doors.resumed())
        try:
            done, _ = await asyncio.wait({asking}, timeout=_SLOW_KEYS_S)
            if not done and self._entrances.opens_at_once:
                self.pages.show_waiting_for_keys()
            return await asking
        finally:
            asking.cancel()

    async def _prepare_the_rest(self) -> None:
        """Take the time that no guest needs: what is wanted later opens at once then."""
        self._hear_other_starts()
        await asyncio.sleep(_BEFORE_IDLE_S)
        importlib.import_module("station_app.ui.sound.player")
        await asyncio.sleep(0.02)
        self.hearing.sounds.prepare()
        for step in self.pages.station.warm_up():
            step()
            await asyncio.sleep(0.02)
        for module in _LATER:
            importlib.import_module(module)
            await asyncio.sleep(0.05)
        if self.doors.door is not None:
            await self.doors.door.warm()
        self._network.watch(self._at_door(lambda door: door.sync.retry_now()))

    def _hear_other_starts(self) -> None:
        from station_app.app.front import Front

        self._stack.callback(Front(self._folder, self.pages.window.come_forward).close)

    async def shut_down(self) -> None:
        """Stop input, then polling; log out; close the files."""
        self.pages.window.hide()
        self._take_back()
        await self._task.join()
        await self._idle.join()
        await self._logging_out.finish()
        await self._wipe_watch.join()
        await self._wipe_task.finish()
        if self._unlock is not None:
            await self._unlock.stop()
        if self._protection is not None:
            await self._protection.stop()
        if self._wiping is not None:
            await self._wiping.note()
        if hasattr(self, "dialogs"):  # else it was closed before it was open
            await self.dialogs.stop()
        if self._login is not None:
            await self._login.stop()
        await self._stack.aclose()
        self.pages.window.deleteLater()
        self._languages.close()
        QCoreApplication.processEvents()

    # --- scans --------------------------------------------------------------------------------

    def _scanned(self, scan: Scan) -> None:
        if self.dialogs.take(scan):
            return
        self.privacy.scanned()
        if self.doors.door is None:
            if self.is_opening:
                self._early.append(scan)
            return
        at_login = self._login is not None and (
            self.pages.window.current_page() is self._login.view
        )
        if at_login and scan.lane is Lane.KEYBOARD:
            self._task.start(self._scanned_at_login(scan))
            return
        self._answer(scan)

    def _answer(self, scan: Scan) -> None:
        if self.doors.door is not None:
            self.dialogs.close()  # the next guest is what matters now
            self._show_station()
            self.doors.door.presenter.scan(scan)

    async def _scanned_at_login(self, scan: Scan) -> None:
        """A burst while the form is open: a guest's code is answered, another text is for the
        field that has the focus."""
        door = self.doors.door
        known = door is not None and await door.look_up.knows_code(scan.text)
        if known or not self._login_page().view.insert_text(scan.text):
            self._answer(scan)

    # --- doors --------------------------------------------------------------------------------

    def _opened(self) -> None:
        self._show_station()
        early, self._early = self._early, []
        for scan in early:
            self._scanned(scan)

    async def _open_logged_in(self, credentials: Credentials, login: Login | None) -> None:
        await self.doors.open_logged_in(credentials, login)
        self._login_page().view.clear_secret()

    async def _resume(self, entrance: Entrance) -> None:
        who = await self.doors.credentials_of(entrance)
        self._login_page().resume(who)

    def _refused(self, who: Credentials, refusal: Refused) -> None:
        """Show the login form; the next scan comes back."""
        self._login_page().ask_again(who, refusal)
        self._show_login()

    async def _log_out(self) -> None:
        from station_app.ui.privacy.pin import Act

        door = self.doors.door
        if door is None or not await self.privacy.guard.allows(Act.LOG_OUT):
            return
        if self.doors.door is door:
            await self._leave()

    # --- passphrase and wiping ----------------------------------------------------------------

    def _unlock_page(self) -> "UnlockPage":
        if self._unlock is None:
            from station_app.app.protection import UnlockPage

            self._unlock = UnlockPage(self.theme, lambda: self._kept, self._unlocked)
            self._unlock.view.begin_anew_requested.connect(self._ask_to_begin_anew)
            self.pages.window.add_page(self._unlock.view)
        return self._unlock

    def _unlocked(self) -> None:
        expected = self._entrances.opens_at_once
        if expected:
            self._show_frame()
        else:
            self.pages.window.show_page(self._login_page().view)
        self._task.start(self._open_first(expected))

    def _extend_settings(self, dialog: "SettingsDialog") -> None:
        from station_app.app.protection import ProtectionSettings
        from station_app.ui.privacy.pin import Act

        assert self._kept is not None
        assert self._wiping is not None
        if self._protection is None:
            self._protection = ProtectionSettings(self.theme, self._kept, self._wiping)
        pane = self._protection.pane(self.preferences.now.wipe_days)
        pane.days_changed.connect(lambda days: dialog.set("wipe_days", days))
        pane.wipe_requested.connect(self.privacy.guarded(Act.WIPE, self._ask_to_wipe))
        dialog.add_pane(pane)

    def _ask_to_wipe(self) -> None:
        from station_app.ui.wipe.dialog import Extent

        self._ask_about(Extent.EVERYTHING)

    def _ask_to_wipe_this(self) -> None:
        from station_app.ui.wipe.dialog import Extent

        self._ask_about(Extent.ENTRANCE)

    def _ask_to_begin_anew(self) -> None:
        from station_app.ui.wipe.dialog import Extent

        self._ask_about(Extent.FORGOTTEN)

    def _ask_about(self, extent: "Extent") -> None:
        """Ask whether to wipe; who has said yes is logged out first."""
        from station_app.ui.wipe.dialog import WipeDialog

        if self._wiping is None or self._kept is None:
            return
        self.dialogs.close()
        door = self.doors.door
        dialog = WipeDialog(
            self.theme,
            extent,
            event=self._entrances.event_name(door.credentials) if door is not None else "",
            has_passphrase=self._kept.has_passphrase,
            parent=self.pages.window,
        )
        alive = [True]
        dialog.destroyed.connect(alive.clear)

        def told(clean: bool) -> None:
            if alive:
                dialog.show_done(clean=clean)

        dialog.confirmed.connect(lambda: self._wipe_task.start(self._wipe(extent, told)))
        self.dialogs.open(dialog)

    async def _wipe(self, extent: "Extent", told: Callable[[bool], None]) -> None:
        from station_app.app.wiping import name_of
        from station_app.ui.wipe.dialog import Extent

        assert self._wiping is not None
        who = await self._leave()
        self.is_opening = False
        self._early.clear()
        if extent is Extent.ENTRANCE and who is not None:
            clean = await self._wiping.wipe([name_of(who)])
        else:
            clean = await self._wiping.wipe_everything()
        self._login_page().ask(self._entrances.last())
        if who is None:
            self._show_login(leaving=True)
        told(clean)

    async def _leave(self) -> Credentials | None:
        """Log out and ask for the next entrance; return which one it was."""
        if (door := self.doors.door) is None:
            return None
        self._show_login(leaving=True)
        await self.doors.log_out()
        self._login_page().ask(replace(door.credentials, app_code=""))
        return door.credentials

    # --- pages --------------------------------------------------------------------------------

    def _login_page(self) -> "LoginPage":
        if self._login is None:
            from station_app.app.login_page import LoginPage

            login = LoginPage(
                self.theme,
                self._network.api,
                self._entrances,
                self.preferences,
                self._open_logged_in,
                lambda who: self.doors.knows(who),
            )
            login.view.entrance_chosen.connect(self._choose_entrance)
            login.view.training_requested.connect(self._start_training)
            login.view.back_requested.connect(self._show_station)
            self.pages.window.add_page(login.view)
            self._login = login
        return self._login

    def _show_login(self, *, leaving: bool = False) -> None:
        view = self._login_page().view
        can_return = self.doors.door is not None and not leaving
        view.set_back_visible(can_return)
        self.devices.lanes.camera_wanted(False)
        if not can_return:
            self.devices.lanes.stop()
        self.pages.window.show_page(view)

    def _show_station(self) -> None:
        self.devices.lanes.camera_wanted(not self.pages.veil.is_down)
        self.pages.window.show_page(self.pages.station)

    # --- wishes -------------------------------------------------------------------------------

    def _wire_page(self) -> None:
        from station_app.ui.privacy.pin import Act

        page, at_door, guarded = self.pages.station, self._at_door, self.privacy.guarded
        page.search_edited.connect(at_door(self._search))
        page.search_submitted.connect(
            at_door(lambda door, text, row: door.presenter.submit(text, row))
        )
        page.guest_chosen.connect(at_door(lambda door, guest: door.presenter.choose(guest)))
        page.dismissed.connect(at_door(lambda door: door.presenter.dismiss()))
        page.returned.connect(at_door(lambda door: door.presenter.dismiss()))
        page.reload_requested.connect(at_door(lambda door: door.sync.reload()))
        page.retry_requested.connect(at_door(lambda door: door.sync.reload()))
        page.stop_requested.connect(at_door(lambda door: door.sync.stop_loading()))
        page.logout_requested.connect(lambda: self._logging_out.start(self._log_out()))
        page.logout_wipe_requested.connect(guarded(Act.WIPE, self._ask_to_wipe_this))
        page.wipe_requested.connect(guarded(Act.WIPE, self._ask_to_wipe))
        page.log_in_requested.connect(lambda: self._show_login())
        page.send_away_requested.connect(at_door(lambda door: door.presenter.send_away()))
        page.not_this_guest_requested.connect(at_door(lambda door: door.presenter.not_this_guest()))
        page.undo_note_requested.connect(at_door(lambda door: door.presenter.undo_note()))
        page.export_requested.connect(
            guarded(Act.EXPORT, at_door(lambda door: self.dialogs.open_export(door)))
        )
        page.hide_requested.connect(lambda: self.privacy.hide(camera_rests=True))
        page.settings_requested.connect(guarded(Act.SETTINGS, self.dialogs.open_settings))
        page.badges_requested.connect(self._open_badges)
        set_up = guarded(Act.SETTINGS, self.dialogs.open_scanner_setup)
        page.scanner_setup_requested.connect(set_up)

    def _wire_doors(self) -> None:
        self.doors.on_opened = self._opened
        self.doors.on_refused = self._refused

    def _wire_devices(self) -> None:
        lanes = self.devices.lanes
        lanes.scanned.connect(self._scanned)
        self.pages.show_camera(self.devices.camera, lanes)

    def _search(self, door: "Door", text: str) -> None:
        if self.privacy.is_locked:  # pasted by the mouse: keys do not come so far
            self.pages.station.clear_search()
            self.privacy.ask_for_names()
        else:
            door.presenter.search(text)

    def _hide(self) -> None:
        self.dialogs.close()
        if self.doors.door is not None:
            self.doors.door.presenter.dismiss()

    def _at_door(self, act: Callable[..., None]) -> Callable[..., None]:
        def wish(*arguments: object) -> None:
            if self.doors.door is not None:
                act(self.doors.door, *arguments)

        return wish

    def _open_badges(self) -> None:
        if self._training.event is not None:
            self.dialogs.open_badges(self._training.event)

    def _choose_entrance(self, number: int) -> None:
        if 0 <= number < len(self._entrances.known):
            self._task.start(self._resume(self._entrances.known[number]))

    def _start_training(self) -> None:
        start_beside(self._folder, self.preferences.language, self.theme.name)
