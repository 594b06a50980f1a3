"""Data of every released version open, and nothing of them is lost."""

import asyncio
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from station_app import settings
from station_app.api.wire import decode_guest
from station_app.data_format import newer_format
from station_app.domain.guest import GuestId
from station_app.domain.legend import to_json
from station_app.services.session import secret_key
from station_app.store import keys
from station_app.store.cache import GuestCache, cache_file
from station_app.store.journal import JournalFile, journal_file
from station_app.store.keys import Opening
from station_app.store.legends import EventLegend
from station_app.store.pin import PinFile
from station_app.store.secrets import KeptSecrets
from tests.store.conftest import ROUNDS
from tests.support.released import FOLDER, LOCKED, WHO, WHOLE, told


def kept(version: str, folder: Path) -> dict[str, Any]:
    """Copy a version's data into `folder`; return what must be found in it."""
    shutil.copytree(FOLDER / version, folder, dirs_exist_ok=True)
    found: dict[str, Any] = json.loads(
        (FOLDER / f"{version}.expected.json").read_text(encoding="utf-8")
    )
    return found


def holds(now: Any, then: Any) -> bool:
    """Whether all that was kept is there still; what came later may be there, too."""
    if isinstance(then, dict) and isinstance(now, dict):
        return all(key in now and holds(now[key], value) for key, value in then.items())
    if isinstance(then, list) and isinstance(now, list):
        return len(now) == len(then) and all(map(holds, now, then))
    return bool(now == then)


@pytest.mark.parametrize("version", WHOLE)
def test_nothing_of_a_released_version_is_lost(version: str, tmp_path: Path) -> None:
    then = kept(version, tmp_path)
    assert newer_format(tmp_path) is None
    now = json.loads(json.dumps(asdict(settings.load(tmp_path))))
    assert holds(now, then["settings"])
    legend = EventLegend(tmp_path, WHO.server, WHO.event_id).load()
    assert holds(json.loads(to_json(legend)), json.loads(then["legend"]))
    assert PinFile(tmp_path).check(then["pin"])
    asyncio.run(look(tmp_path, then))
    assert not list(tmp_path.rglob("*.damaged*"))


async def look(folder: Path, then: dict[str, Any]) -> None:
    secrets = KeptSecrets(folder, use_key_store=False)
    assert (await secrets.load(secret_key(WHO))).app_code == then["app_code"]
    key = await secrets.file_key(secret_key(WHO))
    secrets.close()
    path = cache_file(folder / "cache", WHO.server, WHO.event_id, WHO.station)
    cache = await GuestCache.open(path, decode_guest, key)
    state = await cache.state()
    assert (state.loaded, state.server_time) == (True, then["server_time"])
    assert [state.event.name, state.event.station, str(state.event.ends_at)] == then["event"]
    ids = [GuestId(guest_id) for guest_id in then["guests"]]
    found = await cache.by_ids(ids)
    assert {name: json.loads(guest.raw) for name, guest in found.items()} == then["guests"]
    assert [hit.guest.id for hit in (await cache.search("lindkvist", 5)).hits] == ["anna", "jonas"]
    assert [guest.id for guest in (await cache.by_codes(["K7QM2F"]))] == ["anna"]
    numbers = await cache.numbers()  # from columns of their own
    assert (numbers.listed.total, numbers.deregistered.total) == (len(ids), 1)
    await cache.close()
    journal = JournalFile(journal_file(path), key)
    entries = await asyncio.wrap_future(journal.load())
    assert [told(entry) for entry in entries] == then["entries"]
    await journal.close()


@pytest.mark.parametrize("version", LOCKED)
def test_a_vault_of_a_released_version_opens_with_its_passphrase(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_ROUNDS", ROUNDS)
    then = kept(version, tmp_path)

    async def open_it() -> None:
        secrets = KeptSecrets(tmp_path, use_key_store=False)
        assert secrets.is_locked
        assert await secrets.unlock(then["passphrase"]) is Opening.OPEN
        assert (await secrets.load(secret_key(WHO))).app_code == then["app_code"]
        assert (await secrets.file_key(secret_key(WHO))).hex() == then["key"]
        secrets.close()

    asyncio.run(open_it())
