"""What the index holds of a guest.

Each word of the index begins with where it is from, because that decides how it is looked up:
`~` words of the name, `^` the sound of a name from another alphabet, `=` words that hardly anybody
else has (codes, numbers, addresses), and no mark for those of all other fields.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import adler32, crc32

from station_app.domain.found_by import SOUND, FoundBy, found_by
from station_app.domain.guest import Guest

_MOST_KNOWN = 32_768
_BETWEEN = "\x1f"  # last and first name on a card


class Spelt(NamedTuple):
    """One guest for the index. `card` and `further` are what ranking reads of the name."""

    card: str
    further: str
    text: str  # everything the guest is found by

    @property
    def has_name(self) -> bool:
        return self.card != _BETWEEN


class IndexTexts:
    """Spells guests for the index, of one list.

    `listed` gathers the terms met, `ways` further ways to write a name, each with how many letters
    must be typed before it tells more than the name's words do. Whoever writes them empties both.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()  # terms met before
        self.listed: set[str] = set()
        self.ways: dict[str, int] = {}

    def spell(self, guests: Sequence[Guest]) -> list[Spelt]:
        """Return what stands in the index for each of these guests."""
        return self._marked(found_by(guests))

    def spell_under(self, guest: Guest, card: str, further: str) -> Spelt:
        """Return what stands for a guest without a name, who is found by the name of a host: what
        ranking reads of that."""
        last, _, first = card.partition(_BETWEEN)
        found = found_by([guest])[0]
        return self._marked(
            [found._replace(last=last, first=first, further=tuple(further.split()))]
        )[0]

    def _marked(self, guests: Iterable[FoundBy]) -> list[Spelt]:
        spelt: list[Spelt] = []
        listed: list[str] = []
        for last, first, further, shared, own in guests:
            name = f"{last} {first}".strip()
            names = f"~{name.replace(' ', ' ~')}" if name else ""
            text = f"{names} {shared}"
            listed.append(text)
            if further:
                text = f"{text} {' '.join(self._ways(names.split(), further))}"
            words = name.split()
            text = " ".join([text, *[f"={word}" for word in own if word not in words]])
            spelt.append(Spelt(f"{last}{_BETWEEN}{first}", " ".join(further), text))
        self._list(set(" ".join(listed).split()))
        return spelt

    def _list(self, terms: set[str]) -> None:
        self.listed |= terms - self._known
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known |= terms

    def _ways(self, names: list[str], further: Iterable[str]) -> list[str]:
        ways = [word if word.startswith(SOUND) else f"~{word}" for word in further]
        for way in ways:
            self.ways[way] = _need(way, names)
        return ways


def _need(way: str, names: list[str]) -> int:
    """Return from how many letters on a way to write a name tells more than its words do."""
    return 1 + max((len(name) - 1 for name in names if way.startswith(name)), default=0)


def checksum(data: bytes) -> int:
    """Return a number that tells whether something changed; SQLite and JSON both hold it.

    Two checksums of different kinds, because both together take a third of the time of a hash.
    """
    return (crc32(data) << 31) ^ adler32(data)
