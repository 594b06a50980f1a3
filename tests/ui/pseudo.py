"""A language read from the right that nobody speaks: English in Hebrew letters, for tests."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from station_app.ui import language_files
from station_app.ui.language_files import Key

CODE = "he"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_HEBREW = "אבצדהפגחיקכלמנעטרשסתוןםזץף"
_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), 2 * _HEBREW)
_VOWELS = re.compile(r"(?<=[a-z])[aeou](?=[a-z])")  # which Hebrew leaves out, so it is shorter
# Places to fill stand as they are, and so do the names of keys and formats.
_KEPT = re.compile(r"\{\w+\}|%n|\b(?:[A-Z]{2,}\w*|F\d|Ctrl\+.|Esc|A–Z)(?![a-z])")


def in_hebrew_letters(text: str) -> str:
    """Return a text with the same places to fill."""
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [_spelt(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _spelt(text[end:])])


def _spelt(text: str) -> str:
    return _VOWELS.sub("", text).translate(_LETTERS)


def write(folder: Path) -> str:
    """Write the language's file into a folder; return its code."""
    root = ET.Element("TS", version="2.1", language=CODE)
    for (name, source), count in _counts().items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        if "%n" in source:
            for _ in range(count):
                ET.SubElement(translation, "numerusform").text = in_hebrew_letters(source)
        else:
            translation.text = in_hebrew_letters(source)
    path = folder / f"station_{CODE}.ts"
    path.write_bytes(ET.tostring(root, encoding="utf-8"))
    return CODE


def _counts() -> dict[Key, int]:
    return {key: len(forms) for key, forms in language_files.own_texts("de").items()}
