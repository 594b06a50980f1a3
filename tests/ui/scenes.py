"""The states of the station page as the program itself words them, in the language in force.

Guests, answers and statuses are values of the domain; words and layout are the program's own. For
the gallery and the manual's pictures. The clock stands at 18:52:07.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from station_app.domain.errors import LoginRefused, NotReachable, Refused
from station_app.domain.guest import Guest, GuestId, Totals
from station_app.domain.journal import Mark
from station_app.domain.legend import Legend
from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, Scan
from station_app.domain.search import Hit, SearchResult
from station_app.domain.verdict import Verdict, judge
from station_app.services.look_up import Answer
from station_app.services.ports import EventInfo, Family
from station_app.services.sharing import Phase as Together
from station_app.services.sharing import ShareStatus
from station_app.services.sync import Phase, Progress, SyncStatus
from station_app.ui import i18n, texts, times
from station_app.ui.before_doors.dialog import Line
from station_app.ui.other_doors.dialog import DoorLine, DoubleLine
from station_app.ui.station import pages, screens, status_lines
from station_app.ui.station.screen import HistoryRow, LaneLine, Screen, SyncLine
from tests.ui.pages import COUNTED, many_numbers, no_numbers, numbers

TODAY = datetime(2026, 11, 22, 18, 52, 7).astimezone()
NOW = times.Now(TODAY, TODAY)
LIVE = SyncStatus(phase=Phase.LIVE, as_of=TODAY.isoformat(), loaded=True)
GALA = EventInfo(
    name="Vienna Science Gala",
    station="Main Entrance",
    starts_at=TODAY.replace(hour=17, minute=0),
    ends_at=TODAY.replace(hour=1, minute=0) + timedelta(days=1),
)
CARD = "checkin-station:1;https://events.example.org;4711;Main Entrance"
TOTALS = Totals(
    listed=412, expected=102, inside=221, left=17, not_confirmed=43, deregistered=29, removed=6
)
OFFLINE = replace(
    LIVE,
    phase=Phase.OFFLINE,
    as_of=TODAY.replace(minute=41, second=33).isoformat(),
    offline_since=TODAY.replace(minute=41, second=38),
    error=NotReachable("timeout"),
    next_try_at=0.0,
)
SIGNED_OUT = replace(
    LIVE,
    phase=Phase.SIGNED_OUT,
    as_of=OFFLINE.as_of,
    error=LoginRefused(Refused(code=1010, message="API key incorrect")),
)


def said(english: str, german: str) -> str:
    """Return what an event's own people wrote, in the language in force."""
    return german if i18n.current_locale.language().name == "German" else english


def at(hour: int, minute: int, day: int = 22) -> datetime:
    """Return a moment of the evening."""
    return TODAY.replace(day=day, hour=hour, minute=minute, second=12)


def legend() -> Legend:
    """Return what the operator calls colours and fields."""
    return Legend(
        words={
            "#3d5afe": said("Speaker", "Vor\u00adtragende"),
            "#ffd400": said("Press", "Presse"),
            "#e0218a": "VIP",
            "#e53935": "Sponsor",
            "#1aa6b7": said("Guest of the city", "Gast der Stadt"),
        },
        labels={
            "customField1": said("Table", "Tisch"),
            "customField2": said("Menu", "Menü"),
            "customField3": said("Languages", "Sprachen"),
        },
        order=("customField1", "customField2", "city", "customField3"),
    )


def a_guest(name: str, company: str = "", **members: object) -> Guest:
    """Return a registered guest; `fields` in `members` are added to those of the name."""
    first, _, last = name.partition(" ")
    added = members.pop("fields", {})
    assert isinstance(added, Mapping)
    values: dict[str, object] = {
        "id": GuestId(name or "unnamed"),
        "registration": "registered",
        "fields": {"firstName": first, "lastName": last, "company": company, **added},
        **members,
    }
    return Guest(**values)  # type: ignore[arg-type]


