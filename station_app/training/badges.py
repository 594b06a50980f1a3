"""Sample badges of the training event: QR codes to hold before a camera or to print."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

import segno

from station_app.training.well_known import (
    ANNA,
    CARL,
    HENRIKE,
    MIRA,
    OSKAR,
    PAUL,
    SHARED_CODE,
    TOMAS,
)

UNKNOWN_CODE = "T4-GALA-0917"

# Which guest shows what. `shared` and `unknown` are badges of a code and not of one guest.
_SHOWN = (
    ("registered", PAUL, "Registered, expected: Welcome"),
    ("companions", ANNA, "Registered, with a colour, a note and companions"),
    ("already", TOMAS, "Checked in at another door, with a host"),
    ("left", CARL, "Came and left again: Left"),
    ("notconfirmed", HENRIKE, "Never answered: Not confirmed"),
    ("deregistered", MIRA, "Cancelled: Deregistered"),
    ("deleted", OSKAR, "Deleted about a quarter of a minute after the start: Removed"),
)

# A4 in millimetres: two columns of badges as wide as a credit card.
_PAGE_MM = (210, 297)
_BADGE_MM = (85.6, 50.0)
_COLUMNS, _LEFT_MM, _TOP_MM, _GAP_MM = 2, 15.0, 20.0, 6.0
_QR_MM = 36.0
_QUIET_MODULES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """One badge. `key` is stable, so that the screen can say `shows` in its own language."""

    key: str
    name: str
    code: str
    shows: str


def sample_badges(guests: Iterable[Mapping[str, Any]]) -> tuple[Badge, ...]:
    """Return the badges of the known training guests among `guests`, and an unknown code.

    Guests who are not there, or have no code, get no badge.
    """
    by_id = {guest["id"]: guest for guest in guests}
    badges = [
        Badge(key=key, name=_name(by_id[guest_id]), code=code, shows=shows)
        for key, guest_id, shows in _SHOWN
        if guest_id in by_id and (code := by_id[guest_id].get("accessCode"))
    ]
    sharing = [guest for guest in by_id.values() if guest.get("accessCode") == SHARED_CODE]
    if len(sharing) > 1:
        badges.append(
            Badge(
                key="shared",
                name=_name(sharing[0]),
                code=SHARED_CODE,
                shows=f"{len(sharing)} guests carry this code: Several guests",
            )
        )
    badges.append(
        Badge(key="unknown", name="", code=UNKNOWN_CODE, shows="Nobody has it: Unknown code")
    )
    return tuple(badges)


def qr_png(text: str, px: int) -> bytes:
    """Return a QR code as a PNG of at most `px` pixels a side, quiet zone included.

    Modules are whole pixels, so the picture may be a little smaller than asked for.
    """
    code = segno.make_qr(text, error="m")
    modules = code.symbol_size(border=_QUIET_MODULES)[0]
    stream = io.BytesIO()
    code.save(stream, kind="png", scale=max(1, px // modules), border=_QUIET_MODULES)
    return stream.getvalue()


def _qr_path(text: str) -> tuple[int, str]:
    """Return the modules on a side, quiet zone included, and the dark ones as path data."""
    code = segno.make_qr(text, error="m")
    runs: list[str] = []
    for y, row in enumerate(code.matrix_iter(border=_QUIET_MODULES)):
        x = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return int(code.symbol_size(border=_QUIET_MODULES)[0]), "".join(runs)


def badge_sheet_svg(badges: Iterable[Badge], *, heading: str = "TRAINING: sample badges") -> str:
    """Return an A4 page with the badges, as SVG in millimetres; ten fit on it."""
    width, height = _PAGE_MM
    size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(_LEFT_MM, 14, 5, heading, bold=True),
    ]
    for place, badge in enumerate(badges):
        row, column = divmod(place, _COLUMNS)
        x = _LEFT_MM + column * (_BADGE_MM[0] + _GAP_MM)
        y = _TOP_MM + row * (_BADGE_MM[1] + 1.0)
        parts.append(_badge_svg(badge, x, y))
    parts.append("</svg>\n")
    return "\n".join(parts)


def _badge_svg(badge: Badge, x: float, y: float) -> str:
    width, height = _BADGE_MM
    qr_x, qr_y = x + width - _QR_MM - 4, y + 4
    modules, path = _qr_path(badge.code)
    qr = (  # moved and scaled, not nested: Qt reads SVG Tiny, which knows no svg in svg
        f'<path transform="translate({qr_x:g} {qr_y:g}) scale({_QR_MM / modules:.5f})" '
        f'd="{path}" fill="#000000"/>'
    )
    lines = [
        *(_text(x + 5, y + 13 + 6 * k, 4.6, line, bold=True)
          for k, line in enumerate(_wrapped(badge.name, 17)[:4])),
        _text(x + 5, y + height - 12, 5, badge.code, mono=True),
        _text(x + 5, y + height - 5, 2.9, badge.shows),
    ]  # fmt: skip
    frame = (
        f'<rect x="{x:g}" y="{y:g}" width="{width}" height="{height:g}" rx="3" fill="none" '
        'stroke="#888888" stroke-width="0.2" stroke-dasharray="1.5 1.5"/>'
    )
    return "\n".join((frame, qr, *lines))


def _text(
    x: float, y: float, size: float, text: str, *, bold: bool = False, mono: bool = False
) -> str:
    family = (
        "Noto Sans Mono, Consolas, Menlo, monospace" if mono else "Inter, Noto Sans, sans-serif"
    )
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{family}" font-size="{size:g}" '
        f'font-weight="{600 if bold else 400}" fill="#111111">{escape(text)}</text>'
    )


def _wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of about `width` characters, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _name(guest: Mapping[str, Any]) -> str:
    fields = guest.get("fields") or {}
    return " ".join(filter(None, (fields.get("firstName"), fields.get("lastName"))))
