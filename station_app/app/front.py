"""A second start on the same data folder brings the running window to the front instead.

What passes between the two is a connection and nothing else: whoever could make one may at most
raise a window. The socket stands in the data folder, which is this user's alone.
"""

import hashlib
import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

_PATIENCE_MS = 1000
_LONGEST = 100  # bytes that the path of a socket may have, a few less than any system takes


def address(folder: Path) -> str:
    """Return where the station of a data folder listens, the same for every process."""
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    name = f"checkin-station-{digest}"
    path = str(folder.resolve() / name)
    fits = os.name == "posix" and len(os.fsencode(path)) <= _LONGEST
    return path if fits else name  # a pipe's name, or one in the system's temporary folder


def ask_running(folder: Path) -> bool:
    """Ask the station that runs on a folder to show itself; False if it does not hear.

    Waits a second at most: the other one may hang. Needs no event loop.
    """
    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    heard = socket.waitForConnected(_PATIENCE_MS)
    socket.abort()
    return heard


class Front:
    """Listens for other starts. Only for the process that holds the lock of its folder."""

    def __init__(self, folder: Path, come_forward: Callable[[], None]) -> None:
        self._come_forward = come_forward
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        name = address(folder)
        QLocalServer.removeServer(name)  # of one that broke off: nobody else has the lock
        if not self._server.listen(name):
            log.warning("other starts are not heard: %s", self._server.serverError().name)

    def _called(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.abort()
            socket.deleteLater()
        self._come_forward()

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()
        self._server.deleteLater()
