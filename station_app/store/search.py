"""Finding guests by what a person typed, and the index that makes it quick."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import apsw
from rapidfuzz import process
from rapidfuzz.distance import OSA

from station_app.domain.guest import Guest, GuestId
from station_app.domain.search import Hit, SearchResult, canonical_words, index_text, rank
from station_app.store.sql import chunks, marks

_MOST = 500  # hits that are ranked


class Guests(Protocol):
    """What a search asks of the rows."""

    def guests(self, where: str, values: Sequence[object] = ()) -> list[Guest]: ...
    def hosts_of_unnamed(self, guests: Iterable[Guest]) -> dict[GuestId, Guest]: ...


class GuestSearch:
    """Searches one connection's index. One thread."""

    def __init__(self, connection: apsw.Connection, guests: Guests) -> None:
        self._db = connection
        self._guests = guests
        self._vocabulary: tuple[int, list[str]] = (-1, [])

    def find(self, query: str, limit: int) -> SearchResult:
        """Find guests by canonical words (measured.md, section 4); corrections only on no hit."""
        words = canonical_words(query)[:12]
        if not words:
            return SearchResult()
        found, capped = self._matching([words])
        near = False
        if not found:
            variants = self._corrected(words)
            if variants:
                found, _ = self._matching(variants)
                words = list(dict.fromkeys(word for variant in variants for word in variant))
                near = True
        hosts = self._guests.hosts_of_unnamed(found)
        hits = rank((Hit(g, hosts.get(g.id), near) for g in found), words, query)
        return SearchResult(tuple(hits[:limit]), len(hits), tuple(words), capped)

    def _matching(self, variants: Sequence[Sequence[str]]) -> tuple[list[Guest], bool]:
        found: dict[int, None] = {}
        capped = False
        for words in variants:
            if len(words) == 1:  # the commonest query: best fits first, straight from the B-tree
                rows = self._db.execute(
                    "SELECT pk FROM guest WHERE last_name >= ? AND last_name < ?"
                    " ORDER BY last_name LIMIT ?",
                    (words[0], words[0] + "\U0010ffff", _MOST),
                )
                found.update((pk, None) for (pk,) in rows)
            match = " AND ".join(f'"{word}"*' for word in words)
            rows = self._db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (match, _MOST + 1)
            )
            pks = [pk for (pk,) in rows]
            capped = capped or len(pks) > _MOST
            found.update((pk, None) for pk in pks[:_MOST])
        guests = [
            guest
            for some in chunks(list(found))
            for guest in self._guests.guests(f"WHERE g.pk IN ({marks(some)})", some)
        ]
        return guests, capped

    def _corrected(self, words: Sequence[str]) -> list[list[str]]:
        """Return queries with each unknown word replaced by known ones one letter away (two from
        eight letters on); the last word is compared with beginnings, since it is being typed."""
        vocabulary = self._words()
        choices: list[list[str]] = []
        for place, word in enumerate(words):
            known = self._db.execute(
                "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}"*',)
            ).fetchone()
            if known:
                choices.append([word])
                continue
            far = 2 if len(word) >= 8 else 1
            if len(word) < 3:
                return []
            near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=far, limit=5)
            best = [term for term, _, _ in near]
            if place == len(words) - 1 and not best:
                # One letter too many or too few moves the end of what has been typed so far.
                lengths = (len(word), len(word) + 1, len(word) - 1)
                heads = list({t[:n] for t in vocabulary for n in lengths if len(t) > n})
                near = process.extract(word, heads, scorer=OSA.distance, score_cutoff=far, limit=5)
                best = [term for term, _, _ in near]
            if not best:
                return []
            choices.append(best)
        variants: list[list[str]] = [[]]
        for choice in choices:
            variants = [[*variant, word] for variant in variants for word in choice][:25]
        return variants

    def _words(self) -> list[str]:
        version = self._db.pragma("data_version")
        if self._vocabulary[0] != version:
            terms = [term for (term,) in self._db.execute("SELECT term FROM vocabulary")]
            self._vocabulary = (version, terms)
        return self._vocabulary[1]


def write_words(
    connection: apsw.Connection, guests: Iterable[tuple[int, Guest, Guest | None]]
) -> None:
    """Index guests anew: row, guest, and the host of one without a name."""
    rows = [(pk, index_text(guest, host)) for pk, guest, host in guests]
    connection.executemany("DELETE FROM words WHERE rowid = ?", [(pk,) for pk, _ in rows])
    connection.executemany("INSERT INTO words (rowid, spelt) VALUES (?, ?)", rows)
