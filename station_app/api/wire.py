"""The JSON of the Check-in API v1.0, read with patience.

A fast path takes guests that are exactly as documented; whatever differs goes through a slow path
that keeps all it can use. Only an object without a usable id is set aside. Pure functions, any
thread. Nothing here logs a value: values are personal data.
"""

import contextlib
import json
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, cast

import msgspec

from station_app.domain.errors import ApiError, NotTheApi, Refused, SessionInvalid
from station_app.domain.guest import SOMETIME, UNANSWERED, FieldValue, Guest, GuestId
from station_app.services.ports import EventInfo, GuestList, Listed, Login

log = logging.getLogger(__name__)

INVALID_SESSION = 30
_TEXT_LIMIT = 20_000  # characters of one value: longer ones are cut, never the guest lost


class _Reference(msgspec.Struct, gc=False):
    id: str


class _Guest(msgspec.Struct, gc=False):
    """A guest object as documented (section 3); unknown members are skipped here, kept in raw."""

    id: str
    parentId: str | None = None
    accessCode: str | None = None
    serverUpdateDateTime: str | None = None
    checkInDateTime: str | None = None
    checkOutDateTime: str | None = None
    deleteDateTime: str | None = None
    registrationState: str | None = None
    highlightColor: str | None = None
    fields: dict[str, str | tuple[str, ...] | None] | None = None
    companions: list[_Reference] | None = None


class _Named(msgspec.Struct, gc=False):
    id: str


class _Answer(msgspec.Struct, gc=False):
    """Any answer of the API; members are checked one by one afterwards."""

    status: Any = None
    displayMessage: Any = None
    errors: Any = None
    count: Any = None
    dateTime: Any = None
    guests: msgspec.Raw = msgspec.Raw()
    event: Any = None
    stationName: Any = None
    sessionToken: Any = None


# Escapes in their order, so that an escaped backslash is not taken for the beginning of one.
_ESCAPES = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
# The last one for names of members in another charset: only values are told as `DecodeError`.
_NO_JSON = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
_answer_decoder = msgspec.json.Decoder(_Answer)
_guest_decoder = msgspec.json.Decoder(_Guest)
_array_decoder = msgspec.json.Decoder(list[msgspec.Raw])
_named_decoder = msgspec.json.Decoder(list[_Named])
_object_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])

# --- foreign values, one by one ---------------------------------------------------------------


