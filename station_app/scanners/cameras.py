"""The cameras of this laptop by name, for a person to choose from. GUI thread."""

import logging
from dataclasses import dataclass
from typing import Any

from station_app.scanners.devices import lasting_path

log = logging.getLogger(__name__)

BY_ID = "id:"
"""Begins a source that names a camera by what the system calls it (Windows, macOS)."""

_SMALLEST, _LARGEST = 480, 2160  # lines; below no badge is read, above no laptop keeps up


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera to choose: `source` is what `--camera` takes, and lasts over restarts."""

    source: str
    name: str
    sizes: tuple[tuple[int, int], ...]  # width and height in pixels, the largest first


def camera_devices() -> list[CameraDevice]:
    """Return every camera there is, with its real name, which OpenCV cannot tell."""
    return [
        CameraDevice(_source_of(_id_of(device)), device.description(), _sizes_of(device))
        for device in _inputs()
    ]


def index_of(source: str) -> int | None:
    """Return the place of a camera among all, which is OpenCV's index; None if it is not there.

    Exact on macOS and with Windows' Media Foundation: both list the same devices in one order.
    """
    wanted = source.removeprefix(BY_ID)
    return next((n for n, device in enumerate(_inputs()) if _id_of(device) == wanted), None)


def _inputs() -> list[Any]:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:  # a system without libpulse
        log.warning("cameras cannot be listed: %s", type(error).__name__)
        return []
    return list(QMediaDevices.videoInputs())


def _id_of(device: Any) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _source_of(device_id: str) -> str:
    """On Linux the id is a path, and OpenCV takes paths."""
    return lasting_path(device_id) if device_id.startswith("/dev/") else BY_ID + device_id


def _sizes_of(device: Any) -> tuple[tuple[int, int], ...]:
    sizes = {(f.resolution().width(), f.resolution().height()) for f in device.videoFormats()}
    fitting = (size for size in sizes if _SMALLEST <= min(size) <= _LARGEST)
    return tuple(sorted(fitting, key=lambda size: (-size[0] * size[1], size)))
