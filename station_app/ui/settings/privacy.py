"""Settings: what a stranger at the laptop may see and do."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station_app.settings import Settings
from station_app.ui.i18n import translate
from station_app.ui.settings.index import Place
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, Text


class PrivacySection(Section):
    """Hidden names, the PIN, and how much a search gives away."""

    pin_wanted = Signal()  # set, or another one
    pin_unwanted = Signal()

    def __init__(self, theme: Theme, *, has_pin: bool) -> None:
        super().__init__(theme)
        self._has_pin = has_pin
        self.add_number("privacy_after_minutes")
        self._build_pin()
        self.add_switch("privacy_asks_pin")
        self.add_switch("hide_contact_data")
        self.add_number("search_min_length")
        self.add_switch("search_only")

    def _build_pin(self) -> None:
        self._pin_title = Text(self.theme, "head")
        self._pin_hint = Text(self.theme, "head_caption", "muted")
        self._pin_set = FormButton(self.theme, "line", small=True)
        self._pin_set.setObjectName("pinSet")
        self._pin_set.clicked.connect(self.pin_wanted)
        self._pin_remove = FormButton(self.theme, "line", small=True)
        self._pin_remove.setObjectName("pinRemove")
        self._pin_remove.clicked.connect(self.pin_unwanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._pin_title)
        words.addWidget(self._pin_hint)
        self._pin_row = QHBoxLayout()
        self._pin_row.addLayout(words, 1)
        for button in (self._pin_set, self._pin_remove):
            button.setProperty("radius", 9)
            self._pin_row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self._pin_row)

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Privacy")

    def places(self) -> Iterator[Place]:
        """Return the PIN too, which is no setting in the file."""
        yield from super().places()
        about = f"{self.title()} {self._pin_hint.text()}"
        yield Place(self._pin_title.text(), about, self._pin_set, self._pin_set)

    def show_pin(self, has_pin: bool) -> None:
        """Follow whether there is a PIN."""
        self._has_pin = has_pin
        self._name_pin()

    def show_dependents(self, settings: Settings) -> None:
        """A question for a PIN needs one."""
        del settings
        self.controls["privacy_asks_pin"].setEnabled(self._has_pin)

    def place_parts(self) -> None:
        """Set the gaps around the PIN."""
        self._pin_row.setSpacing(self.theme.px(8))

    def name_parts(self) -> None:
        """Name the buttons of the PIN."""
        self._name_pin()

    def _name_pin(self) -> None:
        title = translate("SettingsDialog", "PIN")
        self._pin_title.setText(title)
        self._pin_hint.setText(
            translate(
                "SettingsDialog",
                "Asked before settings, export, wiping and logging out. Whoever forgets it can only"
                " delete the data folder.",
            )
        )
        if self._has_pin:
            word = translate("SettingsDialog", "Change …")
        else:
            word = translate("SettingsDialog", "Set …")
        remove = translate("SettingsDialog", "Remove")
        for button, text in ((self._pin_set, word), (self._pin_remove, remove)):
            button.setText(text)
            button.setAccessibleName(f"{title}: {text}")
        self._pin_remove.setVisible(self._has_pin)
        self._name_question()

    def _name_question(self) -> None:
        """Say why nobody is asked for a PIN: there is none."""
        switch, hint = self.controls["privacy_asks_pin"], self._words["privacy_asks_pin"][1]
        switch.setEnabled(self._has_pin)
        hint.setText(
            translate("SettingsDialog", "Scans are answered without it; the search is not.")
            if self._has_pin
            else translate("SettingsDialog", "Set a PIN first.")
        )
        switch.setAccessibleDescription(hint.text())
