"""Paints the rows of the site tree: states, meters, sentences, and the two links of a new box."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from sophon_monitor.qtmodels.site_model import BoxRow, CameraRow, HeadingRow, NewBoxRow, SiteRole
from sophon_monitor.qtmodels.site_rows import Meter, TreeLine
from sophon_monitor.widgets.state_shapes import paint_state
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Palette, Theme

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

LEFT, RIGHT = 14, 12  # from the panel's edges to the first shape and the last letter
PAD = 8  # above and below a box
BAR_HEIGHT = 4
TOGGLE_WIDTH = 13


@dataclass(frozen=True, slots=True)
class _Fonts:
    body: QFont
    strong: QFont
    small: QFont

    def height(self, font: QFont) -> int:
        return QFontMetrics(font).height()


class SiteDelegate(QStyledItemDelegate):
    """Draws boxes, cameras and new boxes. Lives on the Qt thread, owned by the site panel.

    Signals:
        new_box_accepted, new_box_dismissed: The id of a new box whose link was clicked.
        name_given: BoxKey and the name that a person typed; the tree itself is not changed.
    """

    new_box_accepted = Signal(str)
    new_box_dismissed = Signal(str)
    name_given = Signal(object, str)

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        """Paint rows of `view`."""
        super().__init__(view)
        self._theme, self._view = theme, view

    # -- sizes -------------------------------------------------------------------------------------------------------

    def _fonts(self) -> _Fonts:
        font = self._view.font()
        return _Fonts(font, sized(font, 1.0, bold=True), sized(font, SMALL))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """Height depends on what a row has to say; the width is the panel's."""
        fonts = self._fonts()
        body, small = fonts.height(fonts.body), fonts.height(fonts.small)
        match index.data(SiteRole.ROW):
            case BoxRow() as row:
                height = 2 * PAD + body + len(row.lines) * (small + 3)
                if row.meters:
                    height += 4 + small + 3 + BAR_HEIGHT
            case CameraRow():
                height = body + 11
            case NewBoxRow() as row:
                height = 2 * PAD + body + (3 if row.hint else 2) * (small + 4)
            case _:
                height = small + 20
        return QSize(120, height)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        palette, rect = self._theme.palette, _rect(option)
        state = _state(option)
        painter.save()
        self._paint_back(painter, rect, state, palette)
        match index.data(SiteRole.ROW):
            case BoxRow() as row:
                self._paint_box(painter, rect, row, palette)
                if index.model().rowCount(index) > 0:
                    _paint_toggle(painter, rect, bool(state & QStyle.StateFlag.State_Open), state, palette)
            case CameraRow() as row:
                self._paint_camera(painter, rect, row, palette)
            case NewBoxRow() as row:
                self._paint_new_box(painter, rect, row, palette)
            case HeadingRow() as row:
                self._paint_heading(painter, rect, row, palette)
        painter.restore()

    def _paint_back(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, palette: Palette) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.selected)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), palette.selected_bar)
        elif state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled:
            painter.fillRect(rect, palette.hover)
        keyboard = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & keyboard == keyboard:
            painter.setPen(QPen(palette.focus, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_box(self, painter: QPainter, rect: QRect, row: BoxRow, palette: Palette) -> None:
        fonts = self._fonts()
        body = fonts.height(fonts.body)
        top, left = rect.top() + PAD, rect.left() + LEFT + 18
        paint_state(painter, QPointF(rect.left() + LEFT + 6, top + body / 2), 5, row.liveness, palette)
        line = QRect(left, top, rect.right() - RIGHT - left + 1, body)
        self._paint_pair(
            painter,
            line,
            (row.name, fonts.strong, palette.text),
            (row.address if row.address != row.name else "", fonts.body, palette.text_soft),
        )
        top += body + 3
        small = fonts.height(fonts.small)
        if row.meters:
            area = QRect(left, top + 1, line.width(), small + 3 + BAR_HEIGHT)
            self._paint_meters(painter, area, row.meters, fonts.small, palette)
            top += small + 8 + BAR_HEIGHT
        for sentence in row.lines:
            _paint_line(painter, QRect(left, top, line.width(), small), sentence, fonts.small, palette)
            top += small + 3

    def _paint_meters(
        self, painter: QPainter, area: QRect, meters: tuple[Meter, ...], font: QFont, palette: Palette
    ) -> None:
        names = (translate("Site", "CPU"), translate("Site", "Mem"), translate("Site", "Disk"))
        gap = 10
        width = (area.width() - 2 * gap) / 3
        text_height = QFontMetrics(font).height()
        painter.setFont(font)
        for place, (name, meter) in enumerate(zip(names, meters, strict=False)):
            left = area.left() + place * (width + gap)
            painter.setPen({"warn": palette.warn_text, "bad": palette.bad_text}.get(meter.level, palette.text_soft))
            text = QRectF(left, area.top(), width + gap - 2, text_height)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{name} {meter.text}")
            track = QRectF(left, area.top() + text_height + 3, width, BAR_HEIGHT)
            paint_meter(painter, track, meter, palette)

    def _paint_camera(self, painter: QPainter, rect: QRect, row: CameraRow, palette: Palette) -> None:
        fonts = self._fonts()
        left = rect.left() + LEFT + 35
        paint_state(painter, QPointF(rect.left() + LEFT + 23, rect.center().y() + 0.5), 4.5, row.status, palette)
        line = QRect(left, rect.top(), rect.right() - RIGHT - left + 1, rect.height())
        self._paint_pair(
            painter, line, (row.name, fonts.body, palette.text), (row.kind, fonts.small, palette.text_soft)
        )

    def _paint_new_box(self, painter: QPainter, rect: QRect, row: NewBoxRow, palette: Palette) -> None:
        fonts = self._fonts()
        body, small = fonts.height(fonts.body), fonts.height(fonts.small)
        left, top = rect.left() + LEFT + 18, rect.top() + PAD
        width = rect.right() - RIGHT - left + 1
        painter.setPen(QPen(palette.accent_text, 1.6))
        centre = QPointF(rect.left() + LEFT + 6, top + body / 2)
        painter.drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0))
        painter.drawLine(centre - QPointF(0, 4), centre + QPointF(0, 4))
        pair = (row.title, fonts.strong, palette.text), (row.messages, fonts.small, palette.text_soft)
        self._paint_pair(painter, QRect(left, top, width, body), *pair)
        top += body + 3
        _paint_line(painter, QRect(left, top, width, small), TreeLine(row.detail, "soft"), fonts.small, palette)
        if row.hint:
            top += small + 3
            _paint_line(painter, QRect(left, top, width, small), TreeLine(row.hint, "warn"), fonts.small, palette)
        underlined = QFont(fonts.small)
        underlined.setUnderline(True)
        painter.setFont(underlined)
        painter.setPen(palette.accent_text)
        for text, area in zip(_link_texts(), self._link_areas(rect), strict=True):
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: HeadingRow, palette: Palette) -> None:
        painter.setPen(palette.border_soft)
        painter.drawLine(rect.left(), rect.top() + 6, rect.right(), rect.top() + 6)
        painter.setFont(section_font(self._view.font()))
        painter.setPen(palette.text_soft)
        area = rect.adjusted(LEFT, 8, -RIGHT, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.text.upper())

    def _paint_pair(
        self, painter: QPainter, line: QRect, left: tuple[str, QFont, QColor], right: tuple[str, QFont, QColor]
    ) -> None:
        """A name and what stands at the right edge; a long name is cut, the right one never."""
        text, font, colour = right
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        text, font, colour = left
        room = line.adjusted(0, 0, -(width + 8) if width else 0, 0)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    # -- mouse and editing -------------------------------------------------------------------------------------------

    def _link_areas(self, rect: QRect) -> tuple[QRect, QRect]:
        """Where the links of a new box stand inside its row."""
        metrics = QFontMetrics(self._fonts().small)
        first, second = _link_texts()
        left, height = rect.left() + LEFT + 18, metrics.height() + 4
        top = rect.bottom() - PAD - height + 3
        width = metrics.horizontalAdvance(first) + 2
        return QRect(left, top, width, height), QRect(
            left + width + 16, top, metrics.horizontalAdvance(second) + 2, height
        )

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Links of a new box, and the triangle that folds a box's cameras."""
        row = index.data(SiteRole.ROW)
        if isinstance(event, QMouseEvent) and isinstance(row, NewBoxRow):
            return self._link_event(event, row, _rect(option))
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(row, BoxRow)
            and event.position().x() - _rect(option).left() < TOGGLE_WIDTH
        ):
            where = self._view.indexAt(event.position().toPoint())
            self._view.setExpanded(where, not self._view.isExpanded(where))
            return True
        return super().editorEvent(event, model, option, index)

    def _link_event(self, event: QMouseEvent, row: NewBoxRow, rect: QRect) -> bool:
        accept, dismiss = self._link_areas(rect)
        position = event.position().toPoint()
        over = accept.contains(position) or dismiss.contains(position)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(shape)
        if event.type() != QEvent.Type.MouseButtonRelease or event.button() is not Qt.MouseButton.LeftButton:
            return over
        if accept.contains(position):
            self.new_box_accepted.emit(row.id)
        elif dismiss.contains(position):
            self.new_box_dismissed.emit(row.id)
        return over

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002, N802
        """A field for a box's name."""
        field = QLineEdit(parent)
        field.setAccessibleName(translate("Site", "Name of the box"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Fill the field once: ages tick every second, and must not undo what is being typed."""
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: ARG002, N802
        """Say which name was typed; the registry decides and tells the tree."""
        row = index.data(SiteRole.ROW)
        if isinstance(editor, QLineEdit) and isinstance(row, BoxRow):
            name = editor.text().strip()
            if name and name != row.name:
                self.name_given.emit(row.key, name)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002, N802
        """The field covers the name's line."""
        rect = _rect(option)
        editor.setGeometry(
            rect.left() + LEFT + 10, rect.top() + 1, rect.width() - LEFT - 16, editor.sizeHint().height()
        )


def section_font(font: QFont) -> QFont:
    """Small, bold, widely set: for headings in capitals."""
    chosen = sized(font, SMALL, bold=True)
    chosen.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return chosen


def paint_meter(painter: QPainter, track: QRectF, meter: Meter, palette: Palette) -> None:
    """Paint one thin meter; an unknown one is an empty track."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = track.height() / 2
    painter.setBrush(palette.meter_track)
    painter.drawRoundedRect(track, radius, radius)
    if meter.percent:
        painter.setBrush({"warn": palette.warn, "bad": palette.bad}.get(meter.level, palette.meter))
        width = max(track.height(), track.width() * meter.percent / 100)
        painter.drawRoundedRect(QRectF(track.left(), track.top(), width, track.height()), radius, radius)
    painter.restore()


def _paint_line(painter: QPainter, area: QRect, line: TreeLine, font: QFont, palette: Palette) -> None:
    colours = {"bad": palette.bad_text, "warn": palette.warn_text}
    painter.setFont(font)
    painter.setPen(colours.get(line.level, palette.text_soft))
    shown = QFontMetrics(font).elidedText(line.text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_toggle(painter: QPainter, rect: QRect, is_open: bool, state: QStyle.StateFlag, palette: Palette) -> None:
    """A small triangle where cameras are folded away; on an open box only under the mouse."""
    if is_open and not state & QStyle.StateFlag.State_MouseOver:
        return
    centre = QPointF(rect.left() + 8, rect.top() + PAD + 8)
    points = (
        [QPointF(-3.2, -1.8), QPointF(3.2, -1.8), QPointF(0, 2.4)]
        if is_open
        else [QPointF(-1.8, -3.2), QPointF(-1.8, 3.2), QPointF(2.4, 0)]
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.text_faint)
    painter.drawPolygon(QPolygonF([centre + point for point in points]))
    painter.restore()


def _link_texts() -> tuple[str, str]:
    return translate("NewBox", "Add to site"), translate("NewBox", "Dismiss")


def _rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return option.state
