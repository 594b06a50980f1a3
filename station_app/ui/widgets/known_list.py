"""What was learnt, one sentence each, with a button that forgets it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, Icon, Text


class KnownList(QWidget):
    """Rows that can only become fewer; where none is left, one line says how one comes here."""

    forgotten = Signal(int)  # place of the row among those it began with

    def __init__(self, theme: Theme, icons: Sequence[str]) -> None:
        """`icons`: the drawing of each row, by its name."""
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[QWidget] = []
        self._texts: list[Text] = []
        self.buttons: list[FormButton] = []
        self._empty = Text(theme, "head_caption", "muted")
        self._column.addWidget(self._empty)
        for place, icon in enumerate(icons):
            self._add_row(icon, self._forgetter(place))
        self._empty.setVisible(not self._rows)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _add_row(self, icon: str, forget: Callable[[], None]) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        text, button = Text(self._theme, "body"), FormButton(self._theme, "line", small=True)
        button.setProperty("radius", 9)
        button.clicked.connect(forget)
        line.addWidget(Icon(self._theme, icon, "muted", 22))
        line.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(row)
        self._rows.append(row)
        self._texts.append(text)
        self.buttons.append(button)

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(8))
        for row in self._rows:
            line = row.layout()
            assert line is not None
            line.setSpacing(self._theme.px(12))

    def name(self, sentences: Sequence[str], forget: str, empty: str) -> None:
        """Set the words: a sentence for each row, those of the buttons, those for no row."""
        for text, button, sentence in zip(self._texts, self.buttons, sentences, strict=True):
            text.setText(sentence)
            button.setText(forget)
            button.setAccessibleName(f"{forget}: {sentence}")
        self._empty.setText(empty)

    def _forgetter(self, place: int) -> Callable[[], None]:
        def forget() -> None:
            self._rows[place].hide()  # the keyboard goes on to the next control
            self._empty.setVisible(all(row.isHidden() for row in self._rows))
            self.forgotten.emit(place)

        return forget
