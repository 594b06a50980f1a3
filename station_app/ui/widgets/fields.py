"""What forms are made of: texts on the design's lines, fields, buttons and the focus line."""

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.painting import LEFT, RIGHT, draw_line, one_line, painter_on
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.text_block import TextBlock

_MANY_LINES = 60


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for; the new look shows at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Text(PlainLabel):
    """Plain text of one role and colour. Wraps, or is cut to one line with the whole as tooltip."""

    def __init__(
        self,
        theme: Theme,
        role: str,
        color: str = "text",
        *,
        wrap: bool = True,
        mono: bool = False,
        glue: Callable[[str], str] = str,
    ) -> None:
        """`glue` joins what no line may part; the text itself, which is read aloud, stays."""
        super().__init__(theme)
        self._role, self._color, self._mono = role, color, mono
        self._glue = glue
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def _font(self) -> QFont:
        return self.theme.font("fact_mono" if self._mono else self._role)

    def _block(self, width: float) -> TextBlock:
        return TextBlock(
            self._glue(self.text()),
            self._font(),
            self.theme.line(self._role),
            width,
            max_lines=_MANY_LINES,
            anywhere=True,
            center=bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter),
        )

    def _natural_width(self) -> int:
        metrics = QFontMetricsF(self._font())
        lines = self.text().split("\n") if self.wordWrap() else [one_line(self.text())]
        return math.ceil(max(map(metrics.horizontalAdvance, lines))) + 1

    def hasHeightForWidth(self) -> bool:
        """Only what wraps grows with its text."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width; an empty text keeps one."""
        return max(math.ceil(self._block(width).height), self.theme.line(self._role))

    def sizeHint(self) -> QSize:
        """Prefer one line, up to a readable length, which is longer for enlarged text."""
        width = self._natural_width()
        if not self.wordWrap():
            return QSize(width, self.theme.line(self._role))
        width = min(width, round(self.theme.px(400) * max(1.0, self.theme.text_scale)))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow place: it wraps or is cut."""
        width = min(self._natural_width(), self.theme.px(64))
        return QSize(width, self.theme.line(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw the text on lines of the design's height, which QLabel cannot."""
        if not self.text():
            return
        painter = painter_on(self)
        color = self.theme.color(self._color)
        if self.wordWrap():
            block = self._block(self.width())
            spare = max(0.0, self.height() - block.height)
            centered = self.alignment() & Qt.AlignmentFlag.AlignVCenter
            block.paint(painter, 0, spare / 2 if centered else 0, color)
            return
        cut = self._natural_width() > self.width() + 1
        self.set_tooltip_if(cut, self.text())
        align = RIGHT if self.alignment() & Qt.AlignmentFlag.AlignRight else LEFT
        draw_line(painter, QRectF(self.contentsRect()), self.text(), self._font(), color, align)


