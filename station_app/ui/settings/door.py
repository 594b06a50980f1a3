"""Settings: how long a result stays, and what the guest sees of it."""

from station_app.ui.i18n import translate
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme


class DoorSection(Section):
    """What happens at the door."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.add_number("welcome_seconds")
        self.add_number("attention_seconds")
        self.add_switch("guest_screen")

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Door")