def anna(name: str = "Anna Lindqvist", **members: object) -> Guest:
    """Return the guest the mock-ups begin with, as one's own data make her."""
    fields = {
        "titlePrefix": "Dr.",
        "titleSuffix": "MSc",
        "position": said("Head of Glaciology", "Leiterin der Gletscherkunde"),
        "notes": said(
            "On stage at 19:30. Send straight to the green room, Door C.",
            "Rollstuhl: bitte zum Seitentor begleiten.",
        ),
        "customField1": said("12, by the window", "12, am Fenster"),
        "customField2": said("vegetarian, no nuts", "vegetarisch, ohne Nüsse"),
        "city": "Tromsø",
        "customField3": said("English, Norwegian", "Englisch, Norwegisch"),
    }
    given = members.pop("fields", {})
    assert isinstance(given, Mapping)
    usual = {"access_code": "K7QM2F", "highlight": "#3d5afe"}
    return a_guest(name, "Nordlys Research", fields={**fields, **given}, **{**usual, **members})


@dataclass(frozen=True)
class Scene:
    """A guest, whom they came with, and what else is known at that moment."""

    guest: Guest
    family: Family = field(default_factory=Family)
    mark: Mark | None = None
    status: SyncStatus = LIVE
    hosts: Mapping[GuestId, Guest] = field(default_factory=dict)
    seen: texts.SeenAt | None = None

    def screen(self, return_s: float = 0.0) -> Screen:
        """Return what the program shows for it."""
        answer = Answer(
            verdict=judge(self.guest),
            guest=self.guest,
            family=self.family,
            relatives_hosts=dict(self.hosts),
        )
        return screens.result(
            1,
            answer,
            self.status,
            NOW,
            listed=TOTALS.listed,
            legend=legend(),
            mark=self.mark,
            seen=self.seen,
            return_s=return_s,
        )


def _annas_family() -> Family:
    return Family(
        companions=(
            a_guest("Jonas Lindqvist", checked_in_at=at(18, 31)),
            a_guest("", id=GuestId("companion"), parent_id=GuestId("Anna Lindqvist")),
            a_guest("Mira Okafor", registration="deregistered", updated_at=at(9, 14, day=19)),
        ),
        dangling=1,
    )


def _welcome(guest: Guest, mark: Mark | None = None) -> Screen:
    host = {GuestId("companion"): anna()}
    return Scene(guest, _annas_family(), mark, hosts=host).screen(return_s=10)


_TWICE = Mark(times=(at(18, 51), at(18, 31)), age_s=40.0)
_SENT_AWAY = replace(_TWICE, sent_away_at=at(18, 52), sent_away_now=True)


def _tomas(mark: Mark) -> Screen:
    guest = a_guest(
        "Tomás Ferreira",
        "Diário da Ciência",
        checked_in_at=at(18, 31),
        access_code="W3ZT9A",
        highlight="#ffd400",
        fields={
            "position": said("Photographer", "Fotograf"),
            "customField1": said("Press desk", "Pressetisch"),
            "city": "Porto",
        },
    )
    return Scene(guest, Family(hosts=(a_guest("Beatriz Ferreira"),)), mark).screen(return_s=15)


def mira(**members: object) -> Guest:
    """Return the guest who was to come as a companion."""
    fields = {
        "position": said("Partner", "Partnerin"),
        "notes": said(
            "If she comes all the same: ring Leonie, +43 1 555 01 23.",
            "Falls sie doch kommt: Leonie anrufen, +43 1 555 01 23.",
        ),
        "customField1": said("none", "keiner"),
        "city": said("Vienna", "Wien"),
    }
    given = {"access_code": "P9XB4D", "highlight": "#e53935", **members}
    return a_guest("Mira Okafor", "Okafor & Lind Architects", fields=fields, **given)


def _mira(**members: object) -> Screen:
    host = anna(checked_in_at=at(18, 52))
    return Scene(mira(**members), Family(hosts=(host,))).screen()


