"""The login page. Imported when it is first asked for, which most evenings never do."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from station_app.app.entrances import Entrances
from station_app.app.preferences import Preferences
from station_app.domain.errors import Refused
from station_app.domain.login_card import LoginCard
from station_app.services.ports import Credentials, GuestApi
from station_app.settings import Entrance
from station_app.ui.login.presenter import LoginForm, LoginPresenter, OpenDoor
from station_app.ui.login.removed import Removed
from station_app.ui.login.view import LoginView
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme


class LoginPage:
    """The form, who decides there, and what it is filled with."""

    def __init__(
        self,
        theme: Theme,
        api: GuestApi,
        entrances: Entrances,
        preferences: Preferences,
        open_door: OpenDoor,
        knows: Callable[[Credentials], Awaitable[bool]],
        credentials_of: Callable[[Entrance], Awaitable[Credentials]],
    ) -> None:
        self._entrances = entrances
        self._preferences = preferences
        self._credentials_of = credentials_of
        self._resuming = LatestTask()
        self.on_chosen: Callable[[], None] = lambda: None  # an entrance used before
        self.on_removal_wanted: Callable[[Entrance], None] = lambda _entrance: None
        self.view = LoginView(theme)
        self._presenter = LoginPresenter(self.view, api, open_door, knows)
        self.view.login_requested.connect(self._presenter.log_in)
        self.view.pasted.connect(self._presenter.pasted)
        self.view.card_read.connect(self._presenter.card_read)
        self.view.entrance_chosen.connect(self._choose)
        self.view.entrance_renamed.connect(self._rename)
        self.view.removal_requested.connect(self._ask_to_remove)
        self.view.language_chosen.connect(self._choose_language)
        preferences.changed.connect(self._show_language)
        preferences.entrances_changed.connect(self._list)
        self.ask(entrances.last())
        self._show_language()

    async def stop(self) -> None:
        """Cancel a login under way."""
        await self._resuming.join()
        await self._presenter.stop()

    def ask(self, who: Credentials) -> None:
        """Fill the form for an entrance, with the App Code if there is one."""
        self._presenter.show(_form(who), self._entrances.known)

    def tell_removed(self, removed: Removed | None) -> None:
        """Say what this laptop removed by itself; None ends it."""
        self._presenter.tell_removed(removed)

    def card_shown(self, card: LoginCard) -> None:
        """Fill the form from a card before the camera, which has no Enter key, and log in."""
        self._presenter.card_read(card)
        if card.app_code:
            self._presenter.log_in(self.view.form())

    def ask_again(self, who: Credentials, refusal: Refused) -> None:
        """Fill the form and say why the server ended the session."""
        self.ask(who)
        self._presenter.refused(refusal)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._entrances.known):
            self.on_chosen()
            self._resuming.start(self._resume(self._entrances.known[place]))

    def _rename(self, place: int, name: str) -> None:
        if 0 <= place < len(self._entrances.known):
            self._entrances.rename(self._entrances.known[place], name)

    def _ask_to_remove(self, place: int) -> None:
        if 0 <= place < len(self._entrances.known):
            self.on_removal_wanted(self._entrances.known[place])

    def _list(self) -> None:
        self._presenter.list_entrances(self._entrances.known)

    async def _resume(self, entrance: Entrance) -> None:
        """Log in at an entrance used before, without a question if its App Code is kept."""
        who = await self._credentials_of(entrance)
        form = _form(who)
        self.view.set_form(form)
        if who.app_code:
            self._presenter.log_in(form)
        else:
            self._presenter.ask_for_code()

    def _choose_language(self, language: str) -> None:
        self._preferences.change(replace(self._preferences.now, language=language))

    def _show_language(self) -> None:
        self._presenter.retranslate()
        self.view.set_language(self._preferences.language)


def _form(who: Credentials) -> LoginForm:
    return LoginForm(who.server, who.event_id, who.app_code, who.station)
