"""What stands before an open door, in two halves: what this is, and what is asked."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.login.entrances import Mark
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FirstHalf, FocusRing, Text


class DoorPage(QWidget):
    """Children fill `left_column`, which begins with mark and product, and `right_column`; then
    they call `dress`. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("loginPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.left = FirstHalf()
        self.left_column = QVBoxLayout(self.left)
        self.product = Text(theme, "step_title", wrap=False)
        self.head = QHBoxLayout()
        self.head.addWidget(Mark(theme))
        self.head.addWidget(self.product, 1)
        self.left_column.addLayout(self.head)
        self.title, self.subtitle = Text(theme, "title1"), Text(theme, "notice_text", "muted")
        self.right = QWidget()
        self.right_column = QVBoxLayout(self.right)
        root = QHBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addWidget(self.left)
        root.addStretch(1)  # these two share what a wide window leaves beside the right half
        root.addWidget(self.right, 1000)
        root.addStretch(1)
        self._ring = FocusRing(theme, self)

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

    # --- for children -------------------------------------------------------------------------

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        self.left.setFixedWidth(px(520, 416))
        self.head.setSpacing(px(14, 12))
        self.right.setMaximumWidth(px(600 + 2 * 112, 600 + 2 * 56))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        raise NotImplementedError
