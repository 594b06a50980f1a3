"""`checkin-station share` on a real server."""

import stat
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from station_app.__main__ import main
from station_app.domain.share_card import ShareCard
from station_app.sharing.address import parse
from tests.support.postgres import ADMIN, ADMIN_PASSWORD, Database, Server

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, password: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("STATION_SHARE_PASSWORD", password)
        monkeypatch.setattr("os.umask", lambda _mask: 0)
        status = main(["share", *arguments, "--data-dir", str(tmp_path / "data")])
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def url(database: Database, user: str = ADMIN) -> str:
    return f"postgresql://{user}@127.0.0.1:{database.server.port}/{database.name}"


def test_a_database_is_set_up_with_a_card_and_then_told_of(
    server: Server, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards: list[ShareCard] = []
    text = ShareCard.text
    monkeypatch.setattr(ShareCard, "text", lambda card: cards.append(card) or text(card))
    database = server.new_database(is_set_up=False)
    card = tmp_path / "card.svg"
    status, out, _ = run(
        "init", url(database), "--role", "door_role", "--card", str(card), password=ADMIN_PASSWORD
    )
    assert status == 0
    assert ET.parse(card).getroot().tag.endswith("svg")
    assert stat.S_IMODE(card.stat().st_mode) == 0o600
    assert parse(cards[0].url).user == "door_role"
    assert cards[0].url in out
    assert cards[0].password in out

    status, out, _ = run("status", cards[0].url, password=cards[0].password)
    lines = out.splitlines()
    assert status == 0
    assert all(line.startswith(("ok   ", "warn ")) for line in lines)
    assert {line[5:].split(":")[0] for line in lines} >= {
        "connection", "schema", "server", "durability", "size", "places", "round trip",
        "notification",
    }  # fmt: skip

    status, out, _ = run("init", url(database), "--role", "door_role", password=ADMIN_PASSWORD)
    assert status == 0
    assert "Password, shown once" not in out


def test_stations_are_told_of(database: Database, run: Run) -> None:
    database.rows(
        "INSERT INTO checkin_share.station VALUES"
        " (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), E'North\\nok   fake',"
        " now(), now(), now())"
        " RETURNING 1"
    )
    status, out, _ = run(
        "status", url(database, "checkin_station"), password=database.server.password
    )
    assert status == 0
    (line,) = (line for line in out.splitlines() if "station North" in line)
    assert line.startswith("ok   station North?ok   fake: on line, list 0 s old")


@pytest.mark.parametrize("what", ["init", "status"])
def test_what_fails_is_told_in_a_line(common: Database, run: Run, what: str) -> None:
    status, out, err = run(what, url(common), password="wrong")
    assert (status, err) == (1, "")
    assert out.startswith("fail database: the password is not that of this user")


def test_a_database_that_was_not_set_up(server: Server, run: Run) -> None:
    database = server.new_database(is_set_up=False)
    status, out, _ = run("status", url(database), password=ADMIN_PASSWORD)
    assert status == 1
    assert "share init" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "postgresql://anna:secret@127.0.0.1/x"),
        ("init", "postgresql://127.0.0.1/x"),
        ("init", "postgresql://anna@127.0.0.1/x?sslmode=disable"),
        ("status", "postgresql://127.0.0.1/x"),  # and no password
    ],
)
def test_bad_options_end_with_two_and_one_line(
    run: Run, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "secret" not in err
