"""The last scans of this door."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

from station_app.domain.journal import Entry
from station_app.services.look_up import Answer
from station_app.ui import times
from station_app.ui.station.screen import HistoryRow, StationScreen

_LENGTH = 50


class History:
    """Rows of them, the last first. `word` makes one of an answer, its time and its note."""

    def __init__(
        self, view: StationScreen, word: Callable[[Answer, str, Entry], HistoryRow]
    ) -> None:
        self._view = view
        self._word = word
        self._scanned: deque[tuple[Answer, str, Entry]] = deque(maxlen=_LENGTH)
        self._rows: deque[HistoryRow] = deque(maxlen=_LENGTH)

    def add(self, answer: Answer, entry: Entry) -> None:
        """Take one more, without showing it yet."""
        scanned = answer, times.clock(datetime.now(UTC)), entry
        self._scanned.appendleft(scanned)
        self._rows.appendleft(self._word(*scanned))

    def show(self) -> None:
        """Show them."""
        self._view.set_history(tuple(self._rows))

    def tell_again(self) -> None:
        """Word all of them anew: language, notes or what may be shown of guests changed."""
        self._rows.clear()
        self._rows.extend(self._word(*scanned) for scanned in self._scanned)
        self.show()
