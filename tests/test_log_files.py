"""What is logged when something goes wrong: kind and place, never what it was about."""

import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from station_app import log_files
from station_app.domain.errors import NotReachable

ROOT = Path(__file__).parents[1]
NAME = "Anna Lindqvist"


@pytest.fixture
def written() -> tuple[logging.Handler, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log_files.Redacted())
    return handler, stream


def log_with(handler: logging.Handler, name: str, text: str, *args: object, **more: object) -> None:
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    try:
        logger.error(text, *args, **more)  # type: ignore[arg-type]
    finally:
        logger.removeHandler(handler)


def raise_chain() -> None:
    try:
        raise KeyError(NAME)
    except KeyError as error:
        raise ExceptionGroup(NAME, [ValueError(NAME), OSError(2, NAME, NAME)]) from error


def test_a_traceback_says_kinds_and_places(
    written: tuple[logging.Handler, io.StringIO],
) -> None:
    handler, stream = written
    try:
        raise_chain()
    except ExceptionGroup as error:
        log_with(handler, "station_app.x", "failed: %s, %d", error, 7, exc_info=error)
    text = stream.getvalue()
    assert "Lindqvist" not in text
    assert "failed: ExceptionGroup, 7" in text
    assert "builtins.KeyError" in text
    assert "builtins.FileNotFoundError" in text
    assert "test_log_files.py:" in text
    assert "raise_chain" in text
    assert str(Path.home()) not in text


def test_our_own_errors_may_be_told(written: tuple[logging.Handler, io.StringIO]) -> None:
    handler, stream = written
    log_with(handler, "station_app.x", "offline: %s", NotReachable("timeout"))
    assert "offline: timeout" in stream.getvalue()


def test_other_packages_messages_are_told_without_what_is_in_them(
    written: tuple[logging.Handler, io.StringIO],
) -> None:
    handler, stream = written
    log_with(handler, "keyring.x", "nothing for %s", NAME)
    log_with(handler, "asyncio.x", f"<Task exception=ValueError({NAME!r})>")
    text = stream.getvalue()
    assert "Lindqvist" not in text
    assert "nothing for %s" in text
    assert text.count("test_log_files.py:") == 2


def test_endless_traces_are_cut(written: tuple[logging.Handler, io.StringIO]) -> None:
    handler, stream = written

    def down(depth: int) -> None:
        if depth:
            down(depth - 1)
        raise ValueError(NAME)

    try:
        down(500)
    except ValueError as error:
        error.__context__ = error
        log_with(handler, "station_app.x", "deep", exc_info=error)
    assert len(stream.getvalue().splitlines()) < 50


def test_of_qt_only_its_places_are_told() -> None:
    told = log_files.places_in_qt(f"QLayout::addChildLayout: '{NAME}' of QWidget {NAME} K7QM2F")
    assert told == "QLayout::addChildLayout QWidget"
    assert log_files.places_in_qt(f"{NAME} Quentin") == ""


SCRIPT = """
import asyncio, gc, logging, sys, threading, warnings
from pathlib import Path
from station_app import log_files
folder, name = Path(sys.argv[1]), sys.stdin.read()
log_files.start(folder, "DEBUG")
from PySide6.QtCore import QCoreApplication, QObject, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget
from station_app.ui.event_loop import run_until_complete
app = QApplication([])
rung = []
log_files.bugs.happened.connect(lambda: rung.append(1))

def fail(*_):
    raise ValueError(name)

class Widget(QWidget):
    def showEvent(self, event): fail()

class Gone:
    def __del__(self): fail()

async def program():
    loop = asyncio.get_running_loop()
    QTimer.singleShot(0, fail)                        # a slot
    widget = Widget(); QTimer.singleShot(0, widget.show)  # a method that Qt calls
    loop.call_soon(fail, name)                        # a callback
    task = asyncio.ensure_future(later()); await asyncio.sleep(0); del task
    thread = threading.Thread(target=fail, name=name); thread.start(); thread.join()
    loop.run_in_executor(None, fail, name)
    Gone()
    qWarning(f"QThing::is: {name}")
    warnings.warn(name)
    logging.getLogger("httpx").error("GET %s", name)
    logging.getLogger("asyncio").error(f"Task {name}")
    try: fail()
    except ValueError: logging.getLogger("station_app.x").exception("answering failed")
    await asyncio.sleep(0.2); gc.collect(); await asyncio.sleep(0.2)

async def later():
    fail()

run_until_complete(app, program())
assert len(rung) >= 6, rung
print("went on", len(rung))
fail()
"""


def test_errors_everywhere_are_logged_without_what_they_say(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=ROOT,
        input=NAME,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert "went on" in done.stdout, done.stderr
    logged = (tmp_path / log_files.FILE_NAME).read_text(encoding="utf-8")
    for text in (done.stdout, done.stderr, logged):
        for word in NAME.split():
            assert word not in text
    assert logged.count("builtins.ValueError") >= 8
    assert "station_app.x: answering failed" in logged
    assert "QThing::is" in logged
    assert "UserWarning at" in logged
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path.name
