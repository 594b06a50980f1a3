"""Waits grow with failures, and end for a wish or a sleep before their time."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

from station_app.domain.errors import RateLimited
from station_app.services.pauses import BackOff, Pause


def test_the_back_off_grows_with_jitter_up_to_half_a_minute() -> None:
    back_off = BackOff(random.random)
    delays = []
    for back_off.failures in range(1, 12):
        delays.append(back_off.delay_s(None))
    assert 0.8 <= delays[0] <= 1.2
    assert all(delay <= 30.0 for delay in delays)
    assert delays[-1] >= 24.0


def test_a_server_that_says_when_is_not_asked_before() -> None:
    back_off = BackOff(lambda: 0.5)
    back_off.failures = 1
    assert back_off.delay_s(RateLimited(retry_after_s=120)) == 120
    assert back_off.delay_s(RateLimited(retry_after_s=0)) == 1


def pausing(story: Callable[[Pause, list[float]], Awaitable[None]]) -> None:
    """Tell a story with a clock that runs as far ahead as its list says."""
    ahead = [0.0]

    async def run() -> None:
        pause = Pause(lambda: (time.monotonic() + ahead[0], time.monotonic()))
        async with asyncio.timeout(10):
            await story(pause, ahead)

    asyncio.run(run())


def test_a_pause_ends_at_its_time_or_when_the_next_round_is_wanted() -> None:
    async def story(pause: Pause, _: list[float]) -> None:
        assert await pause.until(time.monotonic()) is False
        far = time.monotonic() + 3600
        waiting = asyncio.ensure_future(pause.until(far))
        await asyncio.sleep(0)
        pause.end()
        assert await waiting is False

    pausing(story)


def test_what_was_wanted_before_a_round_does_not_end_the_pause_after_it() -> None:
    async def story(pause: Pause, _: list[float]) -> None:
        for forget in (pause.round_begins, pause.go_on):
            pause.end()
            forget()
            waiting = asyncio.ensure_future(pause.until(time.monotonic() + 3600))
            await asyncio.sleep(0)
            assert not waiting.done()
            pause.end()
            await waiting

    pausing(story)


def test_a_sleep_during_the_round_or_after_it_ends_the_pause() -> None:
    async def story(pause: Pause, ahead: list[float]) -> None:
        pause.round_begins()
        ahead[0] += 3600
        assert await pause.until(time.monotonic() + 3600) is True
        pause.round_begins()
        assert await pause.until(time.monotonic()) is False

    pausing(story)