def _german_names() -> Screen:
    guest = anna(
        "Maria-Magdalena von Hohenberg-Schwarzenstein",
        fields={
            "titlePrefix": "Univ.-Prof. Dr.",
            "company": "Institut für Nachhaltigkeitswissenschaften",
            "position": "Vorständin",
            "city": "Klagenfurt am Wörthersee",
        },
    )
    return _welcome(guest)


def _offline() -> Screen:
    guest = a_guest(
        "Paul Nwosu",
        "Lagos Institute of Technology",
        access_code="C2HN8R",
        fields={"customField1": "7", "city": "Lagos"},
    )
    return Scene(guest, status=OFFLINE).screen(return_s=10)


def _many() -> Screen:
    people = tuple(
        a_guest(said(f"Companion number {n}", f"Begleitung Nummer {n}"))._replace(
            highlight="#ffd400" if n % 2 else ""
        )
        for n in range(1, 11)
    )
    more = {f"customField{n}": "some value " * (n % 4 + 1) for n in range(4, 18)}
    return Scene(anna(fields=more), Family(companions=people)).screen(return_s=10)


def _unknown(mark: Mark | None = None) -> Screen:
    answer = Answer(verdict=Verdict.UNKNOWN, scan=Scan("T4-GALA-0917", Lane.KEYBOARD), asked=True)
    return screens.result(
        1, answer, LIVE, NOW, listed=TOTALS.listed, legend=legend(), mark=mark, return_s=15
    )


def _several() -> Screen:
    people = (
        a_guest("Johannes Brandstätter", "Kepler Optik", highlight="#1aa6b7"),
        a_guest("Johanna Brandstätter", "Kepler Optik", highlight="#e0218a",
                checked_in_at=at(18, 12)),
        a_guest("Johannes Brandstätter", id=GuestId("third"), registration="deregistered"),
    )  # fmt: skip
    choices = tuple(Hit(person._replace(access_code="B7KEPL")) for person in people)
    answer = Answer(verdict=Verdict.SEVERAL, choices=choices)
    return screens.result(1, answer, LIVE, NOW, listed=TOTALS.listed, legend=legend())


def _search() -> Screen:
    sophie = a_guest("Sophie Müller", "Nordlys Research", highlight="#3d5afe",
                     companion_ids=(GuestId("1"), GuestId("2")))  # fmt: skip
    hits = (
        Hit(sophie),
        Hit(a_guest("Karl-Heinz Müller-Soperra", "Stadtwerke Graz", highlight="#e0218a",
                    checked_in_at=at(18, 31), fields={"titleSuffix": "MBA"})),
        Hit(a_guest("Sofia Mueller", fields={"email": "s.mueller@sophos-lab.example"})),
        Hit(a_guest("Carl Muller", "Radio Sonar", highlight="#ffd400", checked_out_at=at(18, 40),
                    fields={"notes": said("Sophie’s driver", "Sophies Fahrer")})),
        Hit(a_guest("", id=GuestId("companion"), parent_id=sophie.id, registration="unknown"),
            sophie),
        Hit(a_guest("Sophia Miller", "Atelier Zwölf", highlight="#1aa6b7",
                    registration="deregistered", companion_ids=(GuestId("3"),)), near=True),
        Hit(a_guest("Józef Möller-Sobczak", "Hafen Hamburg"), near=True),
    )  # fmt: skip
    found = ("muller", "mueller", "moller", "miller", "sop", "sob")
    result = SearchResult(hits, total=7, words=found)
    page = pages.search_page("muler sop", result, TOTALS.listed, legend())
    return Screen(serial=1, lintel=None, stage=page)


def _no_match() -> Screen:
    page = pages.search_page("zzyx", SearchResult(), TOTALS.listed, legend())
    return Screen(serial=1, lintel=None, stage=page)


def _idle(totals: Totals = TOTALS, status: SyncStatus = LIVE) -> Screen:
    return screens.idle(1, GALA, totals, status, NOW)


