"""What is learnt from bursts of the test code reads the next bursts of the same scanner."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.keyboard_layout import LAYOUTS, from_us, to_us
from station_app.scanners.learn_wedge import (
    SLOWEST_MS,
    TEST_CODE,
    LayoutFit,
    ObservedKey,
    WedgeFinding,
    WedgeLearner,
)
from station_app.scanners.wedge import Stroke, StrokeKind, WedgeFramer, WedgeSettings

NAMES = {"\r": "Enter", "\n": "Line feed", "\t": "Tab"}


def burst(
    text: str, gaps_ms: list[int], ending: str = "", us_text: str | None = None
) -> list[ObservedKey]:
    keys, at_ms, gaps = [], 5000, cycle(gaps_ms)
    for number, character in enumerate(text):
        kind = StrokeKind.CONTROL if character < " " else StrokeKind.TEXT
        us = None if us_text is None else us_text[number]
        keys.append(ObservedKey(kind=kind, at_ms=at_ms, text=character, us=us))
        at_ms += next(gaps)
    for character in ending:
        keys.append(ObservedKey(kind=StrokeKind.END, at_ms=at_ms, text=character))
        at_ms += 5
    return keys


def scans(keys: list[ObservedKey], settings: WedgeSettings) -> list[str]:
    framer: WedgeFramer[None] = WedgeFramer(settings)
    found = []
    for number, key in enumerate(keys):
        stroke = Stroke(kind=key.kind, key=number, at_ms=key.at_ms, token=None, text=key.text)
        found.append(framer.press(stroke).scan)
    found.append(framer.interrupt().scan)
    return [text for text in found if text is not None]


def learn(*bursts: list[ObservedKey]) -> WedgeFinding:
    learner = WedgeLearner()
    for keys in bursts:
        assert learner.take(keys)
    assert learner.count == len(bursts)
    finding = learner.finding()
    assert finding is not None
    return finding


paces = st.one_of(
    st.lists(st.integers(0, 45), min_size=1, max_size=6),
    st.integers(1, 55).map(lambda gap_ms: [gap_ms]),
)
extras = st.text("~#*$%<>\x02\x03", max_size=3)


@given(paces, extras, extras, st.sampled_from(["", "\r", "\t", "\r\n", "\t\r"]), st.integers(1, 2))
def test_what_was_learnt_reads_the_next_scan(
    gaps_ms: list[int], prefix: str, suffix: str, ending: str, count: int
) -> None:
    seen = burst(prefix + TEST_CODE + suffix, gaps_ms, ending)
    finding = learn(*[seen] * count)
    assert finding.fit is LayoutFit.FITS
    assert not finding.needs_repair
    assert finding.endings == tuple(NAMES[key] for key in ending)
    assert (finding.prefix, finding.suffix) == (prefix, suffix)
    assert finding.proved
    assert not finding.too_slow
    again = burst(prefix + "K7QM2F9" + suffix, gaps_ms, ending)
    if prefix[:1] >= " " or not prefix:
        assert scans(again, finding.settings) == ["K7QM2F9"]


@given(st.sampled_from(sorted(LAYOUTS)), st.booleans(), st.booleans())
def test_a_us_scanner_on_another_layout_is_told(layout: str, by_places: bool, caps: bool) -> None:
    code = TEST_CODE.swapcase() if caps else TEST_CODE
    typed = from_us(code, layout)
    finding = learn(burst(typed, [8], "\r", us_text=code if by_places else None))
    assert finding.proved
    assert finding.capitals_swapped == caps
    if typed == code:  # nothing in it differs
        assert finding.fit is LayoutFit.FITS
    else:
        assert finding.fit is LayoutFit.SCANNER_IS_US
        assert layout in finding.layouts
        assert finding.needs_repair


@given(st.sampled_from(sorted(LAYOUTS)), st.booleans())
def test_a_scanner_set_to_another_layout_is_told(layout: str, by_places: bool) -> None:
    typed = to_us(TEST_CODE, layout)
    finding = learn(burst(typed, [8], "\r", us_text=typed if by_places else None))
    if typed != TEST_CODE:
        assert finding.needs_repair
        assert layout in finding.layouts


def test_two_wrong_layouts_are_seen_through_by_the_places_of_the_keys() -> None:
    places = to_us(TEST_CODE, "de")  # a scanner set to German
    typed = from_us(places, "fr")  # on a French laptop
    finding = learn(burst(typed, [8], "\r", us_text=places))
    assert (finding.fit, "de" in finding.layouts) == (LayoutFit.SCANNER_IS_OTHER, True)


def test_speed_has_a_margin_and_a_limit() -> None:
    assert learn(burst(TEST_CODE, [5], "\r")).settings == WedgeSettings(silence_ends=False)
    slow = learn(burst(TEST_CODE, [50], "\r"))
    assert (slow.key_ms, slow.settings.gap_ms, slow.proved) == (50, SLOWEST_MS, True)
    assert slow.settings.min_length == 6
    hopeless = learn(burst(TEST_CODE, [90], "\r"))
    assert (hopeless.too_slow, hopeless.proved) == (True, False)
    assert hopeless.settings.gap_ms == SLOWEST_MS


def test_a_typist_is_no_scanner_for_anything_that_can_be_learnt() -> None:
    settings = learn(burst(TEST_CODE, [55], "\r")).settings
    assert scans(burst("Anna Lindqvist", [60], "\r"), settings) == []


def test_one_scan_without_enter_makes_silence_an_ending() -> None:
    finding = learn(burst(TEST_CODE, [5], "\r"), burst(TEST_CODE, [5]))
    assert finding.settings.silence_ends


def test_extras_that_change_or_are_understood_anyway_are_not_learnt() -> None:
    assert learn(burst("]Q1" + TEST_CODE, [5])).prefix == ""
    changing = learn(burst("01" + TEST_CODE, [5]), burst("02" + TEST_CODE, [5]))
    assert changing.prefix == ""
    assert changing.proved


@given(
    st.lists(
        st.builds(
            ObservedKey,
            kind=st.sampled_from(StrokeKind),
            at_ms=st.integers(0, 9999),
            text=st.text(max_size=2),
            us=st.one_of(st.none(), st.text(max_size=1)),
        ),
        max_size=30,
    )
)
def test_another_code_teaches_nothing(keys: list[ObservedKey]) -> None:
    learner = WedgeLearner()
    assert not learner.take(keys)
    assert (learner.count, learner.finding()) == (0, None)


def test_a_short_test_code_is_refused() -> None:
    with pytest.raises(ValueError, match="six"):
        WedgeLearner("ABC")
