"""What is typed into the search field, and who is found by it."""

from collections.abc import Callable, Coroutine
from typing import Any

from station_app.domain.errors import CacheUnusable
from station_app.domain.guest import GuestId
from station_app.domain.scan import Lane, Scan
from station_app.domain.search import SearchResult
from station_app.domain.timings import Timings
from station_app.services.look_up import LookUp
from station_app.services.ports import GuestStore
from station_app.ui.privacy.discretion import Discretion
from station_app.ui.station.inputs import Input
from station_app.ui.tasks import LatestTask


class Searching:
    """Searches while a person types; what comes late, for an earlier text, is not taken. Lives on
    the event loop."""

    def __init__(
        self,
        store: GuestStore,
        look_up: LookUp,
        timings: Timings,
        *,
        found: Callable[[], None],
        unread: Callable[[CacheUnusable], None],
        picked: Callable[[Input], None],
    ) -> None:
        """Call `found` when there is a result of what was typed last, `unread` if the list cannot
        be read, and `picked` with what Enter meant: a row, or a code to look up."""
        self._store = store
        self._look_up = look_up
        self._timings = timings
        self._found = found
        self._unread = unread
        self._picked = picked
        self._task = LatestTask()
        self._result_query = ""  # what `result` is the answer to
        self.query = ""
        self.result: SearchResult | None = None

    @property
    def is_typing(self) -> bool:
        """Whether something is in the field."""
        return bool(self.query.strip())

    def look_for(self, text: str, discretion: Discretion) -> None:
        """Search for a text, unless it is empty or too short."""
        self.query = text
        if text.strip() and not discretion.missing(text):
            self._start(self._search, text, discretion)
        else:
            self._task.cancel()
            self.result = None

    def submit(self, text: str, selected: str, discretion: Discretion) -> None:
        """Pick: a guest of this exact code, else the selected row, else a code to ask for."""
        self._start(self._submit, text, discretion, selected)

    def clear(self) -> None:
        """Nothing is typed any more."""
        self.cancel()
        self.query, self.result = "", None

    def cancel(self) -> None:
        """Search no longer for what is typed."""
        self._task.cancel()

    async def again(self, discretion: Discretion) -> None:
        """Follow another list, without a call of `found`. Raises `CacheUnusable`."""
        query = self.query
        if query.strip() and not discretion.missing(query):
            result = await self._store.search(query, discretion.rows)
            if self.query == query:
                self.result, self._result_query = result, query

    async def join(self) -> None:
        """End it."""
        await self._task.join()

    def _start(
        self,
        work: Callable[..., Coroutine[Any, Any, None]],
        *given: object,
    ) -> None:
        async def unless_unread() -> None:
            try:
                await work(*given)  # made here: a task cancelled before it begins makes none
            except CacheUnusable as error:
                self._unread(error)

        self._task.start(unless_unread())

    async def _search(self, text: str, discretion: Discretion) -> None:
        with self._timings.search.measure():
            result = await self._store.search(text, discretion.rows)
        if text == self.query:
            self.result, self._result_query = result, text
            self._found()

    async def _submit(self, text: str, discretion: Discretion, selected: str) -> None:
        if await self._look_up.knows_code(text):
            self._picked(Scan(text.strip(), Lane.NAME))
            return
        if discretion.missing(text):
            return
        result = await self._store.search(text, discretion.rows)
        ids = [hit.guest.id for hit in result.hits]
        if ids:
            # A row on the screen may still be of fewer letters: a fast Enter means the best of now.
            chosen = selected in ids and self._result_query == text
            self._picked(GuestId(selected) if chosen else ids[0])
        elif len(text.split()) == 1:
            self._picked(Scan(text.strip(), Lane.NAME))
