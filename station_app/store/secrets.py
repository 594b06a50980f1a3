"""App Codes, session tokens and the keys of files, wherever this laptop can keep them."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TypeVar

import apsw

from station_app.domain.errors import KeyUnavailable
from station_app.services.ports import Secrets
from station_app.store.keys import (
    KeyStoreFailed,
    Opening,
    PrivateFile,
    Record,
    SystemKeyStore,
    Vault,
    entrance_name,
    new_key,
)
from station_app.store.private import VAULT, destroy
from station_app.store.sealing import is_plain

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_CLOSING_S = 3.0
_LEFT = ""  # of the vault: copies may lie elsewhere


class KeptIn(Enum):
    """Where secrets lie."""

    KEY_STORE = "key store"
    FILE = "file"
    VAULT = "vault"


class MemorySecrets:
    """Secrets of a training session: gone when the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, Secrets] = {}
        self._keys: dict[str, bytes] = {}

    async def load(self, key: str) -> Secrets:
        return self._kept.get(key, Secrets())

    async def save(self, key: str, secrets: Secrets) -> None:
        self._kept[key] = secrets

    async def forget(self, key: str) -> None:
        self._kept.pop(key, None)

    async def file_key(self, key: str) -> bytes:
        return self._keys.setdefault(key, new_key())


