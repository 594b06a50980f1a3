"""The server's life: ports, threads, log, options."""

import socket
import subprocess
import sys
import threading
from dataclasses import replace

import httpx
import pytest

from station_app.training.protocol import LIST_ALL, LOGIN
from station_app.training.server import TrainingServer
from station_app.training.well_known import ANNA

from .conftest import Caller, Connect


def test_it_listens_on_the_loopback_alone(caller: Caller) -> None:
    assert caller.server.url.startswith("http://127.0.0.1:")


def test_two_servers_stand_side_by_side(connect: Connect) -> None:
    one, other = connect([{"id": "1"}]), connect([])
    assert (one.all()["count"], other.all()["count"]) == (1, 0)


def test_it_stops_without_a_thread_left_and_starts_again_on_its_port() -> None:
    before = threading.active_count()
    server = TrainingServer([])
    server.start()
    url = server.url
    server.stop()
    server.stop()
    assert threading.active_count() == before
    with server:
        assert server.url == url
        assert httpx.post(f"{url}{LOGIN}", json={}).status_code == 200
    assert threading.active_count() == before


def test_a_request_sent_before_it_is_ready_is_answered() -> None:
    server = TrainingServer([])
    server.start(wait=False)
    try:
        assert httpx.post(f"{server.url}{LOGIN}", json={}).status_code == 200
    finally:
        server.stop()


def test_starting_twice_is_a_mistake(caller: Caller) -> None:
    with pytest.raises(RuntimeError, match="already"):
        caller.server.start()


def test_a_taken_port_is_told_at_once(caller: Caller) -> None:
    other = TrainingServer([], port=int(caller.server.url.rpartition(":")[2]))
    with pytest.raises(OSError, match="ddress"):
        other.start()
    other.stop()


def test_the_server_goes_and_comes_back_with_its_sessions(caller: Caller) -> None:
    url = caller.server.url
    caller.server.close_port()
    for _ in range(2):
        with pytest.raises(httpx.ConnectError):
            caller.all()
    caller.server.event.check_in(ANNA)
    caller.server.reopen_port()
    assert caller.server.url == url
    assert caller.all()["count"] == 412


def test_closing_the_port_breaks_open_answers_off(caller: Caller) -> None:
    with caller.http.stream("POST", LIST_ALL, json={"sessionToken": caller.token}) as answer:
        answer.read()
        caller.server.close_port()
    with pytest.raises(httpx.TransportError):
        caller.all()


def test_it_stops_with_its_port_closed(connect: Connect) -> None:
    connect([]).server.close_port()


def test_revoked_sessions_are_error_30(caller: Caller) -> None:
    caller.server.event.sessions.revoke_all()
    assert caller.all()["errors"][0]["code"] == 30


def test_requests_are_logged_with_body_and_status(caller: Caller) -> None:
    caller.all()
    caller.http.post(LIST_ALL, content=b"{")
    login, first, second = caller.server.requests
    assert (login.path, login.status) == (LOGIN, 200)
    assert login.body["stationName"] == "Main Entrance"
    assert first.body == {"sessionToken": caller.token}
    assert second.body is None
    assert login.at <= first.at <= second.at
    assert caller.token not in repr(first)
    assert caller.server.count_requests(LIST_ALL) == 2


def test_waiting_for_requests_ends_when_they_came(caller: Caller) -> None:
    assert not caller.server.wait_for_requests(LIST_ALL, timeout_s=0)
    asking = threading.Thread(target=caller.all)
    asking.start()
    assert caller.server.wait_for_requests(LIST_ALL)
    asking.join()


def test_options_change_while_it_runs(caller: Caller) -> None:
    server = caller.server
    server.options = replace(server.options, errors_as_4xx=True, ids_as_numbers=True)
    assert caller.login(eventId="9").status_code == 404
    assert isinstance(caller.all()["guests"][0]["id"], int)


def test_its_access_can_be_chosen() -> None:
    with TrainingServer([], event_id="7", app_code="x", station_name="Side Gate") as server:
        parameters = {"eventId": "7", "apiKey": "x", "stationName": "Side Gate"}
        answer = httpx.post(f"{server.url}{LOGIN}", json=parameters).json()
    assert answer["stationName"] == server.station_name
    assert answer["event"]["name"] == server.event_name


def test_web_libraries_are_imported_only_when_it_starts() -> None:
    script = (
        "import sys; import station_app.training.server; "
        "print(sorted({'starlette', 'uvicorn', 'h11'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_a_request_that_breaks_off_does_not_stop_it(caller: Caller) -> None:
    host, port = caller.server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as incomplete:
        incomplete.sendall(f"POST {LIST_ALL} HTTP/1.1\r\nContent-Length: 99\r\n\r\n{{".encode())
    assert caller.all()["count"] == 412
