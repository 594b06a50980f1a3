"""One input after the other; what is waited for ends where the next one comes."""

import asyncio
from collections.abc import Awaitable, Callable

from station_app.domain.guest import GuestId
from station_app.ui.station.inputs import Input, Inputs


def run(story: Callable[[Inputs], Awaitable[None]]) -> None:
    async def with_inputs() -> None:
        inputs = Inputs()
        try:
            async with asyncio.timeout(10):
                await story(inputs)
        finally:
            await inputs.join()

    asyncio.run(with_inputs())


def test_what_came_before_the_start_is_answered_in_its_order() -> None:
    async def story(inputs: Inputs) -> None:
        answered: list[tuple[Input, bool]] = []
        done = asyncio.Event()

        async def answer(given: Input) -> None:
            answered.append((given, inputs.is_next_here))
            await asyncio.sleep(0)
            if not inputs.is_next_here:
                done.set()

        for name in "abc":
            inputs.put(GuestId(name))
        inputs.start(answer)
        await done.wait()
        assert answered == [("a", True), ("b", True), ("c", False)]

    run(story)


def test_work_in_patience_ends_with_the_next_input_and_not_before_patience() -> None:
    async def story(inputs: Inputs) -> None:
        patience, ended = asyncio.Event(), asyncio.Event()

        async def work() -> str:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()
            return "never"

        waiting = asyncio.ensure_future(inputs.until_next(work(), patience))
        inputs.put(GuestId("next"))
        await asyncio.sleep(0)
        assert not waiting.done()
        patience.set()
        assert await waiting is None
        await ended.wait()

    run(story)


def test_work_that_is_done_in_time_gives_its_answer() -> None:
    async def story(inputs: Inputs) -> None:
        async def work() -> str:
            return "answer"

        assert await inputs.until_next(work(), asyncio.Event()) == "answer"

    run(story)
