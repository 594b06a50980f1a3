"""Inputs that nobody would send, by family: documented errors only, and none takes long.

`python -m tests.faults.fuzz [family ...] [--count N] [--seed S]` prints how many were tried, how
many raised what they must not or came out wrong, and the slowest. An input is made of its number
alone, so `--seed NUMBER --count 1` plays one of them again.
"""

import argparse
import json
import logging
import random
import ssl
import string
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication

from station_app import settings
from station_app.api import list_stream, wire
from station_app.api.list_stream import ListStream
from station_app.api.trust import Trust, fault_of_ca_file, read_certificate
from station_app.domain.access_code import read
from station_app.domain.errors import ApiError
from station_app.domain.event_address import parse_address
from station_app.domain.guest import Guest
from station_app.domain.keyboard_layout import LAYOUTS, from_us, to_us
from station_app.domain.verdict import judge
from station_app.scanners.serial import KnownDevice, SerialSettings, SerialSource
from station_app.scanners.wedge import Fate, Stroke, StrokeKind, WedgeFramer, WedgeSettings
from station_app.services.sync import since_text
from tests.support import csv_fuzz
from tests.support.builders import wire_guest
from tests.support.tls_front import CERTIFICATES

LIMIT_MS = 100.0
LARGEST = 64 * 1024
_TIME = "2026-05-09T12:00:00+02:00"

# --- making inputs ------------------------------------------------------------------------------

_ODD = (
    *"\0\x01\t\r\n\x1b\x7f\x85\xa0\xad\u0130\u0131\u01c5\u0300\u0660\u1e9e\u200b\u200e\u2028\u202e",
    *"\u2066\u2100\u2488\u3002\ud800\udfff\ufeff\uff0e\uff1a\uff20\ufffd\ufffe🎟👩‍👩‍👧ßÄé́中٣ﬁ²½",
    *string.punctuation, *string.digits, *"aAzZ ",
)  # fmt: skip
_NUMBERS = (
    "0", "-0", "-1", "30", "1e999", "-1e-999", "NaN", "Infinity", "1.5", "17", "00", "+1", "0x10",
    "9" * 19, "9" * 40, "9" * 310, "9" * 4400, "1e5", "1E400", "18446744073709551616", "1_000", "٣",
)  # fmt: skip
_JSON_TOKENS = (
    *"{}[],:\"'\\ \n", "{}", "[]", '""', "null", "true", "false", "\\u0000", "\\ud800", "\\uDFFF",
    "\\ud83c\\udf9f", "\\x", "\\", "//", "/**/", "<", "\ufeff", "\0", '"id":', '"guests":[', "}]",
    '"guests":', '"fields":{', '"companions":[{"id":"a"}]', '"status":"error"', '"errors":[30]',
    '"errors":{"code":30}', '"code":"30"', '"sessionToken":', '"count":', '"dateTime":', '"event":',
    '"checkInDateTime":', '"deleteDateTime":"0000-00-00"', '"9999-12-31T23:59:59-14:00"',
    '"0001-01-01T00:00:00+14:00"', '"2026-02-30"', '"2026-W10-1"', '"20260509T12"', *_NUMBERS,
)  # fmt: skip
_MEMBERS = (
    "id", "parentId", "accessCode", "serverUpdateDateTime", "checkInDateTime", "checkOutDateTime",
    "deleteDateTime", "registrationState", "highlightColor", "fields", "companions", "status",
    "displayMessage", "errors", "code", "message", "count", "dateTime", "guests", "event", "name",
    "stationName", "sessionToken", "configuration", "startDateTime", "endDateTime", "",
)  # fmt: skip


def a_text(chance: random.Random, longest: int = 12) -> str:
    """Return a text of letters, and of what troubles those who read it."""
    letters = _ODD if chance.random() < 0.6 else string.ascii_letters + string.digits
    return "".join(chance.choices(letters, k=chance.randrange(longest + 1)))


