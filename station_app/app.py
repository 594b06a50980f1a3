"""The composition root: builds every object, wires them, owns the order of shutdown."""

import asyncio
import contextlib
import importlib
import logging
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QApplication, QDialog

from station_app import __version__
from station_app import settings as settings_file
from station_app.api.late import LateApi
from station_app.domain.errors import CacheUnusable, LoginRefused
from station_app.domain.scan import Lane, LaneReport, Scan
from station_app.options import Options
from station_app.services.ports import Credentials, Login, Secrets, SecretStore
from station_app.services.session import secret_key
from station_app.settings import Entrance, KnownScanner, Settings
from station_app.ui.event_loop import run_until_complete, signals_close
from station_app.ui.garbage import Garbage
from station_app.ui.i18n import Languages, translate
from station_app.ui.station.screen import IdlePage, LintelText, Screen, SyncLine
from station_app.ui.station.view import StationView
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme
from station_app.ui.tokens import ThemeName
from station_app.ui.window import MainWindow

# Everything else is imported where it is first needed: the window is shown before it is read.
if TYPE_CHECKING:
    from station_app.api.client import ApiClient
    from station_app.scanners.camera import CameraSource
    from station_app.scanners.learn_wedge import WedgeLearner
    from station_app.scanners.serial import SerialSource
    from station_app.scanners.wedge_filter import WedgeFilter
    from station_app.services.sync import SyncStatus
    from station_app.store.cache import GuestCache
    from station_app.ui.door import Door
    from station_app.ui.lanes import Lanes
    from station_app.ui.login.presenter import LoginPresenter
    from station_app.ui.login.view import LoginView
    from station_app.ui.scanner_setup.dialog import ScannerSetupDialog
    from station_app.ui.scanner_setup.presenter import KeyboardFinding, ScannerSetup

log = logging.getLogger(__name__)

_LOGOUT_S = 3.0
_FIRST_PAINT_S = 0.2  # a window that opens minimised is never painted
_BEFORE_NETWORK_S = 0.25
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
)


