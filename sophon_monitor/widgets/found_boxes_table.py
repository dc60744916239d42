"""The table of a search: what was found, what is odd about it as a badge, and a button that adds the row's box."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sophon_monitor.qtmodels.found_boxes_model import ROW_ROLE, Column, FoundBoxesModel, FoundRow
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Palette, Theme

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

CELL_PADDING_PX = 22
ROW_PADDING_PX = 16
INDENT, GAP = 10, 8
# What each column has room for at least; the last one takes what is left.
_ROOM_FOR = {
    Column.MARK: "!",
    Column.ADDRESS: "192.168.100.100",
    Column.NAME: "warehouse-se3-boxes",
    Column.MODEL: "SE5 · SE50221",
    Column.SN: "HQDZKE6BKXXAGXXXXXW",
    Column.SOFTWARE: "V5R7C01B",
    Column.CAMERAS: "Cameras",
}


class FoundBoxesTable(QTableView):
    """Shows a `FoundBoxesModel`; Enter, a double click or a row's button adds. Lives on the Qt thread.

    Signals:
        add_asked: Tuple of FoundRow, all of which can be added.
    """

    add_asked = Signal(object)

    def __init__(self, theme: Theme, model: FoundBoxesModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._theme, self._found = theme, model
        self._hint = ""
        self.setModel(model)
        delegate = FoundBoxesDelegate(theme, self)
        delegate.add_asked.connect(self.add_asked)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self._size_cells()
        self.doubleClicked.connect(self._add_chosen)
        theme.changed.connect(self.viewport().update)

    def set_hint(self, hint: str) -> None:
        """What stands in the table while it is empty."""
        self._hint = hint
        self.viewport().update()

    def choose_sender(self) -> None:
        """Select the first row of an unknown box that sends heartbeats, and bring it into view."""
        place = next((place for place, row in enumerate(self._found.rows) if row.new_id), None)
        if place is not None:
            self.selectRow(place)
            self.scrollTo(self._found.index(place, 0))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen_rows(self) -> tuple[FoundRow, ...]:
        """The selected rows that can be added."""
        rows = (self._found.row_at(index.row()) for index in self.selectionModel().selectedRows())
        return tuple(row for row in rows if row is not None and row.can_add)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter adds what is selected."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add_chosen()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Rows, or the hint."""
        super().paintEvent(event)
        if self._found.rowCount() == 0 and self._hint:
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.palette.text_soft)
            area = self.viewport().rect().adjusted(40, 12, -40, -12)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_cells()
        super().changeEvent(event)

    def _add_chosen(self) -> None:
        if rows := self.chosen_rows():
            self.add_asked.emit(rows)

    def _size_cells(self) -> None:
        vertical, header, metrics = self.verticalHeader(), self.horizontalHeader(), self.fontMetrics()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metrics.height() + ROW_PADDING_PX)
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.STATE, QHeaderView.ResizeMode.Stretch)
        for column, text in _ROOM_FOR.items():
            wide = metrics.horizontalAdvance(text) + CELL_PADDING_PX
            header.resizeSection(column, max(wide, header.sectionSizeHint(column)))


class FoundBoxesDelegate(QStyledItemDelegate):
    """Paints marks, names and the last column.

    Signals:
        add_asked: Tuple of the one FoundRow whose button was clicked.
    """

    add_asked = Signal(object)

    def __init__(self, theme: Theme, view: QTableView) -> None:
        """Paint rows of `view`."""
        super().__init__(view)
        self._theme, self._view = theme, view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Name in bold, serial number soft, the mark in its colour; the last column is painted by hand."""
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, FoundRow):
            return
        palette = self._theme.palette
        colour = palette.text
        match index.column():
            case Column.MARK:
                colour = palette.warn_text if row.is_odd else palette.good_text
                _set_font(option, sized(self._view.font(), 1.0, bold=True))
            case Column.NAME:
                _set_font(option, sized(self._view.font(), 1.0, bold=True))
            case Column.SN:
                colour = palette.text_soft
            case Column.STATE:
                _set_text(option, "")
        _set_colour(option, colour)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, and in the last one badge and button."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if index.column() != Column.STATE or not isinstance(row, FoundRow):
            return
        cell, hovered = _cell(option), _is_hovered(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        button = self.button_rect(cell, row)
        left = cell.left() + INDENT
        if row.can_add:
            self._paint_button(painter, button, hovered=hovered)
            left = button.right() + 1 + GAP
        if text := row.texts[Column.STATE]:
            self._paint_badge(painter, QRect(left, cell.top(), cell.right() - left - 4, cell.height()), row, text)
        painter.restore()

    def button_rect(self, cell: QRect, row: FoundRow) -> QRect:
        """Where the button of a row lies in its cell; empty where there is none."""
        if not row.can_add:
            return QRect()
        metrics = self._view.fontMetrics()
        height = metrics.height() + 6
        width = metrics.horizontalAdvance(_add_word()) + 14
        return QRect(cell.left() + INDENT, cell.center().y() - height // 2 + 1, width, height)

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on a row's button."""
        row = index.data(ROW_ROLE)
        if (
            isinstance(event, QMouseEvent)
            and isinstance(row, FoundRow)
            and index.column() == Column.STATE
            and event.button() == Qt.MouseButton.LeftButton
            and self.button_rect(_cell(option), row).contains(event.position().toPoint())
        ):
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.add_asked.emit((row,))
            return True
        return super().editorEvent(event, model, option, index)

    def _paint_button(self, painter: QPainter, rect: QRect, *, hovered: bool) -> None:
        palette = self._theme.palette
        painter.setPen(QPen(palette.border, 1))
        painter.setBrush(palette.hover if hovered else palette.surface)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(palette.text)
        painter.setFont(self._view.font())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _add_word())

    def _paint_badge(self, painter: QPainter, area: QRect, row: FoundRow, text: str) -> None:
        font = sized(self._view.font(), SMALL, bold=True)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 12)
        height = metrics.height() + 4
        rect = QRectF(area.left(), area.center().y() - height / 2, metrics.horizontalAdvance(shown) + 12, height)
        colour, ground = _badge_colours(row, self._theme.palette)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(colour)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)


def _badge_colours(row: FoundRow, palette: Palette) -> tuple[QColor, QColor]:
    if row.is_odd:
        return palette.warn_text, palette.warn_soft
    if row.can_add:
        return palette.accent_text, palette.accent_soft
    return palette.text_soft, palette.surface_alt


def _add_word() -> str:
    return translate("FindBoxes", "Add")


def _cell(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _is_hovered(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_MouseOver)


def _set_font(option: QStyleOptionViewItem, font: QFont) -> None:
    option.font = font


def _set_text(option: QStyleOptionViewItem, text: str) -> None:
    option.text = text


def _set_colour(option: QStyleOptionViewItem, colour: QColor) -> None:
    for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
        option.palette.setColor(role, colour)
