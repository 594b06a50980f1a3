"""Fault by request by phase, over real HTTP: told in words, nobody lost, over with the fault.

`python -m tests.faults.test_faults` prints the figures by family.
"""

import asyncio
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from station_app.api import client
from station_app.api.client import open_http
from station_app.domain.errors import ApiError, LoginRefused, NotReachable
from station_app.domain.guest import GuestId
from station_app.domain.scan import Lane, Scan
from station_app.domain.verdict import Verdict
from station_app.services import look_up
from station_app.services.sync import Phase, SyncStatus
from station_app.training.faults import Fault
from station_app.training.server import TrainingServer
from station_app.ui import times
from station_app.ui.i18n import Languages
from station_app.ui.station.status_lines import sync_line
from tests.faults.misdeeds import FAILING, HARMLESS, NO_LIST
from tests.support.builders import wire_guest
from tests.support.door import ALL, LOGIN, LOGOUT, RECENT, Door, a_door

GUESTS = 40
_PATIENCE_S = 0.4  # of the client, for what hangs
_BOUND_S = 30.0
_IN_CI = 6  # one of so many of each family; all of them take three minutes

Row = tuple[Fault, type[Exception] | None]


def a_server() -> TrainingServer:
    return TrainingServer([wire_guest(id=f"g{n}", accessCode=f"C{n}") for n in range(GUESTS)])


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Let the client wait so long for answers: what hangs is given up sooner than at a door."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "_QUICK", httpx.Timeout(seconds))
        patch.setattr(client, "_WHOLE_LIST", httpx.Timeout(seconds))
        yield


