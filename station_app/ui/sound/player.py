"""Plays the sounds through the loudspeaker the system has chosen. Loads QtMultimedia."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect, QtAudio

from station_app.ui.sound.families import Sound


class EffectPlayer(QObject):
    """Holds the four sounds decoded, so that each begins at once. GUI thread."""

    available_changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._volume = 1.0
        self._effects: dict[Sound, QSoundEffect] = {}
        self._devices = QMediaDevices(self)
        # Later: a loudspeaker that is just being plugged in may not be the default one yet.
        self._devices.audioOutputsChanged.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._open()

    @property
    def is_available(self) -> bool:
        """Whether there is anything to be heard from."""
        return bool(self._effects)

    def play(self, sound: Sound, volume: float) -> None:
        """Play a sound, from 0 to 1 as the ear judges it; what is playing is cut."""
        for effect in self._effects.values():
            effect.stop()
        if sound in self._effects:
            linear = QtAudio.convertVolume(
                volume,
                QtAudio.VolumeScale.LogarithmicVolumeScale,
                QtAudio.VolumeScale.LinearVolumeScale,
            )
            self._effects[sound].setVolume(linear)
            self._effects[sound].play()

    def _open(self) -> None:
        for effect in self._effects.values():
            effect.deleteLater()
        device = QMediaDevices.defaultAudioOutput()
        self._effects = {}
        if not device.isNull():
            for sound in Sound:
                effect = QSoundEffect(device, self)
                effect.setSource(QUrl.fromLocalFile(str(self._folder / f"{sound}.wav")))
                self._effects[sound] = effect
        self.available_changed.emit()
