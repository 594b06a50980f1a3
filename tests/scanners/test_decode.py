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


def test_grey_colour_and_inverted_pictures_are_read(decoder: Decoder) -> None:
    picture = badge("abc123")
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    for image in (picture, grey, 255 - picture):
        assert [f.text for f in decoder.decode(image)] == ["abc123"]


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


def test_other_kinds_are_read_only_when_asked_for() -> None:
    import zxingcpp

    image = zxingcpp.create_barcode("ABC123", zxingcpp.BarcodeFormat.DataMatrix).to_image(scale=6)
    picture = np.pad(np.asarray(image), 40, constant_values=255)
    for kinds, texts in (
        (frozenset({CodeKind.QR}), []),
        (frozenset({CodeKind.QR, CodeKind.DATA_MATRIX}), ["ABC123"]),
        (frozenset(CodeKind), ["ABC123"]),
    ):
        decoder = Decoder(kinds)
        decoder.load()
        assert [f.text for f in decoder.decode(picture, thorough=True)] == texts


class Broken:
    name = "broken"

    def __init__(self, kinds: frozenset[CodeKind]) -> None:
        self.kinds = kinds

    def read(self, _image: Image) -> Iterable[Decoded]:
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


def test_the_second_engine_has_its_turn() -> None:
    class Second(Broken):
        name = "second"

        def read(self, _image: Image) -> Iterable[Decoded]:
            yield Decoded("found", ((0, 0), (9, 0), (9, 9), (0, 9)), self.name)

    decoder = Decoder(factories=(Broken, Second))
    decoder.load()
    texts = [found[0].text for _ in range(12) if (found := decoder.decode(scene(64, 48)))]
    assert texts


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
