"""What dialogs share: name, focus line, words and sizes that follow language and theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FocusRing, FormButton, Scroll, Text
from station_app.ui.widgets.placing import fit

RING = 6  # px round what scrolls: the focus line is painted there


class Dialog(QDialog):
    """Children build their parts, then call `dress`. Open it with `open()`. GUI thread."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self._ring = FocusRing(theme, self)
        self._first: QWidget | None = None

    def begin_at(self, first: QWidget) -> None:
        """Give this one the keyboard whenever the dialog is shown."""
        self._first = first

    def dress(self) -> None:
        """Take sizes and words, and follow theme and language from now on."""
        self._theme.changed.connect(self.restyle)
        self.restyle()
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to what comes first."""
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- for children -------------------------------------------------------------------------

    def restyle(self) -> None:
        """Take sizes from the theme."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        raise NotImplementedError


class LargeDialog(Dialog):
    """As large as it is told, less in a small window, in the middle of which it stands.

    Children fill `column`, with `title` and the words `about` it first; `end_with` adds the foot.
    Widths, heights and gaps are pairs of px as `Theme.px` takes them.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        width: tuple[int, int] = (1040, 920),
        height: tuple[int, int] = (720, 580),
        margin: int = 32,
        gap: tuple[int, int] = (16, 10),
        ring: int = 0,
    ) -> None:
        """`margin` is what stays of the window below. `ring` is how far the parts themselves keep
        from the sides, as `RING` for what scrolls."""
        super().__init__(theme, name, parent)
        self._width, self._height, self._margin = width, height, margin
        self._gap, self._side_ring = gap, ring
        self.title, self.about = Text(theme, "title2"), Text(theme, "body", "muted")
        self.column = QVBoxLayout(self)
        self.foot = QHBoxLayout()

    def end_with(self, *buttons: QWidget) -> None:
        """Add the foot, with these at its right."""
        self.foot.addStretch(1)
        for button in buttons:
            self.foot.addWidget(button)
        self.column.addLayout(self.foot)

    def wanted_size(self) -> QSize:
        """Return how large it is where there is room."""
        return QSize(self._theme.px(*self._width), self._theme.px(*self._height))

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window below."""
        fit(self, self.wanted_size(), self._theme.px(self._margin))
        super().showEvent(event)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        side = px(32, 24) - px(self._side_ring)
        self.column.setContentsMargins(side, px(26, 18), side, px(22, 14))
        self.column.setSpacing(px(*self._gap))

    def set_title(self, title: str) -> None:
        """Name the dialog, and its window."""
        self.setWindowTitle(title)
        self.title.setText(title)


class ListDialog(LargeDialog):
    """`rows` that scroll, under a line that sums them up; `close_button` has the keyboard."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        width: tuple[int, int],
        height: tuple[int, int],
    ) -> None:
        super().__init__(theme, name, parent, width=width, height=height, margin=24, gap=(12, 8))
        self.scrolled = Scroll()
        self.rows = QVBoxLayout()
        self.scrolled.column.setContentsMargins(0, 0, 0, 0)
        self.scrolled.column.addLayout(self.rows)
        self.close_button = FormButton(theme, "primary", small=True)
        self.close_button.clicked.connect(self.accept)
        self.column.addWidget(self.title)
        self.column.addWidget(self.about)
        self.column.addLayout(self.scrolled.hang(), 1)
        self.begin_at(self.close_button)
