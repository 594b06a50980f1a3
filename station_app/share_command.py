"""`checkin-station share`: sets the shared database up, and tells how it is.

It prints for who looks after the database, so in English, one line each as the self-test does.
"""

import getpass
import json
import secrets
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from station_app import settings as settings_file
from station_app.doctor.finding import Finding, Level
from station_app.domain.share_card import ShareCard
from station_app.options import BAD_OPTIONS, Options
from station_app.sharing import address, schema, troubles, wire
from station_app.sharing.migrations import SCHEMA, VERSION

_TIMES = 20
_PATIENCE_S = 5.0
_SLOW_MS = 100.0
_GONE = timedelta(seconds=35)
_OLD_LIST = timedelta(minutes=10)
_FEW_PLACES = 5


def run(options: Options, folder: Path) -> int:
    """Do what `share` was asked for; return the exit status of contract.md."""
    settings = settings_file.load(folder)
    initial = options.share == "init"
    try:
        where = address.parse(
            options.share_url or settings.share_url, user="" if initial else address.STATION_ROLE
        )
    except address.BadAddress as error:
        return _bad(f"argument URL: {error}")
    password = options.share_password
    if not password and sys.stdin.isatty():
        password = getpass.getpass(f"Password of {where.user}: ")
    if not password:
        return _bad("there is no password: set STATION_SHARE_PASSWORD")
    ca_file = options.share_ca_file or settings.share_ca_file
    try:
        parameters = address.parameters(where, password, ca_file, folder)
        with psycopg.connect(make_conninfo(**parameters), autocommit=True) as connection:
            if initial:
                return _set_up(connection, where, options)
            failed = False
            for finding in _findings(connection, parameters):
                _say(finding)
                failed = failed or finding.level is Level.FAIL
            return int(failed)
    except (psycopg.Error, OSError, troubles.Unfit) as error:
        _, reason = troubles.of(error)
        _say(Finding(Level.FAIL, "database", troubles.WORDS[reason]))
        return 1


def _bad(text: str) -> int:
    sys.stderr.write(f"checkin-station: {text}\n")
    return BAD_OPTIONS


def _say(finding: Finding) -> None:
    sys.stdout.write(f"{finding}\n")
    sys.stdout.flush()


# --- init -------------------------------------------------------------------------------------


def _set_up(connection: psycopg.Connection, where: address.Address, options: Options) -> int:
    done = schema.set_up(connection, options.role, new_password=options.new_password)
    before = f"was version {done.before}" if done.before else "new"
    _say(Finding(Level.OK, "schema", f"version {done.now} ({before})"))
    if not done.is_alone:
        text = "others keep tables here, too"
        cure = "a database of its own lets stations do nothing else"
        _say(Finding(Level.WARN, "database", text, cure))
    if where.is_here:
        text = "its address leads nowhere from other laptops"
        _say(Finding(Level.WARN, "database", text, "use the name they reach this machine by"))
    url = where.url(options.role)
    if not done.password:
        text = f"{options.role} was there; its password stays"
        _say(Finding(Level.OK, "role", text, "--new-password makes another"))
        sys.stdout.write(f"\nAddress for stations: {url}\n")
        if options.card is not None:
            return _bad("argument --card: needs the password, so --new-password too")
        return 0
    _say(Finding(Level.OK, "role", f"{options.role} has a new password"))
    sys.stdout.write(f"\nAddress for stations:  {url}\n")
    sys.stdout.write(f"Password, shown once:  {done.password}\n")
    if options.card is not None:
        try:
            _write_card(ShareCard(url, done.password), options.card)
        except OSError as error:
            sys.stdout.flush()
            return _bad(f"argument --card: {error.strerror}")
        sys.stdout.write(f"Card for other laptops: {options.card} (whoever has it has both)\n")
    return 0


def _write_card(card: ShareCard, path: Path) -> None:
    """Write the card as a picture, for this user only. Raises `OSError`."""
    from io import BytesIO

    import segno

    picture = BytesIO()
    segno.make_qr(card.text(), error="m").save(picture, kind="svg", scale=8, border=4)
    settings_file.write_private(path, picture.getvalue())


# --- status -----------------------------------------------------------------------------------


