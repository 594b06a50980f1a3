"""Settings: which camera, and what it reads."""

from collections.abc import Sequence

from station_app.settings import CODE_KINDS, EXPOSURES, FOCUSES, Settings
from station_app.ui.i18n import translate
from station_app.ui.settings.lists import FIRST_CAMERA, NO_CAMERA, camera_items, size_items
from station_app.ui.settings.presenter import CameraChoice
from station_app.ui.settings.section import Section
from station_app.ui.settings.words import words_of_kinds
from station_app.ui.theme import Theme
from station_app.ui.widgets.chips import Chips
from station_app.ui.widgets.choices import Choice, OpenChoice

_OF_A_CAMERA = (
    "code_kinds",
    "camera_exposure",
    "camera_focus",
    "camera_size",
    "camera_mirrored",
    "camera_rests_minimised",
)


class CameraSection(Section):
    """The camera for badges."""

    def __init__(self, theme: Theme, settings: Settings, cameras: Sequence[CameraChoice]) -> None:
        """`cameras` are those plugged in now, the one that is taken by itself first."""
        super().__init__(theme)
        self._settings = settings
        self._cameras = tuple(cameras)
        self._camera = OpenChoice(theme, "camera", (FIRST_CAMERA, NO_CAMERA))
        self._camera.chosen.connect(self.setter("camera"))
        self.add("camera", self._camera, below=True)
        self._kinds = Chips(theme, CODE_KINDS)
        self._kinds.chosen.connect(self.setter("code_kinds"))
        self.add("code_kinds", self._kinds, below=True)
        self._exposure = self.add_choice("camera_exposure", EXPOSURES, below=False)
        self._focus = self.add_choice("camera_focus", FOCUSES, below=False)
        self._size = Choice(theme)
        self._size.activated.connect(
            lambda: self.set_value.emit("camera_size", self._size.currentData())
        )
        self.add("camera_size", self._size)
        self.add_switch("camera_mirrored")
        self.add_switch("camera_rests_minimised")

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Camera")

    def show_dependents(self, settings: Settings) -> None:
        """Let sizes follow the camera, and all of it whether there is to be one."""
        self._settings = settings
        for name in _OF_A_CAMERA:
            self.controls[name].setEnabled(settings.camera != NO_CAMERA)
        self._list_sizes()

    def place_parts(self) -> None:
        """Set the widths of the lists."""
        px = self.theme.px
        self._size.setFixedWidth(px(204))
        for segments in (self._exposure, self._focus):
            segments.setMinimumWidth(px(256))

    def name_parts(self) -> None:
        """Name choices, kinds and cameras."""
        automatic = translate("SettingsDialog", "Automatic")
        exposure = translate("SettingsDialog", "Exposure")
        self._exposure.name(exposure, (automatic, translate("SettingsDialog", "Short")))
        focus = translate("SettingsDialog", "Focus")
        self._focus.name(focus, (automatic, translate("SettingsDialog", "Held")))
        held = translate("SettingsDialog", "At least one kind stays chosen.")
        codes = translate("SettingsDialog", "Codes read by the camera")
        self._kinds.name(codes, words_of_kinds(), held)
        source = self._camera.field
        source.setAccessibleName(
            translate("SettingsDialog", "File, device or address of the camera")
        )
        source.setPlaceholderText(
            translate("SettingsDialog", "1, /dev/video2, film.avi, https://…")
        )
        items, taken = camera_items(self._settings, self._cameras)
        other = translate("SettingsDialog", "Another: file, device or address …")
        self._camera.show_items(items, taken, other)
        self._list_sizes()

    def _list_sizes(self) -> None:
        items = size_items(self._settings, self._cameras)
        self._size.show_items(items, self._settings.camera_size)
