"""The functions' JSON in, domain out. Whoever has the password may send anything, so look twice."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from station_app.domain.journal import Act
from station_app.domain.sharing import NewMark, SharedMark, StationHere

_EPOCH = datetime.fromtimestamp(0, UTC)


def marks_out(marks: Sequence[NewMark], since_s: float) -> str:
    """Return marks as `put_marks` takes them, `since_s` after they were handed over."""
    rows = [
        {
            "place": place,
            "id": str(mark.uid),
            "subject": mark.subject,
            "act": mark.act,
            "verdict": mark.verdict,
            "about": str(mark.about) if mark.about is not None else None,
            "alone": mark.alone,
            "waited": mark.waited_s + since_s,
        }
        for place, mark in enumerate(marks)
    ]
    return json.dumps(rows)


def marks_in(text: str) -> tuple[list[SharedMark], datetime]:
    """Read marks and the database's time. Raises `ValueError`; single marks that this version does
    not understand are left out."""
    try:
        now_us, rows = json.loads(text)
        return [mark for row in rows if (mark := _mark(row)) is not None], _moment(now_us)
    except (TypeError, OverflowError, RecursionError) as error:
        raise ValueError("no marks") from error


def _mark(row: Any) -> SharedMark | None:
    try:
        number, uid, subject, act, verdict, station, about, at_us, alone = row
        return SharedMark(
            uid=UUID(uid),
            number=int(number),
            subject=str(subject),
            act=Act(act),
            verdict=str(verdict),
            station=UUID(station),
            about=UUID(about) if about is not None else None,
            at=_moment(at_us),
            alone=bool(alone),
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What `here` answers."""

    stations: Sequence[StationHere]
    is_elected: bool  # this station
    is_double: bool  # another laptop takes part as this station
    now: datetime  # by the database's clock


def present_in(text: str) -> Present:
    """Read who is here. Raises `ValueError`."""
    try:
        now_us, elected, double, rows = json.loads(text)
        return Present(
            stations=[station_in(row) for row in rows],
            is_elected=bool(elected),
            is_double=bool(double),
            now=_moment(now_us),
        )
    except (TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("no stations") from error


def station_in(row: Any) -> StationHere:
    """Read a station as `here` and `health` give it."""
    uid, name, told_us, list_us, scan_us = row
    return StationHere(
        station=UUID(uid),
        name=str(name),
        told_at=_moment(told_us),
        list_as_of=_moment(list_us) if list_us is not None else None,
        last_scan_at=_moment(scan_us) if scan_us is not None else None,
    )


def _moment(us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=us)
