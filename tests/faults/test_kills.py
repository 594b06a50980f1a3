"""A killed program leaves one list the server once sent, and every note that can be read."""

import random
from pathlib import Path

import pytest

from tests.faults import kill_steps
from tests.faults.kills import Kept, Kills
from tests.support import forks


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept.make(tmp_path_factory.mktemp("kept"))


def test_kills_leave_a_list_the_server_once_sent(tmp_path: Path, kept: Kept) -> None:
    kills = Kills(tmp_path, kept, random.Random(3))
    kills.run(24)
    assert not [line for figures in kills.figures.values() for line in figures.lost]
    assert sum(figures.within for figures in kills.figures.values()) >= 8


@pytest.mark.parametrize("name", ["exchange", "salvage"])
def test_between_two_names_nothing_is_lost(tmp_path: Path, kept: Kept, name: str) -> None:
    path = tmp_path / "data" / "guests-1.db"
    with forks.Forks(kill_steps.MODULE) as children:
        kept.begin(name, path)
        steps = kill_steps.steps_of(children, name, path)
        assert steps >= 4
        for step in range(1, steps + 1):
            kept.begin(name, path)
            kill_steps.kill(children, name, step, path)
            if name == "exchange":
                kept.look_at_list(path)
            else:
                kept.look_at_notes(path)
