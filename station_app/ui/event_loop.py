"""Runs the program on one loop, which is Qt's and asyncio's at once."""

import asyncio
import contextlib
import contextvars
import logging
import signal
import socket
import sys
import time
import weakref
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator
from typing import Any

import qasync
from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

_TURN_S = 0.0005
"""How long a busy thread keeps Python from the window: two of them and it is still well under a
frame (by default each would keep it for 5 ms)."""
_SLICE_S = 0.004  # then Qt has its turn: a quarter of a frame


class _Ready(QObject):
    """What runs next, in order, without a timer of Qt for each step of each coroutine."""

    _due = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._handles: deque[asyncio.Handle] = deque()
        self._is_due = False
        self._due.connect(self._run, Qt.ConnectionType.QueuedConnection)
        self._rest = QTimer(self)  # behind what Qt has to do, else it would never paint
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._run)

    def add(self, handle: asyncio.Handle) -> None:
        """Run it soon; on the thread of the loop."""
        self._handles.append(handle)
        if not self._is_due:
            self._is_due = True
            self._due.emit()

    def close(self) -> None:
        """Forget what has not run."""
        self._handles.clear()

    @Slot()
    def _run(self) -> None:
        until = time.monotonic() + _SLICE_S
        try:
            while self._handles and time.monotonic() < until:
                handle = self._handles.popleft()
                if not handle.cancelled():
                    handle._run()
        finally:
            self._is_due = bool(self._handles)
            if self._is_due:
                self._rest.start(0)


class StationLoop(qasync.QEventLoop):  # type: ignore[misc]
    """Qt's loop as asyncio's; a chain of callbacks runs in one go, as asyncio's own does.

    An answer takes a dozen steps. As a timer of Qt each they take some 2 ms.
    """

    def __init__(self, app: QApplication) -> None:
        self._ready_now = _Ready()
        super().__init__(app)

    def call_soon(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Run a callback after those that wait already."""
        handle = asyncio.Handle(callback, args, self, context)
        self._ready_now.add(handle)
        return handle

    def close(self) -> None:
        """Run nothing any more."""
        super().close()
        self._ready_now.close()


def run_until_complete(app: QApplication, program: Coroutine[object, object, None]) -> None:
    """Run a program to its end. What nobody awaits and fails is logged with its traceback."""
    with open_loop(app) as loop:
        loop.set_exception_handler(_log_unhandled)
        loop.run_until_complete(program)


@contextlib.contextmanager
def open_loop(app: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """Join asyncio to Qt's loop. Asynchronous generators are closed on it, which qasync leaves out:
    one of httpx that a cancelled request left behind must not be closed by nobody."""
    loop = StationLoop(app)
    asyncio.set_event_loop(loop)
    open_ones: weakref.WeakSet[AsyncGenerator[object, object]] = weakref.WeakSet()
    hooks = sys.get_asyncgen_hooks()

    def close(generator: AsyncGenerator[object, object]) -> None:
        open_ones.discard(generator)
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: asyncio.ensure_future(generator.aclose()))

    async def close_all() -> None:
        await asyncio.gather(*(one.aclose() for one in open_ones), return_exceptions=True)

    turn_s = sys.getswitchinterval()
    with loop:
        sys.set_asyncgen_hooks(firstiter=open_ones.add, finalizer=close)
        sys.setswitchinterval(_TURN_S)
        try:
            yield loop
            loop.run_until_complete(close_all())
        finally:
            sys.set_asyncgen_hooks(*hooks)
            sys.setswitchinterval(turn_s)
            asyncio.set_event_loop(None)


def _log_unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Log what nobody awaited. asyncio's own message quotes callbacks with their arguments."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        log.error("unhandled on the loop", exc_info=error)
    else:
        log.error("unhandled on the loop: %s", ", ".join(sorted(context)))


@contextlib.contextmanager
def signals_close(closed: asyncio.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT close as the window's button does.

    Python runs handlers only between its own instructions; the socket wakes Qt's loop for them.
    """
    reading, writing = socket.socketpair()
    reading.setblocking(False)
    writing.setblocking(False)
    old_fd = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read)

    def drain() -> None:
        with contextlib.suppress(OSError):
            reading.recv(64)

    notifier.activated.connect(drain)
    wanted = [signal.SIGTERM, signal.SIGINT]
    before = {number: signal.signal(number, lambda *_: closed.set()) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(old_fd)
        notifier.setEnabled(False)
        notifier.deleteLater()
        reading.close()
        writing.close()
