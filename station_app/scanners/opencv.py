"""The one door to OpenCV: imported late, silently and by one thread at a time."""

import os
import threading
from typing import Any

_QUIET = {
    # OpenCV and FFmpeg write to stderr by themselves; a device waits ten seconds for a picture.
    "OPENCV_LOG_LEVEL": "SILENT",
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "1",
    "OPENCV_AVFOUNDATION_SKIP_AUTH": "1",  # macOS asks by itself; OpenCV could not from a thread
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",  # opening a camera takes ten seconds with
}
_importing = threading.Lock()  # its package replaces itself while it loads


def opencv() -> Any:
    """Return the module `cv2`. Whatever its import raises is raised (mostly ImportError)."""
    with _importing:
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        import cv2

        cv2.setNumThreads(1)  # its pool would compete with the screen for two cores
        return cv2
