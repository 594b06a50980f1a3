"""Finding guests by what a person typed; `store/words.py` says what the index holds of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import apsw

from station_app.domain.found_by import SOUND
from station_app.domain.guest import Guest, GuestId
from station_app.domain.search import Candidate, Hit, How, Reading, SearchResult, Slot, rank
from station_app.domain.spelling import canonical_words, looks_within, sound, splits, together
from station_app.store.sql import json_text, marks, one_list, rows

if TYPE_CHECKING:
    from station_app.store.vocabulary import Vocabulary

_MOST = 500  # hits that are counted and ranked
_RANKED = 150  # of more than that, the best fits among them
_FEW = 5  # with fewer hits, near spellings are looked for
_MOST_WORDS = 8
_FEW_WORDS = 2  # of which each is looked for inside others even where all are somebody's
_MOST_TYPED = 200  # characters
_INDEXED = 5  # characters of beginnings that the index knows, the mark included
_TERMS = 40  # of a longer one that are asked for one by one
_NAME_TERMS = 25  # the same in names, where hardly any word is everybody's
_FIRST_TERMS = 25
_WITHIN_TERMS = 100
_NEAR_TERMS = 25
_LONG = 8  # letters from which two slips are forgiven
_SURE = 3  # letters below which none is
_JOINED = 4  # letters of neighbours that may be one word
_SPLITS = 4
_LONGEST_SPLIT = 40
_LAST = "\U0010ffff"


_CARDS = """
SELECT json_group_array(json_array(c.pk, c.id, c.name, c.further, c.out, c.companion,
    j.value->>1, j.value->>2))
