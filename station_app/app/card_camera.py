"""A login card read by the camera: the lanes serve the form while its dialog is open."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from station_app.app.devices import Devices
from station_app.domain.login_card import LoginCard, read_card
from station_app.domain.scan import LaneReport, Scan
from station_app.ui.login_card.camera import CardCameraDialog
from station_app.ui.station.status_lines import lane_line
from station_app.ui.theme import Theme


class CardVisit:
    """One visit: the first card that any lane reads fills the form."""

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        devices: Devices,
        read: Callable[[LoginCard], None],
        is_door_open: Callable[[], bool],
    ) -> None:
        self._devices = devices
        self._read = read
        self._is_door_open = is_door_open
        self.dialog = CardCameraDialog(theme, window)
        lanes = devices.lanes
        lanes.preview_ready.connect(self.dialog.show_camera)
        lanes.camera_cleared.connect(self._clear_camera)
        self.dialog.finished.connect(self._leave)
        self._clear_camera(devices.camera.report)
        lanes.start(camera=True)
        lanes.camera_wanted(True)

    def scanned(self, scan: Scan) -> None:
        """Take a card; of another code say that it is none."""
        card = read_card(scan.text)
        if card is None:
            self.dialog.show_wrong()
        else:
            self.dialog.accept()
            self._read(card)

    def _leave(self) -> None:
        lanes = self._devices.lanes
        lanes.camera_cleared.disconnect(self._clear_camera)
        lanes.camera_wanted(False)
        if not self._is_door_open():
            lanes.stop()

    def _clear_camera(self, report: LaneReport) -> None:
        self.dialog.clear_camera(lane_line(report).text)
