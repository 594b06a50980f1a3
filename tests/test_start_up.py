"""What the start may not wait for."""

import subprocess
import sys

LATE = (
    "httpx",
    "msgspec",
    "keyring",
    "apsw",
    "cv2",
    "numpy",
    "segno",
    "starlette",
    "PySide6.QtSerialPort",
    "PySide6.QtMultimedia",
    "PySide6.QtNetwork",
    "station_app.ui.login.view",
    "station_app.ui.settings.dialog",
)


def test_the_window_waits_for_no_library_it_does_not_show() -> None:
    code = (
        "import sys, station_app.__main__, station_app.log_files, station_app.app\n"
        f"print([name for name in {LATE!r} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"
