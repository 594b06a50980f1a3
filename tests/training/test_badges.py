"""Sample badges: which there are, and that scanners can read them."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from station_app.training.badges import (
    UNKNOWN_CODE,
    Badge,
    badge_sheet_svg,
    qr_png,
    sample_badges,
)
from station_app.training.guests import demo_guests

GUESTS = demo_guests(datetime(2026, 11, 22, 18, 0, tzinfo=UTC))


def read(picture: "cv2.typing.MatLike") -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(picture))


def test_there_is_a_badge_for_every_verdict() -> None:
    badges = {badge.key: badge for badge in sample_badges(GUESTS)}
    assert list(badges) == [
        "registered", "companions", "already", "left", "notconfirmed", "deregistered", "deleted",
        "shared", "unknown",
    ]  # fmt: skip
    assert badges["companions"].name == "Anna Lindqvist"
    assert badges["companions"].code == "K7QM2F"
    assert all(badge.shows for badge in badges.values())


def test_the_unknown_code_is_nobodys() -> None:
    assert UNKNOWN_CODE not in {guest.get("accessCode") for guest in GUESTS}


def test_other_guests_leave_only_the_unknown_badge() -> None:
    assert [badge.key for badge in sample_badges([{"id": "1", "accessCode": "X"}])] == ["unknown"]


@pytest.mark.parametrize("px", [29, 300, 301, 1000])
def test_a_png_is_as_large_as_asked_for_and_readable(px: int) -> None:
    picture = cv2.imdecode(np.frombuffer(qr_png("K7QM2F", px), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    height, width = picture.shape[:2]
    assert height == width
    assert px - 29 < width <= px
    if px > 29:
        assert read(picture) == ["K7QM2F"]


@given(st.text(min_size=1, max_size=100))
def test_any_code_makes_a_picture(text: str) -> None:
    assert qr_png(text, 200).startswith(b"\x89PNG")


def test_the_printed_sheet_can_be_scanned(qapp: object, tmp_path: Path) -> None:  # noqa: ARG001
    badges = sample_badges(GUESTS)
    renderer = QSvgRenderer(badge_sheet_svg(badges).encode())
    assert renderer.isValid()
    page = QImage(1050, 1485, QImage.Format.Format_RGB32)
    painter = QPainter(page)
    renderer.render(painter)
    painter.end()
    file = tmp_path / "sheet.png"
    page.save(str(file))
    picture = cv2.imread(str(file))
    assert picture is not None
    assert read(picture) == sorted(badge.code for badge in badges)


def test_names_are_plain_text_on_the_sheet() -> None:
    badge = Badge(key="x", name="<b>&</b> Ω", code="A<B", shows="1 < 2")
    sheet = ElementTree.fromstring(badge_sheet_svg([badge], heading="A & B"))
    texts = [element.text for element in sheet.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["A & B", "<b>&</b> Ω", "A<B", "1 < 2"]
