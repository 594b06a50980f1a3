"""How fresh the list is, in a line."""

import pytest

from station_app.domain.errors import (
    LoadStopped,
    LoginRefused,
    NotReachable,
    Refused,
)
from station_app.services.sync import Doubt, Phase, Progress, SyncStatus
from station_app.ui import times
from station_app.ui.station.status_lines import sync_line
from tests.support.builders import NOON

NOW = times.Now(NOON, NOON)


def test_a_long_list_tells_how_much_has_come_and_can_be_stopped() -> None:
    loading = SyncStatus(phase=Phase.LOADING, progress=Progress(12_400, 100_000))
    assert sync_line(loading, NOW, None).text == "Loading the guest list · 12,400 of 100,000"
    assert sync_line(loading, NOW, None).stop == "Stop"
    of_many = SyncStatus(phase=Phase.LOADING, progress=Progress(12_400, None))
    assert sync_line(of_many, NOW, None).text == "Loading the guest list · 12,400"
    short = SyncStatus(phase=Phase.LOADING, progress=Progress(40, 300))
    assert sync_line(short, NOW, None).text == "Loading the guest list"
    assert sync_line(short, NOW, None).stop == ""


def test_a_stopped_load_waits_for_a_person() -> None:
    status = SyncStatus(phase=Phase.OFFLINE, error=LoadStopped())
    line = sync_line(status, NOW, 86_400)
    assert "stopped" in line.text
    assert "next try" not in line.text


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("doubt", Doubt)
def test_freshness_always_says_how_old_the_list_is(
    language: str, phase: Phase, doubt: Doubt
) -> None:
    as_of = NOON.astimezone().isoformat()
    error = LoginRefused(Refused(1010, "no")) if phase is Phase.SIGNED_OUT else NotReachable("tls")
    status = SyncStatus(phase=phase, as_of=as_of, loaded=True, error=error, doubt=doubt)
    line = sync_line(status, NOW, 12)
    if phase is not Phase.LOADING:
        assert NOON.astimezone().strftime("%H:%M:%S") in line.text
    assert line.alarm is (
        phase in (Phase.OFFLINE, Phase.SIGNED_OUT)
        or (phase is Phase.LIVE and doubt is not Doubt.NONE)
    )
    assert bool(line.log_in) is (phase is Phase.SIGNED_OUT)
    assert language
