"""Keeping the cache like the server's list: whole list, recent changes, reconcile, back-off."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

from station_app.domain.errors import (
    ApiError,
    CacheUnusable,
    LoadStopped,
    LoginRefused,
    Refused,
    SessionInvalid,
    StationError,
)
from station_app.domain.timings import Timings
from station_app.services.pauses import SLEPT_S, BackOff, Pause
from station_app.services.ports import (
    CacheState,
    Change,
    Credentials,
    GuestApi,
    GuestList,
    GuestStore,
    Listed,
    ListFacts,
    Monotonic,
    WholeList,
)
from station_app.services.session import Session
from station_app.services.steady import steady_s

log = logging.getLogger(__name__)

OVERLAP_S = 5
"""Recent changes are asked for from this long before the last answer: a server that compares
whole seconds, or commits late, must not lose a change. Applying a guest twice is harmless."""

_SIGNED_OUT_DELAY_S = 60.0
_INCOMPLETE_DELAY_S = 30.0
_PROGRESS_S = 0.1  # between two tellings: people read no faster
_STOPPED_DELAY_S = 24 * 3600.0
_LONG_OFFLINE_S = 300.0
_TRIVIAL_LIST = 20  # shorter lists may shrink as they like


class Phase(Enum):
    """What the list's freshness is about."""

    STARTING = "starting"  # nothing asked yet
    LOADING = "loading"  # the first whole list is on its way
    UPDATING = "updating"  # a whole list is being compared
    LIVE = "live"
    OFFLINE = "offline"
    SIGNED_OUT = "signed out"


