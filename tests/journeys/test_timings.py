"""What the running program counts of itself."""

from pathlib import Path

from station_app.domain.timings import Timings
from station_app.training.server import TrainingServer
from tests.journeys.conftest import Journey, a_station


def counts(timings: Timings) -> dict[str, int]:
    return {name: histogram.summary().count for name, histogram in vars(timings).items()}


def test_an_evening_is_timed(journey: Journey, server: TrainingServer, tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            timings = screen.station.timings
            await screen.open_door(server)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            await screen.until(lambda: timings.verdict.summary().count == 1)
            screen.scan("K7QM2F")  # is shown already: no answer to wait for
            screen.scan("P9XB4D")
            await screen.until_verdict("Deregistered")
            await screen.until(lambda: timings.verdict.summary().count == 2)
            screen.scan("NOBODY1")
            await screen.until_verdict("Unknown")
            await screen.until(lambda: timings.asked.summary().count == 1)
            screen.type("lind")
            await screen.until(lambda: bool(screen.rows("resultList")))
            screen.page.guest_chosen.emit("anna")  # picked by hand: nothing was scanned
            await screen.until(lambda: screen.text("guestName").startswith("Dr. Anna"))
            await screen.until(lambda: timings.poll.summary().count >= 1)
            found = counts(timings)
            assert (found["verdict"], found["asked"], found["search"]) == (2, 1, 1)
            assert timings.verdict.summary().worst_s < 15

    journey(evening())


def test_of_a_burst_the_answer_that_is_seen_is_timed(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def burst() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            for number in range(5):
                screen.scan(f"GUEST{number}")
            await screen.until(lambda: "Müller4" in screen.text("guestName"))
            await screen.until(lambda: counts(screen.station.timings)["verdict"] >= 1)
            assert 1 <= counts(screen.station.timings)["verdict"] <= 5

    journey(burst())
