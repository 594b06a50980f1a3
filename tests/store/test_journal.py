"""The journal's file: what survives kills, full disks, damage and strange clocks."""

import asyncio
import functools
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from station_app.domain.errors import JournalUnreadable
from station_app.domain.journal import Act, Entry, Moment
from station_app.services.journal import Keeping, Trouble
from station_app.store.journal import JournalFile, journal_file
from station_app.store.journal_file import open_file
from tests.support import forks, journal_kills

AT = datetime(2026, 11, 22, 18, 51, 40, 123000, tzinfo=timezone(timedelta(hours=1)))
KEY = bytes(range(32))
PAGE = 4096


def seen(guest: str = "anna", **facts: object) -> Entry:
    members: dict[str, object] = {"moment": Moment(AT), "verdict": "welcome", **facts}
    return Entry(act=Act.SEEN, guest=guest, **members)  # type: ignore[arg-type]


@contextmanager
def opened(path: Path, key: bytes | None = None) -> Iterator[JournalFile]:
    """A journal that is closed afterwards; `told` are its tellings."""
    journal = JournalFile(path, key)
    try:
        yield journal
    finally:
        asyncio.run(journal.close())


class Tellings:
    """What a journal tells of itself."""

    def __init__(self, journal: JournalFile) -> None:
        self.last = Keeping()
        self._news = threading.Condition()
        journal.on_keeping = self._take

    def _take(self, keeping: Keeping) -> None:
        with self._news:
            self.last = keeping
            self._news.notify_all()

    def until(self, condition: Callable[[Keeping], bool]) -> Keeping:
        with self._news:
            assert self._news.wait_for(lambda: condition(self.last), 20)
            return self.last


def filled(path: Path, count: int = 3000, key: bytes | None = None) -> None:
    with opened(path, key) as journal:
        journal.load().result()
        for number in range(count):
            journal.append(seen(f"guest-{number:05d}")).result()


def guests(path: Path, key: bytes | None = None) -> list[str]:
    with opened(path, key) as journal:
        return [entry.guest for entry in journal.load().result()]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes | None], bytes]:
    """Return the content of a file with 3000 entries; each is made once."""
    folder = tmp_path_factory.mktemp("full")

    @functools.cache
    def content(key: bytes | None) -> bytes:
        path = folder / f"{key is None}.db"
        filled(path, key=key)
        return path.read_bytes()

    return content


