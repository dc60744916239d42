"""Room that grows with the size of text: dialogs and fields drawn for text of 12 pixels, at any size of the system."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QWidget

DRAWN_FOR_PX = 12  # size of text that the sizes in the code are meant for
_FOLLOWED = (QEvent.Type.Show, QEvent.Type.FontChange, QEvent.Type.StyleChange)


def text_factor() -> float:
    """How much larger the application's text is than what everything was drawn for; never below 1."""
    return max(1.0, QFontInfo(QApplication.font()).pixelSize() / DRAWN_FOR_PX)


def resize_with_text(dialog: QDialog, width_px: int, height_px: int) -> None:
    """Give a dialog its first size; where text is or becomes larger, it grows, as far as the screen allows."""
    _DialogRoom(dialog, QSize(width_px, height_px))


def widen_with_text(field: QWidget, least_px: int = 0, most_px: int = 0) -> None:
    """Keep a field between two widths that grow with the text; 0 leaves a limit as it is."""
    _FieldRoom(field, least_px, most_px)


class _DialogRoom(QObject):
    """Watches one dialog, which owns it."""

    def __init__(self, dialog: QDialog, size: QSize) -> None:
        super().__init__(dialog)
        self._dialog, self._size = dialog, size
        self._factor = 0.0
        self._grow()
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of text; a sentence that wraps may have become higher since the last time, too."""
        if watched is self._dialog and event.type() in _FOLLOWED:
            self._grow()
        return False

    def _grow(self) -> None:
        dialog, factor = self._dialog, text_factor()
        wanted = dialog.size()
        if factor != self._factor:  # else a person may have made it smaller on purpose
            wanted = self._size * factor if self._factor == 0.0 else wanted.expandedTo(self._size * factor)
            self._factor = factor
        layout = dialog.layout()
        if layout is not None and layout.hasHeightForWidth():
            wide = max(wanted.width(), layout.totalMinimumSize().width())
            wanted = wanted.expandedTo(QSize(0, layout.totalHeightForWidth(wide)))
        if wanted != dialog.size():
            dialog.resize(wanted.boundedTo(dialog.screen().availableGeometry().size()))


class _FieldRoom(QObject):
    """Watches one field, which owns it."""

    def __init__(self, field: QWidget, least_px: int, most_px: int) -> None:
        super().__init__(field)
        self._field, self._least_px, self._most_px = field, least_px, most_px
        self._factor = 0.0
        self._follow()
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if watched is self._field and event.type() in _FOLLOWED:
            self._follow()
        return False

    def _follow(self) -> None:
        factor = text_factor()
        if factor == self._factor:
            return
        self._factor = factor
        if self._least_px:
            self._field.setMinimumWidth(round(self._least_px * factor))
        if self._most_px:
            self._field.setMaximumWidth(round(self._most_px * factor))
