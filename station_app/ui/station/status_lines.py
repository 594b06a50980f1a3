"""The foot of the page in words: how old the list is, which lanes are live."""

from dataclasses import replace

from station_app.domain.errors import CacheUnusable, LoadStopped
from station_app.domain.scan import Lane, LaneReason, LaneReport, LaneState, ScanHint
from station_app.services.journal import Keeping
from station_app.services.sharing import Phase as Together
from station_app.services.sharing import ShareStatus
from station_app.services.sync import Doubt, Phase, Progress, SyncStatus
from station_app.ui import failures, texts, times
from station_app.ui.i18n import translate
from station_app.ui.station.screen import LaneLine, SyncLine

_LONG_LIST = 5000  # guests


def sync_line(status: SyncStatus, now: times.Now, seconds_to_next: int | None) -> SyncLine:
    """Return the freshness of the list, in server time, and why if it is old."""
    as_of = times.server_clock(status.as_of) if status.as_of else ""
    if status.phase is Phase.LIVE:
        text = translate("Texts", "Up to date as of {time}").format(time=as_of)
        if status.doubt is Doubt.INCOMPLETE:
            text = translate("Texts", "The last list was incomplete") + " · " + text
        elif status.doubt is Doubt.SHRUNK:
            lost = translate("Texts", "Half the list vanished, asking again; old list kept")
            text = f"{lost} · {text}"
        return SyncLine(text=text, alarm=status.doubt is not Doubt.NONE)
    if status.phase is Phase.LOADING:
        text = translate("Texts", "Loading the guest list")
        return SyncLine(text=_with_progress(text, status), stop=_stop(status), passing=True)
    if status.phase is Phase.UPDATING:
        text = _with_progress(translate("Texts", "Updating"), status)
        text = f"{text} · {_list_of(status, now)}" if as_of else text
        return SyncLine(text=text, stop=_stop(status), passing=True)
    if status.phase is Phase.STARTING:
        text = translate("Texts", "Connecting")
        text = f"{text} · {_list_of(status, now)}" if as_of else text
        return SyncLine(text=text, passing=True)
    parts = []
    if status.phase is Phase.SIGNED_OUT:
        parts.append(translate("Texts", "Signed out"))
    elif isinstance(status.error, CacheUnusable):
        parts.append(translate("Texts", "The guest list cannot be saved"))
    elif status.offline_since is not None:
        since = times.clock(status.offline_since)
        parts.append(translate("Texts", "Offline since {time}").format(time=since))
    else:
        parts.append(translate("Texts", "Offline"))
    if as_of:
        parts.append(_list_of(status, now))
    reason = failures.failure(status.error)
    if isinstance(status.error, CacheUnusable | LoadStopped):  # says what to do, too
        parts.append(reason)
        reason = ""
    waits = status.phase is Phase.OFFLINE and not isinstance(status.error, LoadStopped)
    if waits and seconds_to_next is not None:
        parts.append(translate("Texts", "next try in {count} s").format(count=seconds_to_next))
    log_in = translate("Texts", "Log in") if status.phase is Phase.SIGNED_OUT else ""
    return SyncLine(text=" · ".join(parts), reason=reason, alarm=True, log_in=log_in)


def with_notes(line: SyncLine, keeping: Keeping) -> SyncLine:
    """Return the line with what is wrong with this laptop's notes: before what is wrong with the
    list, which is long, but behind its freshness, which is looked for at the beginning."""
    wrong = texts.keeping(keeping)
    if not wrong:
        return line
    text = f"{wrong} · {line.text}" if line.alarm else f"{line.text} · {wrong}"
    return replace(line, text=text, alarm=True)


