"""The contract: every documented request, answer and error, over HTTP."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.training.event import ServerClock, TrainingEvent
from station_app.training.options import ServerOptions
from station_app.training.protocol import (
    LIST_ALL,
    LIST_RECENT,
    LOGIN,
    LOGOUT,
    PATHS,
    Access,
    Api,
)
from station_app.training.well_known import ANNA, JONAS, MIRA, OSKAR
from station_app.training.wire import parse_timestamp

from .conftest import Caller, Connect

DOCUMENTED_MEMBERS = {
    "id", "parentId", "accessCode", "clientUpdateDateTime", "serverUpdateDateTime",
    "checkInDateTime", "checkOutDateTime", "deleteDateTime", "registrationState",
    "highlightColor", "fields", "companions",
}  # fmt: skip
NOON = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


def error_of(answer: httpx.Response) -> tuple[int, str]:
    content = answer.json()
    assert content["status"] == "error"
    assert content["displayMessage"] is None
    (error,) = content["errors"]
    assert set(error) == {"code", "message"}
    return error["code"], error["message"]


# Login


def test_login_answers_event_station_and_token(caller: Caller) -> None:
    answer = caller.login()
    content = answer.json()
    assert answer.headers["content-type"].startswith("application/json")
    assert set(content) == {"status", "event", "stationName", "sessionToken"}
    assert content["status"] == "success"
    assert content["stationName"] == "Main Entrance"
    event = content["event"]
    assert set(event) == {"id", "name", "company", "startDateTime", "endDateTime", "configuration"}
    assert (event["id"], event["name"]) == (caller.server.event_id, "Vienna Science Gala")
    assert parse_timestamp(event["startDateTime"]) < parse_timestamp(event["endDateTime"])
    assert re.fullmatch("[0-9a-f]{40}", content["sessionToken"])


@pytest.mark.parametrize(
    ("changed", "code", "message"),
    [
        ({"eventId": "9"}, 1000, "Event ID not known."),
        ({"apiKey": "wrong"}, 1010, "API key incorrect."),
        ({"stationName": "main entrance"}, 1020, "Station name not known."),
        ({"eventId": None}, 20, "Required parameter(s) missing: eventId"),
        ({"eventId": "", "apiKey": ""}, 20, "Required parameter(s) missing: eventId, apiKey"),
    ],
)
def test_login_is_refused(caller: Caller, changed: dict[str, Any], code: int, message: str) -> None:
    answer = caller.login(**changed)
    assert answer.status_code == 200
    assert error_of(answer) == (code, message)


def test_an_event_id_may_be_a_number(caller: Caller) -> None:
    assert caller.login(eventId=int(caller.server.event_id)).json()["status"] == "success"


def test_the_device_limit_counts_open_sessions(connect: Connect) -> None:
    caller = connect(device_limit=1)
    assert error_of(caller.login())[0] == 1030
    caller.logout()
    assert caller.login().json()["status"] == "success"


def test_configuration_may_be_missing_or_anything(connect: Connect) -> None:
    assert "configuration" not in connect(configuration=None).login().json()["event"]
    odd = {"a": [1, {"b": None}]}
    assert connect(configuration=odd).login().json()["event"]["configuration"] == odd


# Errors of every request


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_error_10(caller: Caller, path: str, body: bytes) -> None:
    assert error_of(caller.http.post(path, content=body)) == (10, "Invalid JSON provided.")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (LOGIN, "eventId, apiKey, stationName"),
        (LIST_ALL, "sessionToken"),
        (LIST_RECENT, "sessionToken, sinceDateTime"),
        (LOGOUT, "sessionToken"),
    ],
)
def test_missing_parameters_are_named(caller: Caller, path: str, names: str) -> None:
    assert error_of(caller.post(path)) == (20, f"Required parameter(s) missing: {names}")


@pytest.mark.parametrize("path", [LIST_ALL, LIST_RECENT, LOGOUT])
@pytest.mark.parametrize("token", ["0" * 40, 17, ["x"]])
def test_a_wrong_token_is_error_30(caller: Caller, path: str, token: Any) -> None:
    answer = caller.post(path, sessionToken=token, sinceDateTime="2026-01-01T00:00:00Z")
    assert error_of(answer) == (30, "Invalid session token provided.")


@pytest.mark.parametrize("since", ["yesterday", "2026-01-01T00:00:00", 5, {}])
def test_a_since_that_is_no_time_with_offset_is_refused(caller: Caller, since: Any) -> None:
    answer = caller.post(LIST_RECENT, sessionToken=caller.token, sinceDateTime=since)
    assert error_of(answer) == (21, "Invalid parameter: sinceDateTime")


@pytest.mark.parametrize(
    ("parameters", "status"),
    [({}, 400), ({"eventId": "9"}, 404), ({"apiKey": "x"}, 403), ({"stationName": "x"}, 403)],
)
def test_errors_may_come_as_4xx(connect: Connect, parameters: dict[str, Any], status: int) -> None:
    caller = connect(errors_as_4xx=True)
    answer = caller.login(**parameters) if parameters else caller.post(LOGIN)
    assert answer.status_code == status
    assert error_of(answer)
    assert caller.post(LOGOUT, sessionToken="0" * 40).status_code == 401


def test_errors_may_be_bare_strings_with_a_display_message(connect: Connect) -> None:
    caller = connect(bare_string_errors=True, display_message="Bitte neu anmelden.")
    content = caller.login(eventId="9").json()
    assert content == {
        "status": "error",
        "displayMessage": "Bitte neu anmelden.",
        "errors": ["Event ID not known."],
    }


def test_general_errors_may_lack_a_status(connect: Connect) -> None:
    caller = connect(general_errors_without_status=True)
    assert caller.post(LOGOUT, sessionToken="0" * 40).json() == {
        "errors": [{"code": 30, "message": "Invalid session token provided."}]
    }
    assert caller.login(eventId="9").json()["status"] == "error"


def test_only_posts_to_the_four_addresses_are_served(caller: Caller) -> None:
    assert caller.http.get(LIST_ALL).status_code == 405
    assert caller.http.post("/api/v1/guest").status_code == 404


@given(st.sampled_from(PATHS), st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes_get_an_answer(path: str, body: bytes) -> None:
    assert json.loads(an_api().answer(path, body).body)


@given(st.sampled_from(PATHS), st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["eventId", "apiKey", "stationName", "sessionToken", "sinceDateTime"]),
        inner,
    ),
))  # fmt: skip
def test_any_json_gets_an_answer(path: str, given_json: Any) -> None:
    assert json.loads(an_api().answer(path, json.dumps(given_json).encode()).body)


@given(st.text(max_size=40), st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_any_since_gets_an_answer(junk: str, at: str) -> None:
    event = TrainingEvent([{"id": "1"}], ServerClock())
    api, token = an_api(event), event.sessions.open()
    for since in (junk, at, at + junk):
        body = json.dumps({"sessionToken": token, "sinceDateTime": since}).encode()
        assert json.loads(api.answer(LIST_RECENT, body).body)["status"] in ("success", "error")


def an_api(event: TrainingEvent | None = None) -> Api:
    event = event or TrainingEvent([], ServerClock())
    access = Access(
        event_id="1", app_code="c", station_name="s", event_name="e", company="",
        starts_at=NOON, ends_at=NOON,
    )  # fmt: skip
    return Api(event, access, ServerOptions())


# Lists


def test_all_holds_the_living_guests_counted_and_dated(caller: Caller) -> None:
    content = caller.all()
    assert list(content) == ["status", "count", "dateTime", "guests"]
    assert content["status"] == "success"
    assert content["count"] == len(content["guests"]) == 412
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00", content["dateTime"])
    assert all(guest["deleteDateTime"] is None for guest in content["guests"])


def test_a_guest_has_the_documented_members(caller: Caller) -> None:
    guests = {guest["id"]: guest for guest in caller.all()["guests"]}
    anna = guests[ANNA]
    assert set(anna) == DOCUMENTED_MEMBERS
    assert anna["fields"]["lastName"] == "Lindqvist"
    assert anna["fields"]["fax"] is None
    assert anna["fields"]["customField47"] == ["English", "Norwegian"]
    assert {"id": JONAS} in anna["companions"]
    assert guests[MIRA]["parentId"] == ANNA
    assert "highlightColor" not in guests[JONAS]
    assert all(set(guest) <= DOCUMENTED_MEMBERS for guest in guests.values())


def test_deleted_guests_may_stand_in_the_full_list(connect: Connect) -> None:
    content = connect(tombstones_in_all=True).all()
    assert content["count"] == len(content["guests"]) == 415


def test_recent_holds_what_changed_and_who_was_deleted(caller: Caller) -> None:
    clock, event = caller.server.clock, caller.server.event
    clock.freeze()
    since = caller.all()["dateTime"]
    assert caller.recent_ids(since) == []
    clock.advance(2)
    event.check_in(ANNA)
    event.delete(OSKAR)
    content = caller.recent(since)
    assert content["count"] == 2
    changed = {guest["id"]: guest for guest in content["guests"]}
    assert changed[ANNA]["checkInDateTime"] == content["dateTime"]
    assert changed[OSKAR]["deleteDateTime"] == content["dateTime"]
    clock.advance(1)
    assert caller.recent_ids(content["dateTime"]) == []


def test_recent_since_long_ago_holds_old_tombstones(caller: Caller) -> None:
    guests = caller.recent("2018-01-01T18:30:00+02:00")["guests"]
    assert len(guests) == 415
    assert sum(guest["deleteDateTime"] is not None for guest in guests) == 3


def frozen_soon(caller: Caller) -> datetime:
    """Stop the server's clock at a whole second after all that has changed so far."""
    moment = (caller.server.clock.now() + timedelta(minutes=5)).replace(microsecond=0)
    caller.server.clock.freeze(moment)
    return moment


