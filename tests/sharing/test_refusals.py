"""What only a person can mend is told in a word, and mended without a restart."""

import asyncio
import shutil
import socket
import threading
from collections.abc import Iterator

import pytest

from station_app.services.sharing import Phase
from station_app.sharing import troubles
from station_app.sharing.migrations import SCHEMA
from tests.support.postgres import Database, Server
from tests.support.share_door import Door
from tests.support.tls_front import CERTIFICATES


def phase_of(parameters: dict[str, str]) -> tuple[Phase, str]:
    """Return what a door is told first that is not on its way."""

    async def run() -> tuple[Phase, str]:
        async with Door(parameters) as door:
            await door.until(lambda: door.sharing.status.phase is not Phase.CONNECTING)
            return door.sharing.status.phase, door.sharing.status.reason

    return asyncio.run(run())


def test_a_wrong_password(common: Database) -> None:
    assert phase_of(common.parameters(password="wrong")) == (Phase.REFUSED, "password")


def test_a_database_that_is_not_there(common: Database) -> None:
    told = common.parameters(dbname="nowhere")
    assert phase_of(told) == (Phase.REFUSED, "database")


def test_a_database_that_was_not_set_up(server: Server) -> None:
    assert phase_of(server.new_database(is_set_up=False).parameters()) == (
        Phase.REFUSED,
        "schema",
    )


@pytest.mark.parametrize(
    ("version", "serves", "reason"), [(9, 9, "newer"), (9, 1, ""), (0, 0, "older")]
)
def test_a_schema_of_another_version(
    database: Database, version: int, serves: int, reason: str
) -> None:
    with database.admin() as connection:
        connection.execute(f"DELETE FROM {SCHEMA}.migration")
        connection.execute(
            f"INSERT INTO {SCHEMA}.migration (version, serves) VALUES (%s, %s)", (version, serves)
        )
    phase = Phase.REFUSED if reason else Phase.TOGETHER
    assert phase_of(database.parameters()) == (phase, reason)


def test_rights_that_were_taken_away_while_the_door_is_open(database: Database) -> None:
    async def run() -> None:
        async with Door(database.parameters()) as door:
            await door.together()
            with database.admin() as connection:
                connection.execute(f"REVOKE USAGE ON SCHEMA {SCHEMA} FROM checkin_station")
            await door.scan("1")
            await door.until(lambda: door.sharing.status.phase is Phase.REFUSED)
            assert door.sharing.status.reason == "rights"
            assert door.sharing.status.waiting == 1
            with database.admin() as connection:
                connection.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO checkin_station")
            await door.together()
        assert database.rows(f"SELECT count(*) FROM {SCHEMA}.mark") == [(1,)]

    asyncio.run(run())


def test_a_database_made_read_only(database: Database) -> None:
    async def run() -> None:
        async with Door(database.parameters()) as door:
            await door.together()
            with database.admin() as connection:
                name = database.name
                connection.execute(
                    f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode()
                )
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            await door.until(lambda: door.sharing.status.phase is Phase.REFUSED)
            assert door.sharing.status.reason == "read_only"

    asyncio.run(run())


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    told = {"host": "127.0.0.1", "port": str(port), "dbname": "x", "user": "x", "password": "x"}
    assert phase_of(told) == (Phase.ALONE, "unreachable")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"E\xff\xff\xff\xff"])
def test_something_else_that_answers(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        port = listener.getsockname()[1]
        told = {"host": "127.0.0.1", "port": str(port), "dbname": "x", "user": "x",
                "password": "x", "sslmode": "disable", "gssencmode": "disable"}  # fmt: skip
        assert phase_of(told) == (Phase.ALONE, "unreachable")
        thread.join()


def test_no_place_left(server: Server) -> None:
    database = server.new_database()
    with database.admin() as connection:
        connection.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT 0".encode())
    assert phase_of(database.parameters()) == (Phase.ALONE, "busy")


# --- TLS --------------------------------------------------------------------------------------


@pytest.fixture
def encrypted(server: Server) -> Iterator[None]:
    """Give the server a certificate, and take it away afterwards."""
    for name in ("server.crt", "server.key"):
        target = server.data / name
        shutil.copy(CERTIFICATES / "good.pem", target)
        owner = server.data.stat()
        shutil.chown(target, owner.st_uid, owner.st_gid)
        target.chmod(0o600)
    _switch(server, "on")
    yield
    _switch(server, "off")


def _switch(server: Server, ssl: str) -> None:
    with server.admin("postgres") as connection:
        connection.execute(f"ALTER SYSTEM SET ssl = {ssl}".encode())
        connection.execute("SELECT pg_reload_conf()")
    while True:  # the server takes it over when it comes to it
        with server.admin("postgres") as connection:
            row = connection.execute("SHOW ssl").fetchone()
            if row == (ssl,):
                return


def test_no_tls_is_no_connection(common: Database) -> None:
    told = common.parameters(sslmode="verify-full", sslrootcert=str(CERTIFICATES / "ca.pem"))
    assert phase_of(told) == (Phase.REFUSED, "tls")


@pytest.mark.usefixtures("encrypted")
def test_a_certificate_has_to_prove_the_server(common: Database) -> None:
    good = common.parameters(sslmode="verify-full", sslrootcert=str(CERTIFICATES / "ca.pem"))
    assert phase_of(good) == (Phase.TOGETHER, "")
    for other in (
        {"sslrootcert": str(CERTIFICATES / "self_signed.pem")},
        {"sslrootcert": str(CERTIFICATES / "nowhere.pem")},
        {"host": "other.example", "hostaddr": "127.0.0.1"},
    ):
        assert phase_of(good | other) == (Phase.REFUSED, "certificate")


def test_there_are_words_for_every_reason() -> None:
    reasons = {reason for _, reason in troubles._SAID} | set(troubles._STATES.values())
    assert reasons | troubles._REFUSED <= troubles.WORDS.keys()
    assert troubles.of(ZeroDivisionError()) == (Phase.ALONE, "fault")
