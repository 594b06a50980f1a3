"""What each engine and the pipeline read of spoilt codes, and what empty frames cost.

Run: python -m tests.benchmarks.decode [--quick] [--frames N] [--free N] [--seed N]
"""

import argparse
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from station_app.scanners.decode import Decoder
from tests.benchmarks.decode_pictures import ROWS, SIZES, Image, code_free, coded
from tests.scanners.pictures import scene

Retry = Callable[[Image], Image]


def _scaled(factor: float) -> Retry:
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return lambda grey: cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way)


def _sharp(grey: Image, sigma: float, amount: float) -> Image:
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    return cv2.addWeighted(grey, 1 + amount, soft, -amount, 0)


def _stretched(grey: Image) -> Image:
    low, high = np.percentile(grey[::4, ::4], (1, 99))
    table = (np.arange(256) - low) * 255 / max(high - low, 1)
    return cv2.LUT(grey, np.clip(table, 0, 255).astype(np.uint8))


def _binary(grey: Image, reach: int) -> Image:
    way = cv2.ADAPTIVE_THRESH_MEAN_C
    return cv2.adaptiveThreshold(cv2.blur(grey, (3, 3)), 255, way, cv2.THRESH_BINARY, reach, 1)


# What somebody else might try on a frame, whether the program does so or not: "any" in the table.
RETRIES: dict[str, Retry] = {
    "half": _scaled(0.5),
    "third": _scaled(1 / 3),
    "larger": _scaled(1.5),
    "double": _scaled(2),
    "median": lambda grey: cv2.medianBlur(grey, 3),
    "smooth": lambda grey: cv2.blur(grey, (3, 3)),
    "sharp": lambda grey: _sharp(grey, 2, 1),
    "double sharp": lambda grey: _sharp(_scaled(2)(grey), 4, 2),
    "stretched": _stretched,
    "binary": lambda grey: _binary(grey, 25),
    "half binary": lambda grey: _binary(_scaled(0.5)(grey), 31),
    "histogram": cv2.equalizeHist,
}
_SECOND = ("half", "smooth", "stretched")  # retries tried with the second engine as well


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one coded frame. Times in milliseconds of one core."""

    row: str
    height: int
    side_px: float
    engines: tuple[bool, ...]
    first: bool
    pipeline: bool
    any: bool
    wrong: int
    ms: tuple[float, ...]


def _by_zxing(grey: Image) -> set[str]:
    """Return what the library reads as it comes, all its own retries included."""
    read: Callable[..., Any] = zxingcpp.read_barcodes  # its stubs know only the newest version
    codes = read(grey, formats=zxingcpp.BarcodeFormat.QRCode, text_mode=zxingcpp.TextMode.Plain)
    return {code.text for code in codes}


def _by_zbar(grey: Image) -> set[str]:
    codes = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return {code.data.decode("utf-8", "replace") for code in codes}


ENGINES: dict[str, Callable[[Image], set[str]]] = {"zxing-cpp": _by_zxing, "zbar": _by_zbar}


def _judge(decoder: Decoder, row: str, number: int, seed: int) -> Result:
    frame, shot = coded(row, number, seed)
    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    engines = tuple(shot.text in read(grey) for read in ENGINES.values())
    read: list[bool] = []
    wrong, times_ms = 0, []
    for _ in range(decoder.round_frames):
        start_s = time.thread_time()
        found = {code.text for code in decoder.decode(frame)}
        times_ms.append((time.thread_time() - start_s) * 1000)
        read.append(shot.text in found)
        wrong += bool(found - {shot.text})
        if read[-1]:
            break
    others = any(engines) or read[-1]
    others = others or any(shot.text in _by_zxing(make(grey)) for make in RETRIES.values())
    others = others or any(shot.text in _by_zbar(RETRIES[name](grey)) for name in _SECOND)
    return Result(
        row, frame.shape[0], shot.side_px, engines, read[0], read[-1], others, wrong,
        tuple(times_ms),
    )  # fmt: skip


def _line(name: str, results: list[Result]) -> str:
    count = len(results)

    def share(flags: Iterable[bool]) -> str:
        return f"{100 * sum(flags) / count:9.1f}"

    engines = (share(r.engines[index] for r in results) for index in range(2))
    mean_ms = sum(sum(r.ms) for r in results) / sum(len(r.ms) for r in results)
    best = max(sum(r.engines[index] for r in results) for index in range(2))
    mark = "  below an engine" if sum(r.pipeline for r in results) < best else ""
    return (
        f"{name:<14}{count:>6}{''.join(engines)}{share(r.first for r in results)}"
        f"{share(r.pipeline for r in results)}{share(r.any for r in results)}{mean_ms:9.1f}{mark}"
    )


def _measure_empty(decoder: Decoder) -> None:
    """Print what frames without a code cost, over some rounds of the ladder."""
    print(f"\n{'empty frames':<22}{'core ms':>9}{'worst':>9}")
    kinds: dict[str, Callable[[int, tuple[int, int]], Image]] = {
        "calm": lambda number, size: scene(*size, seed=number),
        "cluttered": code_free,
    }
    for size in SIZES:
        for name, make in kinds.items():
            height = size[1]
            frames = [make(number, size) for number in range(20)]
            times_ms = []
            for frame in frames * 4:
                start_s = time.thread_time()
                decoder.decode(frame)
                times_ms.append((time.thread_time() - start_s) * 1000)
            print(f"{f'{height}p {name}':<22}{np.mean(times_ms):9.2f}{max(times_ms):9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="under a minute")
    parser.add_argument("--frames", type=int, help="coded frames for each row")
    parser.add_argument("--free", type=int, help="frames without a code")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = options.frames or (6 if options.quick else 60)
    free = options.free if options.free is not None else (100 if options.quick else 10_000)
    decoder = Decoder()
    names = decoder.load()
    if len(names) < 2:
        raise SystemExit(f"both engines are needed, only these can be used: {names}")
    print(f"frames in a round: {decoder.round_frames}; shares in per cent")
    titles = (*ENGINES, "first", "pipeline", "any", "core ms")
    print(f"{'row':<14}{'frames':>6}{''.join(f'{title:>9}' for title in titles)}")
    results: list[Result] = []
    for row in ROWS:
        of_row = [_judge(decoder, row, number, options.seed) for number in range(count)]
        print(_line(row, of_row), flush=True)
        results += of_row
    print(_line("all", results))
    for _, height in SIZES:
        print(_line(f"{height}p", [r for r in results if r.height == height]))
    for low, high in ((50, 80), (80, 130), (130, 301)):
        sized = [r for r in results if low <= r.side_px < high]
        print(_line(f"{low}-{high} px", sized))
    any_read, read = sum(r.any for r in results), sum(r.pipeline for r in results)
    print(f"pipeline reads {100 * read / any_read:.1f} % of what anything reads;", end=" ")
    print(f"wrong texts on coded frames: {sum(r.wrong for r in results)}")
    _measure_empty(decoder)
    false = 0
    for number in range(free):
        size = SIZES[(0, 1, 1, 1, 2)[number % 5]]
        false += len(decoder.decode(code_free(number, size, options.seed)))
    print(f"\nfalse texts on {free} code-free frames: {false}")


if __name__ == "__main__":
    main()
