"""Domain values to screen values: what each answer looks like. Pure but for translation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from station_app.domain.color import parse_color
from station_app.domain.guest import ADDRESS, ADDRESS_FIELDS, Guest, GuestId, Totals
from station_app.domain.journal import Act, Entry, Mark
from station_app.domain.legend import Legend, usual_order
from station_app.domain.scan import Lane
from station_app.domain.search import Hit, SearchResult
from station_app.domain.spelling import canonical_words
from station_app.domain.verdict import Verdict, judge
from station_app.services.look_up import Answer
from station_app.services.ports import EventInfo, Family
from station_app.services.sync import Phase, SyncStatus
from station_app.ui import failures, texts, times
from station_app.ui.i18n import isolated, joined, named, translate
from station_app.ui.station.screen import (
    Figure,
    GuestPage,
    HistoryRow,
    IdlePage,
    LintelText,
    LocalMark,
    Notice,
    Person,
    SearchPage,
    SeveralPage,
    UnknownPage,
)

_NOT_REGISTERED = (Verdict.DEREGISTERED, Verdict.NOT_CONFIRMED)
_PLAIN = Legend()


def stale_time(status: SyncStatus, now: times.Now) -> str:
    """Return 'hh:mm' of the list where it is old, '' while it is kept fresh."""
    if status.phase in (Phase.OFFLINE, Phase.SIGNED_OUT, Phase.STARTING) and status.as_of:
        return times.as_of(status.as_of, now)
    return ""


def spoken_name(guest: Guest, host: Guest | None) -> str:
    """Return the name to show; an unnamed companion is 'Companion of First Last'."""
    if guest.name:
        return guest.name
    if host is not None and host.name:
        return translate("Texts", "Companion of {name}").format(name=host.name)
    if guest.parent_id is not None:
        return translate("Texts", "Companion without a name")
    return (
        guest.text("company") or guest.text("email") or translate("Texts", "Guest without a name")
    )


def person(
    hit: Hit, words: Sequence[str] = (), *, companions: int = 0, legend: Legend = _PLAIN
) -> Person:
    """Return a guest as a row or card; letters that match `words` are marked when it is drawn."""
    guest = hit.guest
    name = spoken_name(guest, hit.host)
    if hit.guest.text("titleSuffix") and guest.name:
        name = named(name, guest.text("titleSuffix"))
    state, when = texts.row_state(guest)
    color = parse_color(guest.highlight)
    return Person(
        guest_id=guest.id,
        name=name,
        second_line=_second_line(guest, words),
        verdict=judge(guest),
        state=state,
        state_time=when,
        color=color,
        color_word=legend.word_of(color),
        companions=companions or len(guest.companion_ids),
        words=tuple(words),
        near=hit.near,
    )


def _second_line(guest: Guest, words: Sequence[str]) -> str:
    """Return company and position, or what else made the guest match."""
    line = joined((guest.text("company"), guest.text("position")))
    shown = canonical_words(f"{guest.name} {line}")
    missing = [word for word in words if not any(s.startswith(word) for s in shown)]
    if missing:
        for name in ("email", "notes", *guest.fields):
            value = guest.text(name)
            found = canonical_words(value)
            if any(f.startswith(word) for f in found for word in missing):
                told = value[:120]
                if name == "notes":
                    told = translate("Texts", "note: {text}").format(text=told)
                line = joined((line, told))
                break
        else:
            code = guest.access_code
            if any(c.startswith(w) for c in canonical_words(code) for w in missing):
                line = joined((line, code))
    if not line and not guest.name:
        return translate("Texts", "no name given")
    return line


def guest_page(
    answer: Answer,
    now: times.Now,
    notice: Notice | None,
    mark: LocalMark | None = None,
    *,
    legend: Legend = _PLAIN,
) -> GuestPage:
    """Return the page of one guest."""
    guest = answer.guest
    assert guest is not None
    own_host = next((host for host in answer.family.hosts if host.name), None)
    fields = tuple(_fields(guest, legend))
    color = parse_color(guest.highlight)
    if guest.highlight and color is None:
        fields = ((translate("Texts", "Highlight colour"), guest.highlight), *fields)
    verdict = judge(guest)
    came = verdict in (Verdict.ALREADY, Verdict.LEFT)
    title, caption, people = _relatives(answer.family, answer.relatives_hosts, legend)
    return GuestPage(
        guest_id=guest.id,
        titles=guest.text("titlePrefix") if guest.name else "",
        name=spoken_name(guest, own_host),
        suffix=guest.text("titleSuffix") if guest.name else "",
        company=joined((guest.text("company"), guest.text("position"))),
        registration=texts.registration(guest),
        registration_verdict=verdict if verdict in _NOT_REGISTERED else None,
        check_in=texts.check_in(guest, now),
        check_in_verdict=verdict if came else None,
        access_code=guest.access_code,
        color=color,
        color_word=legend.word_of(color),
        note=guest.text("notes"),
        notice=notice,
        mark=mark,
        companions_title=title,
        companions_caption=caption,
        companions=people,
        fields=fields,
    )


def _fields(guest: Guest, legend: Legend) -> list[tuple[str, str]]:
    """Return further fields by label, those that show, in order; the address is one of them."""
    values = {key: value for key, value in guest.further_fields if key not in ADDRESS_FIELDS}
    street = " ".join(filter(None, (guest.text("street"), guest.text("houseNumber"))))
    town = " ".join(filter(None, (guest.text("postalCode"), guest.text("city"))))
    parts = filter(None, (street, town, guest.text("country"), values.get(ADDRESS)))
    if address := ", ".join(parts):
        values[ADDRESS] = address
    usual = {key: texts.field_label(key) for key in values}
    if address and address == guest.text("city"):
        usual[ADDRESS] = texts.field_label("city")
    return [
        (legend.labels.get(key) or usual[key], values[key])
        for key in legend.arranged(usual_order(values))
    ]


def _relatives(
    family: Family, hosts: Mapping[GuestId, Guest], legend: Legend
) -> tuple[str, str, tuple[Person, ...]]:
    people = tuple(
        person(Hit(one, hosts.get(one.id)), companions=0, legend=legend)
        for one in (*family.companions, *family.hosts)
    )
    parts = []
    if family.companions:
        title = translate("Texts", "Companions")
        living = [one for one in family.companions if not one.is_removed]
        arrived = sum(one.checked_in_at is not None for one in living)
        parts.append(_how_many(len(family.companions), arrived))
        if family.hosts:
            parts.append(translate("Texts", "the last card is the host"))
    elif family.hosts:
        title = translate("Texts", "Host")
        parts.append(translate("Texts", "this guest is a companion"))
    else:
        title = translate("Texts", "Companions") if family.dangling else ""
    if family.dangling:
        if family.companions:
            dangling = translate("Texts", "%n more not on this list", "", family.dangling)
        else:
            dangling = translate("Texts", "%n companion(s) not on this list", "", family.dangling)
        parts.append(dangling)
    return title, " · ".join(parts), people


def _how_many(companions: int, arrived: int) -> str:
    if not arrived:
        return translate("Texts", "{count}, none has arrived").format(count=companions)
    if arrived == companions:
        return translate("Texts", "{count}, all have arrived").format(count=companions)
    text = translate("Texts", "{count}, of whom %n has/have arrived", "", arrived)
    return text.format(count=companions)


def offline_notice(status: SyncStatus, listed: int, now: times.Now) -> Notice | None:
    """Return the card that says the door goes on without the server; None while it is there."""
    if status.phase is not Phase.OFFLINE:
        return None
    when = times.as_of(status.as_of, now)
    text = translate(
        "Texts",
        "All %n guest(s) are on this laptop. Check-ins made elsewhere since {time} will show once"
        " the network is back. Reason: {reason}.",
        "",
        listed,
    )
    told = text.format(time=when, reason=failures.failure(status.error))
    return Notice(
        icon="state-offline",
        title=translate("Texts", "The server does not answer; look-ups go on"),
        text=" ".join(filter(None, (told, failures.cure(status.error)))),
        retry=translate("Texts", "Try now"),
    )


def repaired_notice() -> Notice:
    """Return the card that says a scanner's keyboard layout was put right."""
    return Notice(
        icon="lane-keyboard",
        title=translate("Texts", "Keyboard layout repaired"),
        text=translate(
            "Texts",
            "The scanner types as on another keyboard. This guest was the only fit. Set the"
            " scanner’s keyboard language to that of this laptop to mend it for good.",
        ),
    )


