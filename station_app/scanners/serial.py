"""USB scanners in serial (USB-COM) mode: bytes arrive whole, whatever has the focus.

GUI thread only: QSerialPort never blocks.
"""

import codecs
import logging
import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QIODeviceBase, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, Scan
from station_app.scanners.affixes import Affix, inner
from station_app.scanners.devices import needed_group

log = logging.getLogger(__name__)

# USB vendors whose serial devices are code scanners: Symbol/Zebra, Metrologic and Honeywell, Hand
# Held Products, PSC/Datalogic, Opticon, Newland. Others are chosen by name of the port.
SCANNER_VENDORS = frozenset({0x05E0, 0x0C2E, 0x0536, 0x05F9, 0x065A, 0x1EAB})

_SILENCE_MS = 50
_RETRY_MS = (1000, 2000, 4000, 8000, 10_000)
_LONGEST = 1 << 16  # bytes without an ending: line noise, not a code
_Error = QSerialPort.SerialPortError
_REASONS = {
    _Error.DeviceNotFoundError: LaneReason.NOT_FOUND,
    _Error.PermissionError: LaneReason.NO_PERMISSION,
    _Error.OpenError: LaneReason.BUSY,
    _Error.ResourceError: LaneReason.UNPLUGGED,
}


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A serial scanner that was set up here; `device` as in `SerialPort`."""

    device: str
    affix: Affix = ("", "")


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """Which port ('' looks for a scanner, 'none' is off), and how it speaks.

    What cannot be read in `encoding`, or an encoding nobody knows, is read as Latin-1. Scanners in
    `known` are found by themselves whoever made them, and what they add is cut off.
    """

    port: str = ""
    baud: int = 9600
    encoding: str = "utf-8"
    silence_ms: int = _SILENCE_MS
    known: tuple[KnownDevice, ...] = ()

    def __post_init__(self) -> None:
        if self.baud < 1 or self.silence_ms < 1:
            raise ValueError("baud and silence_ms must be at least 1")


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A port to choose from: `name` is for the settings, `description` for people.

    `device` are the USB ids of what is plugged in, with its serial number; '' where there are none.
    """

    name: str
    description: str
    is_scanner: bool  # of a known scanner maker
    device: str = ""

    @property
    def label(self) -> str:
        """What people read."""
        short = self.name.rpartition("/")[2]
        return f"{short} — {self.description}" if self.description else short


def serial_ports() -> list[SerialPort]:
    """Return the ports there are, scanners first. Asks every driver: not for the GUI thread."""
    ports = [
        SerialPort(
            name=info.systemLocation(),
            description=" ".join(filter(None, (info.manufacturer(), info.description()))),
            is_scanner=_is_scanner(info),
            device=_device_of(info),
        )
        for info in QSerialPortInfo.availablePorts()
    ]
    return sorted(ports, key=lambda port: (not port.is_scanner, port.name))


def find_scanner(known: Collection[str] = ()) -> str:
    """Return the first port of a known device, else of a scanner maker, '' if there is none."""
    ports = sorted(serial_ports(), key=lambda port: port.device not in known)
    return next((port.name for port in ports if port.is_scanner or port.device in known), "")


def _device_of(info: QSerialPortInfo) -> str:
    if not info.hasVendorIdentifier():
        return ""
    ids = f"{info.vendorIdentifier():04x}:{info.productIdentifier():04x}"
    return " ".join(filter(None, (ids, info.serialNumber())))


def _is_scanner(info: QSerialPortInfo) -> bool:
    return info.hasVendorIdentifier() and info.vendorIdentifier() in SCANNER_VENDORS


@cache
def _known(encoding: str) -> str:
    """Return an encoding, Latin-1 for what is none: Python would look for it with each code."""
    try:
        return codecs.lookup(encoding).name
    except (ValueError, LookupError):  # the first for a NUL in it
        return "latin-1"


class _Search(QObject):
    """Carries what was found out about ports into the GUI thread."""

    found = Signal(str)  # a port
    listed = Signal(object)  # list of SerialPort
    known = Signal(str, str, str)  # a port's name as opened, its device, its description


