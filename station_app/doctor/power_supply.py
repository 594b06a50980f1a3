"""Battery and sleep of this computer, as its system tells. Quick, from any thread, never raises.

Linux: /sys and GNOME's or KDE's settings; Windows: the kernel and `powercfg`; macOS: `pmset`. What
the Windows and macOS ways return was written after their documentation and has not been run yet.
"""

import contextlib
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_S = 5
_SYS = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True)
class Supply:
    """A battery, and whether it is being spared."""

    percent: int
    plugged_in: bool


def supply(root: Path = _SYS) -> Supply | None:
    """Return how the battery is; None for a computer that has none, or does not say."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin":
        return of_pmset(_said_by("pmset", "-g", "batt"))
    return of_sys(root)


def sleeps_after_s() -> int | None:
    """Return after how many idle seconds on mains it sleeps, 0 for never; None if nobody says."""
    if sys.platform == "win32":
        return of_powercfg(_said_by("powercfg", "/q", "SCHEME_CURRENT", "SUB_SLEEP", "STANDBYIDLE"))
    if sys.platform == "darwin":
        return of_pmset_sleep(_said_by("pmset", "-g", "custom"))
    schema = "org.gnome.settings-daemon.plugins.power"
    kind = _said_by("gsettings", "get", schema, "sleep-inactive-ac-type")
    after = _said_by("gsettings", "get", schema, "sleep-inactive-ac-timeout")
    return of_gsettings(kind, after)


def of_sys(root: Path) -> Supply | None:
    """Read Linux's folder of power supplies. Batteries of mice and keyboards do not count."""
    percents, mains = [], []
    with contextlib.suppress(OSError):
        for place in sorted(root.iterdir()):
            kind = _read(place / "type")
            if kind == "Battery" and _read(place / "scope") != "Device":
                percents.append(_number(_read(place / "capacity")))
                if _read(place / "status") in ("Charging", "Full", "Not charging"):
                    mains.append(True)
            elif kind in ("Mains", "USB"):
                mains.append(_read(place / "online") == "1")
    known = [percent for percent in percents if percent is not None]
    if not known:
        return None
    return Supply(max(0, min(100, max(known))), any(mains))


def of_pmset(said: str) -> Supply | None:
    """Read `pmset -g batt`: 'Now drawing from 'AC Power' … 87%; charging'."""
    percent = re.search(r"(\d{1,3})%", said)
    if percent is None:
        return None
    return Supply(min(100, int(percent.group(1))), "AC Power" in said)


def of_pmset_sleep(said: str) -> int | None:
    """Read `pmset -g custom`: minutes under 'AC Power:', 0 for never."""
    part = said.partition("AC Power:")[2].partition("Battery Power:")[0]
    minutes = re.search(r"^\s*sleep\s+(\d+)", part, re.MULTILINE)
    return None if minutes is None else int(minutes.group(1)) * 60


def of_powercfg(said: str) -> int | None:
    """Read `powercfg /q`, whatever its language: its last two numbers are seconds, mains first."""
    seconds = re.findall(r"0x([0-9a-fA-F]{8})\s*$", said, re.MULTILINE)
    return int(seconds[-2], 16) if len(seconds) >= 2 else None


def of_gsettings(kind: str, after: str) -> int | None:
    """Read GNOME's two settings: what is done after how many seconds."""
    if not kind:
        return None
    if kind.strip("' \n") == "nothing":
        return 0
    return _number(after.rpartition(" ")[2].strip())


def _of_windows() -> Supply | None:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = [
            ("ACLineStatus", ctypes.c_ubyte),
            ("BatteryFlag", ctypes.c_ubyte),
            ("BatteryLifePercent", ctypes.c_ubyte),
            ("SystemStatusFlag", ctypes.c_ubyte),
            ("BatteryLifeTime", ctypes.c_ulong),
            ("BatteryFullLifeTime", ctypes.c_ulong),
        ]

    status = Status()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - of Windows only
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        return None
    no_battery, unknown = 128, 255
    if status.BatteryFlag & no_battery or status.BatteryLifePercent == unknown:
        return None
    return Supply(status.BatteryLifePercent, status.ACLineStatus == 1)


def _said_by(*command: str) -> str:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_PATIENCE_S,
            check=True, stdin=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows only
        )  # fmt: skip
        return done.stdout
    return ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
