"""Finding guests by what a person typed, and the index that makes it quick.

Each word of the index begins with where it is from, because that decides how it is looked up:
`~` words of the name, `^` the sound of a name from another alphabet, `=` words that hardly anybody
else has (codes, numbers, addresses), and no mark for those of all other fields.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import Protocol

import apsw

from station_app.domain.guest import Guest, GuestId
from station_app.domain.search import (
    Candidate,
    Hit,
    How,
    Reading,
    SearchResult,
    Slot,
    canonical_words,
    looks_within,
    rank,
    sound,
    spell,
)
from station_app.domain.verdict import Verdict
from station_app.store.sql import marks
from station_app.store.vocabulary import Vocabulary, portions

_MOST = 500  # hits that are counted and ranked
_FEW = 5  # with fewer hits, near spellings are looked for
_MOST_WORDS = 8
_MOST_TYPED = 200  # characters
_TERMS = 150  # alternatives to a beginning that are asked for one by one
_WITHIN_TERMS = 300
_NEAR_TERMS = 40
_LONG = 8  # letters from which two slips are forgiven
_SURE = 3  # letters below which none is
_BATCH = 1000
_LAST = "\U0010ffff"
_OUT = (Verdict.DEREGISTERED.value, Verdict.REMOVED.value)


class Guests(Protocol):
    """What a search asks of the rows."""

    def guests(self, where: str, values: Sequence[object] = ()) -> list[Guest]: ...
    def hosts_of_unnamed(self, guests: Iterable[Guest]) -> dict[GuestId, Guest]: ...


class GuestSearch:
    """Searches one connection's index. One thread."""

    def __init__(self, connection: apsw.Connection, guests: Guests) -> None:
        self._db = connection
        self._guests = guests
        self._vocabulary = Vocabulary(connection)

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
        readings = [[self._slot(word) for word in way] for way in _ways(words)]
        for reading in readings:
            found.add(self._begun(reading, found), How.BEGUN)
        helped = list(readings)
        if found.few(limit):
            self._vocabulary.read_on()
            for reading in self._within(words):
                helped.append(reading)
                found.add(self._all(reading), How.WITHIN)
        ranked = self._ranked(found, helped)
        if found.few(_FEW) and not self._is_exact(ranked, readings):
            reading = self._near(words)
            helped.append(reading)
            found.add(self._all(reading), How.NEAR)
            ranked = self._ranked(found, helped)
        capped = len(found.rows) > _MOST
        return SearchResult(
            self._hits(ranked[:limit]),
            _MOST if capped else len(ranked),
            _to_mark(words, helped, ranked[:limit]),
            capped,
        )

    def warm(self) -> None:
        """Read the vocabulary before it is needed."""
        self._vocabulary.read_on()

    # --- who matches ----------------------------------------------------------------------------

    def _by_code(self, typed: str) -> list[int]:
        code = typed.strip().casefold()
        if not code or "\0" in code:
            return []
        rows = self._db.execute(
            "SELECT pk FROM guest WHERE folded_code = ? AND folded_code <> '' LIMIT ?",
            (code, _MOST),
        )
        return [pk for (pk,) in rows]

    def _slot(self, word: str) -> Slot:
        heard = sound(word)
        marked = "^" + heard
        known = self._terms(marked, 1)
        return Slot((word, marked) if known else (word,))

    def _terms(self, begin: str, most: int) -> list[str]:
        rows = self._db.execute(
            "SELECT word FROM term WHERE word >= ? AND word < ? ORDER BY word LIMIT ?",
            (begin, begin + _LAST, most),
        )
        return [word for (word,) in rows]

    def _begun(self, reading: Reading, found: "_Found") -> Iterator[int]:
        """Yield the rows that a reading finds by beginnings, the best fits first."""
        exact = " AND ".join(f'"~{slot.begins[0]}"' for slot in reading)
        yield from self._matching(exact)
        first = [self._first_terms(slot) for slot in reading]
        if not all(terms for terms, _ in first):
            names = ""
        else:
            names = " AND ".join(_any(terms) for terms, _ in first)
            yield from self._matching(names)
        if not found.full and names and not all(whole for _, whole in first):
            yield from self._matching(
                " AND ".join(
                    _any(terms if whole else [f"{b}*" for b in _name_begins(slot)])
                    for slot, (terms, whole) in zip(reading, first, strict=True)
                )
            )
        if not found.full:
            yield from self._matching(" AND ".join(map(self._anywhere, reading)))

    def _first_terms(self, slot: Slot) -> tuple[list[str], bool]:
        """Return the first name words that fit a slot, and whether these are all."""
        terms = [t for begin in _name_begins(slot) for t in self._terms(begin, _TERMS)]
        return terms, len(terms) < _TERMS

    def _anywhere(self, slot: Slot) -> str:
        """Return the alternatives for one word in any field."""
        word = slot.begins[0]
        asked = [f"~{word}*", *(f"{begin}*" for begin in slot.begins[1:])]
        if len(word) == 1:  # in other fields a single letter means itself
            asked += [word, f"={word}"]
        else:
            asked.append(f"={word}*")
            terms = self._terms(word, _TERMS) if len(word) > 4 else []
            asked += terms if 0 < len(terms) < _TERMS else [f"{word}*"] if len(word) < 5 else []
            if len(terms) == _TERMS:
                asked.append(f"{word}*")
        return _any(asked)

    def _all(self, reading: Reading) -> Iterator[int]:
        """Yield the rows that a reading finds by its terms and beginnings."""
        if reading and all(slot.begins or slot.terms for slot in reading):
            yield from self._matching(
                " AND ".join(
                    _any(
                        [t for term in slot.terms for t in (f"~{term}", term)]
                        + [f"~{begin}*" for begin in slot.begins]
                    )
                    for slot in reading
                )
            )

    def _matching(self, match: str) -> Iterator[int]:
        rows = self._db.execute(
            "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (match, _MOST + 1)
        )
        for (pk,) in rows:
            yield pk

    def _within(self, words: Sequence[str]) -> Iterator[Reading]:
        """Yield the readings with words inside others, and with one word split in two."""
        slots = [Slot((word,), self._inside(word)) for word in words]
        if any(slot.terms for slot in slots):
            yield slots
        for at, word in enumerate(words):
            for head, tail in self._splits(word):
                yield [
                    *(Slot((w,)) for w in words[:at]),
                    Slot((), {head: 0}),
                    Slot((tail,)),
                    *(Slot((w,)) for w in words[at + 1 :]),
                ]

    def _inside(self, word: str) -> dict[str, int]:
        if not looks_within(word):
            return {}
        return {
            term.lstrip("~"): 1 for term in self._vocabulary.containing(word, _WITHIN_TERMS)
        }  # fmt: skip

    def _splits(self, word: str) -> list[tuple[str, str]]:
        if not 4 <= len(word) <= 40:
            return []
        heads = [f"~{word[:at]}" for at in range(2, len(word) - 1)]
        rows = self._db.execute(f"SELECT word FROM term WHERE word IN ({marks(heads)})", heads)
        pairs = [(head[1:], word[len(head) - 1 :]) for (head,) in rows]
        return [pair for pair in pairs if self._terms("~" + pair[1], 1)][:4]

    def _near(self, words: Sequence[str]) -> Reading:
        """Return the reading in which every word may be nearly another."""
        reading = []
        for place, word in enumerate(words):
            terms: dict[str, int] = {}
            if len(word) >= _SURE:
                slips = 2 if len(word) >= _LONG else 1
                whole = self._vocabulary.near(word, slips, begun=False, most=_NEAR_TERMS)
                begun = {}
                if place == len(words) - 1 and len(word) > _SURE:  # is still being typed
                    begun = self._vocabulary.near(word, slips, begun=True, most=_NEAR_TERMS)
                for term, cost in sorted([*whole.items(), *begun.items()], key=lambda t: -t[1]):
                    terms[term.lstrip("~")] = max(cost, 1)
            reading.append(Slot((word,), terms))
        return reading

    # --- the order ------------------------------------------------------------------------------

    def _ranked(self, found: "_Found", readings: Sequence[Reading]) -> list[Candidate]:
        rows = list(islice(found.rows, _MOST))
        cards = self._db.execute(
            "SELECT g.pk, g.id, g.verdict, c.last, c.first, c.further, c.companion"
            f" FROM guest g JOIN card c USING (pk) WHERE g.pk IN ({marks(rows)})",
            rows,
        )
        return rank(
            (
                Candidate(
                    row=pk,
                    guest_id=guest_id,
                    last=last,
                    first=first,
                    further=tuple(further.split()),
                    out=verdict in _OUT,
                    companion=bool(companion),
                    code_fits=pk in found.codes,
                    how=found.rows[pk],
                )
                for pk, guest_id, verdict, last, first, further, companion in cards
            ),
            readings,
        )

    def _is_exact(self, ranked: Sequence[Candidate], readings: Sequence[Reading]) -> bool:
        """Return whether somebody's words are all typed whole, or it is somebody's code."""
        return any(
            one.code_fits
            or any(
                all(slot.begins[0] in one.words for slot in reading) for reading in readings
            )
            for one in ranked
        )  # fmt: skip

    def _hits(self, ranked: Sequence[Candidate]) -> tuple[Hit, ...]:
        rows = [one.row for one in ranked]
        guests = self._guests.guests(f"WHERE g.pk IN ({marks(rows)})", rows)
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
        for row in rows:
            if self.full:
                break
            self.rows.setdefault(row, how)


