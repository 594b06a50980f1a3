"""The list stays like the server's, whatever the server and the network do."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from station_app.domain.errors import LoadStopped, LoginRefused, NotReachable, NotTheApi
from station_app.services.sync import Doubt, Phase, SyncStatus, since_text
from station_app.training import faults
from station_app.training.options import ServerOptions
from station_app.training.server import TrainingServer
from tests.support.builders import wire_guest
from tests.support.door import ALL, LOGIN, RECENT, a_door


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    guests = [wire_guest(id=f"g{n}", accessCode=f"C{n}") for n in range(40)]
    with TrainingServer(guests) as running:
        yield running


def is_live(status: SyncStatus) -> bool:
    return status.phase is Phase.LIVE and status.loaded


def is_offline(status: SyncStatus) -> bool:
    return status.phase is Phase.OFFLINE


@pytest.mark.parametrize(
    ("told", "since"),
    [
        ("2018-01-01T18:30:00+02:00", "2018-01-01T18:29:55+02:00"),
        ("2018-01-01T00:00:03Z", "2017-12-31T23:59:58+00:00"),
        ("verbatim", "verbatim"),
        ("", ""),
    ],
)
def test_since_is_the_server_s_own_time_with_a_small_overlap(told: str, since: str) -> None:
    assert since_text(told) == since


def test_a_whole_list_then_recent_changes(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            assert await door.listed() == 40
            first = door.statuses[0]
            assert first.phase is Phase.LOADING
            server.event.check_in("g7")
            server.event.delete("g8")
            await door.until(
                lambda _: {"g7", "g8"} <= {i for c in door.changes[1:] for i in c.changed}
            )
            known = await door.store.by_ids(["g7", "g8"])  # type: ignore[list-item]
            assert all(g.checked_in_at or g.deleted_at for g in known.values())
            assert server.count_requests(ALL) == 1

    asyncio.run(run())


@pytest.mark.parametrize("inclusive", [True, False])
def test_changes_within_one_second_are_not_lost(
    server: TrainingServer, tmp_path: Path, inclusive: bool
) -> None:
    server.options = ServerOptions(since_inclusive=inclusive, since_whole_seconds=True)

    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", poll_s=0.05) as door:
            await door.until(is_live)
            for number in range(30):  # each lands at any place within its second
                server.event.check_in(f"g{number}")
                await asyncio.sleep(0.03)
            await door.until(
                lambda _: (
                    {f"g{n}" for n in range(30)} <= {i for c in door.changes[1:] for i in c.changed}
                )
            )
            assert (await door.store.totals()).inside == 30

    asyncio.run(run())


def test_leavers_are_found_by_the_reconcile(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.event.leave_segment("g3")
            door.sync.reload()
            await door.until(lambda _: any(c.removed for c in door.changes[1:]))
            gone = await door.store.by_codes(["C3"])
            assert gone[0].gone_at is not None

    asyncio.run(run())


@pytest.mark.parametrize("fault", [faults.WrongCount(), faults.ShortList(honest_count=False)])
def test_a_list_that_is_not_whole_removes_nobody(
    server: TrainingServer, tmp_path: Path, fault: faults.Fault
) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.faults.queue(ALL, fault)
            door.sync.reload()
            await door.until(lambda status: status.doubt is Doubt.INCOMPLETE)
            assert await door.listed() == 40
            door.sync.reload()
            await door.until(lambda status: status.doubt is Doubt.NONE)
            assert await door.listed() == 40

    asyncio.run(run())


def test_a_list_that_lost_half_must_be_confirmed(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.faults.queue(ALL, faults.ShortList(keep=0.3))
            door.sync.reload()
            await door.until(lambda status: status.doubt is Doubt.SHRUNK)
            assert await door.listed() == 40
            door.sync.reload()  # the second list is long again: nothing was lost
            await door.until(lambda status: status.doubt is Doubt.NONE)
            assert await door.listed() == 40
            server.faults.stand(ALL, faults.ShortList(keep=0.3))
            door.sync.reload()
            await door.until(lambda status: status.doubt is Doubt.SHRUNK)
            door.sync.reload()  # the second list says the same: it is so
            await door.until(lambda status: status.doubt is Doubt.NONE)
            assert await door.listed() == 12

    asyncio.run(run())


def test_an_expired_token_is_renewed_silently(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.clock.advance(25 * 3600)
            server.event.check_in("g1")
            await door.until(lambda _: any("g1" in c.changed for c in door.changes[1:]))
            assert server.count_requests(LOGIN) == 2
            assert not any(status.error for status in door.statuses)

    asyncio.run(run())


def test_refused_credentials_sign_out_and_look_ups_go_on(
    server: TrainingServer, tmp_path: Path
) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            door.session.credentials = replace(door.session.credentials, app_code="withdrawn")
            server.event.sessions.revoke_all()
            await door.until(lambda status: status.phase is Phase.SIGNED_OUT)
            assert isinstance(door.sync.status.error, LoginRefused)
            assert len(await door.store.by_codes(["C5"])) == 1

    asyncio.run(run())


def test_server_gone_and_back(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            told = door.sync.status.as_of
            server.close_port()
            await door.until(is_offline)
            assert isinstance(door.sync.status.error, NotReachable)
            assert door.sync.status.as_of >= told
            assert door.sync.status.offline_since is not None
            assert await door.sync.ask_now(5.0) is False
            server.reopen_port()
            server.event.check_in("g2")
            await door.until(is_live)
            await door.until(lambda _: any("g2" in c.changed for c in door.changes[1:]))

    asyncio.run(run())


def test_a_portal_in_between_is_told_as_such(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.faults.stand(RECENT, faults.captive_portal())
            await door.until(is_offline)
            error = door.sync.status.error
            assert isinstance(error, NotTheApi)
            assert error.reason == "html"
            server.faults.clear()
            await door.until(is_live)

    asyncio.run(run())


def test_a_rate_limit_is_waited_for(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.faults.queue(RECENT, faults.too_many_requests("600"))
            await door.until(is_offline)
            before = server.count_requests(RECENT)
            await asyncio.sleep(0.3)  # three polls long, and nothing may come
            assert server.count_requests(RECENT) == before
            door.sync.retry_now()
            await door.until(is_live)

    asyncio.run(run())


def test_a_restart_knows_the_last_list_and_catches_up(
    server: TrainingServer, tmp_path: Path
) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
        server.event.check_in("g9")
        server.event.leave_segment("g10")
        async with a_door(server, tmp_path / "c.db") as door:
            assert door.sync.status.loaded
            assert len(await door.store.by_codes(["C9"])) == 1
            await door.until(is_live)
            await door.until(lambda _: any(c.removed for c in door.changes))
            assert (await door.store.totals()).inside == 1

    asyncio.run(run())


def test_asking_now_brings_a_brand_new_guest(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", poll_s=3600) as door:
            await door.until(is_live)
            server.event.add(wire_guest(id="new", accessCode="FRESH1"))
            assert await door.sync.ask_now(10.0) is True
            assert len(await door.store.by_codes(["FRESH1"])) == 1
            server.faults.queue(RECENT, faults.HangBeforeHeaders())
            assert await door.sync.ask_now(0.2) is False

    asyncio.run(run())


def test_sleep_makes_the_whole_list_be_compared(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            real = door.sync._wall
            door.sync._wall = lambda: real() + 3600  # the wall clock went on, ours stood still
            await door.until(lambda _: server.count_requests(ALL) == 2)

    asyncio.run(run())


def test_asking_during_the_first_load_waits_for_it(server: TrainingServer, tmp_path: Path) -> None:
    async def run() -> None:
        held = faults.Held()
        server.faults.queue(ALL, held)
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(lambda status: status.phase is Phase.LOADING)
            assert await door.sync.ask_now(0.05) is False
            asking = asyncio.ensure_future(door.sync.ask_now(20.0))
            held.release()
            assert await asking is True
            assert len(await door.store.by_codes(["C1"])) == 1

    asyncio.run(run())


def test_a_first_load_can_be_stopped_and_begun_again(
    server: TrainingServer, tmp_path: Path
) -> None:
    async def run() -> None:
        server.faults.queue(ALL, faults.HangInBody())
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(lambda status: status.progress is not None)
            door.sync.stop_loading()
            await door.until(lambda status: isinstance(status.error, LoadStopped))
            assert door.sync.status.phase is Phase.OFFLINE
            assert not door.sync.status.loaded
            assert door.sync.status.progress is None
            door.sync.reload()
            await door.until(is_live)
            assert await door.listed() == 40

    asyncio.run(run())


def test_a_network_that_came_back_before_the_stop_begins_nothing_again(
    server: TrainingServer, tmp_path: Path
) -> None:
    async def run() -> None:
        server.faults.queue(ALL, faults.HangInBody())
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(lambda status: status.progress is not None)
            door.sync.retry_now()
            door.sync.stop_loading()
            await door.until(lambda status: status.next_try_at is not None)
            assert isinstance(door.sync.status.error, LoadStopped)
            assert door.sync.status.phase is Phase.OFFLINE
            assert server.count_requests(ALL) == 1
            door.sync.reload()
            await door.until(is_live)

    asyncio.run(run())


@pytest.mark.parametrize("loaded", [True, False])
def test_a_list_wanted_right_after_the_stop_is_loaded(
    server: TrainingServer, tmp_path: Path, loaded: bool
) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db", run=loaded) as door:
            if loaded:
                await door.until(is_live)
            server.faults.queue(ALL, faults.HangInBody())
            door.sync.reload()
            polling = None if loaded else asyncio.ensure_future(door.sync.run())
            await door.until(lambda status: status.progress is not None)
            before = server.count_requests(ALL)
            door.sync.stop_loading()
            door.sync.reload()
            await door.until(lambda s: server.count_requests(ALL) > before and is_live(s))
            if polling is not None:
                polling.cancel()

    asyncio.run(run())


def test_a_stopped_comparison_leaves_the_list_and_its_updates(
    server: TrainingServer, tmp_path: Path
) -> None:
    async def run() -> None:
        async with a_door(server, tmp_path / "c.db") as door:
            await door.until(is_live)
            server.event.leave_segment("g3")
            server.faults.queue(ALL, faults.HangInBody())
            door.sync.reload()
            await door.until(lambda status: status.progress is not None)
            door.sync.stop_loading()
            await door.until(is_live)
            server.event.check_in("g1")
            await door.until(lambda _: any("g1" in c.changed for c in door.changes[1:]))
            assert await door.listed() == 40
            assert not any(status.error for status in door.statuses)

    asyncio.run(run())
