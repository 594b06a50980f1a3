"""One reading of a code, whichever lane it came by."""

from dataclasses import dataclass
from enum import StrEnum


class Lane(StrEnum):
    """Where an input came from; the values name icons (`lane-…`)."""

    CAMERA = "camera"
    KEYBOARD = "keyboard"
    SERIAL = "serial"
    NAME = "name"  # typed into the search field, or picked by hand


class LaneState(StrEnum):
    """Whether a lane can bring scans now; the values name icons (`state-…`)."""

    LIVE = "live"
    OFF = "off"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Scan:
    """A payload as the device gave it. The texts are personal data: never log them.

    `us_text` is what the same keys are on a US keyboard; '' where unknown or the same. `whole` has
    what this scanner is known to add, or what only looks so; '' where nothing was cut off.
    """

    text: str
    lane: Lane
    us_text: str = ""
    whole: str = ""


class LaneReason(StrEnum):
    """Why a lane is in its state, where that needs words."""

    NONE = ""
    OPENING = "opening"
    NOT_FOUND = "not_found"  # no such device, or none at all
    BUSY = "busy"  # another program holds it
    NO_PERMISSION = "no_permission"
    NO_PICTURE = "no_picture"  # opened, but brings nothing
    UNPLUGGED = "unplugged"
    ENDED = "ended"  # a film or stream came to its end
    NO_ENGINE = "no_engine"  # no decoder could be loaded


@dataclass(frozen=True, slots=True)
class LaneReport:
    """The state of one lane, for the foot of the page.

    `detail` is a device's name or ''; with `NO_PERMISSION` the system group that would give it.
    """

    lane: Lane
    state: LaneState
    reason: LaneReason = LaneReason.NONE
    detail: str = ""


class ScanHint(StrEnum):
    """What would help to read a code that is seen but not read."""

    NONE = ""
    CLOSER = "closer"
    HOLD_STILL = "hold_still"
    TILT = "tilt"  # against glare
    LIGHT = "light"  # too dark


class LightLevel(StrEnum):
    """Whether a camera sees enough."""

    DARK = "dark"
    GOOD = "good"
    BRIGHT = "bright"  # what is white has no more detail


class SharpnessLevel(StrEnum):
    """Whether the modules of a badge stay apart."""

    BLURRED = "blurred"
    SOFT = "soft"
    SHARP = "sharp"


@dataclass(frozen=True, slots=True)
class PictureQuality:
    """How good a camera's picture is for reading codes. Both numbers fill a meter, 0 to 1.

    Without an edge in it nobody can tell whether a picture is sharp: then there is no level.
    """

    light: float
    light_level: LightLevel
    sharpness: float
    sharpness_level: SharpnessLevel | None
