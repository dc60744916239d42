"""The frame: top bar, troubles, site at the left, one page, figures at the bottom. Knows no service and no loop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QDataStream, QEvent, QIODevice, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sophon_monitor.domain.site import BoxKey
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.widgets.faces_key import FacesKey
from sophon_monitor.widgets.site_panel import SitePanel
from sophon_monitor.widgets.start_page import StartPage
from sophon_monitor.widgets.status_bar import StatusBar
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.top_bar import TopBar
from sophon_monitor.widgets.trouble_bar import TroubleBar

if TYPE_CHECKING:  # it comes later than the first paint
    from sophon_monitor.widgets.message_log_page import MessageLogPage

translate = QCoreApplication.translate

PAGES = ("live", "health", "signoff", "history", "diagnose", "log", "settings", "guide")
PANEL_WIDTH_PX = 280
# A site's boxes come from the archive within this time; until then the start page would only flash by.
BOXES_COME_WITHIN_MS = 700
_STATE_VERSION = 1


class MainWindow(QMainWindow):
    """The one window. Lives on the Qt thread; owned by the wiring.

    Attributes:
        top_bar, site_panel, status_bar, trouble_bar, start_page: The parts, for connecting.

    Signals:
        quit_asked: The person closes the window; it stays until the program ends.
        report_dropped: Path of a PDF that was dropped on the window: is it an unaltered report?
        walk_asked: F11: the walk test on the whole screen. hide_faces_asked: Ctrl+B.
        settings_asked: Ctrl+comma. guide_asked: F1. keys_asked: "?".
        page_shown: Name of the page that is open now, one of PAGES.
    """

    quit_asked = Signal()
    report_dropped = Signal(object)
    walk_asked = Signal()
    hide_faces_asked = Signal()
    settings_asked = Signal()
    guide_asked = Signal()
    keys_asked = Signal()
    page_shown = Signal(str)

    def __init__(
        self,
        theme: Theme,
        site_model: SiteModel,
        parent: QWidget | None = None,
    ) -> None:
        """Put the frame together; the pages come with `set_pages`, after the first paint."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._theme, self._site, self._site_name = theme, site_model, ""
        self._page = "live"
        self._restored = False
        self._log_page: MessageLogPage | None = None
        self.top_bar, self.trouble_bar = TopBar(theme, self), TroubleBar(theme, self)
        self.site_panel, self.status_bar = SitePanel(theme, self), StatusBar(theme, self)
        self.start_page = StartPage(theme, self)
        self._pages: dict[str, QWidget] = {name: QWidget(self) for name in PAGES}
        self._stack = QStackedWidget(self)
        for page in (*self._pages.values(), self.start_page):
            self._stack.addWidget(page)
        self._waiting_for_boxes = QTimer(self)
        self._waiting_for_boxes.setSingleShot(True)
        self._waiting_for_boxes.setInterval(BOXES_COME_WITHIN_MS)
        self._lay_out()
        self._connect()
        self.site_panel.set_model(site_model)
        self._name_boxes()
        self._show_new_boxes()
        self._retranslate()
        self.show_page("live")

    # -- what the wiring says ----------------------------------------------------------------------------------------

    def set_pages(self, pages: Mapping[str, QWidget], message_log_page: MessageLogPage) -> None:
        """Put the pages, by their names, where their places were kept. Once.

        Raises:
            ValueError: A page is missing, or has no place.
        """
        self._log_page = message_log_page
        places = self._pages
        self._pages = {**pages, "log": message_log_page}
        if self._pages.keys() != places.keys():
            raise ValueError(f"pages for {sorted(places)} are wanted")
        for name, page in self._pages.items():
            self._stack.addWidget(page)
            self._stack.removeWidget(places[name])
            places[name].deleteLater()
        self._name_boxes()
        self._place_page()

    def set_borrowed_panel(self, panel: QWidget) -> None:
        """Put the list of borrowed settings below the troubles. Once; it shows itself while there is something."""
        self._frame_layout.insertWidget(self._frame_layout.indexOf(self.trouble_bar) + 1, panel)

    def set_site_name(self, name: str) -> None:
        """Name of the site, for the window's title."""
        self._site_name = name
        self._retranslate()

    @property
    def page(self) -> str:
        """The page that was asked for, one of PAGES."""
        return self._page

    def show_page(self, name: str) -> None:
        """Open one of PAGES; Live is the start page while the site has no box.

        Raises:
            KeyError: There is no such page.
        """
        self._pages[name]  # a wrong name fails here, before anything has changed
        changed, self._page = name != self._page, name
        self._place_page()
        self.top_bar.set_page(name)
        if changed:
            self.page_shown.emit(name)

    def show_trouble(self, key: str, sentence: str, action_text: str | None = None) -> None:
        """Show a sentence below the top bar; the same key replaces it."""
        self.trouble_bar.show_trouble(key, sentence, action_text)

    def clear_trouble(self, key: str) -> None:
        """Take a sentence away."""
        self.trouble_bar.clear_trouble(key)

    def state_bytes(self) -> QByteArray:
        """Size, place and splitters, for the settings."""
        state = QByteArray()
        stream = QDataStream(state, QIODevice.OpenModeFlag.WriteOnly)
        stream.writeInt32(_STATE_VERSION)
        stream << self.saveGeometry() << self._splitter.saveState()
        return state

    def restore(self, state: QByteArray | bytes) -> bool:
        """Restore what `state_bytes` gave; False (and nothing changed) for anything else."""
        stream = QDataStream(QByteArray(state))
        if stream.readInt32() != _STATE_VERSION:
            return False
        geometry, splitter = QByteArray(), QByteArray()
        stream >> geometry >> splitter
        if stream.status() is not QDataStream.Status.Ok or not self.restoreGeometry(geometry):
            return False
        self._restored = self._splitter.restoreState(splitter)
        return True

    # -- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.site_panel)
        self._splitter.addWidget(self._stack)
        self._splitter.setStretchFactor(1, 1)
        frame = QWidget(self)
        layout = self._frame_layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.trouble_bar)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.status_bar)
        self.setCentralWidget(frame)
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)

    def _connect(self) -> None:
        self._site.counts_changed.connect(self._place_page)
        self._site.boxes_changed.connect(self._name_boxes)
        self._site.new_boxes_changed.connect(self._show_new_boxes)
        self._waiting_for_boxes.timeout.connect(self._place_page)
        self.top_bar.pill.urls_changed.connect(self.start_page.set_listening)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self._ask_message_log)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.walk_asked)
        FacesKey(self).pressed.connect(self.hide_faces_asked)
        QShortcut(QKeySequence("Ctrl+,"), self).activated.connect(self.settings_asked)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.guide_asked)
        QShortcut(QKeySequence("?"), self).activated.connect(self.keys_asked)
        menu = self.top_bar.more_menu
        menu.settings_asked.connect(self.settings_asked)
        menu.guide_asked.connect(self.guide_asked)
        menu.keys_asked.connect(self.keys_asked)
        self.top_bar.walk_asked.connect(self.walk_asked)
        self.top_bar.hide_faces_asked.connect(self.hide_faces_asked)

    def _place_page(self) -> None:
        page: QWidget = self._pages[self._page]
        if self._page == "live" and self._site.box_count == 0 and not self._waiting_for_boxes.isActive():
            page = self.start_page
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)

    def _ask_message_log(self) -> None:
        self.status_bar.message_log_asked.emit()

    def _name_boxes(self) -> None:
        names: dict[BoxKey, str] = {box.key: box.name for box in self._site.boxes()}
        if self._log_page is not None:
            self._log_page.set_box_names(names)

    def _show_new_boxes(self) -> None:
        self.start_page.set_new_boxes(self._site.new_box_rows())

    # -- Qt's events -------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """At first sight, wait a moment for the site's boxes."""
        super().showEvent(event)
        if not event.spontaneous():
            self.site_panel.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._restored:
                self._splitter.setSizes([PANEL_WIDTH_PX, self.width() - PANEL_WIDTH_PX])
                self._restored = True
        if not event.spontaneous() and self._site.box_count == 0 and self._page == "live":
            self._waiting_for_boxes.start()
            self._place_page()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A report may be dropped anywhere on the window."""
        if _report_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Have it checked."""
        if (file := _report_of(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.report_dropped.emit(file)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stay, and say that the person wants to leave: the program ends everything in order."""
        event.ignore()
        self.quit_asked.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._site.retranslate()
            self._show_new_boxes()
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = translate("MainWindow", "Sophon Monitor")
        self.setWindowTitle(f"{self._site_name} — {title}" if self._site_name else title)


def _report_of(dropped: QMimeData) -> Path | None:
    """The one PDF of this computer that is being dropped."""
    files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() == ".pdf" else None