def _text(value: object) -> str:
    """Return a foreign scalar as clean text; '' for null, lists and objects."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int | float):
        text = repr(value)
    else:
        return ""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
    return text.replace("\0", "")[:_TEXT_LIMIT]


def parse_time(value: object) -> datetime | None:
    """Return an aware datetime for an ISO 8601 text, None for anything else.

    A text without offset is taken as UTC: every documented example carries one.
    """
    if not isinstance(value, str) or not 8 <= len(value) <= 40:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _moment(value: object) -> datetime | None:
    """Read a date that states a fact: one that cannot be read happened at `SOMETIME`.

    An unreadable check-in must not become a Welcome, nor an unreadable deletion a guest.
    """
    if not value or (isinstance(value, str) and value.startswith("0000-00-00")):
        return None  # the second is how some databases write null
    return parse_time(value) or SOMETIME


def _field(value: object) -> FieldValue:
    if isinstance(value, list):
        return tuple(filter(None, map(_text, value[:1000])))
    if isinstance(value, dict):
        return tuple(filter(None, (_text(v) for v in list(value.values())[:1000])))
    return _text(value)


# --- guests -----------------------------------------------------------------------------------


def _from_wire(wire: _Guest, raw: bytes) -> Guest:
    """Make a guest of a documented one. A search makes fifty of them a keystroke."""
    came, left, deleted = wire.checkInDateTime, wire.checkOutDateTime, wire.deleteDateTime
    companions = wire.companions
    return Guest(
        cast("GuestId", wire.id),
        cast("GuestId | None", wire.parentId or None),
        wire.accessCode or "",
        wire.registrationState or UNANSWERED,
        _moment(came) if came else None,
        _moment(left) if left else None,
        _moment(deleted) if deleted else None,
        parse_time(wire.serverUpdateDateTime),
        wire.highlightColor or "",
        MappingProxyType({k: v for k, v in (wire.fields or {}).items() if v is not None}),
        tuple([GuestId(c.id) for c in companions if c.id]) if companions else (),
        raw,
    )


def _from_anything(item: object, raw: bytes) -> Guest | None:
    """Read a guest object that is not as documented; None when it has no usable id."""
    if not isinstance(item, dict) or not (guest_id := _text(item.get("id")).strip()):
        return None
    fields = item.get("fields")
    companions = item.get("companions")
    if isinstance(companions, dict):
        companions = list(companions.values())
    ids = (
        _text(c.get("id") if isinstance(c, dict) else c)
        for c in (companions if isinstance(companions, list) else ())
    )
    return Guest(
        id=GuestId(guest_id),
        parent_id=GuestId(_text(item.get("parentId"))) or None,
        access_code=_text(item.get("accessCode")),
        registration=_text(item.get("registrationState")) or UNANSWERED,
        checked_in_at=_moment(item.get("checkInDateTime")),
        checked_out_at=_moment(item.get("checkOutDateTime")),
        deleted_at=_moment(item.get("deleteDateTime")),
        updated_at=parse_time(item.get("serverUpdateDateTime")),
        highlight=_text(item.get("highlightColor")),
        fields=MappingProxyType(
            {_text(k): _field(v) for k, v in fields.items() if v is not None}
            if isinstance(fields, dict)
            else {}
        ),
        companion_ids=tuple(GuestId(i) for i in ids if i),
        raw=raw,
    )


def parse_guest(raw: bytes) -> Guest | None:
    """Read one guest object (section 3); None when it cannot be used at all. Never raises."""
    try:
        wire = _guest_decoder.decode(raw)
        if wire.id.strip() and len(raw) < _TEXT_LIMIT and b"\\u0000" not in raw:
            return _from_wire(wire, raw)
    except _NO_JSON:
        pass  # the patient way
    try:
        item = json.loads(raw.decode("utf-8", "replace"))
        return _from_anything(item, raw)
    except (ValueError, RecursionError):
        return None


def list_guests(raws: Sequence[msgspec.Raw], body: bytes) -> list[Listed]:
    """Return whom the guest objects of an array are of; those without a usable id are left out.

    `body` is the array. Nothing but the id is read of an object that is as documented.
    """
    try:
        named = _named_decoder.decode(body)
    except _NO_JSON:
        return [one for raw in raws if (one := _listed(bytes(raw))) is not None]
    listed = []
    for raw, name in zip(raws, named, strict=True):
        guest_id, text = name.id, bytes(raw)
        if guest_id.isascii() and guest_id.isprintable() and guest_id == guest_id.strip() != "":
            listed.append(Listed(GuestId(guest_id[:_TEXT_LIMIT]), text))
        elif (one := _listed(text)) is not None:
            listed.append(one)
    return listed


def _listed(raw: bytes) -> Listed | None:
    guest = parse_guest(raw)
    return None if guest is None else Listed(guest.id, raw)


def decode_guest(raw: bytes) -> Guest:
    """Read a guest that was stored earlier, so has a usable id."""
    guest = parse_guest(raw)
    if guest is None:
        raise ValueError("a stored guest has no usable id")
    return guest


# --- answers ----------------------------------------------------------------------------------


def parse_error(answer: Mapping[str, Any]) -> ApiError | None:
    """Return the error of an answer (section 2 and "General Error Codes"), None if it has none.

    `errors` may hold bare strings and objects; `displayMessage` may be null or text.
    """
    errors = answer.get("errors")
    if isinstance(errors, dict):
        errors = [errors] if "code" in errors or "message" in errors else list(errors.values())
    elif errors is not None and not isinstance(errors, list):
        errors = [errors]
    if not errors and answer.get("status") != "error":
        return None
    code, message = 0, ""
    for error in errors or ():
        if isinstance(error, dict):
            found, text = _code(error.get("code")), _text(error.get("message"))
        else:
            found, text = 0, _text(error)
        if found == INVALID_SESSION or (found and not code) or (not code and not message):
            code, message = found, text
        if code == INVALID_SESSION:
            break
    kind = SessionInvalid if code == INVALID_SESSION else Refused
    return kind(code, message[:500], _text(answer.get("displayMessage"))[:500])


def _code(value: object) -> int:
    with contextlib.suppress(ValueError, TypeError):
        return int(_text(value))
    return 0


def decode_answer(body: bytes) -> _Answer:
    """Read any answer. Raises `NotTheApi` for what is no JSON object, or the answer's own error."""
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    if body.startswith(b"<"):
        raise NotTheApi("html")
    try:
        answer = _answer_decoder.decode(body)
    except _NO_JSON:
        try:
            answer = _answer_decoder.decode(_mended(body))
        except _NO_JSON as error:
            raise NotTheApi("json") from error
    failure = parse_error(
        {
            "status": answer.status,
            "errors": answer.errors,
            "displayMessage": answer.displayMessage,
        }
    )
    if failure is not None:
        raise failure
    return answer


