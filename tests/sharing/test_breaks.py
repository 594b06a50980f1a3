"""Networks that are cut, slow or silent, and servers that are killed: nothing is lost or double."""

import asyncio
import random
from collections.abc import Iterator

import pytest

from station_app.domain.journal import Act
from station_app.services.sharing import CLAIM_LIMIT_S, Phase
from station_app.services.steady import steady_s
from tests.support.postgres import Database, Server
from tests.support.share_door import Door
from tests.support.wire import Wire


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    with Wire(server.port) as wire:
        yield wire


def marks(database: Database) -> list[tuple[str, bool]]:
    return database.rows("SELECT subject, alone FROM checkin_share.mark ORDER BY number")


def test_a_door_that_is_cut_off_decides_alone_at_once_and_reconciles(
    database: Database, wire: Wire
) -> None:
    async def run() -> None:
        north = Door(database.parameters(port=wire.port), "North")
        south = Door(database.parameters(), "South")
        async with north, south:
            await asyncio.gather(north.together(), south.together())
            assert await north.scan("1") is None
            await north.taken()
            wire.cut()
            await north.until(lambda: north.sharing.status.phase is Phase.ALONE)
            assert north.sharing.status.reason == "unreachable"
            assert await south.scan("2") is None
            await south.taken()
            assert north.scan_at_once("2") is None  # nobody can know
            assert north.sharing.status.waiting == 1
            wire.mend()
            await north.together()
            await south.until(lambda: len(list(south.sharing.doubles())) == 1)
            ((guest, doors, _),) = south.sharing.doubles()
            assert guest == "2"
            assert set(doors) == {north.sharing.station, south.sharing.station}
            await north.until(lambda: len(north.sharing.doubles()) == 1)
        assert sorted(marks(database)) == [("g1", False), ("g2", False), ("g2", True)]

    asyncio.run(run())


def test_a_network_that_falls_silent_holds_one_look_up_for_a_moment_only(
    database: Database, wire: Wire
) -> None:
    async def run() -> None:
        async with Door(database.parameters(port=wire.port)) as door:
            await door.together()
            wire.silence()
            began = steady_s()
            assert await door.scan("1") is None
            assert CLAIM_LIMIT_S <= steady_s() - began < 8  # on a busy machine
            await door.until(lambda: door.sharing.status.phase is Phase.SLOW)
            assert door.scan_at_once("2") is None
            await door.until(lambda: door.sharing.status.phase is Phase.ALONE)
            wire.mend()
            await door.together()
        assert sorted(subject for subject, _ in marks(database)) == ["g1", "g2"]

    asyncio.run(run())


def test_over_a_slow_network_marks_go_though_nobody_waits_for_them(
    database: Database, wire: Wire
) -> None:
    async def run() -> None:
        async with Door(database.parameters(port=wire.port)) as door:
            await door.together()
            wire.delay_s = CLAIM_LIMIT_S * 0.75  # each way
            await door.scan("1")
            await door.until(lambda: door.sharing.status.phase is Phase.SLOW)
            for guest in ("2", "3"):
                door.scan_at_once(guest)
            await door.until(lambda: not door.sharing.status.waiting)
            assert door.sharing.status.phase is Phase.SLOW
            assert len(marks(database)) == 3
            wire.delay_s = 0
            await door.together()  # it is quick again

    asyncio.run(run())


def test_closing_waits_for_no_dead_network(database: Database, wire: Wire) -> None:
    async def run() -> None:
        door = Door(database.parameters(port=wire.port))
        async with door:
            await door.together()
            wire.silence()
            await door.scan("1")
            began = steady_s()
        assert steady_s() - began < 8
        # Nor for one that never answered.
        async with Door(database.parameters(port=wire.port)):
            began = steady_s()
        assert steady_s() - began < 8

    asyncio.run(run())


def test_a_door_that_was_away_learns_all_it_missed(database: Database, wire: Wire) -> None:
    async def run() -> None:
        north = Door(database.parameters(port=wire.port), "North")
        south = Door(database.parameters(), "South")
        async with north, south:
            await asyncio.gather(north.together(), south.together())
            for number in range(50):
                await south.scan(f"{number}")
            await north.until(lambda: len(north.heard) == 50)
            wire.cut()
            for number in range(50, 250):
                await south.scan(f"{number}")
            wire.mend()
            await north.until(lambda: len(north.heard) == 250)

    asyncio.run(run())


def test_a_restarted_program_sends_what_it_had_not_sent(database: Database, wire: Wire) -> None:
    async def run() -> None:
        first = Door(database.parameters(port=wire.port))
        async with first:
            await first.together()
            await first.scan("1")
            await first.taken()
            wire.cut()
            await first.until(lambda: first.sharing.status.phase is Phase.ALONE)
            entry = await first.note("2")
            await first.act(Act.SENT_AWAY, entry)
        wire.mend()
        second = Door(database.parameters(), station=first.sharing.station)
        second.journal, second.watermark = first.journal, first.watermark
        assert second.watermark.number == 1
        async with second:
            await second.together()
        assert sorted(marks(database)) == [("g1", False), ("g2", True), ("g2", True)]

    asyncio.run(run())


def test_a_server_killed_in_the_midst_of_marks_loses_and_doubles_nothing(
    database: Database,
) -> None:
    chance = random.Random(7)

    async def scan(door: Door, place: int, until: asyncio.Event) -> None:
        number = 0
        while not until.is_set():
            await door.scan(f"{place}-{number}")
            number += 1
            await asyncio.sleep(0.005)

    async def run() -> None:
        doors = [Door(database.parameters(), f"Door {number}") for number in range(4)]
        for door in doors:
            await door.__aenter__()
        enough = asyncio.Event()
        scanning = [
            asyncio.create_task(scan(door, place, enough)) for place, door in enumerate(doors)
        ]
        for _ in range(2):
            await asyncio.gather(*(door.together() for door in doors))
            enough_by = len(doors[0].journal) + 25 + chance.randrange(20)
            await doors[0].until(lambda least=enough_by: len(doors[0].journal) >= least)
            await asyncio.to_thread(database.server.kill)
            await asyncio.gather(
                *(door.until(lambda door=door: not door.sharing.status.is_connected)
                  for door in doors)
            )  # fmt: skip
            await asyncio.to_thread(database.server.start)
        enough.set()
        await asyncio.gather(*scanning)
        await asyncio.gather(*(door.together() for door in doors))
        made = sum(len(door.journal) for door in doors)
        rows = "SELECT count(*), count(DISTINCT subject) FROM checkin_share.mark"
        assert database.rows(rows) == [(made, made)]
        for door in doors:
            others = made - len(door.journal)
            await door.until(lambda door=door, least=others: len(door.heard) >= least)
            await door.__aexit__()

    asyncio.run(run())
