"""Threads that leave the processor to the window."""

import contextlib
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

_NICE = 10


def background_thread(name: str) -> ThreadPoolExecutor:
    """Return one thread for long work, behind the window's and the look-ups' where both want to
    run. Only Linux has that for a thread."""
    return ThreadPoolExecutor(1, thread_name_prefix=name, initializer=_step_back)


def _step_back() -> None:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
