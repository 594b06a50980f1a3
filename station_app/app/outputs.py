"""What of an answer goes beyond the page, as set: sounds, the flash, the guest's own screen."""

import asyncio
import importlib
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject

from station_app import assets
from station_app.app.preferences import Preferences
from station_app.domain.verdict import Verdict
from station_app.services.look_up import Answer
from station_app.settings import Settings
from station_app.ui.guest_screen import GuestScreen
from station_app.ui.sound.sounds import Heard, Player, Sounds, Voice
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme

if TYPE_CHECKING:
    from station_app.ui.settings.sound import SoundSection


class Outputs(QObject):
    """What is heard, and seen elsewhere, of an answer."""

    def __init__(self, theme: Theme, preferences: Preferences, page: StationView) -> None:
        super().__init__()
        self._preferences = preferences
        self._page = page
        self.sounds = Sounds(_open_player, _open_voice, self)
        self.guest_screen = GuestScreen(theme, page.window(), lambda: page.event_title)
        preferences.changed.connect(self._follow)
        page.wishes.mute.connect(self.toggle)
        self._follow(preferences.now)

    async def prepare(self) -> None:
        """Take the time that no guest needs, in steps about as short as a frame."""
        # It would name codecs and servers that this system lacks: a short sound needs none.
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        importlib.import_module("station_app.ui.sound.player")
        await asyncio.sleep(0.02)
        self.sounds.prepare()
        self.guest_screen.want(self._preferences.now.guest_screen)

    def answered(self, answer: Answer, seen_elsewhere: bool) -> None:
        """Let an answer be heard, and greet who was scanned; another door may have done so."""
        guest = answer.guest
        name = guest.name if guest is not None else ""
        self.sounds.answered(answer.verdict, name, wants_a_look=seen_elsewhere)
        first_name = guest.text("firstName") if guest is not None else ""
        plain = not (seen_elsewhere and answer.verdict is Verdict.WELCOME)
        self.guest_screen.greet(answer.verdict if plain else Verdict.ALREADY, first_name)

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

    def _follow(self, settings: Settings, changed: frozenset[str] = frozenset()) -> None:
        if "guest_screen" in changed:
            self.guest_screen.want(settings.guest_screen)
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
