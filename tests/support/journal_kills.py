"""Killing a program that writes its journal: `python -m tests.support.journal_kills 300`."""

import os
import random
import signal
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from station_app.domain.journal import Act, Entry, Moment
from station_app.store.journal import JournalFile

ROOT = Path(__file__).parents[2]


def write(path: Path, run: str) -> None:
    """Write entries until killed; say of each what was shown, after it was written."""
    journal = JournalFile(path)
    journal.load().result()
    number = 0
    while True:
        moment = Moment(datetime.now().astimezone(), None, 0.0)
        name = f"{run}-{number}"
        entry = Entry(act=Act.SEEN, moment=moment, guest=name, verdict="welcome", list_age_s=1)
        journal.append(entry).result()
        os.write(1, f"{name}\n".encode())
        number += 1


def kill_once(path: Path, run: int, chance: random.Random) -> list[str]:
    """Start a writer, kill it at some moment; return what it had shown by then."""
    arguments = [sys.executable, "-m", "tests.support.journal_kills", "write", str(path), str(run)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=ROOT) as writer:
        assert writer.stdout is not None
        shown = [writer.stdout.readline().decode().strip()]
        lines = chance.randrange(1, 400)
        shown += [writer.stdout.readline().decode().strip() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().decode()
    shown += [line for line in rest.split("\n")[:-1] if line]
    return shown


def kept(path: Path) -> set[str]:
    """Return what the journal holds now."""
    return {entry.guest for entry in JournalFile(path).all_entries()}


def main(kills: int) -> int:
    """Print how many kills it survived, and how many entries were shown and lost."""
    chance, shown = random.Random(1), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        for run in range(kills):
            shown.update(kill_once(path, run, chance))
        lost = shown - kept(path)
    sys.stdout.write(f"{kills} kills, {len(shown)} entries shown, {len(lost)} lost\n")
    return 1 if lost else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]), sys.argv[3])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
