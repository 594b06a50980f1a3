"""The legend of the open door: what is read as it opens, shown at once, kept after each change."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from station_app.app.dialogs import Dialogs
from station_app.app.doors import Doors
from station_app.app.preferences import Preferences
from station_app.domain.errors import CacheUnusable
from station_app.domain.legend import Legend, LegendUnusable, to_json
from station_app.store.legends import EventLegend, read_legend
from station_app.ui import failures
from station_app.ui.i18n import translate
from station_app.ui.station.view import StationView
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme

if TYPE_CHECKING:
    from station_app.ui.door import Door
    from station_app.ui.legend.dialog import LegendDialog


class Legends:
    """Gives the door that opens its legend, and lets an operator change it.

    A training begins with words for its own event and keeps nothing.
    """

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        preferences: Preferences,
        doors: Doors,
        dialogs: Dialogs,
        page: StationView,
        *,
        training: bool,
    ) -> None:
        self._folder = folder
        self._theme = theme
        self._preferences = preferences
        self._doors = doors
        self._dialogs = dialogs
        self._page = page
        self._training = training
        self._event: EventLegend | None = None  # of the door
        self._unkept: tuple[EventLegend, Legend] | None = None
        self._keeping = LatestTask()
        self._counting = LatestTask()
        self._filing = LatestTask()
        doors.on_opening = self._opening

    async def stop(self) -> None:
        """End the counting; finish what is being written."""
        await self._counting.join()
        await self._filing.finish()
        await self._keeping.finish()

    def _opening(self, door: "Door") -> None:
        if self._training:
            door.presenter.legend = training_legend()
            return
        who = door.credentials
        self._event = EventLegend(self._folder, who.server, who.event_id)
        door.presenter.legend = self._event.load()

    # --- the dialog ---------------------------------------------------------------------------

    def open_dialog(self, door: "Door") -> None:
        """Let the operator change words, labels and order."""
        from station_app.ui.legend.dialog import LegendDialog

        event = self._page.event_title
        dialog = LegendDialog(
            self._theme,
            door.presenter.legend,
            event=event,
            hides_contact=self._preferences.now.hide_contact_data,
            parent=self._page.window(),
        )
        dialog.changed.connect(lambda legend: self._change(door, legend))
        dialog.save_requested.connect(
            lambda path: self._filing.start(
                self._save(dialog, Path(path), to_json(door.presenter.legend, event))
            )
        )
        dialog.load_requested.connect(
            lambda path: self._filing.start(self._load(dialog, Path(path)))
        )
        self._dialogs.open(dialog)
        self._counting.start(self._count(dialog))

    def _change(self, door: "Door", legend: Legend) -> None:
        if self._doors.door is not door:
            return
        door.presenter.legend = legend
        door.presenter.retranslate()
        if self._event is not None:
            self._unkept = self._event, legend
            if not self._keeping.is_running:
                self._keeping.start(self._keep())

    async def _keep(self) -> None:
        """Write what was changed last, until nothing was changed meanwhile."""
        while self._unkept is not None:
            (event, legend), self._unkept = self._unkept, None
            await asyncio.to_thread(event.save, legend)

    async def _count(self, dialog: "LegendDialog") -> None:
        cache = self._doors.cache
        if cache is None:
            return
        try:
            survey = await cache.survey()
        except CacheUnusable as error:
            if self._is_open(dialog):
                dialog.show_uncounted(failures.failure(error))
            return
        if self._is_open(dialog):
            dialog.show_survey(survey)

    async def _save(self, dialog: "LegendDialog", path: Path, content: bytes) -> None:
        from station_app.store.exports import write_new

        try:
            written = await asyncio.to_thread(write_new, path, content)
        except OSError as error:
            if self._is_open(dialog):
                dialog.show_not_saved(error)
            return
        if self._is_open(dialog):
            dialog.show_saved(str(written))

    async def _load(self, dialog: "LegendDialog", path: Path) -> None:
        try:
            offered = await asyncio.to_thread(read_legend, path)
        except (OSError, LegendUnusable) as error:
            if self._is_open(dialog):
                dialog.show_unread(error)
            return
        if self._is_open(dialog):
            dialog.ask_to_replace(offered)

    def _is_open(self, dialog: "LegendDialog") -> bool:
        return self._dialogs.dialog is dialog


def training_legend() -> Legend:
    """Return what the colours and fields of the training event mean, in the language in force."""
    from station_app.training.people import CITY_GUEST, CREW, PRESS, SPEAKER, SPONSOR, VIP

    return Legend(
        words={
            SPEAKER: translate("Training", "Speaker"),
            PRESS: translate("Training", "Press"),
            SPONSOR: translate("Training", "Sponsor"),
            CITY_GUEST: translate("Training", "Guest of the city"),
            VIP: translate("Training", "VIP"),
            CREW: translate("Training", "Crew"),
        },
        labels={
            "customField1": translate("Training", "Table"),
            "customField2": translate("Training", "Menu"),
            "customField13": translate("Training", "Equipment"),
            "customField47": translate("Training", "Languages"),
        },
    )
