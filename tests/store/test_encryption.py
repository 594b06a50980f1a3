"""What lies in the data folder tells nobody anything: every byte of it is searched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from station_app.api.wire import decode_guest
from station_app.services.ports import EventInfo
from station_app.store import sealing
from station_app.store.database import SCHEMA_VERSION, open_connection, prepare
from station_app.store.keys import new_key
from station_app.store.private import narrow
from station_app.store.reader import GuestReader
from station_app.store.writer import GuestWriter
from tests.faults import kill_steps
from tests.faults.kills import KEY
from tests.support import forks
from tests.support.builders import a_guest, listed

GUESTS = [
    a_guest(
        id=f"id-{n}",
        first=f"Vorname{n:03}",
        last=f"Nachname{n:03}",
        accessCode=f"KODE{n:03}",
        fields={"notes": f"Notiz{n:03}"},
    )
    for n in range(300)
]
SECRETS = (b"orname", b"achname", b"KODE", b"kode", b"Notiz", b"Gala", b"CREATE TABLE")


def fill(connection: apsw.Connection) -> None:
    writer = GuestWriter(connection, decode_guest)
    writer.save_event(EventInfo(event_id="7", name="Gala"))
    writer.take(listed(*GUESTS))
    writer.finish("2026-05-09T12:00:00+02:00", remove_missing=True)


def a_plain_list(path: Path, *, merged: bool = True) -> None:
    connection = prepare(path)
    fill(connection)
    if merged:
        connection.close()
    else:
        keep_log(connection)


def keep_log(connection: apsw.Connection) -> None:
    """Close as a crash does: the log is not merged."""
    connection.file_control("main", apsw.SQLITE_FCNTL_PERSIST_WAL, _one())
    connection.set_busy_timeout(0)
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.close()


def _one() -> int:
    import ctypes

    keep_log.number = ctypes.c_int(1)  # type: ignore[attr-defined]
    return ctypes.addressof(keep_log.number)  # type: ignore[attr-defined]


def readable(folder: Path) -> list[tuple[str, bytes]]:
    """Return what can be read, and in which file."""
    return [
        (path.name, secret)
        for path in folder.rglob("*")
        if path.is_file()
        for secret in SECRETS
        if secret in path.read_bytes()
    ]


def answers(path: Path, key: bytes) -> bool:
    connection = prepare(path, key)
    found = GuestReader(connection, decode_guest).by_codes(["KODE007"])
    hits = GuestReader(connection, decode_guest).search("nachname007", 5).hits
    connection.close()
    return bool(found) and found[0].id == "id-7" and len(hits) == 1


def test_nothing_can_be_read_while_the_log_is_open_or_after(tmp_path: Path) -> None:
    path, key = tmp_path / "cache" / "guests-0.db", new_key()
    connection = prepare(path, key)
    fill(connection)
    assert (path.with_name(path.name + "-wal")).stat().st_size > 100_000
    assert readable(tmp_path) == []
    assert key not in b"".join(p.read_bytes() for p in path.parent.iterdir())
    connection.close()
    assert readable(tmp_path) == []
    assert answers(path, key)


def test_a_reader_needs_the_key(tmp_path: Path) -> None:
    path, key = tmp_path / "g.db", new_key()
    prepare(path, key).close()
    open_connection(path, key, readonly=True).close()
    for wrong in (None, new_key(), key[:-1] + bytes([key[-1] ^ 1])):
        with pytest.raises(apsw.NotADBError) as caught:
            open_connection(path, wrong, readonly=True).execute("SELECT * FROM meta").fetchall()
        assert key.hex() not in repr(caught.value)
    with pytest.raises(ValueError, match="32 bytes"):
        open_connection(path, b"short")


def test_every_setting_of_a_connection_is_in_force(tmp_path: Path) -> None:
    """apsw runs no statement after one with an answer until that is fetched."""
    connection = prepare(tmp_path / "g.db", new_key())
    names = ("journal_mode", "synchronous", "journal_size_limit", "temp_store", "cache_size")
    assert [connection.pragma(n) for n in names] == ["wal", 1, 67108864, 2, -20000]
    connection.close()


def test_a_wrong_key_begins_a_new_list_and_what_is_aside_is_noise(tmp_path: Path) -> None:
    path, key, other = tmp_path / "guests.db", new_key(), new_key()
    connection = prepare(path, key)
    fill(connection)
    keep_log(connection)
    connection = prepare(path, other)
    assert not GuestReader(connection, decode_guest).state().loaded
    connection.close()
    assert (tmp_path / "guests.db.damaged").exists()
    assert readable(tmp_path) == []


# --- plain lists of former versions --------------------------------------------------------------


@pytest.mark.parametrize("merged", [True, False])
def test_a_plain_list_is_encrypted_in_place(tmp_path: Path, merged: bool) -> None:
    path, key = tmp_path / "guests.db", new_key()
    a_plain_list(path, merged=merged)
    assert readable(tmp_path)
    for old in ("guests.db.damaged", "guests.db.damaged-wal"):
        (tmp_path / old).write_bytes(path.read_bytes())
    assert answers(path, key)
    assert readable(tmp_path) == []
    assert [p.name for p in tmp_path.iterdir()] == ["guests.db"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_plain_list_of_an_older_schema_does_not_lie_about(tmp_path: Path) -> None:
    path = tmp_path / "guests.db"
    a_plain_list(path)
    connection = open_connection(path)
    connection.pragma("user_version", SCHEMA_VERSION - 1)
    connection.close()
    connection = prepare(path, new_key())
    assert not GuestReader(connection, decode_guest).state().loaded
    connection.close()
    assert readable(tmp_path) == []


@pytest.mark.parametrize("harm", ["head", "middle", "short", "no database"])
def test_a_damaged_plain_list_does_not_lie_about(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "guests.db"
    a_plain_list(path)
    content = bytearray(path.read_bytes())
    if harm == "head":
        content[:16] = b"\xff" * 16
    elif harm == "middle":
        content[4096 : 4096 * 12] = b"\x55" * (4096 * 11)
    elif harm == "short":
        del content[5000:]
    else:
        content[:] = b"Nachname007 without any structure " * 500
    path.write_bytes(content)
    connection = prepare(path, new_key())
    connection.close()
    assert readable(tmp_path) == []


def test_wherever_it_is_killed_the_next_start_opens_it(tmp_path: Path) -> None:
    merged, with_log = tmp_path / "merged", tmp_path / "with log"
    a_plain_list(merged / "guests.db")
    a_plain_list(with_log / "guests.db", merged=False)
    path = tmp_path / "killed" / "guests.db"
    with forks.Forks(kill_steps.MODULE) as children:
        shutil.copytree(with_log, path.parent)
        steps = kill_steps.steps_of(children, "seal", path)
        assert steps > 15
        for step in range(1, steps + 1, max(1, steps // 40)):
            shutil.rmtree(path.parent)
            shutil.copytree((with_log, merged)[step % 2], path.parent)
            kill_steps.kill(children, "seal", step, path)
            assert answers(path, KEY), f"killed at step {step}"
            assert readable(path.parent) == [], f"killed at step {step}"
            assert [part.name for part in path.parent.iterdir()] == ["guests.db"]


def test_a_full_disk_leaves_the_plain_list_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = tmp_path / "guests.db", new_key()
    a_plain_list(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "make_file", full)
        with pytest.raises(OSError, match="space"):
            prepare(path, key)
    assert answers(path, key)


# --- rights --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("umask", "before"), [("000", None), ("022", 0o777), ("077", 0o777)])
def test_files_and_folders_are_this_user_s_only(
    tmp_path: Path, umask: str, before: int | None
) -> None:
    folder = tmp_path / "data"
    if before is not None:
        (folder / "cache").mkdir(parents=True)
        for path in (folder, folder / "cache"):
            path.chmod(before)
        for name in ("settings.json", "station.log.1", "cache/guests-0.db"):
            (folder / name).write_text("{}")
            (folder / name).chmod(0o666)
    code = (
        f"import os, sys; os.umask(0o{umask})\n"
        "from station_app.__main__ import main\n"
        "from PySide6.QtCore import QTimer\n"
        "from station_app import app as program\n"
        "class Short(program.Station):\n"
        "    def __init__(self, app, options, folder, closed):\n"
        "        super().__init__(app, options, folder, closed)\n"
        "        self.closed = closed\n"
        "    async def start(self):\n"
        "        await super().start()\n"
        "        import asyncio\n"
        "        while not (self._folder / 'training').is_dir() or not self.doors.door"
        " or not self.doors.door.sync.status.loaded: await asyncio.sleep(0.01)\n"
        "        for path in self._folder.rglob('*'): print(oct(path.stat().st_mode), path.name)\n"
        "        self.closed.set()\n"
        "program.Station = Short\n"
        "sys.exit(main(['--demo', '--camera', 'none', '--data-dir', sys.argv[1]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=forks.ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    running = [line.split() for line in done.stdout.splitlines()]
    assert any(name.endswith("-wal") for _, name in running)
    modes = {(int(mode, 8) & 0o777, name) for mode, name in running}
    assert all(mode in (0o600, 0o700) for mode, _ in modes), modes
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path.name


def test_a_folder_that_others_share_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "settings.json").write_text("{}")
    (tmp_path / "theirs.txt").write_text("")
    (tmp_path / "theirs.txt").chmod(0o644)
    assert not narrow(tmp_path)
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777
    assert (tmp_path / "settings.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "theirs.txt").stat().st_mode & 0o777 == 0o644
    tmp_path.chmod(0o700)
