"""Training guests made by hand: those of the sample badges, of searches and of hard cases."""

from datetime import datetime
from itertools import starmap

from station_app.training.people import CITY_GUEST, PRESS, SPEAKER, SPONSOR, VIP
from station_app.training.wire import GuestObject, guest_object, stable_id

ANNA = stable_id("anna")
ANNA_UNNAMED = stable_id("anna-unnamed")
JONAS = stable_id("jonas")
MIRA = stable_id("mira")
BEATRIZ = stable_id("beatriz")
TOMAS = stable_id("tomas")
PAUL = stable_id("paul")
CARL = stable_id("carl")
HENRIKE = stable_id("henrike")
OSKAR = stable_id("oskar")
SOPHIE = stable_id("sophie")
WAITING = stable_id("waiting")

SHARED_CODE = "B7KEPL"


def well_known_guests(now: datetime) -> list[GuestObject]:
    """Return the hand-made guests, hosts before their companions."""
    return [*_lindqvists(now), *_ferreiras(now), *_brandstaetters(now), *_muellers(now),
            *_single(now)]  # fmt: skip


def _lindqvists(now: datetime) -> list[GuestObject]:
    nowhere = stable_id("anna-not-on-this-list")
    return [
        guest_object(
            "anna", now, code="K7QM2F", color=SPEAKER,
            companions=(JONAS, ANNA_UNNAMED, MIRA, nowhere),
            salutation="Ms.", titlePrefix="Dr.", firstName="Anna", lastName="Lindqvist",
            titleSuffix="MSc", company="Nordlys Research", position="Head of Glaciology",
            street="Storgata", houseNumber="61", postalCode="9008", city="Tromsø", country="NO",
            phone="+47 77 64 00 00", email="anna.lindqvist@nordlys.example", externalId="S-0017",
            notes="On stage at 19:30. Send straight to the green room, Door C.",
            customField1="12, by the window", customField2="vegetarian, no nuts",
            customField47=["English", "Norwegian"],
        ),
        guest_object(
            "jonas", now, code="M4LR8D", parent=ANNA, in_min=21,
            salutation="Mr.", firstName="Jonas", lastName="Lindqvist", city="Tromsø",
            country="NO", customField1="12, by the window",
        ),
        guest_object("anna-unnamed", now, code="QX5T2N", parent=ANNA),
        guest_object(
            "mira", now, code="P9XB4D", state="deregistered", color=SPONSOR, parent=ANNA,
            salutation="Ms.", firstName="Mira", lastName="Okafor", position="Partner",
            company="Okafor & Lind Architects", city="Vienna", country="AT",
            email="mira@okafor-lind.example",
            notes="If she comes all the same: ring Leonie, +43 1 555 01 23.",
        ),
    ]  # fmt: skip


def _ferreiras(now: datetime) -> list[GuestObject]:
    return [
        guest_object(
            "beatriz", now, code="H6VD3J", color=PRESS, companions=(TOMAS,),
            salutation="Ms.", firstName="Beatriz", lastName="Ferreira", position="Editor",
            company="Diário da Ciência", city="Porto", country="PT",
            email="beatriz.ferreira@diario.example", customField1="Press desk",
        ),
        guest_object(
            "tomas", now, code="W3ZT9A", color=PRESS, parent=BEATRIZ, in_min=21,
            salutation="Mr.", firstName="Tomás", lastName="Ferreira", position="Photographer",
            company="Diário da Ciência", city="Porto", country="PT",
            email="tomas.ferreira@diario.example", customField1="Press desk",
            customField13="2 cameras, 1 tripod",
        ),
    ]  # fmt: skip


def _brandstaetters(now: datetime) -> list[GuestObject]:
    return [
        guest_object(
            "johannes", now, code=SHARED_CODE, color=CITY_GUEST,
            salutation="Mr.", firstName="Johannes", lastName="Brandstätter",
            company="Kepler Optik", position="Sales", city="Linz", country="AT",
        ),
        guest_object(
            "johanna", now, code=SHARED_CODE, color=VIP, in_min=40,
            salutation="Ms.", firstName="Johanna", lastName="Brandstätter",
            company="Kepler Optik", position="Legal", city="Linz", country="AT",
        ),
        guest_object(
            "johannes-elder", now, code=SHARED_CODE, state="deregistered",
            salutation="Mr.", firstName="Johannes", lastName="Brandstätter",
        ),
    ]  # fmt: skip


