"""Killing a program that keeps its guest list: `python -m tests.faults.kills 300`.

A child writes lists for ever, whole ones in portions and changes; or begins with a plain file that
is to be encrypted, with a damaged one that is loaded anew, or with a damaged journal. Each list has
a time of its own, and each guest's code says of which list it is: so whatever a kill leaves behind
is one list the "server" once sent, or it is not.
"""

import asyncio
import logging
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from station_app.api.wire import decode_guest
from station_app.domain.errors import CacheUnusable
from station_app.domain.guest import Guest, GuestId
from station_app.domain.journal import Act, Entry, Moment
from station_app.services.ports import GuestList
from station_app.store import sealing
from station_app.store.cache import GuestCache
from station_app.store.database import open_connection
from station_app.store.journal import JournalFile
from tests.support import forks
from tests.support.builders import NOON, a_guest, a_list, listed
from tests.support.forks import say

MODULE = "tests.faults.kills"
KEY = bytes(range(32))
GUESTS = 2000
FAMILIES = ("load", "delta", "reconcile", "migration", "exchange", "salvage")
NOTES = 3000
ANEW = 6  # the version a damaged list of version 3 is loaded anew as
_PAGE = 4096
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


def work(task: str) -> None:
    """Write until killed, saying what begins and what stands."""
    logging.disable()
    family, name = task.split(" ", 1)
    path = Path(name)
    if family == "salvage":
        salvage(path)
    else:
        asyncio.run(exchange(path) if family == "exchange" else write(path))
    signal.pause()


async def write(path: Path) -> None:
    """Write one version after the other."""
    if sealing.is_plain(path):
        say("migration")
    cache = await GuestCache.open(path, decode_guest, KEY)
    state = await cache.state()
    version = version_of(state.server_time) if state.server_time else -1
    say("stands", version)
    while True:
        version += 1
        news = of_version(version)
        if is_delta(version):
            say("delta")
            await cache.apply_recent(news)
        else:
            say("reconcile" if version else "load")
            await _take_over(cache, version)
        say("stands", version)


async def _take_over(cache: GuestCache, version: int) -> None:
    news = of_version(version)
    async with cache.whole_list() as whole:
        for start in range(0, GUESTS, _PORTION):
            await whole.take(listed(*news.guests[start : start + _PORTION]))
        await whole.apply(news.server_time, remove_missing=True)


async def exchange(path: Path, tell: Callable[..., None] = say) -> None:
    """Open a damaged list, and load it anew once somebody looked up meets the damage."""
    cache = await GuestCache.open(path, decode_guest, KEY)
    assert await _is_damaged(cache)
    tell("exchange")
    await _take_over(cache, ANEW)
    tell("stands", ANEW)
    await cache.close()


async def _is_damaged(cache: GuestCache) -> bool:
    """Whether looking everybody up meets a damage, as the door would by and by."""
    try:
        await cache.by_ids(list(codes_at(0)))
    except CacheUnusable as error:
        return error.reason == "damaged"
    return False


def salvage(path: Path) -> None:
    """Open a damaged journal, which saves what can be read of it."""
    say("salvage")
    journal = JournalFile(path, KEY)
    journal.load().result()
    say("stands", 1)
    asyncio.run(journal.close())


# --- the parent -------------------------------------------------------------------------------


@dataclass
class Figures:
    """What became of one family's kills."""

    tried: int = 0
    within: int = 0  # landed between the beginning and the end of what was to be interrupted
    survived: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kept:
    """Files to begin with."""

    plain: Path  # of a former version of this program, version 4
    damaged: Path  # a list of version 3 in which some pages cannot be read
    notes: Path  # a damaged journal
    readable: frozenset[str]  # of the journal

    @classmethod
    def make(cls, folder: Path) -> "Kept":
        plain, damaged, notes = (folder / f"{name}.db" for name in ("plain", "damaged", "notes"))
        asyncio.run(_keep(plain, 4))
        asyncio.run(_keep(damaged, 3, KEY))
        _harm(damaged)
        asyncio.run(_note(notes))
        _harm(notes)
        copy = folder / "copy" / notes.name
        copy.parent.mkdir()
        shutil.copyfile(notes, copy)
        return cls(plain, damaged, notes, _noted(copy))

    def begin(self, family: str, path: Path) -> None:
        """Put what a family begins with into a folder, with nothing else."""
        sources = {"migration": self.plain, "exchange": self.damaged, "salvage": self.notes}
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        if family in sources:
            shutil.copyfile(sources[family], path)

    def look_at_list(self, path: Path) -> None:
        """See that a damaged list stands as it did, or the new one in its place."""
        aside = path.with_name(f"{path.name}.damaged")
        if not aside.exists() and not path.with_name(f"{path.name}.whole").exists():
            assert path.read_bytes() == self.damaged.read_bytes()
            asyncio.run(exchange(path, tell=lambda *_: None))
        asyncio.run(look(path, {ANEW}, {aside.name}))
        assert aside.read_bytes() == self.damaged.read_bytes()

    def look_at_notes(self, path: Path) -> None:
        """See that a damaged journal is kept, and that nothing of it is lost that can be read."""
        assert _noted(path) == self.readable
        aside = {part for part in path.parent.iterdir() if ".damaged" in part.name}
        assert self.notes.read_bytes() in [part.read_bytes() for part in aside]
        assert set(path.parent.iterdir()) == {path, *aside}


