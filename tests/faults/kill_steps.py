"""Killing at a chosen step: before and after what is done to names and files.

Moments so short that a kill at random hardly ever meets them are met here, each of them.
"""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw

from station_app.store import sealing
from station_app.store.database import prepare
from tests.faults import kills
from tests.support import forks

MODULE = "tests.faults.kill_steps"
_INSTRUCTIONS = 20_000  # of SQLite, between two steps within a statement


class Steps:
    """Counts, and ends this process at the wanted one."""

    def __init__(self, wanted: int) -> None:
        self.done = 0
        self._wanted = wanted

    def step(self) -> None:
        self.done += 1
        if self.done == self._wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, *names: str) -> None:
        """Count before and after these functions of a module or class."""
        for name in names:
            setattr(owner, name, self._stepping(getattr(owner, name)))

    def _stepping(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*arguments: Any, **named: Any) -> Any:
            self.step()
            answer = act(*arguments, **named)
            self.step()
            return answer

        return stepping

    def within_statements(self) -> None:
        """Count in what SQLite does, too."""
        real = apsw.Connection

        def connect(*arguments: Any, **named: Any) -> apsw.Connection:
            connection = real(*arguments, **named)
            connection.set_progress_handler(lambda: bool(self.step()), _INSTRUCTIONS)
            return connection

        apsw.Connection = connect  # type: ignore[misc, assignment]


def seal(steps: Steps, path: Path) -> None:
    """Encrypt a plain list."""
    steps.around(sealing, "destroy", "make_file", "sync_folder")
    steps.around(os, "fsync", "write")
    steps.around(Path, "rename", "unlink")
    steps.within_statements()
    prepare(path, kills.KEY).close()


def salvage(steps: Steps, path: Path) -> None:
    """Save what can be read of a damaged journal."""
    steps.around(Path, "replace")
    steps.around(shutil, "copyfile")
    kills.salvage(path)


def exchange(steps: Steps, path: Path) -> None:
    """Load a damaged list anew."""
    steps.around(Path, "replace")
    asyncio.run(kills.exchange(path))


WORK = {"seal": seal, "salvage": salvage, "exchange": exchange}


def work(task: str) -> None:
    """Do one work, and say how many steps it took."""
    name, wanted, path = task.split(" ", 2)
    steps = Steps(int(wanted))
    WORK[name](steps, Path(path))
    forks.say("steps", steps.done)


def steps_of(children: forks.Forks, name: str, path: Path) -> int:
    """Do the whole work, and return how many steps it takes."""
    *_, last = children.begin(f"{name} 0 {path}").lines()
    return int(last.removeprefix("steps "))


def kill(children: forks.Forks, name: str, step: int, path: Path) -> None:
    """Do the work up to a step."""
    child = children.begin(f"{name} {step} {path}")
    child.lines()
    assert child.exit_code == -signal.SIGKILL


if __name__ == "__main__" and sys.argv[1:] == ["serve"]:
    forks.serve(work)
