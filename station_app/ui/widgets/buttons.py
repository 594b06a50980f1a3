"""Buttons: a word on a plate, or an icon with a name for those who cannot see it."""

import math
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import (
    CENTER,
    draw_focus,
    draw_icon,
    draw_key,
    draw_line,
    draw_paper,
    key_width,
    painter_on,
)

ButtonKind = Literal["primary", "plain", "line"]


class ThemedButton(QAbstractButton):
    """What all buttons share: focus by Tab, repaint under the pointer and with the theme."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._theme_changed)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Return to rest."""
        super().leaveEvent(event)
        self.update()

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class TextButton(ThemedButton):
    """A word on a plate; grows with it, never shrinks it."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        kind: ButtonKind = "plain",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._kind = kind
        self._small = small
        self.setText(text)

    def sizeHint(self) -> QSize:
        """The word and its padding."""
        theme = self.theme
        wide = theme.metrics(self._role).horizontalAdvance(self.text().replace("&", ""))
        padding = theme.px(14 if self._small else 22)
        tall = max(theme.px(38 if self._small else 48), theme.line(self._role) + theme.px(12))
        return QSize(round(wide + 0.5) + 2 * padding, tall)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than the word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, word and focus."""
        del event
        theme, painter = self.theme, painter_on(self)
        rect = self.rect().toRectF()
        radius = theme.exact(9 if self._small else 10)
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        ink = theme.color("text")
        if self._kind == "primary":
            fill, ink = theme.color("accent"), theme.color("onAccent")
            if active:
                fill = theme.color("text") if theme.name == "dark" else theme.color("muted")
                ink = theme.color("ground")
            draw_paper(painter, rect, radius, fill)
        elif self._kind == "plain" or active:
            draw_paper(painter, rect, radius, theme.color("surface3"))
        if self._kind == "line" or (theme.name == "contrast" and self._kind == "plain"):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            half = theme.edge / 2
            painter.setPen(QPen(theme.color("border"), theme.edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
        if not self.isEnabled():
            painter.setOpacity(0.6)
        self._paint_words(painter, rect, ink)
        if self.hasFocus():
            inset = rect.adjusted(2, 2, -2, -2) if self._kind == "primary" else rect
            draw_focus(painter, theme, inset, radius)

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        draw_line(painter, rect, self.text(), self.theme.font(self._role), ink, CENTER)

    @property
    def _role(self) -> str:
        return "button_small" if self._small else "button"


class SignButton(TextButton):
    """A word with a drawing before it, and the key that does the same behind it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        *,
        kind: ButtonKind = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, kind=kind, small=True, parent=parent)
        self._icon = icon
        self._key = ""

    def set_key(self, key: str) -> None:
        """Name the key in the person's language."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Drawing, word and key."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._sign() + math.ceil(self._key_room()), hint.height())

    def _sign(self) -> int:
        return self.theme.px(18) + self.theme.px(9)

    def _key_room(self) -> float:
        return key_width(self.theme, self._key) + self.theme.px(10) if self._key else 0.0

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        theme, padding = self.theme, self.theme.px(14)
        size = theme.px(18)
        where = QRectF(padding, (rect.height() - size) / 2, size, size)
        draw_icon(painter, theme, self._icon, ink.name(), where, self.devicePixelRatioF())
        words = rect.adjusted(padding + self._sign(), 0, 0, 0)
        draw_line(painter, words, self.text(), theme.font(self._role), ink)
        if self._key:
            draw_key(painter, theme, rect.right() - padding, rect.center().y(), self._key)


class IconButton(ThemedButton):
    """A square with a drawing. Its name is set by the owner, in the person's language."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icon = icon

    def set_icon(self, icon: str) -> None:
        """Show another drawing."""
        self._icon = icon
        self.update()

    def name(self, text: str) -> None:
        """Name it for assistive technology and in the tooltip."""
        self.setAccessibleName(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """A target that a hurried hand can hit."""
        side = self.theme.px(40, 36)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, a ground under the pointer, and focus."""
        del event
        theme, painter = self.theme, QPainter(self)
        rect = self.rect().toRectF()
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        if active:
            draw_paper(painter, rect, theme.exact(10), theme.color("surface3"))
        color = theme.tokens.text if active or self.hasFocus() else theme.tokens.muted
        size = theme.px(22)
        left, top = (self.width() - size) / 2, (self.height() - size) / 2
        where = QRectF(left, top, size, size)
        draw_icon(painter, theme, self._icon, color, where, self.devicePixelRatioF())
        if self.hasFocus():
            draw_focus(painter, theme, rect, theme.exact(10))


class MarkButton(ThemedButton):
    """The program's mark: lintel, ribbon and ring. Opens the menu."""

    def sizeHint(self) -> QSize:
        """The mark with room around it."""
        side = self.theme.px(42)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        del event
        theme, painter = self.theme, QPainter(self)
        if self.underMouse() or self.isDown():
            draw_paper(painter, self.rect().toRectF(), theme.exact(10), theme.color("surface3"))
        if self.hasFocus():
            draw_focus(painter, theme, self.rect().toRectF(), theme.exact(10))
        inset = theme.exact(4)
        painter.translate(inset, inset)
        draw_mark(painter, theme, theme.exact(34))


def draw_mark(painter: QPainter, theme: Theme, side: float) -> None:
    """Draw the mark into a square of that side at the painter's origin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 34, side / 34)
    ink = theme.color("text")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRect(QRectF(3, 3, 28, 7))
    painter.drawPolygon(
        [QPointF(3, 14), QPointF(11, 14), QPointF(11, 31), QPointF(7, 27), QPointF(3, 31)]
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 4))
    painter.drawEllipse(QPointF(23, 22.5), 6, 6)
    painter.restore()
