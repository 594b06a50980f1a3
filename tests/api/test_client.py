"""The client against the built-in server over real HTTP: every documented answer and error."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from station_app.api.client import ApiClient, open_http
from station_app.domain.errors import (
    ApiError,
    NotReachable,
    NotTheApi,
    RateLimited,
    Refused,
    ServerFailing,
    SessionInvalid,
)
from station_app.services.ports import Credentials
from station_app.training import faults
from station_app.training.options import ServerOptions
from station_app.training.server import TrainingServer
from tests.support.builders import wire_guest
from tests.support.door import fetch_all

_T = TypeVar("_T")
ALL = "/api/v1/guest/list/all"


@pytest.fixture(params=[False, True], ids=["errors as 200", "errors as 4xx"])
def server(request: pytest.FixtureRequest) -> Iterator[TrainingServer]:
    options = ServerOptions(errors_as_4xx=request.param)
    with TrainingServer([wire_guest(id=str(n)) for n in range(3)], options=options) as running:
        yield running


def credentials_of(server: TrainingServer, **changes: str) -> Credentials:
    return replace(
        Credentials(
            server=server.url,
            event_id=server.event_id,
            station=server.station_name,
            app_code=server.app_code,
        ),
        **changes,
    )


def ask(work: Callable[[ApiClient], Awaitable[_T]], **options: Any) -> _T:
    async def run() -> _T:
        with ThreadPoolExecutor(1) as worker:
            async with open_http() as http:
                return await work(ApiClient(http, worker, **options))

    return asyncio.run(run())


def test_the_four_requests(server: TrainingServer) -> None:
    who = credentials_of(server)

    async def work(api: ApiClient) -> None:
        login = await api.log_in(who)
        assert len(login.token) == 40
        assert login.event.name == server.event_name
        assert login.event.starts_at is not None
        whole = await fetch_all(api, who, login.token)
        assert len(whole.guests) == whole.count == 3
        assert whole.server_time
        server.clock.advance(10)
        server.event.check_in("1")
        news = await api.fetch_recent(who, login.token, whole.server_time)
        assert [guest.id for guest in news.guests] == ["1"]
        await api.log_out(who, login.token)
        with pytest.raises(SessionInvalid):
            await fetch_all(api, who, login.token)

    ask(work)


@pytest.mark.parametrize(
    ("wrong", "code"), [({"event_id": "nope"}, 1000), ({"app_code": "nope"}, 1010)]
)
def test_refusals_keep_the_server_s_code(
    server: TrainingServer, wrong: dict[str, str], code: int
) -> None:
    with pytest.raises(Refused) as caught:
        ask(lambda api: api.log_in(credentials_of(server, **wrong)))
    assert caught.value.code == code
    assert caught.value.message


def test_a_wrong_station_name_is_refused(server: TrainingServer) -> None:
    with pytest.raises(Refused):
        ask(lambda api: api.log_in(credentials_of(server, station="Elsewhere")))


@pytest.mark.parametrize(
    ("fault", "kind", "reason"),
    [
        (faults.captive_portal(), NotTheApi, "html"),
        (faults.captive_portal(403), NotTheApi, "html"),
        (faults.other_json(), NotTheApi, "json"),
        (faults.redirect("http://portal.example.org/"), NotTheApi, "redirect"),
        (faults.Truncated(), NotReachable, "broken"),
        (faults.BrokenGzip(), ApiError, None),  # some garbage decompresses, into no JSON
        (faults.Reset(), NotReachable, "broken"),
        (faults.Status(404), NotTheApi, None),
        (faults.Status(500), ServerFailing, None),
        (faults.Status(503), ServerFailing, None),
    ],
    ids=repr,
)
def test_faults_become_the_documented_errors(
    server: TrainingServer, fault: Any, kind: type[ApiError], reason: str | None
) -> None:
    who = credentials_of(server)

    async def work(api: ApiClient) -> None:
        token = (await api.log_in(who)).token
        server.faults.stand(ALL, fault)
        with pytest.raises(kind) as caught:
            await fetch_all(api, who, token)
        server.faults.clear()
        if reason is not None:
            assert getattr(caught.value, "reason", None) == reason
        assert len((await fetch_all(api, who, token)).guests) == 3  # and it recovers

    ask(work)


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), (None, None), ("soon", None)])
def test_retry_after_is_honoured(
    server: TrainingServer, header: str | None, seconds: float | None
) -> None:
    server.faults.queue("/api/v1/login", faults.too_many_requests(header))
    with pytest.raises(RateLimited) as caught:
        ask(lambda api: api.log_in(credentials_of(server)))
    assert caught.value.retry_after_s == seconds


def test_unusable_guests_lose_no_other(server: TrainingServer) -> None:
    who = credentials_of(server)
    server.faults.queue(ALL, faults.BrokenGuests())

    async def work(api: ApiClient) -> None:
        whole = await fetch_all(api, who, (await api.log_in(who)).token)
        assert {"0", "1", "2", "broken-fields"} <= {guest.id for guest in whole.guests}
        assert whole.set_aside == 7
        assert whole.is_whole

    ask(work)


def test_members_of_a_later_version_are_no_trouble(server: TrainingServer) -> None:
    who = credentials_of(server)
    server.faults.stand("*", faults.UnknownMembers())

    async def work(api: ApiClient) -> None:
        whole = await fetch_all(api, who, (await api.log_in(who)).token)
        assert whole.guests[0].registration == "confirmedByPigeon"

    ask(work)


def test_nobody_there_is_not_reachable(server: TrainingServer) -> None:
    server.close_port()
    with pytest.raises(NotReachable) as caught:
        ask(lambda api: api.log_in(credentials_of(server)))
    assert caught.value.reason == "connect"
    server.reopen_port()


def test_plain_http_to_another_host_is_refused_unasked() -> None:
    who = Credentials(server="http://192.0.2.1", event_id="1", station="s", app_code="c")
    with pytest.raises(NotReachable) as caught:
        ask(lambda api: api.log_in(who))
    assert caught.value.reason == "insecure"


def test_large_answers_are_parsed_off_the_loop(server: TrainingServer) -> None:
    who = credentials_of(server)
    for number in range(400):
        server.event.add(wire_guest(id=f"more-{number}"))

    async def work(api: ApiClient) -> None:
        whole = await fetch_all(api, who, (await api.log_in(who)).token)
        assert len(whole.guests) == 403

    ask(work)