def _ways(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words as typed, then with neighbours written together, the fewest first."""
    yield list(words)
    gaps = range(1, min(len(words), 4))
    for number in range(1, len(gaps) + 1):
        for joined in combinations(gaps, number):
            way: list[str] = []
            for place, word in enumerate(words):
                if place in joined:
                    way[-1] += word
                else:
                    way.append(word)
            yield way


def _name_begins(slot: Slot) -> list[str]:
    return [f"~{slot.begins[0]}", *slot.begins[1:]]


def _any(asked: Iterable[str]) -> str:
    """Return a match for any of the words; a star at the end asks for beginnings."""
    quoted = (f'"{one[:-1]}"*' if one.endswith("*") else f'"{one}"' for one in asked)
    return f"({' OR '.join(quoted)})"


def _to_mark(
    words: Sequence[str], readings: Sequence[Reading], shown: Sequence[Candidate]
) -> tuple[str, ...]:
    """Return the words to mark: as typed, as read, and the near ones that are shown."""
    marked = dict.fromkeys(words)
    for reading in readings:
        for slot in reading:
            marked.update((begin, None) for begin in slot.begins if not begin.startswith("^"))
    near = [one for one in shown if one.how is How.NEAR]
    if near:
        theirs = {word for one in near for word in one.words}
        for slot in readings[-1]:
            marked.update((term, None) for term in slot.terms if term in theirs)
    return tuple(marked)


# --- writing ------------------------------------------------------------------------------------


def write_words(
    connection: apsw.Connection, guests: Iterable[tuple[int, Guest, Guest | None]]
) -> None:
    """Index guests anew: row, guest, and the host of one without a name.

    Any number in one call, best all of a load: words that came once are not asked for again.
    """
    newest = connection.execute("SELECT coalesce(max(pk), -1) FROM card").get
    seen: set[str] = set()
    rows = iter(guests)
    while batch := list(islice(rows, _BATCH)):
        cards, texts, fresh = [], [], set()
        for pk, guest, host in batch:
            spelt = spell(guest, host)
            last, first, further, sounds, shared, own = spelt
            names = [f"~{word}" for word in {*last.split(), *first.split(), *further}]
            names += [f"^{heard}" for heard in sounds]
            cards.append(
                (
                    pk,
                    last,
                    first,
                    " ".join((*further, *(f"^{heard}" for heard in sounds))),
                    guest.parent_id is not None,
                )
            )
            texts.append((pk, " ".join((*names, *shared, *(f"={word}" for word in own)))))
            fresh.update(names, shared)
        known = [(pk,) for pk, _, _ in batch if pk <= newest]
        if known:
            connection.executemany("DELETE FROM words WHERE rowid = ?", known)
        connection.executemany("INSERT OR REPLACE INTO card VALUES (?,?,?,?,?)", cards)
        connection.executemany("INSERT INTO words (rowid, spelt) VALUES (?, ?)", texts)
        _write_terms(connection, fresh - seen)
        if len(seen) < 300_000:
            seen |= fresh


def _write_terms(connection: apsw.Connection, words: Iterable[str]) -> None:
    added = connection.executemany(
        "INSERT OR IGNORE INTO term VALUES (?) RETURNING word", [(word,) for word in words]
    )
    useful = (word for (word,) in added if word.lstrip("~").isalpha() and len(word) > 1)
    connection.executemany(
        "INSERT INTO vocabulary (words) VALUES (?)", [(some,) for some in portions(useful)]
    )
