"""Guests out of an answer that arrives in pieces are those of the answer as a whole."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.api import list_stream
from station_app.api.list_stream import ListStream
from station_app.api.wire import parse_guest_list
from station_app.domain.errors import NotTheApi, Refused
from station_app.services.ports import Listed, ListFacts
from tests.support.builders import wire_guest

TIME = "2026-05-09T12:00:00+02:00"
odd_text = st.text('{}[]",:\\ eé\u2028🎟', max_size=12)


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_stream, "PORTION", 200)


def streamed(body: bytes, cuts: list[int]) -> tuple[list[Listed], ListFacts]:
    stream = ListStream()
    guests: list[Listed] = []
    places = sorted({0, len(body), *(cut % (len(body) + 1) for cut in cuts)})
    for begin, end in pairwise(places):
        guests += stream.feed(body[begin:end])
    last, facts = stream.close()
    return guests + last, facts


answers = st.builds(
    lambda guests, before, after: {**before, "guests": guests, **after},
    st.lists(
        st.builds(
            lambda number, note, companions: wire_guest(
                id=f"g{number}",
                fields={"notes": note, "guests": "[{"},
                companions=[{"id": f"c{n}"} for n in range(companions)],
            ),
            st.integers(0, 10**6),
            odd_text,
            st.integers(0, 30),
        ),
        max_size=8,
    ),
    st.sampled_from([{}, {"count": 3}, {"x": {"guests": [{"id": "no"}]}}, {"y": '"guests":['}]),
    st.sampled_from(
        [
            {"dateTime": TIME, "count": 2},
            {"dateTime": TIME, "event": {"a": [{"b": {}}, {"id": "no"}]}, "z": "}]}"},
        ]
    ),
)


@given(answers, st.lists(st.integers(0, 10**6), max_size=30), st.sampled_from([None, 1]))
def test_pieces_hold_what_the_whole_holds(
    answer: dict[str, Any], cuts: list[int], indent: int | None
) -> None:
    body = json.dumps(answer, ensure_ascii=False, indent=indent).encode()
    whole = parse_guest_list(body)
    guests, facts = streamed(body, cuts)
    assert guests == [(guest.id, guest.raw) for guest in whole.guests]
    assert (facts.server_time, facts.count, facts.received, facts.set_aside) == (
        whole.server_time,
        whole.count,
        len(whole.guests),
        whole.set_aside,
    )


@given(answers, st.lists(st.integers(0, 10**6), max_size=30), st.data())
def test_an_answer_that_breaks_off_is_never_taken_for_whole(
    answer: dict[str, Any], cuts: list[int], data: st.DataObject
) -> None:
    body = json.dumps(answer, ensure_ascii=False).encode()
    part = body[: data.draw(st.integers(0, len(body) - 1))]
    with pytest.raises(NotTheApi):
        streamed(part, cuts)


@given(st.binary(max_size=2000), st.lists(st.integers(0, 2000), max_size=9))
def test_whatever_arrives_is_an_error_or_a_list(body: bytes, cuts: list[int]) -> None:
    with pytest.raises((NotTheApi, Refused)):
        streamed(body, cuts)
    with pytest.raises((NotTheApi, Refused)):
        streamed(b'{"guests":[' + body, cuts)


def test_guests_are_told_before_the_end_and_their_number_once_it_is_known() -> None:
    guests = [wire_guest(id=str(n)) for n in range(50)]
    stream = ListStream()
    body = json.dumps({"count": 50, "guests": guests, "dateTime": TIME}).encode()
    assert stream.expected is None
    early = stream.feed(body[: len(body) // 2])
    assert 20 <= len(early) <= 25
    assert stream.expected == 50


def test_a_guest_that_is_none_is_set_aside_and_costs_nobody_else() -> None:
    items = [wire_guest(id=str(n)) for n in range(20)]
    items[3:3] = [[], 7, None, {"no": "id"}, "text"]
    body = json.dumps({"guests": items, "count": 25, "dateTime": TIME}).encode()
    guests, facts = streamed(body, list(range(0, len(body), 97)))
    assert (len(guests), facts.set_aside, facts.is_whole) == (20, 5, True)


def test_a_filtered_array_of_a_php_server_is_an_object() -> None:
    items = {str(n): wire_guest(id=str(n)) for n in (0, 2, 7)}
    body = json.dumps({"guests": items, "count": 3, "dateTime": TIME}).encode()
    guests, facts = streamed(body, list(range(0, len(body), 50)))
    assert ([guest.id for guest in guests], facts.is_whole) == (["0", "2", "7"], True)


def test_another_charset_costs_letters_and_no_guest() -> None:
    items = [wire_guest(id=str(n), last="Müller") for n in range(20)]
    body = json.dumps({"guests": items, "count": 20}, ensure_ascii=False).encode("latin-1")
    guests, facts = streamed(body, list(range(0, len(body), 300)))
    assert (len(guests), facts.is_whole) == (20, True)


def test_the_answer_s_own_error_is_raised() -> None:
    body = json.dumps({"status": "error", "errors": [{"code": 1000, "message": "no"}]}).encode()
    with pytest.raises(Refused):
        streamed(body, [5])
    late = json.dumps({"guests": [], "status": "error", "errors": ["no"]}).encode()
    with pytest.raises(Refused):
        streamed(late, [5])
