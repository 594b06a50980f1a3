"""What servers, networks and proxies do to an answer, by name: the rows of the fault table.

The training server knows the common ones; here stand the rare ones too. Each row says what a
station may make of it: an error it tells, or a list that it can use after all.
"""

import asyncio
import functools
import gzip
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from station_app.domain.errors import NotReachable, NotTheApi, RateLimited, Refused, ServerFailing
from station_app.training import faults
from station_app.training.faults import Connection, Fault
from station_app.training.protocol import Reply

DEEP = 100_000
_MEGABYTE = 1024 * 1024
BOMB = 300 * _MEGABYTE


@dataclass(frozen=True)
class Content(Fault):
    """Another body for a good answer, made of its JSON."""

    make: Callable[[dict[str, Any]], bytes | str | dict[str, Any]]

    def change(self, reply: Reply) -> Reply:
        made = self.make(json.loads(reply.body))
        if isinstance(made, dict):
            made = json.dumps(made)
        return replace(reply, body=made.encode() if isinstance(made, str) else made)


@dataclass(frozen=True)
class Labelled(Fault):
    """Right content under a wrong label."""

    content_type: str

    def change(self, reply: Reply) -> Reply:
        return replace(reply, content_type=self.content_type)


@dataclass(frozen=True)
class ResetAt(Fault):
    """The connection is broken off within the body."""

    keep: float

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        await connection.send_head(reply, len(reply.body))
        await connection.send_body(reply.body[: int(len(reply.body) * self.keep)])
        await asyncio.sleep(0)
        await connection.reset()


@dataclass(frozen=True)
class Unpromised(Fault):
    """More bytes come than the length said."""

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        await connection.send(replace(reply, body=reply.body + b"<!-- injected by a proxy -->"))


