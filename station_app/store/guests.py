"""Guest rows: what is read from the cache and how a list gets into it. One thread per object."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import apsw
from rapidfuzz import process
from rapidfuzz.distance import OSA

from station_app.domain.guest import Guest, GuestId, Totals
from station_app.domain.search import (
    Hit,
    SearchResult,
    canonical,
    canonical_words,
    index_text,
    rank,
)
from station_app.domain.verdict import Verdict, judge
from station_app.services.ports import CacheState, Change, EventInfo, Family, GuestList

Decode = Callable[[bytes], Guest]

_CHUNK = 500  # bound parameters in one statement, and hits that are ranked


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _marks(items: Sequence[Any]) -> str:
    return ",".join("?" * len(items))


class GuestReader:
    """Everything a look-up asks. Sees the last committed list as a whole."""

    def __init__(self, connection: apsw.Connection, decode: Decode) -> None:
        self._db = connection
        self._decode = decode
        self._vocabulary: tuple[int, list[str]] = (-1, [])

    def _guests(self, where: str, values: Sequence[Any] = ()) -> list[Guest]:
        """Return the guests of rows `guest g`, in the order of `where`."""
        sql = f"SELECT r.body, g.gone_at FROM guest g JOIN raw r USING (pk) {where}"
        return [self._guest(body, gone) for body, gone in self._db.execute(sql, values)]

    def _guest(self, body: bytes, gone: str | None) -> Guest:
        guest = self._decode(body)
        return guest if gone is None else as_gone(guest, gone)

    def by_ids(self, ids: Sequence[GuestId]) -> dict[GuestId, Guest]:
        """Return the known guests among `ids`, removed ones included."""
        return {
            guest.id: guest
            for some in _chunks(ids)
            for guest in self._guests(f"WHERE g.id IN ({_marks(some)})", some)
        }

    def by_codes(self, codes: Sequence[str]) -> list[Guest]:
        """Return the guests who have one of these access codes, letter for letter."""
        return self._by("code", [code for code in codes if code])

    def by_folded_codes(self, codes: Sequence[str]) -> list[Guest]:
        """Return the guests whose access code is one of these, whatever the case."""
        return self._by("folded_code", [folded for code in codes if (folded := code.casefold())])

    def _by(self, column: str, values: Sequence[str]) -> list[Guest]:
        clean = [value for value in values if "\0" not in value]
        return [
            guest
            for some in _chunks(clean)
            for guest in self._guests(
                # The planner uses a partial index only where it sees its condition.
                f"WHERE g.{column} IN ({_marks(some)}) AND g.{column} <> '' ORDER BY g.pk",
                some,
            )
        ]

    def family(self, guest: Guest) -> Family:
        """Return companions and hosts, whichever side told of them."""
        companions = self._linked("companion", "host", guest.id)
        hosts = self._linked("host", "companion", guest.id)
        known = self.by_ids([*companions, *hosts])
        return Family(
            tuple(known[i] for i in companions if i in known),
            tuple(known[i] for i in hosts if i in known),
            dangling=sum(i not in known for i in companions),
        )

    def _linked(self, want: str, have: str, guest_id: GuestId) -> list[GuestId]:
        rows = self._db.execute(
            f"SELECT {want}, min(place) FROM link WHERE {have} = ? GROUP BY {want} ORDER BY 2, 1",
            (guest_id,),
        )
        return [GuestId(found) for found, _ in rows]

    def _hosts_of_unnamed(self, guests: Iterable[Guest]) -> dict[GuestId, Guest]:
        """Return, for each companion without a name, the first host who has one."""
        found: dict[GuestId, Guest] = {}
        for guest in guests:
            if not guest.name:
                hosts = self.by_ids(self._linked("host", "companion", guest.id))
                named = next((host for host in hosts.values() if host.name), None)
                if named is not None:
                    found[guest.id] = named
        return found

    # --- search -------------------------------------------------------------------------------

    def search(self, query: str, limit: int) -> SearchResult:
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
        hosts = self._hosts_of_unnamed(found)
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
                    (words[0], words[0] + "\U0010ffff", _CHUNK),
                )
                found.update((pk, None) for (pk,) in rows)
            match = " AND ".join(f'"{word}"*' for word in words)
            rows = self._db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (match, _CHUNK + 1)
            )
            pks = [pk for (pk,) in rows]
            capped = capped or len(pks) > _CHUNK
            found.update((pk, None) for pk in pks[:_CHUNK])
        guests = [
            guest
            for some in _chunks(list(found))
            for guest in self._guests(f"WHERE g.pk IN ({_marks(some)})", some)
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

    # --- the whole list -----------------------------------------------------------------------

    def totals(self) -> Totals:
        """Count the guests by state."""
        by: dict[str, int] = dict(
            self._db.execute("SELECT verdict, count(*) FROM guest GROUP BY verdict")
        )
        removed = by.get(Verdict.REMOVED, 0)
        return Totals(
            listed=sum(by.values()) - removed,
            expected=by.get(Verdict.WELCOME, 0),
            inside=by.get(Verdict.ALREADY, 0),
            left=by.get(Verdict.LEFT, 0),
            not_confirmed=by.get(Verdict.NOT_CONFIRMED, 0),
            deregistered=by.get(Verdict.DEREGISTERED, 0),
            removed=removed,
        )

    def state(self) -> CacheState:
        """Return how old the list is and of which event."""
        meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        event = json.loads(meta.get("event", "{}"))
        for key in ("starts_at", "ends_at"):
            if event.get(key):
                event[key] = datetime.fromisoformat(event[key])
        event["configuration_keys"] = tuple(event.get("configuration_keys", ()))
        return CacheState(
            server_time=meta.get("server_time", ""),
            event=EventInfo(**event),
            loaded="loaded" in meta,
        )


class GuestWriter(GuestReader):
    """Applies what the server sent, each list in one transaction."""

    def save_event(self, event: EventInfo) -> None:
        """Keep what the login told about the event."""
        values = {
            "event_id": event.event_id,
            "name": event.name,
            "company": event.company,
            "starts_at": event.starts_at and event.starts_at.isoformat(),
            "ends_at": event.ends_at and event.ends_at.isoformat(),
            "station": event.station,
            "configuration_keys": list(event.configuration_keys),
        }
        with self._db:
            self._set("event", json.dumps(values))

    def apply(
        self, news: GuestList, *, whole: bool = False, remove_missing: bool = False
    ) -> Change:
        """Take a list over. Guests it holds are on the list again; applying it twice is harmless.

        `whole` marks the cache as loaded. `remove_missing` marks those as gone whom it lacks.
        """
        with self._db:
            changed, removed = self._upsert(news.guests)
            if remove_missing:
                gone = self._missing(news.guests)
                when = news.server_time or datetime.now(UTC).isoformat(timespec="seconds")
                for some in _chunks(gone):
                    self._db.execute(
                        f"UPDATE guest SET gone_at = ?, verdict = ? WHERE id IN ({_marks(some)})",
                        (when, Verdict.REMOVED.value, *some),
                    )
                changed |= set(gone)
                removed += len(gone)
            if news.server_time:
                self._set("server_time", news.server_time)
            if whole:
                self._set("loaded", "1")
        return Change(frozenset(changed), removed)

    def missing_from(self, whole: GuestList) -> tuple[int, int]:
        """Return how many listed guests a whole list lacks or deletes, and how many are listed."""
        living = [guest for guest in whole.guests if not guest.is_removed]
        listed = self._db.execute(
            "SELECT count(*) FROM guest WHERE verdict <> ?", (Verdict.REMOVED.value,)
        ).get
        return len(self._missing(living)), listed

    def _missing(self, guests: Iterable[Guest]) -> list[GuestId]:
        held = {guest.id for guest in guests}
        rows = self._db.execute("SELECT id FROM guest WHERE verdict <> ?", (Verdict.REMOVED.value,))
        return [GuestId(found) for (found,) in rows if found not in held]

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _upsert(self, guests: Iterable[Guest]) -> tuple[set[GuestId], int]:
        changed: dict[GuestId, Guest] = {}
        removed = 0
        for guest in guests:
            digest = hashlib.blake2b(guest.raw, digest_size=12).digest()
            row = self._db.execute(
                "SELECT pk, digest, gone_at, verdict FROM guest WHERE id = ?", (guest.id,)
            ).fetchone()
            if row and row[1] == digest and row[2] is None:
                continue
            verdict = judge(guest)
            removed += verdict is Verdict.REMOVED and (row is None or row[3] != verdict.value)
            values = (
                guest.id,
                guest.access_code,
                guest.access_code.casefold(),
                canonical(guest.text("lastName")),
                verdict.value,
                guest.checked_in_at is not None,
                digest,
            )
            if row:
                pk = row[0]
                self._db.execute(
                    "UPDATE guest SET id=?, code=?, folded_code=?, last_name=?, verdict=?,"
                    " arrived=?, digest=?, gone_at=NULL WHERE pk=?",
                    (*values, pk),
                )
                self._db.execute("UPDATE raw SET body=? WHERE pk=?", (guest.raw, pk))
            else:
                self._db.execute(
                    "INSERT INTO guest (id, code, folded_code, last_name, verdict, arrived, digest)"
                    " VALUES (?,?,?,?,?,?,?)",
                    values,
                )
                pk = self._db.last_insert_rowid()
                self._db.execute("INSERT INTO raw VALUES (?, ?)", (pk, guest.raw))
            self._link(guest, known=row is not None)
            changed[guest.id] = guest
        self._index(changed)
        return set(changed), removed

    def _link(self, guest: Guest, *, known: bool) -> None:
        if known:
            self._db.execute("DELETE FROM link WHERE told_by = ?", (guest.id,))
        told = [
            (guest.id, companion, guest.id, place)
            for place, companion in enumerate(guest.companion_ids)
        ]
        if guest.parent_id:
            told.append((guest.parent_id, guest.id, guest.id, 1_000_000))
        own = [row for row in told if row[0] != row[1]]  # nobody is their own companion
        if own:
            self._db.executemany("INSERT OR IGNORE INTO link VALUES (?,?,?,?)", own)

    def _index(self, changed: dict[GuestId, Guest]) -> None:
        """Write the search words, also of unnamed companions whose host changed."""
        affected = dict(changed)
        for guest in changed.values():
            companions = self._linked("companion", "host", guest.id)
            for companion in self.by_ids([i for i in companions if i not in affected]).values():
                if not companion.name:
                    affected[companion.id] = companion
        hosts = self._hosts_of_unnamed(affected.values())
        for some in _chunks(list(affected)):
            pks: dict[str, int] = dict(
                self._db.execute(f"SELECT id, pk FROM guest WHERE id IN ({_marks(some)})", some)
            )
            rows = [(pks[i], index_text(affected[i], hosts.get(i))) for i in some]
            self._db.executemany("DELETE FROM words WHERE rowid = ?", [(pk,) for pk, _ in rows])
            self._db.executemany("INSERT INTO words (rowid, spelt) VALUES (?, ?)", rows)


def as_gone(guest: Guest, since: str) -> Guest:
    """Return the guest as no longer on this station's list since a server time."""
    try:
        when = datetime.fromisoformat(since)
    except ValueError:
        when = datetime.fromtimestamp(0, UTC)
    return replace(guest, gone_at=when if when.tzinfo else when.replace(tzinfo=UTC))
