"""The lanes scans come by, and what answers them aloud."""

import os
import time
from collections.abc import Iterator

from station_app.doctor.finding import Finding, Laptop, Level
from station_app.domain.scan import (
    LaneReason,
    LaneReport,
    LaneState,
    LightLevel,
    PictureQuality,
    SharpnessLevel,
)
from station_app.ui.i18n import translate
from station_app.ui.station.status_lines import lane_line

_TRY_CAMERA_S = 3.0
_WARM_UP_S = 1.0  # a camera opens dark and finds its exposure
_DECODES = 5


def camera_names() -> tuple[str, ...]:
    """Return what the cameras here are called. In the GUI thread."""
    from station_app.scanners.cameras import camera_devices

    return tuple(camera.name for camera in camera_devices())


def speaker_names() -> tuple[str, ...] | None:
    """Return what the loudspeakers are called, None without a backend. In the GUI thread."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return None
    return tuple(device.description() for device in QMediaDevices.audioOutputs())


def cameras(laptop: Laptop) -> Iterator[Finding]:
    """Open the camera that is chosen and look at its picture; one in use says how it is."""
    from station_app.scanners.chosen import camera_source

    subject = translate("Doctor", "Cameras")
    source = laptop.options.camera or camera_source(laptop.settings)
    if source in (None, "", "none"):
        yield Finding(Level.OK, subject, translate("Doctor", "switched off"))
        return
    names = ", ".join(laptop.cameras)
    if laptop.door is not None and laptop.door.camera.reason is not LaneReason.OPENING:
        yield _in_use(subject, laptop.door.camera, names)
    else:
        yield _tried(subject, str(source), laptop, names)


def _in_use(subject: str, report: LaneReport, names: str) -> Finding:
    if report.state is LaneState.LIVE:
        told = translate("Doctor", "pictures come")
        return Finding(Level.OK, subject, f"{names}: {told}" if names else told)
    if report.reason is LaneReason.NONE:
        return Finding(Level.OK, subject, names or translate("Doctor", "at rest"))
    return Finding(Level.WARN, subject, lane_line(report).text, _cure(report.reason))


def _tried(subject: str, source: str, laptop: Laptop, names: str) -> Finding:
    """Take pictures for a moment; read what the last of them is worth."""
    from station_app.scanners.capture import NotOpened, normal_source, open_capture
    from station_app.scanners.chosen import camera_wishes
    from station_app.scanners.picture_quality import measure

    known = normal_source(source)
    assert known is not None
    capture = open_capture(known, camera_wishes(laptop.settings))
    if isinstance(capture, NotOpened):
        if capture.reason is LaneReason.NOT_FOUND and not names:
            text = translate("Doctor", "none found")
            cure = translate("Doctor", "plug one in, or use a USB scanner")
            return Finding(Level.WARN, subject, text, cure)
        report = _report(capture.reason, capture.detail)
        return Finding(Level.WARN, subject, lane_line(report).text, _cure(capture.reason))
    began, last, count = time.monotonic(), None, 0
    try:
        while time.monotonic() - began < _TRY_CAMERA_S:
            picture = capture.read()
            if picture is None:
                break
            last, count = picture, count + 1
            if time.monotonic() - began > _WARM_UP_S and count > _DECODES:
                break
        took_s = time.monotonic() - began
    finally:
        capture.close()
    if last is None:
        report = _report(LaneReason.NO_PICTURE)
        return Finding(Level.WARN, subject, lane_line(report).text, _cure(report.reason))
    height, width = last.shape[:2]
    told = translate("Doctor", "{width}x{height}, {rate} pictures a second").format(
        width=width, height=height, rate=round(count / max(took_s, 0.001))
    )
    told = f"{names}: {told}" if names else told
    cure = _cure_of(measure(last))
    return Finding(Level.WARN if cure else Level.OK, subject, told, cure)


def _report(reason: LaneReason, detail: str = "") -> LaneReport:
    from station_app.domain.scan import Lane

    return LaneReport(Lane.CAMERA, LaneState.FAULT, reason, detail)


def _cure(reason: LaneReason) -> str:
    return {
        LaneReason.NOT_FOUND: translate("Doctor", "plug it in, or choose another in the settings"),
        LaneReason.UNPLUGGED: translate("Doctor", "plug it in again"),
        LaneReason.BUSY: translate("Doctor", "close the program that uses it"),
        LaneReason.NO_PERMISSION: translate("Doctor", "allow this program the camera"),
        LaneReason.NO_PICTURE: translate("Doctor", "plug it out and in; try another socket"),
        LaneReason.NO_ENGINE: translate("Doctor", "set the program up again"),
    }.get(reason, "")


def _cure_of(quality: PictureQuality) -> str:
    if quality.light_level is LightLevel.DARK:
        return translate("Doctor", "it is too dark: more light on the badges")
    if quality.light_level is LightLevel.BRIGHT:
        return translate("Doctor", "it is too bright: turn it away from lamp or window")
    if quality.sharpness_level is SharpnessLevel.BLURRED:
        return translate("Doctor", "the picture is blurred: wipe the lens")
    return ""


def decoders(laptop: Laptop) -> Iterator[Finding]:
    """Read a code made on the spot with every engine there is."""
    del laptop
    import io

    import cv2
    import numpy as np
    import segno

    from station_app.scanners.decode import Decoder

    subject = translate("Doctor", "Decoders")
    stream = io.BytesIO()
    segno.make_qr("SELF-TEST").save(stream, kind="png", scale=8, border=4)
    picture = cv2.imdecode(np.frombuffer(stream.getvalue(), np.uint8), cv2.IMREAD_COLOR)
    decoder = Decoder()
    engines = decoder.load()
    began = time.perf_counter()
    read = picture is not None and any(
        code.text == "SELF-TEST" for code in decoder.decode(np.asarray(picture, np.uint8))
    )
    took_ms = (time.perf_counter() - began) * 1000
    if not engines or not read:
        text = translate("Doctor", "no engine reads codes")
        yield Finding(Level.FAIL, subject, text, translate("Doctor", "set the program up again"))
        return
    told = translate("Doctor", "{engines}; a code read in {time} ms")
    text = told.format(engines=", ".join(engines), time=round(took_ms))
    if len(engines) > 1:
        yield Finding(Level.OK, subject, text)
    else:
        cure = translate("Doctor", "install libzbar0 for a second opinion")
        yield Finding(Level.WARN, subject, text, cure)


def ports(laptop: Laptop) -> Iterator[Finding]:
    """Look at the serial ports, and whether this user may open them."""
    from PySide6.QtSerialPort import QSerialPortInfo

    from station_app.scanners.devices import needed_group
    from station_app.scanners.serial import find_scanner

    subject = translate("Doctor", "Scanner ports")
    found = find_scanner()
    usb = [p for p in QSerialPortInfo.availablePorts() if p.hasVendorIdentifier()]
    if not usb:
        yield Finding(Level.OK, subject, translate("Doctor", "no serial scanner plugged in"))
    live = laptop.door is not None and laptop.door.serial.state is LaneState.LIVE
    for port in usb:
        name = f"{port.description()} ({port.portName()})"
        place = port.systemLocation()
        if place.startswith("/dev/") and not os.access(place, os.R_OK | os.W_OK):
            text = translate("Doctor", "no permission")
            group = needed_group(place) or "dialout"
            cure = translate("Doctor", "add this user to the group {group}").format(group=group)
            yield Finding(Level.FAIL, subject, f"{name}: {text}", cure)
        else:
            kind = translate("Doctor", "scanner") if place == found else translate("Doctor", "port")
            if place == found and live:
                kind = translate("Doctor", "scanner, listening")
            yield Finding(Level.OK, subject, f"{name}: {kind}")


def keyboard_scanner(laptop: Laptop) -> Iterator[Finding]:
    """Say whether a keyboard scanner, and with it the keyboard's layout, was tried here."""
    subject = translate("Doctor", "Keyboard scanner")
    known = [one for one in laptop.settings.scanners if one.lane == "keyboard"]
    if known:
        text = translate("Doctor", "%n set up and tried with the test code", "", len(known))
        yield Finding(Level.OK, subject, text)
        return
    text = translate("Doctor", "none was tried on this laptop")
    cure = translate("Doctor", "“Set up scanner” in the menu tries its speed and layout")
    serial = any(one.lane == "serial" for one in laptop.settings.scanners)
    yield Finding(Level.OK if serial else Level.WARN, subject, text, "" if serial else cure)


def sound(laptop: Laptop) -> Iterator[Finding]:
    """Look for a loudspeaker, and whether the settings let it be heard."""
    subject = translate("Doctor", "Sound")
    names = laptop.speakers
    if names is None:
        text = translate("Doctor", "the system lacks libpulse0")
        yield Finding(Level.WARN, subject, text, translate("Doctor", "install it"))
        return
    settings = laptop.settings
    if not names:
        text = translate("Doctor", "no loudspeaker found")
        yield Finding(Level.WARN, subject, text, translate("Doctor", "plug one in, or watch only"))
    elif settings.sound_muted or not settings.sound_volume:
        text = translate("Doctor", "{device}, muted in the settings").format(device=names[0])
        yield Finding(Level.OK, subject, text)
    else:
        yield Finding(Level.OK, subject, ", ".join(names))
