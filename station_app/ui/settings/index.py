"""The settings' index: every section, and a search over every setting."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_app.domain.spelling import canonical_words
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import LineField, Text
from station_app.ui.widgets.lists import PickList, WrappedRows

_INSIDE = 3  # letters from which a word is looked for inside others


class Place(NamedTuple):
    """Somewhere in the settings, and the words that lead there."""

    title: str
    about: str
    widget: QWidget  # what is scrolled to
    control: QWidget | None = None  # what takes the keyboard; None for a whole section


class Places(Protocol):
    """A part of the settings that can be found."""

    def places(self) -> Iterable[Place]:
        """Return the part itself, then all that stands in it."""
        ...


def found(places: Iterable[Place], query: str) -> list[Place]:
    """Return the settings that have all the words typed, those first that have them in their name.

    A typed word counts where it begins a word; longer ones also inside, as German joins words.
    """
    typed = canonical_words(query)
    hits = [(_fits(typed, place.title), place) for place in places if place.control is not None]
    in_title = [place for fits, place in hits if fits]
    further = [p for fits, p in hits if not fits and _fits(typed, f"{p.title} {p.about}")]
    return in_title + further if typed else []


def _fits(typed: Sequence[str], text: str) -> bool:
    words = canonical_words(text)
    return all(
        any(word.startswith(one) or (len(one) >= _INSIDE and one in word) for word in words)
        for one in typed
    )


class SettingsIndex(QWidget):
    """A search field over the names of the sections, which give way to what is found."""

    chosen = Signal(object)  # Place

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._places: list[Place] = []
        self._shown: list[Place] = []
        self.field = LineField(theme, "settingsSearch", small=True)
        self.field.setMaxLength(80)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self._list = PickList(theme)
        self._list.setObjectName("settingsIndex")
        self._list.setProperty("kind", "index")
        self._list.setItemDelegate(WrappedRows(theme, self._list))
        self._model = QStringListModel(self)
        self._list.setModel(self._model)
        self._list.picked.connect(self._pick)
        self._nothing = Text(theme, "head_caption", "muted")
        self._nothing.setObjectName("settingsNothing")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.field)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self._list, 1)

    # --- what it holds ------------------------------------------------------------------------

    def fill(self, parts: Iterable[Places]) -> None:
        """Take over what there is, in the words in force."""
        self._places = [place for part in parts for place in part.places()]
        self._show()

    def follow(self, widget: QWidget) -> None:
        """Mark the section that is in sight."""
        if not self.field.text():
            row = next((n for n, one in enumerate(self._shown) if one.widget is widget), -1)
            self._list.select_row(row)

    def retranslate(self) -> None:
        """Set the words that belong to no place."""
        self.field.setPlaceholderText(self.tr("Search settings"))
        self.field.setAccessibleName(self.tr("Search settings"))
        self._list.setAccessibleName(self.tr("Parts of the settings"))
        self._nothing.setText(self.tr("No setting has these words."))

    def restyle(self) -> None:
        """Lay everything out for the present size."""
        px = self._theme.px
        self._column.setContentsMargins(px(6), px(6), px(6), 0)
        self._column.setSpacing(px(10))
        self.setFixedWidth(px(228, 204))

    # --- what a person does -------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, arrows move in the list, Enter picks, Escape first empties."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = Qt.Key
            match event.key():
                case keys.Key_Down | keys.Key_Up:
                    self._list.move_by(1 if event.key() == keys.Key_Down else -1)
                    return True
                case keys.Key_Return | keys.Key_Enter:
                    self._pick(max(self._list.current_row, 0))
                    return True
                case keys.Key_Escape if self.field.text():
                    self.field.clear()
                    return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        query = self.field.text()
        if canonical_words(query):
            self._shown = found(self._places, query)
        else:
            self._shown = [place for place in self._places if place.control is None]
        self._nothing.setVisible(not self._shown)
        self._model.setStringList([place.title for place in self._shown])
        self._list.select_row(0 if self._shown else -1)

    def _pick(self, row: int) -> None:
        if row < len(self._shown):
            self.chosen.emit(self._shown[row])

    def minimumSizeHint(self) -> QSize:
        """Ask for no height of its own."""
        return QSize(super().minimumSizeHint().width(), 0)
