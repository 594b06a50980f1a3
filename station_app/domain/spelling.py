"""Canonical words: how a name is spelt when nobody agrees how to spell it.

Müller, Mueller, muller and MÜLLER become one canonical word, and every typed beginning stays a
beginning: strokes, ligatures, Greek and Cyrillic are written out in Latin letters (ß ø ł ı æ γ ж),
marks dropped, case folded, and at last every `e` after a, o, u and every second a is dropped,
because German writes ü as ue and Danish å as aa where they have none. Ideographs and kana become a
word each, since nobody puts spaces between them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "İ": "i",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n", "ĸ": "k", "ŧ": "t", "Ŧ": "t",
        "ə": "a", "Ə": "a",
    }
)  # fmt: skip

# Letter and spelling by turns; ь and ъ have no sound of their own.
_GREEK_AND_CYRILLIC = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch"
    " ψ ps ω o а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u"
    " ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya і i ў u є ye ґ g ђ d ј j љ lj њ nj ћ c џ dz"
    " ѕ dz"
)


def _by_turns(text: str) -> dict[str, str]:
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_ALPHABETS = str.maketrans({**_by_turns(_GREEK_AND_CYRILLIC), "ъ": "", "ь": ""})

# Blocks that are written without spaces: every character stands for itself.
_SPACELESS = (
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x4DBF),  # ideographs, extension A
    (0x4E00, 0x9FFF),  # ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x323AF),  # ideographs, further extensions
)
# Written without spaces too, but in words of several letters: found from their middle at once.
_UNBROKEN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7af]")

_APOSTROPHES = "'’ʼ`´"
_WITHIN = 3  # letters from which a word is looked for inside others


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    """Return what one character is canonically spelt as, '' for marks and separators."""
    spelt = unicodedata.normalize("NFKD", char.translate(_LETTERS))
    spelt = "".join(c for c in spelt if not unicodedata.combining(c))
    spelt = spelt.translate(_LETTERS).casefold().translate(_ALPHABETS)
    return "".join(c for c in unicodedata.normalize("NFC", spelt) if c.isalnum())


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    # Apostrophes belong to the word: O'Brien and OBrien are one name. So do the soft and hard sign.
    return (
        unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")
        or char in _APOSTROPHES
        or char in "ьъЬЪ"
    )


def _is_spaceless(char: str) -> bool:
    point = ord(char)
    return point >= 0x3040 and any(first <= point <= last for first, last in _SPACELESS)


class _Spelling(dict[int, int | str]):
    """What each character becomes in one `str.translate`; filled as characters turn up."""

    def __missing__(self, point: int) -> int | str:
        char = chr(point)
        spelt: int | str = _letters(char)
        if not spelt:
            spelt = "" if _is_mark(char) else " "
        elif spelt == char and not _is_spaceless(char):
            spelt = point
        elif _is_spaceless(char):
            spelt = f" {spelt} "
        if len(self) < 50_000:
            self[point] = spelt
        return spelt


_SPELLING = _Spelling()
_BETWEEN = "\x1f"  # texts
_ASCII = bytes(
    ord(char.lower()) if (char := chr(point)).isascii() and (char.isalnum() or char == _BETWEEN)
    else ord(" ")
    for point in range(256)
)  # fmt: skip
_DELETED = "".join(char for char in _APOSTROPHES if char.isascii()).encode()
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_NATIVE = re.compile(r"[\x00-\x7f]+")


def _spelt(text: str) -> str:
    """Return the text spelt canonically, words apart by blanks; U+001F stays where it is."""
    if not text.isascii():
        text = _FOREIGN.sub(_spelt_foreign, text)
    text = _spelt_ascii(text) if text.isascii() else _NATIVE.sub(_spelt_native, text)
    return _shortened(text)


def _shortened(text: str) -> str:
    for pair in ("ae", "oe", "ue", "aa"):
        while pair in text:
            text = text.replace(pair, pair[0])
    return text


def _spelt_ascii(text: str) -> str:
    # Nine letters of ten, and ten times as quick as `str.translate`.
    return text.encode().translate(_ASCII, _DELETED).decode()


def _spelt_foreign(run: re.Match[str]) -> str:
    return _spelt_letters(run[0])


@lru_cache(maxsize=4096)
def _spelt_letters(run: str) -> str:
    return run.translate(_SPELLING)


def _spelt_native(run: re.Match[str]) -> str:
    return _spelt_ascii(run[0])


def canonical_words(text: str) -> list[str]:
    """Return the canonical words of a text, in its order."""
    return _spelt(text).split()


def canonical_texts(texts: Sequence[str]) -> list[str]:
    """Return many texts spelt canonically, the words of each apart by blanks.

    All at once: a text alone costs more in calls than in letters.
    """
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) >= len(texts):
        joined = _BETWEEN.join([text.replace(_BETWEEN, " ") for text in texts])
    return _spelt(joined).split(_BETWEEN)


def together(words: Iterable[str]) -> str:
    """Return canonical words written as one: maria anna as marianna."""
    return _shortened("".join(words))


# --- other alphabets ---------------------------------------------------------------------------

OTHER_ALPHABETS = "[\u0370-\u03ff\u1f00-\u1fff\u0400-\u052f]"
"""Letters that are Greek or Cyrillic, as a regular expression."""

_OTHER_ALPHABET = re.compile(OTHER_ALPHABETS)
_GREEK_PAIRS = (
    ("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("ηυ", "iv"), ("μπ", "mp"), ("ντ", "nt"),
    ("γγ", "ng"), ("γκ", "gk"), ("γχ", "nch"),
)  # fmt: skip
# More ways to write one letter: Gorbachev and Gorbatschow are both Горбачев, with dots or without.
_WAYS = {"ё": ("e", "io"), "г": ("g", "h")} | {
    f"{hissing}{e}": ("e", "o") for hissing in "жшщч" for e in "её"
}
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|schtsch", "s"),
        (r"tsch|tch", "h"),
        (r"sch|sh", "s"),
        (r"ch|kh", "h"),
        (r"zh", "z"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"ck|c|q", "k"),
        (r"x", "ks"),
        (r"tz", "ts"),
        (r"ph|[fwb]", "v"),
        (r"[yj]", "i"),
        (r"ii+", "i"),
        (r"gi(?=[aeou])", "i"),
        (r"ou", "u"),
        (r"ie", "e"),
        (r"ei|oi", "i"),
        (r"ai", "e"),
        (r"m[pv]", "v"),
        (r"n[td]", "d"),
        (r"gk|ng|nk", "g"),
        (r"(?<=[aou])e+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return one spelling for all the ways a Greek or Cyrillic name is written in Latin letters.

    Sergej, sergei and sergey; Giorgos and Yiorgos; Dostojewski and Dostoyevsky.
    """
    for pattern, one in _SOUNDS:
        word = pattern.sub(one, word)
    return word


