"""When names are hidden and shown again, and what asks for the PIN first."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from station_app.app.pages import Pages
from station_app.app.preferences import Preferences
from station_app.settings import Settings
from station_app.store.pin import PinFile
from station_app.ui.lanes import Lanes
from station_app.ui.privacy.pin import Act, PinGuard
from station_app.ui.privacy.watch import Watch
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce

log = logging.getLogger(__name__)

_NAMES_S = 120.0  # then the last scans lose their names, as designed
# What an answer to a scan may need while the PIN is asked: clear it, choose one of several.
_OF_AN_ANSWER = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Tab)) | {
    Qt.Key(number) for number in range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
}


class Privacy:
    """The privacy screen and the PIN of a station.

    Left alone, a station keeps its camera: a badge is to wake it. Asked by key, the camera rests
    too, and its light says so; scanners wake the station either way.
    """

    def __init__(
        self, theme: Theme, preferences: Preferences, pages: Pages, lanes: Lanes, folder: Path
    ) -> None:
        self._preferences = preferences
        self._pages = pages
        self._lanes = lanes
        self._asking = LatestTask()
        self._guarding = LatestTask()
        self._is_minimised = False
        self.on_hidden: Callable[[], None] = lambda: None  # clears what is shown
        self.guard = PinGuard(theme, PinFile(folder), self._parent)
        self.watch = Watch()
        self.watch.may_pass = self._may_pass
        self.watch.hide_wanted.connect(lambda: self.hide(camera_rests=True))
        self.watch.used.connect(self._used)
        self.watch.idle_changed.connect(self._idle)
        pages.veil.on_lifted = self._lifted
        pages.window.minimised_changed.connect(self._minimised)
        preferences.changed.connect(self._changed)
        self.watch.start()
        if self._asks_pin:  # or a restart would be the way around it
            self.hide(camera_rests=False)

    async def stop(self) -> None:
        """End every question."""
        self.watch.stop()
        self.guard.cancel()
        await self._asking.join()
        await self._guarding.join()

    @property
    def is_locked(self) -> bool:
        """Whether names are hidden until the PIN is entered."""
        return self._pages.veil.is_locked

    def hide(self, *, camera_rests: bool) -> None:
        """Show no person any more."""
        veil = self._pages.veil
        camera_rests = camera_rests or veil.camera_rests
        if veil.is_covering and camera_rests == veil.camera_rests:
            return
        self.guard.cancel()
        self.on_hidden()
        veil.lower(locked=self._asks_pin, camera_rests=camera_rests)
        announce(self._pages.station, veil.words)
        self._lanes.camera_wanted(False)
        self._rest_camera()

    def scanned(self) -> None:
        """A scan is use, and ends every question."""
        self.guard.cancel()
        self.watch.touch()

    def guarded(self, act: Act, then: Callable[[], None]) -> Callable[[], None]:
        """Return a slot that does something, with the PIN first if there is one."""

        async def ask() -> None:
            if await self.guard.allows(act):
                then()

        def slot() -> None:
            if self.guard.is_set:
                self._guarding.start(ask())
            else:
                then()

        return slot

    def ask_for_names(self) -> None:
        """Ask for the PIN that lifts the veil."""
        self._asking.start(self._ask_for_names())

    async def _ask_for_names(self) -> None:
        if await self.guard.allows(Act.SHOW_NAMES):
            self._pages.veil.lift()

    # --- use and idleness ---------------------------------------------------------------------

    def _used(self) -> None:
        veil = self._pages.veil
        if veil.is_locked:
            return
        veil.hide_names(False)
        if veil.is_covering:
            veil.lift()

    def _idle(self, seconds: float) -> None:
        limit = self._preferences.now.privacy_after_minutes * 60
        if limit <= 0 or self._pages.veil.is_down:
            return
        self._pages.veil.hide_names(seconds >= min(_NAMES_S, limit))
        if seconds >= limit:
            self.hide(camera_rests=False)

    def _may_pass(self, window: QWindow, event: QEvent) -> bool:
        """Whether input goes on to the page; while a PIN is asked only what an answer needs."""
        veil = self._pages.veil
        of_page = window is self._pages.window.windowHandle() and (
            self._pages.window.current_page() is self._pages.station
        )
        if not veil.is_locked or not of_page or QApplication.activePopupWidget() is not None:
            return True
        if not veil.is_covering:
            if not isinstance(event, QKeyEvent):
                return True
            if Qt.Key(event.key()) in _OF_AN_ANSWER:
                return True
        if event.type() != QEvent.Type.Wheel:
            self.ask_for_names()
        return False

    def _lifted(self) -> None:
        if self._pages.window.current_page() is self._pages.station:
            self._lanes.camera_wanted(True)
        self._rest_camera()

    def _minimised(self, gone: bool) -> None:
        self._is_minimised = gone
        self._rest_camera()

    def _rest_camera(self) -> None:
        minimised = self._is_minimised and self._preferences.now.camera_rests_minimised
        self._lanes.rest_camera(minimised or self._pages.veil.camera_rests)

    def _changed(self, _settings: Settings, changed: frozenset[str]) -> None:
        if "language" in changed:
            self._pages.veil.retranslate()

    @property
    def _asks_pin(self) -> bool:
        return self._preferences.now.privacy_asks_pin and self.guard.is_set

    def _parent(self) -> QWidget:
        """Return what a question stands over: the dialog it came from, else the window."""
        return QApplication.activeModalWidget() or self._pages.window
