"""Decides what becomes of a value somebody set: out of range is impossible."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from station_app.settings import (
    CODE_KINDS,
    EXPOSURES,
    FOCUSES,
    TEXT_SIZES,
    THEMES,
    KnownScanner,
    Settings,
    checked,
)

_AFFIX_LENGTH = 16

Value = str | float | bool | tuple[str, ...] | tuple[KnownScanner, ...]


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera to choose: `source` is what the setting holds; sizes are width and height."""

    source: str
    name: str
    sizes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be, and how the buttons beside it move it."""

    low: float
    high: float
    step: float = 1
    decimals: int = 0


RANGES: Mapping[str, Range] = MappingProxyType(
    {
        "sound_volume": Range(0, 100, step=10),
        "welcome_seconds": Range(0, 600, step=1, decimals=1),
        "attention_seconds": Range(0, 600, step=1, decimals=1),
        "scanner_gap_ms": Range(10, 120, step=5),
        "scanner_min_length": Range(2, 64),
        "serial_baud": Range(300, 921_600, step=300),
        "poll_seconds": Range(1, 3600, step=1, decimals=1),
        "reconcile_minutes": Range(0.05, 24 * 60, step=5, decimals=2),
        "wipe_days": Range(0, 365),
        "privacy_after_minutes": Range(0, 240, step=1, decimals=1),
        "search_min_length": Range(1, 6),
    }
)
_CHOICES = {
    "theme": ("", *THEMES),
    "text_size": ("", *TEXT_SIZES),
    "camera_exposure": EXPOSURES,
    "camera_focus": FOCUSES,
}
_SWITCHES = (
    "reduced_motion",
    "sound_muted",
    "speak_names",
    "flash",
    "guest_screen",
    "camera_mirrored",
    "camera_rests_minimised",
    "scanner_silence_ends",
    "allow_plain_http",
    "export_names",
    "export_at_closing",
    "privacy_asks_pin",
    "hide_contact_data",
    "search_only",
)


class SettingsPresenter:
    """Holds the settings while they are changed, one value at a time."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def change(self, name: str, value: Value) -> Settings | None:
        """Take a value over; return the new settings, None if nothing is different.

        A number beyond its range becomes the nearest that is allowed; a value that is no choice
        changes nothing. Scanners can only be forgotten here. Raises `KeyError` for a name that is
        not on the dialog.
        """
        usable = self._usable(name, value)
        if usable is None or usable == getattr(self.settings, name):
            return None
        self.settings = replace(self.settings, **{name: usable})  # type: ignore[arg-type]
        return self.settings

    def _usable(self, name: str, value: Value) -> Value | None:
        if not isinstance(value, tuple):
            return _usable(name, value)
        if name == "scanners":
            return tuple(one for one in self.settings.scanners if one in value)
        if name == "code_kinds":
            return tuple(kind for kind in CODE_KINDS if kind in value) or None
        raise KeyError(name)


def _usable(name: str, value: str | float | bool) -> str | float | bool | None:
    if name in RANGES:
        return _number(name, value)
    if name in _SWITCHES:
        return bool(value)
    text = "".join(c for c in str(value) if c.isprintable())
    if name in _CHOICES:
        return text if text in _CHOICES[name] else None
    if name == "camera":
        return text.strip() or None
    if name == "server_pin":
        text = ";".join(text.replace(";", " ").split())
    if name in ("camera_size", "language", "server_pin"):
        return text if checked({name: text}) else None
    if name in ("serial_port", "serial_encoding", "export_folder", "ca_file"):
        return text.strip()
    if name in ("scanner_prefix", "scanner_suffix"):
        return text[:_AFFIX_LENGTH]
    raise KeyError(name)


def _number(name: str, value: str | float | bool) -> float | None:
    limits = RANGES[name]
    number = float(value)
    if math.isnan(number):
        return None
    number = float(min(max(number, limits.low), limits.high))
    return number if isinstance(getattr(Settings(), name), float) else round(number)
