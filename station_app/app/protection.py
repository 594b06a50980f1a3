"""The passphrase at the start, and the settings' part about this laptop's data."""

import asyncio
from collections.abc import Callable

from station_app.app.wiping import Wiping
from station_app.store.keys import Opening
from station_app.store.secret_places import KeptIn
from station_app.store.secrets import KeptSecrets
from station_app.ui import times
from station_app.ui.i18n import translate
from station_app.ui.settings.protection import KeyPlace, Protection, ProtectionPane
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme
from station_app.ui.unlock.presenter import Answer, UnlockPresenter
from station_app.ui.unlock.view import UnlockView

_ANSWERS = {
    Opening.OPEN: Answer.OPEN,
    Opening.WRONG: Answer.WRONG,
    Opening.DAMAGED: Answer.DAMAGED,
}
_PLACES = {
    KeptIn.KEY_STORE: KeyPlace.KEY_STORE,
    KeptIn.FILE: KeyPlace.FILE,
    KeptIn.VAULT: KeyPlace.VAULT,
}


class UnlockPage:
    """The page that asks for the passphrase, and who decides there."""

    def __init__(
        self,
        theme: Theme,
        secrets: Callable[[], KeptSecrets | None],
        opened: Callable[[], None],
    ) -> None:
        """`secrets` are there soon after the page is seen."""

        async def unlock(text: str) -> Answer:
            kept = secrets()
            return _ANSWERS[await kept.unlock(text)] if kept is not None else Answer.WRONG

        self.view = UnlockView(theme)
        self._presenter = UnlockPresenter(self.view, unlock, opened)
        self.view.passphrase_given.connect(self._presenter.try_passphrase)

    async def stop(self) -> None:
        """Cancel a try under way."""
        await self._presenter.stop()


class ProtectionSettings:
    """Fills the pane in the settings, and does what is wished there."""

    def __init__(self, theme: Theme, secrets: KeptSecrets, wiping: Wiping) -> None:
        self._theme = theme
        self._secrets = secrets
        self._wiping = wiping
        self._showing = LatestTask()
        self._changing = LatestTask()

    def pane(self, days: int) -> ProtectionPane:
        """Return a pane for a settings dialog that is about to open."""
        pane = ProtectionPane(self._theme, days)
        alive = [True]
        pane.destroyed.connect(alive.clear)
        pane.passphrase_wished.connect(
            lambda present, new: self._changing.start(self._change(pane, alive, present, new))
        )
        self._showing.start(self._show(pane, alive))
        return pane

    async def stop(self) -> None:
        """Let a change of the passphrase end; nobody looks at a pane any more."""
        await self._showing.join()
        await self._changing.finish()

    async def _show(self, pane: ProtectionPane, alive: list[bool]) -> None:
        place, ends = await asyncio.gather(self._secrets.kept_in(), self._wiping.event_end())
        when = ""
        if ends is not None:
            local = ends.astimezone()
            when = f"{times.day(local)}, {times.clock(local)}"
        if alive:
            pane.show_protection(
                Protection(place=_PLACES[place], ends=when, has_event=self._wiping.is_open)
            )

    async def _change(
        self, pane: ProtectionPane, alive: list[bool], present: str, new: str
    ) -> None:
        if self._secrets.has_passphrase and not await self._secrets.check(present):
            if alive:
                told = translate("Unlock", "This is not the present passphrase.")
                pane.show_answer(told, wrong="present")
            return
        if new:
            done = await self._secrets.set_passphrase(new, self._wiping.known_keys())
            told = translate("Unlock", "The passphrase is set. It is asked for at the next start.")
        else:
            done = await self._secrets.remove_passphrase()
            told = translate("Unlock", "The passphrase is removed.")
        if not done:
            told = translate(
                "Unlock", "Nothing was changed: the key store or the disk takes nothing just now."
            )
        if alive:
            pane.show_answer(told)
            await self._show(pane, alive)
