"""psycopg on the system's libpq, as the packages for Linux have it, and where there is none."""

import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.postgres import Database

_START = "import sys; from station_app.__main__ import main; sys.exit(main(sys.argv[1:]))"
_WITHOUT = "import ctypes.util; ctypes.util.find_library = lambda name: None; "


def run(
    folder: Path, url: str, password: str, before: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `share status` in a process of its own, without the libpq that tests have otherwise."""
    return subprocess.run(
        [sys.executable, "-c", before + _START, "share", "status", url, "--data-dir", str(folder)],
        env={**os.environ, "PSYCOPG_IMPL": "python", "STATION_SHARE_PASSWORD": password},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(ctypes.util.find_library("pq") is None, reason="the system has no libpq")
def test_the_library_of_the_system_will_do(common: Database, tmp_path: Path) -> None:
    url = f"postgresql://127.0.0.1:{common.server.port}/{common.name}"
    done = run(tmp_path / "data", url, common.server.password)
    assert (done.returncode, done.stderr) == (0, "")
    assert "notification" in done.stdout


def test_where_there_is_none_it_says_what_to_install(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "postgresql://127.0.0.1/x", "secret", _WITHOUT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "checkin-station: PostgreSQL's client library is not installed: sudo apt install libpq5"
    ]
