"""The dialog of the event's doors: filled from the shared memory while it is open."""

import time
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer

from station_app.domain.errors import CacheUnusable
from station_app.domain.guest import GuestId
from station_app.domain.numbers import QUARTER_S
from station_app.ui import times
from station_app.ui.i18n import translate
from station_app.ui.other_doors.dialog import DoorLine, DoorsDialog, DoubleLine
from station_app.ui.settings.sharing import ago
from station_app.ui.station.pages import spoken_name
from station_app.ui.tasks import LatestTask

if TYPE_CHECKING:
    from station_app.services.sharing import Sharing
    from station_app.ui.door import Door

_EVERY_MS = 2000
_QUARTERS = 16  # four hours
_DOUBLES = 200


class DoorsVisit:
    """One opening of the dialog."""

    def __init__(self, dialog: DoorsDialog, door: "Door", sharing: "Sharing") -> None:
        self._dialog, self._door, self._sharing = dialog, door, sharing
        self._task = LatestTask()
        self._timer = QTimer(dialog)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._follow)
        self._timer.start()
        dialog.finished.connect(self._end)
        self._follow()

    def _follow(self) -> None:
        if not self._task.is_running:
            self._task.start(self._show())

    def _end(self) -> None:
        self._timer.stop()
        self._task.cancel()

    async def _show(self) -> None:
        sharing = self._sharing
        last = int(time.time() // QUARTER_S)
        welcomed = sharing.welcomed()
        lines = []
        for station, on_line in sharing.stations:
            counts = welcomed.pop(station.station, Counter())
            lines.append(
                DoorLine(
                    name=station.name or translate("DoorsDialog", "a door without a name"),
                    is_on_line=on_line,
                    is_here=station.station == sharing.station,
                    told=_told(sharing, station.list_as_of, station.last_scan_at),
                    welcomed=sum(counts.values()),
                    quarters=tuple(counts.get(last - n, 0) for n in reversed(range(_QUARTERS))),
                )
            )
        self._dialog.show_doors(lines, await self._doubles())

    async def _doubles(self) -> list[DoubleLine]:
        found = self._sharing.doubles()[:_DOUBLES]
        ids = [GuestId(guest) for guest, _, _ in found if guest]
        try:
            guests = await self._door.guests(ids)
        except CacheUnusable:
            guests = {}
        unknown = translate("DoorsDialog", "a guest who is not on this list")
        return [
            DoubleLine(
                name=spoken_name(guests[GuestId(guest)], None)
                if GuestId(guest) in guests
                else unknown,
                told=translate("DoorsDialog", "{doors}, the second time at {time}").format(
                    doors=", ".join(map(self._name_of, doors)), time=times.clock(at)
                ),
            )
            for guest, doors, at in found
        ]

    def _name_of(self, station: UUID) -> str:
        return self._sharing.name_of(station) or translate("DoorsDialog", "a door without a name")


def _told(sharing: "Sharing", list_as_of: datetime | None, last_scan_at: datetime | None) -> str:
    parts = []
    if list_as_of is not None:
        parts.append(
            translate("DoorsDialog", "list as of {time}").format(time=times.clock(list_as_of))
        )
    if last_scan_at is not None:
        parts.append(
            translate("DoorsDialog", "last scan {ago}").format(ago=ago(sharing, last_scan_at))
        )
    return " · ".join(parts)
