"""What an operator calls colours and fields, and files of it from anywhere."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.legend import (
    KIND,
    LARGEST_FILE,
    LONGEST_LABEL,
    LONGEST_WORD,
    Legend,
    LegendUnusable,
    clean,
    from_json,
    legend_keys,
    spoken,
    to_json,
    usual_order,
)

BLUE = "#3d5afe"
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
_COLORS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
_KEYS = st.text(min_size=1, max_size=20)


def a_file(**members: Any) -> bytes:
    return json.dumps({"kind": KIND, "version": 1, **members}).encode()


def test_a_colour_is_the_same_in_any_case() -> None:
    legend = Legend().with_word("#3D5AFE", " Speaker ")
    assert legend.word_of(BLUE) == legend.word_of("#3D5AFE") == "Speaker"
    assert legend.word_of("#000000") == legend.word_of(None) == ""
    assert legend.with_word(BLUE, "  ") == Legend()


def test_fields_show_in_order_and_new_ones_come_after() -> None:
    legend = Legend().with_order(["b", "a"]).with_shown("c", shown=False)
    assert legend.arranged(["a", "x", "b", "c", "w"]) == ["b", "a", "x", "w"]
    assert legend.with_shown("c", shown=True).arranged(["c", "a"]) == ["a", "c"]
    assert legend.with_order(["x"]).order == ("x", "b", "a")


def test_the_events_own_fields_stand_first_and_the_address_is_one() -> None:
    keys = legend_keys(["lastName", "email", "street", "customField2", "city", "notes"])
    assert usual_order(keys) == ["customField2", "address", "email"]


def test_words_are_one_line_without_signs_that_turn_it_around() -> None:
    assert clean("VIP\n\u202eguest\0\t", LONGEST_WORD) == "VIP guest"
    assert clean("Vor\u00adtragende", LONGEST_WORD) == "Vor\u00adtragende"
    assert clean("\u00ad", LONGEST_WORD) == ""
    assert spoken("Vor\u00adtragende") == "Vortragende"
    assert len(clean("x" * 999, LONGEST_WORD)) == LONGEST_WORD


@given(
    st.dictionaries(_COLORS, st.text(min_size=1)),
    st.dictionaries(_KEYS, st.text(min_size=1)),
    st.lists(_KEYS),
    st.lists(_KEYS),
)
def test_what_is_written_is_read_again(
    words: dict[str, str], labels: dict[str, str], order: list[str], hidden: list[str]
) -> None:
    legend = Legend().with_order(order)
    for color, word in words.items():
        legend = legend.with_word(color, word)
    for key, label in labels.items():
        legend = legend.with_label(key, label)
    for key in hidden:
        legend = legend.with_shown(key, shown=False)
    read = from_json(to_json(legend, "Gala"))
    assert (read.legend, read.event, read.left_out) == (legend, "Gala", 0)


@given(_JSON, _JSON, _JSON, _JSON, _JSON)
def test_any_values_give_a_legend_that_can_be_written_again(
    colors: object, labels: object, order: object, hidden: object, unknown: object
) -> None:
    content = a_file(colors=colors, labels=labels, order=order, hidden=hidden, unknown=unknown)
    try:
        legend = from_json(content).legend
    except LegendUnusable:
        assert b"NaN" in content or b"Infinity" in content
        return
    assert all(len(word) <= LONGEST_WORD for word in legend.words.values())
    assert all(len(label) <= LONGEST_LABEL for label in legend.labels.values())
    assert from_json(to_json(legend)).legend == legend


@given(st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    with pytest.raises(LegendUnusable):
        from_json(content)


def test_what_this_version_does_not_know_is_kept() -> None:
    read = from_json(a_file(colors={BLUE: "Speaker"}, sounds={"#fff": "gong"}))
    again = json.loads(to_json(read.legend.with_word("#ffffff", "Press")))
    assert again["sounds"] == {"#fff": "gong"}
    assert again["colors"] == {BLUE: "Speaker", "#ffffff": "Press"}


def test_what_cannot_be_used_is_counted() -> None:
    read = from_json(
        a_file(
            colors={"#3D5AFE": "Speaker", "blue": "x", "#12345g": "x", "#fff": 7, "#000": "\0"},
            labels={"a": "A", "b": None, "": "x", "k" * 101: "x"},
            order=["a", 1, "a", {}],
            hidden="a",
        )
    )
    assert read.legend == Legend(words={BLUE: "Speaker"}, labels={"a": "A"}, order=("a",))
    assert read.left_out == 4 + 3 + 3 + 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "json"),
        (b"\xff\xfe{}", "json"),
        (b"[" * 100_000, "json"),
        (a_file(unknown=float("nan")), "json"),
        (b"[]", "kind"),
        (b'{"kind": "something else", "version": 1}', "kind"),
        (a_file(version=True), "kind"),
        (a_file(version="1"), "kind"),
        (a_file(version=0), "kind"),
        (a_file(version=2), "version"),
        (b" " * (LARGEST_FILE + 1), "size"),
    ],
)
def test_a_fault_has_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(LegendUnusable) as refused:
        from_json(content)
    assert refused.value.reason == reason


def test_half_a_character_does_no_harm() -> None:
    content = b'{"kind": "%s", "version": 1, "colors": {"#ffffff": "\\ud83d"}, "x": "\\ud83d"}'
    legend = from_json(content % KIND.encode()).legend
    assert from_json(to_json(legend)).legend == legend
