"""What a person at this door notes of the look-up shown: sent away, somebody else, taken back."""

from collections.abc import Callable, Coroutine
from typing import Any

from station_app.domain.journal import Entry, Mark
from station_app.services.journal import Journal
from station_app.services.look_up import Answer
from station_app.ui.station.elsewhere import Elsewhere
from station_app.ui.tasks import LatestTask


class LocalNotes:
    """Notes are about one look-up at a time. While one is being kept no other is taken. Lives on
    the event loop."""

    def __init__(self, journal: Journal, elsewhere: Elsewhere, kept: Callable[[], None]) -> None:
        """Call `kept` whenever one was kept."""
        self._journal = journal
        self._elsewhere = elsewhere
        self._kept = kept
        self._acts: list[Entry] = []
        self._writing = LatestTask()
        self.entry: Entry | None = None
        """The look-up that they are about."""

    def begin(self, entry: Entry) -> None:
        """From now on they are about this look-up."""
        self.entry, self._acts = entry, []

    @property
    def mark(self) -> Mark | None:
        """What this laptop knows of whom the look-up was about."""
        return self._journal.mark(self.entry) if self.entry is not None else None

    @property
    def last_act(self) -> Entry | None:
        """What was noted last; it can be taken back."""
        return self._acts[-1] if self._acts else None

    def send_away(self, answer: Answer) -> None:
        """Note that the guest, who was here or elsewhere before, was sent away."""
        entry = self.entry
        if answer.guest is None or entry is None:
            return
        mark = self._journal.mark(entry)
        before = mark.times or self._elsewhere.seen_at(answer, entry) is not None
        if before and not mark.sent_away_now:
            self._note(self._journal.send_away, entry)

    def not_this_guest(self, answer: Answer) -> None:
        """Note that the earlier look-up was somebody else: it counts no more."""
        if answer.guest is not None and self.entry is not None and not self._acts:
            earlier = self._journal.earlier(self.entry)
            if earlier is not None:
                self._note(self._journal.undo, earlier)

    def take_back(self) -> None:
        """Take back what was noted last; at last the look-up itself."""
        if self.entry is None or self._writing.is_running:
            return
        last = self._acts.pop() if self._acts else None
        self._note(self._journal.undo, last or self.entry, keep=last is None)

    async def join(self) -> None:
        """Give up what is being kept."""
        await self._writing.join()

    def _note(
        self,
        write: Callable[[Entry], Coroutine[Any, Any, Entry]],
        about: Entry,
        *,
        keep: bool = True,
    ) -> None:
        if self._writing.is_running:
            return

        async def note() -> None:
            entry = await write(about)
            await self._elsewhere.tell(entry)
            if keep:
                self._acts.append(entry)
            self._kept()

        self._writing.start(note())
