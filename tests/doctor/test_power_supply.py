"""What systems say of battery and sleep; what they say wrongly harms nobody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.doctor import power_supply
from station_app.doctor.power_supply import Supply


def supplies(root: Path, **named: dict[str, str]) -> Path:
    for name, files in named.items():
        (root / name).mkdir()
        for file, text in files.items():
            (root / name / file).write_text(f"{text}\n", encoding="utf-8")
    return root


BATTERY = {"type": "Battery", "capacity": "41", "status": "Discharging"}
MAINS = {"type": "Mains", "online": "1"}


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({}, None),
        ({"AC": MAINS}, None),
        ({"BAT0": BATTERY}, Supply(41, plugged_in=False)),
        ({"BAT0": BATTERY, "AC": MAINS}, Supply(41, plugged_in=True)),
        ({"BAT0": BATTERY, "AC": {**MAINS, "online": "0"}}, Supply(41, plugged_in=False)),
        ({"BAT0": {**BATTERY, "status": "Full"}}, Supply(41, plugged_in=True)),
        ({"BAT0": {**BATTERY, "capacity": "1e9"}}, None),
        ({"BAT0": {**BATTERY, "capacity": "999"}}, Supply(100, plugged_in=False)),
        ({"mouse": {**BATTERY, "scope": "Device"}}, None),
        ({"BAT0": BATTERY, "BAT1": {**BATTERY, "capacity": "80"}}, Supply(80, plugged_in=False)),
    ],
)
def test_linux(tmp_path: Path, named: dict[str, dict[str, str]], expected: Supply | None) -> None:
    assert power_supply.of_sys(supplies(tmp_path, **named)) == expected


def test_no_such_folder(tmp_path: Path) -> None:
    assert power_supply.of_sys(tmp_path / "none") is None


def test_macos() -> None:
    said = (
        "Now drawing from 'Battery Power'\n"
        " -InternalBattery-0 (id=123)\t87%; discharging; 4:12 remaining present: true\n"
    )
    assert power_supply.of_pmset(said) == Supply(87, plugged_in=False)
    assert power_supply.of_pmset(said.replace("Battery Power'", "AC Power'")) == Supply(
        87, plugged_in=True
    )
    custom = "Battery Power:\n displaysleep 2\n sleep 1\nAC Power:\n displaysleep 10\n sleep 15\n"
    assert power_supply.of_pmset_sleep(custom) == 900
    assert power_supply.of_pmset_sleep("AC Power:\n sleep 0\nBattery Power:\n sleep 1\n") == 0


def test_windows() -> None:
    said = (
        "GUID-Alias: STANDBYIDLE\n  Minimal mögliche Einstellung: 0x00000000\n"
        "Index der aktuellen Wechselstromeinstellung: 0x00000708\n"
        "Index der aktuellen Gleichstromeinstellung: 0x00000384\n"
    )
    assert power_supply.of_powercfg(said) == 1800


@pytest.mark.parametrize(
    ("kind", "after", "expected"),
    [
        ("'nothing'\n", "1200\n", 0),
        ("'suspend'\n", "1200\n", 1200),
        ("'suspend'\n", "uint32 900\n", 900),
        ("", "", None),
        ("'suspend'\n", "", None),
    ],
)
def test_gnome(kind: str, after: str, expected: int | None) -> None:
    assert power_supply.of_gsettings(kind, after) == expected


@given(st.text(), st.text())
def test_whatever_they_say(one: str, other: str) -> None:
    power_supply.of_pmset(one)
    power_supply.of_pmset_sleep(one)
    power_supply.of_powercfg(one)
    power_supply.of_gsettings(one, other)


def test_this_machine() -> None:
    power_supply.supply()
    power_supply.sleeps_after_s()