def told(statuses: Sequence[SyncStatus]) -> list[tuple[str, str]]:
    """Return what the foot of the page said, in both languages."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    languages = Languages(app)
    now = times.Now(None, datetime.now(UTC))
    lines = []
    for language in ("en", "de"):
        languages.use(language)
        lines.append([sync_line(status, now, 3).text for status in statuses])
    languages.close()
    return list(zip(*lines, strict=True))


async def scanned(door: Door, code: str) -> Verdict:
    """Answer a scan; it may take no longer than the server is waited for."""
    async with asyncio.timeout(_BOUND_S):
        return (await door.look_up.by_scan(Scan(code, Lane.SERIAL))).verdict


async def all_are_there(door: Door) -> None:
    totals = await door.store.totals()
    assert totals.removed == 0
    assert totals.listed >= GUESTS
    known = await door.store.by_ids([GuestId(f"g{n}") for n in range(GUESTS)])
    assert len(known) == GUESTS


async def answered(door: Door, guest: str, verdict: Verdict) -> None:
    """Wait until the badge of this guest has that verdict."""
    async with asyncio.timeout(_BOUND_S):
        while await scanned(door, f"C{guest[1:]}") is not verdict:
            await door.told.wait()
            door.told.clear()


async def renewed(server: TrainingServer, door: Door, guest: str) -> None:
    """Begin with a live door, and a guest who has not come."""
    server.event.update(guest, checkInDateTime=None)
    door.sync.retry_now()
    await door.until(is_live)
    await answered(door, guest, Verdict.WELCOME)


async def recovered(server: TrainingServer, door: Door, guest: str) -> None:
    """See that the door is live with its first poll after the fault, and up to date."""
    with patience(_BOUND_S):  # what a busy machine answers late is no fault
        async with door.sync._asking:  # what is under way may still fail; nothing is now
            server.event.check_in(guest)
            server.faults.clear()
            before = len(server.requests)
        door.sync.retry_now()
        await door.until(lambda s: is_live(s) and s.error is None)
    asked = [request.path for request in server.requests[before:]]
    assert len(asked) <= 3, "log in, list, changes: one poll"
    await answered(door, guest, Verdict.ALREADY)
    await all_are_there(door)


def expect(error: object, kind: type[Exception] | None) -> None:
    assert isinstance(error, ApiError | LoginRefused)
    if kind is not None and not isinstance(error, LoginRefused):
        assert isinstance(error, kind | NotReachable), type(error)


def is_live(status: SyncStatus) -> bool:
    return status.phase is Phase.LIVE and status.loaded


@dataclass
class Family:
    """Faults of one request in one phase; `lost` says which a station did not stand."""

    name: str
    path: str
    table: Mapping[str, Row]
    lost: list[str] = field(default_factory=list)
    seen: list[SyncStatus] = field(default_factory=list)

    @asynccontextmanager
    async def tried(self, name: str, server: TrainingServer) -> AsyncIterator[Row]:
        try:
            async with asyncio.timeout(_BOUND_S):
                yield self.table[name]
        except (Exception, asyncio.CancelledError) as error:
            at = traceback.extract_tb(error.__traceback__)
            line = next((f.lineno for f in reversed(at) if f.filename == __file__), 0)
            self.lost.append(f"{name}: {type(error).__name__} in line {line}")
        finally:
            server.faults.clear()


async def polling(family: Family, server: TrainingServer, folder: Path) -> None:
    """A live door whose polls, list or renewed login meet one fault after the other."""
    async with a_door(server, folder / "c.db", poll_s=3600) as door:
        await door.until(is_live)
        for number, name in enumerate(family.table):
            async with family.tried(name, server) as (fault, kind):
                guest = f"g{number % (GUESTS - 5)}"
                await renewed(server, door, guest)
                server.faults.stand(family.path, fault)
                if family.path == LOGIN:
                    server.clock.advance(25 * 3600)
                if family.path == ALL:
                    door.sync.reload()
                else:
                    door.sync.retry_now()
                await door.until(lambda s: s.error is not None)
                expect(door.sync.status.error, kind)
                family.seen.append(door.sync.status)
                assert await scanned(door, f"C{GUESTS - 1}") is Verdict.WELCOME
                assert await scanned(door, "NOBODY") is Verdict.UNKNOWN
                await all_are_there(door)
                await recovered(server, door, guest)


async def first_load(family: Family, server: TrainingServer, folder: Path) -> None:
    """A door that has no list yet."""
    async with open_http() as http:
        for number, name in enumerate(family.table):
            async with family.tried(name, server) as (fault, kind):
                guest = f"g{number % (GUESTS - 5)}"
                server.event.update(guest, checkInDateTime=None)
                server.faults.stand(family.path, fault)
                async with a_door(server, folder / f"{number}.db", poll_s=3600, http=http) as door:
                    await door.until(lambda s: s.error is not None)
                    expect(door.sync.status.error, kind)
                    assert not door.sync.status.loaded
                    family.seen.append(door.sync.status)
                    assert await scanned(door, f"C{GUESTS - 1}") is Verdict.UNKNOWN
                    await recovered(server, door, guest)


async def looking_up(family: Family, server: TrainingServer, folder: Path) -> None:
    """Unknown codes whose question to the server meets a fault; the poll after it does not."""
    async with a_door(server, folder / "c.db", poll_s=3600) as door:
        await door.until(is_live)
        for number, name in enumerate(family.table):
            async with family.tried(name, server) as (fault, _):
                guest = f"g{number % (GUESTS - 5)}"
                await renewed(server, door, guest)
                server.faults.queue(family.path, fault)
                assert await scanned(door, "NOBODY") is Verdict.UNKNOWN
                assert await scanned(door, f"C{GUESTS - 1}") is Verdict.WELCOME
                await recovered(server, door, guest)


async def logging_out(family: Family, server: TrainingServer, folder: Path) -> None:
    """Logouts that meet a fault: each ends, and nothing is left to log in with."""
    async with open_http() as http:
        for name in family.table:
            async with (
                family.tried(name, server) as (fault, _),
                a_door(server, folder / "c.db", poll_s=3600, http=http) as door,
            ):
                await door.until(is_live)
                server.faults.stand(family.path, fault)
                await door.session.log_out(forget=True, timeout_s=1.0)
                assert not door.secrets._kept
                await all_are_there(door)


# --- odd answers that can be used ---------------------------------------------------------------


async def odd_first_list(family: Family, server: TrainingServer, folder: Path) -> None:
    """A first list that is odd."""
    async with open_http() as http:
        for number, name in enumerate(family.table):
            async with family.tried(name, server) as (fault, _):
                guest = f"g{number % (GUESTS - 5)}"
                server.event.update(guest, checkInDateTime=None)
                server.faults.stand(family.path, fault)
                async with a_door(server, folder / f"{number}.db", poll_s=3600, http=http) as door:
                    await door.until(is_live)
                    await all_are_there(door)
                    assert await scanned(door, f"C{GUESTS - 1}") is Verdict.WELCOME
                    assert (await door.store.search("lovelace", 50)).total >= GUESTS
                    await recovered(server, door, guest)


async def odd_news(family: Family, server: TrainingServer, folder: Path) -> None:
    """Changes that come in odd answers; what they say is taken over."""
    async with open_http() as http:
        for number, name in enumerate(family.table):
            async with (
                family.tried(name, server) as (fault, _),
                a_door(server, folder / f"{number}.db", poll_s=3600, http=http) as door,
            ):
                await door.until(is_live)
                guest = f"g{number % (GUESTS - 5)}"
                await renewed(server, door, guest)
                server.faults.stand(family.path, fault)
                server.event.check_in(guest)
                door.sync.retry_now()
                await answered(door, guest, Verdict.ALREADY)
                await all_are_there(door)
                server.event.update(guest, checkInDateTime=None)
                await recovered(server, door, guest)


Story = Callable[[Family, TrainingServer, Path], Coroutine[None, None, None]]
ODD: dict[str, Row] = {name: (fault, None) for name, fault in HARMLESS.items()}
FAMILIES: dict[str, tuple[Story, str, Mapping[str, Row]]] = {
    "first login": (first_load, LOGIN, FAILING),
    "first list": (first_load, ALL, FAILING | NO_LIST),
    "odd first list": (odd_first_list, ALL, ODD),
    "recent changes": (polling, RECENT, FAILING | NO_LIST),
    "whole list again": (polling, ALL, FAILING | NO_LIST),
    "login again": (polling, LOGIN, FAILING),
    "odd news": (odd_news, RECENT, ODD),
    "look-up in progress": (looking_up, RECENT, FAILING | NO_LIST),
    "logout": (logging_out, LOGOUT, FAILING),
}


def play(name: str, share: int = 1) -> Family:
    """Play the faults of one family, or each so many of them."""
    story, path, whole = FAMILIES[name]
    first = list(FAMILIES).index(name) % share  # another part of the table in each family
    table = dict(list(whole.items())[first::share])
    family = Family(name, path, table)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(look_up, "ASK_LIMIT_S", _PATIENCE_S)
        with patience(_PATIENCE_S), a_server() as server:
            asyncio.run(story(family, server, Path(folder)))
    for english, german in told(family.seen):
        if not english or english == german:
            family.lost.append(f"said: {english}")
    return family


@pytest.mark.parametrize("name", FAMILIES)
def test_no_fault_is_lost(name: str) -> None:
    assert play(name, _IN_CI).lost == []


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # for the words; nothing is shown
    logging.disable()  # a server that is made to break rules says much
    print(f"{'family':24}{'tried':>8}{'survived':>10}{'lost':>6}")  # noqa: T201
    for name in sys.argv[1:] or FAMILIES:
        family = play(name)
        tried, lost = len(family.table), len(family.lost)
        print(f"{name:24}{tried:8}{tried - lost:10}{lost:6}", *family.lost, sep="\n    ")  # noqa: T201


if __name__ == "__main__":
    main()
