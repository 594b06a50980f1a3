"""What an operator may choose. Default < file < environment < argument; never a secret."""

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

FILE_NAME = "settings.json"
_SCANNERS = 8  # as many are known at once
LANGUAGES = ("en", "de")
THEMES = ("light", "dark", "contrast")
TEXT_SIZES = ("100", "125", "150", "200")
CODE_KINDS = ("qr", "aztec", "data_matrix", "pdf417", "code_128", "ean")
EXPOSURES = ("auto", "short")
FOCUSES = ("auto", "hold")
NAME_LENGTH = 80  # of an entrance

Place = tuple[str, str, str]  # server, event ID, station


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownScanner:
    """A USB scanner as the set-up learnt it. Timing is of keyboard scanners only."""

    lane: str  # 'keyboard' or 'serial'
    device: str = ""  # a serial one's USB ids; '' where the system does not tell devices apart
    name: str = ""  # as its maker calls it; for people
    key_ms: int = 0  # usual pause between two keys; for people
    gap_ms: int = 25
    min_length: int = 4
    silence_ends: bool = True
    prefix: str = ""
    suffix: str = ""

    def is_same(self, other: "KnownScanner") -> bool:
        """Whether both are one scanner, as far as can be told: keyboards have no names."""
        if self.lane != other.lane or self.device != other.device:
            return False
        mine, others = (self.prefix, self.suffix), (other.prefix, other.suffix)
        return bool(self.device) or (mine == others and self.silence_ends == other.silence_ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSettings:
    """What belongs to the entrance this laptop stands at, and comes back with it."""

    camera: str = "auto"  # the first found, index, path, pattern, URL; 'none' switches it off
    camera_size: str = "auto"  # '1280x720': what the camera is asked for
    camera_exposure: str = "auto"  # 'short' blurs less and needs light
    camera_focus: str = "auto"  # 'hold' stays where a badge was read
    camera_mirrored: bool = True
    camera_rests_minimised: bool = True  # released while the window is minimised
    code_kinds: tuple[str, ...] = ("qr",)  # what the camera reads: see `CODE_KINDS`
    sound_muted: bool = False
    sound_volume: int = 70  # percent, as the ear judges it
    speak_names: bool = False
    flash: bool = False  # of the whole window, in the verdict's colour
    guest_screen: bool = False  # a greeting on a second screen
    welcome_seconds: float = 10.0  # until the screen returns by itself; 0 stays
    attention_seconds: float = 15.0
    scanner_gap_ms: int = 25  # pause between two keys of a scan, on average at most
    scanner_min_length: int = 4
    scanner_silence_ends: bool = True
    scanner_prefix: str = ""
    scanner_suffix: str = ""
    serial_port: str = ""  # '' looks for a scanner by itself, 'none' switches the lane off
    serial_baud: int = 9600
    serial_encoding: str = "utf-8"
    privacy_after_minutes: float = 5.0  # without a scan, key or pointer; 0 never hides
    privacy_asks_pin: bool = False  # before names are shown again
    hide_contact_data: bool = False  # e-mail, phone, address: see domain/contact.py
    search_min_length: int = 1
    search_only: bool = False  # a few matches instead of a list to look through


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """An entrance used on this laptop before. The App Code stands in the key store, not here."""

    server: str
    event_id: str
    station: str
    name: str = ""  # as people here call it; '' for the station's
    event_name: str = ""
    last_used: str = ""  # ISO 8601, this laptop's clock; for people only
    door: DoorSettings | None = None  # None where nothing was set there yet

    @property
    def place(self) -> Place:
        """What tells it from every other entrance."""
        return (self.server, self.event_id, self.station)

    @property
    def title(self) -> str:
        """What people here call it."""
        return self.name or self.station


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(DoorSettings):
    """Everything that is kept between two starts. Of the door's, those of the last entrance."""

    language: str = ""  # '' follows the system
    theme: str = ""  # '' follows the system
    reduced_motion: bool = False
    text_size: str = ""  # percent of the letters' usual size; '' follows the system
    poll_seconds: float = 5.0  # between two requests for recent changes
    reconcile_minutes: float = 20.0  # between two comparisons with the whole list
    allow_plain_http: bool = False  # to other hosts than this machine
    scanners: tuple[KnownScanner, ...] = ()  # learnt ones, the last first
    export_names: bool = False  # in exported notes; otherwise guests have their id only
    export_at_closing: bool = False
    export_folder: str = ""  # '' is the person's documents
    ca_file: str = ""  # PEM: who may vouch for the server besides those the system trusts
    server_pin: str = ""  # 'sha256//…;sha256//…': the server's keys; '' takes any trusted one
    share_url: str = ""  # of the database that stations share; '' shares nothing
    share_ca_file: str = ""  # PEM: who may vouch for that database in place of the system's
    entrances: tuple[Entrance, ...] = ()
    active: bool = False  # the first entrance is resumed at the next start
    wipe_days: int = 7  # after an event's end, until what is known of it is wiped; 0 never


DOOR = frozenset(field.name for field in fields(DoorSettings))
"""The names of what belongs to an entrance; everything else is the laptop's."""

_RANGES: dict[str, tuple[float, float]] = {
    "poll_seconds": (1, 3600),
    "reconcile_minutes": (0.05, 24 * 60),
    "sound_volume": (0, 100),
    "welcome_seconds": (0, 600),
    "attention_seconds": (0, 600),
    "scanner_gap_ms": (10, 120),
    "scanner_min_length": (2, 64),
    "serial_baud": (300, 921_600),
    "wipe_days": (0, 365),
    "privacy_after_minutes": (0, 240),
    "search_min_length": (1, 6),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("", *THEMES),
    "text_size": ("", *TEXT_SIZES),
    "camera_exposure": EXPOSURES,
    "camera_focus": FOCUSES,
}
_LANGUAGE = re.compile(r"([a-z]{2,3}(_[A-Z]{2})?)?")  # further ones come by a file
_SIZE = re.compile(r"auto|[1-9][0-9]{2,3}x[1-9][0-9]{2,3}")
_PIN = r"sha256//[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="  # 32 bytes, as curl and HPKP write them
_PINS = re.compile(rf"({_PIN}(;{_PIN}){{0,9}})?")


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a settings file that can be used; the rest is logged by name only."""
    return _checked(values, Settings)


def _checked(values: Mapping[str, Any], kind: type[DoorSettings]) -> dict[str, Any]:
    good: dict[str, Any] = {}
    names = {field.name for field in fields(kind)}
    for name, value in values.items():
        if name not in names:
            log.warning("settings: unknown key %.40r is left out", name)
        elif name in _LISTS:
            good[name] = _LISTS[name](value)
        elif _fits(name, value):
            good[name] = value
        else:
            log.warning("settings: the value of %s cannot be used", name)
    return good


def _fits(name: str, value: object) -> bool:
    default = getattr(Settings(), name)
    if isinstance(default, bool):
        return isinstance(value, bool)
    if name == "language":
        return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None
    if name == "camera_size":
        return isinstance(value, str) and _SIZE.fullmatch(value) is not None
    if name == "server_pin":
        return isinstance(value, str) and _PINS.fullmatch(value) is not None
    if isinstance(default, str):
        return isinstance(value, str) and value in _CHOICES.get(name, (value,))
    low, high = _RANGES[name]
    whole = isinstance(value, int) or (isinstance(value, float) and isinstance(default, float))
    return whole and not isinstance(value, bool) and low <= value <= high  # type: ignore[operator]


_TEXTS = tuple(field.name for field in fields(Entrance) if field.name != "door")


def _entrances(value: object) -> tuple[Entrance, ...]:
    found = []
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and {"server", "event_id", "station"} <= item.keys():
            texts = {k: item[k] for k in _TEXTS if isinstance(item.get(k), str)}
            if {"server", "event_id", "station"} <= texts.keys():
                texts["name"] = clean_name(texts.get("name", ""))
                found.append(Entrance(**texts, door=_door(item.get("door"))))
    return tuple(found[:50])


def _door(value: object) -> DoorSettings | None:
    if not isinstance(value, dict):
        return None
    return DoorSettings(**_checked(value, DoorSettings))


def _scanners(value: object) -> tuple[KnownScanner, ...]:
    found = []
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict) or item.get("lane") not in ("keyboard", "serial"):
            continue
        values: dict[str, Any] = {}
        for field in fields(KnownScanner):
            given = item.get(field.name)
            low, high = _RANGES.get(f"scanner_{field.name}", (0, 1000))
            if type(given) is not field.type:
                continue
            if not isinstance(given, int) or isinstance(given, bool) or low <= given <= high:
                values[field.name] = given
        found.append(KnownScanner(**values))
    return tuple(found[:_SCANNERS])


def _code_kinds(value: object) -> tuple[str, ...]:
    wanted = value if isinstance(value, list | tuple) else ()
    return tuple(kind for kind in CODE_KINDS if kind in wanted) or Settings().code_kinds


_LISTS: dict[str, Callable[[object], Any]] = {
    "entrances": _entrances,
    "scanners": _scanners,
    "code_kinds": _code_kinds,
}


def load(folder: Path) -> Settings:
    """Read the settings of a data folder. A missing or damaged file gives the defaults."""
    try:
        values = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        # An escape may be half of a character, which could not be written again.
        values = json.loads(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("settings cannot be read (%s); defaults are used", type(error).__name__)
        return Settings()
    return _with_doors(Settings(**checked(values))) if isinstance(values, dict) else Settings()


def _with_doors(read: Settings) -> Settings:
    """Let entrances of a version that had the same settings for all of them keep these."""
    door = door_of(read)
    entrances = (one if one.door else replace(one, door=door) for one in read.entrances)
    return replace(read, entrances=tuple(entrances))


def save(settings: Settings, folder: Path) -> None:
    """Write the settings whole or not at all, for this user only. Raises `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(
        folder / FILE_NAME,
        json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode(),
    )


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step, readable by this user only. Raises `OSError`."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def with_entrance(settings: Settings, entrance: Entrance) -> Settings:
    """Return settings with this entrance first, and resumed at the next start."""

    others = [one for one in settings.entrances if one.place != entrance.place]
    return replace(settings, entrances=(entrance, *others[:19]), active=True)


def door_of(settings: Settings) -> DoorSettings:
    """Return the settings in force at a door."""
    return DoorSettings(**{name: getattr(settings, name) for name in DOOR})


def with_door(settings: Settings, door: DoorSettings) -> Settings:
    """Return settings in which those of another door are in force."""
    return replace(settings, **{name: getattr(door, name) for name in DOOR})


def clean_name(text: str) -> str:
    """Return a name for an entrance as it is kept: one line, not too long."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:NAME_LENGTH].rstrip()


def with_scanner(settings: Settings, scanner: KnownScanner) -> Settings:
    """Return settings in which this scanner is known, in place of what was known of it."""
    others = [one for one in settings.scanners if not one.is_same(scanner)]
    return replace(settings, scanners=(scanner, *others)[:_SCANNERS])
