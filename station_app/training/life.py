"""What happens at other doors while somebody trains: a few changes each minute."""

import random
import threading
from collections.abc import Callable
from itertools import cycle

from station_app.training.event import ChangeKind, TrainingEvent
from station_app.training.people import COMPANIES, ORIGINS, POSITIONS
from station_app.training.well_known import OSKAR, well_known_guests
from station_app.training.wire import GuestObject

FIRST_AFTER_S = 4.0
EVERY_S = 10.0

# In the long run as many go as come; a deletion follows a check-out, so that somebody is outside.
_ROUND = (
    ChangeKind.CHECKED_IN,
    ChangeKind.CHECKED_OUT,
    ChangeKind.CHECKED_IN,
    ChangeKind.ADDED,
    ChangeKind.CHECKED_IN,
    ChangeKind.UPDATED,
    ChangeKind.CHECKED_IN,
    ChangeKind.CHECKED_OUT,
    ChangeKind.DELETED,
    ChangeKind.CHECKED_IN,
)


class Life:
    """Changes guests of an event one after the other, in the same order on every start.

    The guests of the sample badges are left alone, but for the one whose badge shows a deletion:
    that is the second change. The thread belongs to the server, which starts and stops it.
    """

    def __init__(
        self,
        event: TrainingEvent,
        *,
        first_after_s: float = FIRST_AFTER_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._event = event
        self._first_after_s = first_after_s
        self._every_s = every_s
        self._chance = random.Random(1852)
        self._protected = {str(guest["id"]) for guest in well_known_guests(event.clock.now())}
        self._round = cycle(_ROUND)
        self._steps = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the first change comes after `first_after_s`."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="training-life")
        self._thread.start()

    def stop(self) -> None:
        """End at once and wait for the thread. Harmless when it does not run."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def step(self) -> None:
        """Make the next change now."""
        self._steps += 1
        oskar_is_listed = any(guest["id"] == OSKAR for guest in self._listed())
        if self._steps == 2 and oskar_is_listed:
            self._event.delete(OSKAR)
            return
        self._change(next(self._round))

    def _run(self) -> None:
        wait_s = self._first_after_s
        while not self._stopping.wait(wait_s):
            self.step()
            wait_s = self._every_s

    def _change(self, kind: ChangeKind) -> None:
        match kind:
            case ChangeKind.CHECKED_IN:
                self._with_one(_is_expected, self._event.check_in)
            case ChangeKind.CHECKED_OUT:
                self._with_one(_is_inside, self._event.check_out)
            case ChangeKind.DELETED:
                self._with_one(_can_go, self._event.delete)
            case ChangeKind.ADDED:
                self._add()
            case _:
                self._with_one(_has_fields, self._move_to_another_table)

    def _with_one(self, fits: Callable[[GuestObject], bool], change: Callable[[str], None]) -> None:
        """Change one guest that fits; none, where no guest does."""
        fitting = [
            str(guest["id"])
            for guest in self._listed()
            if guest["id"] not in self._protected and fits(guest)
        ]
        if fitting:
            change(self._chance.choice(fitting))

    def _listed(self) -> list[GuestObject]:
        return [
            entry.guest
            for entry in self._event.entries()
            if not entry.is_deleted and entry.left_at is None
        ]

    def _add(self) -> None:
        origin = self._chance.choice(ORIGINS)
        self._event.add(
            firstName=self._chance.choice(origin.women + origin.men),
            lastName=self._chance.choice(origin.surnames),
            company=self._chance.choice(COMPANIES),
            position=self._chance.choice(POSITIONS),
            city=origin.city,
            country=origin.country,
            notes="Registered at the guest desk a moment ago.",
        )

    def _move_to_another_table(self, guest_id: str) -> None:
        self._event.update(guest_id, fields={"customField1": str(self._chance.randint(1, 11))})


def _is_inside(guest: GuestObject) -> bool:
    came, left = guest.get("checkInDateTime"), guest.get("checkOutDateTime")
    return came is not None and (left is None or left < came)


def _is_expected(guest: GuestObject) -> bool:
    return guest.get("registrationState") == "registered" and not _is_inside(guest)


def _can_go(guest: GuestObject) -> bool:
    return not (_is_inside(guest) or guest.get("parentId") or guest.get("companions"))


def _has_fields(guest: GuestObject) -> bool:
    return bool(guest.get("fields"))
