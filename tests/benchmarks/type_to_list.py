"""From a key pressed in the search field to the list of guests painted on the screen.

`python -m tests.benchmarks.type_to_list [guests] [names]`

Names are typed letter by letter; the list for each letter must stand before the next one comes.
A letter is held back for some 60 ms until it is known not to begin a scan: told apart, because what
counts is the time from the letter in the field to the list.
"""

import asyncio
import contextlib
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from station_app.app import Station
from station_app.ui.event_loop import open_loop
from station_app.ui.station.screen import SearchPage
from tests.benchmarks import cached_event
from tests.benchmarks.opened import a_station

_QUIET_S = 4.0
_PAUSE_S = 0.12  # a fast typist
_SAME_S = 0.3  # after that only the caret is painted


class _Watch(QObject):
    """Times one key: until the store has answered, until the list is painted."""

    def __init__(self, station: Station, field: QLineEdit) -> None:
        super().__init__()
        self._window: QWidget = station.pages.window
        self._field = field
        self._fresh = False
        self._began = 0.0
        self.seen = asyncio.Event()
        self.held: list[float] = []
        self.answered: list[float] = []
        self.total: list[float] = []
        view = station.pages.station
        self._show = view.show_screen
        view.show_screen = self._show_screen  # type: ignore[method-assign]
        view.search_edited.connect(self._typed)
        self._window.installEventFilter(self)

    def begin(self) -> None:
        self.seen.clear()
        self._fresh = False
        self._began = time.perf_counter()

    def give_up(self) -> None:
        """Wait for nothing any more: what is painted next is something else."""
        self._fresh = False

    def end(self) -> None:
        self._window.removeEventFilter(self)

    def _typed(self) -> None:
        now = time.perf_counter()
        self.held.append((now - self._began) * 1000)
        self._began = now

    def _show_screen(self, screen: Any) -> None:
        now = time.perf_counter()
        self._show(screen)
        stage = screen.stage
        if isinstance(stage, SearchPage) and stage.query == self._field.text():
            if not self._fresh:
                self.answered.append((now - self._began) * 1000)
            self._fresh = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self._fresh and not self.seen.is_set():
            self._window.event(event)
            self.total.append((time.perf_counter() - self._began) * 1000)
            self.seen.set()
            return True
        return super().eventFilter(watched, event)


async def measure(app: QApplication, folder: Path, guests: int, names: int) -> None:
    """Type names and print how long each letter took to be answered on the screen."""
    async with a_station(app, folder) as station:
        await asyncio.sleep(_QUIET_S)
        field = station.pages.window.findChild(QLineEdit, "searchField")
        assert field is not None
        field.setFocus()
        watch = _Watch(station, field)
        dice = random.Random(5)
        letters = 0
        for _ in range(names):
            name = f"{dice.choice(cached_event.FIRST)} {dice.choice(cached_event.LAST)}"
            for letter in name[: dice.randrange(4, len(name) + 1)]:
                watch.begin()
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.postEvent(field, key)
                with contextlib.suppress(TimeoutError):  # the list may be the same as before
                    async with asyncio.timeout(_SAME_S):
                        await watch.seen.wait()
                    letters += 1
                watch.give_up()
                await asyncio.sleep(_PAUSE_S)
            field.clear()
            await asyncio.sleep(_PAUSE_S)
        watch.end()
        parts = (("key to field", watch.held), ("field to answer", watch.answered))
        for what, values in (*parts, ("field to painted list", watch.total)):
            took = sorted(values[1:])
            print(
                f"{guests} guests, {letters} letters, {what}: first {values[0]:.1f} ms,"
                f" median {statistics.median(took):.1f} ms,"
                f" 95 % {took[int(len(took) * 0.95)]:.1f} ms, worst {took[-1]:.1f} ms"
            )


def main() -> None:
    given = [int(argument) for argument in sys.argv[1:]]
    guests, names = (given + [100_000, 25][len(given) :])[:2]
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        cached_event.prepare(Path(folder), guests)
        with open_loop(app) as loop:
            loop.run_until_complete(measure(app, Path(folder), guests, names))


if __name__ == "__main__":
    main()
