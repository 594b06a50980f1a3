"""A data folder as an earlier evening left it: many cached guests and one known entrance."""

import asyncio
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from station_app import settings
from station_app.api.wire import decode_guest, parse_guest_list
from station_app.services.ports import EventInfo, Secrets
from station_app.settings import Entrance, Settings
from station_app.store.cache import GuestCache, cache_file
from station_app.store.secrets import KeptSecrets

SERVER, EVENT, STATION = "http://127.0.0.1:9", "1", "Main Entrance"
FIRST = ("Anna", "Jürgen", "Sophie", "Karl", "Maria", "Łukasz", "Peter", "Paul", "Tomás", "Zoë")
LAST = ("Müller", "Lindqvist", "Ferreira", "Schönberger", "Nwosu", "Brandstätter", "Okafor")


def guest(number: int, dice: random.Random) -> dict[str, Any]:
    """Return one invented guest of about the documented size."""
    first, last = dice.choice(FIRST), dice.choice(LAST) + dice.choice(["", "sen", "mann", "er"])
    return {
        "id": f"2e1a7138-9114-496b-8dfe-{number:012d}",
        "parentId": None,
        "accessCode": f"C{number:06d}",
        "clientUpdateDateTime": "2026-06-01T18:30:00+02:00",
        "serverUpdateDateTime": "2026-06-01T18:30:00+02:00",
        "checkInDateTime": "2026-06-01T18:30:00+02:00" if dice.random() < 0.4 else None,
        "checkOutDateTime": None,
        "deleteDateTime": None,
        "registrationState": "registered",
        "highlightColor": dice.choice(["#3d5afe", "#e0218a", "#ffd400"]),
        "fields": {
            "salutation": "Ms.",
            "firstName": first,
            "lastName": last,
            "company": f"Company {number % 900}",
            "position": "Head of Something",
            "street": "Stephansplatz",
            "city": "Vienna",
            "country": "AT",
            "email": f"{first}.{last}@company{number % 900}.example",
            "notes": "On stage at 19:30." if number % 20 == 0 else None,
            "customField1": "green",
            "customField47": ["vegetarian", "vegan"],
        },
        "companions": [],
    }


def body(count: int) -> bytes:
    """Return an answer of `list/all` with `count` guests, always the same."""
    dice = random.Random(7)
    return answer([guest(number, dice) for number in range(count)])


def answer(guests: list[dict[str, Any]]) -> bytes:
    """Return an answer of `list/all` or `list/recent`."""
    return json.dumps(
        {
            "status": "success",
            "count": len(guests),
            "dateTime": "2026-06-01T18:30:00+02:00",
            "guests": guests,
        }
    ).encode()


def prepare(folder: Path, count: int) -> None:
    """Fill a data folder."""

    async def fill() -> None:
        path = cache_file(folder / "cache", SERVER, EVENT, STATION)
        secrets = KeptSecrets(folder, use_key_store=False)
        name = f"{SERVER}|{EVENT}|{STATION}"
        cache = await GuestCache.open(path, decode_guest, await secrets.file_key(name))
        await cache.apply_all(parse_guest_list(body(count)), remove_missing=True)
        await cache.save_event(EventInfo(event_id=EVENT, name="Gala", station=STATION))
        await cache.close()
        await secrets.save(name, Secrets("code", "token"))
        secrets.close()

    asyncio.run(fill())
    entrance = Entrance(server=SERVER, event_id=EVENT, station=STATION)
    kept = settings.with_entrance(Settings(camera="none"), entrance)
    settings.save(replace(kept, language="en"), folder)
