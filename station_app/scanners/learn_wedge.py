"""Learn a keyboard scanner from bursts of a known test code: its speed, its extras, its layout.

Pure: observed keys in, one finding out. The test code is no personal data.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, takewhile
from statistics import median

from station_app.domain.keyboard_layout import LAYOUTS, from_us, to_us
from station_app.scanners.affixes import inner
from station_app.scanners.wedge import Stroke, StrokeKind, WedgeFramer, WedgeSettings

TEST_CODE = "Setup-Yz;Qa/Wm1749"
"""Comes out differently on every layout known here, and needs none of their dead keys."""

SLOWEST_MS = 58
"""The longest average pause a scanner may have: fast typists press a key every 60 ms."""

_MARGIN = 1.2  # a busy computer spreads the pauses
_STALL = 1.5  # and may make one of them this much longer than what is allowed on average
_SURE_LENGTHS = {25: 4, 40: 5, SLOWEST_MS: 6}  # the slower, the more keys tell it from typing
_ENDINGS = {"\r": "Enter", "\n": "Line feed", "\t": "Tab"}
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")  # understood without being learnt


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedKey:
    """A key of a burst as the computer saw it. `us` as in `Stroke`."""

    kind: StrokeKind
    at_ms: int
    text: str = ""
    us: str | None = None

    @property
    def is_ending(self) -> bool:
        """Whether it ends a code: Enter, Tab, or Ctrl+M and the like."""
        return self.kind is StrokeKind.END or self.text in _ENDINGS


class LayoutFit(Enum):
    """How the layouts of scanner and computer go together."""

    FITS = "fits"
    SCANNER_IS_US = "scanner_is_us"  # and the computer has one of `layouts`
    SCANNER_IS_OTHER = "scanner_is_other"  # set to one of `layouts`, the computer has another


@dataclass(frozen=True, slots=True, kw_only=True)
class WedgeFinding:
    """What there is to say about a keyboard scanner, in one sentence, and to store for it."""

    settings: WedgeSettings
    key_ms: int  # the usual pause between two keys
    endings: tuple[str, ...]  # Enter, Tab, Line feed, as they came; none: silence ends
    fit: LayoutFit
    prefix: str = ""
    suffix: str = ""
    layouts: tuple[str, ...] = ()  # that explain it, names as in `LAYOUTS`; none: not known
    capitals_swapped: bool = False  # Caps Lock, of the scanner or the computer
    too_slow: bool = False  # as slow as typing: it must be made faster
    proved: bool = False  # with the settings every observed burst is one scan, and whole

    @property
    def needs_repair(self) -> bool:
        """Whether scans are understood only by undoing a wrong layout."""
        return self.fit is not LayoutFit.FITS or self.capitals_swapped


@dataclass(frozen=True, slots=True)
class _Seen:
    """A burst of the test code, and how the code stands in it."""

    keys: tuple[ObservedKey, ...]  # without endings
    endings: tuple[str, ...]
    prefix: str
    suffix: str
    fit: LayoutFit
    layouts: tuple[str, ...]
    swapped: bool

    @property
    def text(self) -> str:
        return "".join(key.text for key in self.keys)

    @property
    def gaps_ms(self) -> list[int]:
        return [later.at_ms - sooner.at_ms for sooner, later in pairwise(self.keys)] or [0]


class WedgeLearner:
    """Collects bursts of one test code. Two tell more than one."""

    def __init__(self, code: str = TEST_CODE) -> None:
        if len(code) < 6:
            raise ValueError("a test code needs at least six characters")
        self._code = code
        self._seen: list[_Seen] = []

    @property
    def count(self) -> int:
        """How many bursts of the test code there were."""
        return len(self._seen)

    def take(self, burst: Sequence[ObservedKey]) -> bool:
        """Take in a burst; False, and nothing learnt, if the test code is not in it."""
        seen = _recognise(burst, self._code)
        if seen is not None:
            self._seen.append(seen)
        return seen is not None

    def finding(self) -> WedgeFinding | None:
        """Return what all bursts say together, None before the first."""
        if not self._seen:
            return None
        last = self._seen[-1]
        gap_ms = max(WedgeSettings().gap_ms, *(_needed_ms(seen.gaps_ms) for seen in self._seen))
        gap_ms = min(gap_ms, SLOWEST_MS)
        prefix = _common(seen.prefix for seen in self._seen)
        suffix = _common(seen.suffix for seen in self._seen)
        settings = WedgeSettings(
            gap_ms=gap_ms,
            min_length=next(n for limit_ms, n in _SURE_LENGTHS.items() if gap_ms <= limit_ms),
            silence_ends=not all(seen.endings for seen in self._seen),
            affixes=((prefix, suffix),) if prefix or suffix else (),
        )
        key_ms = median(gap for seen in self._seen for gap in seen.gaps_ms)
        return WedgeFinding(
            settings=settings,
            prefix=prefix,
            suffix=suffix,
            key_ms=round(key_ms),
            endings=last.endings,
            fit=last.fit,
            layouts=last.layouts,
            capitals_swapped=last.swapped,
            too_slow=key_ms > SLOWEST_MS,
            proved=all(_is_read(seen, settings) for seen in self._seen),
        )


def _recognise(burst: Sequence[ObservedKey], code: str) -> _Seen | None:
    """Find the code among the characters, else among the places of the keys."""
    tail = tuple(takewhile(lambda key: key.is_ending, reversed(burst)))
    keys = tuple(burst[: len(burst) - len(tail)])
    if not keys:
        return None
    text = "".join(key.text for key in keys)
    us_text = "".join(key.us or "" for key in keys)
    if any(key.us is None for key in keys):
        us_text = ""
    for source, spellings in ((text, _typed(code)), (us_text, _placed(code))):
        found = [one for one in spellings if one[0] in source]
        if not found:
            continue
        spelling, fit, _, swapped = found[0]
        begin = source.index(spelling)
        names = (name for other, same, name, _ in found if (other, same) == (spelling, fit))
        return _Seen(
            keys=keys,
            endings=tuple(_ENDINGS.get(key.text, "Enter") for key in reversed(tail)),
            prefix=source[:begin],
            suffix=source[begin + len(spelling) :],
            fit=fit,
            layouts=tuple(name for name in names if name),
            swapped=swapped,
        )
    return None


_Spelling = tuple[str, LayoutFit, str, bool]  # text, explanation, layout, capitals swapped


def _typed(code: str) -> Iterator[_Spelling]:
    """Yield what the characters of the code may be, likeliest first."""
    for text, swapped in ((code, False), (code.swapcase(), True)):
        yield text, LayoutFit.FITS, "", swapped
    for text, swapped in ((code, False), (code.swapcase(), True)):
        for name in LAYOUTS:
            yield from_us(text, name), LayoutFit.SCANNER_IS_US, name, swapped
        for name in LAYOUTS:
            yield to_us(text, name), LayoutFit.SCANNER_IS_OTHER, name, swapped


def _placed(code: str) -> Iterator[_Spelling]:
    """Yield what the places of the keys may be where the characters explain nothing."""
    for text, swapped in ((code, False), (code.swapcase(), True)):
        yield text, LayoutFit.SCANNER_IS_US, "", swapped
        for name in LAYOUTS:
            yield to_us(text, name), LayoutFit.SCANNER_IS_OTHER, name, swapped


def _needed_ms(gaps_ms: list[int]) -> int:
    """Return the `gap_ms` that these pauses need, with a margin."""
    *usual_ms, longest_ms = sorted(gaps_ms)
    mean_ms = sum(gaps_ms) / len(gaps_ms)
    next_ms = usual_ms[-1] if usual_ms else longest_ms
    return round(max(mean_ms * _MARGIN, next_ms * _MARGIN, longest_ms / _STALL))


def _common(texts: Iterator[str]) -> str:
    """Return what stands there every time, '' if it changes or needs no learning."""
    first, *others = texts
    same = all(other == first for other in others)
    return first if same and not _AIM.fullmatch(first) else ""


def _is_read(seen: _Seen, settings: WedgeSettings) -> bool:
    """Whether a framer with these settings takes the burst, and no more and no less."""
    framer: WedgeFramer[None] = WedgeFramer(settings)
    ending = [ObservedKey(kind=StrokeKind.END, at_ms=seen.keys[-1].at_ms)] if seen.endings else []
    decisions = []
    for number, key in enumerate((*seen.keys, *ending)):
        stroke = Stroke(
            kind=key.kind, key=number, at_ms=key.at_ms, token=None, text=key.text, us=key.us
        )
        decisions.append(framer.press(stroke))
    decisions.append(framer.interrupt())
    scans = [decision.scan for decision in decisions if decision.scan is not None]
    begin, end = inner(seen.text, settings.affixes)
    return scans == [seen.text[begin:end]] and not any(decision.replay for decision in decisions)
