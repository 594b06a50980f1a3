"""What an operator calls the colours and fields of an event, and the file that carries it.

The API has no words for either (v1.0, guest object: a colour is "#ffeedd", a custom field has a
number). A file comes from anywhere, so each value of it is looked at; members this version does not
know go out again as they came in.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from station_app.domain.color import parse_color
from station_app.domain.errors import StationError
from station_app.domain.guest import ADDRESS, ADDRESS_FIELDS, PLACED_FIELDS

KIND, VERSION = "checkin-station legend", 1
LONGEST_WORD = 40  # of a colour: three lines of the ribbon
LONGEST_LABEL = 60
LARGEST_FILE = 256 * 1024  # bytes
_LONGEST_KEY = 100
_MOST_COLORS, _MOST_FIELDS = 200, 500
_OWN = frozenset(("kind", "version", "event", "colors", "labels", "order", "hidden"))
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_JOINERS = f"{_SOFT_HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


class LegendUnusable(StationError):
    """A file is no legend that can be read.

    `reason` is one of 'size', 'json', 'kind' (JSON, but no legend) and 'version' (of a later one).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """Words of colours, labels of fields, and which fields show in what order."""

    words: Mapping[str, str] = field(default_factory=dict)  # by '#rrggbb', lower case
    labels: Mapping[str, str] = field(default_factory=dict)  # by field key
    order: tuple[str, ...] = ()  # field keys; those it does not name come after it, as before
    hidden: frozenset[str] = frozenset()  # field keys
    further: Mapping[str, Any] = field(default_factory=dict)  # of the file, unknown here

    def word_of(self, color: str | None) -> str:
        """Return the word of a colour '#rrggbb', '' for none."""
        return self.words.get(color.lower(), "") if color else ""

    def arranged(self, keys: Iterable[str]) -> list[str]:
        """Return those of the field keys that show, in order."""
        place = {key: number for number, key in enumerate(self.order)}
        shown = (key for key in keys if key not in self.hidden)
        return sorted(shown, key=lambda key: place.get(key, len(place)))

    def with_word(self, color: str, word: str) -> "Legend":
        """Return the legend with a word for a colour; '' takes it away."""
        return replace(self, words=_with(self.words, color.lower(), clean(word, LONGEST_WORD)))

    def with_label(self, key: str, label: str) -> "Legend":
        """Return the legend with a label for a field; '' takes it away."""
        return replace(self, labels=_with(self.labels, key, clean(label, LONGEST_LABEL)))

    def with_shown(self, key: str, *, shown: bool) -> "Legend":
        """Return the legend with a field shown or hidden."""
        return replace(self, hidden=self.hidden - {key} if shown else self.hidden | {key})

    def with_order(self, keys: Sequence[str]) -> "Legend":
        """Return the legend with its fields in this order; what else it orders comes after."""
        return replace(self, order=tuple(dict.fromkeys((*keys, *self.order))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What of a list a legend may speak of, with how many guests have it."""

    colors: Mapping[str, int] = field(default_factory=dict)  # by '#rrggbb'
    fields: Mapping[str, int] = field(default_factory=dict)  # by key


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendFile:
    """What was read of a file."""

    legend: Legend
    event: str = ""  # the name of the event it was made for
    left_out: int = 0  # values that could not be used


def legend_keys(names: Iterable[str]) -> Iterator[str]:
    """Return what a legend calls the fields of a guest: without those that have a place of their
    own, and parts of the address as one. A key may come twice."""
    for name in names:
        if name in ADDRESS_FIELDS:
            yield ADDRESS
        elif name not in PLACED_FIELDS:
            yield name


def usual_order(keys: Iterable[str]) -> list[str]:
    """Return field keys as they stand without a legend: the event's own (custom) ones first."""
    own, address = 0, 1
    return sorted(
        dict.fromkeys(keys),
        key=lambda key: own if key.startswith("customField") else address + (key != ADDRESS),
    )


def clean(text: str, longest: int) -> str:
    """Return one line of what a person wrote, without signs that have no look or turn it around.

    Soft hyphens stay, where a long word may break, and joiners, without which some scripts and
    emoji fall apart.
    """
    line = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
    line = " ".join(line.split())[:longest].strip()
    return line if line.strip(_JOINERS) else ""


def spoken(word: str) -> str:
    """Return a word as it is read aloud: without the hyphens that show only where it breaks."""
    return word.replace(_SOFT_HYPHEN, "")


def _with(pairs: Mapping[str, str], key: str, text: str) -> Mapping[str, str]:
    others = {one: value for one, value in pairs.items() if one != key}
    return {**others, key: text} if text else others


# --- the file ---------------------------------------------------------------------------------


def to_json(legend: Legend, event: str = "") -> bytes:
    """Return the contents of a file; `event` is the name of the event it is for."""
    content = {
        **legend.further,
        "kind": KIND,
        "version": VERSION,
        "event": event,
        "colors": dict(legend.words),
        "labels": dict(legend.labels),
        "order": list(legend.order),
        "hidden": sorted(legend.hidden),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def from_json(content: bytes) -> LegendFile:
    """Read the contents of a file. Raises `LegendUnusable`."""
    if len(content) > LARGEST_FILE:
        raise LegendUnusable("size")
    try:
        values = json.loads(content.decode("utf-8-sig"))
        # An escape may be half of a character, and a number none: they could not be written again.
        whole = json.dumps(values, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
        values = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise LegendUnusable("json") from error
    if not isinstance(values, dict) or values.get("kind") != KIND:
        raise LegendUnusable("kind")
    version = values.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise LegendUnusable("kind")
    if version > VERSION:
        raise LegendUnusable("version")
    words, bad_words = _pairs(values.get("colors"), _color, LONGEST_WORD, _MOST_COLORS)
    labels, bad_labels = _pairs(values.get("labels"), _key, LONGEST_LABEL, _MOST_FIELDS)
    order, bad_order = _keys(values.get("order"))
    hidden, bad_hidden = _keys(values.get("hidden"))
    legend = Legend(
        words=words,
        labels=labels,
        order=order,
        hidden=frozenset(hidden),
        further={key: value for key, value in values.items() if key not in _OWN},
    )
    event = values.get("event")
    return LegendFile(
        legend=legend,
        event=clean(event, LONGEST_LABEL) if isinstance(event, str) else "",
        left_out=bad_words + bad_labels + bad_order + bad_hidden,
    )


def _pairs(value: object, key_of: Any, longest: int, most: int) -> tuple[dict[str, str], int]:
    """Return the usable texts by their keys, and how many were not."""
    if not isinstance(value, dict):
        return {}, value is not None
    good: dict[str, str] = {}
    for name, text in value.items():
        key = key_of(name)
        line = clean(text, longest) if isinstance(text, str) else ""
        if key is not None and line and len(good) < most:
            good[key] = line
    return good, len(value) - len(good)


def _keys(value: object) -> tuple[tuple[str, ...], int]:
    if not isinstance(value, list):
        return (), value is not None
    good = dict.fromkeys(key for one in value if (key := _key(one)) is not None)
    kept = tuple(good)[:_MOST_FIELDS]
    return kept, len(value) - len(kept)


def _color(name: str) -> str | None:
    return parse_color(name) if name.startswith("#") else None


def _key(name: object) -> str | None:
    return name if isinstance(name, str) and 0 < len(name) <= _LONGEST_KEY else None
