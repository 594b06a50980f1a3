"""A hundredth of an 18-hour day."""

import sys

import pytest

from tests.faults.day import LIMIT_MB, Held, play


@pytest.fixture
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure when the journal is not being synced: its files are opened once more for that."""
    now = Held.now

    def least() -> Held:
        return min((now() for _ in range(10)), key=lambda held: held.handles)

    monkeypatch.setattr(Held, "now", least)


@pytest.mark.skipif(sys.platform != "linux", reason="reads what the system says of the process")
@pytest.mark.usefixtures("at_rest")
def test_a_day_leaves_nothing_behind() -> None:
    report = play(0.01)
    assert report.unanswered == report.wrong == report.unrecovered == []
    assert (report.outages, report.expiries) == (1, 3)
    assert report.failed_polls >= 2
    assert report.scans >= 200
    assert report.noted == report.scans
    assert report.begin is not None
    assert report.end is not None
    assert report.end.grown_mb(report.begin) < LIMIT_MB
    assert report.end.threads <= report.begin.threads
    assert report.end.handles <= report.begin.handles