def a_value(chance: random.Random, members: Sequence[str], depth: int = 4) -> Any:
    """Return what JSON can say."""
    kind = chance.randrange(10 if depth else 7)
    if kind < 3:
        return a_text(chance)
    if kind == 3:
        return chance.choice((None, True, False, 0, -1, 30, 10**18, 10**30, 1.5, -1e300))
    if kind == 4:
        return chance.choice((_TIME, "success", "error", "registered", "#ff0000", "0000-00-00"))
    if kind < 7:
        return chance.choice((_TIME[: chance.randrange(len(_TIME))], "", [], {}, str(10**9)))
    if kind == 7:
        return [a_value(chance, members, depth - 1) for _ in range(chance.randrange(4))]
    return {
        chance.choice(members) if chance.random() < 0.8 else a_text(chance): a_value(
            chance, members, depth - 1
        )
        for _ in range(chance.randrange(6))
    }


def some_json(chance: random.Random, members: Sequence[str]) -> bytes:
    """Return JSON of any shape."""
    plain = chance.random() < 0.5
    text = json.dumps(a_value(chance, members), ensure_ascii=plain)
    return text.encode("utf-8", "replace")


def mutated(chance: random.Random, samples: Sequence[bytes], tokens: Sequence[bytes]) -> bytes:
    """Return a good sample, changed a little or a lot."""
    data = bytearray(chance.choice(samples))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 12))):
        begin = chance.randrange(len(data) + 1)
        end = min(len(data), begin + int(chance.expovariate(1 / 12)))
        act = chance.randrange(11)
        if act == 0 and data:
            data[begin % len(data)] ^= 1 << chance.randrange(8)
        elif act == 1:
            del data[begin:]
        elif act == 2:
            del data[begin:end]
        elif act == 3:  # the same again
            data[end:end] = data[begin:end] * chance.choice((1, 1, 2, 50))
        elif act == 4:  # the beginning of one, the end of another
            other = chance.choice(samples)
            data[begin:] = other[chance.randrange(len(other) + 1) :]
        elif act == 5:
            data[begin:end] = chance.randbytes(end - begin)
        elif act == 6:  # nested
            opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"0\x80", b"")))
            times = chance.choice((1, 3, 40, 1100, 8000))
            data[begin:end] = opening * times + data[begin:end] + closing * times
        elif act == 7:  # one token for another
            found = data.find(chance.choice(tokens), begin)
            place = found if found >= 0 else begin
            data[place : place + end - begin] = chance.choice(tokens)
        else:
            data[begin:begin] = chance.choice(tokens)
    if chance.random() < 0.002:  # as large as it may be
        data = bytearray(bytes(data or b"["))
        data *= LARGEST // len(data) + 1
    return bytes(data[:LARGEST])


def _encoded(tokens: Sequence[str]) -> list[bytes]:
    return [token.encode("utf-8", "surrogatepass") for token in tokens]


_JSON = _encoded(_JSON_TOKENS)


def _is_text(*texts: str) -> None:
    for text in texts:
        text.encode()


# --- answers of the server ----------------------------------------------------------------------


def _guests() -> list[dict[str, Any]]:
    odd: list[dict[str, Any]] = [
        {"id": "a", "fields": {"customField47": ["x", "y"], "notes": '{"}]['}},
        {"id": "b", "parentId": "a", "companions": [{"id": "a"}, {"id": "c"}], "future": {"m": 1}},
        {"id": "c", "accessCode": None, "checkInDateTime": _TIME, "highlightColor": "#ffeedd"},
        {"id": 17, "deleteDateTime": _TIME, "fields": {"lastName": "Müller 🎟", "n": 3}},
    ]
    return [wire_guest(**{"accessCode": "CODE1", **members}) for members in odd]


def _samples() -> list[bytes]:
    good = {"status": "success", "count": 4, "dateTime": _TIME, "guests": _guests()}
    answers: list[Any] = [
        good,
        {**good, "guests": {"3": _guests()[0], "7": _guests()[1]}},
        {"guests": _guests() * 6, "dateTime": _TIME, "event": {"a": [{"b": {}}], "z": "}]}"}},
        {
            "status": "success",
            "sessionToken": "0123456789abcdef" * 2,
            "stationName": "Main entrance",
            "event": {
                "id": "e1",
                "name": "Ball",
                "company": "Example",
                "startDateTime": _TIME,
                "endDateTime": _TIME,
                "configuration": {"colors": {"a": 1}, "x": None},
            },
        },
        {"status": "error", "errors": [{"code": 30, "message": "no"}], "displayMessage": None},
        {"status": "error", "errors": ["no", {"code": "1000", "message": "x"}]},
        {"errors": {"0": {"code": 5, "message": ["a"]}}, "displayMessage": "Sorry."},
        *_guests(),
    ]
    return [
        json.dumps(answer, ensure_ascii=ascii_only, indent=indent).encode()
        for answer in answers
        for ascii_only, indent in ((True, None), (False, None), (False, 1))
    ]


