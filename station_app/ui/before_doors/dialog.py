"""How this laptop is, one line and one cure each, while it is looked over."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.dialog import ListDialog
from station_app.ui.widgets.fields import FormButton, Icon, Text
from station_app.ui.widgets.flow import Flow
from station_app.ui.widgets.painting import draw_card
from station_app.ui.widgets.placing import clear


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it is shown. `level` is 'ok', 'warn' or 'fail'."""

    level: str
    subject: str
    text: str
    cure: str = ""


class _Row(QWidget):
    """Sign, subject and how it is; below it what to do. What is not well stands on a card."""

    def __init__(self, theme: Theme, line: Line, level_word: str) -> None:
        super().__init__()
        self._theme, self._is_well = theme, line.level == "ok"
        self._icon = Icon(
            theme, f"level-{line.level}", "text" if not self._is_well else "muted", 22
        )
        self._subject = Text(theme, "head")
        self._subject.setText(line.subject)
        self._text = Text(theme, "body", "muted" if self._is_well else "text")
        self._text.setText(line.text)
        self._cure = Text(theme, "body")
        self._cure.setText(f"→ {line.cure}" if line.cure else "")
        self._cure.setVisible(bool(line.cure))
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._text)
        self._words.addWidget(self._cure)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._subject, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self.setAccessibleName(". ".join(filter(None, (level_word, line.subject, line.text))))
        self.setAccessibleDescription(line.cure)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        tall = px(9, 6) if self._is_well else px(12, 9)
        self._row.setContentsMargins(px(16, 12), tall, px(16, 12), tall)
        self._row.setSpacing(px(14, 10))
        self._subject.setFixedWidth(round(px(190, 160) * max(1.0, self._theme.text_scale)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        del event
        if not self._is_well:
            painter, rect = QPainter(self), QRectF(self.rect())
            draw_card(painter, self._theme, rect, self._theme.exact(10), hover=False, focus=False)


class BeforeDoorsDialog(ListDialog):
    """Lines come by `add`, the last one is followed by `finish`; what was found stays as it was
    said, whatever the language. GUI thread.

    Closing it does not wait for what is being looked at.
    """

    again_requested = Signal()
    save_requested = Signal()
    diagnostics_requested = Signal()
    set_up_requested = Signal()  # the scanner, which only a person can try

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "beforeDoorsDialog", parent, width=(920, 860), height=(720, 580))
        self._lines: list[Line] = []
        self._is_done = False
        self.about.setObjectName("beforeDoorsSummary")
        self.scrolled.column.addStretch(1)
        self._again = FormButton(theme, "line", "reload", small=True)
        self._again.setObjectName("beforeDoorsAgain")
        self._set_up = FormButton(theme, "line", "lane-keyboard", small=True)
        self._save = FormButton(theme, "line", "export", small=True)
        self._save.setObjectName("beforeDoorsSave")
        self._diagnostics = FormButton(theme, "line", small=True)
        self.close_button.setObjectName("beforeDoorsClose")
        self._message = Text(theme, "body")
        self._message.setObjectName("beforeDoorsMessage")
        self._message.hide()
        self.column.addWidget(self._message)
        self._buttons = Flow()
        for button in (self._again, self._set_up, self._save, self._diagnostics, self.close_button):
            self._buttons.addWidget(button)
        self._buttons.part_at(self.close_button)
        self.column.addLayout(self._buttons)
        self._again.clicked.connect(self.again_requested)
        self._set_up.clicked.connect(self.set_up_requested)
        self._save.clicked.connect(self.save_requested)
        self._diagnostics.clicked.connect(self.diagnostics_requested)
        self.begin()
        self.dress()

    def begin(self) -> None:
        """Look again: nothing is known."""
        self._lines, self._is_done = [], False
        clear(self.rows)
        self._again.setEnabled(False)
        self._save.setEnabled(False)
        self._message.hide()
        self.retranslate()

    def add(self, line: Line) -> None:
        """Show one more finding; those that are not well stand before the others."""
        place = len(self._lines)
        if line.level != "ok":
            place = sum(_rank(one) <= _rank(line) for one in self._lines)
        self._lines.insert(place, line)
        self.rows.insertWidget(place, _Row(self._theme, line, self._level_word(line.level)))
        self.retranslate()

    def finish(self) -> None:
        """All has been looked at."""
        self._is_done = True
        self._again.setEnabled(True)
        self._save.setEnabled(True)
        self.retranslate()
        announce(self.about, self.about.text())

    def show_message(self, text: str) -> None:
        """Say what became of a file."""
        self._message.setText(text)
        self._message.show()

    @property
    def lines(self) -> Sequence[Line]:
        """What has been found so far, in the order shown."""
        return tuple(self._lines)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        self.rows.setSpacing(self._theme.px(4, 2))
        self._buttons.setSpacing(self._theme.px(10))

    # --- words --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.set_title(self.tr("Self-test before doors open"))
        self.about.setText(self._summed_up())
        self._again.setText(self.tr("Look again"))
        self._set_up.setText(self.tr("Try the scanner …"))
        self._save.setText(self.tr("Save as …"))
        self._diagnostics.setText(self.tr("Save diagnostics …"))
        self.close_button.setText(self.tr("Close"))

    def _summed_up(self) -> str:
        failed = sum(line.level == "fail" for line in self._lines)
        warned = sum(line.level == "warn" for line in self._lines)
        if not self._is_done:
            return self.tr("This laptop is being looked over …")
        if failed:
            return self.tr("%n thing(s) must be put right first.", "", failed)
        if warned:
            text = self.tr("Doors can open. %n thing(s) could be better.", "", warned)
        else:
            text = self.tr("All is well. Doors can open.")
        return text

    def _level_word(self, level: str) -> str:
        return {
            "ok": self.tr("Well"),
            "warn": self.tr("Could be better"),
            "fail": self.tr("Must be put right"),
        }[level]


def _rank(line: Line) -> int:
    return ("fail", "warn", "ok").index(line.level)
