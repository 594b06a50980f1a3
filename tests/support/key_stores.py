"""Key stores as they come: one that works, and ones that fail. They stand in for `keyring`."""

import threading

from keyring.backend import KeyringBackend


class FakeKeyStore(KeyringBackend):
    """A key store in memory. `fault` is what goes wrong with it."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, fault: str = "") -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.fault = fault
        self.asked = 0
        self.writes: list[tuple[str, str]] = []
        self.let_go = threading.Event()  # ends a hanging call, so that no test leaves a thread

    def get_password(self, service: str, username: str) -> str | None:
        self._go_wrong()
        if self.fault == "loses":
            return None
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._go_wrong()
        self.writes.append((username, password))
        if self.fault != "lies":
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._go_wrong()
        self.kept.pop((service, username), None)

    def _go_wrong(self) -> None:
        self.asked += 1
        if self.fault == "raises" or (self.fault == "raises later" and self.asked > 2):
            raise RuntimeError("the wallet is closed, and here is K7QM2F")
        if self.fault == "hangs":
            self.let_go.wait(30)
