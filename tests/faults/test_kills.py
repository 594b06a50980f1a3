"""A killed program leaves one list the server once sent."""

import random
from pathlib import Path

from tests.faults.kills import Kills


def test_kills_leave_a_list_the_server_once_sent(tmp_path: Path) -> None:
    kills = Kills(tmp_path, random.Random(3))
    kills.run(12)
    assert not [line for figures in kills.figures.values() for line in figures.lost]
    assert sum(figures.within for figures in kills.figures.values()) >= 3
