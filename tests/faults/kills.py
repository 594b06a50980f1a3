"""Killing a program that keeps its guest list: `python -m tests.faults.kills 300`.

A child writes lists for ever, whole ones in portions and changes, or begins with a plain file that
is to be encrypted. Each list has a time of its own, and each guest's code says of which list it is:
so whatever a kill leaves behind is one list the "server" once sent, or it is not.
"""

import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest, GuestId
from station_app.services.ports import GuestList
from station_app.store import sealing
from station_app.store.cache import GuestCache
from station_app.store.database import open_connection
from tests.support.builders import NOON, a_guest, a_list, listed

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
GUESTS = 2000
FAMILIES = ("load", "delta", "reconcile", "migration")
_PORTION = 100
_CHANGED = 400  # guests of one answer of recent changes


def guest_of(number: int, version: int) -> Guest:
    """Return a guest as of a version: the code tells it, and the name does."""
    return a_guest(
        id=f"g{number}",
        accessCode=f"C{number}V{version}",
        first=f"Nr{number}",
        last=f"Version{version}",
        companions=[{"id": f"g{number + 1}"}] if number % 10 == 0 else [],
        parentId=f"g{number - 1}" if number % 10 == 1 else None,
    )


def time_of(version: int) -> str:
    return (NOON + timedelta(seconds=version)).isoformat()


def version_of(time: str) -> int:
    return round((datetime.fromisoformat(time).astimezone(UTC) - NOON).total_seconds())


def is_delta(version: int) -> bool:
    """Whether this version only changes some of the one before."""
    return version % 3 != 0


def changed_by(version: int) -> range:
    """Return whom a delta tells of: other ones each time."""
    start = version * 137 % (GUESTS - _CHANGED)
    return range(start, start + _CHANGED)


def of_version(version: int) -> GuestList:
    """Return what the server sends: a whole list, or some changes."""
    numbers = changed_by(version) if is_delta(version) else range(GUESTS)
    return a_list(*(guest_of(n, version) for n in numbers), at=time_of(version))


def codes_at(version: int) -> dict[GuestId, str]:
    """Return everybody's code, once this version stands."""
    last = dict.fromkeys(range(GUESTS), version - version % 3)
    for delta in range(version - version % 3 + 1, version + 1):
        last |= dict.fromkeys(changed_by(delta), delta)
    return {GuestId(f"g{number}"): f"C{number}V{of}" for number, of in last.items()}


# --- the child --------------------------------------------------------------------------------


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


async def write(path: Path) -> None:
    """Write one version after the other, saying what begins and what stands, until killed."""
    if sealing.is_plain(path):
        say("migration")
    cache = await GuestCache.open(path, decode_guest, KEY)
    state = await cache.state()
    version = version_of(state.server_time) if state.server_time else -1
    say(f"stands {version}")
    while True:
        version += 1
        news = of_version(version)
        if is_delta(version):
            say("delta")
            await cache.apply_recent(news)
        else:
            say("reconcile" if version else "load")
            async with cache.whole_list() as whole:
                for start in range(0, GUESTS, _PORTION):
                    await whole.take(listed(*news.guests[start : start + _PORTION]))
                await whole.apply(news.server_time, remove_missing=True)
        say(f"stands {version}")


# --- the parent -------------------------------------------------------------------------------


@dataclass
class Figures:
    """What became of one family's kills."""

    tried: int = 0
    within: int = 0  # landed between the beginning and the end of what was to be interrupted
    survived: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass
