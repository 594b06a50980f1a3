"""What scanners add before and after a code, and how it is cut off. Pure."""

from collections.abc import Iterable

Affix = tuple[str, str]
"""Text before the code, text after it; '' for none."""


def inner(text: str, affixes: Iterable[Affix]) -> tuple[int, int]:
    """Return where the code begins and ends, the most being cut off that is present.

    Each side is cut by itself: a scanner may leave one out. Nothing but affixes is no code, and is
    left whole.
    """
    best = (0, len(text))
    for prefix, suffix in affixes:
        begin = len(prefix) if text.startswith(prefix) else 0
        end = len(text) - (len(suffix) if text.endswith(suffix) else 0)
        if begin < end and end - begin < best[1] - best[0]:
            best = (begin, end)
    return best
