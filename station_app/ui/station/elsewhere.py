"""What the other doors of the event know of a look-up."""

from station_app.domain.journal import Entry
from station_app.services.look_up import Answer
from station_app.services.sharing import Phase, ShareStatus, Sharing
from station_app.ui import texts


class Elsewhere:
    """Asks the memory that doors share; says nothing where there is none."""

    def __init__(self) -> None:
        self.sharing: Sharing | None = None
        self.is_out_of_reach = False
        """There are other doors, and no way to them."""
        self.decided_alone = False
        """The last look-up was decided without them."""

    @property
    def status(self) -> ShareStatus | None:
        """How the memory is reached; None where a door stands by itself."""
        if self.sharing is not None:
            return self.sharing.status
        return ShareStatus(phase=Phase.REFUSED) if self.is_out_of_reach else None

    async def decide(self, entry: Entry) -> None:
        """Tell of a look-up, and let them say who was first."""
        told = await self.tell(entry)
        self.decided_alone = not told

    async def tell(self, entry: Entry) -> bool:
        """Tell of an entry; False if they cannot be told now."""
        return self.sharing is None or await self.sharing.note(entry)

    def seen_at(self, answer: Answer, entry: Entry) -> texts.SeenAt | None:
        """Return at which other door whom an answer is about was seen today."""
        if self.sharing is None or answer.guest is None:
            return None
        seen = self.sharing.seen(entry)
        if seen is None:
            return None
        door, age_s = self.sharing.name_of(seen.station), self.sharing.age_s(seen.at)
        return texts.SeenAt(door, age_s, seen.count, seen.sent_away)

    def is_about(self, entry: Entry, subjects: frozenset[str]) -> bool:
        """Whether what another door told of concerns this look-up."""
        return self.sharing is not None and self.sharing.is_about(entry, subjects)
