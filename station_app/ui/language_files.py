"""Languages somebody adds by a file `station_xx.ts` (Qt Linguist) in the data folder.

Such a file comes from anywhere, so nothing of it is believed: what is no small XML file of texts is
left out whole, a text that does not fit its source is left out alone and stays English.
"""

import logging
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from xml.parsers import expat

from PySide6.QtCore import QLocale

from station_app import assets
from station_app.domain.errors import StationError

log = logging.getLogger(__name__)

Key = tuple[str, str]  # context and source text
Texts = Mapping[Key, tuple[str, ...]]

OUR_OWN = ("de", "en")
TEMPLATE = "template.ts"
_NAME = re.compile(r"station_([a-z]{2,3}(?:_[A-Z]{2})?)\.ts")
_MOST_BYTES = 2_000_000  # ours has some 100,000
_MOST_FILES = 30
_LONGEST = 8  # times its source, and a little
_UNDONE = ("unfinished", "vanished", "obsolete")


class NotALanguage(StationError):
    """A file that cannot be used; `kind` says why: 'size', 'xml', 'language', 'texts', 'disk'."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one file says."""

    texts: Texts
    left_out: int = 0
    """Texts that do not fit their source."""


@dataclass(frozen=True, slots=True)
class AddedLanguage:
    """A file of the folder, and whether it can be chosen."""

    code: str
    name: str  # in the language itself
    trouble: str = ""  # of `NotALanguage`; '' if it can be chosen
    left_out: int = 0


def code_of(path: Path) -> str:
    """Return the language a file is named after, '' where the name says none."""
    match = _NAME.fullmatch(path.name)
    return match.group(1) if match else ""


def native_name(code: str) -> str:
    """Return what a language calls itself."""
    locale = QLocale(code)
    name = locale.nativeLanguageName()
    return (name[:1].upper() + name[1:]) if name else code


def look(folder: Path) -> tuple[AddedLanguage, ...]:
    """Return every language file of a folder, read and judged."""
    found = []
    for path in _files(folder):
        code = code_of(path)
        try:
            catalogue = read(path)
        except NotALanguage as error:
            log.warning("language file station_%s.ts is left out: %s", code, error.kind)
            found.append(AddedLanguage(code, native_name(code), error.kind))
        else:
            found.append(AddedLanguage(code, native_name(code), "", catalogue.left_out))
    return tuple(found)


def _files(folder: Path) -> list[Path]:
    try:
        named = [path for path in sorted(folder.iterdir()) if code_of(path)]
    except OSError:  # there is none: nobody added anything
        return []
    return named[:_MOST_FILES]


def read(path: Path) -> Catalogue:
    """Read a file. Raises `NotALanguage`."""
    code = code_of(path)
    if code in OUR_OWN or QLocale(code).language() is QLocale.Language.C:
        raise NotALanguage("language")
    try:
        if not path.is_file():
            raise NotALanguage("disk")
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise NotALanguage("disk") from error
    return parse(content)


def parse(content: bytes) -> Catalogue:
    """Return the texts of a `.ts` file that fit this program. Raises `NotALanguage`."""
    if len(content) > _MOST_BYTES:
        raise NotALanguage("size")
    root = _tree(content)
    if root.tag != "TS":
        raise NotALanguage("texts")
    wanted = sources()
    texts: dict[Key, tuple[str, ...]] = {}
    left_out = 0
    for key, forms in _messages(root):
        if key not in wanted:
            continue  # of another version
        if all(fits(key[1], form) for form in forms):
            texts[key] = forms
        else:
            left_out += 1
    if not texts:
        raise NotALanguage("texts")
    return Catalogue(texts, left_out)


def fits(source: str, text: str) -> bool:
    """Whether a translation can stand where its source stands: the same places to fill, no markup,
    no signs that steer, about as long."""
    try:
        same = _places(source) == _places(text)
    except ValueError:  # a lone brace
        return False
    return (
        same
        and len(text) <= _LONGEST * len(source) + 40
        and ("%n" in source or "%n" not in text)
        and not any(sign in text and sign not in source for sign in "<>\n\t")
        and not any(unicodedata.category(c) in ("Cc", "Cs", "Co") for c in text if c not in "\n\t")
    )


def _places(text: str) -> set[tuple[str, str | None, str | None]]:
    return {
        (name, spec, conversion)
        for _, name, spec, conversion in Formatter().parse(text)
        if name is not None
    }


def _messages(root: ET.Element) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """Yield what is translated in a file."""
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation, source = message.find("translation"), message.findtext("source")
            if translation is None or source is None or translation.get("type") in _UNDONE:
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform"))
            forms = forms or (translation.text or "",)
            if all(forms):
                yield (name, source), forms


def own_texts(language: str) -> Texts:
    """Return the texts of a language that comes with the program."""
    return dict(_messages(ET.fromstring(assets.text(f"i18n/station_{language}.ts"))))


def sources() -> frozenset[Key]:
    """Return every text of the program: German lacks none, which is tested."""
    return frozenset(own_texts("de"))


def _tree(content: bytes) -> ET.Element:
    """Parse XML that declares nothing: no entity, so no bomb and no other file."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
        raise NotALanguage("xml") from error


def _refuse(*_: object) -> None:
    raise NotALanguage("xml")


def template() -> bytes:
    """Return a `.ts` file with every text and no translation, for Qt Linguist."""
    root = ET.fromstring(assets.text("i18n/station_de.ts"))
    root.set("language", "")
    for translation in root.iter("translation"):
        numerus = list(translation)
        for form in numerus:
            translation.remove(form)
        translation.text = None
        translation.set("type", "unfinished")
        if numerus:
            ET.SubElement(translation, "numerusform")
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return (head + ET.tostring(root, encoding="unicode") + "\n").encode()


def save_template(folder: Path) -> Path:
    """Write the template into a folder. Raises `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / TEMPLATE
    path.write_bytes(template())
    return path
