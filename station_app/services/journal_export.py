"""The journal handed out as a file, for whoever evaluates the evening."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from station_app.domain.guest import GuestId
from station_app.domain.journal import Entry
from station_app.domain.journal_export import csv_bytes, json_bytes
from station_app.services.journal import JournalStore, local_now
from station_app.services.ports import Credentials, GuestStore

_GUESTS_AT_ONCE = 500

WriteNew = Callable[[Path, bytes], Path]
"""Writes a file that was not there, under another name if that is taken; returns which. Raises
`OSError`."""


class Kind(StrEnum):
    """What is written; the values are endings of file names."""

    CSV = "csv"
    JSON = "json"


class Exported(NamedTuple):
    """Where it stands now, and how many entries it has."""

    path: Path
    entries: int


def file_name(kind: Kind, now: datetime) -> str:
    """Return a name that sorts by time and tells of nobody."""
    return f"checkin-notes-{now:%Y%m%d-%H%M%S}.{kind}"


class JournalExport:
    """Reads the journal and writes it out; the work is done in threads."""

    def __init__(
        self, journal: JournalStore, guests: GuestStore, who: Credentials, write: WriteNew
    ) -> None:
        self._journal = journal
        self._guests = guests
        self._who = who
        self._write = write

    async def save(self, path: Path, kind: Kind, *, names: bool, separator: str) -> Exported:
        """Write the whole journal. Raises `OSError` and `JournalUnreadable`."""
        entries = await asyncio.to_thread(self._journal.all_entries)
        known = await self._names(entries) if names else None
        head = {
            "event_id": self._who.event_id,
            "station": self._who.station,
            "exported_at": local_now().isoformat(timespec="seconds"),
        }

        def write() -> Path:
            if kind is Kind.CSV:
                return self._write(path, csv_bytes(entries, separator, known))
            return self._write(path, json_bytes(entries, head, known))

        return Exported(await asyncio.to_thread(write), len(entries))

    async def _names(self, entries: Sequence[Entry]) -> dict[str, str]:
        ids = list(dict.fromkeys(GuestId(entry.guest) for entry in entries if entry.guest))
        names: dict[str, str] = {}
        for start in range(0, len(ids), _GUESTS_AT_ONCE):
            found = await self._guests.by_ids(ids[start : start + _GUESTS_AT_ONCE])
            names.update((guest_id, guest.name) for guest_id, guest in found.items())
        return names
