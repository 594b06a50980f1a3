"""Who may be believed to be the server: the system's trust, an own CA file, a pinned key.

There is no way around it: what cannot prove itself is sent nothing, and nobody is asked whether to
go on. What is wrong is said in words instead, from the certificate that was shown.
"""

import base64
import contextlib
import hashlib
import re
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import truststore

from station_app.domain.errors import NotReachable, NotTrusted

_LARGEST_FILE = 4 * 1024**2
_PATIENCE = httpx.Timeout(5.0)
# No dash within: beginnings without an end would each be read to the end of the file.
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
_TIMES = {0x17: "%y%m%d%H%M%SZ", 0x18: "%Y%m%d%H%M%SZ"}  # UTCTime, GeneralizedTime
_SEQUENCE, _INTEGER, _OCTETS, _OID = 0x30, 0x02, 0x04, 0x06
_VERSION, _EXTENSIONS, _DNS_NAME, _ADDRESS = 0xA0, 0xA3, 0x82, 0x87
_ALTERNATIVE_NAMES = bytes.fromhex("551d11")
# OpenSSL's numbers, X509_V_ERR_…
_REASONS = {9: "early", 10: "expired", 62: "host", 64: "host"}
_ISSUER = frozenset((2, 18, 19, 20, 21, 24, 27))


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom this laptop trusts besides those the system does, and which keys alone will do."""

    ca_file: str = ""
    pins: tuple[str, ...] = ()  # 'sha256//…'; none takes any key of a trusted certificate

    @classmethod
    def of(cls, ca_file: str, server_pin: str) -> "Trust":
        """Read the two settings."""
        return cls(ca_file, tuple(filter(None, server_pin.split(";"))))


# --- certificates -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says, unverified. `pin` is of its key, as `curl --pinnedpubkey`."""

    pin: str
    names: tuple[str, ...]
    valid_from: datetime
    valid_until: datetime


def read_certificate(der: bytes) -> Certificate:
    """Read an X.509 certificate (RFC 5280). Raises `ValueError` for anything else."""
    outer = _children(_only(der, _SEQUENCE))
    parts = _children(_expect(outer, 0, _SEQUENCE))
    if parts and parts[0].tag == _VERSION:
        del parts[0]
    _expect(parts, 0, _INTEGER)  # the serial number: that it is there tells where we are
    times = _children(_expect(parts, 3, _SEQUENCE))
    if len(times) != 2:
        raise ValueError("validity")
    _expect(parts, 5, _SEQUENCE)
    digest = hashlib.sha256(parts[5].whole).digest()
    extensions = next((one.content for one in parts[6:] if one.tag == _EXTENSIONS), b"")
    return Certificate(
        pin=f"sha256//{base64.b64encode(digest).decode()}",
        names=tuple(_alternative_names(extensions)),
        valid_from=_time(times[0]),
        valid_until=_time(times[1]),
    )


@dataclass(frozen=True, slots=True)
class _Element:
    tag: int
    content: bytes
    whole: bytes


def _children(data: bytes) -> list[_Element]:
    """Split DER into its elements, one level deep."""
    found, place = [], 0
    while place < len(data):
        if place + 2 > len(data) or data[place] & 0x1F == 0x1F:
            raise ValueError("tag")  # of several bytes: none in a certificate
        length, begins = data[place + 1], place + 2
        if length > 0x84 or length == 0x80:
            raise ValueError("length")
        if length > 0x80:
            begins += length - 0x80
            length = int.from_bytes(data[place + 2 : begins])
        ends = begins + length
        if ends > len(data):
            raise ValueError("length")
        found.append(_Element(data[place], data[begins:ends], data[place:ends]))
        place = ends
    return found


def _expect(elements: Sequence[_Element], place: int, tag: int) -> bytes:
    if place >= len(elements) or elements[place].tag != tag:
        raise ValueError("not a certificate")
    return elements[place].content


def _only(data: bytes, tag: int) -> bytes:
    elements = _children(data)
    if len(elements) != 1:
        raise ValueError("not a certificate")
    return _expect(elements, 0, tag)


def _time(element: _Element) -> datetime:
    if element.tag not in _TIMES:
        raise ValueError("time")
    text = element.content.decode("ascii")
    return datetime.strptime(text, _TIMES[element.tag]).replace(tzinfo=UTC)


def _alternative_names(extensions: bytes) -> Iterator[str]:
    if not extensions:
        return
    for extension in _children(_only(extensions, _SEQUENCE)):
        parts = _children(extension.content)
        if len(parts) < 2 or _expect(parts, 0, _OID) != _ALTERNATIVE_NAMES:
            continue
        octets = _expect(parts, len(parts) - 1, _OCTETS)
        for name in _children(_only(octets, _SEQUENCE)):
            if name.tag == _DNS_NAME:
                yield name.content.decode("ascii")
            elif name.tag == _ADDRESS and len(name.content) in (4, 16):
                yield str(ip_address(name.content))


# --- an own CA file ---------------------------------------------------------------------------


