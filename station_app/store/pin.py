"""The PIN of this laptop: a salted hash in a private file, and how long a wrong one makes it wait.

Four digits are ten thousand tries: who can copy the file finds them in minutes, whatever the hash.
The PIN keeps hands off the buttons of a running station; it is no key, and encrypts nothing.
"""

import hashlib
import hmac
import json
import logging
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from station_app.settings import write_private

log = logging.getLogger(__name__)

FILE_NAME = "pin.json"
_SHAPE = re.compile(r"[0-9]{4,12}", re.ASCII)
_LONGEST_WAIT_S = 300.0
_COST = {"n": 2**15, "r": 8, "p": 1}  # some 80 ms and 32 MB
_MEMORY = 64 * 1024**2


class PinFile:
    """The PIN in a data folder. `check` and `set` take a tenth of a second: not for the window's
    thread. A file that cannot be read is a PIN nobody knows."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = folder / FILE_NAME
        self._now, self._monotonic = now, monotonic
        self._wait_until = 0.0  # of the clock that never jumps, for this run

    @property
    def is_set(self) -> bool:
        """Whether a PIN is asked for."""
        return self._path.exists()

    def set(self, pin: str) -> None:
        """Ask for this PIN from now on. Raises `OSError`; `ValueError` unless 4 to 12 digits."""
        if not is_pin(pin):
            raise ValueError("not a PIN")
        salt = os.urandom(16)
        self._write({"salt": salt.hex(), "hash": _hash(pin, salt).hex(), "failed": 0, "at": 0.0})

    def remove(self) -> None:
        """Ask for none any more. Raises `OSError`."""
        self._path.unlink(missing_ok=True)

    def wait_s(self) -> float:
        """Return how long the next try has to wait, also over a restart.

        A laptop clock that jumps back makes nobody wait longer than the delay itself; one that is
        set ahead helps only over a restart, and whoever may set it owns the laptop.
        """
        kept = self._read()
        delay = _delay_s(_count(kept))
        by_clock = min(max(_number(kept, "at") + delay - self._now(), 0.0), delay)
        here = self._wait_until - self._monotonic()
        return max(here, 0.0) if self._wait_until else by_clock

    def check(self, pin: str) -> bool:
        """Return whether a PIN is right; a wrong one doubles the wait. Raises `OSError`.

        It counts as wrong before it is looked at, or ending the process would make tries free.
        """
        if self.wait_s() > 0:
            return False
        kept = self._read()
        failed = _count(kept) + 1
        self._write({**kept, "failed": failed, "at": self._now()})
        self._wait_until = self._monotonic() + _delay_s(failed)
        if not _matches(pin, kept):
            return False
        self._write({**kept, "failed": 0, "at": 0.0})
        self._wait_until = 0.0
        return True

    def _read(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            if not isinstance(error, FileNotFoundError):
                log.error("the PIN cannot be read: %s", type(error).__name__)
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, kept: dict[str, Any]) -> None:
        write_private(self._path, json.dumps(kept).encode())


def is_pin(text: str) -> bool:
    """Whether a text is 4 to 12 digits."""
    return _SHAPE.fullmatch(text) is not None


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, maxmem=_MEMORY, dklen=32, **_COST)


def _matches(pin: str, kept: dict[str, Any]) -> bool:
    try:
        salt, wanted = bytes.fromhex(kept["salt"]), bytes.fromhex(kept["hash"])
    except (KeyError, TypeError, ValueError):
        return False
    return is_pin(pin) and hmac.compare_digest(_hash(pin, salt), wanted)


def _number(kept: dict[str, Any], name: str) -> float:
    value = kept.get(name, 0)
    usable = isinstance(value, int | float) and abs(value) < 1e12  # neither NaN nor endless
    return float(value) if usable else 0.0


def _count(kept: dict[str, Any]) -> int:
    return max(0, int(_number(kept, "failed")))


def _delay_s(failed: int) -> float:
    """Return 1, 2, 4 … seconds after so many wrong ones, five minutes at most."""
    return min(2.0 ** min(failed - 1, 20), _LONGEST_WAIT_S) if failed > 0 else 0.0
