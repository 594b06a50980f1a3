"""Strokes and fills of the design: stripes, sills, ribbons, keys, icons and single lines.

Whoever paints counts from the left. Where one reads from the right `painter_on` mirrors all of it;
words and icons are drawn upright again, at the other end of their room.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from station_app.ui.bidi import without_signs
from station_app.ui.theme import Theme
from station_app.ui.widgets.mirrored import is_mirrored, mirror, upright
from station_app.ui.widgets.text_block import TextBlock, TextRun

_ROOT2 = 2**0.5
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignHCenter
_LINE_FLAGS = {
    align: int(
        align
        | Qt.AlignmentFlag.AlignAbsolute
        | Qt.AlignmentFlag.AlignVCenter
        | Qt.TextFlag.TextSingleLine
        | Qt.TextFlag.TextDontClip
    )
    for align in (LEFT, RIGHT, CENTER)
}
_OTHER_SIDE = {LEFT: RIGHT, RIGHT: LEFT, CENTER: CENTER}
_MEASURED = 1000
_widths: dict[tuple[str, int], tuple[float, QFont]] = {}


def painter_on(widget: QWidget) -> QPainter:
    """Return a painter for all of a widget, mirrored where one reads from the right."""
    painter = QPainter(widget)
    if widget.isRightToLeft():
        mirror(painter, widget.rect().toRectF())
    return painter


def fill_stripes(painter: QPainter, rect: QRectF, on: QColor, off: QColor, width: float) -> None:
    """Fill with diagonal stripes rising to the right, `width` px each, first `on`."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, off)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(on)
    painter.translate(rect.topLeft())
    tall, step = rect.height(), width * _ROOT2
    left = 0.0
    while left < rect.width() + tall:
        right = left + step
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, 0),
                    QPointF(right, 0),
                    QPointF(right - tall, tall),
                    QPointF(left - tall, tall),
                ]
            )
        )
        left += 2 * step
    painter.restore()


def fill_dashes(painter: QPainter, rect: QRectF, color: QColor, on: float, off: float) -> None:
    """Draw a row of blocks, `on` px wide and `off` px apart."""
    left = rect.left()
    while left < rect.right():
        wide = min(on, rect.right() - left)
        painter.fillRect(QRectF(left, rect.top(), wide, rect.height()), color)
        left += on + off


def fill_dots(painter: QPainter, rect: QRectF, color: QColor, size: float, step: float) -> None:
    """Draw a row of dots of `size` px, one every `step` px, a little above the middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    y = rect.top() + rect.height() * 5 / 12
    x = rect.left() + step / 2
    while x < rect.right() + size:
        painter.drawEllipse(QPointF(x, y), size / 2, size / 2)
        x += step
    painter.restore()


def ribbon_path(rect: QRectF, notch: float, line: float) -> QPainterPath:
    """Return the shape nothing else has: a band with a swallowtail, inset by half its line."""
    inner = rect.adjusted(line / 2, line / 2, -line / 2, -line / 2)
    path = QPainterPath(inner.topLeft())
    path.lineTo(inner.topRight())
    path.lineTo(inner.bottomRight())
    path.lineTo(inner.center().x(), inner.bottom() - notch)
    path.lineTo(inner.bottomLeft())
    path.closeSubpath()
    return path


def draw_chip(painter: QPainter, theme: Theme, rect: QRectF, color: str) -> None:
    """Draw the small ribbon of rows and cards."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = theme.exact(1.5)
    painter.setPen(QPen(theme.color("keyline"), line))
    painter.setBrush(QColor(color))
    painter.drawPath(ribbon_path(rect, rect.width() * 5 / 14, line))
    painter.restore()


