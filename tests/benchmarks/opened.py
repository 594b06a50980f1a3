"""The program, opened as its user opens it, for as long as a benchmark needs it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from station_app.app import Station
from station_app.options import Options
from station_app.ui.garbage import Garbage


@asynccontextmanager
async def a_station(app: QApplication, folder: Path) -> AsyncIterator[Station]:
    """Run the program on a data folder, without a camera."""
    options = Options(camera="none", language="en", theme="dark")
    station = Station(app, options, folder, asyncio.Event())
    garbage = Garbage()
    await station.start()
    garbage.start()
    try:
        yield station
    finally:
        garbage.stop()
        await station.shut_down()
