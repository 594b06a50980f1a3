"""The invented guest list of the training event: the same on every start, dates apart."""

import random
import re
import unicodedata
from datetime import datetime
from typing import Any

from station_app.training.people import (
    COLORS,
    COMPANIES,
    LANGUAGES,
    MENUS,
    NOTES,
    ORIGINS,
    OTHER_SCRIPTS,
    POSITIONS,
    PREFIXES,
    SUFFIXES,
    TABLES,
    Origin,
)
from station_app.training.well_known import removed_guests, well_known_guests
from station_app.training.wire import GuestObject, guest_object, stable_id

LISTED = 412
"""Living guests on the list; the tombstones come on top."""

_REGISTERED, _UNANSWERED, _DEREGISTERED = 340, 42, 29  # and one on the waiting list
_ARRIVED, _LEFT = 187, 13  # of the registered, those who left included
_COMPANIONS = 90
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def demo_guests(now: datetime) -> list[GuestObject]:
    """Return the guests as wire objects, living ones and three tombstones.

    `now` is an aware time; its offset is the one all dates are written in.
    """
    return _Maker(now).guests()


class _Maker:
    """Draws the guests from one seeded stream of chance, so each run gives the same."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._chance = random.Random(1815)
        self._known = well_known_guests(now)
        self._codes = {guest["accessCode"] for guest in (*self._known, *removed_guests(now))}
        self._names: set[tuple[str, str]] = set()

    def guests(self) -> list[GuestObject]:
        """Return all guests, hand-made ones first."""
        open_places = LISTED - len(self._known)
        companions = _COMPANIONS - sum(guest["parentId"] is not None for guest in self._known)
        hosts = [self._person(number) for number in range(open_places - companions)]
        drawn = self._with_companions(hosts, companions)
        self._settle_registration(drawn)
        self._settle_attendance(drawn)
        _make_odd(hosts)
        return [*self._known, *drawn, *removed_guests(self._now)]

    def _code(self) -> str:
        while (code := "".join(self._chance.choices(_CODE_LETTERS, k=6))) in self._codes:
            pass
        self._codes.add(code)
        return code

    def _name(self, origin: Origin) -> tuple[str, str, str]:
        """Return salutation, first and last name, not given out before."""
        while True:
            woman = self._chance.random() < 0.5
            first = self._chance.choice(origin.women if woman else origin.men)
            last = self._chance.choice(origin.surnames)
            if (first, last) not in self._names:
                self._names.add((first, last))
                return ("Ms." if woman else "Mr."), first, last

    def _maybe(self, share: float, values: tuple[Any, ...]) -> Any:
        """Return one of `values` in `share` of the cases, else None; draws alike either way."""
        value = self._chance.choice(values)
        return value if self._chance.random() < share else None

    def _person(self, number: int) -> GuestObject:
        fields: dict[str, Any] = {}
        if number < len(OTHER_SCRIPTS):
            first, last, company, city, country = OTHER_SCRIPTS[number]
            fields.update(firstName=first, lastName=last, city=city, country=country)
            email = f"guest{number + 1}@example.org"
        else:
            origin = self._chance.choice(ORIGINS)
            salutation, first, last = self._name(origin)
            company = self._chance.choice(COMPANIES)
            fields.update(
                salutation=salutation, firstName=first, lastName=last, city=origin.city,
                country=origin.country, postalCode=origin.postal_code, street=origin.street,
                houseNumber=str(self._chance.randint(1, 120)),
            )  # fmt: skip
            email = f"{_ascii(first)}.{_ascii(last)}@{_ascii(company)}.example"
        if self._chance.random() < 0.9:
            fields["company"] = company
            fields["position"] = self._maybe(0.8, POSITIONS)
        fields.update(
            email=email,
            titlePrefix=self._maybe(0.18, PREFIXES),
            titleSuffix=self._maybe(0.1, SUFFIXES),
            notes=self._maybe(0.08, NOTES),
            externalId=f"S-{number + 100:04d}",
        )
        if self._chance.random() < 0.7:
            fields["customField1"] = self._chance.choice(TABLES)
            fields["customField2"] = self._maybe(0.8, MENUS)
        if self._chance.random() < 0.3:
            fields["customField47"] = list(self._chance.choice(LANGUAGES))
        return guest_object(
            f"guest-{number}",
            self._now,
            code=self._code(),
            color=self._maybe(0.35, COLORS),
            updated_min=self._chance.randint(180, 60 * 24 * 30),
            **fields,
        )

    def _with_companions(self, hosts: list[GuestObject], count: int) -> list[GuestObject]:
        """Return hosts, each followed by its companions, `count` companions in all."""
        hosting = self._chance.sample(range(len(hosts)), k=len(hosts))
        party: dict[int, list[GuestObject]] = {}
        made = 0
        for index in hosting:
            if made == count:
                break
            size = min(self._chance.choice((1, 1, 1, 2, 2, 3)), count - made)
            party[index] = [self._companion(hosts[index], made + k) for k in range(size)]
            made += size
        drawn: list[GuestObject] = []
        for index, host in enumerate(hosts):
            members = party.get(index, [])
            host["companions"] = [{"id": member["id"]} for member in members]
            if members and len(drawn) % 9 == 0:  # some of the party stand on another list
                host["companions"].append({"id": stable_id(f"elsewhere-{index}")})
            drawn += [host, *members]
        return drawn

    def _companion(self, host: GuestObject, number: int) -> GuestObject:
        fields: dict[str, Any] = {}
        code: str | None = self._code()
        if self._chance.random() < 0.75:
            salutation, first, last = self._name(self._chance.choice(ORIGINS))
            if self._chance.random() < 0.5:
                last = host["fields"]["lastName"]
            fields.update(salutation=salutation, firstName=first, lastName=last)
            fields["customField2"] = self._maybe(0.4, MENUS)
        elif self._chance.random() < 0.3:
            code = None  # nobody knows yet who comes, so no ticket went out
        return guest_object(
            f"companion-{number}", self._now, code=code, parent=host["id"], **fields
        )

    def _settle_registration(self, drawn: list[GuestObject]) -> None:
        def left_to_give(state: str, quota: int) -> list[str]:
            known = sum(guest["registrationState"] == state for guest in self._known)
            return [state] * (quota - known)

        states = [
            *left_to_give("registered", _REGISTERED),
            *left_to_give("unknown", _UNANSWERED),
            *left_to_give("deregistered", _DEREGISTERED),
        ]
        self._chance.shuffle(states)
        for guest, state in zip(drawn, states, strict=True):
            guest["registrationState"] = state

    def _settle_attendance(self, drawn: list[GuestObject]) -> None:
        known = sum(
            guest["checkInDateTime"] is not None and guest["registrationState"] == "registered"
            for guest in self._known
        )
        expected = [guest for guest in drawn if guest["registrationState"] == "registered"]
        arrived = self._chance.sample(expected, k=_ARRIVED - known)
        unanswered = [guest for guest in drawn if guest["registrationState"] == "unknown"]
        for place, guest in enumerate((*arrived, *unanswered[:2])):
            came_min = self._chance.uniform(3, 120)
            left_min = came_min * self._chance.uniform(0.1, 0.8) if place < _LEFT - 1 else None
            self._attend(guest, came_min, left_min)
        # One who went out and came back: the check-out is the older transition.
        self._attend(arrived[-1], 14.0, 35.0)

    def _attend(self, guest: GuestObject, came_min: float, left_min: float | None) -> None:
        times = guest_object("", self._now, code=None, in_min=came_min, out_min=left_min)
        for member in ("checkInDateTime", "checkOutDateTime", "serverUpdateDateTime"):
            guest[member] = times[member]


def _make_odd(hosts: list[GuestObject]) -> None:
    """Spoil a few guests the way real lists are: members missing, a code shared, no colour."""
    plain = [guest for guest in hosts if not guest["companions"]][len(OTHER_SCRIPTS) :]
    del plain[0]["fields"]
    del plain[1]["accessCode"]
    plain[2]["accessCode"] = plain[3]["accessCode"]
    plain[4]["highlightColor"] = "teal, dotted"
    plain[5]["serverUpdateDateTime"] = None
    plain[6]["fields"]["notes"] = "Birthday today 🎂🎉: congratulate!"
    plain[7]["fields"]["customField47"] = []
    plain[8]["fields"] = {"lastName": plain[8]["fields"]["lastName"]}
    for guest in plain[9::2]:
        del guest["companions"]


def _ascii(text: str) -> str:
    """Return the letters of `text` fit for an e-mail address."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", "-", bare).strip("-") or "guest"