@pytest.mark.parametrize("key", [None, KEY])
def test_entries_come_back_as_they_were_made(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / "data" / "journal-1.db"
    first = seen(lane="camera", list_age_s=3, moment=Moment(AT, AT.astimezone(UTC), 1.0))
    code = Entry(act=Act.SEEN, moment=Moment(AT), code="B\ud8007", verdict="unknown")
    away = Entry(act=Act.SENT_AWAY, moment=Moment(AT), about=first)
    with opened(path, key) as journal:
        assert journal.load().result() == []
        for entry in (first, code, away):
            journal.append(entry).result()
        assert [entry.number for entry in journal.all_entries()] == [1, 2, 3]
    with opened(path, key) as journal:
        one, two, three = journal.load().result()
    assert (one.guest, one.lane, one.verdict, one.list_age_s) == ("anna", "camera", "welcome", 3)
    assert one.moment == Moment(AT, AT.astimezone(UTC))
    assert one.moment.at.utcoffset() == timedelta(hours=1)
    assert two.code == "B?7"
    assert (three.act, three.about) == (Act.SENT_AWAY, one)
    content = path.read_bytes()
    assert (b"anna" in content) is (key is None)


def test_only_this_user_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "journal-1.db"
    with opened(path) as journal:
        journal.append(seen()).result()
        assert path.parent.stat().st_mode & 0o777 == 0o700
        modes = {part.name: stat.S_IMODE(part.stat().st_mode) for part in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes


def test_it_stands_beside_its_list(tmp_path: Path) -> None:
    assert journal_file(tmp_path / "guests-12ab.db") == tmp_path / "journal-12ab.db"


def test_a_commit_does_not_wait_for_the_disk_and_another_thread_does(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        journal.load().result()
        assert journal._db is not None
        assert journal._db.pragma("synchronous") == 1
        assert journal._db.pragma("wal_autocheckpoint") == 0
        journal.append(seen("moved-into-the-file")).result()
        assert b"moved-into-the-file" not in path.read_bytes()
        journal._disk.submit(lambda: None).result(20)  # behind what is due
        assert b"moved-into-the-file" in path.read_bytes()


def test_kills_lose_nothing_that_was_shown(tmp_path: Path) -> None:
    path, chance, shown = tmp_path / "journal.db", random.Random(7), set[str]()
    with forks.Forks(journal_kills.MODULE) as writers:
        for run in range(25):
            shown.update(journal_kills.kill_once(writers, path, run, chance))
            assert shown <= journal_kills.kept(path)
    assert len(shown) > 2000
    assert not list(tmp_path.glob("*.damaged*"))


# --- a disk that takes nothing ------------------------------------------------------------------


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """No file of this process grows beyond, as on a full disk."""
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


def test_what_no_disk_takes_waits_and_is_written_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with opened(path) as journal:
        told = Tellings(journal)
        journal.load().result()
        journal.append(seen("first")).result()
        with files_no_longer_than(16):
            journal.append(first := seen("second")).result()
            away = Entry(act=Act.SENT_AWAY, moment=Moment(AT), about=first)
            journal.append(away).result()
            keeping = told.until(lambda keeping: keeping.waiting == 2)
            assert keeping.trouble is not Trouble.NONE
        told.until(lambda keeping: keeping.trouble is Trouble.NONE)  # by itself
    with opened(path) as journal:
        entries = journal.load().result()
    assert [entry.guest for entry in entries] == ["first", "second", ""]
    assert entries[2].about is entries[1]


def test_a_full_disk_is_called_so(tmp_path: Path) -> None:
    with opened(tmp_path / "journal.db") as journal:
        told = Tellings(journal)
        journal.load().result()
        assert journal._db is not None
        journal._db.pragma("max_page_count", 3)
        for number in range(400):
            journal.append(seen(f"guest-{number}")).result()
        assert len(journal.all_entries()) == 400  # those that wait are exported too
        assert told.until(lambda keeping: keeping.waiting > 50).trouble is Trouble.FULL
        journal._db.pragma("max_page_count", 10_000)
        told.until(lambda keeping: keeping.trouble is Trouble.NONE)
        assert [e.guest for e in journal.all_entries()] == [f"guest-{n}" for n in range(400)]


def test_memory_is_bounded_and_tells_what_it_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station_app.store.journal._WAITING", 5)
    monkeypatch.setattr("station_app.store.journal._RETRY_S", 0.1)
    (tmp_path / "data").write_text("a file stands where the folder should")
    with opened(tmp_path / "data" / "journal.db") as journal:
        told = Tellings(journal)
        assert journal.load().result() == []
        for number in range(8):
            journal.append(seen(f"guest-{number}")).result()
        keeping = told.until(lambda keeping: keeping.dropped == 3)
        assert (keeping.trouble, keeping.waiting) == (Trouble.READ_ONLY, 5)
        with pytest.raises(JournalUnreadable):
            journal.all_entries()
        (tmp_path / "data").unlink()
        told.until(lambda keeping: keeping.trouble is Trouble.NONE)
        assert [e.guest for e in journal.all_entries()] == [f"guest-{n}" for n in range(3, 8)]


_READ_ONLY = """
import os, sys
from pathlib import Path
from station_app.store.journal import JournalFile
from tests.store.test_journal import seen
os.setuid(65534)
journal = JournalFile(Path(sys.argv[1]))
journal.on_keeping = lambda keeping: print(keeping.trouble.value, keeping.waiting, flush=True)
print(len(journal.load().result()), flush=True)
journal.append(seen()).result()
os._exit(0)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="another user is needed")
def test_a_read_only_folder_is_called_so(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o755)
    path = tmp_path / "journal.db"
    filled(path, 3)
    path.chmod(0o444)
    run = [sys.executable, "-c", _READ_ONLY, str(path)]
    out = subprocess.run(run, capture_output=True, text=True, check=True, cwd=forks.ROOT)
    assert out.stdout.split("\n")[:3] == ["read_only 0", "0", "read_only 1"]


def test_a_file_removed_while_it_is_open_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "journal.db"
    with opened(path) as journal:
        journal.load().result()
        journal.append(seen("before")).result()
        for part in path.parent.iterdir():
            part.unlink()
        path.parent.rmdir()
        journal.append(seen("after")).result()
        for _ in range(3):
            journal._disk.submit(lambda: None).result(20)
            journal._writer.submit(lambda: None).result(20)
        assert [entry.guest for entry in journal.all_entries()] == ["before", "after"]


# --- damage -------------------------------------------------------------------------------------


def zero(content: bytearray, page: int, pages: int = 1) -> bytearray:
    begin = (page - 1) * PAGE
    content[begin : begin + pages * PAGE] = bytes(pages * PAGE)
    return content


def flip(content: bytearray, page: int) -> bytearray:
    chance = random.Random(page)
    for _ in range(64):
        content[(page - 1) * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    return content


DAMAGES: dict[str, tuple[Callable[[bytearray], bytes], int]] = {
    "the schema's page": (lambda c: zero(c, 1), 3000),
    "the root's page": (lambda c: zero(c, 2), 3000),
    "bits of one page": (lambda c: flip(c, 9), 2900),
    "ten pages": (lambda c: zero(c, 10, 10), 2000),
    "the end": (lambda c: c[: len(c) * 2 // 3], 1800),
    "the middle of a page": (lambda c: c[: len(c) // 2 + 100], 1300),
    "all": (lambda c: bytes(len(c)), 0),
    "another file": (lambda c: b"%PDF-1.7" + bytes(c)[8:][:5000][::-1], 0),
}


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_can_be_read_of_a_damaged_file_is_kept(
    tmp_path: Path, full: Callable[[bytes | None], bytes], damage: str, key: bytes | None
) -> None:
    path = tmp_path / "journal.db"
    harm, least = DAMAGES[damage]
    path.write_bytes(harmed := bytes(harm(bytearray(full(key)))))
    with opened(path, key) as journal:
        told = Tellings(journal)
        found = journal.load().result()
        keeping = told.until(lambda keeping: keeping.lost is not None)
        assert keeping.lost is not None
        assert keeping.saved >= least
        assert keeping.saved + keeping.lost <= 3000
        assert len({entry.guest for entry in found}) >= least
        journal.append(seen("goes on")).result()
        assert journal.all_entries()[-1].guest == "goes on"
    assert (tmp_path / "journal.db.damaged").read_bytes() == harmed
    assert {part.name for part in tmp_path.iterdir()} == {"journal.db", "journal.db.damaged"}
    assert guests(path, key)[-1] == "goes on"


def test_a_second_damage_keeps_the_first_file_too(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    for _ in range(2):
        filled(path, 500)
        path.write_bytes(bytes(zero(bytearray(path.read_bytes()), 2)))
    assert len(guests(path)) > 500
    assert {"journal.db.damaged", "journal.db.damaged-2"} <= {p.name for p in tmp_path.iterdir()}


def test_bits_that_flip_anywhere_never_stop_the_door(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    filled(path, 600)
    whole = path.read_bytes()
    for seed in range(60):
        chance, content = random.Random(seed), bytearray(whole)
        for _ in range(chance.choice((1, 3, 30, 300))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        for part in tmp_path.iterdir():
            part.unlink()
        path.write_bytes(content)
        with opened(path) as journal:
            journal.load().result()
            journal.append(seen("goes on")).result()
            assert journal._db is not None
            assert not journal._waiting


def test_a_wrong_key_keeps_the_file_aside(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    filled(path, 10, KEY)
    whole = path.read_bytes()
    assert guests(path, KEY[::-1]) == []
    assert (tmp_path / "journal.db.damaged").read_bytes() == whole


def test_a_log_that_was_torn_ends_where_it_was_torn(tmp_path: Path) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with opened(path) as journal:
        journal.load().result()
        journal._is_due = True  # nothing is moved meanwhile
        for number in range(20):
            journal.append(seen(f"guest-{number:02d}")).result()
        copy.write_bytes(path.read_bytes())
        log = (tmp_path / "journal.db-wal").read_bytes()
        journal._is_due = False
    (tmp_path / "copy.db-wal").write_bytes(log[: len(log) - 5000])
    found = guests(copy)
    assert found == [f"guest-{number:02d}" for number in range(len(found))]
    assert len(found) >= 17


def test_entries_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    filled(path, 2)
    db = open_file(path, None)
    db.execute("UPDATE entry SET at_ms = 1 << 60 WHERE id = 1")
    db.close()
    assert guests(path) == ["guest-00001"]
