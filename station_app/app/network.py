"""The way to the server: opened late, and asked again as soon as there is a network."""

import asyncio
import importlib
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from station_app.api.late import LateApi
from station_app.app.preferences import Preferences
from station_app.settings import Settings
from station_app.ui.tasks import LatestTask

if TYPE_CHECKING:
    from station_app.api.client import ApiClient, Http
    from station_app.api.trust import Certificate

_BEFORE_NETWORK_S = 0.25


class Network:
    """Owns the HTTP client, from the first request until `close`."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._stack = AsyncExitStack()
        self._http = AsyncExitStack()
        self._client: ApiClient | None = None
        self._trusted = ("", "")  # the settings that the client was opened with
        self._renewing = LatestTask()
        self._is_back: Callable[[], None] = lambda: None
        self.api = LateApi(self._open)
        self._apply(preferences.now, frozenset())
        preferences.changed.connect(self._apply)

    def _apply(self, settings: Settings, changed: frozenset[str]) -> None:
        self.api.allow_plain_http = settings.allow_plain_http
        if changed & {"ca_file", "server_pin"} and self._client is not None:
            self._renewing.start(self._renew())

    async def _open(self) -> "ApiClient":
        """Import and open the HTTP client, which takes longer than all the rest, in a thread."""
        from concurrent.futures import ThreadPoolExecutor

        if "httpx" not in sys.modules:
            await asyncio.sleep(_BEFORE_NETWORK_S)  # the importing thread would slow a scan
        client = await asyncio.to_thread(importlib.import_module, "station_app.api.client")
        worker = self._stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="parser"))
        api: ApiClient = client.ApiClient(await self._open_http(), worker)
        self._client = api
        if self._trusted != self._trust():
            await self._open_http()  # changed while the first one was opened
        return api

    def _trust(self) -> tuple[str, str]:
        return self._preferences.now.ca_file, self._preferences.now.server_pin

    async def _open_http(self) -> "Http":
        """Open an HTTP client as the settings ask, and close the one before, with connections
        that were made in another trust."""
        from station_app.api.client import open_http
        from station_app.api.trust import Trust

        self._trusted = self._trust()
        stack = AsyncExitStack()
        http = await stack.enter_async_context(open_http(Trust.of(*self._trusted)))
        old, self._http = self._http, stack
        if self._client is not None:
            self._client.use(http)
        await old.aclose()
        return http

    async def _renew(self) -> None:
        await self._open_http()
        self._is_back()

    async def look_at(self, server: str) -> "Certificate":
        """Return the certificate a server shows. Raises `NotReachable`."""
        trust = await asyncio.to_thread(importlib.import_module, "station_app.api.trust")
        shown: Certificate = await trust.look_at(server)
        return shown

    def watch(self, is_back: Callable[[], None]) -> None:
        """Call `is_back` as soon as the system says so; polling finds out by itself, later."""
        from PySide6.QtNetwork import QNetworkInformation

        self._is_back = is_back
        if not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        online = QNetworkInformation.Reachability.Online
        information.reachabilityChanged.connect(lambda now: is_back() if now is online else None)

    async def close(self) -> None:
        """Close the client, once nothing of it opens any more."""
        await self._renewing.finish()
        await self.api.stop()
        await self._http.aclose()
        await self._stack.aclose()
