"""The way to the server: is it there, is it the right one, does it let this station in."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from station_app.doctor.finding import Finding, Laptop, Level
from station_app.domain.errors import ApiError, NotReachable, Refused
from station_app.domain.event_address import EventAddress
from station_app.services.ports import Credentials
from station_app.services.sync import Phase
from station_app.ui import failures, times
from station_app.ui.i18n import translate

_CLOCK_OFF_S = 60
_SOON_DAYS = 14  # until a certificate ends
_T = TypeVar("_T")


def server(laptop: Laptop) -> Iterator[Finding]:
    """Look whether an API answers there, how it proves who it is, and what time it has."""
    subject = translate("Doctor", "Server")
    address = laptop.who.server
    if not address:
        text = translate("Doctor", "none is known yet")
        cure = translate("Doctor", "log in once, or give --server URL")
        yield Finding(Level.WARN, subject, text, cure)
        return
    # A logout without a session: an answer of the API, whatever it is, proves the way there.
    nobody = Credentials(server=address, event_id="", station="", app_code="")
    error, offset_s = asyncio.run(_asked(laptop, lambda api: api.log_out(nobody, "self-test")))
    if error is None or isinstance(error, Refused):
        told = translate("Doctor", "{address} answers").format(address=address)
        yield Finding(Level.OK, subject, told)
    else:
        told = f"{address}: {failures.failure(error)}"
        cure = failures.cure(error) or translate("Doctor", "check address and network")
        yield Finding(Level.FAIL, subject, told, cure)
    yield from _certificate(laptop, reached=not isinstance(error, NotReachable))
    if offset_s is not None:
        yield _clock(offset_s)


def login(laptop: Laptop) -> Iterator[Finding]:
    """Log in with what is kept, and out again; an open door has done so already."""
    subject = translate("Doctor", "Login")
    if laptop.door is not None:
        yield _session(subject, laptop)
        return
    who = _with_code(laptop)
    if not (who.server and who.event_id and who.station):
        return  # told by `server`
    if not who.app_code:
        text = translate("Doctor", "no App Code is kept for {station}")
        cure = translate("Doctor", "log in once in the program")
        yield Finding(Level.WARN, subject, text.format(station=who.station), cure)
        return

    async def in_and_out(api: Any) -> None:
        session = await api.log_in(who)
        await api.log_out(who, session.token)

    error, _ = asyncio.run(_asked(laptop, in_and_out))
    if error is None:
        text = translate("Doctor", "the server takes station {station}")
        yield Finding(Level.OK, subject, text.format(station=who.station))
    elif isinstance(error, Refused):
        cure = translate("Doctor", "check event ID, App Code and station in the back end")
        yield Finding(Level.FAIL, subject, failures.refusal(error), cure)
    else:
        cure = failures.cure(error) or translate("Doctor", "check address and network")
        yield Finding(Level.FAIL, subject, failures.failure(error), cure)


def guest_list(laptop: Laptop) -> Iterator[Finding]:
    """Count the guests that are on this laptop, and say as of when."""
    subject = translate("Doctor", "Guest list")
    if laptop.door is not None:
        listed, as_of = laptop.door.listed, laptop.door.status.as_of
        loaded = laptop.door.status.loaded or bool(listed)
    elif not laptop.who.server:
        return
    else:
        listed, as_of, loaded = asyncio.run(_kept(laptop))
    if not loaded:
        text = translate("Doctor", "none on this laptop yet")
        cure = translate("Doctor", "log in with a network; it is loaded once and kept")
        yield Finding(Level.WARN, subject, text, cure)
        return
    told = translate("Doctor", "%n guest(s)", "", listed)
    if as_of:
        now = times.Now(None, datetime.now(UTC))
        told += ", " + translate("Doctor", "as of {time}").format(time=times.as_of(as_of, now))
    if listed:
        yield Finding(Level.OK, subject, told)
    else:
        cure = translate("Doctor", "check the segment of the check-in configuration")
        yield Finding(Level.WARN, subject, told, cure)


# --- how --------------------------------------------------------------------------------------


async def _asked(
    laptop: Laptop, ask: Callable[[Any], Awaitable[Any]]
) -> tuple[ApiError | None, float | None]:
    """Ask through a client of its own; return what failed, and how far the clocks are apart."""
    from station_app.api.client import ApiClient, open_http
    from station_app.api.trust import Trust

    settings = laptop.settings
    dates: list[str] = []

    async def note(response: Any) -> None:
        dates.append(response.headers.get("Date", ""))

    error: ApiError | None = None
    with ThreadPoolExecutor(1) as worker:
        async with open_http(Trust.of(settings.ca_file, settings.server_pin)) as http:
            http.event_hooks = {"request": [], "response": [note]}
            api = ApiClient(http, worker, allow_plain_http=settings.allow_plain_http)
            try:
                await ask(api)
            except ApiError as failure:
                error = failure
    if not dates or isinstance(error, NotReachable):
        return error, None
    try:
        told = parsedate_to_datetime(dates[-1])
        return error, (datetime.now(UTC) - told).total_seconds()
    except (TypeError, ValueError):
        return error, None


def _clock(offset_s: float) -> Finding:
    subject = translate("Doctor", "Clock")
    told = translate("Doctor", "%n second(s) off the server’s", "", round(abs(offset_s)))
    if abs(offset_s) <= _CLOCK_OFF_S:
        return Finding(Level.OK, subject, told)
    cure = translate("Doctor", "let the system set the time by itself")
    return Finding(Level.WARN, subject, told, cure)


def _certificate(laptop: Laptop, *, reached: bool) -> Iterator[Finding]:
    address = laptop.who.server
    subject = translate("Doctor", "Certificate")
    if not address.startswith("https://"):
        if not EventAddress(address).is_secure:
            text = translate("Doctor", "none: what is sent can be read on the way")
            cure = translate("Doctor", "use an address that begins with https://")
            yield Finding(Level.WARN, subject, text, cure)
        return
    if not reached:
        return  # why is told by `server`
    from station_app.api.trust import look_at

    try:
        shown = asyncio.run(look_at(address))
    except NotReachable:
        return
    left = (shown.valid_until - datetime.now(UTC)).days
    told = translate("Doctor", "good for %n more day(s)", "", max(left, 0))
    if left >= _SOON_DAYS:
        yield Finding(Level.OK, subject, told)
    else:
        cure = translate("Doctor", "ask the organiser to renew it")
        yield Finding(Level.WARN, subject, told, cure)


def _session(subject: str, laptop: Laptop) -> Finding:
    door = laptop.door
    assert door is not None
    phase = door.status.phase
    if phase is Phase.SIGNED_OUT:
        cure = translate("Doctor", "log in again")
        return Finding(Level.FAIL, subject, failures.failure(door.status.error), cure)
    if phase is Phase.OFFLINE:
        text = translate("Doctor", "offline: {reason}")
        told = text.format(reason=failures.failure(door.status.error))
        return Finding(Level.WARN, subject, told, failures.cure(door.status.error))
    text = translate("Doctor", "station {station} is logged in")
    return Finding(Level.OK, subject, text.format(station=door.who.station))


def _with_code(laptop: Laptop) -> Credentials:
    who = laptop.who
    if who.app_code or not who.server:
        return who
    from station_app.services.session import secret_key
    from station_app.store.secrets import KeptSecrets

    async def look() -> Credentials:
        kept = KeptSecrets(laptop.folder)
        try:
            if kept.is_locked:
                return who
            return replace(who, app_code=(await kept.load(secret_key(who))).app_code)
        finally:
            kept.close()

    return asyncio.run(look())


async def _kept(laptop: Laptop) -> tuple[int, str, bool]:
    """Count the guests of the entrance's list; a station that runs meanwhile is not disturbed."""
    import apsw

    from station_app.api.wire import decode_guest
    from station_app.store.cache import cache_file
    from station_app.store.database import open_connection
    from station_app.store.keys import entrance_name
    from station_app.store.reader import GuestReader
    from station_app.store.secrets import KeptSecrets

    who = laptop.who
    path = cache_file(laptop.folder / "cache", who.server, who.event_id, who.station)
    kept = KeptSecrets(laptop.folder)
    try:
        if not path.exists() or kept.is_locked:
            return 0, "", False
        key = await kept.known_key(entrance_name(who.server, who.event_id, who.station))
        with contextlib.closing(open_connection(path, key, readonly=True)) as connection:
            reader = GuestReader(connection, decode_guest)
            state = reader.state()
            return reader.totals().listed, state.server_time, state.loaded
    except apsw.Error:
        return 0, "", False
    finally:
        kept.close()
