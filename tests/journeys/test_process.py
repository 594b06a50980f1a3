"""The program as a process: exit codes, signals, options."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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


def test_a_second_station_on_the_same_folder_ends_with_three(tmp_path: Path) -> None:
    with running(tmp_path, "--demo") as process:
        second = subprocess.run(
            command(tmp_path, "--demo"),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert second.returncode == 3
        assert len(second.stderr.splitlines()) == 1
        process.terminate()
        process.communicate(timeout=30)
        assert process.returncode == 0


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
