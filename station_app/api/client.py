"""The four requests of the Check-in API v1.0 over httpx."""

import asyncio
import contextlib
import logging
import os
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from concurrent.futures import Executor
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar, cast
from urllib.parse import urljoin, urlsplit

import httpx

from station_app.api import wire
from station_app.api.list_stream import PORTION, ListStream
from station_app.api.trust import CheckedContext, Trust, causes, direct, explain
from station_app.domain.errors import (
    ApiError,
    NotReachable,
    NotTheApi,
    RateLimited,
    ServerFailing,
)
from station_app.domain.event_address import EventAddress
from station_app.services.ports import Credentials, GuestList, ListFacts, Login, TakeGuests

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_QUICK = httpx.Timeout(5.0)
_WHOLE_LIST = httpx.Timeout(5.0, read=30.0)  # the server may take its time to gather everybody
_INLINE_BYTES = 64 * 1024  # smaller answers are parsed on the loop: under a frame
_LARGEST_LIST = 2 * 1024**3
_LARGEST_ANSWER = 256 * 1024**2  # of what is read as a whole: memory is what it costs
_AHEAD = 3  # portions of a list that wait for being worked at
_REDIRECTS = 3
_KEPT = 2  # connections
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


class Http(httpx.AsyncClient):
    """The one HTTP client of this process, which knows what became of its own CA file."""

    def __init__(self, context: CheckedContext) -> None:
        """Follow no redirect by itself. HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are
        honoured, but not for this machine; a proxy of HTTPS is told the host's name and nothing
        else."""
        _leave_out_unusable_proxies()
        limits = httpx.Limits(max_connections=4, max_keepalive_connections=_KEPT)
        super().__init__(verify=context, timeout=_QUICK, limits=limits, mounts=direct())
        self.ca_file_failed = context.ca_file_failed


@contextlib.asynccontextmanager
async def open_http(trust: Trust | None = None) -> AsyncIterator[Http]:
    """Open an HTTP client: the system's trust store and what is trusted besides, gzip.

    The TLS context takes up to 110 ms to build, so a thread does it.
    """
    context = await asyncio.get_running_loop().run_in_executor(
        None, CheckedContext, ssl.PROTOCOL_TLS_CLIENT, trust or Trust()
    )
    async with Http(context) as http:
        yield http


def _leave_out_unusable_proxies() -> None:
    """Forget proxies of the environment that would keep any client from being made: desktops put
    `all_proxy=socks://…` beside those of HTTP, and SOCKS is not spoken here."""
    for name in [name for name in os.environ if name.lower() in _PROXIES]:
        url = os.environ[name]
        try:
            proxy = httpx.Proxy(url if "://" in url else f"http://{url}")
            usable = not proxy.url.scheme.startswith("socks")
        except (ValueError, httpx.InvalidURL):
            usable = not url
        if not usable:
            log.warning("the proxy of %s cannot be used and is left out", name)
            del os.environ[name]


