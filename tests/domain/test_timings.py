import random
import statistics
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.timings import Histogram, Timings

durations = st.floats(min_value=0, max_value=1e4, allow_nan=False)


@given(st.lists(durations, min_size=1, max_size=200))
def test_nothing_recorded_is_lost(given_s: list[float]) -> None:
    histogram = Histogram()
    for seconds in given_s:
        histogram.record(seconds)
    found = histogram.summary()
    assert found.count == len(given_s) == sum(count for _, count in found.doublings)
    assert found.worst_s == max(given_s)
    assert found.median_s <= found.late_s <= found.worst_s


def test_median_and_late_ones_are_told_to_a_tenth() -> None:
    dice, histogram = random.Random(3), Histogram()
    given_s = [dice.lognormvariate(-4, 1) for _ in range(5000)]
    for seconds in given_s:
        histogram.record(seconds)
    found = histogram.summary()
    assert found.median_s == pytest.approx(statistics.median(given_s), rel=0.1)
    assert found.late_s == pytest.approx(sorted(given_s)[4750], rel=0.1)


def test_each_doubling_begins_where_it_says() -> None:
    histogram = Histogram()
    for ms in (0.05, 0.15, 0.9, 1.7):
        histogram.record(ms / 1000)
    assert [(round(low * 1000, 2), n) for low, n in histogram.summary().doublings] == [
        (0.0, 1),
        (0.1, 1),
        (0.8, 1),
        (1.6, 1),
    ]


def test_what_fails_is_not_counted() -> None:
    histogram = Histogram()
    with histogram.measure():
        pass
    with pytest.raises(ValueError, match="torn"), histogram.measure():
        raise ValueError("torn")
    assert histogram.summary().count == 1


def test_it_can_be_read_while_another_thread_writes() -> None:
    histogram, rounds = Histogram(), 20_000

    def write() -> None:
        for _ in range(rounds):
            histogram.record(0.01)

    thread = threading.Thread(target=write)
    thread.start()
    while thread.is_alive():
        found = histogram.summary()
        assert sum(count for _, count in found.doublings) == found.count <= rounds
    thread.join()
    assert histogram.summary().count == rounds


def test_the_table_tells_each_with_its_bars() -> None:
    timings = Timings()
    for _ in range(3):
        timings.verdict.record(0.03)
    timings.verdict.record(2.5)
    table = timings.table()
    assert "scan to verdict on the screen: 4; median 28 ms" in table
    assert "worst 2.50 s" in table
    assert "search: none yet" in table
    assert sum(line.count("#") for line in table.splitlines()) == 40 + 14


def test_a_record_costs_about_as_much_as_a_few_look_ups() -> None:
    """Compared with work of the same run, since machines differ: 1 us where this was written."""
    histogram, table = Histogram(), dict.fromkeys(range(1000))

    def took(work: object) -> float:
        assert callable(work)
        rounds = []
        for _ in range(30):
            began = time.perf_counter()
            for number in range(500):
                work(number)
            rounds.append(time.perf_counter() - began)
        return min(rounds)

    def measured(_: int) -> None:
        with histogram.measure():
            pass

    assert took(measured) < 40 * took(lambda number: table.get(number))
