"""A way to a port of this machine that can be slow, silent or cut."""

import contextlib
import socket
import threading
import time

from tests.support.tls_front import Listener


class Wire(Listener):
    """Hands bytes on to a port, each lot `delay_s` late; not at all while it is silent or cut."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._flows = threading.Event()
        self._flows.set()
        self.delay_s = 0.0
        self.is_cut = False
        super().__init__()

    def __exit__(self, *_: object) -> None:
        self.mend()
        super().__exit__()

    def cut(self) -> None:
        """End all connections, and take no new ones."""
        self.is_cut = True
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def silence(self) -> None:
        """Lose nothing and hand nothing on, as a network that went out of reach."""
        self._flows.clear()

    def mend(self) -> None:
        """Be a good wire again."""
        self.is_cut, self.delay_s = False, 0.0
        self._flows.set()

    def serve(self, connection: socket.socket) -> None:
        if self.is_cut:
            return
        with socket.create_connection(("127.0.0.1", self._target)) as target:
            self._open.add(target)
            for one in (connection, target):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._carry, args=(target, connection), name="wire")
            back.start()
            self._carry(connection, target)
            back.join()
            self._open.discard(target)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                time.sleep(self.delay_s)
                self._flows.wait()
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
