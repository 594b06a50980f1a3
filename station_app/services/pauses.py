"""How long to wait between two rounds, and what ends the wait before."""

import asyncio
import contextlib
import time
from collections.abc import Callable

from station_app.domain.errors import ApiError, RateLimited

SLEPT_S = 30.0
"""From here on a clock that is ahead means that the laptop slept."""

_LOOK_S = 1.0  # between two looks whether it did
_FIRST_DELAY_S = 1.0
_LONGEST_DELAY_S = 30.0


class Pause:
    """Ends when it is time, when somebody wants the next round, or when the laptop has slept."""

    def __init__(self, clocks: Callable[[], tuple[float, ...]]) -> None:
        """Take `clocks` of which at least one runs on while the laptop sleeps."""
        self._clocks = clocks
        self._before = self._ahead()
        self._wanted = asyncio.Event()

    def round_begins(self) -> None:
        """Whoever wanted this round has it; a sleep is noticed from now on."""
        self._wanted.clear()
        self._before = self._ahead()

    def end(self) -> None:
        """Somebody wants the next round."""
        self._wanted.set()

    def go_on(self) -> None:
        """Nobody wants it any more."""
        self._wanted.clear()

    async def until(self, moment: float) -> bool:
        """Wait for a moment by `time.monotonic`; True, at once, if the laptop slept."""
        while True:
            now = time.monotonic()
            ahead_s = max(is_ - was for is_, was in zip(self._ahead(), self._before, strict=True))
            if max(ahead_s, now - moment) > SLEPT_S:  # some systems let timers' clock run on, too
                return True
            if self._wanted.is_set() or now >= moment:
                return False
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(moment - now, _LOOK_S)):
                    await self._wanted.wait()

    def _ahead(self) -> tuple[float, ...]:
        """Return how far the clocks are ahead of the one that timers go by."""
        now = time.monotonic()
        return tuple(clock - now for clock in self._clocks())


class BackOff:
    """Longer and longer waits the more often something failed."""

    def __init__(self, jitter: Callable[[], float]) -> None:
        """`jitter` returns 0..1, another one each time."""
        self._jitter = jitter
        self.failures = 0
        """In a row."""

    def delay_s(self, error: ApiError | None) -> float:
        """Return the seconds until the next try, as long as the server wants at least."""
        steps = min(self.failures - 1, 10)
        delay = min(_FIRST_DELAY_S * 2.0**steps, _LONGEST_DELAY_S)
        delay *= 0.8 + 0.4 * self._jitter()  # many stations must not return in one wave
        if isinstance(error, RateLimited) and error.retry_after_s is not None:
            return max(error.retry_after_s, 1.0)
        return min(delay, _LONGEST_DELAY_S)
