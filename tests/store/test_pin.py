"""The PIN file: right and wrong, waits that grow and survive, and what stands in it."""

import stat
from pathlib import Path

import pytest

from station_app.store.pin import FILE_NAME, PinFile, is_pin


class Clocks:
    def __init__(self) -> None:
        self.wall, self.steady = 1_700_000_000.0, 100.0

    def advance(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def open(self, folder: Path) -> PinFile:
        """Open it as another start does: what runs evenly begins anew."""
        return PinFile(folder, lambda: self.wall, lambda: self.steady)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def test_nothing_is_asked_until_one_is_set(tmp_path: Path, clocks: Clocks) -> None:
    pins = clocks.open(tmp_path)
    assert not pins.is_set
    pins.set("2468")
    assert pins.is_set
    assert pins.check("2468")
    pins.remove()
    assert not pins.is_set


@pytest.mark.parametrize(
    "text", ["", "123", "1234567890123", "12a4", "１２３４", " 1234", "1234\n"]
)
def test_only_four_to_twelve_digits_are_one(tmp_path: Path, clocks: Clocks, text: str) -> None:
    assert not is_pin(text)
    with pytest.raises(ValueError, match="not a PIN"):
        clocks.open(tmp_path).set(text)


def test_waits_double_up_to_five_minutes(tmp_path: Path, clocks: Clocks) -> None:
    pins = clocks.open(tmp_path)
    pins.set("2468")
    waits = []
    for _ in range(11):
        assert not pins.check("0000")
        waits.append(pins.wait_s())
        clocks.advance(waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert pins.check("2468")
    assert pins.wait_s() == 0
    assert not pins.check("0000")
    assert pins.wait_s() == 1


def test_the_right_one_is_not_even_looked_at_before_its_time(
    tmp_path: Path, clocks: Clocks
) -> None:
    pins = clocks.open(tmp_path)
    pins.set("2468")
    assert not pins.check("0000")
    assert not pins.check("2468")
    assert pins.wait_s() == 1  # a try too early costs nothing more
    clocks.advance(1)
    assert pins.check("2468")


def test_waits_survive_a_restart_and_clocks_that_jump(tmp_path: Path, clocks: Clocks) -> None:
    pins = clocks.open(tmp_path)
    pins.set("2468")
    for _ in range(5):
        pins.check("0000")
        clocks.advance(pins.wait_s())
    pins.check("0000")
    assert clocks.open(tmp_path).wait_s() == 32
    clocks.wall += 10**6  # set ahead while it runs: no help
    assert pins.wait_s() == 32
    clocks.wall -= 2 * 10**6  # set back: no longer than the wait itself
    assert clocks.open(tmp_path).wait_s() == 32


def test_a_try_counts_before_it_is_looked_at(
    tmp_path: Path, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = clocks.open(tmp_path)
    pins.set("2468")

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("station_app.store.pin._matches", killed)
    with pytest.raises(KeyboardInterrupt):
        pins.check("2468")
    assert clocks.open(tmp_path).wait_s() == 1


def test_the_file_is_private_and_does_not_hold_the_pin(tmp_path: Path, clocks: Clocks) -> None:
    pins = clocks.open(tmp_path)
    pins.set("975318")
    path = tmp_path / FILE_NAME
    first = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"975318" not in first
    pins.set("975318")
    assert path.read_bytes() != first  # salted


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b"\xff", b'{"salt": 7}', b'{"failed": "x", "at": null, "hash": "zz"}',
     b'{"failed": NaN, "at": Infinity}', b"[" * 100_000],
)  # fmt: skip
def test_a_damaged_file_is_a_pin_nobody_knows(
    tmp_path: Path, clocks: Clocks, content: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    pins = clocks.open(tmp_path)
    assert pins.is_set
    assert pins.wait_s() == 0
    assert not pins.check("2468")
    assert pins.wait_s() > 0
