"""What the self-test says and what it is told to look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from station_app.domain.scan import LaneReport
from station_app.options import Options
from station_app.services.ports import Credentials
from station_app.services.sync import SyncStatus
from station_app.settings import Settings


class Level(StrEnum):
    """How it is; the words begin each line (contract.md)."""

    OK = "ok"
    WARN = "warn"  # a door can open all the same
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is, and what to do where it is not well."""

    level: Level
    subject: str
    text: str
    cure: str = ""

    def __str__(self) -> str:
        told = "; ".join(filter(None, (self.text, self.cure)))
        return f"{self.level:<4} {self.subject}: {told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDoor:
    """What a running station knows of itself: it is not looked for a second time."""

    who: Credentials
    status: SyncStatus
    listed: int  # guests
    camera: LaneReport
    serial: LaneReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """What is looked at. `door` is None where no station runs, or none is open.

    Names of cameras and loudspeakers are asked for beforehand, in the GUI thread, as Qt wants it;
    `speakers` is None where the system lacks what it takes to hear anything.
    """

    options: Options
    folder: Path
    settings: Settings
    cameras: tuple[str, ...] = ()
    speakers: tuple[str, ...] | None = ()
    door: OpenDoor | None = None

    @property
    def who(self) -> Credentials:
        """The entrance this laptop is for: the open one, the command line's, or the last."""
        if self.door is not None:
            return self.door.who
        options = self.options
        server, event_id, station = options.server, options.event_id, options.station
        if not (server or event_id or station) and self.settings.entrances:
            last = self.settings.entrances[0]
            server, event_id, station = last.server, last.event_id, last.station
        return Credentials(
            server=server, event_id=event_id, station=station, app_code=options.app_code
        )


Check = Callable[[Laptop], Iterator[Finding]]
