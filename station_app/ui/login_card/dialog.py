"""Shows a card that fills the login form of another laptop; on the screen, on paper, as a PDF."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.badges.qr_picture import QrPicture, modules_of
from station_app.ui.badges.sheet import code_svg, print_sheet, save_sheet
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.choices import Switch
from station_app.ui.widgets.fields import FormButton, Text
from station_app.ui.widgets.small_dialog import SmallDialog


class LoginCardDialog(SmallDialog):
    """Without the App Code until somebody wants it on the card. GUI thread."""

    wanted = Signal(bool)  # a card, with the App Code or without: answered by `show_card`

    def __init__(
        self, theme: Theme, event: str, station: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "loginCardDialog", parent)
        self._event, self._station = event, station
        self._png = b""
        self._title, self._about = Text(theme, "title2"), Text(theme, "body", "muted")
        self._picture = QrPicture(theme)
        self._event_text, self._station_text = Text(theme, "head_large"), Text(theme, "body")
        self._event_text.setText(event)
        self._station_text.setText(station)
        self._code_label = Text(theme, "head")
        self._code_hint = Text(theme, "head_caption", "muted")
        self._code = Switch(theme)
        self._code.setObjectName("cardWithCode")
        self._code.toggled.connect(self._choose)
        self._warning = Alert(theme)
        self._warning.setObjectName("cardWarning")
        self._print = FormButton(theme, "line", small=True)
        self._print.setObjectName("cardPrint")
        self._save = FormButton(theme, "line", "export", small=True)
        self._save.setObjectName("cardSave")
        self._close = FormButton(theme, "primary", small=True)
        self._close.setObjectName("cardClose")
        self._print.clicked.connect(lambda: print_sheet(self._sheet(), self))
        self._save.clicked.connect(self._save_as)
        self._close.clicked.connect(self.accept)
        self._build()
        self.begin_at(self._close)
        self.dress()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._code_label)
        words.addWidget(self._code_hint)
        self._code_row = QHBoxLayout()
        self._code_row.addLayout(words, 1)
        self._code_row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignVCenter)
        self._right = QVBoxLayout()
        self._right.addWidget(self._event_text)
        self._right.addWidget(self._station_text)
        self._right.addStretch(1)
        self._right.addLayout(self._code_row)
        self._right.addWidget(self._warning)
        self._body = QHBoxLayout()
        self._body.addWidget(self._picture, 1)
        self._body.addLayout(self._right, 1)
        for place, button in enumerate((self._print, self._save)):
            self.foot.insertWidget(place, button)
        self.foot.addWidget(self._close)
        for button in (self._print, self._save, self._close):
            button.setProperty("radius", 9)
        self.column.addWidget(self._title)
        self.column.addWidget(self._about)
        self.column.addLayout(self._body, 1)

    def show_card(self, png: bytes) -> None:
        """Show this code."""
        self._png = png
        self._picture.show_modules(modules_of(QImage.fromData(png)))

    def _choose(self, with_code: bool) -> None:
        self._warn()
        self.wanted.emit(with_code)

    def _warn(self) -> None:
        warning = self.tr("Whoever has or photographs this card can log in. Do not hang it up.")
        self._warning.say(warning if self._code.isChecked() else "")

    def _sheet(self) -> str:
        return code_svg(self._png, f"{self._event} · {self._station}")

    def _save_as(self) -> None:
        save_sheet(self._sheet(), self, name="login-card.pdf")

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window below, with the first card."""
        px = self._theme.px
        self.fit(px(820, 760), px(560, 500))
        super().showEvent(event)
        self.wanted.emit(self._code.isChecked())

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        self.column.setSpacing(px(16, 10))
        self._body.setSpacing(px(28, 20))
        self._right.setSpacing(px(10))
        self._code_row.setSpacing(px(16))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Card for other laptops"))
        self._title.setText(self.tr("Card for other laptops"))
        self._about.setText(
            self.tr("Scanned on the login page of another laptop, it fills the form there.")
        )
        self._picture.setAccessibleName(self.tr("The card’s code"))
        self._code_label.setText(self.tr("With the App Code"))
        self._code_hint.setText(self.tr("Otherwise it is typed there."))
        self._code.setAccessibleName(self.tr("With the App Code"))
        self._print.setText(self.tr("Print …"))
        self._save.setText(self.tr("Save …"))
        self._close.setText(self.tr("Close"))
        self._warn()
