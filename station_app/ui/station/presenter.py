"""Decides what the station page shows: one queue of inputs, one answer at a time."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from station_app.domain.errors import CacheUnusable
from station_app.domain.guest import GuestId, Totals
from station_app.domain.journal import Entry
from station_app.domain.legend import Legend
from station_app.domain.scan import LaneReport, Scan
from station_app.domain.timings import Timings
from station_app.domain.verdict import Verdict
from station_app.services.journal import Journal
from station_app.services.look_up import Answer, LookUp
from station_app.services.ports import Change, EventInfo, GuestStore
from station_app.services.sync import Phase, Sync, SyncStatus
from station_app.ui import failures
from station_app.ui.i18n import translate
from station_app.ui.numbers.watch import NumbersWatch
from station_app.ui.numbers.words import Row
from station_app.ui.privacy.discretion import Discretion
from station_app.ui.station import pages, screens
from station_app.ui.station.elsewhere import Elsewhere
from station_app.ui.station.history import History
from station_app.ui.station.inputs import Input, Inputs
from station_app.ui.station.local_notes import LocalNotes
from station_app.ui.station.return_times import ReturnTimes
from station_app.ui.station.screen import HistoryRow, Screen, StationScreen
from station_app.ui.station.searching import Searching
from station_app.ui.station.surroundings import Surroundings
from station_app.ui.tasks import LatestTask

log = logging.getLogger(__name__)

SAME_CODE_S = 3.0
"""The same code again within this time keeps the result and restarts its ring."""


class StationPresenter:
    """Everything that happens at the door passes here. Lives on the event loop.

    Scans and picks are answered in the order in which they came, each at once; only the wait for
    the server after an unknown code is cut short by the next input.
    """

    def __init__(
        self,
        view: StationScreen,
        look_up: LookUp,
        store: GuestStore,
        sync: Sync,
        journal: Journal,
        *,
        return_times: ReturnTimes,
        place: EventInfo,
        timings: Timings | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take `place`: event ID and station as logged in, for what the server leaves unnamed."""
        self._view = view
        self._place = place
        self._look_up = look_up
        self._store = store
        self._sync = sync
        self._journal = journal
        self._monotonic = monotonic
        self.return_times = return_times
        self.discretion = Discretion()
        self.legend = Legend()
        self.on_answered: Callable[[Answer, bool], None] = lambda _answer, _seen_elsewhere: None
        self.elsewhere = Elsewhere()
        self.surroundings = Surroundings(view, sync, journal, self.elsewhere, monotonic)
        self._inputs = Inputs()
        self._searching = Searching(
            store,
            look_up,
            timings or Timings(),
            found=self._show_anew,
            unread=self._show_unread,
            picked=self._inputs.put,
        )
        self._notes = LocalNotes(journal, self.elsewhere, self._note_kept)
        self._history = History(view, self._history_row)
        self._numbers = NumbersWatch(store, self._show_numbers, self._show_unread)
        self._refreshing = LatestTask()
        self._ticking = LatestTask()
        self._told: SyncStatus | None = None
        self._serial = 0
        self._numbers_serial = -1  # of the screen they were opened with
        self._fault_serial, self._fault_reason = -1, ""
        self._answer: Answer | None = None
        self._answered_at = float("-inf")
        self._totals = Totals()
        self._event = EventInfo()

    # --- life ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Show what the cache holds and begin to answer."""
        state = await self._store.state()
        self._event = self._named(state.event)
        with contextlib.suppress(CacheUnusable):
            self._totals = await self._store.totals()
        self._inputs.start(self._answer_in_any_case)
        self._ticking.start(self._tick())
        self.retranslate()

    async def stop(self) -> None:
        """End every task; nothing is shown afterwards."""
        for task in (
            self._inputs,
            self._searching,
            self._refreshing,
            self._ticking,
            self._notes,
            self._numbers,
        ):
            await task.join()

    def retranslate(self) -> None:
        """Say everything again, after the language or the event changed."""
        self.surroundings.show_event(self._event)
        self._show_count()
        self._history.tell_again()
        self.surroundings.show_lanes()
        self.surroundings.show_sync()
        self._show()

    @property
    def event(self) -> EventInfo:
        """What the page says this is the door of."""
        return self._event

    @property
    def listed(self) -> int:
        """How many guests are on this laptop."""
        return self._totals.listed

    @property
    def answer(self) -> Answer | None:
        """What is shown; None where that is no result."""
        return self._answer

    # --- inputs -------------------------------------------------------------------------------

    def scan(self, scan: Scan) -> None:
        """Take a scan from any lane; it replaces whatever is shown."""
        self._inputs.put(scan)

    def scan_repeated(self, scan: Scan) -> None:
        """The code shown is still held up: its ring starts over."""
        if self._is_shown(scan) and not self._searching.query:
            self._show_anew()

    def choose(self, guest_id: str) -> None:
        """Show a guest picked from a list or card."""
        self._inputs.put(GuestId(guest_id))

    def search(self, text: str) -> None:
        """Search while a person types; it replaces a result, an empty field returns to scanning."""
        self._searching.look_for(text, self.discretion)
        if not text.strip():
            self._show()
            return
        self._numbers.close()
        self._answer = None
        if self.discretion.missing(text):
            self._show_anew()

    def submit(self, text: str, selected: str) -> None:
        """Enter in the search field: an exact code, else the selected row, else a code to ask."""
        if text.strip():
            self._searching.submit(text, selected, self.discretion)
        elif selected:
            self.choose(selected)

    def dismiss(self) -> None:
        """Return to scanning: clear search and result."""
        self._numbers.close()
        self._clear()
        self._show()

    def _clear(self) -> None:
        self._searching.clear()
        self._answer = None
        self._view.clear_search()
        self._serial += 1

    # --- numbers ------------------------------------------------------------------------------

    def open_numbers(self) -> None:
        """Show how the evening stands, until the next input; asked once more, return."""
        if self._numbers.is_open:
            self.dismiss()
        else:
            self._numbers.open()

    def numbers_file(self, *, training: bool) -> list[Row] | None:
        """Return what is shown as rows for a file; None once something else is shown."""
        as_of = self._sync.status.as_of
        return self._numbers.rows(self._event, as_of, self.legend, training=training)

    def _show_numbers(self) -> None:
        if self._serial != self._numbers_serial:  # they were just opened
            self._clear()
            self._numbers_serial = self._serial
        self._show()

    # --- notes --------------------------------------------------------------------------------

    def send_away(self) -> None:
        """Note that the guest shown, who was here before, was sent away."""
        if self._answer is not None:
            self._notes.send_away(self._answer)

    def not_this_guest(self) -> None:
        """Note that the earlier look-up was somebody else: it counts no more."""
        if self._answer is not None:
            self._notes.not_this_guest(self._answer)

    def undo_note(self) -> None:
        """Take back what was noted last of what is shown; at last the look-up itself."""
        if self._answer is not None:
            self._notes.take_back()

    def notes_changed(self) -> None:
        """The notes are kept again, or no longer."""
        self.surroundings.show_sync()

    def _note_kept(self) -> None:
        self._history.tell_again()
        self._show()

    # --- news ---------------------------------------------------------------------------------

    def list_changed(self, change: Change) -> None:
        """The cache changed: what is shown follows, in place."""
        del change  # whatever changed may touch the shown guest, relatives, rows or numbers
        self._refreshing.start(self._refresh())

    def sync_changed(self, status: SyncStatus) -> None:
        """Freshness changed: say it, and let verdicts say 'as of' or no longer."""
        self.surroundings.show_sync()
        before, self._told = self._told, replace(status, progress=None)
        if self._told != before and (self._answer is not None or not self._searching.query):
            self._show()

    def event_changed(self, event: EventInfo) -> None:
        """A login told about the event."""
        self._event = self._named(event)
        self.surroundings.show_event(self._event)
        self._show()

    def lane_changed(self, report: LaneReport) -> None:
        """A lane went live, off or wrong."""
        if self.surroundings.lane_changed(report):
            self._show()

    def heard(self, subjects: frozenset[str]) -> None:
        """Another door told of look-ups: what is shown follows, in place."""
        entry = self._notes.entry
        if self._answer is None or entry is None:
            return
        if self.elsewhere.is_about(entry, subjects):
            self.elsewhere.decided_alone = False
            self._show()

    def sharing_changed(self) -> None:
        """How many doors there are, or that this one is alone."""
        self._show_count()
        self.surroundings.show_sync()

    async def _tick(self) -> None:
        """Keep the words that depend on the clock true."""
        while True:
            await asyncio.sleep(1.0)
            self.surroundings.second_passed()
            if self._numbers.is_of_another_minute:
                self._show()

    # --- answering ----------------------------------------------------------------------------

    async def _answer_in_any_case(self, given: Input) -> None:
        try:
            await self._answer_one(given)
        except CacheUnusable as error:
            self._show_unread(error)
        except Exception:
            log.exception("an input could not be answered")
            self._show_fault(translate("Texts", "This program made a mistake; its log says which."))

    async def _answer_one(self, given: Input) -> None:
        if not isinstance(given, Scan):
            answer = await self._look_up.by_id(given)
            if answer is not None:
                self._take(answer, await self._noted(answer))
            return
        if self._is_shown(given) and self._monotonic() - self._answered_at < SAME_CODE_S:
            self._make_room()
            self._answered_at = self._monotonic()
            self._show_anew()
            return
        asking = asyncio.Event()

        def on_asking() -> None:
            asking.set()
            if self._sync.status.phase not in (Phase.OFFLINE, Phase.SIGNED_OUT):
                self._show_asking(given)

        answer = await self._inputs.until_next(self._look_up.by_scan(given, on_asking), asking)
        answer = answer or Answer(verdict=Verdict.UNKNOWN, scan=given)
        self._take(answer, await self._noted(answer))

    async def _noted(self, answer: Answer) -> Entry:
        """Write an answer down here, then tell the other doors, who may say who was first."""
        entry = await self._journal.note(answer)
        await self.elsewhere.decide(entry)
        return entry

    def _take(self, answer: Answer, entry: Entry) -> None:
        """Show an answer, now that it stands in the journal."""
        self._make_room()
        self._answer = answer
        self._notes.begin(entry)
        self._answered_at = self._monotonic()
        self._serial += 1
        self._history.add(answer, entry)
        if not self._inputs.is_next_here:  # else the next answer is due before this could be read
            self._show()
        self._history.show()
        self.on_answered(answer, self.elsewhere.seen_at(answer, entry) is not None)

    def _make_room(self) -> None:
        self._numbers.close()
        self._searching.cancel()
        if self._searching.query:
            self._searching.clear()
            self._view.clear_search()

    def _is_shown(self, scan: Scan) -> bool:
        shown = self._answer.scan if self._answer is not None else None
        return shown is not None and shown.text == scan.text

    # --- following the list -------------------------------------------------------------------

    async def _refresh(self) -> None:
        with contextlib.suppress(CacheUnusable):  # what is shown stays; the foot says why
            await self._follow_list()

    async def _follow_list(self) -> None:
        self._totals = await self._store.totals()
        self._show_count()
        self._numbers.list_changed()
        answer = self._answer
        if answer is not None:
            again = await self._look_up.again(answer)
            if self._answer is answer and again != answer:
                if answer.guest is None and again.guest is not None:
                    # A code nobody had is somebody's now: that is news.
                    entry = await self._noted(again)
                    if self._answer is answer:
                        self._take(again, entry)
                else:
                    self._answer = again
        await self._searching.again(self.discretion)
        self._show()

    # --- showing ------------------------------------------------------------------------------

    def _named(self, event: EventInfo) -> EventInfo:
        unnamed = translate("Texts", "Event {id}").format(id=self._place.event_id)
        return replace(
            event, name=event.name or unnamed, station=event.station or self._place.station
        )

    def _show_anew(self) -> None:
        """Show an answer to something new: it is pulsed, and its ring starts over."""
        self._serial += 1
        self._show()

    def _show(self) -> None:
        screen = self._screen()
        if screen is not None:
            self._view.show_screen(screen)

    def _screen(self) -> Screen | None:
        """Return what is to be seen; None while the first result of a search is on its way."""
        if self._searching.is_typing:
            return self._search_screen()
        if self._answer is not None:
            return self._result_screen(self._answer)
        status = self._sync.status
        numbers = self._numbers.page(self._event, status.as_of, self.legend)
        if numbers is not None:
            said = translate("Texts", "Live numbers")
            return Screen(serial=self._serial, lintel=None, stage=numbers, announcement=said)
        # A fault is told until the next input, whatever else happens.
        return screens.idle(
            self._serial,
            self._event,
            self._totals,
            status,
            self.surroundings.now(),
            camera=self.surroundings.has_camera,
            fault=self._fault_reason if self._serial == self._fault_serial else "",
        )

    def _search_screen(self) -> Screen | None:
        query, result = self._searching.query, self._searching.result
        if self.discretion.missing(query):
            result = None
        elif result is None:
            return None
        page = self.discretion.search_page(query, result, self._totals.listed, self.legend)
        return Screen(serial=self._serial, lintel=None, stage=page)

    def _result_screen(self, answer: Answer) -> Screen:
        entry = self._notes.entry
        seen = self.elsewhere.seen_at(answer, entry) if entry is not None else None
        return screens.result(
            self._serial,
            self.discretion.answer(answer),
            self._sync.status,
            self.surroundings.now(),
            listed=self._totals.listed,
            legend=self.legend,
            mark=self._notes.mark,
            last_act=self._notes.last_act,
            seen=seen,
            alone=self.elsewhere.decided_alone,
            return_s=self.return_times.of(answer.verdict, seen_elsewhere=seen is not None),
        )

    def _show_unread(self, error: CacheUnusable) -> None:
        """Say why the list could not be read; what is typed or scanned next may be readable."""
        log.error("the list could not be read: %s", error)
        reason = failures.failure(error)
        self._show_fault(reason[:1].upper() + reason[1:] + ".")

    def _show_fault(self, reason: str) -> None:
        """Say calmly that an answer failed: the next scan is answered as ever."""
        self._make_room()
        self._answer = None
        self._fault_serial, self._fault_reason = self._serial + 1, reason
        self._show_anew()

    def _show_asking(self, scan: Scan) -> None:
        self._make_room()
        self._serial += 1
        self._view.show_screen(screens.asking(self._serial, scan))

    def _show_count(self) -> None:
        self.surroundings.show_count(self._totals.listed)

    def _history_row(self, answer: Answer, when: str, entry: Entry) -> HistoryRow:
        return pages.history_row(self.discretion.answer(answer), when, self._journal.mark(entry))
