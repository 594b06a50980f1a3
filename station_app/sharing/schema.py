"""Setting the shared database up: what `share init` does, in one transaction."""

import secrets
from dataclasses import dataclass

import psycopg
from psycopg import sql

from station_app.sharing.migrations import MIGRATIONS, SCHEMA, VERSION, Migration
from station_app.sharing.troubles import Unfit

_LOCK = 0x43484B5348415245
_PASSWORD_BYTES = 20


@dataclass(frozen=True, slots=True)
class SetUp:
    """What was done. `password` is that of the stations' role; '' where it was left as it is."""

    password: str
    before: int  # the version found, 0 for none
    now: int
    is_alone: bool  # nobody else uses the database, so the public's rights in it were taken away


def set_up(connection: psycopg.Connection, role: str, *, new_password: bool = False) -> SetUp:
    """Bring the schema up to this program's version and the role to its rights.

    All or nothing, and as often as one likes. Raises `psycopg.Error` and `Unfit`.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        before, serves = _version(connection)
        if before > VERSION and serves > VERSION:
            raise Unfit("newer")
        steps = [step for step in MIGRATIONS if step.version > before]
        for step in steps:
            connection.execute(step.sql.encode())
            connection.execute(
                f"INSERT INTO {SCHEMA}.migration (version, serves) VALUES (%s, %s)",
                (step.version, step.serves),
            )
        password = _make_role(connection, role, new_password=new_password)
        _grant(connection, role)
        alone = _is_alone(connection)
        if alone:
            _close(connection)
    return SetUp(password, before, max(before, VERSION), alone)


def _version(connection: psycopg.Connection) -> tuple[int, int]:
    """Return version and whom it serves, with the place where both are kept."""
    found = connection.execute("SELECT to_regnamespace(%s)::text", (SCHEMA,)).fetchone()
    if found is None or found[0] is None:
        connection.execute(
            f"CREATE SCHEMA {SCHEMA};"
            f"CREATE TABLE {SCHEMA}.migration ("
            " version int PRIMARY KEY, serves int NOT NULL,"
            " at timestamptz NOT NULL DEFAULT clock_timestamp())"
        )
        return 0, 0
    row = connection.execute(
        f"SELECT version, serves FROM {SCHEMA}.migration ORDER BY version DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row is not None else (0, 0)


def _make_role(connection: psycopg.Connection, role: str, *, new_password: bool) -> str:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
    if known and not new_password:
        return ""
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    # The server is told a proof of it: what it writes into its log is of no use to anybody.
    proof = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    statement = (
        "ALTER ROLE {} PASSWORD {}"
        if known
        else "CREATE ROLE {} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}"
    )
    connection.execute(sql.SQL(statement).format(sql.Identifier(role), sql.Literal(proof)))
    return password


def _grant(connection: psycopg.Connection, role: str) -> None:
    """Let the role call what stations call, and nobody anything else."""
    name, schema = sql.Identifier(role), sql.Identifier(SCHEMA)
    database = connection.info.dbname
    for statement in (
        "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {name}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {name}",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {name}",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC, {name}",
        "GRANT CONNECT ON DATABASE {database} TO {name}",
        "GRANT USAGE ON SCHEMA {schema} TO {name}",
    ):
        connection.execute(
            sql.SQL(statement).format(schema=schema, name=name, database=sql.Identifier(database))
        )
    for function in _functions():
        connection.execute(
            sql.SQL("GRANT EXECUTE ON FUNCTION {}.").format(schema)
            + sql.SQL(function)
            + sql.SQL(" TO {}").format(name)
        )
    # A request that hangs holds the others of its subject up.
    for setting, value in (("statement_timeout", "10s"), ("lock_timeout", "5s")):
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                name, sql.Identifier(setting), sql.Literal(value)
            )
        )


def _functions() -> tuple[str, ...]:
    newest: Migration = MIGRATIONS[-1]
    return newest.functions


def _is_alone(connection: psycopg.Connection) -> bool:
    """Whether the database holds nothing but what is ours."""
    row = connection.execute(
        "SELECT count(*) FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace"
        " WHERE n.nspname NOT IN (%s, 'pg_catalog', 'information_schema')"
        " AND n.nspname !~ '^pg_(toast|temp)'",
        (SCHEMA,),
    ).fetchone()
    return row is not None and row[0] == 0


def _close(connection: psycopg.Connection) -> None:
    """Take from everybody what a new database gives to all: temporary tables, and before
    PostgreSQL 15 tables in `public`. Who does not own the database cannot; nothing is lost then."""
    database = sql.Identifier(connection.info.dbname)
    for statement in (
        sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
    ):
        try:
            with connection.transaction():
                connection.execute(statement)
        except psycopg.Error:
            continue
