"""What to tell the person at the door about one look-up."""

from enum import StrEnum

from station_app.domain.guest import DEREGISTERED, REGISTERED, UNANSWERED, Guest


class Verdict(StrEnum):
    """The eight outcomes of a look-up; the values name tokens and icons."""

    WELCOME = "welcome"
    ALREADY = "already"
    LEFT = "left"
    NOT_CONFIRMED = "notconfirmed"
    DEREGISTERED = "deregistered"
    REMOVED = "removed"
    UNKNOWN = "unknown"
    SEVERAL = "several"


def judge(guest: Guest) -> Verdict:
    """Return the verdict for one guest: validity is tested before use.

    A guest who never answered (`unknown`) but was checked in by somebody counts as checked in,
    because a person at a door has settled the question; a registration state that this version
    does not know stays open whatever was recorded, and the screen tells both.
    """
    if guest.is_removed:
        return Verdict.REMOVED
    if guest.registration == DEREGISTERED:
        return Verdict.DEREGISTERED
    if guest.registration not in (REGISTERED, UNANSWERED):
        return Verdict.NOT_CONFIRMED
    came, left = guest.checked_in_at, guest.checked_out_at
    if left is not None and (came is None or left > came):
        return Verdict.LEFT
    if came is not None:
        return Verdict.ALREADY
    return Verdict.WELCOME if guest.registration == REGISTERED else Verdict.NOT_CONFIRMED
