"""App Codes and tokens: the private file where there is no key store, and never anywhere else."""

import asyncio
import json
from pathlib import Path

import pytest

from station_app.services.ports import Secrets
from station_app.store.secrets import KeptSecrets
from tests.store.conftest import UseKeyStore

KEY = "https://x.org|1|Main"
KEPT = Secrets("aPpCoDe", "0123456789abcdef")


def round_trip(folder: Path) -> tuple[Secrets, Secrets]:
    async def run() -> tuple[Secrets, Secrets]:
        store = KeptSecrets(folder)
        try:
            await store.save(KEY, KEPT)
            kept = await store.load(KEY)
            await store.forget(KEY)
            return kept, await store.load(KEY)
        finally:
            store.close()

    return asyncio.run(run())


def load(folder: Path) -> Secrets:
    async def run() -> Secrets:
        store = KeptSecrets(folder)
        try:
            return await store.load(KEY)
        finally:
            store.close()

    return asyncio.run(run())


def test_without_a_key_store_a_private_file_keeps_them(tmp_path: Path) -> None:
    assert round_trip(tmp_path) == (KEPT, Secrets())

    async def keep() -> None:
        store = KeptSecrets(tmp_path)
        await store.save(KEY, KEPT)
        store.close()

    asyncio.run(keep())
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_a_key_store_keeps_them_and_no_file_does(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    use_key_store()
    assert round_trip(tmp_path) == (KEPT, Secrets())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"k": 3}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_keeps_nothing_and_breaks_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secrets.json").write_bytes(content)
    assert round_trip(tmp_path)[0] == KEPT


def test_the_file_of_a_former_version_is_taken_over(tmp_path: Path) -> None:
    text = json.dumps({"app_code": "aPpCoDe", "token": "0123456789abcdef"})
    (tmp_path / "secrets.json").write_text(json.dumps({KEY: text}))
    assert load(tmp_path) == KEPT
    assert KEY not in (tmp_path / "secrets.json").read_text()
    assert load(tmp_path) == KEPT


def test_the_key_store_of_a_former_version_is_taken_over(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store()
    text = json.dumps({"app_code": "aPpCoDe", "token": "0123456789abcdef"})
    fake.kept["checkin-station", f"{tmp_path}|{KEY}"] = text
    assert load(tmp_path) == KEPT
    assert not any(KEY in name for _, name in fake.kept)
    assert load(tmp_path) == KEPT
