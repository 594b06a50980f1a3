"""Painting for those who read from the right: all is mirrored, words and pictures stand upright."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter


def mirror(painter: QPainter, area: QRectF) -> None:
    """Mirror what is painted from now on within an area."""
    painter.translate(area.left() + area.right(), 0)
    painter.scale(-1, 1)


def is_mirrored(painter: QPainter) -> bool:
    """Whether the painter draws mirror images."""
    # Most painters have no transform at all, and one answer asks some hundred times.
    return painter.worldMatrixEnabled() and painter.transform().m11() < 0


@contextmanager
def upright(painter: QPainter, left: float) -> Iterator[None]:
    """Let a mirrored painter draw as ever: x is 0 at `left`, and what follows it lies below 0."""
    painter.save()
    painter.translate(left, 0)
    painter.scale(-1, 1)
    yield
    painter.restore()
