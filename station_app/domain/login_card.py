"""A card that fills the login form of another laptop: its values as the text of a QR code."""

import json
from dataclasses import asdict, dataclass, field

from station_app.domain.card_letters import content_of, letters_of
from station_app.domain.event_address import parse_address

MARK = "CHECKIN"
"""What every card begins with."""

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
        return letters_of(MARK, content)


def read_card(text: str) -> LoginCard | None:
    """Read a card; None for anything else, or for one that did not come whole."""
    content = content_of(MARK, text)
    if content is None:
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
