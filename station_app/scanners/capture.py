"""Open cameras, films, picture sequences and streams. Used in the capture thread only."""

import logging
import os
import re
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station_app.domain.scan import LaneReason
from station_app.scanners.opencv import opencv

if TYPE_CHECKING:
    from station_app.scanners.decode import Image

log = logging.getLogger(__name__)

Source = int | str | None
"""Camera index, device path, film, picture pattern or stream address; None for no camera."""

_STREAM = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_WIDTH, _HEIGHT, _FPS = 1280, 720, 30
_OPEN_TIMEOUT_MS = 4000
_READ_TIMEOUT_MS = 1500
_ODD_FPS = 240.0  # what some containers say when they do not know


class SourceKind(Enum):
    """How a source behaves when it brings nothing more."""

    DEVICE = auto()  # unplugged or failing: tried again
    STREAM = auto()  # the same
    FILM = auto()  # ends


def normal_source(source: Source) -> Source:
    """Return the source with digits as an index, and None for every spelling of no camera."""
    if isinstance(source, str):
        source = source.strip()
        if source.lower() in ("", "none"):
            return None
        if source.isascii() and source.isdigit():
            return int(source)
    return source


def kind_of(source: int | str) -> SourceKind:
    """Tell devices and streams from films."""
    if isinstance(source, int) or source.startswith("/dev/"):
        return SourceKind.DEVICE
    return SourceKind.STREAM if _STREAM.match(source) else SourceKind.FILM


def name_of(source: int | str) -> str:
    """A name to show: never the whole address of a stream, which may hold a password."""
    if isinstance(source, int) or kind_of(source) is SourceKind.STREAM:
        return ""
    return Path(source).name


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Why a source could not be opened."""

    reason: LaneReason


class Capture:
    """An open source. `read` blocks until the next picture and returns None when there is none."""

    def __init__(self, device: Any, kind: SourceKind, fps: float) -> None:
        self._device = device
        self.kind = kind
        self.fps = fps

    def read(self) -> "Image | None":
        try:
            ok, frame = self._device.read()
        except Exception as error:  # cv2.error: a broken film or driver
            log.warning("reading a picture failed: %s", type(error).__name__)
            return None
        if not ok or frame is None or frame.size == 0:
            return None
        picture: Image = frame
        return picture

    def close(self) -> None:
        self._device.release()


def open_capture(source: int | str) -> Capture | NotOpened:
    """Open a source, or say why not. Imports OpenCV on first use."""
    kind = kind_of(source)
    missing = _missing(source, kind)
    if missing is not None:
        return NotOpened(missing)
    try:
        cv2 = opencv()
    except Exception as error:
        log.warning("OpenCV cannot be used: %s", type(error).__name__)
        return NotOpened(LaneReason.NO_ENGINE)
    try:
        device = _device(cv2, source, kind)
    except Exception as error:  # cv2.error
        log.info("opening the camera failed: %s", type(error).__name__)
        return NotOpened(LaneReason.NO_PICTURE)
    if not device.isOpened():
        device.release()
        return NotOpened(_refusal(source, kind))
    fps = float(device.get(cv2.CAP_PROP_FPS))
    return Capture(device, kind, fps if 0 < fps <= _ODD_FPS else float(_FPS))


def _device(cv2: Any, source: int | str, kind: SourceKind) -> Any:
    if kind is SourceKind.STREAM:
        timeouts = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            _OPEN_TIMEOUT_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            _READ_TIMEOUT_MS,
        ]
        return cv2.VideoCapture(source, cv2.CAP_FFMPEG, timeouts)
    device = cv2.VideoCapture(source)
    if kind is SourceKind.DEVICE and device.isOpened():
        # Over USB 2 only compressed pictures come at this size and rate.
        device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        device.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
        device.set(cv2.CAP_PROP_FPS, _FPS)
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return device


def _device_path(source: int | str) -> Path | None:
    if isinstance(source, str):
        return Path(source)
    return Path(f"/dev/video{source}") if sys.platform == "linux" else None


def _missing(source: int | str, kind: SourceKind) -> LaneReason | None:
    """What can be told before OpenCV is asked, which says only yes or no."""
    if kind is SourceKind.DEVICE:
        path = _device_path(source)
        if path is None:
            return None
        if not path.exists():
            return LaneReason.NOT_FOUND
        return None if os.access(path, os.R_OK | os.W_OK) else LaneReason.NO_PERMISSION
    if kind is SourceKind.FILM and "%" not in str(source):
        path = Path(str(source))
        if not path.is_file():
            return LaneReason.NOT_FOUND
        return None if os.access(path, os.R_OK) else LaneReason.NO_PERMISSION
    return None


def _refusal(source: int | str, kind: SourceKind) -> LaneReason:
    if kind is SourceKind.DEVICE:  # it is there and may be opened: somebody else has it
        return LaneReason.NOT_FOUND if _device_path(source) is None else LaneReason.BUSY
    if kind is SourceKind.FILM and "%" in str(source):
        return LaneReason.NOT_FOUND
    return LaneReason.NOT_FOUND if kind is SourceKind.STREAM else LaneReason.NO_PICTURE
