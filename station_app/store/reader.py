"""What is read from the cache. One thread per object."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import apsw

from station_app.domain.color import parse_color
from station_app.domain.guest import Guest, GuestId, Totals
from station_app.domain.legend import Survey, legend_keys
from station_app.domain.numbers import Group, Numbers, sum_up
from station_app.domain.search import SearchResult
from station_app.domain.verdict import Verdict
from station_app.services.ports import CacheState, EventInfo, Family
from station_app.store.search import GuestSearch
from station_app.store.sql import chunks, marks, rows

Decode = Callable[[bytes], Guest]
Surveyed = Counter[tuple[bytes | None, bytes]]
"""How many guests have a colour, as it was written, and the keys of their fields, as JSON."""

SURVEYED = 2000
"""Guests of one portion of a survey: some 25 ms, which a look-up may have to wait."""

# What is asked of the list only now and then stands in no column: SQLite reads it from the JSON.
# Texts are fetched as bytes, for half a character may be in them. Grouped here it would be sorted,
# which takes longer than reading it: most guests have the same fields.
_SURVEY = """
    SELECT pk, CAST(json_extract(body, '$.highlightColor') AS BLOB), CAST((
        SELECT json_group_array(f.key) FROM json_each(body, '$.fields') f
        WHERE f.type <> 'null' AND f.value <> '' AND f.value <> '[]'
    ) AS BLOB)
    FROM (
        SELECT pk, iif(json_valid(CAST(r.body AS TEXT)), CAST(r.body AS TEXT), '{}') AS body
        FROM guest g JOIN raw r USING (pk)
        WHERE pk > ? AND g.verdict <> 'removed' ORDER BY pk LIMIT ?
    )
"""


class GuestReader:
    """Everything a look-up asks. Sees the last committed list as a whole."""

    def __init__(self, connection: apsw.Connection, decode: Decode) -> None:
        self._db = connection
        self._decode = decode
        self._search = GuestSearch(connection, self)

    def guests(self, where: str, values: Sequence[Any] = ()) -> list[Guest]:
        """Return the guests of rows `guest g`, in the order of `where`."""
        sql = f"SELECT r.body, g.gone_at FROM guest g JOIN raw r USING (pk) {where}"
        return [self._guest(body, gone) for body, gone in rows(self._db, sql, values)]

    def _guest(self, body: bytes, gone: str | None) -> Guest:
        guest = self._decode(body)
        return guest if gone is None else as_gone(guest, gone)

    def by_ids(self, ids: Sequence[GuestId]) -> dict[GuestId, Guest]:
        """Return the known guests among `ids`, removed ones included."""
        return {
            guest.id: guest
            for some in chunks(ids)
            for guest in self.guests(f"WHERE g.id IN ({marks(some)})", some)
        }

    def by_codes(self, codes: Sequence[str]) -> list[Guest]:
        """Return the guests who have one of these access codes, letter for letter."""
        return [guest for guest in self.by_folded_codes(codes) if guest.access_code in codes]

    def with_family(self, code: str) -> tuple[list[Guest], Family]:
        """Return the guests who have this access code, and the family if it is one guest."""
        guests = self.by_codes([code])
        return guests, self.family(guests[0]) if len(guests) == 1 else Family()

    def by_folded_codes(self, codes: Sequence[str]) -> list[Guest]:
        """Return the guests whose access code is one of these, whatever the case."""
        folded = {code.casefold(): None for code in codes if code and "\0" not in code}
        return [
            guest
            for some in chunks(list(folded))
            for guest in self.guests(
                # The planner uses a partial index only where it sees its condition.
                f"WHERE g.folded_code IN ({marks(some)}) AND g.folded_code <> '' ORDER BY g.pk",
                some,
            )
        ]

    def family(self, guest: Guest) -> Family:
        """Return companions and hosts, whichever side told of them."""
        companions = self.linked("companion", "host", guest.id)
        hosts = self.linked("host", "companion", guest.id)
        known = self.by_ids([*companions, *hosts])
        return Family(
            tuple(known[i] for i in companions if i in known),
            tuple(known[i] for i in hosts if i in known),
            dangling=sum(i not in known for i in companions),
        )

    def linked(self, want: str, have: str, guest_id: GuestId) -> list[GuestId]:
        found = rows(
            self._db,
            f"SELECT {want}, min(place) FROM link WHERE {have} = ? GROUP BY {want} ORDER BY 2, 1",
            (guest_id,),
        )
        return [GuestId(one) for one, _ in found]

    def hosts_of_unnamed(self, guests: Iterable[Guest]) -> dict[GuestId, Guest]:
        """Return, for each companion without a name, the first host who has one."""
        found: dict[GuestId, Guest] = {}
        for guest in guests:
            if not guest.name:
                hosts = self.by_ids(self.linked("host", "companion", guest.id))
                named = next((host for host in hosts.values() if host.name), None)
                if named is not None:
                    found[guest.id] = named
        return found

    def warm(self) -> None:
        """Read what a search keeps in memory, so that the first one is as quick as the next."""
        self._search.warm()

    def search(self, query: str, limit: int) -> SearchResult:
        """Find guests by what a person typed."""
        return self._search.find(query, limit)

    # --- the whole list -----------------------------------------------------------------------

    def totals(self) -> Totals:
        """Count the guests by state."""
        by: dict[str, int] = dict(
            rows(self._db, "SELECT verdict, count(*) FROM guest GROUP BY verdict")
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

    def numbers(self) -> Numbers:
        """Count the guests by state, companions apart, by colour and by the time they came."""
        found = rows(
            self._db,
            "SELECT verdict, companion, color, came, count(*) FROM guest"
            " GROUP BY verdict, companion, color, came",
        )
        return sum_up(
            Group(Verdict(verdict), bool(companion), color, came, count)
            for verdict, companion, color, came, count in found
        )

    def survey(self, after: int, surveyed: Surveyed) -> int:
        """Count some guests who stand behind a row; return the last row, 0 if that was all."""
        last = 0
        for row, color, keys in self._db.execute(_SURVEY, (after, SURVEYED)):
            surveyed[color, keys] += 1
            last = row
        return last

    def state(self) -> CacheState:
        """Return how old the list is and of which event."""
        meta: dict[str, str] = dict(rows(self._db, "SELECT key, value FROM meta"))
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


def survey_of(surveyed: Surveyed) -> Survey:
    """Return what was counted, in the terms of a legend."""
    colors: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for (written, keys), count in surveyed.items():
        color = parse_color(written.decode("utf-8", "replace")) if written else None
        if color is not None:
            colors[color] += count
        names = json.loads(keys.decode("utf-8", "replace"))  # numbers where a list stands there
        named = (name for name in names if isinstance(name, str))
        fields.update(dict.fromkeys(legend_keys(named), count))
    return Survey(colors=dict(colors), fields=dict(fields))


def as_gone(guest: Guest, since: str) -> Guest:
    """Return the guest as no longer on this station's list since a server time."""
    try:
        when = datetime.fromisoformat(since)
    except ValueError:
        when = datetime.fromtimestamp(0, UTC)
    return guest._replace(gone_at=when if when.tzinfo else when.replace(tzinfo=UTC))
