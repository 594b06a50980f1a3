"""The loop that is Qt's and asyncio's at once: order, fairness, closing."""

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from station_app.ui.event_loop import StationLoop


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[StationLoop]:
    """A loop of the program's own kind, closed afterwards."""
    loop = StationLoop(qapp)
    asyncio.set_event_loop(loop)
    with loop:
        yield loop
    asyncio.set_event_loop(None)


def test_callbacks_run_in_the_order_of_their_calls(loop: StationLoop) -> None:
    told: list[int] = []

    async def story() -> None:
        for number in range(5):
            loop.call_soon(told.append, number)
        loop.call_soon(told.append, 99).cancel()
        await asyncio.sleep(0)

    loop.run_until_complete(story())
    assert told == [0, 1, 2, 3, 4]


def test_a_coroutine_that_never_rests_leaves_qt_its_turn(loop: StationLoop) -> None:
    fired = asyncio.Event()
    QTimer.singleShot(1, fired.set)

    async def story() -> None:
        while not fired.is_set():  # noqa: ASYNC110 - this is what must not starve Qt
            await asyncio.sleep(0)

    loop.run_until_complete(asyncio.wait_for(story(), 10))
    assert fired.is_set()


def test_a_callback_that_fails_is_reported_and_the_next_one_runs(loop: StationLoop) -> None:
    reported: list[object] = []
    loop.set_exception_handler(lambda _, context: reported.append(context["exception"]))
    ran = asyncio.Event()

    async def story() -> None:
        loop.call_soon(lambda: 1 / 0)
        loop.call_soon(ran.set)
        await ran.wait()

    loop.run_until_complete(asyncio.wait_for(story(), 10))
    assert [type(error) for error in reported] == [ZeroDivisionError]


def test_another_thread_wakes_the_loop(loop: StationLoop) -> None:
    async def story() -> str:
        return await asyncio.to_thread(lambda: "read")

    assert loop.run_until_complete(asyncio.wait_for(story(), 10)) == "read"


def test_what_waits_when_the_loop_closes_never_runs(qapp: QApplication) -> None:
    loop = StationLoop(qapp)
    told: list[int] = []
    loop.call_soon(told.append, 1)
    loop.close()
    qapp.processEvents()
    assert told == []
