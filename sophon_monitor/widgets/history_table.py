"""The table of the History page: rows of 61 pixels, two thumbnails each."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from sophon_monitor.domain.records import Verdict
from sophon_monitor.protocol.messages import PictureState
from sophon_monitor.qtmodels.history_faces import THUMBNAIL_PX, HistoryFaces
from sophon_monitor.qtmodels.history_model import HistoryColumn, HistoryModel, HistoryRole
from sophon_monitor.qtmodels.history_row import HistoryRow
from sophon_monitor.qtmodels.history_words import is_late
from sophon_monitor.qtmodels.picture_store import PicturePart, picture_of
from sophon_monitor.widgets.feed_delegate import thumbnail_brush
from sophon_monitor.widgets.live_words import missing_thumbnail, not_registered_thumbnail
from sophon_monitor.widgets.person_badge import badge_colours, badge_size, draw_badge
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_PX = 61
PAD, GAP = 11, 4
REASON_SIZE = 0.62  # of a thumbnail that is not there; nine pixels at least
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PAGE_KEYS = (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
_LONGEST_SCORE = "0.00000"  # a ratio, or a score on a scale that nobody knows; drawn in bold
# What each column has room for; Person takes what is left.
_ROOM_FOR = {
    HistoryColumn.TIME: "06-14 00:00:00",
    HistoryColumn.CAMERA: "Warehouse gate",
    HistoryColumn.SCORE: _LONGEST_SCORE,
    HistoryColumn.VERDICT: "Verdict",
    HistoryColumn.CAME: "from the box, 2×",
}
_NARROW = {
    HistoryColumn.CAMERA: "Warehouse",
    HistoryColumn.CAME: "late 59 min",
}
NARROW_BELOW_PX = 820
# Beside a chosen event there may be no room for all; it shows these, too, so they go first, in this order.
_GIVES_WAY = (HistoryColumn.CAME, HistoryColumn.CAMERA, HistoryColumn.VERDICT)
LEAST_NAME_PX = 90


class HistoryTable(QTableView):
    """Shows a `HistoryModel`. Lives on the Qt thread.

    Signals:
        chosen: Place of the row that a person chose, -1 for none.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, model: HistoryModel, faces: HistoryFaces, parent: QWidget | None = None) -> None:
        """Show `model`; `faces` brings the thumbnails."""
        super().__init__(parent)
        self._theme, self._found, self._faces = theme, model, faces
        self._is_narrow = False
        self._wide: dict[HistoryColumn, int] = {}
        self.setModel(model)
        self.delegate = HistoryDelegate(theme, faces, self)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self._size_cells()
        theme.changed.connect(self.viewport().update)
        faces.ready.connect(self._show_face)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def visible_places(self) -> range:
        """Places of the rows that are in view."""
        rows = self._found.rowCount()
        if rows == 0:
            return range(0)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), (last if last >= 0 else rows - 1) + 1)

    def choose(self, place: int) -> None:
        """Make a row the chosen one and bring it into view."""
        self.setCurrentIndex(self._found.index(place, HistoryColumn.PERSON))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters are verdicts, and the page's; the rest walks the rows."""
        if event.key() in _PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tooltips as plain text: a name may look like HTML."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.indexAt(event.pos()).data(Qt.ItemDataRole.ToolTipRole)
            QToolTip.showText(event.globalPos(), plain_tip(tip) if isinstance(tip, str) else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Rows, on the screen they are on."""
        self._faces.set_ratio(self.devicePixelRatioF())
        super().paintEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Give every column the room it needs, less of it where there is little."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        is_narrow = self.viewport().width() < NARROW_BELOW_PX
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._size_cells()
        self._make_room_for_names()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Measure anew: the header gets its own font from the style when it is first seen."""
        super().showEvent(event)
        self._size_cells()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_cells()
        super().changeEvent(event)

    def _size_cells(self) -> None:
        vertical, header, metrics = self.verticalHeader(), self.horizontalHeader(), self.fontMetrics()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(max(ROW_PX, metrics.height() * 2 + 12))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(HistoryColumn.PERSON, QHeaderView.ResizeMode.Stretch)
        rooms = _ROOM_FOR | (_NARROW if self._is_narrow else {})
        bold = QFontMetricsF(sized(self.font(), 1.0, bold=True))
        for column, text in rooms.items():
            wide = bold.horizontalAdvance(text) if column == HistoryColumn.SCORE else metrics.horizontalAdvance(text)
            self._wide[column] = max(ceil(wide) + 2 * PAD, header.sectionSizeHint(column))
        faces_px = 2 * THUMBNAIL_PX.width() + GAP + 2 * PAD
        self._wide[HistoryColumn.FACES] = max(faces_px, header.sectionSizeHint(HistoryColumn.FACES))
        for column, width in self._wide.items():
            header.resizeSection(column, width)
        self._make_room_for_names()

    def _make_room_for_names(self) -> None:
        others = sum(self._wide.values())
        for column in _GIVES_WAY:
            hides = self.viewport().width() - others < LEAST_NAME_PX
            if hides:
                others -= self._wide[column]
            if hides != self.isColumnHidden(column):
                self.setColumnHidden(column, hides)
                if not hides:
                    self.horizontalHeader().resizeSection(column, self._wide[column])

    def _on_selection(self) -> None:
        # Not the current row: the view makes the first one that when it gets the focus, and nobody has chosen it.
        rows = self.selectionModel().selectedRows()
        self.chosen.emit(rows[0].row() if rows else -1)

    def _on_scroll(self) -> None:
        places = self.visible_places()
        self._faces.only(event_id for place in places if (event_id := self._found.id_at(place)) is not None)

    def _show_face(self, event_id: int) -> None:
        for place in self.visible_places():
            if self._found.id_at(place) == event_id:
                self.viewport().update(self.visualRect(self._found.index(place, HistoryColumn.FACES)))
                return


class HistoryDelegate(QStyledItemDelegate):
    """Paints prepared rows, one cell at a time."""

    def __init__(self, theme: Theme, faces: HistoryFaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._faces = theme, faces

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """All rows have one height."""
        return QSize(80, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        self._paint_ground(painter, option, index)
        row = index.data(HistoryRole.ROW)
        if isinstance(row, HistoryRow):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            cell = QRectF(option.rect).adjusted(PAD, 0, -PAD, -1)
            self._paint_cell(painter, cell, HistoryColumn(index.column()), row, option.font)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, rect = self._theme.palette, QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.selected)
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), palette.selected_bar)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette.border_soft)

    def _paint_cell(self, painter: QPainter, cell: QRectF, column: HistoryColumn, row: HistoryRow, font: QFont) -> None:
        palette = self._theme.palette
        match column:
            case HistoryColumn.TIME:
                _paint_text(painter, cell, row.time, palette.text_soft, font)
            case HistoryColumn.FACES:
                self._paint_face(painter, cell, cell.left(), row, PicturePart.LIVE)
                self._paint_face(painter, cell, cell.left() + THUMBNAIL_PX.width() + GAP, row, PicturePart.REGISTERED)
            case HistoryColumn.PERSON:
                self._paint_person(painter, cell, row, font)
            case HistoryColumn.CAMERA:
                _paint_text(painter, cell, row.camera, palette.text, font)
            case HistoryColumn.SCORE:
                colour = {"low": palette.warn_text, "unknown": palette.text_soft}.get(row.score_level, palette.text)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                _paint_text(painter, cell, row.score, colour, sized(font, 1.0, bold=True), right)
            case HistoryColumn.VERDICT:
                self._paint_mark(painter, cell, row, font)
            case HistoryColumn.CAME:
                colour = palette.warn_text if is_late(row.record) else palette.text_soft
                _paint_text(painter, cell, row.came, colour, font)

    def _paint_mark(self, painter: QPainter, cell: QRectF, row: HistoryRow, font: QFont) -> None:
        palette, verdict = self._theme.palette, row.record.verdict
        colours = {Verdict.RIGHT: palette.good_text, Verdict.WRONG: palette.bad_text, Verdict.UNSURE: palette.text_soft}
        if verdict is not None:
            middle = Qt.AlignmentFlag.AlignCenter
            _paint_text(painter, cell, row.mark, colours[verdict], sized(font, 1.1, bold=True), middle)

    def _paint_person(self, painter: QPainter, cell: QRectF, row: HistoryRow, font: QFont) -> None:
        palette = self._theme.palette
        name, badge = QFont(font), sized(font, SMALL)
        name.setWeight(QFont.Weight.DemiBold)
        badge.setWeight(QFont.Weight.DemiBold)
        badge_width, _ = badge_size(row.person_word, QFontMetricsF(badge))
        metrics = QFontMetricsF(name)
        room = max(cell.width() - badge_width - 6, 20.0)
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        _paint_text(painter, QRectF(cell.left(), cell.top(), room, cell.height()), shown, palette.text, name)
        spot = QPointF(cell.left() + metrics.horizontalAdvance(shown) + 6, cell.center().y())
        draw_badge(painter, spot, row.person_word, badge_colours(row.record.person_type, palette), badge)

    def _paint_face(self, painter: QPainter, cell: QRectF, left: float, row: HistoryRow, part: PicturePart) -> None:
        """Draw a thumbnail, or why there is none; plain ground while it is being decoded."""
        width, height = THUMBNAIL_PX.width(), THUMBNAIL_PX.height()
        place = QRectF(left, cell.top() + (cell.height() - height) / 2, width, height)
        state = picture_of(row.record, part).state
        image = self._faces.thumbnail(row, part)
        if part is PicturePart.REGISTERED and row.is_not_registered:
            self._paint_reason(painter, place, not_registered_thumbnail())
        elif state is not PictureState.PRESENT:
            self._paint_reason(painter, place, missing_thumbnail(state))
        elif image is not None and image.isNull():
            self._paint_reason(painter, place, missing_thumbnail(PictureState.UNDECODABLE))
        else:
            _paint_image(painter, place, image, self._theme.palette.picture_back)

    def _paint_reason(self, painter: QPainter, place: QRectF, text: str) -> None:
        palette = self._theme.palette
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(palette.text_soft)
        font = sized(painter.font(), REASON_SIZE)
        painter.setFont(font)
        room = place.adjusted(1, 1, -1, -1)
        widest = max((QFontMetricsF(font).horizontalAdvance(word) for word in text.split()), default=0.0)
        wrap = Qt.TextFlag.TextWordWrap if widest <= room.width() else Qt.TextFlag.TextWrapAnywhere
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | wrap, text)


def _paint_image(painter: QPainter, place: QRectF, image: QImage | None, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground if image is None else thumbnail_brush(image, place))
    painter.drawRoundedRect(place, 4, 4)


def _paint_text(
    painter: QPainter,
    cell: QRectF,
    text: str,
    colour: QColor,
    font: QFont,
    flags: Qt.AlignmentFlag = _LEFT,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
    painter.drawText(cell, flags | Qt.TextFlag.TextSingleLine, shown)


def plain_tip(text: str) -> str:
    """A text as a tooltip that shows it letter by letter, whatever it looks like."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped.replace(chr(10), '<br>')}</qt>"
