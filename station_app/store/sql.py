"""Small helps for statements."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

CHUNK = 500
"""Bound parameters in one statement."""


def chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the items in portions that one statement takes."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def marks(items: Collection[Any]) -> str:
    """Return a question mark for each item."""
    return ",".join("?" * len(items))
