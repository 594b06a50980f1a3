"""The shapes that use cases ask of the world; adapters fill them."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from station_app.domain.guest import Guest, GuestId, Totals
from station_app.domain.numbers import Numbers
from station_app.domain.search import SearchResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a station logs in with (API v1.0, section 2). `app_code` is a secret."""

    server: str  # base address, no closing slash
    event_id: str
    station: str
    app_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInfo:
    """What the login answer tells about the event (API v1.0, section 2); times may be missing."""

    event_id: str = ""
    name: str = ""
    company: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    station: str = ""
    configuration_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """A successful login. `token` is a secret; it expires 24 hours after its last use."""

    token: str
    event: EventInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestList:
    """One answer of `list/all` or `list/recent` (API v1.0, section 3)."""

    guests: Sequence[Guest]
    server_time: str  # `dateTime`, verbatim; '' when missing
    count: int | None = None  # as the server says
    set_aside: int = 0  # objects that could not be used

    @property
    def is_whole(self) -> bool:
        """Whether as many guests came as the server counted: only then may anybody be missed."""
        return self.count == len(self.guests) + self.set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """What an answer of `list/all` says about its list (API v1.0, section 3)."""

    server_time: str  # `dateTime`, verbatim; '' when missing
    count: int | None  # as the server says
    received: int
    set_aside: int = 0  # objects that could not be used

    @property
    def is_whole(self) -> bool:
        """Whether as many guests came as the server counted: only then may anybody be missed."""
        return self.count == self.received + self.set_aside


class Listed(NamedTuple):
    """A guest object of a whole list (API v1.0, section 3) as it came, read no further than its id:
    most are the same as last time."""

    id: GuestId
    raw: bytes


TakeGuests = Callable[[Sequence[Listed], int | None], Awaitable[None]]
"""Takes some guests of a list that is arriving, and of how many, once that is known."""


class GuestApi(Protocol):
    """The four requests. Every method raises children of `ApiError`, nothing else."""

    async def log_in(self, credentials: Credentials) -> Login: ...
    async def fetch_all(
        self, credentials: Credentials, token: str, take: TakeGuests
    ) -> ListFacts: ...
    async def fetch_recent(self, credentials: Credentials, token: str, since: str) -> GuestList: ...
    async def log_out(self, credentials: Credentials, token: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What applying a list did to the cache. Of a whole list nobody asks who changed."""

    changed: frozenset[GuestId] = frozenset()
    count: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheState:
    """What the cache knows about itself."""

    server_time: str = ""  # `dateTime` of the last list applied, verbatim
    event: EventInfo = EventInfo()
    loaded: bool = False  # a whole list has been applied once


@dataclass(frozen=True, slots=True)
class Family:
    """A guest's companions and hosts, and how many ids of companions resolve to nobody."""

    companions: tuple[Guest, ...] = ()
    hosts: tuple[Guest, ...] = ()
    dangling: int = 0


class WholeList(Protocol):
    """A whole list being taken over, in portions. Readers see the old one until `apply`."""

    async def take(self, guests: Sequence[Listed]) -> None: ...
    async def missing(self) -> tuple[int, int]:
        """Return how many listed guests were not taken or are deleted, and how many are listed."""
        ...

    async def apply(self, server_time: str, *, remove_missing: bool) -> Change: ...


class GuestStore(Protocol):
    """The guest cache of one event and station. Reads never wait for writes."""

    async def state(self) -> CacheState: ...
    async def save_event(self, event: EventInfo) -> None: ...
    async def apply_recent(self, news: GuestList) -> Change: ...
    def whole_list(self) -> AbstractAsyncContextManager[WholeList]:
        """Begin to take a whole list over; leaving without `apply` changes nothing."""
        ...

    async def by_ids(self, ids: Sequence[GuestId]) -> dict[GuestId, Guest]: ...
    async def by_codes(self, codes: Sequence[str]) -> list[Guest]: ...
    async def with_family(self, code: str) -> tuple[list[Guest], Family]:
        """Return the guests who have this access code, and the family if it is one guest."""
        ...

    async def by_folded_codes(self, codes: Sequence[str]) -> list[Guest]: ...
    async def family(self, guest: Guest) -> Family: ...
    async def search(self, query: str, limit: int) -> SearchResult: ...
    async def totals(self) -> Totals: ...
    async def numbers(self) -> Numbers: ...


Monotonic = Callable[[], float]
"""Seconds that never jump: `time.monotonic` or a test's clock."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the key store keeps of one entrance; '' for nothing."""

    app_code: str = ""
    token: str = ""


class SecretStore(Protocol):
    """Keeps secrets off the settings file. Slow: key stores ask other processes."""

    async def load(self, key: str) -> Secrets: ...
    async def save(self, key: str, secrets: Secrets) -> None: ...
    async def forget(self, key: str) -> None: ...
    async def file_key(self, key: str) -> bytes:
        """Return the 32 bytes that list and journal of an entrance are encrypted with.

        Raises `KeyUnavailable`.
        """
        ...
