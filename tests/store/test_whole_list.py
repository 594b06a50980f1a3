"""A whole list in portions: the same as at once, whatever came before, and only what changed."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest, GuestId
from station_app.store.writer import GuestWriter
from tests.store.test_search import found, in_memory
from tests.support.builders import a_guest, a_list, listed, wire_guest

IDS = st.sampled_from([f"g{number}" for number in range(9)])
NAMES = st.sampled_from(["", "Ada", "Jürgen", "van den Berg", "Сергей"])


def guest_of(facts: dict[str, Any]) -> Guest:
    return decode_guest(json.dumps(facts).encode())


guests = st.builds(
    lambda own, parent, companions, first, last, checked_in: guest_of(
        wire_guest(
            id=own,
            accessCode=f"C-{own}",
            parentId=parent,
            companions=[{"id": one} for one in companions],
            first=first,
            last=last,
            company="Engine Works",
            fields={"email": f"{own}@engine.example"},
            checkInDateTime="2026-05-09T12:00:00+02:00" if checked_in else None,
        )
    ),
    IDS,
    st.none() | IDS,
    st.lists(IDS, max_size=2),
    NAMES,
    NAMES,
    st.booleans(),
)
lists = st.lists(guests, max_size=12)


@pytest.fixture
def writer() -> Iterator[GuestWriter]:
    connection = in_memory()
    yield GuestWriter(connection, decode_guest)
    connection.close()


def words(db: apsw.Connection) -> list[tuple[str, str]]:
    """Return the words of the index, each with the ids of those who have it."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.v USING fts5vocab(main, words, instance)")
    sql = "SELECT DISTINCT term, id FROM v JOIN guest ON pk = doc ORDER BY 1, 2"
    return list(db.execute(sql).fetchall())


def contents(db: apsw.Connection) -> list[object]:
    """Return all that a cache knows, rows by the guest's id."""
    return [
        db.execute(
            "SELECT g.id, code, verdict, color, came, g.companion, gone_at IS NULL, body, name,"
            " further, c.companion, out, unnamed, spelt"
            " FROM guest g JOIN raw USING (pk) JOIN card c USING (pk) ORDER BY 1"
        ).fetchall(),
        db.execute("SELECT * FROM link ORDER BY 1, 2, 3").fetchall(),
        words(db),
    ]


def take(writer: GuestWriter, whole: Sequence[Guest], size: int) -> None:
    for start in range(0, len(whole), size):
        writer.take(listed(*whole[start : start + size]))
    writer.finish("", remove_missing=False)


@settings(max_examples=150)
@given(st.lists(lists, min_size=1, max_size=3), st.integers(1, 5))
def test_portions_hold_what_the_list_holds(turns: list[list[Guest]], size: int) -> None:
    connections = in_memory(), in_memory()
    try:
        portioned, at_once = (GuestWriter(one, decode_guest) for one in connections)
        for whole in turns:
            take(portioned, whole, size)
            at_once.apply(a_list(*whole))
            assert contents(connections[0]) == contents(connections[1])
    finally:
        for one in connections:
            one.close()


@settings(max_examples=60)
@given(lists, lists)
def test_changed_guests_are_indexed_as_new_ones_are(
    before: list[Guest], after: list[Guest]
) -> None:
    newest = {guest.id: guest for guest in [*before, *after]}
    connections = in_memory(), in_memory()
    try:
        changed, new = (GuestWriter(one, decode_guest) for one in connections)
        changed.apply(a_list(*before))
        changed.apply(a_list(*after))
        new.apply(a_list(*newest.values()))
        assert words(connections[0]) == words(connections[1])
    finally:
        for one in connections:
            one.close()


def test_a_check_in_does_not_touch_the_index(writer: GuestWriter) -> None:
    companion = a_guest(id="c", parentId="a", first="", last="")
    writer.apply(a_list(a_guest(id="a", accessCode="A"), companion))
    written: list[str] = []
    writer._db.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: written.append(event["sql"]))
    came = "2026-05-09T12:00:00+02:00"
    told = a_guest(id="a", accessCode="A", checkInDateTime=came)
    assert writer.apply(a_list(told)).count == 1
    assert writer.by_ids([GuestId("a")])[GuestId("a")].checked_in_at is not None
    assert not [sql for sql in written if "words_data" in sql and not sql.startswith("SELECT")]


def test_an_unchanged_guest_is_not_even_read(writer: GuestWriter) -> None:
    take(writer, [a_guest(id="a"), a_guest(id="b")], 1)
    read: list[bytes] = []
    again = GuestWriter(writer._db, lambda raw: read.append(raw) or decode_guest(raw))  # type: ignore[func-returns-value]
    bodies = [raw for (raw,) in writer._db.execute("SELECT body FROM raw ORDER BY pk").fetchall()]
    again.take(listed(*map(decode_guest, bodies)))
    again.finish("", remove_missing=True)
    assert read == []
    assert again.totals().listed == 2


def test_a_host_may_come_portions_later(writer: GuestWriter) -> None:
    companion = a_guest(id="c", parentId="h", first="", last="")
    take(writer, [companion, a_guest(id="x"), a_guest(id="h", first="Sophie", last="Berg")], 1)
    assert len(writer.search("sophie berg", 9).hits) == 2


def test_a_list_given_up_leaves_no_trace_in_what_comes_next(writer: GuestWriter) -> None:
    writer.take(listed(a_guest(id="a", last="Unique")))
    writer.take(listed(a_guest(id="b", last="Other")))
    writer.give_up()
    assert found(writer, "unique") == []
    writer.apply(a_list(a_guest(id="a", last="Unique")))
    assert found(writer, "uniqeu") == ["Ada Unique"]


def test_a_text_with_nul_in_it_is_a_text_without(writer: GuestWriter) -> None:
    odd = guest_of(wire_guest(id="a\0b", accessCode="C\0ODE", last="Love\0lace"))
    take(writer, [odd, a_guest(id="a", accessCode="A")], 5)
    assert [guest.id for guest in writer.by_codes(["CODE"])] == ["ab"]
    assert found(writer, "lovelace code") == ["Ada Lovelace"]
