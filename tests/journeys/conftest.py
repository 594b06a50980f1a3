"""The whole program in this process: real window, real loop, real HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QWidget

from station_app.app import Station
from station_app.options import Options
from station_app.training.server import TrainingServer
from station_app.ui.event_loop import open_loop
from tests.support.builders import wire_guest

Journey = Callable[[Coroutine[Any, Any, None]], None]


class Screen:
    """What a person sees and does, by the names of contract.md."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.window = station.pages.window
        self.page = station.pages.station

    def widget(self, name: str) -> QWidget:
        found = self.window.findChildren(QWidget, name)
        assert len(found) == 1, f"{name}: {len(found)} widgets"
        return found[0]

    def text(self, name: str) -> str:
        widget = self.widget(name)
        assert isinstance(widget, QLabel)
        return widget.text() if widget.isVisible() else ""

    def rows(self, name: str) -> list[str]:
        view = self.widget(name)
        assert isinstance(view, QListView)
        if not view.isVisible():
            return []
        model = view.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    def fill(self, name: str, text: str) -> None:
        field = self.widget(name)
        assert isinstance(field, QLineEdit)
        field.setText(text)

    def press(self, name: str) -> None:
        button = self.widget(name)
        assert isinstance(button, QAbstractButton)
        button.click()

    def scan(self, code: str) -> None:
        """Send a keyboard scanner's burst: keys without a pause, then Return."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClicks(target, code)
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Put text into the search field as typing does."""
        field = self.widget("searchField")
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.setText(text)
        field.textEdited.emit(text)

    async def until(self, condition: Callable[[], bool], timeout_s: float = 15.0) -> None:
        """Wait, with the window alive, until a condition holds."""
        async with asyncio.timeout(timeout_s):
            while not condition():  # noqa: ASYNC110 - any widget may change
                await asyncio.sleep(0.01)

    async def until_verdict(self, word: str) -> None:
        await self.until(lambda: self.text("verdict").startswith(word))

    async def until_live(self, guests: str = "") -> None:
        await self.until(
            lambda: (
                self.text("syncStatus").startswith("Up to date")
                and guests in self.text("guestCount")
            )
        )

    async def log_in(self, server: TrainingServer, **wrong: str) -> None:
        form = {
            "serverField": server.url,
            "eventIdField": server.event_id,
            "appCodeField": server.app_code,
            "stationField": server.station_name,
            **wrong,
        }
        for name, value in form.items():
            self.fill(name, value)
        self.press("loginButton")

    async def open_door(self, server: TrainingServer) -> None:
        """Log in; return when the list is there."""
        await self.log_in(server)
        await self.until_live("guests")


@asynccontextmanager
async def a_station(folder: Path, **options: Any) -> AsyncIterator[Screen]:
    """Run the program on a data folder; it is closed as by its window's button."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    facts: dict[str, Any] = {"camera": "none", "language": "en", "theme": "dark", **options}
    station = Station(app, Options(**facts), folder, asyncio.Event())
    try:
        await station.start()
        yield Screen(station)
    finally:
        await station.shut_down()


@pytest.fixture
def journey(qapp: QApplication) -> Iterator[Journey]:
    """Run a coroutine on the loop that joins Qt and asyncio, to its end."""
    with open_loop(qapp) as loop:
        yield lambda story: loop.run_until_complete(asyncio.wait_for(story, 90))


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    guests = [
        wire_guest(
            id="anna",
            first="Anna",
            last="Lindqvist",
            company="Nordlys Research",
            accessCode="K7QM2F",
            highlightColor="#3D5AFE",
            fields={
                "titlePrefix": "Dr.",
                "titleSuffix": "MSc",
                "notes": "Door C",
                "city": "Tromsø",
            },
            companions=[{"id": "jonas"}, {"id": "ghost"}],
        ),
        wire_guest(id="jonas", first="Jonas", last="Lindqvist", accessCode="", parentId="anna"),
        wire_guest(id="unnamed", first="", last="", accessCode="", parentId="anna"),
        wire_guest(id="mira", last="Okafor", accessCode="P9XB4D", registrationState="deregistered"),
        wire_guest(id="one", last="Brandstätter", accessCode="B7KEPL"),
        wire_guest(id="two", last="Brandstätter", accessCode="B7KEPL"),
        *(wire_guest(id=f"g{n}", last=f"Müller{n}", accessCode=f"GUEST{n}") for n in range(30)),
    ]
    with TrainingServer(guests) as running:
        yield running