def guest_mark(
    mark: Mark, last_act: Entry | None, seen: texts.SeenAt | None = None
) -> LocalMark | None:
    """Return what this laptop noted of a guest, and the others; None if there is nothing to say.

    `last_act` is what a person noted last on this page: that can be taken back.
    """
    if seen is not None and not mark.undone:
        return _mark_elsewhere(mark, last_act, seen)
    undo = translate("Texts", "Undo") if last_act is not None else ""
    if mark.undone:
        return LocalMark(
            title=translate("Texts", "This look-up is not counted"),
            text=texts.of_this_laptop(),
            undo=undo,
        )
    again = texts.nth_time(mark.count) if mark.times else ""
    here = f"{texts.seen_here(mark)}." if mark.times else ""
    at = texts.noted_at(mark.times) if mark.times else ""
    if mark.sent_away_at is not None:
        title = texts.capital(" · ".join(filter(None, (again, texts.sent_away(mark.sent_away_at)))))
        text = " ".join(filter(None, (here, at, texts.of_this_laptop())))
    elif mark.times:
        title = f"{texts.seen_here(mark)} · {again}"
        text = f"{at} {texts.of_this_laptop()}"
    elif last_act is not None and last_act.act is Act.UNDONE:
        title = translate("Texts", "The earlier look-up is not counted")
        text = texts.of_this_laptop()
    else:
        return None
    offers_away = bool(mark.times) and not mark.sent_away_now
    offers_not = bool(mark.times) and last_act is None
    return LocalMark(
        title=title,
        text=text,
        send_away=translate("Texts", "Send away · F8") if offers_away else "",
        not_this=translate("Texts", "Not this guest · F7") if offers_not else "",
        undo=undo,
    )


