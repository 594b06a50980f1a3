"""Logging: stderr, a rotating private file, and every uncaught exception in it. No foreign text.

An exception's message quotes what it stumbled over: a name, a code, a token. So of exceptions only
kind and place are written (file, line, function), and of other packages' messages only the pattern
they are built with. Our own messages hold ids and numbers; a name in one is a mistake in review.
"""

import faulthandler
import logging
import logging.handlers
import os
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from station_app.domain.errors import StationError

log = logging.getLogger(__name__)

FILE_NAME = "station.log"
CRASH_FILE_NAME = "crash.log"
_SIZE = 1_000_000  # bytes
_PLACES = 6  # that a message of Qt names
_FRAMES = 30
_OURS = ("station_app", "qt", "__main__")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_PLACE_IN_QT = re.compile(r"\bQ[A-Z][A-Za-z0-9]*(?:::\w+)*", re.ASCII)


class Bugs(QObject):
    """Tells the window of errors that nobody expected, from whatever thread."""

    happened = Signal()


bugs = Bugs()


class _Bell(logging.Handler):
    """Whatever is logged with a traceback is a bug somebody should hear of."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.levelno >= logging.ERROR:
            bugs.happened.emit()


class Redacted(logging.Formatter):
    """Writes where something went wrong, and nothing of what it was about."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and for an exception one more for each frame."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {message(record)}"
        if record.exc_info and record.exc_info[1] is not None:
            line = f"{line}\n{trace_of(record.exc_info[1])}"
        return line


def message(record: logging.LogRecord) -> str:
    """Return what a record says without foreign text."""
    if record.name.partition(".")[0] in _OURS:
        arguments = record.args if isinstance(record.args, tuple) else ()
        told = tuple(_told(one) for one in arguments)
        return str(record.msg) % told if told else str(record.msg)
    place = f"{_short(record.pathname)}:{record.lineno}"
    # Without arguments it may have been put together already: nobody knows of what.
    return f"{record.msg} ({place})" if record.args and isinstance(record.msg, str) else place


def _told(value: object) -> object:
    """Return an argument as it may be written: of exceptions only the kind, but of our own."""
    if isinstance(value, BaseException) and not isinstance(value, StationError):
        return type(value).__name__
    return value


def trace_of(error: BaseException) -> str:
    """Return kinds and places of an exception and of those that led to it."""
    return "\n".join(_traces(error, set()))


def _traces(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _traces(before, seen)
        yield "  then:"
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    frames = list(traceback.walk_tb(error.__traceback__))
    if len(frames) > _FRAMES:
        yield f"    … {len(frames) - _FRAMES} frames left out"
    for frame, number in frames[-_FRAMES:]:
        code = frame.f_code
        yield f"    {_short(code.co_filename)}:{number} {code.co_qualname}"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            if id(one) not in seen:
                yield "  one of them:"
                yield from _traces(one, seen)


def _short(path: str) -> str:
    """Return the end of a path: its beginning names whoever uses this laptop."""
    parts = Path(path).parts
    roots = [n for n, part in enumerate(parts) if part in ("site-packages", "station_app")]
    return "/".join(parts[roots[-1] :] if roots else parts[-2:])


class _PrivateFile(logging.handlers.RotatingFileHandler):
    def _open(self):  # type: ignore[no-untyped-def]
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start(folder: Path, level: str) -> None:
    """Log to stderr and to `folder`/station.log. Raises `OSError` where that cannot be written."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    to_file = _PrivateFile(folder / FILE_NAME, maxBytes=_SIZE, backupCount=3, encoding="utf-8")
    root = logging.getLogger()
    root.setLevel(level.upper())
    for handler in (logging.StreamHandler(sys.stderr), to_file):
        handler.setFormatter(Redacted())
        root.addHandler(handler)
    root.addHandler(_Bell())
    logging.raiseExceptions = False  # else a message that does not fit is printed, arguments too
    for chatty in ("httpx", "httpcore", "qasync", "asyncio", "uvicorn", "PIL"):
        # Their messages below WARNING quote addresses and bodies.
        logging.getLogger(chatty).setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = lambda args: _uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    warnings.showwarning = _warned
    qInstallMessageHandler(_from_qt)
    _watch_for_crashes(folder / CRASH_FILE_NAME)


def _watch_for_crashes(path: Path) -> None:
    """Write the threads' places where the process itself breaks; values are never in it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    faulthandler.enable(os.fdopen(descriptor, "wb"), all_threads=True)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("uncaught %s; the door goes on", kind.__name__, exc_info=(kind, error, trace))


def _unraisable(event: "sys.UnraisableHookArgs") -> None:
    error = event.exc_value or event.exc_type()
    log.critical(
        "%s where none can be raised", event.exc_type.__name__, exc_info=(type(error), error, None)
    )


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line  # they quote
    log.warning("%s at %s:%d", category.__name__, _short(filename), lineno)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = _QT_LEVELS.get(kind, logging.WARNING)
    logging.getLogger("qt").log(
        level, "%s %s", context.category or "default", places_in_qt(message)
    )


def places_in_qt(message: str) -> str:
    """Return the classes and methods that a message of Qt names; the rest may quote anything."""
    return " ".join(_PLACE_IN_QT.findall(message)[:_PLACES])
