"""Decisions of the station page: order of inputs, what Enter means, what stays in place."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import apsw

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from station_app.domain.journal import Entry
from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, Scan
from station_app.domain.verdict import Verdict
from station_app.services.journal import Journal
from station_app.services.look_up import Answer, LookUp
from station_app.services.ports import EventInfo
from station_app.services.sync import Phase, Sync, SyncStatus
from station_app.store.cache import GuestCache
from station_app.store.journal import JournalFile
from station_app.ui.station.presenter import ReturnTimes, StationPresenter
from station_app.ui.station.screen import (
    GuestPage,
    HistoryRow,
    IdlePage,
    LaneLine,
    LocalMark,
    Screen,
    SearchPage,
    SyncLine,
    UnknownPage,
)
from tests.support.builders import NOON, a_guest, a_list


class FakeView:
    """Keeps what it was told to show."""

    def __init__(self) -> None:
        self.screens: list[Screen] = []
        self.history: tuple[HistoryRow, ...] = ()
        self.cleared = 0
        self.sync = SyncLine(text="")
        self.told = asyncio.Event()

    def show_screen(self, screen: Screen) -> None:
        self.screens.append(screen)
        self.told.set()

    def set_event(self, title: str, station: str) -> None: ...
    def set_sync(self, line: SyncLine) -> None:
        self.sync = line

    def set_count(self, text: str) -> None: ...
    def set_lanes(self, lanes: tuple[LaneLine, ...]) -> None: ...
    def set_history(self, rows: tuple[HistoryRow, ...]) -> None:
        self.history = rows

    def clear_search(self) -> None:
        self.cleared += 1

    @property
    def screen(self) -> Screen:
        return self.screens[-1]

    async def until(self, condition: Callable[[Screen], bool]) -> Screen:
        async with asyncio.timeout(10):
            while not condition(self.screen):
                self.told.clear()
                await self.told.wait()
        return self.screen


class Door:
    """A presenter over a real cache, with a server that is asked by hand."""

    def __init__(
        self,
        cache: GuestCache,
        notes: JournalFile,
        ask_now: Callable[[float], Awaitable[bool]],
    ) -> None:
        self.view = FakeView()
        self.sync = Sync.__new__(Sync)
        self.sync.status = SyncStatus(phase=Phase.LIVE, loaded=True)
        self.sync._anchor = None
        self.answers: list[Answer] = []
        self.now_s = 100.0
        self.notes = notes
        self.journal = Journal(
            notes,
            self.sync,
            wall=lambda: NOON.astimezone() + timedelta(seconds=self.now_s),
            steady=lambda: self.now_s,
        )
        self.presenter = StationPresenter(
            self.view,
            LookUp(cache, ask_now),
            cache,
            self.sync,
            self.journal,
            return_times=ReturnTimes(),
            place=EventInfo(event_id="7", station="North"),
            monotonic=lambda: self.now_s,
        )
        self.presenter.on_answered = lambda answer, _: self.answers.append(answer)

    def scan(self, text: str) -> None:
        self.presenter.scan(Scan(text, Lane.KEYBOARD))

    async def shows(self, verdict: Verdict) -> Screen:
        return await self.view.until(
            lambda screen: screen.lintel is not None and screen.lintel.verdict is verdict
        )


def at_a_door(
    folder: Path,
    guests: list[Guest],
    story: Callable[[Door, GuestCache], Awaitable[None]],
    ask_now: Callable[[float], Awaitable[bool]] | None = None,
) -> None:
    async def never(_: float) -> bool:
        return False

    async def run() -> None:
        cache = await GuestCache.open(folder / "c.db", decode_guest)
        await cache.apply_all(a_list(*guests), remove_missing=False)
        door = Door(cache, JournalFile(folder / "j.db"), ask_now or never)
        door.journal.on_keeping = door.presenter.notes_changed
        door.journal.start()
        await door.presenter.start()
        try:
            await story(door, cache)
        finally:
            await door.presenter.stop()
            await door.journal.close()
            await cache.close()

    asyncio.run(run())


GUESTS = [a_guest(id=f"g{n}", last=f"Guest{n}", accessCode=f"C{n:03d}") for n in range(50)]


def test_every_scan_of_a_burst_is_answered_in_its_order(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        for number in range(50):
            door.scan(f"C{number:03d}")
        await door.view.until(lambda _: len(door.answers) == 50)
        shown = [answer.guest.id for answer in door.answers if answer.guest]
        assert shown == [f"g{n}" for n in range(50)]
        assert [row.text for row in door.view.history[:2]] == ["Ada Guest49", "Ada Guest48"]

    at_a_door(tmp_path, GUESTS, story)


def test_the_same_code_at_once_keeps_the_result_and_restarts_its_ring(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        door.scan("C001")
        first = await door.shows(Verdict.WELCOME)
        door.scan("C001")
        again = await door.view.until(lambda screen: screen.serial > first.serial)
        assert again.stage == first.stage
        assert len(door.answers) == 1
        door.now_s += 5
        door.scan("C001")
        await door.view.until(lambda _: len(door.answers) == 2)

    at_a_door(tmp_path, GUESTS, story)


def test_the_next_scan_cuts_the_wait_for_the_server_short(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def hang(_: float) -> bool:
        asked.set()
        await asyncio.Event().wait()
        return True

    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        door.scan("NOBODY")
        await asked.wait()
        assert door.view.screen.lintel is not None
        assert door.view.screen.lintel.asking
        door.scan("C002")
        await door.shows(Verdict.WELCOME)
        assert [answer.verdict for answer in door.answers] == [Verdict.UNKNOWN, Verdict.WELCOME]

    at_a_door(tmp_path, GUESTS, story, hang)


def test_enter_takes_the_best_of_what_is_typed_now(tmp_path: Path) -> None:
    guests = [
        a_guest(id="x", first="Anna", last="Alt"),
        a_guest(id="y", first="Annabel", last="Zeh", company="Alt Inc"),
    ]

    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        door.presenter.search("an")
        rows = await door.view.until(lambda screen: isinstance(screen.stage, SearchPage))
        assert isinstance(rows.stage, SearchPage)
        door.presenter.submit("annab", rows.stage.people[0].guest_id)
        page = await door.view.until(lambda screen: isinstance(screen.stage, GuestPage))
        assert isinstance(page.stage, GuestPage)
        assert page.stage.guest_id == "y"

    at_a_door(tmp_path, guests, story)


def test_an_exact_code_typed_is_answered_as_a_scan_is(tmp_path: Path) -> None:
    guests = [a_guest(accessCode="B7"), a_guest(accessCode="B7")]

    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        door.presenter.search("b7")
        await door.view.until(lambda screen: isinstance(screen.stage, SearchPage))
        door.presenter.submit("B7", "")
        await door.shows(Verdict.SEVERAL)

    at_a_door(tmp_path, guests, story)


def test_a_change_of_the_list_updates_in_place(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        door.scan("C001")
        before = await door.shows(Verdict.WELCOME)
        came = a_guest(
            id="g1",
            last="Guest1",
            accessCode="C001",
            checkInDateTime="2026-05-09T12:00:00+02:00",
        )
        door.presenter.list_changed(await cache.apply_recent(a_list(came)))
        after = await door.shows(Verdict.ALREADY)
        assert after.serial == before.serial

    at_a_door(tmp_path, GUESTS, story)


def test_a_code_that_nobody_had_is_news_once_somebody_has_it(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        door.scan("LATE01")
        before = await door.shows(Verdict.UNKNOWN)
        late = a_guest(accessCode="LATE01")
        door.presenter.list_changed(await cache.apply_recent(a_list(late)))
        after = await door.shows(Verdict.WELCOME)
        assert after.serial > before.serial

    at_a_door(tmp_path, GUESTS, story)


def test_dismissing_returns_to_the_numbers(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        door.scan("C001")
        await door.shows(Verdict.WELCOME)
        door.presenter.dismiss()
        assert isinstance(door.view.screen.stage, IdlePage)
        assert door.view.cleared == 1

    at_a_door(tmp_path, GUESTS, story)


def test_a_bug_in_one_answer_does_not_end_the_door(
    tmp_path: Path,
) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        real = door.presenter._look_up.by_scan
        calls = 0

        async def once_broken(scan: Scan, on_asking: Callable[[], None]) -> Answer:
            nonlocal calls
            calls += 1
            if calls == 1:
                raise RuntimeError("a bug")
            return await real(scan, on_asking)

        door.presenter._look_up.by_scan = once_broken  # type: ignore[method-assign,assignment]
        door.scan("C001")
        await door.view.until(
            lambda screen: screen.lintel is not None and screen.lintel.word == "Once more, please"
        )
        door.presenter.retranslate()  # or a changed list: it stays until the next input
        assert door.view.screen.lintel is not None
        assert door.view.screen.lintel.word == "Once more, please"
        door.scan("C002")
        await door.shows(Verdict.WELCOME)
        assert len(door.answers) == 1

    at_a_door(tmp_path, GUESTS, story)


def test_a_list_that_cannot_be_read_is_said_in_words(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        def damaged(*_: object) -> None:
            raise apsw.CorruptError

        real = cache._reader.with_family, cache._reader.search
        cache._reader.with_family = cache._reader.search = damaged  # type: ignore
        for ask in (lambda: door.scan("C001"), lambda: door.presenter.search("ada")):
            ask()
            await door.view.until(
                lambda screen: screen.lintel is not None and "is damaged" in screen.lintel.detail
            )
            door.presenter.dismiss()
        cache._reader.with_family, cache._reader.search = real  # type: ignore[method-assign]
        door.scan("C002")
        await door.shows(Verdict.WELCOME)
        assert len(door.answers) == 1

    at_a_door(tmp_path, GUESTS, story)


# --- notes of this laptop -----------------------------------------------------------------------


async def again(door: Door, code: str, after_s: float, answers: int) -> Screen:
    """Scan a code some time later; return what is shown then."""
    door.now_s += after_s
    door.scan(code)
    return await door.view.until(lambda _: len(door.answers) == answers)


def mark_of(screen: Screen) -> LocalMark | None:
    assert isinstance(screen.stage, GuestPage | UnknownPage)
    return screen.stage.mark


def test_a_look_up_is_in_the_journal_before_it_is_shown(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        kept: list[int] = []
        door.presenter.on_answered = lambda *_: kept.append(len(door.notes.all_entries()))
        show = door.view.show_screen

        def look(screen: Screen) -> None:
            if screen.lintel is not None and screen.lintel.verdict is not None:
                kept.append(len(door.notes.all_entries()))
            show(screen)

        door.view.show_screen = look  # type: ignore[method-assign]
        door.scan("C001")
        await door.shows(Verdict.WELCOME)
        door.scan("NOBODY")
        await door.shows(Verdict.UNKNOWN)
        assert kept == [1, 1, 2, 2]
        entries = door.notes.all_entries()
        assert [(e.guest, e.code, e.verdict, e.lane) for e in entries] == [
            ("g1", "", "welcome", "keyboard"),
            ("", "NOBODY", "unknown", "keyboard"),
        ]

    at_a_door(tmp_path, GUESTS, story)


def test_who_was_here_before_is_marked_and_stays_welcome(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        first = await again(door, "C001", 0, 1)
        assert mark_of(first) is None
        second = await again(door, "C001", 40, 2)
        mark = mark_of(second)
        assert mark is not None
        assert mark.title == "Seen here 40 s ago · 2nd time today"
        assert "not a check-in" in mark.text
        assert second.lintel is not None
        assert second.lintel.verdict is Verdict.WELCOME
        assert second.announcement.endswith(mark.title)
        door.now_s += 300
        door.presenter.choose("g1")
        third = await door.view.until(lambda _: len(door.answers) == 3)
        mark = mark_of(third)
        assert mark is not None
        assert mark.title == "Seen here 5 min ago · 3rd time today"
        assert [row.mark for row in door.view.history] == ["3×", "2×", ""]

    at_a_door(tmp_path, GUESTS, story)


def test_a_code_nobody_has_tells_how_often_it_was_tried(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        assert mark_of(await again(door, "NOBODY", 0, 1)) is None
        await again(door, "NOBODY", 10, 2)
        mark = mark_of(await again(door, "NOBODY", 20, 3))
        assert mark is not None
        assert mark.title.startswith("This code was tried 3 time")
        assert mark.text.startswith("Last 20 s ago. At ")
        assert (mark.send_away, mark.not_this) == ("", "")

    at_a_door(tmp_path, GUESTS, story)


def test_a_pass_back_is_marked_as_sent_away_and_that_is_taken_back(tmp_path: Path) -> None:
    async def title(door: Door, begin: str) -> LocalMark:
        screen = await door.view.until(
            lambda screen: (found := mark_of(screen)) is not None and found.title.startswith(begin)
        )
        found = mark_of(screen)
        assert found is not None
        return found

    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        await again(door, "C001", 0, 1)
        door.presenter.send_away()  # nobody was here before: there is nothing to mark
        await again(door, "C001", 40, 2)
        door.presenter.send_away()
        mark = await title(door, "Sent away at ")
        assert (mark.send_away, mark.not_this, mark.undo) == ("", "", "Undo")
        assert door.view.history[0].mark == "sent away"
        assert mark_of(await again(door, "C001", 60, 3)) is not None
        await title(door, "Sent away at ")  # the next one at the door sees it too
        door.presenter.not_this_guest()
        await title(door, "Seen here 1 min ago · 2nd")
        door.presenter.undo_note()
        await title(door, "Sent away at ")
        door.presenter.undo_note()
        await title(door, "This look-up is not counted")
        assert door.view.history[0].mark == "not counted"
        acts = [(entry.act.value, entry.about and entry.about.number) for entry in written(door)]
        assert acts == [
            ("seen", None),
            ("seen", None),
            ("sent_away", 2),
            ("seen", None),
            ("undone", 2),
            ("undone", 5),
            ("undone", 4),
        ]

    at_a_door(tmp_path, GUESTS, story)


def written(door: Door) -> list[Entry]:
    return door.notes.all_entries()


def test_the_earlier_look_up_was_somebody_else(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        await again(door, "C001", 0, 1)
        await again(door, "C001", 40, 2)
        door.presenter.not_this_guest()
        screen = await door.view.until(
            lambda screen: (mark := mark_of(screen)) is not None and not mark.send_away
        )
        mark = mark_of(screen)
        assert mark is not None
        assert (mark.title, mark.undo) == ("The earlier look-up is not counted", "Undo")
        third = mark_of(await again(door, "C001", 40, 3))
        assert third is not None
        assert "2nd time" in third.title

    at_a_door(tmp_path, GUESTS, story)


def test_marks_outlive_the_program(tmp_path: Path) -> None:
    async def first(door: Door, cache: GuestCache) -> None:
        del cache
        await again(door, "C001", 0, 1)

    async def second(door: Door, cache: GuestCache) -> None:
        del cache
        mark = mark_of(await again(door, "C001", 60, 1))
        assert mark is not None
        assert mark.title == "Seen here 1 min ago · 2nd time today"

    at_a_door(tmp_path, GUESTS, first)
    at_a_door(tmp_path, GUESTS, second)


def test_notes_that_cannot_be_kept_stop_nobody_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "j.db").mkdir()

    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        await again(door, "C001", 0, 1)
        mark = mark_of(await again(door, "C001", 40, 2))
        assert mark is not None
        async with asyncio.timeout(10):
            while "notes cannot be saved" not in door.view.sync.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert door.view.sync.alarm
        (tmp_path / "j.db").rmdir()
        async with asyncio.timeout(10):
            while "notes" in door.view.sync.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert len(door.notes.all_entries()) == 2

    at_a_door(tmp_path, GUESTS, story)


def test_a_disk_that_hangs_keeps_no_guest_waiting(tmp_path: Path) -> None:
    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        goes_on = threading.Event()
        door.notes._writer.submit(goes_on.wait)
        try:
            door.scan("C001")
            await door.shows(Verdict.WELCOME)
            assert "the disk does not answer" in door.view.sync.text
        finally:
            goes_on.set()
        async with asyncio.timeout(10):
            while "disk" in door.view.sync.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    at_a_door(tmp_path, GUESTS, story)


def test_without_a_camera_nobody_is_asked_to_hold_a_badge_to_it(tmp_path: Path) -> None:
    def asked(door: Door) -> str:
        lintel = door.view.screen.lintel
        assert lintel is not None
        return lintel.detail

    async def story(door: Door, cache: GuestCache) -> None:
        del cache
        for state, reason, sees in (
            (LaneState.LIVE, LaneReason.NONE, True),
            (LaneState.FAULT, LaneReason.BUSY, False),
            (LaneState.OFF, LaneReason.OPENING, True),
            (LaneState.OFF, LaneReason.NONE, False),
        ):
            door.presenter.lane_changed(LaneReport(Lane.CAMERA, state, reason))
            assert ("camera" in asked(door)) is sees

    at_a_door(tmp_path, GUESTS, story)
