"""What goes into an exported file, and where it stands afterwards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.services.journal import local_now
from station_app.services.journal_export import Kind, file_name
from station_app.ui import failures, texts
from station_app.ui.export.places import new_file_chooser
from station_app.ui.i18n import translate
from station_app.ui.theme import Theme
from station_app.ui.widgets.choices import Segments, Switch
from station_app.ui.widgets.fields import FormButton, Text
from station_app.ui.widgets.small_dialog import SmallDialog


class ExportDialog(SmallDialog):
    """Asks for kind, names and place. GUI thread."""

    save_requested = Signal(str, str, bool)  # path, kind, with names

    def __init__(self, theme: Theme, *, names: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, "exportDialog", parent)
        self._kind = Kind.CSV
        self._title, self._about = Text(theme, "title2"), Text(theme, "body", "muted")
        self._kind_label, self._kinds = Text(theme, "head"), Segments(theme, tuple(Kind))
        self._kinds.setObjectName("exportKind")
        self._kinds.set_value(self._kind)
        self._kinds.chosen.connect(self._choose)
        self._names_label, self._names_hint = (
            Text(theme, "head"),
            Text(theme, "head_caption", "muted"),
        )
        self._names = Switch(theme)
        self._names.setObjectName("exportNames")
        self._names.setChecked(names)
        self._names_label.setBuddy(self._names)
        self._message = Text(theme, "body")
        self._message.setObjectName("exportMessage")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = FormButton(theme, "line", small=True)
        self._close.setObjectName("exportClose")
        self._save = FormButton(theme, "primary", small=True)
        self._save.setObjectName("exportSave")
        self._build()
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self._ask_where)
        self.begin_at(self._save)
        self.dress()

    def show_saved(self, path: str, entries: int) -> None:
        """Tell where the file stands."""
        self._save.setEnabled(True)
        text = self.tr("%n note(s) saved in {path}", "", entries)
        text = text.replace(str(entries), texts.number(entries), 1)
        self._say(text.replace("{path}", path))

    def show_failed(self, reason: str) -> None:
        """Tell that there is no file."""
        self._save.setEnabled(True)
        self._say(self.tr("Nothing was saved: {reason}").format(reason=reason))

    def _say(self, words: str) -> None:
        self._message.setText(words)
        if self.isVisible():
            self._fit()

    def _choose(self, kind: str) -> None:
        self._kind = Kind(kind)

    def _ask_where(self) -> None:
        kinds = "CSV (*.csv)" if self._kind is Kind.CSV else "JSON (*.json)"
        name = file_name(self._kind, local_now())
        dialog = new_file_chooser(self, self.tr("Save the notes"), kinds, name)
        dialog.setObjectName("exportFile")
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self._save.setEnabled(False)
        self._message.setText(self.tr("Saving …"))
        self.save_requested.emit(path, self._kind.value, self._names.isChecked())

    def _build(self) -> None:
        self.column.addWidget(self._title)
        self.column.addWidget(self._about)
        self._kind_row = QHBoxLayout()
        self._kind_row.addWidget(self._kind_label, 1)
        self._kind_row.addWidget(self._kinds)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._names_label)
        words.addWidget(self._names_hint)
        self._names_row = QHBoxLayout()
        self._names_row.addLayout(words, 1)
        self._names_row.addWidget(self._names, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self._kind_row)
        self.column.addLayout(self._names_row)
        self.column.addWidget(self._message)
        self.column.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self._save)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window below."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        self.fit(self._theme.px(640, 580), self._theme.px(420, 390))

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        self.column.setSpacing(px(18, 12))
        for row in (self._kind_row, self._names_row):
            row.setSpacing(px(24))
        self._kinds.setMinimumWidth(px(220))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Export notes"))
        self._title.setText(self.tr("Export notes"))
        self._about.setText(
            self.tr(
                "Every look-up of this entrance on this laptop: when, how, and with what verdict."
                " The file is not encrypted: whoever has it can read it."
            )
        )
        self._kind_label.setText(self.tr("For"))
        self._kinds.name(
            self.tr("For"), (self.tr("Spreadsheets (CSV)"), self.tr("Programs (JSON)"))
        )
        self._names_label.setText(self.tr("With names"))
        self._names_hint.setText(self.tr("Otherwise guests have their ID only."))
        self._names.setAccessibleName(self.tr("With names"))
        self._names.setAccessibleDescription(self._names_hint.text())
        self._close.setText(self.tr("Close"))
        self._save.setText(self.tr("Save as …"))


def reason_of(error: Exception) -> str:
    """Return why nothing could be written, without a path."""
    if isinstance(error, OSError):
        return error.strerror or failures.failure(None)
    return translate("Texts", "the notes cannot be read")
