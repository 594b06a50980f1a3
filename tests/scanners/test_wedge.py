"""The framer: bursts become scans, everything else comes back whole and in order."""

from dataclasses import dataclass, field, replace
from itertools import cycle, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.scanners.wedge import (
    Decision,
    Fate,
    Stroke,
    StrokeKind,
    WedgeFramer,
    WedgeSettings,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFZ0123456789-/?#äß ."
KEYS = {"\r": 1, "\t": 2, "\n": 3}


def key_of(text: str) -> int:
    return KEYS.get(text) or 1000 + ord(text[0])


@dataclass
class Desk:
    """A keyboard, a framer and what the widgets got."""

    settings: WedgeSettings = field(default_factory=WedgeSettings)
    got: list[str] = field(default_factory=list)  # '+x' pressed, '-x' released
    scans: list[str] = field(default_factory=list)
    now_ms: int = 1000

    def __post_init__(self) -> None:
        self.framer: WedgeFramer[str] = WedgeFramer(self.settings)

    @property
    def typed(self) -> str:
        return "".join(token[1:] for token in self.got if token.startswith("+"))

    def act(self, decision: Decision[str], token: str | None = None) -> None:
        self.got += decision.replay
        if decision.scan is not None:
            self.scans.append(decision.scan)
        if token is not None and decision.fate is Fate.PASS:
            self.got.append(token)

    def wait(self, ms: int) -> None:
        self.now_ms += ms
        deadline_ms = self.framer.deadline_ms
        if deadline_ms is not None and deadline_ms < self.now_ms:
            self.act(self.framer.silence(deadline_ms + 1))

    def press(self, text: str, kind: StrokeKind | None = None, *, repeat: bool = False) -> None:
        kind = kind or (StrokeKind.END if text in KEYS else StrokeKind.TEXT)
        stroke = Stroke(
            kind=kind,
            key=key_of(text),
            at_ms=self.now_ms,
            token=f"+{text}",
            text=text,
            repeat=repeat,
        )
        takes = self.framer.takes(stroke)
        decision = self.framer.press(stroke)
        assert takes == (decision.fate is Fate.TAKE)
        self.act(decision, stroke.token)

    def release(self, text: str) -> None:
        self.act(self.framer.release(key_of(text), f"-{text}"), f"-{text}")

    def type(self, text: str, gap_ms: int = 60) -> None:
        for character in text:
            self.wait(gap_ms)
            self.press(character)
            self.release(character)

    def burst(self, text: str, gap_ms: int = 5) -> None:
        self.type(text, gap_ms)


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
    desk.wait(100)
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
    desk.wait(100)
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
    desk = Desk(WedgeSettings(prefix="\x02", suffix="\x03"))
    desk.press("\x02", StrokeKind.CONTROL)
    desk.burst("ABC1")
    desk.press("\x03", StrokeKind.CONTROL)
    desk.burst("\r")
    assert (desk.scans, desk.got) == (["ABC1"], [])


def test_prefix_and_suffix_are_cut_where_they_are() -> None:
    desk = Desk(WedgeSettings(prefix="~", suffix="#"))
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


typing = st.tuples(
    st.just("typing"),
    st.lists(
        st.tuples(
            st.sampled_from(LETTERS + "\r\t\x08"),
            st.one_of(st.integers(41, 400), st.integers(41, 60)),
            st.booleans(),  # a rollover partner 25 ms later
        ),
        max_size=12,
    ),
)
bursts = st.tuples(
    st.just("burst"),
    st.tuples(
        st.text(LETTERS.replace(" ", ""), min_size=4, max_size=12),
        st.lists(st.integers(0, 25), min_size=1, max_size=5),
        st.sampled_from(["", "\r", "\t", "\n", "\r\n"]),
        st.integers(0, 250),
    ),
)


@given(st.lists(st.one_of(typing, bursts), max_size=5), st.booleans())
def test_nothing_is_lost_doubled_or_swallowed(
    acts: list[tuple[str, Any]], timer_works: bool
) -> None:
    desk = Desk()
    if not timer_works:  # a window too busy for its timer: only the strokes tell the time
        object.__setattr__(desk, "wait", lambda ms: setattr(desk, "now_ms", desk.now_ms + ms))
    typed = ""
    scanned: list[str] = []
    for act, what in acts:
        desk.wait(260)  # a person does not type while the trigger is pulled
        if act == "typing":
            for character, gap_ms, partner in what:
                desk.wait(gap_ms)
                other = character == "\x08"
                desk.press(character, StrokeKind.OTHER if other else None)
                typed += character
                if partner:
                    desk.wait(25)
                    desk.press("e")
                    desk.release("e")
                    typed += "e"
                desk.release(character)
        else:
            text, gaps, ending, late_ms = what
            for character, gap_ms in zip(text, cycle(gaps), strict=False):
                desk.wait(gap_ms)
                desk.press(character)
                desk.release(character)
            for number, character in enumerate(ending):
                desk.wait(late_ms if number == 0 else 5)
                desk.press(character)
                desk.release(character)
            scanned.append(text)
    desk.now_ms += 1000
    desk.act(desk.framer.interrupt())
    assert desk.typed == typed
    assert desk.scans == scanned
    for text in set(desk.got):  # a release never comes before its press
        if text[0] == "+":
            assert f"-{text[1:]}" in desk.got[desk.got.index(text) :]
    presses = sorted(token[1:] for token in desk.got if token[0] == "+")
    assert presses == sorted(token[1:] for token in desk.got if token[0] == "-")


strokes = st.builds(
    Stroke,
    kind=st.sampled_from(StrokeKind),
    key=st.integers(1, 6),
    at_ms=st.integers(0, 120),  # here: ms since the stroke before
    token=st.just(""),
    text=st.text(max_size=2),
    repeat=st.booleans(),
)


@given(
    st.lists(st.tuples(st.sampled_from(["press", "release", "silence", "interrupt"]), strokes)),
    st.builds(
        WedgeSettings,
        gap_ms=st.integers(1, 80),
        min_length=st.integers(2, 6),
        silence_ends=st.booleans(),
        prefix=st.text(max_size=2),
        suffix=st.text(max_size=2),
    ),
)
def test_any_stroke_goes_to_one_place_only(
    acts: list[tuple[str, Stroke[str]]], settings: WedgeSettings
) -> None:
    framer: WedgeFramer[str] = WedgeFramer(settings)
    now_ms = 0
    taken: list[int] = []
    given_back: list[int] = []
    for number, (act, stroke) in enumerate(acts):
        now_ms += stroke.at_ms
        token = str(number)
        if act == "press":
            placed = replace(stroke, at_ms=now_ms, token=token)
            takes = framer.takes(placed)
            decision = framer.press(placed)
            assert takes == (decision.fate is Fate.TAKE)
        elif act == "release":
            decision = framer.release(stroke.key, token)
        else:
            decision = framer.silence(now_ms) if act == "silence" else framer.interrupt()
            assert decision.fate is Fate.PASS
        given_back += [int(back) for back in decision.replay]
        if decision.fate is Fate.TAKE:
            taken.append(number)
    given_back += [int(back) for back in framer.interrupt().replay]
    assert given_back == sorted(set(given_back))
    assert set(given_back) <= set(taken)
    assert framer.deadline_ms is None
