"""What of a guest is contact data: by the name of a field, and by the looks of its value.

Custom fields have numbers instead of names, and notes hold anything: there the looks decide. A
telephone number begins with +, 00 or 0, so that years, tables and codes stay.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from station_app.domain.guest import FieldValue, Guest

_KEYS = frozenset(("city", "country", "zip", "plz", "state", "ort"))
_PARTS_OF_KEYS = (
    "mail", "phone", "mobile", "fax", "street", "house", "postal", "address",
    "telefon", "handy", "strasse", "straße", "adresse", "anschrift",
)  # fmt: skip
_HIDDEN = "…"
# Every repetition has an end: a text of a million letters takes no longer for each of them.
_EMAIL = r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_PHONE = r"(?<![\w.,/-])(?:\+|00|\(?0)[1-9(][\d ()/.–-]{4,24}\d(?!\w)"
_STREET = (
    r"\b\w{0,40}(?:straße|strasse|str\.|gasse|weg|platz|allee) {0,2}\d{1,4}\w?(?:/\d{1,4}){0,3}"
    r"|\b\d{1,5} (?:\w{1,40} ){1,3}(?:street|road|avenue|lane|drive|square)\b"
)
_LOOKS = re.compile(f"{_EMAIL}|{_PHONE}|{_STREET}", re.IGNORECASE)


def is_contact_field(key: str) -> bool:
    """Whether a field holds contact data whatever is in it."""
    name = key.casefold()
    return name in _KEYS or any(part in name for part in _PARTS_OF_KEYS)


def without_contact(text: str) -> str:
    """Return a text with e-mail addresses, telephone numbers and streets left out."""
    return _LOOKS.sub(_HIDDEN, text)


def discreet(guest: Guest) -> Guest:
    """Return a guest as it may be shown, and exported, where contact data is hidden."""
    return guest._replace(fields=_discreet_fields(guest.fields))


def _discreet_fields(fields: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    kept: dict[str, FieldValue] = {}
    for key, value in fields.items():
        if is_contact_field(key):
            continue
        texts = (value,) if isinstance(value, str) else value
        left = tuple(map(without_contact, texts))
        if any(text.strip() not in ("", _HIDDEN) for text in left):
            kept[key] = left[0] if isinstance(value, str) else left
    return MappingProxyType(kept)
