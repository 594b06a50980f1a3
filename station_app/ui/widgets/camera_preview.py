"""The camera's picture with the codes found in it, or calm words where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.mirrored import mirror
from station_app.ui.widgets.painting import CENTER, draw_icon, draw_line, draw_paper, rounded_clip
from station_app.ui.widgets.text_block import TextBlock

Outline = Sequence[tuple[float, float]]
"""Corners of a code in its picture, 0 to 1 from left and top."""

_ARM = 0.23  # how much of a side each corner's arm takes
_VIEWFINDER = (0.265, 0.47)  # width and height of the idle corners, as shares of the picture


class CameraPreview(PlainLabel):
    """A label: its text is the caption, so that the state of the picture can be read.

    Dark in every theme, as what lies over pictures must be.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("cameraPreview")
        self._image: QImage | None = None
        self._outlines: tuple[Outline, ...] = ()
        self._read = False

    def show_frame(self, image: QImage, outlines: Sequence[Outline], read: bool) -> None:
        """Show a picture and the codes found in it; `read` when one of them was understood."""
        self._image = image
        self._outlines = tuple(outlines)
        self._read = read
        self.update()

    def clear(self) -> None:
        """Show that there is no picture; the caption says why."""
        self._image, self._outlines = None, ()
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._image is not None

    def sizeHint(self) -> QSize:
        """16:9 over the width of the rail."""
        return QSize(self.theme.px(304, 232), self.theme.px(171, 130))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or the calm state."""
        del event
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect, radius = self.rect().toRectF(), theme.exact(12)
        draw_paper(painter, rect, radius, QColor(theme.night.surface2))
        if self._image is None or self._image.isNull():
            self._paint_calm(painter, rect)
        else:
            self._paint_picture(painter, rect, radius, self._image)
            if self.text():
                self._paint_tag(painter, rect)
        if theme.name == "contrast":
            line = theme.exact(2)
            painter.setPen(QPen(theme.color("border"), line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_picture(self, painter: QPainter, rect: QRectF, radius: float, image: QImage) -> None:
        scale = max(rect.width() / image.width(), rect.height() / image.height())
        size = QPointF(image.width() * scale, image.height() * scale)
        origin = QPointF((rect.width() - size.x()) / 2, (rect.height() - size.y()) / 2)
        painter.save()
        painter.setClipPath(rounded_clip(rect, radius))
        painter.drawImage(QRectF(origin.x(), origin.y(), size.x(), size.y()), image)
        if self._outlines:
            for outline in self._outlines:
                corners = [
                    QPointF(origin.x() + x * size.x(), origin.y() + y * size.y())
                    for x, y in outline
                ]
                self._paint_corners(painter, corners)
        else:
            self._paint_viewfinder(painter, rect)
        painter.restore()

    def _paint_viewfinder(self, painter: QPainter, rect: QRectF) -> None:
        wide, tall = rect.width() * _VIEWFINDER[0], rect.height() * _VIEWFINDER[1]
        box = QRectF(rect.center().x() - wide / 2, rect.center().y() - tall / 2, wide, tall)
        corners = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
        self._paint_corners(painter, corners, thin=True)

    def _paint_corners(
        self, painter: QPainter, corners: list[QPointF], *, thin: bool = False
    ) -> None:
        if len(corners) < 3:
            return
        exact = self.theme.exact
        night = self.theme.night
        strong = self._read or thin
        lines = [(exact(7), QColor(night.ground))] if not thin else []
        lines.append((exact(3 if thin else 4), QColor(night.accent if strong else night.border)))
        for width, color in lines:
            pen = QPen(color, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for before, corner, after in zip(
                [corners[-1], *corners], corners, [*corners[1:], corners[0]], strict=False
            ):
                arms = [corner + (before - corner) * _ARM, corner, corner + (after - corner) * _ARM]
                painter.drawPolyline(QPolygonF(arms))

    def _paint_tag(self, painter: QPainter, rect: QRectF) -> None:
        theme = self.theme
        painter.save()
        if self.isRightToLeft():  # never the picture
            mirror(painter, rect)
        inset, padding, tall = theme.exact(10), theme.exact(9), theme.line("tag")
        wide = theme.metrics("tag").horizontalAdvance(self.text()) + 2 * padding
        wide = min(wide, rect.width() - 2 * inset)
        tag = QRectF(inset, rect.bottom() - inset - tall, wide, tall)
        draw_paper(painter, tag, theme.exact(6), QColor(theme.night.ground))
        words = tag.adjusted(padding, 0, -padding, 0)
        draw_line(painter, words, self.text(), theme.font("tag"), QColor(theme.night.text), CENTER)
        painter.restore()

    def _paint_calm(self, painter: QPainter, rect: QRectF) -> None:
        theme = self.theme
        size, gap, side = theme.px(30), theme.px(10), theme.px(20)
        block = TextBlock(
            self.text(),
            theme.font("small"),
            theme.line("small"),
            rect.width() - 2 * side,
            max_lines=3,
            center=True,
        )
        tall = size + gap + block.height
        top = (rect.height() - tall) / 2
        where = QRectF((rect.width() - size) / 2, top, size, size)
        ratio = self.devicePixelRatioF()
        draw_icon(painter, theme, "lane-camera", theme.night.faint, where, ratio)
        block.paint(painter, side, top + size + gap, QColor(theme.night.muted))
