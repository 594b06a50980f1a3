"""From a scan to exactly one verdict."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest, GuestId
from station_app.domain.scan import Lane, Scan
from station_app.domain.verdict import Verdict
from station_app.services.look_up import Answer, LookUp
from station_app.store.cache import GuestCache
from tests.support.builders import a_guest, a_list


def answered(
    folder: Path,
    guests: list[Guest],
    text: str,
    lane: Lane = Lane.KEYBOARD,
    later: Callable[[], list[Guest]] = list,
    us_text: str = "",
    whole: str = "",
) -> Answer:
    """Answer one scan by a cache holding `guests`; `later` are what the server adds when asked."""

    async def run() -> Answer:
        cache = await GuestCache.open(folder / "c.db", decode_guest)
        try:
            await cache.apply_all(a_list(*guests), remove_missing=False)

            async def ask_now(_: float) -> bool:
                await cache.apply_recent(a_list(*later()))
                return True

            return await LookUp(cache, ask_now).by_scan(Scan(text, lane, us_text, whole))
        finally:
            await cache.close()

    return asyncio.run(run())


ADA = a_guest(id="2e1a7138-9114", accessCode="K7-yz2F")


@pytest.mark.parametrize(
    "text",
    [
        "K7-yz2F",
        "  K7-yz2F\r\n",
        "]Q1K7-yz2F",
        "https://t.example.org/ticket/K7-yz2F?x=1",
        "2e1a7138-9114",
        "k7-YZ2f",
        "K7ßzy2F",  # a US scanner on a German layout
        "k7ßZY2f",  # with Caps Lock too
    ],
)
def test_every_way_to_the_code_finds_the_guest(tmp_path: Path, text: str) -> None:
    answer = answered(tmp_path, [ADA, a_guest()], text)
    assert answer.guest == ADA
    assert answer.verdict is Verdict.WELCOME


def test_a_repair_is_told_and_not_tried_for_the_camera(tmp_path: Path) -> None:
    assert answered(tmp_path, [ADA], "K7ßzy2F").repaired
    assert answered(tmp_path, [ADA], "K7ßzy2F", Lane.CAMERA).verdict is Verdict.UNKNOWN


def test_what_only_looks_like_an_addition_of_a_scanner_is_found(tmp_path: Path) -> None:
    """Another scanner adds K7: cut off here too, but the whole text is somebody's code."""
    assert answered(tmp_path, [ADA], "-yz2F", whole="K7-yz2F").guest == ADA
    both = [ADA, a_guest(id="other", accessCode="-yz2F")]
    assert answered(tmp_path, both, "-yz2F", whole="K7-yz2F").guest == both[1]


def test_a_fold_that_fits_two_is_refused(tmp_path: Path) -> None:
    guests = [a_guest(accessCode="abc"), a_guest(accessCode="ABC")]
    assert answered(tmp_path, guests, "aBc").verdict is Verdict.UNKNOWN
    assert answered(tmp_path, guests, "abc").verdict is Verdict.WELCOME


def test_a_repair_that_fits_two_is_refused(tmp_path: Path) -> None:
    guests = [a_guest(accessCode="zz-1"), a_guest(accessCode="ZZ-1")]
    assert answered(tmp_path, guests, "yyß1").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("text", "us_text"),
    [
        ("_codeK7'zy2F", "?code=K7-yz2F"),  # dead keys swallowed the sign before the code
        ("K7)yw2F", "K7-yz2F"),
        ("httpsÖ--t.example.org-ticket-K7ßzy2F", ""),
        ("https>&&t.example.org&ticket&K7/zy2F", ""),  # a German-set scanner on a US computer
        ("+Q3K7ßzy2F", ""),
    ],
)
def test_a_wrong_layout_is_repaired_by_characters_or_by_the_places_of_keys(
    tmp_path: Path, text: str, us_text: str
) -> None:
    url = f"https://t.example.org/{us_text}" if us_text.startswith("?") else us_text
    answer = answered(tmp_path, [ADA, a_guest()], text, us_text=url)
    assert (answer.guest, answer.repaired) == (ADA, True)


def test_characters_and_places_that_fit_two_guests_are_refused(tmp_path: Path) -> None:
    by_places, by_characters = a_guest(accessCode="mq-1x"), a_guest(accessCode="mz-1x")
    for number, guests in enumerate(([by_places], [by_characters])):
        answer = answered(tmp_path / str(number), guests, "myß1x", us_text="mq-1x")
        assert (answer.guest, answer.repaired) == (guests[0], True)
    both = answered(tmp_path / "both", [by_places, by_characters], "myß1x", us_text="mq-1x")
    assert both.verdict is Verdict.UNKNOWN


def test_a_repair_survives_news_from_the_server(tmp_path: Path) -> None:
    answer = answered(tmp_path, [], "K7ßzy2F", later=lambda: [ADA])
    assert (answer.guest, answer.repaired) == (ADA, True)


def test_shared_codes_are_all_listed_and_none_is_chosen(tmp_path: Path) -> None:
    guests = [a_guest(accessCode="B7"), a_guest(accessCode="B7")]
    answer = answered(tmp_path, guests, "B7")
    assert answer.verdict is Verdict.SEVERAL
    assert answer.guest is None
    assert [hit.guest for hit in answer.choices] == guests


def test_a_code_that_moved_on_belongs_to_the_living(tmp_path: Path) -> None:
    gone = a_guest(accessCode="B7", deleteDateTime="2026-05-09T12:00:00+02:00")
    heir = a_guest(accessCode="B7")
    assert answered(tmp_path / "a", [gone, heir], "B7").guest == heir
    assert answered(tmp_path / "b", [gone], "B7").verdict is Verdict.REMOVED


def test_the_server_is_asked_before_a_code_is_unknown(tmp_path: Path) -> None:
    late = a_guest(accessCode="LATE01")
    answer = answered(tmp_path, [ADA], "LATE01", later=lambda: [late])
    assert answer.guest == late


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "x" * 10_000, "'; DROP TABLE guest; --", "<b>bold</b>", "🎫", "%%%", "//["],
)
def test_malicious_codes_are_calmly_unknown(tmp_path: Path, text: str) -> None:
    answer = answered(tmp_path, [ADA, a_guest(accessCode="")], text)
    assert (answer.verdict, answer.asked) == (Verdict.UNKNOWN, True)


def test_relatives_come_with_the_guest(tmp_path: Path) -> None:
    host = a_guest(id="h", accessCode="HOST01", companions=[{"id": "c"}, {"id": "ghost"}])
    companion = a_guest(id="c", parentId="h", first="", last="", accessCode="")
    answer = answered(tmp_path, [host, companion], "HOST01")
    assert answer.family.companions == (companion,)
    assert answer.family.dangling == 1
    assert answer.relatives_hosts[GuestId("c")] == host
