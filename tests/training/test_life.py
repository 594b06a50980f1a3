"""The changes of training mode."""

import threading
from collections import Counter
from datetime import UTC, datetime

from station_app.training.event import ChangeKind, ServerClock, TrainingEvent
from station_app.training.guests import demo_guests
from station_app.training.life import Life
from station_app.training.server import TrainingServer
from station_app.training.well_known import OSKAR, well_known_guests

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def a_running_event() -> TrainingEvent:
    clock = ServerClock()
    clock.freeze(NOW)
    return TrainingEvent(demo_guests(clock.now()), clock)


def changes_of(steps: int) -> list[tuple[ChangeKind, str]]:
    event = a_running_event()
    life = Life(event)
    for _ in range(steps):
        life.step()
    return [(change.kind, change.guest_id) for change in event.changes]


def test_each_start_has_the_same_changes() -> None:
    assert changes_of(40) == changes_of(40)


def test_every_kind_of_change_comes_early() -> None:
    changes = changes_of(11)
    assert changes[0][0] == ChangeKind.CHECKED_IN
    assert changes[1] == (ChangeKind.DELETED, OSKAR)
    assert {kind for kind, _ in changes} == {
        ChangeKind.CHECKED_IN,
        ChangeKind.CHECKED_OUT,
        ChangeKind.ADDED,
        ChangeKind.UPDATED,
        ChangeKind.DELETED,
    }


def test_the_guests_of_the_badges_are_left_alone() -> None:
    known = {guest["id"] for guest in well_known_guests(NOW)}
    touched = {guest_id for _, guest_id in changes_of(300)}
    assert touched & known == {OSKAR}


def test_a_long_day_neither_empties_nor_fills_the_list() -> None:
    event = a_running_event()
    life = Life(event)
    for _ in range(1500):
        event.clock.advance(10)
        life.step()
    kinds = Counter(change.kind for change in event.changes)
    assert 350 < len(event) < 450
    assert kinds[ChangeKind.CHECKED_IN] > 500


def test_an_event_without_guests_is_no_trouble() -> None:
    event = TrainingEvent([], ServerClock())
    life = Life(event)
    for _ in range(20):
        life.step()
    assert {change.kind for change in event.changes} >= {ChangeKind.ADDED}


def test_it_runs_by_itself_and_stops_at_once() -> None:
    event = a_running_event()
    happened = threading.Event()
    check_in = event.check_in

    def seen(guest_id: str) -> None:
        check_in(guest_id)
        happened.set()

    event.check_in = seen  # type: ignore[method-assign]
    life = Life(event, first_after_s=0.001, every_s=3600)
    life.start()
    assert happened.wait(5)
    life.stop()
    life.stop()
    assert len(event.changes) == 1


def test_a_live_server_owns_the_thread() -> None:
    with TrainingServer(live=True):
        assert "training-life" in [thread.name for thread in threading.enumerate()]
    assert "training-life" not in [thread.name for thread in threading.enumerate()]
