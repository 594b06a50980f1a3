"""The serial lane on a pair of pseudo terminals."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_app.domain.scan import Lane, LaneReason, LaneState, Scan
from station_app.scanners import serial
from station_app.scanners.serial import SerialSettings, SerialSource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")


class Scanner:
    """The device's end of the cable."""

    def __init__(self) -> None:
        self._device, station = os.openpty()
        self.port = os.ttyname(station)
        self._station = station

    def send(self, data: bytes) -> None:
        os.write(self._device, data)

    def unplug(self) -> None:
        for end in (self._device, self._station):
            if end >= 0:
                os.close(end)
        self._device = self._station = -1


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    scanner = Scanner()
    yield scanner
    scanner.unplug()


@pytest.fixture
def source(qapp: QApplication, scanner: Scanner) -> Iterator[SerialSource]:
    source = SerialSource(SerialSettings(port=scanner.port), parent=qapp)
    source.start()
    assert source.report.state is LaneState.LIVE
    yield source
    assert source.stop()
    source.deleteLater()


@pytest.mark.parametrize("ending", [b"\r", b"\n", b"\r\n", b""])
def test_a_code_is_a_scan_however_it_ends(
    source: SerialSource, scanner: Scanner, qtbot: QtBot, ending: bytes
) -> None:
    scans: list[Scan] = []
    source.scanned.connect(scans.append)
    for text in ("ABC123", "Grüße"):
        with qtbot.waitSignal(source.scanned):
            scanner.send(text.encode() + ending)
    assert scans == [Scan("ABC123", Lane.SERIAL), Scan("Grüße", Lane.SERIAL)]


def test_codes_come_whole_whatever_the_pieces(
    source: SerialSource, scanner: Scanner, qtbot: QtBot
) -> None:
    scans: list[str] = []
    source.scanned.connect(lambda scan: scans.append(scan.text))
    for piece in (b"AB", b"C1", b"23\r\nX", b"YZ\r", b"\n1234\r"):
        scanner.send(piece)
    qtbot.waitUntil(lambda: len(scans) == 3)
    assert scans == ["ABC123", "XYZ", "1234"]


def test_bytes_that_are_no_utf8_lose_nothing(
    source: SerialSource, scanner: Scanner, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(source.scanned) as scanned:
        scanner.send(b"M\xfcller\r")
    assert scanned.args == [Scan("Müller", Lane.SERIAL)]


def test_unplugging_in_the_middle_of_a_code_is_a_state_and_it_comes_back(
    source: SerialSource, scanner: Scanner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial, "_RETRY_MS", (20,))
    scans: list[str] = []
    source.scanned.connect(lambda scan: scans.append(scan.text))
    scanner.send(b"HALF-A-")
    with qtbot.waitSignal(
        source.state_changed, check_params_cb=lambda r: r.reason is LaneReason.UNPLUGGED
    ):
        scanner.unplug()
    again = Scanner()
    with qtbot.waitSignal(
        source.state_changed, check_params_cb=lambda r: r.state is LaneState.LIVE
    ):
        source.apply(SerialSettings(port=again.port))
    with qtbot.waitSignal(source.scanned):
        again.send(b"WHOLE\r")
    assert scans == ["WHOLE"]
    assert source.stop()
    again.unplug()


def test_a_missing_port_is_tried_again(
    scanner: Scanner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial, "_RETRY_MS", (20,))
    found = [""]
    monkeypatch.setattr(serial, "find_scanner", lambda: found[0])
    source = SerialSource()
    with qtbot.waitSignal(source.state_changed):
        source.start()
    assert (source.report.state, source.report.reason) == (LaneState.OFF, LaneReason.NOT_FOUND)
    with qtbot.waitSignal(
        source.state_changed, check_params_cb=lambda r: r.state is LaneState.LIVE
    ):
        found[0] = scanner.port
    assert source.stop()


@pytest.mark.parametrize(
    ("port", "state", "reason"),
    [
        ("/dev/ttyNONE9", LaneState.FAULT, LaneReason.NOT_FOUND),
        ("none", LaneState.OFF, LaneReason.NONE),
    ],
)
def test_a_port_that_cannot_be_opened_is_a_state(
    qapp: QApplication, port: str, state: LaneState, reason: LaneReason
) -> None:
    source = SerialSource(SerialSettings(port=port), parent=qapp)
    source.start()
    assert (source.report.state, source.report.reason) == (state, reason)
    assert source.stop()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.binary(min_size=1, max_size=30), max_size=4))
def test_any_bytes_leave_the_next_code_whole(
    source: SerialSource, scanner: Scanner, qtbot: QtBot, noise: list[bytes]
) -> None:
    with qtbot.waitSignal(source.scanned, check_params_cb=lambda scan: scan.text == "NEXT-1"):
        for data in noise:
            scanner.send(data)
        scanner.send(b"\rNEXT-1\r")
