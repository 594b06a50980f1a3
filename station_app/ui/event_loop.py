"""Runs the program on one loop, which is Qt's and asyncio's at once."""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
import weakref
from collections.abc import AsyncGenerator, Coroutine, Iterator

import qasync
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

_TURN_S = 0.0005
"""How long a busy thread keeps Python from the window: two of them and it is still well under a
frame (by default each would keep it for 5 ms)."""


def run_until_complete(app: QApplication, program: Coroutine[object, object, None]) -> None:
    """Run a program to its end. What nobody awaits and fails is logged with its traceback."""
    with open_loop(app) as loop:
        loop.set_exception_handler(_log_unhandled)
        loop.run_until_complete(program)


@contextlib.contextmanager
def open_loop(app: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """Join asyncio to Qt's loop. Asynchronous generators are closed on it, which qasync leaves out:
    one of httpx that a cancelled request left behind must not be closed by nobody."""
    loop = qasync.QEventLoop(app)
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
        gc.freeze()  # modules live as long as the program: looking through them takes 30 ms
        try:
            yield loop
            loop.run_until_complete(close_all())
        finally:
            sys.set_asyncgen_hooks(*hooks)
            sys.setswitchinterval(turn_s)
            gc.unfreeze()
            asyncio.set_event_loop(None)


def _log_unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    log.error(
        "unhandled on the loop: %s",
        context.get("message"),
        exc_info=error if isinstance(error, BaseException) else None,
    )


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
