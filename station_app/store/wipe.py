"""Wiping: what this laptop knows of an event becomes unreadable, key first.

Keys go before files, because a key is small and lies where it can be overwritten, while the blocks
of a file may live on in a disk's spare room or in a copy somebody made. From the moment the key is
gone every copy is noise. What is under way stands in a file, so an interrupted wipe goes on at the
next start.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from station_app.store.legends import FILES as LEGENDS
from station_app.store.pin import FILE_NAME as PIN_FILE
from station_app.store.private import destroy, make_folder, replace_contents
from station_app.store.sealing import PARTS, is_plain
from station_app.store.secrets import KeptSecrets
from station_app.store.sharing import FILES as SHARED

log = logging.getLogger(__name__)

_FOLDERS = ("cache", "training")
_EVENTS = "events.json"
_UNDER_WAY = "wiping.json"
_KINDS = ("all", "names", "keys")  # of the plan: everything, entrances, keys a store did not give


@dataclass(frozen=True, slots=True)
class Clock:
    """What this laptop knows of time: its wall clock, which may jump, and seconds since it was
    switched on (sleep included), which do not but begin anew with each switching on."""

    wall_s: float
    running_s: float = 0.0
    running_since: str = ""  # names the switching on; '' where the system does not tell


def read_clock() -> Clock:
    """Read the clocks of this laptop."""
    running_s, since = 0.0, ""
    if hasattr(time, "CLOCK_BOOTTIME"):
        with contextlib.suppress(OSError):
            since = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
            running_s = time.clock_gettime(time.CLOCK_BOOTTIME)
    return Clock(time.time(), running_s, since)


@dataclass(frozen=True, slots=True)
class EventEnd:
    """When an event ends, and what the server's clock said when."""

    ends_at: str = ""  # ISO 8601; '' when the server does not say
    heard: str = ""  # the server's time; '' before it told one
    wall_s: float = 0.0
    running_s: float = 0.0
    running_since: str = ""
    opened: str = ""  # when this laptop first had the list, by the same clock

    def now(self, clock: Clock) -> datetime:
        """Return the earliest time it can be by all that is known.

        The server's last word, and what has gone by since then. While the laptop has not been
        switched off that is counted by a clock that never jumps: a laptop clock set ahead by years
        wipes no event that runs. Across a switching off only the wall clock counts on, so its own
        error cancels out (it was as wrong when the server spoke), and a jump in between is the one
        thing that cannot be told from days in a cupboard; a list can be had again from the server.
        A clock set back counts nothing: wiping late is better than wiping early.
        """
        told = _moment(self.heard) or datetime.fromtimestamp(self.wall_s, UTC)
        same = self.running_since and self.running_since == clock.running_since
        gone_s = (clock.running_s - self.running_s) if same else (clock.wall_s - self.wall_s)
        try:
            return told + timedelta(seconds=max(gone_s, 0.0))
        except OverflowError:
            return told

    def is_over(self, clock: Clock, days: int) -> bool:
        """Whether the event ended so many days ago. Who opens it after that has it for a day."""
        end, opened = _moment(self.ends_at), _moment(self.opened)
        if end is None:
            return False
        try:
            now = self.now(clock)
            rests = opened is not None and now < opened + timedelta(days=1)
            return now >= end + timedelta(days=days) and not rests
        except OverflowError:
            return False


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone() if moment.tzinfo is None else moment
    except (ValueError, OverflowError):
        return None