_ANSWERS = _samples()


def an_answer(chance: random.Random) -> bytes:
    """Return something like an answer of the API."""
    if chance.random() < 0.2:
        return some_json(chance, _MEMBERS)
    return mutated(chance, _ANSWERS, _JSON)


def _check_guest(guest: Guest) -> None:
    assert guest.id.strip()
    _is_text(guest.id, guest.access_code, guest.parent_id or "", *guest.companion_ids)
    for name, value in guest.fields.items():
        _is_text(name, *(value if isinstance(value, tuple) else (value,)))
    judge(guest)
    stored = wire.parse_guest(guest.raw)
    assert stored is not None
    assert stored.id == guest.id


def read_answer(body: bytes) -> None:
    """Read it as each of the answers, and as a guest."""
    guest = wire.parse_guest(body)
    if guest is not None:
        _check_guest(guest)
    with suppress(ApiError):
        wire.parse_login(body)
    try:
        for one in (found := wire.parse_guest_list(body)).guests:
            _check_guest(one)
        since_text(found.server_time)
    except ApiError:
        pass
    try:
        answer = wire.decode_answer(body)
    except ApiError:
        return
    assert wire.parse_error({"errors": answer.errors, "status": answer.status}) is None
    wire.parse_error({"errors": answer.event, "displayMessage": answer.guests})
    wire.parse_error({"errors": [answer.event, answer.count], "status": answer.dateTime})


# --- answers that arrive in pieces --------------------------------------------------------------

Pieces = tuple[bytes, list[int], int]


