"""Requests and answers of API v1.0, without HTTP: bytes in, a reply out."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor
from typing import Any

from station_app.training.event import Entry, TrainingEvent
from station_app.training.options import ServerOptions
from station_app.training.wire import GuestObject, parse_timestamp, timestamp

LOGIN = "/api/v1/login"
LIST_ALL = "/api/v1/guest/list/all"
LIST_RECENT = "/api/v1/guest/list/recent"
LOGOUT = "/api/v1/logout"
PATHS = (LOGIN, LIST_ALL, LIST_RECENT, LOGOUT)

# Documented codes.
INVALID_JSON, MISSING_PARAMETER, INVALID_TOKEN = 10, 20, 30
UNKNOWN_EVENT, WRONG_API_KEY = 1000, 1010
# The document names no codes for these; clients must cope with any.
INVALID_PARAMETER, UNKNOWN_STATION, TOO_MANY_DEVICES = 21, 1020, 1030

_ERROR_STATUS = {
    INVALID_JSON: 400, MISSING_PARAMETER: 400, INVALID_PARAMETER: 400, INVALID_TOKEN: 401,
    UNKNOWN_EVENT: 404, WRONG_API_KEY: 403, UNKNOWN_STATION: 403, TOO_MANY_DEVICES: 403,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer before it is sent."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a client must know to log in, and what the event says of itself."""

    event_id: str
    app_code: str = field(repr=False)
    station_name: str
    event_name: str
    company: str
    starts_at: datetime
    ends_at: datetime