def sounds(text: str) -> Iterator[str]:
    """Yield the sounds of each word that is written in another alphabet."""
    for part in text.split():
        if _OTHER_ALPHABET.search(part):
            yield from _sounds_of(part.casefold())


def _pairs(plain: str) -> list[str]:
    """Return each letter with the one before it."""
    return [plain[max(0, at - 1) : at + 1] for at in range(len(plain))]


@lru_cache(maxsize=4096)
def _sounds_of(plain: str) -> tuple[str, ...]:
    if "ё" not in plain:
        bare = "".join(
            c for c in unicodedata.normalize("NFD", plain) if c not in "\u0301\u0313\u0314"
        )
        plain = unicodedata.normalize("NFC", bare)
        for pair, spelt in _GREEK_PAIRS:
            plain = plain.replace(pair, spelt)
    ways = [_WAYS.get(pair) or _WAYS.get(pair[-1]) or pair[-1] for pair in _pairs(plain)]
    return tuple(
        sound(word) for way in islice(product(*ways), 4) for word in canonical_words("".join(way))
    )


# --- marking -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Word:
    canonical: str
    origin: tuple[int, ...]  # for each canonical letter: index of the character it comes from
    end: int

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return where the canonical letters from `start` to before `stop` stand in the text."""
        whole = stop >= len(self.canonical)
        return self.origin[start], self.end if whole else max(
            self.origin[stop], self.origin[stop - 1] + 1
        )


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[_Word, ...]:
    """Return the words of a text; while somebody types, the same names are asked for each time."""
    return tuple(_find_words(text))


def _find_words(text: str) -> Iterator[_Word]:
    letters: list[str] = []
    origin: list[int] = []

    def finish(end: int) -> Iterator[_Word]:
        kept: list[int] = []
        for k, letter in enumerate(letters):
            before = letters[kept[-1]] if kept else ""
            if not ((letter == "e" and before and before in "aou") or letter == before == "a"):
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


def looks_within(word: str) -> bool:
    """Return whether a word is long enough to be looked for inside others."""
    return len(word) >= _WITHIN or bool(_UNBROKEN.search(word))


def splits(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a word may be two written without the space."""
    least = 1 if _UNBROKEN.search(word) else 2
    for at in range(least, len(word) - least + 1):
        head, tail = word[:at], word[at:]
        yield head, tail
        if head[-1] in "aou":  # what the canonical spelling has dropped between them
            yield head, f"e{tail}"
        if head[-1] == "a":
            yield head, f"a{tail}"


def marks(text: str, wanted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that the canonical words `wanted` match.

    A word is marked where one begins it; words that one runs across ("hanspeter" in Hans-Peter)
    are marked to where it ends. What begins no word of the text is marked inside one.
    """
    words = _words(text)
    spans: list[tuple[int, int]] = []
    for want in filter(None, wanted):
        begun = [w.span(0, len(want)) for w in words if w.canonical.startswith(want)]
        begun = begun or _across(words, want)
        if not begun and looks_within(want):
            begun = [
                w.span(at, at + len(want)) for w in words if (at := w.canonical.find(want)) > 0
            ]
        if not begun and _OTHER_ALPHABET.search(text):
            begun = [
                (w.origin[0], w.end)
                for w in words
                for heard in sounds(text[w.origin[0] : w.end])
                if heard.startswith(sound(want))
            ][:1]
        spans += begun
    return _joined(spans)


def _across(words: Sequence[_Word], want: str) -> list[tuple[int, int]]:
    for first in range(len(words)):
        before = words[first].canonical
        for at in range(first + 1, min(first + 4, len(words))):
            if not want.startswith(before):
                break
            word = words[at]
            joined = together((before, word.canonical))
            if joined.startswith(want):
                left_out = len(before) + len(word.canonical) - len(joined)
                stop = max(1, len(want) - len(before) + left_out)
                return [(words[first].origin[0], word.span(0, stop)[1])]
            before = joined
    return []


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
