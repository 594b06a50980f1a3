"""The cameras of this laptop by name, for a person to choose from."""

import logging

log = logging.getLogger(__name__)


def camera_choices() -> list[tuple[str, str]]:
    """Return (source, name) of every camera: the source is what `--camera` takes. GUI thread.

    OpenCV cannot name cameras; QMediaDevices can, and its ids are device paths on Linux. Elsewhere
    the position in the list is OpenCV's index (exact on macOS, a good guess on Windows).
    """
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:  # a system without libpulse
        log.warning("cameras cannot be listed: %s", type(error).__name__)
        return []
    found = []
    for index, device in enumerate(QMediaDevices.videoInputs()):
        path = bytes(device.id().data()).decode("utf-8", "replace")
        source = path if path.startswith("/dev/") else str(index)
        found.append((source, device.description()))
    return found