class Refusal(Exception):
    """An error answer, by its code and message."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


class Api:
    """Answers the four requests. Stateless apart from a cache of encoded guests."""

    def __init__(self, event: TrainingEvent, access: Access, options: ServerOptions) -> None:
        self._event = event
        self._access = access
        self._options = options
        self._encoded: dict[str, tuple[GuestObject, bytes]] = {}
        self._requests: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
            LOGIN: self._login,
            LIST_ALL: self._list_all,
            LIST_RECENT: self._list_recent,
            LOGOUT: self._logout,
        }

    def answer(self, path: str, body: bytes) -> Reply:
        """Answer the body of a POST to one of PATHS."""
        try:
            return Reply(body=self._requests[path](_parameters(body)))
        except Refusal as refusal:
            return self._error(refusal)

    def wire_id(self, guest_id: str) -> str | int:
        """Return a guest's id as the answers have it."""
        if not self._options.ids_as_numbers:
            return guest_id
        # 48 bits: every JSON reader holds them exactly, and no two guests meet.
        return int.from_bytes(hashlib.sha256(guest_id.encode()).digest()[:6])

    def _login(self, given: Mapping[str, Any]) -> bytes:
        _require(given, "eventId", "apiKey", "stationName")
        access = self._access
        if str(given["eventId"]) != access.event_id:
            raise Refusal(UNKNOWN_EVENT, "Event ID not known.")
        if given["apiKey"] != access.app_code:
            raise Refusal(WRONG_API_KEY, "API key incorrect.")
        if given["stationName"] != access.station_name:
            raise Refusal(UNKNOWN_STATION, "Station name not known.")
        token = self._event.sessions.open(self._options.device_limit)
        if token is None:
            raise Refusal(TOO_MANY_DEVICES, "Maximum number of devices reached.")
        event: dict[str, Any] = {
            "id": int(access.event_id) if self._options.ids_as_numbers else access.event_id,
            "name": access.event_name,
            "company": access.company,
            "startDateTime": timestamp(access.starts_at),
            "endDateTime": timestamp(access.ends_at),
        }
        if self._options.configuration is not None:
            event["configuration"] = dict(self._options.configuration)
        return _encode(
            {
                "status": "success",
                "event": event,
                "stationName": access.station_name,
                "sessionToken": token,
            }
        )

    def _list_all(self, given: Mapping[str, Any]) -> bytes:
        self._check_session(given)
        now, entries = self._event.snapshot()
        tombstones = self._options.tombstones_in_all
        return self._guest_list(
            now,
            [e.guest for e in entries if e.left_at is None and (tombstones or not e.is_deleted)],
        )

    def _list_recent(self, given: Mapping[str, Any]) -> bytes:
        self._check_session(given, "sinceDateTime")
        try:
            since_s = self._compared(parse_timestamp(given["sinceDateTime"]))
        except (TypeError, ValueError) as error:
            raise Refusal(INVALID_PARAMETER, "Invalid parameter: sinceDateTime") from error
        now, entries = self._event.snapshot()
        recent = (self._recent(entry, since_s) for entry in entries)
        return self._guest_list(now, [guest for guest in recent if guest is not None])

    def _logout(self, given: Mapping[str, Any]) -> bytes:
        self._check_session(given)
        self._event.sessions.close(given["sessionToken"])
        return _encode({"status": "success"})

    def _check_session(self, given: Mapping[str, Any], *further: str) -> None:
        _require(given, "sessionToken", *further)
        token = given["sessionToken"]
        if not isinstance(token, str) or not self._event.sessions.use(token):
            raise Refusal(INVALID_TOKEN, "Invalid session token provided.")

    def _recent(self, entry: Entry, since_s: float) -> GuestObject | None:
        """Return the guest as `list/recent` reports it since then; None: not at all."""
        options = self._options
        if entry.left_at is not None:
            if options.recent_reports_leavers and self._is_since(entry.left_at, since_s):
                return {**entry.guest, "deleteDateTime": timestamp(entry.left_at)}
            return None
        if entry.guest.get("parentId") and not options.recent_reports_companions:
            return None
        changed = self._is_since(entry.changed_at, since_s) or (
            options.recent_reports_colors
            and entry.colored_at is not None
            and self._is_since(entry.colored_at, since_s)
        )
        return entry.guest if changed else None

    def _is_since(self, at: datetime, since_s: float) -> bool:
        at_s = self._compared(at)
        return at_s >= since_s if self._options.since_inclusive else at_s > since_s

    def _compared(self, at: datetime) -> float:
        """Return a time in seconds, as exactly as this server compares times."""
        seconds = at.timestamp()
        return floor(seconds) if self._options.since_whole_seconds else seconds

    def _guest_list(self, now: datetime, guests: list[GuestObject]) -> bytes:
        head = _encode({"status": "success", "count": len(guests), "dateTime": timestamp(now)})
        return b'%s, "guests": [%s]}' % (head[:-1], b", ".join(map(self._encode_guest, guests)))

    def _encode_guest(self, guest: GuestObject) -> bytes:
        """Return a guest as JSON; kept, because one that did not change is asked for again."""
        guest_id = str(guest["id"])
        kept = self._encoded.get(guest_id)
        if kept is not None and kept[0] is guest:
            return kept[1]
        encoded = _encode(self._as_told(guest))
        self._encoded[guest_id] = (guest, encoded)
        return encoded

    def _as_told(self, guest: GuestObject) -> GuestObject:
        """Return a guest with ids and colour in the notation the options ask for."""
        told = dict(guest)
        if self._options.ids_as_numbers:
            told["id"] = self.wire_id(str(guest["id"]))
            if guest.get("parentId"):
                told["parentId"] = self.wire_id(str(guest["parentId"]))
            if "companions" in guest:
                told["companions"] = [{"id": self.wire_id(c["id"])} for c in guest["companions"]]
        color = guest.get("highlightColor")
        if color is not None:
            told["highlightColor"] = _color(color, self._options.color_notation)
        elif self._options.unset_color != "absent":
            told["highlightColor"] = None if self._options.unset_color == "null" else ""
        return told

    def _error(self, refusal: Refusal) -> Reply:
        options = self._options
        error: Any = {"code": refusal.code, "message": refusal.message}
        if options.bare_string_errors:
            error = refusal.message
        content: dict[str, Any] = {
            "status": "error",
            "displayMessage": options.display_message,
            "errors": [error],
        }
        general = refusal.code in (INVALID_JSON, MISSING_PARAMETER, INVALID_TOKEN)
        if general and options.general_errors_without_status:
            content = {"errors": [error]}
        status = _ERROR_STATUS[refusal.code] if options.errors_as_4xx else 200
        return Reply(status=status, body=_encode(content))


def event_hours(now: datetime) -> tuple[datetime, datetime]:
    """Return start and end of an evening that is under way: doors two hours ago, six to go."""
    full_hour = now.replace(minute=0, second=0, microsecond=0)
    return full_hour - timedelta(hours=2), full_hour + timedelta(hours=6)


def _parameters(body: bytes) -> Mapping[str, Any]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Refusal(INVALID_JSON, "Invalid JSON provided.")
    return given


def _require(given: Mapping[str, Any], *names: str) -> None:
    missing = [name for name in names if given.get(name) in (None, "")]
    if missing:
        raise Refusal(MISSING_PARAMETER, f"Required parameter(s) missing: {', '.join(missing)}")


def _encode(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _color(color: str, notation: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        return color  # an odd value stays as odd as it is
    digits = color[1:]
    match notation:
        case "upper":
            return f"#{digits.upper()}"
        case "no_hash":
            return digits
        case "short":
            return f"#{digits[0]}{digits[2]}{digits[4]}"
        case "rgb":
            red, green, blue = bytes.fromhex(digits)
            return f"rgb({red}, {green}, {blue})"
        case _:
            return color
