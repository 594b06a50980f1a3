"""Whatever is typed and scanned, in any order and at any pace in bounds: nothing goes astray."""

from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

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

from .framer_desk import LETTERS, Desk


@dataclass(frozen=True)
class Door:
    """A scanner as configured, and how fast people type there: the bounds of the property."""

    settings: WedgeSettings

    @property
    def slowest_scan_ms(self) -> int:
        return self.settings.gap_ms

    @property
    def fastest_typing_ms(self) -> int:
        return int(self.settings.gap_ms * 1.6) + 1


doors = st.builds(
    Door,
    st.builds(
        WedgeSettings,
        gap_ms=st.integers(10, 58),
        min_length=st.integers(3, 6),
        silence_ends=st.booleans(),
    ),
)


@st.composite
def acts_at(draw: st.DrawFn, door: Door) -> list[tuple[str, Any]]:
    """Draw what happens at a door: typing, key repeats, bursts with and without their ending."""
    typed = st.tuples(
        st.sampled_from(LETTERS + "\r\t\x08⇧"),
        st.integers(door.fastest_typing_ms, 400),
        st.booleans(),  # a rollover partner soon after, the keys released the other way round
    )
    burst = st.tuples(
        st.text(LETTERS.replace(" ", ""), min_size=door.settings.min_length, max_size=14),
        st.lists(st.integers(0, door.slowest_scan_ms), min_size=1, max_size=5),
        st.sampled_from(["\r", "\t", "\n", "\r\n", "\t\r"])
        if not door.settings.silence_ends
        else st.sampled_from(["", "\r", "\t", "\n", "\r\n"]),
        st.integers(0, 240),  # how late the ending comes
        st.booleans(),  # with Shift for every key
        st.booleans(),  # each key released only after the next one
    )
    what = st.one_of(
        st.tuples(st.just("typing"), st.lists(typed, max_size=12)),
        st.tuples(st.just("burst"), burst),
        st.tuples(st.just("held"), st.tuples(st.sampled_from("aäx7"), st.integers(1, 15))),
    )
    return draw(st.lists(what, max_size=6))


def play_typing(desk: Desk, keys: list[tuple[str, int, bool]]) -> str:
    typed = ""
    for character, gap_ms, partner in keys:
        desk.wait(gap_ms)
        kinds = {"\x08": StrokeKind.OTHER, "⇧": StrokeKind.MODIFIER}
        desk.press(character, kinds.get(character))
        typed += character
        if partner:
            desk.wait(25)
            desk.press("e")
            desk.release("e")
            typed += "e"
        desk.release(character)
    return typed


def play_burst(desk: Desk, burst: tuple[str, list[int], str, int, bool, bool]) -> None:
    text, gaps, ending, late_ms, shift, rolls = burst
    before = ""
    for character, gap_ms in zip(text, cycle(gaps), strict=False):
        desk.wait(gap_ms)
        if shift:
            desk.framer.press(Stroke(kind=StrokeKind.MODIFIER, key=7, at_ms=desk.now_ms, token=""))
        desk.press(character, repeat=character == before and rolls)
        if before and rolls and before != character:
            desk.release(before)
        if not rolls:
            desk.release(character)
        before = character
    if rolls:
        desk.release(before)
    for number, character in enumerate(ending):
        desk.wait(late_ms if number == 0 else min(5, desk.settings.gap_ms))
        desk.press(character)
        desk.release(character)


