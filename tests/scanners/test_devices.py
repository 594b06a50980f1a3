"""What a Linux system's files tell about cameras and ports."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from station_app.scanners.devices import cameras_found, holder_of, lasting_path, needed_group

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

if sys.platform != "win32":
    import grp


class Laptop:
    """A file system with cameras in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def plug_in(self, number: int, *, index: int = 0, **links: str) -> str:
        node = self.root / f"sys/class/video4linux/video{number}"
        node.mkdir(parents=True)
        (node / "index").write_text(f"{index}\n")
        device = self.root / f"dev/video{number}"
        device.parent.mkdir(exist_ok=True)
        device.touch()
        for kind, name in links.items():
            link = self.root / "dev/v4l" / kind.replace("_", "-") / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)  # of two devices with one name the last has the link
            link.symlink_to(device)
        return f"/dev/video{number}"


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_the_first_camera_is_the_one_with_the_lowest_number(laptop: Laptop) -> None:
    laptop.plug_in(10)
    laptop.plug_in(3, index=1)  # metadata of the next
    laptop.plug_in(2)
    assert cameras_found(laptop.root) == ["/dev/video2", "/dev/video10"]
    assert cameras_found(laptop.root / "nothing") == []


def test_a_camera_is_known_by_its_serial_number(laptop: Laptop) -> None:
    path = laptop.plug_in(0, by_id="usb-Cam_123-video-index0", by_path="pci-1-video-index0")
    assert lasting_path(path, laptop.root) == "/dev/v4l/by-id/usb-Cam_123-video-index0"


def test_of_two_cameras_with_one_serial_number_one_is_known_by_its_socket(laptop: Laptop) -> None:
    first = laptop.plug_in(0, by_id="usb-Cam-video-index0", by_path="pci-1-video-index0")
    second = laptop.plug_in(2, by_id="usb-Cam-video-index0", by_path="pci-2-video-index0")
    assert lasting_path(second, laptop.root) == "/dev/v4l/by-id/usb-Cam-video-index0"
    assert lasting_path(first, laptop.root) == "/dev/v4l/by-path/pci-1-video-index0"


def test_a_camera_without_links_keeps_its_path(laptop: Laptop) -> None:
    path = laptop.plug_in(0)
    assert lasting_path(path, laptop.root) == path


@pytest.fixture
def other_program(tmp_path: Path) -> Iterator[Path]:
    """A file that another program has open."""
    device = tmp_path / "video0"
    device.touch()
    hold = "import sys; file = open(sys.argv[1]); print(); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(device)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield device


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_the_program_that_holds_a_device_is_named(other_program: Path, tmp_path: Path) -> None:
    assert holder_of(str(other_program)).startswith("python")
    link = tmp_path / "by-id"
    link.symlink_to(other_program)
    assert holder_of(str(link)).startswith("python")


def test_what_this_program_holds_is_held_by_nobody_else(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    with device.open("w"):
        assert holder_of(str(device)) == ""


def test_the_needed_group_is_the_devices_own(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    device.touch()
    device.chmod(0o660)
    gid = device.stat().st_gid
    assert needed_group(str(device)) == (grp.getgrgid(gid).gr_name if gid else "")
    if os.getuid() == 0:
        os.chown(device, 0, grp.getgrnam("dialout").gr_gid)
        assert needed_group(str(device)) == "dialout"
    device.chmod(0o600)
    assert needed_group(str(device)) == ""
    assert needed_group(str(tmp_path / "nothing")) == ""
