"""Logging: stderr, a rotating private file, and every uncaught exception in it."""

import logging
import logging.handlers
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger(__name__)

_SIZE = 1_000_000  # bytes
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _PrivateFile(logging.handlers.RotatingFileHandler):
    def _open(self):  # type: ignore[no-untyped-def]
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start(folder: Path, level: str) -> None:
    """Log to stderr and to `folder`/station.log. Raises `OSError` where that cannot be written."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    to_file = _PrivateFile(folder / "station.log", maxBytes=_SIZE, backupCount=3, encoding="utf-8")
    root = logging.getLogger()
    root.setLevel(level.upper())
    for handler in (logging.StreamHandler(sys.stderr), to_file):
        handler.setFormatter(line)
        root.addHandler(handler)
    for chatty in ("httpx", "httpcore", "qasync", "asyncio", "uvicorn", "PIL"):
        # Their messages below WARNING quote addresses and bodies.
        logging.getLogger(chatty).setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    qInstallMessageHandler(_from_qt)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("uncaught %s; the door goes on", kind.__name__, exc_info=(kind, error, trace))


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
    del context
