"""Pictures and films of codes, made by segno and numpy."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

Image = NDArray[np.uint8]


def qr(text: str, module_px: int = 6) -> Image:
    """Return a grey picture of a QR code with its quiet zone."""
    matrix = np.array([list(row) for row in segno.make_qr(text).matrix_iter(border=4)])
    modules: Image = np.where(matrix > 0, 0, 255).astype(np.uint8)
    picture: Image = modules.repeat(module_px, axis=0).repeat(module_px, axis=1)
    return picture


def scene(width: int = 1280, height: int = 720, seed: int = 1) -> Image:
    """Return a picture of nothing in particular: soft shapes and camera noise."""
    noise = np.random.default_rng(seed)
    coarse = noise.integers(60, 200, (9, 16, 3), dtype=np.uint8)
    smooth = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = noise.normal(0, 4, smooth.shape)
    picture: Image = np.clip(smooth + grain, 0, 255).astype(np.uint8)
    return picture


def paste(picture: Image, code: Image, x: int, y: int) -> Image:
    """Return the picture with a grey code at x, y."""
    result = picture.copy()
    height, width = code.shape
    result[y : y + height, x : x + width] = code[..., None]
    return result


def badge(text: str, width: int = 640, height: int = 480, seed: int = 1) -> Image:
    """Return a scene with a code in its middle."""
    code = qr(text)
    x, y = (width - code.shape[1]) // 2, (height - code.shape[0]) // 2
    return paste(scene(width, height, seed), code, x, y)


def film(path: Path, frames: Iterable[Image], fps: float = 30.0) -> Path:
    """Write an MJPG film, a picture at a time."""
    writer = None
    for frame in frames:
        if writer is None:
            size = (frame.shape[1], frame.shape[0])
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
        writer.write(frame)
    assert writer is not None
    writer.release()
    return path


def pattern(folder: Path, frames: Sequence[Image]) -> str:
    """Write numbered pictures; return the pattern that names them."""
    for number, frame in enumerate(frames):
        cv2.imwrite(str(folder / f"frame{number:03d}.png"), frame)
    return str(folder / "frame%03d.png")
