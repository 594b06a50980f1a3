"""A hundredth of an 18-hour day."""

import sys

import pytest

from tests.faults.day import LIMIT_MB, play


@pytest.mark.skipif(sys.platform != "linux", reason="reads what the system says of the process")
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
    assert report.end.handles <= report.begin.handles + 2  # too short a day to be warm
