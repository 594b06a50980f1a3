"""The HTTP side: a starlette application, and uvicorn's protocol that runs it.

Imported only when a server starts, because both libraries take their time to load.
"""

import asyncio
import gzip
import os
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from station_app.training.faults import Fault, Held
from station_app.training.protocol import PATHS, Reply

_GZIP_FROM_BYTES = 500
_GATE_POLL_S = 0.005
_KEEP_ALIVE_S = 75

Answer = Callable[[str, bytes], tuple[Reply, Fault]]


class _Gone(Exception):
    """The client, or the server itself, ended the connection."""


class _Exchange:
    """One answer on its way; what `faults.Connection` asks for."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, *, date: str, accepts_gzip: bool
    ) -> None:
        self._receive = receive
        self._send = send
        self._date = date
        self._accepts_gzip = accepts_gzip
        self._transport: asyncio.Transport = scope["state"]["transport"]

    async def send(self, reply: Reply) -> None:
        body, headers = reply.body, dict(reply.headers)
        if self._accepts_gzip and len(body) >= _GZIP_FROM_BYTES:
            body = gzip.compress(body, compresslevel=4)
            headers["Content-Encoding"] = "gzip"
        headers["Vary"] = "Accept-Encoding"
        await self._start(reply, headers, len(body))
        await self.send_body(body, last=True)

    async def send_head(self, reply: Reply, length: int | None) -> None:
        await self._start(reply, dict(reply.headers), length)

    async def send_body(self, part: bytes, *, last: bool = False) -> None:
        await self._send({"type": "http.response.body", "body": part, "more_body": not last})

    async def pause(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                while (await self._receive())["type"] != "http.disconnect":
                    pass
        except TimeoutError:
            return
        raise _Gone

    async def released(self, gate: Held) -> None:
        while not gate.is_released:
            await self.pause(_GATE_POLL_S)

    async def close(self) -> None:
        self._transport.close()
        await self.pause(None)

    async def reset(self) -> None:
        linger_0 = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
        connection = self._transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_0)
        self._transport.abort()
        await self.pause(None)

    async def _start(self, reply: Reply, headers: dict[str, str], length: int | None) -> None:
        headers = {"Content-Type": reply.content_type, "Date": self._date, **headers}
        if length is not None:
            headers["Content-Length"] = str(length)
        await self._send(
            {
                "type": "http.response.start",
                "status": reply.status,
                "headers": [(k.lower().encode(), v.encode("latin-1")) for k, v in headers.items()],
            }
        )


class _Delivery(Response):
    """A starlette response that a fault delivers."""

    def __init__(self, reply: Reply, fault: Fault, *, date: str, accepts_gzip: bool) -> None:
        super().__init__(status_code=reply.status)
        self._reply = reply
        self._fault = fault
        self._date = date
        self._accepts_gzip = accepts_gzip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = _Exchange(scope, receive, send, date=self._date, accepts_gzip=self._accepts_gzip)
        try:
            await self._fault.deliver(exchange, self._reply)
        except _Gone:
            return


def application(answer: Answer, date: Callable[[], str], gzips: Callable[[], bool]) -> Starlette:
    """Return the application; `answer` gives each body its reply and the fault that sends it.

    `date` is the server's own time for the Date header, `gzips` whether it compresses.
    """

    def endpoint(path: str) -> Callable[[Request], Awaitable[Response]]:
        async def post(request: Request) -> Response:
            try:
                body = await request.body()
            except ClientDisconnect:
                return Response(status_code=400)
            reply, fault = answer(path, body)
            accepted = request.headers.get("accept-encoding", "")
            return _Delivery(reply, fault, date=date(), accepts_gzip=gzips() and "gzip" in accepted)

        return post

    return Starlette(routes=[Route(path, endpoint(path), methods=["POST"]) for path in PATHS])


class _HttpConnection(H11Protocol):
    """uvicorn's connection, which shows its transport to the application for the faults."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {"transport": transport}


class Listener:
    """Accepts connections on a socket of the running loop. Of the server's thread alone."""

    def __init__(self, app: Starlette) -> None:
        self._config = uvicorn.Config(
            app,
            http=_HttpConnection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
        )
        self._config.load()
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def open(self, bound: socket.socket) -> None:
        """Listen on a bound socket."""
        self._server = await asyncio.get_running_loop().create_server(self._connection, sock=bound)

    async def close(self, patience_s: float = 2.0) -> None:
        """Stop listening, break all connections off and wait for their tasks."""
        if self._server is not None:
            self._server.close()
            self._server = None
        await asyncio.sleep(0)  # a connection just accepted enters the set
        async with asyncio.timeout(patience_s):
            while self._state.connections or self._state.tasks:
                for connection in tuple(self._state.connections):
                    connection.transport.abort()
                await asyncio.sleep(0)  # uvicorn's sets tell nobody when they are empty

    def _connection(self) -> asyncio.Protocol:
        state: dict[str, Any] = {}
        return _HttpConnection(self._config, self._state, state)