FROM json_each(?) j CROSS JOIN card c ON c.pk = j.value->>0
"""


class Guests(Protocol):
    """What a search asks of the rows."""

    def guests(self, where: str, values: Sequence[object] = ()) -> list[Guest]: ...
    def hosts_of_unnamed(self, guests: Iterable[Guest]) -> dict[GuestId, Guest]: ...


class GuestSearch:
    """Searches one connection's index. One thread."""

    def __init__(self, connection: apsw.Connection, guests: Guests) -> None:
        self._db = connection
        self._guests = guests

    @cached_property
    def _vocabulary(self) -> "Vocabulary":
        from station_app.store.vocabulary import Vocabulary  # numpy takes a tenth of a second

        return Vocabulary(self._db)

    def find(self, query: str, limit: int) -> SearchResult:
        """Find guests by canonical words, the best first (`rank` says what is best).

        Words and their beginnings come first. Only where these leave room on the screen, words are
        looked for inside others, and written together without a space; only where hardly anybody
        is found and nobody exactly, near spellings.
        """
        typed = query[:_MOST_TYPED]
        words = canonical_words(typed)[:_MOST_WORDS]
        if not words:
            return SearchResult()
        found = _Found(self._by_code(typed))
        readings = self._readings(words)
        self._add_begun(readings, found)
        helped = list(readings)
        exact = bool(found.codes) or (found.few(limit) and self._is_exact(readings))
        if found.few(limit) and (len(words) <= _FEW_WORDS or not exact):
            self._vocabulary.read_on()
            more = [*self._inside(words)]
            if found.few(_FEW):
                more += self._split(words)
            for reading, asked in more:
                helped.append(reading)
                found.add(self._matching(asked), How.WITHIN)
        ranked = rank(self._candidates(found, limit), helped)
        if found.few(_FEW) and not exact:
            self._vocabulary.read_on()
            reading, asked = self._near(words)
            helped.append(reading)
            found.add(self._matching(asked), How.NEAR)
            ranked = rank(self._candidates(found, limit), helped)
        return SearchResult(
            self._hits(ranked[:limit]),
            min(len(found.rows), _MOST),
            _to_mark(words, helped, ranked[:limit]),
            found.full,
        )

    def warm(self) -> None:
        """Read the vocabulary before it is needed; it takes longer the first time."""
        self._vocabulary.read_on()

    # --- who matches ----------------------------------------------------------------------------

    def _by_code(self, typed: str) -> list[int]:
        code = typed.strip().casefold()
        if not code or "\0" in code:
            return []
        sql = "SELECT pk FROM guest WHERE folded_code = ? AND folded_code <> '' LIMIT ?"
        return [pk for (pk,) in rows(self._db, sql, (code, _MOST))]

    def _readings(self, words: Sequence[str]) -> list[Reading]:
        """Return the words as typed, and with neighbours together where that begins a name."""
        slots = {word: self._slot(word) for word in words}
        readings: list[Reading] = [[slots[word] for word in words]]
        for joined, way in _together(words):
            if len(joined) >= _JOINED and self._terms(f"~{joined}", 1):
                slots.setdefault(joined, self._slot(joined))
                readings.append([slots.get(word) or self._slot(word) for word in way])
        return readings

    def _slot(self, word: str) -> Slot:
        marked = SOUND + sound(word)
        heard = len(word) >= _SURE and self._terms(marked, 1)
        return Slot((word, marked) if heard else (word,), {})

    def _terms(self, begin: str, most: int) -> list[str]:
        sql = (
            "SELECT word FROM term WHERE word >= ? AND word < ? AND need <= ? ORDER BY word LIMIT ?"
        )
        bounds = (begin, begin + _LAST, len(begin.lstrip("~")), most)
        return [word for (word,) in rows(self._db, sql, bounds)]

    def _matching(self, asked: str, most: int = _MOST + 1) -> list[int]:
        if not asked:
            return []
        return one_list(
            self._db,
            "SELECT json_group_array(rowid) FROM"
            " (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)",
            (asked, most),
            list[int],
        )

    def _add_begun(self, readings: Sequence[Reading], found: "_Found") -> None:
        """Add whom a reading finds by beginnings; of too many, the best."""
        everybody = self._matching(_either(readings, self._anywhere))
        if len(everybody) > _MOST:
            found.add(self._matching(_either(readings, _exactly), _RANKED), How.BEGUN)
            if len(readings[0]) == 1 and found.few(_RANKED):  # the beginning of the dictionary
                first = self._terms(f"~{readings[0][0].begins[0]}", _FIRST_TERMS)
                found.add(self._matching(_all([first]), _RANKED), How.BEGUN)
            if found.few(_RANKED):
                found.add(self._matching(_either(readings, self._in_name), _RANKED), How.BEGUN)
        found.add(everybody, How.BEGUN)

    def _is_exact(self, readings: Sequence[Reading]) -> bool:
        """Return whether somebody has all the words as typed."""
        asked = _either(readings, lambda slot: _ways_written(slot.begins[0]))
        return bool(self._matching(asked, 1))

    def _in_name(self, slot: Slot) -> list[str]:
        word, *sounds = slot.begins
        begins = (f"~{word}", *sounds)
        return [asked for begin in begins for asked in self._begun(begin, _NAME_TERMS)]

    def _anywhere(self, slot: Slot) -> list[str]:
        """Return what to ask for one word in any field."""
        word = slot.begins[0]
        if len(word) == 1:  # in other fields a single letter means itself
            return [*self._in_name(slot), word, f"={word}"]
        return [*self._in_name(slot), *self._begun(word, _TERMS), f"={word}*"]

    def _begun(self, begin: str, most: int) -> list[str]:
        """Return what to ask for a beginning.

        Long ones are not in the index: it would gather everybody they fit, which takes long where
        that is everybody's city. Asked for one by one, a few terms are quicker.
        """
        if len(begin) <= _INDEXED:
            return [f"{begin}*"]
        terms = self._terms(begin, most + 1)
        return terms if len(terms) <= most else [f"{begin}*"]

    def _inside(self, words: Sequence[str]) -> Iterator[tuple[Reading, str]]:
        """Yield the reading with words inside others."""
        most = _WITHIN_TERMS // len(words)
        inside = [
            self._vocabulary.containing(word, most) if looks_within(word) else [] for word in words
        ]
        slots = [self._slot(word) for word in words]
        if any(inside) and all(
            terms or self._matching(_all([self._anywhere(slot)]), 1)
            for slot, terms in zip(slots, inside, strict=True)
        ):
            yield (
                [
                    Slot(slot.begins, {term.lstrip("~"): 1 for term in terms})
                    for slot, terms in zip(slots, inside, strict=True)
                ],
                _all(
                    [*terms, *self._anywhere(slot)]
                    for slot, terms in zip(slots, inside, strict=True)
                ),
            )

    def _split(self, words: Sequence[str]) -> Iterator[tuple[Reading, str]]:
        """Yield readings with one word split in two."""
        slots = [self._slot(word) for word in words]
        for at, word in enumerate(words):
            for head, tail in self._splits(word):
                two = [Slot((), {head: 0}), Slot((tail,), {})]
                reading = [*slots[:at], *two, *slots[at + 1 :]]
                yield (
                    reading,
                    _all(
                        [f"~{head}"] if slot is two[0] else self._anywhere(slot) for slot in reading
                    ),
                )

    def _splits(self, word: str) -> list[tuple[str, str]]:
        if len(word) > _LONGEST_SPLIT:
            return []
        pairs = list(splits(word))
        heads = list({f"~{head}" for head, _ in pairs})
        sql = f"SELECT word FROM term WHERE word IN ({marks(heads)})"
        known = {head[1:] for (head,) in rows(self._db, sql, heads)}
        fitting = (p for p in pairs if p[0] in known and self._terms(f"~{p[1]}", 1))
        return list(islice(fitting, _SPLITS))

    def _near(self, words: Sequence[str]) -> tuple[Reading, str]:
        """Return the reading in which every word may be nearly another."""
        reading, asked = [], []
        for place, word in enumerate(words):
            slot = self._slot(word)
            near: dict[str, int] = {}
            if len(word) >= _SURE:
                slips = 2 if len(word) >= _LONG - 1 else 1
                begun = place == len(words) - 1 and len(word) > _SURE  # is still being typed
                near = self._vocabulary.near(word, slips, begun=begun, most=_NEAR_TERMS)
            terms = {
                term.lstrip("~"): max(cost, 1)
                for term, cost in near.items()
                if cost < 2 or max(len(word), len(term.lstrip("~"))) >= _LONG
            }
            reading.append(Slot(slot.begins, terms))
            asked.append([*near, *self._anywhere(slot)])
        return reading, _all(asked)

    # --- the order ------------------------------------------------------------------------------

    def _candidates(self, found: "_Found", limit: int) -> list[Candidate]:
        most = max(_RANKED, limit) if found.full else _MOST
        some = [(pk, how, pk in found.codes) for pk, how in islice(found.rows.items(), most)]
        return one_list(self._db, _CARDS, (json_text(some),), list[Candidate])

    def _hits(self, ranked: Sequence[Candidate]) -> tuple[Hit, ...]:
        pks = [one.row for one in ranked]
        guests = self._guests.guests(f"WHERE g.pk IN ({marks(pks)})", pks)
        by_id = {guest.id: guest for guest in guests}
        hosts = self._guests.hosts_of_unnamed(guests)
        return tuple(
            Hit(by_id[guest_id], hosts.get(guest_id), one.how is How.NEAR)
            for one in ranked
            if (guest_id := GuestId(one.guest_id)) in by_id
        )