class Kills:
    """Kills, one after the other; a list is written on after each."""

    def __init__(self, folder: Path, kept: Kept, chance: random.Random) -> None:
        self.figures = {family: Figures() for family in FAMILIES}
        self._chance = chance
        self._took_s: dict[str, float] = {}
        self._kept = kept
        self._folder = folder

    def run(self, kills: int) -> None:
        """Kill as often, each family in turn."""
        with forks.Forks(MODULE) as children:
            for family in FAMILIES:
                child, _, _ = self._begun(children, family)
                began = monotonic()
                child.line()
                self._took_s[family] = monotonic() - began
                child.kill()
            for number in range(kills):
                self._kill_once(children, FAMILIES[number % len(FAMILIES)])

    def _begun(self, children: forks.Forks, family: str) -> tuple[forks.Child, Path, int]:
        """Return a child that begins now with what is to be interrupted, and what stands."""
        alone = family in ("exchange", "salvage")
        path = self._folder / ("alone" if alone else "cache") / "guests-1.db"
        if family not in ("delta", "reconcile"):
            self._kept.begin(family, path)
        stood = 4 if family == "migration" else -1
        child = children.begin(f"{family} {path}")
        while (word := child.line()) != family:
            assert word, "the child ended by itself"
            stood = _stands(word, stood)
        return child, path, stood

    def _kill_once(self, children: forks.Forks, family: str) -> None:
        """Kill within one family, and see what is left.

        Machines have other things to do at times: a kill that came too late lets the next ones of
        its family come sooner, and one that did not lets them take a little more time.
        """
        child, path, stood = self._begun(children, family)
        sleep(self._chance.random() * self._took_s[family])
        rest = [family, *child.kill()]
        is_within = len(rest) == 1
        self._took_s[family] *= 1.05 if is_within else 0.8
        for word in rest:
            stood = _stands(word, stood)
        figures = self.figures[family]
        figures.tried += 1
        figures.within += is_within
        try:
            if family == "exchange":
                self._kept.look_at_list(path)
            elif family == "salvage":
                self._kept.look_at_notes(path)
            else:
                asyncio.run(look(path, {stood, stood + (not rest[-1].startswith("stands"))}))
            figures.survived += 1
        except Exception as error:
            figures.lost.append(f"{type(error).__name__}: {error}")


def _stands(word: str, before: int) -> int:
    return int(word.split()[1]) if word.startswith("stands") else before


async def _keep(path: Path, version: int, key: bytes | None = None) -> None:
    """Make a list of this version."""
    cache = await GuestCache.open(path, decode_guest, key)
    for number in range(version - version % 3, version + 1):
        news = of_version(number)
        if is_delta(number):
            await cache.apply_recent(news)
        else:
            await cache.apply_all(news, remove_missing=True)
    await cache.close()


async def _note(path: Path) -> None:
    """Make a journal."""
    journal = JournalFile(path, KEY)
    for number in range(NOTES):
        moment = Moment(NOON)
        entry = Entry(act=Act.SEEN, moment=moment, guest=f"g{number}", verdict="welcome")
        await asyncio.wrap_future(journal.append(entry))
    await journal.close()


def _noted(path: Path) -> frozenset[str]:
    """Open a journal and return whom it tells of."""
    journal = JournalFile(path, KEY)
    entries = journal.load().result()
    asyncio.run(journal.close())
    return frozenset(entry.guest for entry in entries)


def _harm(path: Path) -> None:
    """Make some pages in the middle of a file unreadable."""
    content = bytearray(path.read_bytes())
    middle = len(content) // _PAGE // 2 * _PAGE
    content[middle : middle + 12 * _PAGE] = random.Random(1).randbytes(12 * _PAGE)
    path.write_bytes(content)


async def look(path: Path, allowed: set[int], aside: Collection[str] = ()) -> None:
    """See that a file holds one list the server sent, and that nothing else was set aside."""
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
    assert parts <= {path.name + suffix for suffix in sealing.PARTS} | {*aside}, parts


def main(kills: int) -> int:
    """Print what became of the kills, by family."""
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        done = Kills(Path(folder), Kept.make(Path(folder)), random.Random(1))
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
    if sys.argv[1:] == ["serve"]:
        forks.serve(work)
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
