"""A PostgreSQL server of this machine for tests: made, started, killed and removed by them."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from station_app.sharing import address, schema

ADMIN, ADMIN_PASSWORD = "boss", "boss of this server"
_TEMPLATE = "shared"
_START_S = 60.0


def binaries() -> Path | None:
    """Return where the newest installed server's programs are, or those of another version that
    STATION_TEST_POSTGRES names."""
    if chosen := os.environ.get("STATION_TEST_POSTGRES"):
        return Path(chosen)
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _version(path: Path) -> int:
    name = path.parent.parent.name
    return int(name) if name.isdigit() else 0


class Server:
    """A cluster of its own on a free port of the loopback address."""

    def __init__(self, *settings: str) -> None:
        """`settings` as in postgresql.conf: 'max_connections=300'."""
        found = binaries()
        if found is None:
            pytest.skip("there is no PostgreSQL server here")
        self._programs = found
        self._settings = settings
        # Not below pytest's folder: the server runs as another user where the tests run as root.
        self.folder = Path(tempfile.mkdtemp(prefix="station-postgres-"))
        self._as_user = _unprivileged(self.folder)
        with socket.create_server(("127.0.0.1", 0)) as one:
            self.port: int = one.getsockname()[1]
        self._server: subprocess.Popen[bytes] | None = None
        self._databases = 0
        self.password = ""

    def __enter__(self) -> Self:
        try:
            self._make()
            self.start()
            with self.admin("postgres") as connection:
                connection.execute(f"CREATE DATABASE {_TEMPLATE}".encode())
            with self.admin(_TEMPLATE) as connection:
                self.password = schema.set_up(connection, address.STATION_ROLE).password
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self.kill()  # in order it would write everything down first
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(ADMIN_PASSWORD)
        secret.chmod(0o644)
        self._run("initdb", "-D", self.data, "-U", ADMIN, "-A", "scram-sha-256", "-E", "UTF8",
                  "--locale=C", "--no-sync", f"--pwfile={secret}")  # fmt: skip

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self._as_user)

    def start(self) -> None:
        """Start it and wait until it answers; what a killed one left behind is put right."""
        command = [str(self._programs / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        for setting in (
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",  # what is killed is processes, not the machine
            *self._settings,
        ):
            command += ["-c", setting]
        until = time.monotonic() + _START_S
        while True:
            if self._server is None or self._server.poll() is not None:
                with (self.folder / "log").open("ab") as log:
                    self._server = subprocess.Popen(
                        command, stdout=log, stderr=log, cwd="/", **self._as_user
                    )
            with contextlib.suppress(psycopg.OperationalError):
                self.admin("postgres").close()
                return
            if time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.05)

    @property
    def pid(self) -> int:
        """The process that the others are children of."""
        assert self._server is not None
        return self._server.pid

    def kill(self) -> None:
        """Kill it with all its processes, as a power cut would."""
        assert self._server is not None
        pid = self.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self._server.wait()
        self._server = None

    def admin(self, database: str) -> psycopg.Connection:
        """Connect as who may do anything."""
        return psycopg.connect(
            make_conninfo(host="127.0.0.1", port=str(self.port), user=ADMIN,
                          password=ADMIN_PASSWORD, dbname=database),
            autocommit=True,
        )  # fmt: skip

    def new_database(self, *, is_set_up: bool = True) -> "Database":
        """Return a database nobody used yet."""
        self._databases += 1
        name = f"event_{self._databases}"
        template = _TEMPLATE if is_set_up else "template1"
        with self.admin("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        if is_set_up:
            with self.admin(name) as connection:  # rights in a database are not copied with it
                schema.set_up(connection, address.STATION_ROLE)
        return Database(self, name)


class Database:
    """One database of it, set up unless said otherwise."""

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name

    def parameters(self, *, port: int = 0, password: str = "", **others: str) -> dict[str, str]:
        """Return what a station is told, by another way if a port is given."""
        where = address.Address(host="127.0.0.1", port=port or self.server.port, database=self.name)
        told = address.parameters(where, password or self.server.password, "", Path("/"))
        return told | others

    def admin(self) -> psycopg.Connection:
        """Connect as who may do anything."""
        return self.server.admin(self.name)

    def rows(self, query: str, *values: object) -> list[Any]:
        """Ask as who may do anything."""
        with self.admin() as connection:
            return connection.execute(query.encode(), values).fetchall()


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return the options that run a child as somebody the server agrees to run as."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(folder, user.pw_uid, user.pw_gid)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise OSError("a server does not run as root, and there is nobody else")
