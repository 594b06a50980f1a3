"""What the settings mean for each lane. Pure: settings in, the lanes' own settings out."""

from dataclasses import replace

from station_app.scanners.capture import CameraWishes
from station_app.scanners.decode_engines import CodeKind
from station_app.scanners.serial import KnownDevice, SerialSettings
from station_app.scanners.wedge import WedgeSettings
from station_app.settings import Settings


def camera_source(settings: Settings) -> str | None:
    """Return the camera to open, None for none."""
    return None if settings.camera in ("", "none") else settings.camera


def camera_wishes(settings: Settings) -> CameraWishes:
    """Return what the camera is asked for."""
    asked = CameraWishes(
        short_exposure=settings.camera_exposure == "short",
        hold_focus=settings.camera_focus == "hold",
    )
    if settings.camera_size == "auto":
        return asked
    width, height = (int(part) for part in settings.camera_size.split("x"))
    return replace(asked, width=width, height=height)


def code_kinds(settings: Settings) -> frozenset[CodeKind]:
    """Return the kinds of codes the camera reads."""
    return frozenset(CodeKind(kind) for kind in settings.code_kinds)


def wedge_settings(settings: Settings) -> WedgeSettings:
    """Return settings that suit every keyboard scanner that was learnt, and what was set by hand.

    The slowest scanner sets the pause, and the pause how many keys tell a scan from typing.
    """
    learnt = [scanner for scanner in settings.scanners if scanner.lane == "keyboard"]
    by_hand = (settings.scanner_prefix, settings.scanner_suffix)
    affixes = dict.fromkeys([by_hand, *((one.prefix, one.suffix) for one in learnt)])
    return WedgeSettings(
        gap_ms=max([settings.scanner_gap_ms, *(one.gap_ms for one in learnt)]),
        min_length=max([settings.scanner_min_length, *(one.min_length for one in learnt)]),
        silence_ends=settings.scanner_silence_ends or any(one.silence_ends for one in learnt),
        affixes=tuple(affix for affix in affixes if any(affix)),
    )


def serial_settings(settings: Settings) -> SerialSettings:
    """Return the port, how it speaks, and the scanners that were learnt at one."""
    return SerialSettings(
        port=settings.serial_port,
        baud=settings.serial_baud,
        encoding=settings.serial_encoding,
        known=tuple(
            KnownDevice(scanner.device, (scanner.prefix, scanner.suffix))
            for scanner in settings.scanners
            if scanner.lane == "serial"
        ),
    )
