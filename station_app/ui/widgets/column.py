"""Widgets under one another, each as high as its width asks for; scrolls as the last resort."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import TextButton

Gap = Callable[[], int]
_TIGHT = 0.6  # what remains of the gaps before anything scrolls


class Column(QScrollArea):
    """Stacks widgets with gaps above them. When they do not fit, gaps shrink first, then the
    column scrolls and a button says that there is more below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: list[tuple[QWidget, Gap]] = []
        self._placing = False
        self._inside = QWidget()
        self._inside.setObjectName("guestColumn")
        self.setWidget(self._inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self._more = _MoreBelow(theme, self)
        self._more.clicked.connect(self._scroll_on)
        self.verticalScrollBar().valueChanged.connect(self._show_more)
        self.verticalScrollBar().rangeChanged.connect(self._show_more)

    def add(self, widget: QWidget, gap: Gap) -> None:
        """Put a widget below the others."""
        widget.setParent(self._inside)
        self._blocks.append((widget, gap))

    def set_more_text(self, text: str) -> None:
        """Name the button that scrolls on."""
        self._more.setText(text)
        self._show_more()

    @property
    def more_button(self) -> QWidget:
        """The button that is seen while something is below."""
        return self._more

    def place(self) -> None:
        """Lay out the visible widgets again."""
        if self._placing:
            return
        self._placing = True
        try:
            width = self.width() - self._theme.px(2)
            heights = [
                (widget, gap(), self._height(widget, width))
                for widget, gap in self._blocks
                if not widget.isHidden()
            ]
            words = sum(tall for _, _, tall in heights)
            gaps = sum(gap for _, gap, _ in heights)
            share = 1.0
            if gaps and words + gaps > self.height():
                share = max(_TIGHT, (self.height() - words) / gaps)
            y = 0
            for widget, gap, tall in heights:
                y += int(gap * share)
                widget.setGeometry(QRect(0, y, width, tall))
                y += tall
            self._inside.resize(width, y)
        finally:
            self._placing = False
        self._show_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self.place()

    def sizeHint(self) -> QSize:
        """The guest column of the design."""
        return QSize(self._theme.px(704, 580), self._theme.px(480, 390))

    @staticmethod
    def _height(widget: QWidget, width: int) -> int:
        return (
            widget.heightForWidth(width)
            if widget.hasHeightForWidth()
            else widget.sizeHint().height()
        )

    def _show_more(self) -> None:
        bar = self.verticalScrollBar()
        hint = self._more.sizeHint()
        self._more.setGeometry(
            (self.width() - hint.width()) // 2,
            self.height() - hint.height(),
            hint.width(),
            hint.height(),
        )
        self._more.setVisible(bar.maximum() - bar.value() > self._theme.px(4))
        self._more.raise_()

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(1, self.height() * 3 // 4))


class _MoreBelow(TextButton):
    """A plate at the lower end; not in the tab order, for the keyboard scrolls by itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, small=True, parent=parent)
        self.setObjectName("moreBelow")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def sizeHint(self) -> QSize:
        """Lower than other buttons: it lies over the column."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover what is below, then draw the plate."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("ground"))
        painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep its size when the text changes."""
        super().changeEvent(event)
        self.updateGeometry()
