"""Notifications of the desktop: collected from what intake tells, shown by the tray, or by the task bar's button."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from sophon_monitor.app.settings import Settings
from sophon_monitor.domain.changes import Change, IntakeFigures
from sophon_monitor.domain.notices import Notice, NoticeKind, Notices
from sophon_monitor.domain.quiet_hours import quiet_hours
from sophon_monitor.qtmodels.notice_words import boxes_text, notice_text, notice_title
from sophon_monitor.qtmodels.site_model import SiteModel
from sophon_monitor.qtmodels.walk_words import WalkKind
from sophon_monitor.widgets.icons import icon
from sophon_monitor.widgets.main_window import MainWindow
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.tones import TonePlayer
from sophon_monitor.widgets.tray_menu import TrayMenu

LOOK_EVERY_MS = 1000
SHOWN_MS = 8000
Show = Callable[[str, str, Notice], None]


class NoticeWiring(QObject):
    """Owned by the wiring; lives on the Qt thread.

    Attributes:
        tray: The icon in the tray; None where the desktop has none.
    """

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        site: SiteModel,
        settings: Settings,
        *,
        show: Show | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        has_tray: bool | None = None,
    ) -> None:
        """`show` takes title, text and notice in place of the desktop; the clocks give seconds."""
        super().__init__(window)
        self._window, self._theme, self._site, self._settings = window, theme, site, settings
        self._show, self._clock, self._monotonic = show or self._show_on_desktop, clock, monotonic
        self._notices = Notices()
        self._player: TonePlayer | None = None
        self.tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable() if has_tray is None else has_tray:
            self._make_tray()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    # -- what intake tells -------------------------------------------------------------------------------------------

    def apply(self, changes: tuple[Change, ...]) -> None:
        """Take in what intake tells."""
        self._notices.apply(changes, self._monotonic())

    @Slot(object)
    def show_figures(self, figures: IntakeFigures) -> None:
        """Storage of this computer."""
        self._notices.storage(figures.archive_problem, self._monotonic())

    @Slot()
    def look(self) -> None:
        """Tell what is due."""
        now = datetime.fromtimestamp(self._clock()).astimezone().time()
        quiet = quiet_hours(self._settings.quiet_from, self._settings.quiet_until).holds(now)
        for notice in self._notices.due(self._monotonic(), quiet=quiet):
            if self._is_wanted(notice.kind):
                self._show(notice_title(notice), notice_text(notice), notice)
                self._sound(notice.kind)
        self._say_state()

    def _is_wanted(self, kind: NoticeKind) -> bool:
        match kind:
            case NoticeKind.OFFLINE | NoticeKind.ONLINE:
                return self._settings.notify_boxes
            case NoticeKind.BLACKLIST:
                return self._settings.notify_blacklist
            case NoticeKind.STORAGE_HERE | NoticeKind.STORAGE_BOX:
                return self._settings.notify_storage

    def _sound(self, kind: NoticeKind) -> None:
        if not self._settings.notify_sound:
            return
        if self._player is None:
            self._player = TonePlayer(self)
        self._player.play(WalkKind.BLACKLIST if kind is NoticeKind.BLACKLIST else WalkKind.STRANGER)

    # -- the desktop -------------------------------------------------------------------------------------------------

    def _show_on_desktop(self, title: str, text: str, notice: Notice) -> None:
        if self.tray is None or not QSystemTrayIcon.supportsMessages():
            QApplication.alert(self._window)  # the window's button in the task bar asks for a look
            return
        worse = QSystemTrayIcon.MessageIcon.Warning
        sign = QSystemTrayIcon.MessageIcon.Information if notice.kind is NoticeKind.ONLINE else worse
        self.tray.showMessage(title, text, sign, SHOWN_MS)

    def _make_tray(self) -> None:
        tray = self.tray = QSystemTrayIcon(self)
        self._menu = TrayMenu(self._window)
        self._menu.window_asked.connect(self._raise)
        self._menu.quit_asked.connect(self._window.close)
        tray.setContextMenu(self._menu)
        tray.activated.connect(self._clicked)
        tray.messageClicked.connect(self._raise)
        self._theme.changed.connect(self._dress)
        self._dress()
        tray.show()

    @Slot()
    def _dress(self) -> None:
        """The program's sign."""
        if self.tray is not None:
            own = self._window.windowIcon()
            self.tray.setIcon(own if not own.isNull() else icon("device-cctv", self._theme.palette.accent))

    def _say_state(self) -> None:
        """How many boxes are there, for who points at the icon."""
        if self.tray is not None:
            self.tray.setToolTip(f"Sophon Monitor\n{boxes_text(self._site.boxes_online, self._site.box_count)}")

    @Slot(QSystemTrayIcon.ActivationReason)
    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._raise()

    @Slot()
    def _raise(self) -> None:
        window = self._window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """Take the icon out of the tray, end the tones."""
        self._timer.stop()
        if self.tray is not None:
            self.tray.hide()
        if self._player is not None:
            self._player.close()
