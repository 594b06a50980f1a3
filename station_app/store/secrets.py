"""App Codes, session tokens and the keys of files, wherever this laptop can keep them."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from station_app.services.ports import Secrets
from station_app.store.keys import Opening, Record, SystemKeyStore, new_key
from station_app.store.secret_places import KeptIn, SecretPlaces, name_of

_T = TypeVar("_T")
_CLOSING_S = 3.0


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
    """What `SecretPlaces` keeps, asked for in a thread of its own: key stores ask other processes
    and may ask the user."""

    def __init__(
        self,
        folder: Path,
        *,
        use_key_store: bool = True,
        key_store: SystemKeyStore | None = None,
    ) -> None:
        store = (key_store or SystemKeyStore(str(folder))) if use_key_store else None
        self._places = SecretPlaces(folder, store)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="secrets")

    # --- of one entrance ----------------------------------------------------------------------

    async def load(self, key: str) -> Secrets:
        """Return what is kept under `key`."""
        record = await self._run(lambda: self._places.record(key)[0])
        return Secrets(record.app_code, record.token)

    async def save(self, key: str, secrets: Secrets) -> None:
        """Keep secrets; a store that fails is logged and never stops the door."""

        def save() -> None:
            record, _ = self._places.record(key)
            new = replace(record, app_code=secrets.app_code, token=secrets.token)
            self._places.keep(name_of(key), new)

        await self._run(save)

    async def forget(self, key: str) -> None:
        """Forget what logs in; the key of the files stays, so the list can be opened again."""

        def forget() -> None:
            record, _ = self._places.record(key)
            self._places.keep(name_of(key), Record(key=record.key))

        await self._run(forget)

    async def file_key(self, key: str) -> bytes:
        """Return the key of list and journal of an entrance, made when first asked for.

        A key that is nowhere is made anew: what was encrypted with a lost one is lost, and whoever
        opens it sets it aside. Raises `KeyUnavailable` where it may still be somewhere (the key
        store failed or is locked, the vault is not open), or where a new one could not be kept.
        """
        return await self._run(lambda: self._places.file_key(key))

    async def known_key(self, name: str) -> bytes | None:
        """Return the key filed under an entrance's name, for a look at its files; None for none."""

        def look() -> bytes | None:
            key = self._places.filed(name)[0].key
            return bytes.fromhex(key) if key else None

        return await self._run(look)

    # --- of all -------------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether the passphrase is wanted before anything can be opened."""
        return self._places.is_locked

    @property
    def has_passphrase(self) -> bool:
        """Whether secrets lie under a passphrase."""
        return self._places.has_passphrase

    async def kept_in(self) -> KeptIn:
        """Return where a secret that is kept now goes to."""
        return await self._run(self._places.kept_in)

    async def unlock(self, passphrase: str) -> Opening:
        """Open the vault."""
        return await self._run(lambda: self._places.unlock(passphrase))

    async def check(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the open vault."""
        return await self._run(lambda: self._places.check(passphrase))

    async def set_passphrase(self, passphrase: str, keys: Iterable[str]) -> bool:
        """Put everything under a passphrase, a new one or the first; False if that cannot be now.

        `keys` are the entrances known: key stores do not tell what they hold. The vault stands
        before anything is taken from where it was; what an interruption leaves there is taken at
        the next opening.
        """
        known = tuple(keys)
        return await self._run(lambda: self._places.set_passphrase(passphrase, known))

    async def remove_passphrase(self) -> bool:
        """Put everything where it lies without one; False if that cannot be now."""
        return await self._run(self._places.remove_passphrase)

    async def destroy(self, names: Iterable[str], *, only_former: bool = False) -> list[str]:
        """Destroy all that is kept of entrances, by their names; return those of whom something
        may be left, in a key store that fails or a vault that is not open.

        `only_former` spares the private file: what is there is newer than what failed to go.
        """

        def destroy() -> list[str]:
            return [name for name in names if not self._places.destroy(name, file=not only_former)]

        return await self._run(destroy)

    async def destroy_all(self, keys: Iterable[str]) -> list[str]:
        """Destroy everything, also a vault whose passphrase nobody knows; as `destroy`."""
        return await self._run(lambda: self._places.destroy_all(tuple(keys)))

    def close(self) -> None:
        """Wait for what is being written, but not for a key store that hangs."""
        try:
            self._thread.submit(lambda: None).result(_CLOSING_S)
        except TimeoutError:
            self._places.give_up()
        self._thread.shutdown(wait=True)
        self._places.close()

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
