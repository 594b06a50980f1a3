"""The journal's file: rows are only added. A thread writes them, another makes them last.

What a killed program leaves behind: SQLite's log (WAL) takes a row by one `write`, before
`append` is done, so before the look-up is shown. The system keeps what was written whatever
becomes of the program: a row that was shown is there after SIGKILL.

What a power cut leaves behind: `synchronous=NORMAL` does not wait for the disk at a commit, which
takes 1 to 20 ms on a laptop and far longer on a worn one, each time with a guest waiting. Instead
the second thread has the log synced and moved into the file, within a second of the first row not
yet synced. So a power cut may cost the rows of the last second, never the file: frames of the log
carry checksums, and a torn one ends it. Moving the log is never left to a commit
(`wal_autocheckpoint=0`), which would then wait for the disk twice.

A full or read-only disk costs nothing but memory: rows wait, in their order, and are written when
it goes again. A damaged file is kept aside, and what can be read goes into a new one (`salvage`).
"""

import asyncio
import contextlib
import errno
import logging
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Any

import apsw

from station_app.domain.errors import JournalUnreadable, KeyUnavailable
from station_app.domain.journal import Act, Entry, Moment
from station_app.services.journal import Keeping, Trouble
from station_app.store.journal_file import COLUMNS, TABLE, open_file
from station_app.store.salvage import Salvaged, resume, salvage, write_rows
from station_app.store.schema_steps import NewerSchemaError
from station_app.store.threads import background_thread

log = logging.getLogger(__name__)

_LOADED = 50_000  # entries: of two busy days
_WAITING = 20_000  # entries that memory holds while no disk does
_PORTION = 200
_NO_DISK = 1_000_000  # bytes
_LAST_S = 0.5  # until written rows are synced
_RETRY_S = 2.0

_ADD = """
INSERT INTO entry (act, at_ms, offset_s, server_ms, lane, guest, code, verdict, list_age_s, about)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ALL = f"SELECT {COLUMNS} FROM {TABLE}"
_BROKEN = (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError)
_EPOCH = datetime.fromtimestamp(0, UTC)


def journal_file(list_file: Path) -> Path:
    """Return the journal's file of the entrance that has this list: it stands beside it."""
    return list_file.with_name(list_file.name.replace("guests-", "journal-", 1))


