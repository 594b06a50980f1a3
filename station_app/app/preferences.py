"""The settings while the program runs: in force, kept, and made good where they are looked at."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from station_app import settings as settings_file
from station_app.options import Options
from station_app.settings import Entrance, Place, Settings, door_of, with_door
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme, system_text_percent
from station_app.ui.tokens import ThemeName

log = logging.getLogger(__name__)

_NOT_CHOSEN = ("entrances", "active")  # a dialog has them as they were when it opened


class Preferences(QObject):
    """The settings in force, and of them what is kept. Language and look follow by themselves.

    Each entrance keeps its own of those that belong to a door. What changes there is its own, and
    in force is what the entrance has at which this laptop stands.
    """

    changed = Signal(Settings, object)  # those in force now; the names of what changed
    entrances_changed = Signal()  # which there are, their names or their order

    def __init__(self, folder: Path, options: Options, languages: Languages, theme: Theme) -> None:
        super().__init__()
        self._folder = folder
        self._languages = languages
        self._theme = theme
        self._given = _given(options)
        self._place: Place | None = None  # where this laptop stands; training stands nowhere
        self.kept = settings_file.load(folder)
        self.now = replace(self.kept, **self._given)
        self._apply()

    @property
    def language(self) -> str:
        """The language spoken, also where the settings leave it to the system."""
        return self._languages.language

    def change(self, new: Settings) -> None:
        """Take over what an operator changed, at once, and keep exactly that."""
        old, self.now = self.now, new
        changed = {name: getattr(new, name) for name in _different(old, new)}
        for name in changed:  # what a person says now goes before the command line
            self._given.pop(name, None)
        self._keep(self._noted_here(replace(self.kept, **changed)))
        self._apply()
        self.changed.emit(self.now, frozenset(changed))

    # --- entrances ----------------------------------------------------------------------------

    @property
    def here(self) -> Entrance | None:
        """The entrance this laptop stands at; None if there is none, or it is not known yet."""
        return next((one for one in self.kept.entrances if one.place == self._place), None)

    def stand_at(self, place: Place) -> None:
        """Bring the settings of an entrance into force. A new one goes on with those there are."""
        self._place = place
        here = self.here
        if here is None or here.door is None:
            return
        kept = with_door(self.kept, here.door)
        if kept != self.kept:
            self._keep(kept)
        old, self.now = self.now, replace(self.kept, **self._given)
        if changed := _different(old, self.now):
            self.changed.emit(self.now, changed)

    def remember(self, entrance: Entrance) -> None:
        """Put the entrance this laptop stands at first: the next start resumes it."""
        if entrance.place != self._place:
            self.stand_at(entrance.place)
        self._keep(self._noted_here(settings_file.with_entrance(self.kept, entrance)))
        self.entrances_changed.emit()

    def rename(self, place: Place, name: str) -> None:
        """Let people call an entrance something else; '' goes back to its station's name."""
        clean = settings_file.clean_name(name)
        self._keep_entrances(
            replace(one, name="" if clean == one.station else clean) if one.place == place else one
            for one in self.kept.entrances
        )

    def forget(self, place: Place) -> None:
        """Forget one entrance. Where it would have been resumed, the next start asks."""
        if self.kept.active and self.kept.entrances[:1] and self.kept.entrances[0].place == place:
            self.resume_nothing()
        self._keep_entrances(one for one in self.kept.entrances if one.place != place)

    def use_everywhere(self) -> Callable[[], None]:
        """Give every entrance the settings in force here; return what takes it back."""
        before = {one.place: one.door for one in self.kept.entrances if one.place != self._place}
        door = door_of(self.now)
        kept = with_door(self.kept, door)
        self._keep(replace(kept, entrances=tuple(replace(e, door=door) for e in kept.entrances)))

        def take_back() -> None:
            doors = tuple(
                replace(one, door=before.get(one.place, one.door)) for one in self.kept.entrances
            )
            self._keep(replace(self.kept, entrances=doors))

        return take_back

    def resume_nothing(self) -> None:
        """Let the next start ask where it is."""
        self._keep(replace(self.kept, active=False))

    def forget_entrances(self) -> None:
        """Forget where this laptop stood."""
        self.resume_nothing()
        self._keep_entrances(())

    def _keep_entrances(self, entrances: Iterable[Entrance]) -> None:
        self._keep(replace(self.kept, entrances=tuple(entrances)))
        self.entrances_changed.emit()

    def _noted_here(self, kept: Settings) -> Settings:
        """Return what is kept, with the door's settings noted at the entrance they belong to."""
        door = door_of(kept)
        entrances = tuple(
            replace(one, door=door) if one.place == self._place else one for one in kept.entrances
        )
        return replace(kept, entrances=entrances)

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
        percent = int(self.now.text_size or system_text_percent())
        self._theme.set_text_scale(percent / 100)
        self._theme.set_name(_theme_name(self.now))


def _given(options: Options) -> dict[str, Any]:
    """Return what the command line says: it goes before the file, and is not kept."""
    given = {
        "language": options.language,
        "theme": options.theme,
        "poll_seconds": options.poll_seconds,
        "camera": options.camera,
        "share_url": options.share_url or None,
        "share_ca_file": options.share_ca_file or None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _different(old: Settings, new: Settings) -> frozenset[str]:
    """Return the names of what an operator chooses that is not the same in both."""
    names = (field.name for field in fields(Settings) if field.name not in _NOT_CHOSEN)
    return frozenset(name for name in names if getattr(old, name) != getattr(new, name))


def _theme_name(settings: Settings) -> ThemeName | None:
    names: dict[str, ThemeName] = {"light": "light", "dark": "dark", "contrast": "contrast"}
    return names.get(settings.theme)
