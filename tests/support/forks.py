"""Children that are to be killed, forked from a process that has imported everything by then.

Starting Python takes longer than most of what a kill is to interrupt.
"""

import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
_ENDED = "ended"


def say(*words: object) -> None:
    """Tell the parent something at once; a kill takes back nothing of it."""
    os.write(1, f"{' '.join(map(str, words))}\n".encode())


def serve(work: Callable[[str], None]) -> None:
    """Fork a child for each line that comes. Its number is said first, how it ended at last."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            say(os.getpid())
            try:
                work(line.rstrip("\n"))
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(_ENDED, os.waitstatus_to_exitcode(status))


class Child:
    """One child: what it says, until it ends."""

    def __init__(self, said: Callable[[], str]) -> None:
        self._said = said
        self._pid = int(said())
        self.exit_code: int | None = None

    def line(self) -> str:
        """Wait for what it says next; '' if it has ended."""
        line = self._said()
        if line.startswith(_ENDED):
            self.exit_code = int(line.split()[1])
            return ""
        return line

    def lines(self) -> list[str]:
        """Return what it says until it has ended."""
        return list(iter(self.line, ""))

    def kill(self) -> list[str]:
        """Kill it now, and return what it still said."""
        os.kill(self._pid, signal.SIGKILL)
        return self.lines()


class Forks:
    """A module that is run as `… serve`, and the children it has, one at a time."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()  # a child may still be at work
        self._process.communicate()

    def begin(self, line: str) -> Child:
        """Let a child work on this."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return Child(self._line)

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "no child was forked"
        return line.rstrip("\n")
