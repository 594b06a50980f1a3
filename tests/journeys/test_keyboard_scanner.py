"""A keyboard scanner at the door: real keys through an X server, on four laptops' layouts."""

import asyncio
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from station_app.scanners.learn_wedge import TEST_CODE, ObservedKey, WedgeLearner
from station_app.scanners.wedge import WedgeSettings
from station_app.training.server import TrainingServer
from tests.journeys.conftest import Journey, Screen, a_station
from tests.support.builders import wire_guest
from tests.support.keyboard import STALL_MS, Pauses, has_tools, strokes

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

    async def play(self, arguments: Sequence[str], key_ms: int) -> None:
        """Run xdotool until it keeps to its pace, which it does nearly always."""
        for _ in range(5):
            pauses = Pauses()
            QApplication.instance().installEventFilter(pauses)  # type: ignore[union-attr]
            await self.run(arguments)
            await asyncio.sleep(0.02)  # the last keys are read
            QApplication.instance().removeEventFilter(pauses)  # type: ignore[union-attr]
            if pauses.longest_ms <= key_ms + STALL_MS:
                return
            await asyncio.sleep(0.5)  # until what came of it has been answered
            self._screen.page.dismissed.emit()
        pytest.skip("this machine is too busy to play a scanner")

    async def scan(self, text: str, key_ms: int) -> None:
        """Press the keys that give `text` on a US keyboard, then Enter."""
        arguments: list[str] = []
        for character in text:
            arguments += strokes(character)
            arguments += ["sleep", str(key_ms / 1000)]
        await self.play([*arguments, "key", "--delay", "0", "Return"], key_ms)

    async def type(self, text: str, key_ms: int) -> None:
        """Type characters as this laptop's layout has them: xdotool's delay holds two events."""
        await self.run(["type", "--delay", str(2 * key_ms), "--", text])

    async def scan_as_typed(self, text: str, key_ms: int) -> None:
        """Type fast, as a scanner does that is set to this laptop's layout."""
        await self.play(["type", "--delay", str(2 * key_ms), "--", text], key_ms)


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Give the X server a layout, and its own one back."""
    del qapp  # it must be there to be asked for its platform
    if not has_tools("xdotool", "setxkbmap"):
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


async def with_scanner(screen: Screen, server: TrainingServer) -> Scanner:
    await screen.open_door(server)
    await screen.until(screen.window.isActiveWindow)  # or keys would go elsewhere
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
            scanner = await with_scanner(screen, server)
            asked = [
                (1, "zy-QA1m2", "Yzquierdo"),
                (5, "https://t.example.org/show?lang=de&code=K7QM2F", "Lindqvist"),
                (15, "https://t.example.org/t/zy-QA1m2", "Yzquierdo"),
                (30, "]Q3GUEST7", "Müller7"),
                (50, "zy-QA1m2", "Yzquierdo"),
            ]
            for number, (key_ms, text, name) in enumerate(asked):
                if key_ms > 25:
                    screen.station.devices.wedge.apply(SLOW)
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
            scanner = await with_scanner(screen, server)
            asked = [("zy-QA1m2", "Yzquierdo"), ("GUEST7", "Müller7")]
            for number, key_ms in enumerate((1, 5, 15, 30, 50)):
                if key_ms > 25:
                    screen.station.devices.wedge.apply(SLOW)
                code, name = asked[number % 2]
                focus(screen, "reloadButton" if number % 2 else "searchField")
                await scanner.scan_as_typed(f"{code}\t" if number % 2 else code, key_ms)
                await screen.until(lambda name=name: name in screen.text("guestName"))  # type: ignore[misc]
                answer = screen.station.doors.door.presenter.answer  # type: ignore[union-attr]
                assert answer is not None
                assert not answer.repaired, layout

    journey(story())


@pytest.mark.parametrize("layout", ["us"], indirect=True)
@pytest.mark.usefixtures("layout")
def test_typing_before_and_after_a_scan_stays_typing(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await with_scanner(screen, server)
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

    journey(story())


MALICIOUS = [
    "x" * 10_000,
    "'; DROP TABLE guest; --",
    "<b>bold</b><script>alert(1)</script>",
    "../../etc/passwd%00",
    "{0.__class__}%s%n",
]


@pytest.mark.parametrize("layout", ["de"], indirect=True)
@pytest.mark.usefixtures("layout")
def test_a_malicious_burst_is_calmly_unknown_and_the_next_scan_works(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await with_scanner(screen, server)
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

    journey(story())


@pytest.mark.parametrize("layout", ["us", "de"], indirect=True)
def test_a_slow_scanner_is_understood_once_it_is_learnt(
    journey: Journey, server: TrainingServer, tmp_path: Path, layout: str
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            scanner = await with_scanner(screen, server)
            wedge, learner = screen.station.devices.wedge, WedgeLearner()
            bursts: list[tuple[ObservedKey, ...]] = []
            wedge.observed.connect(bursts.append)
            wedge.observe(True)
            await scanner.scan(TEST_CODE, 50)
            await screen.until(lambda: bool(bursts))
            wedge.observe(False)
            assert screen.text("guestName") == ""
            assert learner.take(bursts[-1])  # earlier ones were played with a stall
            finding = learner.finding()
            assert finding is not None
            assert finding.proved
            assert finding.endings == ("Enter",)
            assert 45 <= finding.key_ms <= 58
            assert finding.needs_repair == (layout != "us")
            assert layout == "us" or finding.layouts[0] == layout
            wedge.apply(finding.settings)
            await scanner.scan("GUEST3", 50)
            await screen.until(lambda: "Müller3" in screen.text("guestName"))

    journey(story())
