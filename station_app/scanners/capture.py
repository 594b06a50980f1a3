"""Open cameras, films, picture sequences and streams. Used in the capture thread only."""

import contextlib
import logging
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station_app.domain.scan import LaneReason
from station_app.scanners.cameras import BY_ID
from station_app.scanners.devices import cameras_found, holder_of, needed_group
from station_app.scanners.opencv import opencv

if TYPE_CHECKING:
    from station_app.scanners.decode import Image

log = logging.getLogger(__name__)

Source = int | str | None
"""Camera index, device path, film, picture pattern or stream address; None for no camera."""

FIRST_FOUND = "auto"
"""The source that is whichever camera there is."""

_STREAM = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_FPS = 30
_OPEN_TIMEOUT_MS = 4000
_READ_TIMEOUT_MS = 1500
_ODD_FPS = 240.0  # what some containers say when they do not know


class SourceKind(Enum):
    """How a source behaves when it brings nothing more."""

    DEVICE = auto()  # unplugged or failing: tried again
    STREAM = auto()  # the same
    FILM = auto()  # ends
    PICTURES = auto()  # the same, and no picture is left out


@dataclass(frozen=True, slots=True)
class CameraWishes:
    """What a camera is asked for. Drivers do what they can; none of it is sure."""

    width: int = 1280
    height: int = 720
    short_exposure: bool = False  # moving badges smear less; needs light
    hold_focus: bool = False  # stays at the distance where a code was read


_NO_WISHES = CameraWishes()
_FIRST_INDEXES = (0, 1, 2)
# How an exposure is said to be set by hand, by the camera itself, and how long a hundredth of a
# second is: two of the 50 Hz that lamps flicker at, so no bands run through the picture.
_EXPOSURE = {"linux": (1, 3, 100), "win32": (0.25, 0.75, -7)}


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
    if isinstance(source, int) or source == FIRST_FOUND or source.startswith(("/dev/", BY_ID)):
        return SourceKind.DEVICE
    if _STREAM.match(source):
        return SourceKind.STREAM
    return SourceKind.PICTURES if "%" in source else SourceKind.FILM


def name_of(source: int | str) -> str:
    """A name to show: never the whole address of a stream, which may hold a password."""
    if isinstance(source, int) or source.startswith((FIRST_FOUND, BY_ID)):
        return ""
    return "" if kind_of(source) is SourceKind.STREAM else Path(source).name