def draw_card(
    painter: QPainter, theme: Theme, rect: QRectF, radius: float, *, hover: bool, focus: bool
) -> None:
    """Draw the ground of a card or choice."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    border = theme.card_border()
    line = border[1] if border else 0.0
    painter.setPen(QPen(QColor(border[0]), line) if border else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface3" if hover else "surface2"))
    half = line / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    if focus:
        draw_focus(painter, theme, rect, radius)
    painter.restore()


def draw_focus(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """Draw the focus line inside a shape."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = theme.exact(3)
    painter.setPen(QPen(theme.color("focus"), line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = line / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def key_width(theme: Theme, text: str, role: str = "key") -> float:
    """Return the width of a key cap."""
    inside = theme.exact(6 if role == "key" else 12)
    return theme.metrics(role).horizontalAdvance(text) + 2 * (inside + theme.edge)


def draw_key(
    painter: QPainter, theme: Theme, right: float, middle: float, text: str, role: str = "key"
) -> float:
    """Draw a key cap that ends at `right`, centred on `middle`; return where it begins."""
    width, tall = key_width(theme, text, role), theme.line(role) + 2 * theme.edge
    rect = QRectF(right - width, middle - tall / 2, width, tall)
    radius = theme.exact(5 if role == "key" else 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = theme.edge / 2
    painter.setPen(QPen(theme.color("border"), theme.edge))
    painter.setBrush(theme.color("ground"))
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()
    ink = theme.color("muted" if role == "key" else "text")
    draw_line(painter, rect, text, theme.font(role), ink, CENTER)
    return rect.left()


def draw_icon(
    painter: QPainter, theme: Theme, name: str, color: str, rect: QRectF, ratio: float
) -> None:
    """Draw an icon of the theme into a square."""
    size = round(rect.width())
    pixmap = theme.icon(name, color, size, ratio)
    left, top = round(rect.left()), round(rect.top())
    if is_mirrored(painter):
        with upright(painter, left):
            painter.drawPixmap(QPointF(-size, top), pixmap)
    else:
        painter.drawPixmap(QPointF(left, top), pixmap)


def draw_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line, cut with an ellipsis where it must be; return the width it took.

    The text keeps its own direction and stays at the side asked for, whatever its script; that side
    is the other one where all is mirrored.
    """
    if not text or rect.width() <= 0:
        return 0.0
    shown = one_line(text)
    took = _width(shown, font)
    # Half a px of tolerance: widths measured before are rounded here and there.
    if took > rect.width() + 0.5:
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
        took = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(color)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if is_mirrored(painter):
        with upright(painter, rect.left()):
            room = QRectF(-rect.width(), rect.top(), rect.width(), rect.height())
            painter.drawText(room, _LINE_FLAGS[_OTHER_SIDE[align]], shown)
    else:
        painter.drawText(rect, _LINE_FLAGS[align], shown)
    return took


def _width(text: str, font: QFont) -> float:
    """Return the width of a line, measured once: the same words are drawn again and again."""
    key = (text, id(font))
    found = _widths.get(key)
    if found is None:
        if len(_widths) >= _MEASURED:
            _widths.clear()
        # With its font, so that no other one can have its id.
        found = _widths[key] = QFontMetricsF(font).horizontalAdvance(text), font
    return found[0]


def draw_marked_line(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    spans: Sequence[tuple[int, int]],
    role: str,
    color: QColor,
) -> None:
    """Draw one line with the letters of `spans` on note paper."""
    font = theme.font(role)
    if not spans:
        draw_line(painter, rect, text, font, color)
        return
    runs = [
        TextRun(start, end - start, color=theme.color("onNote"), paper=theme.color("note"))
        for start, end in (without_signs(text, *span) for span in spans if span[0] >= 0)
        if start < end
    ]
    block = TextBlock(text, font, theme.line(role), rect.width(), max_lines=1, runs=runs)
    block.paint(painter, rect.left(), rect.top() + (rect.height() - block.height) / 2, color)


def one_line(text: str) -> str:
    """Return the text with line breaks as spaces, for places that have one line."""
    return " ".join(text.split()) if any(c in text for c in "\n\r\t\u2028\u2029") else text


def rounded_clip(rect: QRectF, radius: float) -> QPainterPath:
    """Return the path of a rounded rectangle."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def draw_paper(painter: QPainter, rect: QRectF, radius: float, fill: QColor) -> None:
    """Fill a rounded rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill))
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()
