"""Decides what the passphrase page says, and when the way is free."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Protocol

from station_app.ui.i18n import translate
from station_app.ui.tasks import LatestTask

_LONGEST_S = 60


class Answer(Enum):
    """What a passphrase did."""

    OPEN = "open"
    WRONG = "wrong"
    DAMAGED = "damaged"


class UnlockScreen(Protocol):
    """What the presenter asks of the view."""

    def set_busy(self, busy: bool) -> None: ...
    def show_message(self, text: str) -> None: ...
    def clear_secret(self) -> None: ...


class UnlockPresenter:
    """Tries passphrases. After each wrong one the next waits longer: 1 s, 2 s, 4 s … 60 s.

    The delay keeps somebody at the keyboard from trying many. It is not kept over a restart: who
    can restart the program can copy the vault and guess elsewhere, where only the cost of each
    guess and the length of the passphrase count.
    """

    def __init__(
        self,
        view: UnlockScreen,
        unlock: Callable[[str], Awaitable[Answer]],
        opened: Callable[[], None],
        *,
        second_s: float = 1.0,
    ) -> None:
        self._view = view
        self._unlock = unlock
        self._opened = opened
        self._second_s = second_s
        self._wrong = 0
        self._waiting = False
        self._task = LatestTask()

    async def stop(self) -> None:
        """Cancel a try under way."""
        await self._task.join()

    def try_passphrase(self, text: str) -> None:
        """Try what was typed, unless a wrong one is still being waited for."""
        if self._waiting:
            return
        if not text:
            self._view.show_message(translate("Unlock", "Type the passphrase."))
            return
        self._waiting = True
        self._task.start(self._try(text))

    async def _try(self, text: str) -> None:
        self._view.set_busy(True)
        self._view.show_message("")
        answer = await self._unlock(text)
        self._view.clear_secret()
        if answer is Answer.OPEN:
            self._waiting = False
            self._opened()
            return
        if answer is Answer.WRONG:
            self._wrong += 1
            await self._wait(min(2 ** (self._wrong - 1), _LONGEST_S))
        else:
            self._view.show_message(
                translate(
                    "Unlock",
                    "The file with the keys is damaged. “Begin anew” below sets this laptop up"
                    " again; the list comes from the server.",
                )
            )
        self._waiting = False
        self._view.set_busy(False)

    async def _wait(self, seconds: int) -> None:
        wrong = translate("Unlock", "This is not the passphrase.")
        for left in range(seconds, 0, -1):
            again = translate("Unlock", "Try again in %n second(s).", "", left)
            self._view.show_message(f"{wrong} {again}")
            await asyncio.sleep(self._second_s)
        self._view.show_message(f"{wrong} {translate('Unlock', 'Try again.')}")
