"""Reading foreign JSON: patient with guests, strict about what is no answer."""

import contextlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.api.wire import parse_guest, parse_guest_list, parse_login, parse_time
from station_app.domain.errors import ApiError, NotTheApi, Refused, SessionInvalid
from station_app.domain.guest import SOMETIME, Guest
from tests.support.builders import wire_guest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
MEMBERS = [
    "id",
    "parentId",
    "accessCode",
    "serverUpdateDateTime",
    "checkInDateTime",
    "checkOutDateTime",
    "deleteDateTime",
    "registrationState",
    "highlightColor",
    "fields",
    "companions",
]


def parsed(**members: Any) -> Guest:
    guest = parse_guest(json.dumps(wire_guest(**members)).encode())
    assert guest is not None
    return guest


def body(*guests: Any, **members: Any) -> bytes:
    answer = {"status": "success", "count": len(guests), "dateTime": "2018-01-01T18:30:00+02:00"}
    return json.dumps({**answer, "guests": list(guests), **members}).encode()


def test_the_documented_guest_is_read_whole() -> None:
    raw = json.dumps(
        wire_guest(
            id="a",
            parentId="b",
            accessCode="abcdef",
            checkInDateTime="2017-06-01T18:30:00+02:00",
            highlightColor="#ffeedd",
            fields={"titlePrefix": "Dr", "titleSuffix": "MSc", "customField47": ["x", "y"]},
            companions=[{"id": "c"}, {"id": "d"}],
            future={"member": 1},
        )
    ).encode()
    guest = parse_guest(raw)
    assert guest is not None
    assert (guest.id, guest.parent_id, guest.access_code) == ("a", "b", "abcdef")
    assert guest.checked_in_at is not None
    assert guest.checked_in_at.isoformat() == "2017-06-01T18:30:00+02:00"
    assert (guest.name, guest.text("titleSuffix")) == ("Ada Lovelace", "MSc")
    assert guest.text("customField47") == "x, y"
    assert guest.companion_ids == ("c", "d")
    assert guest.raw == raw


def test_a_bare_guest_is_a_guest() -> None:
    guest = parse_guest(b'{"id":"only"}')
    assert guest is not None
    assert guest.registration == "unknown"
    assert not guest.fields
    assert guest.companion_ids == ()


@pytest.mark.parametrize("number", [17, 17.5, "17"])
def test_ids_and_codes_may_be_numbers(number: Any) -> None:
    guest = parsed(id=number, accessCode=number, companions=[{"id": 5}, 6])
    assert guest.id == str(number) == guest.access_code
    assert guest.companion_ids == ("5", "6")


@pytest.mark.parametrize("empty", [None, [], "", 0, "none"])
def test_odd_members_never_lose_the_guest(empty: Any) -> None:
    odd = wire_guest() | {"fields": empty, "companions": empty, "highlightColor": empty}
    guest = parse_guest(json.dumps(odd).encode())
    assert guest is not None
    assert guest.companion_ids == ()
    assert not guest.fields


def test_a_state_unknown_to_this_version_survives() -> None:
    assert parsed(registrationState="onHold").registration == "onHold"


def test_an_unreadable_deletion_is_a_deletion() -> None:
    assert parsed(deleteDateTime="some day").deleted_at == SOMETIME


@given(st.dictionaries(st.sampled_from(MEMBERS), JSON) | JSON)
def test_no_guest_object_raises(item: Any) -> None:
    guest = parse_guest(json.dumps(item).encode())
    if guest is not None:
        assert guest.id.strip()
        guest.id.encode()
        for name in guest.fields:
            guest.text(name).encode()


@given(st.binary(max_size=200) | JSON.map(lambda item: json.dumps(item).encode()))
def test_any_body_is_a_list_or_a_documented_error(content: bytes) -> None:
    for parse in (parse_guest_list, parse_login):
        with contextlib.suppress(ApiError):
            parse(content)


