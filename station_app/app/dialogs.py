"""The dialogs over the window: settings, scanner set-up, sample badges."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from station_app.app.devices import Devices
from station_app.app.network import Network
from station_app.app.preferences import Preferences
from station_app.domain.scan import Scan
from station_app.ui.i18n import translate
from station_app.ui.privacy.pin import PinGuard
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme

if TYPE_CHECKING:
    from station_app.app.card_camera import CardVisit
    from station_app.app.diagnostics import Diagnostics
    from station_app.app.outputs import Outputs
    from station_app.app.scanner_setup import SetupVisit
    from station_app.domain.login_card import LoginCard
    from station_app.training.event import TrainingEvent
    from station_app.ui.about.dialog import AboutDialog
    from station_app.ui.door import Door
    from station_app.ui.export.dialog import ExportDialog
    from station_app.ui.settings.dialog import SettingsDialog


class Dialogs:
    """At most one dialog; what it needs is imported when it opens."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        preferences: Preferences,
        devices: Devices,
        guard: PinGuard,
        network: Network,
        outputs: "Outputs",
        server: Callable[[], str],
        diagnostics: "Diagnostics",
    ) -> None:
        """`server` is the address of the open door, '' for none."""
        self._guard = guard
        self._network = network
        self._outputs = outputs
        self._server = server
        self._diagnostics = diagnostics
        self._task = LatestTask()
        self._window = window
        self._theme = theme
        self._preferences = preferences
        self._devices = devices
        self._visit: SetupVisit | CardVisit | None = None  # who takes every scan
        self._exporting = LatestTask()
        self._take_back: Callable[[], None] = lambda: None  # settings used for every entrance
        self.dialog: QDialog | None = None
        self.settings_parts: list[Callable[[SettingsDialog], None]] = []

    def open_settings(self) -> None:
        """Let the operator change what is kept."""
        from station_app.scanners.cameras import camera_devices
        from station_app.ui.settings.dialog import SettingsDialog
        from station_app.ui.settings.presenter import CameraChoice

        cameras = [CameraChoice(one.source, one.name, one.sizes) for one in camera_devices()]
        here = self._preferences.here
        dialog = SettingsDialog(
            self._theme,
            self._preferences.now,
            cameras,
            self._window,
            has_pin=self._guard.is_set,
            entrance=here.title if here is not None else "",
            others=len(self._preferences.kept.entrances) - 1 if here is not None else 0,
        )
        dialog.changed.connect(self._preferences.change)
        self._wire_everywhere(dialog)
        for extend in self.settings_parts:
            extend(dialog)
        self._wire_pin(dialog)
        self._wire_trust(dialog)
        self._outputs.serve(dialog.sound)
        serial = self._devices.serial
        serial.ports_listed.connect(dialog.show_ports)
        serial.list_ports()
        self._open(dialog)

    def _wire_everywhere(self, dialog: "SettingsDialog") -> None:
        def use() -> None:
            self._take_back = self._preferences.use_everywhere()

        dialog.everywhere_requested.connect(use)
        dialog.everywhere_taken_back.connect(lambda: self._take_back())

    def _wire_pin(self, dialog: "SettingsDialog") -> None:
        def forget(_result: int) -> None:
            self._guard.on_changed = lambda _is_set: None

        self._guard.on_changed = dialog.privacy.show_pin
        dialog.finished.connect(forget)
        dialog.privacy.pin_wanted.connect(lambda: self._task.start(self._set_pin()))
        dialog.privacy.pin_unwanted.connect(self._guard.remove)

    async def _set_pin(self) -> None:
        await self._guard.set_new()

    def _wire_trust(self, dialog: "SettingsDialog") -> None:
        network = dialog.network
        network.ca_file_chosen.connect(lambda path: self._choose_ca(dialog, path))
        network.server_key_wanted.connect(lambda: self._task.start(self._show_key(dialog)))

    @staticmethod
    def _choose_ca(dialog: "SettingsDialog", path: str) -> None:
        from station_app.api.trust import fault_of_ca_file
        from station_app.ui.settings.words import words_of_ca_fault

        fault = fault_of_ca_file(path, datetime.now(UTC))
        dialog.network.show_ca_fault(words_of_ca_fault(fault))
        if not fault:
            dialog.set("ca_file", path)

    async def _show_key(self, dialog: "SettingsDialog") -> None:
        """Look at the key of the server at hand, for a person to compare and take over."""
        from station_app.domain.errors import NotReachable
        from station_app.ui import failures
        from station_app.ui.settings.words import no_server, words_of_certificate

        server = self._server()
        if not server.startswith("https://"):
            dialog.network.show_server_fault(no_server())
            return
        try:
            shown = await self._network.look_at(server)
        except NotReachable as error:
            dialog.network.show_server_fault(failures.failure(error).capitalize() + ".")
        else:
            words = words_of_certificate(server, shown.names, shown.valid_until)
            dialog.network.show_server_key(shown.pin, words)

    def open_scanner_setup(self) -> None:
        """Learn a scanner; until this is closed the set-up takes every scan."""
        from station_app.app.scanner_setup import SetupVisit

        self._receive(SetupVisit(self._window, self._theme, self._preferences, self._devices))

    def open_card_camera(self, read: "Callable[[LoginCard], None]") -> None:
        """Read a card of another laptop with the camera, for the login form."""
        from station_app.app.card_camera import CardVisit

        self._receive(
            CardVisit(self._window, self._theme, self._devices, read, lambda: bool(self._server()))
        )

    def _receive(self, visit: "SetupVisit | CardVisit") -> None:
        def forget() -> None:
            if self._visit is visit:
                self._visit = None

        self._visit = visit
        visit.dialog.finished.connect(forget)
        self._open(visit.dialog)

    def open_export(self, door: "Door") -> None:
        """Let the operator save this laptop's notes."""
        from station_app.ui.export.dialog import ExportDialog

        dialog = ExportDialog(
            self._theme, names=self._preferences.now.export_names, parent=self._window
        )
        dialog.save_requested.connect(
            lambda path, kind, names: self._exporting.start(
                self._export(dialog, door, Path(path), kind, names=names)
            )
        )
        self._open(dialog)

    async def _export(
        self, dialog: "ExportDialog", door: "Door", path: Path, kind: str, *, names: bool
    ) -> None:
        from station_app.domain.errors import JournalUnreadable
        from station_app.services.journal_export import Kind
        from station_app.ui.export.dialog import reason_of

        try:
            done = await door.export(path, Kind(kind), names=names)
        except (OSError, JournalUnreadable) as error:
            if self.dialog is dialog:
                dialog.show_failed(reason_of(error))
            return
        if self.dialog is dialog:
            dialog.show_saved(str(done.path), done.entries)

    async def stop(self) -> None:
        """End what a dialog waits for; finish a file that is being written."""
        await self._task.join()
        await self._exporting.finish()
        await self._diagnostics.stop()

    def open_badges(self, event: "TrainingEvent") -> None:
        """Show badges of invented guests, to hold before the camera or print."""
        from station_app.training import badges
        from station_app.ui.badges.sheet import print_sheet, save_sheet
        from station_app.ui.badges.view import BadgeCard, BadgesDialog
        from station_app.ui.badges.words import shown_by

        samples = badges.sample_badges(event)
        cards = [
            BadgeCard(shown_by(b.key), b.name, b.code, badges.qr_png(b.code, 640)) for b in samples
        ]
        heading = translate("Badges", "TRAINING: sample badges")
        sheet = badges.badge_sheet_svg(samples, heading=heading)
        dialog = BadgesDialog(self._theme, cards, self._window)
        dialog.print_requested.connect(lambda: print_sheet(sheet, dialog))
        dialog.save_requested.connect(lambda: save_sheet(sheet, dialog))
        self._open(dialog)

    def open_login_card(self, door: "Door") -> None:
        """Show the card that fills the login form of another laptop."""
        from station_app.domain.login_card import LoginCard
        from station_app.training.badges import qr_png
        from station_app.ui.login_card.dialog import LoginCardDialog

        who, event = door.credentials, door.presenter.event
        dialog = LoginCardDialog(self._theme, event.name, event.station, self._window)

        def show(with_code: bool) -> None:
            code = who.app_code if with_code else ""
            card = LoginCard(
                server=who.server, event_id=who.event_id, station=who.station, app_code=code
            )
            dialog.show_card(qr_png(card.text(), 640))

        dialog.wanted.connect(show)
        self._open(dialog)

    def open_doors(self, door: "Door") -> None:
        """Show the doors of the event, where there is a memory of all."""
        from station_app.app.other_doors import DoorsVisit
        from station_app.ui.other_doors.dialog import DoorsDialog

        if door.sharing is not None:
            self.close()
            dialog = DoorsDialog(self._theme, self._window)
            self._doors = DoorsVisit(dialog, door, door.sharing)
            self._open(dialog)

    def open_help(self) -> None:
        """Open the manual."""
        from station_app.ui.help.dialog import HelpDialog

        self._open(HelpDialog(self._theme, self._window))

    def open_diagnostics(self) -> None:
        """Show what support asks for, and save it."""
        from station_app.ui.diagnostics.dialog import DiagnosticsDialog

        dialog = DiagnosticsDialog(self._theme, self._window)
        self._diagnostics.serve(dialog)
        self._open(dialog)

    def open_about(self) -> None:
        """Tell version and licences."""
        from station_app.ui.about.dialog import AboutDialog

        dialog = AboutDialog(self._theme, self._window)
        self._open(dialog)
        self._task.start(self._list_parts(dialog))

    async def _list_parts(self, dialog: "AboutDialog") -> None:
        from station_app.licences import parts

        found = await asyncio.to_thread(parts)
        if self.dialog is dialog:
            dialog.show_parts(found)

    def open(self, dialog: QDialog) -> None:
        """Open a dialog of another part of the program."""
        self._open(dialog)

    def take(self, scan: Scan) -> bool:
        """Give a scan to the set-up; False if none is open and the scan is a guest's."""
        if self._visit is None:
            return False
        self._visit.scanned(scan)
        return True

    def close(self) -> None:
        """Close what is open: a guest matters more."""
        if self.dialog is not None:
            self.dialog.close()

    def _open(self, dialog: QDialog) -> None:
        def forget() -> None:
            if self.dialog is dialog:
                self.dialog = None
            dialog.deleteLater()

        self.dialog = dialog
        dialog.finished.connect(forget)
        dialog.open()
