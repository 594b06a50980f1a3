"""The set-up's window: its codes are read from the screen, its meters and words are told."""

from typing import Protocol

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.scan import LightLevel, PictureQuality, SharpnessLevel
from station_app.scanners.decode_engines import CodeKind, ZxingEngine
from station_app.scanners.learn_wedge import TEST_CODE
from station_app.scanners.test_code import bar_code_png
from station_app.training.badges import qr_png
from station_app.ui.badges.qr_picture import bars_of
from station_app.ui.badges.sheet import code_svg
from station_app.ui.i18n import Languages
from station_app.ui.scanner_setup.dialog import ScannerSetupDialog, SetupCodes
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName
from station_app.ui.widgets.choices import Segments
from station_app.ui.widgets.meter import Meter

QR = qr_png(TEST_CODE, 640)
BAR = bar_code_png(TEST_CODE, 1210)
BASE = (1280, 800)
GOOD = PictureQuality(0.5, LightLevel.GOOD, 0.9, SharpnessLevel.SHARP)


class Open(Protocol):
    def __call__(
        self, name: ThemeName = "dark", bar: bytes | None = BAR, size: tuple[int, int] = BASE
    ) -> ScannerSetupDialog: ...


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Opens the set-up over a station's window of a size."""
    windows = []

    def show(
        name: ThemeName = "dark", bar: bytes | None = BAR, size: tuple[int, int] = BASE
    ) -> ScannerSetupDialog:
        window = QMainWindow()
        windows.append(window)
        window.resize(*size)
        qtbot.addWidget(window)
        window.show()
        theme = Theme(name, window)
        theme.set_window_size(*size)
        dialog = ScannerSetupDialog(theme, SetupCodes(QR, bar), window)
        dialog.show_step(1, "Scan this code", "With the USB scanner, from this screen. " * 4)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def part(dialog: QWidget, name: str) -> QWidget:
    found = dialog.findChild(QWidget, name)
    assert found is not None, name
    return found


def words(dialog: QWidget, name: str) -> str:
    label = part(dialog, name)
    assert isinstance(label, QLabel)
    return label.text()


def kinds(dialog: QWidget) -> Segments:
    found = part(dialog, "setupKinds")
    assert isinstance(found, Segments)
    return found


