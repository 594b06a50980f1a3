"""The framer: bursts become scans, everything else comes back whole and in order."""

from itertools import pairwise

import pytest

from station_app.scanners.wedge import (
    StrokeKind,
    WedgeSettings,
)

from .framer_desk import Desk


@pytest.mark.parametrize("ending", ["\r", "\t", "\n", "\r\n", "\t\r", ""])
@pytest.mark.parametrize("gap_ms", [0, 1, 5, 15, 20, 25])
def test_a_burst_is_a_scan_and_reaches_nobody(ending: str, gap_ms: int) -> None:
    desk = Desk()
    desk.burst("ABC123" + ending, gap_ms)
    desk.wait(500)
    assert (desk.scans, desk.got) == (["ABC123"], [])


@pytest.mark.parametrize("gap_ms", [26, 31, 36, 60, 120, 400])
def test_typing_comes_back_whole(gap_ms: int) -> None:
    desk = Desk()
    desk.type("Anna Lindqvist\r", gap_ms)
    desk.wait(500)
    assert (desk.scans, desk.typed) == ([], "Anna Lindqvist\r")
    assert desk.got.count("-n") == 3


def test_rollover_pairs_and_triples_are_typing() -> None:
    desk = Desk()
    for chunk in ("sch", "ei", "n", "er\r", "abc"):
        desk.wait(60)
        desk.press(chunk[0])
        for before, character in pairwise(chunk):
            desk.wait(25)
            desk.press(character)
            desk.release(before)
        desk.release(chunk[-1])
    desk.wait(100)
    assert (desk.scans, desk.typed) == ([], "scheiner\rabc")


def test_one_stall_does_not_lose_a_burst() -> None:
    for late in range(1, 8):
        desk = Desk()
        for number, character in enumerate("ABC12345\r"):
            desk.wait(38 if number == late else 15)
            desk.press(character)
            desk.release(character)
        desk.wait(500)
        assert (desk.scans, desk.got) == (["ABC12345"], []), late


def test_a_slow_scanner_is_one_once_it_is_configured() -> None:
    desk = Desk(WedgeSettings(gap_ms=50))
    desk.burst("ABC123\r", 50)
    desk.wait(500)
    desk.type("Anna\r", 60)
    desk.wait(500)
    assert (desk.scans, desk.typed) == (["ABC123"], "Anna\r")


def test_a_late_enter_of_a_scan_ended_by_silence_is_swallowed() -> None:
    desk = Desk()
    desk.burst("ABC123")
    desk.wait(200)
    desk.press("\r")
    desk.release("\r")
    desk.press("\n")
    desk.release("\n")
    assert (desk.scans, desk.got) == (["ABC123"], [])
    desk.wait(300)
    desk.press("\r")
    desk.release("\r")
    assert desk.got == ["+\r", "-\r"]


def test_an_enter_after_new_typing_is_the_persons() -> None:
    desk = Desk()
    desk.burst("ABC123")
    desk.wait(110)
    desk.press("x")
    desk.wait(60)
    desk.press("\r")
    assert desk.typed == "x\r"


def test_a_busy_window_changes_nothing_because_the_strokes_carry_their_times() -> None:
    desk = Desk()
    for character in "ABC123":
        desk.now_ms += 5
        desk.press(character)
    desk.now_ms += 2000  # the timer never came, the next key was typed long after
    desk.press("x")
    desk.wait(100)
    assert (desk.scans, desk.typed) == (["ABC123"], "x")


def test_a_late_enter_found_in_the_queue_belongs_to_the_scan() -> None:
    desk = Desk()
    for character in "ABC123":
        desk.now_ms += 5
        desk.press(character)
    desk.now_ms += 180
    desk.press("\r")
    assert (desk.scans, desk.got) == (["ABC123"], [])


def test_without_silence_an_ending_is_needed_and_may_be_late() -> None:
    desk = Desk(WedgeSettings(silence_ends=False))
    desk.burst("ABC123")
    desk.wait(200)
    desk.press("\r")
    desk.wait(400)
    desk.burst("XYZ789")
    desk.wait(400)
    assert (desk.scans, desk.typed) == (["ABC123"], "XYZ789")


def test_modifiers_neither_end_nor_count() -> None:
    desk = Desk()
    for character in "ABC":
        desk.wait(8)
        desk.press("⇧", StrokeKind.MODIFIER)
        desk.wait(8)
        desk.press(character)
        desk.release(character)
        desk.release("⇧")
    desk.wait(60)
    assert (desk.scans, desk.typed.replace("⇧", "")) == ([], "ABC")
    desk.wait(60)
    for character in "ABCD":
        desk.press("⇧", StrokeKind.MODIFIER)
        desk.wait(16)
        desk.press(character)
        desk.release(character)
    desk.wait(150)
    assert desk.scans == ["ABCD"]


@pytest.mark.parametrize("kind", [StrokeKind.OTHER, StrokeKind.CONTROL])
def test_other_keys_come_after_what_was_held(kind: StrokeKind) -> None:
    desk = Desk()
    desk.press("a")
    desk.wait(50 if kind is StrokeKind.CONTROL else 10)
    desk.press("\x08", kind)
    assert desk.got == ["+a", "+\x08"]


def test_control_characters_inside_a_burst_belong_to_it() -> None:
    desk = Desk()
    desk.burst("AB")
    desk.wait(5)
    desk.press("\x1d", StrokeKind.CONTROL)
    desk.burst("CD")
    desk.wait(5)
    desk.press("\r", StrokeKind.CONTROL)  # Ctrl+M
    assert (desk.scans, desk.got) == (["AB\x1dCD"], [])


def test_a_control_prefix_begins_a_burst() -> None:
    desk = Desk(WedgeSettings(affixes=(("\x02", "\x03"),)))
    desk.press("\x02", StrokeKind.CONTROL)
    desk.burst("ABC1")
    desk.press("\x03", StrokeKind.CONTROL)
    desk.burst("\r")
    assert (desk.scans, desk.got) == (["ABC1"], [])


def test_prefix_and_suffix_are_cut_where_they_are() -> None:
    desk = Desk(WedgeSettings(affixes=(("~", "#"),)))
    desk.burst("~ABC123#\r")
    desk.wait(300)
    desk.burst("ABC123\r")
    assert desk.scans == ["ABC123", "ABC123"]


def test_a_key_held_down_is_typing() -> None:
    desk = Desk()
    desk.press("a")
    desk.wait(500)
    for _ in range(20):
        desk.release("a")
        desk.press("a", repeat=True)
        desk.wait(30)
    desk.release("a")
    assert (desk.scans, desk.typed) == ([], "a" * 21)


def test_a_double_letter_taken_for_a_repeat_stays_in_the_burst() -> None:
    desk = Desk()
    desk.burst("A0", 1)
    desk.press("0", repeat=True)
    desk.release("0")
    desk.burst("7\r", 1)
    assert (desk.scans, desk.got) == (["A007"], [])


def test_blank_bursts_are_no_codes() -> None:
    desk = Desk()
    desk.burst("      \r")
    assert (desk.scans, desk.typed) == ([], "      \r")


def test_ten_thousand_characters_are_one_scan() -> None:
    text = "https://example.org/?q=" + "x" * 10_000
    desk = Desk()
    desk.burst(text + "\r", 1)
    assert (desk.scans, desk.got) == ([text], [])


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="gap_ms"):
        WedgeSettings(gap_ms=0)
