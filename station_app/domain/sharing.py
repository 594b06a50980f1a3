"""What the stations of one event tell each other of their look-ups.

A shared mark names a guest by id, and a code nobody has by a keyed hash: no name, no code and no
contact data leave a laptop. Its id follows from what it says, so a repeat is the same mark.
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from station_app.domain.journal import SAME_VISIT_S, Act, Entry, day_begins
from station_app.domain.numbers import QUARTER_S
from station_app.domain.verdict import Verdict

_LONGEST_ID = 100
_CODES = b"checkin-station shared codes 1"
_EPOCH = datetime.fromtimestamp(0, UTC)
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMark:
    """A mark on its way. `waited_s` is how long ago it was made, by this laptop's steady clock."""

    uid: UUID
    subject: str  # of whom: see `subject_of`
    act: Act
    verdict: str = ""
    about: UUID | None = None
    waited_s: float = 0.0
    alone: bool = False  # the door decided without the database


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMark:
    """A mark as every station knows it. `at` is by the database's clock, as is the order."""

    uid: UUID
    number: int  # rises, but not without gaps
    subject: str
    act: Act
    verdict: str
    station: UUID
    about: UUID | None
    at: datetime
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StationHere:
    """A station of the event, as it last told."""

    station: UUID
    name: str
    told_at: datetime  # by the database's clock
    list_as_of: datetime | None = None
    last_scan_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenElsewhere:
    """Who stands here was at another door today."""

    station: UUID
    at: datetime
    count: int  # at how many doors and times, together with this one
    sent_away: bool = False  # there


def event_of(server: str, event_id: str) -> str:
    """Return what an event is called in the database: 32 hex digits, no host in plain.

    All stations of an event come to the same, whatever way they wrote its address.
    """
    host = urlsplit(server).netloc.rpartition("@")[2].lower()
    return sha256(f"{host}\n{event_id}".encode()).hexdigest()[:32]


def key_of(password: str, event: str) -> bytes:
    """Return the key for `subject_of`, which all stations come to and the database does not.

    HKDF-SHA256 (RFC 5869) of the stations' password. The database has but a proof of that, so it
    cannot try codes; nor can codes of two events be compared.
    """
    secret = hmac.new(bytes.fromhex(event), password.encode(), sha256).digest()
    return hmac.new(secret, _CODES + b"\x01", sha256).digest()


def uid_of(station: UUID, entry: Entry) -> UUID:
    """Return the id of an entry of this station's journal: the same after any restart."""
    about = "" if entry.about is None else str(uid_of(station, entry.about))
    at_ms = round((entry.moment.at - _EPOCH) / _MS)  # as the journal's file keeps it
    return uuid5(station, f"{at_ms}|{entry.act}|{entry.guest}|{entry.code}|{about}")


def subject_of(entry: Entry, key: bytes) -> str:
    """Return what an entry is about: a guest's id, or a hash of a code that only who has the key
    can compare. An id that a database would not take is hashed, too: it would be sent for ever."""
    first = entry
    while first.about is not None:
        first = first.about
    if first.guest.isprintable() and 0 < len(first.guest) <= _LONGEST_ID:
        return f"g{first.guest}"
    kind, text = ("h", first.guest) if first.guest else ("c", first.code.strip().casefold())
    return f"{kind}{hmac.new(key, text.encode('utf-8', 'surrogatepass'), sha256).hexdigest()[:32]}"


@dataclass(slots=True)
class _Row:
    """A look-up at another door."""

    uid: UUID
    number: int
    station: UUID
    at: datetime
    welcome: bool


