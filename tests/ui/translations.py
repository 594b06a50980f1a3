"""Keep resources/i18n in step with the texts in the code.

`python -m tests.ui.translations` brings the .ts files (Qt Linguist's format) in step and says what
still wants words. Our own extraction, because lupdate does not see that `translate(…, n)` counts
unless n is written as a digit.
"""

import ast
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("en", "de")

Key = tuple[str, str]  # context and source text


def _calls(tree: ast.AST, context: str = "") -> Iterator[tuple[str, ast.Call]]:
    for node in ast.iter_child_nodes(tree):
        inner = node.name if isinstance(node, ast.ClassDef) else context
        if isinstance(node, ast.Call):
            yield context, node
        yield from _calls(node, inner)


def texts_in_code() -> set[Key]:
    """Return every text given to `self.tr` (context: its class) or `translate(context, …)`."""
    found: set[Key] = set()
    for path in sorted(ROOT.glob("station_app/**/*.py")):
        for context, call in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            literals = [a.value for a in call.args if isinstance(a, ast.Constant)]
            if name == "tr" and call.args:
                assert literals, f"{path}:{call.lineno}: the text must stand there literally"
                found.add((context, str(literals[0])))
            elif name == "translate" and len(call.args) > 1 and len(literals) > 1:
                found.add((str(literals[0]), str(literals[1])))
    return found


def messages(path: Path) -> dict[Key, list[str]]:
    """Return every text of a .ts file with its translations; '' where one is missing."""
    if not path.exists():
        return {}
    found: dict[Key, list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = (context.findtext("name") or "", message.findtext("source") or "")
            found[key] = forms or [translation.text or ""]
    return found


def wanted(language: str) -> set[Key]:
    """Return the texts a language needs: English only those that count."""
    return {key for key in texts_in_code() if language != "en" or "%n" in key[1]}


def write(path: Path, language: str, kept: dict[Key, list[str]]) -> None:
    """Write a .ts file with what is wanted now, keeping what is translated."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for context, source in sorted(wanted(language)):
        if context not in contexts:
            contexts[context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[context], "name").text = context
        plural = "%n" in source
        numerus = {"numerus": "yes"} if plural else {}
        message = ET.SubElement(contexts[context], "message", numerus)
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        texts = kept.get((context, source), ["", ""] if plural else [""])
        if not all(texts):
            translation.set("type", "unfinished")
        if plural:
            for text in texts:
                ET.SubElement(translation, "numerusform").text = text
        else:
            translation.text = texts[0]
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(head + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = FOLDER / f"station_{language}.ts"
        write(path, language, messages(path))
        missing = [key for key, texts in messages(path).items() if not all(texts)]
        sys.stdout.write(f"{path.name}: {len(missing)} without a translation\n")
        for context, source in missing:
            sys.stdout.write(f"  {context}: {source}\n")


if __name__ == "__main__":
    main()
