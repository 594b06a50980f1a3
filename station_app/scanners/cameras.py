"""The cameras of this laptop by name, for a person to choose from. GUI thread."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from station_app.scanners.devices import cameras_found, lasting_path
from station_app.scanners.v4l2 import camera_name, picture_sizes

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
    return _by_linux() if sys.platform == "linux" else _by_qt()


def _by_linux() -> list[CameraDevice]:
    return [
        CameraDevice(lasting_path(path), camera_name(path), _fitting(sizes))
        for path in cameras_found()
        if (sizes := picture_sizes(path)) is not None
    ]


def _by_qt() -> list[CameraDevice]:
    return [
        CameraDevice(BY_ID + _id_of(device), device.description(), _sizes_of(device))
        for device in _inputs()
    ]


def index_of(source: str) -> int | None:
    """Return the place of a camera among all, which is OpenCV's index; None if it is not there.

    Exact on macOS and with Windows' Media Foundation: both list the same devices in one order.
    """
    wanted = source.removeprefix(BY_ID)
    return next((n for n, device in enumerate(_inputs()) if _id_of(device) == wanted), None)


def _inputs() -> list[Any]:
    from PySide6.QtMultimedia import QMediaDevices

    return list(QMediaDevices.videoInputs())


def _id_of(device: Any) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _sizes_of(device: Any) -> tuple[tuple[int, int], ...]:
    formats = device.videoFormats()
    return _fitting({(f.resolution().width(), f.resolution().height()) for f in formats})


def _fitting(sizes: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    fitting = (size for size in sizes if _SMALLEST <= min(size) <= _LARGEST)
    return tuple(sorted(fitting, key=lambda size: (-size[0] * size[1], size)))
