"""The serial lane on a pair of pseudo terminals."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_app.domain.scan import Lane, LaneReason, LaneState, Scan
from station_app.scanners import serial
from station_app.scanners.serial import KnownDevice, SerialPort, SerialSettings, SerialSource
from tests.support.serial_scanner import Scanner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")


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
    monkeypatch.setattr(serial, "find_scanner", lambda _known: found[0])
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


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("utf-8", "Grüße".encode(), "Grüße"),
        ("cp437", b"M\x81ller", "Müller"),
        ("iso8859-15", b"\xa4 5", "€ 5"),
        ("shift_jis", "東京7".encode("shift_jis"), "東京7"),
        ("no-such-encoding", b"ABC\xe9", "ABCé"),
    ],
)
def test_the_encoding_is_a_setting(
    source: SerialSource, scanner: Scanner, qtbot: QtBot, encoding: str, data: bytes, text: str
) -> None:
    source.apply(SerialSettings(port=scanner.port, encoding=encoding))
    with qtbot.waitSignal(source.scanned) as scanned:
        scanner.send(data + b"\r")
    assert scanned.args == [Scan(text, Lane.SERIAL)]


def test_half_a_code_before_the_plug_was_pulled_is_nobodys(
    source: SerialSource, scanner: Scanner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The port comes back by itself under its name; what was half read is forgotten."""
    monkeypatch.setattr(serial, "_RETRY_MS", (20,))
    again = Scanner()
    link = Path(scanner.port)
    scans: list[str] = []
    source.scanned.connect(lambda scan: scans.append(scan.text))
    real_open = source._open_port
    monkeypatch.setattr(source, "_open_port", lambda name: real_open(replug(name)))

    def replug(name: str) -> str:
        return again.port if name == str(link) else name

    with qtbot.waitSignals([source.scanned, source.state_changed], order="strict"):
        scanner.send(b"FIRST\rHAL")
        qtbot.waitUntil(lambda: scans == ["FIRST"])
        scanner.unplug()
    qtbot.waitUntil(lambda: source.report.state is LaneState.LIVE)
    with qtbot.waitSignal(source.scanned):
        again.send(b"SECOND\r")
    assert scans == ["FIRST", "SECOND"]
    assert source.stop()
    again.unplug()


def test_a_port_one_may_not_use_names_the_group_that_may(
    qapp: QApplication, scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = QSerialPort.SerialPortError.PermissionError
    monkeypatch.setattr(QSerialPort, "open", lambda *_: False)
    monkeypatch.setattr(QSerialPort, "error", lambda _: refused)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(serial, "needed_group", lambda _: "dialout")
    source = SerialSource(SerialSettings(port=scanner.port), parent=qapp)
    source.start()
    assert (source.report.reason, source.report.detail) == (LaneReason.NO_PERMISSION, "dialout")
    assert source.stop()


def test_ports_to_choose_from_put_scanners_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class Info:
        def __init__(self, name: str, vendor: int) -> None:
            self._name, self._vendor = name, vendor

        def systemLocation(self) -> str:
            return self._name

        def manufacturer(self) -> str:
            return ""

        def description(self) -> str:
            return "Scanner" if self._vendor else ""

        def hasVendorIdentifier(self) -> bool:
            return self._vendor > 0

        def vendorIdentifier(self) -> int:
            return self._vendor

        def productIdentifier(self) -> int:
            return 0x61

        def serialNumber(self) -> str:
            return "S1" if self._name.endswith("1") else ""

    infos = [Info("/dev/ttyS0", 0), Info("/dev/ttyACM1", 0x05E0), Info("/dev/ttyACM0", 0x2341)]
    monkeypatch.setattr(QSerialPortInfo, "availablePorts", lambda: infos)
    assert [port.name for port in serial.serial_ports()] == [
        "/dev/ttyACM1",
        "/dev/ttyACM0",
        "/dev/ttyS0",
    ]
    assert serial.find_scanner() == "/dev/ttyACM1"
    assert serial.find_scanner(["2341:0061"]) == "/dev/ttyACM0"  # learnt, whoever made it
    assert [port.device for port in serial.serial_ports()] == ["05e0:0061 S1", "2341:0061", ""]


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="baud"):
        SerialSettings(baud=0)


def test_a_busy_window_does_not_split_a_code(
    source: SerialSource, scanner: Scanner, qtbot: QtBot
) -> None:
    """Bytes that came in time but are unread when silence is due belong to the code."""
    scans: list[str] = []
    source.scanned.connect(lambda scan: scans.append(scan.text))
    scanner.send(b"ABC")
    qtbot.waitUntil(lambda: bytes(source._buffer) == b"ABC")
    scanner.send(b"123\r")
    source._silence.stop()
    source._end_code()  # as the timer does that comes before the bytes are read
    qtbot.waitUntil(lambda: bool(scans))
    assert scans == ["ABC123"]


def test_what_a_known_scanner_adds_is_cut_off(
    source: SerialSource, scanner: Scanner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = SerialPort(scanner.port, "Maker Scanner", is_scanner=False, device="2341:0061 S1")
    source.stop()
    monkeypatch.setattr(serial, "serial_ports", lambda: [port])
    known = (KnownDevice("2341:0061 S1", ("<", ">")), KnownDevice("05e0:1234", ("[", "]")))
    source.apply(SerialSettings(port=scanner.port, known=known))
    source.start()
    qtbot.waitUntil(lambda: source.device == "2341:0061 S1")
    assert source.description == "Maker Scanner"
    with qtbot.waitSignal(source.scanned) as scanned:
        scanner.send(b"<ABC>\r")
    assert scanned.args == [Scan("ABC", Lane.SERIAL, whole="<ABC>")]
    with qtbot.waitSignal(source.scanned) as scanned:
        scanner.send(b"[ABC]\r")  # of the other one
    assert scanned.args == [Scan("[ABC]", Lane.SERIAL)]
    source.keep_whole(True)
    with qtbot.waitSignal(source.scanned) as scanned:
        scanner.send(b"<ABC>\r")
    assert scanned.args == [Scan("<ABC>", Lane.SERIAL)]
