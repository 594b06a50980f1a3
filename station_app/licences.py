"""The parts of other people in this program, and under which licence they stand."""

import json
from dataclasses import dataclass

from station_app import assets


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `licence` is an SPDX expression."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> tuple[Part, ...]:
    """Return all parts by name. Some 500 kB are read: not for the window's thread."""
    kept = json.loads(assets.text("licences/parts.json"))
    texts: list[str] = kept["texts"]
    found = (
        Part(
            part["name"],
            part["version"],
            part["licence"],
            "\n\n".join(texts[number].strip() for number in part["texts"]),
        )
        for part in kept["parts"]
    )
    return tuple(sorted(found, key=lambda part: part.name.casefold()))
