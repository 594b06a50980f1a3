"""USB scanners in serial (USB-COM) mode: bytes arrive whole, whatever has the focus.

GUI thread only: QSerialPort never blocks.
"""

import logging
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QIODeviceBase, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, Scan

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
class SerialSettings:
    """Which port ('' looks for a scanner, 'none' is off), and how it speaks.

    What cannot be read in `encoding`, or an encoding nobody knows, is read as Latin-1.
    """

    port: str = ""
    baud: int = 9600
    encoding: str = "utf-8"
    silence_ms: int = _SILENCE_MS

    def __post_init__(self) -> None:
        if self.baud < 1 or self.silence_ms < 1:
            raise ValueError("baud and silence_ms must be at least 1")


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A port to choose from: `name` is for the settings, the rest for people."""

    name: str
    description: str
    is_scanner: bool  # of a known scanner maker


def serial_ports() -> list[SerialPort]:
    """Return the ports there are, scanners first. Asks every driver: not for the GUI thread."""
    ports = [
        SerialPort(
            name=info.systemLocation(),
            description=" ".join(filter(None, (info.manufacturer(), info.description()))),
            is_scanner=_is_scanner(info),
        )
        for info in QSerialPortInfo.availablePorts()
    ]
    return sorted(ports, key=lambda port: (not port.is_scanner, port.name))


def find_scanner() -> str:
    """Return the first port of a known scanner maker, '' if there is none."""
    return next((port.name for port in serial_ports() if port.is_scanner), "")


def _is_scanner(info: QSerialPortInfo) -> bool:
    return info.hasVendorIdentifier() and info.vendorIdentifier() in SCANNER_VENDORS


def needed_group(location: str) -> str:
    """Return the group that may use a port this user may not (`dialout`), '' if none helps."""
    if sys.platform == "win32":
        return ""
    import grp

    try:
        status = Path(location).stat()
        readable = status.st_mode & (stat.S_IRGRP | stat.S_IWGRP) == stat.S_IRGRP | stat.S_IWGRP
        return grp.getgrgid(status.st_gid).gr_name if readable and status.st_gid else ""
    except (OSError, KeyError):
        return ""


class _Search(QObject):
    """Carries the port that was found into the GUI thread."""

    found = Signal(str)


class SerialSource(QObject):
    """A serial scanner: found, opened, and opened again after it was unplugged."""

    scanned = Signal(Scan)
    state_changed = Signal(LaneReport)

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
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._end_code)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._open)

    @property
    def report(self) -> LaneReport:
        """The state as last told."""
        return self._report

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
        self._settings = settings
        if self._started:
            self.stop()
            self.start()

    def _open(self) -> None:
        if self._settings.port.lower() == "none":
            self._tell(LaneState.OFF)
        elif self._settings.port:
            self._open_port(self._settings.port)
        else:
            search = self._search
            # Listing ports asks every driver: more than a frame, so never in the GUI thread.
            QThreadPool.globalInstance().start(lambda: search.found.emit(find_scanner()))

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
        self._tell(LaneState.LIVE)

    def _close(self) -> None:
        self._silence.stop()
        self._buffer.clear()
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
        if text.strip():
            self.scanned.emit(Scan(text, Lane.SERIAL))

    def _text(self, code: bytes) -> str:
        try:
            return code.decode(self._settings.encoding)
        except (UnicodeDecodeError, LookupError):
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
