"""From the last key of a scan to the verdict painted on the screen.

`python -m tests.benchmarks.scan_to_verdict [guests] [scans]`
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel

from station_app.app import Station
from station_app.domain.scan import Lane, Scan
from station_app.options import Options
from station_app.ui.event_loop import StationLoop
from tests.benchmarks.cached_event import prepare


class _Painted(QObject):
    """Tells when the verdict of the scan under way reaches the screen."""

    def __init__(self, name: QLabel) -> None:
        super().__init__()
        self._name = name
        self.before = ""
        self.seen = asyncio.Event()
        self.at = 0.0
        name.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._name.text() != self.before:
            self.at = time.perf_counter()
            self.seen.set()
        return super().eventFilter(watched, event)


async def measure(app: QApplication, folder: Path, guests: int, scans: int) -> None:
    """Scan known codes one after another and print how long each took to be painted."""
    options = Options(camera="none", language="en", theme="dark")
    station = Station(app, options, folder, asyncio.Event())
    await station.start()
    try:
        label = station._window.findChild(QLabel, "accessCode")
        assert label is not None
        assert station._door is not None
        painted = _Painted(label)
        took = []
        for number in range(scans):
            code = f"C{(number * 7919) % guests:06d}"
            painted.before = label.text()
            painted.seen.clear()
            begin = time.perf_counter()
            station._lanes.scanned.emit(Scan(code, Lane.KEYBOARD))
            async with asyncio.timeout(10):
                await painted.seen.wait()
            took.append((painted.at - begin) * 1000)
        first = took.pop(0)  # beside the first paint of a window that has just opened
        took.sort()
        print(
            f"{guests} guests, {scans} scans, scan to painted: first {first:.1f} ms, median"
            f" {statistics.median(took):.1f} ms, 95 % {took[int(len(took) * 0.95)]:.1f} ms,"
            f" worst {took[-1]:.1f} ms"
        )
    finally:
        await station.shut_down()


def main() -> None:
    guests = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    scans = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    loop = StationLoop(app)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), guests)
        with loop:
            loop.run_until_complete(measure(app, Path(folder), guests, scans))


if __name__ == "__main__":
    main()
