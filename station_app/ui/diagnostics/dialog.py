"""Shows all that goes into the diagnostics file, word for word, before it is saved."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from station_app.services.journal import local_now
from station_app.ui.export.places import new_file_chooser
from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import LargeDialog
from station_app.ui.widgets.fields import FormButton, Text
from station_app.ui.widgets.reader import Reader

PARTS = (
    "log",
    "older_logs",
    "crashes",
    "versions",
    "self_test",
    "settings",
    "event_keys",
    "timings",
)


def file_name(now: datetime) -> str:
    """Return a name that sorts by time and tells of nobody."""
    return f"checkin-station-diagnostics-{now:%Y%m%d-%H%M}.zip"


class DiagnosticsDialog(LargeDialog):
    """Asks for the text of a part when it is turned to; open it with `open()`. GUI thread."""

    wanted = Signal(str)  # the text of one of `PARTS`: answered by `show_text`
    save_requested = Signal(str)  # path: answered by `show_saved` or `show_failed`

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "diagnosticsDialog", parent)
        self._reader = Reader(theme)
        self._reader.parts.setObjectName("diagnosticsParts")
        self._reader.page.setObjectName("diagnosticsText")
        self._reader.turned.connect(self._ask_for)
        self._message = Text(theme, "body")
        self._message.setObjectName("diagnosticsMessage")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.hide()
        self._close = FormButton(theme, "line", small=True)
        self._close.setObjectName("diagnosticsClose")
        self._save = FormButton(theme, "primary", small=True)
        self._save.setObjectName("diagnosticsSave")
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self._ask_where)
        for button in (self._close, self._save):
            button.setProperty("radius", 9)
        for words in (self.title, self.about):
            self.column.addWidget(words)
        self.column.addWidget(self._reader, 1)
        self.column.addWidget(self._message)
        self.end_with(self._close, self._save)
        self.begin_at(self._reader.parts)
        self.dress()

    @property
    def part(self) -> str:
        """The part that is turned to."""
        return PARTS[max(0, self._reader.parts.current_row)]

    def show_text(self, part: str, text: str) -> None:
        """Show the text of a part, unless another has been turned to since."""
        if part == self.part:
            self._reader.show_text(text or self.tr("Nothing."))

    def show_saved(self, path: str) -> None:
        """Tell where the file stands."""
        self._save.setEnabled(True)
        self._say(self.tr("Saved in {path}").replace("{path}", path))

    def show_failed(self, reason: str) -> None:
        """Tell that there is no file."""
        self._save.setEnabled(True)
        self._say(self.tr("Nothing was saved: {reason}").format(reason=reason))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the part that is turned to."""
        super().showEvent(event)
        self._ask_for(PARTS.index(self.part))

    def _ask_for(self, row: int) -> None:
        self._reader.show_text(self.tr("Being gathered …"))
        self.wanted.emit(PARTS[row])

    def _ask_where(self) -> None:
        name = file_name(local_now())
        dialog = new_file_chooser(self, self.tr("Save diagnostics"), "ZIP (*.zip)", name)
        dialog.setObjectName("diagnosticsFile")
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self._save.setEnabled(False)
        self._say(self.tr("Saving …"))
        self.save_requested.emit(path)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        self.foot.setSpacing(self._theme.px(12))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.set_title(self.tr("Diagnostics"))
        self.about.setText(
            self.tr(
                "For whoever looks after this program. All that goes into the file can be read"
                " here. No names of guests, no codes, no tokens and no App Code are in it; the"
                " server’s address is, since it may be the reason."
            )
        )
        self._reader.set_titles(
            [
                self.tr("Log"),
                self.tr("Older logs"),
                self.tr("Where it crashed"),
                self.tr("Versions"),
                self.tr("Self-test"),
                self.tr("Settings"),
                self.tr("Keys of the event’s configuration"),
                self.tr("How long things took"),
            ]
        )
        self._reader.parts.setAccessibleName(self.tr("What goes into the file"))
        self._close.setText(self.tr("Close"))
        self._save.setText(self.tr("Save as …"))
