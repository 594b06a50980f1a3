"""How a list gets into the cache."""

import json
import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import apsw

from station_app.domain.guest import Guest, GuestId
from station_app.services.ports import Change, EventInfo, GuestList, Listed
from station_app.store.batch import Batch
from station_app.store.database import DAMAGED
from station_app.store.reader import Decode, GuestReader
from station_app.store.sql import chunks, json_text, one_list, rows, transaction
from station_app.store.threads import background_thread
from station_app.store.words import IndexTexts, checksum

log = logging.getLogger(__name__)

_LONG_LOG_PAGES = 1000
_FEW_PARTS = 4
_MERGED_PAGES = 100  # at once: some 50 ms

_KNOWN = """
SELECT json_group_array(json_array(
    j.key, g.pk, g.digest, g.gone_at IS NULL, g.verdict <> 'removed', c.spelt,
    c.companion, c.unnamed))
FROM json_each(?) j CROSS JOIN guest g ON g.id = j.value CROSS JOIN card c ON c.pk = g.pk
"""
_GONE = """
UPDATE guest SET gone_at = ?1, verdict = 'removed' WHERE pk IN (
    SELECT pk FROM guest WHERE verdict <> 'removed' AND substr(?2, pk + 1, 1) <> x'01')
"""
_UNNAMED = """
SELECT c.pk, r.body, c.spelt
FROM json_each(?) j CROSS JOIN card c ON c.pk = j.value AND c.unnamed
CROSS JOIN raw r ON r.pk = c.pk
"""
_HOSTS = """
SELECT c.pk, h.name, h.further
FROM json_each(?) j CROSS JOIN card c ON c.pk = j.value AND c.unnamed
CROSS JOIN link l ON l.companion = c.id
CROSS JOIN guest g ON g.id = l.host CROSS JOIN card h ON h.pk = g.pk AND NOT h.unnamed
GROUP BY c.pk, l.host ORDER BY c.pk, min(l.place), l.host
"""


class _Known(NamedTuple):
    """What the cache holds of a guest who is told again."""

    place: int
    pk: int
    digest: int
    listed: int  # in the last whole list
    counted: int  # among the guests, not removed
    spelt: int
    companion: int
    unnamed: int


@dataclass(slots=True)
class _Tally:
    """What became of the guests taken so far, in one transaction."""

    next_pk: int
    index: IndexTexts = field(default_factory=IndexTexts)
    changed: set[GuestId] = field(default_factory=set)
    count: int = 0
    removed: int = 0
    seen: bytearray = field(default_factory=bytearray)  # by row: in the list that is being taken
    still_listed: int = 0  # of those who were listed before
    unnamed: set[int] = field(default_factory=set)  # rows to index once all hosts are known

    def see(self, pk: int) -> bool:
        """Note a row; False if it was noted before."""
        if pk >= len(self.seen):
            self.seen.extend(bytes(max(pk + 1 - len(self.seen), len(self.seen) or 4096)))
        first, self.seen[pk] = not self.seen[pk], 1
        return first


@dataclass(slots=True)
class _Whole:
    """A whole list that is being taken: SQLite writes one portion while Python reads the next."""

    tally: _Tally
    listed_before: int
    disk: ThreadPoolExecutor
    portion: dict[GuestId, bytes] = field(default_factory=dict)  # looked up, not read yet
    known: "Future[list[_Known]] | None" = None  # of this portion
    writing: "Future[list[int]] | None" = None


