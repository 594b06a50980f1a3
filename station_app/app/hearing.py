"""What is heard and flashed of an answer, as set; the settings that try it out."""

import asyncio
import importlib
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from station_app import assets
from station_app.app.preferences import Preferences
from station_app.services.look_up import Answer
from station_app.settings import Settings
from station_app.ui.sound.sounds import Heard, Player, Sounds, Voice
from station_app.ui.station.view import StationView

if TYPE_CHECKING:
    from station_app.ui.settings.sound import SoundSection


class Hearing(QObject):
    """The sounds of the station's page."""

    def __init__(self, preferences: Preferences, page: StationView) -> None:
        super().__init__()
        self._preferences = preferences
        self._page = page
        self.sounds = Sounds(_open_player, _open_voice, self)
        preferences.changed.connect(self._follow)
        page.mute_requested.connect(self.toggle)
        self._follow(preferences.now)

    async def prepare(self) -> None:
        """Take the time that no guest needs, in steps about as short as a frame."""
        importlib.import_module("station_app.ui.sound.player")
        await asyncio.sleep(0.02)
        self.sounds.prepare()

    def answered(self, answer: Answer) -> None:
        """Let an answer be heard."""
        self.sounds.answered(answer.verdict, answer.guest.name if answer.guest else "")

    def toggle(self) -> None:
        """Mute, or end it; kept like any setting."""
        now = self._preferences.now
        self._preferences.change(replace(now, sound_muted=not now.sound_muted))

    def serve(self, section: "SoundSection") -> None:
        """Let the settings try sounds out, and know what this laptop lacks."""
        alive = [True]
        section.destroyed.connect(alive.clear)

        def tell() -> None:
            if alive:
                section.show_devices(
                    loudspeaker=self.sounds.has_loudspeaker, voice=self.sounds.has_voice
                )

        self.sounds.prepared.connect(tell)
        section.sound_wanted.connect(self.sounds.try_out)
        self.sounds.prepare()

    def _follow(self, settings: Settings, _changed: object = None) -> None:
        self._page.flashes = settings.flash
        self._page.set_muted(settings.sound_muted)
        self.sounds.hear(
            Heard(
                volume=settings.sound_volume / 100,
                muted=settings.sound_muted,
                names=settings.speak_names,
                language=self._preferences.language,
            )
        )


def _open_player() -> Player:
    from station_app.ui.sound.player import EffectPlayer

    return EffectPlayer(assets.path("sounds"))


def _open_voice() -> Voice:
    from station_app.ui.sound.voice import SystemVoice

    return SystemVoice()
