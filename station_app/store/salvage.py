"""What can be read of a damaged journal.

SQLite reads a table from its root down, so one bad page near the root hides all. But each leaf is a
small table of its own: on a copy, the schema is pointed at one page after the other, and whatever
is a leaf gives its rows; SQLite decrypts it on the way. A schema that is damaged itself (it is the
first page) is taken from a fresh file.
"""

import contextlib
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import apsw

from station_app.store.journal_file import COLUMNS, SCHEMA, TABLE, connect, open_file
from station_app.store.sql import transaction

log = logging.getLogger(__name__)

_PAGE = 4096
_ROWS_OF_A_PAGE = 100  # at most: a number beyond all pages' is part of the damage
_ALL_PARTS = ("", "-wal", "-shm", "-journal")

_TEXTS = ("act", "lane", "guest", "code", "verdict")
_RAW = ", ".join(
    f"CAST({name} AS {'BLOB' if name in _TEXTS else 'INTEGER'})" for name in COLUMNS.split(", ")
)

Row = tuple[Any, ...]


class Salvaged(NamedTuple):
    """How many rows were saved, and how many are missing between them: more may be at the end."""

    saved: int
    lost: int


def salvage(path: Path, key: bytes | None) -> Salvaged:
    """Put a new journal with all readable rows in the place of a damaged one, which is kept as
    `….damaged`. Raises `OSError` and `apsw.Error`; then the damaged one still stands there, or the
    new one waits for `resume`."""
    copy, new = _copy(path), _new(path)
    try:
        for part in (copy, new):
            _remove(part)
        for suffix in ("", "-wal"):
            source = _part(path, suffix)
            if source.exists():
                shutil.copyfile(source, _part(copy, suffix))
                _part(copy, suffix).chmod(0o600)
        rows = _readable_rows(copy, key)
        write_rows(new, key, rows)
        _set_aside(path, _names_aside(path)[-1])
        new.replace(path)
    finally:
        for part in (copy, new) if path.exists() else (copy,):
            with contextlib.suppress(OSError):
                _remove(part)
    lost = max(rows) - len(rows) if rows else 0
    return Salvaged(len(rows), lost)


def resume(path: Path) -> None:
    """Finish what a kill interrupted: once the damaged file is aside, the new one is whole and
    takes its place. Raises `OSError`."""
    copy, new = _copy(path), _new(path)
    if new.exists() and not path.exists():
        _set_aside(path, _names_aside(path)[-2:][0])  # what is left of it
        new.replace(path)
    for part in (copy, _fresh(copy), new):
        _remove(part)


def _readable_rows(copy: Path, key: bytes | None) -> dict[int, Row]:
    pages = copy.stat().st_size // _PAGE
    wal = _part(copy, "-wal")
    if wal.exists():
        pages += wal.stat().st_size // _PAGE  # new ones are only there
    rows: dict[int, Row] = {}
    with contextlib.suppress(apsw.Error):
        _read_pages(copy, key, pages, rows)
    if not rows:
        _replace_first_page(copy, key, pages)
        with contextlib.suppress(apsw.Error):
            _read_pages(copy, key, pages, rows)
    most = pages * _ROWS_OF_A_PAGE
    return {number: row for number, row in rows.items() if 0 < number <= most}


def _read_pages(copy: Path, key: bytes | None, pages: int, rows: dict[int, Row]) -> None:
    db = connect(copy, key)
    try:
        db.execute("PRAGMA writable_schema=ON").fetchall()  # forgives what the header says
        db.execute("PRAGMA synchronous=OFF").fetchall()
        for page in range(2, pages + 1):
            with contextlib.suppress(apsw.Error):
                db.execute("PRAGMA writable_schema=ON").fetchall()
                db.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (page, TABLE))
                db.execute("PRAGMA writable_schema=RESET").fetchall()
                for row in _from_both_ends(db):
                    rows.setdefault(row[0], row)
    finally:
        db.close()


def _from_both_ends(db: apsw.Connection) -> Iterator[Row]:
    for order in ("ASC", "DESC"):
        try:
            for row in db.execute(f"SELECT {_RAW} FROM {TABLE} ORDER BY id {order}"):
                yield tuple(_text(value) for value in row)
        except apsw.Error:
            continue
        return


def _text(value: Any) -> Any:
    """Return what was read as bytes, because it may be text no more, as text."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _replace_first_page(copy: Path, key: bytes | None, pages: int) -> None:
    """Give a copy the first page of a fresh file, which must be as long: the page says so."""
    fresh = _fresh(copy)
    try:
        _remove(fresh)
        db = connect(fresh, key)
        try:
            db.execute(f"{SCHEMA}; CREATE TABLE filler (x)").fetchall()
            db.execute("INSERT INTO filler VALUES (zeroblob(?))", (max(1, pages) * _PAGE,))
        finally:
            db.close()
        with fresh.open("rb") as source, copy.open("r+b") as damaged:
            damaged.write(source.read(_PAGE))
        _part(copy, "-wal").unlink(missing_ok=True)  # it was not understood with this page
        _part(copy, "-shm").unlink(missing_ok=True)
    finally:
        _remove(fresh)


def write_rows(new: Path, key: bytes | None, rows: dict[int, Row]) -> None:
    """Make a journal of rows, numbered without gaps again. Raises `OSError` and `apsw.Error`."""
    places = {number: place for place, number in enumerate(sorted(rows), start=1)}
    db = open_file(new, key)
    try:
        marks = ",".join("?" * len(COLUMNS.split(",")))
        with transaction(db):
            for number, place in places.items():
                _, *values, about = rows[number]
                with contextlib.suppress(apsw.ConstraintError):
                    row = (place, *values, places.get(about))
                    db.execute(f"INSERT INTO {TABLE} ({COLUMNS}) VALUES ({marks})", row)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.close()


def _set_aside(path: Path, aside: Path) -> None:
    for suffix in _ALL_PARTS:
        part = _part(path, suffix)
        if part.exists():
            part.replace(_part(aside, suffix))


def _names_aside(path: Path) -> list[Path]:
    """Return what earlier damaged files are called, which are kept too, and a name that is free."""
    names = [path.with_name(f"{path.name}.damaged")]
    while names[-1].exists():
        names.append(path.with_name(f"{path.name}.damaged-{len(names) + 1}"))
    return names


def _copy(path: Path) -> Path:
    return path.with_name(f"{path.name}.salvage")


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _fresh(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.fresh")


def _part(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _remove(path: Path) -> None:
    for suffix in _ALL_PARTS:
        _part(path, suffix).unlink(missing_ok=True)
