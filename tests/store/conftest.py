"""Key stores for tests of keys, and passphrases that are quickly tried."""

from collections.abc import Callable, Iterator

import keyring
import pytest

from station_app.store import keys
from tests.support.key_stores import FakeKeyStore

UseKeyStore = Callable[..., FakeKeyStore]
ROUNDS = keys._ROUNDS  # as the program has them


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a try at a passphrase cost next to nothing: half a second is meant for guessers."""
    monkeypatch.setattr(keys, "_ROUNDS", 1000)


@pytest.fixture
def use_key_store() -> Iterator[UseKeyStore]:
    """Let `keyring` find a key store, with a fault if there is to be one."""
    before = keyring.get_keyring()
    made: list[FakeKeyStore] = []

    def use(fault: str = "") -> FakeKeyStore:
        made.append(FakeKeyStore(fault))
        keyring.set_keyring(made[-1])
        return made[-1]

    yield use
    for one in made:
        one.let_go.set()
    keyring.set_keyring(before)
