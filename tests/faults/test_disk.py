"""What a disk does to the guest list: look-ups go on, words say why, it recovers by itself."""

import asyncio
import os
import random
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from station_app.api.wire import decode_guest
from station_app.domain.errors import CacheUnusable, NotReachable
from station_app.domain.guest import GuestId
from station_app.domain.verdict import Verdict
from station_app.services.ports import EventInfo
from station_app.services.sync import SyncStatus
from station_app.store import writer
from station_app.store.cache import GuestCache
from station_app.training.server import TrainingServer
from station_app.ui import times
from station_app.ui.station.pages import idle_page
from tests.faults.kills import GUESTS, KEY, codes_at, of_version
from tests.faults.test_faults import (
    a_server,
    all_are_there,
    answered,
    is_live,
    recovered,
    scanned,
)
from tests.store.test_journal import files_no_longer_than, zero
from tests.support.door import ALL, Door, a_door
from tests.support.forks import ROOT

Story = Callable[[TrainingServer, Door, Path], Awaitable[None]]
PAGE = 4096


@asynccontextmanager
async def opened(path: Path, key: bytes = KEY) -> AsyncIterator[GuestCache]:
    cache = await GuestCache.open(path, decode_guest, key)
    try:
        yield cache
    finally:
        await cache.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a whole list, and the event."""
    path = tmp_path_factory.mktemp("kept") / "cache.db"

    async def fill() -> None:
        async with opened(path) as cache:
            await cache.save_event(EventInfo(event_id="7", name="Fair"))
            await cache.apply_all(of_version(0), remove_missing=True)

    asyncio.run(fill())
    return path


async def holds(cache: GuestCache, version: int) -> None:
    """See that everybody is there, as of one version, and found by name."""
    found = await cache.by_ids(list(codes_at(0)))
    assert {one: guest.access_code for one, guest in found.items()} == codes_at(version)
    totals = await cache.totals()
    assert (totals.listed, totals.removed) == (GUESTS, 0)
    hits = (await cache.search("Nr77", 50)).hits
    assert GuestId("g77") in [hit.guest.id for hit in hits]


async def polled(cache: GuestCache) -> None:
    """Take the list of version 3 over, as polling does: again after what goes wrong."""
    for _ in range(3):
        try:
            await cache.apply_all(of_version(3), remove_missing=True)
            if (await cache.state()).server_time:
                return
        except CacheUnusable as error:
            if error.reason != "damaged":
                raise
    pytest.fail("three polls were not enough")


def at_a_live_door(folder: Path, story: Story) -> None:
    async def run(server: TrainingServer) -> None:
        path = folder / "data" / "cache.db"
        async with a_door(server, path, poll_s=3600, key=KEY) as door:
            await door.until(is_live)
            await story(server, door, path)

    with a_server() as server:
        asyncio.run(run(server))


def is_unusable(status: SyncStatus) -> bool:
    return isinstance(status.error, CacheUnusable)


# --- a disk that takes nothing ----------------------------------------------------------------


@pytest.mark.parametrize("what", ["changes", "whole list", "first list", "event"])
def test_a_disk_that_ends_anywhere_keeps_the_old_list(
    tmp_path: Path, kept: Path, what: str
) -> None:
    """Every limit is another write that fails; afterwards there is room again."""

    async def run() -> list[bool]:
        failed = []
        for limit in [100, *range(20_000, 3_000_000, 230_000)]:
            path = tmp_path / f"{limit}.db"
            if what != "first list":
                shutil.copyfile(kept, path)
            async with opened(path) as cache:

                async def work(cache: GuestCache = cache) -> None:
                    if what == "changes":
                        await cache.apply_recent(of_version(1))
                    elif what == "event":
                        await cache.save_event(EventInfo(event_id="7", name="Other fair"))
                    else:
                        await cache.apply_all(of_version(3), remove_missing=True)

                try:
                    with files_no_longer_than(limit):
                        await work()
                    failed.append(False)
                except CacheUnusable:
                    failed.append(True)
                    if what == "first list":
                        assert not (await cache.state()).loaded
                    else:
                        await holds(cache, 0)
                        assert (await cache.state()).event.name == "Fair"
                await work()
                await holds(cache, {"changes": 1, "event": 0}.get(what, 3))
            async with opened(path) as cache:
                await holds(cache, {"changes": 1, "event": 0}.get(what, 3))
        return failed

    failed = asyncio.run(run())
    assert failed[0]
    assert not failed[-1]
    assert not list(tmp_path.glob("*.damaged*"))


def test_a_disk_that_is_full_at_opening_sets_nothing_aside(tmp_path: Path) -> None:
    async def run() -> set[str]:
        failed = set()
        for limit in range(0, 160_000, 4000):
            path = tmp_path / f"{limit}.db"
            try:
                with files_no_longer_than(limit):
                    async with opened(path):
                        pass
            except CacheUnusable as error:
                failed.add(error.reason)
            async with opened(path) as cache:
                assert (await cache.totals()).listed == 0
        return failed

    assert asyncio.run(run()) == {"fault"}  # a limit is not a full disk
    assert not list(tmp_path.glob("*.damaged*"))


def test_a_full_disk_is_called_so(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "cache.db"
    shutil.copyfile(kept, path)

    async def run() -> None:
        async with opened(path) as cache:
            pages = cache._writer._db.pragma("page_count")
            cache._writer._db.pragma("max_page_count", pages)
            for work in (
                lambda: cache.apply_recent(of_version(1)),
                lambda: cache.apply_all(of_version(3), remove_missing=True),
            ):
                with pytest.raises(CacheUnusable) as caught:
                    await work()
                assert caught.value.reason == "full"
                await holds(cache, 0)
            cache._writer._db.pragma("max_page_count", pages * 10)
            await polled(cache)
            await holds(cache, 3)

    asyncio.run(run())


def in_parts(cache: GuestCache) -> int:
    return cache._writer._one("SELECT count(DISTINCT segid) FROM words_idx")


async def tidied(cache: GuestCache) -> None:
    """Wait until nothing more is tidied, by itself."""
    while cache._tidying:
        await asyncio.wait(cache._tidying)


@pytest.mark.parametrize("ends", ["in the log", "in the file", "full"])
def test_tidying_on_a_full_disk_harms_nothing_and_is_done_when_there_is_room(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """It is told by the next poll only, which meets the same disk: nobody waits for tidying."""
    path = tmp_path / "cache.db"
    shutil.copyfile(kept, path)
    monkeypatch.setattr(writer, "_LONG_LOG_PAGES", 10)

    async def run() -> None:
        async with opened(path) as cache:
            db = cache._writer._db
            db.execute("INSERT INTO words (words, rank) VALUES ('automerge', 0)")
            cache._closing = True  # nothing is tidied meanwhile
            for version in (1, 2, 1, 2):
                await cache.apply_recent(of_version(version))
            await tidied(cache)
            cache._closing = False
            parts, size = in_parts(cache), path.stat().st_size
            assert parts > 4
            if ends == "full":
                db.pragma("max_page_count", db.pragma("page_count"))
            with files_no_longer_than({"in the log": 100, "in the file": size}.get(ends, 1 << 40)):
                for _ in range(3):
                    cache._tidy_soon()
                    await tidied(cache)
                    await holds(cache, 2)
                if ends == "in the log":
                    assert in_parts(cache) == parts
                    with pytest.raises(CacheUnusable):
                        await cache.apply_recent(of_version(2))
            db.pragma("max_page_count", 1_000_000)
            await cache.apply_recent(of_version(2))
            await tidied(cache)
            assert in_parts(cache) < parts
            assert path.stat().st_size > size  # the log was moved into it
            await holds(cache, 2)
            db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
            assert db.pragma("quick_check") == "ok"

    asyncio.run(run())
    assert not list(tmp_path.glob("*.damaged*"))


def test_a_door_says_that_the_disk_takes_nothing_and_goes_on(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door, _path: Path) -> None:
        for reload in (False, True):
            with files_no_longer_than(100):
                server.event.update("g2", checkInDateTime=None)
                if reload:
                    door.sync.reload()
                door.sync.retry_now()
                await door.until(is_unusable)
                assert await scanned(door, "C3") is Verdict.WELCOME
                assert await scanned(door, "NOBODY") is Verdict.UNKNOWN
                await all_are_there(door)
            await recovered(server, door, "g4")
            server.event.update("g4", checkInDateTime=None)
            await recovered(server, door, "g5")

    at_a_live_door(tmp_path, story)


# --- a folder that is read-only, or gone ------------------------------------------------------

_READ_ONLY = """
import asyncio, os, sys
from pathlib import Path
from tests.faults.test_disk import CacheUnusable, opened
os.setuid(65534)
async def run():
    async with opened(Path(sys.argv[1])):
        pass
