"""Codes are read, whatever an engine does wrong."""

import subprocess
import sys
from collections.abc import Iterable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from station_app.scanners.decode import CodeKind, Decoded, Decoder, ZxingEngine
from tests.benchmarks.decode import ENGINES
from tests.benchmarks.decode_pictures import coded

from .pictures import Image, badge, paste, qr, scene


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    decoder = Decoder()
    assert decoder.load()[0] == "zxing-cpp"
    return decoder


def test_a_code_is_read_where_it_is(decoder: Decoder) -> None:
    code = qr("GUEST-0815")
    found = decoder.decode(paste(scene(640, 480), code, 100, 60))
    assert [f.text for f in found] == ["GUEST-0815"]
    quiet = 4 * 6
    assert found[0].corners[0] == pytest.approx((100 + quiet, 60 + quiet), abs=3)
    assert found[0].corners[2] == pytest.approx(
        (100 + code.shape[1] - quiet, 60 + code.shape[0] - quiet), abs=3
    )


def test_grey_and_colour_pictures_are_read_at_once_and_inverted_ones_within_two_frames(
    decoder: Decoder,
) -> None:
    picture = badge("abc123")
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    for image in (picture, grey):
        assert [f.text for f in decoder.decode(image)] == ["abc123"]
    found = decoder.decode(255 - picture) or decoder.decode(255 - picture)
    assert [f.text for f in found] == ["abc123"]


def test_the_code_nearest_to_the_centre_comes_first(decoder: Decoder) -> None:
    picture = scene(1280, 720)
    for text, x in (("left", 40), ("centre", 540), ("right", 1000)):
        picture = paste(picture, qr(text), x, 260)
    assert decoder.decode(picture)[0].text == "centre"
    assert {f.text for f in decoder.decode(picture)} == {"left", "centre", "right"}


def test_an_empty_scene_holds_no_code(decoder: Decoder) -> None:
    assert all(decoder.decode(scene(640, 480, seed)) == () for seed in range(10))


@pytest.mark.parametrize("text", ["Grüße 東京", "https://example.org/t/abc123?x=1", "\x1d01", "😀"])
def test_any_text_comes_back_as_it_is(decoder: Decoder, text: str) -> None:
    assert [f.text for f in decoder.decode(badge(text))] == [text]


def drawn(kind: str, text: str) -> Image:
    import zxingcpp

    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    picture: Image = np.pad(np.asarray(code.to_image(scale=4)), 40, constant_values=255)
    return picture


@pytest.mark.parametrize(
    ("kind", "drawn_kind", "text"),
    [
        (CodeKind.QR, "QRCode", "ABC123"),
        (CodeKind.AZTEC, "Aztec", "ABC123"),
        (CodeKind.DATA_MATRIX, "DataMatrix", "ABC123"),
        (CodeKind.PDF417, "PDF417", "ABC123"),
        (CodeKind.CODE_128, "Code128", "ABC123"),
        (CodeKind.EAN, "EAN13", "4006381333931"),
        (CodeKind.EAN, "EAN8", "73513537"),
    ],
)
def test_each_kind_is_read_only_when_asked_for(kind: CodeKind, drawn_kind: str, text: str) -> None:
    picture = drawn(drawn_kind, text)
    others = frozenset(CodeKind) - {kind}
    for kinds, texts in (
        (frozenset({kind}), [text]),
        (frozenset(CodeKind), [text]),
        (others, []),
    ):
        decoder = Decoder(kinds)
        assert decoder.load()
        assert [f.text for f in decoder.decode(picture, thorough=True)] == texts


class Broken:
    name = "broken"

    def __init__(self, kinds: frozenset[CodeKind]) -> None:
        self.kinds = kinds

    def read(self, _image: Image, **_how: bool) -> Iterable[Decoded]:
        raise ValueError("too secret to log")


def missing(_kinds: frozenset[CodeKind]) -> Broken:
    raise ImportError("Unable to find zbar shared library")


def test_a_failing_engine_leaves_the_reading_to_the_next(
    caplog: pytest.LogCaptureFixture,
) -> None:
    decoder = Decoder(factories=(missing, Broken, ZxingEngine))
    assert decoder.load() == ("broken", "zxing-cpp")
    assert decoder.decode(badge("abc123"), thorough=True)[0].text == "abc123"
    assert decoder.decode(scene(64, 48)) == ()
    assert "too secret" not in caplog.text


def test_without_any_engine_nothing_is_read() -> None:
    decoder = Decoder(factories=(missing,))
    assert decoder.load() == ()
    assert decoder.decode(badge("abc123")) == ()


class Sees(Broken):
    """Sees a code, but cannot read it."""

    name = "sees"

    def read(self, _image: Image, **_how: bool) -> Iterable[Decoded]:
        yield Decoded("", ((20, 10), (30, 10), (30, 20), (20, 20)), self.name)


class Reads(Broken):
    name = "reads"

    def read(self, _image: Image, **_how: bool) -> Iterable[Decoded]:
        yield Decoded("found", ((0, 0), (9, 0), (9, 9), (0, 9)), self.name)


