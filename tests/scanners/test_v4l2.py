"""What is asked of a camera's driver, and what its answers mean."""

import errno
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from station_app.scanners.v4l2 import camera_name, picture_sizes, sizes_told

MJPG, YUYV = 0x47504A4D, 0x56595559
ENUM_FMT, ENUM_FRAMESIZES = 0xC0405602, 0xC02C564A  # as strace shows them


@dataclass
class FakeDriver:
    """A driver's side of the two requests, as linux/videodev2.h lays them out."""

    sizes: dict[int, list[tuple[int, int]]]
    limits: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __call__(self, _handle: int, request: int, answer: bytearray) -> int:
        if request == ENUM_FMT:
            assert len(answer) == 64
            number, kind = struct.unpack_from("=2I", answer)
            formats = [*self.sizes, *self.limits]
            self._there(kind == 1 and number < len(formats))
            struct.pack_into("=I32sI", answer, 8, 0, b"Some format", formats[number])
        else:
            assert (request, len(answer)) == (ENUM_FRAMESIZES, 44)
            number, fourcc = struct.unpack_from("=2I", answer)
            if fourcc in self.limits:
                self._there(number == 0)
                struct.pack_into("=7I", answer, 8, 3, *self.limits[fourcc])
            else:
                self._there(number < len(self.sizes[fourcc]))
                struct.pack_into("=3I", answer, 8, 1, *self.sizes[fourcc][number])
        return 0

    @staticmethod
    def _there(there: bool) -> None:
        if not there:
            raise OSError(errno.EINVAL, "Invalid argument")


def test_the_sizes_of_all_formats_are_told_once() -> None:
    driver = FakeDriver({MJPG: [(1920, 1080), (640, 480)], YUYV: [(640, 480), (320, 240)]})
    assert sizes_told(0, driver) == {(1920, 1080), (640, 480), (320, 240)}


def test_of_a_camera_that_scales_the_largest_size_counts() -> None:
    driver = FakeDriver({}, limits={YUYV: (32, 2592, 2, 32, 1944, 2)})
    assert sizes_told(0, driver) == {(2592, 1944)}


def test_what_brings_no_pictures_is_no_camera() -> None:
    assert sizes_told(0, FakeDriver({})) is None


def test_a_driver_that_counts_for_ever_keeps_nobody() -> None:
    assert sizes_told(0, lambda *_: 0) == {(0, 0)}


@pytest.mark.skipif(sys.platform != "linux", reason="these are Linux' devices")
def test_a_device_that_is_no_camera_is_told_apart_from_one_that_may_not_be_asked(
    tmp_path: Path,
) -> None:
    assert picture_sizes("/dev/null") is None
    assert picture_sizes(str(tmp_path / "gone")) == set()


def test_the_name_is_the_maker_s(tmp_path: Path) -> None:
    node = tmp_path / "sys/class/video4linux/video2"
    node.mkdir(parents=True)
    (node / "name").write_text("Integrated Camera: Front\n")
    assert camera_name("/dev/video2", tmp_path) == "Integrated Camera: Front"
    assert camera_name("/dev/video3", tmp_path) == "/dev/video3"