def read(picture: QImage) -> list[str]:
    """What a scanner reads in a picture, QR code or bars."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(bytes(grey.constBits()), np.uint8).reshape(grey.height(), -1)
    kinds = frozenset({CodeKind.QR, CodeKind.CODE_128})
    codes = ZxingEngine(kinds).read(rows[:, : grey.width()].copy(), inverted=False)
    return [code.text for code in codes if code.text]


# --- the code ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_both_codes_are_read_from_the_screen(
    opened: Open, name: ThemeName, size: tuple[int, int]
) -> None:
    dialog = opened(name, size=size)
    plate = part(dialog, "setupCode")
    assert read(plate.grab().toImage()) == [TEST_CODE]
    qr = plate.accessibleName()
    kinds(dialog).buttons["bar"].click()
    picture = plate.grab().toImage()
    assert read(picture) == [TEST_CODE]
    assert plate.accessibleName() != qr
    middle = [picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())]
    assert set(middle) == {"#000000", "#ffffff"}, "bars have edges of grey"
    left, right = middle.index("#000000"), middle[::-1].index("#000000")
    bars = bars_of(picture.copy(0, picture.height() // 2, picture.width(), 1))
    bar_px, rest = divmod(len(middle) - left - right, bars.width())
    assert (bar_px, rest) == (3 if size[0] > 1900 else 2, 0)
    assert min(left, right) >= 10 * bar_px, "no quiet zone"


def test_the_shown_code_is_the_one_that_is_printed(opened: Open) -> None:
    dialog = opened()
    printed: list[str] = []
    dialog.print_requested.connect(printed.append)
    dialog._print.click()
    kinds(dialog).buttons["bar"].setFocus()
    kinds(dialog).buttons["bar"].click()
    dialog._print.click()
    QTest.keyClick(kinds(dialog).buttons["bar"], Qt.Key.Key_Left)
    dialog._print.click()
    assert printed == ["qr", "bar", "qr"]


def test_without_a_bar_code_there_is_nothing_to_choose(opened: Open) -> None:
    dialog = opened(bar=None)
    assert not kinds(dialog).isVisible()
    assert read(part(dialog, "setupCode").grab().toImage()) == [TEST_CODE]


@pytest.mark.parametrize("png", [QR, BAR], ids=["qr", "bar"])
def test_both_codes_are_read_from_paper(qtbot: QtBot, png: bytes | None) -> None:
    del qtbot  # fonts need the application
    assert png is not None
    paper = QImage(840, 1188, QImage.Format.Format_Grayscale8)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    QSvgRenderer(QByteArray(code_svg(png, "A & <B>").encode())).render(painter)
    painter.end()
    assert read(paper) == [TEST_CODE]


def test_what_is_no_bar_code_gives_no_bars() -> None:
    assert bars_of(QImage()).isNull()
    white = QImage(20, 4, QImage.Format.Format_Grayscale8)
    white.fill(QColor("white"))
    assert bars_of(white).isNull()


# --- steps ------------------------------------------------------------------------------------


def test_the_last_step_is_done_and_the_others_are_closed(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    assert dialog._close.text() == "Close"
    dialog.show_step(3, "It works", "Serial scanner.")
    assert dialog._close.text() == "Done"
    assert words(dialog, "setupTitle") == "It works"
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog._close, Qt.Key.Key_Return)


def test_everything_is_reached_by_the_keyboard(opened: Open) -> None:
    dialog = opened()
    reached = set()
    for _ in range(8):
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    chosen = kinds(dialog).buttons["qr"]
    assert {dialog._print, dialog._again, dialog._close, chosen} <= reached


def test_the_language_changes_while_it_is_open(
    qtbot: QtBot, opened: Open, qapp: QApplication
) -> None:
    languages = Languages(qapp)
    dialog = opened()
    try:
        languages.use("de")
        qtbot.waitUntil(lambda: dialog._close.text() == "Schließen")
        assert words(dialog, "lightMeter") != ""
    finally:
        languages.close()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_it_fits_its_window_with_nothing_to_scroll(opened: Open, size: tuple[int, int]) -> None:
    dialog = opened(size=size)
    dialog.show_quality(PictureQuality(0.1, LightLevel.DARK, 0.1, SharpnessLevel.BLURRED))
    QApplication.processEvents()
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    assert dialog.minimumSizeHint().width() <= dialog.width()
    assert dialog.minimumSizeHint().height() <= dialog.height()


def test_large_text_is_scrolled_by_page(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(size=(1024, 640))
    dialog._theme.set_text_scale(2)
    area = dialog.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert bar.value() == 0


# --- camera -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("light", "sharpness", "told", "advice"),
    [
        (LightLevel.GOOD, SharpnessLevel.SHARP, ("Good", "Sharp"), ""),
        (LightLevel.GOOD, SharpnessLevel.SOFT, ("Good", "Soft"), "still"),
        (LightLevel.GOOD, SharpnessLevel.BLURRED, ("Good", "Blurred"), "Wipe the lens"),
        (LightLevel.DARK, SharpnessLevel.BLURRED, ("Too dark", "Blurred"), "More light"),
        (LightLevel.BRIGHT, SharpnessLevel.SOFT, ("Too bright", "Soft"), "Less light"),
        (LightLevel.GOOD, None, ("Good", ""), ""),
    ],
)
def test_each_quality_has_its_words(
    opened: Open,
    light: LightLevel,
    sharpness: SharpnessLevel | None,
    told: tuple[str, str],
    advice: str,
) -> None:
    dialog = opened()
    dialog.show_quality(PictureQuality(0.5, light, 0.5, sharpness))
    assert words(dialog, "lightMeter") == f"Light: {told[0]}"
    assert words(dialog, "sharpnessMeter") == f"Sharpness: {told[1]}".removesuffix(": ")
    assert bool(words(dialog, "cameraAdvice")) == bool(advice)
    assert advice in words(dialog, "cameraAdvice")


def test_a_camera_that_goes_takes_its_meters_along(opened: Open) -> None:
    dialog = opened()
    picture = QImage(QSize(64, 36), QImage.Format.Format_RGB32)
    picture.fill(QColor("gray"))
    dialog.show_camera(picture, (((0.2, 0.2), (0.5, 0.2), (0.5, 0.8), (0.2, 0.8)),), True)
    assert words(dialog, "cameraPreview") == "Code read"
    dialog.show_camera(picture, (), False)
    assert "Hold" in words(dialog, "cameraPreview")
    dialog.show_quality(GOOD)
    dialog.clear_camera("Camera unplugged.")
    assert words(dialog, "cameraPreview") == "Camera unplugged."
    assert words(dialog, "lightMeter") == "Light"
    assert words(dialog, "sharpnessMeter") == "Sharpness"
    assert words(dialog, "cameraAdvice") == ""


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_meter_shows_where_its_marker_stands(qtbot: QtBot, name: ThemeName) -> None:
    theme = Theme(name)
    meter = Meter(theme, (1 / 3, 2 / 3))
    theme.setParent(meter)
    qtbot.addWidget(meter)
    meter.resize(300, meter.heightForWidth(300))
    pictures = []
    for value in (-1.0, 0.0, 0.5, 1.0, 7.0):
        meter.show_value(value, "Good")
        pictures.append(meter.grab().toImage())
    assert pictures[0] == pictures[1]
    assert pictures[3] == pictures[4]
    assert pictures[1] != pictures[2] != pictures[3]
    assert pictures[3].pixelColor(290, meter.height() - 2) != pictures[2].pixelColor(
        290, meter.height() - 2
    )
    meter.clear_value()
    assert meter.value is None
    assert meter.grab().toImage() not in pictures
