"""The mock-ups' guests as screens, for tests and the gallery."""

from dataclasses import replace
from datetime import datetime

from station_app.domain.guest import GuestId
from station_app.domain.legend import Legend
from station_app.domain.numbers import QUARTER_S, ColorCount, Count, Numbers
from station_app.domain.scan import Lane, LaneState
from station_app.domain.spelling import canonical_words
from station_app.domain.verdict import Verdict
from station_app.services.ports import EventInfo
from station_app.ui.numbers.words import numbers_page
from station_app.ui.station.screen import (
    Figure,
    GuestPage,
    HistoryRow,
    IdlePage,
    LaneLine,
    LintelText,
    LocalMark,
    Notice,
    Person,
    Screen,
    SearchPage,
    SeveralPage,
    SyncLine,
    UnknownPage,
)

LANES = (
    LaneLine(lane=Lane.CAMERA, text="Camera", state=LaneState.LIVE),
    LaneLine(lane=Lane.KEYBOARD, text="Scanner", state=LaneState.LIVE),
    LaneLine(lane=Lane.SERIAL, text="Serial: not connected", state=LaneState.OFF),
)
LIVE = SyncLine(text="Up to date as of 18:52:07")
OFFLINE = SyncLine(text="Offline since 18:41 · list as of 18:41:33 · next try in 12 s", alarm=True)
SIGNED_OUT = SyncLine(text="Signed out · list as of 18:41:33", alarm=True, log_in="Log in")


def row(verdict: Verdict, text: str, time: str, mark: str = "") -> HistoryRow:
    """One of the last scans."""
    known = verdict not in (Verdict.UNKNOWN, Verdict.SEVERAL)
    return HistoryRow(
        verdict=verdict,
        text=text,
        time=time,
        guest_id=GuestId(text) if known else None,
        mark=mark,
        mark_spoken=mark,
    )


HISTORY = (
    row(Verdict.ALREADY, "Tomás Ferreira", "18:51", "3×"),
    row(Verdict.WELCOME, "Ingrid Sælen", "18:50", "sent away"),
    row(Verdict.WELCOME, "יעל כהן", "18:50"),
    row(Verdict.UNKNOWN, "Unknown code", "18:48"),
    row(Verdict.WELCOME, "Paul Nwosu", "18:47"),
)


def person(
    name: str, verdict: Verdict = Verdict.WELCOME, state: str = "Expected", **more: object
) -> Person:
    """One guest of a list."""
    values = {"guest_id": GuestId(name), "name": name, "verdict": verdict, "state": state, **more}
    return Person(**values)  # type: ignore[arg-type]


COMPANIONS = (
    person("Jonas Lindqvist", Verdict.ALREADY, "Checked in", state_time="18:31"),
    person("Companion of Anna Lindqvist"),
    person("Mira Okafor", Verdict.DEREGISTERED, "Deregistered"),
)

ANNA = GuestPage(
    guest_id=GuestId("anna"),
    titles="Dr.",
    name="Anna Lindqvist",
    suffix="MSc",
    company="Nordlys Research · Head of Glaciology",
    registration="Registered",
    check_in="Not checked in",
    access_code="K7QM2F",
    color="#3d5afe",
    color_word="Speaker",
    note="On stage at 19:30. Send straight to the green room, Door C.",
    companions_title="Companions",
    companions_caption="3, of whom 1 has arrived · 1 more is not on this list",
    companions=COMPANIONS,
    fields=(
        ("Table", "12, by the window"),
        ("Menu", "vegetarian, no nuts"),
        ("City", "Tromsø"),
        ("Languages", "English, Norwegian"),
    ),
)


def answer(
    page: GuestPage | UnknownPage | SeveralPage,
    verdict: Verdict,
    word: str,
    detail: str,
    *,
    serial: int = 1,
    return_s: float = 15.0,
    caption: str = "Space clears",
) -> Screen:
    """A verdict over its page."""
    return Screen(
        serial=serial,
        lintel=LintelText(verdict=verdict, word=word, detail=detail),
        stage=page,
        return_s=return_s,
        ring_caption=caption,
    )


def welcome(page: GuestPage = ANNA, serial: int = 1, return_s: float = 10.0) -> Screen:
    """Welcome, as drawn first."""
    detail = "Registered, not checked in yet. Comes with 3 companions."
    return answer(page, Verdict.WELCOME, "Welcome", detail, serial=serial, return_s=return_s)


