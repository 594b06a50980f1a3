"""What stands around the stage: whose door this is, how many guests, which lanes, how fresh."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState
from station_app.services.journal import Journal
from station_app.services.ports import EventInfo, Monotonic
from station_app.services.sync import Phase, Sync
from station_app.ui import times
from station_app.ui.i18n import translate
from station_app.ui.station import status_lines
from station_app.ui.station.elsewhere import Elsewhere
from station_app.ui.station.screen import StationScreen

_ORDER: Sequence[Lane] = (Lane.CAMERA, Lane.KEYBOARD, Lane.SERIAL)


class Surroundings:
    """Words them on the page, each whenever it changed. Lives on the event loop."""

    def __init__(
        self,
        view: StationScreen,
        sync: Sync,
        journal: Journal,
        elsewhere: Elsewhere,
        monotonic: Monotonic,
    ) -> None:
        self._view = view
        self._sync = sync
        self._journal = journal
        self._elsewhere = elsewhere
        self._monotonic = monotonic
        self._lanes: dict[Lane, LaneReport] = {}
        self.is_plain = False
        """The server is asked without encryption."""

    @property
    def has_camera(self) -> bool:
        """Whether it is worth holding a badge before the camera, as far as anybody has told."""
        camera = self._lanes.get(Lane.CAMERA)
        return camera is None or _may_see(camera)

    def now(self) -> times.Now:
        """Return this moment."""
        return times.Now(self._sync.server_now(), datetime.now(UTC))

    def show_event(self, event: EventInfo) -> None:
        """Say whose door this is."""
        self._view.set_event(event.name, event.station)

    def show_count(self, listed: int) -> None:
        """Say how many guests are on this laptop, and how many doors share what they see."""
        text = translate("Texts", "%n guest(s)", "", listed)
        sharing = self._elsewhere.sharing
        if sharing is not None and (doors := sharing.status.doors) > 1:
            text = f"{text} · {translate('Texts', '%n door(s)', '', doors)}"
        self._view.set_count(text)

    def lane_changed(self, report: LaneReport) -> bool:
        """Show a lane; True if the camera is worth a badge now and was not, or the other way."""
        before = self._lanes.get(report.lane)
        self._lanes[report.lane] = report
        self.show_lanes()
        if report.lane is not Lane.CAMERA:
            return False
        return before is None or _may_see(before) != _may_see(report)

    def show_lanes(self) -> None:
        """Say which lanes are live, and what is wrong with one."""
        reports = (self._lanes[lane] for lane in _ORDER if lane in self._lanes)
        self._view.set_lanes(tuple(map(status_lines.lane_line, reports)))

    def show_sync(self) -> None:
        """Say how fresh the list is, and what is wrong with anything that is kept or shared."""
        status = self._sync.status
        left: int | None = None
        if status.next_try_at is not None:
            left = max(0, round(status.next_try_at - self._monotonic()))
        line = status_lines.sync_line(status, self.now(), left)
        if self.is_plain:
            line = replace(line, text=f"{line.text} · {translate('Texts', 'NOT ENCRYPTED (http)')}")
        if (shared := self._elsewhere.status) is not None:
            line = status_lines.with_sharing(line, shared)
        self._view.set_sync(status_lines.with_notes(line, self._journal.keeping_to_tell()))

    def second_passed(self) -> None:
        """Say again what depends on the clock."""
        if self._sync.status.phase is Phase.OFFLINE or self._journal.keeping.lost is not None:
            self.show_sync()


def _may_see(camera: LaneReport) -> bool:
    """Whether it is worth holding a badge before the camera, now or in a moment."""
    return camera.state is LaneState.LIVE or camera.reason is LaneReason.OPENING
