"""A clock that never jumps and never stops."""

import time

# Linux stops `monotonic` while the laptop sleeps, macOS Python's. Windows stops neither.
_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def steady_s() -> float:
    """Return seconds that run on evenly, also while the laptop sleeps."""
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)
