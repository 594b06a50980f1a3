"""What the settings mean for each lane."""

from station_app.scanners import chosen
from station_app.scanners.capture import CameraWishes
from station_app.scanners.decode_engines import QR_ONLY, CodeKind
from station_app.scanners.serial import KnownDevice
from station_app.scanners.wedge import WedgeSettings
from station_app.settings import KnownScanner, Settings

QUICK = KnownScanner(lane="keyboard", silence_ends=False, prefix="~")
SLOW = KnownScanner(lane="keyboard", gap_ms=58, min_length=6, silence_ends=True, suffix="#")
SERIAL = KnownScanner(lane="serial", device="05e0:1200 S1", prefix="<", suffix=">")


def test_without_anything_set_every_lane_has_its_own_defaults() -> None:
    settings = Settings()
    assert chosen.camera_source(settings) == "auto"
    assert chosen.camera_wishes(settings) == CameraWishes()
    assert chosen.code_kinds(settings) == QR_ONLY
    assert chosen.wedge_settings(settings) == WedgeSettings()
    assert chosen.serial_settings(settings).known == ()


def test_no_camera_is_none() -> None:
    assert chosen.camera_source(Settings(camera="none")) is None


def test_what_a_camera_is_asked_for() -> None:
    settings = Settings(camera_size="1920x1080", camera_exposure="short", camera_focus="hold")
    assert chosen.camera_wishes(settings) == CameraWishes(
        width=1920, height=1080, short_exposure=True, hold_focus=True
    )


def test_kinds_of_codes() -> None:
    settings = Settings(code_kinds=("qr", "code_128"))
    assert chosen.code_kinds(settings) == {CodeKind.QR, CodeKind.CODE_128}


def test_every_learnt_scanner_works_beside_the_others() -> None:
    settings = Settings(
        scanner_silence_ends=False, scanner_prefix="%", scanners=(QUICK, SLOW, SERIAL)
    )
    assert chosen.wedge_settings(settings) == WedgeSettings(
        gap_ms=58, min_length=6, silence_ends=True, affixes=(("%", ""), ("~", ""), ("", "#"))
    )
    assert chosen.serial_settings(settings).known == (KnownDevice("05e0:1200 S1", ("<", ">")),)
