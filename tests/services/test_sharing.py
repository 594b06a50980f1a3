"""One station's part in the shared memory, with a database in memory."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from station_app.domain.journal import Act, Entry, Moment
from station_app.domain.sharing import NewMark, SharedMark, StationHere, uid_of
from station_app.services.sharing import Phase, Sharing, Taken

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NORTH, SOUTH = UUID(int=1), UUID(int=2)


class Memory:
    """What the database is to all stations. Its clock stands unless somebody moves it."""

    def __init__(self) -> None:
        self.marks: dict[UUID, SharedMark] = {}
        self.stations: dict[UUID, StationHere] = {}
        self.links: list[Link] = []
        self.now = NOON
        self.requests: list[int] = []

    def take(self, station: UUID, marks: Sequence[NewMark]) -> Taken:
        new = []
        for mark in marks:
            if mark.uid in self.marks:
                continue
            new.append(
                SharedMark(
                    uid=mark.uid,
                    number=len(self.marks) + 1,
                    subject=mark.subject,
                    act=mark.act,
                    verdict=mark.verdict,
                    station=station,
                    about=mark.about,
                    at=self.now - timedelta(seconds=mark.waited_s),
                    alone=mark.alone,
                )
            )
            self.marks[mark.uid] = new[-1]
        self.requests.append(len(marks))
        subjects = {mark.subject for mark in marks}
        known = tuple(mark for mark in self.marks.values() if mark.subject in subjects)
        for link in self.links:
            if link.is_up and new and link.station != station:
                link.on_marks(new, self.now)
        return Taken(marks=known, now=self.now)


class Link:
    """`ShareLink` to it. It answers at once unless told to hang."""

    def __init__(self, memory: Memory, station: UUID) -> None:
        self._memory = memory
        self.station = station
        self.is_up = False
        self.hangs = False
        self.is_elected = False
        self.doubts = 0
        self.hints = 0
        self._hanging: list[tuple[asyncio.Future[Taken], Sequence[NewMark]]] = []
        self.on_phase: Callable[[Phase, str], None] = lambda *_: None
        self.on_marks: Callable[[Sequence[SharedMark], datetime], None] = lambda *_: None
        self.on_hint: Callable[[], None] = lambda: None
        self.on_stations: Callable[[Sequence[StationHere], datetime], None] = lambda *_: None
        self.on_double: Callable[[], None] = lambda: None
        memory.links.append(self)

    def start(self) -> None:
        self.rise()

    async def close(self) -> None:
        self.is_up = False

    def rise(self, phase: Phase = Phase.TOGETHER) -> None:
        self.is_up = True
        self.on_phase(phase, "")
        self.on_marks(list(self._memory.marks.values()), self._memory.now)

    def fall(self, reason: str = "unreachable") -> None:
        self.is_up = False
        for answer, _ in self._hanging:
            answer.set_exception(ConnectionError())
        self._hanging.clear()
        self.on_phase(Phase.ALONE, reason)

    def put(self, marks: Sequence[NewMark]) -> "asyncio.Future[Taken]":
        answer: asyncio.Future[Taken] = asyncio.get_running_loop().create_future()
        if not self.is_up:
            answer.set_exception(ConnectionError())
        elif self.hangs:
            self._hanging.append((answer, marks))
        else:
            answer.set_result(self._memory.take(self.station, marks))
        return answer

    def answer(self) -> None:
        """Answer what hangs."""
        self.hangs = False
        for answer, marks in self._hanging:
            answer.set_result(self._memory.take(self.station, marks))
        self._hanging.clear()

    def doubt(self) -> None:
        self.doubts += 1
        self.on_phase(Phase.SLOW, "slow")

    def present(self, here: StationHere) -> None:
        self._memory.stations[here.station] = replace(here, told_at=self._memory.now)
        for link in self._memory.links:
            if link.is_up:
                link.on_stations(list(self._memory.stations.values()), self._memory.now)

    def hint(self) -> None:
        self.hints += 1

    def stand(self, stands: bool) -> None:
        self.is_elected = stands

    def forget_event(self) -> "asyncio.Future[int]":
        raise NotImplementedError


class Marked:
    """`Watermark` in memory."""

    def __init__(self, number: int = 0) -> None:
        self.number = number

    def load(self, _newest: int) -> int:
        return self.number

    def save(self, number: int) -> None:
        self.number = number


class Door:
    """A station with a journal."""

    def __init__(self, memory: Memory, station: UUID, name: str, watermark: int = 0) -> None:
        self.memory = memory
        self.link = Link(memory, station)
        self.watermark = Marked(watermark)
        self.steady = 1000.0
        self.sharing = Sharing(
            self.link, station, name, bytes(32), self.watermark, steady=lambda: self.steady
        )
        self.journal: list[Entry] = []

    def entry(self, guest: str, about: Entry | None = None, act: Act = Act.SEEN) -> Entry:
        moment = Moment(NOON + timedelta(milliseconds=len(self.journal)), None, self.steady)
        entry = Entry(act=act, moment=moment, guest=guest, verdict="welcome", about=about)
        self.journal.append(entry)
        entry.number = len(self.journal)
        return entry

    async def scan(self, guest: str) -> Entry:
        entry = self.entry(guest)
        await self.sharing.note(entry)
        return entry

    async def settle(self) -> None:
        """Let everything that is ready run."""
        for _ in range(20):
            await asyncio.sleep(0)

    def pass_time(self, seconds: float) -> None:
        self.steady += seconds
        self.memory.now += timedelta(seconds=seconds)


def of_two(what: Callable[[Door, Door], Awaitable[None]]) -> None:
    """Run a story of two doors."""

    async def run() -> None:
        memory = Memory()
        north, south = Door(memory, NORTH, "North"), Door(memory, SOUTH, "South")
        for door in (north, south):
            door.sharing.start(door.journal)
            await door.settle()
        try:
            await what(north, south)
        finally:
            for door in (north, south):
                await door.sharing.close()

    asyncio.run(run())


def test_the_second_door_is_told_of_the_first() -> None:
    async def story(north: Door, south: Door) -> None:
        assert north.sharing.seen(await north.scan("7")) is None
        for door in (north, south):
            door.pass_time(6)
        there = south.sharing.seen(await south.scan("7"))
        assert there is not None
        assert south.sharing.name_of(there.station) == "North"
        assert south.sharing.age_s(there.at) == pytest.approx(12)
        assert south.sharing.is_about(south.journal[0], frozenset({"g7"}))

    of_two(story)


def test_it_is_heard_of_live() -> None:
    async def story(north: Door, south: Door) -> None:
        heard: list[frozenset[str]] = []
        south.sharing.on_heard = heard.append
        await north.scan("7")
        assert heard == [frozenset({"g7"})]

    of_two(story)


def test_cut_off_it_decides_alone_and_sends_later_in_order() -> None:
    async def story(north: Door, _: Door) -> None:
        north.link.fall()
        entries = [await north.scan(f"{number}") for number in range(500)]
        assert north.sharing.status.waiting == 500
        assert north.watermark.number == 0
        north.memory.requests.clear()
        north.link.rise()
        await north.settle()
        assert north.memory.requests == [200, 200, 100]
        assert [mark.alone for mark in north.memory.marks.values()] == [True] * 500
        assert list(north.memory.marks) == [uid_of(NORTH, entry) for entry in entries]
        assert north.sharing.status.waiting == 0
        assert north.watermark.number == 500

    of_two(story)


def test_a_late_answer_is_waited_for_a_moment_and_doubted() -> None:
    async def story(north: Door, _: Door) -> None:
        north.link.hangs = True
        entry = await north.scan("7")
        assert north.link.doubts == 1
        assert north.sharing.status.phase is Phase.SLOW
        north.link.answer()  # it comes in the end
        await north.settle()
        assert north.sharing.status.waiting == 0
        assert list(north.memory.marks) == [uid_of(NORTH, entry)]

    of_two(story)


def test_while_it_is_slow_marks_go_and_nobody_waits() -> None:
    async def story(north: Door, _: Door) -> None:
        north.link.on_phase(Phase.SLOW, "slow")
        north.link.hangs = True
        async with asyncio.timeout(0.2):  # of 0.3 that an answer may take
            await north.scan("7")
        await north.settle()
        assert north.link.doubts == 0
        north.link.answer()
        await north.settle()
        assert [mark.alone for mark in north.memory.marks.values()] == [True]

    of_two(story)


def test_what_a_database_may_have_forgotten_is_sent_again() -> None:
    async def story(north: Door, _: Door) -> None:
        await north.scan("1")
        north.pass_time(100)
        await north.scan("2")
        north.pass_time(10)
        north.link.fall()
        north.memory.marks.clear()
        north.link.rise()
        await north.settle()
        assert [mark.subject for mark in north.memory.marks.values()] == ["g2"]
        assert north.watermark.number == 2
        # Slow and quick again is no break.
        north.memory.requests.clear()
        north.link.on_phase(Phase.SLOW, "slow")
        north.link.on_phase(Phase.TOGETHER, "")
        await north.settle()
        assert north.memory.requests == []

    of_two(story)


def test_what_was_taken_is_not_sent_after_a_restart() -> None:
    async def run() -> None:
        door = Door(Memory(), NORTH, "North", watermark=2)
        for guest in ("1", "2", "3"):
            door.entry(guest)
        door.sharing.start(door.journal)
        await door.settle()
        assert [mark.subject for mark in door.memory.marks.values()] == ["g3"]
        await door.sharing.close()

    asyncio.run(run())


def test_an_entry_the_disk_has_not_taken_holds_the_watermark() -> None:
    async def story(north: Door, _: Door) -> None:
        await north.scan("1")
        entry = north.entry("2")
        entry.number = None
        north.link.fall()
        await north.sharing.note(entry)
        assert north.watermark.number == 1

    of_two(story)


def test_doubles_name_guests_and_doors() -> None:
    async def story(north: Door, south: Door) -> None:
        north.link.fall()
        await north.scan("7")
        await south.scan("7")
        assert south.sharing.doubles() == []
        north.link.rise()
        await north.settle()
        ((guest, doors, _),) = south.sharing.doubles()
        assert guest == "7"
        assert set(doors) == {NORTH, SOUTH}

    of_two(story)


def test_who_is_on_line_and_who_is_gone() -> None:
    async def story(north: Door, _: Door) -> None:
        assert [(one.name, here) for one, here in north.sharing.stations] == [
            ("North", True),
            ("South", True),
        ]
        assert north.sharing.status.doors == 2
        north.pass_time(60)
        assert not any(here for _, here in north.sharing.stations)

    of_two(story)


def test_only_the_elected_station_hints() -> None:
    async def story(north: Door, south: Door) -> None:
        north.link.stand(True)
        for door in (north, south):
            door.sharing.changes_heard()
        assert (north.link.hints, south.link.hints) == (1, 0)
        hinted: list[int] = []
        south.sharing.on_hint = lambda: hinted.append(1)
        south.link.on_hint()
        assert hinted

    of_two(story)


def test_nothing_of_guests_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def story(north: Door, _: Door) -> None:
        north.link.hangs = True
        entry = north.entry("")
        entry.code = "SECRET-CODE"
        await north.sharing.note(entry)
        north.link.fall()

    with caplog.at_level(logging.DEBUG):
        of_two(story)
    assert "SECRET" not in caplog.text
