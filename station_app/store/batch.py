"""Some guests as rows, handed to SQLite at once.

Each statement takes its rows as one JSON array, so SQLite works through them by itself: Python's
lock is given back once a statement, not once a row, and neither the window nor a look-up waits.
"""

from dataclasses import dataclass, field
from typing import Any

import apsw

from station_app.domain.guest import DEREGISTERED, Guest
from station_app.domain.numbers import color_of, quarter_of
from station_app.domain.verdict import Verdict, judge
from station_app.store.sql import json_text, one_list
from station_app.store.words import IndexTexts, Spelt, checksum

REMOVED = Verdict.REMOVED.value
_BY_PARENT = 1_000_000  # place of a companion whom only the companion's own object tells of

_GUEST = """
INSERT INTO guest (pk, id, code, folded_code, verdict, color, came, digest, companion)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7,
    EXISTS (SELECT 1 FROM link WHERE companion = value->>1)
FROM json_each(?) WHERE true
ON CONFLICT (pk) DO UPDATE SET code = excluded.code, folded_code = excluded.folded_code,
    verdict = excluded.verdict, color = excluded.color, came = excluded.came,
    digest = excluded.digest, gone_at = NULL
"""
_RAW = """
INSERT OR REPLACE INTO raw SELECT value->>0, substr(?2, 1 + (value->>1), value->>2)
FROM json_each(?1)
"""
_CARD = """
INSERT OR REPLACE INTO card (pk, id, name, further, companion, out, unnamed, spelt)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7
FROM json_each(?)
"""
_CARD_OF_UNNAMED = """
UPDATE card SET name = value->>1, further = value->>2, spelt = value->>3
FROM json_each(?) WHERE card.pk = value->>0
"""
_UNLINK = "DELETE FROM link WHERE told_by IN (SELECT value FROM json_each(?))"
_LINK = """
INSERT OR IGNORE INTO link SELECT value->>0, value->>1, value->>2, value->>3 FROM json_each(?)
"""
_UNWORD = "DELETE FROM words WHERE rowid IN (SELECT value FROM json_each(?))"
_WORDS = "INSERT INTO words (rowid, spelt) SELECT value->>0, value->>1 FROM json_each(?)"
_WAYS = """
INSERT INTO term SELECT key, value FROM json_each(?) WHERE true
ON CONFLICT DO UPDATE SET need = excluded.need WHERE excluded.need < need
"""
_NEW_TERMS = """
SELECT json_group_array(value) FROM json_each(?) j
WHERE NOT EXISTS (SELECT 1 FROM term t WHERE t.word = j.value AND t.need = 0)
"""
_TERMS = """
INSERT INTO term SELECT value, 0 FROM json_each(?) WHERE true
ON CONFLICT DO UPDATE SET need = 0
"""
_UNNAMED_OF = """
SELECT json_group_array(c.pk) FROM json_each(?) j CROSS JOIN link l ON l.host = j.value
CROSS JOIN guest g ON g.id = l.companion CROSS JOIN card c ON c.pk = g.pk AND c.unnamed
"""


