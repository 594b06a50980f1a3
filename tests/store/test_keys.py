"""Keys of lists and journals: kept where they can be kept, never lost silently, gone when wiped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.errors import KeyUnavailable
from station_app.services.ports import Secrets
from station_app.store import keys
from station_app.store.cache import cache_file
from station_app.store.database import prepare
from station_app.store.keys import Opening, Record, SystemKeyStore, entrance_name, new_key
from station_app.store.private import VAULT
from station_app.store.secret_places import KeptIn
from station_app.store.secrets import KeptSecrets
from tests.store.conftest import ROUNDS, UseKeyStore

PLACE = ("https://x.org", "1", "Main Entrance")
KEY, NAME = "|".join(PLACE), entrance_name(*PLACE)
OTHER = "https://x.org|1|Side"
KEPT = Secrets("aPpCoDe77", "0123456789abcdef")
PHRASE = "correct horse"

_T = TypeVar("_T")


def with_secrets(folder: Path, story: Callable[[KeptSecrets], Awaitable[_T]]) -> _T:
    """Run a start of the program, as far as it is about secrets."""

    async def run() -> _T:
        store = SystemKeyStore(str(folder), first_s=0.2, later_s=0.2)
        kept = KeptSecrets(folder, key_store=store)
        try:
            return await story(kept)
        finally:
            kept.close()

    return asyncio.run(run())


def file_key(folder: Path, key: str = KEY) -> bytes:
    return with_secrets(folder, lambda kept: kept.file_key(key))


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def a_sealed_list(folder: Path, key: bytes) -> Path:
    path = cache_file(folder / "cache", *PLACE)
    prepare(path, key).close()
    return path


@pytest.mark.parametrize("fault", [None, ""])
def test_a_key_is_made_once_and_is_each_entrance_s_own(
    tmp_path: Path, use_key_store: UseKeyStore, fault: str | None
) -> None:
    if fault is not None:
        use_key_store(fault)
    key = file_key(tmp_path)
    assert len(key) == 32
    assert file_key(tmp_path) == key != file_key(tmp_path, OTHER)


def test_the_key_store_keeps_it_and_no_file_does(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    use_key_store()
    key = file_key(tmp_path)
    assert key.hex().encode() not in every_byte(tmp_path)
    assert with_secrets(tmp_path, KeptSecrets.kept_in) is KeptIn.KEY_STORE


@pytest.mark.parametrize("fault", ["raises", "raises later", "lies", "loses", "hangs"])
def test_with_a_key_store_that_fails_a_private_file_keeps_it(
    tmp_path: Path,
    use_key_store: UseKeyStore,
    fault: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    use_key_store(fault)

    async def story(kept: KeptSecrets) -> tuple[bytes, Secrets]:
        await kept.save(KEY, KEPT)
        return await kept.file_key(KEY), await kept.load(KEY)

    key, secrets = with_secrets(tmp_path, story)
    assert secrets == KEPT
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert file_key(tmp_path) == key
    assert with_secrets(tmp_path, lambda kept: kept.load(KEY)) == KEPT
    for secret in (key.hex(), KEPT.app_code, KEPT.token, "K7QM2F"):
        assert secret not in caplog.text


def test_once_it_has_failed_it_is_not_waited_for_again(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store("hangs")

    async def story(kept: KeptSecrets) -> None:
        for _ in range(20):
            await kept.save(KEY, KEPT)

    with_secrets(tmp_path, story)
    assert fake.asked == 1


def test_a_key_that_may_still_be_there_is_not_replaced(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store()
    key = file_key(tmp_path)
    a_sealed_list(tmp_path, key)
    fake.fault = "raises"
    with pytest.raises(KeyUnavailable):
        file_key(tmp_path)
    fake.fault = ""
    assert file_key(tmp_path) == key


def test_a_lost_key_is_made_anew_and_the_list_begun_anew(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store()
    path = a_sealed_list(tmp_path, file_key(tmp_path))
    fake.kept.clear()
    prepare(path, file_key(tmp_path)).close()
    assert path.with_name(f"{path.name}.damaged").exists()


def test_what_lay_in_the_file_moves_up_when_it_is_saved_again(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    key = file_key(tmp_path)
    use_key_store()
    with_secrets(tmp_path, lambda kept: kept.save(KEY, KEPT))
    assert not (tmp_path / "secrets.json").exists()
    assert file_key(tmp_path) == key


def test_logging_out_forgets_code_and_token_but_not_the_key(tmp_path: Path) -> None:
    async def story(kept: KeptSecrets) -> tuple[bytes, bytes, Secrets]:
        await kept.save(KEY, KEPT)
        before = await kept.file_key(KEY)
        await kept.forget(KEY)
        return before, await kept.file_key(KEY), await kept.load(KEY)

    before, after, left = with_secrets(tmp_path, story)
    assert before == after
    assert left == Secrets()
    assert KEPT.app_code.encode() not in every_byte(tmp_path)


def test_destroying_one_entrance_leaves_the_others(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store()
    key, other = file_key(tmp_path), file_key(tmp_path, OTHER)
    assert with_secrets(tmp_path, lambda kept: kept.destroy([NAME])) == []
    assert key.hex() not in str(fake.kept)
    name, noise = fake.writes[-1]
    assert name.endswith(NAME)  # overwritten before it was deleted
    assert key.hex() not in noise
    assert file_key(tmp_path, OTHER) == other
    assert file_key(tmp_path) != key


@given(st.text())
def test_any_text_is_a_record_or_nothing(text: str) -> None:
    record = Record.read(text)
    assert Record.read(record.text()) == record


def test_a_record_does_not_show_what_it_holds() -> None:
    record = Record(key=new_key().hex(), app_code="aPpCoDe", token="tok")
    assert not any(text in repr(record) for text in (record.key, record.app_code, record.token))


# --- passphrase -----------------------------------------------------------------------------------


def set_passphrase(folder: Path, phrase: str = PHRASE) -> bytes:
    async def story(kept: KeptSecrets) -> bytes:
        await kept.save(KEY, KEPT)
        key = await kept.file_key(KEY)
        assert await kept.set_passphrase(phrase, [KEY])
        return key

    return with_secrets(folder, story)


@pytest.mark.parametrize("store", [True, False])
def test_with_a_passphrase_nothing_lies_anywhere_else(
    tmp_path: Path, use_key_store: UseKeyStore, store: bool
) -> None:
    fake = use_key_store() if store else None
    key = set_passphrase(tmp_path)
    assert fake is None or not fake.kept
    assert sorted(path.name for path in tmp_path.iterdir()) == [VAULT]
    for secret in (key, key.hex().encode(), KEPT.app_code.encode(), KEPT.token.encode()):
        assert secret not in every_byte(tmp_path)
    assert (tmp_path / VAULT).stat().st_mode & 0o777 == 0o600

    async def next_start(kept: KeptSecrets) -> None:
        assert kept.is_locked
        assert await kept.load(KEY) == Secrets()
        with pytest.raises(KeyUnavailable):
            await kept.file_key(KEY)
        assert await kept.unlock("wrong horse") is Opening.WRONG
        assert await kept.unlock("") is Opening.WRONG
        assert await kept.unlock(PHRASE) is Opening.OPEN
        assert await kept.load(KEY) == KEPT
        assert await kept.file_key(KEY) == key
        await kept.save(OTHER, Secrets("oThEr", ""))
        assert await kept.kept_in() is KeptIn.VAULT

    with_secrets(tmp_path, next_start)
    assert fake is None or not fake.kept
    assert b"oThEr" not in every_byte(tmp_path)


def test_every_guess_at_a_passphrase_costs_all_the_rounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ROUNDS >= 600_000
    set_passphrase(tmp_path)
    assert with_secrets(tmp_path, lambda kept: kept.unlock(PHRASE)) is Opening.OPEN
    monkeypatch.setattr(keys, "_ROUNDS", ROUNDS)  # the key of a vault is of so many, no other
    assert with_secrets(tmp_path, lambda kept: kept.unlock(PHRASE)) is Opening.WRONG


def test_a_passphrase_can_be_changed_and_removed(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    use_key_store()
    key = set_passphrase(tmp_path)

    async def change(kept: KeptSecrets) -> None:
        await kept.unlock(PHRASE)
        assert await kept.check(PHRASE)
        assert not await kept.check("another")
        assert await kept.set_passphrase("battery staple", [KEY])

    async def remove(kept: KeptSecrets) -> None:
        assert await kept.unlock(PHRASE) is Opening.WRONG
        assert await kept.unlock("battery staple") is Opening.OPEN
        assert await kept.remove_passphrase()
        assert not kept.has_passphrase

    with_secrets(tmp_path, change)
    with_secrets(tmp_path, remove)
    assert not (tmp_path / VAULT).exists()
    assert file_key(tmp_path) == key
    assert with_secrets(tmp_path, lambda kept: kept.load(KEY)) == KEPT


def test_a_passphrase_is_not_set_over_keys_that_cannot_be_had(
    tmp_path: Path, use_key_store: UseKeyStore
) -> None:
    fake = use_key_store()
    file_key(tmp_path)
    fake.fault = "raises"
    assert not with_secrets(tmp_path, lambda kept: kept.set_passphrase(PHRASE, [KEY]))
    assert not (tmp_path / VAULT).exists()


def test_what_the_key_store_did_not_give_up_goes_at_the_next_opening(
    tmp_path: Path, use_key_store: UseKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = use_key_store()

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(fake, "delete_password", fail)
        set_passphrase(tmp_path)
    assert fake.kept
    with_secrets(tmp_path, lambda kept: kept.unlock(PHRASE))
    assert not fake.kept


@pytest.mark.parametrize("content", [b"", b"x" * 5000])
def test_a_damaged_vault_is_told_and_ends_with_beginning_anew(
    tmp_path: Path, content: bytes
) -> None:
    set_passphrase(tmp_path)
    (tmp_path / VAULT).write_bytes(content)

    async def story(kept: KeptSecrets) -> None:
        assert await kept.unlock(PHRASE) in (Opening.WRONG, Opening.DAMAGED)
        assert await kept.destroy_all([KEY]) == []
        assert not kept.is_locked
        await kept.save(KEY, KEPT)

    with_secrets(tmp_path, story)
    assert with_secrets(tmp_path, lambda kept: kept.load(KEY)) == KEPT


@pytest.mark.parametrize("phrase", ["raw:" + "0" * 64, "it's; DROP", "Größe ✓ \u202e", "x" * 5000])
def test_any_text_is_a_passphrase(tmp_path: Path, phrase: str) -> None:
    set_passphrase(tmp_path, phrase)

    async def story(kept: KeptSecrets) -> Opening:
        assert await kept.unlock(phrase + " ") is Opening.WRONG
        return await kept.unlock(phrase)

    assert with_secrets(tmp_path, story) is Opening.OPEN
