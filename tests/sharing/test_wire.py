"""What the database sends: read as it was put, and nonsense harms nobody."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.journal import Act
from station_app.domain.sharing import NewMark, SharedMark, StationHere
from station_app.sharing.wire import marks_in, marks_out, present_in

_A, _B, _C = (UUID(int=number) for number in (1, 2, 3))
_ROW = [7, str(_A), "g1", "seen", "welcome", str(_B), str(_C), 1_700_000_000_000_001, 1]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=10) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=30,
)


def test_a_mark_is_read_as_it_was_put() -> None:
    marks, now = marks_in(json.dumps([1_700_000_000_000_000, [_ROW]]))
    assert now == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert marks == [
        SharedMark(
            uid=_A,
            number=7,
            subject="g1",
            act=Act.SEEN,
            verdict="welcome",
            station=_B,
            about=_C,
            at=now.replace(microsecond=1),
            alone=True,
        )
    ]


def test_a_mark_of_a_later_version_is_left_out() -> None:
    other = [*_ROW[:3], "blessed", *_ROW[4:]]
    marks, _ = marks_in(json.dumps([0, [other, _ROW, [], None, [*_ROW, 1]]]))
    assert len(marks) == 1


def test_time_on_the_way_counts() -> None:
    (row,) = json.loads(marks_out([NewMark(uid=_A, subject="g1", act=Act.SEEN, waited_s=2)], 3))
    assert row["waited"] == 5


def test_stations() -> None:
    row = [str(_A), "North", 0, None, 1_000_000]
    present = present_in(json.dumps([2_000_000, 1, 0, [row]]))
    epoch = datetime.fromtimestamp(0, UTC)
    assert present.stations == [
        StationHere(station=_A, name="North", told_at=epoch, last_scan_at=epoch.replace(second=1))
    ]
    assert present.is_elected
    assert not present.is_double
    assert present.now == epoch.replace(second=2)


@given(anything, st.text(max_size=20))
def test_nonsense_is_a_value_error(value: object, text: str) -> None:
    for whole in (text, json.dumps(value), json.dumps([0, value]), json.dumps([0, 1, 0, value])):
        for read in (marks_in, present_in):
            with suppress(ValueError):
                read(whole)
