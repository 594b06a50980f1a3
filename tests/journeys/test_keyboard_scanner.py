"""A keyboard scanner at the door: real keys through an X server, on four laptops' layouts."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from station_app.domain.keyboard_layout import US, US_SHIFT
from station_app.scanners.key_positions import SCAN_CODES, X11_OFFSET
from station_app.scanners.wedge import WedgeSettings
from station_app.training.server import TrainingServer
from tests.journeys.conftest import Journey, Screen, a_station
from tests.support.builders import wire_guest

KEYCODES = {key: str(code + X11_OFFSET) for code, key in SCAN_CODES.items()}
LAYOUTS = {"us": ["us"], "de": ["de"], "fr": ["fr"], "ch": ["ch"]}
SLOW = WedgeSettings(gap_ms=58)


class Scanner:
    """Plays the keys of a scanner that is set to US, as fast as it is told."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    async def run(self, arguments: Sequence[str]) -> None:
        process = QProcess()
        process.start("xdotool", list(arguments))
        running = QProcess.ProcessState.NotRunning
        await self._screen.until(lambda: process.state() is running)
        assert process.exitCode() == 0

    async def scan(self, text: str, key_ms: int) -> None:
        """Press the keys that give `text` on a US keyboard, then Enter."""
        arguments: list[str] = []
        for character in text:
            shifted = character in US_SHIFT
            key = KEYCODES[US[US_SHIFT.index(character)] if shifted else character]
            strokes = [("keydown", key), ("keyup", key)]
            if shifted:
                strokes = [("keydown", "shift"), *strokes, ("keyup", "shift")]
            for command, what in strokes:
                arguments += [command, "--delay", "0", what]
            arguments += ["sleep", str(key_ms / 1000)]
        await self.run([*arguments, "key", "--delay", "0", "Return"])

    async def type(self, text: str, key_ms: int) -> None:
        """Type characters as this laptop's layout has them."""
        await self.run(["type", "--delay", str(2 * key_ms), "--", text])


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest, qapp: QGuiApplication) -> Iterator[str]:
    """Give the X server a layout, and its own one back."""
    needed = all(shutil.which(tool) for tool in ("xdotool", "setxkbmap"))
    if qapp.platformName() != "xcb" or not needed or not os.environ.get("DISPLAY"):
        pytest.skip("needs an X server, xdotool and setxkbmap")
    told = subprocess.run(["setxkbmap", "-query"], capture_output=True, text=True, check=True)
    before = [
        part
        for line in told.stdout.splitlines()
        for name, value in [line.split(":")]
        for part in (f"-{name.strip()}", value.strip())
    ]
    subprocess.run(["setxkbmap", *LAYOUTS[request.param]], check=True)
    yield request.param
    subprocess.run(["setxkbmap", *before], check=True)


async def opened(screen: Screen, server: TrainingServer) -> Scanner:
    await screen.log_in(server)
    await screen.until_live()
    await screen.until(screen.window.isActiveWindow)
    return Scanner(screen)


def focus(screen: Screen, name: str) -> QWidget:
    widget = screen.widget(name)
    widget.setFocus()
    return widget


def test_a_scanner_set_to_us_is_understood_on_every_laptop_at_every_speed(
    journey: Journey, server: TrainingServer, tmp_path: Path, layout: str
) -> None:
    server.event.add(wire_guest(id="zoe", last="Yzquierdo", accessCode="zy-QA1m2"))

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await opened(screen, server)
            asked = [
                (1, "zy-QA1m2", "Yzquierdo"),
                (5, "https://t.example.org/show?lang=de&code=K7QM2F", "Lindqvist"),
                (15, "https://t.example.org/t/zy-QA1m2", "Yzquierdo"),
                (30, "]Q3GUEST7", "Müller7"),
                (50, "zy-QA1m2", "Yzquierdo"),
            ]
            for number, (key_ms, text, name) in enumerate(asked):
                if key_ms > 25:
                    screen.station._wedge.apply(SLOW)
                focus(screen, "searchField" if number % 2 else "reloadButton")
                await scanner.scan(text, key_ms)
                await screen.until(lambda name=name: name in screen.text("guestName"))  # type: ignore[misc]
                field = screen.widget("searchField")
                assert isinstance(field, QLineEdit)
                assert field.text() == "", (layout, key_ms)

    journey(story())


def test_a_scanner_set_to_the_laptops_layout_needs_no_repair(
    journey: Journey, server: TrainingServer, tmp_path: Path, layout: str
) -> None:
    server.event.add(wire_guest(id="zoe", last="Yzquierdo", accessCode="zy-QA1m2"))

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await opened(screen, server)
            asked = [("zy-QA1m2", "Yzquierdo"), ("GUEST7", "Müller7")]
            for number, key_ms in enumerate((1, 5, 15, 30, 50)):
                if key_ms > 25:
                    screen.station._wedge.apply(SLOW)
                code, name = asked[number % 2]
                focus(screen, "reloadButton" if number % 2 else "searchField")
                await scanner.type(f"{code}\t" if number % 2 else code, key_ms)
                await screen.until(lambda name=name: name in screen.text("guestName"))  # type: ignore[misc]
                answer = screen.station._door.presenter._answer  # type: ignore[union-attr]
                assert answer is not None
                assert not answer.repaired, layout

    journey(story())


def test_typing_before_and_after_a_scan_stays_typing(
    journey: Journey, server: TrainingServer, tmp_path: Path, layout: str
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await opened(screen, server)
            field = focus(screen, "searchField")
            assert isinstance(field, QLineEdit)
            await scanner.type("mueller", 65)  # a fast typist
            await screen.until(lambda: field.text() == "mueller")
            await scanner.scan("GUEST9", 10)
            await screen.until(lambda: "Müller9" in screen.text("guestName"))
            assert field.text() == ""  # the result replaced the search
            await scanner.type("okafor", 65)
            await screen.until(lambda: field.text() == "okafor")
            await screen.until(lambda: any("Okafor" in row for row in screen.rows("resultList")))

    if layout == "us":  # the layout is no matter here
        journey(story())


MALICIOUS = [
    "x" * 10_000,
    "'; DROP TABLE guest; --",
    "<b>bold</b><script>alert(1)</script>",
    "../../etc/passwd%00",
    "{0.__class__}%s%n",
]


def test_a_malicious_burst_is_calmly_unknown_and_the_next_scan_works(
    journey: Journey, server: TrainingServer, tmp_path: Path, layout: str
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await opened(screen, server)
            for number, text in enumerate(MALICIOUS):
                if len(text) > 1000:
                    await scanner.type(text, 0)
                    await scanner.run(["key", "Return"])
                else:
                    await scanner.scan(text, 1)
                await screen.until_verdict("Unknown code")
                await scanner.scan(f"GUEST{number + 1}", 5)
                await screen.until(lambda n=number: f"Müller{n + 1}" in screen.text("guestName"))  # type: ignore[misc]
                await screen.until_verdict("Welcome")

    if layout in ("us", "de"):
        journey(story())
