"""The settings while the program runs: in force, kept, and made good where they are looked at."""

import logging
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from station_app import settings as settings_file
from station_app.options import Options
from station_app.settings import Entrance, Settings
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme
from station_app.ui.tokens import ThemeName

log = logging.getLogger(__name__)

_NOT_CHOSEN = ("entrances", "active")  # a dialog has them as they were when it opened


class Preferences(QObject):
    """The settings in force, and of them what is kept. Language and look follow by themselves."""

    changed = Signal(Settings, object)  # those in force now; the names of what changed

    def __init__(self, folder: Path, options: Options, languages: Languages, theme: Theme) -> None:
        super().__init__()
        self._folder = folder
        self._languages = languages
        self._theme = theme
        self.kept = settings_file.load(folder)
        self.now = _with_options(self.kept, options)
        self._apply()

    @property
    def language(self) -> str:
        """The language spoken, also where the settings leave it to the system."""
        return self._languages.language

    def change(self, new: Settings) -> None:
        """Take over what an operator changed, at once, and keep exactly that."""
        old, self.now = self.now, new
        changed = {
            f.name: getattr(new, f.name)
            for f in fields(Settings)
            if f.name not in _NOT_CHOSEN and getattr(new, f.name) != getattr(old, f.name)
        }
        self._keep(replace(self.kept, **changed))
        self._apply()
        self.changed.emit(self.now, frozenset(changed))

    def remember(self, entrance: Entrance) -> None:
        """Put an entrance first: the next start resumes it."""
        self._keep(settings_file.with_entrance(self.kept, entrance))

    def resume_nothing(self) -> None:
        """Let the next start ask where it is."""
        self._keep(replace(self.kept, active=False))

    def forget_entrances(self) -> None:
        """Forget where this laptop stood."""
        self._keep(replace(self.kept, entrances=(), active=False))

    def _keep(self, kept: Settings) -> None:
        self.kept = kept
        self.now = replace(self.now, entrances=kept.entrances, active=kept.active)
        try:
            settings_file.save(kept, self._folder)
        except OSError as error:
            log.error("settings cannot be kept: %s", error.strerror)

    def _apply(self) -> None:
        self._languages.use(self.now.language)
        self._theme.reduced_motion = self.now.reduced_motion
        self._theme.set_name(_theme_name(self.now))


def _with_options(kept: Settings, options: Options) -> Settings:
    """Return the settings of this start: what the command line says goes before the file."""
    given = {
        "language": options.language,
        "theme": options.theme,
        "poll_seconds": options.poll_seconds,
        "camera": options.camera,
    }
    return replace(kept, **{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]


def _theme_name(settings: Settings) -> ThemeName | None:
    names: dict[str, ThemeName] = {"light": "light", "dark": "dark", "contrast": "contrast"}
    return names.get(settings.theme)