class ApiClient:
    """`GuestApi` over HTTP. Lives on the event loop; large answers are parsed on `worker`.

    `allow_plain_http` lets other hosts than this machine be asked without TLS.
    """

    def __init__(self, http: Http, worker: Executor, *, allow_plain_http: bool = False) -> None:
        self._http = http
        self._worker = worker
        self.allow_plain_http = allow_plain_http

    def use(self, http: Http) -> None:
        """Ask by another client from now on."""
        self._http = http

    async def log_in(self, credentials: Credentials) -> Login:
        """POST /api/v1/login (section 2)."""
        return await self._ask(
            credentials,
            "login",
            {
                "eventId": credentials.event_id,
                "apiKey": credentials.app_code,
                "stationName": credentials.station,
            },
            wire.parse_login,
        )

    async def fetch_all(self, credentials: Credentials, token: str, take: TakeGuests) -> ListFacts:
        """POST /api/v1/guest/list/all (section 3). Guests are handed on while others arrive.

        What was taken counts only once this returns: the answer may break off, or end in an error.
        """
        url = self._url(credentials, "guest/list/all")
        body = {"sessionToken": token}
        async with self._translated(url), self._answer(url, body, _WHOLE_LIST) as response:
            if response.status_code < 400:
                return await self._take_all(response, take)
            status, headers = response.status_code, response.headers
            content = await _whole(response)
        await self._read(_no_list, status, headers, content)
        raise NotTheApi("status")

    async def _take_all(self, response: httpx.Response, take: TakeGuests) -> ListFacts:
        """Read, parse and hand on at once: each waits only for the one before it."""
        stream = ListStream()
        loop = asyncio.get_running_loop()
        expected: int | None = None
        taking = asyncio.ensure_future(take((), expected))
        try:
            async with contextlib.aclosing(_read_ahead(response)) as portions:
                async for portion in portions:
                    guests = await loop.run_in_executor(self._worker, stream.feed, portion)
                    if guests or stream.expected != expected:
                        await taking
                        expected = stream.expected
                        taking = asyncio.ensure_future(take(guests, expected))
            guests, facts = await loop.run_in_executor(self._worker, stream.close)
            await taking
        finally:
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)
        await take(guests, facts.count)
        return facts

    async def fetch_recent(self, credentials: Credentials, token: str, since: str) -> GuestList:
        """POST /api/v1/guest/list/recent (section 3). `since` is in the server's own notation."""
        body = {"sessionToken": token, "sinceDateTime": since}
        return await self._ask(credentials, "guest/list/recent", body, wire.parse_guest_list)

    async def log_out(self, credentials: Credentials, token: str) -> None:
        """POST /api/v1/logout (section 3, "Perform a Logout")."""
        await self._ask(credentials, "logout", {"sessionToken": token}, wire.decode_answer)

    async def _ask(
        self,
        credentials: Credentials,
        path: str,
        body: dict[str, str],
        parse: Callable[[bytes], _T],
    ) -> _T:
        url = self._url(credentials, path)
        async with self._translated(url), self._answer(url, body, _QUICK) as response:
            status, headers = response.status_code, response.headers
            content = await _whole(response)
        return await self._read(parse, status, headers, content)

    @contextlib.asynccontextmanager
    async def _translated(self, url: str) -> AsyncIterator[None]:
        """Turn httpx's errors into ours. No message of a foreign error is kept: it may quote."""
        http = self._http
        try:
            yield
        except httpx.TimeoutException as error:
            raise NotReachable("timeout") from error
        except (httpx.DecodingError, httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise NotReachable("broken") from error
        except httpx.ConnectError as error:
            tls = next((one for one in causes(error) if isinstance(one, ssl.SSLError)), None)
            if tls is not None:
                raise await explain(url, tls, ca_file_failed=http.ca_file_failed) from error
            raise NotReachable("tls" if "SSL" in str(error) else "connect") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise NotReachable("connect") from error

    def _url(self, credentials: Credentials, path: str) -> str:
        if not (self.allow_plain_http or EventAddress(credentials.server).is_secure):
            raise NotReachable("insecure")
        return f"{credentials.server}/api/v1/{path}"

    async def _read(
        self, parse: Callable[[bytes], _T], status: int, headers: httpx.Headers, content: bytes
    ) -> _T:
        try:
            if len(content) > _INLINE_BYTES:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._worker, _judged, parse, status, content)
            return _judged(parse, status, content)
        except NotTheApi:
            if status == 429:
                raise RateLimited(_retry_after_s(headers)) from None
            raise
        except ApiError as error:
            if status == 429:
                raise RateLimited(_retry_after_s(headers)) from error
            raise

    @contextlib.asynccontextmanager
    async def _answer(
        self, url: str, body: dict[str, str], timeout: httpx.Timeout
    ) -> AsyncIterator[httpx.Response]:
        """Ask, follow redirects on the same host, and yield the answer before its body is read."""
        for _ in range(_REDIRECTS + 1):
            response = await self._sent(url, body, timeout)
            async with contextlib.aclosing(response):
                if not response.is_redirect:
                    yield response
                    return
                url = _same_host(url, response.headers.get("Location", ""))
        raise NotTheApi("redirect")

    async def _sent(self, url: str, body: dict[str, str], timeout: httpx.Timeout) -> httpx.Response:
        """Ask, and ask again where only a connection kept from before is dead.

        After a sleep or in another network it is, and routers forget connections without a word.
        None of the four requests does harm if it comes twice.
        """
        for _ in range(_KEPT + 1):
            trace = _Trace()
            request = self._http.build_request(
                "POST",
                url,
                json=body,
                timeout=timeout,
                headers={"Accept": "application/json"},
                extensions={"trace": trace},
            )
            try:
                return await self._http.send(request, stream=True)
            except (httpx.NetworkError, httpx.RemoteProtocolError, httpx.TimeoutException) as error:
                if not trace.on_kept:
                    raise
                log.info("a kept connection is dead: %s", type(error).__name__)
        raise NotReachable("broken")


