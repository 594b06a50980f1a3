"""Asks for the PIN before what may do harm, and lets one be set."""

import asyncio
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from station_app.ui.i18n import translate
from station_app.ui.theme import Theme

if TYPE_CHECKING:
    from station_app.ui.privacy.sheet import PinSheet


class Act(Enum):
    """What a PIN is asked before."""

    SETTINGS = auto()
    EXPORT = auto()
    WIPE = auto()
    LOG_OUT = auto()
    SHOW_NAMES = auto()


class PinStore(Protocol):
    """Keeps the PIN. `check` and `set` take their time: they run on a thread."""

    @property
    def is_set(self) -> bool: ...
    def set(self, pin: str) -> None: ...
    def remove(self) -> None: ...
    def wait_s(self) -> float: ...
    def check(self, pin: str) -> bool: ...


class PinGuard:
    """At most one question at a time; without a PIN none is asked. Lives on the event loop."""

    def __init__(self, theme: Theme, pins: PinStore, parent: Callable[[], QWidget]) -> None:
        """`parent` is what a sheet stands over, asked each time."""
        self._theme = theme
        self._pins = pins
        self._parent = parent
        self._sheet: PinSheet | None = None
        self.on_changed: Callable[[bool], None] = lambda _is_set: None

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN."""
        return self._pins.is_set

    async def allows(self, act: Act) -> bool:
        """Return whether this may be done: no PIN is set, or the right one was entered.

        False too when somebody cancels, or a scan needs the screen.
        """
        if not self._pins.is_set:
            return True
        sheet = self._open()
        sheet.ask(translate("Pin", "PIN"), _why(act))
        if (wait_s := self._pins.wait_s()) > 0:
            sheet.wait(wait_s, wrong=False)
        try:
            while (pin := await _entered(sheet)) is not None:
                sheet.set_busy()
                if await self._is_right(pin):
                    return True
                sheet.wait(max(self._pins.wait_s(), 1.0), wrong=True)
            return False
        finally:
            self._close(sheet)

    async def set_new(self) -> bool:
        """Let a PIN be entered twice; return whether it is in force."""
        sheet = self._open()
        title = translate("Pin", "New PIN")
        why = translate("Pin", "4 to 12 digits. Forgotten, only deleting the data folder ends it.")
        sheet.ask(title, why)
        try:
            while (first := await _entered(sheet)) is not None:
                sheet.ask(title, translate("Pin", "The same once more."))
                if (second := await _entered(sheet)) is None:
                    return False
                if first != second:
                    sheet.ask(title, why)
                    sheet.say(translate("Pin", "These were two different ones. Begin again."))
                elif await self._keeps(first):
                    return True
                else:
                    sheet.ask(title, why)
                    sheet.say(translate("Pin", "It cannot be kept: this disk takes nothing."))
            return False
        finally:
            self._close(sheet)

    def remove(self) -> None:
        """Ask for no PIN any more; who may open the settings may do so."""
        try:
            self._pins.remove()
        finally:
            self.on_changed(self._pins.is_set)

    def cancel(self) -> None:
        """Take the question back: a guest matters more."""
        if self._sheet is not None:
            self._sheet.reject()

    async def _is_right(self, pin: str) -> bool:
        try:
            return await asyncio.to_thread(self._pins.check, pin)
        except OSError:  # a try that cannot be counted is none
            return False

    async def _keeps(self, pin: str) -> bool:
        try:
            await asyncio.to_thread(self._pins.set, pin)
        except OSError:
            return False
        self.on_changed(True)
        return True

    def _open(self) -> "PinSheet":
        from station_app.ui.privacy.sheet import PinSheet

        self.cancel()
        sheet = PinSheet(self._theme, self._parent())
        self._sheet = sheet
        sheet.open()
        return sheet

    def _close(self, sheet: "PinSheet") -> None:
        if self._sheet is sheet:
            self._sheet = None
        sheet.close()
        sheet.deleteLater()


async def _entered(sheet: "PinSheet") -> str | None:
    """Wait for a PIN; None if the sheet was closed."""
    told: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
    if not sheet.isVisible():
        return None

    def take(pin: str | None) -> None:
        if not told.done():
            told.set_result(pin)

    def gone() -> None:
        take(None)

    sheet.entered.connect(take)
    sheet.finished.connect(gone)
    try:
        return await told
    finally:
        sheet.entered.disconnect(take)
        sheet.finished.disconnect(gone)


def _why(act: Act) -> str:
    return {
        Act.SETTINGS: translate("Pin", "The settings are locked."),
        Act.EXPORT: translate("Pin", "Exporting is locked."),
        Act.WIPE: translate("Pin", "Wiping is locked."),
        Act.LOG_OUT: translate("Pin", "Logging out is locked."),
        Act.SHOW_NAMES: translate("Pin", "Names are hidden. Scans are answered without a PIN."),
    }[act]
