"""The search from a typed text to ranked rows, for lists of growing size.

`python -m tests.benchmarks.search [--plain] [guests ...]` prints, for each size: what indexing
costs, median and worst time of every kind of query, and how often the person meant stands in the
first five; and beside it a `LIKE '%word%'` per word, which is what others do. `--plain`: without
encryption.
"""

import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import apsw

from station_app.api.wire import decode_guest
from station_app.services.ports import Listed
from station_app.store.database import open_connection, prepare
from station_app.store.keys import new_key
from station_app.store.reader import GuestReader
from station_app.store.writer import GuestWriter
from tests.benchmarks.people import Crowd, Person
from tests.benchmarks.queries import Query, queries
from tests.support.spelling import canonical

_SIZES = (1_000, 10_000, 100_000)
_PORTION = 5_000
_SHOWN = 50
_REPEATS = 5
_EACH = 25
KEY = None if "--plain" in sys.argv else new_key()


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size of list cost."""

    guests: int
    index_us: float  # a guest
    file_mb: float
    median_ms: float
    worst_ms: float
    found: float
    like_median_ms: float
    like_worst_ms: float
    like_found: float


def fill(path: Path, people: Sequence[Person]) -> float:
    """Write a cache of these people; return the seconds that it took."""
    db = prepare(path, KEY)
    writer = GuestWriter(db, decode_guest)
    spent = 0.0
    for start in range(0, len(people), _PORTION):
        some = enumerate(people[start : start + _PORTION], start)
        listed = [Listed(one.id, one.raw) for one in (p.guest(n) for n, p in some)]
        begin = time.perf_counter()
        writer.take(listed)
        spent += time.perf_counter() - begin
    begin = time.perf_counter()
    writer.finish("2026-06-01T18:30:00+02:00", remove_missing=True)
    spent += time.perf_counter() - begin
    while writer.tidy():  # as the program does when the writer has nothing else to do
        pass
    db.close()
    return spent


Ask = Callable[[str], list[str]]


def timed(ask: Ask, asked: Sequence[Query], repeats: int) -> list[tuple[float, bool]]:
    """Return for each query the median of its times in ms, and whether the person was found."""
    answers = []
    for query in asked:
        times = []
        names: list[str] = []
        for _ in range(repeats):
            begin = time.perf_counter()
            names = ask(query.text)
            times.append((time.perf_counter() - begin) * 1000)
        answers.append((statistics.median(times), query.wanted in names[:5]))
    return answers


def peers(people: Sequence[Person]) -> Ask:
    """Return the search of others: each word anywhere in a text, in the list's order."""
    db = apsw.Connection(":memory:")
    db.execute("CREATE TABLE person (name TEXT, text TEXT)")
    db.executemany(
        "INSERT INTO person VALUES (?, ?)",
        ((canonical(p.name), f"{p.first} {p.last} {p.company} {p.email}") for p in people),
    )

    def ask(text: str) -> list[str]:
        words = [f"%{word}%" for word in text.split()]
        like = " AND ".join("text LIKE ?" for _ in words)
        rows = db.execute(f"SELECT name FROM person WHERE {like} LIMIT {_SHOWN}", words)
        return [name for (name,) in rows]

    return ask


def measure(guests: int, folder: Path, *, show_missed: bool) -> Figures:
    """Print the figures of one size by kind of query."""
    people = list(Crowd().people(guests))
    path = folder / f"{guests}.db"
    index_us = fill(path, people) / guests * 1e6
    asked = queries(people, _EACH)
    db = open_connection(path, KEY, readonly=True)
    reader = GuestReader(db, decode_guest)

    def ask(text: str) -> list[str]:
        return [canonical(hit.guest.name) for hit in reader.search(text, _SHOWN).hits]

    begin = time.perf_counter()
    ask("warming up qqq")
    warm_ms = (time.perf_counter() - begin) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gc.collect()
    gc.freeze()  # the list of people is the benchmark's, not the station's
    ours = timed(ask, asked, _REPEATS)
    sample = [q for n, q in enumerate(asked) if guests <= 10_000 or n % 8 == 0]
    theirs = timed(peers(people), sample, 1)
    gc.unfreeze()
    terms, words = (
        db.execute(f"SELECT count(*) FROM {what}").get
        for what in ("term", "(SELECT 1 FROM term WHERE word >= '~' AND word < '~~')")
    )
    print(f"\n{guests} guests, {len(asked)} queries; {terms} terms, {words} of names;")
    print(f"first near search after opening {warm_ms:.0f} ms; peak memory {memory:.0f} MB")
    print(f"{'kind':34}{'median ms':>10}{'worst ms':>10}{'found':>8}")
    for kind in dict.fromkeys(query.kind for query in asked):
        of_kind = [n for n, query in enumerate(asked) if query.kind == kind]
        times = [ours[n][0] for n in of_kind]
        rate = ""
        if asked[of_kind[0]].wanted:
            rate = f"{sum(ours[n][1] for n in of_kind) / len(of_kind):.2f}"
        slowest = max(of_kind, key=lambda n: ours[n][0])
        worst = f"{max(times):10.2f}"
        print(f"{kind:34}{statistics.median(times):10.2f}{worst}{rate:>8}  {asked[slowest].text}")
    meant = [n for n, query in enumerate(asked) if query.wanted]
    if show_missed:
        for n in meant:
            if not ours[n][1]:
                query = asked[n]
                print(
                    f"missed: {query.kind} | {query.text} | {query.wanted} | {ask(query.text)[:3]}"
                )
    db.close()
    like_meant = [answer for answer, query in zip(theirs, sample, strict=True) if query.wanted]
    return Figures(
        guests,
        index_us,
        path.stat().st_size / 1e6,
        statistics.median(t for t, _ in ours),
        max(t for t, _ in ours),
        sum(ours[n][1] for n in meant) / len(meant),
        statistics.median(t for t, _ in theirs),
        max(t for t, _ in theirs),
        sum(found for _, found in like_meant) / len(like_meant),
    )


def main() -> None:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    sizes = [int(a.replace(",", "").replace("_", "")) for a in arguments] or list(_SIZES)
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            measure(size, Path(folder), show_missed="--missed" in sys.argv)
            for size in sorted(sizes)
        ]
    print(f"\n{'guests':>9} {'index µs':>9} {'file MB':>8} {'median ms':>10} {'worst ms':>9}"
          f" {'found':>6} | {'LIKE: median':>12} {'worst ms':>9} {'found':>6}")  # fmt: skip
    before: Figures | None = None
    for one in lines:
        print(
            f"{one.guests:9} {one.index_us:9.1f} {one.file_mb:8.1f} {one.median_ms:10.2f}"
            f" {one.worst_ms:9.2f} {one.found:6.3f} | {one.like_median_ms:12.1f}"
            f" {one.like_worst_ms:9.1f} {one.like_found:6.3f}"
        )
        if before is not None:
            print(
                f"{'× ' + format(one.guests / before.guests, '.0f'):>9}"
                f" {one.index_us / before.index_us:9.2f} {one.file_mb / before.file_mb:8.2f}"
                f" {one.median_ms / before.median_ms:10.2f} {one.worst_ms / before.worst_ms:9.2f}"
                f" {'':6} | {one.like_median_ms / before.like_median_ms:12.2f}"
                f" {one.like_worst_ms / before.like_worst_ms:9.2f}"
            )
        before = one


if __name__ == "__main__":
    main()