def _mark_elsewhere(mark: Mark, last_act: Entry | None, seen: texts.SeenAt) -> LocalMark:
    """Return the mark of a guest whom another door saw; what was seen here stands behind it."""
    again = texts.nth_time(seen.count + len(mark.times))
    parts = [f"{texts.seen_here(mark)}." if mark.times else "", texts.of_the_stations()]
    title = f"{texts.seen_at(seen)} · {again}"
    if mark.sent_away_now and mark.sent_away_at is not None:
        title = texts.capital(f"{again} · {texts.sent_away(mark.sent_away_at)}")
        parts.insert(0, f"{texts.seen_at(seen)}.")
    offers_not = bool(mark.times) and last_act is None
    return LocalMark(
        title=title,
        text=" ".join(filter(None, parts)),
        send_away="" if mark.sent_away_now else translate("Texts", "Send away · F8"),
        not_this=translate("Texts", "Not this guest · F7") if offers_not else "",
        undo=translate("Texts", "Undo") if last_act is not None else "",
    )


def code_mark(mark: Mark) -> LocalMark | None:
    """Return how often a code nobody has was tried here today; None for the first time."""
    if not mark.times or mark.undone:
        return None
    last = translate("Texts", "Last {ago}.").format(ago=times.seconds_ago(mark.age_s))
    return LocalMark(
        title=translate("Texts", "This code was tried %n time(s) here today", "", mark.count),
        text=f"{last} {texts.noted_at(mark.times)}",
    )


