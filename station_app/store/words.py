"""What the index holds of a guest.

Each word of the index begins with where it is from, because that decides how it is looked up:
`~` words of the name, `^` the sound of a name from another alphabet, `=` words that hardly anybody
else has (codes, numbers, addresses), and no mark for those of all other fields.
"""

from typing import NamedTuple
from zlib import adler32, crc32

from station_app.domain.guest import FieldValue, Guest
from station_app.domain.search import (
    SOUND,
    NameWords,
    domain_of_address,
    words_of_code,
    words_of_name,
    words_of_value,
)

_MOST_KEPT = 8192  # names, and values of fields
_LONGEST_KEPT = 60  # characters; longer values are hardly ever those of two guests
_NAME = ("lastName", "firstName")
_DOMAIN = "@"  # what follows it in an e-mail address, beside the fields
_BETWEEN = "\x1f"  # last and first name on a card


class _Name(NamedTuple):
    words: frozenset[str]
    card: str
    further: str
    text: str


class IndexTexts:
    """Spells guests for the index, of one list. What many have in common is spelt once.

    `listed` gathers the terms met, `ways` further ways to write a name, each with how many letters
    must be typed before it tells more than the name's words do. Whoever writes them empties both.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[FieldValue, FieldValue], _Name] = {}
        self._values: dict[tuple[str, FieldValue], str] = {}
        self.listed: set[str] = set()
        self.ways: dict[str, int] = {}

    def name(self, guest: Guest) -> _Name:
        """Return the words of a guest's own name."""
        fields = guest.fields
        key = fields.get("lastName", ""), fields.get("firstName", "")
        name = self._names.get(key)
        if name is None:
            if len(self._names) >= _MOST_KEPT:
                self._names.clear()
            name = self._names[key] = self._spell_name(words_of_name(*key))
        return name

    def host_name(self, card: str, further: str) -> _Name:
        """Return the words of a host's name, by the card of the host."""
        last, _, first = card.partition(_BETWEEN)
        words = NameWords(tuple(last.split()), tuple(first.split()), tuple(further.split()))
        return self._spell_name(words)

    def _spell_name(self, words: NameWords) -> _Name:
        last, first, further = words
        names = [f"~{word}" for word in dict.fromkeys((*last, *first))]
        self.listed.update(names)
        ways = [word if word.startswith(SOUND) else f"~{word}" for word in further]
        for way in ways:
            self.ways[way] = _need(way, names)
        return _Name(
            frozenset((*last, *first)),
            f"{' '.join(last)}{_BETWEEN}{' '.join(first)}",
            " ".join(further),
            " ".join((*names, *ways)),
        )

    def text(self, guest: Guest, name: _Name) -> str:
        """Return everything a guest is found by, under this name."""
        fields = guest.fields.items()
        known = map(self._values.get, fields)
        parts = [
            self._spell_field(*field) if part is None else part
            for part, field in zip(known, fields, strict=True)
        ]
        own = name.words
        parts += [f"={word}" for word in words_of_code(guest) if word not in own]
        return " ".join((name.text, *parts))

    def _spell_field(self, key: str, value: FieldValue) -> str:
        if key in _NAME or not value:
            return ""
        if key == "email":
            key, value = _DOMAIN, domain_of_address(value)
            if (known := self._values.get((key, value))) is not None:
                return known
        shared, own = words_of_value(value)
        self.listed.update(shared)
        text = " ".join((*shared, *[f"={word}" for word in own]))
        if len(value) <= _LONGEST_KEPT:
            if len(self._values) >= _MOST_KEPT:
                self._values.clear()
            self._values[key, value] = text
        return text


def _need(way: str, names: list[str]) -> int:
    """Return from how many letters on a way to write a name tells more than its words do."""
    return 1 + max((len(name) - 1 for name in names if way.startswith(name)), default=0)


def checksum(data: bytes) -> int:
    """Return a number that tells whether something changed; SQLite and JSON both hold it.

    Two checksums of different kinds, because both together take a third of the time of a hash.
    """
    return (crc32(data) << 31) ^ adler32(data)
