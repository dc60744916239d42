"""The table of cameras on the Sign-off page: name and place, the bar of what is checked, the result as a badge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sophon_monitor.domain.checks import CheckState
from sophon_monitor.qtmodels.sign_off_model import ROW_ROLE, Column, SignOffModel, SignOffRow
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Palette, Theme

Index = QModelIndex | QPersistentModelIndex

PAD, BAR_PX, BAR_WIDE_PX, BAR_LEAST_PX = 10, 8, 140, 60
CAMERA_PX = 220  # the bar gives way to names
ROW_PADDING_PX = 20
_ROOM_FOR = {
    Column.EVENTS: "1,234,567",
    Column.VERDICTS: "Same / wrong / unsure  ",
    Column.PEOPLE: "100 people",
    Column.WRONG_RATE: "Wrong rate ",
    Column.RESULT: "Clock not measured  ",
}


class SignOffTable(QTableView):
    """Shows a `SignOffModel`. Lives on the Qt thread."""

    def __init__(self, theme: Theme, model: SignOffModel, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(SignOffDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self._size_cells()
        theme.changed.connect(self.viewport().update)

    def content_height(self) -> int:
        """What all rows and the header take, pixels."""
        return self.horizontalHeader().height() + self.verticalHeader().length() + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where it is narrow, the bar gets shorter, so that names can be read."""
        super().resizeEvent(event)
        header = self.horizontalHeader()
        others = sum(header.sectionSize(column) for column in _ROOM_FOR)
        bar = self.viewport().width() - others - CAMERA_PX - 2 * PAD
        wide = min(max(bar, BAR_LEAST_PX), BAR_WIDE_PX) + 2 * PAD
        header.resizeSection(Column.CHECKED, max(wide, header.sectionSizeHint(Column.CHECKED)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_cells()
        super().changeEvent(event)

    def _size_cells(self) -> None:
        vertical, header, metrics = self.verticalHeader(), self.horizontalHeader(), self.fontMetrics()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(2 * metrics.height() + ROW_PADDING_PX)
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.CAMERA, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.CHECKED, BAR_WIDE_PX + 2 * PAD + 16)
        for column, text in _ROOM_FOR.items():
            wide = metrics.horizontalAdvance(text) + 2 * PAD + 4
            header.resizeSection(column, max(wide, header.sectionSizeHint(column)))


class SignOffDelegate(QStyledItemDelegate):
    """Paints what is more than text."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        """Paint rows of `view`."""
        super().__init__(view)
        self._theme, self._view = theme, view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Names, bars and badges are painted by hand."""
        super().initStyleOption(option, index)
        if index.column() in (Column.CAMERA, Column.CHECKED, Column.RESULT):
            _set_text(option)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, and what belongs on it."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, SignOffRow):
            return
        cell = QRectF(option.rect).adjusted(PAD, 0, -PAD, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match index.column():
            case Column.CAMERA:
                self._paint_camera(painter, cell, row)
            case Column.CHECKED:
                self._paint_bar(painter, cell, row)
            case Column.RESULT:
                self._paint_result(painter, cell, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as two lines."""
        hint = super().sizeHint(option, index)
        return hint.expandedTo(QSize(0, self._view.verticalHeader().defaultSectionSize()))

    def _paint_camera(self, painter: QPainter, cell: QRectF, row: SignOffRow) -> None:
        palette = self._theme.palette
        bold, small = sized(self._view.font(), 1.0, bold=True), sized(self._view.font(), SMALL)
        upper, lower = QFontMetricsF(bold), QFontMetricsF(small)
        top = cell.center().y() - (upper.height() + lower.height() + 2) / 2
        lines = (
            (bold, upper, palette.text, row.checks.camera_name, top),
            (small, lower, palette.text_soft, row.place, top + upper.height() + 2),
        )
        for font, metrics, colour, text, y in lines:
            painter.setFont(font)
            painter.setPen(colour)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(QRectF(cell.left(), y, cell.width(), metrics.height()), shown)

    def _paint_bar(self, painter: QPainter, cell: QRectF, row: SignOffRow) -> None:
        palette = self._theme.palette
        bar = QRectF(cell.left(), cell.center().y() - BAR_PX / 2, min(BAR_WIDE_PX, cell.width()), BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.meter_track)
        painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)
        if share := row.checks.passed_share:
            bar.setWidth(max(bar.width() * share, BAR_PX))
            painter.setBrush(_bar_colour(row.checks.state, palette))
            painter.drawRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)

    def _paint_result(self, painter: QPainter, cell: QRectF, row: SignOffRow) -> None:
        font = sized(self._view.font(), SMALL, bold=True)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(row.cells[Column.RESULT], Qt.TextElideMode.ElideRight, cell.width() - 14)
        height = metrics.height() + 5
        rect = QRectF(cell.left(), cell.center().y() - height / 2, metrics.horizontalAdvance(text) + 14, height)
        colour, ground = result_colours(row.checks.state, self._theme.palette)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(colour)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def result_colours(state: CheckState, palette: Palette) -> tuple[QColor, QColor]:
    """Text and ground of a result."""
    match state:
        case CheckState.PASSED:
            return palette.good_text, palette.good_soft
        case CheckState.FAILED:
            return palette.bad_text, palette.bad_soft
        case CheckState.OPEN:
            return palette.warn_text, palette.warn_soft
        case CheckState.NOT_TESTED:
            return palette.text_soft, palette.border_soft


def _bar_colour(state: CheckState, palette: Palette) -> QColor:
    match state:
        case CheckState.PASSED:
            return palette.good
        case CheckState.FAILED:
            return palette.bad
        case CheckState.OPEN:
            return palette.warn
        case CheckState.NOT_TESTED:
            return palette.idle


def _set_text(option: QStyleOptionViewItem) -> None:
    option.text = ""
