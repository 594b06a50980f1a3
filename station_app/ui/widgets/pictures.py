"""What is drawn alike again and again, kept as pictures."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from station_app.ui.widgets.mirrored import is_mirrored, mirror, upright

Draw = Callable[[QPainter], object]

_CLEAR = QColor(Qt.GlobalColor.transparent)


class Pictures:
    """Draws a part once and copies it from then on. A picture looks as the part drawn in place.

    That holds for one opaque ground under all of it, or for shapes of one colour over none. Small
    letters need a ground: Qt mixes them with what is under them otherwise than plain shapes.
    """

    def __init__(self, most: int) -> None:
        """Keep `most` pictures at a time."""
        self._most = most
        self._kept: dict[Hashable, QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        key: Hashable,
        rect: QRect,
        ratio: float,
        draw: Draw,
        ground: QColor = _CLEAR,
    ) -> None:
        """Paint what `draw` draws inside `rect`, the same for the same `key`, size and `ratio`.

        `ratio` is that of the device. Where it is broken a picture would stand between pixels.
        """
        if ratio != int(ratio):
            painter.save()
            painter.fillRect(rect, ground)
            draw(painter)
            painter.restore()
            return
        turned = is_mirrored(painter)
        key = key, rect.width(), rect.height(), ratio, turned
        picture = self._kept.get(key)
        if picture is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            picture = self._kept[key] = _drawn(rect, ratio, draw, ground, turned=turned)
        if turned:
            with upright(painter, rect.left()):
                painter.drawPixmap(-rect.width(), rect.top(), picture)
        else:
            painter.drawPixmap(rect.topLeft(), picture)


def _drawn(rect: QRect, ratio: float, draw: Draw, ground: QColor, *, turned: bool) -> QPixmap:
    picture = QPixmap(rect.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground)
    onto = QPainter(picture)
    onto.translate(-rect.topLeft())
    if turned:
        mirror(onto, rect.toRectF())
    draw(onto)
    onto.end()
    return picture
