"""What a scanned text may mean: the code itself, or something that holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from station_app.domain.keyboard_layout import repairs

_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://", re.ASCII)

MAX_LENGTH = 4096
"""Longer texts are no ticket; they are answered as unknown without being taken apart."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A scanned text taken apart, in the order in which its meanings are tried."""

    exact: str
    candidates: tuple[str, ...]  # stripped, then what a URL holds; without `exact`

    @property
    def spellings(self) -> tuple[str, ...]:
        """Exact text and candidates, most literal first."""
        return (self.exact, *self.candidates)

    def layout_repairs(self) -> Iterator[str]:
        """Yield what the text would be on a US layout, stripped, and what URLs in it hold."""
        seen = set(self.spellings)
        for text in repairs(self.candidates[0] if self.candidates else self.exact):
            for meant in read(text).spellings:
                if meant and meant not in seen:
                    seen.add(meant)
                    yield meant


def strip(text: str) -> str:
    """Return the text without white space, control characters and AIM prefix around or in it."""
    cleaned = _CONTROL.sub("", text).strip()
    return _AIM.sub("", cleaned).strip()


def _in_url(text: str) -> Iterator[str]:
    """Yield the last path segment and the query values of a URL, with or without a scheme."""
    if not _URL.match(text):
        if "/" not in text:
            return
        text = f"//{text}"
    try:
        parts = urlsplit(text)
    except ValueError:  # an unbalanced bracket
        return
    segments = [segment for segment in parts.path.split("/") if segment]
    if segments:
        yield unquote(segments[-1]).strip()
    for query in (parts.query, parts.fragment):
        if query.count("&") < 50:
            yield from (value.strip() for _, value in parse_qsl(query))
    if parts.fragment:
        yield unquote(parts.fragment).rsplit("/", 1)[-1].strip()


def read(text: str) -> Reading:
    """Take a scanned text apart (field.md, section 1, "Matching order"). Never fails."""
    if len(text) > MAX_LENGTH:
        return Reading(text, ())
    stripped = strip(text)
    found = dict.fromkeys((stripped, *_in_url(stripped)))
    return Reading(text, tuple(c for c in found if c and c != text))
