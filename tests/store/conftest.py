"""Key stores for tests of keys."""

from collections.abc import Callable, Iterator

import keyring
import pytest

from tests.support.key_stores import FakeKeyStore

UseKeyStore = Callable[..., FakeKeyStore]


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
