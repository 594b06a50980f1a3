"""How a list gets into the cache. One thread per object."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import apsw

from station_app.domain.guest import Guest, GuestId
from station_app.domain.verdict import Verdict, judge
from station_app.services.ports import Change, EventInfo, GuestList
from station_app.store.reader import Decode, GuestReader
from station_app.store.search import write_words
from station_app.store.sql import chunks, marks, rows

_REMOVED = Verdict.REMOVED.value
_NEW_GUEST = (
    "INSERT INTO guest (pk, id, code, folded_code, verdict, arrived, digest) VALUES (?,?,?,?,?,?,?)"
)
_KNOWN_GUEST = (
    "UPDATE guest SET code=?, folded_code=?, verdict=?, arrived=?, digest=?,"
    " gone_at=NULL WHERE pk=?"
)
_BY_PARENT = 1_000_000  # place of a companion whom only the companion's own object tells of


@dataclass(slots=True)
class _Tally:
    """What became of the guests taken so far."""

    changed: set[GuestId] = field(default_factory=set)
    count: int = 0
    removed: int = 0
    seen: bytearray = field(default_factory=bytearray)  # by row: in the list that is being taken
    still_listed: int = 0  # of those who were listed before
    words: set[str] = field(default_factory=set)  # of the index, written already

    def see(self, pk: int) -> bool:
        """Note a row; False if it was noted before."""
        if pk >= len(self.seen):
            self.seen.extend(bytes(max(pk + 1 - len(self.seen), len(self.seen) or 4096)))
        first, self.seen[pk] = not self.seen[pk], 1
        return first

    def has(self, pk: int) -> bool:
        return pk < len(self.seen) and bool(self.seen[pk])


class GuestWriter(GuestReader):
    """Applies what the server sent, each list in one transaction.

    A whole list comes in portions: `take` as often as needed, then `finish` or `give_up`.
    """

    def __init__(self, connection: apsw.Connection, decode: Decode) -> None:
        super().__init__(connection, decode)
        self._whole: _Tally | None = None
        self._listed_before = 0

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

    def apply(self, news: GuestList) -> Change:
        """Take changes over. Applying them twice is harmless."""
        tally = _Tally()
        with self._db:
            for some in chunks(news.guests):
                self._upsert(some, tally, names=True)
            self._note_time(news.server_time)
        return Change(frozenset(tally.changed), len(tally.changed), tally.removed)

    # --- a whole list -------------------------------------------------------------------------

    def take(self, guests: Sequence[Guest]) -> None:
        """Take some guests of a whole list; nobody else sees them before `finish`."""
        if guests:
            tally = self._begun()
            for some in chunks(guests):
                self._upsert(some, tally)

    def missing(self) -> tuple[int, int]:
        """Return how many listed guests were not taken or are deleted, and how many are listed."""
        tally = self._begun()
        return self._listed_before - tally.still_listed, self._listed_before

    def finish(self, server_time: str, *, remove_missing: bool) -> Change:
        """End the list that was taken: everybody sees it now, in one step.

        `remove_missing` marks those as gone whom it lacks.
        """
        tally = self._begun()
        if remove_missing:
            self._mark_gone(tally, server_time or datetime.now(UTC).isoformat(timespec="seconds"))
        self._note_time(server_time)
        self._set("loaded", "1")
        self._db.execute("COMMIT")
        self._whole = None
        return Change(count=tally.count, removed=tally.removed)

    def give_up(self) -> None:
        """Forget what was taken of a list that was not finished."""
        if self._whole is not None:
            self._whole = None
            self._db.execute("ROLLBACK")

    def _begun(self) -> _Tally:
        if self._whole is None:
            self._db.execute("BEGIN IMMEDIATE")
            self._whole = _Tally()
            self._listed_before = self._one(
                "SELECT count(*) FROM guest WHERE verdict <> ?", _REMOVED
            )
        return self._whole

    def _mark_gone(self, tally: _Tally, when: str) -> None:
        listed = rows(self._db, "SELECT pk FROM guest WHERE verdict <> ?", (_REMOVED,))
        gone = [pk for (pk,) in listed if not tally.has(pk)]
        for some in chunks(gone):
            self._db.execute(
                f"UPDATE guest SET gone_at = ?, verdict = ? WHERE pk IN ({marks(some)})",
                (when, _REMOVED, *some),
            )
        tally.count += len(gone)
        tally.removed += len(gone)

    def _one(self, sql: str, *values: str) -> int:
        ((number,),) = rows(self._db, sql, values)
        return int(number)

    def _note_time(self, server_time: str) -> None:
        if server_time:
            self._set("server_time", server_time)

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # --- guests -------------------------------------------------------------------------------

    def _upsert(self, guests: Sequence[Guest], tally: _Tally, *, names: bool = False) -> None:
        """Write those of some guests who are new or changed; `names` notes who they are."""
        newest = {guest.id: guest for guest in guests}  # the last word on each counts
        known = {
            found: (pk, digest, gone_at, verdict)
            for found, pk, digest, gone_at, verdict in rows(
                self._db,
                f"SELECT id, pk, digest, gone_at, verdict FROM guest WHERE id IN ({marks(newest)})",
                tuple(newest),
            )
        }
        next_pk = 1 + self._one("SELECT ifnull(max(pk), 0) FROM guest")
        new_rows, changed_rows, bodies = [], [], []
        written: dict[int, Guest] = {}
        for guest in newest.values():
            digest = hashlib.blake2b(guest.raw, digest_size=12).digest()
            pk, old_digest, gone_at, old_verdict = known.get(guest.id, (next_pk, None, None, ""))
            was_listed = old_verdict not in ("", _REMOVED)
            if tally.see(pk) and was_listed and guest.deleted_at is None:
                tally.still_listed += 1
            if old_digest == digest and gone_at is None:
                continue
            verdict = judge(guest).value
            tally.removed += verdict == _REMOVED != old_verdict
            code = guest.access_code
            facts = (code, code.casefold(), verdict)
            arrived = guest.checked_in_at is not None
            if old_digest is None:
                next_pk += 1
                new_rows.append((pk, guest.id, *facts, arrived, digest))
            else:
                changed_rows.append((*facts, arrived, digest, pk))
            bodies.append((pk, guest.raw))
            written[pk] = guest
        if not written:
            return
        self._db.executemany(_NEW_GUEST, new_rows)
        self._db.executemany(_KNOWN_GUEST, changed_rows)
        self._db.executemany("INSERT OR REPLACE INTO raw VALUES (?, ?)", bodies)
        self._link(written.values(), [row[-1] for row in changed_rows], written)
        self._index(written, tally.words)
        tally.count += len(written)
        if names:
            tally.changed.update(guest.id for guest in written.values())

    def _link(
        self, guests: Iterable[Guest], changed: Sequence[int], written: dict[int, Guest]
    ) -> None:
        self._db.executemany(
            "DELETE FROM link WHERE told_by = ?", [(written[pk].id,) for pk in changed]
        )
        told = [
            (guest.id, companion, guest.id, place)
            for guest in guests
            for place, companion in enumerate(guest.companion_ids)
            if companion != guest.id  # nobody is their own companion
        ]
        told += [
            (guest.parent_id, guest.id, guest.id, _BY_PARENT)
            for guest in guests
            if guest.parent_id and guest.parent_id != guest.id
        ]
        self._db.executemany("INSERT OR IGNORE INTO link VALUES (?,?,?,?)", told)

    def _index(self, written: dict[int, Guest], words: set[str]) -> None:
        """Write the search words, also of unnamed companions whose host changed."""
        affected = dict(written)
        told = rows(
            self._db,
            f"SELECT g.pk, g.id FROM link JOIN guest g ON g.id = companion"
            f" WHERE host IN ({marks(written)})",
            tuple(guest.id for guest in written.values()),
        )
        others = {GuestId(found): pk for pk, found in told if pk not in affected}
        for companion in self.by_ids(list(others)).values():
            if not companion.name:
                affected[others[companion.id]] = companion
        hosts = self.hosts_of_unnamed(affected.values())
        write_words(
            self._db,
            [(pk, guest, hosts.get(guest.id)) for pk, guest in affected.items()],
            words,
        )
