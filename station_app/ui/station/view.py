"""The station page: puts the parts together, says what a person wants. Decides nothing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from station_app.ui.station.foot import Foot
from station_app.ui.station.keys import KeyMeaning, meaning_of
from station_app.ui.station.rail import Rail
from station_app.ui.station.screen import (
    GuestPage,
    HistoryRow,
    IdlePage,
    LaneLine,
    NumbersPage,
    Screen,
    SearchPage,
    SeveralPage,
    SyncLine,
    UnknownPage,
)
from station_app.ui.station.stage_guest import GuestStage
from station_app.ui.station.stage_idle import IdleStage
from station_app.ui.station.stage_results import ResultsStage
from station_app.ui.station.stage_unknown import UnknownStage
from station_app.ui.station.top_bar import TopBar
from station_app.ui.station.wishes import Wishes
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.camera_preview import Outline
from station_app.ui.widgets.flash import Flash
from station_app.ui.widgets.lintel import Lintel
from station_app.ui.widgets.motion import after_next_frame_ms
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.text_block import TextBlock

if TYPE_CHECKING:
    from station_app.ui.numbers.stage import NumbersStage

_HOLD_CHECK_MS = 100

_CODE_READ_MS = 1500  # the word stays long enough to be read


_ANSWER_ROLES = (
    "word",
    "detail",
    "name",
    "company",
    "fact",
    "fact_mono",
    "note",
    "ribbon",
    "field",
)
_NUMBER_ROLES = ("number", "number_label", "bar_value", "bar_label", "axis")
_LETTERS = "Willkommen 0123456789"


def _polish(area: QWidget) -> None:
    for part in (area, *area.findChildren(QWidget)):
        part.ensurePolished()


def _local_now() -> datetime:
    return datetime.now().astimezone()


class StationView(QWidget):
    """Shows what the presenter tells it. `Screen.serial` says what is a new answer: only then
    the lintel pulses, the ring starts over and the focus returns to the page."""

    search_edited = Signal(str)
    search_submitted = Signal(str, str)  # text; guest_id of the selected row or ''
    guest_chosen = Signal(str)  # guest_id
    dismissed = Signal()
    returned = Signal()

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], datetime] = _local_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self._screen: Screen | None = None
        self._stage: QWidget | None = None
        self._placed_for: tuple[object, ...] = ()
        self._pointer_at_answer: QPoint | None = None
        self.setObjectName("stationPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the window's ground is not seen
        self.wishes = Wishes(self)
        self._top = TopBar(theme, self.wishes, self)
        self._lintel = Lintel(theme, self)
        self._idle = IdleStage(theme, self)
        self._guest = GuestStage(theme, self)
        self._unknown = UnknownStage(theme, self)
        self._results = ResultsStage(theme, self)
        self._stages: tuple[QWidget, ...] = (
            self._idle,
            self._guest,
            self._unknown,
            self._results,
        )
        self._numbers: NumbersStage | None = None  # made when it is wanted
        self._rail = Rail(theme, self)
        self._foot = Foot(theme, self)
        for stage in self._stages:
            stage.hide()
        self.flashes = False
        self._flash = Flash(theme, self)
        self._code_seen = QElapsedTimer()
        self._camera_hint = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._behind = QTimer(self)
        self._behind.setSingleShot(True)
        self._behind.setTimerType(Qt.TimerType.PreciseTimer)
        self._rows_behind: tuple[HistoryRow, ...] | None = None
        self._holding = QTimer(self)
        self._holding.setInterval(_HOLD_CHECK_MS)
        self._wire()
        self._order_focus()
        self._name()
        self._tell_time()

    # --- what is shown ------------------------------------------------------------------------

    def show_screen(self, screen: Screen) -> None:
        """Show lintel and stage together."""
        before, self._screen = self._screen, screen
        fresh = before is None or before.serial != screen.serial
        in_place = not fresh and before is not None
        typing = isinstance(screen.stage, SearchPage)
        if fresh and not typing:
            self._leave_fields()
        if screen.lintel is not None:
            self._lintel.show_text(screen.lintel)
        else:
            self._lintel.forget()
        self._lintel.setVisible(screen.lintel is not None)
        self._show_stage(screen, in_place=in_place)
        self._rail.setVisible(not isinstance(screen.stage, NumbersPage))
        self._top.set_clock_shown(not isinstance(screen.stage, IdlePage))
        self._place()
        self._run_ring(screen, fresh=fresh)
        if fresh and screen.lintel is not None and screen.lintel.verdict is not None:
            self._lintel.pulse()
            if self.flashes:
                self._flash.show_color(self._lintel.fill)
        if fresh:
            # Who waits for this verdict need not hear the last one to its end.
            is_verdict = screen.lintel is not None and screen.lintel.verdict is not None
            announce(self, screen.announcement, at_once=is_verdict)
        if fresh and not typing and not self._behind.isActive():
            self._behind.start(after_next_frame_ms())

    def warm_up(self) -> Iterator[Callable[[], object]]:
        """Return short steps that spare the first guest what is done once for all: styling parts
        that are still hidden, loading fonts; and the numbers' page. None shows anything."""
        for area in (self._lintel, *self._stages):
            yield partial(_polish, area)
        for role in (*_ANSWER_ROLES, *_NUMBER_ROLES):
            yield partial(self._load_font, role)
        for part in ("chart", "colors", "stage"):
            yield partial(import_module, f"station_app.ui.numbers.{part}")
        yield self._numbers_stage
        yield lambda: _polish(self._numbers_stage())

    def set_muted(self, muted: bool) -> None:
        """Show whether answers are heard."""
        self._top.set_muted(muted)

    @property
    def event_title(self) -> str:
        """What the top bar says this is the door of."""
        return self._top.event_title

    def set_event(self, title: str, station: str) -> None:
        """Show event and station name in the top bar."""
        self._top.set_event(title, station)

    def set_sync(self, line: SyncLine) -> None:
        """Show how old the list is."""
        self._foot.set_sync(line)

    def set_count(self, text: str) -> None:
        """Show how many guests are on the list."""
        self._foot.set_count(text)

    def set_lanes(self, lanes: tuple[LaneLine, ...]) -> None:
        """Show the input lanes."""
        self._foot.set_lanes(lanes)

    def set_history(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show the last scans, newest first. An answer not painted yet comes first: nobody looks
        at its row, which joins with a frame of its motion."""
        if self._behind.isActive():
            self._rows_behind = rows
        else:
            self._rail.set_history(rows)

    def set_camera_frame(self, image: QImage, outlines: Sequence[Outline], read: bool) -> None:
        """Show a picture and the codes found in it, their corners as shares of the picture."""
        self._rail.camera.show_frame(image, outlines, read)
        if read:
            self._code_seen.start()
        if self._code_seen.isValid() and self._code_seen.elapsed() < _CODE_READ_MS:
            self.set_camera_caption(self.tr("Code read"))
        elif self._camera_hint:
            self.set_camera_caption(self._camera_hint)
        elif self._screen is not None and isinstance(self._screen.stage, SearchPage):
            self.set_camera_caption(self.tr("A scan still counts"))
        else:
            self.set_camera_caption(self.tr("Hold the badge here"))

    def clear_camera(self, caption: str) -> None:
        """Show that there is no picture, and why."""
        self._rail.camera.clear()
        self._rail.camera.show_text(caption)

    def set_camera_caption(self, text: str) -> None:
        """Show a word over the picture; '' for none."""
        self._rail.camera.show_text(text)

    def set_camera_hint(self, text: str) -> None:
        """Tell how to hold a code that is seen but not read; '' for nothing to tell."""
        self._camera_hint = text

    def set_badges_available(self, available: bool) -> None:
        """Show or hide the button of the sample badges."""
        self._top.set_badges_available(available)

    def set_doors_shared(self, shared: bool) -> None:
        """Offer the doors of the event where they share a memory."""
        self._top.set_doors_shared(shared)

    # --- numbers ------------------------------------------------------------------------------

    def numbers_picture(self, *, training: bool) -> QImage | None:
        """Return the numbers as a picture; None while something else is shown."""
        stage = self._numbers
        if stage is None or stage is not self._stage:
            return None
        return stage.picture(training=training)

    def show_numbers_message(self, text: str) -> None:
        """Say beside the numbers what became of a file."""
        if self._numbers is not None and self._numbers is self._stage:
            self._numbers.show_message(text)

    # --- search -------------------------------------------------------------------------------

    def search_text(self) -> str:
        """Return what stands in the search field."""
        return self._top.search.text()

    def clear_search(self) -> None:
        """Empty the search field without saying that it was edited."""
        self._top.search.clear_quietly()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field or list wanted: typing goes to the search field."""
        if not self._act_on(event, in_field=False):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the page's meaning of a key precedence over the search field's."""
        if watched is self._top.search and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._act_on(event, in_field=True)
        return super().eventFilter(watched, event)

    def _act_on(self, event: QKeyEvent, *, in_field: bool) -> bool:
        field = self._top.search
        meaning = meaning_of(
            event, in_field=in_field, field_empty=not field.text(), cards=self._numbered()
        )
        if meaning is KeyMeaning.OPEN_CARD:
            self.guest_chosen.emit(self._guest_of_key(int(event.text())))
        elif meaning is KeyMeaning.TYPE:
            self.focus_search()
            field.end(False)
            QApplication.sendEvent(field, event)
        elif meaning is KeyMeaning.MOVE_UP:
            self._results.list.move_by(-1)
        elif meaning is KeyMeaning.MOVE_DOWN:
            self._results.list.move_by(1)
        elif meaning is KeyMeaning.PAGE_UP:
            self._results.list.move_by(-5)
        elif meaning is KeyMeaning.PAGE_DOWN:
            self._results.list.move_by(5)
        elif meaning is KeyMeaning.SUBMIT:
            self._submit()
        elif meaning is KeyMeaning.CLEAR_FIELD:
            field.clear()
            self.setFocus()
        elif meaning is KeyMeaning.DISMISS:
            if not isinstance(QApplication.focusWidget(), QAbstractButton):
                self.setFocus()
            self.dismissed.emit()
        elif meaning is KeyMeaning.SEND_AWAY:
            self.wishes.send_away.emit()
        elif meaning is KeyMeaning.NOT_THIS_GUEST:
            self.wishes.not_this_guest.emit()
        elif meaning is KeyMeaning.UNDO_NOTE:
            self.wishes.undo_note.emit()
        elif meaning is KeyMeaning.MUTE:
            self.wishes.mute.emit()
        elif meaning is KeyMeaning.HELP:
            self.wishes.help.emit()
        elif meaning is KeyMeaning.NUMBERS:
            self.wishes.numbers.emit()
        elif meaning is KeyMeaning.SETTINGS:
            self.wishes.settings.emit()
        else:
            return False
        event.accept()
        return True

    def _submit(self) -> None:
        searching = self._screen is not None and isinstance(self._screen.stage, SearchPage)
        selected = self._results.current_guest if searching else ""
        self.search_submitted.emit(self.search_text(), selected)

    def _numbered(self) -> int:
        """Return how many cards can be opened by a digit."""
        if self._screen is None:
            return 0
        if isinstance(self._screen.stage, GuestPage):
            return min(9, len(self._screen.stage.companions))
        if isinstance(self._screen.stage, SeveralPage):
            return min(9, len(self._screen.stage.people))
        return 0

    def _guest_of_key(self, number: int) -> str:
        assert self._screen is not None
        if isinstance(self._screen.stage, SeveralPage):
            return self._results.model.guest_at(number - 1)
        return self._guest.people.guest_at(number - 1)

    # --- looks --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("ground"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self._place()

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        beam = self._lintel.heightForWidth(width)
        key = width, self.height(), beam, self._lintel.isHidden(), self._theme.version
        if key == self._placed_for:
            return
        self._placed_for = key
        top, foot = self._top.sizeHint().height(), self._foot.sizeHint().height()
        put(self._top, 0, 0, width, top)
        put(self._lintel, 0, top, width, beam)
        put(self._foot, 0, self.height() - foot, width, foot)
        y = top if self._lintel.isHidden() else top + beam
        tall = max(0, self.height() - foot - y)
        rail_wide = px(304, 232)
        rail_left = width - px(24, 16) - rail_wide
        gap = px(32, 28)
        typing = self._lintel.isHidden()
        rail_top = y + (px(28, 18) if typing else px(22, 16))
        put(self._rail, rail_left, rail_top, rail_wide, self.height() - foot - rail_top)
        put(self._guest, 0, y, rail_left - gap, tall)
        left, right = px(32, 24), rail_left - gap
        put(self._idle, left, y, right - left, tall)
        put(self._unknown, px(216, 168), y + px(20, 12), right - px(216, 168), tall - px(20, 12))
        inset = px(22, 12)
        put(self._results, left, y + inset, right - left, tall - inset)
        if self._numbers is not None:
            put(self._numbers, left, y, width - px(24, 16) - left, tall)

    def _restyle(self) -> None:
        for part in (self._top, self._foot, self._rail, self._unknown, self._results):
            part.place()
            part.update()
        self._idle.restyle()
        self._guest.restyle()
        if self._numbers is not None:
            self._numbers.restyle()
        self._place()
        self.update()

    # --- the parts ----------------------------------------------------------------------------

    def _show_stage(self, screen: Screen, *, in_place: bool) -> None:
        page = screen.stage
        stage: QWidget
        if isinstance(page, GuestPage):
            stage = self._guest
            self._guest.show_page(page, in_place=in_place)
        elif isinstance(page, UnknownPage):
            stage = self._unknown
            asking = screen.lintel is not None and screen.lintel.asking
            self._unknown.show_page(page, asking=asking)
        elif isinstance(page, SearchPage):
            stage = self._results
            # Typing on is a new answer each time, yet the list stays the same list.
            self._results.show_search(page, in_place=True)
        elif isinstance(page, SeveralPage):
            stage = self._results
            self._results.show_several(page, in_place=in_place)
        elif isinstance(page, NumbersPage):
            stage = self._numbers_stage()
            stage.show_page(page)
        else:
            stage = self._idle
            self._idle.show_page(page)
        before, self._stage = self._stage, stage
        if before is stage:
            return
        for other in self._stages:
            other.setVisible(other is stage)
        for names in (self._guest, self._unknown, self._results):
            if names is before:
                names.forget()

    def _numbers_stage(self) -> "NumbersStage":
        if self._numbers is None:
            from station_app.ui.numbers.stage import NumbersStage

            self._numbers = stage = NumbersStage(self._theme, self)
            stage.hide()
            stage.stackUnder(self._foot)
            stage.back_requested.connect(self.dismissed)
            stage.picture_requested.connect(self.wishes.picture)
            stage.table_requested.connect(self.wishes.table)
            for one, next_one in pairwise((self._top.search, *stage.focus_order())):
                QWidget.setTabOrder(one, next_one)
            self._stages += (stage,)
            self._placed_for = ()
        return self._numbers

    def _load_font(self, role: str) -> None:
        TextBlock(_LETTERS, self._theme.font(role), self._theme.line(role), 1.0)

    def _run_ring(self, screen: Screen, *, fresh: bool) -> None:
        ring = self._lintel.ring
        shown = screen.lintel is not None and not screen.hold_ring
        ring.setVisible(shown)
        ring.set_caption(screen.ring_caption)
        if not shown:
            ring.stop()
            self._holding.stop()
        elif fresh or not (ring.is_running or screen.return_s <= 0):
            self._pointer_at_answer = None
            ring.start(screen.return_s)
            self._holding.start()

    def _check_hold(self) -> None:
        self._lintel.ring.hold(self._is_in_use())

    def _is_in_use(self) -> bool:
        column = self._guest.column if self._guest.isVisible() else self._results
        if not column.isVisible():
            return False
        focus = QApplication.focusWidget()
        if focus is not None and column.isAncestorOf(focus):
            return True
        # A pointer that lay there when the answer came holds nothing: nobody moved it.
        lay = self._pointer_at_answer
        return lay is not None and column.underMouse() and QCursor.pos() != lay

    def _follow_up(self) -> None:
        """Do what the answer itself need not wait for."""
        self._pointer_at_answer = QCursor.pos()  # asks the X server and waits for it
        rows, self._rows_behind = self._rows_behind, None
        if rows is not None:
            self._rail.set_history(rows)

    def _leave_fields(self) -> None:
        """Bring the keyboard back to the page: a list of the last answer must not hold this one."""
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self and self.isAncestorOf(focus):
            self.setFocus()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Door"))  # it has the keyboard while nobody stands here

    def _tell_time(self) -> None:
        now = self._now()
        text = now.strftime("%H:%M")
        self._top.set_time(text)
        self._idle.set_time(text)
        # Aligned to the second, so that two stations side by side turn together.
        self._clock.start(1000 - now.microsecond // 1000)

    def _wire(self) -> None:
        field, wishes = self._top.search, self.wishes
        field.installEventFilter(self)
        field.edited.connect(self.search_edited)
        self._lintel.cleared.connect(self.dismissed)
        self._lintel.ran_out.connect(self.returned)
        self._guest.chosen.connect(self.guest_chosen)
        self._guest.retry_requested.connect(wishes.retry)
        self._guest.mark.send_away_requested.connect(wishes.send_away)
        self._guest.mark.not_this_requested.connect(wishes.not_this_guest)
        self._guest.mark.undo_requested.connect(wishes.undo_note)
        self._results.chosen.connect(self.guest_chosen)
        self._rail.chosen.connect(self.guest_chosen)
        self._foot.sync.log_in_requested.connect(wishes.log_in)
        self._foot.sync.stop_requested.connect(wishes.stop_loading)
        self._clock.timeout.connect(self._tell_time)
        self._behind.timeout.connect(self._follow_up)
        self._holding.timeout.connect(self._check_hold)
        self._theme.changed.connect(self._restyle)

    def _order_focus(self) -> None:
        order: list[QWidget] = [
            self._top.search,
            self._results.list,
            *self._guest.mark.findChildren(QAbstractButton),
            self._guest.cards,
            self._rail.list,
        ]
        order += self._top.findChildren(QAbstractButton)
        for one, next_one in pairwise(order):
            QWidget.setTabOrder(one, next_one)
