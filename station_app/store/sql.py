"""Small helps for statements."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import apsw
import msgspec

_T = TypeVar("_T")
_encoder = msgspec.json.Encoder()

CHUNK = 500
"""Bound parameters in one statement."""


def chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the items in portions that one statement takes."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def marks(items: Collection[Any]) -> str:
    """Return a question mark for each item."""
    return ",".join("?" * len(items))


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """Do all or nothing, and let out what went wrong.

    A full disk ends a transaction by itself; apsw's own `with connection` then fails to go back,
    and tells of that (`SQLError`, as of a damaged schema) instead of the disk.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def rows(connection: apsw.Connection, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """Return what a query finds.

    At once, and no cursor is kept: one that is still in a variable while another runs is never
    freed (apsw 3.54, a few hundred bytes each, for ever).
    """
    return list(connection.execute(sql, values).fetchall())


def json_text(values: Collection[Any]) -> str:
    """Return what `json_each` takes apart again."""
    return _encoder.encode(values).decode()


def one_list(
    connection: apsw.Connection, sql: str, values: Sequence[Any], kind: type[list[_T]]
) -> list[_T]:
    """Return what a query gathers in one JSON array.

    A row at a time takes longer, and while a list is being loaded each row would wait for Python's
    lock.
    """
    ((text,),) = rows(connection, sql, values)
    return _decoder(kind).decode(text)


@lru_cache
def _decoder(kind: type[list[_T]]) -> "msgspec.json.Decoder[list[_T]]":
    return msgspec.json.Decoder(kind, strict=False)  # SQLite's truths are numbers