def is_file(source: int | str) -> bool:
    """Whether a camera is there as soon as a file is, which costs nothing to look for."""
    return sys.platform == "linux" and kind_of(source) is SourceKind.DEVICE


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Why a source could not be opened. `detail` as in `LaneReport`."""

    reason: LaneReason
    detail: str = ""


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

    def hold_focus(self, held: bool) -> None:
        """Let the lens stay where it is, or look for itself again."""
        with contextlib.suppress(Exception):  # cv2.error: a driver without a lens
            self._device.set(opencv().CAP_PROP_AUTOFOCUS, 0 if held else 1)

    def close(self) -> None:
        self._device.release()


def open_capture(source: int | str, wishes: CameraWishes = _NO_WISHES) -> Capture | NotOpened:
    """Open a source, or say why not. Imports OpenCV on first use."""
    if source != FIRST_FOUND:
        return _open(source, wishes)
    opened: Capture | NotOpened = NotOpened(LaneReason.NOT_FOUND)
    for candidate in _candidates():
        opened = _open(candidate, wishes)
        if isinstance(opened, Capture):
            break
    return opened


def _candidates() -> Sequence[int | str]:
    return cameras_found() if sys.platform == "linux" else _FIRST_INDEXES


def _open(source: int | str, wishes: CameraWishes) -> Capture | NotOpened:
    kind = kind_of(source)
    missing = _missing(source, kind)
    if missing is not None:
        return missing
    try:
        cv2 = opencv()
    except Exception as error:
        log.warning("OpenCV cannot be used: %s", type(error).__name__)
        return NotOpened(LaneReason.NO_ENGINE)
    try:
        device = _device(cv2, source, kind, wishes)
    except Exception as error:  # cv2.error
        log.info("opening the camera failed: %s", type(error).__name__)
        return NotOpened(LaneReason.NO_PICTURE)
    if not device.isOpened():
        device.release()
        return _refusal(source, kind)
    fps = float(device.get(cv2.CAP_PROP_FPS))
    return Capture(device, kind, fps if 0 < fps <= _ODD_FPS else float(_FPS))


def _device(cv2: Any, source: int | str, kind: SourceKind, wishes: CameraWishes) -> Any:
    if kind is SourceKind.STREAM:
        timeouts = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            _OPEN_TIMEOUT_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            _READ_TIMEOUT_MS,
        ]
        return cv2.VideoCapture(source, cv2.CAP_FFMPEG, timeouts)
    if kind in (SourceKind.FILM, SourceKind.PICTURES):
        return cv2.VideoCapture(source)
    # Named, so that no other is asked for a path first, and indexes mean what they mean to Qt.
    backends = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}
    device = cv2.VideoCapture(source, backends.get(sys.platform, cv2.CAP_ANY))
    if device.isOpened():
        _ask(cv2, device, wishes)
    return device


def _ask(cv2: Any, device: Any, wishes: CameraWishes) -> None:
    """Ask a driver for a size, an exposure and a focus. What it refuses stays as it is."""
    # Over USB 2 only compressed pictures come at this size and rate.
    device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    device.set(cv2.CAP_PROP_FRAME_WIDTH, wishes.width)
    device.set(cv2.CAP_PROP_FRAME_HEIGHT, wishes.height)
    device.set(cv2.CAP_PROP_FPS, _FPS)
    device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    by_hand, by_itself, hundredth_s = _EXPOSURE.get(sys.platform, _EXPOSURE["win32"])
    if wishes.short_exposure:
        done = device.set(cv2.CAP_PROP_AUTO_EXPOSURE, by_hand)
        done = device.set(cv2.CAP_PROP_EXPOSURE, hundredth_s) and done
        if not done:
            log.info("this camera does not let its exposure be set")
    else:  # cameras keep what they were told, also after they are closed
        device.set(cv2.CAP_PROP_AUTO_EXPOSURE, by_itself)
    device.set(cv2.CAP_PROP_AUTOFOCUS, 1)


def _device_path(source: int | str) -> str:
    if isinstance(source, str):
        return source
    return f"/dev/video{source}" if sys.platform == "linux" else ""


def _missing(source: int | str, kind: SourceKind) -> NotOpened | None:
    """What can be told before OpenCV is asked, which says only yes or no."""
    path = _device_path(source) if kind is SourceKind.DEVICE else str(source)
    if not path or kind in (SourceKind.STREAM, SourceKind.PICTURES):
        return None
    file = Path(path)
    if not (file.exists() if kind is SourceKind.DEVICE else file.is_file()):
        return NotOpened(LaneReason.NOT_FOUND, name_of(source))
    writing = os.W_OK if kind is SourceKind.DEVICE else 0
    if os.access(file, os.R_OK | writing):
        return None
    cure = needed_group(path) if kind is SourceKind.DEVICE else ""
    return NotOpened(LaneReason.NO_PERMISSION, cure)


def _refusal(source: int | str, kind: SourceKind) -> NotOpened:
    path = _device_path(source)
    if kind is SourceKind.DEVICE and path:  # there, and may be opened: somebody else has it
        return NotOpened(LaneReason.BUSY, holder_of(path))
    if kind is SourceKind.FILM:
        return NotOpened(LaneReason.NO_PICTURE, name_of(source))
    return NotOpened(LaneReason.NOT_FOUND, name_of(source))
