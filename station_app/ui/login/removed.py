"""What a laptop removed by itself, in words for whoever finds the login page there."""

from dataclasses import dataclass, replace
from datetime import datetime

from station_app.ui import times
from station_app.ui.i18n import translate

_TOLD = 3  # one line each; of more the number
_NAME = 80  # signs: names are foreign text of any length


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOver:
    """An event that ended long enough ago."""

    name: str = ""  # '' where nobody knows it any more
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What went by itself since a person was last told."""

    events: tuple[EventOver, ...] = ()
    after_days: int = 0  # as set
    key_left: bool = False  # the key store did not give a key up

    def and_then(self, later: "Removed") -> "Removed":
        """Return both; of the rest the later one knows best."""
        return replace(later, events=(*self.events, *later.events))


def words_of(removed: Removed) -> str:
    """Return which events are over, what was removed, and what to do about a key that is left."""
    lines = list(dict.fromkeys(map(_over, removed.events)))  # of two stations: once
    more = len(lines) - _TOLD
    if more > 0:
        lines[_TOLD:] = [translate("Login", "%n more event(s) ended too.", "", more)]
    if len(lines) == 1:
        text = translate(
            "Login",
            "Its guest list and notes were removed from this laptop, as set (after %n day(s)).",
            "",
            removed.after_days,
        )
        lines = [f"{lines[0]} {text}"]
    elif lines:
        text = translate(
            "Login",
            "Their guest lists and notes were removed from this laptop, as set (after %n day(s)).",
            "",
            removed.after_days,
        )
        lines.append(text)
    if removed.key_left:
        lines.append(
            translate(
                "Login",
                "The key store did not answer, so a key may still be in it. The next start tries"
                " again, as does “Wipe this laptop’s data” in the menu after logging in.",
            )
        )
    return "\n".join(lines)


def _over(event: EventOver) -> str:
    name, day = _short(event.name), _date(event.ended)
    if name and day:
        text = translate("Login", "“{event}” ended on {day}.")
    elif name:
        text = translate("Login", "“{event}” is over.")
    elif day:
        text = translate("Login", "An event ended on {day}.")
    else:
        text = translate("Login", "An event is over.")
    return text.format(event=name, day=day)


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _NAME else words[: _NAME - 1].rstrip() + "…"


def _date(moment: datetime | None) -> str:
    """Return '15 November 2026', '' for a moment that has no date here."""
    try:
        local = moment.astimezone() if moment is not None else None
    except (OverflowError, ValueError):
        return ""
    return f"{times.day(local)} {local.year}" if local is not None else ""
