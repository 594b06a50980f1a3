"""Settings: what is exported of this laptop's notes."""

from station_app.ui.i18n import translate
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme


class NotesSection(Section):
    """The journal's export."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.add_switch("export_names")
        self.add_switch("export_at_closing")
        self.add_text("export_folder", long=True)

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Notes of this laptop")
