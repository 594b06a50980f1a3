"""Widgets under one another, each as high as its width asks for; scrolls as the last resort."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import TextButton
from station_app.ui.widgets.lists import plain_viewport
from station_app.ui.widgets.placing import put, put_into

Gap = Callable[[], int]
Spill = Callable[[], QMargins]
_TIGHT = 0.6  # what remains of the gaps before anything scrolls


class Column(QScrollArea):
    """Stacks widgets with gaps above them. When they do not fit, gaps shrink first, then the
    column scrolls and a button says that there is more below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: list[tuple[QWidget, Gap, Spill]] = []
        self._placing = False
        # Asked of Qt, viewport and bar would be wrapped only after all of Qt's classes are loaded.
        self._bar = QScrollBar(Qt.Orientation.Vertical)
        self.setViewport(plain_viewport())
        self.setVerticalScrollBar(self._bar)
        self._inside = QWidget()
        self._inside.setObjectName("guestColumn")
        self.setWidget(self._inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside.setAutoFillBackground(False)
        self._more = _MoreBelow(theme, self)
        self._more.clicked.connect(self._scroll_on)
        self._bar.valueChanged.connect(self._show_more)
        self._bar.rangeChanged.connect(self._show_more)

    def add(self, widget: QWidget, gap: Gap, spill: Spill = QMargins) -> None:
        """Put a widget below the others. `spill`: how far it draws over its place."""
        widget.setParent(self._inside)
        self._blocks.append((widget, gap, spill))

    def bleed(self) -> int:
        """Return the room at the left that large letters may lean into."""
        return self._theme.px(4)

    def gutter(self) -> int:
        """Return the room at the right for the scroll bar, within the stage's gap."""
        return self._theme.px(20, 18)

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
        self._placing = True  # what the bar tells meanwhile is not the end of it
        try:
            left = self.bleed()
            width = self.width() - left - self.gutter()
            shown = [
                (widget, gap(), self._height(widget, width), spill())
                for widget, gap, spill in self._blocks
                if not widget.isHidden()
            ]
            words = sum(tall for _, _, tall, _ in shown) + self._theme.px(2)
            gaps = sum(gap for _, gap, _, _ in shown)
            share = 1.0
            if gaps and words + gaps > self.height():
                share = max(_TIGHT, (self.height() - words) / gaps)
            y = self._theme.px(2)
            places = []
            for _, gap, tall, spill in shown:
                y += int(gap * share)
                places.append(QRect(left, y, width, tall).marginsAdded(spill))
                y += tall
            # What is cut lies above the button, never behind it.
            strip = self._more.sizeHint().height() + self._theme.px(4) if y > self.height() else 0
            self.setViewportMargins(0, 0, 0, strip)
            self._inside.resize(self.width() - self._theme.px(8), y)
            for (widget, *_), place in zip(shown, places, strict=True):
                put_into(widget, place)
        finally:
            self._placing = False
        self._show_more()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """Bring what scrolls to the other side at once, which Qt does when it scrolls."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self.alignment())

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
        if self._placing:
            return
        bar = self._bar
        shown = bar.maximum() - bar.value() > self._theme.px(4)
        if shown:
            hint = self._more.sizeHint()
            left = self.width() - self.gutter() - hint.width()
            top = self.height() - hint.height()
            put(self._more, left, top, hint.width(), hint.height())
            self._more.raise_()
        self._more.setVisible(shown)

    def _scroll_on(self) -> None:
        bar = self._bar
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

    def changeEvent(self, event: QEvent) -> None:
        """Keep its size when the text changes."""
        super().changeEvent(event)
        self.updateGeometry()
