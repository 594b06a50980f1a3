"""What keeps a station from the shared database, in a word: what the server said stays out."""

import asyncio

import psycopg

from station_app.services.sharing import Phase


class Unfit(Exception):
    """The database answers, but cannot be used; `reason` as in `WORDS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


WORDS = {
    "unreachable": "the database cannot be reached",
    "slow": "the database answers too slowly",
    "busy": "the database has no place for another connection",
    "starting": "the database starts or stops",
    "full": "the disk of the database is full",
    "password": "the password is not that of this user, or there is no such user",
    "turned_away": "the server does not let this user in from here (pg_hba.conf)",
    "database": "there is no such database",
    "schema": "the database is not set up: run `checkin-station share init`",
    "older": "the database is set up for an older program: run `checkin-station share init`",
    "newer": "the database is set up for a newer program: update this one",
    "rights": "this user may not use the shared memory: run `checkin-station share init`",
    "read_only": "the database takes nothing: it is a copy, or was made read-only",
    "tls": "the server does not speak TLS",
    "certificate": "the server does not prove who it is: certificate or CA file",
    "fault": "the database says something unexpected",
}
_REFUSED = frozenset(
    ("password", "turned_away", "database", "schema", "older", "newer", "rights", "tls",
     "certificate", "read_only")
)  # fmt: skip

_STATES = {
    "28P01": "password",
    "28000": "turned_away",
    "3D000": "database",
    "3F000": "schema",
    "42883": "schema",
    "42P01": "schema",
    "42501": "rights",
    "25006": "read_only",
    "53300": "busy",
    "53100": "full",
    "57P01": "starting",
    "57P02": "starting",
    "57P03": "starting",
    "57014": "slow",
    "55P03": "slow",
}
# A connection that fails has no code. These are libpq's own words and the server's, in that order.
_SAID = (
    ("certificate", "certificate"),
    ("root certificate file", "certificate"),
    ("server does not support ssl", "tls"),
    ("ssl error", "certificate"),
    ("no pg_hba.conf entry", "turned_away"),
    ("password authentication failed", "password"),
    ("not permitted to log in", "turned_away"),
    ("does not exist", "database"),
    ("permission denied for database", "turned_away"),
    ("too many", "busy"),
    ("connection slots are reserved", "busy"),
    ("starting up", "starting"),
    ("shutting down", "starting"),
    ("recovery mode", "starting"),
)


def of(error: BaseException) -> tuple[Phase, str]:
    """Return how it stands after an error, and the reason."""
    reason = _reason(error)
    return (Phase.REFUSED if reason in _REFUSED else Phase.ALONE), reason


def _reason(error: BaseException) -> str:
    if isinstance(error, Unfit):
        return error.reason
    if isinstance(error, psycopg.Error) and error.sqlstate:
        return _STATES.get(error.sqlstate, "fault")
    if isinstance(error, psycopg.OperationalError):
        said = str(error).lower()
        for words, reason in _SAID:
            if words in said:
                return reason
        # A server that speaks another language: it asked for the password and closed.
        asked = error.pgconn is not None and error.pgconn.used_password
        return "password" if asked and "fatal" in said else "unreachable"
    if isinstance(error, OSError | asyncio.TimeoutError | TimeoutError):
        return "unreachable"
    return "fault"
