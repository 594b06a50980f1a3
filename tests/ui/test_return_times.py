"""When a result makes room by itself."""

import pytest

from station_app.domain.verdict import Verdict
from station_app.ui.station.return_times import ReturnTimes

TIMES = ReturnTimes(welcome_s=10, attention_s=15)


@pytest.mark.parametrize(
    ("verdict", "seconds"),
    [
        (Verdict.WELCOME, 10),
        (Verdict.ALREADY, 15),
        (Verdict.UNKNOWN, 15),
        (Verdict.DEREGISTERED, 0),
        (Verdict.REMOVED, 0),
        (Verdict.SEVERAL, 0),
    ],
)
def test_stops_and_choices_stay_until_cleared(verdict: Verdict, seconds: float) -> None:
    assert TIMES.of(verdict) == seconds


def test_a_welcome_seen_at_another_door_stays_as_long_as_what_wants_a_look() -> None:
    assert TIMES.of(Verdict.WELCOME, seen_elsewhere=True) == 15
    assert TIMES.of(Verdict.REMOVED, seen_elsewhere=True) == 0
    stays = ReturnTimes(welcome_s=0, attention_s=15)
    assert stays.of(Verdict.WELCOME, seen_elsewhere=True) == 0
