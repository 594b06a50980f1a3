"""A card that fills the login form of another laptop: its values as the text of a QR code.

A scanner types that text, perhaps on a keyboard of another country. So it has letters only, and of
these only the ones that stand at the same place on English, German and French keyboards.
"""

import json
from dataclasses import asdict, dataclass, field
from zlib import crc32

from station_app.domain.event_address import parse_address

MARK = "CHECKIN"
"""What every card begins with."""

LONGEST = 4000  # letters: what a QR code holds
_LETTERS = "BCDEFGHIJKLNOPRS"
_VALUE_OF = {letter: value for value, letter in enumerate(_LETTERS)}
_CHECK_BYTES = 4
_LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginCard:
    """What a card says. Whoever reads one with an App Code can log in."""

    server: str
    event_id: str
    station: str
    app_code: str = field(default="", repr=False)

    def text(self) -> str:
        """Return the text of the code. Raises `ValueError` if it is too long for one."""
        facts = {name: value for name, value in asdict(self).items() if value}
        content = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
        whole = crc32(content).to_bytes(_CHECK_BYTES) + content
        text = MARK + "".join(_LETTERS[byte >> 4] + _LETTERS[byte & 15] for byte in whole)
        if len(text) > LONGEST:
            raise ValueError("too long for a code")
        return text


def read_card(text: str) -> LoginCard | None:
    """Read a card; None for anything else, or for one that did not come whole."""
    letters = text.strip().upper()
    if not letters.startswith(MARK) or len(letters) > LONGEST:
        return None
    content = _bytes_of(letters[len(MARK) :])
    if content is None or len(content) <= _CHECK_BYTES:
        return None
    check, content = content[:_CHECK_BYTES], content[_CHECK_BYTES:]
    if crc32(content).to_bytes(_CHECK_BYTES) != check:
        return None
    try:
        facts = json.loads(content.decode())
    except (ValueError, RecursionError):
        return None
    return _card(facts) if isinstance(facts, dict) else None


def _card(facts: dict[str, object]) -> LoginCard | None:
    values = {name: facts.get(name, "") for name in ("server", "event_id", "station", "app_code")}
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    sound = all(len(v) <= _LONGEST_VALUE and (v.isprintable()) for v in texts.values())
    address = parse_address(texts.get("server", ""))
    if len(texts) < len(values) or not sound or address is None:
        return None
    return LoginCard(**{**texts, "server": address.server})


def _bytes_of(letters: str) -> bytes | None:
    values = [_VALUE_OF.get(letter) for letter in letters]
    if len(values) % 2:
        return None
    halves = [value for value in values if value is not None]
    if len(halves) < len(values):
        return None
    return bytes(high << 4 | low for high, low in zip(halves[::2], halves[1::2], strict=True))
