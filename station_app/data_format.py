"""Which version of the program the data folder is of: an earlier one leaves it alone.

The schemas of the lists stand inside of them, encrypted; this number can be read before any key.
"""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from station_app import __version__
from station_app.settings import write_private

log = logging.getLogger(__name__)

FILE_NAME = "format.json"

FORMAT = 1
"""Rises with all that an earlier version would lose or misread: other schemas of lists and notes,
settings that mean something else. (A setting it does not know is no reason.)"""

_LARGEST = 10_000  # bytes


@dataclass(frozen=True, slots=True)
class DataFormat:
    """What the folder says of itself."""

    number: int
    version: str  # of the program that wrote it; for people


def newer_format(folder: Path) -> DataFormat | None:
    """Return what a folder says if it is of a later version than this one; None to go on.

    Changes nothing. A file that says nothing is no reason to stop: it never said less than ours.
    """
    try:
        with (folder / FILE_NAME).open("rb") as file:
            kept = json.loads(file.read(_LARGEST))
        number, version = kept["format"], kept["version"]
    except (OSError, ValueError, RecursionError, TypeError, KeyError):
        return None
    if type(number) is not int or number <= FORMAT:
        return None
    readable = isinstance(version, str) and version.isascii() and version.isprintable()
    return DataFormat(number, version[:20] if readable else "")


def mark_format(folder: Path) -> None:
    """Say that the folder is of this version from now on, before anything in it is brought up."""
    told = json.dumps({"format": FORMAT, "version": __version__}).encode()
    path = folder / FILE_NAME
    try:
        if not path.exists() or path.read_bytes() != told:
            write_private(path, told)
    except OSError as error:  # then nothing else will be written either
        log.warning("the data folder's format cannot be noted: %s", error.strerror)
