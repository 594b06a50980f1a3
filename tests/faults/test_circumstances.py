"""What happens to a server and its event while a door is open: nobody is lost over it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from station_app.domain.errors import NotReachable
from station_app.domain.verdict import Verdict
from station_app.services.sync import Doubt, Phase, SyncStatus
from station_app.training import faults
from station_app.training.server import TrainingServer
from tests.faults.test_faults import (
    GUESTS,
    a_server,
    all_are_there,
    answered,
    is_live,
    recovered,
    scanned,
)
from tests.support.builders import wire_guest
from tests.support.door import ALL, LOGIN, RECENT, Door, a_door

Story = Callable[[TrainingServer, Door], Awaitable[None]]
_DAY_S = 24 * 3600


def at_a_live_door(folder: Path, story: Story) -> None:
    async def run(server: TrainingServer) -> None:
        async with a_door(server, folder / "c.db", poll_s=3600) as door:
            await door.until(is_live)
            await story(server, door)

    with a_server() as server:
        asyncio.run(run(server))


def is_offline(status: SyncStatus) -> bool:
    return status.phase is Phase.OFFLINE


def test_nobody_listens(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door) -> None:
        server.close_port()
        door.sync.retry_now()
        await door.until(is_offline)
        assert isinstance(door.sync.status.error, NotReachable)
        assert await scanned(door, "C3") is Verdict.WELCOME
        assert await scanned(door, "NOBODY") is Verdict.UNKNOWN
        await all_are_there(door)
        server.reopen_port()
        await recovered(server, door, "g4")

    at_a_live_door(tmp_path, story)


@pytest.mark.parametrize("path", [RECENT, ALL])
def test_the_session_ends_before_any_request(tmp_path: Path, path: str) -> None:
    async def story(server: TrainingServer, door: Door) -> None:
        for number in range(3):
            server.clock.advance(_DAY_S + 3600)
            server.event.check_in(f"g{number}")
            if path == ALL:
                door.sync.reload()
            door.sync.retry_now()
            await answered(door, f"g{number}", Verdict.ALREADY)
        assert server.count_requests(LOGIN) == 4
        assert not any(status.error for status in door.statuses)
        await all_are_there(door)

    at_a_live_door(tmp_path, story)


@pytest.mark.parametrize("jump_s", [-_DAY_S, -3600, -60, 3600, _DAY_S / 2])
def test_the_server_s_clock_is_set(tmp_path: Path, jump_s: float) -> None:
    async def story(server: TrainingServer, door: Door) -> None:
        server.event.check_in("g1")
        server.clock.advance(jump_s)
        server.event.check_in("g2")
        door.sync.retry_now()
        await answered(door, "g1", Verdict.ALREADY)
        await answered(door, "g2", Verdict.ALREADY)
        server.clock.advance(-jump_s)
        server.event.check_in("g3")
        door.sync.retry_now()
        await answered(door, "g3", Verdict.ALREADY)
        await all_are_there(door)

    at_a_live_door(tmp_path, story)


def test_an_emptied_list_must_be_confirmed(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door) -> None:
        server.faults.stand(ALL, faults.ShortList(keep=0))
        door.sync.reload()
        await door.until(lambda status: status.doubt is Doubt.SHRUNK)
        await all_are_there(door)
        assert await scanned(door, "C3") is Verdict.WELCOME
        await recovered(server, door, "g4")
        door.sync.reload()
        await door.until(lambda status: status.doubt is Doubt.NONE and is_live(status))
        await all_are_there(door)

    at_a_live_door(tmp_path, story)


def test_another_event_under_the_same_id(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door) -> None:
        for number in range(GUESTS):
            server.event.leave_segment(f"g{number}")
            server.event.add(wire_guest(id=f"new{number}", accessCode=f"N{number}"))
        door.sync.retry_now()
        await door.until(is_live)
        assert await scanned(door, "N3") is Verdict.WELCOME
        assert await scanned(door, "C3") is not Verdict.UNKNOWN
        for _ in range(2):  # the first list that lacks half the guests is doubted
            before = server.count_requests(ALL)
            door.sync.reload()
            await door.until(
                lambda status, before=before: (
                    server.count_requests(ALL) > before  # type: ignore[misc]
                    and is_live(status)
                )
            )
        assert (await door.store.totals()).listed == GUESTS
        assert await scanned(door, "C3") is Verdict.REMOVED
        assert await scanned(door, "N3") is Verdict.WELCOME

    at_a_live_door(tmp_path, story)
