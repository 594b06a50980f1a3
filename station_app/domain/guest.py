"""A guest of the list, as the server last told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple, NewType

GuestId = NewType("GuestId", str)
FieldValue = str | tuple[str, ...]

SOMETIME = datetime.fromtimestamp(0, UTC)
"""Stands for a moment that the server states in a way this version cannot read."""

REGISTERED = "registered"
UNANSWERED = "unknown"
DEREGISTERED = "deregistered"

# Members of `fields` that have a place of their own on the screen (API v1.0, guest object).
PLACED_FIELDS = frozenset(
    ("titlePrefix", "firstName", "lastName", "titleSuffix", "company", "position", "notes")
)

# Members of `fields` that are shown together, as one field of this key.
ADDRESS = "address"
ADDRESS_FIELDS = frozenset(("street", "houseNumber", "postalCode", "city", "country"))


_NO_FIELDS: Mapping[str, FieldValue] = MappingProxyType({})


class Guest(NamedTuple):
    """One person on the list (API v1.0, section 3). Times are aware datetimes or None.

    `registration`, `highlight` and `fields` are the server's words, unchecked; `raw` is the whole
    JSON object as received, so unknown members are never lost. A tuple, because a whole list makes
    hundreds of thousands, and a frozen dataclass takes five times as long to make.
    """

    id: GuestId
    parent_id: GuestId | None = None
    access_code: str = ""
    registration: str = UNANSWERED
    checked_in_at: datetime | None = None
    checked_out_at: datetime | None = None
    deleted_at: datetime | None = None
    updated_at: datetime | None = None
    highlight: str = ""
    fields: Mapping[str, FieldValue] = _NO_FIELDS
    companion_ids: tuple[GuestId, ...] = ()
    raw: bytes = b""
    gone_at: datetime | None = None
    """Server time of the whole list that no longer held this guest; told by no server member."""

    def __repr__(self) -> str:
        """Say nothing of the person: what is printed ends in logs."""
        return f"Guest({len(self.raw)} bytes)"

    def text(self, name: str) -> str:
        """Return a field as one line of text, '' when it is missing."""
        value = self.fields.get(name, "")
        return (value if isinstance(value, str) else ", ".join(value)).strip()

    @property
    def name(self) -> str:
        """First and last name, without titles; '' for an unnamed companion."""
        return " ".join(filter(None, (self.text("firstName"), self.text("lastName"))))

    @property
    def further_fields(self) -> tuple[tuple[str, str], ...]:
        """Non-empty fields that have no place of their own, in the server's order."""
        named = ((key, self.text(key)) for key in self.fields if key not in PLACED_FIELDS)
        return tuple((key, value) for key, value in named if value)

    @property
    def is_removed(self) -> bool:
        """Whether the guest was deleted or is no longer on this station's list."""
        return self.deleted_at is not None or self.gone_at is not None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many guests are in which state; removed ones count nowhere but in `removed`."""

    listed: int = 0
    expected: int = 0
    inside: int = 0
    left: int = 0
    not_confirmed: int = 0
    deregistered: int = 0
    removed: int = 0

    @property
    def arrived(self) -> int:
        """Guests who have come, whether they are still inside or not."""
        return self.inside + self.left
