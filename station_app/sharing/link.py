"""`ShareLink` on PostgreSQL: a line in a thread of its own.

psycopg waits by a selector, which the window's loop has not on every system.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from station_app.domain.sharing import NewMark, SharedMark, StationHere
from station_app.services.sharing import Phase, Taken
from station_app.sharing.line import Line

_Done = Callable[[Any, Exception | None], None]


class PostgresLink:
    """The way of one station to the shared memory of one event. Event loop only."""

    def __init__(self, parameters: Mapping[str, str], event: str, station: UUID) -> None:
        """Take what `address.parameters` and `event_of` return."""
        self._facts = parameters, event, station
        self._thread: _LineThread | None = None
        self.on_phase: Callable[[Phase, str], None] = lambda *_: None
        self.on_marks: Callable[[Sequence[SharedMark], datetime], None] = lambda *_: None
        self.on_hint: Callable[[], None] = lambda: None
        self.on_stations: Callable[[Sequence[StationHere], datetime], None] = lambda *_: None
        self.on_double: Callable[[], None] = lambda: None

    # --- life ---------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to connect, and stay connected as far as can be."""
        line = Line(*self._facts)
        thread = self._thread = _LineThread(line)
        line.on_phase = lambda *told: thread.hand(lambda: self.on_phase(*told))
        line.on_marks = lambda *told: thread.hand(lambda: self.on_marks(*told))
        line.on_hint = lambda: thread.hand(lambda: self.on_hint())
        line.on_stations = lambda *told: thread.hand(lambda: self.on_stations(*told))
        line.on_double = lambda: thread.hand(lambda: self.on_double())
        thread.start()

    async def close(self) -> None:
        """Disconnect. What was not answered by now fails."""
        thread, self._thread = self._thread, None
        if thread is not None:
            await thread.close()

    # --- requests -----------------------------------------------------------------------------

    def put(self, marks: Sequence[NewMark]) -> "asyncio.Future[Taken]":
        """Send marks. Raises `ConnectionError` where the database cannot be reached."""
        return self._ask(lambda line, done: line.put(marks, done))

    def forget_event(self) -> "asyncio.Future[int]":
        """Delete what the database has of the event; return how many marks that were.

        Raises `ConnectionError` where the database cannot be reached.
        """
        return self._ask(lambda line, done: line.forget_event(done))

    def doubt(self) -> None:
        """An answer is overdue: look whether the connection lives."""
        self._tell(lambda line: line.doubt())

    def present(self, here: StationHere) -> None:
        """Tell that this station is here, and learn who else is."""
        self._tell(lambda line: line.present(here))

    def hint(self) -> None:
        """Tell the others that the server has changes."""
        self._tell(lambda line: line.hint())

    def stand(self, stands: bool) -> None:
        """Say whether this station may be elected: only who reaches the server can hint."""

        def tell(line: Line) -> None:
            line.stands = stands

        self._tell(tell)

    @property
    def is_elected(self) -> bool:
        """Whether this is the one station that asks the server faster than the others."""
        return self._thread is not None and self._thread.line.is_elected

    def _tell(self, what: Callable[[Line], None]) -> None:
        if self._thread is not None:
            self._thread.call(what)

    def _ask(self, begin: Callable[[Line, _Done], None]) -> "asyncio.Future[Any]":
        thread = self._thread
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def deliver(found: object, error: Exception | None) -> None:
            if answer.done():
                return
            if error is not None:
                answer.set_exception(error)
                answer.exception()  # who no longer waits for it need not be told of it
            else:
                answer.set_result(found)

        if thread is None:
            deliver(None, ConnectionError())
            return answer
        hand = thread.hand
        asked = thread.call(
            lambda line: begin(line, lambda *outcome: hand(lambda: deliver(*outcome)))
        )
        if not asked:
            deliver(None, ConnectionError())
        return answer


class _LineThread:
    """Runs a line. Made, used and closed on the window's loop."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._loop = asyncio.get_running_loop()
        self._ended = self._loop.create_future()
        self._inner = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self._run, name="share", daemon=True)

    def start(self) -> None:
        self._thread.start()

    async def close(self) -> None:
        self.call(Line.stop)
        await self._ended
        self._thread.join()

    def _run(self) -> None:
        try:
            self._inner.run_until_complete(self.line.run())
        finally:
            self._inner.close()
            self.hand(lambda: self._ended.set_result(None))

    def call(self, what: Callable[[Line], None]) -> bool:
        """Call in the thread; False if it has ended."""
        try:
            self._inner.call_soon_threadsafe(what, self.line)
        except RuntimeError:
            return False
        return True

    def hand(self, what: Callable[[], None]) -> None:
        """Call on the window's loop, unless that has ended."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what)
