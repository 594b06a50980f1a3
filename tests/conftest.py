"""Guards for every test: no real key store, no leaked thread, a display if there is one."""

import gc
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

# No test may touch the key store of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for secret in ("STATION_APP_CODE", "STATION_SHARE_PASSWORD"):
    os.environ.pop(secret, None)
if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "station", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.register_profile("thorough", parent=settings.get_profile("station"), max_examples=5000)
settings.load_profile(os.environ.get("STATION_HYPOTHESIS", "station"))

# Threads of libraries that live as long as the process, by the beginning of their names.
_LIVE_ON = ("pytest_timeout", "asyncio_", "Dummy-", "QThread")


def pytest_collection_finish() -> None:
    """Let the collector leave out what is imported by now, or each round takes a tenth of a
    second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_language_is_left() -> Iterator[None]:
    """Fail a test after which the next one would speak German."""
    yield
    assert QCoreApplication.translate("BadgesDialog", "Close") == "Close"


@pytest.fixture(autouse=True)
def no_closed_window_ends_a_loop() -> None:
    """As in the program: the last window of one test must not end the event loop of the next."""
    app = QCoreApplication.instance()
    if isinstance(app, QGuiApplication):
        app.setQuitOnLastWindowClosed(False)


@pytest.fixture(scope="module", autouse=True)
def what_stays_is_left_out() -> Iterator[None]:
    """Spare the next module's tests the looking through of what this one imported for good."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_thread_is_leaked() -> Iterator[None]:
    """Fail a test that leaves a Python thread running.

    Garbage is collected after a test only, as the program does in idle moments only: widgets that
    vanish while Qt is at work with others take the process with them.
    """
    before = set(threading.enumerate())
    gc.disable()
    yield
    gc.collect()
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not thread.name.startswith(_LIVE_ON)
    ]
    for thread in left:
        thread.join(2.0)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left running: {alive}"