@pytest.mark.parametrize("inclusive", [False, True])
def test_the_very_second_counts_or_not(connect: Connect, inclusive: bool) -> None:
    caller = connect([{"id": "1"}], since_inclusive=inclusive)
    moment = frozen_soon(caller)
    caller.server.event.check_in("1")
    assert caller.recent_ids(moment.isoformat()) == (["1"] if inclusive else [])
    assert caller.recent_ids((moment - timedelta(seconds=1)).isoformat()) == ["1"]


@pytest.mark.parametrize("whole", [False, True])
def test_a_change_later_in_the_same_second_may_be_missed(connect: Connect, whole: bool) -> None:
    caller = connect([{"id": "1"}], since_whole_seconds=whole)
    frozen_soon(caller)
    since = caller.all()["dateTime"]
    caller.server.clock.advance(0.5)
    caller.server.event.check_in("1")
    assert caller.recent_ids(since) == ([] if whole else ["1"])


def test_since_is_compared_across_offsets(caller: Caller) -> None:
    moment = frozen_soon(caller)
    caller.server.event.check_in(ANNA)
    far_east = timezone(timedelta(hours=12))
    before = (moment - timedelta(seconds=1)).astimezone(far_east)
    assert caller.recent_ids(before.isoformat()) == [ANNA]
    assert caller.recent_ids(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) == []


