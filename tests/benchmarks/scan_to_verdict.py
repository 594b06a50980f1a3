"""From the last key of a scan to the verdict painted on the screen.

`python -m tests.benchmarks.scan_to_verdict [guests] [scans] [pause_ms]`

One scan follows another after a pause, as at a door with a queue; 0 sends each the moment the one
before is seen, while its animations still run.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from station_app.app import Station
from station_app.domain.scan import Lane, Scan
from station_app.ui.event_loop import open_loop
from tests.benchmarks.cached_event import prepare
from tests.benchmarks.opened import a_station

_QUIET_S = 4.0  # by then everything that is imported and built late is there


class _Watch(QObject):
    """Times one scan: until its guest is known, said, laid out, and painted.

    Painted means that the pass in which the window's pixels were drawn has handed them over.
    """

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._window: QWidget = station.pages.window
        found = self._window.findChild(QLabel, "accessCode")
        assert found is not None
        self._code = found
        self._before = ""
        self._began = 0.0
        self.seen = asyncio.Event()
        self._found = 0.0
        self.looked_up: list[float] = []
        self.worded: list[float] = []
        self.laid_out: list[float] = []
        self.painted: list[float] = []
        self.total: list[float] = []
        door = station.doors.door
        assert door is not None
        presenter = door.presenter
        self._take = presenter._take
        presenter._take = self._take_answer  # type: ignore[method-assign]
        view = station.pages.station
        self._show = view.show_screen
        view.show_screen = self._show_screen  # type: ignore[method-assign]
        self._window.installEventFilter(self)

    def begin(self) -> None:
        self._before = self._code.text()
        self.seen.clear()
        self._began = time.perf_counter()

    def end(self) -> None:
        self._window.removeEventFilter(self)

    def _take_answer(self, answer: Any, entry: Any) -> None:
        self._found = time.perf_counter()
        self._take(answer, entry)

    def _show_screen(self, screen: Any) -> None:
        begin = time.perf_counter()
        self._show(screen)
        if self._code.text() != self._before and not self.seen.is_set():
            self.looked_up.append((self._found - self._began) * 1000)
            self.worded.append((begin - self._found) * 1000)
            self.laid_out.append((time.perf_counter() - begin) * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        fresh = self._code.text() != self._before and not self.seen.is_set()
        if event.type() == QEvent.Type.UpdateRequest and fresh:
            begin = time.perf_counter()
            self._window.event(event)
            self.painted.append((time.perf_counter() - begin) * 1000)
            self.total.append((time.perf_counter() - self._began) * 1000)
            self.seen.set()
            return True
        return super().eventFilter(watched, event)


async def measure(app: QApplication, folder: Path, guests: int, scans: int, pause_s: float) -> None:
    """Scan known codes one after another and print how long each took to be painted."""
    async with a_station(app, folder) as station:
        await asyncio.sleep(_QUIET_S)
        watch = _Watch(station)
        for number in range(scans):
            watch.begin()
            code = f"C{(number * 7919) % guests:06d}"
            station.devices.lanes.scanned.emit(Scan(code, Lane.KEYBOARD))
            async with asyncio.timeout(10):
                await watch.seen.wait()
            await asyncio.sleep(pause_s)
        watch.end()
        first, took = watch.total[0], sorted(watch.total[1:])
        print(
            f"{guests} guests, {scans} scans, scan to painted: first {first:.1f} ms, median"
            f" {statistics.median(took):.1f} ms, 95 % {took[int(len(took) * 0.95)]:.1f} ms,"
            f" worst {took[-1]:.1f} ms"
        )
        parts = (
            ("look-up", watch.looked_up),
            ("words", watch.worded),
            ("layout", watch.laid_out),
            ("paint", watch.painted),
        )
        told = (f"{name} {statistics.median(values[1:]):.1f} ms" for name, values in parts)
        print(f"of it, medians: {', '.join(told)}")


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:]]
    guests, scans, pause_ms = (given + [10_000, 200, 250][len(given) :])[:3]
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), guests)
        with open_loop(app) as loop:
            loop.run_until_complete(measure(app, Path(folder), guests, scans, pause_ms / 1000))


if __name__ == "__main__":
    main()
