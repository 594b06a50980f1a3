"""Numbers to what the page and the files say of them. Pure but for translation."""

from datetime import UTC, datetime

from station_app.domain.color import parse_color
from station_app.domain.journal_export import spreadsheet_time
from station_app.domain.legend import Legend, spoken
from station_app.domain.numbers import (
    QUARTER_S,
    Bar,
    Chart,
    ColorCount,
    Count,
    Numbers,
    chart,
)
from station_app.domain.verdict import Verdict
from station_app.services.ports import EventInfo
from station_app.ui import i18n, times
from station_app.ui.bidi import plain
from station_app.ui.i18n import joined, translate
from station_app.ui.station.screen import ColorRow, Figure, NumberBar, NumbersPage

_COLORS = 40  # rows: nobody reads more

_PLAIN = Legend()

Row = tuple[str | int | None, ...]


def numbers_page(
    numbers: Numbers, event: EventInfo, as_of: str, now: datetime, legend: Legend = _PLAIN
) -> NumbersPage:
    """Return the page. `as_of` is the list's server time, '' if there is none."""
    day = chart(numbers, now)
    bars = tuple(map(_bar, day.bars))
    return NumbersPage(
        caption=_caption(numbers),
        figures=tuple(
            Figure(verdict=verdict, value=number(count.total), label=label, spoken=_counted(count))
            for verdict, label, count in _states(numbers)
        ),
        chart_title=_chart_title(day.step_minutes),
        chart_caption=(
            translate("Numbers", "{number} at other times").format(number=number(day.aside))
            if day.aside
            else ""
        ),
        chart_words=_chart_words(day),
        bars=bars,
        now=day.now,
        now_word=translate("Numbers", "now, {time}").format(time=times.clock(now)),
        chart_empty="" if bars else translate("Numbers", "Nobody has arrived today."),
        colors=tuple(_color_row(one, legend) for one in _gathered(numbers.colors)),
        colors_empty="" if numbers.colors else translate("Numbers", "The list is empty."),
        heading=joined((event.name, event.station)),
        as_of=_as_of(as_of, now),
    )


