"""From the start of the process to a window that answers, with a cached list.

`python -m tests.benchmarks.start_up [guests] [runs]`
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.cached_event import prepare

# Runs in the process that is measured: stops the clock at the first paint of a filled page.
_CHILD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from station_app import app as program
started = float(sys.argv[2])
import asyncio
shown = program.MainWindow.show
def show(window):
    shown(window)
    window.repaint()
    print("WINDOW", (time.time() - started) * 1000, flush=True)
    station = stations[0]
    count = window.findChild(program.QWidget, "guestCount") if hasattr(program, "QWidget") else None
    from PySide6.QtWidgets import QLabel
    label = window.findChild(QLabel, "guestCount")
    def usable():
        if label.text() and station._door is not None:
            from station_app.domain.scan import Lane, Scan
            verdict = window.findChild(QLabel, "verdict")
            station._door.presenter.scan(Scan("C000042", Lane.KEYBOARD))
            wait = QTimer(window, interval=1)
            def answered():
                if verdict.text():
                    wait.stop()
                    window.repaint()
                    print("ANSWER", (time.time() - started) * 1000, flush=True)
                    station._closed.set()
            wait.timeout.connect(answered)
            wait.start()
            poll.stop()
    poll = QTimer(window, interval=1)
    poll.timeout.connect(usable)
    poll.start()
program.MainWindow.show = show
stations = []
made = program.Station.__init__
def init(self, *a):
    made(self, *a)
    stations.append(self)
program.Station.__init__ = init
from station_app.__main__ import main
raise SystemExit(main(["--data-dir", sys.argv[1], "--log-level", "error", "--camera", "none"]))
"""


def main() -> None:
    guests = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    figures: dict[str, list[float]] = {"WINDOW": [], "ANSWER": []}
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), guests)
        for _ in range(runs):
            done = subprocess.run(
                [sys.executable, "-c", _CHILD, folder, repr(time.time())],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
                env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
            )
            for line in done.stdout.splitlines():
                what, _, value = line.partition(" ")
                if what in figures:
                    figures[what].append(float(value))
    for what, values in figures.items():
        name = "process start to window shown" if what == "WINDOW" else "… to first scan answered"
        if values:
            print(
                f"{guests} guests, {name}: median {statistics.median(values):.0f} ms,"
                f" worst {max(values):.0f} ms ({len(values)} runs)"
            )


if __name__ == "__main__":
    main()