class Icon(QWidget):
    """A drawing beside a text. Means nothing by itself and has no name."""

    def __init__(self, theme: Theme, name: str, color: str, size: int, small: int = 0) -> None:
        super().__init__()
        self._theme, self._name, self._color = theme, name, color
        self._size, self._small = size, small or size
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        size = self._theme.px(self._size, self._small)
        self.setFixedSize(size, size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw it in its token's colour."""
        painter = QPainter(self)
        color = self._theme.color(self._color).name()
        picture = self._theme.icon(self._name, color, self.width(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)


class LineField(QLineEdit):
    """A one-line input of a form. `wrong` marks it in the error colour."""

    def __init__(self, theme: Theme, name: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._theme, self._small = theme, small
        self.setProperty("small", small)
        self.setObjectName(name)
        self.setProperty("kind", "field")
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        theme = self._theme
        mark(self, "strong", theme.name == "contrast")
        least = theme.px(40) if self._small else theme.px(48, 42)
        self.setFixedHeight(max(least, theme.line("place") + theme.px(12)))

    def set_wrong(self, wrong: bool) -> None:
        """Show or end the mark of a wrong value."""
        mark(self, "wrong", wrong)


class FormButton(QPushButton):
    """A button: `kind` is primary, line, plain, segment or tab. Return presses it."""

    _INK = {"primary": "onAccent", "plain": "muted"}

    def __init__(self, theme: Theme, kind: str, icon: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._theme, self._icon, self._kind, self._small = theme, icon, kind, small
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setAutoDefault(False)
        # A press by the mouse leaves the keyboard where it was.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        mark(self, "strong", self._theme.name == "contrast")
        if self._icon:
            size, gap = self._theme.px(20 if self._small else 22), self._theme.px(5)
            color = self._theme.color(self._INK.get(self._kind, "text")).name()
            ratio = self.devicePixelRatioF()
            picture = self._theme.icon(self._icon, color, size, ratio)
            # Qt's gap between icon and text is fixed and narrow: the picture brings the rest.
            wide = QPixmap(round((size + gap) * ratio), picture.height())
            wide.setDevicePixelRatio(ratio)
            wide.fill(Qt.GlobalColor.transparent)
            painter = QPainter(wide)
            painter.drawPixmap(gap if self.isRightToLeft() else 0, 0, picture)
            painter.end()
            self.setIcon(QIcon(wide))
            self.setIconSize(QSize(size + gap, size))

    def changeEvent(self, event: QEvent) -> None:
        """Turn the drawing round with the button."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return as Space is taken."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SecretField(LineField):
    """An input that hides what it holds, with a button that shows it for a look."""

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__(theme, name)
        self.reveal = FormButton(theme, "plain", "reveal", small=True)
        self.reveal.setParent(self)
        self.reveal.setCheckable(True)
        self.reveal.setCursor(Qt.CursorShape.ArrowCursor)
        self.reveal.toggled.connect(self._show_or_hide)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def _show_or_hide(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if shown else mode.Password)

    def set_reveal_text(self, text: str) -> None:
        """Name the button."""
        self.reveal.setText(text)
        self._place()

    def clear_secret(self) -> None:
        """Forget what was typed, with its undo history, and hide again."""
        self.setText("")  # unlike clear(), this drops what undo would bring back
        self.reveal.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys, but not those that the button in it has no use for."""
        if self.reveal.hasFocus():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        size = self.reveal.sizeHint()
        left = self.width() - size.width() - self._theme.px(6)
        put(self.reveal, left, (self.height() - size.height()) // 2, size.width(), size.height())
        before, behind = (size.width(), 0) if self.isRightToLeft() else (0, size.width())
        self.setTextMargins(before, 0, behind, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the button at the end, whichever side that is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()


class FirstHalf(QWidget):
    """The half of a page that is read first, with a line between it and the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("loginLeft")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "turned", self.isRightToLeft())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the line in the middle, whichever half this is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            mark(self, "turned", self.isRightToLeft())


class _Column(QWidget):
    """What scrolls. Its height follows its width alone: wrapped lines would want far more height
    at the least width they could have, and leave a void below the last."""

    def minimumSizeHint(self) -> QSize:
        """Ask for the width; for the height as well where nothing wraps, and no width gives it."""
        hint, layout = super().minimumSizeHint(), self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(hint.width(), 0) if wraps else hint


class _Hung(QHBoxLayout):
    """Gives a scroll area as much more room at its end as its bar takes. A layout's margins cannot
    be negative."""

    def __init__(self, scroll: "Scroll") -> None:
        super().__init__()
        self._scroll = scroll
        self.addWidget(scroll)

    def setGeometry(self, rect: QRect) -> None:
        """Reach over the end, whichever side it is."""
        more = self._scroll.bar_width()
        near, far = (more, 0) if self._scroll.isRightToLeft() else (0, more)
        super().setGeometry(rect.adjusted(-near, 0, far, 0))


class Scroll(QScrollArea):
    """Scrolls a column up and down when there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._hung = False
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = _Column()
        self.content.setObjectName("scrollContent")
        self.column = QVBoxLayout(self.content)
        self.column.setSpacing(0)
        self.setWidget(self.content)
        # The panel behind shows through; both fill themselves unless told otherwise.
        self.viewport().setAutoFillBackground(False)
        self.content.setAutoFillBackground(False)

    def hang(self) -> QLayout:
        """Return a layout in which the bar hangs outside: with it or without, what scrolls ends
        where everything above and below ends."""
        self._hung = True
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self._keep_width()
        return _Hung(self)

    def bar_width(self) -> int:
        """Return the width of the bar, seen or not."""
        return self.verticalScrollBar().sizeHint().width()

    def _keep_width(self) -> None:
        bar = self.verticalScrollBar()
        is_seen = bar.maximum() > bar.minimum()
        room = 0 if is_seen else self.bar_width()
        near, far = (room, 0) if self.isRightToLeft() else (0, room)  # Qt does not turn these
        self.setViewportMargins(near, 0, far, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the style sheet's width of the bar, and the side it is on."""
        super().changeEvent(event)
        kinds = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if self._hung and event.type() in kinds:
            self._keep_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to whoever moves the focus; what has it is scrolled into view."""
        keys = Qt.Key
        if event.key() in (keys.Key_Up, keys.Key_Down, keys.Key_Left, keys.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class FocusRing(QWidget):
    """The design's focus line, 3 px and 2 px off, around whatever on a page has the keyboard.

    A style sheet cannot draw outside a widget, so one ring moves from widget to widget. A
    widget's property `radius` (px at 100 %) says how round it is; the default is 10.
    """

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._page = theme, page
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._move_to)
        theme.changed.connect(self._place)

    def _move_to(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if Shiboken.isValid(widget):  # rows of a list go while they have the focus
                widget.removeEventFilter(self)
        self._watched, self._target = [], None
        if new is None or not self._page.isAncestorOf(new):
            self.hide()
            return
        surface = new.parentWidget()
        self._watched = [new]
        while surface is not None and surface is not self._page:
            if surface.objectName() == "scrollContent":
                break
            self._watched.append(surface)
            surface = surface.parentWidget()
        self._target = new
        for widget in self._watched:
            widget.installEventFilter(self)
        if surface is not None and surface is not self.parentWidget():
            self.setParent(surface)
        viewport = surface.parentWidget() if surface is not None else None
        scroll = viewport.parentWidget() if viewport is not None else None
        # Qt does so for Tab alone, not for arrows and digits; a window come back stays as it was.
        if old is not None and isinstance(scroll, Scroll):
            scroll.ensureWidgetVisible(new, 0, self._theme.px(8))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's shape
        """Follow the widget, and what it stands in."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self._place()
        return False

    def _place(self) -> None:
        target, surface = self._target, self.parentWidget()
        if target is None or surface is None or not Shiboken.isValid(target):
            return
        if not surface.isAncestorOf(target):
            return
        off = self._theme.px(5)
        corner = target.mapTo(surface, target.rect().topLeft())
        self.setGeometry(target.rect().translated(corner).adjusted(-off, -off, off, off))
        self.setVisible(target.isVisible())
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw the line."""
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._theme.exact(3)
        painter.setPen(QPen(self._theme.color("focus"), line))
        radius = self._theme.exact(float(self._target.property("radius") or 10) + 3)
        rect = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(rect, radius, radius)
