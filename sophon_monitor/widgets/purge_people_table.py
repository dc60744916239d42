"""People to choose from: a field to look for somebody above, the table below. Space and Enter choose."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from sophon_monitor.qtmodels.purge_people_model import Column, PurgePeopleFilter, PurgePeopleModel
from sophon_monitor.widgets.text_room import text_factor
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

ROW_PADDING_PX = 14
ID_PX, NUMBER_PX = 150, 92
LEAST_HEIGHT_PX = 190
MARKS = (
    "QTableView::indicator {{ width: 8px; height: 8px; padding: 2px; border: 1px solid {border}; border-radius: 3px;"
    " background: {ground}; }}"
    " QTableView::indicator:checked {{ background: {mark}; background-clip: content; background-origin: content;"
    " border-color: {mark}; }}"
)


class PurgePeopleTable(QWidget):
    """Lives on the Qt thread.

    Attributes:
        model: Who is there, and who is chosen.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.model = PurgePeopleModel(self)
        self.search = _Search(self)
        self.search.setClearButtonEnabled(True)
        self._rows = PurgePeopleFilter(self)
        self._rows.setSourceModel(self.model)
        self.table = _Table(self)
        self.table.setModel(self._rows)
        self.table.size_cells()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        self.search.textChanged.connect(self._rows.look_for)
        self.search.left_downwards.connect(self._go_to_table)
        self.table.clicked.connect(self._turn_row)
        self.table.row_pressed.connect(self._turn_row)
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def begin(self) -> None:
        """Look for nobody."""
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show nobody, and nothing of who was looked for."""
        self.search.clear()
        self.model.show_people(())

    def _dress(self) -> None:
        """Check marks as in check boxes: those of tables are black on black in the dark."""
        palette = self._theme.palette
        self.table.setStyleSheet(
            MARKS.format(border=palette.text_faint.name(), ground=palette.surface.name(), mark=palette.accent.name())
        )

    def _go_to_table(self) -> None:
        if self._rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.setCurrentIndex(self._rows.index(0, 0))

    def _turn_row(self, index: QModelIndex) -> None:
        self.model.turn(self._rows.mapToSource(index).row())

    def retranslate(self) -> None:
        """Follow the language; its owner calls it."""
        self.search.setPlaceholderText(translate("Purge", "Name or ID"))
        self.search.setAccessibleName(translate("Purge", "Look for a person by name or ID"))
        self.table.setAccessibleName(translate("Purge", "People in the archive"))
        self.table.set_hint(translate("Purge", "Nobody of that name or ID is in this site's archive."))
        self.model.retranslate()


class _Search(QLineEdit):
    """Enter leads to the table; the dialog's button is not meant.

    Signals:
        left_downwards: Enter or the arrow down was pressed.
    """

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave for the table, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)


class _Table(QTableView):
    """Rows of one line; the row is what is current, whichever cell.

    Signals:
        row_pressed: Index whose row was chosen with a key.
    """

    row_pressed = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hint = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(LEAST_HEIGHT_PX)

    def set_hint(self, hint: str) -> None:
        """What stands in it while it is empty."""
        self._hint = hint
        self.viewport().update()

    def size_cells(self) -> None:
        """Names get what room the others leave."""
        vertical, header = self.verticalHeader(), self.horizontalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING_PX)
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        factor = text_factor()
        for column, wide in ((Column.ID, ID_PX), (Column.EVENTS, NUMBER_PX), (Column.PICTURES, NUMBER_PX)):
            header.resizeSection(column, max(round(wide * factor), header.sectionSizeHint(column)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model() is not None:
            self.size_cells()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space and Enter choose the row; the dialog's button is not meant."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.row_pressed.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Rows, or the hint."""
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0 and self._hint:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            area = self.viewport().rect().adjusted(40, 12, -40, -12)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
            painter.end()