def _muellers(now: datetime) -> list[GuestObject]:
    """Return guests whose names only good folding and word order keep apart."""
    sophie_unnamed, lena = stable_id("sophie-unnamed"), stable_id("lena")
    sophia, noah = stable_id("sophia"), stable_id("noah")
    return [
        guest_object(
            "sophie", now, code="D2FW7R", color=SPEAKER, companions=(sophie_unnamed, lena),
            salutation="Ms.", firstName="Sophie", lastName="Müller", company="Nordlys Research",
            position="Oceanographer", city="Kiel", country="DE", customField1="12, by the window",
        ),
        guest_object("sophie-unnamed", now, code=None, state="unknown", parent=SOPHIE),
        guest_object(
            "lena", now, code="X9NB6K", parent=SOPHIE, firstName="Lena", lastName="Großmann"
        ),
        guest_object(
            "karl-heinz", now, code="R3HC8V", color=VIP, in_min=21,
            salutation="Mr.", firstName="Karl-Heinz", lastName="Müller-Soperra",
            titleSuffix="MBA", company="Stadtwerke Graz", city="Graz", country="AT",
        ),
        guest_object(
            "sofia", now, code="T8GJ5C", salutation="Ms.", firstName="Sofia",
            lastName="Mueller", email="s.mueller@sophos-lab.example",
        ),
        guest_object(
            "carl", now, code="N5YE2L", color=PRESS, in_min=95, out_min=12,
            salutation="Mr.", firstName="Carl", lastName="Muller", company="Radio Sonar",
            notes="Sophie’s driver", city="Bremen", country="DE",
        ),
        guest_object(
            "sophia", now, code="L7PK4W", state="deregistered", color=CITY_GUEST,
            companions=(noah,), firstName="Sophia", lastName="Miller", company="Atelier Zwölf",
        ),
        guest_object(
            "noah", now, code="F4SD9H", state="deregistered", parent=sophia,
            firstName="Noah", lastName="Miller",
        ),
        guest_object(
            "jozef", now, code="V6QA3M", salutation="Mr.", firstName="Józef",
            lastName="Möller-Sobczak", company="Hafen Hamburg", city="Hamburg", country="DE",
        ),
    ]  # fmt: skip


def _single(now: datetime) -> list[GuestObject]:
    return [
        guest_object(
            "paul", now, code="C2HN8R", salutation="Mr.", firstName="Paul", lastName="Nwosu",
            company="Lagos Institute of Technology", city="Lagos", country="NG",
            email="p.nwosu@lit.example", customField1="7", customField2="no preference",
        ),
        guest_object(
            "ingrid", now, code="G9RT4B", salutation="Ms.", firstName="Ingrid", lastName="Sælen",
            company="Bergen Fjordbane", city="Bergen", country="NO",
        ),
        guest_object(
            "henrike", now, code="J3WM7X", state="unknown", color=CITY_GUEST,
            salutation="Ms.", firstName="Henrike", lastName="Wüthrich", position="Curator",
            company="Museum of Lost Machines", city="Bern", country="CH",
        ),
        guest_object(
            "waiting", now, code="Z5CL2Q", state="waitinglist", salutation="Mr.",
            firstName="Étienne", lastName="Béranger", company="Quantum Garden", city="Lyon",
            country="FR",
        ),
        guest_object(
            "oskar", now, code="S8DV6P", color=SPONSOR, salutation="Mr.", firstName="Oskar",
            lastName="Wallén", company="Göta Robotics", position="Founder", city="Göteborg",
            country="SE",
        ),
        guest_object(
            "long", now, code="Y4XR9G", color=VIP, salutation="Frau", in_min=33,
            titlePrefix="Univ.-Prof. DDr.in", firstName="Maria-Magdalena Theodora Kunigunde",
            lastName="Freifrau von und zu Hohenberg-Wartenstein und Trauttmansdorff-Klausen",
            titleSuffix="MBA, LL.M.", company="Gesellschaft zur Erforschung der Donauquellen",
            position="Präsidentin des wissenschaftlichen Beirats", city="Klagenfurt", country="AT",
        ),
    ]  # fmt: skip


def removed_guests(now: datetime) -> list[GuestObject]:
    """Return tombstones: guests who were deleted before this moment."""
    people = (("Leonhard", "Zöchling", 31, "A6TK3E"), ("Ida", "Thorsen", 74, "E7NW5U"),
              ("Marek", "Žižka", 190, "U2BH8Y"))  # fmt: skip

    def removed(first: str, last: str, minutes: int, code: str) -> GuestObject:
        return guest_object(
            f"removed-{code}", now, code=code, deleted_min=minutes, firstName=first, lastName=last
        )

    return list(starmap(removed, people))
