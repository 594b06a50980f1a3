"""From the start of the process to a window that answers, with a cached list.

`python -m tests.benchmarks.start_up [guests] [runs]`

The program's modules are compiled by a run that is not counted, as those of an installed one are.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.cached_event import prepare

# Runs in the process that is measured. The window counts when its first picture is painted, the
# answer when its verdict is.
_CHILD = """
import sys, time
started = float(sys.argv[2])
from station_app import app as program
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

def tell(what):
    print(what, (time.time() - started) * 1000, flush=True)

class Watched(program.Station):
    def __init__(self, app, options, folder, closed):
        super().__init__(app, options, folder, closed)
        self.closed = closed
        self.pages.window.painted.connect(lambda: tell("WINDOW"))

    async def start(self):
        await super().start()
        from station_app.domain.scan import Lane, Scan
        self.poll = QTimer(self.pages.window, interval=1)
        self.poll.timeout.connect(self.answered)
        self.poll.start()
        self.devices.lanes.scanned.emit(Scan("C000042", Lane.KEYBOARD))

    def answered(self):
        if self.pages.window.findChild(QLabel, "verdict").text():
            self.poll.stop()
            self.pages.window.repaint()
            tell("ANSWER")
            self.closed.set()

program.Station = Watched
from station_app.__main__ import main
raise SystemExit(main(["--data-dir", sys.argv[1], "--log-level", "error", "--camera", "none"]))
"""


def _run(folder: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, folder, repr(time.time())],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )
    told = (line.partition(" ") for line in done.stdout.splitlines())
    return {what: float(value) for what, _, value in told if what in ("WINDOW", "ANSWER")}


def main() -> None:
    guests = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), guests)
        _run(folder)
        figures = [_run(folder) for _ in range(runs)]
    for what, name in (
        ("WINDOW", "process start to window painted"),
        ("ANSWER", "… to first scan answered"),
    ):
        values = [run[what] for run in figures if what in run]
        if len(values) < runs:
            sys.exit(f"{name}: never told in {runs - len(values)} of {runs} runs")
        print(
            f"{guests} guests, {name}: median {statistics.median(values):.0f} ms,"
            f" worst {max(values):.0f} ms ({len(values)} runs)"
        )


if __name__ == "__main__":
    main()
