"""Strokes and fills of the design: stripes, sills, ribbons, keys, icons and single lines."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from station_app.ui.screen_spans import Span
from station_app.ui.theme import Theme

_ROOT2 = 2**0.5
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignHCenter
