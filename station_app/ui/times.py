"""Moments as people say them, in the language in force."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from station_app.domain.guest import SOMETIME
from station_app.ui import i18n
from station_app.ui.i18n import translate


@dataclass(frozen=True, slots=True)
class Now:
    """The moment a sentence is spoken: server time where it is known, else this laptop's."""

    server: datetime | None
    local: datetime


def clock(moment: datetime) -> str:
    """Return hh:mm in local time; '?' for a moment nobody can read."""
    return "?" if moment == SOMETIME else moment.astimezone().strftime("%H:%M")


def day(moment: date) -> str:
    """Return a date without the year: 19 November."""
    locale = i18n.current_locale
    pattern = {"English": "d MMMM", "German": "d. MMMM"}.get(locale.language().name)
    pattern = pattern or _without_year(locale.dateFormat(QLocale.FormatType.LongFormat))
    return locale.toString(QDate(moment.year, moment.month, moment.day), pattern)


def _without_year(pattern: str) -> str:
    """Return a locale's pattern of a date without weekday and year, and what joined them."""
    joined = re.sub(r"d{3,4}|y+\s*年?|'г\.'|(?:'de'|'del')\s+y+", "", pattern)
    joined = re.sub(r"\s*'[^']*'\s*$", "", joined.strip(" ,،."))
    return joined.strip(" ,،.") or "d MMMM"


def weekday_and_day(moment: date) -> str:
    """Return a date as one says it: Sunday, 22 November."""
    name = i18n.current_locale.dayName(moment.isoweekday())
    return f"{name}, {day(moment)}"


def at(moment: datetime, now: Now) -> str:
    """Return when something happened: 'at 18:31 today', 'on 19 November at 09:14'."""
    if moment == SOMETIME:
        return translate("Texts", "at a time this program cannot read")
    local = moment.astimezone()
    if local.date() == now.local.astimezone().date():
        return translate("Texts", "at {time} today").format(time=clock(moment))
    return translate("Texts", "on {day} at {time}").format(day=day(local), time=clock(moment))


def ago(moment: datetime, now: Now) -> str:
    """Return ', 21 minutes ago', or '' where no server time tells or it is too long ago."""
    if now.server is None or moment == SOMETIME:
        return ""
    minutes = int((now.server - moment).total_seconds() // 60)
    if minutes < 0 or minutes >= 120:
        return ""
    if minutes == 0:
        return translate("Texts", ", just now")
    return translate("Texts", ", %n minute(s) ago", "", minutes)


def server_clock(server_time: str) -> str:
    """Return hh:mm:ss as the server wrote it, and in local time too where that differs."""
    try:
        moment = datetime.fromisoformat(server_time)
    except ValueError:
        return server_time
    told = moment.strftime("%H:%M:%S")
    if moment.tzinfo is None or moment.utcoffset() == moment.astimezone().utcoffset():
        return told
    return translate("Texts", "{time} server time ({local} here)").format(
        time=told, local=clock(moment)
    )


def as_of(server_time: str, now: Now) -> str:
    """Return hh:mm of a list, with its day if that is not today."""
    try:
        moment = datetime.fromisoformat(server_time).astimezone()
    except ValueError:
        return server_time
    if moment.date() == now.local.astimezone().date():
        return clock(moment)
    return f"{day(moment)}, {clock(moment)}"


def seconds_ago(age_s: float | None) -> str:
    """Return '40 s ago'; 'earlier' where no clock tells."""
    if age_s is None:
        return translate("Texts", "earlier")
    if age_s < 60:
        return translate("Texts", "{count} s ago").format(count=int(age_s))
    if age_s < 3600:
        return translate("Texts", "{count} min ago").format(count=int(age_s // 60))
    return translate("Texts", "{count} h ago").format(count=int(age_s // 3600))
