"""Opening the journal's file: key, pragmas, schema."""

import os
from pathlib import Path

import apsw

from station_app.store.database import use_key
from station_app.store.schema_steps import Steps, bring_up
from station_app.store.sql import transaction

SCHEMA_VERSION = 1
STEPS: Steps = {}
TABLE = "entry"

# No index: marks are looked up in memory, and a row is to touch one page only. `id` counts from 1
# without gaps, so missing ones tell how many rows were lost.
SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, act TEXT NOT NULL, at_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL,
    server_ms INTEGER, lane TEXT NOT NULL, guest TEXT NOT NULL, code TEXT NOT NULL,
    verdict TEXT NOT NULL, list_age_s INTEGER, about INTEGER
)
"""
COLUMNS = "id, act, at_ms, offset_s, server_ms, lane, guest, code, verdict, list_age_s, about"


def connect(path: Path, key: bytes | None, *, readonly: bool = False) -> apsw.Connection:
    """Open a file without reading it. Raises `apsw.Error`."""
    create = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY if readonly else create)
    db.set_busy_timeout(2000)
    if key is not None:
        # Raw: the key is random. Derived from a salt, a damaged first page would take all with it.
        use_key(db, key)
    return db


def open_file(path: Path, key: bytes | None, *, readonly: bool = False) -> apsw.Connection:
    """Open the journal, making it if there is none. Raises `OSError` and `apsw.Error`."""
    if not readonly:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    db = connect(path, key, readonly=readonly)
    try:
        if not readonly:
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=0"):
                db.execute(f"PRAGMA {pragma}").fetchall()
        if db.pragma("user_version") == 0 and not readonly:
            with transaction(db):
                db.execute(SCHEMA)
                db.pragma("user_version", SCHEMA_VERSION)
        else:
            bring_up(db, SCHEMA_VERSION, STEPS)
    except BaseException:
        db.close()
        raise
    return db
