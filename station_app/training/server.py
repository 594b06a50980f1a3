"""The built-in event server of training mode, which is the test server too."""

import asyncio
import contextlib
import json
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any, Self

from station_app.training.event import ServerClock, TrainingEvent
from station_app.training.faults import Fault, FaultBook
from station_app.training.guests import demo_guests
from station_app.training.life import Life
from station_app.training.options import ServerOptions
from station_app.training.protocol import Access, Api, Reply, event_hours

if TYPE_CHECKING:
    from station_app.training.asgi import Listener

EVENT_ID = "2417"
APP_CODE = "tRaInInG"
STATION_NAME = "Main Entrance"
EVENT_NAME = "Vienna Science Gala"
COMPANY = "Science Council of Vienna"

_HOST = "127.0.0.1"
_PATIENCE_S = 10.0
_BEHAVE = Fault()


@dataclass(slots=True)
class LoggedRequest:
    """One request that reached the API. `body` holds secrets: it stays in this process.

    `at` is `time.monotonic()`; `body` is None where it was no JSON; `status` is None where the
    event never answered (the connection was to break).
    """

    path: str
    body: Any = field(repr=False)
    at: float
    status: int | None = None


class TrainingServer:
    """A real HTTP server on the loopback, in a thread of its own. A context manager.

    All members may be used from any thread; `start`, `stop` and the ports' methods block until
    done. `guests` are wire objects, by default those of `demo_guests`. With `live`, a few guests
    change every minute by themselves.
    """

    def __init__(
        self,
        guests: Iterable[Mapping[str, Any]] | None = None,
        *,
        options: ServerOptions | None = None,
        event_id: str = EVENT_ID,
        app_code: str = APP_CODE,
        station_name: str = STATION_NAME,
        event_name: str = EVENT_NAME,
        port: int = 0,
        live: bool = False,
    ) -> None:
        self._options = options or ServerOptions()
        self.clock = ServerClock(
            offset_s=self._options.clock_offset_s, utc_offset_min=self._options.utc_offset_min
        )
        now = self.clock.now()
        self.event = TrainingEvent(demo_guests(now) if guests is None else guests, self.clock)
        self.faults = FaultBook()
        self.life = Life(self.event) if live else None
        starts_at, ends_at = event_hours(now)
        self._access = Access(
            event_id=event_id,
            app_code=app_code,
            station_name=station_name,
            event_name=event_name,
            company=COMPANY,
            starts_at=starts_at,
            ends_at=ends_at,
        )
        self._api = Api(self.event, self._access, self._options)
        self._port = port
        self._bound: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._listener: Listener | None = None
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._requests: deque[LoggedRequest] = deque(maxlen=2000)
        self._request_came = threading.Condition()

    @property
    def url(self) -> str:
        """The base address, as a person would type it."""
        return f"http://{_HOST}:{self._port}"

    @property
    def event_id(self) -> str:
        """The Event ID to log in with."""
        return self._access.event_id

    @property
    def app_code(self) -> str:
        """The App Code to log in with."""
        return self._access.app_code

    @property
    def station_name(self) -> str:
        """The name of the configuration to log in with."""
        return self._access.station_name

    @property
    def event_name(self) -> str:
        """The event's name in the login answer."""
        return self._access.event_name

    @property
    def options(self) -> ServerOptions:
        """The switches; setting them takes effect with the next request (the clock's apart)."""
        return self._options

    @options.setter
    def options(self, options: ServerOptions) -> None:
        self._options = options
        self._api = Api(self.event, self._access, options)

    @property
    def requests(self) -> tuple[LoggedRequest, ...]:
        """The last requests, oldest first."""
        with self._request_came:
            return tuple(self._requests)

    def count_requests(self, path: str) -> int:
        """Return how many of the last requests went to `path`."""
        return sum(request.path == path for request in self.requests)

    def wait_for_requests(self, path: str, count: int = 1, timeout_s: float = 5.0) -> bool:
        """Block until so many requests to `path` have come; return whether they did."""
        with self._request_came:
            return self._request_came.wait_for(
                lambda: sum(request.path == path for request in self._requests) >= count, timeout_s
            )

    def wire_id(self, guest_id: str) -> str | int:
        """Return a guest's id as the answers have it (see `ids_as_numbers`)."""
        return self._api.wire_id(guest_id)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, *, wait: bool = True) -> None:
        """Bind the port and serve. OSError where a fixed port is taken.

        Without `wait` it returns at once: `url` is good, and requests wait until served.
        """
        if self._thread is not None:
            raise RuntimeError("already started")
        self._bound = _bind(self._port)
        self._bound.listen()
        self._port = self._bound.getsockname()[1]
        self._ready.clear()
        self._failure = None
        self._thread = threading.Thread(target=self._run, name="training-server")
        self._thread.start()
        if wait:
            self._wait_until_ready()
        if self.life is not None:
            self.life.start()

    def stop(self) -> None:
        """Stop serving and wait for the threads. Harmless when it does not run."""
        if self.life is not None:
            self.life.stop()
        if self._thread is None:
            return
        with contextlib.suppress(RuntimeError):  # a failed start ends the thread by itself
            self._wait_until_ready()
            assert self._loop is not None
            assert self._stopping is not None
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(_PATIENCE_S)
        if self._thread.is_alive():
            raise RuntimeError("the training server does not stop")
        self._thread = None
        self._release_port()

    def close_port(self) -> None:
        """Refuse connections and break the open ones off: the server is gone."""
        self._in_loop(self._close_port())

    def reopen_port(self) -> None:
        """Serve again, on the same port and with the same sessions."""
        self._in_loop(self._reopen_port())

    def _wait_until_ready(self) -> None:
        if not self._ready.wait(_PATIENCE_S):
            raise RuntimeError("the training server does not start")
        if self._failure is not None:
            raise RuntimeError("the training server could not start") from self._failure

    def _in_loop(self, work: Coroutine[Any, Any, None]) -> None:
        self._wait_until_ready()
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE_S)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # told to whoever waits for the start
            self._failure = error
            if self._ready.is_set():
                raise
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        from station_app.training.asgi import Listener, application

        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._listener = Listener(application(self._answer, self._date, self._gzips))
        assert self._bound is not None
        await self._listener.open(self._bound)
        self._ready.set()
        await self._stopping.wait()
        await self._listener.close()

    async def _close_port(self) -> None:
        assert self._listener is not None
        await self._listener.close()
        # Bound but deaf: connections are refused and nobody else can take the port.
        self._release_port()
        self._bound = _bind(self._port)

    async def _reopen_port(self) -> None:
        assert self._listener is not None
        assert self._bound is not None
        await self._listener.open(self._bound)

    def _release_port(self) -> None:
        if self._bound is not None:
            self._bound.close()
            self._bound = None

    def _answer(self, path: str, body: bytes) -> tuple[Reply, Fault]:
        """Log a request, let it be answered and choose how that is sent; in the server's thread."""
        logged = LoggedRequest(path, _parsed(body), time.monotonic())
        with self._request_came:
            self._requests.append(logged)
        fault = self.faults.take(path) or _BEHAVE
        if fault.handles_request:
            reply = fault.change(self._api.answer(path, body))
        else:
            reply = fault.reply()
        with self._request_came:
            logged.status = reply.status
            self._request_came.notify_all()
        return reply, fault

    def _date(self) -> str:
        return format_datetime(self.clock.now().astimezone(UTC), usegmt=True)

    def _gzips(self) -> bool:
        return self._options.gzip


def _bind(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere the option means to share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((_HOST, port))
    except BaseException:
        bound.close()
        raise
    return bound


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
