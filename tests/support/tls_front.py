"""TLS before a server of this machine, and a proxy to it: what was connected to is written down."""

import contextlib
import socket
import ssl
import threading
from pathlib import Path
from typing import Self

CERTIFICATES = Path(__file__).parents[1] / "data" / "tls"
_PATIENCE_S = 10.0


class Listener:
    """Accepts connections on a port of this machine, each in a thread of its own."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, name="listener")]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(_PATIENCE_S)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), name="connection")
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        self._open.add(connection)
        try:
            with connection, contextlib.suppress(OSError):
                self.serve(connection)
        finally:
            self._open.discard(connection)

    def serve(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def join(self, one: socket.socket, other: socket.socket) -> None:
        """Hand bytes on in both directions until either side ends."""
        self._open.add(other)
        back = threading.Thread(target=_pump, args=(other, one), name="pump")
        back.start()
        _pump(one, other)
        back.join(_PATIENCE_S)
        self._open.discard(other)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for one in (source, target):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


class TlsFront(Listener):
    """Speaks TLS with a certificate of tests/data/tls, and hands on to a port of this machine.

    `names` are those asked for in handshakes, `bytes_in` what came through TLS.
    """

    def __init__(self, port: int, certificate: str = "good") -> None:
        self._target = port
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.names: list[str | None] = []
        self.bytes_in = 0
        self._context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self.show(certificate)
        super().__init__()

    def show(self, certificate: str) -> None:
        """Show another certificate from the next handshake on."""
        self._context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def serve(self, connection: socket.socket) -> None:
        connection.settimeout(_PATIENCE_S)
        with (
            self._context.wrap_socket(connection, server_side=True) as tls,
            socket.create_connection(("127.0.0.1", self._target)) as target,
        ):
            tls.settimeout(0.05)
            target.settimeout(0.05)
            self._open.update((tls, target))
            try:
                self._carry(tls, target)
            finally:
                self._open.difference_update((tls, target))

    def _carry(self, tls: socket.socket, target: socket.socket) -> None:
        """Carry both ways on one thread: a TLS connection is not for two at once."""
        while True:
            for source, sink in ((tls, target), (target, tls)):
                with contextlib.suppress(TimeoutError):
                    data = source.recv(65536)
                    if not data:
                        return
                    self.bytes_in += len(data) if source is tls else 0
                    sink.sendall(data)


class Proxy(Listener):
    """An HTTP proxy that leads every tunnel to one port; `asked` is what it was asked for."""

    def __init__(self, port: int) -> None:
        self._target = port
        self.asked: list[str] = []
        super().__init__()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, connection: socket.socket) -> None:
        connection.settimeout(_PATIENCE_S)
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65536)
            if not data:
                return
            head += data
        self.asked.append(head.decode("latin-1"))
        if not head.startswith(b"CONNECT "):
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", self._target)) as target:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            self.join(connection, target)
