"""Files of this user only, and files that are not to be read by anybody any more."""

import contextlib
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)

VAULT = "vault.db"
"""Holds keys and secrets where there is a passphrase; its being there says that there is one."""

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_OURS = ("*.json*", "*.db*", "station.*", "crash*")  # what the program writes into its folder
_FOLDERS = ("cache", "training")
_BLOCK = bytes(1 << 16)


def make_folder(folder: Path) -> None:
    """Make a folder that only this user enters. Raises `OSError`."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file of this user only, unless it is there. Raises `OSError`.

    SQLite gives its -wal and -shm the rights of the file they belong to.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))


def narrow(folder: Path) -> bool:
    """Take the data folder and what we wrote into it from everybody else; False if that cannot be.

    A folder that others own or share (`/tmp`, a home folder given as `--data-dir`) keeps its
    rights: narrowing it would lock out whatever else lives there. Our files in it are narrowed.
    """
    if os.name != "posix":
        return True  # the profile's folder is this user's by its access list
    done = is_ours(folder) and _set_mode(folder, FOLDER_MODE)
    for path, mode in tuple(_own_files(folder)):
        done = _set_mode(path, mode) and done
    return done


def is_ours(folder: Path) -> bool:
    """Whether a folder is this user's alone to narrow."""
    found = folder.stat()
    shared = found.st_mode & stat.S_ISVTX or folder.parent == folder
    return found.st_uid == os.geteuid() and not shared and folder != Path.home()


def is_wide(path: Path) -> bool:
    """Whether others may read or enter."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _own_files(folder: Path) -> Iterator[tuple[Path, int]]:
    for pattern in _OURS:
        for path in folder.glob(pattern):
            if path.is_file() and not path.is_symlink():
                yield path, FILE_MODE
    for name in _FOLDERS:
        inner = folder / name
        if inner.is_dir() and not inner.is_symlink():
            yield inner, FOLDER_MODE
            for path in inner.rglob("*"):
                if not path.is_symlink():
                    yield path, FOLDER_MODE if path.is_dir() else FILE_MODE


def _set_mode(path: Path, mode: int) -> bool:
    try:
        if stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)
    except OSError as error:
        log.warning("the rights of %s cannot be narrowed: %s", path.name, error.strerror)
        return False
    return True


def destroy(path: Path) -> None:
    """Overwrite a file and remove it; nothing if it is not there. Raises `OSError`.

    Overwriting is what a program can do. A disk that writes elsewhere by itself (flash, snapshots,
    copy-on-write) may keep the old blocks, which is why files with people's names are encrypted.
    """
    with contextlib.suppress(FileNotFoundError):
        with path.open("r+b", buffering=0) as file:
            _overwrite(file.fileno(), path.stat().st_size)
        path.unlink()


def replace_contents(path: Path, content: bytes) -> None:
    """Replace a private file in one step; what stood in it before is overwritten, not only freed.

    Raises `OSError`.
    """
    from station_app.settings import write_private

    old = -1
    with contextlib.suppress(FileNotFoundError):
        old = os.open(path, os.O_RDWR)
    try:
        write_private(path, content)
        sync_folder(path.parent)
        if old >= 0:
            _overwrite(old, os.fstat(old).st_size)
    finally:
        if old >= 0:
            os.close(old)


def sync_folder(folder: Path) -> None:
    """Let renamed and removed names survive a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _overwrite(descriptor: int, size: int) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    left = size
    while left > 0:
        left -= os.write(descriptor, _BLOCK[: min(left, len(_BLOCK))])
    os.fsync(descriptor)
