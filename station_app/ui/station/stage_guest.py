"""The stage of one guest: ribbon, name, facts, note, companions, further fields."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.models.people import PeopleModel
from station_app.ui.station.card_list import CardList
from station_app.ui.station.screen import GuestPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import TextButton
from station_app.ui.widgets.column import Column
from station_app.ui.widgets.facts import Fact, FactRow, FieldsLabel
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.mark_card import MarkCard
from station_app.ui.widgets.name_label import NameLabel
from station_app.ui.widgets.paper import NoteLabel, NoticeCard
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.ribbon import Ribbon


class _Head(QWidget):
    """Title over the cards, what is to be said about them, and a button for the rest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = TextLabel(theme, "head", parent=self)
        self.title.setObjectName("companionsTitle")
        self.caption = TextLabel(theme, "head_caption", "muted", parent=self)
        self.caption.setObjectName("companionsCaption")
        self.more = TextButton(theme, kind="line", small=True, parent=self)
        self.more.setObjectName("moreCompanionsButton")
        self.more.hide()

    def sizeHint(self) -> QSize:
        """One line, or the button's height."""
        tall = self._theme.line("head")
        if not self.more.isHidden():
            tall = max(tall, self._theme.px(28))
        return QSize(self._theme.px(704, 580), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        del event
        self.place()

    def place(self) -> None:
        """Place title, caption and button again."""
        theme, tall = self._theme, self._theme.line("head")
        top = (self.height() - tall) // 2
        right = self.width()
        if not self.more.isHidden():
            wide = self.more.sizeHint().width()
            right -= wide + theme.px(10)
            put(self.more, self.width() - wide, 0, wide, self.height())
        wide = min(self.title.natural_width(), right)
        put(self.title, 0, top, wide, tall)
        left = wide + theme.px(10)
        put(self.caption, left, top, max(0, right - left), tall)


class GuestStage(QWidget):
    """Everything of one guest. Names hang where the design puts them, in every state."""

    chosen = Signal(str)  # guest_id of a card
    retry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: GuestPage | None = None
        self.ribbon = Ribbon(theme, self)
        self.column = Column(theme, self)
        self._name = NameLabel(theme)
        self._name.setObjectName("guestName")
        self._company = TextLabel(theme, "company", "muted", lines=2)
        self._company.setObjectName("guestCompany")
        self._registration = Fact(theme, "registrationState")
        self._check_in = Fact(theme, "checkInState")
        self._code = Fact(theme, "accessCode", "fact_mono")
        self._code.value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._facts = FactRow(theme, (self._registration, self._check_in, self._code))
        self._note = NoteLabel(theme)
        self.mark = MarkCard(theme)
        self._notice = NoticeCard(theme)
        self._head = _Head(theme)
        self.cards = CardList(theme)
        self.people = PeopleModel()
        self.people.setParent(self)
        self.cards.setModel(self.people)
        self._fields = FieldsLabel(theme)
        self._fields.setObjectName("guestFields")
        self._stack()
        self.cards.picked.connect(self._picked)
        self._head.more.clicked.connect(self._expand)
        self._notice.retry_requested.connect(self.retry_requested)
        self._retranslate()
        self.forget()

    def show_page(self, page: GuestPage, *, in_place: bool) -> None:
        """Show a guest; in place nothing moves that a person may be looking at."""
        same = in_place and self._page is not None and self._page.guest_id == page.guest_id
        self._page = page
        if not same:
            self.cards.expanded = False
            self.column.verticalScrollBar().setValue(0)
        self._name.show_name(page.titles, page.name, page.suffix)
        _show(self._company, page.company)
        self._registration.value.show_text(page.registration)
        self._check_in.value.show_text(page.check_in)
        self._code.value.show_text(page.access_code)
        self._code.setVisible(bool(page.access_code))
        self._facts.show()
        self._dress_facts()
        _show(self._note, page.note)
        self.mark.show_mark(page.mark)
        notice = page.notice
        if notice is not None:
            self._notice.show_notice(notice.icon, notice.title, notice.text, notice.retry)
        self._notice.setVisible(notice is not None)
        self.people.set_people(page.companions, in_place=same)
        self._head.title.show_text(page.companions_title)
        self._head.caption.show_text(page.companions_caption)
        self._head.setVisible(bool(page.companions_title))
        self.cards.setVisible(bool(page.companions))
        self._offer_more()
        self._fields.show_fields(page.fields)
        self._fields.setVisible(bool(page.fields))
        self.ribbon.show_color(page.color, page.color_word)
        if not same:
            self.ribbon.drop()
        self.place()

    def forget(self) -> None:
        """Drop the guest, so that nothing of one is left under another page."""
        self._page = None
        self._name.show_name("", "", "")
        for label in (self._company, self._note):
            _show(label, "")
        for fact in (self._registration, self._check_in, self._code):
            fact.value.show_text("")
        self._head.title.show_text("")
        self._head.caption.show_text("")
        self.mark.show_mark(None)
        self._notice.hide()
        self.people.set_people((), in_place=False)
        self._fields.show_fields(())
        self.ribbon.show_color(None, "")

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        px = self._theme.px
        over = self.ribbon.overhang()
        top = px(22, 16)
        tall = self.height() - top - px(44, 16)
        put(self.ribbon, px(32, 24), top - over, px(152, 120), max(0, tall) + over)
        left, top = px(216, 168), px(20, 12)
        if self._name.heightForWidth(self.width() - left) > self._theme.line("name"):
            top = px(16, 8)
        if not self._head.isHidden():
            self._head.place()
        column = self.column
        wide = self.width() - left + column.bleed() + column.gutter()
        # The column begins where letters may lean over the text edge, and ends above the foot.
        put(column, left - column.bleed(), top - px(2), wide, self.height() - top - px(10, 4))
        self.column.place()
        self._facts.place()
        if not self.cards.isHidden():
            self.cards.restyle()

    def restyle(self) -> None:
        """Take colours and sizes from the theme again."""
        self._dress_facts()
        self.place()

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

    def _stack(self) -> None:
        px = self._theme.px
        add = self.column.add
        add(self._name, lambda: 0, self._name.spill)
        add(self._company, lambda: px(4, 0))
        add(self._facts, lambda: px(16, 8))
        add(self._note, lambda: px(18, 10))
        add(self.mark, lambda: px(18, 10))
        add(self._notice, lambda: px(22, 10))
        add(self._head, lambda: px(18, 10))
        add(self.cards, lambda: px(10, 6), self.cards.spill)
        add(self._fields, lambda: px(18, 10))

    def _dress_facts(self) -> None:
        page, marks = self._page, self._theme.tokens.verdicts
        for fact, verdict in (
            (self._registration, page.registration_verdict if page else None),
            (self._check_in, page.check_in_verdict if page else None),
        ):
            if verdict is not None:
                fact.value.set_icon(f"verdict-{verdict}", marks[verdict].mark)
            else:
                fact.value.set_icon("")

    def _offer_more(self) -> None:
        hidden = self.cards.hidden_count
        if hidden or not self._head.more.isHidden():
            self._head.more.setText(self.tr("+%n more", "", hidden) if hidden else "")
            self._head.more.setVisible(bool(hidden))

    def _expand(self) -> None:
        self.cards.expanded = True
        self._offer_more()
        self.place()

    def _picked(self, row: int) -> None:
        guest_id = self.people.guest_at(row)
        if guest_id:
            self.chosen.emit(guest_id)

    def _retranslate(self) -> None:
        self._registration.caption.show_text(self.tr("Registration"))
        self._check_in.caption.show_text(self.tr("Check-in"))
        self._code.caption.show_text(self.tr("Access code"))
        self.cards.setAccessibleName(self.tr("Companions and host"))
        self.column.set_more_text(self.tr("More below"))
        self._offer_more()


def _show(label: TextLabel | NoteLabel, text: str) -> None:
    label.show_text(text)
    label.setVisible(bool(text))
