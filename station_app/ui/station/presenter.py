"""Decides what the station page shows: one queue of inputs, one answer at a time."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from station_app.domain.errors import CacheUnusable
from station_app.domain.guest import GuestId, Totals
from station_app.domain.journal import Entry
from station_app.domain.legend import Legend
from station_app.domain.numbers import Numbers
from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, Scan
from station_app.domain.search import SearchResult
from station_app.domain.timings import Timings
from station_app.domain.verdict import Verdict
from station_app.services.journal import Journal
from station_app.services.look_up import Answer, LookUp
from station_app.services.ports import Change, EventInfo, GuestStore
from station_app.services.sharing import Phase as Together
from station_app.services.sharing import ShareStatus, Sharing
from station_app.services.sync import Phase, Sync, SyncStatus
from station_app.ui import texts
from station_app.ui.i18n import translate
from station_app.ui.numbers import words as numbers_words
from station_app.ui.numbers.watch import NumbersWatch
from station_app.ui.numbers.words import Row
from station_app.ui.privacy.discretion import Discretion
from station_app.ui.station import pages, screens, status_lines
from station_app.ui.station.screen import (
    HistoryRow,
    Screen,
    StagePage,
    StationScreen,
)
from station_app.ui.tasks import LatestTask

log = logging.getLogger(__name__)

SAME_CODE_S = 3.0
"""The same code again within this time keeps the result and restarts its ring."""

_HISTORY = 50

_STAY = (Verdict.DEREGISTERED, Verdict.REMOVED, Verdict.SEVERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTimes:
    """Seconds until a result makes room by itself; 0 stays."""

    welcome_s: float = 10.0
    attention_s: float = 15.0

    def of(self, verdict: Verdict) -> float:
        """Return the seconds for one verdict: stops and choices stay until cleared."""
        if verdict in _STAY:
            return 0.0
        return self.welcome_s if verdict is Verdict.WELCOME else self.attention_s


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
        self.timings = Timings()
        self.is_plain = False  # the server is asked without encryption
        self.on_answered: Callable[[Answer, bool], None] = lambda _answer, _seen_elsewhere: None
        self.sharing: Sharing | None = None  # what the other doors know
        self.is_alone = False  # there are other doors, and no way to them
        self._alone = False  # the last look-up was decided without them
        self._inputs: deque[Scan | GuestId] = deque()
        self._arrived = asyncio.Event()
        self._answering = LatestTask()
        self._searching = LatestTask()
        self._refreshing = LatestTask()
        self._told: SyncStatus | None = None
        self._ticking = LatestTask()
        self._acting = LatestTask()
        self._numbers = NumbersWatch(store, self._show_numbers, self._show_unread)
        self._minute = ""  # as the numbers tell it
        self._numbers_serial = -1  # of the screen they were opened with
        self._serial = 0
        self._fault_serial, self._fault_reason = -1, ""
        self._answer: Answer | None = None
        self._entry: Entry | None = None  # of the answer that came last
        self._acts: list[Entry] = []  # what a person noted of it; the last can be taken back
        self._answered_at = float("-inf")
        self._query = ""
        self._result_query = ""  # what the rows on the screen are the answer to
        self._result: SearchResult | None = None
        self._totals = Totals()
        self._event = EventInfo()
        self._history: deque[tuple[Answer, str, Entry]] = deque(maxlen=_HISTORY)
        self._history_rows: deque[HistoryRow] = deque(maxlen=_HISTORY)
        self._lanes: dict[Lane, LaneReport] = {}

    # --- life ---------------------------------------------------------------------------------

    async def start(self) -> None:
        """Show what the cache holds and begin to answer."""
        state = await self._store.state()
        self._event = self._named(state.event)
        with contextlib.suppress(CacheUnusable):
            self._totals = await self._store.totals()
        self._answering.start(self._answer_inputs())
        self._ticking.start(self._tick())
        self.retranslate()

    async def stop(self) -> None:
        """End every task; nothing is shown afterwards."""
        for task in (
            self._answering,
            self._searching,
            self._refreshing,
            self._ticking,
            self._acting,
        ):
            await task.join()
        await self._numbers.join()

    def retranslate(self) -> None:
        """Say everything again, after the language or the event changed."""
        self._view.set_event(self._event.name, self._event.station)
        self._show_count()
        self._tell_history_again()
        self._show_lanes()
        self._show_sync()
        self._show()

    @property
    def event(self) -> EventInfo:
        """What the page says this is the door of."""
        return self._event

    @property
    def listed(self) -> int:
        """How many guests are on this laptop."""
        return self._totals.listed

    # --- inputs -------------------------------------------------------------------------------

    def scan(self, scan: Scan) -> None:
        """Take a scan from any lane; it replaces whatever is shown."""
        self._inputs.append(scan)
        self._arrived.set()

    def scan_repeated(self, scan: Scan) -> None:
        """The code shown is still held up: its ring starts over."""
        if self._is_shown(scan) and not self._query:
            self._serial += 1
            self._show()

    def choose(self, guest_id: str) -> None:
        """Show a guest picked from a list or card."""
        self._inputs.append(GuestId(guest_id))
        self._arrived.set()

    def search(self, text: str) -> None:
        """Search while a person types; it replaces a result, an empty field returns to scanning."""
        self._query = text
        if text.strip():
            self._numbers.close()
        if text.strip() and self.discretion.missing(text):
            self._searching.cancel()
            self._answer, self._result = None, None
            self._serial += 1
            self._show()
        elif text.strip():
            self._answer = None
            self._searching.start(self._unless_unread(self._search, text))
        else:
            self._searching.cancel()
            self._result = None
            self._show()

    def submit(self, text: str, selected: str) -> None:
        """Enter in the search field: an exact code, else the selected row, else a code to ask."""
        if text.strip():
            self._searching.start(self._unless_unread(self._submit, text, selected))
        elif selected:
            self.choose(selected)

    def dismiss(self) -> None:
        """Return to scanning: clear search and result."""
        self._numbers.close()
        self._clear()
        self._show()

    def _clear(self) -> None:
        self._searching.cancel()
        self._query, self._result, self._answer = "", None, None
        self._view.clear_search()
        self._serial += 1

    # --- numbers ------------------------------------------------------------------------------

    def open_numbers(self) -> None:
        """Show how the evening stands, until the next input; asked once more, return."""
        if self._numbers.numbers is None:
            self._numbers.open()
        else:
            self.dismiss()

    def numbers_file(self, *, training: bool) -> list[Row] | None:
        """Return what is shown as rows for a file; None once something else is shown."""
        numbers = self._numbers.numbers
        if numbers is None:
            return None
        as_of = self._sync.status.as_of
        return numbers_words.table(numbers, self._event, as_of, self.legend, training=training)

    def _show_numbers(self) -> None:
        if self._serial != self._numbers_serial:  # they were just opened
            self._clear()
            self._numbers_serial = self._serial
        self._show()

    # --- notes --------------------------------------------------------------------------------

    def send_away(self) -> None:
        """Note that the guest shown, who was here before, was sent away."""
        entry = self._entry
        if self._is_guest_shown() and entry is not None:
            mark = self._journal.mark(entry)
            assert self._answer is not None
            before = mark.times or self._seen_at(self._answer, entry) is not None
            if before and not mark.sent_away_now:
                self._note(self._journal.send_away, entry)

    def not_this_guest(self) -> None:
        """Note that the earlier look-up was somebody else: it counts no more."""
        if self._is_guest_shown() and self._entry is not None and not self._acts:
            earlier = self._journal.earlier(self._entry)
            if earlier is not None:
                self._note(self._journal.undo, earlier)

    def undo_note(self) -> None:
        """Take back what was noted last of what is shown; at last the look-up itself."""
        if self._answer is None or self._entry is None:
            return
        if self._acting.is_running:
            return
        last = self._acts.pop() if self._acts else None
        self._note(self._journal.undo, last or self._entry, keep=last is None)

    def notes_changed(self) -> None:
        """The notes are kept again, or no longer."""
        self._show_sync()

    def _is_guest_shown(self) -> bool:
        return self._answer is not None and self._answer.guest is not None

    def _note(
        self,
        write: Callable[[Entry], Coroutine[Any, Any, Entry]],
        about: Entry,
        *,
        keep: bool = True,
    ) -> None:
        if self._acting.is_running:
            return

        async def note() -> None:
            entry = await write(about)
            if self.sharing is not None:
                await self.sharing.note(entry)
            if keep:
                self._acts.append(entry)
            self._tell_history_again()
            self._show()

        self._acting.start(note())

    # --- news ---------------------------------------------------------------------------------

    def list_changed(self, change: Change) -> None:
        """The cache changed: what is shown follows, in place."""
        del change  # whatever changed may touch the shown guest, relatives, rows or numbers
        self._refreshing.start(self._refresh())

    def sync_changed(self, status: SyncStatus) -> None:
        """Freshness changed: say it, and let verdicts say 'as of' or no longer."""
        self._show_sync()
        before, self._told = self._told, replace(status, progress=None)
        if self._told != before and (self._answer is not None or not self._query):
            self._show()

    def event_changed(self, event: EventInfo) -> None:
        """A login told about the event."""
        self._event = self._named(event)
        self._view.set_event(self._event.name, self._event.station)
        self._show()

    def lane_changed(self, report: LaneReport) -> None:
        """A lane went live, off or wrong."""
        before = self._lanes.get(report.lane)
        self._lanes[report.lane] = report
        self._show_lanes()
        if report.lane is Lane.CAMERA and (before is None or _may_see(before) != _may_see(report)):
            self._show()

    # --- answering ----------------------------------------------------------------------------

    async def _answer_inputs(self) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._inputs:
                given = self._inputs.popleft()
                try:
                    await self._answer_one(given)
                except CacheUnusable as error:
                    self._show_unread(error)
                except Exception:
                    log.exception("an input could not be answered")
                    self._show_fault(
                        translate("Texts", "This program made a mistake; its log says which.")
                    )

    async def _answer_one(self, given: Scan | GuestId) -> None:
        if not isinstance(given, Scan):
            answer = await self._look_up.by_id(given)
            if answer is not None:
                self._take(answer, await self._noted(answer))
            return
        if self._is_shown(given) and self._monotonic() - self._answered_at < SAME_CODE_S:
            self._make_room()
            self._answered_at = self._monotonic()
            self._serial += 1
            self._show()
            return
        asking = asyncio.Event()

        def on_asking() -> None:
            asking.set()
            if self._sync.status.phase not in (Phase.OFFLINE, Phase.SIGNED_OUT):
                self._show_asking(given)

        work = asyncio.ensure_future(self._look_up.by_scan(given, on_asking))
        try:
            answer = await self._unless_overtaken(work, asking, given)
        except asyncio.CancelledError:
            work.cancel()
            raise
        self._take(answer, await self._noted(answer))

    async def _noted(self, answer: Answer) -> Entry:
        """Write an answer down here, then tell the other doors, who may say who was first."""
        entry = await self._journal.note(answer)
        self._alone = self.sharing is not None and not await self.sharing.note(entry)
        return entry

    async def _unless_overtaken(
        self, work: "asyncio.Future[Answer]", asking: asyncio.Event, scan: Scan
    ) -> Answer:
        """Wait for an answer, but for the server only until the next input comes."""
        await _first_of(work, asking)
        if not work.done() and not self._inputs:
            await _first_of(work, self._arrived)
        if work.done():
            return work.result()
        work.cancel()
        return Answer(verdict=Verdict.UNKNOWN, scan=scan)

    def _take(self, answer: Answer, entry: Entry) -> None:
        """Show an answer, now that it stands in the journal."""
        self._make_room()
        self._answer, self._entry, self._acts = answer, entry, []
        self._answered_at = self._monotonic()
        self._serial += 1
        scanned = answer, texts.clock(datetime.now(UTC)), entry
        self._history.appendleft(scanned)
        self._history_rows.appendleft(self._history_row(*scanned))
        if not self._inputs:  # else the next answer is due before this one could be read
            self._show()
        self._show_history()
        self.on_answered(answer, self._seen_at(answer, entry) is not None)

    def _make_room(self) -> None:
        self._numbers.close()
        self._searching.cancel()
        if self._query:
            self._query, self._result = "", None
            self._view.clear_search()

    def _is_shown(self, scan: Scan) -> bool:
        shown = self._answer.scan if self._answer is not None else None
        return shown is not None and shown.text == scan.text

    # --- search -------------------------------------------------------------------------------

    async def _unless_unread(
        self, work: Callable[..., Coroutine[Any, Any, None]], *given: str
    ) -> None:
        try:
            await work(*given)  # made here: a task that is cancelled before it begins makes none
        except CacheUnusable as error:
            self._show_unread(error)

    async def _search(self, text: str) -> None:
        with self.timings.search.measure():
            result = await self._store.search(text, self.discretion.rows)
        if text == self._query:
            self._result, self._result_query = result, text
            self._serial += 1
            self._show()

    async def _submit(self, text: str, selected: str) -> None:
        if await self._look_up.knows_code(text):
            self.scan(Scan(text.strip(), Lane.NAME))
            return
        if self.discretion.missing(text):
            return
        result = await self._store.search(text, self.discretion.rows)
        ids = [hit.guest.id for hit in result.hits]
        if ids:
            # A row on the screen may still be of fewer letters: a fast Enter means the best of now.
            chosen = selected in ids and self._result_query == text
            self.choose(selected if chosen else ids[0])
        elif len(text.split()) == 1:
            self.scan(Scan(text.strip(), Lane.NAME))

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
        query = self._query
        if query.strip() and not self.discretion.missing(query):
            result = await self._store.search(query, self.discretion.rows)
            if self._query == query:
                self._result, self._result_query = result, query
        self._show()

    # --- showing ------------------------------------------------------------------------------

    def _named(self, event: EventInfo) -> EventInfo:
        unnamed = translate("Texts", "Event {id}").format(id=self._place.event_id)
        return replace(
            event, name=event.name or unnamed, station=event.station or self._place.station
        )

    def _now(self) -> texts.Now:
        return texts.Now(self._sync.server_now(), datetime.now(UTC))

    def _show(self) -> None:
        now, status = self._now(), self._sync.status
        if self._query.strip():
            short = self.discretion.missing(self._query) > 0
            if short or self._result is not None:
                result = None if short else self._result
                stage: StagePage = self.discretion.search_page(
                    self._query, result, self._totals.listed, self.legend
                )
                self._view.show_screen(Screen(serial=self._serial, lintel=None, stage=stage))
            return
        if self._answer is not None:
            self._view.show_screen(self._result_screen(self._answer, now, status))
            return
        if self._numbers.numbers is not None:
            self._view.show_screen(self._numbers_screen(self._numbers.numbers, status))
            return
        # A fault is told until the next input, whatever else happens.
        fault = self._fault_reason if self._serial == self._fault_serial else ""
        camera = self._lanes.get(Lane.CAMERA)
        idle = screens.idle(
            self._serial,
            self._event,
            self._totals,
            status,
            now,
            camera=camera is None or _may_see(camera),
            fault=fault,
        )
        self._view.show_screen(idle)

    def _numbers_screen(self, numbers: Numbers, status: SyncStatus) -> Screen:
        now = datetime.now().astimezone()
        page = numbers_words.numbers_page(numbers, self._event, status.as_of, now, self.legend)
        self._minute = texts.clock(now)
        said = translate("Texts", "Live numbers")
        return Screen(serial=self._serial, lintel=None, stage=page, announcement=said)

    def _result_screen(self, answer: Answer, now: texts.Now, status: SyncStatus) -> Screen:
        entry = self._entry
        seen = self._seen_at(answer, entry) if entry is not None else None
        return_s = self.return_times.of(answer.verdict)
        if seen is not None and return_s:
            return_s = self.return_times.attention_s
        return screens.result(
            self._serial,
            self.discretion.answer(answer),
            status,
            now,
            listed=self._totals.listed,
            legend=self.legend,
            mark=self._journal.mark(entry) if entry is not None else None,
            last_act=self._acts[-1] if self._acts else None,
            seen=seen,
            alone=self._alone,
            return_s=return_s,
        )

    def _seen_at(self, answer: Answer, entry: Entry) -> texts.SeenAt | None:
        """Return at which other door whom an answer is about was seen today."""
        if self.sharing is None or answer.guest is None:
            return None
        seen = self.sharing.seen(entry)
        if seen is None:
            return None
        door, age_s = self.sharing.name_of(seen.station), self.sharing.age_s(seen.at)
        return texts.SeenAt(door, age_s, seen.count, seen.sent_away)

    def heard(self, subjects: frozenset[str]) -> None:
        """Another door told of look-ups: what is shown follows, in place."""
        entry = self._entry
        if self.sharing is None or self._answer is None or entry is None:
            return
        if self.sharing.is_about(entry, subjects):
            self._alone = False
            self._show()

    def sharing_changed(self) -> None:
        """How many doors there are, or that this one is alone."""
        self._show_count()
        self._show_sync()

    def _show_unread(self, error: CacheUnusable) -> None:
        """Say why the list could not be read; what is typed or scanned next may be readable."""
        log.error("the list could not be read: %s", error)
        reason = texts.failure(error)
        self._show_fault(reason[:1].upper() + reason[1:] + ".")

    def _show_fault(self, reason: str) -> None:
        """Say calmly that an answer failed: the next scan is answered as ever."""
        self._make_room()
        self._answer = None
        self._serial += 1
        self._fault_serial, self._fault_reason = self._serial, reason
        self._show()

    def _show_asking(self, scan: Scan) -> None:
        self._make_room()
        self._serial += 1
        self._view.show_screen(screens.asking(self._serial, scan))

    def _history_row(self, answer: Answer, when: str, entry: Entry) -> HistoryRow:
        told = self.discretion.answer(answer)
        return pages.history_row(told, when, self._journal.mark(entry))

    def _tell_history_again(self) -> None:
        self._history_rows.clear()
        self._history_rows.extend(self._history_row(*row) for row in self._history)
        self._show_history()

    def _show_history(self) -> None:
        self._view.set_history(tuple(self._history_rows))

    def _show_lanes(self) -> None:
        order: Sequence[Lane] = (Lane.CAMERA, Lane.KEYBOARD, Lane.SERIAL)
        reports = (self._lanes[lane] for lane in order if lane in self._lanes)
        self._view.set_lanes(tuple(map(status_lines.lane_line, reports)))

    def _show_sync(self) -> None:
        status = self._sync.status
        left: int | None = None
        if status.next_try_at is not None:
            left = max(0, round(status.next_try_at - self._monotonic()))
        line = status_lines.sync_line(status, self._now(), left)
        if self.is_plain:
            line = replace(line, text=f"{line.text} · {translate('Texts', 'NOT ENCRYPTED (http)')}")
        if self.sharing is not None:
            line = status_lines.with_sharing(line, self.sharing.status)
        elif self.is_alone:
            line = status_lines.with_sharing(line, ShareStatus(phase=Together.REFUSED))
        self._view.set_sync(status_lines.with_notes(line, self._journal.keeping_to_tell()))

    def _show_count(self) -> None:
        text = translate("Texts", "%n guest(s)", "", self._totals.listed)
        if self.sharing is not None and (doors := self.sharing.status.doors) > 1:
            text = f"{text} · {translate('Texts', '%n door(s)', '', doors)}"
        self._view.set_count(text)

    async def _tick(self) -> None:
        """Keep the words that depend on the clock true."""
        while True:
            await asyncio.sleep(1.0)
            if self._sync.status.phase is Phase.OFFLINE or self._journal.keeping.lost is not None:
                self._show_sync()
            if self._numbers.numbers is not None and self._minute != texts.clock(datetime.now(UTC)):
                self._show()


def _may_see(camera: LaneReport) -> bool:
    """Whether it is worth holding a badge before the camera, now or in a moment."""
    return camera.state is LaneState.LIVE or camera.reason is LaneReason.OPENING


async def _first_of(work: "asyncio.Future[Answer]", event: asyncio.Event) -> None:
    """Wait until the work is done or the event is set."""
    waiting = asyncio.ensure_future(event.wait())
    futures: set[asyncio.Future[Any]] = {work, waiting}
    try:
        await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
