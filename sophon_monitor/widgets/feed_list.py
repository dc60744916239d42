"""The list of the feed: tells a person's choice from our own, and what was painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class EventPainted:
    """An event was painted for the first time.

    Attributes:
        last_byte_mono_s: When its last byte had arrived, None for events from elsewhere.
    """

    event_id: int
    last_byte_mono_s: float | None


class FeedList(QListView):
    """The list. All keys belong to the page.

    Signals:
        picked: A person chose the current row.
        painted: Something was painted; comes after the paint event.
    """

    picked = Signal()
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_moving_by_itself = False
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell a person's choice from our own."""
        super().currentChanged(current, previous)
        if not self.is_moving_by_itself and current.isValid():
            self.picked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choosing the row that is current already is a choice, too."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        if before.isValid() and before == self.currentIndex() == self.indexAt(event.position().toPoint()):
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page walks the rows, from wherever the focus is."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint, and tell it afterwards."""
        super().paintEvent(event)
        self.painted.emit()
