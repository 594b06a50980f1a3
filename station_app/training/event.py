"""The state of the training event: guests, what changed when, and who is logged in."""

import json
import secrets
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from station_app.training.wire import GuestObject, guest_object, parse_timestamp, timestamp

SESSION_LIFE = timedelta(hours=24)


class ServerClock:
    """The server's own idea of the time, which may be wrong and which tests move. Thread-safe."""

    def __init__(self, *, offset_s: float = 0.0, utc_offset_min: int = 60) -> None:
        self.zone = timezone(timedelta(minutes=utc_offset_min))
        self._offset = timedelta(seconds=offset_s)
        self._frozen: datetime | None = None

    def now(self) -> datetime:
        """Return the server's time, to the microsecond, in the server's offset."""
        base = self._frozen or datetime.now(UTC)
        return (base + self._offset).astimezone(self.zone)

    def advance(self, seconds: float) -> None:
        """Move the clock on, or back."""
        self._offset += timedelta(seconds=seconds)

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the clock, at `at` if given; `advance` still moves it."""
        self._frozen = at or self.now()
        self._offset = timedelta()


class ChangeKind(StrEnum):
    """What happened to a guest."""

    ADDED = "added"
    UPDATED = "updated"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    DELETED = "deleted"
    LEFT_SEGMENT = "left_segment"
    JOINED_SEGMENT = "joined_segment"
    COLORED = "colored"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log; `at` is server time."""

    at: datetime
    kind: ChangeKind
    guest_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A guest as kept. `guest` is never changed in place: a change makes a new entry.

    `changed_at` is what `list/recent` goes by, `colored_at` the last change of tags, `left_at`
    the time the guest left the station's segment.
    """

    guest: GuestObject
    changed_at: datetime
    colored_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_deleted(self) -> bool:
        """Whether the guest was deleted."""
        return self.guest.get("deleteDateTime") is not None


class Sessions:
    """Tokens that end 24 h after their last use, by the server's clock. Thread-safe."""

    def __init__(self, clock: ServerClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last_use: dict[str, datetime] = {}

    def open(self, limit: int | None = None) -> str | None:
        """Return a new token of 40 hex characters, None where `limit` sessions are open."""
        with self._lock:
            self._forget_expired()
            if limit is not None and len(self._last_use) >= limit:
                return None
            token = secrets.token_hex(20)
            self._last_use[token] = self._clock.now()
            return token

    def use(self, token: str) -> bool:
        """Return whether the token is good, and count this as its last use."""
        with self._lock:
            self._forget_expired()
            if token not in self._last_use:
                return False
            self._last_use[token] = self._clock.now()
            return True

    def close(self, token: str) -> bool:
        """End a session; return whether it was one."""
        with self._lock:
            self._forget_expired()
            return self._last_use.pop(token, None) is not None

    def revoke_all(self) -> None:
        """End all sessions, as a restart of the back end does."""
        with self._lock:
            self._last_use.clear()

    def __len__(self) -> int:
        with self._lock:
            self._forget_expired()
            return len(self._last_use)

    def _forget_expired(self) -> None:
        oldest = self._clock.now() - SESSION_LIFE
        for token in [token for token, used in self._last_use.items() if used <= oldest]:
            del self._last_use[token]


class TrainingEvent:
    """The guests and their changes. Any thread may call it; ids are the guests' own, as text."""

    def __init__(self, guests: Iterable[Mapping[str, Any]], clock: ServerClock) -> None:
        self.clock = clock
        self.sessions = Sessions(clock)
        self._lock = threading.RLock()
        started = clock.now()
        self._entries = {
            str(guest["id"]): Entry(dict(guest), _changed_at(guest, started)) for guest in guests
        }
        self._changes: deque[Change] = deque(maxlen=10_000)
        self._added = 0

    def __len__(self) -> int:
        """Return how many guests a full list holds."""
        return sum(1 for entry in self.entries() if not entry.is_deleted and entry.left_at is None)

    def __iter__(self) -> Iterator[GuestObject]:
        """Yield a copy of each guest, tombstones and leavers included."""
        return (_copy(entry.guest) for entry in self.entries())

    def guest(self, guest_id: str) -> GuestObject:
        """Return a copy of a guest; KeyError where there is none."""
        with self._lock:
            return _copy(self._entries[guest_id].guest)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What happened, oldest first; the oldest of a very long day are forgotten."""
        with self._lock:
            return tuple(self._changes)

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries as they are now."""
        with self._lock:
            return tuple(self._entries.values())

    def snapshot(self) -> tuple[datetime, tuple[Entry, ...]]:
        """Return the server's time and the entries of that very moment."""
        with self._lock:
            return self.clock.now(), tuple(self._entries.values())

    def add(self, guest: Mapping[str, Any] | None = None, **fields: Any) -> str:
        """Add a guest, given whole or as members of `fields`; return its id.

        A guest made from `fields` is registered and has an access code of its own.
        """
        with self._lock:
            now = self.clock.now()
            if guest is None:
                self._added += 1
                code = fields.pop("accessCode", None) or f"NEW{self._added:03d}"
                guest = guest_object(
                    f"added-{self._added}", now, code=code, updated_min=0, **fields
                )
            added = _copy(guest)
            guest_id = str(added["id"])
            self._entries[guest_id] = Entry(added, now)
            self._changes.append(Change(now, ChangeKind.ADDED, guest_id))
            return guest_id

    def update(
        self, guest_id: str, *, fields: Mapping[str, Any] | None = None, **members: Any
    ) -> None:
        """Change members of a guest; `fields` is merged into those there are."""
        with self._lock:
            if fields is not None:
                members["fields"] = {**self.guest(guest_id).get("fields", {}), **fields}
            self._change(guest_id, ChangeKind.UPDATED, **members)

    def check_in(self, guest_id: str) -> None:
        """Record an arrival now."""
        self._change(guest_id, ChangeKind.CHECKED_IN, checkInDateTime=self._stamp())

    def check_out(self, guest_id: str) -> None:
        """Record that a guest left now."""
        self._change(guest_id, ChangeKind.CHECKED_OUT, checkOutDateTime=self._stamp())

    def delete(self, guest_id: str) -> None:
        """Delete a guest; it stays as a tombstone."""
        self._change(guest_id, ChangeKind.DELETED, deleteDateTime=self._stamp())

    def leave_segment(self, guest_id: str) -> None:
        """Take a guest off this station's list without deleting it."""
        with self._lock:
            entry, now = self._entries[guest_id], self.clock.now()
            left = Entry(entry.guest, entry.changed_at, entry.colored_at, now)
            self._put(guest_id, left, ChangeKind.LEFT_SEGMENT, now)

    def join_segment(self, guest_id: str) -> None:
        """Put a guest who left the segment back on the list; counts as a change of the guest."""
        with self._lock:
            entry, now = self._entries[guest_id], self.clock.now()
            self._put(
                guest_id,
                Entry(entry.guest, now, entry.colored_at),
                ChangeKind.JOINED_SEGMENT,
                now,
            )

    def set_color(self, guest_id: str, color: str | None) -> None:
        """Give a guest another tag colour, or none. Tags are not part of the guest's own data:
        whether `list/recent` reports this is a switch of the server."""
        with self._lock:
            entry, now = self._entries[guest_id], self.clock.now()
            guest = {**entry.guest, "highlightColor": color}
            if color is None:
                del guest["highlightColor"]
            colored = Entry(guest, entry.changed_at, now, entry.left_at)
            self._put(guest_id, colored, ChangeKind.COLORED, now)

    def _change(self, guest_id: str, kind: ChangeKind, **members: Any) -> None:
        with self._lock:
            entry, now = self._entries[guest_id], self.clock.now()
            guest = {**entry.guest, "serverUpdateDateTime": timestamp(now), **members}
            self._put(guest_id, Entry(guest, now, entry.colored_at, entry.left_at), kind, now)

    def _put(self, guest_id: str, entry: Entry, kind: ChangeKind, now: datetime) -> None:
        self._entries[guest_id] = entry
        self._changes.append(Change(now, kind, guest_id))

    def _stamp(self) -> str:
        return timestamp(self.clock.now())


def _changed_at(guest: Mapping[str, Any], fallback: datetime) -> datetime:
    try:
        return parse_timestamp(guest["serverUpdateDateTime"])
    except (KeyError, TypeError, ValueError):
        return fallback


def _copy(guest: Mapping[str, Any]) -> GuestObject:
    copied: GuestObject = json.loads(json.dumps(guest))
    return copied
