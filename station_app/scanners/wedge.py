"""Tell a keyboard scanner's burst from a person's typing, by time alone: strokes in, decisions out.

Pure, in h11's manner: no Qt, no clock, no I/O. The first strokes of anything that could be a burst
are held; they come back as `Decision.replay` when no fast successor follows, or vanish into
`Decision.scan` when they were a burst. Times are milliseconds of any one rising clock.
"""

from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import Generic, TypeVar

from station_app.scanners.affixes import Affix, inner

AFTER_SILENCE_MS = 250
"""How long after its last character a burst that ended in silence may still send its Enter."""

_SLACK = 1.6  # one gap among the first may be this much slower: schedulers stall, scanners do not
_TRUST = 3  # what has proved to be a burst may falter this much ...
_TRUST_MS = 100  # ... and this long: a busy computer stalls quick scanners as long as slow ones
_ENDINGS = frozenset("\r\n\t")

Token = TypeVar("Token")


@dataclass(frozen=True, slots=True, kw_only=True)
class WedgeSettings:
    """What a scanner's burst looks like.

    A burst is `min_length` characters that are `gap_ms` apart on average, not more than one of
    these gaps longer. The default lies between scanners (up to 15 ms) and the fastest typing
    (60 ms, pairs nearer); slow scanners need up to 50.

    `affixes` of all scanners here are cut off where they are present; a burst without them is still
    a scan, because a second scanner at the same door must not type into a field. A prefix that
    begins with a control character (STX) lets that character begin a burst.
    """

    gap_ms: int = 25
    min_length: int = 4
    silence_ends: bool = True
    affixes: tuple[Affix, ...] = ()

    def __post_init__(self) -> None:
        if self.gap_ms < 1 or self.min_length < 2:
            raise ValueError("gap_ms must be at least 1 and min_length at least 2")


class StrokeKind(Enum):
    """What a key means to a burst."""

    TEXT = auto()  # has printable text
    DEAD = auto()  # a place of the typing block without text of its own: ^ waits for a letter
    CONTROL = auto()  # Ctrl with a key that is a control character: GS is Ctrl+]
    END = auto()  # Enter, Return, Tab, Linefeed
    MODIFIER = auto()  # Shift, AltGr, CapsLock ... alone
    OTHER = auto()  # arrows, Backspace, function keys, shortcuts


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke(Generic[Token]):
    """One key pressed. `key` names the physical key; `token` is the caller's, back in replay.

    `us` is the character at the key's place on a US keyboard; None where that is not known.
    """

    kind: StrokeKind
    key: int
    at_ms: int
    token: Token
    text: str = ""
    us: str | None = None
    repeat: bool = False


class Fate(Enum):
    """What becomes of the event at hand."""

    PASS = auto()
    TAKE = auto()  # held for now, or gone for good: it must reach no widget


class _Part(Enum):
    PRESS = auto()
    RELEASE = auto()  # of a press that is held too
    ALONE = auto()  # a press that has no release, or the other way round


@dataclass(frozen=True, slots=True)
class _Held(Generic[Token]):
    key: int
    token: Token
    part: _Part


@dataclass(frozen=True, slots=True)
class Decision(Generic[Token]):
    """What to do, in this order: deliver `replay`, announce `scan`, then `fate` for this event."""

    fate: Fate
    replay: tuple[Token, ...] = ()
    scan: str | None = None
    us_scan: str = ""  # the scan as a US keyboard has it; '' where unknown or the same
    whole: str = ""  # the scan with its affixes; '' if it has none


