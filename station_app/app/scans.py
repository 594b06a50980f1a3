"""Who answers a scan: a dialog that wants one, the door, or the form that stands before it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from station_app.domain.scan import Lane, Scan
from station_app.ui.tasks import LatestTask

if TYPE_CHECKING:
    from station_app.app.dialogs import Dialogs
    from station_app.app.doors import Doors
    from station_app.app.outputs import Outputs
    from station_app.app.privacy import Privacy
    from station_app.app.sharing import SharedMemory
    from station_app.services.look_up import Answer
    from station_app.ui.answer_clock import AnswerClock
    from station_app.ui.login.view import LoginView


class Scans:
    """Gives every scan to one of them, and says and times what the door answers. While the first
    door opens they wait for it. Lives on the event loop."""

    def __init__(
        self,
        doors: "Doors",
        dialogs: "Dialogs",
        shared: "SharedMemory",
        privacy: "Privacy",
        outputs: "Outputs",
        clock: "AnswerClock",
        form: "Callable[[], LoginView | None]",
        show_station: Callable[[], None],
    ) -> None:
        """`form` returns the login page while it is the one that is seen."""
        self._doors = doors
        self._dialogs = dialogs
        self._shared = shared
        self._privacy = privacy
        self._outputs = outputs
        self._clock = clock
        self._form = form
        self._show_station = show_station
        self._asking = LatestTask()
        self._early: list[Scan] = []
        self.is_opening = False
        """The first door is on its way."""
        doors.on_answered = self._answered

    def take(self, scan: Scan) -> None:
        """Take a scan from any lane."""
        if self._dialogs.take(scan) or self._shared.take(scan):
            return
        self._privacy.scanned()
        if self._doors.door is None:
            if self.is_opening:
                self._early.append(scan)
            return
        form = self._form()
        if form is not None and scan.lane is Lane.KEYBOARD:
            self._asking.start(self._take_at_form(form, scan))
            return
        self._answer(scan)

    def door_opened(self) -> None:
        """Have those answered that came before there was a door."""
        early, self._early = self._early, []
        for scan in early:
            self.take(scan)

    def opening_ended(self) -> None:
        """No first door is on its way any more; what waited for one is given up."""
        self.is_opening = False
        self._early.clear()

    async def stop(self) -> None:
        """Answer nothing more."""
        await self._asking.join()

    async def _take_at_form(self, form: "LoginView", scan: Scan) -> None:
        """A burst while the form is open: a guest's code is answered, another text is for the
        field that has the focus."""
        door = self._doors.door
        known = door is not None and await door.look_up.knows_code(scan.text)
        if known or not form.insert_text(scan.text):
            self._answer(scan)

    def _answer(self, scan: Scan) -> None:
        if self._doors.door is not None:
            self._clock.begin(scan)
            self._dialogs.close()  # the next guest is what matters now
            self._show_station()
            self._doors.door.presenter.scan(scan)

    def _answered(self, answer: "Answer", seen_elsewhere: bool) -> None:
        self._clock.answered(answer)
        self._outputs.answered(answer, seen_elsewhere)
