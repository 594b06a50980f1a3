"""The command line of contract.md."""

from pathlib import Path

import pytest

from station_app.options import Options, parse


def test_all_options_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_APP_CODE", "secret")
    line = (
        "--server https://x.org --event-id 7 --station Main --data-dir /d --camera none"
        " --poll-seconds 2 --language de --theme contrast --fullscreen --log-level debug"
    )
    given = parse(line.split())
    assert given == Options(
        server="https://x.org",
        event_id="7",
        station="Main",
        app_code="secret",
        data_dir=Path("/d"),
        camera="none",
        poll_seconds=2.0,
        language="de",
        theme="contrast",
        fullscreen=True,
        log_level="debug",
    )


def test_the_event_page_s_address_fills_server_and_event_at_once() -> None:
    given = parse(["--server", "https://x.org/de/admin/event/123"])
    assert (given.server, given.event_id) == ("https://x.org", "123")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--poll-seconds", "0.5"],
        ["--poll-seconds", "x"],
        ["--poll-seconds", "nan"],
        ["--language", "fr"],
        ["--theme", "pink"],
        ["--log-level", "loud"],
        ["--app-code", "secret"],
        ["--server", "not an address"],
        ["--demo", "--server", "https://x.org"],
        ["--unheard-of"],
        ["doctr"],
        ["doctor", "more"],
        ["share"],
        ["share", "init"],
        ["share", "reset"],
        ["share", "status", "postgresql://a/x", "more"],
        ["--card", "card.svg"],
        ["doctor", "--new-password"],
        ["--share-password", "secret"],
    ],
)
def test_bad_options_end_with_two_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_shared_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_SHARE_PASSWORD", "secret")
    url = "postgresql://a@db.example.org/x"
    given = parse(["--share", url, "--share-ca-file", "ca.pem"])
    assert (given.share, given.share_url, given.share_ca_file) == ("", url, "ca.pem")
    assert given.share_password == "secret"
    assert "secret" not in repr(given)
    given = parse(["share", "--data-dir", "/d", "init", url, "--card", "c.svg", "--role", "r"])
    assert (given.share, given.share_url, given.card, given.role) == (
        "init",
        url,
        Path("c.svg"),
        "r",
    )
    assert (parse(["share", "status"]).share, parse(["share", "status", url]).share_url) == (
        "status",
        url,
    )
