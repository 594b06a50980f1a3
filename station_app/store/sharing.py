"""Who this laptop is among the stations of an event, and what of its journal they know."""

import json
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from station_app.settings import write_private
from station_app.store.keys import entrance_name
from station_app.store.private import make_folder
from station_app.store.threads import background_thread

log = logging.getLogger(__name__)

FILES = "share-*.json"


def share_file(folder: Path, server: str, event_id: str, station: str) -> Path:
    """Return the file of one entrance, in the folder of its journal."""
    return folder / f"share-{entrance_name(server, event_id, station)}.json"


class ShareMemory:
    """`Watermark`, and the name of this station that it makes for itself.

    Writing is left to a thread, and only the last number counts. One that is lost lets marks be
    sent again, which does no harm.
    """

    def __init__(self, path: Path, machine: str = "") -> None:
        """Take the name of this machine, '' where it has none.

        A file that was copied from another machine makes another station, which leaves the copied
        journal to that one.
        """
        self._path = path
        self._machine = machine
        self._is_copied = False
        self._number = 0
        self._written = 0
        self._thread: ThreadPoolExecutor | None = None
        self._writing: Future[None] | None = None
        self.station = uuid4()
        with suppress(OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
            facts = json.loads(path.read_text(encoding="utf-8"))
            station, number = UUID(facts["station"]), int(facts["number"])
            self._is_copied = facts.get("machine", "") not in ("", self._mark_of(station))
            if not self._is_copied:
                self.station, self._number, self._written = station, number, number
                return
            log.warning("the shared memory's file comes from another machine")
            return  # as long as it does not know where its own entries begin
        self._write()  # before its first mark: another name after a crash would be another door

    def load(self, newest: int) -> int:
        """Return up to which entry everything was taken. `newest` is the newest there is."""
        if self._is_copied:
            self._is_copied = False
            self.save(newest)
        return self._number

    def become_another(self) -> None:
        """Be another station from the next opening on. After `close`; any thread."""
        self.station = uuid4()
        self._write()

    def save(self, number: int) -> None:
        """Keep a number, in a moment."""
        self._number = number
        if number == self._written or (self._writing is not None and not self._writing.done()):
            return
        if self._thread is None:
            self._thread = background_thread("share-memory")
        self._writing = self._thread.submit(self._write)

    def close(self) -> None:
        """Write the last number."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
        if self._number != self._written:
            self._write()

    def _mark_of(self, station: UUID) -> str:
        """Tell machines apart and name none."""
        text = f"{station}\n{self._machine}"
        return sha256(text.encode()).hexdigest()[:16] if self._machine else ""

    def _write(self) -> None:
        number = self._number
        facts = {
            "station": str(self.station),
            "number": number,
            "machine": self._mark_of(self.station),
        }
        try:
            make_folder(self._path.parent)
            write_private(self._path, json.dumps(facts).encode())
        except OSError as error:
            log.warning("what was shared cannot be noted: %s", error.strerror)
        self._written = number
