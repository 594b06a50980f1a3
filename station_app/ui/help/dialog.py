"""The manual: chapters at the left, text and pictures at the right. Works without a network."""

import re
from typing import NamedTuple

from PySide6.QtCore import QStringListModel, Qt, QUrl
from PySide6.QtGui import QImage, QShowEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QWidget

from station_app import assets
from station_app.ui import i18n
from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import LargeDialog
from station_app.ui.widgets.fields import FormButton
from station_app.ui.widgets.lists import Index, PickList, WrappedRows

_CHAPTER = re.compile(r"^# +(.+)$", re.MULTILINE)


class Chapter(NamedTuple):
    """One chapter, in Markdown."""

    title: str
    text: str


def chapters(language: str) -> list[Chapter]:
    """Return the manual in a language, in English where there is none."""
    try:
        whole = assets.text(f"help/{language}.md")
    except FileNotFoundError:
        whole = assets.text("help/en.md")
    _, *parts = _CHAPTER.split(whole)
    return [
        Chapter(title.strip(), text.strip())
        for title, text in zip(parts[::2], parts[1::2], strict=True)
    ]


class _Page(QTextBrowser):
    """Shows a chapter; its pictures are the program's own, and it opens nothing else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.language = ""
        self.setObjectName("helpText")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load a picture, as wide as there is room."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        file = QUrl(name).fileName()
        try:
            image = QImage.fromData(assets.data(f"help/{self.language}/{file}"))
        except FileNotFoundError:
            return None
        ratio = self.devicePixelRatioF()
        wide = round(min(self.viewport().width() - self._theme.px(24), image.width()) * ratio)
        image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image


class HelpDialog(LargeDialog):
    """Opens with `open()` at the first chapter. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "helpDialog", parent)
        self._chapters: list[Chapter] = []
        self._list = PickList(theme)
        self._list.setObjectName("helpChapters")
        self._list.setProperty("kind", "index")
        self._list.setItemDelegate(WrappedRows(theme, self._list))
        self._model = QStringListModel(self)
        self._list.setModel(self._model)
        self._list.selectionModel().currentChanged.connect(self._turn)
        self._page = _Page(theme)
        self._done = FormButton(theme, "primary", small=True)
        self._done.setObjectName("helpDone")
        self._done.setProperty("radius", 9)
        self._done.clicked.connect(self.accept)
        self._body = QHBoxLayout()
        self._body.addWidget(self._list)
        self._body.addWidget(self._page, 1)
        self.column.addWidget(self.title)
        self.column.addLayout(self._body, 1)
        self.end_with(self._done)
        self.begin_at(self._list)
        self.dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the chapter at the width there is."""
        super().showEvent(event)
        self._show(self._list.current_row)

    def _turn(self, current: Index) -> None:
        self._show(current.row())

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._chapters):
            return
        chapter = self._chapters[number]
        document = QTextDocument(self._page)
        document.setDefaultStyleSheet(self._style())
        document.setDefaultFont(self._theme.font("notice_text"))
        # By way of HTML: only that is coloured by the style sheet.
        source = QTextDocument()
        source.setMarkdown(f"## {chapter.title}\n\n{chapter.text}")
        self._page.setDocument(document)
        document.setHtml(_plain_html(source.toHtml()))
        self._page.setAccessibleName(chapter.title)

    def _style(self) -> str:
        theme, color = self._theme, self._theme.tokens
        return (
            f"body, p, li, td, th {{ color: {color.text}; font-size: {theme.px(17, 15)}px; }}"
            f"h2 {{ color: {color.text}; font-size: {theme.px(26, 22)}px; font-weight: 600; }}"
            f"th {{ color: {color.muted}; }}"
            "p, li { line-height: 135%; }"
            "table { border-collapse: collapse; }"
            f"td, th {{ padding: {theme.px(7)}px {theme.px(16)}px {theme.px(7)}px 0;"
            f" border: none; border-bottom: 1px solid {color.line}; }}"
        )

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px = self._theme.px
        self._body.setSpacing(px(20, 14))
        self._list.setFixedWidth(px(248, 216))
        self._show(self._list.current_row)

    def retranslate(self) -> None:
        """Show the manual in the language in force, at the same chapter."""
        row = max(0, self._list.current_row)
        language = i18n.manual_language()
        self._page.language = language
        self._chapters = chapters(language)
        self._model.setStringList([chapter.title for chapter in self._chapters])
        self._list.select_row(row)
        self._show(row)
        self.set_title(self.tr("Manual"))
        self._list.setAccessibleName(self.tr("Chapters"))
        self._done.setText(self.tr("Close"))


_MEANT = re.compile("font-(weight|style)")  # bold and slanted words
_STYLES = re.compile(r' style="[^"]*"')


def _plain_html(html: str) -> str:
    """Drop the styles Qt writes into every tag: they would stand before the style sheet."""
    body = html[html.index("<body") :]
    body = body.replace('border="1"', 'border="0"').replace('cellspacing="2"', 'cellspacing="0"')
    return _STYLES.sub(lambda found: found[0] if _MEANT.search(found[0]) else "", body)
