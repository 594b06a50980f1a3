"""How guests and scans are drawn in lists: rows, choices, cards, history."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from station_app.domain import spelling
from station_app.ui.i18n import joined, reading_mark
from station_app.ui.models.history import HistoryModel
from station_app.ui.models.people import PeopleModel, color_words
from station_app.ui.station.screen import HistoryRow, Person
from station_app.ui.theme import Theme
from station_app.ui.widgets.lists import PickList
from station_app.ui.widgets.mirrored import mirror
from station_app.ui.widgets.painting import (
    CENTER,
    RIGHT,
    draw_card,
    draw_chip,
    draw_focus,
    draw_icon,
    draw_key,
    draw_line,
    draw_marked_line,
    draw_paper,
)

Index = QModelIndex | QPersistentModelIndex
_SHORT = 4  # letters of a mark that always has room: "12×"
_marks = lru_cache(maxsize=256)(spelling.marks)  # rows are painted again and again


def second_line(person: Person) -> tuple[str, int]:
    """Return the second line, which the colour's word begins, and how many letters that takes."""
    line = joined((color_words(person), person.second_line))
    return line, line.rfind(person.second_line)


class _Delegate(QStyledItemDelegate):
    """What all share: the theme, the state of a row, a verdict's sign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @staticmethod
    def _is(option: QStyleOptionViewItem, state: QStyle.StateFlag) -> bool:
        return bool(option.state & state)

    @staticmethod
    def _ratio(option: QStyleOptionViewItem) -> float:
        widget = option.widget
        return float(widget.devicePixelRatioF()) if widget is not None else 1.0

    @staticmethod
    def _rect(option: QStyleOptionViewItem) -> QRectF:
        return QRectF(option.rect)

    def _begin(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Keep the painter as it is, and mirror the row where one reads from the right."""
        painter.save()
        if option.direction is Qt.LayoutDirection.RightToLeft:
            mirror(painter, self._rect(option))

    def _mark(self, person: Person | HistoryRow) -> str:
        return self.theme.tokens.verdicts[person.verdict].mark

    def _sign(
        self,
        painter: QPainter,
        person: Person | HistoryRow,
        left: float,
        middle: float,
        size: int,
        ratio: float,
    ) -> None:
        where = QRectF(left, middle - size / 2, size, size)
        name = f"verdict-{person.verdict}"
        draw_icon(painter, self.theme, name, self._mark(person), where, ratio)


