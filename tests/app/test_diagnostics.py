"""What goes into the diagnostics, and what does not."""

import io
import json
import stat
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from station_app import settings as settings_file
from station_app.app.diagnostics import Diagnostics, settings_told, versions, zipped
from station_app.app.preferences import Preferences
from station_app.domain.timings import Timings
from station_app.options import Options
from station_app.services.ports import EventInfo
from station_app.settings import Entrance, KnownScanner, Settings
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme

PRIVATE = Settings(
    camera="rtsp://anna:Secret7@10.0.0.9/hall",
    serial_port="/home/anna/tty",
    scanner_prefix="Lindqvist",
    scanners=(KnownScanner(lane="serial", device="05e0:1200", name="Anna's", suffix="Z"),),
    export_folder="/home/anna/Desktop",
    ca_file="/home/anna/ca.pem",
    entrances=(Entrance(server="https://x.org", event_id="1", station="Anna", event_name="Gala"),),
    code_kinds=("qr", "aztec"),
    sound_volume=55,
    theme="contrast",
)


def test_settings_tell_numbers_and_choices_but_no_names_and_paths() -> None:
    told = settings_told(PRIVATE)
    text = json.dumps(told)
    for private in ("anna", "Anna", "Secret7", "Lindqvist", "Gala", "x.org", "Desktop", "05e0"):
        assert private not in text
    assert set(told) == {field.name for field in fields(Settings)}
    assert (told["sound_volume"], told["theme"], told["entrances"]) == (55, "contrast", "(1)")
    assert (told["camera"], told["export_folder"]) == ("(set)", "(set)")
    assert told["scanner_suffix"] == ""
    assert told["code_kinds"] == ["qr", "aztec"]
    assert told["scanners"][0]["lane"] == "serial"


@pytest.mark.parametrize("source", ["auto", "none", "0", "/dev/video2", "/dev/ttyACM0", "COM3"])
def test_devices_are_told_by_their_number(source: str) -> None:
    assert settings_told(replace(Settings(), camera=source))["camera"] == source


@pytest.mark.parametrize("source", ["id:usb-Anna", "/dev/disk/anna", "/home/anna/film.mp4", "x"])
def test_other_sources_are_not(source: str) -> None:
    assert settings_told(replace(Settings(), camera=source))["camera"] == "(set)"


def test_versions_name_what_runs_here() -> None:
    text = versions("Screens: one", "de")
    assert "Check-in Station 0." in text
    assert "PySide6 6." in text
    assert "zxing" in text.partition("Decoders:")[2].splitlines()[0]
    assert "(not told)" not in text


def test_the_archive_holds_each_text_for_this_user_only() -> None:
    texts = {"a.log": "x" * 1000, "b.txt": "Grüße \ud800"}
    with zipfile.ZipFile(io.BytesIO(zipped(texts))) as archive:
        assert archive.read("a.log").decode() == texts["a.log"]
        assert archive.read("b.txt").decode() == "Grüße ?"
        modes = {stat.S_IMODE(about.external_attr >> 16) for about in archive.infolist()}
    assert modes == {0o600}


@pytest.fixture
def diagnostics(qapp: QApplication, tmp_path: Path) -> Iterator[Diagnostics]:
    settings_file.save(PRIVATE, tmp_path)
    languages = Languages(qapp)
    preferences = Preferences(tmp_path, Options(), languages, Theme())
    keys = ("maxDevices", "x" * 300, "two\nlines")
    yield Diagnostics(
        tmp_path,
        preferences,
        Timings(),
        lambda: EventInfo(configuration_keys=keys),
        lambda: lambda: f"ok   Disk: {tmp_path} has room\n{Path.home()}/x",
    )
    languages.close()


def test_logs_are_told_from_the_oldest_and_paths_are_left_out(
    diagnostics: Diagnostics, tmp_path: Path
) -> None:
    for number, name in enumerate(("station.log.3", "station.log.1", "station.log")):
        (tmp_path / name).write_text(f"{number} {tmp_path}\n", encoding="utf-8")
    (tmp_path / "crash.log").write_bytes(b"\xff\xfe broken")
    read = diagnostics.readers()
    assert read["log"]() == "2 (data folder)\n"
    assert read["older_logs"]() == "0 (data folder)\n1 (data folder)\n"
    assert "broken" in read["crashes"]()
    assert read["self_test"]() == "ok   Disk: (data folder) has room\n(home)/x"
    assert read["event_keys"]().splitlines() == ["maxDevices", "x" * 100, "two?lines"]
    assert json.loads(read["settings"]())["sound_volume"] == 55
    assert "search: none yet" in read["timings"]()


def test_all_is_read_off_the_window_s_thread(diagnostics: Diagnostics) -> None:
    found: dict[str, str] = {}

    def read() -> None:
        found.update({part: one() for part, one in diagnostics.readers().items()})

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(found) == 8
    assert "cannot be read" not in "".join(found.values())


def test_a_part_that_fails_says_so_and_not_what(
    diagnostics: Diagnostics, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> str:
        raise ValueError("Lindqvist")

    diagnostics._self_test = lambda: fail
    assert diagnostics.readers()["self_test"]() == "cannot be read: ValueError"
    assert "cannot be read" in caplog.text
