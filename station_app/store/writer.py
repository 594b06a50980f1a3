"""How a list gets into the cache. One thread per object."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from station_app.domain.guest import Guest, GuestId
from station_app.domain.search import canonical
from station_app.domain.verdict import Verdict, judge
from station_app.services.ports import Change, EventInfo, GuestList
from station_app.store.reader import GuestReader
from station_app.store.search import write_words
from station_app.store.sql import chunks, marks


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
                for some in chunks(gone):
                    self._db.execute(
                        f"UPDATE guest SET gone_at = ?, verdict = ? WHERE id IN ({marks(some)})",
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
            companions = self.linked("companion", "host", guest.id)
            for companion in self.by_ids([i for i in companions if i not in affected]).values():
                if not companion.name:
                    affected[companion.id] = companion
        hosts = self.hosts_of_unnamed(affected.values())
        for some in chunks(list(affected)):
            pks: dict[str, int] = dict(
                self._db.execute(f"SELECT id, pk FROM guest WHERE id IN ({marks(some)})", some)
            )
            write_words(self._db, ((pks[i], affected[i], hosts.get(i)) for i in some))
