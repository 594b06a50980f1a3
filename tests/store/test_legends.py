"""Legends on the disk, and what of a list they may speak of."""

import asyncio
from pathlib import Path

from station_app.api.wire import decode_guest
from station_app.domain.guest import Guest
from station_app.domain.legend import Legend, Survey, to_json
from station_app.store import reader
from station_app.store.cache import GuestCache
from station_app.store.legends import EventLegend, read_legend
from station_app.store.secrets import KeptSecrets
from station_app.store.wipe import Wipe
from tests.support.builders import a_guest, a_list

SERVER = "https://events.example.org"
LEGEND = Legend(words={"#3d5afe": "Speaker"}, order=("customField1",))


def test_each_event_has_its_own_and_only_this_user_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    EventLegend(folder, SERVER, "1").save(LEGEND)
    assert EventLegend(folder, SERVER, "1").load() == LEGEND
    assert EventLegend(folder, SERVER, "2").load() == Legend()
    assert EventLegend(folder, "https://other.example.org", "1").load() == Legend()
    (kept,) = folder.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert read_legend(kept).legend == LEGEND


def test_a_damaged_file_is_no_legend_and_the_next_change_mends_it(tmp_path: Path) -> None:
    event = EventLegend(tmp_path, SERVER, "1")
    event.save(LEGEND)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(to_json(LEGEND)[:-9])
    assert event.load() == Legend()
    event.save(LEGEND)
    assert event.load() == LEGEND


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    event = EventLegend(tmp_path / "file", SERVER, "1")
    event.save(LEGEND)
    assert event.load() == Legend()


def test_legends_go_when_everything_is_wiped(tmp_path: Path) -> None:
    events = [EventLegend(tmp_path, SERVER, event_id) for event_id in ("1", "2")]
    for event in events:
        event.save(LEGEND)

    async def wipe() -> None:
        secrets = KeptSecrets(tmp_path)
        try:
            await Wipe(tmp_path, secrets).everything([])
        finally:
            secrets.close()

    asyncio.run(wipe())
    assert [event.load() for event in events] == [Legend(), Legend()]
    assert not list(tmp_path.glob("legend*"))


def survey_of(folder: Path, *guests: Guest) -> Survey:
    async def run() -> Survey:
        cache = await GuestCache.open(folder / "guests.db", decode_guest)
        try:
            await cache.apply_all(a_list(*guests), remove_missing=False)
            return await cache.survey()
        finally:
            await cache.close()

    return asyncio.run(run())


def test_colours_and_fields_are_counted_by_guests(tmp_path: Path) -> None:
    survey = survey_of(
        tmp_path,
        a_guest(highlightColor="#3D5AFE", fields={"customField1": "7", "city": "Wien"}),
        a_guest(highlightColor="3d5afe", fields={"customField1": "", "street": "Weg", "city": "x"}),
        a_guest(highlightColor="teal, dotted", fields={"customField1": None, "email": "a@b.c"}),
        a_guest(highlightColor=None, fields={"customField2": [], "customField3": ["a", "b"]}),
        a_guest(highlightColor="#000", deleteDateTime="2026-05-09T12:00:00+02:00"),
    )
    assert survey.colors == {"#3d5afe": 2}
    assert survey.fields == {"customField1": 1, "address": 2, "email": 1, "customField3": 1}


def test_a_list_is_counted_in_portions_whatever_is_in_it(tmp_path: Path) -> None:
    odd = [
        a_guest(highlightColor=7, fields={"customField1": 0}),
        decode_guest(b'{"id": "list", "highlightColor": {"a": 1}, "fields": ["lastName"]}'),
        a_guest(highlightColor="#\ud83d", fields={"\ud83d": "x", 'a"b\\': "\ud83d"}),
        decode_guest(b'{"id": "nan", "highlightColor": "#222", "x": NaN}'),
        decode_guest(b'{"id": "latin", "highlightColor": "#111", "fields": {"\xfc": "\xfc"}}'),
    ]
    many = [a_guest(highlightColor="#fff") for _ in range(reader.SURVEYED)]
    survey = survey_of(tmp_path, *many, *odd)
    assert survey.colors["#ffffff"] == reader.SURVEYED
    assert survey.fields["customField1"] == 1
    assert survey.fields['a"b\\'] == 1
    assert "0" not in survey.fields


def test_an_empty_list_has_nothing_to_name(tmp_path: Path) -> None:
    assert survey_of(tmp_path) == Survey()
