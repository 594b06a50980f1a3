"""How long a result stays before it makes room by itself."""

from dataclasses import dataclass

from station_app.domain.verdict import Verdict

_STAY = (Verdict.DEREGISTERED, Verdict.REMOVED, Verdict.SEVERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTimes:
    """Seconds until a result makes room by itself; 0 stays."""

    welcome_s: float = 10.0
    attention_s: float = 15.0

    def of(self, verdict: Verdict, *, seen_elsewhere: bool = False) -> float:
        """Return the seconds for one verdict: stops and choices stay until cleared."""
        if verdict in _STAY:
            return 0.0
        seconds = self.welcome_s if verdict is Verdict.WELCOME else self.attention_s
        return self.attention_s if seen_elsewhere and seconds else seconds
