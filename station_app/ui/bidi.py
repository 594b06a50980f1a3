"""Texts of two directions in one: each part keeps its own, and none changes the order of all.

Signs that nobody sees do it (Unicode's isolates and marks). A text of left-to-right letters in a
language that is read so gets none. Pure; `i18n` asks for the language in force.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import bidirectional

_ISOLATE, _END = "\u2068", "\u2069"  # a part that finds its direction by itself
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"  # letters nobody sees
_SIGNS = (_ISOLATE, _END, _LEFT_MARK, _RIGHT_MARK)
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_BEGINS = ("LRI", "RLI", "FSI")
_PLACE = re.compile(r"\{\w+\}")


def mark(*, rtl: bool) -> str:
    """Return the sign a text begins with that is read as a language is, whatever is in it."""
    return _RIGHT_MARK if rtl else _LEFT_MARK


def without_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where some letters begin and end, without signs around them, which have no place."""
    while start < end and text[start] in _SIGNS:
        start += 1
    while start < end and text[end - 1] in _SIGNS:
        end -= 1
    return start, end


def plain(text: str) -> str:
    """Return a text without signs, for files."""
    return "".join(char for char in text if char not in _SIGNS)


def is_mixed(parts: Iterable[str]) -> bool:
    """Whether parts run in more than one direction."""
    return len({_first(part) for part in parts} - {""}) > 1


def has_rtl(text: str) -> bool:
    """Whether letters, numbers or signs of a text run from right to left."""
    return not text.isascii() and any(bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def begins_rtl(text: str) -> bool:
    """Whether a text runs from right to left: by its first letter that no isolate keeps apart."""
    return _first(text) == "R"


def isolated(part: str, *, rtl: bool) -> str:
    """Return a part as it may stand among words of a language; `rtl`: that is read so."""
    if not part or not (rtl or has_rtl(part)):
        return part
    return f"{_ISOLATE}{part}{_END}"


def joined(parts: Iterable[str], between: str, *, rtl: bool) -> str:
    """Return parts, but the empty ones, one after the other as a language is read."""
    kept = [part for part in parts if part]
    told = [isolated(part, rtl=rtl) for part in kept]
    if len(kept) < 2 or told == kept:
        return between.join(kept)
    return mark(rtl=rtl) + between.join(told)


def phrase(parts: Iterable[str], between: str, *, rtl: bool) -> str:
    """Return the parts of one name: in its own order, but as the language is read if its parts run
    in more than one direction."""
    kept = [part for part in parts if part]
    return joined(kept, between, rtl=rtl) if is_mixed(kept) else between.join(kept)


@lru_cache(maxsize=2048)
def template(text: str) -> str:
    """Return a text in a language read from the right, with what will be filled in kept apart.

    It is read from the right even where it begins with a foreign word or a place to fill.
    """
    found = _PLACE.sub(lambda place: f"{_ISOLATE}{place.group()}{_END}", text)
    first = _first(found)
    is_foreign = first == "L" and not has_rtl(text)  # as CSV is
    if first == "R" or is_foreign or (not first and found == text):
        return found
    return _RIGHT_MARK + found


def _first(text: str) -> str:
    """Return 'L' or 'R' for the first letter outside of isolates, '' where there is none."""
    depth = 0
    for char in text:
        kind = bidirectional(char)
        if kind in _BEGINS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return "L" if kind == "L" else "R"
    return ""
