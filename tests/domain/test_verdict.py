"""Each row of the verdict table of contract.md."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.verdict import Verdict, judge
from tests.support.builders import a_guest

EARLY, LATE = "2026-05-09T18:00:00+02:00", "2026-05-09T18:31:00+02:00"


@pytest.mark.parametrize(
    ("members", "verdict"),
    [
        ({}, Verdict.WELCOME),
        ({"checkInDateTime": EARLY}, Verdict.ALREADY),
        ({"checkInDateTime": LATE, "checkOutDateTime": EARLY}, Verdict.ALREADY),
        ({"checkInDateTime": EARLY, "checkOutDateTime": LATE}, Verdict.LEFT),
        ({"checkOutDateTime": LATE}, Verdict.LEFT),
        ({"registrationState": "unknown"}, Verdict.NOT_CONFIRMED),
        ({"registrationState": None}, Verdict.NOT_CONFIRMED),
        ({"registrationState": "waitinglist"}, Verdict.NOT_CONFIRMED),
        ({"registrationState": "rejected", "checkInDateTime": EARLY}, Verdict.NOT_CONFIRMED),
        ({"registrationState": "unknown", "checkInDateTime": EARLY}, Verdict.ALREADY),
        ({"registrationState": "deregistered"}, Verdict.DEREGISTERED),
        ({"deleteDateTime": EARLY}, Verdict.REMOVED),
    ],
)
def test_the_server_s_facts_give_one_verdict(members: dict[str, Any], verdict: Verdict) -> None:
    assert judge(a_guest(**members)) is verdict


TIMES = st.sampled_from([None, EARLY, LATE, "yesterday"])


@given(came=TIMES, left=TIMES, deleted=st.booleans())
def test_validity_is_tested_before_use(came: str | None, left: str | None, deleted: bool) -> None:
    times = {"checkInDateTime": came, "checkOutDateTime": left}
    gone = {"deleteDateTime": EARLY if deleted else None}
    verdict = judge(a_guest(registrationState="deregistered", **times, **gone))
    assert verdict is (Verdict.REMOVED if deleted else Verdict.DEREGISTERED)


def test_an_unreadable_check_in_is_still_a_check_in() -> None:
    assert judge(a_guest(checkInDateTime="half past six")) is Verdict.ALREADY


def test_a_database_s_empty_date_is_no_check_in() -> None:
    assert judge(a_guest(checkInDateTime="0000-00-00 00:00:00")) is Verdict.WELCOME