def some_pieces(chance: random.Random) -> Pieces:
    """Return an answer, where it is cut, and how much is read at once."""
    body = an_answer(chance)
    if chance.random() < 0.002:  # what costs a reader most who tries and tries again
        odd = chance.choice((b'{"guests":[0]},', b'"guests":[', b'\\"', b'"}', b"},", b'{"a":"'))
        times = chance.randrange(LARGEST // len(odd) - 3)
        body = chance.choice((b'{"x":[', b'{"guests":[{"a":"', b'{"guests":[')) + odd * times
    cuts = [chance.randrange(len(body) + 1) for _ in range(chance.choice((0, 1, 5, 20)))]
    portion = max(chance.choice((50, 200, 1000, 5000)), len(body) // 4)
    return body, sorted({0, len(body), *cuts}), portion


def _repeats_a_member(body: bytes) -> bool:
    """Whether some object says the same twice: nobody can say then which of them counts."""
    twice = False

    def pairs(members: list[tuple[str, Any]]) -> None:
        nonlocal twice
        twice = twice or len({name for name, _ in members}) < len(members)

    try:
        json.loads(body.decode("utf-8", "replace").strip("\ufeff"), object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return True  # what no JSON reader takes is no list, whichever way it is read
    return twice


def read_pieces(given: Pieces) -> None:
    """Read a list as it arrives, and compare with the list as a whole."""
    body, cuts, portion = given
    usual, list_stream.PORTION = list_stream.PORTION, portion
    try:
        stream, guests = ListStream(), []
        for begin, end in pairwise(cuts):
            guests += stream.feed(body[begin:end])
        last, facts = stream.close()
    except ApiError:
        with suppress(ApiError):
            wire.parse_guest_list(body)
            assert _repeats_a_member(body), "whole it can be read"
        return
    finally:
        list_stream.PORTION = usual
    try:
        whole = wire.parse_guest_list(body)
    except ApiError as error:
        raise AssertionError(f"whole it cannot be read: {error!r}") from None
    told = [one.id for one in (*guests, *last)], facts.count, facts.set_aside
    assert facts.received == len(told[0])
    expected = [guest.id for guest in whole.guests], whole.count, whole.set_aside
    assert told == expected or _repeats_a_member(body)


# --- codes --------------------------------------------------------------------------------------

_CODES = _encoded((
    "ABC123", "aB3dEf77zz", "https://example.com/t/ABC%20123?code=X1#/Y2", "]Q1ABC123",
    "example.com/checkin?ticket=aäöü&id=5", "ABC\\000026\\\\D\\000003", "BEGIN:VCARD\nFN:A B\nEND",
    "\x02ABC123\x03\r\n", "mailto:a@example.com", "12345678901234567890", "ÄÖÜ-ß_?", "%7B%22a%22",
    "//[::1]/a?b=c", "http://[", "a://b:c@d:99999/e;f?g#h", "␂ABC␃", "{\"code\":\"A1\"}",
))  # fmt: skip
_CODE_TOKENS = _encoded((
    *_ODD, "://", "//", "?a=", "&", "&b=c", "#", "%", "%00", "%C3", "%ED%A0%80", "%2F", "\\000026",
    "\\\\", "]C1", "]Q2", "http", "[", "]", "[::1]", "@", ":", ";", "\u2400", "\u241d", "ﷺ", "İ",
))  # fmt: skip


def a_code(chance: random.Random) -> tuple[str, str]:
    """Return a scanned text, and what the same keys are on a US keyboard."""
    text = mutated(chance, _CODES, _CODE_TOKENS).decode("utf-8", "ignore")
    if chance.random() < 0.3:
        text = a_text(chance, 30)
    if chance.random() < 0.005:  # as long as is looked at
        text = (text or "?") * (4096 // max(1, len(text)))
    layout = chance.choice(list(LAYOUTS))
    return text, chance.choice(("", to_us(text, layout), from_us(text, layout), a_text(chance)))


def read_code(given: tuple[str, str]) -> None:
    """Take a code apart, in all its meanings."""
    reading = read(*given)
    assert len(set(reading.spellings)) == len(reading.spellings)
    assert all(reading.candidates)
    repairs = list(reading.layout_repairs())
    assert len({*reading.spellings, *repairs}) == len(reading.spellings) + len(repairs)
    _is_text(*reading.spellings, *repairs)


# --- keys of a scanner --------------------------------------------------------------------------

Acts = tuple[WedgeSettings, list[tuple[str, Stroke[int]]]]
_ACTS = ("press",) * 6 + ("release",) * 3 + ("join", "silence", "interrupt")


def some_keys(chance: random.Random) -> Acts:
    """Return a scanner as configured, and what happens at the keyboard."""
    wanted = WedgeSettings(
        gap_ms=chance.randint(1, 80),
        min_length=chance.randint(2, 6),
        silence_ends=chance.random() < 0.5,
        affixes=tuple((a_text(chance, 2), a_text(chance, 2)) for _ in range(chance.randrange(3))),
    )
    now_ms, acts = 0, []
    pace_ms = chance.choice((3, 20, 120, 600))
    many = chance.choice((5, 30, 30, 120)) if chance.random() < 0.3 else 20
    if chance.random() < 0.01:
        many = 1000
    for number in range(chance.randrange(many)):
        now_ms += chance.randrange(pace_ms)
        stroke = Stroke(
            kind=chance.choice((StrokeKind.TEXT, StrokeKind.TEXT, StrokeKind.TEXT, *StrokeKind)),
            key=chance.randint(1, 8),
            at_ms=now_ms,
            token=number,
            text=a_text(chance, 2),
            us=chance.choice((None, "", "a", "]")),
            repeat=chance.random() < 0.1,
        )
        acts.append((chance.choice(_ACTS), stroke))
    return wanted, acts


def play_keys(given: Acts) -> None:
    """See that each key goes to one place only, in its order."""
    wanted, acts = given
    framer: WedgeFramer[int] = WedgeFramer(wanted)
    taken: set[int] = set()
    given_back: list[int] = []
    for act, stroke in acts:
        if act == "press":
            takes = framer.takes(stroke)
            decision = framer.press(stroke)
            assert takes == (decision.fate is Fate.TAKE)
        elif act == "join":
            decision = framer.join(stroke)
        elif act == "release":
            decision = framer.release(stroke.key, stroke.token)
        else:
            silent = act == "silence"
            decision = framer.silence(stroke.at_ms) if silent else framer.interrupt()
            assert decision.fate is Fate.PASS
        given_back += decision.replay
        assert decision.scan is None or decision.scan
        if decision.fate is Fate.TAKE:
            taken.add(stroke.token)
    given_back += framer.interrupt().replay
    presses = [one for one in given_back if acts[one][0] != "release"]
    assert presses == sorted(presses)
    assert len(set(given_back)) == len(given_back)
    assert set(given_back) <= taken
    assert framer.deadline_ms is None


# --- bytes of a scanner -------------------------------------------------------------------------


class _Port:
    """Stands where the open port would: hands out bytes."""

    def __init__(self) -> None:
        self.waiting = b""

    def readAll(self) -> QByteArray:
        data, self.waiting = self.waiting, b""
        return QByteArray(data)

    def waitForReadyRead(self, _ms: int) -> bool:
        return False


Serial = tuple[SerialSettings, list[bytes]]
_ENCODINGS = (
    "utf-8", "latin-1", "cp1252", "cp437", "shift_jis", "utf-16", "utf-7", "ascii", "idna",
    "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "hex", "rot13", "base64",
    "zip", "mbcs", "", " ", "\0", "\ud800", "utf\u20118", "../utf_8", "x" * 300,
)  # fmt: skip


def some_bytes(chance: random.Random) -> Serial:
    """Return how a scanner is spoken with, and what comes in which pieces."""
    known = (KnownDevice("", (a_text(chance, 2), a_text(chance, 2))),)
    wanted = SerialSettings(
        encoding=chance.choice(_ENCODINGS), known=known if chance.random() < 0.5 else ()
    )
    # Up to 4 KiB, all that a system's buffer holds: it may be a thousand scans.
    tokens = [*_CODE_TOKENS, b"\r", b"\n", b"\r\n", b"\r"]
    data = mutated(chance, [code + b"\r" for code in _CODES], tokens)[:4096]
    cuts = [chance.randrange(len(data) + 1) for _ in range(chance.choice((0, 1, 3, 10)))]
    places = sorted((0, len(data), *cuts))
    return wanted, [data[begin:end] for begin, end in pairwise(places)]


_source: SerialSource | None = None


def _heard(wanted: SerialSettings, pieces: Sequence[bytes]) -> list[str]:
    """Return the codes a lane makes of these bytes; the lane is used again and again."""
    global _source
    if _source is None:
        _ = QCoreApplication.instance() or QCoreApplication([])
        _source = SerialSource()
    scans: list[str] = []
    port = _Port()
    _source.apply(wanted)
    _source._port = port  # type: ignore[assignment]
    connection = _source.scanned.connect(lambda scan: scans.append(scan.whole or scan.text))
    try:
        for piece in pieces:
            port.waiting = piece
            _source._take()
        _source._silence.stop()
        _source._end_code()
    finally:
        _source.scanned.disconnect(connection)
        _source._port = None
        _source._silence.stop()
        _source._buffer.clear()
    return scans


def play_bytes(given: Serial) -> None:
    """See that the codes do not depend on the pieces they came in."""
    wanted, pieces = given
    heard = _heard(wanted, pieces)
    assert heard == _heard(wanted, [b"".join(pieces)])
    assert all(code.strip() for code in heard)


# --- the settings file --------------------------------------------------------------------------

_NAMES = tuple(settings.Settings.__dataclass_fields__)
_SETTINGS = [
    json.dumps(values, indent=1).encode()
    for values in (
        {"language": "de", "poll_seconds": 5, "active": True, "camera_size": "1280x720"},
        {
            "entrances": [
                {"server": "https://example.com", "event_id": "e", "station": "s", "last_used": ""}
            ],
            "code_kinds": ["qr", "aztec"],
            "server_pin": f"sha256//{'A' * 43}=;sha256//{'B' * 42}A=",
        },
        {
            "scanners": [
                {"lane": "keyboard", "gap_ms": 30, "prefix": "x", "silence_ends": False},
                {"lane": "serial", "device": "05e0:1701", "min_length": 6},
            ],
            "scanner_gap_ms": 25,
            "serial_encoding": "latin-1",
            "wipe_days": 7,
        },
    )
]
_SETTING_TOKENS = [*_JSON, *(f'"{name}":'.encode() for name in _NAMES), b"sha256//", b'"none"']


def a_settings_file(chance: random.Random) -> bytes:
    """Return something like a settings file."""
    if chance.random() < 0.3:
        return some_json(chance, _NAMES)
    return mutated(chance, _SETTINGS, _SETTING_TOKENS)


# In memory where there is such a place: the disk is not what is tried.
_folder = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)


def read_settings(content: bytes) -> None:
    """Load them; what was taken over can be used, saved, and is the same then."""
    folder = Path(_folder.name)
    (folder / settings.FILE_NAME).write_bytes(content)
    found = settings.load(folder)
    Trust.of(found.ca_file, found.server_pin)
    WedgeSettings(gap_ms=found.scanner_gap_ms, min_length=found.scanner_min_length)
    for one in found.scanners:
        WedgeSettings(gap_ms=one.gap_ms, min_length=one.min_length)
    SerialSettings(baud=found.serial_baud)
    if found != settings.Settings():
        settings.save(found, folder)
        assert settings.load(folder) == found


# --- certificates -------------------------------------------------------------------------------

_PEMS = [path.read_bytes() for path in sorted(CERTIFICATES.glob("*.pem"))]


def _ders() -> list[bytes]:
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    return [
        ssl.PEM_cert_to_DER_cert(pem[pem.index(begin) : pem.index(end) + len(end)].decode())
        for pem in _PEMS
        if begin in pem
    ]


_DERS = _ders()
_DER_TOKENS = [
    *(bytes((tag, length)) for tag in (0x30, 0x02, 0x04, 0x06, 0xA0, 0xA3, 0x82, 0x87, 0x17, 0x18)
      for length in (0, 1, 4, 16, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x85, 0xFF)),
    b"\x1f\x81", b"\xff\xff", b"\x06\x03\x55\x1d\x11", b"\x84\xff\xff\xff\xff", b"000000000000Z",
]  # fmt: skip


def a_certificate(chance: random.Random) -> bytes:
    """Return something like a certificate."""
    if chance.random() < 0.001:  # one of very many parts, of a size that fits
        inner = b"\x30\x00" * 32_000
        return b"\x30\x82" + len(inner).to_bytes(2) + inner
    return mutated(chance, _DERS, _DER_TOKENS)


def look_at_certificate(der: bytes) -> None:
    """Read it, or say that it is none."""
    try:
        found = read_certificate(der)
    except ValueError:
        return
    _is_text(found.pin, *found.names)


_PEM_TOKENS = [
    b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----", b"-----", b"-", b"\n", b"\r\n",
    b"-----BEGIN CERTIFICATE-----\n" * 40, b"PRIVATE KEY-----", b"=", b"==", b"\xef\xbb\xbf",
    b"-----BEGIN CERTIFICATE-----\n" * 2300, b"\0", "ä".encode(), b" " * 30,
]  # fmt: skip
_WORDS = frozenset(("", "unreadable", "none", "damaged", "private", "expired"))


def a_ca_file(chance: random.Random) -> bytes:
    """Return something like a file of certificates."""
    if chance.random() < 0.02:
        return mutated(chance, [_PEM_TOKENS[-4]], _PEM_TOKENS)
    return mutated(chance, _PEMS, _PEM_TOKENS)


def choose_ca_file(content: bytes) -> None:
    """Say what is wrong with it."""
    path = Path(_folder.name) / "ca.pem"
    path.write_bytes(content)
    assert fault_of_ca_file(str(path), datetime(2026, 11, 22, tzinfo=UTC)) in _WORDS


# --- event addresses ----------------------------------------------------------------------------

_ADDRESSES = _encoded((
    "https://example.com", "http://localhost:8080/", "example.com/admin/event/abc-1/guests",
    "https://example.com/sub/admin#/admin/event/17", "127.0.0.1:9", "http://[::1]:80/x",
    "https://user:pass@example.com/", "HTTPS://EXAMPLE.com:443/api/v1/login", "münchen.example",
    "https://example.com/a/b/api/v1", "xn--mnchen-3ya.example:8443",
))  # fmt: skip
_ADDRESS_TOKENS = [
    *_CODE_TOKENS,
    *_encoded(("/admin/event/", "/admin", "/api/v1", "https://", "http://", "localhost", "127.",
               "127.0.0.1", "::1", ":0", ":65535", ":65536", ":-1", ":٣", "..", "/", "１２７")),
]  # fmt: skip


def an_address(chance: random.Random) -> str:
    """Return something like what a person pastes."""
    if chance.random() < 0.1:
        return a_text(chance, 40)
    return mutated(chance, _ADDRESSES, _ADDRESS_TOKENS).decode("utf-8", "replace")


def read_address(text: str) -> None:
    """Read it; an address without TLS leads no further than this machine."""
    found = parse_address(text)
    if found is None:
        return
    assert found.server.startswith(("https://", "http://"))
    secure = found.is_secure
    again = parse_address(found.server)
    assert again is None or again.is_secure == secure
    if secure and found.server.startswith("http://"):
        host = found.server.removeprefix("http://").split("/")[0].lower()
        assert host.startswith(("localhost", "127.", "[::1]")), host
        assert host.isascii(), host


# --- exported notes -----------------------------------------------------------------------------


def a_cell(chance: random.Random) -> tuple[str, str]:
    """Return a text, and what separates cells."""
    return csv_fuzz.a_text(chance), chance.choice(",;")


def export_cell(given: tuple[str, str]) -> None:
    """Write a cell that no program takes for a formula."""
    csv_fuzz.check(*given)


# --- playing ------------------------------------------------------------------------------------

FAMILIES: dict[str, tuple[Callable[[random.Random], Any], Callable[[Any], None]]] = {
    "answers": (an_answer, read_answer),
    "list in pieces": (some_pieces, read_pieces),
    "codes": (a_code, read_code),
    "keys": (some_keys, play_keys),
    "serial bytes": (some_bytes, play_bytes),
    "settings": (a_settings_file, read_settings),
    "certificates": (a_certificate, look_at_certificate),
    "CA file": (a_ca_file, choose_ca_file),
    "addresses": (an_address, read_address),
    "CSV": (a_cell, export_cell),
}


@dataclass
class Outcome:
    """How a family did."""

    tried: int = 0
    lost: list[str] = field(default_factory=list)
    slowest_ms: float = 0.0
    slowest: int = 0  # its number


def _timed(play: Callable[[Any], None], given: Any) -> float:
    begin = time.thread_time()
    play(given)
    return (time.thread_time() - begin) * 1000


@contextmanager
def _quiet() -> Iterator[None]:
    """Say nothing in the log of what is foreign, nor of odd codecs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        disabled = logging.root.manager.disable
        logging.disable()
        try:
            yield
        finally:
            logging.disable(disabled)


@_quiet()
def fuzz(name: str, count: int, seed: int) -> Outcome:
    """Play so many inputs of a family, numbered from `seed` on."""
    make, play = FAMILIES[name]
    outcome = Outcome()
    play(make(random.Random(0)))  # tables are made, modules imported
    for number in range(seed, seed + count):
        given = make(random.Random(number))
        outcome.tried += 1
        try:
            took_ms = _timed(play, given)
            if took_ms > LIMIT_MS / 2:  # of a busy machine, perhaps
                took_ms = min(took_ms, _timed(play, given), _timed(play, given))
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} {error}"[:160]
            outcome.lost.append(f"{number}: {what} in {Path(at.filename).name}:{at.lineno}")
            continue
        if took_ms > LIMIT_MS:
            outcome.lost.append(f"{number}: {took_ms:.0f} ms")
        if took_ms > outcome.slowest_ms:
            outcome.slowest_ms, outcome.slowest = took_ms, number
    return outcome


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("family", nargs="*", choices=[*FAMILIES, []])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    lost = 0
    print(f"{'family':16}{'tried':>10}{'lost':>7}{'slowest':>12}   its number")  # noqa: T201
    for name in asked.family or FAMILIES:
        outcome = fuzz(name, asked.count, asked.seed)
        lost += len(outcome.lost)
        figures = f"{outcome.tried:10}{len(outcome.lost):7}{outcome.slowest_ms:9.1f} ms"
        print(f"{name:16}{figures}   {outcome.slowest}", *outcome.lost[:20], sep="\n    ")  # noqa: T201
    raise SystemExit(1 if lost else 0)


if __name__ == "__main__":
    main()
