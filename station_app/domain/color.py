"""Highlight colours: the server's words checked before anything is painted with them."""

import re

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)", re.IGNORECASE
)


def parse_color(text: str) -> str | None:
    """Return '#rrggbb' in lower case, or None for anything that is no colour.

    The notation is undocumented beyond one example (API v1.0, guest object: "#ffeedd"), so short
    and long hex, with or without '#', and rgb() are read; transparency is dropped.
    """
    text = text.strip()
    if match := _HEX.fullmatch(text):
        digits = match.group(1).lower()
        if len(digits) == 3:
            digits = "".join(d * 2 for d in digits)
        return f"#{digits[:6]}"
    if match := _RGB.fullmatch(text):
        parts = [int(part) for part in match.groups()]
        if max(parts) <= 255:
            return "#{:02x}{:02x}{:02x}".format(*parts)
    return None
