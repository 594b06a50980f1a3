"""Which sound goes with which verdict."""

from enum import StrEnum

from station_app.domain.verdict import Verdict


class Sound(StrEnum):
    """The four sounds, told apart by their rhythm; the values name the files."""

    WELCOME = "welcome"
    ATTENTION = "attention"
    STOP = "stop"
    UNKNOWN = "unknown"


_OF = {
    Verdict.WELCOME: Sound.WELCOME,
    Verdict.DEREGISTERED: Sound.STOP,
    Verdict.REMOVED: Sound.STOP,
    Verdict.UNKNOWN: Sound.UNKNOWN,
}


def sound_of(verdict: Verdict) -> Sound:
    """Return the family of a verdict: whatever is neither clear nor a stop wants attention."""
    return _OF.get(verdict, Sound.ATTENTION)
