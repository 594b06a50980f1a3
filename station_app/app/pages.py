"""The window and the page it opens with, which shows before anything else is read."""

import asyncio
import contextlib
import importlib
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from station_app.ui.i18n import translate
from station_app.ui.privacy.veil import Veil
from station_app.ui.station.screen import IdlePage, LintelText, Screen, SyncLine
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow

if TYPE_CHECKING:
    from station_app.scanners.camera import CameraSource
    from station_app.ui.lanes import Lanes

log = logging.getLogger(__name__)

_FIRST_PAINT_S = 0.2  # a window that opens minimised is never painted
_BEFORE_IDLE_S = 1.0  # what may wait leaves the first guests alone
# The login page, in steps that are each shorter than a frame or little more.
_LATER = (
    "station_app.domain.event_address",
    "station_app.ui.widgets.fields",
    "station_app.ui.widgets.choices",
    "station_app.ui.login.card_parts",
    "station_app.ui.login.entrances",
    "station_app.ui.login.where_to_find",
    "station_app.ui.login.form",
    "station_app.ui.login.removed",
    "station_app.ui.login.view",
    "station_app.ui.login.presenter",
    "station_app.app.login_page",
)


class Pages:
    """The window, with the station's page in it from the beginning."""

    def __init__(
        self, app: QApplication, theme: Theme, *, fullscreen: bool, training: bool
    ) -> None:
        self._theme = theme
        self._fullscreen = fullscreen
        size = self._size()
        theme.set_window_size(size.width(), size.height())  # or all would be styled twice
        theme.apply_to(app)
        self.window = MainWindow(theme)
        self.window.resize(size)
        self.station = StationView(theme)
        self.veil = Veil(self.station)
        self.window.add_page(self.station)
        self.window.set_training(training)
        self.station.set_badges_available(training)

    def _size(self) -> QSize:
        screen = QApplication.primaryScreen()
        if self._fullscreen:
            return screen.size()
        return QSize(1280, 800).boundedTo(screen.availableSize())

    def show_frame(self, event: str, station: str) -> None:
        """Show the page of the entrance that is known, before anything of it has been read."""
        view = self.veil
        view.set_event(event, station)
        view.set_history(())
        view.set_sync(SyncLine(text=translate("Texts", "Connecting")))
        quiet = LintelText(verdict=None, word="", detail="")  # "Ready" is said when it is true
        page = IdlePage(event=event, place="")
        view.show_screen(Screen(serial=0, lintel=quiet, stage=page, hold_ring=True))
        self.window.show_page(self.station)

    def show_waiting_for_keys(self) -> None:
        """Say why nothing goes on: a key store may be asking its owner."""
        title = translate("Texts", "Waiting for the key store")
        text = translate("Texts", "It may be asking for its password in another window.")
        quiet = LintelText(verdict=None, word="", detail="")
        page = IdlePage(event="", place="", message_title=title, message_text=text)
        self.station.set_sync(SyncLine(text=title))
        self.station.show_screen(Screen(serial=0, lintel=quiet, stage=page, hold_ring=True))

    async def open(self) -> None:
        """Show the window; return when there is something to be seen."""
        if self._fullscreen:
            self.window.setGeometry(self.window.screen().geometry())  # no window manager will
            self.window.showFullScreen()
        else:
            self.window.show()
        self.window.activateWindow()  # also where no window manager gives the keyboard to it
        log.info("the window is shown")
        painted = asyncio.Event()
        self.window.painted.connect(painted.set)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_PAINT_S):
                await painted.wait()

    async def prepare(self) -> None:
        """Take the time that no guest needs: what is wanted later opens at once then."""
        await asyncio.sleep(_BEFORE_IDLE_S)
        for step in self.station.warm_up():
            step()
            await asyncio.sleep(0.02)
        for module in _LATER:
            importlib.import_module(module)
            await asyncio.sleep(0.05)

    def show_camera(self, camera: "CameraSource", lanes: "Lanes") -> None:
        """Show the camera's pictures, as large as they are wanted, and what is wrong with it."""
        from station_app.ui.station.status_lines import hint_text, lane_line

        page, px = self.station, self._theme.px

        def fit() -> None:
            ratio = self.window.devicePixelRatioF()
            camera.set_preview_size(round(px(304, 232) * ratio), round(px(171, 130) * ratio))

        veil = self.veil
        lanes.preview_ready.connect(lambda *picture: veil.set_camera_frame(*picture))
        lanes.camera_cleared.connect(lambda report: veil.clear_camera(lane_line(report).text))
        camera.hinted.connect(lambda hint: page.set_camera_hint(hint_text(hint)))
        self._theme.changed.connect(fit)
        fit()
