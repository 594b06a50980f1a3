"""Misbehaviour on request: what networks, proxies and servers do to an answer.

A fault either stands in for the answer (`handles_request` is False: the event never sees the
request), changes its content, or spoils its delivery.
"""

import gzip
import json
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Protocol

from station_app.training.protocol import LIST_ALL, LIST_RECENT, LOGIN, LOGOUT, PATHS, Reply

PORTAL_HTML = (
    "<!DOCTYPE html><html><head><title>Welcome to GuestWiFi</title></head>"
    "<body><form action='/accept'><button>Accept terms</button></form></body></html>"
)


class Connection(Protocol):
    """What a fault may do to the connection its answer goes over. Of the server's thread."""

    async def send(self, reply: Reply) -> None:
        """Send a whole answer, compressed where the client accepts it."""

    async def send_head(self, reply: Reply, length: int | None) -> None:
        """Send status and headers, promising `length` bytes; None promises nothing (chunked)."""

    async def send_body(self, part: bytes, *, last: bool = False) -> None:
        """Send a part of the body."""

    async def pause(self, seconds: float | None) -> None:
        """Wait, for ever where None; ends early by an exception when the client is gone."""

    async def released(self, gate: "Held") -> None:
        """Wait until the gate is opened; ends early as `pause` does."""

    async def close(self) -> None:
        """Close the connection after what was sent."""

    async def reset(self) -> None:
        """Break the connection off, so that the client sees a reset."""


class Fault:
    """One way to misbehave; the base class behaves."""

    handles_request: ClassVar[bool] = True

    def reply(self) -> Reply:
        """Return the answer of a fault that does not let the event handle the request."""
        raise NotImplementedError

    def change(self, reply: Reply) -> Reply:
        """Return the answer the fault makes of a good one."""
        return reply

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Send the answer."""
        await connection.send(reply)


# In place of the answer


@dataclass(frozen=True)
class Status(Fault):
    """An HTTP status with any body: 5xx of a failing server, 429 of a strict one."""

    status: int = 503
    body: str = "Service Unavailable"
    content_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    handles_request: ClassVar[bool] = False

    def reply(self) -> Reply:
        """Return the status, its body and headers."""
        return Reply(
            status=self.status,
            body=self.body.encode(),
            content_type=self.content_type,
            headers=self.headers,
        )


def too_many_requests(retry_after: str | None = "2") -> Status:
    """Return a 429; `retry_after` as in the header: seconds or an HTTP date, None without."""
    return Status(
        429,
        "Too Many Requests",
        headers={} if retry_after is None else {"Retry-After": retry_after},
    )


def redirect(location: str, status: int = 302) -> Status:
    """Return a redirect to another address."""
    return Status(status, "", headers={"Location": location})


def captive_portal(status: int = 200) -> Status:
    """Return the page a guest network answers everything with."""
    return Status(status, PORTAL_HTML, content_type="text/html; charset=utf-8")


def other_json(content: Any = None) -> Status:
    """Return JSON of another shape, by default a list where an object belongs."""
    text = json.dumps([] if content is None else content)
    return Status(200, text, content_type="application/json")


@dataclass(frozen=True)
class HangBeforeHeaders(Fault):
    """The request is taken and nothing ever comes."""

    handles_request: ClassVar[bool] = False

    def reply(self) -> Reply:
        """Return an answer that is never sent."""
        return Reply()

    async def deliver(self, connection: Connection, reply: Reply) -> None:  # noqa: ARG002
        """Send nothing."""
        await connection.pause(None)


@dataclass(frozen=True)
class Reset(Fault):
    """The connection breaks before the answer."""

    handles_request: ClassVar[bool] = False

    def reply(self) -> Reply:
        """Return an answer that is never sent."""
        return Reply()

    async def deliver(self, connection: Connection, reply: Reply) -> None:  # noqa: ARG002
        """Break off."""
        await connection.reset()


# The answer with another content


class _Edit(Fault):
    def change(self, reply: Reply) -> Reply:
        """Return the answer with its JSON edited; an error answer stays as it is."""
        content = json.loads(reply.body)
        if content.get("status") == "success":
            self.edit(content)
        return replace(reply, body=json.dumps(content, ensure_ascii=False).encode())

    def edit(self, content: dict[str, Any]) -> None:
        """Change the content in place."""
        raise NotImplementedError


@dataclass(frozen=True)
class WrongCount(_Edit):
    """`count` differs from the guests there are."""

    by: int = 1

    def edit(self, content: dict[str, Any]) -> None:
        """Change the count."""
        content["count"] += self.by


@dataclass(frozen=True)
class ShortList(_Edit):
    """Only the first part of the guests is there; an honest count hides the loss."""

    keep: float = 0.4
    honest_count: bool = True

    def edit(self, content: dict[str, Any]) -> None:
        """Drop the guests at the end."""
        guests = content["guests"]
        del guests[int(len(guests) * self.keep) :]
        if self.honest_count:
            content["count"] = len(guests)


@dataclass(frozen=True)
class BrokenGuests(_Edit):
    """Guest objects that cannot be used stand among the good ones, and are counted."""

    objects: Sequence[Any] = (
        {"accessCode": "NOID00"}, None, 17, "guest", [], {"id": None}, {"id": {"a": 1}},
        {"id": "broken-fields", "fields": "none", "companions": 3, "checkInDateTime": "soon"},
    )  # fmt: skip

    def edit(self, content: dict[str, Any]) -> None:
        """Put the objects into the middle of the list."""
        middle = len(content["guests"]) // 2
        content["guests"][middle:middle] = self.objects
        content["count"] = len(content["guests"])


@dataclass(frozen=True)
class UnknownMembers(_Edit):
    """Members and values of a later version of the API are there."""

    def edit(self, content: dict[str, Any]) -> None:
        """Add members on every level."""
        for part in (content, content.get("event", {}), *content.get("guests", [])):
            part["futureMember"] = {"nested": [1, 2.5, None, "text", {"deep": True}]}
        for guest in content.get("guests", [])[::7]:
            guest["registrationState"] = "confirmedByPigeon"


# The answer, spoilt on its way


@dataclass(frozen=True)
class Late(Fault):
    """The answer comes after a while; the request is handled when it arrives."""

    delay_s: float

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Wait, then send."""
        await connection.pause(self.delay_s)
        await connection.send(reply)


