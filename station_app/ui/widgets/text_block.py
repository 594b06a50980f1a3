"""Text laid out to fit: measured, broken, cut; drawn on lines of the design's height."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from station_app.ui.bidi import begins_rtl, has_rtl
from station_app.ui.widgets.mirrored import is_mirrored, upright

_LINE_BREAK = "\u2028"
_ENDLESS = 100_000.0
_KEPT = 500  # layouts of some KB each

_XOf = Callable[[QTextLine], float]


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters of a block that look different. Positions are in characters of the text."""

    start: int
    length: int
    color: QColor | None = None
    font: QFont | None = None
    paper: QColor | None = None  # a round rectangle behind the letters


@dataclass(frozen=True, slots=True)
class _OneLine:
    font: QFont
    layout: QTextLayout
    lines: list[QTextLine]
    natural: float


_one_lines: dict[tuple[str, int, float], _OneLine] = {}
_baselines: dict[tuple[int, float], tuple[float, QFont]] = {}
_options: dict[tuple[bool, QTextOption.WrapMode], QTextOption] = {}


class TextBlock:
    """One text in lines. The base direction is the text's own; every line begins at the left, or
    at the right under a mirrored painter."""

    def __init__(
        self,
        text: str,
        font: QFont,
        line_height: float,
        width: float,
        *,
        max_lines: int = 1,
        anywhere: bool = False,
        center: bool = False,
        runs: Sequence[TextRun] = (),
    ) -> None:
        # A tab is as wide as it likes, so wider than the block.
        plain = text.replace("\t", " ").replace("\r\n", "\n")
        self.text = plain.replace("\n", _LINE_BREAK).rstrip(_LINE_BREAK)
        if max_lines == 1:
            self.text = self.text.replace(_LINE_BREAK, " ")
        self._font = font
        self._line_height = line_height
        self._width = max(width, 1.0)
        self._center = center
        self._wrap = (
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
            if anywhere
            else QTextOption.WrapMode.WordWrap
        )
        self._runs = runs
        self.cut = False
        """Whether something of the text is not drawn."""
        self._natural: float | None = None
        if self._take_one_line():
            return
        self._layout, self._lines = self._lay_out(self.text)
        if len(self._lines) > max_lines:
            self._cut_to(max_lines)
        elif self.overflows:
            self._cut_to(len(self._lines))

    @property
    def font_px(self) -> int:
        """Size of its letters in px."""
        return self._font.pixelSize()

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return len(self._lines)

    @property
    def height(self) -> float:
        """Height in px."""
        return self.line_count * self._line_height

    @property
    def natural_width(self) -> float:
        """Width of the widest line in px."""
        if self._natural is not None:
            return self._natural
        return max((line.naturalTextWidth() for line in self._lines), default=0.0)

    @property
    def is_rtl(self) -> bool:
        """Whether the text runs from right to left."""
        return begins_rtl(self.text)

    @property
    def overflows(self) -> bool:
        """Whether a word is wider than the line it stands on."""
        return self.natural_width > self._width + 0.5

    def paint(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        """Draw it with its top left corner there, and leave the painter with this pen."""
        painter.setPen(color)
        if not is_mirrored(painter):
            self._paint_papers(painter, lambda _: x, y)
            self._layout.draw(painter, QPointF(x, y))
            return
        with upright(painter, x):
            self._paint_papers(painter, self._left_of_zero, y)
            for line in self._lines:
                line.draw(painter, QPointF(self._left_of_zero(line), y))

    def _left_of_zero(self, line: QTextLine) -> float:
        """Return where a line begins that shall end at 0, or stand in the middle before it."""
        return -(self._width if self._center else line.naturalTextWidth())

    def _paint_papers(self, painter: QPainter, x_of: _XOf, y: float) -> None:
        if not self._runs:
            return
        painter.save()
        for run in self._runs:
            if run.paper is not None:
                self._paint_paper(painter, run, x_of, y)
        painter.restore()

    def _take_one_line(self) -> bool:
        """Use the layout of an endless line where that fits: it is the same at every width.

        Texts are measured, laid out and painted at several widths for one answer, and most of
        them again for the next.
        """
        if self._runs or self._center or _LINE_BREAK in self.text:
            return False
        key = (self.text, id(self._font), self._line_height)
        found = _one_lines.get(key)
        if found is None:
            width, self._width = self._width, _ENDLESS
            layout, lines = self._lay_out(self.text)
            self._width = width
            if len(_one_lines) >= _KEPT:
                _one_lines.clear()
            natural = max((line.naturalTextWidth() for line in lines), default=0.0)
            # With its font, so that no other one can have its id.
            found = _one_lines[key] = _OneLine(self._font, layout, lines, natural)
        if len(found.lines) > 1 or found.natural > self._width:
            return False
        self._layout, self._lines, self._natural = found.layout, found.lines, found.natural
        return True

    def _lay_out(self, text: str) -> tuple[QTextLayout, list[QTextLine]]:
        layout = QTextLayout(text, self._font)
        layout.setTextOption(self._option())
        layout.setCacheEnabled(True)
        if self._runs:
            layout.setFormats([self._format(text, run) for run in self._runs])
        ascent = self._baseline()
        lines: list[QTextLine] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, len(lines) * self._line_height + ascent - line.ascent()))
            lines.append(line)
        layout.endLayout()
        return layout, lines

    def _option(self) -> QTextOption:
        key = self._center, self._wrap
        option = _options.get(key)
        if option is None:
            side = Qt.AlignmentFlag.AlignHCenter if self._center else Qt.AlignmentFlag.AlignLeft
            option = _options[key] = QTextOption(side)
            option.setWrapMode(self._wrap)
            option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        return option

    def _baseline(self) -> float:
        key = id(self._font), self._line_height
        found = _baselines.get(key)
        if found is None:
            if len(_baselines) >= _KEPT:
                _baselines.clear()
            metrics = QFontMetricsF(self._font)
            ascent = (self._line_height - metrics.height()) / 2 + metrics.ascent()
            found = _baselines[key] = ascent, self._font  # so that no other one can have its id
        return found[0]

    def _format(self, text: str, run: TextRun) -> QTextLayout.FormatRange:
        # Qt counts UTF-16 units, people and Python count characters.
        start, length = _units(text[: run.start]), _units(text[run.start : run.start + run.length])
        found = QTextLayout.FormatRange()
        found.start, found.length = start, length
        style = QTextCharFormat()
        if run.color is not None:
            style.setForeground(run.color)
        if run.font is not None:
            style.setFont(run.font)
        found.format = style
        return found

    def _paint_paper(self, painter: QPainter, run: TextRun, x_of: _XOf, y: float) -> None:
        assert run.paper is not None
        text = self._layout.text()
        first = _units(text[: run.start])
        last = first + _units(text[run.start : run.start + run.length])
        metrics = QFontMetricsF(run.font or self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in self._lines:
            start = max(first, line.textStart())
            end = min(last, line.textStart() + line.textLength())
            if start >= end:
                continue
            top = y + line.y() + line.ascent() - metrics.ascent()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(run.paper)
            for left, right in self._stretches(line, start, end):
                rect = QRectF(x_of(line) + left, top, right - left, metrics.height())
                painter.drawRoundedRect(rect, 2, 2)

    def _stretches(self, line: QTextLine, start: int, end: int) -> Iterator[tuple[float, float]]:
        """Yield from where to where letters of a line reach."""
        if not has_rtl(self.text):
            yield _x_of(line, start), _x_of(line, end)
            return
        # Where the direction changes a cursor has two places, and Qt tells but one of them.
        for letters in line.glyphRuns(start, end - start):
            rect = letters.boundingRect()
            yield rect.left(), rect.right()

    def _cut_to(self, max_lines: int) -> None:
        self.cut = True
        last = self._lines[max_lines - 1]
        units = self.text.encode("utf-16-le")
        kept = units[: last.textStart() * 2].decode("utf-16-le", "ignore")
        rest = units[last.textStart() * 2 :].decode("utf-16-le", "ignore")
        rest = rest.replace(_LINE_BREAK, " ")
        metrics = QFontMetricsF(self._font)
        room = self._width
        # Letters of another size, or kerning at the break, may need a little less room.
        for _ in range(8):
            ending = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
            self._layout, self._lines = self._lay_out(kept + ending)
            if len(self._lines) <= max_lines and not self.overflows:
                return
            room *= 0.9
        del self._lines[max_lines:]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _x_of(line: QTextLine, position: int) -> float:
    # PySide returns the place and the position that fits it; its stubs say object.
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