class JournalFile:
    """`JournalStore` on SQLite. `load` first, at last `close`."""

    def __init__(self, path: Path, key: bytes | None = None, *, locked: bool = False) -> None:
        """Take `locked` where the key cannot be had now: notes wait in memory until closing."""
        self._path = path
        self._key = key
        self._locked = locked
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._disk = background_thread("journal-disk")
        self._db: apsw.Connection | None = None
        self._waiting: deque[Entry] = deque()
        self._closing = threading.Event()
        self._is_due = False  # something is to be synced or tried again
        self._keeping = Keeping()
        self._salvaged: Salvaged | None = None
        self._dropped = 0
        self.on_keeping: Callable[[Keeping], None] = lambda _: None

    # --- asked from outside -------------------------------------------------------------------

    def load(self) -> Future[list[Entry]]:
        """Open the journal; return the last entries, in their order."""
        return self._writer.submit(self._load)

    def append(self, entry: Entry) -> Future[None]:
        """Write an entry; done when a killed program would leave it behind, or when it waits."""
        return self._writer.submit(self._append, entry)

    def all_entries(self) -> list[Entry]:
        """Return the whole journal, with what waits; in a thread of the caller's. Raises
        `JournalUnreadable`."""
        waiting = self._waiting.copy()
        try:
            db = open_file(self._path, self._key, readonly=True)
            try:
                written = _entries(db, f"{_ALL} ORDER BY id")
            finally:
                db.close()
        except (OSError, ValueError, apsw.Error) as error:
            raise JournalUnreadable(type(error).__name__) from error
        return written + [entry for entry in waiting if entry.number is None]

    async def close(self) -> None:
        """Write what waits, if the disk takes it, and close the file."""
        self._closing.set()
        await asyncio.wrap_future(self._writer.submit(self._flush))
        await asyncio.wrap_future(self._disk.submit(self._sync))
        await asyncio.wrap_future(self._writer.submit(self._close))
        self._disk.shutdown(wait=False)
        self._writer.shutdown(wait=False)

    # --- in the writer's thread ---------------------------------------------------------------

    def _load(self) -> list[Entry]:
        for _ in range(2):  # a damaged file is salvaged, and that is read
            try:
                db = self._opened()
                return _entries(db, f"{_ALL} ORDER BY id DESC LIMIT {_LOADED}")[::-1]
            except _BROKEN as error:
                self._set_aside(error)
            except (OSError, apsw.Error, KeyUnavailable) as error:
                self._failed(error)
                break
        return []

    def _opened(self) -> apsw.Connection:
        if self._locked:
            raise KeyUnavailable
        if self._db is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            resume(self._path)
            db = open_file(self._path, self._key)
            try:
                verdict = db.execute("PRAGMA quick_check(1)").fetchall()
                if verdict != [("ok",)]:
                    raise apsw.CorruptError("quick_check")
                db.execute(f"{_ALL} LIMIT 0").fetchall()
            except apsw.SQLError as error:
                db.close()
                raise apsw.CorruptError("schema") from error
            except BaseException:
                db.close()
                raise
            self._db = db
        return self._db

    def _append(self, entry: Entry) -> None:
        if len(self._waiting) >= _WAITING:
            self._waiting.popleft()
            self._dropped += 1
        self._waiting.append(entry)
        self._flush()

    def _flush(self) -> None:
        """Write what waits, in its order. Never raises."""
        for _ in range(2):
            try:
                self._opened()
                while self._waiting:
                    self._write(list(islice(self._waiting, _PORTION)))
            except _BROKEN as error:
                self._set_aside(error)
            except (OSError, apsw.Error, KeyUnavailable) as error:
                self._failed(error)
                return
            except Exception as error:
                log.exception("the journal cannot be written")
                self._failed(error)
                return
            else:
                self._tell(Trouble.NONE)
                return

    def _write(self, entries: list[Entry]) -> None:
        db = self._opened()
        try:
            if len(entries) == 1:
                self._insert(db, entries[0])
            else:
                db.execute("BEGIN IMMEDIATE")
                for entry in entries:
                    self._insert(db, entry)
                db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # a full disk ends it by itself
                db.execute("ROLLBACK")
            for entry in entries:
                entry.number = None
            raise
        for _ in entries:
            self._waiting.popleft()
        self._soon()

    @staticmethod
    def _insert(db: apsw.Connection, entry: Entry) -> None:
        moment = entry.moment
        about = entry.about.number if entry.about is not None else None
        db.execute(
            _ADD,
            (
                entry.act.value,
                _ms(moment.at),
                round(_offset(moment.at).total_seconds()),
                _ms(moment.server_at) if moment.server_at is not None else None,
                entry.lane,
                entry.guest,
                entry.code.encode("utf-8", "replace").decode(),
                entry.verdict,
                entry.list_age_s,
                about,
            ),
        )
        entry.number = db.last_insert_rowid()

    def _set_aside(self, error: Exception) -> None:
        """Begin a new file with what can be read of the damaged one, which is kept."""
        log.error("the journal is damaged (%s)", type(error).__name__)
        self._drop_connection()
        try:
            done = salvage(self._path, self._key)
        except (OSError, apsw.Error) as failure:
            self._failed(failure)
            return
        except Exception as failure:
            log.exception("the damaged journal cannot be salvaged")
            self._failed(failure)
            return
        log.error("of the damaged journal %d rows were saved, %d lost", done.saved, done.lost)
        before = self._salvaged
        self._salvaged = done if before is None else Salvaged(done.saved, before.lost + done.lost)
        self._tell(self._keeping.trouble)

    def _restore(self) -> None:
        """Write the journal again whose file somebody removed while it was open."""
        db = self._db
        if db is None or self._path.exists():
            return
        log.error("the journal's file is gone; it is written again")
        try:
            found: list[Any] = db.execute(_ALL).fetchall()
            rows = {row[0]: row for row in found}
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_rows(self._path, self._key, rows)
        except (OSError, apsw.Error) as error:
            self._failed(error)
            return
        self._drop_connection()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, apsw.FullError | apsw.BusyError) and self._path.exists():
            self._drop_connection()  # the file may be gone: the next time it is opened anew
        self._tell(_trouble_of(error, self._path.parent))
        self._soon()

    def _drop_connection(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            try:
                db.close()
            except apsw.Error as error:
                log.warning("the journal did not close: %s", type(error).__name__)

    def _close(self) -> None:
        if self._waiting:
            log.error("%d notes of this station could not be kept", len(self._waiting))
        self._drop_connection()

    def _tell(self, trouble: Trouble) -> None:
        salvaged = self._salvaged
        keeping = Keeping(
            trouble=trouble,
            waiting=len(self._waiting) if trouble is not Trouble.NONE else 0,
            dropped=self._dropped,
            lost=salvaged.lost if salvaged is not None else None,
            saved=salvaged.saved if salvaged is not None else 0,
        )
        if keeping != self._keeping:
            if trouble is not self._keeping.trouble:
                log.warning("notes of this station: %s", trouble.value or "kept again")
            self._keeping = keeping
            self.on_keeping(keeping)

    # --- in the disk's thread -----------------------------------------------------------------

    @property
    def _is_troubled(self) -> bool:
        return self._keeping.trouble is not Trouble.NONE

    def _soon(self) -> None:
        """Have what was written synced, or what waits tried again."""
        if not self._is_due and not self._closing.is_set():
            self._is_due = True
            self._disk.submit(self._later)

    def _later(self) -> None:
        self._closing.wait(_RETRY_S if self._is_troubled else _LAST_S)
        self._is_due = False
        if self._is_troubled:
            if not self._closing.is_set():
                self._writer.submit(self._flush)
        else:
            self._sync()

    def _sync(self) -> None:
        """Sync the log and move it into the file, beside the writer."""
        if not self._path.exists():
            if not self._closing.is_set():
                self._writer.submit(self._restore)
            return
        try:
            db = open_file(self._path, self._key)
            try:
                db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            finally:
                db.close()
        except (OSError, apsw.Error) as error:  # the writer finds out and tells
            log.info("the journal is not synced: %s", type(error).__name__)


# --- rows and entries -------------------------------------------------------------------------


def _entries(db: apsw.Connection, sql: str) -> list[Entry]:
    """Return rows as entries; one that makes no sense is left out, nothing of it can be told."""
    found = list(_read(db.execute(sql).fetchall()))
    by_number = {entry.number: entry for entry, _ in found}
    for entry, about in found:
        if about is not None:
            entry.about = by_number.get(about)
    return [entry for entry, _ in found]


def _read(rows: list[Any]) -> Iterator[tuple[Entry, int | None]]:
    for number, act, at_ms, offset_s, server_ms, lane, guest, code, verdict, age_s, about in rows:
        try:
            zone = timezone(timedelta(seconds=offset_s))
            moment = Moment(
                _moment(at_ms).astimezone(zone),
                _moment(server_ms) if server_ms is not None else None,
            )
            entry = Entry(
                act=Act(act),
                moment=moment,
                lane=str(lane),
                guest=str(guest),
                code=str(code),
                verdict=str(verdict),
                list_age_s=age_s,
                number=number,
            )
        except (ValueError, OverflowError, TypeError):
            log.warning("an entry of the journal makes no sense")
            continue
        yield entry, about


def _ms(moment: datetime) -> int:
    return round((moment - _EPOCH) / timedelta(milliseconds=1))


def _moment(ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=ms)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _trouble_of(error: Exception, folder: Path) -> Trouble:
    if isinstance(error, KeyUnavailable):
        return Trouble.LOCKED
    if isinstance(error, NewerSchemaError):
        return Trouble.NEWER
    if isinstance(error, apsw.FullError) or getattr(error, "errno", 0) == errno.ENOSPC:
        return Trouble.FULL
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError | OSError):
        return Trouble.READ_ONLY
    with contextlib.suppress(OSError):
        if isinstance(error, apsw.IOError) and shutil.disk_usage(folder).free < _NO_DISK:
            return Trouble.FULL
    return Trouble.FAULT
