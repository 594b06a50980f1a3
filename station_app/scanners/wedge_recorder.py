"""Record whole bursts, whatever their speed, to learn a scanner: nothing is a scan meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from station_app.scanners.learn_wedge import ObservedKey
from station_app.scanners.wedge import Decision, Fate, Stroke, StrokeKind, WedgeFramer

SILENCE_MS = 400
"""What follows within this time belongs to the same burst: the slowest scanners take 120 ms."""

Token = TypeVar("Token")


class WedgeRecorder(WedgeFramer[Token]):
    """Stands in for the framer: takes every key that could be a scanner's.

    Enter, Tab and keys without text stay a person's until a character came, so a page can be
    operated by keys.
    """

    def __init__(self, on_burst: Callable[[tuple[ObservedKey, ...]], None]) -> None:
        super().__init__()
        self._on_burst = on_burst
        self._burst: list[ObservedKey] = []

    @property
    def deadline_ms(self) -> int | None:
        return self._last_ms + SILENCE_MS if self._burst else None

    @property
    def patience_ms(self) -> int:
        return SILENCE_MS

    def takes(self, stroke: Stroke[Token]) -> bool:
        if stroke.kind is StrokeKind.END:
            return bool(self._burst)
        return stroke.kind in (StrokeKind.TEXT, StrokeKind.DEAD, StrokeKind.CONTROL)

    def press(self, stroke: Stroke[Token]) -> Decision[Token]:
        if not self.takes(stroke):
            return Decision(Fate.PASS)
        self._taken.add(stroke.key)
        return self._record(stroke)

    def join(self, stroke: Stroke[Token]) -> Decision[Token]:
        dead = stroke.kind is StrokeKind.DEAD
        return self._record(stroke) if self._burst or dead else Decision(Fate.PASS)

    def release(self, key: int, token: Token) -> Decision[Token]:
        del token
        taken = key in self._taken
        self._taken.discard(key)
        return Decision(Fate.TAKE if taken else Fate.PASS)

    def silence(self, at_ms: int) -> Decision[Token]:
        deadline_ms = self.deadline_ms
        if deadline_ms is None or at_ms <= deadline_ms:
            return Decision(Fate.PASS)
        return self.interrupt()

    def interrupt(self) -> Decision[Token]:
        burst, self._burst = tuple(self._burst), []
        if burst:
            self._on_burst(burst)
        return Decision(Fate.PASS)

    def _record(self, stroke: Stroke[Token]) -> Decision[Token]:
        key = ObservedKey(kind=stroke.kind, at_ms=stroke.at_ms, text=stroke.text, us=stroke.us)
        if self._burst and self._is_next(key):
            self.interrupt()
        self._last_ms = stroke.at_ms
        self._burst.append(key)
        return Decision(Fate.TAKE)

    def _is_next(self, key: ObservedKey) -> bool:
        """Whether a key begins another burst: after silence, or after an ending."""
        apart = key.at_ms - self._last_ms > SILENCE_MS
        return apart or (self._burst[-1].is_ending and not key.is_ending)
