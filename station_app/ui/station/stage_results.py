"""The stage with a list to pick from: matches while typing, or guests who share a code."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.models.people import PeopleModel
from station_app.ui.station.delegates import ChoiceDelegate, ResultDelegate
from station_app.ui.station.screen import SearchPage, SeveralPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.labels import KeyLabel, TextLabel
from station_app.ui.widgets.lists import PickList
from station_app.ui.widgets.placing import put


class ResultsStage(QWidget):
    """Title, list, and a word below where it helps."""

    chosen = Signal(str)  # guest_id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._searching = False
        self._query = ""
        self._title = TextLabel(theme, "title2", parent=self)
        self._title.setObjectName("resultTitle")
        self._caption = TextLabel(theme, "body", "muted", parent=self)
        self._caption.setObjectName("resultCaption")
        self._keys: tuple[KeyLabel | TextLabel, ...] = (
            KeyLabel(theme, self),
            KeyLabel(theme, self),
            TextLabel(theme, "small_plain", "muted", parent=self),
            KeyLabel(theme, self),
            TextLabel(theme, "small_plain", "muted", parent=self),
        )
        self.list = PickList(theme, self)
        self.list.setObjectName("resultList")
        self.model = PeopleModel()
        self.model.setParent(self)
        self.list.setModel(self.model)
        self._result_delegate = ResultDelegate(theme)
        self._choice_delegate = ChoiceDelegate(theme)
        self._result_delegate.setParent(self)
        self._choice_delegate.setParent(self)
        self.list.setItemDelegate(self._result_delegate)
        self._empty_title = TextLabel(theme, "title1", lines=3, parent=self)
        self._empty_title.setObjectName("emptyTitle")
        self._empty_text = TextLabel(theme, "company", "muted", lines=5, parent=self)
        self._empty_text.setObjectName("emptyText")
        self._hint = TextLabel(theme, "body", "muted", lines=2, parent=self)
        self.list.picked.connect(self._picked)
        self._retranslate()

    @property
    def current_guest(self) -> str:
        """The id of the guest whose row is selected, '' for none."""
        return self.model.guest_at(self.list.current_row)

    def show_search(self, page: SearchPage, *, in_place: bool) -> None:
        """Show matches. A new query selects its first row; the same keeps what is selected."""
        same = in_place and self._searching and page.query == self._query
        self._searching, self._query = True, page.query
        said = self._empty_title.text() or self._title.text()
        self._title.show_text(page.title)
        self._caption.show_text(page.caption)
        self._empty_title.show_text(page.empty_title)
        if (found := page.empty_title or page.title) != said:
            announce(self._title, found)
        self._empty_text.show_text(page.empty_text)
        self._result_delegate.near_title = page.near_title
        self._result_delegate.near_caption = page.near_caption
        self._use(self._result_delegate)
        kept = self.current_guest if same else ""
        self.model.set_people(page.people, in_place=same)
        row = self.model.row_of(kept) if kept else -1
        self.list.select_row(max(row, 0))
        if not same:
            self.list.scrollToTop()
        self._show_parts(empty=not page.people)

    def show_several(self, page: SeveralPage, *, in_place: bool) -> None:
        """Show guests who share a code. None is chosen."""
        same = in_place and not self._searching
        self._searching = False
        count = min(len(page.people), 9)
        self._title.show_text(self.tr("Who is it?"))
        self._caption.show_text(self._how_to_choose(count))
        self._empty_title.show_text("")
        self._empty_text.show_text("")
        self._use(self._choice_delegate)
        self.model.set_people(page.people, in_place=same)
        if not same:
            self.list.select_row(-1)
            self.list.scrollToTop()
        self._show_parts(empty=False)

    def forget(self) -> None:
        """Drop all names."""
        self.model.set_people((), in_place=False)
        self._query = ""
        for label in (self._title, self._caption, self._empty_title, self._empty_text):
            label.show_text("")

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        theme, px = self._theme, self._theme.px
        width, height = self.width(), self.height()
        role = "title2" if self._searching else "head_large"
        head = px(44, 38) if self._searching else theme.line("head_large") + px(4, 2)
        head = max(head, theme.line(role))  # enlarged text
        self._title.set_role(role)
        left = px(2) if self._searching else 0
        top = (head - theme.line(role)) // 2
        keys = self._place_keys(head) if self._searching else 0
        title_wide = min(self._title.natural_width(), width - left)
        put(self._title, left, top, title_wide, theme.line(role))
        # The caption stands on the title's baseline.
        lower = top + round(self._baseline(role) - self._baseline("body"))
        left += title_wide + px(14 if self._searching else 10)
        room = max(0, width - left - keys)
        put(self._caption, left, lower, room, theme.line("body"))
        y = head + px(8 if self._searching else 10, 6)
        if not self._empty_title.isHidden():
            self._place_empty(px(32, 16), width)
        below = 0
        if not self._hint.isHidden():
            below = self._hint.heightForWidth(width) + px(22, 10)
        room = max(0, height - y - below - (px(12) if below else 0))
        tall = min(room, self._list_height()) if not self._searching else height - y
        put(self.list, 0, y, width, tall)
        put(self._hint, 0, y + tall + px(10, 4), width, self._hint.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.place()

    def _picked(self, row: int) -> None:
        guest_id = self.model.guest_at(row)
        if guest_id:
            self.chosen.emit(guest_id)

    def _use(self, delegate: ResultDelegate | ChoiceDelegate) -> None:
        if self.list.itemDelegate() is not delegate:
            self.list.setItemDelegate(delegate)

    def _show_parts(self, *, empty: bool) -> None:
        self.list.setVisible(not empty)
        for label in (self._empty_title, self._empty_text):
            label.setVisible(empty)
        for label in (self._title, self._caption):
            label.setVisible(not empty)
        for key in self._keys:
            key.setVisible(self._searching and not empty)
        self._hint.setVisible(not self._searching)
        self.place()

    def _place_keys(self, head: int) -> int:
        """Place the hint about keys at the right end; return the width it takes."""
        px = self._theme.px
        gaps = (px(8), px(8), px(16), px(8), 0)
        widths = [
            key.natural_width() if isinstance(key, TextLabel) else key.sizeHint().width()
            for key in self._keys
        ]
        right = self.width() - px(18)
        x = right - sum(widths) - sum(gaps)
        if x < self._title.natural_width() + px(32) or self._keys[0].isHidden():
            for hidden in self._keys:
                put(hidden, 0, 0, 0, 0)
            return 0
        taken = self.width() - x
        for part, width, gap in zip(self._keys, widths, gaps, strict=True):
            tall = part.sizeHint().height()
            put(part, x, (head - tall) // 2 + px(1), width, tall)
            x += width + gap
        return taken + px(16)

    def _place_empty(self, top: int, width: int) -> None:
        width = min(width, self._theme.px(704, 580))
        tall = self._empty_title.heightForWidth(width)
        put(self._empty_title, 0, top, width, tall)
        top += tall + self._theme.px(8)
        put(self._empty_text, 0, top, width, self._empty_text.heightForWidth(width))

    def _list_height(self) -> int:
        count = self.model.rowCount()
        return sum(self.list.sizeHintForRow(row) for row in range(min(count, 12)))

    def _baseline(self, role: str) -> float:
        metrics = self._theme.metrics(role)
        return (self._theme.line(role) - metrics.height()) / 2 + metrics.ascent()

    def _how_to_choose(self, count: int) -> str:
        if count < 2:
            return self.tr("None is chosen.")
        if count == 2:
            return self.tr("None is chosen. Press 1 or 2, or click.")
        return self.tr("None is chosen. Press 1 to {last}, or click.").format(last=count)

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Guests to choose from"))
        up, down, move, enter, show = self._keys
        up.show_text("↑")
        down.show_text("↓")
        move.show_text(self.tr("move"))
        enter.show_text(self.tr("Enter"))
        show.show_text(self.tr("show"))
        self._result_delegate.enter_key = self.tr("Enter")
        self._hint.show_text(
            self.tr("Tell the organiser: each guest should have a code of their own.")
        )
        self._hint.set_icon("state-fault", "", 20)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignLeft)