class _Trace:
    """Learns whether a request began on a connection that was kept."""

    on_kept: bool | None = None

    async def __call__(self, event: str, _info: object) -> None:
        if self.on_kept is None:  # a new one is made before anything is sent
            self.on_kept = event.startswith("http11.")


async def _portions(response: httpx.Response, largest: int) -> AsyncGenerator[bytes, None]:
    """Yield a body in portions worth a thread's while, and its beginning at once: it tells how much
    is to come. Raises `NotTheApi` for one that is larger unpacked: a few kilobytes may unpack to
    anything."""
    size, portion, worth_it = 0, bytearray(), 1
    chunks = cast("AsyncGenerator[bytes, None]", response.aiter_bytes())
    async with contextlib.aclosing(chunks):
        async for chunk in chunks:
            portion += chunk
            size += len(chunk)
            if size > largest:
                raise NotTheApi("size")
            if len(portion) >= worth_it:
                yield bytes(portion)
                portion.clear()
                worth_it = PORTION
    yield bytes(portion)


async def _read_ahead(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """Yield a body in portions, and read on while one is being worked at."""
    ready: asyncio.Queue[bytes | None] = asyncio.Queue(_AHEAD)

    async def read() -> None:
        try:
            async with contextlib.aclosing(_portions(response, _LARGEST_LIST)) as portions:
                async for portion in portions:
                    await ready.put(portion)
        finally:
            await ready.put(None)

    reading = asyncio.ensure_future(read())
    try:
        while (portion := await ready.get()) is not None:
            yield portion
        await reading
    finally:
        reading.cancel()
        while not ready.empty():
            ready.get_nowait()
        await asyncio.gather(reading, return_exceptions=True)


async def _whole(response: httpx.Response) -> bytes:
    async with contextlib.aclosing(_portions(response, _LARGEST_ANSWER)) as portions:
        return b"".join([portion async for portion in portions])


def _no_list(_content: bytes) -> None:
    """Stands for a parser where the status says already that there is nothing to parse."""


def _judged(parse: Callable[[bytes], _T], status: int, content: bytes) -> _T:
    """Parse a body in the light of its HTTP status. The API's own errors may come with any."""
    if status >= 500:
        raise ServerFailing(status)
    if status < 400:
        return parse(content)
    wire.decode_answer(content)  # raises the API's error, or that this is not the API
    raise NotTheApi("status")


def _same_host(url: str, location: str) -> str:
    target = urljoin(url, location)
    old, new = urlsplit(url), urlsplit(target)
    weaker = old.scheme == "https" and new.scheme != "https"
    if not location or new.hostname != old.hostname or weaker:
        raise NotTheApi("redirect")
    return target


def _retry_after_s(headers: Any) -> float | None:
    """Read Retry-After: seconds, or an HTTP date judged against the answer's own Date."""
    value = str(headers.get("Retry-After", "")).strip()
    if value.isdecimal():
        return float(min(int(value[:9]), 3600))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        until = parsedate_to_datetime(value)
        now = parsedate_to_datetime(str(headers.get("Date", "")))
        return min(max((until - now).total_seconds(), 0.0), 3600.0)
    return None
