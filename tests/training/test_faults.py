"""Misbehaviour on request, as a plain client sees it."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from station_app.training.faults import (
    BrokenGuests,
    BrokenGzip,
    FaultBook,
    HangBeforeHeaders,
    HangInBody,
    Held,
    Late,
    Reset,
    ShortList,
    SlowDrip,
    Status,
    Truncated,
    UnknownMembers,
    WrongCount,
    captive_portal,
    other_json,
    redirect,
    too_many_requests,
)
from station_app.training.protocol import LIST_ALL, LIST_RECENT, LOGIN
from station_app.training.well_known import ANNA

from .conftest import Caller


def ask(caller: Caller, timeout_s: float = 5.0) -> httpx.Response:
    return caller.http.post(LIST_ALL, json={"sessionToken": caller.token}, timeout=timeout_s)


def test_a_queued_fault_is_used_once_and_a_standing_one_stays(caller: Caller) -> None:
    faults = caller.server.faults
    faults.stand("all", Status(502))
    faults.queue("all", Status(500), Status(503))
    assert [ask(caller).status_code for _ in range(4)] == [500, 503, 502, 502]
    faults.clear("all")
    assert ask(caller).json()["count"] == 412


def test_a_star_stands_for_every_request() -> None:
    faults = FaultBook()
    fault = Reset()
    faults.stand("*", fault)
    assert faults.take(LOGIN) is fault
    assert faults.take(LIST_RECENT) is fault
    faults.clear()
    assert faults.take(LOGIN) is None


def test_a_path_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no such request"):
        FaultBook().queue("lists", Reset())


def test_a_failing_server_does_not_handle_the_request(caller: Caller) -> None:
    caller.server.faults.queue("logout", Status(500))
    assert caller.logout().status_code == 500
    assert caller.all()["status"] == "success"


def test_a_captive_portal_answers_html_with_200(caller: Caller) -> None:
    caller.server.faults.queue("all", captive_portal())
    answer = ask(caller)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("content", [[], {"status": "success"}, {"guests": {}}, 17, "text"])
def test_json_may_have_another_shape(caller: Caller, content: Any) -> None:
    caller.server.faults.queue("all", other_json(content))
    assert ask(caller).json() == content


@pytest.mark.parametrize("retry_after", ["2", "Sun, 22 Nov 2026 12:00:00 GMT", None])
def test_too_many_requests_may_say_when_to_come_back(
    caller: Caller, retry_after: str | None
) -> None:
    caller.server.faults.queue("all", too_many_requests(retry_after))
    answer = ask(caller)
    assert answer.status_code == 429
    assert answer.headers.get("retry-after") == retry_after


def test_a_redirect_names_another_host(caller: Caller) -> None:
    caller.server.faults.queue("all", redirect("https://elsewhere.example/"))
    answer = ask(caller)
    assert (answer.status_code, answer.headers["location"]) == (302, "https://elsewhere.example/")


def test_a_reset_breaks_the_connection(caller: Caller) -> None:
    caller.server.faults.queue("all", Reset())
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        ask(caller)
    assert ask(caller).json()["count"] == 412


@pytest.mark.parametrize("hang", [HangBeforeHeaders, HangInBody])
def test_a_hang_lasts_until_the_client_gives_up(
    caller: Caller, hang: Callable[[], HangBeforeHeaders | HangInBody]
) -> None:
    caller.server.faults.queue("all", hang())
    with pytest.raises(httpx.ReadTimeout):
        ask(caller, timeout_s=0.1)
    assert ask(caller).json()["count"] == 412


def test_a_body_may_end_before_its_promised_length(caller: Caller) -> None:
    caller.server.faults.queue("all", Truncated())
    with pytest.raises(httpx.RemoteProtocolError):
        ask(caller)


def test_a_body_may_be_json_cut_in_two(caller: Caller) -> None:
    caller.server.faults.queue("all", Truncated(keep=0.9, promise_length=False))
    answer = ask(caller)
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_a_body_may_drip(caller: Caller) -> None:
    caller.server.faults.queue("all", SlowDrip(pieces=7, pause_s=0.001))
    with caller.http.stream("POST", LIST_ALL, json={"sessionToken": caller.token}) as answer:
        body = b"".join(answer.iter_raw())
    assert "content-length" not in answer.headers
    assert json.loads(body)["count"] == 412


def test_gzip_may_be_broken(caller: Caller) -> None:
    caller.server.faults.queue("all", BrokenGzip())
    with pytest.raises(httpx.DecodingError):
        ask(caller)


def test_a_count_may_differ(caller: Caller) -> None:
    caller.server.faults.queue("all", WrongCount(by=3))
    content = caller.all()
    assert (content["count"], len(content["guests"])) == (415, 412)


@pytest.mark.parametrize("honest", [True, False])
def test_most_of_the_list_may_be_gone(caller: Caller, honest: bool) -> None:
    caller.server.faults.queue("all", ShortList(keep=0.25, honest_count=honest))
    content = caller.all()
    assert len(content["guests"]) == 103
    assert content["count"] == (103 if honest else 412)
    assert caller.all()["count"] == 412


def test_broken_guests_stand_among_good_ones(caller: Caller) -> None:
    fault = BrokenGuests()
    caller.server.faults.queue("all", fault)
    content = caller.all()
    assert content["count"] == len(content["guests"]) == 412 + len(fault.objects)
    assert None in content["guests"]
    assert ANNA in [
        guest["id"] for guest in content["guests"] if isinstance(guest, dict) and "id" in guest
    ]


def test_a_later_version_brings_unknown_members(caller: Caller) -> None:
    caller.server.faults.queue("all", UnknownMembers())
    caller.server.faults.queue("login", UnknownMembers())
    content = caller.all()
    assert "futureMember" in content
    assert all("futureMember" in guest for guest in content["guests"])
    assert "futureMember" in caller.login().json()["event"]


def test_an_edit_leaves_errors_alone(caller: Caller) -> None:
    caller.server.faults.queue("all", ShortList())
    caller.token = "0" * 40
    assert caller.all()["errors"][0]["code"] == 30


def test_a_late_answer_is_a_good_one(caller: Caller) -> None:
    caller.server.faults.queue("all", Late(0.02))
    assert caller.all()["count"] == 412


def test_a_held_answer_waits_for_its_release(caller: Caller) -> None:
    gate = Held()
    caller.server.faults.stand("all", gate)
    with pytest.raises(httpx.ReadTimeout):
        ask(caller, timeout_s=0.05)
    gate.release()
    assert ask(caller).json()["count"] == 412


def test_stopping_ends_what_hangs(caller: Caller) -> None:
    caller.server.faults.queue("all", HangInBody())
    with caller.http.stream("POST", LIST_ALL, json={"sessionToken": caller.token}) as answer:
        assert answer.status_code == 200
        caller.server.stop()
        with pytest.raises(httpx.TransportError):
            answer.read()
