"""Words of the colours, labels and order of the fields of an event. Changes take effect at once."""

from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_app.domain.contact import is_contact_field
from station_app.domain.legend import Legend, LegendFile, LegendUnusable, Survey, usual_order
from station_app.ui.export.places import file_chooser, new_file_chooser
from station_app.ui.legend import words
from station_app.ui.legend.rows import ColorRow, FieldRow
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.dialog import RING, LargeDialog
from station_app.ui.widgets.fields import FormButton, Scroll, Text, mark

_MOST = 100  # rows of each kind: a list may have a colour for every guest
_AT_ONCE = 6  # rows, in about a frame
_JSON = "JSON (*.json)"


class LegendDialog(LargeDialog):
    """Shows the legend from `show_survey` on. GUI thread."""

    changed = Signal(object)  # Legend
    save_requested = Signal(str)  # path
    load_requested = Signal(str)  # path

    def __init__(
        self,
        theme: Theme,
        legend: Legend,
        *,
        event: str = "",
        hides_contact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "legendDialog", parent, width=(860, 800), gap=(10, 6), ring=RING)
        self._legend = legend
        self._event, self._hides_contact = event, hides_contact
        self._survey: Survey | None = None
        self._is_counted = True  # False where the list could not be read
        self._offered: LegendFile | None = None  # of a file, until a person decides
        self._left_out = 0  # colours that have no row
        self._to_make: deque[Callable[[], None]] = deque()
        self._maker = QTimer(self, interval=0, singleShot=True)
        self._colors: list[ColorRow] = []
        self._fields: list[FieldRow] = []
        self._build()
        self._wire()
        self.dress()

    def show_survey(self, survey: Survey) -> None:
        """Show what the list has, with what the legend says of it."""
        self._survey = survey
        self._fill()
        if self._done.hasFocus() and self._colors:
            self._colors[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_complete(self) -> bool:
        """Whether every row is there."""
        return self._survey is not None and not self._to_make

    def show_saved(self, path: str) -> None:
        """Tell where the file stands."""
        self._tell(self.tr("Saved in {path}").replace("{path}", path))

    def show_not_saved(self, error: OSError) -> None:
        """Tell that there is no file."""
        self._tell(self.tr("Nothing was saved: {reason}.").replace("{reason}", words.fault(error)))

    def show_unread(self, error: OSError | LegendUnusable) -> None:
        """Tell that a file changed nothing, and why."""
        self._tell(self.tr("Nothing was loaded: {reason}.").replace("{reason}", words.fault(error)))

    def show_uncounted(self, reason: str) -> None:
        """Tell why the list could not be counted; the legend can be changed all the same."""
        self._is_counted = False
        self.show_survey(Survey())
        self._tell(self.tr("The list cannot be counted: {reason}.").replace("{reason}", reason))
        self._message.hide()
        self._fault.say(self._message.text(), aloud=True)

    def ask_to_replace(self, offered: LegendFile) -> None:
        """Say what a file would replace, and wait for a person."""
        self._offered = offered
        self._tell("")
        self._ask()
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- changes ------------------------------------------------------------------------------

    def _change(self, legend: Legend) -> None:
        self._legend = legend
        self.changed.emit(legend)

    def _set_word(self, color: str, word: str) -> None:
        self._change(self._legend.with_word(color, word))

    def _set_label(self, key: str, label: str) -> None:
        self._change(self._legend.with_label(key, label))

    def _set_shown(self, key: str, shown: bool) -> None:
        self._change(self._legend.with_shown(key, shown=shown))

    def _move(self, key: str, step: int) -> None:
        place = next(n for n, row in enumerate(self._fields) if row.key == key)
        if not 0 <= place + step < len(self._fields):
            return
        row = self._fields.pop(place)
        self._fields.insert(place + step, row)
        self._field_rows.removeWidget(row)
        self._field_rows.insertWidget(place + step, row)
        self._order_rows()
        self._change(self._legend.with_order([one.key for one in self._fields]))
        self._scroll.ensureWidgetVisible(row)

    def _replace(self) -> None:
        offered = self._offered
        self._end_question()
        if offered is not None:
            self._change(offered.legend)
            self._fill()
            self._tell(self.tr("Loaded."))

    def _end_question(self) -> None:
        self._offered = None
        self._show_question(False)
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- files --------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        name = words.file_name(self._event)
        dialog = new_file_chooser(self, self.tr("Save the legend"), _JSON, name)
        dialog.setObjectName("legendSaveFile")
        dialog.fileSelected.connect(self.save_requested)
        dialog.open()

    def _ask_which(self) -> None:
        dialog = file_chooser(self, self.tr("Load a legend"), _JSON)
        dialog.setObjectName("legendLoadFile")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load_requested)
        dialog.open()

    # --- rows ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Make the rows anew: those of the list, and those only the legend knows."""
        survey, legend = self._survey, self._legend
        if survey is None:
            return
        for row in self._rows():
            row.hide()
            row.deleteLater()
        self._colors, self._fields = [], []
        worn = sorted(survey.colors, key=lambda color: -survey.colors[color])
        colors = list(dict.fromkeys((*worn, *legend.words)))
        self._left_out = max(0, len(colors) - _MOST)
        # Those with words go before the limit.
        taken = set(sorted(colors, key=lambda color: color not in legend.words)[:_MOST])
        keys = usual_order((*survey.fields, *legend.labels, *legend.order, *sorted(legend.hidden)))
        place = {key: number for number, key in enumerate(legend.order)}
        keys.sort(key=lambda key: place.get(key, len(place)))
        self._to_make = deque(
            [
                *(partial(self._add_color, color) for color in colors if color in taken),
                *(partial(self._add_field, key) for key in keys[:_MOST]),
            ]
        )
        self._make_some()
        self.retranslate()

    def _make_some(self) -> None:
        """Make a few rows; the others follow in moments that nobody needs."""
        for _ in range(min(_AT_ONCE, len(self._to_make))):
            self._to_make.popleft()()
        self._order_rows()
        if self._to_make:
            self._maker.start()

    def _add_color(self, color: str) -> None:
        survey = self._survey or Survey()
        word = self._legend.words.get(color, "")
        row = ColorRow(self._theme, color, survey.colors.get(color, 0), word)
        row.edited.connect(self._set_word)
        row.restyle()
        row.retranslate()
        self._color_rows.addWidget(row)
        self._colors.append(row)

    def _add_field(self, key: str) -> None:
        survey, legend = self._survey or Survey(), self._legend
        row = FieldRow(
            self._theme,
            key,
            survey.fields.get(key, 0),
            legend.labels.get(key, ""),
            shown=key not in legend.hidden,
            kept_hidden=self._hides_contact and is_contact_field(key),
        )
        row.edited.connect(self._set_label)
        row.shown.connect(self._set_shown)
        row.moved.connect(self._move)
        row.restyle()
        row.retranslate()
        self._field_rows.addWidget(row)
        self._fields.append(row)

    def _rows(self) -> tuple[ColorRow | FieldRow, ...]:
        return *self._colors, *self._fields

    def _order_rows(self) -> None:
        """Let Tab go through the rows as they stand."""
        stops: list[QWidget] = [row.field for row in self._colors]
        for number, row in enumerate(self._fields):
            row.set_place(first=number == 0, last=number == len(self._fields) - 1)
            stops.extend(row.stops())
        stops.extend((self._replace_button, self._keep, self._load, self._save, self._done))
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    # --- parts --------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        self._scroll = Scroll()
        self._color_rows, self._field_rows = QVBoxLayout(), QVBoxLayout()
        self._color_pane, self._color_head, self._color_hint = self._pane(self._color_rows)
        self._field_pane, self._field_head, self._field_hint = self._pane(self._field_rows)
        self._scroll.column.addStretch(1)
        self._message = Text(theme, "body")
        self._message.setObjectName("legendMessage")
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._question, self._asked = QFrame(), Text(theme, "body", glue=words.numbers_kept)
        self._asked.setObjectName("legendQuestion")
        self._question.setProperty("kind", "pane")
        self._replace_button = FormButton(theme, "line", small=True)
        self._replace_button.setObjectName("legendReplace")
        self._keep = FormButton(theme, "primary", small=True)
        self._keep.setObjectName("legendKeep")
        asking = QVBoxLayout(self._question)
        asking.addWidget(self._asked)
        self._answers = QHBoxLayout()
        self._answers.addStretch(1)
        self._answers.addWidget(self._replace_button)
        self._answers.addWidget(self._keep)
        asking.addLayout(self._answers)
        self._scroll.column.insertWidget(0, self._question)  # in the place of the rows
        self._load, self._save = (FormButton(theme, "line", small=True) for _ in range(2))
        self._load.setObjectName("legendLoad")
        self._save.setObjectName("legendSave")
        self._done = FormButton(theme, "primary", small=True)
        self._done.setObjectName("legendDone")
        self._head = QVBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.about)
        self._head.setSpacing(0)
        self._told = QVBoxLayout()
        self._fault = Alert(theme, "legendFault")
        self._told.addWidget(self._fault)
        self._told.addWidget(self._message)
        self.column.addLayout(self._head)
        self.column.addLayout(self._scroll.hang(), 1)
        self.column.addLayout(self._told)
        self.foot.addWidget(self._load)
        self.foot.addWidget(self._save)
        self.end_with(self._done)
        self._message.hide()
        self._question.hide()

    def _pane(self, rows: QVBoxLayout) -> tuple[QFrame, Text, Text]:
        pane = QFrame()
        pane.setProperty("kind", "pane")
        head = Text(self._theme, "head_large")
        hint = Text(self._theme, "head_caption", "muted")
        column = QVBoxLayout(pane)
        column.addWidget(head)
        column.addWidget(hint)
        column.addLayout(rows)
        self._scroll.column.addWidget(pane)
        return pane, head, hint

    def _wire(self) -> None:
        self._done.clicked.connect(self.accept)
        self._save.clicked.connect(self._ask_where)
        self._load.clicked.connect(self._ask_which)
        self._replace_button.clicked.connect(self._replace)
        self._keep.clicked.connect(self._end_question)
        self._maker.timeout.connect(self._make_some)

    def _tell(self, text: str) -> None:
        self._fault.say("")
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape answers a question first, with no."""
        if event.key() == Qt.Key.Key_Escape and self._offered is not None:
            self._end_question()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what is asked; else with the way out, until there are rows."""
        super().showEvent(event)
        asked = self._offered is not None
        (self._keep if asked else self._done).setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px, ring = self._theme.px, self._theme.px(RING)
        self._scroll.column.setContentsMargins(ring, ring, ring, ring)
        self._scroll.column.setSpacing(px(14, 10))
        strong = self._theme.name == "contrast"
        for pane in (self._color_pane, self._field_pane, self._question):
            mark(pane, "strong", strong)
            layout = pane.layout()
            assert layout is not None
            layout.setContentsMargins(px(24, 18), px(18, 12), px(24, 18), px(18, 12))
            layout.setSpacing(px(8))
        self._color_rows.setSpacing(px(12, 9))
        self._field_rows.setSpacing(px(14, 10))
        self._answers.setSpacing(px(10))
        self.foot.setSpacing(px(10))
        for beside_rows in (self._head, self._told):
            beside_rows.setContentsMargins(ring, 0, ring, 0)
        self.foot.setContentsMargins(ring, px(6), ring, 0)
        for row in self._rows():
            row.restyle()

    # --- words --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.set_title(self.tr("Legend and fields"))
        self.about.setText(
            self.tr("For this event, on this laptop. Every change takes effect at once.")
        )
        self._color_head.setText(self.tr("Colours"))
        self._field_head.setText(self.tr("Fields"))
        counting = self.tr("Counting …")
        is_counted = self._survey is not None
        self._color_hint.setText(self._color_words() if is_counted else counting)
        self._field_hint.setText(self._field_words() if is_counted else counting)
        self._load.setText(self.tr("Load from file …"))
        self._save.setText(self.tr("Save as file …"))
        self._done.setText(self.tr("Done"))
        self._replace_button.setText(self.tr("Replace"))
        self._keep.setText(self.tr("Keep"))
        for row in self._rows():
            row.retranslate()
        if self._offered is not None:
            self._ask()

    def _color_words(self) -> str:
        if not self._colors:
            return self._none(self.tr("No guest of this list has a colour."))
        said = self.tr(
            "The word stands on the ribbon, and before the company in lists. Without one the ribbon"
            " says the colour’s code."
        )
        if not self._left_out:
            return said
        rest = self.tr("%n more colour(s) are not listed here.", "", self._left_out)
        return f"{said} {rest}"

    def _field_words(self) -> str:
        if not self._fields and not self._to_make:
            return self._none(self.tr("No guest of this list has further fields."))
        return self.tr(
            "What they are called, whether they show (the switch), and in what order. Alt with an"
            " arrow key moves a field, too. Name, company, position and note have places of their"
            " own."
        )

    def _none(self, words: str) -> str:
        """Return why there is no row: nobody knows what a list has that was not counted."""
        return words if self._is_counted else self.tr("Not counted.")

    def _ask(self) -> None:
        offered = self._offered
        assert offered is not None
        asked = [
            self.tr("The file has {new}. It replaces what is here: {old}.").format(
                new=words.contents(offered.legend), old=words.contents(self._legend)
            )
        ]
        if offered.event:
            asked.insert(0, self.tr("For the event “{event}”.").replace("{event}", offered.event))
        if offered.left_out:
            asked.append(
                self.tr(
                    "%n value(s) of the file cannot be used and will be left out.",
                    "",
                    offered.left_out,
                )
            )
        self._asked.setText(" ".join(asked))
        self._show_question(True)

    def _show_question(self, shown: bool) -> None:
        self._question.setVisible(shown)
        for part in (self._color_pane, self._field_pane):
            part.setVisible(not shown)
        for button in (self._load, self._save, self._done):
            button.setEnabled(not shown)
