"""The API before its libraries are there: importing an HTTP client takes longer than a scan."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from station_app.services.ports import Credentials, GuestList, ListFacts, Login, TakeGuests

if TYPE_CHECKING:
    from station_app.api.client import ApiClient


class LateApi:
    """`GuestApi` whose client is opened by the first request: no scan waits for its libraries."""

    def __init__(self, open_client: "Callable[[], Awaitable[ApiClient]]") -> None:
        self._open = open_client
        self._opening: asyncio.Future[ApiClient] | None = None
        self.allow_plain_http = False

    async def log_in(self, credentials: Credentials) -> Login:
        """As `ApiClient.log_in`."""
        return await (await self._client()).log_in(credentials)

    async def fetch_all(self, credentials: Credentials, token: str, take: TakeGuests) -> ListFacts:
        """As `ApiClient.fetch_all`."""
        return await (await self._client()).fetch_all(credentials, token, take)

    async def fetch_recent(self, credentials: Credentials, token: str, since: str) -> GuestList:
        """As `ApiClient.fetch_recent`."""
        return await (await self._client()).fetch_recent(credentials, token, since)

    async def log_out(self, credentials: Credentials, token: str) -> None:
        """As `ApiClient.log_out`."""
        await (await self._client()).log_out(credentials, token)

    async def stop(self) -> None:
        """Wait until nothing of it opens any more."""
        if self._opening is not None:
            await asyncio.gather(self._opening, return_exceptions=True)

    async def _client(self) -> "ApiClient":
        if self._opening is None:
            self._opening = asyncio.ensure_future(self._open())
        # Shielded: who gives up asking does not leave the next one without a client.
        client = await asyncio.shield(self._opening)
        client.allow_plain_http = self.allow_plain_http
        return client
