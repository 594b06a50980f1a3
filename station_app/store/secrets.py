"""App Codes and session tokens: the system's key store, or a private file where there is none."""

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from station_app.services.ports import Secrets
from station_app.settings import write_private

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_SERVICE = "checkin-station"


class MemorySecrets:
    """Secrets of a training session: gone when the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, Secrets] = {}

    async def load(self, key: str) -> Secrets:
        return self._kept.get(key, Secrets())

    async def save(self, key: str, secrets: Secrets) -> None:
        self._kept[key] = secrets

    async def forget(self, key: str) -> None:
        self._kept.pop(key, None)


class KeptSecrets:
    """Secrets in the key store; in a file of mode 0600 in the data folder where none works.

    Runs in a thread of its own, because key stores ask other processes and may ask the user.
    """

    def __init__(self, folder: Path, *, use_key_store: bool = True) -> None:
        self._file = folder / "secrets.json"
        self._place = str(folder)
        self._key_store = use_key_store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="secrets")

    async def load(self, key: str) -> Secrets:
        """Return what is kept under `key`."""
        return await self._run(lambda: self._load(key))

    async def save(self, key: str, secrets: Secrets) -> None:
        """Keep secrets; a store that fails is logged and never stops the door."""
        await self._run(lambda: self._save(key, secrets))

    async def forget(self, key: str) -> None:
        """Remove what is kept under `key`, wherever it is."""
        await self._run(lambda: self._forget(key))

    def close(self) -> None:
        """Wait for what is being written."""
        self._thread.shutdown(wait=True)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _load(self, key: str) -> Secrets:
        text = self._from_key_store(key) or self._from_file().get(key, "")
        try:
            kept = json.loads(text) if text else {}
        except ValueError:
            kept = {}
        code, token = kept.get("app_code", ""), kept.get("token", "")
        return Secrets(
            code if isinstance(code, str) else "", token if isinstance(token, str) else ""
        )

    def _save(self, key: str, secrets: Secrets) -> None:
        text = json.dumps({"app_code": secrets.app_code, "token": secrets.token})
        if self._to_key_store(key, text):
            return
        kept = self._from_file()
        kept[key] = text
        self._to_file(kept)

    def _forget(self, key: str) -> None:
        if self._key_store:
            import keyring
            from keyring.errors import KeyringError

            try:
                keyring.delete_password(_SERVICE, self._name(key))
            except (KeyringError, RuntimeError, OSError) as error:
                log.debug("nothing deleted from the key store: %s", type(error).__name__)
        kept = self._from_file()
        if kept.pop(key, None) is not None:
            self._to_file(kept)

    def _name(self, key: str) -> str:
        return f"{self._place}|{key}"  # two data folders are two stations

    def _from_key_store(self, key: str) -> str:
        if not self._key_store:
            return ""
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(_SERVICE, self._name(key)) or ""
        except (KeyringError, RuntimeError, OSError) as error:
            log.info("no key store here (%s); a private file is used", type(error).__name__)
            self._key_store = False
            return ""

    def _to_key_store(self, key: str, text: str) -> bool:
        if not self._key_store:
            return False
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(_SERVICE, self._name(key), text)
            return keyring.get_password(_SERVICE, self._name(key)) == text
        except (KeyringError, RuntimeError, OSError) as error:
            log.info("no key store here (%s); a private file is used", type(error).__name__)
            self._key_store = False
            return False

    def _from_file(self) -> dict[str, str]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {k: v for k, v in kept.items() if isinstance(v, str)}

    def _to_file(self, kept: dict[str, str]) -> None:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self._file, json.dumps(kept).encode())
        except OSError as error:
            log.error("secrets cannot be kept: %s", error.strerror)