try:
    asyncio.run(run())
except CacheUnusable as error:
    print(error.reason)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="another user is needed")
@pytest.mark.parametrize("mode", [0o444, 0o666])
def test_a_read_only_folder_is_called_so(tmp_path: Path, kept: Path, mode: int) -> None:
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o755)
    path = tmp_path / "cache.db"
    shutil.copyfile(kept, path)
    path.chmod(mode)
    run = [sys.executable, "-c", _READ_ONLY, str(path)]
    out = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout == "read_only\n"
    assert [part.name for part in tmp_path.iterdir()] == ["cache.db"]


def test_a_folder_that_is_gone_is_made_again(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door, path: Path) -> None:
        shutil.rmtree(path.parent)
        assert await scanned(door, "C3") is Verdict.WELCOME
        await recovered(server, door, "g4")
        assert door.store._path.exists()
        server.event.check_in("g6")
        door.sync.retry_now()
        await answered(door, "g6", Verdict.ALREADY)

    at_a_live_door(tmp_path, story)


def test_a_folder_that_cannot_be_made_again_is_waited_for(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door, path: Path) -> None:
        shutil.rmtree(path.parent)
        path.parent.write_text("a file stands where the folder should")
        for _ in range(3):
            door.sync.retry_now()
            await door.until(is_unusable)
            assert await scanned(door, "C3") is Verdict.WELCOME
            await all_are_there(door)
        error = door.sync.status.error
        assert isinstance(error, CacheUnusable)
        assert error.reason == "read_only"
        path.parent.unlink()
        await recovered(server, door, "g4")
        assert door.store._path.exists()

    at_a_live_door(tmp_path, story)


