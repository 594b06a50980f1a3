"""The entrances this laptop has stood at, and where their lists are kept."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from station_app.app.preferences import Preferences
from station_app.options import Options
from station_app.services.ports import Credentials
from station_app.settings import Entrance, Place


class Entrances:
    """Where this laptop stands: by the command line, else where it stood last.

    Nothing is remembered of a training: it opens at once, and begins without a list.
    """

    def __init__(
        self, options: Options, preferences: Preferences, folder: Path, *, asks: bool = False
    ) -> None:
        """`asks`: nothing is resumed, as after a training."""
        self._options = options
        self._asks = asks
        self._preferences = preferences
        self._folder = folder / ("training" if options.demo else "cache")
        if self.opens_at_once:  # the page is shown, and can be muted, before its list is read
            self.stand_at(self.last())

    @property
    def known(self) -> tuple[Entrance, ...]:
        """Those used before, the last first."""
        return () if self._options.demo else self._preferences.now.entrances

    def last(self) -> Credentials:
        """Return what the login form begins with; the App Code only if it was given."""
        options = self._options
        server, event_id, station = options.server, options.event_id, options.station
        if not (server or event_id or station) and self.known:
            last = self.known[0]
            server, event_id, station = last.server, last.event_id, last.station
        return Credentials(
            server=server, event_id=event_id, station=station, app_code=options.app_code
        )

    @property
    def opens_at_once(self) -> bool:
        """Whether a start asks nothing, provided that the App Code is kept."""
        if self._options.demo:
            return True
        who = self.last()
        if self._asks or not (who.server and who.event_id and who.station):
            return False
        resumes = self._preferences.now.active and self.known and self.known[0].place == _place(who)
        return bool(who.app_code or resumes)

    def title_of(self, who: Credentials) -> str:
        """Return what people call an entrance."""
        known = self._known_at(who)
        return known.title if known is not None else who.station

    def event_name(self, who: Credentials) -> str:
        """Return what the event of an entrance was called; '' if nobody was there yet."""
        known = self._known_at(who)
        return known.event_name if known is not None else ""

    def stand_at(self, who: Credentials) -> None:
        """Bring the settings of an entrance into force."""
        if not self._options.demo:
            self._preferences.stand_at(_place(who))

    def remember(self, who: Credentials, event_name: str) -> None:
        """Put an entrance first, and resume it at the next start."""
        if self._options.demo:
            return
        entrance = self._known_at(who) or Entrance(
            server=who.server, event_id=who.event_id, station=who.station
        )
        used = datetime.now(UTC).isoformat(timespec="seconds")
        event_name = event_name or entrance.event_name
        self._preferences.remember(replace(entrance, event_name=event_name, last_used=used))

    def rename(self, entrance: Entrance, name: str) -> None:
        """Let people call it something else."""
        self._preferences.rename(entrance.place, name)

    def remove(self, entrance: Entrance) -> None:
        """Forget one entrance used before."""
        self._preferences.forget(entrance.place)

    def has_list(self, who: Credentials) -> bool:
        """Whether the list of an entrance is kept here."""
        return not self._options.demo and self._list_file(who).exists()

    def list_to_open(self, who: Credentials) -> Path:
        """Return the file of an entrance's list, which need not be there yet."""
        if self._options.demo:
            _remove_lists(self._folder)  # every training has the same guests
        return self._list_file(who)

    def forget(self) -> None:
        """Forget every entrance used before."""
        self._preferences.forget_entrances()

    def _known_at(self, who: Credentials) -> Entrance | None:
        return next((one for one in self.known if one.place == _place(who)), None)

    def _list_file(self, who: Credentials) -> Path:
        from station_app.store.cache import cache_file

        return cache_file(self._folder, who.server, who.event_id, who.station)


def credentials_at(entrance: Entrance) -> Credentials:
    """Return what names an entrance to others, without its App Code."""
    return Credentials(
        server=entrance.server, event_id=entrance.event_id, station=entrance.station, app_code=""
    )


def _place(who: Credentials) -> Place:
    return (who.server, who.event_id, who.station)


def _remove_lists(folder: Path) -> None:
    for name in ("guests-*.db*", "journal-*.db*"):
        for path in folder.glob(name):
            with contextlib.suppress(OSError):
                path.unlink()