class Held(Fault):
    """The answer is ready but kept back until `release()`, which any thread may call."""

    def __init__(self) -> None:
        self._opened = threading.Event()

    def release(self) -> None:
        """Let this answer, and later ones under the same fault, pass."""
        self._opened.set()

    @property
    def is_released(self) -> bool:
        """Whether the gate is open."""
        return self._opened.is_set()

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Wait for the release, then send."""
        await connection.released(self)
        await connection.send(reply)


@dataclass(frozen=True)
class Truncated(Fault):
    """The connection closes in the middle of the body, short of the promised length.

    Without `promise_length` the body is just as long as it says it is: JSON cut in two.
    """

    keep: float = 0.5
    promise_length: bool = True

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Send the first part and close."""
        part = reply.body[: int(len(reply.body) * self.keep)]
        if not self.promise_length:
            await connection.send(replace(reply, body=part))
            return
        await connection.send_head(reply, len(reply.body))
        await connection.send_body(part)
        await connection.close()


@dataclass(frozen=True)
class HangInBody(Fault):
    """Headers and half of the body come, then nothing."""

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Send half and wait for ever."""
        await connection.send_head(reply, len(reply.body))
        await connection.send_body(reply.body[: len(reply.body) // 2])
        await connection.pause(None)


@dataclass(frozen=True)
class SlowDrip(Fault):
    """The body comes whole, but a little at a time."""

    pieces: int = 10
    pause_s: float = 0.1

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Send piece by piece, chunked."""
        size = max(1, -(-len(reply.body) // self.pieces))
        await connection.send_head(reply, None)
        for start in range(0, len(reply.body), size):
            await connection.send_body(reply.body[start : start + size])
            await connection.pause(self.pause_s)
        await connection.send_body(b"", last=True)


@dataclass(frozen=True)
class BrokenGzip(Fault):
    """The body says it is gzip and is not sound."""

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        """Send a compressed body with its second half overwritten."""
        packed = gzip.compress(reply.body)
        packed = packed[: max(10, len(packed) // 2)] + b"\xff" * (len(packed) // 2)
        await connection.send_head(
            replace(reply, headers={**reply.headers, "Content-Encoding": "gzip"}), len(packed)
        )
        await connection.send_body(packed, last=True)


_SHORT_PATHS = {"login": LOGIN, "all": LIST_ALL, "recent": LIST_RECENT, "logout": LOGOUT}


class FaultBook:
    """Which request misbehaves how: a queue and one standing fault per path. Thread-safe.

    A path is whole, or one of 'login', 'all', 'recent', 'logout', or '*' for each of them.
    Queued faults come first, one per request.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queued: dict[str, deque[Fault]] = {path: deque() for path in PATHS}
        self._standing: dict[str, Fault] = {}

    def queue(self, path: str, *faults: Fault) -> None:
        """Let the next requests misbehave, one fault each."""
        with self._lock:
            for whole in _whole(path):
                self._queued[whole].extend(faults)

    def stand(self, path: str, fault: Fault) -> None:
        """Let all requests misbehave until `clear`."""
        with self._lock:
            for whole in _whole(path):
                self._standing[whole] = fault

    def clear(self, path: str = "*") -> None:
        """Behave again."""
        with self._lock:
            for whole in _whole(path):
                self._queued[whole].clear()
                self._standing.pop(whole, None)

    def take(self, path: str) -> Fault | None:
        """Return the fault for a request that has just come; a queued one is used up."""
        with self._lock:
            if self._queued[path]:
                return self._queued[path].popleft()
            return self._standing.get(path)


def _whole(path: str) -> Sequence[str]:
    if path == "*":
        return PATHS
    whole = _SHORT_PATHS.get(path, path)
    if whole not in PATHS:
        raise ValueError(f"no such request: {path}")
    return (whole,)
