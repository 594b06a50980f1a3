"""What the camera sees, drawn: for the gallery and the film."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

OUTLINE = ((0.535, 0.305), (0.765, 0.305), (0.765, 0.72), (0.535, 0.72))
"""Where the badge's code is, in shares of the picture."""


def camera_picture(*, badge: bool) -> QImage:
    """Draw a hall, with or without somebody who holds up a badge."""
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(QColor("#22282E"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(0, 539, 1280, 181, QColor("#1A1F24"))
    for x, y, radius in ((160, 143, 72), (354, 93, 42), (1103, 126, 84), (952, 219, 38)):
        painter.setBrush(QColor("#39424B"))
        painter.drawEllipse(QPointF(x, y), radius, radius)
    if badge:
        painter.setBrush(QColor("#46515B"))
        painter.drawEllipse(QPointF(510, 210), 125, 140)
        painter.drawRoundedRect(QRectF(210, 400, 620, 400), 160, 160)
        painter.setBrush(QColor("#F4F2EC"))
        painter.drawRoundedRect(QRectF(640, 150, 388, 490), 30, 30)
        painter.setBrush(QColor("#111111"))
        for row in range(9):
            for column in range(9):
                if (row * 7 + column * 5 + row * column) % 3:
                    painter.drawRect(703 + column * 29, 236 + row * 29, 29, 29)
    painter.end()
    return image