class Doubt(Enum):
    """Why the last whole list removed nobody."""

    NONE = ""
    INCOMPLETE = "incomplete"  # the server counted more guests than came
    SHRUNK = "shrunk"  # more than half were missing; a second list must confirm it


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a whole list has come."""

    received: int
    expected: int | None  # None while the server has not said


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """How old the list is, in server time, and why if it is old."""

    phase: Phase = Phase.STARTING
    as_of: str = ""  # `dateTime` of the server's last answer, verbatim; '' before the first
    loaded: bool = False
    lost: bool = False  # there was a list at the start, which cannot be read any more
    error: StationError | None = None
    offline_since: datetime | None = None  # server time, estimated; None if it is not known
    next_try_at: float | None = None  # by `time.monotonic`, which timers go by
    doubt: Doubt = Doubt.NONE
    set_aside: int = 0
    progress: Progress | None = None  # of the whole list that is on its way


def since_text(server_time: str) -> str:
    """Return `sinceDateTime` for the next request: the server's last `dateTime`, minus overlap.

    Keeps the server's own offset, UTC where it names none; what cannot be read goes back as it
    came.
    """
    try:
        moment = datetime.fromisoformat(server_time)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return (moment - timedelta(seconds=OVERLAP_S)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return server_time


def _is_before(one: str, other: str) -> bool:
    """Whether one server time is before another, as far as both can be read."""
    try:
        return datetime.fromisoformat(one) < datetime.fromisoformat(other)
    except (ValueError, TypeError):
        return False


class Sync:
    """The polling loop of one session. Lives on the event loop; `run` is its one task.

    `on_status` and `on_change` are called on the loop with every new fact.
    """

    def __init__(
        self,
        session: Session,
        store: GuestStore,
        api: GuestApi,
        *,
        poll_s: float,
        reconcile_s: float,
        monotonic: Monotonic = steady_s,
        wall: Monotonic = time.time,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take clocks of which at least one runs on while the laptop sleeps."""
        self._session = session
        self._store = store
        self._api = api
        self.poll_s = poll_s
        self.reconcile_s = reconcile_s
        self._monotonic = monotonic
        self._wall = wall
        self._pause = Pause(lambda: (self._wall(), self._monotonic()))
        self._back_off = BackOff(jitter)
        self._asking = asyncio.Lock()
        self._loaded = asyncio.Event()
        self._reconcile_at = float("-inf")  # due at the start: leavers are told by no delta
        self._listed_at = float("-inf")
        self._failed_at: float | None = None
        self._asked_at = 0.0
        self._anchor: tuple[datetime, float] | None = None
        self._shrunk_once = False
        self._loading: asyncio.Task[None] | None = None
        self._background: set[asyncio.Task[bool]] = set()
        self.status = SyncStatus()
        self.timings = Timings()
        self.on_status: Callable[[SyncStatus], None] = lambda _: None
        self.on_change: Callable[[Change], None] = lambda _: None

    # --- asked from outside -------------------------------------------------------------------

    def adopt(self, state: CacheState) -> None:
        """Begin with what the cache holds from an earlier run."""
        self._tell(as_of=state.server_time, loaded=state.loaded, lost=state.lost)

    def reload(self) -> None:
        """Compare with the whole list now."""
        self._reconcile_at = float("-inf")
        self.retry_now()

    def stop_loading(self) -> None:
        """Give up a whole list that is on its way. The old one stands, and recent changes go on
        being asked for; without one nothing more is asked before `reload`.

        Whoever wanted the list before is answered by this: the system may have said meanwhile that
        the network is back, and the list would begin again at once. What is wanted after it counts.
        """
        if self._loading is not None:
            self._loading.cancel()
            self._pause.go_on()
            self._reconcile_at = self._monotonic() + self.reconcile_s

    def retry_now(self) -> None:
        """End any waiting: the network is back, or somebody pressed the button."""
        self._back_off.failures = 0
        self._pause.end()

    async def ask_now(self, timeout_s: float) -> bool:
        """Ask for recent changes at once; True if an answer was applied in time.

        Offline it is False without waiting. A late answer is applied all the same. While the
        first list is on its way, that is what is waited for.
        """
        if self.status.phase in (Phase.STARTING, Phase.LOADING) and not self.status.loaded:
            try:
                async with asyncio.timeout(timeout_s):
                    await self._loaded.wait()
            except TimeoutError:
                return False
            return True
        if self.status.phase not in (Phase.LIVE, Phase.UPDATING) or not self.status.loaded:
            return False
        task = asyncio.ensure_future(self._ask_recent())
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        done, _ = await asyncio.wait({task}, timeout=timeout_s)
        return bool(done) and task.result()

    def server_now(self) -> datetime | None:
        """Return the server's time of now, by its last answer and our steady clock."""
        if self._anchor is None:
            return None
        told, at = self._anchor
        return told + timedelta(seconds=self._monotonic() - at)

    # --- the loop -----------------------------------------------------------------------------

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            self._pause.round_begins()
            began = time.monotonic()
            delay_s = await self._step()
            if self.status.error is None and time.monotonic() - began > SLEPT_S:
                delay_s = 0.0  # it was a long list, or a sleep: either way news are due
            until = time.monotonic() + delay_s
            self._tell(next_try_at=until)
            if await self._pause.until(until):
                log.info("this laptop slept; the whole list is compared")
                self._reconcile_at = float("-inf")
                self._back_off.failures = 0

    async def stop(self) -> None:
        """End requests that `ask_now` left behind."""
        for task in tuple(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    async def _step(self) -> float:
        """Do one round; return the seconds until the next."""
        try:
            async with self._asking:
                await self._round()
        except LoginRefused as error:
            self._failed(error, Phase.SIGNED_OUT)
            return _SIGNED_OUT_DELAY_S
        except ApiError as error:
            self._failed(error, Phase.OFFLINE)
            return self._back_off.delay_s(error)
        except LoadStopped as error:
            if not self.status.loaded:
                self._failed(error, Phase.OFFLINE)
                return _STOPPED_DELAY_S
            self._tell(phase=Phase.LIVE)
        except CacheUnusable as error:  # the door goes on with what it has
            if self.status.loaded:
                pause_s = min(_INCOMPLETE_DELAY_S, self.reconcile_s)
                self._reconcile_at = max(self._reconcile_at, self._monotonic() + pause_s)
            self._failed(error, Phase.OFFLINE)
            return self._back_off.delay_s(None)
        except Exception:
            # A bug: the door goes on with what it has.
            log.exception("updating the guest list failed")
            self._failed(StationError(), Phase.OFFLINE)
            return self._back_off.delay_s(None)
        return self.poll_s

    async def _round(self) -> None:
        if self.status.loaded:
            try:
                await self._fetch_recent()
            except SessionInvalid:
                raise
            except Refused as refusal:  # of this question; perhaps not of the other one
                if self._monotonic() < self._listed_at + _INCOMPLETE_DELAY_S:
                    raise
                log.warning("recent changes are refused: code %s", refusal.code)
                self._reconcile_at = float("-inf")
        if self._monotonic() >= self._reconcile_at or not self.status.loaded:
            self._tell(phase=Phase.UPDATING if self.status.loaded else Phase.LOADING)
            await self._load()

    async def _load(self) -> None:
        self._loading = asyncio.ensure_future(self._fetch_all())
        try:
            await self._loading
        except asyncio.CancelledError:
            this_task = asyncio.current_task()
            if this_task is not None and this_task.cancelling():
                raise
            raise LoadStopped from None
        finally:
            self._loading = None

    async def _ask_recent(self) -> bool:
        try:
            async with self._asking:
                asked = await self._fetch_recent()
        except StationError as error:
            log.info("asking at once failed: %s", type(error).__name__)
            asked = False
        if not asked:
            self.retry_now()  # let the loop find out and tell
        return asked

    # --- lists --------------------------------------------------------------------------------

    async def _fetch_recent(self) -> bool:
        """Ask for changes and apply them; False if only the whole list can tell."""
        since = since_text((await self._store.state()).server_time)
        if not since:
            self._reconcile_at = float("-inf")
            return False
        with self.timings.poll.measure():
            await self._fetch_since(since)
        return True

    async def _fetch_since(self, since: str) -> None:

        async def ask(credentials: Credentials, token: str) -> GuestList:
            self._asked_at = self._monotonic()
            return await self._api.fetch_recent(credentials, token, since)

        news = await self._session.request(ask)
        told = news.server_time
        if _is_before(told, since):
            log.warning("the server's clock went back: changes may have been missed")
            self._reconcile_at = float("-inf")
        if not news.is_whole:
            # Some changes may be missing: the next request starts where this one did.
            log.warning("recent changes: %s counted, %d came", news.count, len(news.guests))
            news = replace(news, server_time="")
        change = await self._store.apply_recent(news)
        self._succeeded(told)
        self._tell_change(change)

    async def _fetch_all(self) -> None:
        async with self._store.whole_list() as whole:
            facts = await self._request_all(whole)
            doubt = await self._doubt(facts, whole)
            change = Change()
            if doubt is not Doubt.SHRUNK:
                # After an incomplete list the next changes are those since the one before.
                stale = doubt is Doubt.INCOMPLETE and self.status.loaded
                told = "" if stale else facts.server_time
                change = await whole.apply(told, remove_missing=doubt is Doubt.NONE)
        self._listed_at = self._monotonic()
        doubtful = doubt is not Doubt.NONE
        self._reconcile_at = self._monotonic() + (
            min(_INCOMPLETE_DELAY_S, self.reconcile_s) if doubtful else self.reconcile_s
        )
        self._tell(doubt=doubt, set_aside=facts.set_aside, loaded=True)
        self._succeeded(facts.server_time)
        self._tell_change(change)

    async def _request_all(self, whole: WholeList) -> ListFacts:
        """Ask for everybody and take them over as they arrive; progress is told on the way."""
        received, told_at = 0, float("-inf")

        async def take(guests: Sequence[Listed], expected: int | None) -> None:
            nonlocal received, told_at
            await whole.take(guests)
            received += len(guests)
            if self._monotonic() - told_at >= _PROGRESS_S:
                if received:  # what comes right after the empty beginning is told too
                    told_at = self._monotonic()
                self._tell(progress=Progress(received, expected))

        async def ask(credentials: Credentials, token: str) -> ListFacts:
            self._asked_at = self._monotonic()
            return await self._api.fetch_all(credentials, token, take)

        try:
            return await self._session.request(ask)
        finally:
            self._tell(progress=None)

    async def _doubt(self, facts: ListFacts, whole: WholeList) -> Doubt:
        """Judge a whole list before anybody is removed by it."""
        if not facts.is_whole:
            log.warning("whole list: %s counted, %d came", facts.count, facts.received)
            return Doubt.INCOMPLETE
        missing, listed = await whole.missing()
        shrunk = listed >= _TRIVIAL_LIST and missing * 2 > listed
        confirmed = shrunk and self._shrunk_once
        self._shrunk_once = shrunk and not confirmed
        if shrunk and not confirmed:
            log.warning(
                "whole list lacks %d of %d guests; a second one must confirm", missing, listed
            )
            return Doubt.SHRUNK
        return Doubt.NONE

    # --- telling ------------------------------------------------------------------------------

    def _succeeded(self, server_time: str) -> None:
        now = self._monotonic()
        if self._failed_at is not None and now - self._failed_at > _LONG_OFFLINE_S:
            self._reconcile_at = float("-inf")
        self._back_off.failures, self._failed_at = 0, None
        if server_time:
            moment = datetime.fromisoformat(server_time)
            if moment.tzinfo is not None:
                # The answer may have been on its way while the laptop slept: better a bit too old.
                self._anchor = (moment, self._asked_at)
        self._tell(
            phase=Phase.LIVE,
            as_of=server_time or self.status.as_of,
            error=None,
            offline_since=None,
        )

    def _failed(self, error: StationError, phase: Phase) -> None:
        self._back_off.failures += 1
        if self._failed_at is None:
            self._failed_at = self._monotonic()
            self._tell(offline_since=self.server_now())
        log.info("the guest list could not be updated: %s %s", type(error).__name__, error)
        self._tell(phase=phase, error=error)

    def _tell(self, **facts: object) -> None:
        status = replace(self.status, **facts)  # type: ignore[arg-type]
        if status.loaded:
            self._loaded.set()
        if status != self.status:
            self.status = status
            self.on_status(status)

    def _tell_change(self, change: Change) -> None:
        if change:
            self.on_change(change)
