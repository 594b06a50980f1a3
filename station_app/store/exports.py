"""Files that leave the data folder."""

import os
from pathlib import Path

_TRIES = 1000


def write_new(path: Path, content: bytes) -> Path:
    """Write a file for this user only, and never over another: a name that is taken gets a number.

    Return the file written. Raises `OSError`; then nothing is left of it.
    """
    for count in range(1, _TRIES):
        free = path if count == 1 else path.with_name(f"{path.stem} ({count}){path.suffix}")
        try:
            handle = os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            free.unlink(missing_ok=True)
            raise
        return free
    raise FileExistsError(path.name)
