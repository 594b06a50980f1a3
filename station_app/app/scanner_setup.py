"""The scanner set-up: what a visit learns from the lanes, and what of it is kept."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from station_app import settings as settings_file
from station_app.app.devices import Devices
from station_app.app.preferences import Preferences
from station_app.domain.scan import Lane, LaneReport, Scan
from station_app.scanners.learn_wedge import TEST_CODE, LayoutFit, WedgeLearner
from station_app.scanners.test_code import bar_code_png
from station_app.settings import KnownScanner
from station_app.training.badges import qr_png
from station_app.ui.badges.sheet import print_code
from station_app.ui.scanner_setup.dialog import ScannerSetupDialog, SetupCodes
from station_app.ui.scanner_setup.presenter import KeyboardFinding, ScannerSetup
from station_app.ui.station.status_lines import lane_line
from station_app.ui.theme import Theme


class SetupVisit:
    """One visit: the lanes teach instead of scan, until its dialog is closed."""

    def __init__(
        self, window: QWidget, theme: Theme, preferences: Preferences, devices: Devices
    ) -> None:
        self._preferences = preferences
        self._devices = devices
        self._codes = SetupCodes(qr_png(TEST_CODE, 640), bar_code_png(TEST_CODE, 640))
        self._learner = WedgeLearner()
        self.dialog = ScannerSetupDialog(theme, self._codes, window)
        self._setup = ScannerSetup(
            self.dialog,
            TEST_CODE,
            self._learn,
            self._keep_keyboard,
            self._keep_serial,
            lambda: devices.serial.report.detail,
        )
        self._wire()
        self._clear_camera(devices.camera.report)
        devices.observe(True)
        self._setup.start()

    def scanned(self, scan: Scan) -> None:
        """Learn from a scan of camera or serial port; a keyboard scanner's keys are observed."""
        self._setup.scanned(scan)

    def _wire(self) -> None:
        devices, dialog = self._devices, self.dialog
        dialog.restarted.connect(self._restart)
        dialog.print_requested.connect(self._print)
        dialog.finished.connect(self._leave)
        devices.wedge.observed.connect(self._setup.observed)
        devices.lanes.camera_cleared.connect(self._clear_camera)
        devices.lanes.preview_ready.connect(dialog.show_camera)
        devices.camera.measured.connect(dialog.show_quality)

    def _leave(self) -> None:
        self._devices.observe(False)
        self._devices.wedge.observed.disconnect(self._setup.observed)
        self._devices.lanes.camera_cleared.disconnect(self._clear_camera)

    def _restart(self) -> None:
        self._learner = WedgeLearner()
        self._setup.start()

    def _print(self, kind: str) -> None:
        png = self._codes.bar if kind == "bar" else self._codes.qr
        if png is not None:
            print_code(png, TEST_CODE, self.dialog)

    def _clear_camera(self, report: LaneReport) -> None:
        self.dialog.clear_camera(lane_line(report).text)

    def _learn(self, burst: object) -> KeyboardFinding | None:
        """Let the learner take a burst; say what it has found in the screen's words."""
        assert isinstance(burst, tuple)
        if not self._learner.take(burst) or (found := self._learner.finding()) is None:
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

    def _keep_keyboard(self, finding: KeyboardFinding) -> None:
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
        new = settings_file.with_scanner(self._preferences.now, scanner)
        silent = any(one.silence_ends for one in new.scanners if one.lane == scanner.lane)
        self._preferences.change(replace(new, scanner_silence_ends=silent))

    def _keep_serial(self, prefix: str, suffix: str) -> None:
        scanner = KnownScanner(
            lane=Lane.SERIAL.value,
            device=self._devices.serial.device,
            name=self._devices.serial.description,
            prefix=prefix,
            suffix=suffix,
        )
        self._preferences.change(settings_file.with_scanner(self._preferences.now, scanner))
