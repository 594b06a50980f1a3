"""A card that brings other laptops into the shared memory: address and password as a QR code."""

import json
from dataclasses import dataclass, field

from station_app.domain.card_letters import content_of, letters_of

MARK = "DOORS"
"""What every card begins with."""

_VERSION = 1
_LONGEST_VALUE = 500


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card says. Whoever reads one can mark guests and read marks."""

    url: str
    password: str = field(repr=False)

    def text(self) -> str:
        """Return the text of the code. Raises `ValueError` if it is too long for one."""
        facts = [_VERSION, self.url, self.password]
        return letters_of(MARK, json.dumps(facts, ensure_ascii=False).encode())


def read_share_card(text: str) -> ShareCard | None:
    """Read a card; None for anything else, for one that did not come whole, or of a later version.

    Whether the address can be used is for `sharing.address` to say.
    """
    content = content_of(MARK, text)
    if content is None:
        return None
    try:
        version, url, password = json.loads(content.decode())
    except (ValueError, TypeError, RecursionError):
        return None
    sound = all(
        isinstance(value, str) and value.isprintable() and 0 < len(value) <= _LONGEST_VALUE
        for value in (url, password)
    )
    return ShareCard(url, password) if version == _VERSION and sound else None
