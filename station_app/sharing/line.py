"""One station's connection to the shared database, on a loop of its own: kept, watched, renewed.

A single connection asks and listens. PostgreSQL has a hundred places by default, and one who is
elected holds a lock of the connection, so there is one for each station.
"""

import asyncio
import contextlib
import logging
import random
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import AsyncConnection, Notify
from psycopg.conninfo import make_conninfo

from station_app.domain.sharing import NewMark, SharedMark, StationHere
from station_app.services.sharing import CLAIM_LIMIT_S, Phase, Taken
from station_app.services.steady import steady_s
from station_app.sharing import troubles, wire
from station_app.sharing.migrations import SCHEMA, VERSION
from station_app.sharing.troubles import Unfit

log = logging.getLogger(__name__)

_FIRST_DELAY_S, _LONGEST_DELAY_S = 0.5, 30.0
_CONNECT_S = 8.0
_ANSWER_S = 10.0  # a request that takes longer never comes
_DOUBTED_S = 2.0  # nor does one that was doubted so long ago
_QUICK_S = CLAIM_LIMIT_S / 2
_QUICK_TIMES = 3  # in a row, until looks-up wait for a slow database again
_PROBE_S = 1.0
_PAGE = 300  # marks: less than a frame for who takes them over
_HINT = "hint"
_EXPECTED = (psycopg.Error, OSError, ValueError, TimeoutError, Unfit)


@dataclass(slots=True)
class _Job:
    """A request. `done` is told its outcome, an answer or an exception."""

    work: Callable[[AsyncConnection], Awaitable[Any]]
    done: Callable[[Any, Exception | None], None]
    since_s: float = field(default_factory=steady_s)


