"""What this program is, its version, and the licences of its parts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app import __version__
from station_app.licences import Part
from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import LargeDialog
from station_app.ui.widgets.fields import FormButton, Icon, Text
from station_app.ui.widgets.reader import Reader


class AboutDialog(LargeDialog):
    """Opens with `open()`; its parts come with `show_parts`. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "aboutDialog", parent)
        self._parts: Sequence[Part] = ()
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
        self.begin_at(self._reader.parts)
        self.dress()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.title, self._version, self.about):
            words.addWidget(part)
        self._head = QHBoxLayout()
        self._head.addWidget(
            Icon(self._theme, "mark", "text", 64, 52), 0, Qt.AlignmentFlag.AlignTop
        )
        self._head.addLayout(words, 1)
        self.column.addLayout(self._head)
        self.column.addWidget(self._licences)
        self.column.addWidget(self._reader, 1)
        self.end_with(self._close)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """List the parts, the first one's licence beside them."""
        self._parts = parts
        self._reader.set_titles([f"{part.name} {part.version}\n{part.licence}" for part in parts])
        self._turn(self._reader.parts.current_row)

    def _turn(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            self._reader.show_text(self._parts[row].text)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        self._head.setSpacing(self._theme.px(20, 16))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("About this program"))
        self.title.setText(self.tr("Check-in Station"))
        self._version.setText(self.tr("Version {version}").format(version=__version__))
        self.about.setText(
            self.tr(
                "Says at an event’s entrance who stands there and whether they may come in. It"
                " reads the guest list of the server and writes nothing there."
            )
        )
        self._licences.setText(self.tr("Third-party parts and their licences"))
        self._reader.parts.setAccessibleName(self._licences.text())
        self._close.setText(self.tr("Close"))
