"""Whole screens of the station page, from domain values. Pure but for translation."""

from station_app.domain.guest import Totals
from station_app.domain.journal import Entry, Mark
from station_app.domain.legend import Legend, spoken
from station_app.domain.scan import Lane, Scan
from station_app.domain.verdict import Verdict
from station_app.services.look_up import Answer
from station_app.services.ports import EventInfo
from station_app.services.sync import Phase, SyncStatus
from station_app.ui import texts, times
from station_app.ui.i18n import translate
from station_app.ui.station import pages
from station_app.ui.station.screen import LintelText, LocalMark, Screen, StagePage


def idle(
    serial: int,
    event: EventInfo,
    totals: Totals,
    status: SyncStatus,
    now: times.Now,
    *,
    camera: bool = True,
    fault: str = "",
) -> Screen:
    """Return the page that invites a scan, before the `camera` if there is one to see it.

    `fault` says why the last input was not answered.
    """
    if fault:
        again = translate("Texts", "Scan again in a moment.")
        word, detail = translate("Texts", "Once more, please"), f"{fault} {again}"
    elif pages.waits_for_list(totals, status):
        word = translate("Texts", "No list yet")
        detail = translate("Texts", "Scans can be answered once the guest list is here.")
        if status.phase is Phase.OFFLINE:
            detail += " " + translate("Texts", "Please check the network.")
    else:
        word = translate("Texts", "Ready")
        detail = translate("Texts", "Hold a badge to the camera, scan it, or type a name.")
        if not camera:
            detail = translate("Texts", "Scan a badge, or type a name.")
    return Screen(
        serial=serial,
        lintel=LintelText(verdict=None, word=word, detail=detail),
        stage=pages.idle_page(event, totals, status, now),
        hold_ring=True,
    )


def asking(serial: int, scan: Scan) -> Screen:
    """Return what is shown while the server is asked for a code nobody here has."""
    lintel = LintelText(
        verdict=None,
        word=translate("Texts", "Asking the server"),
        detail=translate("Texts", "Nobody on this laptop’s list has this code."),
        asking=True,
    )
    stage = pages.unknown_page(scan.text, scan.lane)
    return Screen(serial=serial, lintel=lintel, stage=stage, hold_ring=True)


def result(
    serial: int,
    answer: Answer,
    status: SyncStatus,
    now: times.Now,
    *,
    listed: int,
    legend: Legend,
    mark: Mark | None = None,
    last_act: Entry | None = None,
    seen: texts.SeenAt | None = None,
    alone: bool = False,
    return_s: float = 0.0,
) -> Screen:
    """Return the verdict of an answer over its page.

    `listed` is how many guests are on this laptop, `mark` what it noted of the look-up,
    `last_act` what a person noted last on this page, `seen` where else the guest was, `alone`
    that the other doors could not be asked, `return_s` seconds until it makes room (0 stays).
    """
    lintel = pages.lintel(answer, now, status, seen, alone=alone)
    local = _local_mark(answer, mark, last_act, seen)
    stage: StagePage
    name = ""
    if answer.guest is not None:
        notice = pages.offline_notice(status, listed, now)
        if answer.repaired:
            notice = pages.repaired_notice()
        page = pages.guest_page(answer, now, notice, local, legend=legend)
        stage, name = page, ". ".join(filter(None, (page.name, spoken(page.color_word))))
    elif answer.verdict is Verdict.SEVERAL:
        stage = pages.several_page(answer, legend)
    else:
        scan = answer.scan or Scan("", Lane.NAME)
        stage = pages.unknown_page(scan.text, scan.lane, local)
    noted = local.title if local is not None else ""
    return Screen(
        serial=serial,
        lintel=lintel,
        stage=stage,
        return_s=return_s,
        ring_caption=translate("Texts", "Space clears"),
        announcement=". ".join(filter(None, (lintel.word, name, lintel.detail, noted))),
    )


def _local_mark(
    answer: Answer, mark: Mark | None, last_act: Entry | None, seen: texts.SeenAt | None
) -> LocalMark | None:
    if mark is None:
        return None
    if answer.guest is not None:
        return pages.guest_mark(mark, last_act, seen)
    return pages.code_mark(mark) if answer.verdict is Verdict.UNKNOWN else None