@pytest.mark.parametrize("reported", [False, True])
def test_leavers_may_be_reported(connect: Connect, reported: bool) -> None:
    caller = connect(recent_reports_leavers=reported)
    caller.server.clock.freeze()
    since = caller.all()["dateTime"]
    caller.server.clock.advance(1)
    caller.server.event.leave_segment(ANNA)
    guests = caller.recent(since)["guests"]
    assert [guest["id"] for guest in guests] == ([ANNA] if reported else [])
    assert all(guest["deleteDateTime"] for guest in guests)
    assert caller.all()["count"] == 411


@pytest.mark.parametrize("reported", [False, True])
def test_tag_changes_may_be_reported(connect: Connect, reported: bool) -> None:
    caller = connect(recent_reports_colors=reported)
    caller.server.clock.freeze()
    since = caller.all()["dateTime"]
    caller.server.clock.advance(1)
    caller.server.event.set_color(ANNA, "#010203")
    assert caller.recent_ids(since) == ([ANNA] if reported else [])
    anna = next(guest for guest in caller.all()["guests"] if guest["id"] == ANNA)
    assert anna["highlightColor"] == "#010203"


@pytest.mark.parametrize("reported", [False, True])
def test_companions_may_be_reported(connect: Connect, reported: bool) -> None:
    caller = connect(recent_reports_companions=reported)
    caller.server.clock.freeze()
    since = caller.all()["dateTime"]
    caller.server.clock.advance(1)
    caller.server.event.check_in(JONAS)
    assert caller.recent_ids(since) == ([JONAS] if reported else [])


