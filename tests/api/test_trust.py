"""Who is believed to be the server: a real TLS server on loopback, each certificate in turn."""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.api.client import ApiClient, open_http
from station_app.api.trust import Certificate, Trust, fault_of_ca_file, look_at, read_certificate
from station_app.domain.errors import NotReachable, NotTrusted
from station_app.services.ports import Credentials
from station_app.training.server import TrainingServer
from tests.support.builders import wire_guest
from tests.support.door import credentials_of, fetch_all
from tests.support.tls_front import CERTIFICATES, Proxy, TlsFront

T = TypeVar("T")
CA = str(CERTIFICATES / "ca.pem")
GOOD_PIN = "sha256//ifmqqga3iNJGaa3M4+97P9dLQpgprA7Gw6etSpbN0pQ="  # by openssl
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def der(name: str) -> bytes:
    text = (CERTIFICATES / f"{name}.pem").read_text(encoding="ascii")
    return ssl.PEM_cert_to_DER_cert(text[text.index("-----BEGIN CERTIFICATE") :])


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    with TrainingServer([wire_guest(id=str(n)) for n in range(3)]) as running:
        yield running


@pytest.fixture
def front(server: TrainingServer) -> Iterator[TlsFront]:
    with TlsFront(int(server.url.rpartition(":")[2])) as running:
        yield running


@pytest.fixture
def who(server: TrainingServer, front: TlsFront) -> Credentials:
    return replace(credentials_of(server), server=front.url)


def ask(work: Callable[[ApiClient], Awaitable[T]], trust: Trust) -> T:
    async def run() -> T:
        with ThreadPoolExecutor(1) as worker:
            async with open_http(trust) as http:
                return await work(ApiClient(http, worker))

    return asyncio.run(run())


def refusal(who: Credentials, trust: Trust) -> NotTrusted:
    with pytest.raises(NotTrusted) as caught:
        ask(lambda api: api.log_in(who), trust)
    return caught.value


# --- certificates -----------------------------------------------------------------------------


def test_a_certificate_is_read_as_openssl_reads_it() -> None:
    assert read_certificate(der("good")) == Certificate(
        pin=GOOD_PIN,
        names=("localhost", "events.example.org", "127.0.0.1"),
        valid_from=datetime(2020, 1, 1, tzinfo=UTC),
        valid_until=datetime(2120, 1, 1, tzinfo=UTC),
    )
    assert read_certificate(der("ca")).names == ()


@given(st.binary(max_size=200) | st.binary(max_size=40).map(lambda end: der("good")[:300] + end))
def test_what_is_no_certificate_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - and nothing else
        read_certificate(data)


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_certificate_is_read_or_a_value_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(der("good"))
    for place, value in changes:
        data[place % len(data)] = value
    with contextlib.suppress(ValueError):
        read_certificate(bytes(data))


def test_lengths_of_many_bytes_are_no_trap() -> None:
    for data in (b"\x30\x84\xff\xff\xff\xff", b"\x30\x80\x00\x00", b"\x30\x85" + b"\x00" * 9, b""):
        with pytest.raises(ValueError):  # noqa: PT011 - and nothing else
            read_certificate(data)


