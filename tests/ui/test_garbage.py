"""What nobody holds any more goes, on the window's thread and at no other time."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from station_app.ui.garbage import Garbage


class Ring:
    """Holds itself; says on which thread it went."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self.me = self
        self._gone_on = gone_on

    def __del__(self) -> None:
        self._gone_on.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: object) -> Iterator[Garbage]:
    del qapp
    collector = Garbage()
    collector.start()
    yield collector
    collector.stop()


def make_garbage_elsewhere(gone_on: list[threading.Thread]) -> None:
    def work() -> None:
        for _ in range(5000):
            Ring(gone_on)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_garbage_of_another_thread_goes_on_the_window_s(qtbot: QtBot, garbage: Garbage) -> None:
    del garbage
    gone_on: list[threading.Thread] = []
    make_garbage_elsewhere(gone_on)
    assert not gone_on
    qtbot.waitUntil(lambda: len(gone_on) == 5000)
    assert set(gone_on) == {threading.main_thread()}
    assert not gc.isenabled()


def test_after_many_young_rounds_the_old_are_looked_through(garbage: Garbage) -> None:
    gone_on: list[threading.Thread] = []
    old = Ring(gone_on)
    gc.collect(0)
    gc.collect(1)  # old enough for the last generation
    del old
    for _ in range(200):
        garbage.collect()
    assert gone_on
