"""Wiped means unreadable: key first, and an interrupted wipe goes on at the next start."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.services.ports import Secrets
from station_app.store import wipe as wiping
from station_app.store.cache import cache_file
from station_app.store.database import open_connection, prepare
from station_app.store.keys import SystemKeyStore, entrance_name
from station_app.store.secrets import KeptSecrets
from station_app.store.sharing import ShareMemory, share_file
from station_app.store.wipe import Clock, EventEnd, Wipe
from tests.store.conftest import UseKeyStore

GALA, FAIR = ("https://x.org", "1", "Main"), ("https://x.org", "2", "Main")
KEYS = ["|".join(GALA), "|".join(FAIR)]
NAMES = [entrance_name(*GALA), entrance_name(*FAIR)]
END = datetime(2026, 5, 9, 23, 0, tzinfo=UTC)
DAY_S = 86400.0

_T = TypeVar("_T")


def a_start(
    folder: Path,
    story: Callable[[Wipe, KeptSecrets], Awaitable[_T]],
    clock: Callable[[], Clock] = lambda: Clock(END.timestamp()),
) -> _T:
    async def run() -> _T:
        store = SystemKeyStore(str(folder), first_s=0.2, later_s=0.2)
        kept = KeptSecrets(folder, key_store=store)
        try:
            return await story(Wipe(folder, kept, clock), kept)
        finally:
            kept.close()

    return asyncio.run(run())


def two_events(folder: Path) -> dict[str, bytes]:
    """Fill a data folder with list and journal of two entrances; return their keys."""

    async def story(_: Wipe, kept: KeptSecrets) -> dict[str, bytes]:
        keys = {}
        for key, place, name in zip(KEYS, (GALA, FAIR), NAMES, strict=True):
            await kept.save(key, Secrets(f"aPpCoDe{place[1]}", "tOkEn"))
            keys[name] = await kept.file_key(key)
            path = cache_file(folder / "cache", *place)
            prepare(path, keys[name]).close()
            journal = open_connection(path.with_name(f"journal-{name}.db"), keys[name])
            journal.execute("CREATE TABLE seen (who)")
            journal.close()
        return keys

    return a_start(folder, story)


def files_of(folder: Path, name: str) -> list[str]:
    return sorted(path.name for path in (folder / "cache").glob(f"*{name}*"))


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("store", [True, False])
def test_a_wiped_event_is_unreadable_even_as_a_copy(
    tmp_path: Path, use_key_store: UseKeyStore, store: bool
) -> None:
    fake = use_key_store() if store else None
    folder, copy = tmp_path / "data", tmp_path / "copy"
    keys = two_events(folder)
    shutil.copytree(folder / "cache", copy)
    assert a_start(folder, lambda wipe, _: wipe.entrances(NAMES[:1]))
    assert files_of(folder, NAMES[0]) == []
    assert len(files_of(folder, NAMES[1])) == 2
    left = every_byte(folder) + repr(fake and fake.kept).encode()
    for secret in (keys[NAMES[0]].hex().encode(), b"aPpCoDe1", keys[NAMES[0]]):
        assert secret not in left

    async def reopen(_: Wipe, kept: KeptSecrets) -> tuple[bytes, bytes]:
        return await kept.file_key(KEYS[0]), await kept.file_key(KEYS[1])

    fresh, other = a_start(folder, reopen)
    for path in copy.glob(f"*{NAMES[0]}.db"):
        with pytest.raises(apsw.NotADBError):
            open_connection(path, fresh)
    for path in copy.glob(f"*{NAMES[1]}.db"):
        open_connection(path, other).close()


@pytest.mark.parametrize("passphrase", [True, False])
def test_wiping_everything_leaves_nothing(tmp_path: Path, passphrase: bool) -> None:
    two_events(tmp_path)

    async def story(wipe: Wipe, kept: KeptSecrets) -> bool:
        if passphrase:
            assert await kept.set_passphrase("correct horse", KEYS)
        wipe.note(NAMES[0], END, END)
        return await wipe.everything(KEYS)

    assert a_start(tmp_path, story)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("everything", [True, False])
def test_who_a_station_was_among_others_is_wiped_too(tmp_path: Path, everything: bool) -> None:
    two_events(tmp_path)
    files = [share_file(tmp_path / "cache", *place) for place in (GALA, FAIR)]
    for path in files:
        ShareMemory(path)

    async def story(wipe: Wipe, _: KeptSecrets) -> bool:
        return await (wipe.everything(KEYS) if everything else wipe.entrances([NAMES[0]]))

    assert a_start(tmp_path, story)
    assert [path.exists() for path in files] == [False, not everything]


def test_a_forgotten_passphrase_is_no_obstacle(tmp_path: Path) -> None:
    two_events(tmp_path)
    a_start(tmp_path, lambda _, kept: kept.set_passphrase("correct horse", KEYS))
    assert a_start(tmp_path, lambda wipe, _: wipe.everything(KEYS))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_keys_go_before_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = two_events(tmp_path)
    seen = []

    def look(path: Path) -> None:
        if path.suffix == ".db":
            seen.append(keys[NAMES[0]].hex().encode() in every_byte(tmp_path))

    monkeypatch.setattr(wiping, "destroy", look)
    a_start(tmp_path, lambda wipe, _: wipe.entrances(NAMES[:1]))
    assert seen == [False, False]


@pytest.mark.parametrize("kind", ["entrances", "everything"])
@pytest.mark.parametrize("step", range(8))
def test_an_interrupted_wipe_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, kind: str
) -> None:
    """Whatever follows the note of what is to be wiped can be the last thing that happens."""
    keys = two_events(tmp_path)
    steps = 0
    real_destroy, real_keys, real_all = (
        wiping.destroy,
        KeptSecrets.destroy,
        KeptSecrets.destroy_all,
    )

    class Killed(BaseException):
        pass

    def count() -> None:
        nonlocal steps
        steps += 1
        if steps > step:
            raise Killed

    def destroy(path: Path) -> None:
        count()
        real_destroy(path)

    async def some(self: KeptSecrets, names: list[str], **how: bool) -> list[str]:
        count()
        return await real_keys(self, names, **how)

    async def all_of_them(self: KeptSecrets, known: list[str]) -> list[str]:
        count()
        return await real_all(self, known)

    with monkeypatch.context() as patch:
        patch.setattr(wiping, "destroy", destroy)
        patch.setattr(KeptSecrets, "destroy", some)
        patch.setattr(KeptSecrets, "destroy_all", all_of_them)

        async def wipe_it(wipe: Wipe, _: KeptSecrets) -> bool:
            try:
                if kind == "everything":
                    return await wipe.everything(KEYS)
                return await wipe.entrances(NAMES[:1])
            except Killed:
                return False

        a_start(tmp_path, wipe_it)
    assert a_start(tmp_path, lambda wipe, _: wipe.resume())
    assert files_of(tmp_path, NAMES[0]) == []
    assert keys[NAMES[0]].hex().encode() not in every_byte(tmp_path)
    assert len(files_of(tmp_path, NAMES[1])) == (0 if kind == "everything" else 2)
    assert not (tmp_path / "wiping.json").exists()


def test_a_key_that_a_store_does_not_give_up_goes_at_the_next_start(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store()
    keys = two_events(tmp_path)
    fake.fault = "raises"
    assert not a_start(tmp_path, lambda wipe, _: wipe.entrances(NAMES[:1]))
    assert files_of(tmp_path, NAMES[0]) == []  # what can go has gone

    async def log_in_again(wipe: Wipe, kept: KeptSecrets) -> bytes:
        assert not await wipe.resume()
        await kept.save(KEYS[0], Secrets("again", ""))
        return await kept.file_key(KEYS[0])

    newer = a_start(tmp_path, log_in_again)
    fake.fault = ""
    assert a_start(tmp_path, lambda wipe, _: wipe.resume())
    assert keys[NAMES[0]].hex() not in str(fake.kept)
    assert a_start(tmp_path, lambda _, kept: kept.file_key(KEYS[0])) == newer


# --- by itself ----------------------------------------------------------------------------------


def due(folder: Path, days: int, clock: Clock) -> bool:
    async def story(wipe: Wipe, _: KeptSecrets) -> dict[str, datetime | None]:
        return wipe.due(days)

    return bool(a_start(folder, story, lambda: clock))


def note(folder: Path, ends: datetime | None, heard: datetime | None, clock: Clock) -> None:
    async def story(wipe: Wipe, _: KeptSecrets) -> None:
        wipe.note(NAMES[0], ends, heard)

    a_start(folder, story, lambda: clock)


def test_an_event_is_due_its_days_after_its_end(tmp_path: Path) -> None:
    at = END.timestamp()
    note(tmp_path, END, END - timedelta(hours=3), Clock(at - 3 * 3600))
    assert not due(tmp_path, 7, Clock(at + 7 * DAY_S - 1))
    assert due(tmp_path, 7, Clock(at + 7 * DAY_S))
    assert not due(tmp_path, 0, Clock(at + 999 * DAY_S))


def test_what_is_due_says_when_it_ended(tmp_path: Path) -> None:
    note(tmp_path, END, END, Clock(END.timestamp()))

    async def story(wipe: Wipe, _: KeptSecrets) -> dict[str, datetime | None]:
        return wipe.due(7)

    later = Clock(END.timestamp() + 8 * DAY_S)
    assert a_start(tmp_path, story, lambda: later) == {NAMES[0]: END}


def test_without_an_end_nothing_is_due(tmp_path: Path) -> None:
    note(tmp_path, None, END, Clock(END.timestamp()))
    assert not due(tmp_path, 1, Clock(END.timestamp() + 9999 * DAY_S))


def test_a_clock_that_jumps_ahead_wipes_no_running_event(tmp_path: Path) -> None:
    at = END.timestamp()
    note(tmp_path, END, END - timedelta(hours=3), Clock(at, 1000.0, "this boot"))
    jumped = Clock(at + 400 * DAY_S, 1000.0 + 3600, "this boot")
    assert not due(tmp_path, 7, jumped)
    assert due(tmp_path, 7, Clock(at, 1000.0 + 8 * DAY_S, "this boot"))


def test_a_clock_that_was_always_wrong_is_allowed_for(tmp_path: Path) -> None:
    wrong = END.timestamp() + 300 * DAY_S
    note(tmp_path, END, END - timedelta(hours=3), Clock(wrong))
    assert not due(tmp_path, 7, Clock(wrong + 2 * DAY_S))
    assert due(tmp_path, 7, Clock(wrong + 8 * DAY_S))


def test_a_clock_set_back_wipes_nothing(tmp_path: Path) -> None:
    note(tmp_path, END, END, Clock(END.timestamp()))
    assert not due(tmp_path, 7, Clock(0.0))


def test_who_opens_an_event_after_its_time_has_it_for_a_day(tmp_path: Path) -> None:
    late = END + timedelta(days=30)
    note(tmp_path, END, late, Clock(late.timestamp()))
    assert not due(tmp_path, 7, Clock(late.timestamp() + DAY_S - 60))
    assert due(tmp_path, 7, Clock(late.timestamp() + DAY_S + 60))


def test_without_news_the_last_word_of_the_server_stands(tmp_path: Path) -> None:
    note(tmp_path, END, END, Clock(1000.0, 5.0, "boot"))
    note(tmp_path, END, None, Clock(9e9, 50.0, "boot"))
    assert not due(tmp_path, 7, Clock(9e9, 60.0, "boot"))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"a": 3}', b'{"a": {"x": 1}}', b"\xff"])
def test_damaged_notes_wipe_nothing(tmp_path: Path, content: bytes) -> None:
    for name in ("events.json", "wiping.json"):
        (tmp_path / name).write_bytes(content)
    two_events(tmp_path)
    assert not due(tmp_path, 1, Clock(9e9))
    a_start(tmp_path, lambda wipe, _: wipe.resume())
    assert len(files_of(tmp_path, NAMES[0])) == 2


@given(st.text(), st.text(), st.floats(), st.floats(), st.integers(1, 365))
def test_no_note_is_too_strange(
    ends: str, heard: str, wall_s: float, running_s: float, days: int
) -> None:
    end = EventEnd(ends, heard, 1e9, 5.0, "boot")
    assert end.is_over(Clock(wall_s, running_s, "boot"), days) in (True, False)
