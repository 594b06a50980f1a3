"""Owners of coroutines on the qasync loop: nothing runs that nobody can cancel or hear fail."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class LatestTask:
    """Own at most one task; a new one cancels the old. A bug in it is logged, never lost."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the task has not ended yet."""
        return self._task is not None and not self._task.done()

    def start(self, job: Coroutine[Any, Any, None]) -> None:
        """Run `job` instead of what ran before."""
        self.cancel()
        self._task = asyncio.get_running_loop().create_task(job)
        self._task.add_done_callback(_report)

    def cancel(self) -> None:
        """End the task, if one runs."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def finish(self) -> None:
        """Wait for the task to end by itself."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def join(self) -> None:
        """Cancel and wait until nothing of it runs any more."""
        task = self._task
        self.cancel()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a task failed", exc_info=error)