def fault_of_ca_file(path: str, now: datetime) -> str:
    """Return why a file cannot be trusted, '' if it can.

    One of 'unreadable', 'none' (no certificate in it), 'damaged', 'private' (it holds a private
    key, which belongs on no laptop at a door) and 'expired' (all of them).
    """
    try:
        content = _read_ca_file(path)
    except OSError:
        return "unreadable"
    if b"PRIVATE KEY-----" in content:
        return "private"
    pems = _PEM.findall(content)
    if not pems:
        return "none"
    try:
        read = [read_certificate(ssl.PEM_cert_to_DER_cert(pem.decode("ascii"))) for pem in pems]
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(
            cadata=b"\n".join(pems).decode("ascii")
        )
    except (ValueError, ssl.SSLError):
        return "damaged"
    return "expired" if all(one.valid_until < now for one in read) else ""


def _read_ca_file(path: str) -> bytes:
    with Path(path).expanduser().open("rb") as file:
        content = file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise OSError("too large for certificates")
    return content


# --- TLS --------------------------------------------------------------------------------------


class WrongKey(ssl.SSLError):
    """A trusted certificate, yet not with a key that is pinned."""


class CheckedContext(truststore.SSLContext):
    """Verifies as the system does, with an own CA file, and then the key against the pins.

    The key is looked at before the first byte of a request leaves this laptop.
    """

    def __init__(self, protocol: int, trust: Trust) -> None:
        """Build it; takes up to 110 ms, so on a thread. `protocol` is for `ssl`'s own `__new__`."""
        super().__init__(protocol)
        self._pins = frozenset(trust.pins)
        self.ca_file_failed = False
        if trust.ca_file:
            try:
                pems = _PEM.findall(_read_ca_file(trust.ca_file))
                self.load_verify_locations(cadata=b"\n".join(pems).decode("ascii"))
            except (OSError, ValueError, ssl.SSLError):
                self.ca_file_failed = True  # told when a certificate cannot be verified

    def wrap_bio(self, *args: Any, **options: Any) -> ssl.SSLObject:
        """As the system's, with one more look at the end of the handshake."""
        tls = super().wrap_bio(*args, **options)
        if self._pins:
            shake = tls.do_handshake

            def do_handshake() -> None:
                shake()
                if _pin_of(tls) not in self._pins:
                    raise WrongKey("the server has another key")

            tls.do_handshake = do_handshake  # type: ignore[method-assign]
        return tls


def _pin_of(tls: ssl.SSLObject) -> str:
    with contextlib.suppress(ValueError):
        return read_certificate(tls.getpeercert(True) or b"").pin
    return ""


class _Seen(ssl.SSLError):
    """Carries the certificate that was shown out of a handshake that goes no further."""

    def __init__(self, certificate: bytes) -> None:
        super().__init__("seen")
        self.certificate = certificate


class _Look(ssl.SSLObject):
    """Ends every connection after the handshake: no request can be sent on it."""

    def do_handshake(self) -> None:
        super().do_handshake()
        raise _Seen(self.getpeercert(True) or b"")


async def look_at(server: str) -> Certificate:
    """Return the certificate a server shows, trusted or not, on the way a request would take.

    Nothing is sent. Raises `NotReachable`.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.sslobject_class = _Look
    try:
        async with httpx.AsyncClient(verify=context, timeout=_PATIENCE, mounts=direct()) as http:
            await http.head(server)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        for cause in causes(error):
            if isinstance(cause, _Seen):
                with contextlib.suppress(ValueError):
                    return read_certificate(cause.certificate)
        raise NotReachable("connect") from None
    raise NotReachable("insecure")  # it answered without TLS


def direct() -> dict[str, httpx.AsyncBaseTransport | None]:
    """Return the hosts that are asked without a proxy, whatever the environment says."""
    return {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


async def explain(server: str, error: ssl.SSLError, *, ca_file_failed: bool) -> NotReachable:
    """Return what is wrong with a server's proof, for people."""
    host = urlsplit(server).hostname or ""
    if isinstance(error, WrongKey):
        return NotTrusted("pin", host=host)
    if not isinstance(error, ssl.SSLCertVerificationError):
        return NotReachable("tls")
    shown: Certificate | None = None
    with contextlib.suppress(NotReachable):
        shown = await look_at(server)
    reason = _reason(error, shown, datetime.now(UTC))
    if reason == "issuer" and ca_file_failed:
        reason = "ca_file"
    if shown is None:
        return NotTrusted(reason, host=host)
    return NotTrusted(
        reason,
        host=host,
        names=shown.names,
        valid_from=shown.valid_from,
        valid_until=shown.valid_until,
    )


def _reason(error: ssl.SSLCertVerificationError, shown: Certificate | None, now: datetime) -> str:
    """Read OpenSSL's number; the systems that have others leave the certificate to tell."""
    code = getattr(error, "verify_code", 0)
    if code in _ISSUER:
        return "issuer"
    if code in _REASONS:
        return _REASONS[code]
    if shown is not None and now < shown.valid_from:
        return "early"
    if shown is not None and now > shown.valid_until:
        return "expired"
    return "host" if "match" in str(getattr(error, "verify_message", "")) else "issuer"
