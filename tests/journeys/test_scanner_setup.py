"""The scanner set-up in the whole program: each lane learns, proves itself, and is then used."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from station_app.scanners.learn_wedge import TEST_CODE
from station_app.training.server import TrainingServer
from tests.scanners.pictures import badge, film
from tests.support.serial_scanner import Scanner

from .conftest import Journey, Screen, a_station


async def open_setup(screen: Screen, server: TrainingServer) -> None:
    """Log in, then open the set-up as from the menu."""
    await screen.open_door(server)
    screen.page.wishes.scanner_setup.emit()
    await screen.until(lambda: screen.station.dialogs.dialog is not None)


def close(screen: Screen) -> None:
    assert screen.station.dialogs.dialog is not None
    screen.station.dialogs.dialog.close()


def test_the_set_up_learns_a_scanner_and_proves_it(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await open_setup(screen, server)
            screen.scan("K7QM2F")
            await screen.until(lambda: "another code" in screen.text("setupTitle"))
            assert screen.text("verdict") == ""
            screen.scan(TEST_CODE)
            await screen.until(lambda: screen.text("setupTitle") == "Learnt")
            assert "ends with Enter" in screen.text("setupText")
            assert "layout fits" in screen.text("setupText")
            screen.scan(TEST_CODE)
            await screen.until(lambda: screen.text("setupTitle") == "It works")
            close(screen)
            assert not screen.station.preferences.now.scanner_silence_ends
            assert [one.lane for one in screen.station.preferences.kept.scanners] == ["keyboard"]
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")

    journey(story())


def test_two_scanners_with_different_habits_work_side_by_side(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await open_setup(screen, server)
            for prefix in ("~", "%%"):
                for title in ("Learnt", "It works"):
                    screen.scan(prefix + TEST_CODE)
                    await screen.until(lambda title=title: screen.text("setupTitle") == title)
                screen.station.dialogs.dialog.restarted.emit()  # type: ignore[union-attr]
                await screen.until(lambda: screen.text("setupTitle") == "Scan this code")
            close(screen)
            for code, name in (("~K7QM2F", "Lindqvist"), ("%%GUEST5", "Müller5")):
                screen.scan(code)
                await screen.until(lambda name=name: name in screen.text("guestName"))
        async with a_station(tmp_path) as screen:  # and the next day
            await screen.until_live("36 guests")
            screen.scan("%%GUEST7")
            await screen.until(lambda: "Müller7" in screen.text("guestName"))

    journey(story())


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    if not hasattr(os, "openpty"):
        pytest.skip("no pseudo terminals here")
    scanner = Scanner()
    yield scanner
    scanner.unplug()


def test_a_serial_scanner_is_learnt_and_what_it_adds_is_cut_off(
    journey: Journey, server: TrainingServer, tmp_path: Path, scanner: Scanner
) -> None:
    (tmp_path / "settings.json").write_text(f'{{"serial_port": "{scanner.port}"}}')

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await open_setup(screen, server)
            await screen.until(lambda: "Serial: on" in screen.text("scannerStatus"))
            for title in ("Learnt", "It works"):
                scanner.send(f"<{TEST_CODE}>\r".encode())
                await screen.until(lambda title=title: screen.text("setupTitle") == title)
            assert "“<” before and “>” after" in screen.text("setupText")
            close(screen)
            scanner.send(b"<K7QM2F>\r")
            await screen.until_verdict("Welcome")
            assert screen.text("accessCode") == "K7QM2F"

    journey(story())


def test_a_camera_shows_what_it_sees_and_how_well(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    paper = (badge(TEST_CODE, 640, 480) * 0.75).astype(np.uint8)
    empty = np.full_like(paper, 90)
    camera = str(film(tmp_path / "code.avi", [empty] * 90 + [paper] * 300))

    async def story() -> None:
        async with a_station(tmp_path / "data", camera=camera) as screen:
            await open_setup(screen, server)
            await screen.until(lambda: screen.text("setupTitle") == "It works")
            assert "camera" in screen.text("setupText")
            await screen.until(lambda: "Sharp" in screen.text("sharpnessMeter"))
            assert "Good" in screen.text("lightMeter")
            assert screen.text("verdict") == ""

    journey(story())