class WedgeFramer(Generic[Token]):
    """Hold, replay, swallow or pass each key.

    At most `min_length` characters are held before they have proved to be a burst; then all are,
    until an ending or silence.
    """

    def __init__(self, settings: WedgeSettings | None = None) -> None:
        self.settings = settings or WedgeSettings()
        self._held: list[_Held[Token]] = []  # presses and their releases, as they came
        self._chars: list[str] = []
        self._us: list[str | None] = []
        self._times_ms: list[int] = []  # of the characters, until they have proved to be a burst
        self._proved = False
        self._down: set[int] = set()  # held presses whose release has not come
        self._taken: set[int] = set()  # swallowed presses whose release has not come
        self._last_ms = 0
        self._quiet_until_ms: int | None = None  # endings up to here belong to the scan before

    @property
    def deadline_ms(self) -> int | None:
        """When `silence` is due, None while nothing is held."""
        return self._last_ms + self.patience_ms if self._held else None

    @property
    def patience_ms(self) -> int:
        """How long after the last character what is held stays held."""
        if self._proved and not self.settings.silence_ends:
            return max(self._join_ms(), AFTER_SILENCE_MS)
        return self._join_ms()

    def takes(self, stroke: Stroke[Token]) -> bool:
        """Whether `press` would keep this stroke from the widgets. Changes nothing."""
        if stroke.kind is StrokeKind.MODIFIER:
            return False
        if stroke.repeat and stroke.key in self._taken:
            return True
        late = self._is_late(stroke.at_ms)
        joins = bool(self._held) and not self._is_apart(stroke.at_ms)
        if self._ends(stroke):
            if not late and self._is_scan(ended=True):
                return True
            quiet_until_ms = self._quiet_until_ms
            if late and self._is_scan(ended=False):
                quiet_until_ms = self._last_ms + AFTER_SILENCE_MS
            return quiet_until_ms is not None and stroke.at_ms <= quiet_until_ms
        if stroke.kind in (StrokeKind.TEXT, StrokeKind.DEAD):
            # Keyboards repeat a key only after a long first pause: a fast repeat is a double letter
            # of a scanner so quick that the system took it for one held key.
            return joins or not stroke.repeat
        if stroke.kind is StrokeKind.CONTROL:
            return joins or self._opens(stroke)
        return False

    def press(self, stroke: Stroke[Token]) -> Decision[Token]:
        """Take in a key press."""
        if stroke.kind is StrokeKind.MODIFIER:
            self._taken.discard(stroke.key)
            return Decision(Fate.PASS)
        if stroke.repeat and stroke.key in self._taken:
            return Decision(Fate.TAKE)
        self._taken.discard(stroke.key)
        if not self.takes(stroke):
            return self._give_up(Fate.PASS)
        if self._ends(stroke):
            return self._end(stroke)
        apart = self._held and self._is_apart(stroke.at_ms)
        decision: Decision[Token] = self._give_up(Fate.TAKE) if apart else Decision(Fate.TAKE)
        self._quiet_until_ms = None
        self._down.add(stroke.key)
        replay = self._hold(stroke, _Part.PRESS)
        return Decision(Fate.TAKE, replay=replay) if replay else decision

    def join(self, stroke: Stroke[Token]) -> Decision[Token]:
        """Take in a stroke whose press or release went elsewhere: to an input method.

        It belongs to what is held, or it passes and changes nothing. Only a dead key may begin.
        """
        joins = self._held and not self._is_apart(stroke.at_ms) and not self._is_late(stroke.at_ms)
        if not joins and stroke.kind is not StrokeKind.DEAD:
            return Decision(Fate.PASS)
        decision: Decision[Token] = Decision(Fate.TAKE) if joins else self._give_up(Fate.TAKE)
        self._quiet_until_ms = None
        replay = self._hold(stroke, _Part.ALONE)
        return Decision(Fate.TAKE, replay=replay) if replay else decision

    def release(self, key: int, token: Token) -> Decision[Token]:
        """Take in a key release: it shares the fate of its press."""
        if key in self._down:
            self._down.discard(key)
            self._held.append(_Held(key, token, _Part.RELEASE))
            return Decision(Fate.TAKE)
        if key in self._taken:
            self._taken.discard(key)
            return Decision(Fate.TAKE)
        return Decision(Fate.PASS)

    def silence(self, at_ms: int) -> Decision[Token]:
        """Say that no key came up to `at_ms`. Before the deadline nothing happens."""
        return self._give_up(Fate.PASS) if self._is_late(at_ms) else Decision(Fate.PASS)

    def interrupt(self) -> Decision[Token]:
        """End what is held now, because something else happens that must come after it."""
        return self._give_up(Fate.PASS)

    def _hold(self, stroke: Stroke[Token], part: _Part) -> tuple[Token, ...]:
        """Hold one more stroke; return what that proves to be typing."""
        self._held.append(_Held(stroke.key, stroke.token, part))
        self._chars.append(stroke.text)
        self._us.append(stroke.us)
        self._last_ms = stroke.at_ms
        if self._proved:
            return ()
        self._times_ms.append(stroke.at_ms)
        if len(self._times_ms) < self.settings.min_length:
            return ()
        self._proved = self._is_fast()
        return () if self._proved else self._let_go_of_first()

    def _join_ms(self) -> int:
        """How far apart characters may be and still belong together."""
        if self._proved:
            return max(self.settings.gap_ms * _TRUST, _TRUST_MS)
        return int(self.settings.gap_ms * _SLACK)

    def _is_apart(self, at_ms: int) -> bool:
        return at_ms - self._last_ms > self._join_ms()

    def _is_fast(self) -> bool:
        gaps_ms = [later - sooner for sooner, later in pairwise(self._times_ms)]
        slow = sum(gap_ms > self.settings.gap_ms for gap_ms in gaps_ms)
        return slow <= 1 and sum(gaps_ms) <= self.settings.gap_ms * len(gaps_ms)

    def _let_go_of_first(self) -> tuple[Token, ...]:
        """Give back the oldest character: its press, and its release if that has come."""
        first = self._held.pop(0)
        del self._chars[0], self._us[0], self._times_ms[0]
        given_back = [first.token]
        for number, held in enumerate(self._held):
            if held.key == first.key and first.part is _Part.PRESS:
                if held.part is _Part.RELEASE:
                    given_back.append(held.token)
                    del self._held[number]
                break
        self._down = set()
        for held in self._held:
            if held.part is _Part.PRESS:
                self._down.add(held.key)
            elif held.part is _Part.RELEASE:
                self._down.discard(held.key)
        return tuple(given_back)

    def _is_late(self, at_ms: int) -> bool:
        return bool(self._held) and at_ms - self._last_ms > self.patience_ms

    def _ends(self, stroke: Stroke[Token]) -> bool:
        """Whether the stroke is an ending; Ctrl+M and Ctrl+J are how some scanners send theirs."""
        if stroke.kind is StrokeKind.END:
            return True
        return stroke.kind is StrokeKind.CONTROL and stroke.text in _ENDINGS

    def _opens(self, stroke: Stroke[Token]) -> bool:
        return any(prefix and stroke.text == prefix[0] for prefix, _ in self.settings.affixes)

    def _is_scan(self, *, ended: bool) -> bool:
        if not self._proved:
            return False
        return (ended or self.settings.silence_ends) and any(c.strip() for c in self._chars)

    def _end(self, stroke: Stroke[Token]) -> Decision[Token]:
        """Take an ending that `takes` said yes to: of what is held, or of the scan before."""
        self._taken.add(stroke.key)
        # An LF after a CR, or an Enter after a Tab, follows at the scanner's speed.
        quiet_until_ms = stroke.at_ms + 2 * self.settings.gap_ms
        if not self._held:
            self._quiet_until_ms = max(self._quiet_until_ms or 0, quiet_until_ms)
            return Decision(Fate.TAKE)
        if self._is_late(stroke.at_ms):
            decision = self._give_up(Fate.TAKE)
            self._quiet_until_ms = max(self._quiet_until_ms or 0, quiet_until_ms)
            return decision
        self._quiet_until_ms = quiet_until_ms
        return self._scanned(Fate.TAKE)

    def _give_up(self, fate: Fate) -> Decision[Token]:
        """End the run without an ending: as a scan where silence is one, else as typing."""
        if not self._held:
            self._quiet_until_ms = None
            return Decision(fate)
        if self._is_scan(ended=False):
            self._quiet_until_ms = self._last_ms + AFTER_SILENCE_MS
            return self._scanned(fate)
        replay = tuple(held.token for held in self._held)
        self._forget()
        return Decision(fate, replay=replay)

    def _scanned(self, fate: Fate) -> Decision[Token]:
        text = "".join(self._chars)
        begin, end = inner(text, self.settings.affixes)
        bare = text[begin:end]
        last = len(self._us) - _strokes_of(len(text) - end, self._chars[::-1])
        us = self._us[_strokes_of(begin, self._chars) : last]
        us_text = "" if None in self._us else "".join(filter(None, us))
        self._taken |= self._down
        self._forget()
        whole = text if text != bare else ""
        us_scan = us_text if us_text != bare else ""
        return Decision(fate, scan=bare, us_scan=us_scan, whole=whole)

    def _forget(self) -> None:
        self._held, self._chars, self._us, self._times_ms = [], [], [], []
        self._down, self._proved = set(), False


def _strokes_of(length: int, chars: list[str]) -> int:
    """Return how many of the first strokes make up so much of the text."""
    count = covered = 0
    while covered < length:
        covered += len(chars[count])
        count += 1
    return count
