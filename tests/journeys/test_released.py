"""A laptop that is updated goes on where it was, without a network."""

import shutil
from pathlib import Path

import pytest

from tests.journeys.conftest import Journey, a_station
from tests.support.released import FOLDER, WHOLE


@pytest.mark.parametrize("version", WHOLE)
def test_the_door_opens_offline_with_what_an_earlier_version_kept(
    journey: Journey, tmp_path: Path, version: str
) -> None:
    shutil.copytree(FOLDER / version, tmp_path, dirs_exist_ok=True)

    async def evening() -> None:
        async with a_station(tmp_path, language=None, theme=None, camera=None) as screen:
            await screen.until(lambda: screen.text("guestCount") == "23 guests")
            assert screen.text("eventTitle") == "Vienna Science Gala"
            assert screen.station.theme.name == "contrast"
            screen.scan("]Q3K7QM2F")  # the prefix its scanner is known to send
            await screen.until_verdict("Welcome")
            assert "Anna Lindqvist" in screen.text("guestName")
            assert screen.widget("highlightColor").accessibleDescription().startswith("Speaker")
            door = screen.station.doors.door
            assert door is not None
            await screen.until(lambda: door.journal.made > 0)

    journey(evening())
    assert not list(tmp_path.rglob("*.damaged*"))
