"""Addresses of the database: what is refused, and what libpq is told."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.sharing import address
from station_app.sharing.address import Address, BadAddress, parameters, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "postgresql://anna@db.example.org/checkin",
            Address(host="db.example.org", database="checkin", user="anna"),
        ),
        (
            " postgres://db.example.org:6432/check%20in ",
            Address(host="db.example.org", port=6432, database="check in"),
        ),
        ("postgresql://[::1]/x", Address(host="::1", database="x")),
    ],
)
def test_addresses(text: str, expected: Address) -> None:
    found = parse(text)
    assert found == expected
    assert parse(found.url()) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "form"),
        ("db.example.org/checkin", "form"),
        ("https://db.example.org/checkin", "form"),
        ("postgresql:///checkin", "form"),
        ("postgresql://%2Fvar%2Frun/checkin", "form"),
        ("postgresql://a,b/checkin", "form"),
        ("postgresql://a:port/checkin", "form"),
        ("postgresql://a/check\nin", "form"),
        ("postgresql://a/x%00", "form"),
        ("postgresql://anna:secret@a/checkin", "password"),
        ("postgresql://anna:@a/checkin", "password"),
        ("postgresql://a/checkin?sslmode=disable", "options"),
        ("postgresql://a/checkin?", "options"),
        ("postgresql://a/checkin#x", "options"),
        ("postgresql://a", "database"),
        ("postgresql://a/", "database"),
        ("postgresql://a/b/c", "database"),
    ],
)
def test_what_is_no_address_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadAddress) as refused:
        parse(text)
    assert refused.value.reason == reason
    assert "secret" not in str(refused.value)


def test_whoever_sets_up_says_who_they_are() -> None:
    with pytest.raises(BadAddress, match="which user"):
        parse("postgresql://a/checkin", user="")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for whole in (text, f"postgresql://{text}", f"postgresql://a/{text}"):
        try:
            found = parse(whole)
        except BadAddress:
            continue
        assert parse(found.url()) == found


def test_other_machines_are_spoken_to_with_proof_only(tmp_path: Path) -> None:
    here = parse("postgresql://127.0.0.1/x")
    there = parse("postgresql://db.example.org/x")
    assert here.is_here
    assert not there.is_here
    assert not parse("postgresql://localhost.example.org/x").is_here
    told = parameters(there, "secret", "own.pem", tmp_path)
    assert (told["sslmode"], told["sslrootcert"]) == ("verify-full", "own.pem")
    assert Path(parameters(there, "secret", "", tmp_path)["sslrootcert"]).is_file()
    assert not Path(told["sslcert"]).exists()  # the user's own is shown to nobody


def test_the_authorities_of_the_system_are_written_where_they_lie_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "_BUNDLES", ())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere"))
    told = parameters(parse("postgresql://db.example.org/x"), "secret", "", tmp_path)
    assert Path(told["sslrootcert"]) == tmp_path / "share-authorities.pem"


def test_the_environment_has_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGSERVICE", "PGSSLMODE", "PGHOSTADDR", "PGPASSWORD", "PGOPTIONS"):
        monkeypatch.setenv(name, "x")
    parameters(parse("postgresql://127.0.0.1/x"), "secret", "", tmp_path)
    assert not [name for name in os.environ if name.startswith("PG")]
