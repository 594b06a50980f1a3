"""This laptop itself: its disk, its keys, its power."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from station_app import __version__
from station_app.data_format import newer_format
from station_app.doctor import power_supply
from station_app.doctor.finding import Finding, Laptop, Level
from station_app.domain.errors import CacheUnusable
from station_app.services.ports import GuestList
from station_app.ui.i18n import translate

_LITTLE_DISK = 500_000_000  # bytes
_NO_DISK = 50_000_000
_LITTLE_CHARGE = 30  # percent
_NO_CHARGE = 10


def version(laptop: Laptop) -> Iterator[Finding]:
    """Say which program this is, and whether the data folder is of a later one."""
    subject = translate("Doctor", "Version")
    newer = newer_format(laptop.folder)
    if newer is None:
        yield Finding(Level.OK, subject, __version__)
        return
    text = translate("Doctor", "{ours}; the data folder is of {theirs}")
    told = text.format(ours=__version__, theirs=newer.version or "?")
    cure = translate("Doctor", "install that version, or choose another folder with --data-dir")
    yield Finding(Level.FAIL, subject, told, cure)


def cache(laptop: Laptop) -> Iterator[Finding]:
    """Write and read a list where the real ones live, and look the real ones over."""
    import apsw

    from station_app.api.wire import decode_guest
    from station_app.store.cache import GuestCache
    from station_app.store.database import open_connection
    from station_app.store.keys import new_key
    from station_app.store.private import VAULT
    from station_app.store.sealing import is_plain

    subject = translate("Doctor", "Cache")
    folder = laptop.folder

    async def try_out(path: Path) -> None:
        cache = await GuestCache.open(path, decode_guest, new_key())
        await cache.apply_all(GuestList(guests=(), server_time="", count=0), remove_missing=True)
        await cache.close()

    try:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            asyncio.run(try_out(Path(place) / "self-test.db"))
    except (OSError, CacheUnusable):
        text = translate("Doctor", "the data folder takes no list")
        cure = translate("Doctor", "make room on the disk, or choose another with --data-dir")
        yield Finding(Level.FAIL, subject, text, cure)
        return
    lists = sorted((folder / "cache").glob("guests-*.db"))
    keys = _keys_of(folder, [path.stem.removeprefix("guests-") for path in lists])
    for path, key in zip(lists, keys, strict=True):
        if key is None and not is_plain(path) and (folder / VAULT).exists():
            continue  # the passphrase opens it, and nobody types it here
        sound = False
        with (
            contextlib.suppress(apsw.Error),
            contextlib.closing(
                open_connection(path, None if is_plain(path) else key, readonly=True)
            ) as connection,
        ):
            sound = connection.execute("PRAGMA quick_check").get == "ok"
        if not sound:
            text = translate("Doctor", "{name} is damaged").format(name=path.name)
            cure = translate("Doctor", "start with a network: it is loaded anew")
            yield Finding(Level.WARN, subject, text, cure)
    yield Finding(Level.OK, subject, translate("Doctor", "%n list(s) kept", "", len(lists)))


def _keys_of(folder: Path, names: Sequence[str]) -> list[bytes | None]:
    """Return the key of each list, None where it is not to be had."""
    from station_app.store.secrets import KeptSecrets

    async def look() -> list[bytes | None]:
        kept = KeptSecrets(folder)
        try:
            return [await kept.known_key(name) for name in names]
        finally:
            kept.close()

    return asyncio.run(look()) if names else []


def key_store(laptop: Laptop) -> Iterator[Finding]:
    """Keep something, read it back and remove it: a key store that only answers is none."""
    import keyring

    from station_app.store.keys import KeyStoreFailed, SystemKeyStore
    from station_app.store.private import VAULT

    subject = translate("Doctor", "Key store")
    if (laptop.folder / VAULT).exists():
        told = translate("Doctor", "keys and App Codes lie under the passphrase asked for at start")
        yield Finding(Level.OK, subject, told)
        return
    store = SystemKeyStore(f"{laptop.folder}|doctor")
    try:
        works = store.exists
        if works:
            store.put("self-test", "self-test")
            store.remove("self-test")
    except KeyStoreFailed:
        works = False
    if works:
        yield Finding(Level.OK, subject, keyring.get_keyring().name)
        return
    text = translate(
        "Doctor",
        "none; keys and App Codes lie in a private file: whoever has this disk can read all",
    )
    cure = translate("Doctor", "set a passphrase in the settings")
    yield Finding(Level.WARN, subject, text, cure)


def encryption(laptop: Laptop) -> Iterator[Finding]:
    """Write a name under a key, and look for it in the file; then look at the files there are."""
    from station_app.store.database import open_connection
    from station_app.store.keys import new_key
    from station_app.store.private import is_wide
    from station_app.store.sealing import is_plain

    subject = translate("Doctor", "Encryption")
    folder = laptop.folder
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "self-test.db"
        with contextlib.closing(open_connection(path, new_key())) as connection:
            connection.execute("CREATE TABLE t AS SELECT 'Lindqvist' AS name")
        readable = b"Lindqvist" in path.read_bytes()
    plain = [path for path in (folder / "cache").glob("*.db*") if is_plain(path)]
    if readable:
        text = translate("Doctor", "files are written in plain text")
        yield Finding(Level.FAIL, subject, text, translate("Doctor", "set the program up again"))
    elif plain:
        text = translate("Doctor", "%n file(s) in plain text", "", len(plain))
        yield Finding(Level.WARN, subject, text, translate("Doctor", "a start encrypts them"))
    else:
        yield Finding(Level.OK, subject, "ChaCha20-Poly1305")
    if is_wide(folder):
        text = translate("Doctor", "others may enter {folder}").format(folder=folder)
        cure = translate("Doctor", "give the program a folder of its own")
        yield Finding(Level.WARN, subject, text, cure)


def disk(laptop: Laptop) -> Iterator[Finding]:
    """Look how much room there is for lists and notes."""
    subject = translate("Doctor", "Disk")
    free = shutil.disk_usage(laptop.folder).free
    text = translate("Doctor", "{size} MB free").format(size=free // 1_000_000)
    level = Level.FAIL if free < _NO_DISK else Level.WARN if free < _LITTLE_DISK else Level.OK
    cure = translate("Doctor", "make room") if level is not Level.OK else ""
    yield Finding(level, subject, text, cure)


def power(laptop: Laptop) -> Iterator[Finding]:
    """Look whether the laptop hangs on a socket, and how long it would last without."""
    del laptop
    subject = translate("Doctor", "Power")
    supply = power_supply.supply()
    if supply is None:
        yield Finding(Level.OK, subject, translate("Doctor", "this computer has no battery"))
        return
    charge = translate("Doctor", "battery at {percent} %").format(percent=supply.percent)
    if supply.plugged_in:
        told = translate("Doctor", "plugged in, {battery}").format(battery=charge)
        yield Finding(Level.OK, subject, told)
        return
    level = Level.FAIL if supply.percent < _NO_CHARGE else Level.WARN
    cure = translate("Doctor", "plug it in; an evening is longer than a battery")
    yield Finding(level, subject, charge, cure)


def sleep(laptop: Laptop) -> Iterator[Finding]:
    """Look whether the system would go to sleep while nobody comes."""
    del laptop
    subject = translate("Doctor", "Sleep")
    after_s = power_supply.sleeps_after_s()
    if after_s is None:
        text = translate("Doctor", "this system does not say when it sleeps")
        cure = translate("Doctor", "switch sleep off for the evening")
        yield Finding(Level.OK, subject, text, cure)
    elif after_s == 0:
        yield Finding(Level.OK, subject, translate("Doctor", "it stays awake"))
    else:
        minutes = max(1, round(after_s / 60))
        text = translate("Doctor", "after %n minute(s) without a key", "", minutes)
        cure = translate("Doctor", "switch it off in the system’s settings for the evening")
        yield Finding(Level.WARN, subject, text, cure)