def states() -> dict[str, Screen]:
    """Return every state by name, in the language in force."""
    loading = replace(LIVE, phase=Phase.LOADING, as_of="", loaded=False)
    nothing = replace(OFFLINE, loaded=False, as_of="")
    eighty = "Wolfeschlegelsteinhausenbergerdorff " * 2 + "Konstantinopolitanski"
    plain = {"titlePrefix": "", "titleSuffix": ""}
    return {
        "idle": _idle(),
        "training": _idle(),
        "welcome": _welcome(anna()),
        "already": _tomas(_TWICE),
        "sentaway": _tomas(_SENT_AWAY),
        "marked": _welcome(anna(), _TWICE),
        "seen-elsewhere": Scene(
            anna(),
            _annas_family(),
            Mark(),
            hosts={GuestId("companion"): anna()},
            seen=texts.SeenAt(said("North door", "Nordtür"), 12.0, 2),
        ).screen(return_s=15),
        "left": _mira(checked_in_at=at(17, 20), checked_out_at=at(18, 40)),
        "notconfirmed": _mira(registration="unknown"),
        "notknown": _mira(registration="waiting list"),
        "deregistered": _mira(registration="deregistered", updated_at=at(9, 14, day=19)),
        "removed": _mira(deleted_at=at(9, 14, day=19)),
        "gone": _mira(gone_at=at(18, 20)),
        "unknown": _unknown(),
        "tried": _unknown(Mark(times=(at(18, 51), at(18, 50)), age_s=20.0)),
        "several": _several(),
        "search": _search(),
        "nomatch": _no_match(),
        "offline": _offline(),
        "signedout": _welcome(anna()),
        "longname": _german_names(),
        "eighty": _welcome(anna(eighty)),
        "unbroken": _welcome(anna("W" * 120)),
        "rtl": _welcome(anna("יעל כהן־לוי", fields=plain)),
        "rtl-long": _welcome(anna("عبد الرحمن بن محمد بن عبد الله آل سعود الكبير")),
        "cjk": _welcome(anna("山田 太郎", fields={**plain, "company": "株式会社ノルディック"})),
        "emoji": _welcome(anna("Zoë 🦊 Fox", fields={**plain, "company": "Studio 🌈"})),
        "nocolor": _welcome(anna(highlight="")),
        "black": _welcome(anna(highlight="#000000")),
        "white": _welcome(anna(highlight="#ffffff")),
        "many": _many(),
        "asking": screens.asking(1, Scan("T4-GALA-0917", Lane.KEYBOARD)),
        "fault": screens.idle(1, GALA, TOTALS, LIVE, NOW, fault=said(
            "The list on this laptop is damaged and is loaded anew.",
            "Die Liste auf diesem Laptop ist beschädigt und wird neu geladen.")),
        "loading": _idle(Totals(), replace(loading, progress=Progress(12_400, 100_000))),
        "nolist": _idle(Totals(), nothing),
        "empty": _idle(Totals(), replace(LIVE, loaded=True)),
        "nocamera": _idle(),
        "numbers": numbers(COUNTED),
        "numbers-many": many_numbers(),
        "numbers-empty": no_numbers(),
        "numbers-picture": numbers(COUNTED),
    }  # fmt: skip


def doors() -> tuple[tuple[DoorLine, ...], tuple[DoubleLine, ...]]:
    """Return the doors of an evening."""
    names = (said("Main entrance", "Haupteingang"), said("North door", "Nordtür"), "VIP")
    lines = tuple(
        DoorLine(
            name=name,
            is_on_line=place < 2,
            is_here=not place,
            told=said("list as of 18:52 · last scan 12 s ago",
                      "Liste von 18:52 · letzter Scan vor 12 s") if place < 2
            else said("last scan 41 min ago", "letzter Scan vor 41 min"),
            welcomed=(186, 61, 9)[place],
            quarters=tuple((n * (place + 3)) % 23 for n in range(16)),
        )
        for place, name in enumerate(names)
    )  # fmt: skip
    twice = said("Main entrance, North door, the second time at 18:31",
                 "Haupteingang, Nordtür, das zweite Mal um 18:31")  # fmt: skip
    return lines, (DoubleLine(name="Anna Lindqvist", told=twice),)


