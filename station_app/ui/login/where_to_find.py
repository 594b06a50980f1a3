"""The left side of the login page before the first login: where the values are found."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import Text
from station_app.ui.widgets.painting import CENTER, draw_line, draw_paper


def _in_one_piece(text: str) -> str:
    """Keep an address on one line."""
    return text.replace("/", "/\u2060")


class _Numeral(QWidget):
    """The number of a step, in a disc. Its text is in the step's title for screen readers."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self._theme.px(32, 28), self._theme.px(32, 28))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw it."""
        painter, rect = QPainter(self), QRectF(self.rect())
        draw_paper(painter, rect, rect.width() / 2, self._theme.color("surface3"))
        font, ink = self._theme.font("button_small"), self._theme.color("text")
        draw_line(painter, rect, str(self._number), font, ink, CENTER)


class WhereToFind(QWidget):
    """Where event ID, App Code and name stand in the back end, for the first login."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[QHBoxLayout] = []
        self._texts: list[tuple[Text, Text]] = []
        for number in (1, 2, 3):
            title = Text(theme, "step_title")
            text = Text(theme, "step_text", "muted", glue=_in_one_piece)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(title)
            words.addWidget(text)
            row = QHBoxLayout()
            row.addWidget(_Numeral(theme, number), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            self._column.addLayout(row)
            self._rows.append(row)
            self._texts.append((title, text))
        self._last = Text(theme, "step_text", "muted")
        self._column.addWidget(self._last)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(22, 14))
        for row in self._rows:
            row.setSpacing(self._theme.px(16, 12))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        words = (
            (
                self.tr("Event ID"),
                self.tr(
                    "The number at the end of the event page’s address: …/admin/event/123."
                    " Paste the whole address under Server, and both fields are filled."
                ),
            ),
            (
                self.tr("App Code"),
                self.tr("In the back end’s menu Check-in: the column of that name in the list."),
            ),
            (
                self.tr("Station"),
                self.tr("The name of the configuration, from the same list."),
            ),
        )
        for (title, text), (title_words, text_words) in zip(self._texts, words, strict=True):
            title.setText(title_words)
            text.setText(text_words)
        self._last.setText(
            self.tr(
                "No configuration in the list yet? Make one for this laptop:"
                " a name is enough, a segment narrows the guest list."
            )
        )