class Kills:
    """Kills, one after the other; a file is written on after each."""

    folder: Path
    chance: random.Random
    figures: dict[str, Figures] = field(default_factory=lambda: {f: Figures() for f in FAMILIES})
    _took_s: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._plain = self.folder / "plain.db"
        asyncio.run(_keep(self._plain, 4))

    def run(self, kills: int) -> None:
        """Kill as often, each family in turn."""
        for number in range(kills):
            self.kill_once(FAMILIES[number % len(FAMILIES)])

    def kill_once(self, family: str) -> None:
        """Kill within one family, and see what is left."""
        path = self.folder / "cache" / "guests-1.db"
        if family in ("load", "migration"):
            shutil.rmtree(path.parent, ignore_errors=True)
        if family == "migration":
            path.parent.mkdir()
            shutil.copyfile(self._plain, path)
        figures = self.figures[family]
        stood, is_within = self._killed(path, family)
        figures.tried += 1
        figures.within += is_within
        try:
            asyncio.run(_look(path, {stood, stood + is_within}))
            figures.survived += 1
        except Exception as error:
            figures.lost.append(f"{type(error).__name__}: {error}")

    def _killed(self, path: Path, family: str) -> tuple[int, bool]:
        """Return which version stood at last, and whether the kill cut something off."""
        arguments = [sys.executable, "-m", "tests.faults.kills", "write", str(path)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=ROOT) as child:
            assert child.stdout is not None
            stood, word = 4 if family == "migration" else -1, ""
            while word != family:
                word = child.stdout.readline().decode().strip()
                assert word, "the child ended by itself"
                stood = int(word.split()[1]) if word.startswith("stands") else stood
            if family not in self._took_s:  # once, to know within which time to kill
                began = monotonic()
                stood = int(child.stdout.readline().split()[1])
                self._took_s[family] = monotonic() - began
                word = "stands"
            else:
                sleep(self.chance.random() * self._took_s[family])
            child.send_signal(signal.SIGKILL)
            rest = child.stdout.read().decode()
        for word in rest.split("\n")[:-1]:
            stood = int(word.split()[1]) if word.startswith("stands") else stood
        return stood, not word.startswith("stands")


async def _keep(path: Path, version: int) -> None:
    """Make a plain file of a former version of this program."""
    cache = await GuestCache.open(path, decode_guest)
    for number in range(version - version % 3, version + 1):
        news = of_version(number)
        if is_delta(number):
            await cache.apply_recent(news)
        else:
            await cache.apply_all(news, remove_missing=True)
    await cache.close()


async def _look(path: Path, allowed: set[int]) -> None:
    """See that a file holds one list the server sent, and that nothing was set aside for it."""
    cache = await GuestCache.open(path, decode_guest, KEY)
    try:
        state, totals = await cache.state(), await cache.totals()
        version = version_of(state.server_time) if state.server_time else -1
        assert version in allowed, f"{version}, not {allowed}"
        codes = codes_at(version) if version >= 0 else {}
        found = await cache.by_ids(list(codes_at(0)))
        assert {one: guest.access_code for one, guest in found.items()} == codes
        assert (totals.listed, totals.removed) == (len(codes), 0)
        assert state.loaded is bool(codes)
        for number in range(0, GUESTS, 97) if codes else ():
            hits = (await cache.search(f"Nr{number}", 50)).hits
            assert GuestId(f"g{number}") in [hit.guest.id for hit in hits]
    finally:
        await cache.close()
    with closing(open_connection(path, KEY)) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        db.execute("INSERT INTO words (words) VALUES ('integrity-check')").fetchall()
    assert not sealing.is_plain(path)
    parts = {part.name for part in path.parent.iterdir()}
    assert parts <= {path.name + suffix for suffix in sealing.PARTS}, parts


def main(kills: int) -> int:
    """Print what became of the kills, by family."""
    with tempfile.TemporaryDirectory() as folder:
        done = Kills(Path(folder), random.Random(1))
        done.run(kills)
    for family, figures in done.figures.items():
        sys.stdout.write(
            f"{family}: {figures.tried} tried, {figures.within} within it,"
            f" {figures.survived} survived, {len(figures.lost)} lost\n"
        )
        for line in figures.lost:
            sys.stdout.write(f"  {line}\n")
    return 1 if any(figures.lost for figures in done.figures.values()) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        asyncio.run(write(Path(sys.argv[2])))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