def with_sharing(line: SyncLine, status: ShareStatus) -> SyncLine:
    """Return the line with what is wrong with the memory of all doors; nothing while it works."""
    if status.phase is Together.ALONE:
        text = translate("Texts", "This door only: the other doors cannot be reached")
    elif status.phase is Together.SLOW:
        text = translate("Texts", "This door only: the other doors answer slowly")
    elif status.phase is Together.REFUSED:
        text = translate("Texts", "This door only: the shared memory refuses it; see the settings")
    else:
        return line
    told = f"{line.text} · {text}" if line.alarm else f"{text} · {line.text}"
    return replace(line, text=told, alarm=True)


def _with_progress(text: str, status: SyncStatus) -> str:
    progress = status.progress
    if progress is None or not _is_long(progress):
        return text
    received = texts.number(progress.received)
    if progress.expected is None:
        return f"{text} · {received}"
    of = translate("Texts", "{part} of {whole}")
    return f"{text} · {of.format(part=received, whole=texts.number(progress.expected))}"


def _is_long(progress: Progress) -> bool:
    """Whether a list takes longer than a blink: words that flash by tell nobody anything."""
    return max(progress.received, progress.expected or 0) >= _LONG_LIST


def _stop(status: SyncStatus) -> str:
    long = status.progress is not None and _is_long(status.progress)
    return translate("Texts", "Stop") if long else ""


def _list_of(status: SyncStatus, now: times.Now) -> str:
    day = times.as_of(status.as_of, now)
    time = times.server_clock(status.as_of)
    if "," in day:  # not of today: the day matters more than the seconds
        time = day
    return translate("Texts", "list as of {time}").format(time=time)


def lane_line(report: LaneReport) -> LaneLine:
    """Return one lane with what is wrong with it, if anything is."""
    name = {
        Lane.CAMERA: translate("Texts", "Camera"),
        Lane.KEYBOARD: translate("Texts", "Scanner"),
        Lane.SERIAL: translate("Texts", "Serial"),
        Lane.NAME: translate("Texts", "Name"),
    }[report.lane]
    why = {
        LaneReason.NONE: "",
        LaneReason.OPENING: translate("Texts", "opening"),
        LaneReason.NOT_FOUND: translate("Texts", "not found, trying again"),
        LaneReason.BUSY: translate("Texts", "used by another program"),
        LaneReason.NO_PERMISSION: translate("Texts", "no permission"),
        LaneReason.NO_PICTURE: translate("Texts", "no picture, trying again"),
        LaneReason.UNPLUGGED: translate("Texts", "unplugged"),
        LaneReason.ENDED: translate("Texts", "film ended"),
        LaneReason.NO_ENGINE: translate("Texts", "no decoder installed"),
    }[report.reason]
    if report.reason is LaneReason.NO_PERMISSION and report.detail:
        # `detail` is the group that may use the device: 'dialout', 'uucp'.
        cure = translate("Texts", "no permission; add this user to the group {group}")
        why = cure.format(group=report.detail)
    if report.reason is LaneReason.BUSY and report.detail:
        why = translate("Texts", "used by {program}; close it there").format(program=report.detail)
    if report.lane is Lane.SERIAL and report.reason is LaneReason.NOT_FOUND:
        why = translate("Texts", "not connected")  # most doors have none: nothing is wrong
    if not why and report.state is LaneState.OFF:
        why = translate("Texts", "off")
    spoken = name
    if report.lane is Lane.KEYBOARD:
        spoken = translate("Texts", "Keyboard scanner")
    return LaneLine(
        lane=report.lane,
        text=f"{name}: {why}" if why else name,
        state=report.state,
        spoken=f"{spoken}: {why or translate('Texts', 'on')}",
    )


def hint_text(hint: ScanHint) -> str:
    """Return what to do with a code that is seen but not read; '' for nothing."""
    return {
        ScanHint.NONE: "",
        ScanHint.CLOSER: translate("Texts", "A little closer"),
        ScanHint.HOLD_STILL: translate("Texts", "Hold it still"),
        ScanHint.TILT: translate("Texts", "Tilt it against the glare"),
        ScanHint.LIGHT: translate("Texts", "More light, please"),
    }[hint]