@given(JSON)
def test_any_error_shape_is_understood(errors: Any) -> None:
    content = json.dumps({"status": "error", "errors": errors}).encode()
    with pytest.raises(ApiError):
        parse_guest_list(content)


def test_deep_nesting_is_refused_quietly() -> None:
    assert parse_guest(b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}") is None
    with pytest.raises(NotTheApi):
        parse_guest_list(b"[" * 100_000)


def test_unusable_objects_are_set_aside_with_a_count() -> None:
    whole = parse_guest_list(body({"id": "a"}, "x", {"id": None}, 3, {"id": "b"}))
    assert [guest.id for guest in whole.guests] == ["a", "b"]
    assert whole.set_aside == 3
    assert whole.is_whole


def test_a_filtered_array_may_come_as_an_object() -> None:
    content = body(guests={"0": {"id": "a"}, "7": {"id": "b"}}, count=2)
    assert [guest.id for guest in parse_guest_list(content).guests] == ["a", "b"]


@pytest.mark.parametrize("count", [None, 3, "1", "many", -1])
def test_a_list_is_whole_only_if_the_server_counted_so(count: Any) -> None:
    assert parse_guest_list(body({"id": "a"}, count=count)).is_whole is (count == "1")


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"null", b'{"status":"success"}'])
def test_what_is_no_list_is_not_the_api(content: bytes) -> None:
    with pytest.raises(NotTheApi):
        parse_guest_list(content)


def test_truncated_json_is_not_the_api() -> None:
    whole = body(*({"id": str(n)} for n in range(50)))
    for cut in range(1, len(whole), 37):
        with pytest.raises(NotTheApi):
            parse_guest_list(whole[:cut])


@pytest.mark.parametrize(
    ("errors", "code", "message"),
    [
        ([{"code": 1010, "message": "API key incorrect."}], 1010, "API key incorrect."),
        (["[BARE]", {"code": 1000, "message": "Event ID not known."}], 1000, "Event ID not known."),
        (["Just words"], 0, "Just words"),
        ([{"code": "1010", "message": "m"}], 1010, "m"),
        ({"code": 20, "message": "m"}, 20, "m"),
        ("words", 0, "words"),
        ([], 0, ""),
        (None, 0, ""),
    ],
)
def test_errors_keep_code_and_message(errors: Any, code: int, message: str) -> None:
    content = {"status": "error", "displayMessage": None, "errors": errors}
    with pytest.raises(Refused) as caught:
        parse_login(json.dumps(content).encode())
    assert (caught.value.code, caught.value.message) == (code, message)


def test_the_general_errors_come_without_a_status() -> None:
    with pytest.raises(SessionInvalid):
        parse_guest_list(b'{"errors":[{"code":10,"message":"a"},{"code":30,"message":"b"}]}')


def test_the_display_message_is_kept() -> None:
    with pytest.raises(Refused) as caught:
        parse_login(b'{"status":"error","displayMessage":"Closed","errors":[]}')
    assert caught.value.display_message == "Closed"


@pytest.mark.parametrize("configuration", [None, [], "x", {"a": 1}, 3])
def test_any_configuration_or_none_is_a_login(configuration: Any) -> None:
    content = {
        "status": "success",
        "sessionToken": "t",
        "stationName": "Main",
        "event": {"id": 5, "name": "Gala", "configuration": configuration},
    }
    login = parse_login(json.dumps(content).encode())
    assert (login.token, login.event.event_id, login.event.name) == ("t", "5", "Gala")


@given(st.text(max_size=50))
def test_times_are_aware_or_none(text: str) -> None:
    moment = parse_time(text)
    assert moment is None or moment.tzinfo is not None


def test_raw_keeps_members_nobody_knows() -> None:
    guest = parsed(futureMember=[1, 2])
    assert msgspec.json.decode(guest.raw)["futureMember"] == [1, 2]
