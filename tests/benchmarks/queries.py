"""What people type at a door, with whom they mean."""

import random
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from station_app.domain.spelling import canonical_words
from tests.benchmarks.people import LATIN_SPELLINGS, Person
from tests.support.spelling import canonical

_ENOUGH = 5  # guests who may fit: of more nobody can say who is meant without typing on


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text and the canonical name meant; '' where only the time counts."""

    kind: str
    text: str
    wanted: str = ""


class Names:
    """All names of the list, for telling how much of one must be typed."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self._names = sorted((canonical(p.last), canonical(p.first)) for p in people)
        self._swapped = sorted((first, last) for last, first in self._names)
        self._whole = {f"{first} {last}" for last, first in self._names}

    def fits(self, begin: str, other: str, *, swapped: bool = False) -> int:
        """Count guests whose one name begins with `begin` and whose other with `other`."""
        names = self._swapped if swapped else self._names
        count = 0
        for at in range(bisect_left(names, (begin, "")), len(names)):
            if not names[at][0].startswith(begin):
                break
            count += names[at][1].startswith(other)
        return count

    def fits_within(self, first: str, part: str) -> int:
        """Count guests whose first name begins with `first` and whose last contains `part`."""
        at = bisect_left(self._swapped, (first, ""))
        fits = 0
        while at < len(self._swapped) and self._swapped[at][0].startswith(first):
            fits += part in self._swapped[at][1]
            at += 1
        return fits

    def is_name(self, text: str) -> bool:
        """Return whether somebody's whole name is typed, in either order."""
        words = canonical_words(text)
        return any(
            " ".join((*words[at:], *words[:at])) in self._whole for at in range(len(words))
        )  # fmt: skip


_ASCII_WAYS = (
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "Ö": "Oe", "Ü": "Ue"},
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae",
     "Þ": "Th", "þ": "th", "ð": "d", "Đ": "D", "đ": "d", "’": ""},
    {"đ": "dj", "Đ": "Dj", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i",
     "æ": "ae", "Æ": "Ae", "Þ": "Th", "þ": "th", "ð": "d", "’": "'"},
)  # fmt: skip


def _ascii(name: str, way: dict[str, str]) -> str:
    written = unicodedata.normalize("NFC", name)
    written = "".join(way.get(c, c) for c in written)
    stripped = "".join(c for c in unicodedata.normalize("NFD", written) if not _is_mark(c))
    return "".join(_ASCII_WAYS[1].get(c, c) for c in stripped)


def _is_mark(char: str) -> bool:
    return bool(unicodedata.combining(char))


def _slip(word: str, dice: random.Random, at: int) -> str:
    letters = "abcdefghijklmnoprstuvwz"
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + dice.choice(letters) + word[at:]
    if kind == 2 and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + dice.choice([c for c in letters if c != word[at].lower()]) + word[at + 1 :]


