"""Opening the cache file: pragmas, schema, and what to do with a file that cannot be read."""

import contextlib
import errno
import logging
import shutil
from pathlib import Path

import apsw

from station_app.store import sealing
from station_app.store.private import make_file, make_folder
from station_app.store.schema_steps import NewerSchemaError, Steps, bring_up
from station_app.store.sealing import raw_key
from station_app.store.sql import transaction

log = logging.getLogger(__name__)

SCHEMA_VERSION = 5
STEPS: Steps = {}
"""From 5 on, the first that was released: a list from before is loaded anew."""

# `guest` is narrow so that look-ups touch few pages; the JSON as received stands apart in `raw`.
# `words` is contentless: it answers "which guests have words beginning so", nothing else. A mark
# before each word says where it is from (store/search.py), so beginnings of two to five characters
# with the mark are indexed; longer ones go by the terms they begin. `card` is what ranking reads,
# with a digest of what `words` holds (0 for nothing), so that a check-in does not touch the index.
# `term` knows every word several guests may have, and how many letters must be typed for it to
# tell more than other words do. `vocabulary` holds them in the order they came, in portions, for
# whoever keeps them in memory: rows are only added, and ids never used again. `color`, `came` (in
# which quarter of an hour) and `companion` (whichever side tells of it) are for the live numbers,
# which are read from an index: from the JSON 100,000 guests would take two seconds.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE guest (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL,
    folded_code TEXT NOT NULL,
    verdict TEXT NOT NULL,
    color TEXT NOT NULL,
    came INTEGER,
    companion INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    gone_at TEXT
);
CREATE INDEX guest_folded_code ON guest (folded_code) WHERE folded_code <> '';
CREATE INDEX guest_numbers ON guest (verdict, companion, color, came);
CREATE TABLE raw (pk INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE link (
    host TEXT NOT NULL, companion TEXT NOT NULL, told_by TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (host, companion, told_by)
) WITHOUT ROWID;
CREATE INDEX link_companion ON link (companion);
CREATE INDEX link_told_by ON link (told_by);
CREATE TRIGGER link_told AFTER INSERT ON link
BEGIN
    UPDATE guest SET companion = 1 WHERE id = new.companion AND NOT companion;
END;
CREATE TRIGGER link_untold AFTER DELETE ON link
WHEN NOT EXISTS (SELECT 1 FROM link WHERE companion = old.companion)
BEGIN
    UPDATE guest SET companion = 0 WHERE id = old.companion;
END;
CREATE TABLE card (
    pk INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, further TEXT NOT NULL,
    companion INTEGER NOT NULL, out INTEGER NOT NULL, unnamed INTEGER NOT NULL,
    spelt INTEGER NOT NULL
);
CREATE TRIGGER guest_out AFTER UPDATE OF verdict ON guest
WHEN (old.verdict IN ('removed', 'deregistered')) <> (new.verdict IN ('removed', 'deregistered'))
BEGIN
    UPDATE card SET out = new.verdict IN ('removed', 'deregistered') WHERE pk = new.pk;
END;
CREATE VIRTUAL TABLE words USING fts5(
    spelt, content='', contentless_delete=1, detail=none, prefix='2 3 4 5',
    tokenize="ascii tokenchars '~=^'"
);
INSERT INTO words(words, rank) VALUES ('hashsize', 8388608);
CREATE TABLE term (word TEXT PRIMARY KEY, need INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT NOT NULL);
"""


DAMAGED = (apsw.CorruptError, apsw.NotADBError)
"""What a file says whose pages are not what was written, or are of another key."""

_NO_DISK = 1_000_000  # bytes


def open_connection(
    path: Path, key: bytes | None = None, *, readonly: bool = False
) -> apsw.Connection:
    """Open one connection; each belongs to one thread. Raises `apsw.Error`, `NotADBError` for a
    wrong key, at the first statement at the latest.

    `key` is 32 random bytes; file and log are encrypted page by page (ChaCha20, Poly1305).
    Without one they are plain, which only benchmarks and tests want. Temporary tables stay in
    memory. A large page cache spares deciphering what is read again and again.

    WAL lets readers go on while the writer writes. With `synchronous=NORMAL` the log is synced
    before it is moved into the file, and the file before the log begins anew, not at each commit:
    a power cut may take the last transactions, never the file, and a kill takes nothing. Guests
    and the time they are of stand in one transaction, so the server is asked again for just what
    is missing. The journal, of which there is no other copy, has a thread that syncs it
    (store/journal.py).
    """
    flags = (
        apsw.SQLITE_OPEN_READONLY
        if readonly
        else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    )
    connection = apsw.Connection(str(path), flags=flags)
    try:
        connection.set_busy_timeout(5000)
        if key is not None:
            use_key(connection, key)
        _execute(connection, "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY")
        if not readonly:
            _execute(
                connection,
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA journal_size_limit=67108864",
            )
    except apsw.Error:
        connection.close()
        raise
    return connection


def _execute(connection: apsw.Connection, statements: str) -> None:
    """Run all of them: apsw stops at the first that has an answer until that is fetched."""
    connection.execute(statements).fetchall()


def use_key(connection: apsw.Connection, key: bytes) -> None:
    """Decipher and encipher with these 32 random bytes. Before anything else is asked of a file."""
    try:
        _execute(connection, f"PRAGMA cipher='chacha20'; PRAGMA hexkey='{raw_key(key)}'")
    except apsw.Error as error:
        raise error.with_traceback(None) from None  # its frames hold the key


def prepare(path: Path, key: bytes | None = None, *, salvage: bool = True) -> apsw.Connection:
    """Open the cache for writing, making its schema; a file that is unusable is set aside.

    The cache can always be had again from the server, so a damaged or foreign file, or one of
    another key, is renamed to `….damaged` and a new one begun. With a key a plain one is encrypted
    first, whatever its schema. One of an earlier released version is brought up, one of a later
    version left alone. Raises `OSError` and `apsw.Error` where not even that goes.
    """
    make_folder(path.parent)
    if key is not None:
        _encrypt(path, key)
    make_file(path)
    connection: apsw.Connection | None = None
    try:
        connection = open_connection(path, key)
        if connection.pragma("user_version") == 0:
            with transaction(connection):
                connection.execute(_SCHEMA)
                connection.pragma("user_version", SCHEMA_VERSION)
        else:
            bring_up(connection, SCHEMA_VERSION, STEPS)
        connection.execute("SELECT count(*) FROM guest").fetchall()
    except (OSError, apsw.Error) as error:
        if connection is not None:
            connection.close()
        if not salvage or not isinstance(error, (*DAMAGED, apsw.SQLError)):
            raise
        log.error("the cache cannot be used (%s); a new one is begun", type(error).__name__)
        set_aside(path)
        return prepare(path, key, salvage=False)
    return connection


def was_set_aside(path: Path) -> bool:
    """Whether there is a former file that could not be used."""
    return path.with_name(f"{path.name}.damaged").exists()


def set_aside(path: Path) -> None:
    """Rename a damaged file that is closed to `….damaged`. Raises `OSError`."""
    for suffix in sealing.PARTS:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(path.with_name(f"{path.name}.damaged{suffix}"))


def reason_of(error: Exception, folder: Path) -> str:
    """Return what is wrong with the disk, as `CacheUnusable` says it."""
    if isinstance(error, DAMAGED):
        return "damaged"
    if isinstance(error, NewerSchemaError):
        return "newer"
    if isinstance(error, apsw.FullError) or getattr(error, "errno", 0) == errno.ENOSPC:
        return "full"
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError | OSError):
        return "read_only"
    with contextlib.suppress(OSError):
        if isinstance(error, apsw.IOError) and shutil.disk_usage(folder).free < _NO_DISK:
            return "full"
    return "fault"


def _encrypt(path: Path, key: bytes) -> None:
    """Leave nothing here that can be read without the key."""
    sealing.tidy(path)
    if not path.exists():
        sealing.drop(path)  # a log without its file is nobody's
    if not sealing.is_plain(path):
        return
    try:
        sealing.seal(path, key)
    except (apsw.NotADBError, apsw.CorruptError, apsw.SQLError) as error:
        log.error("a plain list cannot be encrypted (%s); it is removed", type(error).__name__)
        sealing.drop(path)
