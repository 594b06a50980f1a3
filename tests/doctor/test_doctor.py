"""The self-test says what is so, one line each, and fails where a door could not work."""

import os
import subprocess
import sys
from pathlib import Path

from station_app.store.database import prepare
from station_app.training.server import APP_CODE, EVENT_ID, STATION_NAME, TrainingServer
from tests.scanners.pictures import film, scene
from tests.support.builders import wire_guest

ROOT = Path(__file__).parents[2]


def doctor(folder: Path, *options: str, **environment: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "main.py", "doctor", "--data-dir", str(folder), *options],
        cwd=ROOT,
        env={**{k: v for k, v in os.environ.items() if k != "DISPLAY"}, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.splitlines()


def line_of(lines: list[str], subject: str) -> str:
    (found,) = [line for line in lines if f" {subject}: " in line]
    return found


def test_a_ready_laptop_passes(tmp_path: Path) -> None:
    with TrainingServer([wire_guest()]) as server:
        server.clock.advance(3)
        status, lines = doctor(tmp_path, "--server", server.url, "--language", "en")
    assert status == 0, lines
    assert all(line.split()[0] in ("ok", "warn") for line in lines)
    assert line_of(lines, "Server").startswith("ok")
    assert line_of(lines, "Clock").startswith("ok")
    assert "zxing" in line_of(lines, "Decoders")
    assert line_of(lines, "Power")
    assert line_of(lines, "Sleep")
    for subject in ("Cameras", "Scanner ports", "Sound", "Cache", "Key store", "Disk"):
        assert line_of(lines, subject)
    assert line_of(lines, "Encryption") == "ok   Encryption: ChaCha20-Poly1305"
    assert line_of(lines, "Key store").startswith("warn")  # tests have none


def test_what_can_be_read_by_others_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    prepare(tmp_path / "cache" / "guests-0.db").close()
    tmp_path.chmod(0o1777)  # shared: not ours to narrow
    _, lines = doctor(tmp_path, "--language", "en")
    told = [line for line in lines if " Encryption: " in line]
    assert [line.split()[0] for line in told] == ["warn", "warn"]
    assert "1 file in plain text" in told[0]
    assert "others may enter" in told[1]
    tmp_path.chmod(0o700)


def test_a_server_that_is_gone_fails_and_a_wrong_clock_warns(tmp_path: Path) -> None:
    with TrainingServer([wire_guest()]) as server:
        server.clock.advance(3600)
        _, lines = doctor(tmp_path, "--server", server.url, "--language", "en")
        assert line_of(lines, "Clock").startswith("warn")
        address = server.url
    status, lines = doctor(tmp_path, "--server", address, "--language", "de")
    assert status == 1
    assert line_of(lines, "Server").startswith("fail")
    assert "nicht erreichbar" in line_of(lines, "Server")


def test_a_damaged_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(parents=True)
    (tmp_path / "cache" / "guests-0.db").write_bytes(b"not a list at all" * 99)
    status, lines = doctor(tmp_path, "--language", "en")
    assert status == 0
    assert any(line.startswith("warn") and "damaged" in line for line in lines)


def test_it_logs_in_with_what_it_is_given(tmp_path: Path) -> None:
    with TrainingServer([wire_guest()]) as server:
        who = ("--server", server.url, "--event-id", EVENT_ID, "--station", STATION_NAME)
        status, lines = doctor(tmp_path, *who, "--language", "en", STATION_APP_CODE=APP_CODE)
        assert line_of(lines, "Login") == f"ok   Login: the server takes station {STATION_NAME}"
        assert line_of(lines, "Guest list").startswith("warn")
        assert status == 0
        assert len(server.event.sessions) == 0
        status, lines = doctor(tmp_path, *who, "--language", "en", STATION_APP_CODE="wrong")
        assert line_of(lines, "Login").startswith("fail Login: ")
        assert "App Code" in line_of(lines, "Login")
        assert status == 1
        _, lines = doctor(tmp_path, *who, "--language", "de")
        assert "kein App-Code" in line_of(lines, "Anmeldung")


def test_the_chosen_camera_is_tried(tmp_path: Path) -> None:
    pictures = str(film(tmp_path / "hall.avi", [scene(320, 240)] * 60, fps=30))
    _, lines = doctor(tmp_path, "--camera", pictures, "--language", "en")
    assert "320x240, " in line_of(lines, "Cameras")
    _, lines = doctor(tmp_path, "--camera", str(tmp_path / "none.avi"), "--language", "en")
    assert line_of(lines, "Cameras").startswith("warn")
    _, lines = doctor(tmp_path, "--camera", "none", "--language", "en")
    assert line_of(lines, "Cameras") == "ok   Cameras: switched off"
