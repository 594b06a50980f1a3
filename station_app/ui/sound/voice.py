"""Says a guest's name, where the system has speech. Loads QtTextToSpeech."""

from PySide6.QtCore import QLocale, QObject
from PySide6.QtTextToSpeech import QTextToSpeech

_SILENT = ("", "mock")  # engines that say nothing


class SystemVoice(QObject):
    """The system's voice. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = QTextToSpeech(self)

    @property
    def is_available(self) -> bool:
        """Whether this system can speak."""
        failed = self._speech.state() is QTextToSpeech.State.Error
        return self._speech.engine() not in _SILENT and not failed

    def say(self, text: str, language: str, volume: float) -> None:
        """Say a text in a language; what is being said is cut."""
        self._speech.stop()
        locale = QLocale(language)
        if self._speech.locale().language() != locale.language():
            self._speech.setLocale(locale)
        self._speech.setVolume(volume)
        self._speech.say(text)

    def stop(self) -> None:
        """Be silent."""
        self._speech.stop()
