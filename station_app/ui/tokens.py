"""The design's colours, type and contrast rule, as values: resources/tokens.json and design §3."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from station_app import assets
from station_app.domain.verdict import Verdict

ThemeName = Literal["dark", "light", "contrast"]
THEME_NAMES: tuple[ThemeName, ...] = ("dark", "light", "contrast")


@dataclass(frozen=True, slots=True)
class VerdictColors:
    """The lintel's fill, the ink on it, and the mark for any other surface."""

    fill: str
    on: str
    mark: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, '#RRGGBB'. Names are those of tokens.json."""

    ground: str
    surface1: str
    surface2: str
    surface3: str
    line: str
    border: str
    text: str
    muted: str
    faint: str
    accent: str
    onAccent: str
    note: str
    onNote: str
    focus: str
    error: str
    keyline: str
    verdicts: Mapping[Verdict, VerdictColors]

    def colors(self) -> dict[str, str]:
        """Return the plain colours by name, for the style sheet."""
        names = (field.name for field in fields(self) if field.name != "verdicts")
        return {name: getattr(self, name) for name in names}


@cache
def tokens(name: ThemeName) -> Tokens:
    """Return one theme's colours. A missing or unknown token is an error at start."""
    whole = json.loads(assets.text("tokens.json"))[name]
    verdicts = {
        Verdict(key): VerdictColors(**value) for key, value in whole.pop("verdicts").items()
    }
    missing = set(Verdict) - set(verdicts)
    if missing:
        raise KeyError(f"{name}: no colours for {', '.join(sorted(missing))}")
    return Tokens(verdicts=MappingProxyType(verdicts), **whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Size, line and weight of one kind of text, in px at 100 %; `small` ones below 1280x800."""

    size: float
    line: float
    weight: int = 400
    small_size: float = 0  # 0: the same
    small_line: float = 0
    spacing: float = 0  # letter spacing as a share of the size
    display: bool = False
    mono: bool = False


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        "word": Role(
            size=70, line=76, weight=700, small_size=64, small_line=66, spacing=-0.008, display=True
        ),
        "ready": Role(
            size=70, line=76, weight=600, small_size=64, small_line=66, spacing=-0.008, display=True
        ),
        "detail": Role(size=22, line=30, weight=500, small_size=18, small_line=24),
        "ring": Role(size=23, line=28, weight=700, small_size=19, small_line=24),
        "ring_caption": Role(size=13, line=17, weight=600),
        "name": Role(
            size=52, line=60, weight=600, small_size=44, small_line=50, spacing=-0.006, display=True
        ),
        "name_two": Role(
            size=44, line=49, weight=600, small_size=38, small_line=42, spacing=-0.006, display=True
        ),
        "name_three": Role(
            size=36, line=41, weight=600, small_size=32, small_line=36, spacing=-0.006, display=True
        ),
        "titles": Role(size=22, line=28, weight=500, small_size=20, small_line=24),
        "titles_beside": Role(size=24, line=60, weight=500, spacing=0, display=True),
        "company": Role(size=20, line=28, small_size=17, small_line=24),
        "caption": Role(size=13, line=18, weight=500),
        "caption_large": Role(size=16, line=22, weight=500),
        "fact": Role(size=18, line=26, weight=600, small_size=16, small_line=22),
        "fact_mono": Role(
            size=18, line=26, weight=600, small_size=16, small_line=22, spacing=0.02, mono=True
        ),
        "note": Role(size=20, line=28, weight=600, small_size=17, small_line=24),
        "head": Role(size=16, line=22, weight=600),
        "head_caption": Role(size=15, line=22),
        "head_large": Role(size=18, line=24, weight=600, small_size=17),
        "card_name": Role(size=17, line=24, weight=600, small_size=16),
        "card_state": Role(size=15, line=24, weight=500),
        "field": Role(size=17, line=24, weight=500, small_size=15, small_line=20),
        "notice_title": Role(size=20, line=27, weight=600, small_size=17, small_line=23),
        "notice_title_small": Role(size=19, line=26, weight=600, small_size=17, small_line=23),
        "notice_text": Role(size=17, line=24, small_size=15, small_line=21),
        "notice_text_small": Role(size=16, line=22, small_size=15, small_line=21),
        "body": Role(size=16, line=22, small_size=15),
        "row_name": Role(size=20, line=26, weight=600),
        "row_second": Role(size=14, line=20),
        "row_state": Role(size=16, line=22, weight=600),
        "row_time": Role(size=15, line=22),
        "plus": Role(size=14, line=24, weight=600),
        "key": Role(size=12, line=18, weight=500),
        "key_large": Role(size=18, line=32, weight=500),
        "choice_name": Role(
            size=28, line=36, weight=600, small_size=24, small_line=30, display=True
        ),
        "choice_second": Role(size=17, line=23, small_size=15, small_line=21),
        "choice_state": Role(size=18, line=24, weight=600, small_size=16, small_line=22),
        "history": Role(size=16, line=22, small_size=15),
        "history_time": Role(size=15, line=22, small_size=15),
        "small": Role(size=14, line=20, weight=500),
        "small_plain": Role(size=14, line=20),
        "plate": Role(size=15, line=20, weight=600, small_size=14),
        "tag": Role(size=13, line=22, weight=500),
        "banner": Role(size=14, line=20, weight=600),
        "event": Role(size=16, line=20, weight=600),
        "station": Role(size=13, line=20),
        "search": Role(size=16, line=22),
        "clock": Role(size=20, line=27, weight=600),
        "clock_large": Role(
            size=136,
            line=132,
            weight=500,
            small_size=104,
            small_line=102,
            spacing=-0.025,
            display=True,
        ),
        "title1": Role(
            size=34,
            line=42,
            weight=600,
            small_size=28,
            small_line=35,
            spacing=-0.006,
            display=True,
        ),
        "title2": Role(size=24, line=32, weight=600, small_size=22, small_line=30, spacing=-0.006),
        "place": Role(size=20, line=27, small_size=17, small_line=24),
        "progress": Role(
            size=30, line=40, weight=600, small_size=26, small_line=34, spacing=-0.006, display=True
        ),
        "progress_label": Role(size=18, line=24, small_size=16, small_line=22),
        "figure": Role(
            size=44, line=50, weight=600, small_size=36, small_line=42, spacing=-0.01, display=True
        ),
        "figure_label": Role(size=15, line=20, small_size=14),
        "number": Role(
            size=56, line=60, weight=600, small_size=42, small_line=46, spacing=-0.012, display=True
        ),
        "number_label": Role(size=16, line=22, weight=500, small_size=14, small_line=20),
        "bar_value": Role(size=15, line=20, weight=600, small_size=14),
        "bar_label": Role(size=14, line=20, small_size=13),
        "axis": Role(size=13, line=18),
        "code_large": Role(
            size=48, line=62, weight=500, small_size=40, small_line=52, spacing=0.04, mono=True
        ),
        "step_title": Role(size=19, line=26, weight=600, small_size=17, small_line=24),
        "step_text": Role(size=15, line=21, small_size=14, small_line=19),
        "button": Role(size=17, line=24, weight=600),
        "button_small": Role(size=15, line=20, weight=600),
        "ribbon": Role(size=24, line=29, weight=700, small_size=20, small_line=24, spacing=-0.01),
        "file": Role(size=14, line=20, mono=True),
        "ribbon_hex": Role(size=14, line=19, weight=500, spacing=0.02, mono=True),
    }
)


def luminance(color: str) -> float:
    """Return the relative luminance of '#rrggbb' (WCAG 2)."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def ink_on(color: str) -> str:
    """Return black or white, whichever is read better on the colour: never below 4.58."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast_ratio(ink, color))
