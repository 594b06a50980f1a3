"""Languages: Qt Linguist's `.ts` files, read as they are, so that a new one is just a file."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from station_app import assets

Plural = Callable[[int], int]


def _one_or_many(n: int) -> int:
    return 0 if n == 1 else 1


# English needs plural forms only: the source texts say "%n guest(s)".
_PLURALS: dict[str, Plural] = {"en": _one_or_many, "de": _one_or_many}

current_locale = QLocale(QLocale.Language.English)


class FileTranslator(QTranslator):
    """Answers `tr()` from one `.ts` file; what it lacks stays in the source language."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plural = _PLURALS.get(language, _one_or_many)
        self._texts: dict[tuple[str, str], tuple[str, ...]] = {}
        root = ET.fromstring(assets.text(f"i18n/station_{language}.ts"))
        for context in root.iter("context"):
            name = context.findtext("name") or ""
            for message in context.iter("message"):
                translation = message.find("translation")
                source = message.findtext("source")
                if translation is None or source is None:
                    continue
                forms = [form.text or "" for form in translation.iter("numerusform")]
                found = tuple(forms) if forms else (translation.text or "",)
                if all(found):
                    self._texts[name, source] = found

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803 - Qt's name
        disambiguation: str | bytes | None = None,  # noqa: ARG002 - not used in our texts
        n: int = -1,
    ) -> str:
        """Return the translation, the source text where there is none. Qt fills in `%n`."""
        source = _text(sourceText)
        forms = self._texts.get((_text(context), source))
        if not forms:
            return source  # '' would be taken for a translation
        return forms[min(self._plural(n), len(forms) - 1)] if n >= 0 else forms[0]

    def isEmpty(self) -> bool:
        """Tell Qt that this translator is worth asking."""
        return not self._texts


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")


def translate(context: str, text: str, disambiguation: str = "", n: int = -1) -> str:
    """Translate a text outside a QObject; `%n` in it is the number `n`."""
    return QCoreApplication.translate(context, text, disambiguation, n)


def available() -> tuple[str, ...]:
    """Return the languages there is a file for."""
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


class Languages:
    """Installs one language at a time in the application."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: FileTranslator | None = None
        self.language = ""

    def use(self, language: str) -> None:
        """Switch to a language ('' follows the system); every widget hears LanguageChange."""
        global current_locale
        language = language or system_language()
        if language == self.language:
            return
        translator = FileTranslator(language, self._app)
        current_locale = QLocale(language)
        if self._installed is not None:
            self._app.removeTranslator(self._installed)
            self._installed.deleteLater()
        self._app.installTranslator(translator)
        self._installed = translator
        self.language = language

    def close(self) -> None:
        """Leave the application as it was: English, as the source texts are."""
        global current_locale
        if self._installed is not None:
            self._app.removeTranslator(self._installed)
            self._installed.deleteLater()
        self._installed, self.language = None, ""
        current_locale = QLocale(QLocale.Language.English)