@given(st.data(), doors, st.booleans())
def test_nothing_is_lost_doubled_or_swallowed(
    data: st.DataObject, door: Door, timer_works: bool
) -> None:
    desk = Desk(door.settings)
    if not timer_works:  # a window too busy for its timer: only the strokes tell the time
        object.__setattr__(desk, "wait", lambda ms: setattr(desk, "now_ms", desk.now_ms + ms))
    typed = ""
    scanned: list[str] = []
    for act, what in data.draw(acts_at(door)):
        desk.wait(260)  # a person does not type while the trigger is pulled
        if act == "typing":
            typed += play_typing(desk, what)
        elif act == "held":
            character, repeats = what
            desk.press(character)
            desk.wait(500)
            for _ in range(repeats):
                desk.release(character)
                desk.press(character, repeat=True)
                desk.wait(33)
            desk.release(character)
            typed += character * (1 + repeats)
        else:
            play_burst(desk, what)
            scanned.append(what[0])
    desk.now_ms += 1000
    desk.act(desk.framer.interrupt())
    # Shift does not wait for the keys held before it: they carry their own state of Shift.
    assert desk.typed.replace("⇧", "") == typed.replace("⇧", "")
    assert desk.typed.count("⇧") == typed.count("⇧")
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
    us=st.one_of(st.none(), st.text(max_size=1)),
    repeat=st.booleans(),
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["press", "release", "join", "silence", "interrupt"]), strokes)
    ),
    st.builds(
        WedgeSettings,
        gap_ms=st.integers(1, 80),
        min_length=st.integers(2, 6),
        silence_ends=st.booleans(),
        affixes=st.lists(st.tuples(st.text(max_size=2), st.text(max_size=2))).map(tuple),
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
        elif act == "join":
            decision = framer.join(replace(stroke, at_ms=now_ms, token=token))
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


def scanned_as_us(
    strokes: list[tuple[str, str | None]], settings: WedgeSettings | None = None
) -> tuple[str | None, str]:
    """Press keys that give (text here, text on a US keyboard); return the scan in both."""
    framer: WedgeFramer[str] = WedgeFramer(settings)
    for number, (text, us) in enumerate(strokes):
        kind = StrokeKind.TEXT if text else StrokeKind.DEAD
        stroke = Stroke(kind=kind, key=number, at_ms=number * 5, token="", text=text, us=us)
        assert framer.press(stroke).fate is Fate.TAKE
    end: Stroke[str] = Stroke(
        kind=StrokeKind.END, key=99, at_ms=len(strokes) * 5, token="", text="\r"
    )
    decision = framer.press(end)
    return decision.scan, decision.us_scan


def test_a_scan_is_told_as_a_us_keyboard_has_it() -> None:
    keys: list[tuple[str, str | None]] = [("K", "K"), ("ß", "-"), ("z", "y"), ("", "="), ("1", "1")]
    assert scanned_as_us(keys) == ("Kßz1", "K-y=1")
    assert scanned_as_us([("", "]"), *keys]) == ("Kßz1", "]K-y=1")


def test_without_every_place_or_a_difference_there_is_no_us_text() -> None:
    assert scanned_as_us([("K", "K"), ("ß", "-"), ("z", None), ("1", "1")]) == ("Kßz1", "")
    assert scanned_as_us([(c, c) for c in "ABC1"]) == ("ABC1", "")


def test_prefix_and_suffix_are_cut_from_both_texts() -> None:
    settings = WedgeSettings(affixes=(("ö", "_"),))
    keys: list[tuple[str, str | None]] = [
        ("ö", ";"),
        ("z", "y"),
        ("A", "A"),
        ("1", "1"),
        ("_", "?"),
    ]
    assert scanned_as_us(keys, settings) == ("zA1", "yA1")


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "ß", "é", ""]), st.sampled_from("aq;=1")),
        min_size=8,
        max_size=20,
    )
)
def test_no_place_is_lost_whatever_dead_keys_swallow(keys: list[tuple[str, str | None]]) -> None:
    keys = [("K", "K"), *keys]
    text = "".join(here for here, _ in keys)
    us_text = "".join(us or "" for _, us in keys)
    scan, us_scan = scanned_as_us(keys)
    assert scan == text
    assert us_scan == ("" if us_text == text else us_text)


def test_dead_keys_alone_are_no_code() -> None:
    framer: WedgeFramer[str] = WedgeFramer()
    for number in range(8):
        framer.press(
            Stroke(kind=StrokeKind.DEAD, key=number, at_ms=number * 5, token=str(number), us="=")
        )
    assert framer.interrupt() == Decision(Fate.PASS, replay=tuple("01234567"))