def _mended(body: bytes) -> bytes:
    """Return the readable part of a body in another charset, or with halves of characters in it:
    a cut name or emoji of one guest must not cost the list. The body itself if it has neither."""
    if not body.isascii():
        with contextlib.suppress(UnicodeDecodeError):
            body.decode()
            return _without_halves(body)
        body = body.decode("utf-8", "replace").encode()
    return _without_halves(body)


def _without_halves(body: bytes) -> bytes:
    if b"\\ud" not in body and b"\\uD" not in body:
        return body
    return _ESCAPES.sub(lambda found: rb"\ufffd" if found["half"] else found[0], body)


def is_object(body: bytes) -> bool:
    """Whether these bytes are one JSON object."""
    with contextlib.suppress(*_NO_JSON):
        _answer_decoder.decode(body)
        return True
    return False


def raw_objects(body: bytes) -> list[msgspec.Raw] | None:
    """Return the items of a JSON array as they stand there, None if it is none."""
    with contextlib.suppress(*_NO_JSON):
        return _array_decoder.decode(body)
    if (mended := _mended(body)) is not body:
        with contextlib.suppress(*_NO_JSON):
            return _array_decoder.decode(mended)
    return None


def parse_count(body: bytes) -> int | None:
    """Return how many guests an answer says there are, None if it does not say."""
    with contextlib.suppress(*_NO_JSON):
        return _count(_answer_decoder.decode(body).count)
    return None


def _count(count: object) -> int | None:
    if isinstance(count, str) and len(count) <= 19 and count.isdecimal():
        count = int(count)
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def parse_guest_list(body: bytes) -> GuestList:
    """Read an answer of `list/all` or `list/recent` (section 3). Large ones belong in a thread.

    Raises `NotTheApi` when there is no list in it, and the answer's own error.
    """
    answer = decode_answer(body)
    raws: Iterable[msgspec.Raw]
    packed = bytes(answer.guests)
    if not packed:
        raise NotTheApi("json")
    try:
        raws = _array_decoder.decode(packed)
    except _NO_JSON:
        try:
            raws = _object_decoder.decode(packed).values()  # a filtered array of a PHP server
        except _NO_JSON as error:
            raise NotTheApi("json") from error
    guests: list[Guest] = []
    set_aside = 0
    for raw in raws:
        guest = parse_guest(bytes(raw))
        if guest is None:
            set_aside += 1
        else:
            guests.append(guest)
    if set_aside:
        log.warning("%d guest objects set aside: not an object, or without a usable id", set_aside)
    return GuestList(
        guests=guests,
        server_time=answer.dateTime if parse_time(answer.dateTime) else "",
        count=_count(answer.count),
        set_aside=set_aside,
    )


def parse_login(body: bytes) -> Login:
    """Read the answer of `login` (section 2). `event.configuration` may be anything or nothing."""
    answer = decode_answer(body)
    token = _text(answer.sessionToken).strip()
    if not token:
        raise NotTheApi("json")
    event = answer.event if isinstance(answer.event, dict) else {}
    configuration = event.get("configuration")
    return Login(
        token,
        EventInfo(
            event_id=_text(event.get("id")),
            name=_text(event.get("name")),
            company=_text(event.get("company")),
            starts_at=parse_time(event.get("startDateTime")),
            ends_at=parse_time(event.get("endDateTime")),
            station=_text(answer.stationName),
            configuration_keys=(
                tuple(_text(key) for key in configuration)
                if isinstance(configuration, dict)
                else ()
            ),
        ),
    )
