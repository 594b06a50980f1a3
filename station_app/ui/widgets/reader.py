"""A list of parts at the left, at the right the plain text of the one chosen."""

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import mark
from station_app.ui.widgets.lists import Index, PickList, WrappedRows

_PORTION = 20_000  # characters: a few milliseconds


class PlainPage(QPlainTextEdit):
    """Text that is read and copied, never changed. A long one comes in portions: the window goes
    on meanwhile. GUI thread."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rest, self._place = "", 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._portions = QTimer(self)
        self._portions.timeout.connect(self._add)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is there."""
        return not self._portions.isActive()

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.clear()
        self._rest, self._place = text, 0
        self._add()
        self._portions.start()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(self) -> None:
        portion = self._rest[self._place : self._place + _PORTION]
        self._place += len(portion)
        if portion:
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(portion)
        else:
            self._portions.stop()
            self._rest = ""

    def _restyle(self) -> None:
        self.setFont(self._theme.font("file"))
        self.document().setDocumentMargin(self._theme.px(16, 12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the dialog what is not of reading."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Reader(QWidget):
    """Says which part was turned to; whoever knows its text shows it."""

    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.parts = PickList(theme)
        self.parts.setProperty("kind", "index")
        self.parts.setItemDelegate(WrappedRows(theme, self.parts))
        self._model = QStringListModel(self)
        self.parts.setModel(self._model)
        self.parts.selectionModel().currentChanged.connect(self._turn)
        self.page = PlainPage(theme)
        self._pane = QFrame()
        self._pane.setProperty("kind", "pane")
        self._inside = QVBoxLayout(self._pane)
        self._inside.addWidget(self.page)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.parts)
        self._row.addWidget(self._pane, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_titles(self, titles: list[str]) -> None:
        """Name the parts; the one that is chosen stays so."""
        row = max(0, self.parts.current_row)
        self.parts.selectionModel().blockSignals(True)
        self._model.setStringList(titles)
        self.parts.select_row(row)
        self.parts.selectionModel().blockSignals(False)
        self._name_page()

    def show_text(self, text: str) -> None:
        """Show the text of the part chosen."""
        self.page.show_text(text)

    def _turn(self, current: Index) -> None:
        self._name_page()
        if current.isValid():
            self.turned.emit(current.row())

    def _name_page(self) -> None:
        title = str(self.parts.currentIndex().data() or "")
        self.page.setAccessibleName(title.replace("\n", ", "))

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setSpacing(px(20, 14))
        self.parts.setFixedWidth(px(248, 216))
        strong = self._theme.name == "contrast"
        edge = px(6) if strong else 2  # the bar keeps off a border of its own colour
        self._inside.setContentsMargins(edge, edge, edge, edge)
        mark(self._pane, "strong", strong)
