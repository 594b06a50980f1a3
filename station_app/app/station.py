"""The program itself: what opens after what, and what closes after what."""

import asyncio
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
from station_app.app.safekeeping import Safekeeping
from station_app.app.training import Training
from station_app.domain.errors import Refused
from station_app.domain.timings import Timings
from station_app.options import Options
from station_app.services.ports import Credentials, EventInfo, Login
from station_app.ui.i18n import Languages
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme

# Everything else is imported where it is first needed: the window is shown before it is read.
if TYPE_CHECKING:
    from station_app.app.devices import Devices
    from station_app.app.dialogs import Dialogs
    from station_app.app.doors import Doors
    from station_app.app.legends import Legends
    from station_app.app.login_page import LoginPage
    from station_app.app.numbers_files import NumbersFiles
    from station_app.app.outputs import Outputs
    from station_app.app.privacy import Privacy
    from station_app.app.scans import Scans
    from station_app.app.self_test import SelfTest
    from station_app.app.sharing import SharedMemory
    from station_app.ui.login.removed import Removed
    from station_app.ui.login.view import LoginView

_SLOW_KEYS_S = 2.0  # until a start says what it waits for


class Station:
    """The program: a window with two pages, at most one open door, and the lanes."""

    devices: "Devices"  # this and the next ones from the moment the window is shown
    doors: "Doors"
    dialogs: "Dialogs"
    legends: "Legends"
    outputs: "Outputs"
    privacy: "Privacy"
    numbers_files: "NumbersFiles"
    self_test: "SelfTest"
    scans: "Scans"
    shared: "SharedMemory"

    def __init__(
        self,
        app: QApplication,
        options: Options,
        folder: Path,
        closed: asyncio.Event,
        *,
        asks: bool = False,
    ) -> None:
        """`asks`: the login page comes first, even where an entrance could be resumed."""
        self._options = options
        self._folder = folder
        self.closed = closed
        self.turns_to: Options | None = None  # of the station that opens once this is closed
        self.theme = Theme()
        self._languages = Languages(app, folder / "languages")
        self.preferences = Preferences(folder, options, self._languages, self.theme)
        self._entrances = Entrances(options, self.preferences, folder, asks=asks)
        self.pages = Pages(app, self.theme, fullscreen=options.fullscreen, training=options.demo)
        self.safekeeping = Safekeeping(
            folder,
            self.theme,
            self.pages.window,
            self.preferences,
            self._entrances,
            training=options.demo,
        )
        self.safekeeping.on_unlocked = self._unlocked
        self.safekeeping.on_wiped = self._wiped
        self.safekeeping.on_removed = self._tell_removed
        self.safekeeping.leave = self._leave
        self.timings = Timings()
        self._training = Training()
        self._network = Network(self.preferences)
        self._login: LoginPage | None = None
        self._task = LatestTask()
        self._logging_out = LatestTask()
        self._idle = LatestTask()
        self._take_back: Callable[[], None] = lambda: None  # a question that waits for a person
        self._stack = AsyncExitStack()  # undone in reverse
        self._stack.callback(self._training.stop)
        self._stack.push_async_callback(self._network.close)
        log_files.bugs.happened.connect(self.pages.window.notice.show_bug)
        self.pages.window.close_requested.connect(closed.set)
        self.pages.station.wishes.quit.connect(closed.set)

    @property
    def is_training(self) -> bool:
        """Whether the guests are invented."""
        return self._options.demo

    # --- life ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Show the window, then read the list; the network comes afterwards.

        Returns at once where the passphrase is wanted first: what is scanned until the door is open
        waits for it.
        """
        locked = self.safekeeping.is_locked
        expected = self._entrances.opens_at_once
        if locked:
            self.safekeeping.show_unlock()
        elif expected:
            self._show_frame()
        else:
            self.pages.window.show_page(self._login_page().view)
        await self.pages.open()
        self._build()
        if locked:
            self.scans.is_opening = True
            self.devices.lanes.start(camera=False)
        else:
            await self._open_first(expected)

    def _unlocked(self) -> None:
        expected = self._entrances.opens_at_once
        if expected:
            self._show_frame()
        else:
            self.pages.window.show_page(self._login_page().view)
        self._task.start(self._open_first(expected))

    async def _open_first(self, expected: bool) -> None:
        """Open the door this laptop stood at, or ask."""
        self.scans.is_opening = expected
        try:
            if expected:
                self.devices.lanes.start(camera=False)
            await self.safekeeping.begin()
            if (known := await self._known()) is None:
                self._show_login()
            else:
                await self.doors.open(*known)
        finally:
            self.scans.opening_ended()
        self._idle.start(self._prepare_the_rest())
        self.safekeeping.watch()

    def _show_frame(self) -> None:
        if self._options.demo:
            self.pages.show_frame("", "")
        else:
            last = self._entrances.last()
            self.pages.show_frame(self._entrances.event_name(last), last.station)

    def _build(self) -> None:
        """Build what reads codes and lists, now that there is something to be seen."""
        from station_app.app.devices import Devices
        from station_app.app.diagnostics import Diagnostics
        from station_app.app.dialogs import Dialogs
        from station_app.app.doors import Doors
        from station_app.app.legends import Legends
        from station_app.app.numbers_files import NumbersFiles
        from station_app.app.outputs import Outputs
        from station_app.app.privacy import Privacy
        from station_app.app.scans import Scans
        from station_app.app.self_test import SelfTest
        from station_app.app.sharing import SharedMemory
        from station_app.ui.answer_clock import AnswerClock

        secrets = self.safekeeping.open_secrets()
        self._stack.callback(self.safekeeping.close)
        self.devices = Devices(self.preferences, self.timings)
        self._stack.callback(self.devices.lanes.stop)
        self.shared = SharedMemory(self._folder, self._options, self.preferences, secrets)
        self.shared.name_of = self._entrances.title_of
        self.doors = Doors(
            self._network.api,
            secrets,
            self._entrances,
            self.preferences,
            self.devices.lanes,
            self.pages.veil,
            self.timings,
            self.shared,
        )
        self._stack.push_async_callback(self.shared.stop)
        self._stack.push_async_callback(self.doors.stop)
        self.privacy = Privacy(
            self.theme, self.preferences, self.pages, self.devices.lanes, self._folder
        )
        self.privacy.on_hidden = self._hide
        self._take_back = self.privacy.guard.cancel
        self.outputs = Outputs(self.theme, self.preferences, self.pages.station)
        self._stack.callback(self.outputs.guest_screen.close)
        self._stack.push_async_callback(self.privacy.stop)

        def server() -> str:
            return self.doors.door.credentials.server if self.doors.door else ""

        diagnostics = Diagnostics(
            self._folder,
            self.preferences,
            self.timings,
            lambda: self.doors.door.presenter.event if self.doors.door else EventInfo(),
            lambda: self.self_test.report(),
        )
        self.dialogs = Dialogs(
            self.pages.window,
            self.theme,
            self.preferences,
            self.devices,
            self.privacy.guard,
            self._network,
            self.outputs,
            server,
            diagnostics,
        )
        self.scans = Scans(
            self.doors,
            self.dialogs,
            self.shared,
            self.privacy,
            self.outputs,
            AnswerClock(self.pages.window, self.timings),
            self._form,
            self._show_station,
        )
        self.numbers_files = NumbersFiles(
            self.pages.window, self.pages.station, self.dialogs, training=self._options.demo
        )
        self.self_test = SelfTest(
            self.pages.window,
            self.theme,
            self._options,
            self._folder,
            self.preferences,
            self.devices,
            self.dialogs,
            self.pages.station.wishes,
            lambda: self.doors.door,
        )
        self.legends = Legends(
            self._folder,
            self.theme,
            self.preferences,
            self.doors,
            self.dialogs,
            self.pages.station,
            training=self._options.demo,
        )
        self._wire()
        self.safekeeping.build(self.doors, self.dialogs, self.privacy)

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
        await self.pages.prepare()
        await self.outputs.prepare()
        if self.doors.door is not None:
            await self.doors.door.warm()
        self._network.watch(self.doors.at_door(lambda door: door.sync.retry_now()))

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
        await self.safekeeping.stop()
        if hasattr(self, "dialogs"):  # else it was closed before it was open
            await self.scans.stop()
            await self.dialogs.stop()
            await self.numbers_files.stop()
            await self.legends.stop()
            await self.self_test.stop()
        if self._login is not None:
            await self._login.stop()
        await self._stack.aclose()
        self.pages.window.deleteLater()
        self._languages.close()
        QCoreApplication.processEvents()

    # --- doors --------------------------------------------------------------------------------

    def _opened(self) -> None:
        self._show_station()
        self.scans.door_opened()

    async def _open_logged_in(self, credentials: Credentials, login: Login | None) -> None:
        await self.doors.open_logged_in(credentials, login)
        self._login_page().view.clear_secret()
        self.safekeeping.forget_removed()

    def _refused(self, who: Credentials, refusal: Refused) -> None:
        """Show the login form; the next scan comes back."""
        self._login_page().ask_again(who, refusal)
        self._show_login()

    async def _log_out(self) -> None:
        from station_app.ui.privacy.pin import Act

        door = self.doors.door
        if door is None or not await self.privacy.guard.allows(Act.LOG_OUT):
            return
        if self._options.demo:
            self._turn(training=False)
        elif self.doors.door is door:
            await self._leave()

    async def _leave(self) -> Credentials | None:
        """Log out and ask for the next entrance; return which one it was."""
        if (door := self.doors.door) is None:
            return None
        self._login_page().ask(replace(door.credentials, app_code=""))
        self._show_login(leaving=True)
        await self.doors.log_out()
        return door.credentials

    def _wiped(self, left: Credentials | None) -> None:
        """Begin anew; `left` is the entrance that was open."""
        self.scans.opening_ended()
        self._login_page().ask(self._entrances.last())
        if left is None:
            self._show_login(leaving=True)

    def _turn(self, *, training: bool) -> None:
        """Close, and let a training open in this window's place, or the login page after one."""
        now = self.preferences.now  # who chose a language in a training keeps it
        self.turns_to = replace(
            self._options, demo=training, language=now.language or None, theme=now.theme or None
        )
        self.closed.set()

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
                lambda entrance: self.doors.credentials_of(entrance),
            )
            login.view.training_requested.connect(lambda: self._turn(training=True))
            login.view.help_requested.connect(self._open_help)
            login.view.back_requested.connect(self._show_station)
            login.view.self_test_requested.connect(lambda: self.self_test.open())
            login.view.card_camera_requested.connect(
                lambda: self.dialogs.open_card_camera(login.card_shown)
            )
            login.on_chosen = self.safekeeping.forget_removed
            login.on_removal_wanted = self.safekeeping.ask_to_remove
            login.tell_removed(self.safekeeping.removed)
            self.pages.window.add_page(login.view)
            self._login = login
        return self._login

    def _form(self) -> "LoginView | None":
        """Return the login page while it is the one that is seen."""
        view = self._login.view if self._login is not None else None
        return view if view is not None and self.pages.window.current_page() is view else None

    def _tell_removed(self, removed: "Removed | None") -> None:
        if self._login is not None:  # else it is told when there is a page
            self._login.tell_removed(removed)

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

    def _wire(self) -> None:
        from station_app.app import wishes

        lanes = self.devices.lanes
        lanes.scanned.connect(self.scans.take)
        self.pages.show_camera(self.devices.camera, lanes)
        self.doors.on_opened = self._opened
        self.doors.on_refused = self._refused
        wishes.connect(
            self,
            log_out=lambda: self._logging_out.start(self._log_out()),
            show_login=self._show_login,
            open_badges=self._open_badges,
        )

    def _hide(self) -> None:
        self.dialogs.close()
        if self.doors.door is not None:
            self.doors.door.presenter.dismiss()

    def _open_help(self) -> None:
        if hasattr(self, "dialogs"):  # else the window has only just been shown
            self.dialogs.open_help()

    def _open_badges(self) -> None:
        if self._training.event is not None:
            self.dialogs.open_badges(self._training.event)
