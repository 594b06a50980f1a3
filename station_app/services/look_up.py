"""From a scan or a picked row to one verdict."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from station_app.domain.access_code import read
from station_app.domain.guest import Guest, GuestId
from station_app.domain.scan import Lane, Scan
from station_app.domain.search import Hit
from station_app.domain.verdict import Verdict, judge
from station_app.services.ports import Family, GuestStore

ASK_LIMIT_S = 1.5
"""How long an unknown code may wait for the server's recent changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The outcome of one look-up."""

    verdict: Verdict
    guest: Guest | None = None
    family: Family = field(default_factory=Family)
    relatives_hosts: dict[GuestId, Guest] = field(default_factory=dict)
    choices: tuple[Hit, ...] = ()  # those who share a code
    scan: Scan | None = None  # None: picked by hand
    repaired: bool = False  # found only by undoing a wrong keyboard layout
    asked: bool = False  # the server was asked once more, and answered


@dataclass(frozen=True, slots=True)
class _Match:
    guests: list[Guest]
    repaired: bool = False
    family: Family | None = None  # where it came along


class LookUp:
    """Answers from the cache; only an unknown code makes it ask the server once."""

    def __init__(self, store: GuestStore, ask_now: Callable[[float], Awaitable[bool]]) -> None:
        self._store = store
        self._ask_now = ask_now

    async def by_scan(self, scan: Scan, on_asking: Callable[[], None] = lambda: None) -> Answer:
        """Answer a scanned or typed code. `on_asking` is called before the server is asked."""
        match = await self._match(scan)
        asked = False
        if not match.guests:
            on_asking()
            asked = await self._ask_now(ASK_LIMIT_S)
            if asked:
                match = await self._match(scan)
        if not match.guests:
            return Answer(verdict=Verdict.UNKNOWN, scan=scan, asked=asked)
        if len(match.guests) > 1:
            hits = tuple([await self._with_host(guest) for guest in match.guests])
            return Answer(verdict=Verdict.SEVERAL, choices=hits, scan=scan, asked=asked)
        return await self._answer(match.guests[0], scan, match)

    async def knows_code(self, text: str) -> bool:
        """Whether somebody on the list has this code, in one of its spellings or another case."""
        spellings = read(text).spellings
        return bool(
            await self._store.by_codes(spellings) or await self._store.by_folded_codes(spellings)
        )

    async def by_id(self, guest_id: GuestId) -> Answer | None:
        """Answer for a guest picked by hand; None if the cache no longer knows the id."""
        guest = (await self._store.by_ids([guest_id])).get(guest_id)
        return await self._answer(guest, None, _Match([guest])) if guest else None

    async def again(self, answer: Answer) -> Answer:
        """Answer the same question from the list as it is now, without asking the server."""
        if answer.guest is not None:
            found = (await self._store.by_ids([answer.guest.id])).get(answer.guest.id)
            if found is None:
                return answer
            return await self._answer(found, answer.scan, _Match([found], answer.repaired))
        if answer.scan is None:
            return answer
        match = await self._match(answer.scan)
        if not match.guests:
            return answer
        if len(match.guests) > 1:
            hits = tuple([await self._with_host(guest) for guest in match.guests])
            return Answer(verdict=Verdict.SEVERAL, choices=hits, scan=answer.scan)
        return await self._answer(match.guests[0], answer.scan, match)

    async def _answer(self, guest: Guest, scan: Scan | None, match: _Match) -> Answer:
        family = match.family if match.family is not None else await self._store.family(guest)
        hosts = {}
        for relative in (*family.companions, *family.hosts):
            if not relative.name:
                host = (await self._with_host(relative)).host
                if host is not None:
                    hosts[relative.id] = host
        return Answer(
            verdict=judge(guest),
            guest=guest,
            family=family,
            relatives_hosts=hosts,
            scan=scan,
            repaired=match.repaired,
        )

    async def _with_host(self, guest: Guest) -> Hit:
        if guest.name:
            return Hit(guest)
        hosts = (await self._store.family(guest)).hosts
        return Hit(guest, next((host for host in hosts if host.name), None))

    async def _match(self, scan: Scan) -> _Match:
        """Try the meanings of a text in the order of field.md, section 1.

        Exact spellings may fit several guests, and all are told; a folded or repaired one counts
        only if it fits exactly one. Keyboard layouts do not touch cameras and names.
        """
        reading = read(scan.text, scan.us_text)
        spellings = reading.spellings
        if scan.whole:  # of a scanner that adds nothing, but whose code looks as if
            spellings += read(scan.whole).spellings
        for spelling in spellings:
            found, family = await self._store.with_family(spelling)
            if found:
                return _Match(_living(found), family=family if len(found) == 1 else None)
        ids = [GuestId(spelling) for spelling in spellings if spelling]
        if by_id := await self._store.by_ids(ids):
            return _Match([next(by_id[i] for i in ids if i in by_id)])
        folded = _living(await self._store.by_folded_codes(spellings))
        if folded:
            return _Match(folded if len(folded) == 1 else [])
        if scan.lane in (Lane.KEYBOARD, Lane.SERIAL):
            meant = list(reading.layout_repairs())
            fits = _living(await self._store.by_codes(meant))
            fits = fits or _living(await self._store.by_folded_codes(meant))
            fits = list({guest.id: guest for guest in fits}.values())
            if len(fits) == 1:
                return _Match(fits, repaired=True)
        return _Match([])


def _living(guests: list[Guest]) -> list[Guest]:
    """Leave out removed guests where another one has the same code: the code moved on."""
    return [guest for guest in guests if not guest.is_removed] or guests
