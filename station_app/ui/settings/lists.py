"""What the lists of the settings offer, as pairs of value and words.

A device that is set stays on its list while it is not plugged in, and however it is spelt.
"""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from station_app.settings import Settings, checked
from station_app.ui.i18n import translate
from station_app.ui.settings.presenter import CameraChoice

FIRST_CAMERA = "auto"
NO_CAMERA = "none"
ANY_PORT = ""
NO_PORT = "none"
_ANY_SIZE = "auto"
_COMMON_SIZES = ((1920, 1080), (1280, 720), (640, 480))
_BY_ID = "id:"  # begins the source of a camera that has no path
_DEVICES = "/dev/"

Item = tuple[str, str]


def camera_items(settings: Settings, cameras: Sequence[CameraChoice]) -> tuple[list[Item], str]:
    """Return the cameras to choose from, and which of them is taken."""
    items = [
        (FIRST_CAMERA, translate("SettingsDialog", "The first camera found")),
        *((one.source, one.name) for one in cameras),
        (NO_CAMERA, translate("SettingsDialog", "No camera")),
    ]
    taken = _same(settings.camera, [value for value, _ in items])
    if taken is None:
        items.insert(-1, (settings.camera, _name_of_camera(settings.camera)))
        taken = settings.camera
    return items, taken


def port_items(settings: Settings, ports: Sequence[Item] | None) -> tuple[list[Item], str]:
    """Return the serial ports to choose from, and which is taken. None: not yet known."""
    items = [
        (ANY_PORT, translate("SettingsDialog", "Found automatically")),
        *(ports or ()),
        (NO_PORT, translate("SettingsDialog", "No serial scanner")),
    ]
    port = settings.serial_port
    taken = _same(port, [value for value, _ in items])
    if taken is None:
        missing = ports is not None and not _exists(Path(_DEVICES, port))
        items.insert(-1, (port, _not_connected(port) if missing else port))
        taken = port
    return items, taken


def size_items(settings: Settings, cameras: Sequence[CameraChoice]) -> list[Item]:
    """Return the picture sizes of the camera that is set, the largest first; and the size set."""
    source = _same(settings.camera, [one.source for one in cameras])
    if settings.camera == FIRST_CAMERA and cameras:
        source = cameras[0].source
    offered = next((one.sizes for one in cameras if one.source == source), ())
    sizes = {one for one in offered if checked({"camera_size": _size(one)})} or set(_COMMON_SIZES)
    if settings.camera_size != _ANY_SIZE:
        width, height = settings.camera_size.split("x")
        sizes.add((int(width), int(height)))
    ordered = sorted(sizes, key=lambda one: (one[0] * one[1], one), reverse=True)
    automatic = translate("SettingsDialog", "Automatic")
    return [(_ANY_SIZE, automatic), *((_size(one), f"{one[0]} × {one[1]}") for one in ordered)]


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def _same(device: str, values: Sequence[str]) -> str | None:
    """Return which value is that device: a number, a bare name or a link may stand for it."""
    if device in values:
        return device
    node = Path(_DEVICES, f"video{device}" if device.isdecimal() else device)
    for value in values:
        if value.startswith(_DEVICES) and Path(value).resolve() == node.resolve():
            return value
        if value.removeprefix("\\\\.\\").lower() == device.lower():  # as Windows spells a port
            return value
    return None


def _name_of_camera(source: str) -> str:
    path = PurePosixPath(source)
    if source.isdecimal():
        return translate("SettingsDialog", "Camera {number}").format(number=source)
    name = source
    if path.parent.name == "by-id":
        model = path.name.removeprefix("usb-").rpartition("-video-index")[0] or path.name
        name = model.replace("_", " ")
    elif source.startswith(_BY_ID) or path.parent.name == "by-path":
        name = translate("SettingsDialog", "The camera chosen before")
    is_there = not source.startswith((_BY_ID, _DEVICES)) or _exists(Path(source))
    return name if is_there else _not_connected(name)


def _not_connected(name: str) -> str:
    return translate("SettingsDialog", "{name} — not connected").format(name=name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for any file
        return False
