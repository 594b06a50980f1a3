"""What Linux tells about a camera: its name, and the sizes of its pictures.

Asked of the kernel and not of QtMultimedia, whose backend for cameras brings FFmpeg and QML along.
"""

import contextlib
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Size = tuple[int, int]
Ioctl = Callable[[int, int, bytearray], object]

# linux/videodev2.h. A picture's format and size are counted from 0 until the driver says EINVAL.
_ENUM_FORMATS = 0xC0405602
_ENUM_SIZES = 0xC02C564A
_CAPTURE = 1
_DISCRETE = 1
_FORMAT = struct.Struct("=3I32s5I")  # index, type, flags, description, fourcc, …
_SIZE = struct.Struct("=11I")  # index, fourcc, kind, width, height or six limits, …
_AT_MOST = 64  # of each; no camera has more, and a broken driver shall not keep anybody


def camera_name(path: str, root: Path = Path("/")) -> str:
    """Return the name of `/dev/videoN` as its maker gave it, the path where there is none."""
    node = root / "sys/class/video4linux" / Path(path).name
    with contextlib.suppress(OSError):
        if name := (node / "name").read_text(encoding="utf-8", errors="replace").strip():
            return name
    return path


def picture_sizes(path: str) -> set[Size] | None:
    """Return the sizes a camera offers, none where it may not be asked; None if it is no camera."""
    if sys.platform != "linux":
        return set()
    import fcntl

    try:
        handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return set()
    try:
        return sizes_told(handle, fcntl.ioctl)
    finally:
        os.close(handle)


def sizes_told(handle: int, ioctl: Ioctl) -> set[Size] | None:
    """Ask a driver for its sizes in all formats; None if it brings no pictures."""
    formats = list(_counted(handle, ioctl, _ENUM_FORMATS, _FORMAT, (_CAPTURE,)))
    if not formats:
        return None
    sizes: set[Size] = set()
    for told in formats:
        for size in _counted(handle, ioctl, _ENUM_SIZES, _SIZE, (told[4],)):
            width, height = (size[3], size[4]) if size[2] == _DISCRETE else (size[4], size[7])
            sizes.add((width, height))
            if size[2] != _DISCRETE:
                break  # one answer holds the limits of all
    return sizes


def _counted(
    handle: int, ioctl: Ioctl, request: int, shape: struct.Struct, asked: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Ask for the first, second, … until there is none; what is asked follows the number."""
    for number in range(_AT_MOST):
        answer = bytearray(shape.size)
        struct.pack_into(f"={1 + len(asked)}I", answer, 0, number, *asked)
        try:
            ioctl(handle, request, answer)
        except OSError:  # EINVAL after the last, ENOTTY where there is none at all
            return
        yield shape.unpack(answer)
