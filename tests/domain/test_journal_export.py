"""Exported notes: what spreadsheet programs make of them, and what they must not."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.journal import Act, Entry, Moment
from station_app.domain.journal_export import csv_bytes, json_bytes, safe_cell, separator_of
from tests.support import csv_fuzz

AT = datetime(2026, 11, 22, 18, 51, 40, 123000, tzinfo=timezone(timedelta(hours=1)))
SEEN = Entry(
    act=Act.SEEN,
    moment=Moment(AT, AT.astimezone(UTC) + timedelta(seconds=2)),
    lane="camera",
    guest="2e1a",
    verdict="already",
    list_age_s=3,
    number=1,
)
AWAY = Entry(act=Act.SENT_AWAY, moment=Moment(AT), about=SEEN, number=2)


def read(content: bytes, separator: str) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def test_a_spreadsheet_finds_dates_zone_and_references() -> None:
    content = csv_bytes([SEEN, AWAY], ";")
    assert content.startswith(b"\xef\xbb\xbfnumber;time;")
    assert content.endswith(b"\r\n")
    first, second = read(content, ";")
    assert first == {
        "number": "1",
        "time": "2026-11-22 18:51:40",
        "time_zone": "UTC+01:00",
        "server_time_utc": "2026-11-22 17:51:42",
        "act": "seen",
        "about_number": "",
        "lane": "camera",
        "verdict": "already",
        "guest_id": "2e1a",
        "code": "",
        "list_age_s": "3",
    }
    assert (second["act"], second["about_number"], second["guest_id"]) == ("sent_away", "1", "2e1a")


def test_names_are_there_only_if_asked_for() -> None:
    names = {"2e1a": "Zoë Ångström; =1+1"}
    assert "name" not in read(csv_bytes([SEEN], ","), ",")[0]
    named = read(csv_bytes([SEEN], ",", names), ",")[0]
    assert named["name"] == "Zoë Ångström;' =1+1"
    assert "Zoë" not in json_bytes([SEEN], {}).decode()
    told = json.loads(json_bytes([SEEN], {"station": "North"}, names))
    assert told["station"] == "North"
    assert told["entries"][0]["name"] == names["2e1a"]
    assert told["entries"][0]["time"] == "2026-11-22T18:51:40.123+01:00"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "  =1", '"=1', "＝1", " ＠x", "\u200d=1", "−1"],
)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["007", "1-2", "3/4", "12E5", "1234567890123456", "12:30"])
def test_a_code_that_would_be_rewritten_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["K7QM2F", "2e1a7138-9114", "José Müller-Lüdenscheidt", "42", ""])
def test_what_is_harmless_is_not_touched(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(), st.sampled_from(",;"))
def test_any_text_comes_back_harmless(text: str, separator: str) -> None:
    csv_fuzz.check(text, separator)


def test_ten_thousand_attacks_come_back_harmless() -> None:
    csv_fuzz.run(10_000, seed=20261122)


@given(st.text(st.characters()))
def test_json_alters_nothing_that_utf8_can_hold(text: str) -> None:
    entry = Entry(act=Act.SEEN, moment=Moment(AT), code=text)
    told = json.loads(json_bytes([entry], {}))["entries"][0]["code"]
    assert (told or "") == text.encode("utf-8", "replace").decode()


def test_the_separator_is_that_of_the_region() -> None:
    assert (separator_of(","), separator_of(".")) == (";", ",")
