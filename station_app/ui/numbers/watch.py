"""Keeps the numbers true while somebody looks at them, and asks for them at no other time."""

import asyncio
import time
from collections.abc import Callable

from station_app.domain.errors import CacheUnusable
from station_app.domain.numbers import Numbers
from station_app.services.ports import GuestStore
from station_app.ui.tasks import LatestTask

_LEAST_S = 1.0
_REST = 10  # times as long as reading took: look-ups wait in the same thread


class NumbersWatch:
    """Reads the numbers when the page opens and after changes, a second apart. Event loop."""

    def __init__(
        self,
        store: GuestStore,
        show: Callable[[], None],
        unread: Callable[[CacheUnusable], None],
    ) -> None:
        """Call `show` whenever there are other numbers, `unread` if there are none at all."""
        self._store = store
        self._show = show
        self._unread = unread
        self._reading = LatestTask()
        self._changed = asyncio.Event()
        self.numbers: Numbers | None = None
        """None while nobody looks."""

    def open(self) -> None:
        """Begin to read; the page is shown once there is something to be seen."""
        self._reading.start(self._follow())

    def close(self) -> None:
        """Nobody looks any more."""
        self._reading.cancel()
        self.numbers = None

    def list_changed(self) -> None:
        """The list is another one."""
        self._changed.set()

    async def join(self) -> None:
        """End it."""
        await self._reading.join()

    async def _follow(self) -> None:
        while True:
            self._changed.clear()
            began = time.monotonic()
            try:
                numbers = await self._store.numbers()
            except CacheUnusable as error:  # what is shown stays; the foot says why
                if self.numbers is None:
                    self._unread(error)
                    return
            else:
                if numbers != self.numbers:
                    self.numbers = numbers
                    self._show()
            await asyncio.sleep(max(_LEAST_S, _REST * (time.monotonic() - began)))
            await self._changed.wait()
