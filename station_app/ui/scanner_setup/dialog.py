"""The set-up's window: the test code large, and what was found beside it."""

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.badges.qr_picture import QrPicture, modules_of
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FocusRing, FormButton, Text

_STEPS = 3


class ScannerSetupDialog(QDialog):
    """Shows a test code and the steps: scan, prove, done. Opened, never run."""

    print_requested = Signal()
    restarted = Signal()

    def __init__(self, theme: Theme, png: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = 1
        self.setObjectName("scannerSetupDialog")
        self._picture = QrPicture(theme, 300)
        self._picture.show_modules(modules_of(QImage.fromData(png)))
        self._place = Text(theme, "small_plain", "muted")
        self._title, self._text = Text(theme, "title1"), Text(theme, "body", "muted")
        self._title.setObjectName("setupTitle")
        self._text.setObjectName("setupText")
        self._print = FormButton(theme, "line", small=True)
        self._again = FormButton(theme, "line", "reload", small=True)
        self._close = FormButton(theme, "primary", small=True)
        self._build()
        self._ring = FocusRing(theme, self)
        self._print.clicked.connect(self.print_requested)
        self._again.clicked.connect(self.restarted)
        self._close.clicked.connect(self.accept)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def show_step(self, step: int, title: str, text: str) -> None:
        """Show where the set-up stands."""
        self._step = step
        self._title.setText(title)
        self._text.setText(text)
        self._retranslate()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.addStretch(1)
        for text in (self._place, self._title, self._text):
            words.addWidget(text)
        words.addStretch(2)
        self._row = QHBoxLayout()
        self._row.addWidget(self._picture)
        self._row.addLayout(words, 1)
        self._words = words
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._print)
        self._foot.addWidget(self._again)
        self._foot.addStretch(1)
        self._foot.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row, 1)
        self._column.addLayout(self._foot)

    def _restyle(self) -> None:
        px = self._theme.px
        for button in (self._print, self._again, self._close):
            button.setProperty("radius", 9)
        self._column.setContentsMargins(px(32, 24), px(28, 20), px(32, 24), px(22, 14))
        self._column.setSpacing(px(22, 14))
        self._row.setSpacing(px(32, 22))
        self._words.setSpacing(px(8, 5))
        self._foot.setSpacing(px(12))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Set up scanner"))
        step = self.tr("Set up scanner · step {step} of {steps}")
        self._place.setText(step.format(step=self._step, steps=_STEPS))
        self._print.setText(self.tr("Print the code …"))
        self._again.setText(self.tr("Start over"))
        self._close.setText(self.tr("Done") if self._step == _STEPS else self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit into the window below."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(QSize(self._theme.px(860, 780), self._theme.px(440, 400)).boundedTo(room))
        if parent is not None:
            frame = QRect(parent.window().pos(), room)
            self.move(frame.center() - self.rect().center())
        super().showEvent(event)
        self._close.setFocus()
