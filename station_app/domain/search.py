"""Canonical words: how a name is spelt when nobody agrees how to spell it.

Müller, Mueller, muller and MÜLLER become one canonical word, and every typed beginning stays a
beginning: strokes and ligatures are written out (ß ø ł ı æ …), marks dropped, case folded, and at
last every `e` after a, o, u is dropped, because German writes ü as ue where it has no ü.
Ideographs and kana become a word each, since nobody puts spaces between them.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from station_app.domain.guest import Guest
from station_app.domain.verdict import Verdict, judge

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "İ": "i",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n", "ĸ": "k", "ŧ": "t", "Ŧ": "t",
    }
)  # fmt: skip

# Blocks that are written without spaces: every character stands for itself.
_SPACELESS = (
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x4DBF),  # ideographs, extension A
    (0x4E00, 0x9FFF),  # ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x323AF),  # ideographs, further extensions
)


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    """Return what one character is canonically spelt as, '' for marks and separators."""
    spelt = unicodedata.normalize("NFKD", char.translate(_LETTERS))
    spelt = "".join(c for c in spelt if not unicodedata.combining(c))
    spelt = spelt.translate(_LETTERS).casefold()
    return "".join(c for c in unicodedata.normalize("NFC", spelt) if c.isalnum())


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    # Apostrophes belong to the word: O'Brien and OBrien are one name.
    return unicodedata.category(char) in ("Mn", "Me", "Cf") or char in "'’ʼ`´"


def _is_spaceless(char: str) -> bool:
    point = ord(char)
    return point >= 0x3040 and any(first <= point <= last for first, last in _SPACELESS)


@dataclass(frozen=True, slots=True)
class _Word:
    canonical: str
    origin: tuple[int, ...]  # for each canonical letter: index of the character it comes from
    end: int


def _words(text: str) -> Iterator[_Word]:
    letters: list[str] = []
    origin: list[int] = []

    def finish(end: int) -> Iterator[_Word]:
        kept: list[int] = []
        for k, letter in enumerate(letters):
            if letter != "e" or not kept or letters[kept[-1]] not in "aou":
                kept.append(k)
        if kept:
            yield _Word("".join(letters[k] for k in kept), tuple(origin[k] for k in kept), end)
        letters.clear()
        origin.clear()

    for index, char in enumerate(text):
        spelt = _letters(char)
        if not spelt:
            if not _is_mark(char):
                yield from finish(index)
        elif _is_spaceless(char):
            yield from finish(index)
            yield _Word(spelt, (index,) * len(spelt), index + 1)
        else:
            letters.extend(spelt)
            origin.extend([index] * len(spelt))
    yield from finish(len(text))


def canonical_words(text: str) -> list[str]:
    """Return the canonical words of a text, in its order."""
    if text.isascii():  # nine of ten; two orders faster
        lowered = text.lower().replace("'", "").replace("`", "")
        spread = "".join(c if c.isalnum() else " " for c in lowered)
        for vowel in "aou":
            while vowel + "e" in spread:
                spread = spread.replace(vowel + "e", vowel)
        return spread.split()
    return [word.canonical for word in _words(text)]


def canonical(text: str) -> str:
    """Return the canonical words joined by single blanks."""
    return " ".join(canonical_words(text))


def marks(text: str, wanted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that the canonical words `wanted` match as beginnings."""
    spans: list[tuple[int, int]] = []
    for word in _words(text):
        best = max((len(w) for w in wanted if w and word.canonical.startswith(w)), default=0)
        if best:
            whole = best == len(word.canonical)
            end = word.end if whole else word.origin[best]
            spans.append((word.origin[0], end))
    return tuple(spans)


def index_text(guest: Guest, host: Guest | None = None) -> str:
    """Return every canonical word a guest is found by; without a name, by the host's too."""
    values = [guest.access_code, *(guest.text(name) for name in guest.fields)]
    if host is not None and not guest.name:
        values.append(host.name)
    seen = dict.fromkeys(word for value in values for word in canonical_words(value)[:200])
    return " ".join(seen)


@dataclass(frozen=True, slots=True)
class Hit:
    """One found guest. `host` is set for a companion without a name."""

    guest: Guest
    host: Guest | None = None
    near: bool = False  # spelt nearly so: found by correcting a word


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked hits of one query. `words` are the canonical words that matched, for marking."""

    hits: tuple[Hit, ...] = ()
    total: int = 0  # of all that match; `hits` may hold fewer
    words: tuple[str, ...] = ()
    capped: bool = False  # there are more than `total` says


def rank(hits: Iterable[Hit], words: Sequence[str], query: str) -> list[Hit]:
    """Return the hits in the order a person expects, the same for the same input.

    An exact access code first; then guests who may be expected before those deregistered or
    removed; then, by how the name fits: last name whole, last name begun, first name whole, first
    name begun, found elsewhere; hosts before companions; at last the alphabet and the id.
    """
    wanted = set(words)
    code = query.strip().casefold()

    def fit(words_of_name: Sequence[str]) -> int:
        if wanted.intersection(words_of_name):
            return 0
        return 1 if any(n.startswith(w) for n in words_of_name for w in words) else 2

    def key(hit: Hit) -> tuple[object, ...]:
        named = hit.guest if hit.guest.name or hit.host is None else hit.host
        last = canonical_words(named.text("lastName"))
        first = canonical_words(named.text("firstName"))
        outcome = judge(hit.guest)
        return (
            hit.guest.access_code.casefold() != code,
            hit.near,
            outcome in (Verdict.DEREGISTERED, Verdict.REMOVED),
            min(fit(last), 2) * 3 + fit(first),
            hit.guest.parent_id is not None,
            last,
            first,
            hit.guest.id,
        )

    return sorted(hits, key=key)
