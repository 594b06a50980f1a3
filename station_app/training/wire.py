"""The JSON of API v1.0 as the training server writes it: times and guest objects."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

GuestObject = dict[str, Any]

_NAMESPACE = uuid.UUID("6f0d4c1e-5d3c-4b57-9a1e-2f6f2f8a7c10")

# Members of `fields` in the document's order; the custom ones follow.
FIELD_NAMES = (
    "salutation", "lastName", "firstName", "titlePrefix", "titleSuffix", "company", "position",
    "street", "houseNumber", "postalCode", "city", "country", "phone", "mobilePhone", "fax",
    "email", "externalId", "notes",
)  # fmt: skip


def timestamp(at: datetime) -> str:
    """Return a time as the document writes it: ISO 8601 with offset, whole seconds (cut off)."""
    return at.replace(microsecond=0).isoformat()


def parse_timestamp(text: str) -> datetime:
    """Return the aware time in `text`; ValueError where it is none or says no offset."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("no offset")
    return at


def stable_id(key: str) -> str:
    """Return the same guest id for the same key, on every machine."""
    return str(uuid.uuid5(_NAMESPACE, key))


def guest_fields(**values: Any) -> dict[str, Any]:
    """Return a whole `fields` object: every documented member, null where nothing is given."""
    fields: dict[str, Any] = {name: values.pop(name, None) for name in FIELD_NAMES}
    fields.update(sorted(values.items(), key=lambda item: (len(item[0]), item[0])))
    return fields


def guest_object(
    key: str,
    now: datetime,
    *,
    code: str | None,
    state: str = "registered",
    color: str | None = None,
    parent: str | None = None,
    companions: Sequence[str] = (),
    in_min: float | None = None,
    out_min: float | None = None,
    deleted_min: float | None = None,
    updated_min: float = 4 * 24 * 60,
    **fields: Any,
) -> GuestObject:
    """Return a guest object in the document's shape; `..._min` are minutes before `now`.

    `companions` holds ids, `parent` an id; the rest are members of `fields`.
    """

    def before(minutes: float | None) -> str | None:
        return None if minutes is None else timestamp(now - timedelta(minutes=minutes))

    touched = [updated_min, *(m for m in (in_min, out_min, deleted_min) if m is not None)]
    guest: GuestObject = {
        "id": stable_id(key),
        "parentId": parent,
        "accessCode": code,
        "clientUpdateDateTime": before(updated_min + 60),
        "serverUpdateDateTime": before(min(touched)),
        "checkInDateTime": before(in_min),
        "checkOutDateTime": before(out_min),
        "deleteDateTime": before(deleted_min),
        "registrationState": state,
    }
    if color is not None:
        guest["highlightColor"] = color
    guest["fields"] = guest_fields(**fields)
    guest["companions"] = [{"id": companion} for companion in companions]
    return guest
