"""What the files of a Linux system tell about devices. Elsewhere there are no such files.

Reads only; quick, and from any thread. `root` is the file system to look at.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path("/")


def cameras_found(root: Path = _ROOT) -> list[str]:
    """Return the paths of all cameras, `/dev/video0` first.

    A camera has several nodes (pictures, metadata); the one with index 0 brings the pictures.
    """
    found = []
    for node in (root / "sys/class/video4linux").glob("video*"):
        with contextlib.suppress(OSError, ValueError):
            if (node / "index").read_text().strip() == "0":
                found.append((int(node.name.removeprefix("video")), f"/dev/{node.name}"))
    return [path for _, path in sorted(found)]


def lasting_path(path: str, root: Path = _ROOT) -> str:
    """Return a path of the same device that is the same after a restart and a replugging.

    By its serial number where that is its own, else by its socket, else as it is given.
    """
    device = root / path.lstrip("/")
    for folder in ("dev/v4l/by-id", "dev/v4l/by-path"):
        for link in _links(root / folder):
            with contextlib.suppress(OSError):
                if link.resolve() == device.resolve():
                    return "/" + str(link.relative_to(root))
    return path


def _links(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def holder_of(path: str, root: Path = _ROOT) -> str:
    """Return the name of another program that has a device open, '' if none is known.

    Only programs of the same user can be seen.
    """
    if sys.platform != "linux":
        return ""
    device = Path(path).resolve()
    for process in (root / "proc").glob("[0-9]*"):
        if process.name != str(os.getpid()) and device in _open_files(process):
            with contextlib.suppress(OSError):
                return (process / "comm").read_text(errors="replace").strip()
    return ""


def _open_files(process: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for handle in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                yield handle.readlink()


def needed_group(path: str) -> str:
    """Return the group that may use a device this user may not (`dialout`), '' if none helps."""
    if sys.platform == "win32":
        return ""
    import grp

    try:
        status = Path(path).stat()
        readable = status.st_mode & (stat.S_IRGRP | stat.S_IWGRP) == stat.S_IRGRP | stat.S_IWGRP
        return grp.getgrgid(status.st_gid).gr_name if readable and status.st_gid else ""
    except (OSError, KeyError):
        return ""
