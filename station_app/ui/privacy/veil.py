"""The privacy screen: stands between presenter and page, and holds back whatever names a person.

Look-ups go on behind it. An answer to a scan passes at all times; what does not is kept, and shown
when the veil is lifted.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from station_app.ui.i18n import translate
from station_app.ui.station.screen import (
    HistoryRow,
    IdlePage,
    LaneLine,
    LintelText,
    NumbersPage,
    Screen,
    StationScreen,
    SyncLine,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from station_app.ui.widgets.camera_preview import Outline


class CoveredPage(StationScreen, Protocol):
    """What the veil asks of the page behind it: what the presenter does, and what cameras do."""

    def set_camera_frame(
        self, image: "QImage", outlines: "Sequence[Outline]", read: bool
    ) -> None: ...
    def clear_camera(self, caption: str) -> None: ...


class Veil:
    """A `StationScreen` that shows no person while `is_down`. GUI thread.

    `is_locked`: only a PIN lifts it; a scan's answer shows through and is covered again after it.
    """

    def __init__(self, page: CoveredPage) -> None:
        self._page = page
        self._screen = Screen(
            serial=0,
            lintel=LintelText(verdict=None, word="", detail=""),
            stage=IdlePage(event="", place=""),
            hold_ring=True,
        )
        self._rows: tuple[HistoryRow, ...] = ()
        self._caption = ""
        self._hides_names = False
        self.is_down = False
        self.is_locked = False
        self.camera_rests = False
        self.on_lifted: Callable[[], None] = lambda: None

    @property
    def is_covering(self) -> bool:
        """Whether nothing of an answer is to be seen right now."""
        return self.is_down and isinstance(self._screen.stage, IdlePage | NumbersPage)

    @property
    def words(self) -> str:
        """What it says to those who listen instead of looking."""
        return f"{translate('Texts', 'Names are hidden')}. {self._how_on()}"

    def lower(self, *, locked: bool, camera_rests: bool) -> None:
        """Show no person any more. What was shown should have been dismissed before."""
        self.is_down, self.is_locked, self.camera_rests = True, locked, camera_rests
        self._show_all()

    def lift(self) -> None:
        """Show what there is to show."""
        if not self.is_down:
            return
        self.is_down = self.is_locked = self.camera_rests = self._hides_names = False
        self._show_all()
        self.on_lifted()

    def hide_names(self, hidden: bool) -> None:
        """Leave of the last scans their signs and times only, or say the names again."""
        if hidden != self._hides_names:
            self._hides_names = hidden
            self.set_history(self._rows)

    def retranslate(self) -> None:
        """Say it in the language in force."""
        if self.is_covering:
            self._page.show_screen(self._covered())

    def _show_all(self) -> None:
        self._page.show_screen(self._covered() if self.is_covering else self._screen)
        self.set_history(self._rows)
        self._page.clear_camera("" if self.is_down else self._caption)

    # --- what the presenter says --------------------------------------------------------------

    def show_screen(self, screen: Screen) -> None:
        """Show lintel and stage, unless the veil is down and nobody was scanned."""
        self._screen = screen
        if self.is_down and not self.is_covering and not self.is_locked:
            self.lift()
        else:
            self._page.show_screen(self._covered() if self.is_covering else screen)

    def set_event(self, title: str, station: str) -> None:
        """Show event and station."""
        self._page.set_event(title, station)

    def set_sync(self, line: SyncLine) -> None:
        """Show how old the list is."""
        self._page.set_sync(line)

    def set_count(self, text: str) -> None:
        """Show how many guests are on the list."""
        self._page.set_count(text)

    def set_lanes(self, lanes: tuple[LaneLine, ...]) -> None:
        """Show the input lanes."""
        self._page.set_lanes(lanes)

    def set_history(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show the last scans, as far as they may be seen."""
        self._rows = rows
        if self.is_down:
            rows = ()
        elif self._hides_names:
            rows = tuple(replace(row, text="") for row in rows)
        self._page.set_history(rows)

    def clear_search(self) -> None:
        """Empty the search field."""
        self._page.clear_search()

    # --- what the camera says -----------------------------------------------------------------

    def set_camera_frame(self, image: "QImage", outlines: "Sequence[Outline]", read: bool) -> None:
        """Show a picture; there may be a face in it."""
        if not self.is_down:
            self._page.set_camera_frame(image, outlines, read)

    def clear_camera(self, caption: str) -> None:
        """Show that there is no picture, and why."""
        self._caption = caption
        self._page.clear_camera("" if self.is_down else caption)

    # --- the privacy screen -------------------------------------------------------------------

    def _covered(self) -> Screen:
        stage = self._screen.stage
        if not isinstance(stage, IdlePage):
            stage = IdlePage(event="", place="")
        stage = replace(stage, progress_value="", progress_label="", progress=0.0, figures=())
        lintel = LintelText(
            verdict=None, word=translate("Texts", "Names are hidden"), detail=self._how_on()
        )
        return replace(self._screen, lintel=lintel, stage=stage, announcement="", hold_ring=True)

    def _how_on(self) -> str:
        if self.is_locked and self.camera_rests:
            return translate(
                "Texts", "The camera is off; scanners answer. Any key asks for the PIN."
            )
        if self.is_locked:
            return translate("Texts", "Badges are answered as always. Any key asks for the PIN.")
        if self.camera_rests:
            return translate("Texts", "The camera is off; scanners answer. Any key goes on.")
        return translate("Texts", "Badges are answered as always. Any key goes on.")
