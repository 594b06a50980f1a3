"""What the page tells of this laptop's notes, and what a person adds to them."""

import asyncio
import threading
from pathlib import Path

from station_app.domain.journal import Entry
from station_app.domain.verdict import Verdict
from station_app.store.cache import GuestCache
from station_app.ui.station.screen import (
    GuestPage,
    LocalMark,
    Screen,
    UnknownPage,
)
from tests.ui.a_door import GUESTS, Door, at_a_door


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
        assert "not a check‑in" in mark.text
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
    async def title(door: Door, part: str) -> LocalMark:
        screen = await door.view.until(
            lambda screen: (found := mark_of(screen)) is not None and part in found.title
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
