"""The composition root: builds every object, wires them, owns the order of shutdown.

Nothing else names concrete classes. `station` puts together what its neighbours here hold.
"""

import asyncio
import logging
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from PySide6.QtWidgets import QApplication

from station_app import __version__
from station_app.app.station import Station
from station_app.options import Options
from station_app.ui.event_loop import run_until_complete, signals_close
from station_app.ui.garbage import Garbage

__all__ = ["Station", "run"]

log = logging.getLogger(__name__)


def run(options: Options, folder: Path) -> int:
    """Run the program until its window is closed; return its exit status."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("checkin-station")
    app.setApplicationDisplayName("Check-in Station")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("checkin-station")
    app.setQuitOnLastWindowClosed(False)
    run_until_complete(app, _main(app, options, folder))
    return 0


async def _main(app: QApplication, options: Options, folder: Path) -> None:
    quitting = asyncio.Event()
    with signals_close(quitting):
        station = Station(app, options, folder, asyncio.Event())
        await _run(station, quitting)
        while station.turns_to is not None and not quitting.is_set():
            before = station.pages.window
            station = Station(app, station.turns_to, folder, asyncio.Event(), asks=True)
            station.pages.window.stand_as(before)
            await _run(station, quitting)


async def _run(station: Station, quitting: asyncio.Event) -> None:
    """Run a station until it is closed, or all of the program is."""
    async with AsyncExitStack() as stack:  # undone in reverse, whatever happens
        stack.push_async_callback(station.shut_down)
        garbage = Garbage()
        stack.callback(garbage.stop)
        starting = asyncio.ensure_future(station.start())
        closing = asyncio.ensure_future(_first_of(station.closed, quitting))
        # A start may wait for a key store that asks somebody; who closes the window is heard.
        await asyncio.wait({starting, closing}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
            garbage.start()
            await closing
        log.info("closing")
        starting.cancel()
        closing.cancel()
        await asyncio.gather(starting, closing, return_exceptions=True)


async def _first_of(*events: asyncio.Event) -> None:
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
