"""Ten thousand inputs of every family, each time others than by hand."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from station_app import settings
from station_app.api.list_stream import ListStream
from station_app.api.trust import _PEM
from station_app.api.wire import parse_count, parse_guest_list
from station_app.domain.errors import NotTheApi
from station_app.domain.event_address import parse_address
from station_app.scanners.serial import SerialSettings, SerialSource
from tests.faults.fuzz import FAMILIES, fuzz
from tests.support.builders import wire_guest

COUNT = 10_000


@pytest.mark.parametrize("name", FAMILIES)
def test_nothing_is_lost(qapp: QApplication, name: str) -> None:  # noqa: ARG001
    outcome = fuzz(name, COUNT, 10_000_000)
    assert outcome.tried == COUNT
    assert outcome.lost == []


# --- what it found ------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b'{"\x80":1}', b'{"status":1,"guests":{"\xcc":{}},"\xb1":{}}'])
def test_members_named_in_another_charset_are_no_bug(body: bytes) -> None:
    with pytest.raises(NotTheApi):
        parse_guest_list(body.replace(b"guests", b"others"))
    named = b'{"guests":[{"id":"a","fields":{"stra\xdfe":"x"}}],"gr\xfc\xdfe":"x"}'
    assert [guest.id for guest in parse_guest_list(named).guests] == ["a"]


def test_a_count_longer_than_any_number_counts_nothing() -> None:
    body = json.dumps({"count": "9" * 5000, "guests": []}).encode()
    assert parse_count(body) is None
    assert parse_guest_list(body).count is None


def test_settings_with_half_a_character_can_be_saved_again(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text('{"camera": "a\\ud800", "theme": "dark"}')
    found = settings.load(tmp_path)
    assert (found.camera, found.theme) == ("a?", "dark")
    settings.save(found, tmp_path)
    assert settings.load(tmp_path) == found


@pytest.mark.parametrize("encoding", ["punycode", "idna", "undefined", "\0", "hex"])
def test_an_encoding_that_fails_costs_no_code(qapp: QApplication, encoding: str) -> None:
    source = SerialSource(SerialSettings(encoding=encoding), parent=qapp)
    assert source._text(b"ABC-\xff!") == "ABC-\xff!"
    source.deleteLater()


@pytest.mark.parametrize(
    "body",
    [
        b'{"guests":[{"a":"' + b'\\"' * 300_000,
        b'{"x":[' + b'{"guests":[0]},' * 60_000 + b'0],"guests":[]}',
    ],
    ids=["quotes", "lists"],
)
def test_no_list_keeps_its_reader_busy(body: bytes) -> None:
    stream = ListStream()
    begin = time.thread_time()
    with suppress(NotTheApi):
        for place in range(0, len(body), 65536):
            stream.feed(body[place : place + 65536])
        assert stream.close()[0] == []
    assert time.thread_time() - begin < 5  # once half an hour


@pytest.mark.parametrize("between", [b"", b" ", b",,", b";"])
def test_guests_that_nothing_keeps_apart_are_no_list(between: bytes) -> None:
    guest = json.dumps(wire_guest()).encode()
    for body in (guest + between + guest, guest + b"," + between + b",", guest + b", "):
        stream = ListStream()
        with pytest.raises(NotTheApi):  # noqa: PT012
            stream._portion = 1
            stream.feed(b'{"guests":[' + body)
            stream.feed(b"]}")
            stream.close()


def test_certificates_that_begin_and_never_end_are_read_once() -> None:
    assert _PEM.findall(b"-----BEGIN CERTIFICATE-----\n" * 150_000) == []  # 4 MB; once hours


def test_digits_of_other_scripts_are_not_this_machine() -> None:
    address = parse_address("http://127.0.0.1\u0663")
    assert address is None or not address.is_secure
