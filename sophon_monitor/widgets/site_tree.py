"""The parts of the site panel that listen to keys: the filter over the tree, its field, and the tree itself."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QTreeView, QWidget

from sophon_monitor.qtmodels.site_model import SiteRole


class SiteFilterModel(QSortFilterProxyModel):
    """The rows that match a text, with the boxes that hold them; a box that matches shows all its cameras."""

    def __init__(self, parent: QWidget) -> None:
        """Let everything through."""
        super().__init__(parent)
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def set_text(self, text: str) -> None:
        """Keep the rows that have every word of `text`; "" keeps all."""
        words = text.casefold().split()
        if words != self._words:
            self.beginFilterChange()
            self._words = words
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
        """Whether this row itself matches."""
        if not self._words:
            return True
        text = self.sourceModel().index(source_row, 0, source_parent).data(SiteRole.SEARCH)
        return bool(text) and all(word in text for word in self._words)


class FilterField(QLineEdit):
    """Filters what stands below it. Escape empties it, the arrow down leads there.

    Signals:
        left_downwards: The arrow down was pressed.
    """

    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def set_purpose(self, text: str) -> None:
        """Say what is filtered, to the eye and to screen readers."""
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        for cross in self.findChildren(QAbstractButton):
            cross.setAccessibleName(QCoreApplication.translate("Filter", "Clear the filter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See the class."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class SiteTree(QTreeView):
    """The tree with its keys.

    Signals:
        asked: "accept", "remove", "whole" or "up": what a key asked for at the current row.
    """

    asked = Signal(str)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """By Tab one comes to a row that can be seen, not to a list without one."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keyboard and not self.currentIndex().isValid() and self.model() is not None:
            first = self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter accepts a new box, Delete removes or dismisses, Escape selects the whole site."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.state() is not QAbstractItemView.State.EditingState:
                self.asked.emit("accept")
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.asked.emit("remove")
            case Qt.Key.Key_Escape:
                self.asked.emit("whole")
            case Qt.Key.Key_Up if not self.indexAbove(self.currentIndex()).isValid():
                self.asked.emit("up")
            case _:
                super().keyPressEvent(event)