# --- damage -----------------------------------------------------------------------------------


def flipped(content: bytearray, seed: int) -> bytearray:
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 3, 30, 300))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


DAMAGES: dict[str, Callable[[bytearray], bytes]] = {
    "the first page": lambda c: zero(c, 1),
    "the second page": lambda c: zero(c, 2),
    "ten pages": lambda c: zero(c, 40, 10),
    "the end": lambda c: c[: len(c) * 2 // 3],
    "the middle of a page": lambda c: c[: len(c) // 2 + 100],
    "nothing left": lambda _: b"",
    "all": lambda c: bytes(len(c)),
    "another file": lambda c: b"%PDF-1.7" + bytes(c)[8:][:5000][::-1],
    **{f"bits, {seed}": lambda c, seed=seed: flipped(c, seed) for seed in range(24)},  # type: ignore[misc]
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_damaged_before_the_start_is_loaded_anew(
    tmp_path: Path, kept: Path, damage: str
) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(DAMAGES[damage](bytearray(kept.read_bytes())))

    async def run() -> None:
        async with opened(path) as cache:
            await tried(cache)
            await polled(cache)
            await holds(cache, 3)
        async with opened(path) as cache:
            await holds(cache, 3)

    asyncio.run(run())


@pytest.mark.parametrize("damage", [*DAMAGES][:16])
def test_a_file_damaged_while_it_is_open_is_loaded_anew(
    tmp_path: Path, kept: Path, damage: str
) -> None:
    path = tmp_path / "cache.db"
    shutil.copyfile(kept, path)

    async def run() -> None:
        told: list[bool] = []
        async with opened(path) as cache:
            cache.on_damaged = lambda: told.append(True)
            assert (await cache.state()).event.name == "Fair"
            harmed = bytes(DAMAGES[damage](bytearray(path.read_bytes())))
            with path.open("r+b") as file:
                file.write(harmed)
                file.truncate()
            await tried(cache)
            await polled(cache)
            await holds(cache, 3)
            assert len(told) <= 1
            assert (await cache.state()).event.name == "Fair"
        async with opened(path) as cache:
            await holds(cache, 3)

    asyncio.run(run())


async def tried(cache: GuestCache) -> None:
    """Look people up: found as kept, or told in words, never wrong."""
    for number in range(0, GUESTS, 20):
        try:
            found = (await cache.by_ids([GuestId(f"g{number}")])).values()
            assert [guest.access_code for guest in found] in ([f"C{number}V0"], [])
            if not found:
                assert not (await cache.state()).loaded
        except CacheUnusable as error:
            if error.reason != "damaged":
                raise
            assert (await cache.state()).server_time == ""


def test_a_first_page_damaged_before_a_start_without_network_waits_for_the_network(
    tmp_path: Path,
) -> None:
    """No list is claimed, the damaged file is kept, and one poll makes it good."""
    path = tmp_path / "cache.db"

    async def run(server: TrainingServer) -> None:
        async with a_door(server, path, poll_s=3600, key=KEY) as door:
            await door.until(is_live)
        damaged = flipped(bytearray(path.read_bytes()[:PAGE]), 3) + path.read_bytes()[PAGE:]
        path.write_bytes(damaged)
        server.close_port()
        async with a_door(server, path, poll_s=3600, key=KEY) as door:
            await door.until(lambda status: status.error is not None)
            assert isinstance(door.sync.status.error, NotReachable)
            assert not door.sync.status.loaded
            assert door.sync.status.lost
            now = times.Now(None, datetime.now(UTC))
            page = idle_page(EventInfo(), await door.store.totals(), door.sync.status, now)
            assert page.message_title == "The guest list on this laptop cannot be read any more"
            assert await scanned(door, "C3") is Verdict.UNKNOWN
            assert (tmp_path / "cache.db.damaged").read_bytes() == damaged
            server.reopen_port()
            await recovered(server, door, "g4")

    with a_server() as server:
        asyncio.run(run(server))


def test_a_new_file_that_took_nobody_s_place_is_removed(tmp_path: Path, kept: Path) -> None:
    shutil.copyfile(kept, tmp_path / "cache.db.new")

    async def run() -> None:
        async with opened(tmp_path / "cache.db") as cache:
            assert not (await cache.state()).loaded

    asyncio.run(run())
    assert [part.name for part in tmp_path.iterdir()] == ["cache.db"]


def test_a_wrong_key_sets_the_file_aside(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "cache.db"
    shutil.copyfile(kept, path)

    async def run() -> None:
        async with opened(path, KEY[::-1]) as cache:
            assert not (await cache.state()).loaded
            await cache.apply_all(of_version(3), remove_missing=True)
            await holds(cache, 3)

    asyncio.run(run())
    assert (tmp_path / "cache.db.damaged").read_bytes() == kept.read_bytes()


def test_a_door_whose_file_is_overwritten_loads_it_anew(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door, path: Path) -> None:
        with path.open("r+b") as file:
            file.write(os.urandom(200 * PAGE))
        await recovered(server, door, "g4")
        assert await scanned(door, "C3") is Verdict.WELCOME
        assert door.store._writer._db.pragma("quick_check") == "ok"

    at_a_live_door(tmp_path, story)


def test_a_damage_that_a_look_up_meets_is_mended_at_once(tmp_path: Path) -> None:
    async def story(server: TrainingServer, door: Door, path: Path) -> None:
        before = server.count_requests(ALL)
        read = door.store._reader.by_ids

        def damaged(ids: object) -> object:
            door.store._reader.by_ids = read  # type: ignore[method-assign]
            raise apsw.CorruptError(str(ids))

        door.store._reader.by_ids = damaged  # type: ignore[method-assign, assignment]
        with pytest.raises(CacheUnusable):
            await door.store.by_ids([GuestId("g3")])
        await door.until(lambda s: server.count_requests(ALL) > before and is_live(s))
        await all_are_there(door)
        assert (path.parent / "cache.db.damaged").exists()

    at_a_live_door(tmp_path, story)
