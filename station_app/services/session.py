"""Logging in, keeping the token, renewing it once when the server forgets it, logging out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from station_app.domain.errors import ApiError, LoginRefused, Refused, SessionInvalid
from station_app.services.ports import Credentials, EventInfo, GuestApi, Secrets, SecretStore

log = logging.getLogger(__name__)

_T = TypeVar("_T")


def secret_key(credentials: Credentials) -> str:
    """Return the name under which the secrets of this entrance are kept."""
    return f"{credentials.server}|{credentials.event_id}|{credentials.station}"


class Session:
    """One station's session with the server. Lives on the event loop.

    The token (API v1.0, section 2: expires 24 hours after its last use) is kept for a restart, so
    that a crash burns no device slot.
    """

    def __init__(
        self, api: GuestApi, secrets: SecretStore, credentials: Credentials, token: str = ""
    ) -> None:
        self._api = api
        self._secrets = secrets
        self._token = token
        self._renewing = asyncio.Lock()
        self.credentials = credentials
        self.on_event: Callable[[EventInfo], Awaitable[None]] | None = None

    async def log_in(self) -> None:
        """Log in anew. Raises `LoginRefused` and children of `ApiError`."""
        await self._renew(self._token)

    async def request(self, ask: Callable[[Credentials, str], Awaitable[_T]]) -> _T:
        """Ask with the token; on error 30 log in once and ask again.

        Raises `LoginRefused` when the credentials no longer hold, else children of `ApiError`.
        """
        token = self._token or await self._renew("")
        try:
            return await ask(self.credentials, token)
        except SessionInvalid:
            log.info("the session is no longer valid; logging in again")
            return await ask(self.credentials, await self._renew(token))

    async def _renew(self, stale: str) -> str:
        async with self._renewing:
            if self._token != stale:  # another request was quicker
                return self._token
            try:
                login = await self._api.log_in(self.credentials)
            except Refused as refusal:
                self._token = ""
                raise LoginRefused(refusal) from refusal
            self._token = login.token
            await self._secrets.save(
                secret_key(self.credentials), Secrets(self.credentials.app_code, login.token)
            )
            if self.on_event is not None:
                await self.on_event(login.event)
            return login.token

    async def log_out(self, *, forget: bool, timeout_s: float = 3.0) -> None:
        """End the session at the server if it can be reached in time. Never raises.

        With `forget` the App Code leaves the key store too.
        """
        token, self._token = self._token, ""
        key = secret_key(self.credentials)
        if forget:  # first: whatever happens to the request, nothing is left to log in with
            await self._secrets.forget(key)
        if token:
            try:
                async with asyncio.timeout(timeout_s):
                    await self._api.log_out(self.credentials, token)
            except (ApiError, TimeoutError) as error:
                log.warning("the server was not told of the logout: %s", type(error).__name__)
                if not forget:
                    return  # the token stays good: a restart uses it
        if not forget:
            await self._secrets.save(key, Secrets(self.credentials.app_code))
