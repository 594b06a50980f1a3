"""What a person pastes into the server field."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_EVENT = re.compile(r"/admin/event/([^/?#]+)")
_LOOPBACK = re.compile(r"^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class EventAddress:
    """A server's base address without a closing slash, and the event ID if the text held one."""

    server: str
    event_id: str = ""

    @property
    def is_secure(self) -> bool:
        """Whether the address is https, or leads no further than this machine."""
        parts = urlsplit(self.server)
        return parts.scheme == "https" or bool(_LOOPBACK.match(parts.hostname or ""))


def parse_address(text: str) -> EventAddress | None:
    """Read a base address or the address of the back end's event page; None if it is neither.

    A missing scheme means https (http for this machine itself). Of an event page only the host
    counts; otherwise a path is kept, so that a server may live under one.
    """
    text = text.strip()
    if not text or any(c.isspace() for c in text):
        return None
    if "://" not in text:
        host = re.split(r"[/:]", text, maxsplit=1)[0]
        text = f"{'http' if _LOOPBACK.match(host) else 'https'}://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    if not re.fullmatch(r"[\w.:-]+", host):
        return None
    name = f"[{host}]" if ":" in host else host
    origin = f"{parts.scheme.lower()}://{name}" + (f":{port}" if port is not None else "")
    event = _EVENT.search(f"{parts.path}#{parts.fragment}")
    if event or re.match(r"^(/[^/]+)*/admin(/|$)", parts.path):
        return EventAddress(origin, event.group(1) if event else "")
    path = re.sub(r"/api(/v1(/.*)?)?$", "", parts.path.rstrip("/"))
    return EventAddress(origin + path.rstrip("/"))
