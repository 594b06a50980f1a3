"""The station's four sounds, made as the design says: `python -m tests.ui.sounds` writes them.

Equal loudness is by A-weighted energy over a quarter of a second, the ear's own span; the loudest
peak is at -3 dBFS, the others lie below it.
"""

import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from station_app.ui.sound.families import Sound

FOLDER = Path(__file__).parents[2] / "resources" / "sounds"
RATE = 48_000
PEAK = 10 ** (-3 / 20)
_EAR_S = 0.25

Samples = npt.NDArray[np.float64]


def _seconds(ms: float) -> Samples:
    return np.arange(round(RATE * ms / 1000)) / RATE


def _db(level: float) -> float:
    return float(10 ** (level / 20))


def _silence(ms: float) -> Samples:
    return np.zeros_like(_seconds(ms))


def _attack(at: Samples, ms: float) -> Samples:
    return np.minimum(1.0, at / (ms / 1000))


def _bell(hertz: float, ms: float) -> Samples:
    """A sine with its octave at -12 dB, struck and dying away."""
    at = _seconds(ms)
    tone = np.sin(2 * np.pi * hertz * at) + _db(-12) * np.sin(4 * np.pi * hertz * at)
    fade = np.exp(-4 * at / at[-1]) * np.minimum(1.0, (at[-1] - at) / 0.005)
    return tone * _attack(at, 5) * fade


def _knock(hertz: float, ms: float) -> Samples:
    """A triangle that holds and lets go."""
    at = _seconds(ms)
    tone = 2 / np.pi * np.arcsin(np.sin(2 * np.pi * hertz * at))
    release = np.clip((at[-1] - at) / 0.047, 0.0, 1.0)
    return tone * _attack(at, 3) * release


def _horn(hertz: float, ms: float) -> Samples:
    """A tone that small loudspeakers carry too, by its third and fifth harmonics."""
    at = _seconds(ms)
    turn = 2 * np.pi * hertz * at
    tone = np.sin(turn) + _db(-6) * np.sin(3 * turn) + _db(-10) * np.sin(5 * turn)
    return tone * _attack(at, 2) * np.clip((at[-1] - at) / 0.06, 0.0, 1.0)


def _tick(hertz: float, ms: float) -> Samples:
    """A short sine, gone at its end."""
    at = _seconds(ms)
    return np.sin(2 * np.pi * hertz * at) * _attack(at, 2) * (1 - at / at[-1])


_MADE: dict[Sound, Callable[[], list[Samples]]] = {
    Sound.WELCOME: lambda: [_bell(659, 90), _bell(988, 170)],
    Sound.ATTENTION: lambda: [_knock(880, 110), _silence(70), _knock(880, 110)],
    Sound.STOP: lambda: [_horn(392, 180), _horn(294, 320)],
    Sound.UNKNOWN: lambda: [*[_tick(1319, 45), _silence(45)] * 2, _tick(1319, 45)],
}


def loudness(samples: Samples) -> float:
    """Return the loudest quarter of a second's A-weighted energy."""
    span = round(RATE * _EAR_S)
    padded = np.pad(samples, (0, max(0, span - len(samples))))
    starts = range(0, len(padded) - span + 1, RATE // 100)
    return max(_weighted(padded[start : start + span]) for start in starts)


def _weighted(samples: Samples) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    f2 = np.fft.rfftfreq(len(samples), 1 / RATE) ** 2
    weight = 12194**2 * f2**2 / ((f2 + 20.6**2) * (f2 + 12194**2))
    weight /= np.sqrt((f2 + 107.7**2) * (f2 + 737.9**2))
    return float(np.sum(power * weight**2))


def made() -> dict[Sound, Samples]:
    """Return all four, equally loud."""
    raw = {sound: np.concatenate(make()) for sound, make in _MADE.items()}
    even = {sound: samples / np.sqrt(loudness(samples)) for sound, samples in raw.items()}
    highest = max(np.abs(samples).max() for samples in even.values())
    return {sound: samples * (PEAK / highest) for sound, samples in even.items()}


def main() -> int:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for sound, samples in made().items():
        with wave.open(str(FOLDER / f"{sound}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