def table(
    numbers: Numbers, event: EventInfo, as_of: str, legend: Legend = _PLAIN, *, training: bool
) -> list[Row]:
    """Return the numbers for a spreadsheet program: all quarters of an hour, of every day."""
    total = translate("Numbers", "on the list")
    arrived = translate("Numbers", "Arrived by colour")
    listed = translate("Numbers", "On the list by colour")
    rows: list[Row] = [
        (translate("Numbers", "Event"), event.name),
        (translate("Numbers", "Station"), event.station),
        (translate("Numbers", "As of (server time)"), as_of),
    ]
    if training:
        rows.append((translate("Numbers", "TRAINING: invented guests"), None))
    rows.append(
        (
            translate("Numbers", "Numbers"),
            None,
            translate("Numbers", "guests"),
            translate("Numbers", "companions"),
            translate("Numbers", "together"),
        )
    )
    state = translate("Numbers", "State")
    rows += [_row(state, label, count) for _, label, count in _states(numbers)]
    rows.append(_row(state, total, numbers.listed))
    words = [_word_and_color(one.color, legend) for one in numbers.colors]
    colors = list(zip(words, numbers.colors, strict=True))
    rows += [_row(arrived, word, one.arrived) for word, one in colors]
    rows += [_row(listed, word, one.listed) for word, one in colors]
    for quarter, count in numbers.quarters.items():
        begins = datetime.fromtimestamp(quarter * QUARTER_S, UTC).astimezone()
        rows.append(_row(_chart_title(15), spreadsheet_time(begins), count))
    return [tuple(plain(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]


def number(value: int) -> str:
    """Return a number with its digits grouped as the language does."""
    return i18n.current_locale.toString(value)


def _row(group: str, what: str, count: Count) -> Row:
    return group, what, count.guests, count.companions, count.total


def _states(numbers: Numbers) -> tuple[tuple[Verdict, str, Count], ...]:
    return (
        (Verdict.ALREADY, translate("Numbers", "arrived"), numbers.arrived),
        (Verdict.WELCOME, translate("Numbers", "still expected"), numbers.expected),
        (Verdict.LEFT, translate("Numbers", "of these left"), numbers.left),
        (Verdict.NOT_CONFIRMED, translate("Numbers", "not confirmed"), numbers.not_confirmed),
        (Verdict.DEREGISTERED, translate("Numbers", "deregistered"), numbers.deregistered),
        (Verdict.REMOVED, translate("Numbers", "removed"), numbers.removed),
    )


def _caption(numbers: Numbers) -> str:
    listed, arrived = numbers.listed, numbers.arrived
    if not listed.companions:
        return translate("Numbers", "{listed} on the list").format(listed=number(listed.total))
    text = translate(
        "Numbers", "{listed} on the list, {some} of them companions ({arrived} arrived)"
    )
    return text.format(
        listed=number(listed.total),
        some=number(listed.companions),
        arrived=number(arrived.companions),
    )


def _chart_title(step_minutes: int) -> str:
    if step_minutes < 60:
        return translate("Numbers", "Arrivals every {step} minutes").format(step=step_minutes)
    if step_minutes == 60:
        return translate("Numbers", "Arrivals every hour")
    return translate("Numbers", "Arrivals every {step} hours").format(step=step_minutes // 60)


def _bar(bar: Bar) -> NumberBar:
    count = bar.count
    return NumberBar(
        label=times.clock(bar.begins_at),
        value=number(count.total) if count.total else "",
        guests=count.guests,
        companions=count.companions,
    )


def _chart_words(day: Chart) -> str:
    """Say every bar that is one: "17:00: 4 guests"."""
    told = []
    for bar in day.bars:
        if bar.count.total:
            counted = _counted(bar.count)
            told.append(f"{times.clock(bar.begins_at)}: {counted}")
    return ". ".join(told)


def _counted(count: Count) -> str:
    """Return '9 guests, 1 companion': guests first, and companions where there are any."""
    guests = translate("Numbers", "%n guest(s)", "", count.guests)
    companions = translate("Numbers", "%n companion(s)", "", count.companions)
    if not count.companions:
        return guests
    return f"{guests}, {companions}" if count.guests else companions


def _gathered(colors: tuple[ColorCount, ...]) -> tuple[ColorCount, ...]:
    """Return a row for each colour; a list of odd values is gathered in a last row but one."""
    if len(colors) <= _COLORS:
        return colors
    none = colors[-1:] if not colors[-1].color else ()
    shown = colors[: _COLORS - 1 - len(none)]
    rest = colors[len(shown) : len(colors) - len(none)]
    word = translate("Numbers", "%n other value(s)", "", len(rest))
    arrived = sum((one.arrived for one in rest), Count())
    listed = sum((one.listed for one in rest), Count())
    return (*shown, ColorCount(word, arrived, listed), *none)


def _color_row(one: ColorCount, legend: Legend) -> ColorRow:
    arrived, listed = one.arrived.total, one.listed.total
    return ColorRow(
        word=_color_word(one.color, legend),
        color=parse_color(one.color),
        value=number(arrived),
        of=translate("Numbers", "of {number}").format(number=number(listed)),
        share=arrived / listed if listed else 0.0,
    )


def _as_of(server_time: str, now: datetime) -> str:
    """Return day and time: a picture is looked at on other days too."""
    if not server_time:
        return times.day(now)
    told = translate("Numbers", "{day}, as of {time}")
    return told.format(day=times.day(now), time=times.server_clock(server_time))


def _color_word(color: str, legend: Legend) -> str:
    """Return the legend's word, else what the server says."""
    return spoken(legend.word_of(color)) or color or translate("Numbers", "no colour")


def _word_and_color(color: str, legend: Legend) -> str:
    """Return both: two colours may have one word."""
    word = _color_word(color, legend)
    return word if word == color or not color else f"{word} ({color})"