def _findings(connection: psycopg.Connection, parameters: dict[str, str]) -> Iterator[Finding]:
    yield _connection(connection)
    row = connection.execute(f"SELECT version, serves FROM {SCHEMA}.version()").fetchone()
    version, serves = row if row is not None else (0, 0)
    if version < VERSION or serves > VERSION:
        yield Finding(
            Level.FAIL, "schema", troubles.WORDS["older" if version < VERSION else "newer"]
        )
        return
    yield Finding(Level.OK, "schema", f"version {version}")
    answer = connection.execute(f"SELECT {SCHEMA}.health()").fetchone()
    health: dict[str, Any] = json.loads(answer[0]) if answer is not None else {}
    yield from _server(health)
    now = datetime.fromtimestamp(health["now"] / 1e6, UTC)
    off = abs((datetime.now(UTC) - now).total_seconds())
    if off > 60:
        yield Finding(Level.WARN, "clock", f"this machine and the database are {off:.0f} s apart")
    for event in health["events"]:
        yield from _event(event, now)
    yield _round_trip(connection)
    yield _notification(connection, parameters)


def _connection(connection: psycopg.Connection) -> Finding:
    if connection.pgconn.ssl_in_use:
        return Finding(Level.OK, "connection", "encrypted")
    return Finding(Level.OK, "connection", "within this machine")


def _server(health: dict[str, Any]) -> Iterator[Finding]:
    yield Finding(Level.OK, "server", f"PostgreSQL {health['server']}")
    if not health["keeps"]:
        text = "fsync or full_page_writes is off: a crash loses marks"
        yield Finding(Level.WARN, "durability", text)
    size = f"{health['bytes'] / 1e6:.1f} MB, {sum(e['marks'] for e in health['events'])} marks"
    yield Finding(Level.OK, "size", size)
    taken, places = health["taken"], health["places"]
    text = f"{taken} of {places} connections are in use, one a station"
    if places - taken < _FEW_PLACES:
        yield Finding(Level.WARN, "places", text, "raise max_connections")
    else:
        yield Finding(Level.OK, "places", text)


def _event(event: dict[str, Any], now: datetime) -> Iterator[Finding]:
    stations = [wire.station_in(row) for row in event["stations"]]
    here = [one for one in stations if now - one.told_at < _GONE]
    text = f"{len(here)} of {len(stations)} stations on line, {event['today']} marks in 24 hours"
    yield Finding(Level.OK, f"event {event['event'][:8]}", text)
    for one in stations:
        if now - one.told_at > timedelta(days=1):
            continue
        is_here = one in here
        old = one.list_as_of is None or now - one.list_as_of > _OLD_LIST
        facts = [
            "on line" if is_here else f"gone for {_age(now, one.told_at)}",
            f"list {_age(now, one.list_as_of)} old" if one.list_as_of else "no list",
            f"last scan {_age(now, one.last_scan_at)} ago" if one.last_scan_at else "no scan",
        ]
        level = Level.OK if is_here and not old else Level.WARN
        yield Finding(level, f"station {_plain(one.name)}", ", ".join(facts))


def _age(now: datetime, then: datetime) -> str:
    seconds = max(0.0, (now - then).total_seconds())
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _plain(name: str) -> str:
    """What another laptop sent moves no cursor and breaks no line."""
    return "".join(c if c.isprintable() else "?" for c in name)


def _round_trip(connection: psycopg.Connection) -> Finding:
    return _delay(
        "round trip", [_timed(lambda: connection.execute("SELECT 1")) for _ in range(_TIMES)]
    )


def _notification(connection: psycopg.Connection, parameters: dict[str, str]) -> Finding:
    """Measure from a hint to its being heard, on the channel of an event that is not."""
    event = secrets.token_hex(16)
    with psycopg.connect(make_conninfo(**parameters), autocommit=True) as listener:
        listener.execute(f"LISTEN {SCHEMA}_{event}".encode())

        def hint() -> None:
            connection.execute(f"SELECT {SCHEMA}.hint(%s::uuid)", (event,))
            for _ in listener.notifies(timeout=_PATIENCE_S, stop_after=1):
                return
            raise TimeoutError

        try:
            return _delay("notification", [_timed(hint) for _ in range(_TIMES)])
        except TimeoutError:
            return Finding(Level.FAIL, "notification", "none came", "is there a pooler between?")


def _timed(what: Any) -> float:
    began = time.perf_counter()
    what()
    return (time.perf_counter() - began) * 1000


def _delay(subject: str, times_ms: list[float]) -> Finding:
    median, worst = sorted(times_ms)[len(times_ms) // 2], max(times_ms)
    level = Level.OK if median < _SLOW_MS else Level.WARN
    return Finding(level, subject, f"{median:.1f} ms, the worst of {len(times_ms)} {worst:.1f} ms")
