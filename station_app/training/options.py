"""Which of the answers the document leaves open the training server gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ColorNotation = Literal["as_is", "upper", "no_hash", "short", "rgb"]
UnsetColor = Literal["absent", "null", "empty"]

DEFAULT_CONFIGURATION: Mapping[str, Any] = {
    "type": "check-in",
    "minimumSearchLength": 3,
    "showAllGuests": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """Switches for everything that only a live account could tell (defaults: what we expect)."""

    errors_as_4xx: bool = False
    """Errors come with a status of 4xx; otherwise with 200."""
    bare_string_errors: bool = False
    """`errors` holds texts in place of objects."""
    general_errors_without_status: bool = False
    """The general errors (10, 20, 30) are `{"errors": […]}` alone, as documented."""
    display_message: str | None = None
    """`displayMessage` of every error."""

    since_inclusive: bool = False
    """A change of exactly `sinceDateTime` is reported; otherwise only later ones."""
    since_whole_seconds: bool = True
    """Changes and `sinceDateTime` are compared with fractions of a second cut off."""
    recent_reports_leavers: bool = False
    """Guests who leave the segment come once more, as tombstones."""
    recent_reports_colors: bool = True
    """A change of tags makes a guest come again."""
    recent_reports_companions: bool = True
    """Changed companions come, and not only hosts."""
    tombstones_in_all: bool = False
    """The full list holds deleted guests too."""

    device_limit: int | None = None
    """How many sessions may be open at once."""
    configuration: Mapping[str, Any] | None = field(default_factory=lambda: DEFAULT_CONFIGURATION)
    """`event.configuration` of the login answer; None leaves the member out."""

    color_notation: ColorNotation = "as_is"
    unset_color: UnsetColor = "absent"
    ids_as_numbers: bool = False
    """Ids of guests and of the event are JSON numbers."""

    clock_offset_s: float = 0.0
    """How far the server's clock is ahead of this computer's."""
    utc_offset_min: int = 60
    """Offset all times are written in."""
    gzip: bool = True
    """Answers are compressed for clients that accept it."""
