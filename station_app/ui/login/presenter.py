"""Decides what the login page says and when a door opens."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from station_app.domain.errors import ApiError, NotReachable, NotTheApi, Refused
from station_app.domain.event_address import parse_address
from station_app.domain.login_card import LoginCard
from station_app.services.ports import Credentials, GuestApi, Login
from station_app.settings import Entrance
from station_app.ui import times
from station_app.ui.i18n import translate
from station_app.ui.login import reasons
from station_app.ui.login.removed import Removed, words_of
from station_app.ui.tasks import LatestTask

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoginForm:
    """What stands in the four fields."""

    server: str = ""
    event_id: str = ""
    app_code: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntranceRow:
    """An entrance used before, as the page lists it."""

    station: str
    second_line: str  # "Main Entrance · Vienna Science Gala"
    name: str = ""  # as people here call it; '' for the station's
    when: str = ""  # last used: "22 November, 16:40"

    @property
    def title(self) -> str:
        """The first line."""
        return self.name or self.station

    @property
    def details(self) -> str:
        """The second line as a whole."""
        return " · ".join(filter(None, (self.second_line, self.when)))


class LoginScreen(Protocol):
    """What the presenter asks of the view."""

    def set_form(self, form: LoginForm) -> None: ...
    def set_entrances(self, rows: tuple[EntranceRow, ...]) -> None: ...
    def begin(self) -> None:
        """Give the keyboard to the likely next step."""
        ...

    def set_busy(self, busy: bool) -> None: ...
    def show_message(self, text: str, field: str) -> None:
        """Show a message beside a field: 'server', 'event_id', 'app_code', 'station' or ''."""
        ...

    def show_notice(self, text: str) -> None: ...


OpenDoor = Callable[[Credentials, Login | None], Awaitable[None]]


class LoginPresenter:
    """Logs in by the form. `open_door` is called with the new session, or with None to go on with
    what this laptop knows while the server cannot be reached."""

    def __init__(
        self,
        view: LoginScreen,
        api: GuestApi,
        open_door: OpenDoor,
        knows: Callable[[Credentials], Awaitable[bool]],
    ) -> None:
        self._view = view
        self._api = api
        self._open_door = open_door
        self._knows = knows
        self._task = LatestTask()
        self._removed: Removed | None = None

    async def stop(self) -> None:
        """Cancel a login under way."""
        await self._task.join()

    def show(self, form: LoginForm, entrances: tuple[Entrance, ...]) -> None:
        """Fill the page."""
        self._view.set_form(form)
        self.list_entrances(entrances)
        self._view.set_busy(False)
        self._view.show_message("", "")
        self._view.begin()

    def list_entrances(self, entrances: tuple[Entrance, ...]) -> None:
        """List the entrances used before; what is being done on the page goes on."""
        self._view.set_entrances(tuple(_row(entrance) for entrance in entrances))

    def refused(self, refusal: Refused) -> None:
        """Say why the server ended the session of the open door."""
        self._view.show_message(*reasons.refused(refusal))

    def tell_removed(self, removed: Removed | None) -> None:
        """Say why this page is there, where a list was removed by itself; None: it was read."""
        self._removed = removed
        self.retranslate()

    def retranslate(self) -> None:
        """Say what stays on the page in the language in force."""
        self._view.show_notice(words_of(self._removed) if self._removed is not None else "")

    def pasted(self, form: LoginForm) -> None:
        """The address of an event page in the server field fills two fields."""
        address = parse_address(form.server)
        if address is not None and address.event_id:
            self._view.set_form(
                LoginForm(address.server, address.event_id, form.app_code, form.station)
            )

    def card_read(self, card: LoginCard) -> None:
        """A card of another laptop fills the form; without an App Code that is asked for."""
        form = LoginForm(card.server, card.event_id, card.app_code, card.station)
        self._view.set_form(form)
        if card.app_code:
            self._view.show_message("", "")
        else:
            self.ask_for_code()

    def ask_for_code(self) -> None:
        """Say that only the App Code is missing."""
        self._view.show_message(
            translate("Login", "Enter the App Code. It stands in the list under Check-in."),
            "app_code",
        )

    def log_in(self, form: LoginForm) -> None:
        """Try the form."""
        problem = _missing(form)
        if problem is not None:
            self._view.show_message(*problem)
            return
        address = parse_address(form.server)
        if address is None:
            self._view.show_message(
                translate("Login", "This is not the address of a server."), "server"
            )
            return
        credentials = Credentials(
            server=address.server,
            event_id=form.event_id.strip() or address.event_id,
            station=form.station.strip(),
            app_code=form.app_code.strip(),
        )
        self._view.show_message("", "")
        self._view.set_busy(True)
        self._task.start(self._log_in(credentials))

    async def _log_in(self, credentials: Credentials) -> None:
        try:
            login = await self._api.log_in(credentials)
        except ApiError as error:
            offline = isinstance(error, NotReachable | NotTheApi)
            if offline and await self._knows(credentials):
                log.info("no answer to the login; the door opens with the list kept here")
                await self._open_door(credentials, None)
            else:
                self._view.show_message(*reasons.failed(error))
        else:
            await self._open_door(credentials, login)
        finally:
            self._view.set_busy(False)


def _row(entrance: Entrance) -> EntranceRow:
    when = ""
    try:
        used = datetime.fromisoformat(entrance.last_used).astimezone()
        is_today = used.date() == datetime.now().astimezone().date()
        day = translate("Login", "today") if is_today else times.day(used)
        when = f"{day}, {times.clock(used)}"
    except ValueError:
        pass
    event = entrance.event_name or entrance.server.split("://")[-1]
    parts = (entrance.station if entrance.name else "", event)
    return EntranceRow(
        station=entrance.station,
        name=entrance.name,
        second_line=" · ".join(filter(None, parts)),
        when=when,
    )


def _missing(form: LoginForm) -> tuple[str, str] | None:
    address = parse_address(form.server)
    needed = (
        ("server", form.server, translate("Login", "Enter the address of the event server.")),
        (
            "event_id",
            form.event_id or (address.event_id if address else ""),
            translate("Login", "Enter the event ID. It stands in the address of the event page."),
        ),
        (
            "app_code",
            form.app_code,
            translate("Login", "Enter the App Code. It stands in the list under Check-in."),
        ),
        (
            "station",
            form.station,
            translate("Login", "Enter the name of the check-in configuration."),
        ),
    )
    return next(((text, field) for field, value, text in needed if not value.strip()), None)
