"""The same code twice within a time: told once, by the clock and not by frames."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

QUIET_S = 3.0
"""How long a code must be out of sight before it speaks again."""

_SWAPPED_S = (
    0.5  # longer than a code flickers while two are in view, shorter than a change of badges
)
_REMIND_S = 1.0


class Heard(Enum):
    """What a reading is, after what was read before."""

    NEW = auto()  # speak
    AGAIN = auto()  # still held up: worth a sign of life
    QUIET = auto()  # still held up, and that was said a moment ago


@dataclass(slots=True)
class _Memory:
    seen_s: float
    told_s: float
    replaced: bool = False  # another code spoke since


class RepeatFilter:
    """Quiet while a code stays in view, and `quiet_s` longer.

    The time slides: a badge left before the camera speaks once. Another code speaks at once, and
    then the first one again as soon as it was really gone: A, B, A within three seconds are three.
    """

    def __init__(
        self, quiet_s: float = QUIET_S, clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._quiet_s = quiet_s
        self._clock_s = clock_s
        self._memories: dict[str, _Memory] = {}

    def hear(self, text: str) -> Heard:
        """Take in the code that may speak now."""
        now_s = self._clock_s()
        self._forget_old(now_s)
        memory = self._memories.get(text)
        if memory is None or (memory.replaced and now_s - memory.seen_s >= _SWAPPED_S):
            for other in self._memories.values():
                other.replaced = True
            self._memories[text] = _Memory(seen_s=now_s, told_s=now_s)
            return Heard.NEW
        memory.seen_s = now_s
        if now_s - memory.told_s < _REMIND_S:
            return Heard.QUIET
        memory.told_s = now_s
        return Heard.AGAIN

    def glimpse(self, text: str) -> None:
        """Take in a code beside the one that may speak: it stays quiet, if it has spoken."""
        now_s = self._clock_s()
        self._forget_old(now_s)
        if memory := self._memories.get(text):
            memory.seen_s = now_s

    def _forget_old(self, now_s: float) -> None:
        old = [text for text, m in self._memories.items() if now_s - m.seen_s >= self._quiet_s]
        for text in old:
            del self._memories[text]
