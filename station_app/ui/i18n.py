"""Languages: Qt Linguist's `.ts` files, read as they are, so that a new one is just a file."""

import logging
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from station_app import assets
from station_app.ui import bidi, language_files
from station_app.ui.language_files import NotALanguage, Texts, plural_of
from station_app.ui.widgets.placing import turn

log = logging.getLogger(__name__)

current_locale = QLocale(QLocale.Language.English)
added_folder: Path | None = None
"""Where files of further languages lie."""


class FileTranslator(QTranslator):
    """Answers `tr()` from one `.ts` file; what it lacks `fallback` says, or it stays English."""

    def __init__(
        self,
        language: str,
        texts: Texts,
        fallback: "FileTranslator | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plural = plural_of(language)
        self._texts = texts
        self._is_rtl = QLocale(language).textDirection() is Qt.LayoutDirection.RightToLeft
        self._fallback = fallback

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803 - Qt's name
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        """Return the translation, the source text where there is none. Qt fills in `%n`."""
        source = _text(sourceText)
        forms = self._texts.get((_text(context), source))
        if not forms:
            if self._fallback is not None:  # knows how English counts
                return self._fallback.translate(context, sourceText, disambiguation, n)
            return source  # '' would be taken for a translation
        form = forms[min(self._plural(n), len(forms) - 1)] if n >= 0 else forms[0]
        return bidi.template(form) if self._is_rtl else form

    def isEmpty(self) -> bool:
        """Tell Qt that this translator is worth asking."""
        return not self._texts


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")


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
        self._installed: FileTranslator | None = None
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
            translator = self._translator(language)
        except NotALanguage as error:
            log.error("the language %s cannot be used: %s", language, error.kind)
            language = system_language()
            if language == self.language:
                return
            translator = self._translator(language)
        self._speak(language, translator)

    def close(self) -> None:
        """Leave the application as it was: English, as the source texts are."""
        global added_folder
        self._speak("", None)
        added_folder = None

    def _translator(self, language: str) -> FileTranslator:
        if language in available():
            return FileTranslator(language, language_files.own_texts(language), parent=self._app)
        if added_folder is None:
            raise NotALanguage("disk")
        texts = language_files.read(added_folder / f"station_{language}.ts").texts
        english = FileTranslator("en", language_files.own_texts("en"), parent=self._app)
        return FileTranslator(language, texts, english, self._app)

    def _speak(self, language: str, translator: FileTranslator | None) -> None:
        global current_locale
        current_locale = QLocale(language or "en")
        before, self._installed, self.language = self._installed, translator, language
        if before is not None:
            self._app.removeTranslator(before)
            before.deleteLater()
        if translator is not None:
            self._app.installTranslator(translator)
        if isinstance(self._app, QGuiApplication):
            left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
            self._app.setLayoutDirection(right if is_rtl() else left)
            turn()
