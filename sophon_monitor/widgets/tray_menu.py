"""The menu of the icon in the tray."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QMenu, QWidget

translate = QCoreApplication.translate


class TrayMenu(QMenu):
    """Lives on the Qt thread.

    Signals:
        window_asked: The window is to come to the front. quit_asked: The program is to be closed.
    """

    window_asked = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the menu."""
        super().__init__(parent)
        self._window, self._quit = self.addAction(""), self.addAction("")
        self._window.triggered.connect(self._ask_window)
        self._quit.triggered.connect(self._ask_quit)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._window.setText(translate("Notice", "Show the window"))
        self._quit.setText(translate("Notice", "Close Sophon Monitor"))

    def _ask_window(self) -> None:
        self.window_asked.emit()

    def _ask_quit(self) -> None:
        self.quit_asked.emit()
