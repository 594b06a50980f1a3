"""The sample badges on paper: printed, or kept as a PDF. GUI thread; dialogs never block."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from station_app.ui.badges.qr_picture import bars_of, modules_of
from station_app.ui.i18n import translate

log = logging.getLogger(__name__)

_QR_MM = (70, 70)
_BARS_MM = (111, 30)  # half a millimetre a bar: hand scanners take all of it in at once


def paint_sheet(svg: str, paper: QPagedPaintDevice) -> bool:
    """Draw a sheet of A4 over the whole page; False if the device takes no painting."""
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper.setPageMargins(paper.pageLayout().minimumMargins(), QPageLayout.Unit.Point)
    painter = QPainter()
    if not painter.begin(paper):
        return False
    room = QRectF(0, 0, paper.width(), paper.height())
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, room)
    return painter.end()


def code_svg(png: bytes, text: str) -> str:
    """Return a sheet of A4 with one QR or bar code, sharp at any size, and its text below."""
    picture = QImage.fromData(png)
    is_bars = picture.width() > 2 * picture.height()
    dots = bars_of(picture) if is_bars else modules_of(picture)
    wide, tall = (_BARS_MM if is_bars else _QR_MM) if not dots.isNull() else (0, 0)
    across, down = wide / max(1, dots.width()), tall / max(1, dots.height())
    marks = "".join(
        f"M{x} {y}h1v1h-1z"
        for y in range(dots.height())
        for x in range(dots.width())
        if dots.pixelColor(x, y).lightness() < 128
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">'
        f'<g transform="translate({(210 - wide) / 2} 60) scale({across} {down})">'
        f'<path d="{marks}" shape-rendering="crispEdges"/></g>'
        f'<text x="105" y="{60 + tall + 12}" font-size="6" text-anchor="middle">{escape(text)}'
        "</text></svg>"
    )


def print_code(png: bytes, text: str, parent: QWidget) -> None:
    """Let a person choose a printer, then print one code with its text below."""
    print_sheet(code_svg(png, text), parent)


def print_sheet(svg: str, parent: QWidget) -> None:
    """Let a person choose a printer, then print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def take() -> None:
        if not paint_sheet(svg, printer):
            log.warning("the badges could not be printed")

    dialog.accepted.connect(take)
    dialog.setModal(True)
    dialog.show()  # QPrintDialog.open() wants a C++ slot; modal and shown is the same


def save_sheet(
    svg: str,
    parent: QWidget,
    told: Callable[[bool], None] = lambda _: None,
    *,
    name: str = "badges.pdf",
) -> None:
    """Let a person choose a file, then write a PDF. `told` hears whether that went well."""
    dialog = QFileDialog(parent, translate("Badges", "Save as PDF"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)

    def take(path: str) -> None:
        written = os.access(Path(path).parent, os.W_OK) and paint_sheet(svg, QPdfWriter(path))
        if not written:
            log.warning("the badges could not be saved")
        told(written)

    dialog.fileSelected.connect(take)
    dialog.open()
