"""Killing a program that writes its journal: `python -m tests.support.journal_kills 300`."""

import random
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from station_app.domain.journal import Act, Entry, Moment
from station_app.store.journal import JournalFile
from tests.support import forks

MODULE = "tests.support.journal_kills"


def write(task: str) -> None:
    """Write entries until killed; say of each what was shown, after it was written."""
    run, path = task.split(" ", 1)
    journal = JournalFile(Path(path))
    journal.load().result()
    number = 0
    while True:
        moment = Moment(datetime.now().astimezone(), None, 0.0)
        name = f"{run}-{number}"
        entry = Entry(act=Act.SEEN, moment=moment, guest=name, verdict="welcome", list_age_s=1)
        journal.append(entry).result()
        forks.say(name)
        number += 1


def kill_once(writers: forks.Forks, path: Path, run: int, chance: random.Random) -> list[str]:
    """Start a writer, kill it at some moment; return what it had shown by then."""
    writer = writers.begin(f"{run} {path}")
    shown = [writer.line() for _ in range(chance.randrange(2, 401))]
    return shown + writer.kill()


def kept(path: Path) -> set[str]:
    """Return what the journal holds now."""
    return {entry.guest for entry in JournalFile(path).all_entries()}


def main(kills: int) -> int:
    """Print how many kills it survived, and how many entries were shown and lost."""
    chance, shown = random.Random(1), set[str]()
    with tempfile.TemporaryDirectory() as folder, forks.Forks(MODULE) as writers:
        path = Path(folder) / "journal.db"
        for run in range(kills):
            shown.update(kill_once(writers, path, run, chance))
        lost = shown - kept(path)
    sys.stdout.write(f"{kills} kills, {len(shown)} entries shown, {len(lost)} lost\n")
    return 1 if lost else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        forks.serve(write)
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
