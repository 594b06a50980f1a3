"""Data folders as released versions wrote them, and what is in them.

`python -m tests.support.released` writes those of the present version into tests/data/released,
before its release; once released they are kept for ever. What must be found in a folder stands
beside it, since the code here goes on to say what the next version writes.
"""

import asyncio
import json
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from station_app import __version__, settings
from station_app.api.wire import decode_guest
from station_app.data_format import mark_format
from station_app.domain.journal import Act, Entry, Moment
from station_app.domain.legend import Legend, to_json
from station_app.services.ports import Credentials, EventInfo
from station_app.services.session import secret_key
from station_app.settings import Entrance, KnownScanner, Settings
from station_app.store.cache import GuestCache, cache_file
from station_app.store.journal import JournalFile, journal_file
from station_app.store.keys import Record
from station_app.store.legends import EventLegend
from station_app.store.pin import PinFile
from station_app.store.secret_places import SecretPlaces, name_of
from station_app.store.secrets import KeptSecrets
from station_app.store.wipe import Wipe
from tests.support.builders import a_guest, a_list

FOLDER = Path(__file__).parents[1] / "data" / "released"
LOCKED = sorted(path.name for path in FOLDER.glob("*-passphrase"))
WHOLE = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name not in LOCKED)
WHO = Credentials(server="http://127.0.0.1:9", event_id="4711", station="Main", app_code="aBcDeFgH")
KEY = bytes(range(32))  # of list and notes: nothing of these folders is a secret
PIN, PASSPHRASE = "2468", "open sesame, please"

_SETTINGS = Settings(
    language="en",
    theme="contrast",
    poll_seconds=7.0,
    camera="none",
    code_kinds=("qr", "aztec"),
    sound_muted=True,
    sound_volume=55,
    serial_port="none",
    scanner_prefix="]Q3",
    scanners=(KnownScanner(lane="keyboard", key_ms=3, gap_ms=31, prefix="]Q3"),),
    welcome_seconds=0,
    attention_seconds=0,
    privacy_after_minutes=0,
    hide_contact_data=True,
    wipe_days=30,
    entrances=(
        Entrance(
            server=WHO.server,
            event_id=WHO.event_id,
            station=WHO.station,
            event_name="Vienna Science Gala",
            last_used="2026-11-23T18:00:00+00:00",
        ),
        Entrance(server="https://events.example.org", event_id="12", station="North"),
    ),
    active=True,
)
_LEGEND = Legend(
    words={"#3d5afe": "Speaker"},
    labels={"customField1": "Table"},
    order=("customField1", "city"),
    hidden=frozenset({"salutation"}),
)
_EVENT = EventInfo(
    event_id=WHO.event_id,
    name="Vienna Science Gala",
    starts_at=datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
    ends_at=datetime(2126, 11, 23, 23, 0, tzinfo=UTC),  # so that no test is the day it is wiped
    station="Main Entrance",
    configuration_keys=("maxDevices", "recordOf"),
)
_SERVER_TIME = "2026-11-23T19:00:00+01:00"


def _guests() -> list[Any]:
    return [
        a_guest(
            id="anna",
            first="Anna",
            last="Lindqvist",
            company="Nordlys Research",
            accessCode="K7QM2F",
            highlightColor="#3D5AFE",
            fields={"city": "Tromsø", "customField1": "12"},
            companions=[{"id": "jonas"}],
        ),
        a_guest(id="jonas", first="Jonas", last="Lindqvist", accessCode="", parentId="anna"),
        a_guest(id="mira", last="Okafor", accessCode="P9XB4D", registrationState="deregistered"),
        *(a_guest(id=f"g{n}", last=f"Müller{n}", accessCode=f"GUEST{n}") for n in range(20)),
    ]


def _entries() -> list[Entry]:
    at = datetime(2026, 11, 23, 19, 5, tzinfo=UTC)
    first = Entry(
        act=Act.SEEN, moment=Moment(at, at), guest="anna", verdict="welcome", lane="camera"
    )
    return [
        first,
        Entry(act=Act.SENT_AWAY, moment=Moment(at), about=first),
        Entry(act=Act.SEEN, moment=Moment(at), code="NOBODY1", verdict="unknown", list_age_s=9),
    ]


async def _write(folder: Path) -> dict[str, Any]:
    """Write a data folder with the program's own parts; return what must be found in it."""
    mark_format(folder)
    settings.save(_SETTINGS, folder)
    name = name_of(secret_key(WHO))
    record = Record(app_code=WHO.app_code, token="t" * 20, key=KEY.hex())
    SecretPlaces(folder, None).keep(name, record)
    PinFile(folder).set(PIN)
    EventLegend(folder, WHO.server, WHO.event_id).save(_LEGEND)
    secrets = KeptSecrets(folder, use_key_store=False)
    Wipe(folder, secrets).note(name, _EVENT.ends_at, None)
    secrets.close()
    path = cache_file(folder / "cache", WHO.server, WHO.event_id, WHO.station)
    cache = await GuestCache.open(path, decode_guest, KEY)
    guests = _guests()
    await cache.save_event(_EVENT)
    await cache.apply_all(a_list(*guests, at=_SERVER_TIME), remove_missing=True)
    await cache.close()
    journal = JournalFile(journal_file(path), KEY)
    journal.load().result()
    for entry in (entries := _entries()):
        journal.append(entry).result()
    await journal.close()
    return {
        "settings": asdict(_SETTINGS),
        "guests": {guest.id: json.loads(guest.raw) for guest in guests},
        "server_time": _SERVER_TIME,
        "event": [_EVENT.name, _EVENT.station, str(_EVENT.ends_at)],
        "entries": [told(entry) for entry in entries],
        "legend": to_json(_LEGEND).decode(),
        "pin": PIN,
        "app_code": WHO.app_code,
    }


def told(entry: Entry) -> list[Any]:
    """Return an entry as it can be compared."""
    about = entry.about.number if entry.about is not None else None
    at = entry.moment.at.astimezone(UTC).isoformat()
    return [entry.act, at, entry.lane, entry.guest, entry.code, entry.verdict, about]


async def _lock(folder: Path) -> dict[str, Any]:
    """Write the secrets of such a folder under a passphrase."""
    places, key = SecretPlaces(folder, None), secret_key(WHO)
    places.keep(name_of(key), Record(app_code=WHO.app_code, key=KEY.hex()))
    assert places.set_passphrase(PASSPHRASE, (key,))
    places.close()
    return {"passphrase": PASSPHRASE, "app_code": WHO.app_code, "key": KEY.hex()}


def main() -> None:
    for suffix, write in (("", _write), ("-passphrase", _lock)):
        folder = FOLDER / f"{__version__}{suffix}"
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        found = asyncio.run(write(folder))
        text = json.dumps(found, indent=1, ensure_ascii=False)
        folder.with_name(f"{folder.name}.expected.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
