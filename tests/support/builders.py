"""Guests with valid defaults; only what a test is about is said."""

import json
from datetime import UTC, datetime
from itertools import count
from typing import Any

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from station_app.services.ports import GuestList, Listed

NOON = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
_numbers = count(1)


def wire_guest(**members: Any) -> dict[str, Any]:
    """Return a guest object as documented (API v1.0, section 3); keywords replace members.

    `first`, `last`, `company` and other names in `fields` go there by their short names.
    """
    number = next(_numbers)
    fields = {
        "firstName": members.pop("first", "Ada"),
        "lastName": members.pop("last", "Lovelace"),
        "company": members.pop("company", ""),
        **members.pop("fields", {}),
    }
    return {
        "id": f"id-{number}",
        "parentId": None,
        "accessCode": f"CODE{number}",
        "serverUpdateDateTime": NOON.isoformat(),
        "checkInDateTime": None,
        "checkOutDateTime": None,
        "deleteDateTime": None,
        "registrationState": "registered",
        "fields": fields,
        "companions": [],
        **members,
    }


def a_guest(**members: Any) -> Guest:
    """Return a guest, read from JSON as one of the server's would be."""
    return decode_guest(json.dumps(wire_guest(**members)).encode())


def listed(*guests: Guest) -> list[Listed]:
    """Return guests as a whole list brings them."""
    return [Listed(guest.id, guest.raw) for guest in guests]


def a_list(*guests: Guest, at: str = "2026-05-09T12:00:00+02:00", **members: Any) -> GuestList:
    """Return a whole, honest list."""
    facts: dict[str, Any] = {"count": len(guests), "server_time": at, **members}
    return GuestList(guests=list(guests), **facts)