class KeptSecrets:
    """Secrets in the key store; in a file of mode 0600 in the data folder where none works; with a
    passphrase in a vault, and nowhere else.

    Runs in a thread of its own, because key stores ask other processes and may ask the user.

    The file is asked first: an entrance is in it only because the key store failed when it was to
    be kept, so what it says is newer. It moves up when it is next saved and the key store works.
    """

    def __init__(
        self,
        folder: Path,
        *,
        use_key_store: bool = True,
        key_store: SystemKeyStore | None = None,
    ) -> None:
        self._folder = folder
        self._file = PrivateFile(folder)
        self._store: SystemKeyStore | None = None
        if use_key_store:
            self._store = key_store or SystemKeyStore(str(folder))
        self._vault: Vault | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="secrets")

    # --- of one entrance ----------------------------------------------------------------------

    async def load(self, key: str) -> Secrets:
        """Return what is kept under `key`."""
        record = await self._run(lambda: self._record(key)[0])
        return Secrets(record.app_code, record.token)

    async def save(self, key: str, secrets: Secrets) -> None:
        """Keep secrets; a store that fails is logged and never stops the door."""

        def save() -> None:
            record, _ = self._record(key)
            self._keep(_name(key), replace(record, app_code=secrets.app_code, token=secrets.token))

        await self._run(save)

    async def forget(self, key: str) -> None:
        """Forget what logs in; the key of the files stays, so the list can be opened again."""

        def forget() -> None:
            record, _ = self._record(key)
            self._keep(_name(key), Record(key=record.key))

        await self._run(forget)

    async def file_key(self, key: str) -> bytes:
        """Return the key of list and journal of an entrance, made when first asked for.

        A key that is nowhere is made anew: what was encrypted with a lost one is lost, and whoever
        opens it sets it aside. Raises `KeyUnavailable` where it may still be somewhere (the key
        store failed or is locked, the vault is not open), or where a new one could not be kept.
        """
        return await self._run(lambda: self._file_key(key))

    async def known_key(self, name: str) -> bytes | None:
        """Return the key filed under an entrance's name, for a look at its files; None for none."""

        def look() -> bytes | None:
            key = self._filed(name)[0].key
            return bytes.fromhex(key) if key else None

        return await self._run(look)

    # --- of all -------------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is wanted before anything can be opened."""
        return self._vault is None and (self._folder / VAULT).exists()

    @property
    def has_passphrase(self) -> bool:
        """Whether secrets lie under a passphrase."""
        return (self._folder / VAULT).exists()

    async def kept_in(self) -> KeptIn:
        """Return where a secret that is kept now goes to."""

        def look() -> KeptIn:
            if self.has_passphrase:
                return KeptIn.VAULT
            try:
                works = self._store is not None and self._store.exists
            except KeyStoreFailed:
                works = False
            return KeptIn.KEY_STORE if works else KeptIn.FILE

        return await self._run(look)

    async def unlock(self, passphrase: str) -> Opening:
        """Open the vault."""
        return await self._run(lambda: self._unlock(passphrase))

    async def check(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the open vault."""

        def check() -> bool:
            found = Vault.open(self._folder, passphrase)
            if isinstance(found, Vault):
                found.close()
                return True
            return False

        return await self._run(check)

    async def set_passphrase(self, passphrase: str, keys: Iterable[str]) -> bool:
        """Put everything under a passphrase, a new one or the first; False if that cannot be now.

        `keys` are the entrances known: key stores do not tell what they hold. The vault stands
        before anything is taken from where it was; what an interruption leaves there is taken at
        the next opening.
        """
        known = tuple(keys)
        return await self._run(lambda: self._set_passphrase(passphrase, known))

    async def remove_passphrase(self) -> bool:
        """Put everything where it lies without one; False if that cannot be now."""
        return await self._run(self._remove_passphrase)

    async def destroy(self, names: Iterable[str], *, only_former: bool = False) -> list[str]:
        """Destroy all that is kept of entrances, by their names; return those of whom something
        may be left, in a key store that fails or a vault that is not open.

        `only_former` spares the private file: what is there is newer than what failed to go.
        """

        def destroy() -> list[str]:
            return [name for name in names if not self._destroy(name, file=not only_former)]

        return await self._run(destroy)

    async def destroy_all(self, keys: Iterable[str]) -> list[str]:
        """Destroy everything, also a vault whose passphrase nobody knows; as `destroy`."""
        return await self._run(lambda: self._destroy_all(tuple(keys)))

    def close(self) -> None:
        """Wait for what is being written, but not for a key store that hangs."""
        try:
            self._thread.submit(lambda: None).result(_CLOSING_S)
        except TimeoutError:
            if self._store is not None:
                self._store.give_up()
        self._thread.shutdown(wait=True)
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    # --- in the thread ------------------------------------------------------------------------

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _record(self, key: str) -> tuple[Record, bool]:
        """Return what is kept, and whether that is certainly all."""
        record, certain = self._filed(_name(key))
        if not record and certain:
            record = self._of_before(key)
        return record, certain

    def _filed(self, name: str) -> tuple[Record, bool]:
        if self._vault is not None:
            return Record.read(self._vault.get(name)), True
        if self.is_locked:
            return Record(), False
        record = Record.read(self._file.get(name))
        if record.key or self._store is None:
            return record, True
        try:
            return record.or_else(Record.read(self._store.get(name))), True
        except KeyStoreFailed:
            return record, False

    def _of_before(self, key: str) -> Record:
        """Take over what a former version kept, under the entrance's plain name."""
        text = self._file.get(key) if self._vault is None else self._vault.get(key)
        if not text and self._store is not None and self._vault is None:
            try:
                text = self._store.get(key)
            except KeyStoreFailed:
                return Record()
        record = Record.read(text)
        if record and self._keep(_name(key), record):
            self._forget_plain_name(key)
        return record

    def _forget_plain_name(self, key: str) -> None:
        try:
            if self._vault is not None:
                self._vault.remove(key)
                return
            self._file.remove(key)
            if self._store is not None:
                self._store.remove(key)
        except (KeyStoreFailed, OSError, apsw.Error) as error:
            log.warning("a former entry stays: %s", type(error).__name__)

    def _keep(self, name: str, record: Record) -> bool:
        """Keep a record where it can be kept; whether it was."""
        if self.is_locked:
            return False
        try:
            if self._vault is not None:
                if record:
                    self._vault.put(name, record.text())
                else:
                    self._vault.remove(name)
                return True
            if not record:
                return self._destroy(name)
            if self._to_store(name, record):
                self._file.remove(name)
            else:
                self._file.put(name, record.text())
                return Record.read(self._file.get(name)) == record
        except (OSError, apsw.Error) as error:
            log.error("secrets cannot be kept: %s", type(error).__name__)
            return False
        return True

    def _to_store(self, name: str, record: Record) -> bool:
        if self._store is None:
            return False
        try:
            self._store.put(name, record.text())
        except KeyStoreFailed:
            return False
        return True

    def _file_key(self, key: str) -> bytes:
        record, certain = self._record(key)
        if not record.key:
            name = _name(key)
            if not certain and self._has_sealed_files(name):
                raise KeyUnavailable
            record = replace(record, key=new_key().hex())
            if not self._keep(name, record):
                raise KeyUnavailable
        return bytes.fromhex(record.key)

    def _has_sealed_files(self, name: str) -> bool:
        found = (self._folder / "cache").glob(f"*-{name}.db")
        return any(path.stat().st_size and not is_plain(path) for path in found)

    def _names(self) -> set[str]:
        """Return the names under which anything may be kept, as far as this folder tells."""
        files = (self._folder / "cache").glob("*-*.db*")
        names = {path.name.split(".")[0].rpartition("-")[2] for path in files}
        names |= set(self._vault.all()) if self._vault is not None else set()
        return (names | set(self._file.all())) - {_LEFT}

    # --- the vault ----------------------------------------------------------------------------

    def _unlock(self, passphrase: str) -> Opening:
        found = Vault.open(self._folder, passphrase)
        if isinstance(found, Opening):
            return found
        if self._vault is not None:
            self._vault.close()
        self._vault = found
        if found.get(_LEFT):
            self._empty_the_rest(found)
        return Opening.OPEN

    def _set_passphrase(self, passphrase: str, keys: tuple[str, ...]) -> bool:
        if self.is_locked:
            return False
        texts = {_LEFT: "elsewhere"}
        try:
            for key in keys:
                self._record(key)  # takes over what a former version kept
            for name in self._names() | {_name(key) for key in keys}:
                record, certain = self._filed(name)
                if not certain:
                    return False
                if record:
                    texts[name] = record.text()
            vault = Vault.make(self._folder, passphrase, texts)
        except (OSError, apsw.Error) as error:
            log.error("a vault cannot be made: %s", type(error).__name__)
            return False
        if self._vault is not None:
            self._vault.close()
        self._vault = vault
        self._empty_the_rest(vault)
        return True

    def _empty_the_rest(self, vault: Vault) -> None:
        """Let nothing of what the vault holds lie elsewhere; each opening tries what failed."""
        try:
            if self._store is not None:
                for name in vault.all():
                    self._store.remove(name)
            self._file.destroy()
            vault.remove(_LEFT)
        except (KeyStoreFailed, OSError, apsw.Error) as error:
            log.error("a former copy of secrets stays: %s", type(error).__name__)

    def _remove_passphrase(self) -> bool:
        if self._vault is None:
            return False
        vault, self._vault = self._vault, None
        try:
            for name, text in vault.all().items():
                if name == _LEFT:
                    continue
                if not self._to_store(name, Record.read(text)):
                    self._file.put(name, text)
                    if self._file.get(name) != text:
                        raise OSError("the file does not hold what it was given")
        except (OSError, apsw.Error) as error:
            log.error("the vault stays: %s", type(error).__name__)
            self._vault = vault
            return False
        vault.close()
        return self._destroy_vault()

    def _destroy_vault(self) -> bool:
        if self._vault is not None:
            self._vault.close()
            self._vault = None
        try:
            for name in (VAULT, f"{VAULT}-journal", f"{VAULT}.part", f"{VAULT}.part-journal"):
                destroy(self._folder / name)
        except OSError as error:
            log.error("the vault stays: %s", error.strerror)
            return False
        return True

    # --- the end ------------------------------------------------------------------------------

    def _destroy(self, name: str, *, file: bool = True) -> bool:
        done = True
        try:
            if self._vault is not None:
                self._vault.remove(name)
            elif self.is_locked:
                done = False
            if file:
                self._file.remove(name)
            if self._store is not None and not self.has_passphrase:
                self._store.remove(name)
        except (KeyStoreFailed, OSError, apsw.Error) as error:
            log.error("a key may be left: %s", type(error).__name__)
            return False
        return done

    def _destroy_all(self, keys: tuple[str, ...]) -> list[str]:
        names = self._names() | {_name(key) for key in keys if key} | set(keys) - {""}
        gone = self._destroy_vault()
        try:
            self._file.destroy()
        except OSError as error:
            log.error("the private file stays: %s", error.strerror)
            gone = False
        left = [name for name in sorted(names) if not self._destroy(name)]
        return left if gone else sorted(names)


def _name(key: str) -> str:
    return entrance_name(*_parts(key))


def _parts(key: str) -> tuple[str, str, str]:
    """Return server, event and station of a `secret_key`."""
    server, event_id, station = key.split("|", 2)
    return server, event_id, station