def run(options: Options, folder: Path) -> int:
    """Run the program until its window is closed; return its exit status."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("checkin-station")
    app.setApplicationDisplayName("Check-in Station")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("checkin-station")
    app.setQuitOnLastWindowClosed(False)
    run_until_complete(app, _main(app, options, folder))
    return 0


async def _main(app: QApplication, options: Options, folder: Path) -> None:
    closed = asyncio.Event()
    async with AsyncExitStack() as stack:  # undone in reverse, whatever happens
        stack.enter_context(signals_close(closed))
        station = Station(app, options, folder, closed)
        stack.push_async_callback(station.shut_down)
        await station.start()
        garbage = Garbage()
        stack.callback(garbage.stop)
        garbage.start()
        await closed.wait()
        log.info("closing")


class Station:
    """The program: a window with two pages, at most one open door, and the lanes."""

    def __init__(
        self, app: QApplication, options: Options, folder: Path, closed: asyncio.Event
    ) -> None:
        self._options = options
        self._folder = folder
        self._closed = closed
        self._kept = settings_file.load(folder)
        self._settings = self._with_options(self._kept)
        self._languages = Languages(app)
        self._languages.use(self._settings.language)
        self._theme = Theme()
        self._apply_look()
        size = self._window_size()
        self._theme.set_window_size(size.width(), size.height())  # or all would be styled twice
        self._theme.apply_to(app)
        self._window = MainWindow(self._theme)
        self._window.resize(size)
        self._station_view = StationView(self._theme)
        self._window.add_page(self._station_view)
        self._window.set_training(options.demo)
        self._station_view.set_badges_available(options.demo)
        self._camera: CameraSource
        self._wedge: WedgeFilter
        self._serial: SerialSource
        self._lanes: Lanes
        self._early: list[Scan] = []  # scanned while the first door opens
        self._login: tuple[LoginView, LoginPresenter] | None = None
        self._door: Door | None = None
        self._opening = False
        self._dialog: QDialog | None = None
        self._setup: ScannerSetup | None = None
        self._task = LatestTask()
        self._logging_out = LatestTask()
        self._idle = LatestTask()
        self._stack = AsyncExitStack()
        self._secrets: SecretStore
        self._api = LateApi(self._open_api)
        self._api.allow_plain_http = self._settings.allow_plain_http
        self._server: object | None = None
        self._wire()

    # --- life ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Show the window, then read the list; the network comes afterwards."""
        expected = self._options.demo or self._last_entrance()[1]
        if expected:
            self._show_frame()
        else:
            self._window.show_page(self._login_page()[0])
        await self._show_window()
        self._opening = expected
        try:
            self._open_secrets()
            known = asyncio.ensure_future(self._known_door())  # key stores ask other processes
            self._build_lanes()
            if expected:
                self._lanes.start(camera=False)
            if (door := await known) is None:
                self._show_login()
            else:
                await self._open_door(*door, None)
        finally:
            self._opening = False
            self._early.clear()
        self._idle.start(self._prepare_the_rest())

    async def _show_window(self) -> None:
        if self._options.fullscreen:
            self._window.setGeometry(self._window.screen().geometry())  # no window manager will
            self._window.showFullScreen()
        else:
            self._window.show()
        self._window.activateWindow()  # also where no window manager gives the keyboard to it
        log.info("the window is shown")
        painted = asyncio.Event()
        self._window.painted.connect(painted.set)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_PAINT_S):
                await painted.wait()

    def _window_size(self) -> QSize:
        screen = QApplication.primaryScreen()
        if self._options.fullscreen:
            return screen.size()
        return QSize(1280, 800).boundedTo(screen.availableSize())

    def _show_frame(self) -> None:
        """Show the page of the entrance that is known, before anything of it has been read."""
        name = station = ""
        if not self._options.demo:
            entrance, _ = self._last_entrance()
            known = next((e for e in self._settings.entrances if _entrance_of(entrance, e)), None)
            name, station = known.event_name if known else "", entrance.station
        view = self._station_view
        view.set_event(name, station)
        view.set_history(())
        view.set_sync(SyncLine(text=translate("Texts", "Connecting")))
        quiet = LintelText(verdict=None, word="", detail="")  # "Ready" is said when it is true
        page = IdlePage(event=name, place="")
        view.show_screen(Screen(serial=0, lintel=quiet, stage=page, hold_ring=True))
        self._window.show_page(view)

    async def _prepare_the_rest(self) -> None:
        """Take the time that no guest needs: what is wanted later opens at once then."""
        await asyncio.sleep(_BEFORE_IDLE_S)
        for step in self._station_view.warm_up():
            step()
            await asyncio.sleep(0.02)
        for module in _LATER:
            importlib.import_module(module)
            await asyncio.sleep(0.05)
        if self._door is not None:
            await self._door.warm()
        self._watch_network()

    async def _open_api(self) -> "ApiClient":
        """Import and open the HTTP client, which takes longer than all the rest, in a thread."""
        from concurrent.futures import ThreadPoolExecutor

        if "httpx" not in sys.modules:
            await asyncio.sleep(_BEFORE_NETWORK_S)  # the importing thread would slow a scan
        client = await asyncio.to_thread(importlib.import_module, "station_app.api.client")
        worker = self._stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="parser"))
        http = await self._stack.enter_async_context(client.open_http())
        api: ApiClient = client.ApiClient(http, worker)
        return api

    def _open_secrets(self) -> None:
        from station_app.store.secrets import KeptSecrets, MemorySecrets

        if self._options.demo:
            self._secrets = MemorySecrets()
            return
        kept = KeptSecrets(self._folder)
        self._stack.callback(kept.close)
        self._secrets = kept

    def _build_lanes(self) -> None:
        from station_app.scanners import chosen
        from station_app.scanners.camera import CameraSource
        from station_app.scanners.serial import SerialSource
        from station_app.scanners.wedge_filter import WedgeFilter
        from station_app.ui.lanes import Lanes
        from station_app.ui.station.status_lines import hint_text, lane_line

        self._camera = CameraSource(
            chosen.camera_source(self._settings),
            kinds=chosen.code_kinds(self._settings),
            wishes=chosen.camera_wishes(self._settings),
        )
        self._camera.set_mirrored(self._settings.camera_mirrored)
        self._wedge = WedgeFilter(chosen.wedge_settings(self._settings))
        self._serial = SerialSource(chosen.serial_settings(self._settings))
        self._lanes = Lanes(self._camera, (self._wedge, self._serial))
        station = self._station_view
        self._window.minimised_changed.connect(
            lambda gone: self._lanes.rest_camera(gone and self._settings.camera_rests_minimised)
        )
        self._lanes.scanned.connect(self._scanned)
        self._lanes.preview_ready.connect(station.set_camera_frame)
        self._camera.hinted.connect(lambda hint: station.set_camera_hint(hint_text(hint)))
        self._theme.changed.connect(self._fit_preview)
        self._fit_preview()
        self._lanes.camera_cleared.connect(
            lambda report: station.clear_camera(lane_line(report).text)
        )

    def _watch_network(self) -> None:
        """Ask the server again as soon as the system says that the network is back."""
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            return  # polling finds out by itself, a little later
        information = QNetworkInformation.instance()
        online = QNetworkInformation.Reachability.Online
        information.reachabilityChanged.connect(
            lambda now: self._door.sync.retry_now() if now is online and self._door else None
        )

    async def shut_down(self) -> None:
        """Stop input, then polling; log out; close the files."""
        self._window.hide()
        await self._task.join()
        await self._idle.join()
        await self._logging_out.finish()
        if self._login is not None:
            await self._login[1].stop()
        await self._close_door(forget=False)
        if hasattr(self, "_lanes"):
            self._lanes.stop()
        await self._api.stop()
        await self._stack.aclose()
        self._window.deleteLater()
        QCoreApplication.processEvents()

    async def _start_training_server(self) -> None:
        from station_app.training.options import ServerOptions
        from station_app.training.server import TrainingServer

        offset = datetime.now(UTC).astimezone().utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        server = TrainingServer(live=True, options=ServerOptions(utc_offset_min=minutes))
        server.start(wait=False)
        self._stack.callback(server.stop)
        self._server = server

    def _last_entrance(self) -> tuple[Credentials, bool]:
        """Return what the login form begins with, and whether it can open without a question."""
        options = self._options
        last = self._settings.entrances[0] if self._settings.entrances else None
        server, event_id, station = options.server, options.event_id, options.station
        if not (server or event_id or station) and last is not None:
            server, event_id, station = last.server, last.event_id, last.station
        entrance = Credentials(
            server=server, event_id=event_id, station=station, app_code=options.app_code
        )
        if not (server and event_id and station):
            return entrance, False
        resumes = self._settings.active and last is not None and _entrance_of(entrance, last)
        return entrance, bool(options.app_code or resumes)

    async def _known_door(self) -> tuple[Credentials, str] | None:
        """Return the entrance that opens without a question, with its token; None to ask."""
        if self._options.demo:
            await self._start_training_server()
            return self._training_credentials(), ""
        credentials, opens = self._last_entrance()
        if not opens:
            return None
        secrets = await self._secrets.load(secret_key(credentials))
        code = credentials.app_code or secrets.app_code
        if not code:
            return None
        token = secrets.token if code == secrets.app_code else ""
        return replace(credentials, app_code=code), token

    def _training_credentials(self) -> Credentials:
        from station_app.training.server import TrainingServer

        assert isinstance(self._server, TrainingServer)
        return Credentials(
            server=self._server.url,
            event_id=self._server.event_id,
            station=self._server.station_name,
            app_code=self._server.app_code,
        )

    # --- doors --------------------------------------------------------------------------------

    async def _open_logged_in(self, credentials: Credentials, login: Login | None) -> None:
        """Open the door after the form: with a session, or offline with the list kept here."""
        token = login.token if login else ""
        await self._secrets.save(secret_key(credentials), Secrets(credentials.app_code, token))
        await self._close_door(forget=False, log_out=False)
        await self._open_door(credentials, token, login)
        self._login_page()[0].clear_secret()

    async def _open_door(self, credentials: Credentials, token: str, login: Login | None) -> None:
        from station_app.store.cache import cache_file
        from station_app.ui.door import Door

        folder = self._folder / ("training" if self._options.demo else "cache")
        if self._options.demo:
            _remove_training_lists(folder)
        path = cache_file(folder, credentials.server, credentials.event_id, credentials.station)
        door = Door(
            credentials,
            token,
            api=self._api,
            secrets=self._secrets,
            store=await self._open_cache(path),
            view=self._station_view,
            settings=self._settings,
        )
        door.on_status = self._sync_told
        door.on_event_name = lambda name: self._remember(credentials, name)
        await door.open(login.event if login else None)
        self._door = door
        self._remember(credentials, login.event.name if login else "")
        self._lanes.attach(door.presenter)
        self._lanes.start(camera=door.sync.status.loaded)
        self._show_station()
        early, self._early = self._early, []
        for scan in early:
            self._scanned(scan)
        door.start()

    async def _open_cache(self, path: Path) -> "GuestCache":
        """Open the cache; on a disk that takes none, one that lasts until the program ends."""
        from station_app.api.wire import decode_guest
        from station_app.store.cache import GuestCache

        try:
            return await GuestCache.open(path, decode_guest)
        except CacheUnusable as error:
            log.error("the list cannot be kept on this disk (%s): only until closing", error)
            import tempfile

            folder = self._stack.enter_context(tempfile.TemporaryDirectory())
            return await GuestCache.open(Path(folder) / path.name, decode_guest)

    async def _close_door(self, *, forget: bool, log_out: bool = True) -> None:
        door, self._door = self._door, None
        if door is None:
            return
        self._lanes.detach()
        await door.close(log_out=log_out, forget=forget, timeout_s=_LOGOUT_S)

    async def _log_out(self) -> None:
        """End this door: the session at the server, and the App Code in the key store."""
        door = self._door
        if door is None:
            return
        credentials = door.credentials
        self._show_login()
        self._login_page()[0].set_back_visible(False)
        self._lanes.stop()
        self._keep(replace(self._kept, active=False))
        await self._close_door(forget=True)
        self._ask_to_log_in(credentials, "")

    async def _knows(self, credentials: Credentials) -> bool:
        """Whether this laptop has a list of that entrance, and the App Code is the one kept."""
        from station_app.store.cache import cache_file

        path = cache_file(
            self._folder / "cache",
            credentials.server,
            credentials.event_id,
            credentials.station,
        )
        kept = await self._secrets.load(secret_key(credentials))
        return path.exists() and bool(kept.app_code) and kept.app_code == credentials.app_code

    def _remember(self, credentials: Credentials, event_name: str) -> None:
        if self._options.demo:
            return
        known = next((e for e in self._kept.entrances if _entrance_of(credentials, e)), None)
        entrance = Entrance(
            server=credentials.server,
            event_id=credentials.event_id,
            station=credentials.station,
            event_name=event_name or (known.event_name if known else ""),
            last_used=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._keep(settings_file.with_entrance(self._kept, entrance))

    # --- pages --------------------------------------------------------------------------------

    def _login_page(self) -> "tuple[LoginView, LoginPresenter]":
        """Return the login page and who decides there; most evenings never ask for them."""
        if self._login is None:
            from station_app.ui.login.presenter import LoginForm, LoginPresenter
            from station_app.ui.login.view import LoginView

            view = LoginView(self._theme)
            login = LoginPresenter(view, self._api, self._open_logged_in, self._knows)
            self._login = view, login
            view.login_requested.connect(login.log_in)
            view.pasted.connect(login.pasted)
            view.entrance_chosen.connect(self._choose_entrance)
            view.training_requested.connect(self._start_training)
            view.language_chosen.connect(
                lambda language: self._change(replace(self._settings, language=language))
            )
            view.back_requested.connect(self._show_station)
            self._window.add_page(view)
            last, _ = self._last_entrance()
            form = LoginForm(last.server, last.event_id, last.app_code, last.station)
            login.show(form, self._settings.entrances)
            view.set_language(self._languages.language)
        return self._login

    def _show_login(self) -> None:
        view, _ = self._login_page()
        view.set_back_visible(self._door is not None)
        self._lanes.camera_wanted(False)
        if self._door is None:
            self._lanes.stop()
        self._window.show_page(view)

    def _ask_to_log_in(self, who: Credentials, app_code: str) -> "LoginPresenter":
        """Show the form filled for an entrance."""
        from station_app.ui.login.presenter import LoginForm

        _, login = self._login_page()
        form = LoginForm(who.server, who.event_id, app_code, who.station)
        login.show(form, self._settings.entrances)
        return login

    def _show_station(self) -> None:
        self._lanes.camera_wanted(True)
        self._window.show_page(self._station_view)

    def _sync_told(self, status: "SyncStatus", before: "SyncStatus") -> None:
        """The first list starts the camera. A refusal shows the login form once; look-ups go on,
        and the next scan comes back."""
        from station_app.services.sync import Phase

        if status.loaded and not before.loaded:
            self._lanes.start(camera=True)
        if status.phase is not Phase.SIGNED_OUT or before.phase is Phase.SIGNED_OUT:
            return
        if isinstance(status.error, LoginRefused) and self._door is not None:
            who = self._door.credentials
            self._ask_to_log_in(who, who.app_code).refused(status.error.refusal)
            self._show_login()

    def _scanned(self, scan: Scan) -> None:
        door = self._door
        if self._setup is not None:
            self._setup.scanned(scan)
            return
        if door is None:
            if self._opening:
                self._early.append(scan)
            return
        at_login = self._login is not None and self._window.current_page() is self._login[0]
        if at_login and scan.lane is Lane.KEYBOARD:
            self._task.start(self._scanned_at_login(scan))
            return
        self._answer(scan)

    def _answer(self, scan: Scan) -> None:
        if self._door is not None:
            if self._dialog is not None:
                self._dialog.close()  # the next guest is what matters now
            self._show_station()
            self._door.presenter.scan(scan)

    async def _scanned_at_login(self, scan: Scan) -> None:
        """A burst while the form is open: a guest's code is answered, another text is for the
        field that has the focus."""
        known = self._door is not None and await self._door.look_up.knows_code(scan.text)
        if known or not self._login_page()[0].insert_text(scan.text):
            self._answer(scan)

    # --- settings -----------------------------------------------------------------------------

    def _with_options(self, kept: Settings) -> Settings:
        """Return the settings of this start: what the command line says goes before the file."""
        given = {
            "language": self._options.language,
            "theme": self._options.theme,
            "poll_seconds": self._options.poll_seconds,
            "camera": self._options.camera,
        }
        return replace(kept, **{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]

    def _change(self, new: Settings) -> None:
        """Take over what an operator changed, at once, and keep exactly that."""
        old, self._settings = self._settings, new
        changed = {
            f.name: getattr(new, f.name)
            for f in fields(Settings)
            if getattr(new, f.name) != getattr(old, f.name)
        }
        self._keep(replace(self._kept, **changed))
        self._settings = replace(new, entrances=self._kept.entrances, active=self._kept.active)
        self._languages.use(new.language)
        self._apply_look()
        self._api.allow_plain_http = new.allow_plain_http
        self._apply_to_lanes(new)
        if self._door is not None:
            self._door.apply(new)
            if "language" in changed:
                self._door.presenter.retranslate()
        if self._login is not None:
            self._login[0].set_language(self._languages.language)

    def _apply_to_lanes(self, new: Settings) -> None:
        from station_app.scanners import chosen

        self._wedge.apply(chosen.wedge_settings(new))
        self._serial.apply(chosen.serial_settings(new))
        self._camera.set_mirrored(new.camera_mirrored)
        self._camera.set_source(
            chosen.camera_source(new), chosen.code_kinds(new), chosen.camera_wishes(new)
        )

    def _keep(self, kept: Settings) -> None:
        self._kept = kept
        self._settings = replace(self._settings, entrances=kept.entrances, active=kept.active)
        try:
            settings_file.save(kept, self._folder)
        except OSError as error:
            log.error("settings cannot be kept: %s", error.strerror)

    def _apply_look(self) -> None:
        self._theme.reduced_motion = self._settings.reduced_motion
        self._theme.set_name(_theme_name(self._settings))

    # --- wishes -------------------------------------------------------------------------------

    def _wire(self) -> None:
        window, station = self._window, self._station_view
        window.close_requested.connect(self._closed.set)
        station.search_edited.connect(self._with_presenter(lambda p, text: p.search(text)))
        station.search_submitted.connect(
            self._with_presenter(lambda p, text, row: p.submit(text, row))
        )
        station.guest_chosen.connect(self._with_presenter(lambda p, guest: p.choose(guest)))
        station.dismissed.connect(self._with_presenter(lambda p: p.dismiss()))
        station.returned.connect(self._with_presenter(lambda p: p.dismiss()))
        station.reload_requested.connect(self._reload)
        station.retry_requested.connect(self._reload)
        station.stop_requested.connect(self._stop_loading)
        station.logout_requested.connect(lambda: self._logging_out.start(self._log_out()))
        station.log_in_requested.connect(self._show_login)
        station.settings_requested.connect(self._open_settings)
        station.badges_requested.connect(self._open_badges)
        station.scanner_setup_requested.connect(self._open_scanner_setup)
        station.quit_requested.connect(self._closed.set)

    def _fit_preview(self) -> None:
        """Ask for pictures as large as they are shown."""
        px, ratio = self._theme.px, self._window.devicePixelRatioF()
        self._camera.set_preview_size(round(px(304, 232) * ratio), round(px(171, 130) * ratio))

    def _with_presenter(self, act: Callable[..., None]) -> Callable[..., None]:
        def wish(*arguments: object) -> None:
            if self._door is not None:
                act(self._door.presenter, *arguments)

        return wish

    def _reload(self) -> None:
        if self._door is not None:
            self._door.sync.reload()

    def _stop_loading(self) -> None:
        if self._door is not None:
            self._door.sync.stop_loading()

    def _choose_entrance(self, number: int) -> None:
        """Open an entrance used before, without a question if its App Code is kept."""
        entrances = self._settings.entrances
        if 0 <= number < len(entrances):
            self._task.start(self._resume(entrances[number]))

    async def _resume(self, entrance: Entrance) -> None:
        from station_app.ui.login.presenter import LoginForm

        credentials = Credentials(
            server=entrance.server,
            event_id=entrance.event_id,
            station=entrance.station,
            app_code="",
        )
        kept = await self._secrets.load(secret_key(credentials))
        form = LoginForm(entrance.server, entrance.event_id, kept.app_code, entrance.station)
        view, login = self._login_page()
        view.set_form(form)
        if kept.app_code:
            login.log_in(form)
        else:
            view.show_message(
                translate("Login", "Enter the App Code. It stands in the list under Check-in."),
                "app_code",
            )

    def _start_training(self) -> None:
        """Start this program once more in training mode, beside the real one's data."""
        from PySide6.QtCore import QProcess

        arguments = ["-m", "station_app", "--demo", "--data-dir", str(self._folder / "demo")]
        if self._languages.language:
            arguments += ["--language", self._languages.language]
        arguments += ["--theme", self._theme.name]
        process = QProcess()
        process.setProgram(sys.executable)
        process.setArguments(arguments)
        process.setWorkingDirectory(str(Path(__file__).parent.parent))
        process.startDetached()

    def _open_settings(self) -> None:
        from station_app.scanners.cameras import camera_devices
        from station_app.ui.settings.dialog import SettingsDialog
        from station_app.ui.settings.presenter import CameraChoice

        cameras = [CameraChoice(one.source, one.name, one.sizes) for one in camera_devices()]
        dialog = SettingsDialog(self._theme, self._settings, cameras, self._window)
        dialog.changed.connect(self._change)
        self._serial.ports_listed.connect(dialog.show_ports)
        self._serial.list_ports()
        self._open_dialog(dialog)

    def _open_scanner_setup(self) -> None:
        from station_app.scanners.learn_wedge import TEST_CODE, WedgeLearner
        from station_app.scanners.test_code import bar_code_png
        from station_app.training.badges import qr_png
        from station_app.ui.badges.sheet import print_code
        from station_app.ui.scanner_setup.dialog import ScannerSetupDialog, SetupCodes
        from station_app.ui.scanner_setup.presenter import ScannerSetup

        codes = SetupCodes(qr_png(TEST_CODE, 640), bar_code_png(TEST_CODE, 640))
        dialog = ScannerSetupDialog(self._theme, codes, self._window)
        learner = WedgeLearner()
        setup = ScannerSetup(
            dialog,
            TEST_CODE,
            lambda burst: _learnt(learner, burst),
            self._keep_keyboard,
            self._keep_serial,
            lambda: self._serial.report.detail,
        )

        def restart() -> None:
            nonlocal learner
            learner = WedgeLearner()
            setup.start()

        def print_shown(kind: str) -> None:
            png = codes.bar if kind == "bar" else codes.qr
            if png is not None:
                print_code(png, TEST_CODE, dialog)

        dialog.restarted.connect(restart)
        dialog.print_requested.connect(print_shown)
        self._attach_setup(setup, dialog)
        setup.start()
        self._open_dialog(dialog)

    def _attach_setup(self, setup: "ScannerSetup", dialog: "ScannerSetupDialog") -> None:
        """Let the lanes teach instead of scan, until the dialog is closed."""
        from station_app.ui.station.status_lines import lane_line

        def clear_camera(report: LaneReport) -> None:
            dialog.clear_camera(lane_line(report).text)

        def leave() -> None:
            self._setup = None
            self._observe_lanes(False)
            self._wedge.observed.disconnect(setup.observed)
            self._lanes.camera_cleared.disconnect(clear_camera)

        self._setup = setup
        self._wedge.observed.connect(setup.observed)
        self._lanes.camera_cleared.connect(clear_camera)
        self._lanes.preview_ready.connect(dialog.show_camera)
        self._camera.measured.connect(dialog.show_quality)
        dialog.finished.connect(leave)
        clear_camera(self._camera.report)
        self._observe_lanes(True)

    def _observe_lanes(self, on: bool) -> None:
        self._wedge.observe(on)
        self._serial.keep_whole(on)
        self._camera.measure(on)

    def _keep_keyboard(self, finding: "KeyboardFinding") -> None:
        """Store what the set-up learnt; a scanner too slow for it changes nothing."""
        if finding.too_slow:
            return
        scanner = KnownScanner(
            lane=Lane.KEYBOARD.value,
            key_ms=min(finding.key_ms, 1000),
            gap_ms=finding.gap_ms,
            min_length=finding.min_length,
            silence_ends=not finding.endings,
            prefix=finding.prefix,
            suffix=finding.suffix,
        )
        new = settings_file.with_scanner(self._settings, scanner)
        silent = any(one.silence_ends for one in new.scanners if one.lane == scanner.lane)
        self._change(replace(new, scanner_silence_ends=silent))

    def _keep_serial(self, prefix: str, suffix: str) -> None:
        scanner = KnownScanner(
            lane=Lane.SERIAL.value,
            device=self._serial.device,
            name=self._serial.description,
            prefix=prefix,
            suffix=suffix,
        )
        self._change(settings_file.with_scanner(self._settings, scanner))

    def _open_dialog(self, dialog: QDialog) -> None:
        def forget() -> None:
            if self._dialog is dialog:
                self._dialog = None
            dialog.deleteLater()

        self._dialog = dialog
        dialog.finished.connect(forget)
        dialog.open()

    def _open_badges(self) -> None:
        from station_app.training import badges
        from station_app.training.server import TrainingServer
        from station_app.ui.badges.sheet import print_sheet, save_sheet
        from station_app.ui.badges.view import BadgeCard, BadgesDialog
        from station_app.ui.badges.words import shown_by

        if not isinstance(self._server, TrainingServer):
            return
        samples = badges.sample_badges(self._server.event)
        cards = [
            BadgeCard(shown_by(b.key), b.name, b.code, badges.qr_png(b.code, 640)) for b in samples
        ]
        heading = translate("Badges", "TRAINING: sample badges")
        sheet = badges.badge_sheet_svg(samples, heading=heading)
        dialog = BadgesDialog(self._theme, cards, self._window)
        dialog.print_requested.connect(lambda: print_sheet(sheet, dialog))
        dialog.save_requested.connect(lambda: save_sheet(sheet, dialog))
        self._open_dialog(dialog)


def _learnt(learner: "WedgeLearner", burst: object) -> "KeyboardFinding | None":
    """Let the learner take a burst; say what it has found in the screen's words."""
    from station_app.scanners.learn_wedge import LayoutFit
    from station_app.ui.scanner_setup.presenter import KeyboardFinding

    assert isinstance(burst, tuple)
    if not learner.take(burst) or (found := learner.finding()) is None:
        return None
    return KeyboardFinding(
        key_ms=found.key_ms,
        gap_ms=found.settings.gap_ms,
        min_length=found.settings.min_length,
        endings=found.endings,
        prefix=found.prefix,
        suffix=found.suffix,
        layout_fits=found.fit is LayoutFit.FITS,
        layouts=found.layouts,
        capitals_swapped=found.capitals_swapped,
        too_slow=found.too_slow,
        proved=found.proved,
    )


def _entrance_of(credentials: Credentials, entrance: Entrance) -> bool:
    return (credentials.server, credentials.event_id, credentials.station) == (
        entrance.server,
        entrance.event_id,
        entrance.station,
    )


def _remove_training_lists(folder: Path) -> None:
    """Forget earlier trainings: every start has the same guests."""
    for path in folder.glob("guests-*.db*"):
        with contextlib.suppress(OSError):
            path.unlink()


def _theme_name(settings: Settings) -> ThemeName | None:
    names: dict[str, ThemeName] = {"light": "light", "dark": "dark", "contrast": "contrast"}
    return names.get(settings.theme)
