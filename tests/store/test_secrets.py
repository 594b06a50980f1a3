"""Secrets: the private file where there is no key store, and never anywhere else."""

import asyncio
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from station_app.services.ports import Secrets
from station_app.store.secrets import KeptSecrets

KEY = "https://x.org|1|Main"
KEPT = Secrets("aPpCoDe", "0123456789abcdef")


class FakeKeyStore(KeyringBackend):
    """A key store in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


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


def test_without_a_key_store_a_private_file_keeps_them(tmp_path: Path) -> None:
    assert round_trip(tmp_path) == (KEPT, Secrets())

    async def keep() -> None:
        store = KeptSecrets(tmp_path)
        await store.save(KEY, KEPT)
        store.close()

    asyncio.run(keep())
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_a_key_store_keeps_them_and_no_file_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeKeyStore()
    monkeypatch.setattr(keyring, "get_password", fake.get_password)
    monkeypatch.setattr(keyring, "set_password", fake.set_password)
    monkeypatch.setattr(keyring, "delete_password", fake.delete_password)
    assert round_trip(tmp_path) == (KEPT, Secrets())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"k": 3}', b"\xff"])
def test_a_damaged_file_keeps_nothing_and_breaks_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secrets.json").write_bytes(content)
    assert round_trip(tmp_path)[0] == KEPT
