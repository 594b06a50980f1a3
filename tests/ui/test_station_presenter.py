"""Decisions of the station page: order of inputs, what Enter means, what stays in place."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import apsw

from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, Scan
from station_app.domain.verdict import Verdict
from station_app.services.look_up import Answer
from station_app.store.cache import GuestCache
from station_app.ui.station.screen import (
    GuestPage,
    IdlePage,
    SearchPage,
)
from tests.support.builders import a_guest, a_list
from tests.ui.a_door import GUESTS, Door, at_a_door


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
