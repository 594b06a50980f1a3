"""Files of earlier released versions are brought up to the schema in force, where they stand."""

import logging
from collections.abc import Callable, Mapping

import apsw

from station_app.store.sql import transaction

log = logging.getLogger(__name__)

Steps = Mapping[int, Callable[[apsw.Connection], object]]
"""What leads from a schema to the next, by the number of the former."""


class NewerSchemaError(apsw.Error):
    """The file is of a later version of this program: nothing in it is to be touched."""


def bring_up(db: apsw.Connection, newest: int, steps: Steps) -> None:
    """Bring a file that has a schema to the newest, all the way or not at all.

    Raises `NewerSchemaError`, `apsw.NotADBError` for a schema that no step leads on from (it was
    never released), and whatever the disk says.
    """
    version = db.pragma("user_version")
    if version > newest:
        raise NewerSchemaError(f"schema {version}")
    if version == newest:
        return
    if any(number not in steps for number in range(version, newest)):
        raise apsw.NotADBError(f"schema {version}")
    with transaction(db):
        for number in range(version, newest):
            steps[number](db)
        db.pragma("user_version", newest)
    log.info("brought up from schema %d to %d", version, newest)
