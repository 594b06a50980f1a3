"""Settings: language and looks."""

from station_app.settings import LANGUAGES, THEMES
from station_app.ui.i18n import translate
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme


class AppearanceSection(Section):
    """What the program looks like."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._language = self.add_choice("language", ("", *LANGUAGES))
        self._colours = self.add_choice("theme", ("", *THEMES))
        self.add_switch("reduced_motion")

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Appearance")

    def name_parts(self) -> None:
        """Name the choices."""
        system = translate("SettingsDialog", "As the system")
        language = translate("SettingsDialog", "Language")
        self._language.name(language, (system, "English", "Deutsch"))
        looks = (
            translate("SettingsDialog", "Light"),
            translate("SettingsDialog", "Dark"),
            translate("SettingsDialog", "High contrast"),
        )
        self._colours.name(translate("SettingsDialog", "Colours"), (system, *looks))
