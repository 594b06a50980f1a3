"""The command line (contract.md, "Starting it"). Cheap to import: bad options are told at once."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from station_app import __version__
from station_app.domain.event_address import parse_address
from station_app.settings import LANGUAGES, THEMES

BAD_OPTIONS = 2
LOG_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What this start was asked for; None where nothing was said."""

    doctor: bool = False
    demo: bool = False
    server: str = ""
    event_id: str = ""
    station: str = ""
    app_code: str = ""  # from STATION_APP_CODE only
    data_dir: Path | None = None
    camera: str | None = None
    poll_seconds: float | None = None
    language: str | None = None
    theme: str | None = None
    fullscreen: bool = False
    log_level: str = "info"
    share: str = ""  # 'init' or 'status': what is to be done with the shared database
    share_url: str = ""
    share_password: str = field(default="", repr=False)  # from STATION_SHARE_PASSWORD only
    share_ca_file: str = ""
    card: Path | None = None
    role: str = "checkin_station"
    new_password: bool = False


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {' '.join(message.split())}\n")
        raise SystemExit(BAD_OPTIONS)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds") from None
    if not 1 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and 3600 seconds")
    return value


def _level(text: str) -> str:
    if text.lower() not in LOG_LEVELS:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(LOG_LEVELS)}")
    return text.lower()


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line and STATION_APP_CODE. Exits with 2 and one line on bad options."""
    parser = _Parser(
        prog="checkin-station",
        description="Check-in at event entrances.",
        allow_abbrev=False,
        epilog="The App Code is taken from STATION_APP_CODE and the shared database's password from"
        " STATION_SHARE_PASSWORD, never from the command line.",
    )
    add = parser.add_argument
    add("command", nargs="?", choices=["doctor", "share"], help="doctor: print a self-test")
    add(
        "what",
        nargs="*",
        help="share init URL: set a database up that stations share;"
        " share status [URL]: tell how it is",
    )
    add("--demo", action="store_true", help="training mode with invented guests")
    add("--server", metavar="URL", default="", help="base address, or the event page's address")
    add("--event-id", metavar="ID", default="")
    add("--station", metavar="NAME", default="")
    add("--data-dir", metavar="DIR", type=Path, help="where cache, settings and logs live")
    add("--camera", metavar="SOURCE", help="index, path, film, pattern or URL; none for no camera")
    add("--poll-seconds", metavar="N", type=_seconds, help="between two requests (default 5)")
    add("--language", choices=LANGUAGES)
    add("--theme", choices=THEMES)
    add("--fullscreen", action="store_true")
    add("--log-level", metavar="LEVEL", type=_level, default="info")
    add("--share", metavar="URL", default="", help="postgresql://user@host/database for all doors")
    add("--share-ca-file", metavar="FILE", default="", help="PEM: who vouches for that database")
    add("--card", metavar="FILE.svg", type=Path, help="share init: a card for other laptops")
    add("--role", metavar="NAME", default="checkin_station", help="share init: of the stations")
    add("--new-password", action="store_true", help="share init: the role gets another")
    add("--version", action="version", version=f"Check-in Station {__version__}")
    given = parser.parse_intermixed_args(arguments)
    share, share_url = _share(parser, given)
    server, event_id = given.server, given.event_id
    if server:
        address = parse_address(server)
        if address is None:
            parser.error("argument --server: not an address of a server")
        server, event_id = address.server, event_id or address.event_id
    if given.demo and (given.server or given.event_id or given.station):
        parser.error("--demo brings its own server: leave out --server, --event-id and --station")
    return Options(
        doctor=given.command == "doctor",
        demo=given.demo,
        server=server,
        event_id=event_id,
        station=given.station,
        app_code=os.environ.get("STATION_APP_CODE", ""),
        data_dir=given.data_dir,
        camera=given.camera,
        poll_seconds=given.poll_seconds,
        language=given.language,
        theme=given.theme,
        fullscreen=given.fullscreen,
        log_level=given.log_level,
        share=share,
        share_url=share_url,
        share_password=os.environ.get("STATION_SHARE_PASSWORD", ""),
        share_ca_file=given.share_ca_file,
        card=given.card,
        role=given.role,
        new_password=given.new_password,
    )


def _share(parser: argparse.ArgumentParser, given: argparse.Namespace) -> tuple[str, str]:
    """Return what `share` is to do, and the address of the database."""
    what, url = ([*given.what, "", ""])[:2]
    if given.command != "share":
        if given.what:
            parser.error(f"unrecognized arguments: {' '.join(given.what)}")
        for name in ("card", "new_password"):
            if getattr(given, name):
                parser.error(f"argument --{name.replace('_', '-')}: belongs to share init")
        return "", given.share
    if what not in ("init", "status") or len(given.what) > 2:
        parser.error("share: init URL or status [URL]")
    if what == "init" and not (url or given.share):
        parser.error("share init: the address of the database is missing")
    return what, url or given.share
