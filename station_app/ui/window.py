"""The program's one window: training banner over the pages, and the size everything follows."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.notice_bar import NoticeBar
from station_app.ui.widgets.training_banner import TrainingBanner

_SMALLEST = (1024, 640)


class MainWindow(QMainWindow):
    """Holds the pages. Closing is a wish: the app ends sync and session first.

    A main window, since assistive technology takes no other widget for a program's window.
    """

    close_requested = Signal()
    minimised_changed = Signal(bool)
    painted = Signal()  # for the first time, and it is on the screen

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_painted = False
        self.setObjectName("mainWindow")
        self.setMinimumSize(*_SMALLEST)
        self._banner = TrainingBanner(theme, self)
        self._banner.hide()
        self.notice = NoticeBar(theme, self)
        self._pages = QStackedWidget(self)
        content = QWidget(self)
        self.setCentralWidget(content)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addWidget(self.notice)
        layout.addWidget(self._pages, 1)
        self._retranslate()
        theme.changed.connect(self._restyle)
        self._restyle()

    def add_page(self, page: QWidget) -> None:
        """Take a page in; the first one is shown."""
        self._pages.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front and give it the keyboard."""
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def current_page(self) -> QWidget | None:
        """Return the page in front, None before the first is added."""
        return self._pages.currentWidget()

    def set_training(self, training: bool) -> None:
        """Say on every page that nothing here is real."""
        self._banner.setVisible(training)

    def stand_as(self, other: QWidget) -> None:
        """Take the place of another window."""
        self.resize(other.size())
        self.move(other.pos())
        self.setWindowState(other.windowState())

    def come_forward(self) -> None:
        """Stand before every other window, as it was before it was minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the app to close; it hides the window when all is safe."""
        event.ignore()
        self.close_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every size follow the window's."""
        super().resizeEvent(event)
        self._theme.set_window_size(self.width(), self.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for the first picture. No paint event tells of it: a page covers all of this."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and not self._is_painted:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell once that there is something to be seen."""
        if event.type() == QEvent.Type.Expose and not self._is_painted:
            self._is_painted = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)  # it is painted in answer to this event
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nothing has the focus for belongs to the page."""
        page = self._pages.currentWidget()
        focus = QApplication.focusWidget()
        if page is not None and (focus is None or focus is self):
            page.setFocus()
            page.keyPressEvent(event)  # sent, it would come back here unless the page takes it
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; say when the window goes to the task bar and comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.minimised_changed.emit(self.isMinimized())

    def _restyle(self) -> None:
        self._banner.setFixedHeight(self._banner.sizeHint().height())

    def _retranslate(self) -> None:
        # Never the event or a guest: titles stand in task bars and shared screens.
        self.setWindowTitle(self.tr("Check-in Station"))
