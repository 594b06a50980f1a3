"""Where secrets of entrances lie, key store, private file or vault, and how they move there."""

import logging
from dataclasses import replace
from enum import Enum
from pathlib import Path

import apsw

from station_app.domain.errors import KeyUnavailable
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
from station_app.store.private import VAULT
from station_app.store.private import destroy as destroy_file
from station_app.store.sealing import is_plain

log = logging.getLogger(__name__)

_LEFT = ""  # of the vault: copies may lie elsewhere


class KeptIn(Enum):
    """Where secrets lie."""

    KEY_STORE = "key store"
    FILE = "file"
    VAULT = "vault"


class SecretPlaces:
    """Secrets in the key store; in a file of mode 0600 in the data folder where none works; with a
    passphrase in a vault, and nowhere else.

    The file is asked first: an entrance is in it only because the key store failed when it was to
    be kept, so what it says is newer. It moves up when it is next saved and the key store works.

    May take as long as a key store does, which asks other processes and perhaps the user. Used by
    one thread at a time; only `is_locked`, `has_passphrase` and `give_up` may be asked by another.
    """

    def __init__(self, folder: Path, store: SystemKeyStore | None) -> None:
        self._folder = folder
        self._file = PrivateFile(folder)
        self._store = store
        self._vault: Vault | None = None

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is wanted before anything can be opened."""
        return self._vault is None and (self._folder / VAULT).exists()

    @property
    def has_passphrase(self) -> bool:
        """Whether secrets lie under a passphrase."""
        return (self._folder / VAULT).exists()

    def kept_in(self) -> KeptIn:
        """Return where a secret that is kept now goes to."""
        if self.has_passphrase:
            return KeptIn.VAULT
        try:
            works = self._store is not None and self._store.exists
        except KeyStoreFailed:
            works = False
        return KeptIn.KEY_STORE if works else KeptIn.FILE

    def give_up(self) -> None:
        """Wait no longer for a key store that hangs."""
        if self._store is not None:
            self._store.give_up()

    def close(self) -> None:
        """Close the vault."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    # --- of one entrance ----------------------------------------------------------------------

    def record(self, key: str) -> tuple[Record, bool]:
        """Return what is kept, and whether that is certainly all."""
        record, certain = self.filed(name_of(key))
        if not record and certain:
            record = self._of_before(key)
        return record, certain

    def filed(self, name: str) -> tuple[Record, bool]:
        """As `record`, for an entrance's name; a former version's entry is not looked for."""
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
        if record and self.keep(name_of(key), record):
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

    def keep(self, name: str, record: Record) -> bool:
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
                return self.destroy(name)
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

    def file_key(self, key: str) -> bytes:
        """As `KeptSecrets.file_key`."""
        record, certain = self.record(key)
        if not record.key:
            name = name_of(key)
            if not certain and self._has_sealed_files(name):
                raise KeyUnavailable
            record = replace(record, key=new_key().hex())
            if not self.keep(name, record):
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

    def unlock(self, passphrase: str) -> Opening:
        """Open the vault."""
        found = Vault.open(self._folder, passphrase)
        if isinstance(found, Opening):
            return found
        if self._vault is not None:
            self._vault.close()
        self._vault = found
        if found.get(_LEFT):
            self._empty_the_rest(found)
        return Opening.OPEN

    def check(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the open vault."""
        found = Vault.open(self._folder, passphrase)
        if isinstance(found, Vault):
            found.close()
            return True
        return False

    def set_passphrase(self, passphrase: str, keys: tuple[str, ...]) -> bool:
        """As `KeptSecrets.set_passphrase`."""
        if self.is_locked:
            return False
        texts = {_LEFT: "elsewhere"}
        try:
            for key in keys:
                self.record(key)  # takes over what a former version kept
            for name in self._names() | {name_of(key) for key in keys}:
                record, certain = self.filed(name)
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

    def remove_passphrase(self) -> bool:
        """As `KeptSecrets.remove_passphrase`."""
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
                destroy_file(self._folder / name)
        except OSError as error:
            log.error("the vault stays: %s", error.strerror)
            return False
        return True

    # --- the end ------------------------------------------------------------------------------

    def destroy(self, name: str, *, file: bool = True) -> bool:
        """Destroy what is kept under a name, in the private `file` too; False if something may be
        left."""
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

    def destroy_all(self, keys: tuple[str, ...]) -> list[str]:
        """As `KeptSecrets.destroy_all`."""
        names = self._names() | {name_of(key) for key in keys if key} | set(keys) - {""}
        gone = self._destroy_vault()
        try:
            self._file.destroy()
        except OSError as error:
            log.error("the private file stays: %s", error.strerror)
            gone = False
        left = [name for name in sorted(names) if not self.destroy(name)]
        return left if gone else sorted(names)


def name_of(key: str) -> str:
    """Return the name that files and secrets of an entrance go by, of its `secret_key`."""
    return entrance_name(*_parts(key))


def _parts(key: str) -> tuple[str, str, str]:
    """Return server, event and station of a `secret_key`."""
    server, event_id, station = key.split("|", 2)
    return server, event_id, station
