"""A day at a door in one process, for `test_busy_day`: everything that could quote a guest.

`python -m tests.journeys.busy_day FOLDER SEEN` works on a data folder and leaves the tokens, the
window titles and the clipboard's texts in the file SEEN, outside of it.
"""

import asyncio
import gc
import json
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget

from station_app import log_files
from station_app.domain.scan import Lane, Scan
from station_app.store.pin import PinFile
from station_app.training import faults
from station_app.training.server import TrainingServer
from station_app.ui.diagnostics.dialog import DiagnosticsDialog
from station_app.ui.event_loop import run_until_complete
from tests.journeys.conftest import Screen, a_station
from tests.support.builders import wire_guest
from tests.support.door import ALL, LOGIN, RECENT

APP_CODE = "aPpCoDeQz77"
GUESTS = 120


def guests() -> list[dict[str, Any]]:
    """Return guests whose every text can be told from anything else on this machine."""
    return [
        wire_guest(
            id=f"g{n}",
            first=f"Vornamix{n}",
            last=f"Nachnamix{n}",
            company=f"Firmix{n}",
            accessCode=f"KODIX{n}",
            fields={
                "email": f"mailix{n}@example.org",
                "notes": f"Notix{n}",
                "customField1": f"Feldix{n}",
                "city": f"Ortix{n}",
            },
        )
        for n in range(GUESTS)
    ]


FOREIGN = ("vornamix", "nachnamix", "firmix", "kodix", "mailix", "notix", "feldix", "ortix")


class Day:
    """What is done, and what is seen on the way."""

    def __init__(self, server: TrainingServer) -> None:
        self.server = server
        self.tokens: set[str] = set()
        self.titles: set[str] = set()

    def look(self) -> None:
        """Note what stands outside the window."""
        self.tokens.update(self.server.event.sessions._last_use)
        for widget in QApplication.topLevelWidgets():
            self.titles.add(widget.windowTitle())
        self.titles.add(QApplication.clipboard().text())

    async def evening(self, screen: Screen, shift: int) -> None:
        """Scan, search, fail and go on."""
        await screen.until_live(f"{GUESTS} guests")
        self.look()
        for number in range(shift, GUESTS, 7):
            self.scan(screen, f"KODIX{number}")
            await asyncio.sleep(0.005)
        for unknown in (f"KODIX{shift}-torn", "https://vornamix.example.org/kodix?x=1"):
            self.scan(screen, unknown)
        scans = len(range(shift, GUESTS, 7)) + 2
        await screen.until(lambda: len(screen.rows("historyList")) == scans)
        for text in ("vornamix1", "nachnamix 2", "mailix3@example.org", "KODIX4"):
            screen.type(text)
            await screen.until(lambda: bool(screen.rows("resultList")))
        screen.page.search_submitted.emit("KODIX5", "")
        await screen.until(lambda: "Vornamix5" in screen.text("guestName"))
        self.look()
        for fault in (
            faults.Reset(),
            faults.Truncated(),
            faults.BrokenGzip(),
            faults.BrokenGuests(),
            faults.UnknownMembers(),
            faults.captive_portal(),
            faults.other_json({"guests": guests()[:3]}),
            faults.Status(500),
            faults.Status(404),
        ):
            for path in (ALL, RECENT):
                self.server.faults.queue(path, fault)
            screen.press("reloadButton")
            await asyncio.sleep(0.05)
        self.server.event.sessions.revoke_all()
        self.server.faults.queue(LOGIN, faults.Status(503))
        await self.bugs(screen, shift)
        self.server.faults.clear()
        screen.press("reloadButton")
        await screen.until_live(f"{GUESTS} guests")
        self.scan(screen, f"KODIX{shift}")
        await screen.until(lambda: f"Vornamix{shift}" in screen.text("guestName"))
        screen.station.privacy.hide(camera_rests=True)
        self.look()
        self.scan(screen, f"KODIX{shift + 1}")
        await screen.until(lambda: f"Vornamix{shift + 1}" in screen.text("guestName"))
        screen.press("settingsButton")
        await screen.until(lambda: bool(screen.station.dialogs.dialog))
        self.look()
        screen.station.dialogs.close()

    async def diagnostics(self, screen: Screen, path: Path) -> None:
        """Save what support asks for, self-test and all."""
        screen.page.wishes.diagnostics.emit()
        dialog = screen.station.dialogs.dialog
        assert isinstance(dialog, DiagnosticsDialog)
        self.look()
        dialog.save_requested.emit(str(path))
        await screen.until(path.exists, timeout_s=60)
        screen.station.dialogs.close()

    @staticmethod
    def scan(screen: Screen, code: str) -> None:
        screen.station.devices.lanes.scanned.emit(Scan(code, Lane.SERIAL))

    async def bugs(self, screen: Screen, shift: int) -> None:
        """Let each part of the program fail over a guest."""

        def fail(*_: object) -> None:
            raise ValueError(f"Vornamix{shift} KODIX{shift} {APP_CODE}")

        async def fail_later() -> None:
            fail()

        door = screen.station.doors.door
        assert door is not None
        by_scan, door.look_up.by_scan = door.look_up.by_scan, fail  # type: ignore[assignment]
        self.scan(screen, f"KODIX{shift}")
        await screen.until(lambda: "Once more" in screen.text("readyWord"))
        door.look_up.by_scan = by_scan  # type: ignore[method-assign]
        QTimer.singleShot(0, fail)
        asyncio.get_running_loop().call_soon(fail, f"Vornamix{shift}")
        task = asyncio.ensure_future(fail_later())
        thread = threading.Thread(target=fail, name=f"Vornamix{shift}")
        thread.start()
        await asyncio.sleep(0.1)
        thread.join()
        del task
        gc.collect()
        qWarning(f"QLabel: Vornamix{shift} is too long")
        notice = screen.widget("notice")
        assert isinstance(notice, QWidget)
        await screen.until(notice.isVisible)


async def day(folder: Path, seen: dict[str, list[str]]) -> None:
    """Two shifts, one of them ended by closing and one by logging out."""
    with TrainingServer(guests(), app_code=APP_CODE) as server:
        it = Day(server)
        async with a_station(folder, poll_seconds=1.0) as screen:
            await screen.log_in(server)
            await it.evening(screen, 3)
        PinFile(folder).set("97531864")
        PinFile(folder).remove()
        async with a_station(folder, poll_seconds=1.0) as screen:
            await it.evening(screen, 8)
            await it.diagnostics(screen, folder / "diagnostics.zip")
            screen.press("logoutButton")
            await screen.until(lambda: screen.station.doors.door is None)
            it.look()
        seen.update(tokens=sorted(it.tokens), titles=sorted(it.titles))


def main() -> None:
    folder, seen = map(Path, sys.argv[1:])
    log_files.start(folder, "DEBUG")
    app = QApplication(sys.argv[:1])
    facts: dict[str, list[str]] = {}
    run_until_complete(app, day(folder, facts))
    seen.write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main()
