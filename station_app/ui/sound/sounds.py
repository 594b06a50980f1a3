"""What is heard of an answer: the sound of its verdict and, if wanted, the guest's name."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from station_app.domain.verdict import Verdict
from station_app.ui.sound.families import Sound, sound_of

log = logging.getLogger(__name__)

_AFTER_SOUND_MS = 350  # the name follows the rhythm, not over it


class Player(Protocol):
    """Plays the sounds."""

    @property
    def is_available(self) -> bool: ...
    def play(self, sound: Sound, volume: float) -> None: ...


class Voice(Protocol):
    """Says texts."""

    @property
    def is_available(self) -> bool: ...
    def say(self, text: str, language: str, volume: float) -> None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an operator chose to hear. `volume`: 0 to 1 as the ear judges it."""

    volume: float = 0.7
    muted: bool = False
    names: bool = False
    language: str = "en"


class Sounds(QObject):
    """Sounds of one window. GUI thread.

    Player and voice come late: what loads them takes longer than a guest should wait for a window.
    A system without a loudspeaker is silent and says so in the settings, nothing else.
    """

    prepared = Signal()

    def __init__(
        self,
        open_player: Callable[[], Player],
        open_voice: Callable[[], Voice],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_player, self._open_voice = open_player, open_voice
        self._player: Player | None = None
        self._voice: Voice | None = None
        self._name = ""
        self._naming = QTimer(self)
        self._naming.setSingleShot(True)
        self._naming.setInterval(_AFTER_SOUND_MS)
        self._naming.timeout.connect(self._say)
        self.heard = Heard()

    def prepare(self) -> None:
        """Load what is needed, in a moment that no guest needs."""
        if self._player is None:
            self._player = self._open_player()
        if self.heard.names and self._voice is None:
            self._voice = self._open_voice()
        self.prepared.emit()

    @property
    def has_loudspeaker(self) -> bool:
        """Whether there is anything to be heard from, once prepared."""
        return self._player is not None and self._player.is_available

    @property
    def has_voice(self) -> bool:
        """Whether this system can speak, once prepared with names."""
        return self._voice is not None and self._voice.is_available

    def hear(self, heard: Heard) -> None:
        """Take over what an operator chose."""
        self.heard = heard
        if heard.names and self._player is not None:
            self.prepare()
        if heard.muted or not heard.names:
            self._hush()

    def answered(self, verdict: Verdict, name: str = "", *, wants_a_look: bool = False) -> None:
        """Let an answer be heard; `name` is the guest's, '' for nobody in particular.

        `wants_a_look`: a Welcome that another door has given already.
        """
        self._hush()
        if self.heard.muted:
            return
        if self._player is not None:
            sound = sound_of(verdict)
            if wants_a_look and sound is Sound.WELCOME:
                sound = Sound.ATTENTION
            self._player.play(sound, self.heard.volume)
        if self.heard.names and name and self._voice is not None:
            self._name = name
            self._naming.start()

    def try_out(self, sound: Sound) -> None:
        """Play a sound for whoever sets the volume, muted or not."""
        self.prepare()
        if self._player is not None:
            self._player.play(sound, self.heard.volume)

    def _say(self) -> None:
        if self._voice is not None and self._voice.is_available:
            self._voice.say(self._name, self.heard.language, self.heard.volume)
        self._name = ""

    def _hush(self) -> None:
        self._naming.stop()
        self._name = ""
        if self._voice is not None:
            self._voice.stop()
