"""What keeps guests' data from others: secrets, the passphrase at the start, wiping."""

from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station_app.app.entrances import Entrances, credentials_at
from station_app.app.preferences import Preferences
from station_app.services.ports import Credentials, SecretStore
from station_app.settings import Entrance
from station_app.store.private import VAULT
from station_app.ui.tasks import LatestTask
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow

# Everything else is imported where it is first needed: most starts ask and wipe nothing.
if TYPE_CHECKING:
    from station_app.app.dialogs import Dialogs
    from station_app.app.doors import Doors
    from station_app.app.privacy import Privacy
    from station_app.app.protection import ProtectionSettings, UnlockPage
    from station_app.app.wiping import Wiping
    from station_app.store.secrets import KeptSecrets
    from station_app.ui.login.removed import Removed
    from station_app.ui.settings.dialog import SettingsDialog
    from station_app.ui.wipe.dialog import Extent, WipeDialog

Told = Callable[[bool], None]


class Safekeeping:
    """Owns the secrets, asks for the passphrase, and asks before it wipes.

    A training keeps nothing: it has secrets in memory, and there is nothing to wipe.
    """

    _dialogs: "Dialogs"  # this and the next from `build` on
    _privacy: "Privacy"

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        window: MainWindow,
        preferences: Preferences,
        entrances: Entrances,
        *,
        training: bool,
    ) -> None:
        self._folder = folder
        self._theme = theme
        self._window = window
        self._preferences = preferences
        self._entrances = entrances
        self._training = training
        self._kept: KeptSecrets | None = None  # of a station that is no training
        self._unlock: UnlockPage | None = None
        self._protection: ProtectionSettings | None = None
        self._watching = LatestTask()
        self._wiping_task = LatestTask()
        self.wiping: Wiping | None = None  # of a station that is no training, from `build` on
        self.on_unlocked: Callable[[], None] = lambda: None
        self.leave: Callable[[], Awaitable[Credentials | None]] = _nobody  # the door, logging out
        self.on_removed: Callable[[Removed | None], None] = lambda _removed: None  # by itself
        self.on_wiped: Callable[[Credentials | None], None] = lambda _left: None  # by a person

    def open_secrets(self) -> SecretStore:
        """Return where App Codes, tokens and keys lie."""
        from station_app.store.secrets import KeptSecrets, MemorySecrets

        if self._training:
            return MemorySecrets()
        self._kept = KeptSecrets(self._folder)
        return self._kept

    def build(self, doors: "Doors", dialogs: "Dialogs", privacy: "Privacy") -> None:
        """Build what wipes, once there are doors; what is kept must be open by then."""
        self._dialogs, self._privacy = dialogs, privacy
        if self._kept is None:
            return
        from station_app.app.wiping import Wiping
        from station_app.store.wipe import Wipe

        wipe = Wipe(self._folder, self._kept)
        self.wiping = Wiping(wipe, doors, self._entrances, self._preferences)
        self.wiping.on_due = self.leave
        self.wiping.on_removed = lambda: self.on_removed(self.removed)
        dialogs.settings_parts.append(self._extend_settings)

    async def begin(self) -> None:
        """Wipe what is over, before a door is opened."""
        if self.wiping is not None:
            await self.wiping.begin()

    def watch(self) -> None:
        """Look every hour from now on whether an event is over."""
        if self.wiping is not None:
            self._watching.start(self.wiping.watch())

    async def stop(self) -> None:
        """Finish what was begun, while there is still a door to note the end of."""
        await self._watching.join()
        await self._wiping_task.finish()
        if self._unlock is not None:
            await self._unlock.stop()
        if self._protection is not None:
            await self._protection.stop()
        if self.wiping is not None:
            await self.wiping.note()

    def close(self) -> None:
        """Close the secrets, after all that asks them."""
        if self._kept is not None:
            self._kept.close()

    # --- passphrase ---------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether a passphrase is wanted before any door opens."""
        return not self._training and (self._folder / VAULT).exists()

    def show_unlock(self) -> None:
        """Ask for the passphrase."""
        from station_app.app.protection import UnlockPage

        self._unlock = UnlockPage(self._theme, lambda: self._kept, lambda: self.on_unlocked())
        self._unlock.view.begin_anew_requested.connect(self._ask_to_begin_anew)
        self._window.add_page(self._unlock.view)
        self._window.show_page(self._unlock.view)

    def _extend_settings(self, dialog: "SettingsDialog") -> None:
        from station_app.app.protection import ProtectionSettings
        from station_app.ui.privacy.pin import Act

        assert self._kept is not None
        assert self.wiping is not None
        if self._protection is None:
            self._protection = ProtectionSettings(self._theme, self._kept, self.wiping)
        pane = self._protection.pane(self._preferences.now.wipe_days)
        pane.days_changed.connect(lambda days: dialog.set("wipe_days", days))
        pane.wipe_requested.connect(self._privacy.guarded(Act.WIPE, self.ask_to_wipe))
        dialog.add_pane(pane)

    # --- wiping -------------------------------------------------------------------------------

    def ask_to_wipe(self) -> None:
        """Ask whether to wipe all of this laptop's data."""
        from station_app.ui.wipe.dialog import Extent

        self._ask(Extent.EVERYTHING)

    def ask_to_wipe_this(self) -> None:
        """Ask whether to log out and wipe the entrance that is open."""
        from station_app.ui.wipe.dialog import Extent

        self._ask(Extent.ENTRANCE)

    @property
    def removed(self) -> "Removed | None":
        """What was wiped by itself since a person was last told; None for nothing."""
        return self.wiping.removed if self.wiping is not None else None

    def forget_removed(self) -> None:
        """A person was told, or goes on."""
        if self.removed is not None and self.wiping is not None:
            self.wiping.forget_removed()

    def _ask_to_begin_anew(self) -> None:
        from station_app.ui.wipe.dialog import Extent

        self._ask(Extent.FORGOTTEN)

    def ask_to_remove(self, entrance: Entrance) -> None:
        """Ask whether to forget an entrance used before, with what is kept of it."""
        from station_app.ui.privacy.pin import Act

        if self.wiping is not None:
            self._privacy.guarded(Act.WIPE, lambda: self._ask_to_remove(entrance))()

    def _ask_to_remove(self, entrance: Entrance) -> None:
        from station_app.ui.wipe.dialog import Extent, WipeDialog

        dialog = WipeDialog(
            self._theme,
            Extent.REMOVED,
            event=entrance.title,
            has_list=self._entrances.has_list(credentials_at(entrance)),
            parent=self._window,
        )
        self._open(dialog, lambda told: self._remove(entrance, told))

    def _ask(self, extent: "Extent") -> None:
        """Ask whether to wipe; who has said yes is logged out first."""
        from station_app.ui.wipe.dialog import WipeDialog

        if self.wiping is None or self._kept is None:
            return
        dialog = WipeDialog(
            self._theme,
            extent,
            event=self.wiping.event_name,
            has_passphrase=self._kept.has_passphrase,
            parent=self._window,
        )
        self._open(dialog, lambda told: self._wipe(extent, told))

    def _open(
        self, dialog: "WipeDialog", wipe: "Callable[[Told], Coroutine[Any, Any, None]]"
    ) -> None:
        """Open a question; `wipe` is done on a yes, and tells whether every key is surely gone."""
        self._dialogs.close()
        alive = [True]
        dialog.destroyed.connect(alive.clear)

        def told(clean: bool) -> None:
            if alive:
                dialog.show_done(clean=clean)

        dialog.confirmed.connect(lambda: self._wiping_task.start(wipe(told)))
        self._dialogs.open(dialog)

    async def _remove(self, entrance: Entrance, told: Told) -> None:
        assert self.wiping is not None
        left = None
        if self.wiping.is_at(entrance):
            await self.wiping.before_leaving()
            left = await self.leave()
        clean = await self.wiping.remove(entrance)
        if left is not None:
            self.on_wiped(left)
        told(clean)

    async def _wipe(self, extent: "Extent", told: Told) -> None:
        from station_app.app.wiping import name_of
        from station_app.ui.wipe.dialog import Extent

        assert self.wiping is not None
        await self.wiping.before_leaving()
        left = await self.leave()
        if extent is Extent.ENTRANCE and left is not None:
            clean = await self.wiping.wipe([name_of(left)])
        else:
            clean = await self.wiping.wipe_everything()
        self.forget_removed()  # a key that was left is in what the dialog says now
        self.on_wiped(left)
        told(clean)


async def _nobody() -> None:
    return None
