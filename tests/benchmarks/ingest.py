"""A whole guest list over HTTP into the cache, beside a window's loop that must not stall.

`python -m tests.benchmarks.ingest [--plain] [guests ...]` (default 1000 10000 100000; `--plain`
without encryption). Prints seconds, the largest gap of the loop, how long look-ups took meanwhile,
and the growth from step to step.
"""

import asyncio
import contextlib
import gc
import json
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtWidgets import QApplication

from station_app.api.client import ApiClient, open_http
from station_app.api.wire import decode_guest, parse_guest_list
from station_app.domain.guest import GuestId
from station_app.services.ports import Credentials
from station_app.services.session import Session
from station_app.services.sync import Phase, Sync, SyncStatus
from station_app.store.cache import GuestCache
from station_app.store.keys import new_key
from station_app.store.secrets import MemorySecrets
from station_app.ui.event_loop import open_loop
from tests.benchmarks import cached_event

TICK_S = 0.002
_TIDIED_S = 3.0  # by then the writer has merged its index


def _serve(count: int, port: "multiprocessing.Queue[int]") -> None:
    """Answer as a server does that has its list ready. In a process of its own."""
    import socketserver
    from http.server import BaseHTTPRequestHandler

    answers = {
        "/api/v1/login": b'{"status":"success","sessionToken":"' + b"t" * 40 + b'","event":{}}',
        "/api/v1/guest/list/all": cached_event.body(count),
        "/api/v1/guest/list/recent": cached_event.body(0),
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer = answers.get(self.path, b"{}")
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        port.put(server.server_address[1])
        server.serve_forever()


@contextlib.contextmanager
def _server(count: int) -> Iterator[str]:
    context = multiprocessing.get_context("spawn")
    port: multiprocessing.Queue[int] = context.Queue()
    process = context.Process(target=_serve, args=(count, port), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{port.get()}"
    finally:
        process.terminate()
        process.join()


@contextlib.asynccontextmanager
async def _watched(gaps_ms: list[float]) -> AsyncIterator[None]:
    """Note how long the loop was kept from a tick it wanted."""

    async def tick() -> None:
        while True:
            before_s = time.perf_counter()
            await asyncio.sleep(TICK_S)
            gaps_ms.append((time.perf_counter() - before_s - TICK_S) * 1000)

    task = asyncio.ensure_future(tick())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def _delta_ms(store: GuestCache, count: int, number: int, *, renamed: bool) -> float:
    """Return what the writer takes for fifty guests who have just been checked in, or renamed."""
    dice = random.Random(number)
    ids = [GuestId(cached_event.guest(dice.randrange(count), dice)["id"]) for _ in range(50)]
    guests = [json.loads(guest.raw) for guest in (await store.by_ids(ids)).values()]
    for guest in guests:
        guest["checkInDateTime"] = f"2026-06-01T19:{number:02d}:00+02:00"
        if renamed:
            guest["fields"]["lastName"] += f" {number}"
    news = parse_guest_list(cached_event.answer(guests))
    begin_s = time.perf_counter()
    await store.apply_recent(news)
    return (time.perf_counter() - begin_s) * 1000


async def measure(url: str, folder: Path, count: int) -> float:
    """Load, reconcile and look up; print one row. Returns the seconds of the first load."""
    gaps_ms: list[float] = []
    looks_ms: list[float] = []
    with ThreadPoolExecutor(1) as worker:
        async with open_http() as http:
            api = ApiClient(http, worker)
            who = Credentials(server=url, event_id="1", station="x", app_code="code")
            session = Session(api, MemorySecrets(), who)
            key = None if "--plain" in sys.argv else new_key()
            store = await GuestCache.open(folder / f"{count}.db", decode_guest, key)
            sync = Sync(session, store, api, poll_s=3600, reconcile_s=3600)
            live = asyncio.Event()

            def told(status: SyncStatus) -> None:
                if status.phase is Phase.LIVE and status.loaded:
                    live.set()

            async def look_up() -> None:
                while True:
                    begin_s = time.perf_counter()
                    await store.by_codes([f"C{count // 2:06d}"])
                    looks_ms.append((time.perf_counter() - begin_s) * 1000)
                    await asyncio.sleep(0.02)

            sync.on_status = told
            await session.log_in()  # the first request of all imports what it needs
            looking = asyncio.ensure_future(look_up())
            await asyncio.sleep(0.1)
            before_mb = _resident_mb()
            async with _watched(gaps_ms):
                begin_s = time.perf_counter()
                polling = asyncio.ensure_future(sync.run())
                await live.wait()
                load_s = time.perf_counter() - begin_s
                peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                for loads in (False, True, False):  # the first ends, the second begins and ends
                    if loads:
                        begin_s = time.perf_counter()
                        sync.reload()
                    while (sync._loading is not None) is not loads:  # noqa: ASYNC110
                        await asyncio.sleep(0.001)
                again_s = time.perf_counter() - begin_s
            assert (await store.totals()).listed == count
            await asyncio.sleep(_TIDIED_S)
            deltas_ms, renamed_ms = [], []
            for number in range(20):
                deltas_ms.append(await _delta_ms(store, count, number, renamed=False))
                renamed_ms.append(await _delta_ms(store, count, number + 20, renamed=True))
                await asyncio.sleep(0.2)
            for task in (looking, polling):
                task.cancel()
            await asyncio.gather(looking, polling, return_exceptions=True)
            await sync.stop()
            await store.close()
    print(
        f"{count:>9}{load_s:9.2f}{load_s / count * 1e6:9.0f}{again_s:11.2f}"
        f"{statistics.median(deltas_ms):9.1f}{statistics.median(renamed_ms):9.1f}"
        f"{max(gaps_ms):9.1f}{statistics.median(looks_ms):9.1f}{max(looks_ms):9.1f}"
        f"{before_mb:9.0f}{peak_mb:9.0f}",
        end="",
    )
    return load_s


def main() -> None:
    counts = [int(a) for a in sys.argv[1:] if a != "--plain"] or [1000, 10_000, 100_000]
    app = QApplication([])
    print(
        "                     load  reconcile     delta 50, ms  loop gap        look-up ms"
        "       resident MB"
    )
    print(
        f"{'guests':>9}{'s':>9}{'us each':>9}{'s':>11}{'check-in':>9}{'renamed':>9}{'ms':>9}"
        f"{'median':>9}{'worst':>9}"
        f"{'before':>9}{'peak':>9}  growth"
    )
    last: tuple[int, float] | None = None
    gc.disable()  # as the program does
    with tempfile.TemporaryDirectory() as folder, open_loop(app) as loop:
        for count in counts:
            with _server(count) as url:
                load_s = loop.run_until_complete(measure(url, Path(folder), count))
            print(f"  x{count / last[0]:.0f} guests, x{load_s / last[1]:.1f} s" if last else "")
            last = (count, load_s)


if __name__ == "__main__":
    main()
