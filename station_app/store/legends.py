"""Legends on the disk: one private file for each event, and files that people take elsewhere."""

import hashlib
import logging
from pathlib import Path

from station_app.domain.legend import (
    LARGEST_FILE,
    Legend,
    LegendFile,
    LegendUnusable,
    from_json,
    to_json,
)
from station_app.settings import write_private
from station_app.store.private import make_folder

log = logging.getLogger(__name__)

FILES = "legend-*.json*"


class EventLegend:
    """The legend of one event in a data folder: all its stations share it."""

    def __init__(self, folder: Path, server: str, event_id: str) -> None:
        event = hashlib.blake2b(f"{server}\n{event_id}".encode(), digest_size=10).hexdigest()
        self._path = folder / f"legend-{event}.json"

    def load(self) -> Legend:
        """Return what is kept. A missing or damaged file gives an empty legend."""
        try:
            return read_legend(self._path).legend
        except FileNotFoundError:
            return Legend()
        except OSError as error:
            log.warning("the legend cannot be read: %s", error.strerror)
        except LegendUnusable as error:
            log.warning("the legend cannot be used (%s)", error.reason)
        return Legend()

    def save(self, legend: Legend) -> None:
        """Keep it, whole or not at all, for this user only. Not for the window's thread."""
        try:
            make_folder(self._path.parent)
            write_private(self._path, to_json(legend))
        except OSError as error:
            log.error("the legend cannot be kept: %s", error.strerror)


def read_legend(path: Path) -> LegendFile:
    """Read a file from anywhere. Raises `OSError` and `LegendUnusable`."""
    with path.open("rb") as file:
        return from_json(file.read(LARGEST_FILE + 1))
