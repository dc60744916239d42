"""Ctrl+B in every window of the program.

A shortcut of the main window is deaf while a dialog is open that has to be answered first, and faces can be seen
behind such a dialog or in it. So each window gets its own when it comes to the front.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

KEY = "Ctrl+B"
_HAS_KEY = "sophonHidesFacesByKey"


class FacesKey(QObject):
    """Hears the key wherever the person is. Owned by the main window; lives on the Qt thread.

    Signals:
        pressed: Faces shall be hidden, or shown again.
    """

    pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        """Begin with the main window; the others follow."""
        super().__init__(window)
        self._give(window)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._reach)

    @Slot()
    def _reach(self) -> None:
        window = QApplication.activeWindow()
        if window is not None and not window.property(_HAS_KEY):
            self._give(window)

    def _give(self, window: QWidget) -> None:
        window.setProperty(_HAS_KEY, True)
        QShortcut(QKeySequence(KEY), window).activated.connect(self.pressed)