@dataclass(slots=True)
class Batch:
    """Rows that belong together. Made on one thread, written on another."""

    guests: list[tuple[Any, ...]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    cards: list[tuple[Any, ...]] = field(default_factory=list)
    unnamed_cards: list[tuple[Any, ...]] = field(default_factory=list)
    unword: list[int] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    unlink: list[str] = field(default_factory=list)
    links: list[tuple[Any, ...]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    ways: dict[str, int] = field(default_factory=dict)

    def add(
        self, pk: int, guest: Guest, digest: int, known: tuple[int, int, int] | None, spelt: Spelt
    ) -> None:
        """Add one guest who is new, or changed; `known` is of the second what the index holds, and
        whether it was a companion, and unnamed.

        Those without a name are not indexed yet: their hosts may come later.
        """
        code, body = guest.access_code, guest.raw
        verdict = judge(guest)
        color, came = color_of(guest), quarter_of(guest)
        self.guests.append((pk, guest.id, code, code.casefold(), verdict, color, came, digest))
        self.bodies.append(body)
        unnamed = not spelt.has_name and not guest.name
        known_as = known[0] if known is not None else 0
        sum_now = known_as if unnamed else self._index(pk, spelt, known_as)
        companion = guest.parent_id is not None
        if unnamed or (sum_now, companion, False) != known:  # or the card says so already
            out = verdict is Verdict.REMOVED or guest.registration == DEREGISTERED
            card, further, _ = spelt
            self.cards.append((pk, guest.id, card, further, companion, out, unnamed, sum_now))
        if known is not None:
            self.unlink.append(guest.id)
        if guest.companion_ids:
            self.links += [
                (guest.id, one, guest.id, place)
                for place, one in enumerate(guest.companion_ids)
                if one != guest.id  # nobody is their own companion
            ]
        if guest.parent_id and guest.parent_id != guest.id:
            self.links.append((guest.parent_id, guest.id, guest.id, _BY_PARENT))

    def add_unnamed(self, pk: int, spelt: Spelt, known_as: int) -> None:
        """Index a guest without a name, spelt with the name of a host."""
        self.unnamed_cards.append((pk, spelt.card, spelt.further, self._index(pk, spelt, known_as)))

    def _index(self, pk: int, spelt: Spelt, known_as: int) -> int:
        """Put a guest's words into the index unless they are there; return their checksum."""
        # The text alone does not say which name is which.
        sum_now = checksum(f"{spelt.card}\n{spelt.text}".encode())
        if sum_now != known_as:
            self.words.append((pk, spelt.text))
            if known_as:
                self.unword.append(pk)
        return sum_now

    def take_terms(self, index: IndexTexts) -> None:
        """Take the terms that were met since the last batch."""
        self.listed, index.listed = index.listed, set()
        self.ways, index.ways = index.ways, {}

    def write(self, db: apsw.Connection) -> list[int]:
        """Write it all; return the rows of unnamed companions whose hosts are among these, or
        were until now."""
        unnamed = self._unnamed(db, self.unlink)
        if self.guests:
            db.execute(_GUEST, (json_text(self.guests),))
            places, at = [], 0
            for (pk, *_), body in zip(self.guests, self.bodies, strict=True):
                places.append((pk, at, len(body)))
                at += len(body)
            db.execute(_RAW, (json_text(places), b"".join(self.bodies)))
            db.execute(_CARD, (json_text(self.cards),))
        if self.unnamed_cards:
            db.execute(_CARD_OF_UNNAMED, (json_text(self.unnamed_cards),))
        if self.unlink:
            db.execute(_UNLINK, (json_text(self.unlink),))
        if self.links:
            db.execute(_LINK, (json_text(self.links),))
        if self.unword:
            db.execute(_UNWORD, (json_text(self.unword),))
        if self.words:
            db.execute(_WORDS, (json_text(self.words),))
        if self.ways:
            db.execute(_WAYS, (json_text(self.ways),))
        if self.listed:
            self._write_terms(db)
        unnamed += [card[0] for card in self.cards if card[6]]
        return unnamed + self._unnamed(db, [guest[1] for guest in self.guests])

    def _write_terms(self, db: apsw.Connection) -> None:
        """Write terms; new ones go into the vocabulary too, once."""
        new = one_list(db, _NEW_TERMS, (json_text(sorted(self.listed)),), list[str])
        db.execute(_TERMS, (json_text(new),))
        useful = [word for word in new if len(word) > 1 and word.lstrip("~").isalpha()]
        if useful:
            db.execute("INSERT INTO vocabulary (words) VALUES (?)", ("\n".join(useful),))

    def _unnamed(self, db: apsw.Connection, hosts: list[str]) -> list[int]:
        return one_list(db, _UNNAMED_OF, (json_text(hosts),), list[int]) if hosts else []
