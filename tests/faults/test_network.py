"""What networks do to a door that stays open: connections that died unheard, odd proxies."""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from station_app.api.client import ApiClient, open_http
from station_app.domain.errors import NotReachable
from station_app.services.ports import Credentials
from tests.faults.test_faults import GUESTS, a_server, patience
from tests.support.door import credentials_of, fetch_all


class Router:
    """Stands before a server, and forgets connections: what comes on them later is reset, or
    nobody hears it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._forgotten = 0
        self.resets = False
        self.led = 0
        self.unheard = 0
        self._leading: set[asyncio.Task[None]] = set()

    def forget(self, *, resets: bool) -> None:
        self._forgotten, self.resets = self.led, resets

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        listening = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        finally:
            listening.close()
            for one in self._leading:
                one.cancel()
            await asyncio.gather(*self._leading, return_exceptions=True)

    async def _accept(self, near: asyncio.StreamReader, near_end: asyncio.StreamWriter) -> None:
        self.led += 1
        far, far_end = await asyncio.open_connection("127.0.0.1", self._port)
        there = self._lead(self.led, near, near_end, far_end)
        for way in (there, self._lead(self.led, far, far_end, near_end)):
            self._leading.add(asyncio.ensure_future(way))

    async def _lead(
        self,
        number: int,
        source: asyncio.StreamReader,
        end: asyncio.StreamWriter,
        target: asyncio.StreamWriter,
    ) -> None:
        try:
            while part := await source.read(65536):
                if number > self._forgotten:
                    target.write(part)
                    continue
                self.unheard += 1
                if self.resets:
                    at_once = struct.pack("ii", 1, 0)
                    end.get_extra_info("socket").setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, at_once
                    )
                    end.transport.abort()
                    return
        finally:
            end.close()


def through_a_router(story: Callable[[Router, ApiClient, Credentials], Awaitable[None]]) -> None:
    async def run() -> None:
        router = Router(int(server.url.rpartition(":")[2]))
        with ThreadPoolExecutor(1) as worker:
            async with router.listening() as url, open_http() as http:
                who = replace(credentials_of(server), server=url)
                await story(router, ApiClient(http, worker), who)

    with patience(0.5), a_server() as server:
        asyncio.run(run())


@pytest.mark.parametrize("resets", [True, False])
def test_a_kept_connection_that_died_unheard_costs_no_request(resets: bool) -> None:
    async def story(router: Router, api: ApiClient, who: Credentials) -> None:
        token = (await api.log_in(who)).token
        since = "2026-05-09T12:00:00+02:00"
        await asyncio.gather(*(api.fetch_recent(who, token, since) for _ in range(4)))
        for times in range(1, 4):
            kept = router.led
            router.forget(resets=resets)
            assert len((await fetch_all(api, who, token)).guests) == GUESTS
            assert router.led == kept + 1
            assert router.unheard >= times
        router.forget(resets=resets)
        await api.log_out(who, token)

    through_a_router(story)


def test_a_new_connection_that_fails_is_not_tried_again() -> None:
    async def story(router: Router, api: ApiClient, who: Credentials) -> None:
        router.forget(resets=True)
        router._forgotten = 1000
        with pytest.raises(NotReachable):
            await api.log_in(who)
        assert (router.led, router.unheard) == (1, 1)

    through_a_router(story)


@pytest.mark.parametrize("name", ["all_proxy", "ALL_PROXY", "https_proxy", "HTTP_PROXY"])
@pytest.mark.parametrize("url", ["socks://127.0.0.1:1", "socks5h://x:1", "ftp://x", "x:y"])
def test_a_proxy_that_cannot_be_used_stops_no_door(
    monkeypatch: pytest.MonkeyPatch, name: str, url: str
) -> None:
    monkeypatch.setenv(name, url)

    async def run() -> None:
        async with open_http() as http:
            with ThreadPoolExecutor(1) as worker:
                await ApiClient(http, worker).log_in(credentials_of(server))

    with a_server() as server:
        asyncio.run(run())
    assert name not in os.environ
