"""Tokens: kept, renewed once, given back."""

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from station_app.domain.errors import LoginRefused
from station_app.services.session import Session, secret_key
from station_app.training.server import TrainingServer
from tests.support.builders import wire_guest
from tests.support.door import ALL, LOGIN, a_door, fetch_all


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    with TrainingServer([wire_guest()]) as running:
        yield running


def test_one_login_serves_many_requests_at_once(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", run=False) as door:
            api = door.sync._api
            await asyncio.gather(*(door.session.request(partial(fetch_all, api)) for _ in range(5)))
            server.event.sessions.revoke_all()
            await asyncio.gather(*(door.session.request(partial(fetch_all, api)) for _ in range(5)))
            assert server.count_requests(LOGIN) == 2
            assert server.count_requests(ALL) >= 10

    asyncio.run(run())


def test_the_token_is_kept_for_a_restart(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", run=False) as door:
            api, who = door.sync._api, door.session.credentials
            await door.session.log_in()
            kept = await door.secrets.load(secret_key(who))
            again = Session(api, door.secrets, who, kept.token)
            await again.request(partial(fetch_all, api))
            assert server.count_requests(LOGIN) == 1

    asyncio.run(run())


def test_logout_ends_the_session_and_keeps_only_the_app_code(
    server: TrainingServer, tmp_path: Path
) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", run=False) as door:
            who = door.session.credentials
            await door.session.log_in()
            await door.session.log_out(forget=False)
            assert len(server.event.sessions) == 0
            kept = await door.secrets.load(secret_key(who))
            assert (kept.app_code, kept.token) == (who.app_code, "")
            await door.session.log_out(forget=True)
            assert not (await door.secrets.load(secret_key(who))).app_code

    asyncio.run(run())


def test_logout_without_a_network_keeps_the_token(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", run=False) as door:
            await door.session.log_in()
            server.close_port()
            await door.session.log_out(forget=False)
            assert (await door.secrets.load(secret_key(door.session.credentials))).token
            server.reopen_port()

    asyncio.run(run())


def test_a_refusal_says_what_the_server_said(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", run=False) as door:
            from dataclasses import replace

            door.session.credentials = replace(door.session.credentials, app_code="no")
            with pytest.raises(LoginRefused) as caught:
                await door.session.log_in()
            assert caught.value.refusal.code == 1010

    asyncio.run(run())