class Line:
    """Runs until it is stopped. All of it, its callbacks too, on the loop that runs it."""

    def __init__(self, parameters: Mapping[str, str], event: str, station: UUID) -> None:
        self._parameters = parameters
        self._event = UUID(event)
        self._station = station
        self._session = uuid4()
        self._has_arrived = False
        self._channel = f"{SCHEMA}_{self._event.hex}"
        self._connection: AsyncConnection | None = None
        self._serving: asyncio.Task[None] | None = None
        self._is_open = False  # for requests
        self._stopping = asyncio.Event()
        self._urgent: deque[_Job] = deque()  # before the others: a guest waits
        self._jobs: deque[_Job] = deque()
        self._running: _Job | None = None
        self._wake = asyncio.Event()
        self._notified: list[Notify] = []
        self._heard = 0  # up to which number everything came by listening
        self._behind = False
        self._phase = Phase.CONNECTING
        self._reason = ""
        self._quick = 0
        self.stands = True  # for election
        self.is_elected = False
        self.on_phase: Callable[[Phase, str], None] = lambda *_: None
        self.on_marks: Callable[[Sequence[SharedMark], datetime], None] = lambda *_: None
        self.on_hint: Callable[[], None] = lambda: None
        self.on_stations: Callable[[Sequence[StationHere], datetime], None] = lambda *_: None
        self.on_double: Callable[[], None] = lambda: None

    # --- requests -----------------------------------------------------------------------------

    def put(
        self, marks: Sequence[NewMark], done: Callable[[Taken | None, Exception | None], None]
    ) -> None:
        """Send marks; `done` is told what the database says, or why it did not."""
        since_s = steady_s()

        async def work(connection: AsyncConnection) -> Taken:
            text = wire.marks_out(marks, steady_s() - since_s)
            found = await _ask(
                connection,
                f"SELECT {SCHEMA}.put_marks(%s, %s, %s::text::jsonb)",
                (self._event, self._station, text),
            )
            taken, now = wire.marks_in(found)
            return Taken(marks=tuple(taken), now=now)

        def taken(answer: Taken | None, error: Exception | None) -> None:
            if error is None:
                self._tell()
            done(answer, error)

        self._add(_Job(work, taken), urgent=len(marks) == 1)

    def _tell(self) -> None:
        """Let the others hear of what stands now."""

        async def work(connection: AsyncConnection) -> None:
            await _ask(connection, f"SELECT {SCHEMA}.tell_marks(%s)", (self._event,))

        self._add(_Job(work, _nobody), urgent=True)

    def present(self, here: StationHere) -> None:
        """Tell that this station is here; `on_stations` says who else is."""

        async def work(connection: AsyncConnection) -> None:
            found = await _ask(
                connection,
                f"SELECT {SCHEMA}.here(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    self._event,
                    here.station,
                    self._session,
                    not self._has_arrived,
                    here.name,
                    here.list_as_of,
                    here.last_scan_at,
                    self.stands,
                    self.is_elected,
                ),
            )
            present = wire.present_in(found)
            self._has_arrived = True
            self.is_elected = present.is_elected
            if present.is_double:
                self.on_double()
            self.on_stations(present.stations, present.now)

        self._add(_Job(work, _nobody))

    def hint(self) -> None:
        """Tell the other stations that the event's server has changes."""

        async def work(connection: AsyncConnection) -> None:
            await _ask(connection, f"SELECT {SCHEMA}.hint(%s)", (self._event,))

        self._add(_Job(work, _nobody))

    def forget_event(self, done: Callable[[int | None, Exception | None], None]) -> None:
        """Delete what the database has of the event; `done` is told how many marks that were."""

        async def work(connection: AsyncConnection) -> int:
            return int(await _ask(connection, f"SELECT {SCHEMA}.forget_event(%s)", (self._event,)))

        self._add(_Job(work, done))

    def doubt(self) -> None:
        """An answer is overdue. Look-ups wait for none until answers are quick again; one that does
        not come at all ends the connection."""
        job = self._running
        if job is None or not self._is_open:
            return
        self._quick = 0
        self._say(Phase.SLOW, "slow")
        asyncio.get_running_loop().call_later(_DOUBTED_S, self._cut_if_running, job)

    def _add(self, job: _Job, *, urgent: bool = False) -> None:
        if not self._is_open:
            job.done(None, ConnectionError(self._reason))
            return
        (self._urgent if urgent else self._jobs).append(job)
        self._wake.set()

    # --- the connection -----------------------------------------------------------------------

    async def run(self) -> None:
        """Connect, serve, and begin again, until it is stopped."""
        self._serving = asyncio.get_running_loop().create_task(self._keep())
        with contextlib.suppress(asyncio.CancelledError):
            await self._serving

    def stop(self) -> None:
        """Let `run` end. A request that is under way ends with its connection: cancelled, it would
        ask the server to stop it and wait for the answer."""
        self._stopping.set()
        if self._running is not None:
            self._cut()
        elif self._serving is not None:
            self._serving.cancel()

    async def _keep(self) -> None:
        delay_s = _FIRST_DELAY_S
        while not self._stopping.is_set():
            began_s = steady_s()
            try:
                async with asyncio.timeout(_CONNECT_S):
                    self._connection = await AsyncConnection.connect(
                        make_conninfo(**self._parameters), autocommit=True
                    )
                await self._do(self._connection, _Job(self._greet, _nobody))
                await self._serve(self._connection)
            except Exception as error:  # the edge of the line: it tries again
                phase, reason = troubles.of(error)
                if not isinstance(error, _EXPECTED):
                    log.exception("the line to the shared database failed")
            finally:
                self._drop()
            if steady_s() - began_s > _LONGEST_DELAY_S:
                delay_s = _FIRST_DELAY_S  # it held
            if reason != self._reason and not self._stopping.is_set():
                log.warning("the shared database: %s", reason)
            self._say(phase, reason)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay_s * random.uniform(0.5, 1.0)):
                    await self._stopping.wait()
            delay_s = min(delay_s * 2, _LONGEST_DELAY_S)

    async def _greet(self, connection: AsyncConnection) -> None:
        """See whether both understand each other, and listen."""
        version, serves = await _row(connection, f"SELECT version, serves FROM {SCHEMA}.version()")
        if version < VERSION:
            raise Unfit("older")
        if serves > VERSION:
            raise Unfit("newer")
        connection.add_notify_handler(self._notified.append)
        await connection.execute(f"LISTEN {self._channel}".encode())

    async def _serve(self, connection: AsyncConnection) -> None:
        self._behind = True
        page = self._pages()
        self._quick = _QUICK_TIMES
        self._is_open = True
        self._say(Phase.TOGETHER, "")
        while True:
            self._hand_on(connection)
            if jobs := self._urgent or self._jobs:
                await self._do(connection, jobs.popleft())
            elif self._behind:
                await self._do(connection, _Job(page, _nobody))
            else:
                await self._idle(connection)

    async def _do(self, connection: AsyncConnection, job: _Job) -> None:
        """Run a request to its end. Its failure is the connection's."""
        self._running = job
        began_s = steady_s()
        late = asyncio.get_running_loop().call_later(_ANSWER_S, self._cut_if_running, job)
        try:
            answer = await job.work(connection)
        except BaseException:
            job.done(None, ConnectionError())
            raise
        finally:
            self._running = None
            late.cancel()
        job.done(answer, None)
        self._judge(steady_s() - began_s)

    def _judge(self, took_s: float) -> None:
        """Come back from slowness once answers are quick."""
        if self._phase is Phase.SLOW:
            self._quick = self._quick + 1 if took_s < _QUICK_S else 0
            if self._quick >= _QUICK_TIMES:
                self._say(Phase.TOGETHER, "")

    async def _idle(self, connection: AsyncConnection) -> None:
        """Wait for a request or a notification. Raises `psycopg.OperationalError` if it broke."""
        loop = asyncio.get_running_loop()
        descriptor = connection.fileno()
        loop.add_reader(descriptor, self._wake.set)
        try:
            async with asyncio.timeout(_PROBE_S if self._phase is Phase.SLOW else None):
                await self._wake.wait()
        except TimeoutError:
            self._add(_Job(_probe, _nobody))
        finally:
            loop.remove_reader(descriptor)
        self._wake.clear()
        connection.pgconn.consume_input()

    def _cut_if_running(self, job: _Job) -> None:
        if self._running is job:
            log.warning("the shared database does not answer")
            self._cut()

    def _cut(self) -> None:
        """End the connection under libpq, which sees its end at once then."""
        if self._connection is None or self._connection.closed:
            return
        whole = socket.socket(fileno=self._connection.fileno())
        with contextlib.suppress(OSError):
            whole.shutdown(socket.SHUT_RDWR)
        whole.detach()

    def _drop(self) -> None:
        """Let go of the connection and of what was to be sent over it."""
        connection, self._connection = self._connection, None
        self._is_open = self.is_elected = False
        self._notified.clear()
        if connection is not None:
            connection.pgconn.finish()
        jobs = (*self._urgent, *self._jobs)
        self._urgent.clear()
        self._jobs.clear()
        for job in jobs:
            job.done(None, ConnectionError())

    def _say(self, phase: Phase, reason: str) -> None:
        if (phase, reason) != (self._phase, self._reason):
            self._phase, self._reason = phase, reason
            self.on_phase(phase, reason)

    # --- listening ----------------------------------------------------------------------------

    def _hand_on(self, connection: AsyncConnection) -> None:
        """Take over what was notified, as one."""
        pgconn = connection.pgconn
        told = [(one.payload, one.pid) for one in self._notified]
        self._notified.clear()
        while (one := pgconn.notifies()) is not None:
            told.append((one.extra.decode("utf-8", "replace"), one.be_pid))
        marks: list[SharedMark] = []
        now: datetime | None = None
        hinted = False
        for payload, pid in told:
            if payload == _HINT:
                hinted = hinted or pid != pgconn.backend_pid
                continue
            with contextlib.suppress(ValueError):  # anybody in the database may notify
                some, now = wire.marks_in(payload)
                marks += some
        if marks and now is not None:
            if not self._behind:
                self._heard = max(self._heard, *(mark.number for mark in marks))
            for at in range(0, len(marks), _PAGE):
                self.on_marks(marks[at : at + _PAGE], now)
        if hinted:
            self.on_hint()

    def _pages(self) -> Callable[[AsyncConnection], Awaitable[None]]:
        """Return a request for the next page of what was put while nobody listened.

        What comes by listening meanwhile comes twice, which is harmless.
        """
        begin, overlap = self._heard, True

        async def work(connection: AsyncConnection) -> None:
            nonlocal begin, overlap
            found = await _ask(
                connection,
                f"SELECT {SCHEMA}.marks_since(%s, %s, %s, %s)",
                (self._event, begin, overlap, _PAGE),
            )
            marks, now = wire.marks_in(found)
            self.on_marks(marks, now)
            if marks:
                begin, overlap = max(mark.number for mark in marks), False
                return
            self._behind = False
            self._heard = max(self._heard, begin)

        return work


async def _ask(connection: AsyncConnection, query: str, values: Sequence[object]) -> Any:
    return (await _row(connection, query, values))[0]


async def _row(connection: AsyncConnection, query: str, values: Sequence[object] = ()) -> Any:
    cursor = await connection.execute(query.encode(), values, prepare=True)
    return await cursor.fetchone()


async def _probe(connection: AsyncConnection) -> None:
    await _ask(connection, "SELECT 1", ())


def _nobody(_answer: object, _error: Exception | None) -> None:
    """Who asked does not wait for it."""
