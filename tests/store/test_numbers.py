"""Numbers read from the cache are those of a plain count, whatever was told in which order."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest, GuestId
from station_app.domain.numbers import Count, Group, Numbers, color_of, quarter_of, sum_up
from station_app.domain.verdict import judge
from station_app.store.database import SCHEMA_VERSION, open_connection, prepare
from station_app.store.writer import GuestWriter
from tests.store.test_search import in_memory
from tests.support.builders import a_guest, a_list, listed, wire_guest

IDS = st.sampled_from([f"g{number}" for number in range(12)])
ODD: Any = st.sampled_from([None, "", 7, True, [], {}, "yesterday", "0000-00-00 00:00:00"])
TIMES = st.sampled_from(["2026-05-09T12:00:00+02:00", "2026-05-09T23:59:59-05:00"]) | ODD
guests = st.builds(
    lambda own, **members: decode_guest(json.dumps(wire_guest(id=own, **members)).encode()),
    IDS,
    parentId=st.none() | IDS | ODD,
    companions=st.lists(IDS.map(lambda one: {"id": one}), max_size=3) | ODD,
    checkInDateTime=TIMES,
    checkOutDateTime=st.none() | TIMES,
    deleteDateTime=st.none() | st.none() | TIMES,
    registrationState=st.sampled_from(["registered", "unknown", "deregistered", "odd"]) | ODD,
    highlightColor=st.sampled_from(["#3D5AFE", "3d5afe", "teal, dotted"]) | ODD,
    future=ODD,
)
lists = st.lists(guests, max_size=12)


def counted(known: Sequence[Guest]) -> Numbers:
    """Count as a person would: who is told to be a companion, by either side, is one."""
    companions = Counter[str]()
    for guest in known:
        companions.update(one for one in guest.companion_ids if one != guest.id)
        if guest.parent_id and guest.parent_id != guest.id:
            companions[guest.id] += 1
    return sum_up(
        Group(judge(one), companions[one.id] > 0, color_of(one), quarter_of(one)) for one in known
    )


@settings(max_examples=150)
@given(st.lists(lists, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_they_are_those_of_a_plain_count(
    turns: list[list[Guest]], whole: bool, remove: bool
) -> None:
    connection = in_memory()
    try:
        writer = GuestWriter(connection, decode_guest)
        for turn in turns:
            if whole:
                for one in turn:
                    writer.take(listed(one))
                writer.take([])
                if turn:
                    writer.finish("", remove_missing=remove)
            else:
                writer.apply(a_list(*turn))
        known = writer.by_ids([GuestId(f"g{number}") for number in range(12)])
        assert writer.numbers() == counted(list(known.values()))
        totals, numbers = writer.totals(), writer.numbers()
        assert totals.listed == numbers.listed.total
        assert totals.arrived == numbers.arrived.total
        assert totals.removed == numbers.removed.total
    finally:
        connection.close()


def test_a_companion_is_one_whichever_side_tells_and_whoever_comes_first() -> None:
    connection = in_memory()
    writer = GuestWriter(connection, decode_guest)
    host = a_guest(id="host", companions=[{"id": "told"}, {"id": "ghost"}, {"id": "host"}])
    writer.apply(a_list(host, a_guest(id="told"), a_guest(id="tells", parentId="host")))
    assert writer.numbers().expected == Count(1, 2)
    writer.apply(a_list(a_guest(id="ghost")))
    assert writer.numbers().expected == Count(1, 3)
    writer.apply(a_list(a_guest(id="host", companions=[{"id": "told"}])))
    assert writer.numbers().expected == Count(2, 2)
    connection.close()


def test_a_cache_of_a_former_version_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    connection = prepare(path)
    connection.pragma("user_version", SCHEMA_VERSION - 1)
    connection.close()
    prepare(path).close()
    again = open_connection(path, readonly=True)
    assert again.pragma("user_version") == SCHEMA_VERSION
    again.close()
    assert path.with_name("c.db.damaged").exists()


def test_the_numbers_are_read_from_an_index_alone() -> None:
    """The table itself is some ten times as large, and its pages are enciphered."""
    connection = in_memory()
    sql = (
        "EXPLAIN QUERY PLAN SELECT verdict, companion, color, came, count(*) FROM guest"
        " GROUP BY verdict, companion, color, came"
    )
    plan = " ".join(str(row) for row in connection.execute(sql).fetchall())
    assert "COVERING INDEX guest_numbers" in plan
    assert "TEMP B-TREE" not in plan
    connection.close()