def idle(serial: int = 0, **changes: object) -> Screen:
    """Nobody stands here."""
    page = IdlePage(
        event="Vienna Science Gala",
        place="Sunday, 22 November · Main Entrance",
        hours="Doors 17:00 · ends 01:00",
        progress_value="238 of 340",
        progress_label="registered guests have arrived",
        progress=0.7,
        figures=(
            Figure(verdict=Verdict.WELCOME, value="102", label="still expected"),
            Figure(verdict=Verdict.ALREADY, value="221", label="inside"),
            Figure(verdict=Verdict.LEFT, value="17", label="left"),
            Figure(verdict=Verdict.NOT_CONFIRMED, value="43", label="not confirmed"),
            Figure(verdict=Verdict.DEREGISTERED, value="29", label="deregistered"),
        ),
    )
    text = LintelText(
        verdict=None, word="Ready", detail="Hold a badge to the camera, scan it, or type a name."
    )
    page = replace(page, **changes)  # type: ignore[arg-type]
    return Screen(serial=serial, lintel=text, stage=page, hold_ring=True)


def marked(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without its brackets, and the canonical words of what stood in them."""
    plain, words, start = "", list[str](), 0
    for letter in text:
        if letter == "[":
            start = len(plain)
        elif letter == "]":
            words += canonical_words(plain[start:])
        else:
            plain += letter
    return plain, tuple(words)


def match(name: str, second: str, *arguments: object, **more: object) -> Person:
    """A match whose brackets mark letters."""
    plain, words = marked(name)
    line, more_words = marked(second)
    return person(
        plain,
        *arguments,  # type: ignore[arg-type]
        second_line=line,
        words=(*words, *more_words),
        **more,  # type: ignore[arg-type]
    )


MATCHES = (
    match(
        "[Sop]hie [Müller]", "Nordlys Research", color="#3d5afe", color_word="Speaker", companions=2
    ),
    match(
        "Karl-Heinz [Müller]-[Sop]erra, MBA",
        "Stadtwerke Graz",
        Verdict.ALREADY,
        "Checked in",
        state_time="18:31",
        color="#e0218a",
        color_word="VIP",
    ),
    match("Sofia [Mueller]", "s.[mueller]@[sop]hos-lab.example"),
    match(
        "Carl [Muller]",
        "Radio Sonar · note: [Sop]hie’s driver",
        Verdict.LEFT,
        "Left",
        state_time="18:40",
        color="#ffd400",
        color_word="Press",
    ),
    match(
        "Companion of [Sop]hie [Müller]", "no name given", Verdict.NOT_CONFIRMED, "Not confirmed"
    ),
    match(
        "[Sop]hia [Miller]",
        "Atelier Zwölf",
        Verdict.DEREGISTERED,
        "Deregistered",
        color="#1aa6b7",
        color_word="Guest of the city",
        companions=1,
        near=True,
    ),
    match("Józef [Möller]-[Sob]czak", "Hafen Hamburg", near=True),
)


def search(
    query: str = "muler sop", people: tuple[Person, ...] = MATCHES, serial: int = 2
) -> Screen:
    """Matches while a person types."""
    page = SearchPage(
        query=query,
        title="5 guests match",
        caption="of 412, in name, company, e-mail, code and notes",
        people=people,
        near_title="Spelt nearly so",
        near_caption="one letter away",
    )
    return Screen(serial=serial, lintel=None, stage=page)


CHOICES = (
    person(
        "Johannes Brandstätter",
        second_line="Kepler Optik · Sales",
        color="#1aa6b7",
        color_word="Guest of the city",
    ),
    person(
        "Johanna Brandstätter",
        Verdict.ALREADY,
        "Checked in",
        state_time="18:12",
        second_line="Kepler Optik · Legal",
        color="#e0218a",
        color_word="VIP",
    ),
    person(
        "Johannes Brandstätter",
        Verdict.DEREGISTERED,
        "Deregistered",
        second_line="no company · no colour",
        guest_id=GuestId("third"),
    ),
)


def several(people: tuple[Person, ...] = CHOICES, serial: int = 3) -> Screen:
    """Guests who share a code."""
    return answer(
        SeveralPage(people=people),
        Verdict.SEVERAL,
        "Several guests",
        "Three guests carry the code B7KEPL. Ask for the first name, then choose.",
        serial=serial,
        return_s=0.0,
        caption="Esc clears",
    )


UNKNOWN = UnknownPage(
    code="T4-GALA-0917", lane=Lane.KEYBOARD, source="From the keyboard scanner, 12 characters"
)

SEEN_TWICE = LocalMark(
    title="Seen here 40 s ago · 3rd time today",
    text="At 18:51:40, 18:31:12. A note of this laptop, not a check‑in.",
    send_away="Sent away · F8",
    not_this="Not this guest · F7",
)
SENT_AWAY = LocalMark(
    title="Sent away at 18:52 · 3rd time today",
    text="Seen here 40 s ago. At 18:51:40, 18:31:12. A note of this laptop, not a check‑in.",
    undo="Undo",
)
SEEN_TWICE_GERMAN = LocalMark(
    title="Vor 40 s hier gesehen · heute zum 3. Mal",
    text="Um 18:51:40, 18:31:12. Eine Notiz dieses Laptops, kein Check-in.",
    send_away="Abgewiesen · F8",
    not_this="Nicht dieser Gast · F7",
)
TRIED = LocalMark(
    title="This code was tried 3 times here today", text="Last 20 s ago. At 18:51:47, 18:50:02."
)
DOOR_GOES_ON = Notice(
    icon="state-offline",
    title="The server does not answer; the door goes on",
    text="All 412 guests are on this laptop. Check-ins made elsewhere since 18:41 will show once"
    " the network is back. Reason: no answer within 5 seconds.",
    retry="Try now",
)


EVENING = datetime(2026, 11, 22, 18, 52).astimezone()
_ARRIVALS = ((4, 0), (8, 1), (14, 3), (25, 6), (40, 12), (44, 14), (32, 11), (19, 5))
_COLORS = (
    ("#e0218a", "VIP", 24, 40),
    ("#3d5afe", "Speaker", 9, 12),
    ("#ffd400", "Press", 14, 22),
    ("#e53935", "Sponsor", 31, 48),
    ("#1aa6b7", "Guest of the city", 36, 51),
    ("", "", 124, 239),
)
COUNTED = Numbers(
    arrived=Count(186, 52),
    left=Count(12, 5),
    expected=Count(70, 32),
    not_confirmed=Count(34, 9),
    deregistered=Count(26, 3),
    removed=Count(6),
    quarters={
        int(EVENING.timestamp() // QUARTER_S) - 7 + place: Count(*count)
        for place, count in enumerate(_ARRIVALS)
    },
    colors=tuple(
        ColorCount(color, Count(arrived), Count(listed)) for color, _, arrived, listed in _COLORS
    ),
)
GALA = EventInfo(name="Vienna Science Gala", station="Main Entrance")


def numbers(counted: Numbers = COUNTED, serial: int = 4) -> Screen:
    """How the evening stands, as drawn, in the language in force."""
    legend = Legend(words={color: word for color, word, *_ in _COLORS if word})
    page = numbers_page(counted, GALA, "2026-11-22T18:52:07", EVENING, legend)
    return Screen(serial=serial, lintel=None, stage=page, announcement="Live numbers")


def many_numbers() -> Screen:
    """A million guests since nine in the morning, long words, more colours than there is room."""
    million = Count(750_000, 250_000)
    begin = int(EVENING.timestamp() // QUARTER_S) - 39
    words = ("Vortragende der Hauptbühne am Donnerstagnachmittag", "teal, dotted", "#1aa6b7")
    return numbers(
        Numbers(
            arrived=million,
            left=million,
            expected=million,
            not_confirmed=million,
            deregistered=million,
            removed=million,
            quarters={begin + n: Count(9_000 + 300 * n, 3_000) for n in range(40)},
            colors=(
                *(
                    ColorCount(f"#{n * 20:02x}a6b7", Count(10_000 * n), Count(123_456))
                    for n in range(9)
                ),
                *(ColorCount(word, Count(61_728), Count(123_456)) for word in words),
                ColorCount("", Count(1), Count(1_000_000)),
            ),
        )
    )


def no_numbers() -> Screen:
    """Nobody is on the list, so nobody has come."""
    return numbers(Numbers())


def with_serial(screen: Screen, serial: int) -> Screen:
    """Return a screen as a later answer."""
    return replace(screen, serial=serial)
