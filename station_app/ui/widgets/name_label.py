"""The guest's name, as large as it fits (design §5)."""

from PySide6.QtCore import QMargins, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.bidi import begins_rtl, is_mixed, isolated, mark
from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.painting import draw_line, painter_on
from station_app.ui.widgets.text_block import TextBlock, TextRun


class NameLabel(PlainLabel):
    """One line with titles beside it; else titles above and two lines; else three; else cut.

    The text is the whole name with titles, whatever is drawn.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._parts = ("", "", "")
        self._fitted: tuple[TextBlock, bool] | None = None
        self._fitted_for: tuple[object, ...] = ()

    def show_name(self, titles: str, name: str, suffix: str) -> None:
        """Show a name; titles stand before and after it, smaller."""
        if (titles, name, suffix) == self._parts:
            return
        self._parts = (titles, name, suffix)
        spoken = " ".join(filter(None, (titles, name)))
        self.show_text(", ".join(filter(None, (spoken, suffix))))
        self.updateGeometry()
        self.update()

    def spill(self) -> QMargins:
        """Return how far letters reach over the lines: descenders, and stems at the left."""
        reach = max(0, round((self.theme.metrics("name").height() - self.theme.line("name")) / 2))
        reach = max(reach, self.theme.px(4))
        return QMargins(self.theme.px(4), reach, 0, reach)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self.theme.px(704, 580), self.theme.line("name"))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the name broken for a width."""
        block, above = self._fit(width)
        return round(block.height + (self.theme.line("titles") if above else 0))

    def is_cut(self) -> bool:
        """Whether letters of the name are missing on the screen."""
        return self._fit(self._room())[0].cut

    def line_count(self) -> int:
        """How many lines the name takes, without the titles above."""
        return self._fit(self._room())[0].line_count

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw titles and name."""
        del event
        if not self.text():
            return
        painter = painter_on(self)
        spill = self.spill()
        block, above = self._fit(self._room())
        top = float(spill.top())
        if above:
            tall = self.theme.line("titles")
            rect = QRectF(spill.left(), top, self._room(), tall)
            draw_line(
                painter, rect, self._parts[0], self.theme.font("titles"), self.theme.color("muted")
            )
            top += tall
        # Large letters have room of their own beside them: this puts their stem on the text edge.
        beside = bool(self._parts[0]) and not above
        begins_there = begins_rtl(self._parts[1]) is self.isRightToLeft()
        lean = self.theme.exact(2) if begins_there and not beside else 0.0
        block.paint(painter, spill.left() - lean, top, self.theme.color("text"))
        self.set_tooltip_if(block.cut, self.text())

    def _room(self) -> int:
        return self.width() - self.spill().left()

    def _fit(self, width: int) -> tuple[TextBlock, bool]:
        key = (self._parts, width, self.theme.version, self.isRightToLeft())
        if self._fitted is None or key != self._fitted_for:
            self._fitted, self._fitted_for = self._fit_now(width), key
        return self._fitted

    def _fit_now(self, width: int) -> tuple[TextBlock, bool]:
        titles, name, suffix = self._parts
        one = self._block("name", titles, name, suffix, width, lines=1)
        if not one.cut:
            return one, False
        above = bool(titles)
        two = self._block("name_two", "", name, suffix, width, lines=2)
        if not two.cut:
            return two, above
        return self._block("name_three", "", name, suffix, width, lines=3, anywhere=True), above

    def _block(
        self,
        role: str,
        titles: str,
        name: str,
        suffix: str,
        width: int,
        *,
        lines: int,
        anywhere: bool = False,
    ) -> TextBlock:
        sign = ""
        if is_mixed((titles, name, suffix)):  # the language in force says which stands first
            sign = mark(rtl=self.isRightToLeft())
            titles, name, suffix = (isolated(part, rtl=True) for part in (titles, name, suffix))
        before = sign + (f"{titles}\u00a0" if titles else "")
        after = f", {suffix}" if suffix else ""
        muted, small = self.theme.color("muted"), self.theme.font("titles_beside")
        runs = []
        if before:
            runs.append(TextRun(0, len(before), color=muted, font=small))
        if after:
            runs.append(TextRun(len(before) + len(name), len(after), color=muted, font=small))
        return TextBlock(
            before + name + after,
            self.theme.font(role),
            self.theme.line(role),
            width,
            max_lines=lines,
            anywhere=anywhere,
            runs=runs,
        )
