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
    assert first.load(0) == 0
    for number in range(1, 200):
        first.save(number)
    first.close()
    second = ShareMemory(path)
    assert (second.station, second.load(300)) == (first.station, 199)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_its_name_stands_before_its_first_mark(path: Path) -> None:
    assert ShareMemory(path).station == ShareMemory(path).station


def test_a_copy_on_another_machine_is_another_station_and_leaves_its_journal_alone(
    path: Path,
) -> None:
    first = ShareMemory(path, "machine A")
    first.save(5)
    first.close()
    assert b"machine A" not in path.read_bytes()
    assert ShareMemory(path, "machine A").station == first.station
    copy = ShareMemory(path, "machine B")
    assert copy.station != first.station
    assert copy.load(9) == 9
    copy.close()
    again = ShareMemory(path, "machine B")
    assert (again.station, again.load(12)) == (copy.station, 9)


def test_a_copy_that_was_never_opened_is_still_one(path: Path) -> None:
    first = ShareMemory(path, "machine A")
    first.close()
    ShareMemory(path, "machine B").close()
    assert ShareMemory(path, "machine B").load(9) == 9


def test_a_station_that_becomes_another_goes_on_where_it_was(path: Path) -> None:
    first = ShareMemory(path, "machine A")
    before = first.station
    first.save(5)
    first.close()
    first.become_another()
    second = ShareMemory(path, "machine A")
    assert second.station != before
    assert second.load(9) == 5


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"station": 7, "number": 1}', "{" * 9999])
def test_a_damaged_file_makes_another_station(path: Path, content: str) -> None:
    ShareMemory(path)
    path.write_text(content)
    fresh = ShareMemory(path)
    assert fresh.load(9) == 0
    assert json.loads(path.read_text())["station"] == str(fresh.station)


def test_a_disk_that_takes_nothing_stops_nobody(path: Path) -> None:
    path.mkdir(parents=True)
    memory = ShareMemory(path)
    memory.save(5)
    memory.close()
    assert memory.load(9) == 5
