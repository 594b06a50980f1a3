"""Moments as people say them; what is no moment is not made one."""

from station_app.ui import times
from tests.support.builders import NOON


def test_server_time_is_told_as_the_server_wrote_it() -> None:
    here = NOON.astimezone()
    assert times.server_clock(here.isoformat()) == here.strftime("%H:%M:%S")
    elsewhere = "2026-05-09T18:52:07+13:45"
    assert times.server_clock(elsewhere).startswith("18:52:07")
    assert times.server_clock("whenever") == "whenever"
