"""What a scanned text may mean: the code itself, or something that holds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from station_app.domain.keyboard_layout import repairs

_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
# A change of character set, as scanners spell it; a backslash of the code is doubled then.
_ECI = re.compile(r"\\[0-9]{6}", re.ASCII)
_ECI_OR_BACKSLASH = re.compile(r"\\\\|\\[0-9]{6}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\u2400-\u2421\ufeff]")
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://", re.ASCII)

MAX_LENGTH = 4096
"""Longer texts are no ticket; they are answered as unknown without being taken apart."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A scanned text taken apart, in the order in which its meanings are tried."""

    exact: str
    candidates: tuple[str, ...]  # stripped, then what a URL holds; without `exact`
    us_text: str = ""  # what the same keys are on a US keyboard; '' where unknown or the same

    @property
    def spellings(self) -> tuple[str, ...]:
        """Exact text and candidates, most literal first."""
        return (self.exact, *self.candidates)

    def layout_repairs(self) -> Iterator[str]:
        """Yield what scanner and computer may have made of it if their layouts differ.

        Each is stripped, and what URLs in it hold comes with it.
        """
        seen = set(self.spellings)
        if len(self.exact) > MAX_LENGTH:
            return
        for text in repairs(_CONTROL.sub("", self.exact).strip(), self.us_text):
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


def _whole(text: str) -> str:
    """Return the text without halves of surrogate pairs: no file or database takes them."""
    return text.encode("utf-8", "replace").decode()


def _without_eci(text: str) -> str:
    """Undo what a scanner does to the data when it tells character sets (AIM ]Q2, ]Q4, ]Q6)."""
    if not _ECI.search(text):
        return text
    return _ECI_OR_BACKSLASH.sub(lambda m: "\\" if m[0] == "\\\\" else "", text).strip()


def read(text: str, us_text: str = "") -> Reading:
    """Take a scanned text apart (field.md, section 1, "Matching order"). Never fails."""
    text, us_text = _whole(text), _whole(us_text)
    if len(text) > MAX_LENGTH:
        return Reading(text, ())
    stripped = strip(text)
    plain = _without_eci(stripped)
    found = dict.fromkeys((stripped, plain, *_in_url(plain)))
    us_text = us_text if len(us_text) <= MAX_LENGTH else ""
    return Reading(text, tuple(c for c in found if c and c != text), us_text)
