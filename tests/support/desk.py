"""A desk for the program as a process: a screen and a session of its own, and what is seen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from station_app.settings import Settings, save

DATA = "data"  # the folder of the program, beside those of the desk
ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "dbus-daemon", "openbox", "xdotool")
_XWD_WORDS = 25  # of four bytes each, in the order of XWDFile.h
_XWD_COLOR_BYTES = 12


def is_possible() -> bool:
    """Whether this machine has what a desk stands on."""
    return sys.platform == "linux" and all(shutil.which(name) for name in NEEDED)


@dataclass(frozen=True)
class Desk:
    """An X server with a window manager, and a session bus; nobody else's windows are there."""

    folder: Path
    environment: dict[str, str]
    _hands: "subprocess.Popen[str]" = field(repr=False)

    @property
    def session_bus(self) -> str:
        """The address of the session's bus."""
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]

    def xdotool(self, command: str) -> None:
        """Press keys, move the pointer, click: one line of xdotool's, done in a moment."""
        assert self._hands.stdin is not None
        self._hands.stdin.write(f"{command}\n")
        self._hands.stdin.flush()

    def picture(self, left: int, top: int, width: int, height: int) -> np.ndarray:
        """Return what the screen shows there: rows of points of four bytes."""
        content = np.fromfile(self.folder / "Xvfb_screen0", dtype=np.uint8)
        words = content[: 4 * _XWD_WORDS].view(">u4")
        header, high, line, colors = (int(words[n]) for n in (0, 5, 12, 19))
        begin = header + colors * _XWD_COLOR_BYTES
        rows = content[begin : begin + high * line].reshape(high, line // 4, 4)
        return rows[max(0, top) : top + height, max(0, left) : left + width].copy()

    @contextmanager
    def running(self, *options: str) -> Iterator["subprocess.Popen[str]"]:
        """Start the program on this desk; it must close by a signal as it should."""
        command = [sys.executable, "main.py", "--data-dir", str(self.folder / DATA)]
        with (self.folder / "told.txt").open("a+", encoding="utf-8") as told:
            process = subprocess.Popen(
                [*command, "--camera", "none", *options],
                cwd=ROOT,
                env=self.environment,
                stderr=told,
                text=True,
            )
            try:
                yield process
                process.terminate()
                assert process.wait(30) == 0
            finally:
                process.kill()
                process.wait()
            told.seek(0)
            assert "Traceback" not in told.read()


def with_patient_scanner(folder: Path) -> None:
    """Let the program take keys for a scanner's even where a busy machine lets them wait."""
    save(Settings(scanner_gap_ms=120), folder / DATA)


@contextmanager
def a_desk(folder: Path, size: str = "1280x800") -> Iterator[Desk]:
    """Set a desk up, and clear it away."""
    folder.chmod(0o700)
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("QT_", "WAYLAND_", "LC_"))},
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_ACCESSIBILITY": "1",
    }
    with ExitStack() as stack:
        reading, writing = os.pipe()
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24"]
        _start(stack, [*server, "-fbdir", str(folder), "-nolisten", "tcp"], environment, writing)
        environment["DISPLAY"] = f":{_line(reading, writing)}"
        reading, writing = os.pipe()
        bus = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        _start(stack, bus, environment, writing)
        environment["DBUS_SESSION_BUS_ADDRESS"] = _line(reading, writing)
        _start(stack, ["openbox", "--sm-disable"], environment)
        yield Desk(folder, environment, _start(stack, ["xdotool", "-"], environment))


def _start(
    stack: ExitStack, command: list[str], environment: dict[str, str], *fds: int
) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        command,
        env=environment,
        pass_fds=fds,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    stack.callback(process.communicate)
    stack.callback(process.kill)
    return process


def _line(reading: int, writing: int) -> str:
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        line = told.readline().strip()
    assert line, "a part of the desk did not start"
    return line
