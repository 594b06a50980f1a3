"""Files of earlier schemas are brought up where they stand; those of later ones are left alone."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from station_app.api.wire import decode_guest
from station_app.domain.errors import CacheUnusable, JournalUnreadable
from station_app.domain.journal import Act, Entry, Moment
from station_app.services.journal import Trouble
from station_app.store import database, journal_file
from station_app.store.cache import GuestCache
from station_app.store.journal import JournalFile
from tests.support.builders import NOON, a_guest, a_list

KEY = bytes(range(32))
Release = Callable[..., None]


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Release:
    """Be a later version, with one more schema and a step to it."""

    def be(module: object, step: Callable[[apsw.Connection], object]) -> None:
        version = vars(module)["SCHEMA_VERSION"]
        monkeypatch.setattr(module, "SCHEMA_VERSION", version + 1)
        monkeypatch.setattr(module, "STEPS", {**vars(module)["STEPS"], version: step})

    return be


def add_rank(db: apsw.Connection) -> None:
    db.execute("ALTER TABLE guest ADD COLUMN rank INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE guest SET rank = pk * 2")


async def fill(path: Path) -> None:
    cache = await GuestCache.open(path, decode_guest, KEY)
    guests = [a_guest(id=f"g{n}", last=f"Müller{n}") for n in range(50)]
    await cache.apply_all(a_list(*guests), remove_missing=True)
    await cache.close()


async def count(path: Path) -> int:
    cache = await GuestCache.open(path, decode_guest, KEY)
    try:
        return (await cache.totals()).listed
    finally:
        await cache.close()


def version_of(path: Path) -> int:
    db = database.open_connection(path, KEY)
    try:
        return int(db.pragma("user_version"))
    finally:
        db.close()


def test_a_list_is_brought_up_with_everybody_on_it(tmp_path: Path, release: Release) -> None:
    path = tmp_path / "cache.db"
    asyncio.run(fill(path))
    release(database, add_rank)
    release(database, lambda db: db.execute("CREATE INDEX guest_rank ON guest (rank)"))
    assert asyncio.run(count(path)) == 50
    assert version_of(path) == 7
    db = database.open_connection(path, KEY)
    assert db.execute("SELECT count(*) FROM guest WHERE rank = pk * 2").get == 50
    db.close()
    assert asyncio.run(count(path)) == 50  # and it goes on from there
    assert [part.name for part in tmp_path.iterdir()] == ["cache.db"]


def test_a_step_that_the_disk_does_not_take_changes_nothing(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cache.db"
    asyncio.run(fill(path))

    def half_way(db: apsw.Connection) -> None:
        add_rank(db)
        raise apsw.FullError("database or disk is full")

    with monkeypatch.context():
        release(database, half_way)
        with pytest.raises(CacheUnusable) as failed:
            asyncio.run(count(path))
        assert failed.value.reason == "full"
    monkeypatch.undo()
    assert version_of(path) == database.SCHEMA_VERSION
    assert asyncio.run(count(path)) == 50


def test_a_list_of_a_schema_that_was_never_released_is_loaded_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    asyncio.run(fill(path))
    db = database.open_connection(path, KEY)
    db.pragma("user_version", 4)
    db.close()
    assert asyncio.run(count(path)) == 0
    assert (tmp_path / "cache.db.damaged").exists()


def test_a_list_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    asyncio.run(fill(path))
    db = database.open_connection(path, KEY)
    db.pragma("user_version", 99)
    db.close()
    before = path.read_bytes()
    with pytest.raises(CacheUnusable) as failed:
        asyncio.run(count(path))
    assert failed.value.reason == "newer"
    assert path.read_bytes() == before
    assert [part.name for part in tmp_path.iterdir()] == ["cache.db"]


async def note(path: Path, guest: str) -> tuple[list[str], Trouble]:
    journal = JournalFile(path, KEY)
    entries = await asyncio.wrap_future(journal.load())
    entry = Entry(act=Act.SEEN, moment=Moment(NOON), guest=guest, verdict="welcome")
    await asyncio.wrap_future(journal.append(entry))
    trouble = journal._keeping.trouble
    await journal.close()
    return [one.guest for one in entries], trouble


def test_notes_are_brought_up_too(tmp_path: Path, release: Release) -> None:
    path = tmp_path / "journal.db"
    asyncio.run(note(path, "anna"))
    release(journal_file, lambda db: db.execute("ALTER TABLE entry ADD COLUMN door TEXT"))
    assert asyncio.run(note(path, "mira")) == (["anna"], Trouble.NONE)
    assert asyncio.run(note(path, "jonas")) == (["anna", "mira"], Trouble.NONE)
    assert [part.name for part in tmp_path.iterdir()] == ["journal.db"]


def test_notes_of_a_later_version_are_left_alone_and_new_ones_wait(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    asyncio.run(note(path, "anna"))
    db = journal_file.connect(path, KEY)
    db.pragma("user_version", 99)
    db.close()
    before = path.read_bytes()
    assert asyncio.run(note(path, "mira")) == ([], Trouble.NEWER)
    assert path.read_bytes() == before
    assert [part.name for part in tmp_path.iterdir()] == ["journal.db"]
    with pytest.raises(JournalUnreadable):
        JournalFile(path, KEY).all_entries()


def test_from_the_first_released_schema_on_each_leads_to_the_next() -> None:
    assert set(database.STEPS) == set(range(5, database.SCHEMA_VERSION))
    assert set(journal_file.STEPS) == set(range(1, journal_file.SCHEMA_VERSION))