class Wipe:
    """Wipes entrances, by the names of `entrance_name`, or all of this laptop's data.

    Whatever is wiped must be closed. Lives on the event loop; files are removed in a thread.
    """

    def __init__(
        self, folder: Path, secrets: KeptSecrets, clock: Callable[[], Clock] = read_clock
    ) -> None:
        self._folder = folder
        self._secrets = secrets
        self._clock = clock

    # --- by itself ----------------------------------------------------------------------------

    def note(self, name: str, ends_at: datetime | None, heard: datetime | None) -> None:
        """Note what the server says about an event's end, and what time it is there."""
        clock = self._clock()
        ends = self._ends()
        old = ends.get(name)
        first = heard or datetime.fromtimestamp(clock.wall_s, UTC)
        end = EventEnd(
            ends_at=ends_at.isoformat() if ends_at is not None else "",
            heard=heard.isoformat() if heard is not None else "",
            wall_s=clock.wall_s,
            running_s=clock.running_s,
            running_since=clock.running_since,
            opened=old.opened if old is not None else first.isoformat(),
        )
        if heard is None and old is not None and old.heard:
            end = replace(old, ends_at=end.ends_at)
        self._keep_ends({**ends, name: end})

    def knows(self, name: str) -> bool:
        """Whether anything was noted of an entrance."""
        return name in self._ends()

    def drop_plain(self, but: Iterable[str]) -> None:
        """Remove lists in plain text that no entrance known will ever open and encrypt."""
        kept = set(but)
        for path in tuple((self._folder / "cache").glob("*-*.db")):
            if is_plain(path) and _name(path) not in kept:
                for suffix in PARTS:
                    _destroy(path.with_name(path.name + suffix))

    def due(self, days: int) -> dict[str, datetime | None]:
        """Return the entrances whose event ended that long ago, and when; `days` 0 is never."""
        clock = self._clock()
        return {
            name: _moment(end.ends_at)
            for name, end in self._ends().items()
            if days and end.is_over(clock, days)
        }

    # --- by a person --------------------------------------------------------------------------

    async def entrances(self, names: Iterable[str]) -> bool:
        """Make entrances unreadable; whether every key is surely gone."""
        return await self._wipe({"names": list(names)})

    async def everything(self, keys: Iterable[str]) -> bool:
        """Make all unreadable; `keys` are the `secret_key`s of the entrances known."""
        return await self._wipe({"all": ["", *keys]})

    async def resume(self) -> bool:
        """Go on with what was interrupted; whether nothing is left to do."""
        plan = self._plan()
        return await self._wipe(plan) if plan else True

    async def _wipe(self, plan: dict[str, list[str]]) -> bool:
        before = self._plan()
        plan = {kind: sorted({*before.get(kind, ()), *plan.get(kind, ())}) for kind in _KINDS}
        plan = {kind: names for kind, names in plan.items() if kind in before or names}
        names = set(plan.get("names", ()))
        everything = "all" in plan
        await asyncio.to_thread(self._keep_plan, plan)
        # A key store that failed the last time: what was kept since then lies elsewhere.
        left = set(await self._secrets.destroy(plan.get("keys", ()), only_former=True))
        if everything:
            left |= set(await self._secrets.destroy_all(plan["all"]))
        else:
            left |= set(await self._secrets.destroy(names))
        if everything or names:
            await asyncio.to_thread(self._remove, None if everything else names)
        await asyncio.to_thread(self._keep_plan, {"keys": sorted(left)} if left else {})
        log.info("wiped: %s", "everything" if everything else f"{len(names)} entrance(s)")
        return not left

    # --- files --------------------------------------------------------------------------------

    def _remove(self, names: set[str] | None) -> None:
        """Remove lists and journals, of all if no names are given."""
        ends = self._ends()
        for inner in _FOLDERS:
            for pattern in ("*-*.db*", SHARED):
                for path in tuple((self._folder / inner).glob(pattern)):
                    if names is None or _name(path) in names:
                        _destroy(path)
        if names is None:
            for path in tuple(self._folder.glob(LEGENDS)):  # of events, with words of this laptop
                _destroy(path)
            _destroy(self._folder / _EVENTS)
            _destroy(self._folder / PIN_FILE)  # whoever begins anew sets another
        else:
            self._keep_ends({n: end for n, end in ends.items() if n not in names})

    def _ends(self) -> dict[str, EventEnd]:
        found: dict[str, EventEnd] = {}
        for name, facts in _read(self._folder / _EVENTS).items():
            with contextlib.suppress(TypeError):
                end = EventEnd(**facts)
                if _is_sound(end):
                    found[name] = end
        return found

    def _keep_ends(self, ends: dict[str, EventEnd]) -> None:
        facts = {name: asdict(end) for name, end in ends.items()}
        _write(self._folder / _EVENTS, facts)

    def _plan(self) -> dict[str, list[str]]:
        found = _read(self._folder / _UNDER_WAY)
        return {
            key: [name for name in names if isinstance(name, str)]
            for key, names in found.items()
            if key in _KINDS and isinstance(names, list)
        }

    def _keep_plan(self, plan: dict[str, list[str]]) -> None:
        if plan:
            _write(self._folder / _UNDER_WAY, plan)
        else:
            _destroy(self._folder / _UNDER_WAY)


def _is_sound(end: EventEnd) -> bool:
    texts = (end.ends_at, end.heard, end.running_since, end.opened)
    numbers = (end.wall_s, end.running_s)
    return all(isinstance(t, str) for t in texts) and all(
        isinstance(n, int | float) and 0 <= n < 1e11 for n in numbers
    )


def _name(path: Path) -> str:
    return path.name.split(".")[0].rpartition("-")[2]


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, content: object) -> None:
    try:
        make_folder(path.parent)
        replace_contents(path, json.dumps(content).encode())
    except OSError as error:  # a wipe goes on: what is on a disk that takes nothing can be removed
        log.error("%s cannot be written: %s", path.name, error.strerror)


def _destroy(path: Path) -> None:
    try:
        destroy(path)
    except OSError as error:
        log.error("%s cannot be removed: %s", path.name, error.strerror)
