"""The cache as one thread sees it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from station_app.api.wire import decode_guest
from station_app.domain.guest import GuestId
from station_app.services.ports import Change, GuestList
from station_app.store.database import open_connection, prepare
from station_app.store.reader import GuestReader
from station_app.store.writer import GuestWriter
from tests.support.builders import a_guest, a_list, listed


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[GuestWriter]:
    connection = prepare(tmp_path / "cache" / "guests.db")
    yield GuestWriter(connection, decode_guest)
    connection.close()


def take_all(writer: GuestWriter, whole: GuestList, *, remove_missing: bool = False) -> Change:
    writer.take(listed(*whole.guests))
    return writer.finish(whole.server_time, remove_missing=remove_missing)


def ids(*names: str) -> list[GuestId]:
    return [GuestId(name) for name in names]


def test_a_list_comes_back_as_it_was_sent(writer: GuestWriter) -> None:
    guest = a_guest(id="a", future=[1])
    take_all(writer, a_list(guest))
    assert writer.by_ids(ids("a")) == {"a": guest}
    assert writer.by_ids(ids("a"))[GuestId("a")].raw == guest.raw
    assert writer.state().loaded
    assert writer.state().server_time == "2026-05-09T12:00:00+02:00"


def test_applying_a_list_twice_changes_nothing(writer: GuestWriter) -> None:
    news = a_list(a_guest(), a_guest())
    assert len(writer.apply(news).changed) == 2
    assert not writer.apply(news)


def test_gone_guests_stay_known_and_may_come_back(writer: GuestWriter) -> None:
    stays, leaves = a_guest(id="stays"), a_guest(id="leaves", accessCode="GONE1")
    take_all(writer, a_list(stays, leaves))
    change = take_all(writer, a_list(stays), remove_missing=True)
    assert (change.count, change.removed) == (1, 1)
    (gone,) = writer.by_codes(["GONE1"])
    assert gone.gone_at is not None
    assert writer.totals().removed == 1
    assert not take_all(writer, a_list(stays), remove_missing=True)
    writer.apply(a_list(leaves))
    assert writer.by_codes(["GONE1"])[0].gone_at is None


def test_missing_counts_deleted_and_absent_guests(writer: GuestWriter) -> None:
    guests = [a_guest(id=str(n)) for n in range(4)]
    take_all(writer, a_list(*guests))
    deleted = a_guest(id="1", deleteDateTime="2026-05-09T12:00:00+02:00")
    writer.take(listed(guests[0], deleted))
    writer.take(listed(guests[0]))  # told twice
    assert writer.missing() == (3, 4)
    writer.give_up()


def test_codes_are_found_exactly_and_folded(writer: GuestWriter) -> None:
    writer.apply(a_list(a_guest(id="x", accessCode="aBc"), a_guest(accessCode="")))
    assert [g.id for g in writer.by_codes(["aBc"])] == ["x"]
    assert writer.by_codes(["ABC", "", "a\0"]) == []
    assert [g.id for g in writer.by_folded_codes(["ABC"])] == ["x"]


def test_families_hold_in_both_directions(writer: GuestWriter) -> None:
    writer.apply(
        a_list(
            a_guest(id="host", companions=[{"id": "b"}, {"id": "ghost"}, {"id": "host"}]),
            a_guest(id="a", parentId="host"),
            a_guest(id="b"),
            a_guest(id="self", parentId="self"),
        )
    )
    known = writer.by_ids(ids("host", "a", "b", "self"))
    host = writer.family(known[GuestId("host")])
    assert [one.id for one in host.companions] == ["b", "a"]
    assert host.dangling == 1
    for companion in ids("a", "b"):
        assert [one.id for one in writer.family(known[companion]).hosts] == ["host"]
    assert not writer.family(known[GuestId("self")]).hosts


def test_a_dropped_companion_is_no_longer_linked(writer: GuestWriter) -> None:
    writer.apply(a_list(a_guest(id="host", companions=[{"id": "b"}]), a_guest(id="b")))
    writer.apply(a_list(a_guest(id="host", companions=[])))
    assert not writer.family(writer.by_ids(ids("host"))[GuestId("host")]).companions


def test_totals_count_each_guest_once(writer: GuestWriter) -> None:
    early, late = "2026-05-09T12:00:00+02:00", "2026-05-09T13:00:00+02:00"
    writer.apply(
        a_list(
            a_guest(),
            a_guest(checkInDateTime=early),
            a_guest(checkInDateTime=early, checkOutDateTime=late),
            a_guest(registrationState="unknown"),
            a_guest(registrationState="deregistered"),
            a_guest(deleteDateTime=early),
        )
    )
    totals = writer.totals()
    assert (totals.listed, totals.expected, totals.inside, totals.left) == (5, 1, 1, 1)
    assert (totals.not_confirmed, totals.deregistered, totals.removed) == (1, 1, 1)
    assert totals.arrived == 2


def test_a_file_that_is_no_database_is_kept_aside_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "guests.db"
    path.write_bytes(b"this is no database at all, " * 100)
    connection = prepare(path)
    assert not GuestWriter(connection, decode_guest).state().loaded
    connection.close()
    assert (tmp_path / "guests.db.damaged").exists()


def test_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "guests.db"
    prepare(path).close()
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_readers_see_a_list_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "guests.db"
    writing = prepare(path)
    reading = open_connection(path, readonly=True)
    writer, reader = GuestWriter(writing, decode_guest), GuestReader(reading, decode_guest)
    take_all(writer, a_list(a_guest(id="old")))
    writer.take(listed(a_guest(id="new")))
    assert set(reader.by_ids(ids("old", "new"))) == {"old"}
    writer.give_up()
    assert set(reader.by_ids(ids("old", "new"))) == {"old"}
    writer.take(listed(a_guest(id="new")))
    writer.finish("", remove_missing=False)
    assert set(reader.by_ids(ids("old", "new"))) == {"old", "new"}
    reading.close()
    writing.close()


def test_nothing_of_a_statement_is_left_behind(writer: GuestWriter) -> None:
    """A cursor held while another one runs is never freed by apsw; polls and searches are many."""

    def act(number: int) -> None:
        writer.apply(a_list(a_guest(id="a", last=f"Name{number}", accessCode="A")))
        writer.search("name", 20)
        writer.search("nmae", 20)
        writer.by_codes(["A"])
        writer.totals()
        take_all(writer, a_list(a_guest(id="a"), a_guest(id=f"b{number}")), remove_missing=True)

    def cursors() -> int:
        gc.collect()
        return sum(isinstance(thing, apsw.Cursor) for thing in gc.get_objects())

    act(0)
    before = cursors()
    for number in range(1, 6):
        act(number)
    assert cursors() == before
