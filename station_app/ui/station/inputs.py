"""Scans and picks, one after the other."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from station_app.domain.guest import GuestId
from station_app.domain.scan import Scan
from station_app.ui.tasks import LatestTask

Input = Scan | GuestId

_T = TypeVar("_T")


class Inputs:
    """Has each input answered at once, in the order in which they came; only what `until_next`
    waits for is cut short by the next one. Lives on the event loop."""

    def __init__(self) -> None:
        self._waiting: deque[Input] = deque()
        self._arrived = asyncio.Event()
        self._answering = LatestTask()

    @property
    def is_next_here(self) -> bool:
        """Whether another input waits for its answer."""
        return bool(self._waiting)

    def put(self, given: Input) -> None:
        """Take one more."""
        self._waiting.append(given)
        self._arrived.set()

    def start(self, answer: Callable[[Input], Awaitable[None]]) -> None:
        """Begin to have them answered. `answer` lets no error out."""
        self._answering.start(self._run(answer))

    async def join(self) -> None:
        """End it; what still waits gets no answer."""
        await self._answering.join()

    async def until_next(self, work: Coroutine[Any, Any, _T], patience: asyncio.Event) -> _T | None:
        """Do a part of an answer, once `patience` is set only until the next input; None then."""
        task = asyncio.ensure_future(work)
        try:
            await _first_of(task, patience)
            if not task.done() and not self._waiting:
                await _first_of(task, self._arrived)
            return task.result() if task.done() else None
        finally:
            task.cancel()

    async def _run(self, answer: Callable[[Input], Awaitable[None]]) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                await answer(self._waiting.popleft())


async def _first_of(work: "asyncio.Future[_T]", event: asyncio.Event) -> None:
    """Wait until the work is done or the event is set."""
    waiting = asyncio.ensure_future(event.wait())
    futures: set[asyncio.Future[Any]] = {work, waiting}
    try:
        await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
