"""Labels that carry their whole text for assistive technology and draw it as designed."""

import math
from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import draw_icon, draw_key, key_width, painter_on
from station_app.ui.widgets.pictures import Pictures
from station_app.ui.widgets.text_block import TextBlock

_ENDLESS = 100_000.0
_LETTERS_PX = 64  # above this size Qt fills letters as shapes, which takes up to a ms
_PICTURES = 9  # a word for each verdict
_FIT_STEPS = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55)


class PlainLabel(QLabel):
    """A label for foreign text: never markup, no accessible name beside its text.

    Children paint themselves; the base keeps text, tooltip and size negotiation together.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._has_tip = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.changed.connect(self._theme_changed)

    def show_text(self, text: str) -> None:
        """Set the text if it is another one."""
        if text != self.text():
            self.setText(text)

    def hasHeightForWidth(self) -> bool:
        """Painted labels know their height only for a width."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Any width will do: what does not fit is cut."""
        return QSize(0, 0)

    def set_tooltip_if(self, needed: bool, text: str) -> None:
        """Offer the whole text as a tooltip where it is cut."""
        if not needed and not self._has_tip:
            return
        self._has_tip = needed
        # Qt would guess markup from the looks of a text; escaped in a frame it stays plain.
        tip = f"<span>{escape(text)}</span>" if needed else ""
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class TextLabel(PlainLabel):
    """Text of one role and colour: cut after `lines` lines, or made smaller until it fits.

    `kept` is for large words that come again; it keeps them, so it is for no guest's data.
    """

    def __init__(
        self,
        theme: Theme,
        role: str,
        color: str = "text",
        *,
        lines: int = 1,
        fit: bool = False,
        center: bool = False,
        kept: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._role = role
        self._color = color
        self._ink: QColor | None = None
        self._max_lines = lines
        self._fit = fit
        self._center = center
        self._pictures = Pictures(_PICTURES) if kept else None
        self._icon = ""
        self._icon_color = ""
        self._icon_size = 20
        self._block: TextBlock | None = None
        self._block_key: tuple[object, ...] = ()
        self._natural = 0
        self._natural_key: tuple[object, ...] = ()

    def set_ink(self, color: QColor | None) -> None:
        """Use a colour that is no theme token, as a verdict's ink is; None returns to it."""
        if color != self._ink:
            self._ink = color
            self.update()

    def set_icon(self, name: str, color: str = "", size: int = 20) -> None:
        """Put a drawing before the text; '' for none."""
        if (name, color, size) != (self._icon, self._icon_color, self._icon_size):
            self._icon, self._icon_color, self._icon_size = name, color, size
            self.updateGeometry()
            self.update()

    def set_role(self, role: str) -> None:
        """Change size and weight."""
        if role != self._role:
            self._role = role
            self.updateGeometry()
            self.update()

    def set_lines(self, lines: int) -> None:
        """Cut after another number of lines."""
        if lines != self._max_lines:
            self._max_lines, self._block = lines, None
            self.update()

    def natural_width(self) -> int:
        """Return the width that shows the whole text on one line."""
        key = (self.text(), self._role, self.theme.version)
        if key != self._natural_key:
            # Laid out as it will be drawn: a font's own measure may be a hair less.
            line = self.theme.line(self._role)
            block = TextBlock(self.text(), self._font(), line, _ENDLESS)
            self._natural, self._natural_key = math.ceil(block.natural_width), key
        return self._natural + self._icon_room()

    def sizeHint(self) -> QSize:
        """One line of the whole text."""
        return QSize(self.natural_width(), self.theme.line(self._role))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text broken for a width."""
        if self._max_lines == 1:
            return self.theme.line(self._role)
        return round(self._laid_out(width).height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text in the middle of the label's height."""
        del event
        if not self.text():
            return
        painter = painter_on(self)
        block = self._laid_out(self.width())
        top = (self.height() - block.height) / 2
        if self._icon:
            size = self.theme.px(self._icon_size)
            middle = top + self.theme.line(self._role) / 2
            rect = QRectF(0, middle - size / 2, size, size)
            color = self._icon_color or self._color_now().name()
            draw_icon(painter, self.theme, self._icon, color, rect, self.devicePixelRatioF())
        if self._pictures is not None:
            self._paint_kept(self._pictures, painter, block, top)
        else:
            block.paint(painter, self._icon_room(), top, self._color_now())
        self.set_tooltip_if(block.cut, self.text())

    def _paint_kept(
        self, pictures: Pictures, painter: QPainter, block: TextBlock, top: float
    ) -> None:
        left, color, ratio = self._icon_room(), self._color_now(), self.devicePixelRatioF()
        if block.font_px * ratio <= _LETTERS_PX:
            block.paint(painter, left, top, color)
            return
        wide = left + math.ceil(block.natural_width) + self.theme.px(8)  # letters may lean over
        rect = QRect(0, 0, min(wide, self.width()), self.height())
        key = self.text(), self._role, color.rgba(), self.width(), self.theme.version
        pictures.paint(painter, key, rect, ratio, lambda onto: block.paint(onto, left, top, color))

    def _color_now(self) -> QColor:
        return self._ink if self._ink is not None else self.theme.color(self._color)

    def _icon_room(self) -> int:
        return self.theme.px(self._icon_size) + self.theme.px(8) if self._icon else 0

    def _font(self) -> QFont:
        return self.theme.font(self._role)

    def _laid_out(self, width: int) -> TextBlock:
        key = (self.text(), width, self._role, self._icon, self._icon_size, self.theme.version)
        if self._block is None or key != self._block_key:
            self._block, self._block_key = self._lay_out(width - self._icon_room()), key
        return self._block

    def _lay_out(self, width: float) -> TextBlock:
        line = self.theme.line(self._role)
        shares = _FIT_STEPS if self._fit else (1.0,)
        for share in shares:
            block = TextBlock(
                self.text(),
                self.theme.sized_font(self._role, share),
                line,
                width,
                max_lines=self._max_lines,
                center=self._center,
            )
            if not block.cut:
                break
        return block


class KeyLabel(PlainLabel):
    """A key cap, as decoration beside the words that say what it does."""

    def sizeHint(self) -> QSize:
        """The cap."""
        return QSize(
            round(key_width(self.theme, self.text()) + 0.5),
            round(self.theme.line("key") + 2 * self.theme.edge),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        del event
        painter = painter_on(self)
        draw_key(painter, self.theme, self.width(), self.height() / 2, self.text())