class Elsewhere:
    """The look-ups of all stations of today, for the question who was where before. Pure."""

    def __init__(self) -> None:
        self._rows: dict[str, list[_Row]] = {}  # by subject, in the database's order
        self._known: set[UUID] = set()
        self._undone: dict[UUID, set[UUID]] = {}  # mark to the acts that take it back
        self._away: dict[UUID, set[UUID]] = {}  # look-up to the acts that sent it away
        self._several: set[str] = set()  # subjects with look-ups at more than one station
        self._since: datetime | None = None  # what was before is forgotten
        self.number = 0  # the highest taken over

    def add(self, marks: Iterable[SharedMark]) -> frozenset[str]:
        """Take marks over, in any order and any number of times; return whom they are about."""
        touched = set()
        for mark in marks:
            self.number = max(self.number, mark.number)
            if mark.uid in self._known:
                continue
            self._known.add(mark.uid)
            touched.add(mark.subject)
            if mark.act is Act.SEEN:
                welcome = mark.verdict == Verdict.WELCOME
                row = _Row(mark.uid, mark.number, mark.station, mark.at, welcome)
                rows = self._rows.setdefault(mark.subject, [])
                rows.append(row)
                rows.sort(key=_in_order)
                if row.station != rows[0].station or row.station != rows[-1].station:
                    self._several.add(mark.subject)
            elif mark.about is not None:  # acts may come before what they are about
                acts = self._away if mark.act is Act.SENT_AWAY else self._undone
                acts.setdefault(mark.about, set()).add(mark.uid)
        return frozenset(touched)

    def before(self, subject: str, uid: UUID, here: UUID, now: datetime) -> SeenElsewhere | None:
        """Return where the subject was seen before the look-up `uid` of the station `here`.

        `now` is the database's time. Look-ups here are the business of this station's own journal;
        those elsewhere that follow each other within seconds count as one.
        """
        found: list[_Row] = []
        for row in self._of_today(subject, now):
            if row.uid == uid:
                break
            if row.station == here:
                continue
            if not (found and _is_same_visit(found[-1], row)):
                found.append(row)
        if not found:
            return None
        last = found[-1]
        return SeenElsewhere(
            station=last.station,
            at=last.at,
            count=len(found) + 1,
            sent_away=self._was_sent_away(last.uid),
        )

    def doubles(self, now: datetime) -> Iterator[tuple[str, tuple[UUID, ...], datetime]]:
        """Yield who was welcomed at two doors today: subject, doors in order, when the second."""
        for subject in sorted(self._several):
            welcomed: list[_Row] = []
            for row in self._of_today(subject, now):
                new = row.station not in {one.station for one in welcomed}
                if row.welcome and new and not self._was_sent_away(row.uid):
                    welcomed.append(row)
            if len(welcomed) > 1:
                yield subject, tuple(one.station for one in welcomed), welcomed[1].at

    def welcomed(self, now: datetime) -> dict[UUID, Counter[int]]:
        """Return how many guests each station welcomed first today, by quarter of an hour.

        A quarter is counted as in domain/numbers.py. Whoever was sent away does not count.
        """
        doors: dict[UUID, Counter[int]] = {}
        for subject in self._rows:
            for row in self._of_today(subject, now):
                if row.welcome and not self._was_sent_away(row.uid):
                    quarter = int(row.at.timestamp() // QUARTER_S)
                    doors.setdefault(row.station, Counter())[quarter] += 1
                    break
        return doors

    def forget_before_today(self, now: datetime) -> None:
        """Let go of other days, once for each: to look through a day takes longer than a frame."""
        begin = day_begins(now.astimezone())
        if begin == self._since:
            return
        self._since = begin
        for subject in list(self._rows):
            kept = [row for row in self._rows[subject] if row.at >= begin]
            for row in self._rows[subject]:
                if row.at < begin:
                    self._known.discard(row.uid)
                    self._undone.pop(row.uid, None)
                    self._away.pop(row.uid, None)
            if kept:
                self._rows[subject] = kept
            else:
                del self._rows[subject]
                self._several.discard(subject)

    def _of_today(self, subject: str, now: datetime) -> Iterator[_Row]:
        begin = day_begins(now.astimezone())
        slack = timedelta(days=1)
        for row in self._rows.get(subject, ()):
            if begin <= row.at < begin + slack and not self._is_void(row.uid):
                yield row

    def _was_sent_away(self, uid: UUID) -> bool:
        return any(not self._is_void(act) for act in self._away.get(uid, ()))

    def _is_void(self, uid: UUID) -> bool:
        """Whether somebody took a mark back, and nobody took that back."""
        if uid not in self._undone:
            return False
        order, known = [uid], {uid}
        for one in order:
            acts = self._undone.get(one, set()) - known
            order += acts
            known |= acts
        void: set[UUID] = set()
        for one in reversed(order):  # whoever undid comes after what was undone
            if any(act not in void for act in self._undone.get(one, ())):
                void.add(one)
        return uid in void


def _is_same_visit(before: _Row, row: _Row) -> bool:
    gap_s = (row.at - before.at).total_seconds()
    return before.station == row.station and gap_s < SAME_VISIT_S


def _in_order(row: _Row) -> tuple[datetime, int]:
    return row.at, row.number
