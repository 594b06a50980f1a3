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

if TYPE_CHECKING:
    from station_app.api.client import ApiClient

_BEFORE_NETWORK_S = 0.25


class Network:
    """Owns the HTTP client, from the first request until `close`."""

    def __init__(self, preferences: Preferences) -> None:
        self._stack = AsyncExitStack()
        self.api = LateApi(self._open)
        self._apply(preferences.now)
        preferences.changed.connect(self._apply)

    def _apply(self, settings: Settings) -> None:
        self.api.allow_plain_http = settings.allow_plain_http

    async def _open(self) -> "ApiClient":
        """Import and open the HTTP client, which takes longer than all the rest, in a thread."""
        from concurrent.futures import ThreadPoolExecutor

        if "httpx" not in sys.modules:
            await asyncio.sleep(_BEFORE_NETWORK_S)  # the importing thread would slow a scan
        client = await asyncio.to_thread(importlib.import_module, "station_app.api.client")
        worker = self._stack.enter_context(ThreadPoolExecutor(1, thread_name_prefix="parser"))
        http = await self._stack.enter_async_context(client.open_http())
        api: ApiClient = client.ApiClient(http, worker)
        return api

    def watch(self, is_back: Callable[[], None]) -> None:
        """Call `is_back` as soon as the system says so; polling finds out by itself, later."""
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        online = QNetworkInformation.Reachability.Online
        information.reachabilityChanged.connect(lambda now: is_back() if now is online else None)

    async def close(self) -> None:
        """Close the client, once nothing of it opens any more."""
        await self.api.stop()
        await self._stack.aclose()
