"""`main.py doctor`: is this laptop ready for a door? One line each; the second composition root."""

import asyncio
import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

from station_app import settings as settings_file
from station_app.domain.errors import ApiError, CacheUnusable, NotReachable, Refused
from station_app.options import Options
from station_app.services.ports import Credentials, GuestList
from station_app.ui import texts
from station_app.ui.i18n import Languages, translate

OK, WARN, FAIL = "ok", "warn", "fail"
_LITTLE_DISK = 500_000_000  # bytes
_NO_DISK = 50_000_000
_CLOCK_OFF_S = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: how it is, what was looked at, and what to do where it is not well."""

    level: str
    subject: str
    text: str

    def __str__(self) -> str:
        return f"{self.level:<4} {self.subject}: {self.text}"


def run(options: Options, folder: Path) -> int:
    """Print the findings; return 1 if any of them is a failure."""
    qInstallMessageHandler(lambda *_: None)  # what Qt's plugins say is no finding
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    languages = Languages(app, folder / "languages")
    languages.use(options.language or settings_file.load(folder).language)
    worst = OK
    for check in (
        _server,
        _cameras,
        _decoders,
        _ports,
        _sound,
        _cache,
        _key_store,
        _encryption,
        _disk,
    ):
        for finding in _guarded(check, options, folder):
            sys.stdout.write(f"{finding}\n")
            sys.stdout.flush()
            worst = FAIL if FAIL in (worst, finding.level) else worst
    return 1 if worst == FAIL else 0


def _checks() -> tuple["Check", ...]:
    lanes = (_cameras, _decoders, _ports, _sound)
    return (_server, *lanes, _cache, _key_store, _encryption, _disk)


Check = Callable[[Options, Path], Iterator[Finding]]


def _guarded(check: Check, options: Options, folder: Path) -> Iterator[Finding]:
    """Turn a bug in one check into its line: the others still run."""
    try:
        yield from check(options, folder)
    except Exception as error:  # the edge of the self-test
        name = check.__name__.strip("_")
        yield Finding(FAIL, name, f"{type(error).__name__} in {__name__}")


# --- server -----------------------------------------------------------------------------------


def _server(options: Options, folder: Path) -> Iterator[Finding]:
    subject = translate("Doctor", "Server")
    kept = settings_file.load(folder)
    server = options.server or (kept.entrances[0].server if kept.entrances else "")
    if not server:
        yield Finding(WARN, subject, translate("Doctor", "none is known yet; give --server URL"))
        return
    error, offset_s = asyncio.run(_ask(server, kept))
    if error is None or isinstance(error, Refused):
        yield Finding(OK, subject, translate("Doctor", "{address} answers").format(address=server))
    else:
        yield Finding(FAIL, subject, f"{server}: {texts.failure(error)}")
    if offset_s is not None:
        subject = translate("Doctor", "Clock")
        told = translate("Doctor", "%n second(s) off the server’s", "", round(abs(offset_s)))
        if abs(offset_s) <= _CLOCK_OFF_S:
            yield Finding(OK, subject, told)
        else:
            cure = translate("Doctor", "let the system set the time by itself")
            yield Finding(WARN, subject, f"{told}; {cure}")


async def _ask(server: str, kept: settings_file.Settings) -> tuple[ApiError | None, float | None]:
    """Send a logout with no session: an answer of the API, whatever it is, proves the way there."""
    from station_app.api.client import ApiClient, open_http
    from station_app.api.trust import Trust

    trust = Trust.of(kept.ca_file, kept.server_pin)
    dates: list[str] = []

    async def note(response: Any) -> None:
        dates.append(response.headers.get("Date", ""))

    error: ApiError | None = None
    with ThreadPoolExecutor(1) as worker:
        async with open_http(trust) as http:
            http.event_hooks = {"request": [], "response": [note]}
            api = ApiClient(http, worker, allow_plain_http=kept.allow_plain_http)
            who = Credentials(server=server, event_id="", station="", app_code="")
            try:
                await api.log_out(who, "self-test")
            except ApiError as failure:
                error = failure
    offset_s = None
    if dates and not (isinstance(error, NotReachable)):
        try:
            told = parsedate_to_datetime(dates[-1])
            offset_s = (datetime.now(UTC) - told).total_seconds()
        except (TypeError, ValueError):
            pass
    return error, offset_s


# --- lanes ------------------------------------------------------------------------------------


def _cameras(options: Options, folder: Path) -> Iterator[Finding]:
    from station_app.scanners.cameras import camera_devices

    subject = translate("Doctor", "Cameras")
    wanted = options.camera or settings_file.load(folder).camera
    names = [camera.name for camera in camera_devices()]
    if wanted == "none":
        yield Finding(OK, subject, translate("Doctor", "switched off"))
    elif names:
        yield Finding(OK, subject, ", ".join(names))
    else:
        text = translate("Doctor", "none found; plug one in, or use a USB scanner")
        yield Finding(WARN, subject, text)


def _decoders(options: Options, folder: Path) -> Iterator[Finding]:
    """Read a code made on the spot with every engine there is."""
    del options, folder
    import io

    import cv2
    import numpy as np
    import segno

    from station_app.scanners.decode import Decoder

    subject = translate("Doctor", "Decoders")
    stream = io.BytesIO()
    segno.make_qr("SELF-TEST").save(stream, kind="png", scale=8, border=4)
    picture = cv2.imdecode(np.frombuffer(stream.getvalue(), np.uint8), cv2.IMREAD_COLOR)
    decoder = Decoder()
    engines = decoder.load()
    began = time.perf_counter()
    read = picture is not None and any(
        code.text == "SELF-TEST" for code in decoder.decode(np.asarray(picture, np.uint8))
    )
    took_ms = (time.perf_counter() - began) * 1000
    if not engines or not read:
        text = translate("Doctor", "no engine reads codes; set the program up again")
        yield Finding(FAIL, subject, text)
    else:
        told = translate("Doctor", "{engines}; a code read in {time} ms")
        level = OK if len(engines) > 1 else WARN
        yield Finding(level, subject, told.format(engines=", ".join(engines), time=round(took_ms)))


def _ports(options: Options, folder: Path) -> Iterator[Finding]:
    del options, folder
    import os

    from PySide6.QtSerialPort import QSerialPortInfo

    from station_app.scanners.serial import find_scanner

    subject = translate("Doctor", "Scanner ports")
    found = find_scanner()
    usb = [p for p in QSerialPortInfo.availablePorts() if p.hasVendorIdentifier()]
    if not usb:
        yield Finding(OK, subject, translate("Doctor", "no serial scanner plugged in"))
    for port in usb:
        name = f"{port.description()} ({port.portName()})"
        place = port.systemLocation()
        if place.startswith("/dev/") and not os.access(place, os.R_OK | os.W_OK):
            cure = translate("Doctor", "no permission; add this user to the group dialout")
            yield Finding(FAIL, subject, f"{name}: {cure}")
        else:
            kind = translate("Doctor", "scanner") if place == found else translate("Doctor", "port")
            yield Finding(OK, subject, f"{name}: {kind}")


def _sound(options: Options, folder: Path) -> Iterator[Finding]:
    del options, folder
    subject = translate("Doctor", "Sound")
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        yield Finding(WARN, subject, translate("Doctor", "the system lacks libpulse0"))
        return
    names = [device.description() for device in QMediaDevices.audioOutputs()]
    if names:
        yield Finding(OK, subject, ", ".join(names))
    else:
        yield Finding(WARN, subject, translate("Doctor", "no loudspeaker found"))


# --- this laptop ------------------------------------------------------------------------------


def _cache(options: Options, folder: Path) -> Iterator[Finding]:
    """Write and read a list where the real ones live, and look the real ones over."""
    del options
    import apsw

    from station_app.api.wire import decode_guest
    from station_app.store.cache import GuestCache
    from station_app.store.database import open_connection
    from station_app.store.keys import new_key
    from station_app.store.private import VAULT
    from station_app.store.sealing import is_plain

    subject = translate("Doctor", "Cache")

    async def try_out(path: Path) -> None:
        cache = await GuestCache.open(path, decode_guest, new_key())
        await cache.apply_all(GuestList(guests=(), server_time="", count=0), remove_missing=True)
        await cache.close()

    try:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            asyncio.run(try_out(Path(place) / "self-test.db"))
    except (OSError, CacheUnusable):
        yield Finding(FAIL, subject, translate("Doctor", "the data folder takes no list"))
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
            text = translate("Doctor", "{name} is damaged; it is built anew at the next start")
            yield Finding(WARN, subject, text.format(name=path.name))
    yield Finding(OK, subject, translate("Doctor", "%n list(s) kept", "", len(lists)))


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


def _encryption(options: Options, folder: Path) -> Iterator[Finding]:
    """Write a name under a key, and look for it in the file; then look at the files there are."""
    del options
    from station_app.store.database import open_connection
    from station_app.store.keys import new_key
    from station_app.store.private import is_wide
    from station_app.store.sealing import is_plain

    subject = translate("Doctor", "Encryption")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "self-test.db"
        with contextlib.closing(open_connection(path, new_key())) as connection:
            connection.execute("CREATE TABLE t AS SELECT 'Lindqvist' AS name")
        readable = b"Lindqvist" in path.read_bytes()
    plain = [path for path in (folder / "cache").glob("*.db*") if is_plain(path)]
    if readable:
        text = translate("Doctor", "files are written in plain text; set the program up again")
        yield Finding(FAIL, subject, text)
    elif plain:
        text = translate(
            "Doctor", "%n file(s) in plain text; a start encrypts them", "", len(plain)
        )
        yield Finding(WARN, subject, text)
    else:
        yield Finding(OK, subject, "ChaCha20-Poly1305")
    if is_wide(folder):
        text = translate(
            "Doctor", "others may enter {folder}; give the program a folder of its own"
        )
        yield Finding(WARN, subject, text.format(folder=folder))


def _key_store(options: Options, folder: Path) -> Iterator[Finding]:
    """Keep something, read it back and remove it: a key store that only answers is none."""
    del options
    import keyring

    from station_app.store.keys import KeyStoreFailed, SystemKeyStore
    from station_app.store.private import VAULT

    subject = translate("Doctor", "Key store")
    if (folder / VAULT).exists():
        told = translate("Doctor", "keys and App Codes lie under the passphrase asked for at start")
        yield Finding(OK, subject, told)
        return
    store = SystemKeyStore(f"{folder}|doctor")
    try:
        works = store.exists
        if works:
            store.put("self-test", "self-test")
            store.remove("self-test")
    except KeyStoreFailed:
        works = False
    if works:
        yield Finding(OK, subject, keyring.get_keyring().name)
        return
    text = translate(
        "Doctor",
        "none; keys and App Codes lie in a private file: whoever has this disk can read all."
        " Set a passphrase in the settings",
    )
    yield Finding(WARN, subject, text)


def _disk(options: Options, folder: Path) -> Iterator[Finding]:
    del options
    subject = translate("Doctor", "Disk")
    free = shutil.disk_usage(folder).free
    text = translate("Doctor", "{size} MB free").format(size=free // 1_000_000)
    level = FAIL if free < _NO_DISK else WARN if free < _LITTLE_DISK else OK
    yield Finding(level, subject, text)
