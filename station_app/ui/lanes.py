"""The input lanes of this laptop, and the shapes the screen asks of them."""

import logging
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from station_app.domain.scan import Lane, LaneReport, LaneState, Scan
from station_app.ui.station.presenter import StationPresenter

log = logging.getLogger(__name__)


class ScanSource(Protocol):
    """What every lane is; a shape and no base class, since a QObject cannot inherit one."""

    @property
    def scanned(self) -> SignalInstance: ...  # Scan
    @property
    def state_changed(self) -> SignalInstance: ...  # LaneReport
    def start(self) -> None: ...
    def stop(self) -> bool: ...  # True once nothing of it runs


class Camera(ScanSource, Protocol):
    """A lane with a picture."""

    @property
    def repeated(self) -> SignalInstance: ...  # Scan: the same code is still held up
    @property
    def preview_ready(self) -> SignalInstance: ...  # QImage, outlines, whether a code was read
    def want_preview(self, wanted: bool) -> None: ...


class Lanes(QObject):
    """The input lanes of this laptop, whichever door is open. GUI thread."""

    scanned = Signal(Scan)
    preview_ready = Signal(QImage, object, bool)
    camera_cleared = Signal(LaneReport)

    def __init__(self, camera: Camera, scanners: Sequence[ScanSource]) -> None:
        super().__init__()
        self._camera = camera
        self._sources: tuple[ScanSource, ...] = (camera, *scanners)
        off = LaneReport(Lane.CAMERA, LaneState.OFF)  # what a lane without a device never tells
        self._reports: dict[Lane, LaneReport] = {Lane.CAMERA: off}
        self._presenter: StationPresenter | None = None
        self._running = False
        self._camera_started = False  # and only resting, if it does not run
        self._wire()

    def attach(self, presenter: StationPresenter) -> None:
        """Tell this presenter about lanes and repeats from now on."""
        self._presenter = presenter
        for report in self._reports.values():
            presenter.lane_changed(report)

    def detach(self) -> None:
        """Tell nobody any more."""
        self._presenter = None

    def start(self, *, camera: bool) -> None:
        """Open every lane; the camera only if asked, now or by a later call.

        Without a list every badge would be unknown: the camera waits for it, a film too.
        """
        if not self._running:
            self._running = True
            self.camera_cleared.emit(self._reports[Lane.CAMERA])
        self._camera_started = self._camera_started or camera
        for source in self._sources:
            if camera or source is not self._camera:
                source.start()

    def stop(self) -> None:
        """Release every device."""
        self._running = self._camera_started = False
        for source in self._sources:
            if not source.stop():
                log.warning("a lane did not stop in time")

    def rest_camera(self, resting: bool) -> None:
        """Release the camera for a while; the other lanes go on."""
        if resting:
            self._camera.stop()
        elif self._camera_started:
            self._camera.start()

    def camera_wanted(self, wanted: bool) -> None:
        """Say whether the preview can be seen."""
        self._camera.want_preview(wanted)

    def _wire(self) -> None:
        for source in self._sources:
            source.scanned.connect(self.scanned)
            source.state_changed.connect(self._lane_changed)
        self._camera.repeated.connect(self._repeated)
        self._camera.preview_ready.connect(self.preview_ready)

    def _lane_changed(self, report: LaneReport) -> None:
        self._reports[report.lane] = report
        if self._presenter is not None:
            self._presenter.lane_changed(report)
        if report.lane is Lane.CAMERA and report.state is not LaneState.LIVE:
            self.camera_cleared.emit(report)

    def _repeated(self, scan: Scan) -> None:
        if self._presenter is not None:
            self._presenter.scan_repeated(scan)
