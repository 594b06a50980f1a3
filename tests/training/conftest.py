"""A running training server, and a caller that speaks plain HTTP to it."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from station_app.training.options import ServerOptions
from station_app.training.protocol import LIST_ALL, LIST_RECENT, LOGIN, LOGOUT
from station_app.training.server import TrainingServer
from station_app.training.wire import GuestObject


class Caller:
    """A client without any cleverness: what it gets is what the server sent."""

    def __init__(self, server: TrainingServer, http: httpx.Client) -> None:
        self.server = server
        self.http = http
        self.token = ""

    def post(self, path: str, **parameters: Any) -> httpx.Response:
        return self.http.post(path, json=parameters)

    def login(self, **changed: Any) -> httpx.Response:
        parameters: dict[str, Any] = {
            "eventId": self.server.event_id,
            "apiKey": self.server.app_code,
            "stationName": self.server.station_name,
        } | changed
        answer = self.post(LOGIN, **parameters)
        if answer.status_code == 200:
            self.token = answer.json().get("sessionToken", self.token)
        return answer

    def all(self) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self.post(LIST_ALL, sessionToken=self.token).json()
        return answer

    def recent(self, since: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self.post(
            LIST_RECENT, sessionToken=self.token, sinceDateTime=since
        ).json()
        return answer

    def recent_ids(self, since: str) -> list[str]:
        return [guest["id"] for guest in self.recent(since)["guests"]]

    def logout(self) -> httpx.Response:
        return self.post(LOGOUT, sessionToken=self.token)


Connect = Callable[..., Caller]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Start a server with these options and guests, and log a caller in."""
    with ExitStack() as stack:

        def connected(
            guests: list[GuestObject] | None = None, *, logged_in: bool = True, **options: Any
        ) -> Caller:
            server = stack.enter_context(
                TrainingServer(guests, options=ServerOptions(**options), live=False)
            )
            http = stack.enter_context(
                httpx.Client(base_url=server.url, timeout=5, trust_env=False, verify=False)
            )
            caller = Caller(server, http)
            if logged_in:
                caller.login()
            return caller

        yield connected


@pytest.fixture
def caller(connect: Connect) -> Caller:
    """A caller logged in to a server with the demo guests and default options."""
    return connect()


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fail the test that leaves a thread of the training server running."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("training-")]
    assert left == []
