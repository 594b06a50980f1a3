"""The program as a process: exit codes, signals, options."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from station_app.app.front import address, ask_running
from station_app.training.server import TrainingServer
from tests.support.builders import wire_guest

ROOT = Path(__file__).parents[2]


def command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "main.py", "--data-dir", str(folder), "--camera", "none", *options]


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program and wait until its window is shown."""
    process = subprocess.Popen(
        command(folder, *options),
        cwd=ROOT,
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "the window is shown" in line:
                break
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_close_it_as_the_window_s_button_does(
    tmp_path: Path, number: signal.Signals
) -> None:
    guests = [wire_guest(accessCode="K7QM2F")]
    with TrainingServer(guests) as server:
        login = ("--server", server.url, "--event-id", server.event_id)
        station = ("--station", server.station_name)
        code = {"STATION_APP_CODE": server.app_code}
        with running(tmp_path, *login, *station, **code) as process:
            assert server.wait_for_requests("/api/v1/guest/list/all", timeout_s=30)
            process.send_signal(number)
            _, told = process.communicate(timeout=30)
            assert process.returncode == 0
            assert len(server.event.sessions) == 0
            assert server.app_code not in told
            assert "Traceback" not in told


def start_again(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(folder, "--demo"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def until_it_hears(folder: Path) -> None:
    """Wait until the running station listens for other starts."""
    deadline = time.monotonic() + 30
    while not ask_running(folder):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_second_station_on_the_same_folder_ends_with_three(tmp_path: Path) -> None:
    with running(tmp_path, "--demo") as process:
        until_it_hears(tmp_path)
        second = start_again(tmp_path)
        assert second.returncode == 3
        assert len(second.stderr.splitlines()) == 1
        assert "comes to the front" in second.stderr
        process.terminate()
        process.communicate(timeout=30)
        assert process.returncode == 0
    assert not Path(address(tmp_path)).exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX stop it")
def test_a_station_that_hangs_holds_up_nobody(tmp_path: Path) -> None:
    with running(tmp_path, "--demo") as process:
        until_it_hears(tmp_path)
        process.send_signal(signal.SIGSTOP)
        second = start_again(tmp_path)
        assert second.returncode == 3
        assert len(second.stderr.splitlines()) == 1


def test_a_socket_left_behind_is_no_trouble(tmp_path: Path) -> None:
    with running(tmp_path, "--demo") as process:
        until_it_hears(tmp_path)
        process.kill()
        process.wait()
    assert Path(address(tmp_path)).exists() == (os.name == "posix")
    with running(tmp_path, "--demo"):
        until_it_hears(tmp_path)


def test_bad_options_are_told_before_anything_is_opened(tmp_path: Path) -> None:
    done = subprocess.run(
        command(tmp_path / "new", "--poll-seconds", "zero"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()