def lintel(
    answer: Answer,
    now: times.Now,
    status: SyncStatus,
    seen: texts.SeenAt | None = None,
    *,
    alone: bool = False,
) -> LintelText:
    """Return the beam of an answer; a Welcome says where else the guest was `seen` today, or that
    the other doors could not be asked."""
    stale = stale_time(status, now)
    if answer.guest is not None:
        companions = sum(not one.is_removed for one in answer.family.companions)
        detail = texts.detail(answer.guest, companions, now, stale)
    elif answer.verdict is Verdict.SEVERAL:
        detail = translate(
            "Texts", "{count} guests carry the code {code}. Ask for the first name, then choose."
        ).format(count=texts.number_word(len(answer.choices)), code=_code(answer))
    else:
        detail = texts.unknown_detail(
            asked=answer.asked, server_now=now.server, stale=stale, loaded=status.loaded
        )
    stops = seen is not None and answer.verdict is Verdict.WELCOME
    if seen is not None and stops:
        ask = translate("Texts", "Ask before letting a second person in.")
        detail = f"{texts.seen_at(seen)}. {ask}"
    elif alone and answer.verdict is Verdict.WELCOME:
        detail = f"{detail} {translate('Texts', 'This door only.')}"
    return LintelText(
        verdict=answer.verdict,
        word=translate("Texts", "Welcome?") if stops else texts.verdict_word(answer.verdict),
        detail=detail,
        seen=stops,
    )


def _code(answer: Answer) -> str:
    return answer.choices[0].guest.access_code if answer.choices else ""


def unknown_page(text: str, lane: Lane, mark: LocalMark | None = None) -> UnknownPage:
    """Return the page of a code nobody has; a giant one is cut, a control character shown."""
    shown = "".join(c if c.isprintable() else "�" for c in text.strip()[:200])
    if len(text.strip()) > 200:
        shown += "…"
    source = texts.lane_source(lane, len(text))
    return UnknownPage(code=shown or "–", lane=lane, source=source, mark=mark)


def several_page(answer: Answer, legend: Legend = _PLAIN) -> SeveralPage:
    """Return the choice between guests who share a code."""
    people = (person(hit, legend=legend) for hit in answer.choices)
    # Who has to choose between two of one name sees that there is nothing to tell them apart by.
    nothing = translate("Texts", "no company given")
    return SeveralPage(
        people=tuple(replace(one, second_line=one.second_line or nothing) for one in people)
    )


def history_row(answer: Answer, when: str, mark: Mark) -> HistoryRow:
    """Return one line of the last scans."""
    guest = answer.guest
    text = texts.verdict_word(answer.verdict)
    if guest is not None:
        host = next((host for host in answer.family.hosts if host.name), None)
        text = spoken_name(guest, host)
    short, spoken = _short_mark(mark)
    return HistoryRow(
        verdict=answer.verdict,
        text=text,
        time=when,
        guest_id=guest.id if guest is not None else None,
        mark=short,
        mark_spoken=spoken,
    )


def _short_mark(mark: Mark) -> tuple[str, str]:
    """Return a mark for the width of a row, and as it is read aloud."""
    if mark.undone:
        return translate("Texts", "not counted"), translate("Texts", "not counted")
    if mark.sent_away_now and mark.sent_away_at is not None:
        return translate("Texts", "sent away"), texts.sent_away(mark.sent_away_at)
    return (f"{mark.count}×", texts.nth_time(mark.count)) if mark.times else ("", "")


