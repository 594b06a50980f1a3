"""The journal for spreadsheet programs and for other programs. Pure: entries in, text out.

A CSV file carries no word about itself, so these are choices, each for what opens rightly by a
double click in Excel and LibreOffice, in German and in English:

- UTF-8 with a byte order mark. Without it Excel takes the laptop's old code page. A first line
  `sep=;` would name the separator, but Excel then ignores the mark, and names come out garbled.
- The separator is the one of the laptop's region, as Excel expects it: a semicolon where decimals
  have a comma (German), else a comma. LibreOffice takes both.
- A date is `2026-11-22 18:51:40`, the one form that both know in every language. Fractions of a
  second would need a comma in German, so only JSON has them.
- A cell that a program would run as a formula, or rewrite (`007`, `1-2`), gets an apostrophe in
  front. It is told by the first sign that counts, behind blanks and quotes, in its full-width form
  too, and also after a separator within the cell: whoever opens the file with the other separator
  must not run what stands behind it.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from station_app.domain.journal import Entry

COLUMNS = (
    "number",
    "time",
    "time_zone",
    "server_time_utc",
    "act",
    "about_number",
    "lane",
    "verdict",
    "guest_id",
    "code",
    "name",
    "list_age_s",
)
"""The same in both languages: programs read them too."""

Names = Mapping[str, str]
"""Guest id to name."""

_STARTS_FORMULA = frozenset("=+-@|%\N{MINUS SIGN}")
_PASSED_OVER = frozenset("'\"`´‘’“”„«»")
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"  # part of how names are written
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PARTS = re.compile(r"([,;])")
_REWRITTEN = re.compile(
    r"0\d+|\d{12,}|\d+[eE]\d+|\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?|\d{1,2}:\d{2}(:\d{2})?"
)


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet program runs or rewrites; most stay as they are."""
    line = "".join(c if _can_be_shown(c) else "\ufffd" for c in _BREAKS.sub(" ", text))
    if _REWRITTEN.fullmatch(line.strip()):
        return f"'{line}"
    parts = _PARTS.split(line)
    return "".join(f"'{part}" if _starts_formula(part) else part for part in parts)


def _can_be_shown(sign: str) -> bool:
    return sign.isprintable() or sign in _JOINERS or unicodedata.category(sign) == "Zs"


def _starts_formula(text: str) -> bool:
    for sign in text:
        plain = unicodedata.normalize("NFKC", sign).strip()
        if not plain or sign in _PASSED_OVER or unicodedata.category(sign) in ("Cf", "Mn"):
            continue
        return plain[0] in _STARTS_FORMULA
    return False


def csv_bytes(entries: Iterable[Entry], separator: str, names: Names | None = None) -> bytes:
    """Return a file for spreadsheet programs; without `names` it has no column for them."""
    columns = [name for name in COLUMNS if name != "name" or names is not None]
    facts = (_facts(entry, names, spreadsheet_time) for entry in entries)
    return table_bytes(
        chain((columns,), ([one[name] for name in columns] for one in facts)), separator
    )


def table_bytes(rows: Iterable[Iterable[object]], separator: str) -> bytes:
    """Return rows of numbers, texts and nothing (None) as a file for spreadsheet programs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def json_bytes(
    entries: Iterable[Entry], head: Mapping[str, str], names: Names | None = None
) -> bytes:
    """Return a file for other programs: `head`, then every entry, nothing altered."""
    lines = []
    for entry in entries:
        facts = _facts(entry, names, lambda moment: moment.isoformat(timespec="milliseconds"))
        if names is None:
            del facts["name"]
        lines.append(facts)
    text = json.dumps({**head, "entries": lines}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace")


def separator_of(decimal_point: str) -> str:
    """Return the separator of a region, told by its decimal point."""
    return ";" if decimal_point == "," else ","


def _facts(entry: Entry, names: Names | None, told: Callable[[datetime], str]) -> dict[str, Any]:
    at, server_at = entry.moment.at, entry.moment.server_at
    source = entry if entry.about is None else entry.about
    return {
        "number": entry.number,
        "time": told(at),
        "time_zone": _zone(at),
        "server_time_utc": told(server_at.astimezone(UTC)) if server_at is not None else None,
        "act": entry.act.value,
        "about_number": entry.about.number if entry.about is not None else None,
        "lane": entry.lane or None,
        "verdict": entry.verdict or None,
        "guest_id": source.guest or None,
        "code": source.code or None,
        "name": (names or {}).get(source.guest),
        "list_age_s": entry.list_age_s,
    }


def spreadsheet_time(moment: datetime) -> str:
    """Return a time as spreadsheet programs of every language know it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _zone(moment: datetime) -> str:
    """Return 'UTC+01:00': a cell must not begin with the sign."""
    offset = moment.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}" if offset else ""


def _cell(value: object) -> str | int:
    if isinstance(value, int):
        return value
    return safe_cell(value) if isinstance(value, str) and not _is_ours(value) else str(value or "")


def _is_ours(text: str) -> bool:
    """Whether it is a time as written here, which a spreadsheet program is to take for one."""
    return _TIME.fullmatch(text) is not None


_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
