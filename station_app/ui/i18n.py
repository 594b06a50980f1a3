"""Languages: Qt Linguist's `.ts` files, read as they are, so that a new one is just a file."""

import logging
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from station_app import assets
from station_app.ui import bidi, language_files, qm
from station_app.ui.language_files import NotALanguage, Texts
from station_app.ui.widgets.placing import turn

log = logging.getLogger(__name__)

_ask = QCoreApplication.translate  # by another name: what it is given is no text of ours

current_locale = QLocale(QLocale.Language.English)
added_folder: Path | None = None
"""Where files of further languages lie."""


def is_rtl() -> bool:
    """Whether the language in force is read from right to left."""
    return current_locale.textDirection() is Qt.LayoutDirection.RightToLeft


def isolated(part: str) -> str:
    """Return a foreign part as it may stand in a text: it keeps its direction to itself."""
    return bidi.isolated(part, rtl=is_rtl())


def reading_mark() -> str:
    """Return the sign that a text of foreign words begins with, to be read as people here do."""
    return bidi.mark(rtl=True) if is_rtl() else ""


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """Return foreign parts, but the empty ones, in the order in which people here read."""
    return bidi.joined(parts, between, rtl=is_rtl())


def named(name: str, suffix: str) -> str:
    """Return a name with the title behind it."""
    return bidi.phrase((name, suffix), ", ", rtl=is_rtl())


def translate(context: str, text: str, disambiguation: str = "", n: int = -1) -> str:
    """Translate a text outside a QObject; `%n` in it is the number `n`."""
    return QCoreApplication.translate(context, text, disambiguation, n)


def available() -> tuple[str, ...]:
    """Return the languages that come with the program."""
    return tuple(
        sorted(name[len("station_") : -len(".ts")] for name in assets.names("i18n", ".ts"))
    )


def system_language() -> str:
    """Return the first language of the system we speak, else English."""
    for name in QLocale.system().uiLanguages():
        language = name.split("-")[0].lower()
        if language in available():
            return language
    return "en"


def manual_language() -> str:
    """Return the language of the manual and other parts that no added file brings."""
    code = current_locale.name()[:2]
    return code if code in available() else "en"


class Languages:
    """Installs one language at a time in the application."""

    def __init__(self, app: QCoreApplication, added: Path | None = None) -> None:
        """`added` is the folder of languages that do not come with the program."""
        global added_folder
        self._app = app
        self._installed: list[_Spoken] = []
        self.language = ""
        added_folder = added

    def use(self, language: str) -> None:
        """Switch to a language ('' follows the system); every widget hears LanguageChange.

        One that cannot be read is logged, and the system's is taken.
        """
        language = language or system_language()
        if language == self.language:
            return
        try:
            spoken = self._spoken(language)
        except NotALanguage as error:
            log.error("the language %s cannot be used: %s", language, error.kind)
            language = system_language()
            if language == self.language:
                return
            spoken = self._spoken(language)
        self._speak(language, spoken)

    def close(self) -> None:
        """Leave the application as it was: English, as the source texts are."""
        global added_folder
        self._speak("", [])
        added_folder = None

    def _spoken(self, language: str) -> "list[_Spoken]":
        """Return what is asked for a language, the last one first."""
        if language in available():
            return [_Spoken(self._app, language, language_files.own_texts(language))]
        if added_folder is None:
            raise NotALanguage("disk")
        texts = language_files.read(added_folder / f"station_{language}.ts").texts
        english = language_files.own_texts("en")  # which knows how English counts
        return [_Spoken(self._app, "en", english), _Spoken(self._app, language, texts)]

    def _speak(self, language: str, spoken: "list[_Spoken]") -> None:
        global current_locale
        current_locale = QLocale(language or "en")
        before, self._installed, self.language = self._installed, spoken, language
        for one in before:
            one.end(self._app)
        for one in spoken:
            self._app.installTranslator(one.translator)
        if spoken:  # PySide looks once for a method of Python's own, and asks no more
            _ask("", "")
        if isinstance(self._app, QGuiApplication):
            left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
            self._app.setLayoutDirection(right if is_rtl() else left)
            turn()


class _Spoken:
    """A translator of Qt's own and the catalogue in memory that it reads."""

    def __init__(self, app: QCoreApplication, language: str, texts: Texts) -> None:
        """Raises `NotALanguage`."""
        if QLocale(language).textDirection() is Qt.LayoutDirection.RightToLeft:
            texts = {key: tuple(map(bidi.template, forms)) for key, forms in texts.items()}
        self._content = qm.compiled(language, texts)
        self.translator = QTranslator(app)
        if not self.translator.load(self._content):
            raise NotALanguage("texts")
        _alive.append(self)

    def end(self, app: QCoreApplication) -> None:
        """Be asked no more."""
        app.removeTranslator(self.translator)
        self.translator.deleteLater()
        _alive.remove(self)


_alive: list[_Spoken] = []
"""Qt reads what it was given in its place, whoever has forgotten about the language in force."""
