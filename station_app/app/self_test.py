"""The self-test inside the program: runs the doctor in a thread, and shows what it says."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from station_app.app.preferences import Preferences
from station_app.options import Options
from station_app.ui.i18n import translate
from station_app.ui.station.wishes import Wishes
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme

if TYPE_CHECKING:
    from station_app.app.devices import Devices
    from station_app.app.dialogs import Dialogs
    from station_app.doctor.finding import Finding, Laptop
    from station_app.ui.before_doors.dialog import BeforeDoorsDialog
    from station_app.ui.door import Door

log = logging.getLogger(__name__)


class SelfTest:
    """Opens "Self-test before doors open". One look at a time; closing the dialog ends it."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        options: Options,
        folder: Path,
        preferences: Preferences,
        devices: "Devices",
        dialogs: "Dialogs",
        wishes: Wishes,
        door: "Callable[[], Door | None]",
    ) -> None:
        self._window = window
        self._theme = theme
        self._options = options
        self._folder = folder
        self._preferences = preferences
        self._devices = devices
        self._dialogs = dialogs
        self._wishes = wishes  # which a PIN may guard
        self._door = door
        self._looking = LatestTask()
        self._saving = LatestTask()
        self._thread: ThreadPoolExecutor | None = None

    def open(self) -> None:
        """Open the dialog and begin to look."""
        from station_app.ui.before_doors.dialog import BeforeDoorsDialog

        dialog = BeforeDoorsDialog(self._theme, self._window)
        dialog.again_requested.connect(lambda: self._begin(dialog))
        dialog.save_requested.connect(lambda: self._ask_where(dialog))
        dialog.diagnostics_requested.connect(dialog.close)
        dialog.diagnostics_requested.connect(self._wishes.diagnostics)
        dialog.set_up_requested.connect(dialog.close)
        dialog.set_up_requested.connect(self._wishes.scanner_setup)
        dialog.finished.connect(lambda _: self._looking.cancel())
        self._dialogs.open(dialog)
        self._begin(dialog)

    def report(self) -> Callable[[], str]:
        """Return what looks this laptop over and tells it as text, in any thread."""
        laptop = self._laptop()
        return lambda: "\n".join(map(str, _findings(laptop)))

    async def stop(self) -> None:
        """End a look; finish a file that is being written."""
        await self._looking.join()
        await self._saving.finish()
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)

    def _begin(self, dialog: "BeforeDoorsDialog") -> None:
        dialog.begin()
        self._looking.start(self._look(dialog))

    async def _look(self, dialog: "BeforeDoorsDialog") -> None:
        from station_app.ui.before_doors.dialog import Line

        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="self-test")
        found = _findings(self._laptop())
        loop = asyncio.get_running_loop()
        while (finding := await loop.run_in_executor(self._thread, next, found, None)) is not None:
            dialog.add(Line(str(finding.level), finding.subject, finding.text, finding.cure))
        dialog.finish()

    def _laptop(self) -> "Laptop":
        from station_app.doctor.finding import Laptop, OpenDoor
        from station_app.doctor.lanes import camera_names, speaker_names

        door, devices = self._door(), self._devices
        open_door = None
        if door is not None:
            open_door = OpenDoor(
                who=replace(door.credentials, app_code=""),
                status=door.sync.status,
                listed=door.presenter.listed,
                camera=devices.camera.report,
                serial=devices.serial.report,
            )
        return Laptop(
            options=self._options,
            folder=self._folder,
            settings=self._preferences.now,
            cameras=camera_names(),
            speakers=speaker_names(),
            door=open_door,
        )

    def _ask_where(self, dialog: "BeforeDoorsDialog") -> None:
        from station_app.services.journal import local_now
        from station_app.ui.export.places import new_file_chooser

        lines = [_written(line.level, line.subject, line.text, line.cure) for line in dialog.lines]
        title = translate("BeforeDoorsDialog", "Save the self-test")
        name = f"checkin-self-test-{local_now():%Y%m%d-%H%M%S}.txt"
        where = new_file_chooser(dialog, title, "Text (*.txt)", name)
        where.fileSelected.connect(
            lambda path: self._saving.start(self._write(dialog, Path(path), "\n".join(lines)))
        )
        where.open()

    async def _write(self, dialog: "BeforeDoorsDialog", path: Path, text: str) -> None:
        from station_app.store.exports import write_new

        try:
            done = await asyncio.to_thread(write_new, path, f"{text}\n".encode())
        except OSError as error:
            log.error("the self-test was not saved: %s", type(error).__name__)
            reason = error.strerror or type(error).__name__
            told = translate("BeforeDoorsDialog", "Nothing was saved: {reason}")
            dialog.show_message(told.format(reason=reason))
        else:
            told = translate("BeforeDoorsDialog", "Saved in {path}")
            dialog.show_message(told.replace("{path}", str(done)))


def _findings(laptop: "Laptop") -> "Iterator[Finding]":
    """Import the checks where they run: half a second of libraries is no matter there."""
    from station_app.doctor import findings

    yield from findings(laptop)


def _written(level: str, subject: str, text: str, cure: str) -> str:
    from station_app.doctor.finding import Finding, Level

    return str(Finding(Level(level), subject, text, cure))
