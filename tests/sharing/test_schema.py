"""Setting up: as often as one likes, whole or not at all, and the stations may do nothing else."""

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from station_app.sharing import migrations, schema
from station_app.sharing.address import STATION_ROLE
from station_app.sharing.migrations import SCHEMA, Migration
from station_app.sharing.troubles import Unfit
from tests.support.postgres import Database, Server

_OWN = "00000000-0000-0000-0000-000000000001"


def as_station(database: Database) -> psycopg.Connection:
    return psycopg.connect(make_conninfo(**database.parameters()), autocommit=True)


def test_it_is_set_up_once_and_stays_as_it_is(server: Server) -> None:
    database = server.new_database(is_set_up=False)
    with database.admin() as connection:
        first = schema.set_up(connection, "first_role")
        again = schema.set_up(connection, "first_role")
        third = schema.set_up(connection, "first_role", new_password=True)
    assert (first.before, first.now) == (0, migrations.VERSION)
    assert (again.before, again.now, again.password) == (migrations.VERSION, migrations.VERSION, "")
    assert first.password
    assert third.password not in ("", first.password)
    assert first.is_alone


def test_a_step_that_fails_leaves_nothing_behind(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Migration(2, 1, "CREATE TABLE checkin_share.half (); SELECT 1 / 0", ())
    monkeypatch.setattr(schema, "MIGRATIONS", (*migrations.MIGRATIONS, broken))
    database = server.new_database(is_set_up=False)
    with database.admin() as connection, pytest.raises(psycopg.errors.DivisionByZero):
        schema.set_up(connection, "role_of_half")
    assert database.rows("SELECT to_regnamespace(%s)::text", SCHEMA) == [(None,)]
    assert not database.rows("SELECT 1 FROM pg_roles WHERE rolname = 'role_of_half'")


def test_a_newer_schema_is_left_alone(database: Database) -> None:
    with database.admin() as connection:
        connection.execute(f"INSERT INTO {SCHEMA}.migration (version, serves) VALUES (9, 9)")
        with pytest.raises(Unfit, match="newer"):
            schema.set_up(connection, STATION_ROLE)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM checkin_share.mark",
        "SELECT * FROM checkin_share.station",
        "SELECT * FROM checkin_share.migration",
        "INSERT INTO checkin_share.migration VALUES (7, 7)",
        "DELETE FROM checkin_share.mark",
        "UPDATE checkin_share.mark SET at = now()",
        "TRUNCATE checkin_share.mark",
        "DROP TABLE checkin_share.mark",
        "SELECT nextval('checkin_share.mark_number_seq')",
        "CREATE TABLE checkin_share.mine ()",
        "CREATE TABLE public.mine ()",
        "CREATE TEMPORARY TABLE mine ()",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "ALTER ROLE checkin_station SUPERUSER",
        "ALTER FUNCTION checkin_share.version() RESET ALL",
        "CREATE FUNCTION checkin_share.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT pg_read_file('PG_VERSION')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT checkin_share.channel('00000000-0000-0000-0000-000000000001')",
        "SELECT * FROM pg_authid",
    ],
)
def test_stations_can_do_nothing_else(common: Database, statement: str) -> None:
    with (
        as_station(common) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_every_function_stations_call_runs_with_fixed_names(common: Database) -> None:
    """Whoever may call it cannot slip it a table or operator of their own."""
    rows = common.rows(
        "SELECT p.oid::regprocedure::text, p.prosecdef, p.proconfig,"
        " has_function_privilege('public', p.oid, 'EXECUTE'),"
        " has_function_privilege(%s, p.oid, 'EXECUTE')"
        " FROM pg_proc AS p WHERE pronamespace = %s::regnamespace",
        STATION_ROLE,
        SCHEMA,
    )
    callable_ones = [row for row in rows if row[4]]
    assert len(callable_ones) == len(migrations.MIGRATIONS[-1].functions)
    assert not any(public for *_, public, _ in rows)
    for _, definer, config, _, _ in callable_ones:
        assert definer
        assert config == ["search_path=pg_catalog, pg_temp"]


def test_the_log_of_the_server_learns_no_password(server: Server) -> None:
    database = server.new_database(is_set_up=False)
    with database.admin() as connection:
        connection.execute("SET log_statement = 'all'")
        done = schema.set_up(connection, "quiet_role")
    log = (server.folder / "log").read_text()
    assert "quiet_role" in log
    assert done.password not in log


def test_senseless_requests_are_refused_without_harm(database: Database) -> None:
    with as_station(database) as connection:
        for marks in ("[]", "[{}]", "{}", '[{"id": 1}]', "null"):
            with pytest.raises(psycopg.Error):
                connection.execute(
                    f"SELECT {SCHEMA}.put_marks(%s, %s, %s::text::jsonb) || 1 / 0",
                    (_OWN, _OWN, marks),
                )
    assert database.rows(f"SELECT count(*) FROM {SCHEMA}.mark") == [(0,)]
