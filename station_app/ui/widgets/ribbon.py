"""The highlight colour as a hanging ribbon; nothing else has this shape."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain.legend import spoken
from station_app.ui.theme import Theme
from station_app.ui.tokens import ink_on
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.motion import Motion
from station_app.ui.widgets.painting import CENTER, draw_line, painter_on, ribbon_path
from station_app.ui.widgets.pictures import Pictures
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.text_block import TextBlock

_DROP_MS = 120
_SIZES = (24, 22, 20, 18)
_LINES = 3
_PICTURES = 6  # colours of the legend; some 300 KB each


class Ribbon(QWidget):
    """Stitched, with swallowtail and keyline; the legend's word and the colour's number in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._color = ""
        self._word = ""
        self._block: TextBlock | None = None
        self._block_key: tuple[object, ...] = ()
        self._raised = 0.0  # how far above its place it hangs, 0 to 1
        self._pictures = Pictures(_PICTURES)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # it brings the page's ground
        self.hex = _HexLabel(theme, self)
        self.hex.setObjectName("highlightColor")
        self._drop = Motion(_DROP_MS, self)
        self._drop.moved.connect(self._set_raised)
        theme.changed.connect(self.update)
        self.hide()
        self.hex.hide()

    def show_color(self, color: str | None, word: str) -> None:
        """Show a colour '#rrggbb' with the legend's word for it; None hides the ribbon."""
        if (color or "", word) == (self._color, self._word):
            return
        self._color, self._word = color or "", word
        self.hex.show_text(color.lower() if color else "")
        self.hex.setAccessibleDescription(f"{spoken(word)}, {color}" if color and word else "")
        self.hex.color = self._color
        self.hex.setVisible(bool(color))
        self.setVisible(bool(color))
        self._place()
        self.update()

    def drop(self) -> None:
        """Come down into place, with a new answer."""
        self._drop.stop()
        if self._theme.reduced_motion:
            self._set_raised(0.0)
        else:
            self._drop.start()

    @property
    def is_dropping(self) -> bool:
        """Whether it is on its way into place."""
        return self._raised > 0

    def sizeHint(self) -> QSize:
        """Width of the design, any height."""
        return QSize(self._theme.px(152, 120), self._theme.px(454, 384) + self._theme.px(12))

    def overhang(self) -> int:
        """Return how much higher than the ribbon at rest the widget must begin, for the drop."""
        return self._theme.px(12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the number."""
        del event
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw band, stitches and word."""
        del event
        painter = painter_on(self)
        ground, down = self._theme.color("ground"), self.overhang() * (1 - self._raised)
        whole = QRect(0, 0, self.width(), self.height() - self.overhang())
        if self._raised not in (0, 1):  # on its way, between whole px
            painter.fillRect(self.rect(), ground)
            painter.translate(0, down)
            self._paint_ribbon(painter, whole.toRectF())
            return
        top = round(down)
        painter.fillRect(0, 0, whole.width(), top, ground)
        painter.fillRect(0, top + whole.height(), whole.width(), self.height(), ground)
        painter.translate(0, top)
        key = self._color, self._word, self._theme.version
        self._pictures.paint(
            painter,
            key,
            whole,
            self.devicePixelRatioF(),
            lambda onto: self._paint_ribbon(onto, whole.toRectF()),
            ground,
        )

    def _paint_ribbon(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.exact(2)
        painter.setPen(QPen(theme.color("keyline"), line))
        painter.setBrush(QColor(self._color))
        painter.drawPath(ribbon_path(rect, theme.exact(30), line))
        ink = QColor(ink_on(self._color))
        self._paint_stitches(painter, rect, ink)
        self._paint_word(painter, rect, ink)

    def _paint_stitches(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        exact = self._theme.exact
        faint = QColor(ink)
        faint.setAlphaF(0.55)
        width = exact(2)
        pen = QPen(faint, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([exact(9) / width, exact(7) / width])
        painter.setPen(pen)
        for x in (exact(10), rect.width() - exact(10)):
            painter.drawLine(QPointF(x, exact(6)), QPointF(x, rect.height() - exact(14)))

    def _paint_word(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        exact = self._theme.exact
        side, top = exact(18, 15), exact(26, 20)
        plate = self._theme.name == "contrast"
        padding = exact(4) if plate else 0.0
        room = rect.width() - 2 * (side + padding)
        text = self._word or self._color.lower()
        block = self._fitted(text, room)
        if plate:
            box = QRectF(side, top, rect.width() - 2 * side, block.height + 2 * exact(8))
            _paint_plate(painter, self._theme, box)
            top += exact(8)
            ink = QColor(ink_on("#000000"))
        block.paint(painter, side + padding, top, ink)

    def _fitted(self, text: str, room: float) -> TextBlock:
        key = (text, room, self._theme.version)
        if self._block is None or key != self._block_key:
            self._block, self._block_key = self._fit(text, room), key
        return self._block

    def _fit(self, text: str, room: float) -> TextBlock:
        base = _SIZES[0]
        for size in _SIZES:
            share = size / base
            block = TextBlock(
                text,
                self._font(share),
                self._theme.line("ribbon") * share,
                room,
                max_lines=_LINES,
                anywhere=size == _SIZES[-1],
                center=True,
            )
            if not block.cut:
                break
        return block

    def _font(self, share: float) -> QFont:
        return self._theme.sized_font("ribbon", share)

    def _place(self) -> None:
        tall = self.hex.sizeHint().height()
        # The number hangs 44 px above the tail's points, on the ribbon, and drops with it.
        bottom = self.height() - self._theme.px(44) - round(self.overhang() * self._raised)
        put(self.hex, 0, bottom - tall + self._theme.px(3), self.width(), tall)

    def _set_raised(self, share: float) -> None:
        self._raised = share
        self._place()
        self.update()


class _HexLabel(PlainLabel):
    """The colour's number, small; on a plate in high contrast."""

    color = ""

    def sizeHint(self) -> QSize:
        """One line with the plate's padding."""
        line = self.theme.line("ribbon_hex")
        return QSize(self.theme.px(120), line + 2 * self.theme.px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number."""
        del event
        if not self.color:
            return
        painter = painter_on(self)
        rect = self.rect().toRectF()
        ink = QColor(ink_on(self.color))
        if self.theme.name == "contrast":
            wide = self.theme.metrics("ribbon_hex").horizontalAdvance(self.text())
            wide += 2 * self.theme.exact(10)
            left = (rect.width() - wide) / 2
            _paint_plate(painter, self.theme, QRectF(left, 0, wide, rect.height()))
            ink = QColor(ink_on("#000000"))
        draw_line(painter, rect, self.text(), self.theme.font("ribbon_hex"), ink, CENTER)


def _paint_plate(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = theme.exact(2)
    painter.setPen(QPen(theme.color("keyline"), line))
    painter.setBrush(theme.color("ground"))
    half = line / 2
    radius = theme.exact(6)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()
