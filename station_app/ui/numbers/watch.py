"""The live numbers: read and kept true while somebody looks at them, and at no other time."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

from station_app.domain.errors import CacheUnusable
from station_app.domain.legend import Legend
from station_app.domain.numbers import Numbers
from station_app.services.ports import EventInfo, GuestStore
from station_app.ui import times
from station_app.ui.numbers import words
from station_app.ui.station.screen import NumbersPage
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
        self._numbers: Numbers | None = None  # None while nobody looks
        self._minute = ""  # that the page was worded in

    @property
    def is_open(self) -> bool:
        """Whether somebody looks at numbers."""
        return self._numbers is not None

    @property
    def is_of_another_minute(self) -> bool:
        """Whether the page tells another time than the clock."""
        return self.is_open and self._minute != times.clock(datetime.now(UTC))

    def open(self) -> None:
        """Begin to read; the page is shown once there is something to be seen."""
        self._reading.start(self._follow())

    def close(self) -> None:
        """Nobody looks any more."""
        self._reading.cancel()
        self._numbers = None

    def page(self, event: EventInfo, as_of: str, legend: Legend) -> NumbersPage | None:
        """Return the numbers as they are told now; None while nobody looks."""
        if self._numbers is None:
            return None
        now = datetime.now().astimezone()
        self._minute = times.clock(now)
        return words.numbers_page(self._numbers, event, as_of, now, legend)

    def rows(
        self, event: EventInfo, as_of: str, legend: Legend, *, training: bool
    ) -> list[words.Row] | None:
        """Return them as rows for a file; None while nobody looks."""
        if self._numbers is None:
            return None
        return words.table(self._numbers, event, as_of, legend, training=training)

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
                if self._numbers is None:
                    self._unread(error)
                    return
            else:
                if numbers != self._numbers:
                    self._numbers = numbers
                    self._show()
            await asyncio.sleep(max(_LEAST_S, _REST * (time.monotonic() - began)))
            await self._changed.wait()
