"""Settings survive damaged files and never take nonsense."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app import settings
from station_app.settings import (
    DOOR,
    DoorSettings,
    Entrance,
    KnownScanner,
    Settings,
    checked,
    clean_name,
    door_of,
    with_door,
    with_entrance,
    with_scanner,
)

NORTH = Entrance(server="https://x.org", event_id="1", station="Nord")


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    kept = with_entrance(
        Settings(language="de", poll_seconds=7.5),
        replace(NORTH, name="North door", door=DoorSettings(flash=True, code_kinds=("qr", "ean"))),
    )
    settings.save(kept, tmp_path)
    assert settings.load(tmp_path) == kept
    assert (tmp_path / settings.FILE_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'"x"', b"[" * 100_000])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / settings.FILE_NAME).write_bytes(content)
    assert settings.load(tmp_path) == Settings()


@pytest.mark.parametrize(
    "values",
    [
        {"poll_seconds": 0},
        {"poll_seconds": "5"},
        {"poll_seconds": True},
        {"scanner_gap_ms": 35.5},
        {"language": "Klingon"},
        {"camera_mirrored": 1},
        {"entrances": "none"},
        {"camera_size": "huge"},
        {"camera_exposure": "long"},
        {"code_kinds": ["code_39", 7]},
        {"scanners": [{"prefix": "no lane"}, {"lane": "camera"}, "x"]},
        {"unheard_of": 1},
    ],
)
def test_nonsense_is_left_out(values: dict[str, Any]) -> None:
    assert Settings(**checked(values)) == Settings()


FOREIGN = st.dictionaries(
    st.sampled_from(list(Settings.__dataclass_fields__)) | st.text(max_size=5),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just([{}]),
)


@given(FOREIGN)
def test_any_values_make_settings_that_can_be_saved(values: dict[str, Any]) -> None:
    json.dumps(settings.asdict(Settings(**checked(values))))


# --- what an entrance has of its own ------------------------------------------------------------


@given(door=FOREIGN | st.none() | st.text(max_size=5) | st.lists(st.integers()), name=st.text())
def test_of_an_entrance_only_what_a_door_can_have_is_taken(door: object, name: str) -> None:
    odd = {**settings.asdict(NORTH), "door": door, "name": name}
    (found,) = checked({"entrances": [odd]})["entrances"]
    assert found.place == NORTH.place
    assert found.name == clean_name(name) == clean_name(found.name)
    if not isinstance(door, dict):
        assert found.door is None
        return
    own = {key: value for key, value in door.items() if key in DOOR}
    assert found.door == door_of(Settings(**checked(own)))
    again = json.loads(json.dumps(settings.asdict(Settings(entrances=(found,)))))
    assert checked(again)["entrances"] == (found,)


def test_what_a_door_cannot_have_is_logged_by_name_only(caplog: pytest.LogCaptureFixture) -> None:
    door = {"language": "de", "sound_volume": "loud and clear", "welcome_seconds": 4.0}
    odd = {**settings.asdict(NORTH), "door": door}
    (found,) = checked({"entrances": [odd]})["entrances"]
    assert found.door == DoorSettings(welcome_seconds=4.0)
    assert "language" in caplog.text
    assert "sound_volume" in caplog.text
    assert "loud" not in caplog.text


def test_a_file_of_a_former_version_is_read_as_before(tmp_path: Path) -> None:
    former = {
        "sound_volume": 20,
        "camera": "/dev/video3",
        "entrances": [{"server": "https://x.org", "event_id": "1", "station": "Nord"}],
        "active": True,
    }
    (tmp_path / settings.FILE_NAME).write_text(json.dumps(former))
    read = settings.load(tmp_path)
    assert (read.sound_volume, read.camera, read.active) == (20, "/dev/video3", True)
    assert read.entrances == (replace(NORTH, door=door_of(read)),)


def test_settings_of_a_door_leave_the_laptops_alone() -> None:
    loud = DoorSettings(sound_volume=100, code_kinds=("qr", "ean"), scanner_prefix="~")
    laptop = Settings(language="de", wipe_days=3, sound_volume=5, entrances=(NORTH,))
    there = with_door(laptop, loud)
    assert door_of(there) == loud
    assert with_door(there, door_of(laptop)) == laptop
    assert {"language", "theme", "ca_file", "poll_seconds", "wipe_days", "scanners"}.isdisjoint(
        DOOR
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  North \n door ", "North door"),
        ("\x07", ""),
        ("Süd\u202e", "Süd"),
        ("x" * 200, "x" * 80),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_a_name_is_one_line_and_not_too_long(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_scanners_and_kinds_come_back(tmp_path: Path) -> None:
    learnt = KnownScanner(lane="serial", device="05e0:1200 S1", name="DS9308", suffix="§")
    kept = with_scanner(Settings(code_kinds=("qr", "ean"), camera_size="1920x1080"), learnt)
    settings.save(kept, tmp_path)
    assert settings.load(tmp_path) == kept


def test_an_odd_value_of_a_scanner_is_left_out() -> None:
    odd = {"lane": "keyboard", "gap_ms": 5000, "min_length": True, "prefix": "~", "colour": "red"}
    assert checked({"scanners": [odd]})["scanners"] == (KnownScanner(lane="keyboard", prefix="~"),)


def test_a_scanner_learnt_again_replaces_itself_only() -> None:
    serial = KnownScanner(lane="serial", device="05e0:1200 S1", prefix="<")
    one = KnownScanner(lane="keyboard", gap_ms=25, prefix="~")
    other = KnownScanner(lane="keyboard", gap_ms=25)
    kept = Settings()
    for scanner in (serial, one, other):
        kept = with_scanner(kept, scanner)
    assert kept.scanners == (other, one, serial)
    slower = KnownScanner(lane="keyboard", gap_ms=40, prefix="~")
    other_prefix = KnownScanner(lane="serial", device="05e0:1200 S1", prefix=">")
    kept = with_scanner(with_scanner(kept, slower), other_prefix)
    assert kept.scanners == (other_prefix, slower, other)


def test_the_last_entrance_comes_first_and_once() -> None:
    one = Entrance(server="s", event_id="1", station="A")
    two = Entrance(server="s", event_id="1", station="B")
    kept = with_entrance(with_entrance(with_entrance(Settings(), one), two), one)
    assert kept.entrances == (one, two)
    assert kept.active
