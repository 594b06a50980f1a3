"""What the station page shows, as values: the presenter makes them, the view paints them.

All texts are final (translated, formatted) and plain. Nothing here knows Qt.
"""

from dataclasses import dataclass, field
from typing import Protocol

from station_app.domain.guest import GuestId
from station_app.domain.scan import Lane, LaneState
from station_app.domain.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One guest in a row, a card or a choice."""

    guest_id: GuestId
    name: str
    second_line: str = ""  # company, or what else matched
    verdict: Verdict
    state: str  # "Expected", "Checked in"
    state_time: str = ""  # "18:31"
    color: str | None = None  # '#rrggbb'; None draws no ribbon
    color_word: str = ""  # from the legend; without one the hex stands in its place
    companions: int = 0  # drawn as "+2"
    words: tuple[str, ...] = ()  # canonical ones whose letters are marked where the row is drawn
    near: bool = False  # spelt nearly so: stands in a group of its own, below


@dataclass(frozen=True, slots=True, kw_only=True)
class LintelText:
    """The beam: a verdict, or (verdict None) the idle or asking state."""

    verdict: Verdict | None
    word: str
    detail: str
    asking: bool = False
    seen: bool = False  # at another door: a Welcome that wants a look


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A card between facts and companions that says what else matters now."""

    icon: str  # name in resources/icons, without .svg
    title: str
    text: str
    retry: str = ""  # text of a button that asks the server now; '' for none


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMark:
    """What this laptop noted, apart from what the server says. Buttons are '' where not offered."""

    title: str  # "Seen here 40 s ago · 2nd time today"
    text: str
    send_away: str = ""
    not_this: str = ""
    undo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestPage:
    """Everything of the one guest shown."""

    guest_id: GuestId
    titles: str = ""  # before the name: "Univ.-Prof. Dr."
    name: str
    suffix: str = ""  # after the name: "MSc"
    company: str = ""  # "Nordlys Research · Head of Glaciology"
    registration: str
    registration_verdict: Verdict | None = None  # icon before the registration fact
    check_in: str
    check_in_verdict: Verdict | None = None  # icon before the check-in fact
    access_code: str = ""
    color: str | None = None
    color_word: str = ""  # from the legend; '' puts the hex in its place
    note: str = ""
    notice: Notice | None = None
    mark: LocalMark | None = None
    companions_title: str = ""  # "Companions" or "Host"
    companions_caption: str = ""  # "3, of whom 1 has arrived · 1 more is not on this list"
    companions: tuple[Person, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPage:
    """A code nobody has."""

    code: str
    lane: Lane
    source: str  # "From the keyboard scanner, 12 characters"
    mark: LocalMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralPage:
    """Guests who share one code; none is chosen."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Matches while a person types."""

    query: str
    title: str  # "5 guests match"
    caption: str  # "of 412, in name, company, e-mail, code and notes"
    people: tuple[Person, ...] = ()
    near_title: str = ""
    near_caption: str = ""
    empty_title: str = ""  # set when there are no people at all
    empty_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the idle page, or of the live numbers."""

    verdict: Verdict
    value: str
    label: str
    spoken: str = ""  # "52 of them are companions", for who asks further


@dataclass(frozen=True, slots=True, kw_only=True)
class IdlePage:
    """Nobody stands here: event, clock and numbers. The clock is the view's own."""

    event: str
    place: str  # "Sunday, 22 November · Main Entrance"
    hours: str = ""  # "Doors 17:00 · ends 01:00"
    progress_value: str = ""  # "238 of 340"; '' while nothing is known
    progress_label: str = ""  # "registered guests have arrived"
    progress: float = 0.0  # 0..1
    figures: tuple[Figure, ...] = ()
    message_title: str = ""  # "Loading the guest list", "No guests yet": instead of the numbers
    message_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBar:
    """Arrivals of some minutes."""

    label: str  # "17:00"
    value: str  # "9"; '' for none
    guests: int = 0
    companions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorRow:
    """How many of one highlight colour have arrived."""

    word: str
    color: str | None = None  # '#rrggbb'; None draws no ribbon
    value: str  # "24"
    of: str  # "of 40"
    share: float = 0.0  # 0..1


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPage:
    """How the evening stands."""

    caption: str  # "412 on the list, 96 of them companions (52 arrived)"
    figures: tuple[Figure, ...]
    chart_title: str  # "Arrivals every 15 minutes"
    chart_caption: str = ""  # "3 at other times"
    chart_words: str = ""  # what the chart shows, for who does not see it
    bars: tuple[NumberBar, ...] = ()
    now: int = 0  # the bar of this moment
    now_word: str = ""  # "now, 18:52"
    chart_empty: str = ""  # instead of bars
    colors: tuple[ColorRow, ...] = ()
    colors_empty: str = ""
    heading: str = ""  # over the picture: event and station
    as_of: str = ""  # "22 November, as of 18:52:07"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneLine:
    """One input lane in the foot of the page."""

    lane: Lane
    text: str  # "Camera", "Camera: not found, trying again"
    state: LaneState
    spoken: str = ""  # with the state in words, for who does not see the dot; '' for `text`


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncLine:
    """Freshness, always in the same place."""

    text: str
    reason: str = ""  # why it is old; stands behind the text where there is room
    alarm: bool = False  # offline or signed out: the lamp-coloured plate
    log_in: str = ""  # text of the button inside the plate when signed out
    stop: str = ""  # text of the button that stops a whole list on its way
    passing: bool = False  # on its way to another one: not read aloud


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One of the last scans."""

    verdict: Verdict
    text: str
    time: str
    guest_id: GuestId | None = None
    mark: str = ""  # "2×": a note of this laptop
    mark_spoken: str = ""  # "2nd time today"


StagePage = IdlePage | GuestPage | UnknownPage | SeveralPage | SearchPage | NumbersPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Lintel and stage together: the answer to the last input.

    `serial` grows with every new answer; the view pulses the lintel's frame and restarts the ring
    when it differs, and updates in place (selection, scroll and ring untouched) when it does not.
    """

    serial: int
    lintel: LintelText | None  # None while searching, and over numbers: they have the room
    stage: StagePage
    return_s: float = 0.0  # 0: stays until cleared, with the pause glyph in the ring
    ring_caption: str = ""  # "Space clears"
    announcement: str = ""  # one sentence for screen readers; '' for none
    hold_ring: bool = field(default=False)  # no countdown at all (idle, asking)


class StationScreen(Protocol):
    """What the presenter asks of the view."""

    def show_screen(self, screen: Screen) -> None: ...
    def set_event(self, title: str, station: str) -> None: ...
    def set_sync(self, line: SyncLine) -> None: ...
    def set_count(self, text: str) -> None: ...
    def set_lanes(self, lanes: tuple[LaneLine, ...]) -> None: ...
    def set_history(self, rows: tuple[HistoryRow, ...]) -> None: ...
    def clear_search(self) -> None: ...
