"""The sample badges on paper: printed, or kept as a PDF. GUI thread; dialogs never block."""

import base64
import logging
import os
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from station_app.ui.i18n import translate

log = logging.getLogger(__name__)


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


def print_code(png: bytes, text: str, parent: QWidget) -> None:
    """Let a person choose a printer, then print one code with its text below."""
    data = base64.b64encode(png).decode("ascii")
    print_sheet(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">'
        f'<image x="65" y="60" width="80" height="80" href="data:image/png;base64,{data}"/>'
        f'<text x="105" y="155" font-size="6" text-anchor="middle">{escape(text)}</text></svg>',
        parent,
    )


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


def save_sheet(svg: str, parent: QWidget, told: Callable[[bool], None] = lambda _: None) -> None:
    """Let a person choose a file, then write a PDF. `told` hears whether that went well."""
    dialog = QFileDialog(parent, translate("Badges", "Save the sample badges"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile("badges.pdf")

    def take(path: str) -> None:
        written = os.access(Path(path).parent, os.W_OK) and paint_sheet(svg, QPdfWriter(path))
        if not written:
            log.warning("the badges could not be saved")
        told(written)

    dialog.fileSelected.connect(take)
    dialog.open()
