"""psycopg, which looks for PostgreSQL's client library when it is imported.

Packages for Linux leave libpq to the system; everywhere else one comes along.
"""

LACKING = "PostgreSQL's client library is not installed: sudo apt install libpq5"


class NoLibrary(Exception):
    """The system has no libpq, or one too old. It is looked for once in a run."""


def load() -> None:
    """Import psycopg, which may take a moment: not on the window's thread. Raises `NoLibrary`."""
    try:
        import psycopg  # noqa: F401 - only to know whether it can be
    except ImportError as error:
        if error.name is not None:  # a module is missing: the program is not whole
            raise
        raise NoLibrary from error
