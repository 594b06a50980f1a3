"""A lid that was closed for a day: the age is told truly, and the first thing is a poll."""

import asyncio
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from station_app.domain.verdict import Verdict
from station_app.services.steady import steady_s
from station_app.training import faults
from station_app.training.server import TrainingServer
from tests.faults.test_circumstances import at_a_live_door
from tests.faults.test_faults import all_are_there, answered, is_live, scanned
from tests.support.door import ALL, LOGIN, RECENT, Door

_SLEPT = timedelta(hours=26)  # longer than a session lasts
_NEARLY = timedelta(minutes=1)


def sleep(
    server: TrainingServer, door: Door, monkeypatch: pytest.MonkeyPatch, *, timers_run_on: bool
) -> None:
    """Let a day pass at once. Windows lets the clock run on that timers go by, others do not."""
    slept_s = _SLEPT.total_seconds()
    server.clock.advance(slept_s)
    wall, monotonic, steady = time.time, time.monotonic, steady_s
    if timers_run_on:
        monkeypatch.setattr(time, "monotonic", lambda: monotonic() + slept_s)
    door.sync._wall = lambda: wall() + slept_s
    door.sync._monotonic = lambda: steady() + slept_s


@pytest.mark.parametrize("timers_run_on", [False, True])
@pytest.mark.parametrize("under_way", [False, True])
def test_a_day_of_sleep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, under_way: bool, timers_run_on: bool
) -> None:
    async def story(server: TrainingServer, door: Door) -> None:
        held = faults.Held()
        if under_way:
            server.faults.queue(RECENT, held)
            door.sync.retry_now()
            assert await asyncio.to_thread(server.wait_for_requests, RECENT)
        else:
            await door.until(lambda status: status.next_try_at is not None)
        as_of = datetime.fromisoformat(door.sync.status.as_of)
        lists = server.count_requests(ALL)

        sleep(server, door, monkeypatch, timers_run_on=timers_run_on)
        server.event.check_in("g5")
        now = door.sync.server_now()
        assert now is not None
        assert abs(now - as_of - _SLEPT) < _NEARLY
        assert await scanned(door, "C3") is Verdict.WELCOME
        held.release()

        await answered(door, "g5", Verdict.ALREADY)
        await door.until(lambda s: server.count_requests(ALL) > lists and is_live(s))
        assert server.count_requests(LOGIN) == 2
        await all_are_there(door)
        now = door.sync.server_now()
        assert now is not None
        assert abs(now - server.clock.now()) < _NEARLY

    at_a_live_door(tmp_path, story)
