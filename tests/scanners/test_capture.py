"""Sources as people write them, and what a camera's driver is asked for."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from station_app.domain.scan import LaneReason
from station_app.scanners import capture
from station_app.scanners.capture import (
    CameraWishes,
    Capture,
    NotOpened,
    Source,
    SourceKind,
    kind_of,
    name_of,
    normal_source,
    open_capture,
)
from station_app.scanners.opencv import opencv

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cameras are files on Linux only")

cv2 = opencv()


@dataclass
class Driver:
    """A camera's driver: takes what it knows, refuses the rest."""

    opens: bool = True
    refuses: frozenset[int] = frozenset()
    values: dict[int, float] = field(default_factory=dict)
    released: bool = False

    def isOpened(self) -> bool:
        return self.opens

    def set(self, key: int, value: float) -> bool:
        if key in self.refuses:
            return False
        self.values[key] = value
        return True

    def get(self, key: int) -> float:
        return self.values.get(key, 0.0)

    def read(self) -> tuple[bool, object]:
        return True, np.zeros((4, 4, 3), np.uint8)

    def release(self) -> None:
        self.released = True


@dataclass
class Laptop:
    """Cameras by path; the devices are ordinary files."""

    folder: Path
    drivers: dict[str, Driver] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def plug_in(self, name: str, driver: Driver | None = None) -> str:
        path = self.folder / name
        path.touch()
        self.drivers[str(path)] = driver or Driver()
        return str(path)

    def open(self, source: str, backend: int) -> Driver:
        self.asked.append((source, backend))
        return self.drivers[source]


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    laptop = Laptop(tmp_path)
    monkeypatch.setattr(cv2, "VideoCapture", laptop.open)
    monkeypatch.setattr(capture, "cameras_found", lambda: list(laptop.drivers))
    monkeypatch.setattr(capture, "kind_of", lambda _: SourceKind.DEVICE)
    return laptop


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        (0, SourceKind.DEVICE, ""),
        ("auto", SourceKind.DEVICE, ""),
        ("id:usb#vid_046d", SourceKind.DEVICE, ""),
        ("/dev/v4l/by-id/usb-Cam", SourceKind.DEVICE, "usb-Cam"),
        ("rtsp://user:secret@host/door", SourceKind.STREAM, ""),
        ("films/badges.avi", SourceKind.FILM, "badges.avi"),
        ("frames/%03d.png", SourceKind.PICTURES, "%03d.png"),
    ],
)
def test_a_source_has_a_kind_and_a_name_to_show(
    source: Source, kind: SourceKind, name: str
) -> None:
    assert source is not None
    assert (kind_of(source), name_of(source)) == (kind, name)


@pytest.mark.parametrize(
    ("given", "meant"), [("0", 0), (" 2 ", 2), ("none", None), ("a.avi", "a.avi"), (3, 3)]
)
def test_a_source_is_read_as_people_write_it(given: str | int, meant: str | int | None) -> None:
    assert normal_source(given) == meant


def test_a_camera_is_asked_for_what_is_wished(laptop: Laptop) -> None:
    driver = Driver()
    path = laptop.plug_in("video0", driver)
    opened = open_capture(path, CameraWishes(width=1920, height=1080, short_exposure=True))
    assert isinstance(opened, Capture)
    assert laptop.asked == [(path, cv2.CAP_V4L2)]
    assert driver.values[cv2.CAP_PROP_FRAME_WIDTH] == 1920
    assert driver.values[cv2.CAP_PROP_FRAME_HEIGHT] == 1080
    assert driver.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 1  # by hand
    assert driver.values[cv2.CAP_PROP_EXPOSURE] == 100  # of 100 microseconds


def test_what_was_set_by_hand_is_given_back(laptop: Laptop) -> None:
    driver = Driver()
    path = laptop.plug_in("video0", driver)
    open_capture(path, CameraWishes(short_exposure=True))
    open_capture(path, CameraWishes())
    assert driver.values[cv2.CAP_PROP_AUTO_EXPOSURE] == 3  # by itself


def test_a_driver_may_refuse(laptop: Laptop) -> None:
    refused = frozenset({cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_FOURCC})
    path = laptop.plug_in("video0", Driver(refuses=refused))
    opened = open_capture(path, CameraWishes(short_exposure=True, hold_focus=True))
    assert isinstance(opened, Capture)
    opened.hold_focus(True)
    assert opened.read() is not None


def test_the_focus_can_be_held_and_let_go(laptop: Laptop) -> None:
    driver = Driver()
    opened = open_capture(laptop.plug_in("video0", driver))
    assert isinstance(opened, Capture)
    assert driver.values[cv2.CAP_PROP_AUTOFOCUS] == 1
    opened.hold_focus(True)
    assert driver.values[cv2.CAP_PROP_AUTOFOCUS] == 0
    opened.hold_focus(False)
    assert driver.values[cv2.CAP_PROP_AUTOFOCUS] == 1


def test_the_first_camera_that_opens_is_taken(laptop: Laptop) -> None:
    laptop.plug_in("video0", busy := Driver(opens=False))
    second = laptop.plug_in("video2")
    assert isinstance(open_capture("auto"), Capture)
    assert laptop.asked[-1][0] == second
    assert busy.released


@pytest.mark.usefixtures("laptop")
def test_without_any_camera_none_is_found() -> None:
    assert open_capture("auto") == NotOpened(LaneReason.NOT_FOUND)


def test_a_camera_another_program_uses_is_told_with_its_name(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = laptop.plug_in("video0", Driver(opens=False))
    monkeypatch.setattr(capture, "holder_of", lambda held: "cheese" if held == path else "")
    assert open_capture(path) == NotOpened(LaneReason.BUSY, "cheese")


@pytest.mark.skipif(os.getuid() == 0, reason="root may everything")
def test_a_camera_this_user_may_not_open_is_told(laptop: Laptop) -> None:
    path = laptop.plug_in("video0")
    Path(path).chmod(0)
    opened = open_capture(path)
    assert isinstance(opened, NotOpened)
    assert opened.reason is LaneReason.NO_PERMISSION