@functools.cache
def _bomb() -> bytes:
    """Pack the same megabyte again and again: packing 300 of them takes seconds."""
    packer, blanks = zlib.compressobj(9, zlib.DEFLATED, -15), b" " * _MEGABYTE
    part, checksum = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH), 0
    for _ in range(BOMB // _MEGABYTE):
        checksum = zlib.crc32(blanks, checksum)
    head = b"\x1f\x8b\x08" + bytes(7)
    end = packer.flush() + checksum.to_bytes(4, "little") + BOMB.to_bytes(4, "little")
    return head + part * (BOMB // _MEGABYTE) + end


@dataclass(frozen=True)
class GzipBomb(Fault):
    """A third of a megabyte that unpacks to 300 of blanks."""

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        packed = await asyncio.to_thread(_bomb)  # or the server hears nothing meanwhile
        headers = {**reply.headers, "Content-Encoding": "gzip"}
        await connection.send_head(replace(reply, headers=headers), len(packed))
        await connection.send_body(packed, last=True)


@dataclass(frozen=True)
class Encoded(Fault):
    """A good body, packed otherwise than the header says."""

    encoding: str
    pack: Callable[[bytes], bytes]

    async def deliver(self, connection: Connection, reply: Reply) -> None:
        packed = self.pack(reply.body)
        headers = {**reply.headers, "Content-Encoding": self.encoding}
        await connection.send_head(replace(reply, headers=headers), len(packed))
        await connection.send_body(packed, last=True)


def _guests(change: Callable[[list[Any]], None]) -> Fault:
    """Change the guests, if there are any in the answer; the count stays honest."""

    def make(answer: dict[str, Any]) -> dict[str, Any]:
        guests = answer.get("guests")
        if isinstance(guests, list):
            change(guests)
            answer["count"] = len(guests)
        return answer

    return Content(make)


def _with(**members: Any) -> Fault:
    return Content(lambda answer: {**answer, **members})


def _text(old: str, new: str) -> Fault:
    """Replace text in the JSON: for what no JSON writer would write."""
    return Content(lambda answer: json.dumps(answer).replace(old, new, 1))


def _extra(**members: Any) -> Fault:
    """Add one odd guest."""
    return _guests(lambda guests: guests.append({"id": "odd", "accessCode": "ODD1", **members}))


def _each(**members: Any) -> Fault:
    """Change members of every guest that comes."""

    def change(guests: list[Any]) -> None:
        for guest in guests:
            guest.update(members)

    return _guests(change)


def _twice(guests: list[Any]) -> None:
    guests.extend([dict(guest) for guest in guests[:3]])


def _circle(guests: list[Any]) -> None:
    for one, next_one in zip(guests, [*guests[1:], *guests[:1]], strict=True):
        one["companions"] = [{"id": next_one["id"]}]
        one["parentId"] = next_one["id"]


def _own_parents(guests: list[Any]) -> None:
    for guest in guests:
        guest["parentId"] = guest["id"]
        guest["companions"] = [{"id": guest["id"]}] * 3


def _status(status: int, body: str = "", **headers: str) -> Fault:
    return faults.Status(status, body or f"status {status}", headers=headers)


_STATUSES: Mapping[str, tuple[Fault, type[Exception] | None]] = {
    f"status {status}": (
        _status(status),
        RateLimited if status == 429 else ServerFailing if status >= 500 else NotTheApi,
    )
    for status in (
        204, 205, 206, 301, 304, 307, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 411, 413,
        414, 415, 418, 421, 422, 423, 425, 426, 428, 429, 431, 451, 499,
        500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 522, 524, 599,
    )
}  # fmt: skip

_BODIES = {
    "nothing": b"",
    "a blank": b" ",
    "a NUL": b"\0",
    "a byte order mark": b"\xef\xbb\xbf",
    "half a character": b"\xc3",
    "a bracket": b"{",
    "a number": b"17",
    "a text": b'"success"',
    "null": b"null",
    "true": b"true",
    "a list": b"[]",
    "lists in lists": b"[[[]]]",
    "an empty object": b"{}",
    "only a status": b'{"status":"success"}',
    "another status": b'{"status":["success"],"guests":17,"sessionToken":{}}',
    "deep lists": b"[" * DEEP,
    "deep objects": b'{"a":' * DEEP,
    "deep within": b'{"status":"success","guests":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep beside": b'{"status":"success","count":0,"guests":[],"deep":%b%b}'
    % (b"[" * DEEP, b"]" * DEEP),
    "JSON twice": b"{}{}",
    "JSON and a comma": b'{"status":"success",}',
    "single quotes": b"{'status':'success'}",
    "a PHP warning": b"<br />\n<b>Warning</b>: Undefined index in <b>index.php</b>",
    "XML": b'<?xml version="1.0"?><status>success</status>',
    "UTF-16": '{"status":"success"}'.encode("utf-16"),
    "noise": bytes(range(256)) * 40,
}

_NO_LIST: Mapping[str, Any] = {
    "guests null": None,
    "guests a number": 17,
    "guests a text": "everybody",
    "guests true": True,
}

FAILING: dict[str, tuple[Fault, type[Exception] | None]] = {
    **_STATUSES,
    **{
        f"body: {name}": (
            faults.Status(200, body.decode("latin-1"), content_type="application/json"),
            NotTheApi,
        )
        for name, body in _BODIES.items()
        if body.isascii()
    },
    **{
        f"body: {name}": (Content(lambda _, body=body: body), NotTheApi)  # type: ignore[misc]
        for name, body in _BODIES.items()
        if not body.isascii()
    },
    "portal": (faults.captive_portal(), NotTheApi),
    "portal as JSON": (
        faults.Status(200, faults.PORTAL_HTML, content_type="application/json"),
        NotTheApi,
    ),
    "portal 511": (faults.captive_portal(511), ServerFailing),
    "portal elsewhere": (faults.redirect("http://portal.example/login"), NotTheApi),
    "redirect nowhere": (faults.redirect(""), NotTheApi),
    "redirect to a file": (faults.redirect("file:///guests.json"), NotTheApi),
    "redirect to itself": (faults.redirect("?again"), NotTheApi),
    "redirect, permanent": (faults.redirect("?for-ever", 308), NotTheApi),
    "too many, a date": (
        faults.too_many_requests("Sun, 22 Nov 2026 12:00:00 GMT"),
        RateLimited,
    ),
    "too many, nonsense": (faults.too_many_requests("soon-ish"), RateLimited),
    "too many, minus": (faults.too_many_requests("-5"), RateLimited),
    "reset before": (faults.Reset(), NotReachable),
    "reset after the head": (ResetAt(0.0), NotReachable),
    "reset within": (ResetAt(0.5), NotReachable),
    "hang before": (faults.HangBeforeHeaders(), NotReachable),
    "hang within": (faults.HangInBody(), NotReachable),
    "cut off at once": (faults.Truncated(0.0), NotReachable),
    "cut off early": (faults.Truncated(0.01), NotReachable),
    "cut off": (faults.Truncated(0.5), NotReachable),
    "cut off late": (faults.Truncated(0.999), NotReachable),
    "cut off, length honest": (faults.Truncated(0.5, promise_length=False), NotTheApi),
    "cut off by a byte": (faults.Truncated(0.999, promise_length=False), NotTheApi),
    "more than promised": (Unpromised(), NotTheApi),
    "broken gzip": (faults.BrokenGzip(), None),
    "gzip that is none": (Encoded("gzip", bytes), NotReachable),
    "gzip cut short": (Encoded("gzip", lambda body: gzip.compress(body)[:-12]), None),
    "gzip in members": (
        Encoded("gzip", lambda b: gzip.compress(b[:99]) + gzip.compress(b[99:])),
        None,
    ),
    "refusal": (
        faults.other_json(
            {"status": "error", "errors": [{"code": 99, "message": "no"}], "displayMessage": "No."}
        ),
        Refused,
    ),
    "refusal, bare": (faults.other_json({"status": "error"}), Refused),
    "refusal, odd": (
        faults.other_json({"status": "error", "errors": {"code": "x", "message": [1]}}),
        Refused,
    ),
}
"""Faults that no request can be answered under, each with the error that says so."""

NO_LIST: dict[str, tuple[Fault, type[Exception] | None]] = {
    **{name: (_with(guests=value), NotTheApi) for name, value in _NO_LIST.items()},
    "no guests": (Content(lambda answer: {"status": answer["status"], "count": 0}), NotTheApi),
    "NaN as count": (_text('"count":', '"count": NaN, "c":'), NotTheApi),
    "a bomb": (GzipBomb(), NotTheApi),
}
"""The same, in answers that hold a list."""

HARMLESS: dict[str, Fault] = {
    "HTML by label": Labelled("text/html"),
    "no label": Labelled(""),
    "another charset by label": Labelled("application/json; charset=iso-8859-1"),
    "deflate": Encoded("deflate", zlib.compress),
    "slow drip": faults.SlowDrip(pieces=7, pause_s=0.01),
    "late": faults.Late(0.05),
    "unknown members": faults.UnknownMembers(),
    "byte order mark": Content(lambda answer: b"\xef\xbb\xbf" + json.dumps(answer).encode()),
    "blanks around": Content(lambda answer: f"\r\n\t {json.dumps(answer)}\n\n"),
    "pretty": Content(lambda answer: json.dumps(answer, indent=4)),
    "slashes escaped": Content(lambda answer: json.dumps(answer).replace("/", "\\/")),
    "members reversed": Content(lambda answer: dict(reversed(answer.items()))),
    "guests by number": Content(
        lambda answer: (
            {**answer, "guests": {str(k): g for k, g in enumerate(answer["guests"])}}
            if isinstance(answer.get("guests"), list)
            else answer
        )
    ),
    "broken guests": faults.BrokenGuests(),
    "duplicate members": _text('"status":', '"guests": [], "status": "error", "status":'),
    "count as text": Content(lambda a: {**a, "count": str(a["count"])} if "count" in a else a),
    "status missing": Content(lambda a: {k: v for k, v in a.items() if k != "status"}),
    "display message": _with(displayMessage="Hello"),
    "same guest twice": _guests(_twice),
    "companions in a circle": _guests(_circle),
    "own parents": _guests(_own_parents),
    "companions of nobody": _each(companions=[{"id": "nobody"}, {}, None, 5, {"id": None}]),
    "many companions": _each(companions=[{"id": f"g{n}"} for n in range(2000)]),
    "fields missing": _extra(),
    "fields null": _extra(fields=None),
    "fields a list": _extra(fields=["a", {"b": "c"}]),
    "fields odd": _extra(fields={"": "", "a": {"b": {"c": 1}}, "n": 1.5e300, "l": [[1], None, {}]}),
    "beyond numbers": _text('"status":', '"huge": 1e999, "tiny": -1e-999, "status":'),
    "huge numbers": _extra(fields={"n": 10**400, "m": -1e308}, companions=10**30),
    "number as id": _extra(id=10**40),
    "lone surrogates": _extra(fields={"lastName": "\ud800x", "firstName": "\udfff"}),
    "NUL in texts": _extra(accessCode="A\0B", fields={"lastName": "N\0L", "\0": "\0"}),
    "bidi and controls": _extra(
        fields={"lastName": "\u202eevil\u2066", "firstName": "\x07\x1b[2J"}
    ),
    "long texts": _extra(fields={"lastName": "W" * 300_000, "notes": "n " * 300_000}),
    "many fields": _extra(fields={f"customField{n}": f"v{n}" for n in range(3000)}),
    "a large guest": _extra(fields={"notes": "x" * 5_000_000}),
    "dates out of range": _extra(
        checkInDateTime="99999-13-45T99:99:99Z",
        checkOutDateTime="0000-00-00 00:00:00",
        deleteDateTime=None,
        serverUpdateDateTime="-271821-04-20",
    ),
    "dates without zone": _extra(checkInDateTime="2026-05-09 12:00:00"),
    "dates as numbers": _extra(checkInDateTime=1778328000, serverUpdateDateTime=[]),
    "code shared": _extra(accessCode="C1"),
    "code empty": _extra(accessCode=""),
    "code null": _extra(accessCode=None),
    "colour odd": _extra(highlightColor="url(javascript:alert(1))"),
    "colour of another type": _extra(highlightColor={"r": 1}),
    "markup in texts": _extra(fields={"lastName": "<img src=x onerror=alert(1)>", "notes": "&lt;"}),
    "state unheard of": _extra(registrationState="rejected"),
    "state of another type": _extra(registrationState=["registered"]),
    "server time missing": Content(lambda a: {k: v for k, v in a.items() if k != "dateTime"}),
    "server time odd": _with(dateTime="the day after tomorrow"),
    "server time a number": _with(dateTime=17),
    "server time without zone": _with(dateTime="2026-05-09T12:00:00"),
    "server time far": _with(dateTime="9999-12-31T23:59:59+14:00"),
    "server time long ago": _with(dateTime="0001-01-01T00:00:00+00:00"),
}
"""Answers that are odd, and can be used."""
