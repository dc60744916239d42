"""A field for a short note that says when it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

NOTE_HEIGHT_PX = 56


class NoteField(QPlainTextEdit):
    """Several lines of text; Tab leaves it.

    Signals:
        left: The focus has gone elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(NOTE_HEIGHT_PX)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say so."""
        super().focusOutEvent(event)
        self.left.emit()
