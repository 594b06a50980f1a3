"""What scanner and computer make of a code when their layouts differ, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.access_code import read
from station_app.domain.keyboard_layout import LAYOUTS, US, US_SHIFT, from_us, repairs, to_us

# As people would check them: what a US-set scanner's keys give on each layout.
KNOWN = {
    "de": ("K7-yz2F", "K7ßzy2F"),
    "ch": ("K7-yz2F", "K7'zy2F"),
    "ch-fr": ("a;b:c", "aéböc"),
    "fr": ("AQ-12m", "QA)&é,"),
    "es": ("a;b-c", "añb'c"),
    "it": ("a;b-c", "aòb'c"),
    "gb": ('a"b@c', 'a@b"c'),
    "se": ("a;b-c", "aöb+c"),
    "dk": ("a;b'c", "aæbøc"),
    "no": ("a;b'c", "aøbæc"),
}
CODES = st.text(alphabet="ABCXYZabcxyz0123456789-/:_", min_size=4, max_size=20)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_names_each_position_once(layout: str) -> None:
    plain, shifted = LAYOUTS[layout]
    assert len(plain) == len(US)
    assert len(shifted) == len(US_SHIFT)
    printed = (plain + shifted).replace(" ", "")
    assert len(set(printed)) == len(printed)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_known_texts_are_undone(layout: str) -> None:
    meant, typed = KNOWN[layout]
    assert from_us(meant, layout) == typed
    assert meant in set(repairs(typed))


@pytest.mark.parametrize("layout", LAYOUTS)
@given(CODES)
def test_what_a_us_scanner_meant_is_among_the_repairs(layout: str, meant: str) -> None:
    typed = from_us(meant, layout)
    assert meant in {typed, *repairs(typed)}
    assert meant.swapcase() in {typed, *repairs(typed)}


@pytest.mark.parametrize("layout", LAYOUTS)
@given(CODES)
def test_what_a_scanner_set_to_the_layout_meant_on_a_us_computer_is_too(
    layout: str, meant: str
) -> None:
    typed = to_us(meant, layout)
    if from_us(typed, layout) == meant:  # it has all these characters
        assert meant in {typed, *repairs(typed)}


@pytest.mark.parametrize("layout", LAYOUTS)
@given(st.text(alphabet=US + US_SHIFT, min_size=1, max_size=12))
def test_key_positions_bring_back_even_what_dead_keys_swallowed(layout: str, meant: str) -> None:
    dead = "".join(c for c in from_us(meant, layout) if c not in "^´`¨")
    assert meant in {dead, *repairs(dead, us_text=meant)}


@pytest.mark.parametrize(
    ("layout", "typed", "meant"),
    [("de", "codeḱ7", "code=k7"), ("de", "coděá", "coděá"), ("fr", "â", "[q"), ("se", "á", "=a")],
)
def test_a_letter_with_a_dead_keys_mark_is_two_keys(layout: str, typed: str, meant: str) -> None:
    if typed != meant:
        assert to_us(typed, layout) == meant
    else:  # no layout here has a dead caron
        assert "ě" in to_us(typed, layout)


@given(st.text(max_size=60), st.text(max_size=60))
def test_repairs_differ_from_the_text_and_from_one_another(text: str, us_text: str) -> None:
    found = list(repairs(text, us_text))
    assert text not in found
    assert len(found) == len(set(found)) < 100


def test_caps_lock_is_undone() -> None:
    assert "k7qm2f" in set(repairs("K7QM2F"))


URLS = [
    "https://tickets.example.org/t/K7QM2F",
    "https://tickets.example.org/show?lang=de&code=K7QM2F",
    "https://tickets.example.org/t/%4B7QM2F",
    "https://tickets.example.org/#/ticket/K7QM2F",
    "]Q1https://tickets.example.org/t/K7QM2F",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("url", URLS)
def test_a_url_mangled_by_a_wrong_layout_still_holds_its_code(url: str, layout: str) -> None:
    for typed in (from_us(url, layout), from_us(url.swapcase(), layout)):
        reading = read(typed)
        assert "K7QM2F" in {*reading.spellings, *reading.layout_repairs()}
    reading = read(to_us(url, layout))
    if from_us(to_us(url, layout), layout) == url:
        assert "K7QM2F" in {*reading.spellings, *reading.layout_repairs()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_url_comes_back_by_positions_though_dead_keys_swallowed_from_it(layout: str) -> None:
    url = URLS[1]
    typed = "".join(c for c in from_us(url, layout) if c not in "^´`¨")
    reading = read(typed, us_text=url)
    assert "K7QM2F" in {*reading.spellings, *reading.layout_repairs()}
