"""One server for all tests of the shared memory, and a database for each."""

from collections.abc import Iterator

import pytest

from tests.support.postgres import Database, Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server("max_connections=150") as running:
        yield running


@pytest.fixture(scope="session")
def common(server: Server) -> Database:
    """A database for tests that leave nothing in it."""
    return server.new_database()


@pytest.fixture
def database(server: Server) -> Database:
    return server.new_database()
