"""Settings: what is heard, and the flash that is seen from further away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station_app.settings import Settings
from station_app.ui.i18n import translate
from station_app.ui.settings.section import Section
from station_app.ui.sound.families import Sound
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.fields import FormButton, Text


class SoundSection(Section):
    """Sounds, spoken names, the flash."""

    sound_wanted = Signal(object)  # Sound: to be heard now

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._silent = Alert(theme)
        self._silent.setObjectName("soundFault")
        self.column.addWidget(self._silent)
        self.add_switch("sound_muted")
        self.add_number("sound_volume")
        self._build_tests()
        self.add_switch("speak_names")
        self._mute = Alert(theme)
        self._mute.setObjectName("speechFault")
        self.column.addWidget(self._mute)
        self.add_switch("flash")
        self.show_devices(loudspeaker=True, voice=True)

    def _build_tests(self) -> None:
        self._tests_label = Text(self.theme, "head")
        self._tests: dict[Sound, FormButton] = {}
        self._tests_row = QHBoxLayout()
        for sound in Sound:
            button = FormButton(self.theme, "line", small=True)
            button.setObjectName(f"try-{sound}")
            button.setProperty("radius", 9)
            button.clicked.connect(lambda _=False, sound=sound: self.sound_wanted.emit(sound))
            self._tests_row.addWidget(button)
            self._tests[sound] = button
        self._tests_row.addStretch(1)
        self._tests_box = QVBoxLayout()
        self._tests_box.addWidget(self._tests_label)
        self._tests_box.addLayout(self._tests_row)
        self.column.addLayout(self._tests_box)

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Sound")

    def show_devices(self, *, loudspeaker: bool, voice: bool) -> None:
        """Say what this system lacks for being heard."""
        self._has_loudspeaker, self._has_voice = loudspeaker, voice
        self._tell()

    def show_dependents(self, settings: Settings) -> None:
        """A missing voice matters only where names are to be spoken."""
        self._speaks = settings.speak_names
        self._tell()

    def place_parts(self) -> None:
        """Set the gaps of the buttons."""
        self._tests_row.setSpacing(self.theme.px(8))
        self._tests_box.setSpacing(self.theme.px(8))

    def name_parts(self) -> None:
        """Name the buttons that play."""
        names = {
            Sound.WELCOME: translate("SettingsDialog", "Welcome"),
            Sound.ATTENTION: translate("SettingsDialog", "Attention"),
            Sound.STOP: translate("SettingsDialog", "Stop"),
            Sound.UNKNOWN: translate("SettingsDialog", "Unknown"),
        }
        title = translate("SettingsDialog", "Try the sounds")
        self._tests_label.setText(title)
        for sound, button in self._tests.items():
            button.setText(names[sound])
            button.setAccessibleName(f"{title}: {names[sound]}")
        self._tell()

    _speaks = False

    def _tell(self) -> None:
        silent = translate("SettingsDialog", "This laptop has no loudspeaker that works now.")
        mute = translate("SettingsDialog", "This system has no voice: names are not spoken.")
        self._silent.say("" if self._has_loudspeaker else silent)
        self._mute.say("" if self._has_voice or not self._speaks else mute)
