"""What this program is, its version, and the licences of its parts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from station_app import __version__
from station_app.licences import Part
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FocusRing, FormButton, Icon, Text
from station_app.ui.widgets.placing import fit
from station_app.ui.widgets.reader import Reader


class AboutDialog(QDialog):
    """Opens with `open()`; its parts come with `show_parts`. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: Sequence[Part] = ()
        self.setObjectName("aboutDialog")
        self._title, self._about = Text(theme, "title2"), Text(theme, "body", "muted")
        self._version = Text(theme, "body")
        self._version.setObjectName("aboutVersion")
        self._version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._licences = Text(theme, "head")
        self._reader = Reader(theme)
        self._reader.parts.setObjectName("aboutParts")
        self._reader.page.setObjectName("aboutText")
        self._reader.turned.connect(self._turn)
        self._close = FormButton(theme, "primary", small=True)
        self._close.setObjectName("aboutClose")
        self._close.setProperty("radius", 9)
        self._close.clicked.connect(self.accept)
        self._build()
        self._ring = FocusRing(theme, self)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self._title, self._version, self._about):
            words.addWidget(part)
        self._head = QHBoxLayout()
        self._head.addWidget(
            Icon(self._theme, "mark", "text", 64, 52), 0, Qt.AlignmentFlag.AlignTop
        )
        self._head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._licences)
        self._column.addWidget(self._reader, 1)
        self._column.addLayout(foot)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """List the parts, the first one's licence beside them."""
        self._parts = parts
        self._reader.set_titles([f"{part.name} {part.version}\n{part.licence}" for part in parts])
        self._turn(self._reader.parts.current_row)

    def _turn(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            self._reader.show_text(self._parts[row].text)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window below."""
        px = self._theme.px
        fit(self, QSize(px(1040, 920), px(720, 580)), px(32))
        super().showEvent(event)
        self._reader.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(32, 24), px(26, 18), px(32, 24), px(22, 14))
        self._column.setSpacing(px(16, 10))
        self._head.setSpacing(px(20, 16))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About this program"))
        self._title.setText(self.tr("Check-in Station"))
        self._version.setText(self.tr("Version {version}").format(version=__version__))
        self._about.setText(
            self.tr(
                "Says at an event’s entrance who stands there and whether they may come in. It"
                " reads the guest list of the server and writes nothing there."
            )
        )
        self._licences.setText(self.tr("Parts of others, and their licences"))
        self._reader.parts.setAccessibleName(self._licences.text())
        self._close.setText(self.tr("Close"))
