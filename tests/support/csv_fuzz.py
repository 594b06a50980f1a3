"""Texts that attack whoever opens a CSV file: `python -m tests.support.csv_fuzz 1000000`."""

import csv
import functools
import io
import random
import sys
import time
import unicodedata
from datetime import UTC, datetime

from station_app.domain.journal import Act, Entry, Moment
from station_app.domain.journal_export import csv_bytes, safe_cell

_PIECES = (
    *"=+-@|%\t\r\n\v\f\0 \u00a0\u3000\u200b\ufeff\u202e\"'`;,:/.0123456789eEaÄ",
    "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−", "“", "\x85", "\u2028", "\ud800", "😀",
    "cmd|' /C calc'!A0", "HYPERLINK(", "SUM(1)", "\r\n", '""', "1-2", "007", "12E5",
)  # fmt: skip
DANGEROUS = frozenset("=+-@|%\t\r\n")
_NOW = Moment(datetime(2026, 11, 22, 21, 4, tzinfo=UTC))


def a_text(chance: random.Random) -> str:
    """Return a text of what is dangerous, and of what is not."""
    return "".join(chance.choices(_PIECES, k=chance.randrange(8)))


@functools.lru_cache(4096)  # most cells are the same in every table
def is_dangerous(cell: str) -> bool:
    """Whether a program could take a cell for a formula, judged more roughly than we do."""
    plain = unicodedata.normalize("NFKC", cell).replace("\N{MINUS SIGN}", "-")
    shown = "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc", "Zs"))
    return shown.lstrip('"`“” ')[:1] in DANGEROUS if shown else False


def check(text: str, separator: str) -> None:
    """Write a cell and read it back; raises `AssertionError` if it is dangerous or altered."""
    entry = Entry(act=Act.SEEN, moment=_NOW, code=text, verdict="unknown", number=7)
    content = csv_bytes([entry], separator)
    assert content.startswith(b"\xef\xbb\xbf")
    told = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told, newline=""), delimiter=separator))
    assert len(rows) == 2
    cells = dict(zip(rows[0], rows[1], strict=True))
    assert cells["code"] == safe_cell(text)
    for cell in rows[1]:
        assert not is_dangerous(cell), repr(cell)
    for other in ",;\t":  # a program that takes another separator, and knows no quotes
        for line in told.splitlines():
            for cell in line.split(other):
                assert not is_dangerous(cell), repr(cell)
    if text.isalnum() and text.isascii() and not text[:1].isdigit():
        assert cells["code"] == text


def run(count: int, seed: int) -> float:
    """Check as many texts; return the longest time one took, in seconds."""
    chance, longest = random.Random(seed), 0.0
    for number in range(count):
        text = a_text(chance)
        begin = time.perf_counter()
        check(text, ";" if number % 2 else ",")
        longest = max(longest, time.perf_counter() - begin)
    return longest


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    sys.stdout.write(f"{many} texts, none dangerous; longest {run(many, 1) * 1000:.1f} ms\n")