class GuestWriter(GuestReader):
    """Applies what the server sent, each list in one transaction. One thread.

    A whole list comes in portions: `take` as often as needed, then `finish` or `give_up`.
    """

    def __init__(self, connection: apsw.Connection, decode: Decode) -> None:
        super().__init__(connection, decode)
        self._whole: _Whole | None = None
        self._log_pages = 0
        self._merged = False
        self._begins_merging = True
        connection.set_wal_hook(self._note_log)

    def _note_log(self, _connection: apsw.Connection, _database: str, pages: int) -> int:
        self._log_pages = pages
        return apsw.SQLITE_OK

    def tidy(self) -> bool:
        """Do a little of what makes reading quick, in a moment nobody waits for: merge the index's
        parts, move what was written from the log into the file. Return whether more is left."""
        if self._whole is not None:
            return False
        try:
            if not self._merged and self._merge():
                return True
            if self._log_pages > _LONG_LOG_PAGES:
                self._db.wal_checkpoint()
        except DAMAGED:
            raise
        except apsw.Error as error:  # a reader is at it, or the disk is full: the next time
            log.info("the cache is not tidied: %s", type(error).__name__)
        self._log_pages = 0
        return False

    def _merge(self) -> bool:
        """Merge some pages of the index; return whether there is more to merge.

        After a load a word is looked for in a dozen parts, which takes three times as long.
        """
        if self._begins_merging:
            parts = self._one("SELECT count(DISTINCT segid) FROM words_idx")
            self._merged = parts <= _FEW_PARTS
        if not self._merged:
            before = self._db.total_changes()
            pages = -_MERGED_PAGES if self._begins_merging else _MERGED_PAGES
            self._db.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (pages,))
            self._begins_merging = False
            self._merged = self._db.total_changes() - before < 2  # as FTS5 says that it is done
        return not self._merged

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
        with transaction(self._db):
            self._set("event", json.dumps(values))

    def apply(self, news: GuestList) -> Change:
        """Take changes over. Applying them twice is harmless."""
        tally = _Tally(self._next_pk())
        with transaction(self._db):
            for some in chunks(news.guests):
                portion = {guest.id: guest.raw for guest in some}  # the last word on each counts
                batch = self._batch(portion, self._look(portion), tally, names=True)
                tally.unnamed.update(batch.write(self._db))
            self._index_unnamed(tally)
            self._note_time(news.server_time)
        return Change(frozenset(tally.changed), len(tally.changed), tally.removed)

    # --- a whole list -------------------------------------------------------------------------

    def take(self, guests: Sequence[Listed]) -> None:
        """Take some guests of a whole list; nobody else sees them before `finish`."""
        if not guests:
            return
        whole = self._begun()
        portion = {guest.id: guest.raw for guest in guests}
        if not whole.portion.keys().isdisjoint(portion):
            self._write_portion(whole)  # the look-up is to find those whom both tell of
        known = whole.disk.submit(self._look, portion)
        self._write_portion(whole)
        whole.portion, whole.known = portion, known

    def missing(self) -> tuple[int, int]:
        """Return how many listed guests were not taken or are deleted, and how many are listed."""
        whole = self._begun()
        self._write_portion(whole)
        return whole.listed_before - whole.tally.still_listed, whole.listed_before

    def finish(self, server_time: str, *, remove_missing: bool) -> Change:
        """End the list that was taken: everybody sees it now, in one step.

        `remove_missing` marks those as gone whom it lacks.
        """
        whole = self._begun()
        self._write_portion(whole)
        self._wait(whole)
        tally = whole.tally
        if remove_missing:
            when = server_time or datetime.now(UTC).isoformat(timespec="seconds")
            self._db.execute(_GONE, (when, bytes(tally.seen)))
            gone = self._db.changes()
            tally.count += gone
            tally.removed += gone
        self._index_unnamed(tally)
        self._note_time(server_time)
        self._set("loaded", "1")
        self._db.execute("COMMIT")
        whole.disk.shutdown()
        self._whole = None
        self._merged, self._begins_merging = False, True
        return Change(count=tally.count, removed=tally.removed)

    def close(self) -> None:
        """Close the file, moving what was written from the log into it."""
        self._db.close()

    def give_up(self) -> None:
        """Forget what was taken of a list that was not finished."""
        whole, self._whole = self._whole, None
        if whole is not None:
            whole.disk.shutdown()
            if self._db.in_transaction:  # a full disk ends it by itself
                self._db.execute("ROLLBACK")

    def _begun(self) -> _Whole:
        if self._whole is None:
            self._db.execute("BEGIN IMMEDIATE")
            listed = self._one("SELECT count(*) FROM guest WHERE verdict <> 'removed'")
            disk = background_thread("cache-disk")
            self._whole = _Whole(_Tally(self._next_pk()), listed, disk)
        return self._whole

    def _write_portion(self, whole: _Whole) -> None:
        """Read the portion that is at hand, and let it be written once the one before it is."""
        if whole.known is None:
            return
        batch = self._batch(whole.portion, whole.known.result(), whole.tally)
        self._wait(whole)
        whole.writing = whole.disk.submit(batch.write, self._db)
        whole.portion, whole.known = {}, None

    def _wait(self, whole: _Whole) -> None:
        writing, whole.writing = whole.writing, None
        if writing is not None:
            whole.tally.unnamed.update(writing.result())

    def _one(self, sql: str) -> int:
        ((number,),) = rows(self._db, sql)
        return int(number)

    def _next_pk(self) -> int:
        return 1 + self._one("SELECT ifnull(max(pk), 0) FROM guest")

    def _note_time(self, server_time: str) -> None:
        if server_time:
            self._set("server_time", server_time)

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # --- guests -------------------------------------------------------------------------------

    def _look(self, portion: Iterable[GuestId]) -> list[_Known]:
        return one_list(self._db, _KNOWN, (json_text(list(portion)),), list[_Known])

    def _read(self, raw: bytes) -> Guest | None:
        try:
            return self._decode(raw)
        except ValueError:
            log.warning("a guest object that cannot be read was left out")
            return None

    def _batch(
        self,
        portion: dict[GuestId, bytes],
        known: Sequence[_Known],
        tally: _Tally,
        *,
        names: bool = False,
    ) -> Batch:
        """Make rows of those who are new or changed; `names` notes who they are."""
        by_place = {one.place: one for one in known}
        told: list[tuple[int, Guest, int, tuple[int, int, int] | None]] = []
        for place, (guest_id, raw) in enumerate(portion.items()):
            digest = checksum(raw)
            old = by_place.get(place)
            if old is not None:
                first = tally.see(old.pk)
                if old.digest == digest and old.listed:
                    tally.still_listed += first and old.counted
                    continue
            guest = self._read(raw)
            if guest is None:
                continue
            if old is None:
                pk, tally.next_pk = tally.next_pk, tally.next_pk + 1
                tally.see(pk)
            else:
                pk = old.pk
                tally.still_listed += bool(first and old.counted and guest.deleted_at is None)
            tally.removed += guest.is_removed and not (old is not None and not old.counted)
            facts = None if old is None else (old.spelt, old.companion, old.unnamed)
            told.append((pk, guest, digest, facts))
            tally.count += 1
            if names:
                tally.changed.add(guest_id)
        batch = Batch()
        spelt = tally.index.spell([guest for _, guest, _, _ in told])
        for one, spelt_one in zip(told, spelt, strict=True):
            batch.add(*one, spelt_one)
        batch.take_terms(tally.index)
        return batch

    def _index_unnamed(self, tally: _Tally) -> None:
        """Index companions without a name under their hosts', now that all of these are known."""
        for some in chunks(sorted(tally.unnamed)):
            pks = json_text(some)
            by_pk = groupby(rows(self._db, _HOSTS, (pks,)), key=itemgetter(0))
            hosts = {pk: next(named)[1:] for pk, named in by_pk}
            batch = Batch()
            for pk, body, spelt in rows(self._db, _UNNAMED, (pks,)):
                name = hosts.get(pk, ("", ""))
                batch.add_unnamed(pk, tally.index.spell_under(self._decode(body), *name), spelt)
            batch.take_terms(tally.index)
            batch.write(self._db)
        tally.unnamed.clear()