class SerialSource(QObject):
    """A serial scanner: found, opened, and opened again after it was unplugged."""

    scanned = Signal(Scan)
    state_changed = Signal(LaneReport)
    ports_listed = Signal(object)  # pairs of a port's name and what people read

    def __init__(
        self, settings: SerialSettings | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings or SerialSettings()
        self._port: QSerialPort | None = None
        self._buffer = bytearray()
        self._tries = 0
        self._started = False
        self._report = LaneReport(Lane.SERIAL, LaneState.OFF)
        self._search = _Search(self)
        self._search.found.connect(self._take_found, Qt.ConnectionType.QueuedConnection)
        self._search.known.connect(self._take_known, Qt.ConnectionType.QueuedConnection)
        self._search.listed.connect(self._take_list, Qt.ConnectionType.QueuedConnection)
        self._opened = ""
        self._device = self._description = ""
        self._raw = False
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._end_code)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._open)

    @property
    def report(self) -> LaneReport:
        """The state as last told."""
        return self._report

    @property
    def device(self) -> str:
        """What is plugged into the port, as in `SerialPort`; '' while that is not known."""
        return self._device

    @property
    def description(self) -> str:
        """What its maker calls it; '' while that is not known."""
        return self._description

    def keep_whole(self, on: bool) -> None:
        """Tell scans with what is known to be added to them, to learn it anew."""
        self._raw = on

    def start(self) -> None:
        """Open the port, now or as soon as it is there."""
        if not self._started:
            self._started = True
            self._tries = 0
            self._open()

    def stop(self) -> bool:
        """Release the port. True once no search for one runs (it takes some milliseconds)."""
        self._started = False
        self._retry.stop()
        self._close()
        self._tell(LaneState.OFF)
        return QThreadPool.globalInstance().waitForDone(2000)

    def apply(self, settings: SerialSettings) -> None:
        """Use another port or other settings, at once if the lane is started."""
        old, self._settings = self._settings, settings
        speaks_as_before = replace(settings, known=old.known) == old
        if self._started and not speaks_as_before:
            self.stop()
            self.start()

    def list_ports(self) -> None:
        """Find out what ports there are; `ports_listed` tells in some milliseconds."""
        search = self._search
        QThreadPool.globalInstance().start(lambda: search.listed.emit(serial_ports()))

    def _take_list(self, ports: list[SerialPort]) -> None:
        self.ports_listed.emit([(port.name, port.label) for port in ports])

    def _open(self) -> None:
        if self._settings.port.lower() == "none":
            self._tell(LaneState.OFF)
        elif self._settings.port:
            self._open_port(self._settings.port)
        else:
            search = self._search
            known = [device.device for device in self._settings.known]
            # Listing ports asks every driver: more than a frame, so never in the GUI thread.
            QThreadPool.globalInstance().start(lambda: search.found.emit(find_scanner(known)))

    def _take_found(self, name: str) -> None:
        if self._started and self._port is None and not self._settings.port:
            self._open_port(name)

    def _open_port(self, name: str) -> None:
        if not name:  # nobody has to own one: no scanner found by itself is no fault
            self._tell(LaneState.OFF, LaneReason.NOT_FOUND)
            self._try_again()
            return
        port = QSerialPort(self)
        if "/" in name:
            port.setPortName(name)
        else:
            port.setPort(QSerialPortInfo(name))
            port.setPortName(name)
        port.setBaudRate(self._settings.baud)
        if not port.open(QIODeviceBase.OpenModeFlag.ReadWrite):
            reason = _REASONS.get(port.error(), LaneReason.NOT_FOUND)
            location = QSerialPortInfo(name).systemLocation() or name
            if reason is LaneReason.NO_PERMISSION and os.access(location, os.R_OK | os.W_OK):
                reason = LaneReason.BUSY  # Qt says the same of a port another program holds
            port.deleteLater()
            cure = needed_group(location) if reason is LaneReason.NO_PERMISSION else ""
            self._tell(LaneState.FAULT, reason, cure)
            self._try_again()
            return
        port.setDataTerminalReady(True)  # many scanners keep their codes until somebody listens
        port.clear()  # what was scanned before this station listened is nobody's scan now
        port.readyRead.connect(self._take)
        port.errorOccurred.connect(self._on_error)
        self._port, self._tries = port, 0
        self._opened = name
        self._tell(LaneState.LIVE)
        search = self._search

        def ask() -> None:
            for found in serial_ports():
                if name in (found.name, found.name.rpartition("/")[2]):
                    search.known.emit(name, found.device, found.description)

        QThreadPool.globalInstance().start(ask)

    def _take_known(self, name: str, device: str, description: str) -> None:
        if self._port is not None and name == self._opened:
            self._device, self._description = device, description

    def _close(self) -> None:
        self._silence.stop()
        self._buffer.clear()
        self._opened = self._device = self._description = ""
        port, self._port = self._port, None
        if port is not None:
            port.readyRead.disconnect(self._take)
            port.errorOccurred.disconnect(self._on_error)
            port.close()
            port.deleteLater()

    def _try_again(self) -> None:
        if self._started:
            self._retry.start(_RETRY_MS[min(self._tries, len(_RETRY_MS) - 1)])
            self._tries += 1

    def _on_error(self, error: QSerialPort.SerialPortError) -> None:
        # An unplugged port stays open and says only this; half a code is nobody's code.
        if error in (_Error.ResourceError, _Error.PermissionError, _Error.ReadError):
            log.info("serial scanner lost: %s", error.name)
            self._close()
            self._tell(LaneState.FAULT, LaneReason.UNPLUGGED)
            self._try_again()

    def _take(self) -> None:
        if self._port is None:
            return
        self._silence.stop()
        self._buffer += self._port.readAll().data()
        *codes, rest = self._buffer.replace(b"\n", b"\r").split(b"\r")
        self._buffer = bytearray(rest[-_LONGEST:])
        for code in codes:
            self._tell_code(bytes(code))
        if self._buffer and self._port is not None:
            self._silence.start(self._settings.silence_ms)

    def _end_code(self) -> None:
        if self._port is not None:
            # The window may have been too busy to read: what has come since goes on with the code.
            self._port.waitForReadyRead(0)
        if self._silence.isActive():
            return
        code = bytes(self._buffer)
        self._buffer.clear()
        self._tell_code(code)

    def _tell_code(self, code: bytes) -> None:
        text = self._text(code)
        if not text.strip():
            return
        known = [one.affix for one in self._settings.known if one.device == self._device]
        begin, end = (0, len(text)) if self._raw else inner(text, known)
        bare = text[begin:end]
        self.scanned.emit(Scan(bare, Lane.SERIAL, whole=text if bare != text else ""))

    def _text(self, code: bytes) -> str:
        try:
            return code.decode(_known(self._settings.encoding))
        except (ValueError, LookupError):  # some codecs say more than UnicodeDecodeError
            return code.decode("latin-1")  # every byte is a letter there: nothing is lost

    def _tell(
        self, state: LaneState, reason: LaneReason = LaneReason.NONE, detail: str = ""
    ) -> None:
        if self._port is not None:
            detail = self._port.portName()
        report = LaneReport(Lane.SERIAL, state, reason, detail)
        if report != self._report:
            self._report = report
            self.state_changed.emit(report)