class _Found:
    """Rows in the order they were found, each with the best way that found it."""

    def __init__(self, by_code: Sequence[int]) -> None:
        self.codes = frozenset(by_code)
        self.rows = dict.fromkeys(by_code, How.BEGUN)

    @property
    def full(self) -> bool:
        return len(self.rows) > _MOST

    def few(self, number: int) -> bool:
        return len(self.rows) < number

    def add(self, rows: Iterable[int], how: How) -> None:
        self.rows |= {row: how for row in rows if row not in self.rows}


def _together(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield ways to write two to four neighbours as one word: that word, and the whole."""
    for size in range(2, min(len(words), 4) + 1):
        for at in range(len(words) - size + 1):
            joined = together(words[at : at + size])
            yield joined, [*words[:at], joined, *words[at + size :]]


def _all(asked: Iterable[Iterable[str]]) -> str:
    """Return the match for one of each; a star at the end asks for beginnings. '' for nobody."""
    parts = []
    for alternatives in asked:
        quoted = " OR ".join(
            f'"{one[:-1]}"*' if one.endswith("*") else f'"{one}"'
            for one in dict.fromkeys(alternatives)
        )
        if not quoted:
            return ""
        parts.append(f"({quoted})")
    return " AND ".join(parts)


def _either(readings: Sequence[Reading], ask: Callable[[Slot], Iterable[str]]) -> str:
    """Return the match for any of the readings; what all have in common is asked for once.

    A common word takes its time, since all who have it are passed.
    """
    if len(readings) == 1:
        return _all(map(ask, readings[0]))
    shortest = min(map(len, readings))
    head = tail = 0
    while head < shortest and all(r[head] == readings[0][head] for r in readings):
        head += 1
    while tail < shortest - head and all(r[-1 - tail] == readings[0][-1 - tail] for r in readings):
        tail += 1
    shared = [*readings[0][:head], *readings[0][len(readings[0]) - tail :]]
    ways = [f"({_all(map(ask, reading[head : len(reading) - tail]))})" for reading in readings]
    return " AND ".join(filter(None, (_all(map(ask, shared)), f"({' OR '.join(ways)})")))


def _ways_written(word: str) -> list[str]:
    return [f"~{word}", word, f"={word}"]


def _exactly(slot: Slot) -> list[str]:
    return [f"~{slot.begins[0]}"]


def _to_mark(
    words: Sequence[str], helped: Sequence[Reading], shown: Sequence[Candidate]
) -> tuple[str, ...]:
    """Return the words to mark: as typed, split where that helped, and the near ones shown."""
    marked = dict.fromkeys(words)
    for reading in helped:
        if any(not slot.begins for slot in reading):
            marked.update((word, None) for slot in reading for word in (*slot.begins, *slot.terms))
    theirs = {word for one in shown if one.how is How.NEAR for word in one.words}
    if theirs:
        marked.update((term, None) for slot in helped[-1] for term in slot.terms if term in theirs)
    return tuple(word for word in marked if not word.startswith(SOUND))
