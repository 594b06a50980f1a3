"""A sentence in the error colour under a setting that is dangerous or does not work."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import Icon, Text


class Alert(QWidget):
    """Shown only while it has words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = Text(theme, "card_state", "error")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Icon(theme, "state-fault", "error", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence; '' for none."""
        self._text.setText(words)
        self.setVisible(bool(words))
