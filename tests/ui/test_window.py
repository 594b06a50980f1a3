"""The window: pages, training, closing as a wish."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow


def a_window(qtbot: QtBot, theme: Theme) -> MainWindow:
    window = MainWindow(theme)
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    return window


def test_closing_is_a_wish(qtbot: QtBot, theme: Theme) -> None:
    window = a_window(qtbot, theme)
    window.show()
    with qtbot.waitSignal(window.close_requested):
        window.close()
    assert window.isVisible()


def test_the_window_scales_the_theme_and_is_never_too_small(qtbot: QtBot, theme: Theme) -> None:
    window = a_window(qtbot, theme)
    window.resize(100, 100)
    window.show()
    assert (window.width(), window.height()) == (1024, 640)
    assert theme.compact
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: theme.scale == 1.35, timeout=2000)


def test_training_is_told_on_every_page(qtbot: QtBot, theme: Theme) -> None:
    window = a_window(qtbot, theme)
    first, second = QWidget(), QWidget()
    window.add_page(first)
    window.add_page(second)
    window.show()
    banners = window.findChildren(QLabel, "trainingBanner")
    assert len(banners) == 1
    assert not banners[0].isVisible()
    window.set_training(True)
    for page in (first, second):
        window.show_page(page)
        assert window.current_page() is page
        assert banners[0].isVisible()
        assert banners[0].height() == 28


def test_the_first_picture_is_told_also_under_a_page_that_covers_the_window(
    qtbot: QtBot, theme: Theme
) -> None:
    window = a_window(qtbot, theme)
    page = QWidget()
    page.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    window.add_page(page)
    told: list[bool] = []
    window.painted.connect(lambda: told.append(True))
    with qtbot.waitSignal(window.painted):
        window.show()
    window.hide()
    with qtbot.waitExposed(window):
        window.show()
    assert told == [True]


def test_a_key_nothing_has_the_focus_for_reaches_the_page(qtbot: QtBot, theme: Theme) -> None:
    window = a_window(qtbot, theme)
    field = QLineEdit()
    window.add_page(field)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: field.text().lower() == "a")
