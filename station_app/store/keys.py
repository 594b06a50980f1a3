"""Where small secrets lie: the system's key store, a private file, a vault under a passphrase.

Each holds one text a name. One name is one entrance (server, event, station), and its text holds
all that opens it: the key of its list and journal, its App Code, its token. So destroying one name
makes one event unreadable and leaves the others alone.
"""

import contextlib
import hashlib
import json
import logging
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import apsw

from station_app.store.private import (
    VAULT,
    destroy,
    make_file,
    make_folder,
    replace_contents,
    sync_folder,
)
from station_app.store.sealing import KEY_SIZE

log = logging.getLogger(__name__)

_T = TypeVar("_T")

SERVICE = "checkin-station"
_ROUNDS = 600_000  # of PBKDF2-HMAC-SHA256: half a second for us, and for every guess


def entrance_name(server: str, event_id: str, station: str) -> str:
    """Return what everything of one entrance is filed under: lists of different stations never
    mix, and the names of files tell nobody where this laptop stood."""
    place = "\n".join((server, event_id, station)).encode()
    return hashlib.blake2b(place, digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is kept of one entrance; '' for nothing. All of it is secret."""

    key: str = field(default="", repr=False)  # of its files, in hex
    app_code: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def read(cls, text: str) -> "Record":
        """Read a record; what cannot be read is nothing."""
        try:
            kept = json.loads(text) if text else {}
        except ValueError:
            kept = {}
        names = ("key", "app_code", "token")
        values = {n: kept[n] for n in names if isinstance(kept, dict) and n in kept}
        good = {n: v for n, v in values.items() if isinstance(v, str)}
        try:
            if len(bytes.fromhex(good.get("key", ""))) != KEY_SIZE:
                good.pop("key", None)
        except ValueError:
            good.pop("key")
        return cls(**good)

    def text(self) -> str:
        """Return what `read` reads."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    def or_else(self, other: "Record") -> "Record":
        """Return this, with what it lacks from another."""
        return Record(
            key=self.key or other.key,
            app_code=self.app_code or other.app_code,
            token=self.token or other.token,
        )

    def __bool__(self) -> bool:
        return bool(self.key or self.app_code or self.token)


def new_key() -> bytes:
    """Return a key that nobody can guess."""
    return secrets.token_bytes(KEY_SIZE)


# --- the system's key store ---------------------------------------------------------------------


class KeyStoreFailed(Exception):
    """The key store raised, hung, or did not keep what it was given."""


class SystemKeyStore:
    """The key store of this system, by way of `keyring`. One thread calls it.

    It asks other processes and may ask the person, so each call runs in a thread that is left
    behind when its time is up: the first may take as long as a person needs to type a password.
    Whatever went wrong once is not tried again before the next start.
    """

    def __init__(self, place: str, *, first_s: float = 60.0, later_s: float = 15.0) -> None:
        self._place = place
        self._limit_s, self._later_s = first_s, later_s
        self._exists: bool | None = None
        self._answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
        self.has_failed = False

    @property
    def exists(self) -> bool:
        """Whether this system has one. None at all is no failure: nothing can be in it."""
        if self._exists is None:
            self._exists = self._call(_has_backend)
        return self._exists

    def get(self, name: str) -> str:
        """Return what is kept; '' for nothing. Raises `KeyStoreFailed`."""
        if not self.exists:
            return ""
        import keyring

        text = self._call(lambda: keyring.get_password(SERVICE, self._name(name)) or "")
        self._limit_s = self._later_s  # it has been unlocked
        return text

    def put(self, name: str, text: str) -> None:
        """Keep a text and read it back. Raises `KeyStoreFailed`."""
        if not self.exists:
            raise KeyStoreFailed
        import keyring

        def work() -> bool:
            keyring.set_password(SERVICE, self._name(name), text)
            return keyring.get_password(SERVICE, self._name(name)) == text

        if not self._call(work):
            log.warning("the key store does not keep what it is given; a private file is used")
            self.has_failed = True
            raise KeyStoreFailed

    def remove(self, name: str) -> None:
        """Remove a text, overwritten first: some stores keep what they delete for a while.

        Raises `KeyStoreFailed`.
        """
        if not self.exists:
            return
        import keyring

        def work() -> bool:
            place = self._name(name)
            if keyring.get_password(SERVICE, place) is not None:
                keyring.set_password(SERVICE, place, secrets.token_hex(KEY_SIZE))
                keyring.delete_password(SERVICE, place)
            return not keyring.get_password(SERVICE, place)

        if not self._call(work):
            raise KeyStoreFailed

    def give_up(self) -> None:
        """Wait no longer for what was asked. Any thread."""
        self._answers.put((False, None))

    def _name(self, name: str) -> str:
        return f"{self._place}|{name}"  # two data folders are two stations

    def _call(self, work: Callable[[], _T]) -> _T:
        if self.has_failed:
            raise KeyStoreFailed
        answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
        self._answers = answers

        def run() -> None:
            try:
                answers.put((True, work()))
            except Exception as error:  # foreign code of any kind, which may quote what it holds
                log.warning("the key store failed: %s", type(error).__name__)
                answers.put((False, None))

        threading.Thread(target=run, name="key-store", daemon=True).start()
        try:
            good, answer = answers.get(timeout=self._limit_s)
        except queue.Empty:
            log.warning("the key store does not answer")
            good, answer = False, None
        if not good:
            self.has_failed = True
            raise KeyStoreFailed
        given: _T = answer
        return given


def _has_backend() -> bool:
    import keyring
    from keyring.backends import fail

    return not isinstance(keyring.get_keyring(), fail.Keyring)


# --- a private file -----------------------------------------------------------------------------


class PrivateFile:
    """Texts in a file of mode 0600: what there is where no key store works."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "secrets.json"

    def all(self) -> dict[str, str]:
        """Return every text by its name; nothing from a file that cannot be read."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {k: v for k, v in kept.items() if isinstance(v, str)}

    def get(self, name: str) -> str:
        """Return what is kept; '' for nothing."""
        return self.all().get(name, "")

    def put(self, name: str, text: str) -> None:
        """Keep a text. Raises `OSError`."""
        kept = self.all()
        if kept.get(name) != text:
            self._write({**kept, name: text})

    def remove(self, *names: str) -> None:
        """Remove texts; the file goes with the last one. Raises `OSError`."""
        kept = self.all()
        left = {name: text for name, text in kept.items() if name not in names}
        if left != kept:
            self._write(left)

    def destroy(self) -> None:
        """Overwrite and remove all of it. Raises `OSError`."""
        destroy(self._path.with_name(self._path.name + ".part"))
        destroy(self._path)

    def _write(self, kept: dict[str, str]) -> None:
        make_folder(self._path.parent)
        if kept:
            replace_contents(self._path, json.dumps(kept).encode())
        else:
            self.destroy()


# --- a vault ------------------------------------------------------------------------------------


class Opening(Enum):
    """What became of opening a vault."""

    OPEN = "open"
    WRONG = "wrong"  # not the passphrase
    DAMAGED = "damaged"


class Vault:
    """Texts in a file encrypted under a passphrase. Use on one thread."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> "Vault | Opening":
        """Open the vault, or say why not: `Opening.WRONG` or `Opening.DAMAGED`."""
        path = folder / VAULT
        connection: apsw.Connection | None = None
        try:
            if not path.stat().st_size:
                return Opening.DAMAGED  # any passphrase would open it
            connection = _open_vault(path, passphrase)
            connection.execute("SELECT name, text FROM kept").fetchall()
            return cls(connection)
        except apsw.NotADBError:
            answer = Opening.WRONG
        except (apsw.Error, OSError) as error:
            log.error("the vault cannot be used: %s", type(error).__name__)
            answer = Opening.DAMAGED
        if connection is not None:
            connection.close()
        return answer

    @classmethod
    def make(cls, folder: Path, passphrase: str, texts: dict[str, str]) -> "Vault":
        """Make a vault, or replace the one there is, in one step.

        Raises `OSError` and `apsw.Error`.
        """
        part = folder / f"{VAULT}.part"
        for suffix in ("", "-journal"):
            destroy(part.with_name(part.name + suffix))
        make_folder(folder)
        make_file(part)
        with contextlib.closing(_open_vault(part, passphrase)) as connection, connection:
            connection.execute(
                "CREATE TABLE kept (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"
            )
            connection.executemany("INSERT INTO kept VALUES (?, ?)", tuple(texts.items()))
        with contextlib.closing(_open_vault(part, passphrase)) as connection:
            if cls(connection).all() != texts:
                raise OSError("the vault does not hold what it was given")
        part.replace(folder / VAULT)
        sync_folder(folder)
        return cls(_open_vault(folder / VAULT, passphrase))

    def all(self) -> dict[str, str]:
        """Return every text by its name."""
        rows = self._db.execute("SELECT name, text FROM kept").fetchall()
        return {str(name): str(text) for name, text in rows}

    def get(self, name: str) -> str:
        """Return what is kept; '' for nothing."""
        return self.all().get(name, "")

    def put(self, name: str, text: str) -> None:
        """Keep a text. Raises `apsw.Error`."""
        self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, text))

    def remove(self, *names: str) -> None:
        """Remove texts, overwritten first. Raises `apsw.Error`."""
        for name in names:
            noise = secrets.token_hex(KEY_SIZE)
            self._db.execute("UPDATE kept SET text = ? WHERE name = ?", (noise, name))
            self._db.execute("DELETE FROM kept WHERE name = ?", (name,))

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _open_vault(path: Path, passphrase: str) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    phrase = f"phrase:{passphrase}".encode().hex()  # never taken for a raw key
    try:
        connection.execute(
            f"PRAGMA cipher='chacha20'; PRAGMA kdf_iter={_ROUNDS}; PRAGMA hexkey='{phrase}'"
        ).fetchall()
        connection.execute(
            "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA synchronous=EXTRA"
        ).fetchall()
    except apsw.Error as error:
        connection.close()
        raise error.with_traceback(None) from None  # its frames hold the passphrase
    return connection
