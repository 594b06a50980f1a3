"""Settings: language and looks."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout

from station_app.settings import LANGUAGES, TEXT_SIZES, THEMES, Settings
from station_app.ui import i18n, language_files
from station_app.ui.i18n import translate
from station_app.ui.language_files import AddedLanguage
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme
from station_app.ui.widgets.choices import Choice, Segments
from station_app.ui.widgets.fields import FormButton, Text

_OURS = ("English", "Deutsch")


class AppearanceSection(Section):
    """What the program looks like, and speaks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        folder = i18n.added_folder
        self._added = language_files.look(folder) if folder is not None else ()
        self._saved = ""
        self._settings = Settings()
        # A few stand side by side; a list where somebody added to them.
        self._language = self._make_list() if self._usable() else None
        self._segments: Segments | None = None
        if self._language is None:
            self._segments = self.add_choice("language", ("", *LANGUAGES))
        self._colours = self.add_choice("theme", ("", *THEMES))
        self._text = self.add_choice("text_size", ("", *TEXT_SIZES))
        self.add_switch("reduced_motion")
        self._report = Text(theme, "head_caption")
        self._report.setObjectName("languageFiles")
        self._template = FormButton(theme, "line", small=True)
        self._template.setObjectName("languageTemplate")
        self._template.clicked.connect(self._save_template)
        self._template.setEnabled(folder is not None)
        self._below = QHBoxLayout()
        self._below.addWidget(self._report, 1)
        self._below.addWidget(self._template)
        self.column.addLayout(self._below)

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Appearance")

    def show_dependents(self, settings: Settings) -> None:
        """Show the language taken in the list."""
        self._settings = settings
        if self._language is not None:
            self._language.show_items(self._items(), settings.language)

    def name_parts(self) -> None:
        """Name the choices."""
        system = translate("SettingsDialog", "Same as system")
        language = translate("SettingsDialog", "Language")
        if self._segments is not None:
            self._segments.name(language, (system, *_OURS))
        self.show_dependents(self._settings)
        looks = (
            translate("SettingsDialog", "Light"),
            translate("SettingsDialog", "Dark"),
            translate("SettingsDialog", "High contrast"),
        )
        self._colours.name(translate("SettingsDialog", "Colours"), (system, *looks))
        sizes = (f"{percent} %" for percent in TEXT_SIZES)
        self._text.name(translate("SettingsDialog", "Text size"), (system, *sizes))
        self._template.setText(translate("SettingsDialog", "Template for translators"))
        self._tell()

    def _make_list(self) -> Choice:
        choice = Choice(self.theme)
        # Afterwards: a new language gives the list new items while it still tells of the old ones.
        choice.activated.connect(
            lambda: QTimer.singleShot(
                0, self, lambda: self.set_value.emit("language", choice.currentData())
            )
        )
        self.add("language", choice, below=True)
        return choice

    def _usable(self) -> list[AddedLanguage]:
        return [one for one in self._added if not one.trouble]

    def _items(self) -> list[tuple[str, str]]:
        ours = zip(LANGUAGES, _OURS, strict=True)
        added = ((one.code, one.name) for one in self._usable())
        return [("", translate("SettingsDialog", "Same as system")), *ours, *added]

    def _save_template(self) -> None:
        assert i18n.added_folder is not None
        try:
            path = language_files.save_template(i18n.added_folder)
        except OSError as error:
            told = translate("SettingsDialog", "The template cannot be written: {reason}")
            self._saved = told.format(reason=error.strerror)
        else:
            told = translate("SettingsDialog", "Translate {file} with Qt Linguist, then save it as"
                             " station_xx.ts beside it; xx is the language.")  # fmt: skip
            self._saved = told.format(file=path)
        self._tell()

    def _tell(self) -> None:
        """Say what became of the files and the template."""
        lines = [_words_of(one) for one in self._added if one.trouble or one.left_out]
        further = translate("SettingsDialog", "Further languages are files in the data folder.")
        self._report.setText("\n".join((*lines, self._saved or further)))


def _words_of(one: AddedLanguage) -> str:
    """Return what is wrong with a language file."""
    file = f"station_{one.code}.ts"
    if not one.trouble:
        told = translate(
            "SettingsDialog", "{file}: %n text(s) do not fit and stay English.", n=one.left_out
        )
        return told.format(file=file)
    reason = {
        "size": translate("SettingsDialog", "it is too large"),
        "xml": translate("SettingsDialog", "it is damaged or no .ts file"),
        "language": translate("SettingsDialog", "its name is no language that can be added"),
        "disk": translate("SettingsDialog", "it cannot be read"),
    }.get(one.trouble, translate("SettingsDialog", "it holds no text of this program"))
    return translate("SettingsDialog", "{file} is left out: {reason}.").format(
        file=file, reason=reason
    )
