"""Sentences of the door in the person's language: verdicts, states, scanners, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from station_app.domain.guest import DEREGISTERED, REGISTERED, SOMETIME, UNANSWERED, Guest
from station_app.domain.journal import Mark
from station_app.domain.scan import Lane
from station_app.domain.verdict import Verdict, judge
from station_app.services.journal import Keeping, Trouble
from station_app.ui import i18n, times
from station_app.ui.i18n import translate


def number(count: int) -> str:
    """Return a count as people here write it: 12,400."""
    return i18n.current_locale.toString(count)


# --- verdicts and states ----------------------------------------------------------------------


def verdict_word(verdict: Verdict) -> str:
    """Return the word of contract.md."""
    return {
        Verdict.WELCOME: translate("Texts", "Welcome"),
        Verdict.ALREADY: translate("Texts", "Already checked in"),
        Verdict.LEFT: translate("Texts", "Left"),
        Verdict.NOT_CONFIRMED: translate("Texts", "Not confirmed"),
        Verdict.DEREGISTERED: translate("Texts", "Deregistered"),
        Verdict.REMOVED: translate("Texts", "Removed"),
        Verdict.UNKNOWN: translate("Texts", "Unknown code"),
        Verdict.SEVERAL: translate("Texts", "Several guests"),
    }[verdict]


def row_state(guest: Guest) -> tuple[str, str]:
    """Return the state of a guest in a row, and the time that belongs to it."""
    verdict = judge(guest)
    if verdict is Verdict.WELCOME:
        return translate("Texts", "Expected"), ""
    if verdict is Verdict.ALREADY and guest.checked_in_at:
        return translate("Texts", "Checked in"), times.clock(guest.checked_in_at)
    if verdict is Verdict.LEFT and guest.checked_out_at:
        return verdict_word(verdict), times.clock(guest.checked_out_at)
    return verdict_word(verdict), ""


def registration(guest: Guest) -> str:
    """Return the registration state; a value this version does not know is shown as it is."""
    return {
        REGISTERED: translate("Texts", "Registered"),
        UNANSWERED: translate("Texts", "Not answered"),
        DEREGISTERED: translate("Texts", "Deregistered"),
    }.get(guest.registration, guest.registration)


def check_in(guest: Guest, now: times.Now) -> str:
    """Return what the server knows of coming and going, in local time."""
    came, left = guest.checked_in_at, guest.checked_out_at
    if came is not None and left is not None:
        both = translate("Texts", "Came {came}, left {left}")
        return both.format(came=_when(came, now), left=_when(left, now))
    if came is not None:
        return translate("Texts", "Checked in {time}").format(time=_when(came, now))
    if left is not None:
        return translate("Texts", "Checked out {when}").format(when=_when(left, now))
    return translate("Texts", "Not checked in")


def _when(moment: datetime, now: times.Now) -> str:
    local = moment.astimezone()
    if moment == SOMETIME or local.date() == now.local.astimezone().date():
        return times.clock(moment)
    return f"{times.day(local)}, {times.clock(moment)}"


def detail(guest: Guest, companions: int, now: times.Now, stale: str) -> str:
    """Return the sentence under a verdict: why, since when, what to do.

    `stale` is 'hh:mm' of the list when it is old, '' when it is fresh.
    """
    verdict = judge(guest)
    if verdict is Verdict.WELCOME:
        return _welcome(companions, stale)
    sentences = []
    if verdict is Verdict.ALREADY and guest.checked_in_at:
        when = capital(times.at(guest.checked_in_at, now)) + times.ago(guest.checked_in_at, now)
        sentences.append(f"{when}.")
        if guest.registration == UNANSWERED:
            sentences.append(translate("Texts", "Had not answered the invitation."))
        sentences.append(translate("Texts", "Ask before letting a second person in."))
    elif verdict is Verdict.LEFT and guest.checked_out_at:
        when = times.at(guest.checked_out_at, now) + times.ago(guest.checked_out_at, now)
        sentences.append(translate("Texts", "Checked out {when}.").format(when=when))
        sentences.append(translate("Texts", "Ask before letting anyone back in."))
    elif verdict is Verdict.NOT_CONFIRMED:
        sentences.extend(_not_confirmed(guest, now))
    elif verdict is Verdict.DEREGISTERED:
        if guest.updated_at:
            when = times.at(guest.updated_at, now)
            sentences.append(translate("Texts", "Last changed {when}.").format(when=when))
        if guest.checked_in_at:
            when = times.at(guest.checked_in_at, now)
            sentences.append(translate("Texts", "Was checked in {when}.").format(when=when))
        sentences.append(translate("Texts", "Please send to the guest desk."))
    elif verdict is Verdict.REMOVED:
        sentences.append(_removed(guest, now))
        sentences.append(translate("Texts", "Please send to the guest desk."))
    if stale:
        sentences.append(translate("Texts", "List as of {time}.").format(time=stale))
    return " ".join(sentences)


def _welcome(companions: int, stale: str) -> str:
    if stale:
        return translate(
            "Texts", "Registered, not checked in as of {time}. Later changes are not known here."
        ).format(time=stale)
    text = translate("Texts", "Registered, not checked in yet.")
    if companions:
        text += " " + translate("Texts", "Comes with %n companion(s).", "", companions)
    return text


def _not_confirmed(guest: Guest, now: times.Now) -> list[str]:
    if guest.registration == UNANSWERED:
        return [translate("Texts", "Has not answered the invitation. Ask at the guest desk.")]
    told = translate("Texts", "The server says “{state}”.").format(state=guest.registration)
    sentences = [told]
    if guest.checked_in_at:
        when = times.at(guest.checked_in_at, now)
        sentences.append(translate("Texts", "Was checked in {when}.").format(when=when))
    sentences.append(translate("Texts", "Ask at the guest desk."))
    return sentences


def _removed(guest: Guest, now: times.Now) -> str:
    if guest.deleted_at is not None:
        return translate("Texts", "Deleted {when}.").format(when=times.at(guest.deleted_at, now))
    if guest.gone_at is not None:
        return translate("Texts", "No longer on this station’s list since {when}.").format(
            when=_when(guest.gone_at, now)
        )
    return ""


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def unknown_detail(
    *, asked: bool, server_now: datetime | None, stale: str, loaded: bool = True
) -> str:
    """Return why a code is unknown: after asking, by an old list, or for want of any."""
    if not loaded:
        return translate("Texts", "There is no guest list on this laptop yet. Scan again soon.")
    nobody = translate("Texts", "Nobody on this list has it.")
    if asked and server_now is not None:
        told = translate("Texts", "The server was asked just now, at {time}.")
        return f"{nobody} {told.format(time=server_now.astimezone().strftime('%H:%M:%S'))}"
    if asked:
        return f"{nobody} " + translate("Texts", "The server was asked just now.")
    if stale:
        told = translate("Texts", "The list is as of {time}; the server cannot be asked.")
        return f"{nobody} {told.format(time=stale)}"
    return f"{nobody} " + translate("Texts", "The server did not answer in time.")


def number_word(number: int) -> str:
    """Return small numbers as words."""
    words = (
        translate("Texts", "Two"),
        translate("Texts", "Three"),
        translate("Texts", "Four"),
        translate("Texts", "Five"),
        translate("Texts", "Six"),
    )
    return words[number - 2] if 2 <= number <= 6 else str(number)


def lane_source(lane: Lane, characters: int) -> str:
    """Return where a code came from: 'From the camera, 6 characters'."""
    place = {
        Lane.CAMERA: translate("Texts", "From the camera"),
        Lane.KEYBOARD: translate("Texts", "From the keyboard scanner"),
        Lane.SERIAL: translate("Texts", "From the serial scanner"),
        Lane.NAME: translate("Texts", "Typed by hand"),
    }[lane]
    return f"{place}, " + translate("Texts", "%n character(s)", "", characters)


_PICTURES = {**{sign: 0x2400 + sign for sign in range(32)}, 127: 0x2421}


def sent_around(prefix: str, suffix: str) -> str:
    """Return what a scanner adds to each code, signs without a look as their pictures."""
    if not suffix:
        sends = translate("Texts", "sends “{prefix}” before the code")
    elif not prefix:
        sends = translate("Texts", "sends “{suffix}” after the code")
    else:
        sends = translate("Texts", "sends “{prefix}” before and “{suffix}” after the code")
    return sends.format(prefix=_visible(prefix), suffix=_visible(suffix))


def _visible(text: str) -> str:
    pictured = text.translate(_PICTURES)
    return "".join(sign if sign.isprintable() else "·" for sign in pictured)


_FIELD_LABELS = {
    "salutation": lambda: translate("Texts", "Salutation"),
    "address": lambda: translate("Texts", "Address"),
    "city": lambda: translate("Texts", "City"),
    "phone": lambda: translate("Texts", "Phone"),
    "mobilePhone": lambda: translate("Texts", "Mobile"),
    "fax": lambda: translate("Texts", "Fax"),
    "email": lambda: translate("Texts", "E-mail"),
    "externalId": lambda: translate("Texts", "External ID"),
}


def field_label(name: str) -> str:
    """Return the label of a field; the API has none for custom fields, so they keep a number."""
    if name in _FIELD_LABELS:
        return _FIELD_LABELS[name]()
    number = name.removeprefix("customField")
    if number != name and number.isdecimal():
        return translate("Texts", "Field {number}").format(number=number)
    return name


# --- notes of this laptop ---------------------------------------------------------------------


def seen_here(mark: Mark) -> str:
    """Return 'Seen here 40 s ago'."""
    return capital(translate("Texts", "Seen here {ago}").format(ago=times.seconds_ago(mark.age_s)))


def nth_time(count: int) -> str:
    """Return '2nd time today'."""
    ordinal = f"{count}." if i18n.current_locale.language().name == "German" else number(count)
    if i18n.current_locale.language().name == "English":
        teen = count % 100 in (11, 12, 13)
        ordinal = f"{count}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"
    return translate("Texts", "{ordinal} time today").format(ordinal=ordinal)


def sent_away(moment: datetime) -> str:
    """Return 'Sent away at 21:04'."""
    return translate("Texts", "Sent away at {time}").format(time=times.clock(moment))


def noted_at(moments: Sequence[datetime]) -> str:
    """Return 'At 18:51:40, 18:31:12': the last three, last first."""
    told = [moment.astimezone().strftime("%H:%M:%S") for moment in moments[:3]]
    if len(moments) > 3:
        told.append("…")
    return translate("Texts", "At {times}.").format(times=i18n.joined(told, ", "))


@dataclass(frozen=True, slots=True)
class SeenAt:
    """Another door that a guest was seen at, for sentences."""

    door: str  # '' for one that has not told its name
    age_s: float | None
    count: int  # of look-ups elsewhere, and this one
    sent_away: bool = False


def seen_at(seen: SeenAt) -> str:
    """Return 'Seen at North door 12 s ago', or that they were sent away there."""
    if seen.sent_away:
        told = translate("Texts", "Sent away at {door} {ago}")
    else:
        told = translate("Texts", "Seen at {door} {ago}")
    door = i18n.isolated(seen.door or translate("Texts", "another door"))
    return capital(told.replace("{ago}", times.seconds_ago(seen.age_s)).replace("{door}", door))


def of_the_stations() -> str:
    """Return the sentence that keeps a mark of the stations apart from a check-in."""
    return translate("Texts", "A note of the stations, not a check‑in.")


def of_this_laptop() -> str:
    """Return the sentence that keeps a mark apart from a check-in."""
    return translate("Texts", "A note of this laptop, not a check‑in.")


def keeping(keeping: Keeping) -> str:
    """Return what is wrong with this laptop's notes; '' for nothing."""
    parts = []
    if keeping.trouble is not Trouble.NONE:
        why = {
            Trouble.FULL: translate("Texts", "disk full"),
            Trouble.READ_ONLY: translate("Texts", "the data folder cannot be written"),
            Trouble.SLOW: translate("Texts", "the disk does not answer"),
            Trouble.NEWER: translate("Texts", "a newer version of this program wrote them"),
            Trouble.LOCKED: translate("Texts", "the key store does not answer"),
            Trouble.FAULT: translate("Texts", "the disk reports a fault"),
        }[keeping.trouble]
        text = translate("Texts", "This laptop’s notes cannot be saved: {reason}")
        parts.append(text.format(reason=why))
    if keeping.dropped:
        parts.append(translate("Texts", "%n note(s) lost", "", keeping.dropped))
    if keeping.lost is not None:
        text = translate("Texts", "The file of notes was damaged: {saved} saved")
        parts.append(text.format(saved=number(keeping.saved)))
        if keeping.lost:
            lost = translate("Texts", "at least {count} lost")
            parts.append(lost.format(count=number(keeping.lost)))
    return ", ".join(parts)
