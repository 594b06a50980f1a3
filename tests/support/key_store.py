"""A key store that is not the one of whoever runs the tests: gone with its process."""

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Chosen by `PYTHON_KEYRING_BACKEND=tests.support.key_store.MemoryKeyring`."""

    priority = 1  # type: ignore[assignment]
    _kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._kept.pop((service, username), None)
