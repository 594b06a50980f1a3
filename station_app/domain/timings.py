"""How long things take while the program runs, counted at almost no cost, for whoever is asked why
it is slow. Of what was timed nothing is kept but that it took so long."""

import math
import time
from dataclasses import dataclass
from types import TracebackType

_FIRST_S = 0.0001
_STEPS = 4  # buckets to a doubling: each reaches 19 % further than the one before
_DOUBLINGS = 21  # 0.1 ms to 3.5 minutes
_LAST = _STEPS * _DOUBLINGS
_BAR = 40  # characters


@dataclass(frozen=True, slots=True)
class Summary:
    """What a histogram says; the middle of a bucket stands for all in it."""

    count: int
    median_s: float
    late_s: float  # 95 % took no longer
    worst_s: float
    doublings: tuple[tuple[float, int], ...]  # from so many seconds on to twice that, how many


class Histogram:
    """Counts durations in buckets that grow by a fifth.

    Each is written by one thread, so no lock is needed, and nobody waits for one on the way to a
    verdict. (A camera whose driver hangs may still decode while the next one begins: then a count
    can be lost, and nothing else.) Any thread may read: it takes a copy.
    """

    __slots__ = ("_counts", "_worst_s")

    def __init__(self) -> None:
        self._counts = [0] * (_LAST + 1)
        self._worst_s = 0.0

    def record(self, seconds: float) -> None:
        """Count one duration."""
        place = 0
        if seconds > _FIRST_S:
            place = min(int(math.log2(seconds / _FIRST_S) * _STEPS) + 1, _LAST)
        self._counts[place] += 1
        if seconds > self._worst_s:
            self._worst_s = seconds

    def measure(self) -> "_Measure":
        """Count what a `with` block takes, unless it fails."""
        return _Measure(self)

    def summary(self) -> Summary:
        """Return what was counted so far."""
        counts, worst_s = tuple(self._counts), self._worst_s
        doublings = []
        for doubling in range(_DOUBLINGS + 1):
            low = (doubling - 1) * _STEPS + 1
            if inside := sum(counts[max(low, 0) : low + _STEPS]):
                doublings.append((_FIRST_S * 2.0 ** (doubling - 1) if doubling else 0.0, inside))
        return Summary(
            sum(counts),
            min(_quantile(counts, 0.5), worst_s),
            min(_quantile(counts, 0.95), worst_s),
            worst_s,
            tuple(doublings),
        )


class _Measure:
    __slots__ = ("_began_s", "_histogram")

    def __init__(self, histogram: Histogram) -> None:
        self._histogram = histogram

    def __enter__(self) -> None:
        self._began_s = time.perf_counter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._histogram.record(time.perf_counter() - self._began_s)


class Timings:
    """What is timed in one run of the program."""

    def __init__(self) -> None:
        self.verdict = Histogram()  # from a scan to its verdict on the screen
        self.asked = Histogram()  # the same where the server was asked, too
        self.search = Histogram()  # from the letter to the rows
        self.poll = Histogram()  # from the request for changes until they are applied
        self.decode = Histogram()  # one picture of the camera

    def table(self) -> str:
        """Return all of it as plain text."""
        rows = (
            ("scan to verdict on the screen", self.verdict),
            ("unknown code to verdict, the server was asked", self.asked),
            ("search", self.search),
            ("poll, request to applied", self.poll),
            ("decoding one picture", self.decode),
        )
        return "\n".join(_told(name, histogram.summary()) for name, histogram in rows)


def _quantile(counts: tuple[int, ...], part: float) -> float:
    wanted, seen = math.ceil(sum(counts) * part), 0
    for place, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return _FIRST_S * 2 ** ((place - 0.5) / _STEPS)
    return 0.0


def _told(name: str, found: Summary) -> str:
    if not found.count:
        return f"{name}: none yet\n"
    figures = (("median", found.median_s), ("95 %", found.late_s), ("worst", found.worst_s))
    told = ", ".join(f"{what} {_duration(seconds)}" for what, seconds in figures)
    most = max(count for _, count in found.doublings)
    bars = (
        f"  from {_duration(low):>8}  {'#' * math.ceil(_BAR * count / most):<{_BAR}} {count}\n"
        for low, count in found.doublings
    )
    return f"{name}: {found.count}; {told}\n{''.join(bars)}"


def _duration(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    ms = seconds * 1000
    return f"{ms:.0f} ms" if ms >= 10 or not ms else f"{ms:.1f} ms"
