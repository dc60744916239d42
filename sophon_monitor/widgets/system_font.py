"""The system's font, watched while the program runs: somebody may want larger text in the middle of the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

# The first tells of a change; where a desktop does not tell, it is noticed when the window is turned to again.
_MOMENTS = (QEvent.Type.ThemeChange, QEvent.Type.WindowActivate)


def system_font() -> QFont:
    """What the system writes in now."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


class SystemFont(QObject):
    """Watches through a window, which owns it. Lives on the Qt thread.

    Qt itself stops to follow the system once a program has set a font, and ours adds Chinese and figures of one width.

    Signals:
        changed: The QFont that the system writes in now.
    """

    changed = Signal(QFont)

    def __init__(self, window: QWidget, read: Callable[[], QFont] = system_font) -> None:
        """Remember what holds now."""
        super().__init__(window)
        self._window, self._read = window, read
        self._font = read()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look again."""
        if watched is self._window and event.type() in _MOMENTS:
            font = self._read()
            if font != self._font:
                self._font = font
                self.changed.emit(font)
        return False
