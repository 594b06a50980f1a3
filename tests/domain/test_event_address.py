"""What people paste into the server field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.event_address import EventAddress, parse_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://events.example.org", EventAddress("https://events.example.org")),
        (" https://Events.example.org/ ", EventAddress("https://events.example.org")),
        ("events.example.org", EventAddress("https://events.example.org")),
        ("events.example.org:8443", EventAddress("https://events.example.org:8443")),
        (
            "https://events.example.org/de/admin/event/4711/guests?x=1",
            EventAddress("https://events.example.org", "4711"),
        ),
        (
            "https://events.example.org/#/admin/event/4711",
            EventAddress("https://events.example.org", "4711"),
        ),
        ("http://127.0.0.1:8080", EventAddress("http://127.0.0.1:8080")),
        ("localhost:8080", EventAddress("http://localhost:8080")),
        ("https://example.org/base/", EventAddress("https://example.org/base")),
        ("https://example.org/api/v1/login", EventAddress("https://example.org")),
        ("http://[::1]:80", EventAddress("http://[::1]:80")),
    ],
)
def test_addresses_are_understood(text: str, address: EventAddress) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "ftp://x.org", "https://", "https://a b.org", "https://u:p@x.org", "http://x:99999"],
)
def test_other_texts_are_no_address(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize(
    ("server", "secure"),
    [
        ("https://x.org", True),
        ("http://127.0.0.1:1", True),
        ("http://[::1]:1", True),
        ("http://x.org", False),
        ("http://127.0.0.1.evil.org", False),
    ],
)
def test_plain_http_is_for_this_machine_only(server: str, secure: bool) -> None:
    assert EventAddress(server).is_secure is secure


@given(st.text(max_size=100))
def test_no_text_breaks_it_and_results_are_stable(text: str) -> None:
    address = parse_address(text)
    if address is not None:
        assert parse_address(address.server) == EventAddress(address.server)
