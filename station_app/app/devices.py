"""Camera and scanners of this laptop. Imported once the window is shown."""

from station_app.app.preferences import Preferences
from station_app.domain.timings import Timings
from station_app.scanners import chosen
from station_app.scanners.camera import CameraSource
from station_app.scanners.serial import SerialSource
from station_app.scanners.wedge_filter import WedgeFilter
from station_app.settings import Settings
from station_app.ui.lanes import Lanes


class Devices:
    """Each device as the settings ask for it, now and later, and the lanes they are."""

    def __init__(self, preferences: Preferences, timings: Timings) -> None:
        settings = preferences.now
        self.camera = CameraSource(
            chosen.camera_source(settings),
            kinds=chosen.code_kinds(settings),
            wishes=chosen.camera_wishes(settings),
        )
        self.camera.timings = timings
        self.camera.set_mirrored(settings.camera_mirrored)
        self.wedge = WedgeFilter(chosen.wedge_settings(settings))
        self.serial = SerialSource(chosen.serial_settings(settings))
        self.lanes = Lanes(self.camera, (self.wedge, self.serial))
        preferences.changed.connect(self._apply)

    def observe(self, on: bool) -> None:
        """Let every device tell more than codes: what a scanner set-up learns from."""
        self.wedge.observe(on)
        self.serial.keep_whole(on)
        self.camera.measure(on)

    def _apply(self, settings: Settings) -> None:
        self.wedge.apply(chosen.wedge_settings(settings))
        self.serial.apply(chosen.serial_settings(settings))
        self.camera.set_mirrored(settings.camera_mirrored)
        self.camera.set_source(
            chosen.camera_source(settings),
            chosen.code_kinds(settings),
            chosen.camera_wishes(settings),
        )