def test_the_second_engine_has_its_turn_where_a_code_is_seen() -> None:
    decoder = Decoder(factories=(Sees, Reads))
    decoder.load()
    frame = scene(64, 48)
    results = [decoder.decode(frame) for _ in range(decoder.round_frames)]
    found = next(result for result in results if result)[0]
    assert (found.text, found.engine) == ("found", "reads")
    assert found.corners[0] == (20 - 18, 0)  # where the close-up begins


def test_an_unread_code_is_seen_but_never_returned() -> None:
    decoder = Decoder(factories=(Sees,))
    decoder.load()
    assert decoder.decode(scene(64, 48)) == ()
    assert [code.side_px for code in decoder.seen] == [10]
    assert decoder.decode(np.zeros((0, 0), np.uint8)) == ()
    assert decoder.seen == ()


def test_a_decoder_without_opencv_reads_what_the_engines_read() -> None:
    decoder = Decoder()
    decoder.load()
    decoder._cv2 = None
    assert [f.text for f in decoder.decode(badge("abc123"))] == ["abc123"]
    assert decoder.decode(scene(640, 480), thorough=True) == ()


@pytest.mark.parametrize("row", ["low contrast", "noisy", "dark", "blurred", "inverted"])
def test_a_round_of_frames_reads_at_least_what_each_library_reads(
    decoder: Decoder, row: str
) -> None:
    for number in range(4):
        frame, shot = coded(row, number, seed=99)
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        alone = any(shot.text in read(grey) for read in ENGINES.values())
        results = [decoder.decode(frame) for _ in range(decoder.round_frames)]
        texts = {code.text for result in results for code in result}
        assert texts <= {shot.text}
        assert shot.text in texts or not alone


def test_a_faint_code_is_read_that_no_library_reads_alone(decoder: Decoder) -> None:
    picture = np.full((480, 640), 90, np.uint8)
    code = qr("abc123")
    picture[100 : 100 + code.shape[0], 200 : 200 + code.shape[1]] = 90 + (code > 0) * 9
    grain = np.random.default_rng(1).normal(0, 2.5, picture.shape)
    picture = np.clip(picture + grain, 0, 255).astype(np.uint8)
    assert not any(read(picture) for read in ENGINES.values())
    results = [decoder.decode(picture) for _ in range(decoder.round_frames)]
    found = next(result for result in results if result)[0]
    assert found.text == "abc123"
    assert found.corners[0] == pytest.approx((200 + 24, 100 + 24), abs=4)


@settings(max_examples=40, deadline=None)
@given(
    st.one_of(
        arrays(np.uint8, st.tuples(st.integers(0, 40), st.integers(0, 40), st.just(3))),
        arrays(np.uint8, st.tuples(st.integers(0, 40), st.integers(0, 40))),
        arrays(np.uint8, st.tuples(st.integers(1, 5), st.integers(1, 5), st.just(4))),
        arrays(np.uint8, st.tuples(st.integers(0, 5))),
    )
)
def test_no_picture_is_too_strange(decoder: Decoder, image: Image) -> None:
    assert decoder.decode(image, thorough=True) == ()


def test_engines_are_not_imported_before_they_are_needed() -> None:
    code = (
        "import sys, station_app.scanners.camera;"
        "print([m for m in ('cv2', 'numpy', 'zxingcpp', 'pyzbar') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class OneLine:
    """An engine that reads bars, which may be a misreading."""

    name = "one line"

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)

    def read(
        self, image: Image, /, *, inverted: bool = True, binary: bool = False
    ) -> Iterable[Decoded]:
        del image, inverted, binary
        text = next(self._texts)
        return [Decoded(text, ((0, 0), (9, 0), (9, 9), (0, 9)), sure=False)] if text else []


def test_bars_count_once_they_were_read_twice() -> None:
    readings = ["A", "B", *[""] * 3, "B", "C"]
    decoder = Decoder(factories=[lambda _: OneLine(text for r in readings for text in [r])])
    decoder._cv2 = None
    decoder.load()
    decoder._cv2 = None  # no retries: one reading a frame
    told = [[c.text for c in decoder.decode(scene(64, 48))] for _ in readings]
    assert told == [[], [], [], [], [], ["B"], []]


def test_a_large_photograph_is_read_near_and_far(decoder: Decoder) -> None:
    near = paste(scene(3000, 2200), qr("NEAR-1", 30), 900, 600)
    far = paste(scene(3000, 2200), qr("FAR-2", 2), 1500, 1100)
    found = decoder.decode(near)
    assert [code.text for code in found] == ["NEAR-1"]
    assert found[0].corners[0] == pytest.approx((900 + 120, 600 + 120), abs=12)
    frames = (decoder.decode(far) for _ in range(decoder.round_frames))
    assert any(code.text == "FAR-2" for codes in frames for code in codes)
    assert [code.text for code in decoder.decode(far, thorough=True)] == ["FAR-2"]