class ResultDelegate(_Delegate):
    """A match while a person types: ribbon, name, what matched, state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.near_title = ""
        self.near_caption = ""
        self.enter_key = "Enter"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row, with room above for the title of the near group."""
        tall = self._row_height()
        if index.data(PeopleModel.STARTS_NEAR):
            tall += self._title_height(index.row())
        return QSize(self._rect(option).toRect().width(), tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        person = index.data(PeopleModel.PERSON)
        if not isinstance(person, Person):
            return
        self._begin(painter, option)
        rect = self._rect(option)
        if index.data(PeopleModel.STARTS_NEAR):
            rect.setTop(self._paint_title(painter, rect, index.row()))
            first = True
        else:
            first = index.row() == 0
        selected = self._is(option, QStyle.StateFlag.State_Selected)
        hover = self._is(option, QStyle.StateFlag.State_MouseOver)
        view = option.widget
        after_selected = isinstance(view, PickList) and view.current_row == index.row() - 1
        lined = not first and not after_selected
        self._paint_ground(painter, rect, selected=selected, hover=hover, lined=lined)
        self._paint_row(painter, rect, person, selected=selected, ratio=self._ratio(option))
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRectF,
        *,
        selected: bool,
        hover: bool,
        lined: bool,
    ) -> None:
        theme = self.theme
        if selected:
            draw_paper(painter, rect, theme.exact(10), theme.color("surface3"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = theme.exact(2)
            painter.setPen(QPen(theme.color("focus"), line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = rect.adjusted(line / 2, line / 2, -line / 2, -line / 2)
            painter.drawRoundedRect(inner, theme.exact(10), theme.exact(10))
            return
        if hover:
            draw_paper(painter, rect, theme.exact(10), theme.color("surface2"))
        if lined:
            line_rect = QRectF(
                rect.left() + theme.px(44), rect.top(), rect.width() - theme.px(62), 1
            )
            painter.fillRect(line_rect, theme.color("line"))

    def _paint_row(
        self, painter: QPainter, rect: QRectF, person: Person, *, selected: bool, ratio: float
    ) -> None:
        theme, middle = self.theme, rect.center().y()
        chip = QRectF(rect.left() + theme.px(14), 0, theme.px(14), theme.px(38))
        chip.moveTop(middle - chip.height() / 2)
        if person.color:
            draw_chip(painter, theme, chip, person.color)
        state_left = rect.right() - theme.px(18) - theme.px(206)
        right = state_left - theme.px(16)
        if person.companions:
            right = self._paint_plus(painter, right, middle, person.companions) - theme.px(16)
        if selected:
            right = draw_key(painter, theme, right, middle, self.enter_key) - theme.px(16)
        left = chip.right() + theme.px(16)
        self._paint_words(painter, person, left, right, middle)
        self._paint_state(painter, person, state_left, rect.right() - theme.px(10), middle, ratio)

    def _paint_words(
        self, painter: QPainter, person: Person, left: float, right: float, middle: float
    ) -> None:
        theme = self.theme
        name, second = theme.line("row_name"), theme.line("row_second")
        line, begin = second_line(person)
        tall = name + (second if line else 0)
        top, wide = middle - tall / 2, right - left
        rect = QRectF(left, top, wide, name)
        text = theme.color("text")
        marks = _marks(person.name, person.words)
        draw_marked_line(painter, theme, rect, person.name, marks, "row_name", text)
        rect = QRectF(left, top + name, wide, second)
        # The legend's word is not searched for, so nothing of it is marked.
        found = _marks(person.second_line, person.words)
        moved = [(begin + start, begin + end) for start, end in found]
        draw_marked_line(painter, theme, rect, line, moved, "row_second", theme.color("muted"))

    def _paint_plus(self, painter: QPainter, right: float, middle: float, count: int) -> float:
        theme = self.theme
        text = f"+{count}"
        wide = theme.metrics("plus").horizontalAdvance(text) + 2 * theme.exact(11)
        tall = theme.line("plus") + 2 * theme.edge
        rect = QRectF(right - wide, middle - tall / 2, wide, tall)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), theme.edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = theme.edge / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), tall / 2, tall / 2)
        draw_line(painter, rect, text, theme.font("plus"), theme.color("muted"), CENTER)
        return rect.left()

    def _paint_state(
        self,
        painter: QPainter,
        person: Person,
        left: float,
        right: float,
        middle: float,
        ratio: float,
    ) -> None:
        theme, size = self.theme, self.theme.px(22)
        self._sign(painter, person, left, middle, size, ratio)
        x = left + size + theme.px(10)
        tall = theme.line("row_state")
        time_font = theme.font("row_time")
        time_wide = theme.metrics("row_time").horizontalAdvance(person.state_time)
        gap = theme.px(4) if person.state_time else 0
        word = QRectF(x, middle - tall / 2, max(0.0, right - x - time_wide - gap), tall)
        took = draw_line(painter, word, person.state, theme.font("row_state"), theme.color("text"))
        time = QRectF(x + took + gap, middle - tall / 2, time_wide + 2, tall)
        draw_line(painter, time, person.state_time, time_font, theme.color("muted"))

    def _paint_title(self, painter: QPainter, rect: QRectF, row: int) -> float:
        theme = self.theme
        top = rect.top() + (theme.px(14, 8) if row else 0)
        tall = theme.px(44, 36)
        title = QRectF(rect.left() + theme.px(2), top, rect.width(), tall)
        took = draw_line(painter, title, self.near_title, theme.font("head"), theme.color("text"))
        title.setLeft(title.left() + took + theme.px(12))
        font, muted = theme.font("head_caption"), theme.color("muted")
        draw_line(painter, title, self.near_caption, font, muted)
        return top + tall

    def _row_height(self) -> int:
        words = self.theme.line("row_name") + self.theme.line("row_second")
        return max(self.theme.px(67, 62), words + self.theme.px(12))

    def _title_height(self, row: int) -> int:
        return self.theme.px(44, 36) + (self.theme.px(14, 8) if row else 0)


class ChoiceDelegate(_Delegate):
    """One of several guests who share a code: large, numbered, none chosen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A choice and the gap below it."""
        del index
        words = self.theme.line("choice_name") + self.theme.line("choice_second")
        tall = max(self.theme.px(104, 84), words + self.theme.px(24))
        return QSize(self._rect(option).toRect().width(), tall + self._gap())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one choice."""
        person = index.data(PeopleModel.PERSON)
        if not isinstance(person, Person):
            return
        theme, ratio = self.theme, self._ratio(option)
        self._begin(painter, option)
        rect = self._rect(option).adjusted(0, 0, 0, -self._gap())
        middle = rect.center().y()
        hover = self._is(option, QStyle.StateFlag.State_MouseOver)
        focus = self._is(option, QStyle.StateFlag.State_Selected)
        draw_card(painter, theme, rect, theme.exact(12), hover=hover, focus=focus)
        chip = QRectF(rect.left() + theme.px(20), 0, theme.px(24), theme.px(64, 56))
        chip.moveTop(middle - chip.height() / 2)
        if person.color:
            draw_chip(painter, theme, chip, person.color)
        right = rect.right() - theme.px(22)
        number = index.data(PeopleModel.NUMBER)
        if number:
            right = draw_key(painter, theme, right, middle, str(number), "key_large")
        state_left = right - theme.px(20) - theme.px(196, 180)
        self._paint_state(painter, person, state_left, right - theme.px(12), middle, ratio)
        left = chip.right() + theme.px(20)
        wide = state_left - theme.px(16) - left
        name, second = theme.line("choice_name"), theme.line("choice_second")
        top = middle - (name + second) / 2
        line = QRectF(left, top, wide, name)
        draw_line(painter, line, person.name, theme.font("choice_name"), theme.color("text"))
        line = QRectF(left, top + name, wide, second)
        font, muted = theme.font("choice_second"), theme.color("muted")
        draw_line(painter, line, second_line(person)[0], font, muted)
        painter.restore()

    def _gap(self) -> int:
        return self.theme.px(12, 8)

    def _paint_state(
        self,
        painter: QPainter,
        person: Person,
        left: float,
        right: float,
        middle: float,
        ratio: float,
    ) -> None:
        theme, size = self.theme, self.theme.px(24)
        self._sign(painter, person, left, middle, size, ratio)
        x = left + size + theme.px(10)
        tall = theme.line("choice_state")
        words = " ".join(filter(None, (person.state, person.state_time)))
        line = QRectF(x, middle - tall / 2, right - x, tall)
        draw_line(painter, line, words, theme.font("choice_state"), QColor(self._mark(person)))


class CardDelegate(_Delegate):
    """A companion or host: name, state, the key that opens the card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.cell = QSize()
        """Card and the gap behind and below it; set by the list."""

    def gap(self) -> int:
        """Return the room between cards."""
        return self.theme.px(13, 10)

    def card_height(self) -> int:
        """Return the height of a card."""
        words = self.theme.line("card_name") + self.theme.line("card_state")
        return max(self.theme.px(82, 68), words + self.theme.px(26, 16))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One cell."""
        del option, index
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        person = index.data(PeopleModel.PERSON)
        if not isinstance(person, Person):
            return
        theme = self.theme
        self._begin(painter, option)
        rect = self._rect(option).adjusted(0, 0, -self.gap(), 0)
        rect.setHeight(self.card_height())
        hover = self._is(option, QStyle.StateFlag.State_MouseOver)
        focus = self._is(option, QStyle.StateFlag.State_HasFocus)
        draw_card(painter, theme, rect, theme.exact(10), hover=hover, focus=focus)
        border = theme.card_border()
        edge = border[1] if border else 0
        inner = rect.adjusted(theme.px(14, 12) + edge, 0, -theme.px(12, 10) - edge, 0)
        name, state = theme.line("card_name"), theme.line("card_state")
        gap = theme.px(5, 2)
        top = rect.top() + edge + theme.px(13, 8)
        name_right = inner.right()
        if person.color:
            chip = QRectF(name_right - theme.px(12), rect.top() + edge, theme.px(12), theme.px(28))
            if theme.compact:
                chip.moveRight(name_right - theme.px(30))
            draw_chip(painter, theme, chip, person.color)
            name_right = chip.left() - theme.px(8)
        number = index.data(PeopleModel.NUMBER)
        state_right = inner.right()
        if number:
            key_middle = top + name + gap + state / 2
            if theme.compact:
                key_middle = top + name / 2
            key_left = draw_key(painter, theme, inner.right(), key_middle, str(number))
            if theme.compact:
                name_right = min(name_right, key_left - theme.px(3))
            else:
                state_right = key_left - theme.px(8)
        line = QRectF(inner.left(), top, name_right - inner.left(), name)
        draw_line(painter, line, person.name, theme.font("card_name"), theme.color("text"))
        size = theme.px(18)
        middle = top + name + gap + state / 2
        self._sign(painter, person, inner.left(), middle, size, self._ratio(option))
        left = inner.left() + size + theme.px(8)
        line = QRectF(left, middle - state / 2, state_right - left, state)
        words = " ".join(filter(None, (person.state, person.state_time)))
        took = draw_line(painter, line, words, theme.font("card_state"), QColor(self._mark(person)))
        color = color_words(person)
        if color:
            line.setLeft(line.left() + took)
            self._paint_color_words(painter, line, f"{reading_mark()} · {color}")
        painter.restore()

    def _paint_color_words(self, painter: QPainter, line: QRectF, words: str) -> None:
        """Draw the small ribbon's words after the state; a card's tooltip has all of them."""
        font, muted = self.theme.font("card_state"), self.theme.color("muted")
        draw_line(painter, line, words, font, muted)


class HistoryDelegate(_Delegate):
    """One of the last scans: sign, name, time."""

    def row_height(self) -> int:
        """Return the height of a row."""
        return max(self.theme.px(43, 36), self.theme.line("history") + self.theme.px(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row."""
        del index
        return QSize(self._rect(option).toRect().width(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(HistoryModel.ROW)
        if not isinstance(row, HistoryRow):
            return
        theme = self.theme
        self._begin(painter, option)
        rect = self._rect(option)
        hover = self._is(option, QStyle.StateFlag.State_MouseOver) and row.guest_id is not None
        if hover:
            draw_paper(painter, rect, theme.exact(5), theme.color("surface2"))
        if index.row() < index.model().rowCount() - 1:
            line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, theme.color("line"))
        middle, size = rect.center().y() - 0.5, theme.px(20)
        self._sign(painter, row, rect.left(), middle, size, self._ratio(option))
        time_wide = theme.metrics("history_time").horizontalAdvance(row.time) + 1
        tall = theme.line("history")
        time = QRectF(rect.right() - time_wide, middle - tall / 2, time_wide, tall)
        font, muted = theme.font("history_time"), theme.color("muted")
        draw_line(painter, time, row.time, font, muted, RIGHT)
        left = rect.left() + size + theme.px(12, 10)
        right = time.left() - theme.px(12, 10)
        if row.mark:
            room = right - left - theme.metrics("history").horizontalAdvance(row.text)
            right = self._paint_local(painter, row.mark, right, middle, room, self._ratio(option))
        words = QRectF(left, middle - tall / 2, right - left, tall)
        draw_line(painter, words, row.text, theme.font("history"), theme.color("text"))
        if self._is(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, theme, rect, theme.exact(5))
        painter.restore()

    def _paint_local(
        self,
        painter: QPainter,
        words: str,
        right: float,
        middle: float,
        room: float,
        ratio: float,
    ) -> float:
        """Draw a note of this laptop, told by the clock before it; return where it begins.

        Beside a long name, long words give way to it: the clock still says that there is a note.
        """
        theme, size = self.theme, self.theme.px(15)
        font, tall = theme.font("history_time"), theme.line("history_time")
        wide = theme.metrics("history_time").horizontalAdvance(words) + 1
        if len(words) > _SHORT and wide + size + theme.px(15) > room:
            words, wide = "", 0
        draw_line(
            painter,
            QRectF(right - wide, middle - tall / 2, wide, tall),
            words,
            font,
            theme.color("muted"),
        )
        left = right - wide - theme.px(5) - size
        where = QRectF(left, middle - size / 2, size, size)
        draw_icon(painter, theme, "clock", theme.tokens.muted, where, ratio)
        return left - theme.px(10, 8)
