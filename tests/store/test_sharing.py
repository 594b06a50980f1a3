"""What a station keeps of the shared memory, beside its journal."""

import json
import stat
from pathlib import Path

import pytest

from station_app.store.sharing import ShareMemory, share_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return share_file(tmp_path / "cache", "https://x.org", "7", "Main")


def test_a_station_stays_the_same_and_goes_on_where_it_was(path: Path) -> None:
    first = ShareMemory(path)
    assert first.load() == 0
    for number in range(1, 200):
        first.save(number)
    first.close()
    second = ShareMemory(path)
    assert (second.station, second.load()) == (first.station, 199)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_its_name_stands_before_its_first_mark(path: Path) -> None:
    assert ShareMemory(path).station == ShareMemory(path).station


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"station": 7, "number": 1}', "{" * 9999])
def test_a_damaged_file_makes_another_station(path: Path, content: str) -> None:
    ShareMemory(path)
    path.write_text(content)
    fresh = ShareMemory(path)
    assert fresh.load() == 0
    assert json.loads(path.read_text())["station"] == str(fresh.station)


def test_a_disk_that_takes_nothing_stops_nobody(path: Path) -> None:
    path.mkdir(parents=True)
    memory = ShareMemory(path)
    memory.save(5)
    memory.close()
    assert memory.load() == 5
