"""Plain database files of former versions: encrypted in place, or not left lying about."""

import contextlib
import logging
import os
import zlib
from pathlib import Path

import apsw

from station_app.store.private import destroy, make_file, sync_folder

log = logging.getLogger(__name__)

_PLAIN_HEAD = b"SQLite format 3\0"
_SAMPLE = 4096
_SAMPLES = 64
_DENSE = 0.95  # random bytes do not get shorter; names, JSON and empty pages do
PARTS = ("", "-wal", "-shm")
KEY_SIZE = 32


def raw_key(key: bytes) -> str:
    """Return the text for `PRAGMA hexkey` that makes SQLite take 32 bytes as they are.

    Without the mark they would be a passphrase, stretched for 55 ms at every opening.
    """
    if len(key) != KEY_SIZE:
        raise ValueError("a key has 32 bytes")
    return (b"raw:" + key.hex().encode()).hex()


def is_plain(path: Path) -> bool:
    """Whether a file is a database that anybody can read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(len(_PLAIN_HEAD)) == _PLAIN_HEAD
    return False


def seal(path: Path, key: bytes) -> None:
    """Encrypt a plain database. Raises `apsw.Error` and `OSError`; the plain file stands then.

    The encrypted copy is made beside it, then both change names. Whatever interrupts this, `tidy`
    puts right at the next opening: until the copy has the name, the plain file is what counts.
    """
    tidy(path)
    copy, old = _copy(path), _old(path)
    plain = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
    with contextlib.closing(plain):
        plain.set_busy_timeout(5000)
        plain.execute("PRAGMA temp_store=MEMORY")
        # A log of plain pages beside the encrypted file would be applied to it.
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if plain.pragma("journal_mode", "delete") != "delete":
            raise apsw.BusyError("the log is in use")
        make_file(copy)
        target = f"{copy.absolute().as_uri()}?cipher=chacha20&hexkey={raw_key(key)}"
        try:
            plain.execute("VACUUM INTO ?", (target,))
        except apsw.Error as error:
            raise error.with_traceback(None) from None  # its frames hold the key
    with copy.open("r+b") as file:
        os.fsync(file.fileno())
    path.rename(old)
    copy.rename(path)
    sync_folder(path.parent)
    destroy(old)
    log.info("a list that was kept in plain text is encrypted now")


def tidy(path: Path) -> None:
    """Finish what an interrupted `seal` left, and remove set-aside files that can be read.

    Raises `OSError`.
    """
    copy, old = _copy(path), _old(path)
    if old.exists():
        if path.exists():
            destroy(old)
        else:
            old.rename(path)  # the copy is whole, but plain is plain: it is made again
    for suffix in (*PARTS, "-journal"):
        destroy(copy.with_name(copy.name + suffix))
        aside = path.with_name(f"{path.name}.damaged{suffix}")
        if aside.exists() and is_readable(aside):
            destroy(aside)


def drop(path: Path) -> None:
    """Remove a database with its log. Raises `OSError`."""
    for suffix in (*PARTS, "-journal"):
        destroy(path.with_name(path.name + suffix))


def is_readable(path: Path) -> bool:
    """Whether a damaged file holds more than noise: plain text can be pressed, a cipher cannot."""
    size = path.stat().st_size
    step = max(_SAMPLE, size // _SAMPLES)
    with path.open("rb") as file:
        for start in range(0, size, step):
            file.seek(start)
            sample = file.read(_SAMPLE)
            if len(sample) >= 64 and len(zlib.compress(sample, 1)) < _DENSE * len(sample):
                return True
    return False


def _copy(path: Path) -> Path:
    return path.with_name(path.name + ".sealed")


def _old(path: Path) -> Path:
    return path.with_name(path.name + ".plain")