# Notation


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("as_is", "#3d5afe"),
        ("upper", "#3D5AFE"),
        ("no_hash", "3d5afe"),
        ("short", "#35f"),
        ("rgb", "rgb(61, 90, 254)"),
    ],
)
def test_colours_come_in_any_notation(connect: Connect, notation: Any, written: str) -> None:
    guests = connect(color_notation=notation).all()["guests"]
    assert next(g for g in guests if g["id"] == ANNA)["highlightColor"] == written
    assert "teal, dotted" in {g.get("highlightColor") for g in guests}


@pytest.mark.parametrize(("unset", "value"), [("null", None), ("empty", "")])
def test_no_colour_may_be_written_out(connect: Connect, unset: Any, value: Any) -> None:
    guests = connect(unset_color=unset).all()["guests"]
    assert next(g for g in guests if g["id"] == JONAS)["highlightColor"] == value


def test_ids_may_be_numbers_that_fit_together(connect: Connect) -> None:
    caller = connect(ids_as_numbers=True)
    guests = {guest["id"]: guest for guest in caller.all()["guests"]}
    anna = guests[caller.server.wire_id(ANNA)]
    assert len(guests) == 412
    assert all(isinstance(guest_id, int) and guest_id < 2**53 for guest_id in guests)
    assert guests[caller.server.wire_id(JONAS)]["parentId"] == anna["id"]
    assert {"id": caller.server.wire_id(JONAS)} in anna["companions"]
    assert caller.login().json()["event"]["id"] == int(caller.server.event_id)


def test_times_follow_the_servers_clock_and_offset(connect: Connect) -> None:
    caller = connect(clock_offset_s=-3600, utc_offset_min=-210)
    at = caller.all()["dateTime"]
    assert at.endswith("-03:30")
    assert abs(parse_timestamp(at) - (datetime.now(UTC) - timedelta(hours=1))) < timedelta(
        seconds=9
    )


# Sessions


def test_logout_ends_the_session(caller: Caller) -> None:
    answer = caller.logout()
    assert answer.json() == {"status": "success"}
    assert error_of(caller.logout())[0] == 30
    assert error_of(caller.post(LIST_ALL, sessionToken=caller.token))[0] == 30


def test_a_token_expires_a_day_after_its_last_use(caller: Caller) -> None:
    clock = caller.server.clock
    clock.advance(23.9 * 3600)
    assert caller.all()["status"] == "success"
    clock.advance(23.9 * 3600)
    assert caller.all()["status"] == "success"
    clock.advance(24 * 3600)
    assert error_of(caller.post(LIST_ALL, sessionToken=caller.token))[0] == 30


def test_two_sessions_live_side_by_side(caller: Caller) -> None:
    first = caller.token
    caller.login()
    assert caller.token != first
    caller.logout()
    caller.token = first
    assert caller.all()["status"] == "success"


# Transport


def test_answers_are_compressed_for_those_who_ask(caller: Caller) -> None:
    packed = caller.post(LIST_ALL, sessionToken=caller.token)
    assert packed.headers["content-encoding"] == "gzip"
    plain = caller.http.post(
        LIST_ALL, json={"sessionToken": caller.token}, headers={"Accept-Encoding": "identity"}
    )
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert plain.json()["guests"] == packed.json()["guests"]


def test_compression_can_be_switched_off(connect: Connect) -> None:
    caller = connect(gzip=False)
    answer = caller.post(LIST_ALL, sessionToken=caller.token)
    assert "content-encoding" not in answer.headers


def test_the_date_header_is_the_servers_time(connect: Connect) -> None:
    caller = connect(logged_in=False)
    caller.server.clock.freeze(NOON)
    assert caller.login().headers["date"] == "Sun, 22 Nov 2026 12:00:00 GMT"