def sync_line(name: str) -> SyncLine:
    """Return the foot's freshness in a state."""
    if name == "seen-elsewhere":
        alone = ShareStatus(phase=Together.ALONE)
        line = status_lines.sync_line(LIVE, NOW, None)
        return status_lines.with_sharing(line, alone)
    loading = replace(LIVE, phase=Phase.LOADING, as_of="", progress=Progress(12_400, 100_000))
    status = {
        "offline": OFFLINE,
        "signedout": SIGNED_OUT,
        "loading": loading,
        "nolist": replace(OFFLINE, as_of="", loaded=False),
    }.get(name, LIVE)
    return status_lines.sync_line(status, NOW, 12)


def lanes(name: str) -> tuple[LaneLine, ...]:
    """Return the lanes' lines in a state."""
    camera = LaneReport(Lane.CAMERA, LaneState.LIVE)
    if name == "nocamera":
        camera = LaneReport(Lane.CAMERA, LaneState.FAULT, LaneReason.BUSY, "Zoom")
    reports = (
        camera,
        LaneReport(Lane.KEYBOARD, LaneState.LIVE),
        LaneReport(Lane.SERIAL, LaneState.OFF, LaneReason.NOT_FOUND),
    )
    return tuple(map(status_lines.lane_line, reports))


def history(name: str) -> tuple[HistoryRow, ...]:
    """Return the last scans in a state."""
    tomas = a_guest("Tomás Ferreira", checked_in_at=at(18, 31))
    rows = [
        (tomas, "18:51", _TWICE),
        (a_guest("Ingrid Sælen"), "18:50", _SENT_AWAY),
        (a_guest("יעל כהן"), "18:50", Mark()),
        (None, "18:48", Mark()),
        (a_guest("Paul Nwosu"), "18:47", Mark()),
    ]
    first = {"welcome": (anna(), "18:52", Mark()), "unknown": (None, "18:52", Mark())}.get(name)
    return tuple(_row(*row) for row in ([first] if first else []) + rows)


def _row(guest: Guest | None, when: str, mark: Mark) -> HistoryRow:
    verdict = judge(guest) if guest is not None else Verdict.UNKNOWN
    return pages.history_row(Answer(verdict=verdict, guest=guest), when, mark)


def count() -> str:
    """Return the foot's count of guests."""
    return i18n.translate("Texts", "%n guest(s)", "", TOTALS.listed)


def self_test(*, well: bool = False) -> tuple[Line, ...]:
    """Return what the self-test may say of a laptop that is not ready, or of one that is."""
    lines = (
        ("ok", "Server", "https://events.example.org {}", ("answers", "antwortet"), ("", "")),
        ("ok", "Certificate", "{}", ("good for 61 more days", "noch 61 Tage gültig"), ("", "")),
        ("ok", "Scanner ports", "Xenon 1900 (ttyACM0): {}",
         ("scanner, listening", "Scanner, hört zu"), ("", "")),
        ("ok", "Power", "{}", ("plugged in, battery at 87 %", "am Netz, Akku bei 87 %"), ("", "")),
        ("ok", "Guest list", "{}", ("412 guests, as of 18:52", "412 Gäste, Stand 18:52"), ("", "")),
    )  # fmt: skip
    ports = (
        "fail", "Scanner ports", "Xenon 1900 (ttyACM0): {}", ("no permission", "kein Zugriff"),
        ("add this user to the group dialout", "diesen Benutzer in die Gruppe dialout aufnehmen"),
    )  # fmt: skip
    power = (
        "warn", "Power", "{}", ("battery at 41 %", "Akku bei 41 %"),
        ("plug it in; an evening is longer than a battery",
         "anstecken; ein Abend ist länger als ein Akku"),
    )  # fmt: skip
    return tuple(
        Line(level, i18n.translate("Doctor", subject), text.format(said(*words)), said(*cure))
        for level, subject, text, words, cure in (
            lines if well else (*lines[:2], ports, power, *lines[4:])
        )
    )