# --- an own CA file ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ((CERTIFICATES / "ca.pem").read_bytes(), ""),
        (b"\xef\xbb\xbf# ours\r\n" + (CERTIFICATES / "ca.pem").read_bytes(), ""),
        ((CERTIFICATES / "good.pem").read_bytes(), "private"),
        (b"", "none"),
        (der("ca"), "none"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "damaged"),
        (b"-----BEGIN CERTIFICATE-----\n\xff\n-----END CERTIFICATE-----", "damaged"),
        (ssl.DER_cert_to_PEM_cert(der("expired")).encode(), "expired"),
        (b"x" * (4 * 1024**2 + 1), "unreadable"),
    ],
)
def test_a_ca_file_is_checked_when_it_is_chosen(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "ca.pem"
    path.write_bytes(content)
    assert fault_of_ca_file(str(path), NOW) == fault


def test_a_ca_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    assert fault_of_ca_file(str(tmp_path / "gone.pem"), NOW) == "unreadable"
    assert fault_of_ca_file(str(tmp_path), NOW) == "unreadable"


# --- connections ------------------------------------------------------------------------------


def test_an_own_ca_file_is_trusted_besides(who: Credentials) -> None:
    async def work(api: ApiClient) -> int:
        return len((await fetch_all(api, who, (await api.log_in(who)).token)).guests)

    assert ask(work, Trust(CA)) == 3


@pytest.mark.parametrize(
    ("certificate", "trust", "reason"),
    [
        ("good", Trust(), "issuer"),
        ("good", Trust(str(CERTIFICATES / "gone.pem")), "ca_file"),
        ("self_signed", Trust(CA), "issuer"),
        ("expired", Trust(CA), "expired"),
        ("early", Trust(CA), "early"),
        ("other", Trust(CA), "host"),
        ("renewed", Trust(CA, (GOOD_PIN,)), "pin"),
    ],
)
def test_who_does_not_prove_itself_is_sent_nothing(
    server: TrainingServer,
    front: TlsFront,
    who: Credentials,
    certificate: str,
    trust: Trust,
    reason: str,
) -> None:
    front.show(certificate)
    error = refusal(who, trust)
    assert error.reason == reason
    assert error.host == "127.0.0.1"
    shown = read_certificate(der(certificate))
    if reason != "pin":
        assert (error.names, error.valid_until) == (shown.names, shown.valid_until)
    assert front.bytes_in == 0
    assert server.requests == ()


def test_a_pinned_key_is_enough_of_several_but_never_alone(
    front: TlsFront, who: Credentials
) -> None:
    other = "sha256//" + "A" * 43 + "="
    assert ask(lambda api: api.log_in(who), Trust(CA, (other, GOOD_PIN))).token
    assert refusal(who, Trust(CA, (other,))).reason == "pin"
    assert refusal(who, Trust("", (GOOD_PIN,))).reason == "issuer"  # a pin is no trust
    assert front.bytes_in > 0


def test_the_settings_name_the_pins() -> None:
    assert Trust.of("x.pem", f"{GOOD_PIN};{GOOD_PIN}") == Trust("x.pem", (GOOD_PIN, GOOD_PIN))
    assert Trust.of("", "") == Trust()


def test_looking_at_a_key_sends_nothing(server: TrainingServer, front: TlsFront) -> None:
    front.show("expired")
    shown = asyncio.run(look_at(front.url))
    assert shown == read_certificate(der("expired"))
    assert front.bytes_in == 0
    with pytest.raises(NotReachable):
        asyncio.run(look_at("https://127.0.0.1:1"))
    assert server.requests == ()


def test_a_proxy_is_honoured_but_not_for_this_machine(
    monkeypatch: pytest.MonkeyPatch, server: TrainingServer, front: TlsFront, who: Credentials
) -> None:
    with Proxy(front.port) as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
            monkeypatch.setenv(name.lower(), proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert ask(lambda api: api.log_in(who), Trust(CA)).token
        assert proxy.asked == []
        far = replace(who, server="https://events.example.org")
        login = ask(lambda api: api.log_in(far), Trust(CA, (GOOD_PIN,)))
        assert login.token
        front.show("other")
        assert refusal(far, Trust(CA)).names == ("other.example.org", "*.example.net")
    # A proxy is told the host; what is asked travels inside TLS.
    assert {head.splitlines()[0] for head in proxy.asked} == {
        "CONNECT events.example.org:443 HTTP/1.1"
    }
    whole = "".join(proxy.asked)
    assert server.app_code not in whole
    assert login.token not in whole
    assert set(front.names) == {None, "events.example.org"}
