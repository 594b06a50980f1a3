"""A sentence in the error colour under a field that is wrong, or a setting that is dangerous."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.fields import Icon, Text

_ICON = 18


class Alert(QWidget):
    """Shown only while it has words. `keeps_room`: its place stays free while it has none."""

    def __init__(self, theme: Theme, name: str = "", *, keeps_room: bool = False) -> None:
        """`name` is the object name of its words."""
        super().__init__()
        self._theme = theme
        self._keeps_room = keeps_room
        self.words = Text(theme, "card_state", "error")
        self.words.setObjectName(name)
        self._icon = Icon(theme, "state-fault", "error", _ICON)
        self._beside = QVBoxLayout()
        self._beside.addWidget(self._icon)
        self._beside.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._beside)
        self._row.addWidget(self.words, 1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.say("")

    def say(self, words: str, *, aloud: bool = False) -> None:
        """Show a sentence; '' for none. `aloud`: whoever listens hears it at once."""
        self.words.setText(words)
        self._icon.setVisible(bool(words))
        self.setVisible(bool(words) or self._keeps_room)
        if aloud:
            announce(self.words, words, at_once=True)

    def text(self) -> str:
        """Return what it says."""
        return self.words.text()

    def _restyle(self) -> None:
        theme = self._theme
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        # The sign stands in the middle of the first line.
        self._beside.setContentsMargins(
            0, max(0, theme.line("card_state") - theme.px(_ICON)) // 2, 0, 0
        )
