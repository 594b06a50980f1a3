"""Nothing is cut, covered or painted outside, in a spread of sizes, scales and languages.

`python -m tests.ui.layout` looks at all of them. That the check sees anything is proved first.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import Text
from station_app.ui.widgets.labels import TextLabel
from tests.ui.layout import Defect, Inspector, defects

SPREAD = (
    ((1024, 640), 1.0, "de"),
    ((1280, 720), 1.0, "en"),  # 3840x2160 at 300 %
    ((1280, 800), 1.5, "en"),
    ((1024, 640), 2.0, "de"),
)


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    yield made
    made.close()


@pytest.mark.parametrize(("size", "scale", "language"), SPREAD)
def test_all_that_is_shown_has_its_room(
    qapp: QApplication, languages: Languages, size: tuple[int, int], scale: float, language: str
) -> None:
    languages.use(language)
    inspector = Inspector(qapp, size, scale)
    try:
        for name, found in inspector.all():
            assert [str(one) for one in found] == [], name
    finally:
        inspector.close()


def _kinds(root: QWidget) -> set[str]:
    return {defect.kind for defect in defects(root)}


def test_the_check_sees_what_stands_outside_or_over_another(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 100)
    one, other = QPushButton("One", root), QPushButton("Other", root)
    one.setGeometry(0, 0, 100, 40)
    other.setGeometry(120, 0, 100, 40)
    root.show()
    assert _kinds(root) == set()
    other.move(90, 0)
    assert _kinds(root) == {"covered"}
    other.move(250, 0)
    assert _kinds(root) == {"outside"}


def test_the_check_sees_words_that_are_cut(qtbot: QtBot, theme: Theme) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(400, 100)
    button = QPushButton("What this does in many words", root)
    button.setGeometry(0, 0, 60, 40)
    label = TextLabel(theme, "body", lines=3, parent=root)
    label.show_text("Three words here, and three lines of them in a narrow place")
    label.setGeometry(100, 0, 100, 22)
    root.show()
    found = list(defects(root))
    assert [one.kind for one in found] == ["cut", "low"]
    button.setToolTip(button.text())
    label.resize(290, label.heightForWidth(290))
    assert list(defects(root)) == []


def test_a_text_cut_to_one_line_has_it_whole_in_a_tooltip(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, "body", wrap=False)
    text.setText("W" * 80)
    qtbot.addWidget(text)
    text.resize(100, 30)
    text.show()
    text.grab()
    assert "W" * 80 in text.toolTip()
    assert str(Defect("cut", "QWidget/x", "'y'")) == "cut: QWidget/x 'y'"