def search_page(
    query: str, result: SearchResult, listed: int, legend: Legend = _PLAIN
) -> SearchPage:
    """Return the list of matches, or why there is none."""
    people = tuple(person(hit, result.words, legend=legend) for hit in result.hits)
    near = sum(person.near for person in people)
    if not people:
        return SearchPage(
            query=query,
            title=translate("Texts", "No match"),
            caption="",
            empty_title=translate("Texts", "No guest matches “{query}”").format(
                query=isolated(query.strip())
            ),
            empty_text=translate(
                "Texts",
                "Searched in names, companies, e-mails, codes, notes and all other fields of"
                " %n guest(s). Scan the badge instead, or try fewer letters.",
                "",
                listed,
            ),
        )
    title = translate("Texts", "%n guest(s) match", "", max(result.total - near, 0))
    if result.capped:
        title = translate("Texts", "More than %n guests match", "", result.total)
    if near and near == len(people):
        title = translate("Texts", "No exact match")
    caption = translate("Texts", "of {count}, searched in all fields").format(
        count=texts.number(listed)
    )
    if result.capped:
        caption = translate("Texts", "type on to see fewer")
    return SearchPage(
        query=query,
        title=title,
        caption=caption,
        people=people,
        near_title=translate("Texts", "Spelt nearly so") if near else "",
        near_caption=translate("Texts", "%n guest(s)", "", near) if near else "",
    )


def waits_for_list(totals: Totals, status: SyncStatus) -> bool:
    """Whether no scan can be answered, and none of the list is on its way."""
    nothing = not totals.listed and not status.loaded
    return nothing and status.phase in (Phase.OFFLINE, Phase.SIGNED_OUT)


def _no_list(status: SyncStatus) -> str:
    if status.lost:
        return translate("Texts", "The guest list on this laptop cannot be read any more")
    return translate("Texts", "No guest list on this laptop yet")


def idle_page(event: EventInfo, totals: Totals, status: SyncStatus, now: times.Now) -> IdlePage:
    """Return event, date and numbers."""
    local = now.local.astimezone()
    hours = []
    if event.starts_at:
        hours.append(translate("Texts", "Starts {time}").format(time=times.clock(event.starts_at)))
    if event.ends_at:
        hours.append(translate("Texts", "ends {time}").format(time=times.clock(event.ends_at)))
    page = IdlePage(
        event=event.name,
        place=joined((times.weekday_and_day(local), event.station)),
        hours=" · ".join(hours),
    )
    if not totals.listed and not status.loaded:
        if not waits_for_list(totals, status):
            return replace(
                page,
                message_title=translate("Texts", "Loading the guest list"),
                message_text=translate("Texts", "What is already there can be looked up."),
            )
        reason = failures.failure(status.error)
        told = translate("Texts", "The server cannot give it now: {reason}.").format(reason=reason)
        cure = failures.cure(status.error)
        return replace(
            page,
            message_title=_no_list(status),
            message_text=" ".join(filter(None, (told, cure))),
        )
    if not totals.listed:
        return replace(
            page,
            message_title=translate("Texts", "No guests yet"),
            message_text=translate(
                "Texts",
                "The server’s list for this station is empty. If that is wrong, ask the organiser"
                " which segment the check-in configuration shows.",
            ),
        )
    registered = totals.expected + totals.arrived
    return replace(
        page,
        progress_value=translate("Texts", "{arrived} of {registered}").format(
            arrived=totals.arrived, registered=registered
        ),
        progress_label=translate("Texts", "registered guests have arrived"),
        progress=totals.arrived / registered if registered else 0.0,
        figures=(
            Figure(
                verdict=Verdict.WELCOME,
                value=str(totals.expected),
                label=translate("Texts", "still expected"),
            ),
            Figure(
                verdict=Verdict.ALREADY,
                value=str(totals.inside),
                label=translate("Texts", "inside"),
            ),
            Figure(verdict=Verdict.LEFT, value=str(totals.left), label=translate("Texts", "left")),
            Figure(
                verdict=Verdict.NOT_CONFIRMED,
                value=str(totals.not_confirmed),
                label=translate("Texts", "not confirmed"),
            ),
            Figure(
                verdict=Verdict.DEREGISTERED,
                value=str(totals.deregistered),
                label=translate("Texts", "deregistered"),
            ),
        ),
    )