def queries(people: Sequence[Person], each: int, seed: int = 11) -> list[Query]:
    """Return about `each` queries of every kind about these people."""
    dice = random.Random(seed)
    names = Names(people)
    made: list[Query] = []

    def draw(kind: str, make: Callable[[Person], str | None]) -> None:
        seen: set[str] = set()
        for _ in range(each * 400):
            if len(seen) == each:
                break
            person = dice.choice(people)
            text = make(person)
            if text and text not in seen:
                seen.add(text)
                made.append(Query(kind, text, canonical(person.name)))

    def latin(person: Person) -> bool:
        return canonical(person.name).isascii() and person.name not in LATIN_SPELLINGS

    def plain(person: Person) -> bool:
        return person.name.replace(" ", "").isalpha() and person.name.count(" ") == 1

    draw("first last", lambda p: p.name)
    draw("last first", lambda p: f"{p.last} {p.first}")
    draw("lower case", lambda p: f"{p.last} {p.first}".lower())

    def prefixes(person: Person, *, swapped: bool) -> str | None:
        last, first = canonical(person.last), canonical(person.first)
        for size in range(2, 12):
            if names.fits(last[:size], first[:size]) <= _ENOUGH:
                pair = (person.last[:size], person.first[:size])
                texts = [" ".join(pair if swapped else pair[::-1])]
                return texts[0] if plain(person) and latin(person) else None
        return None

    draw("beginnings", lambda p: prefixes(p, swapped=False))
    draw("beginnings, last name first", lambda p: prefixes(p, swapped=True))

    def one_begun(person: Person) -> str | None:
        last, first = canonical(person.last), canonical(person.first)
        for size in range(1, len(last)):
            if names.fits(first, last[:size], swapped=True) <= _ENOUGH:
                return f"{person.first} {person.last[:size]}" if plain(person) else None
        return None

    draw("first name, last begun", one_begun)

    def in_ascii(way: dict[str, str]) -> Callable[[Person], str | None]:
        def make(person: Person) -> str | None:
            text = _ascii(person.name, way)
            return text if text != person.name and text.isascii() else None

        return make

    draw("ü as ue", in_ascii(_ASCII_WAYS[0]))
    draw("ü as u", in_ascii(_ASCII_WAYS[1]))
    draw("đ as dj, O'", in_ascii(_ASCII_WAYS[2]))

    def alphabets(person: Person) -> str | None:
        if person.first in LATIN_SPELLINGS and person.last in LATIN_SPELLINGS:
            first = dice.choice(LATIN_SPELLINGS[person.first])
            return f"{first} {dice.choice(LATIN_SPELLINGS[person.last])}"
        return None

    draw("Greek, Cyrillic in Latin", alphabets)

    def slipped(person: Person, slips: int, *, at_first: bool = False) -> str | None:
        if not plain(person) or not latin(person):
            return None
        parts = [person.first, person.last]
        word = 1 if slips == 2 else dice.randrange(2)
        if len(canonical(parts[word])) < (8 if slips == 2 else 4):
            return None
        for _ in range(slips):
            at = 0 if at_first else dice.randrange(1, len(parts[word]) - 1)
            parts[word] = _slip(parts[word], dice, at)
        text = " ".join(parts)
        # Who types another guest's name, or its beginning, means that guest as far as one can tell.
        last, first = canonical(parts[1]), canonical(parts[0])
        if names.is_name(text) or names.fits(last, first) >= _ENOUGH:
            return None
        return text

    draw("one slip", lambda p: slipped(p, 1))
    draw("first letter wrong", lambda p: slipped(p, 1, at_first=True))
    draw("two slips in a long name", lambda p: slipped(p, 2))

    def both(person: Person) -> str | None:
        if not plain(person) or not latin(person) or min(map(len, person.name.split())) < 5:
            return None
        text = " ".join(
            _slip(word, dice, dice.randrange(1, len(word) - 1)) for word in person.name.split()
        )
        last, first = map(canonical, reversed(text.split()))
        return None if names.is_name(text) or names.fits(last, first) >= _ENOUGH else text

    draw("a slip in each word", both)

    def spaced(old: str, new: str) -> Callable[[Person], str | None]:
        def make(person: Person) -> str | None:
            part = person.first if old in person.first else person.last
            if old not in part:
                return None
            changed = part.replace(old, new)
            return person.name.replace(part, changed)

        return make

    draw("hyphen as space", spaced("-", " "))
    draw("hyphen left out", spaced("-", ""))
    draw("space as hyphen", spaced(" ", "-"))
    draw("space left out", spaced(" ", ""))
    draw("O'Brien as O Brien", spaced("'", " "))
    draw("D'Amico as DAmico", spaced("'", ""))

    def split(person: Person) -> str | None:
        if person.first not in ("Hanspeter", "Karlheinz"):
            return None
        part = "Hans Peter" if person.first == "Hanspeter" else "Karl-Heinz"
        text = f"{part} {person.last}"
        return None if names.is_name(text) else text

    draw("Hanspeter as Hans Peter", split)

    def extra_space(person: Person) -> str | None:
        if not plain(person) or not latin(person) or len(person.last) < 5:
            return None
        at = dice.randrange(2, len(person.last) - 1)
        return f"{person.first} {person.last[:at]} {person.last[at:]}"

    draw("a space too many", extra_space)
    draw(
        "no space between",
        lambda p: f"{p.first}{p.last}" if plain(p) and latin(p) else None,
    )

    def particle(person: Person) -> str | None:
        if person.last.split()[0] not in ("van", "von", "de", "ter"):
            return None
        place = person.last.split()[-1]
        ways = [f"{place} {person.first}", f"{person.first} {person.last.replace(' ', '')}"]
        ways.append(f"{person.last} {person.first}")
        fits = names.fits_within(canonical(person.first), canonical(place))
        return dice.choice(ways if fits <= _ENOUGH else ways[1:])

    draw("van den Berg under B and V", particle)

    def employed(person: Person) -> str | None:
        same = sum(
            p.company == person.company and p.last == person.last for p in people[:100_000]
        )  # fmt: skip
        if same > _ENOUGH:
            return None
        return f"{person.company.split()[0]} {person.last}"

    draw("company and name", employed)
    draw("name and company", lambda p: f"{p.name} {p.company.split()[0]}")

    def local(person: Person) -> str | None:
        part = person.email.partition("@")[0]
        return part if any(c.isdigit() for c in part) or part.count(".") == 1 else None

    draw("e-mail, local part", local)
    draw("e-mail, whole", lambda p: p.email)
    draw("e-mail domain and name", lambda p: f"{p.email.partition('@')[2]} {p.name}")

    def within(person: Person) -> str | None:
        last, first = canonical(person.last), canonical(person.first)
        if " " in last or " " in first or not last.isascii() or len(last) < 7:
            return None
        part = last[dice.randrange(2, len(last) - 4) :]
        if names.fits(part, first) or names.fits(first, part):
            return None
        return f"{person.first} {part}" if names.fits_within(first, part) <= _ENOUGH else None

    draw("middle of a name", within)
    blocks = {
        "Arabic": (0x600, 0x6FF), "Hebrew": (0x590, 0x5FF), "Chinese, Japanese": (0x3040, 0x9FFF),
        "Korean": (0xAC00, 0xD7AF), "Thai": (0xE00, 0xE7F),
    }  # fmt: skip
    for script, (low, high) in blocks.items():

        def own(person: Person, low: int = low, high: int = high) -> str | None:
            if not low <= ord(person.last[0]) <= high:
                return None
            joined = f"{person.last}{person.first}"
            unbroken = low >= 0x3040 and dice.random() < 0.5
            return joined if unbroken else f"{person.first} {person.last}"

        draw(script, own)
    return [*made, *_only_timed(people, dice, each)]


def _only_timed(people: Sequence[Person], dice: random.Random, each: int) -> Iterator[Query]:
    for letter in "abcdefghijklmnopqrstuvwxyzä王김م":
        yield Query("one letter", letter)
    for _ in range(each):
        person = dice.choice(people)
        yield Query("two letters", person.last[:2])
        yield Query("one letter each", f"{person.first[0]} {person.last[0]}")
        yield Query("two letters each", f"{person.last[:2]} {person.first[:2]}")
        yield Query("letters of one name", person.last[: dice.randrange(3, 8)])
        yield Query("nobody", "".join(dice.choice("qxzvwkjy") for _ in range(dice.randint(4, 12))))
    for text in (
        "exampl", "example", "wien", "vien", "stephansplat", "stephan", "hauptstr", "gmb", "gmbh",
        "green veg", "vegetaria", "head of mark", "mar schm", "mari mull", "a b c", "a e i o",
        "ann", "mann", "ber", "son", "inger", "s", "ms", "43660", "+43 660", "1010", "2026",
        "stephansplatz green vegan", "an an an an", "müler schmitd", "e x", "q x", "der van",
        "consultin", "consulting müll", "solution max", "holding", "engineer", "enginee m",
    ):  # fmt: skip
        yield Query("common to many", text)
