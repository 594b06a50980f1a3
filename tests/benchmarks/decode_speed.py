"""Milliseconds a frame (of one core, and by the clock) and which engine read it.

Run: python -m tests.benchmarks.decode_speed
"""

import statistics
import time
from collections import Counter

from station_app.scanners.decode import Decoder
from tests.scanners.pictures import badge, scene

SIZES = {"480p": (640, 480), "720p": (1280, 720), "1080p": (1920, 1080)}
ROUNDS = 90


def main() -> None:
    """Print one line per size and kind of frame."""
    decoder = Decoder()
    print("engines:", ", ".join(decoder.load()) or "none")
    print(f"{'frame':<14}{'core ms':>9}{'mean ms':>9}{'median':>9}{'worst':>9}  read by")
    for name, (width, height) in SIZES.items():
        for kind in ("empty", "coded"):
            make = scene if kind == "empty" else lambda w, h, seed: badge("GUEST-0815", w, h, seed)
            frames = [make(width, height, seed) for seed in range(3)]
            times_ms, engines = [], Counter[str]()
            cpu_s = time.thread_time()
            for number in range(ROUNDS):
                start_s = time.perf_counter()
                found = decoder.decode(frames[number % 3])
                times_ms.append((time.perf_counter() - start_s) * 1000)
                engines[found[0].engine if found else "-"] += 1
            cpu_ms = (time.thread_time() - cpu_s) * 1000 / ROUNDS
            figures = (
                cpu_ms,
                statistics.mean(times_ms),
                statistics.median(times_ms),
                max(times_ms),
            )
            readers = ", ".join(f"{engine} {count}" for engine, count in engines.items())
            print(f"{name + ' ' + kind:<14}" + "".join(f"{f:9.2f}" for f in figures), "", readers)


if __name__ == "__main__":
    main()
