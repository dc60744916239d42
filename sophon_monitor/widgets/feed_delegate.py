"""Paints one row of the feed: two thumbnails, who, where, when, and the score."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.feed_model import THUMBNAIL_PX, FeedModel, FeedRole
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.picture_store import PicturePart
from sophon_monitor.widgets.live_words import missing_thumbnail, not_registered_thumbnail
from sophon_monitor.widgets.person_badge import badge_colours, badge_size, draw_badge
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PAD, GAP = 10, 8
FADE_S = 0.15
SCORE_SIZE = 1.2
MOST_PIXMAPS = 400


class FeedDelegate(QStyledItemDelegate):
    """Draws prepared rows. Remembers which events were painted whole, for the event-to-screen figure.

    Attributes:
        note: Says why a row is shown although the filter might hide it; set by the feed.
        painted: Serials of events painted with their live face, or the words in its place, since last cleared.
        fading: Row id and begin of the rows that are fading in.
    """

    def __init__(self, theme: Theme, model: FeedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.note: Callable[[FeedRow], str] | None = None
        self.painted: list[int] = []
        self.fading: dict[int, float] = {}
        self._pixmaps: dict[int, QPixmap] = {}
        self._fonts: tuple[QFont, QFont, QFont, QFont, QFont] | None = None
        self._fonts_of = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """All rows have one height."""
        name, _, small, _, _ = self._fonts_for(option.font)
        text = QFontMetricsF(name).height() + 2 * QFontMetricsF(small).height() + 6
        return QSize(300, max(THUMBNAIL_PX.height(), round(text)) + 2 * 8 + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(FeedRole.ROW)
        if not isinstance(row, FeedRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        if (began := self.fading.get(row.row_id)) is not None:
            painter.setOpacity(min(max((time.monotonic() - began) / FADE_S, 0.15), 1.0))
        rect = QRectF(option.rect)
        left = rect.left() + PAD
        is_whole = self._paint_thumbnail(painter, rect, left, row, PicturePart.LIVE)
        left += THUMBNAIL_PX.width() + GAP
        self._paint_thumbnail(painter, rect, left, row, PicturePart.REGISTERED)
        left += THUMBNAIL_PX.width() + GAP
        right = self._paint_score(painter, rect, option, row)
        self._paint_words(painter, QRectF(left, rect.top(), right - left, rect.height()), option, row)
        painter.restore()
        if is_whole:
            self.painted.append(row.serial)

    # -- parts -------------------------------------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        palette, rect = self._theme.palette, QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.selected)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), palette.selected_bar)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.hover)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), palette.border_soft)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(palette.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_thumbnail(self, painter: QPainter, rect: QRectF, left: float, row: FeedRow, part: PicturePart) -> bool:
        """Draw a thumbnail or why there is none; False while it is still being decoded."""
        width, height = THUMBNAIL_PX.width(), THUMBNAIL_PX.height()
        place = QRectF(left, rect.top() + (rect.height() - 1 - height) / 2, width, height)
        picture = row.record.live if part is PicturePart.LIVE else row.record.registered
        if part is PicturePart.REGISTERED and row.is_not_registered:
            self._paint_reason(painter, place, not_registered_thumbnail())
            return True
        if picture.state is not PictureState.PRESENT:
            self._paint_reason(painter, place, missing_thumbnail(picture.state))
            return True
        image = self._model.thumbnail(row, part)
        if image is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.palette.picture_back)
            painter.drawRoundedRect(place, 4, 4)
            return self._model.lacks_bytes(row)
        if image.isNull():
            self._paint_reason(painter, place, missing_thumbnail(Picture(PictureState.UNDECODABLE).state))
            return True
        painter.drawPixmap(place.topLeft(), self._rounded(image))
        return True

    def _paint_reason(self, painter: QPainter, place: QRectF, text: str) -> None:
        palette = self._theme.palette
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(palette.text_soft)
        painter.setFont(self._tiny)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(1, 1, -1, -1), flags, text)

    def _paint_score(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, row: FeedRow) -> float:
        palette = self._theme.palette
        name, _, small, _, score = self._fonts_for(option.font)
        right = rect.right() - PAD
        colour = {"low": palette.warn_text, "unknown": palette.text_soft}.get(row.score_level, palette.text)
        painter.setPen(colour)
        painter.setFont(score)
        wide = QFontMetricsF(score).horizontalAdvance(row.score)
        top = self._first_line(rect, name, small)
        line = QRectF(right - wide - 1, top, wide + 1, QFontMetricsF(name).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.score)
        under = ""
        if row.score_level == "low" and row.record.threshold is not None:
            under = f"< {row.record.threshold:g}"
        elif self.note is not None:
            under = self.note(row)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        if under:
            wide_under = metrics.horizontalAdvance(under)
            wide = max(wide, wide_under)
            place = QRectF(right - wide_under - 1, line.bottom() + 1, wide_under + 1, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, under)
        if row.count > 1:
            self._paint_count(painter, right, line.bottom() + 3 + metrics.height(), row.count, small)
        return right - wide - GAP

    def _paint_count(self, painter: QPainter, right: float, top: float, count: int, font: QFont) -> None:
        palette = self._theme.palette
        text = f"×{count}"
        metrics = QFontMetricsF(font)
        pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 10, metrics.height() + 1)
        pill.moveTopRight(QPointF(right, top))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.border_soft)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(palette.text)
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter, room: QRectF, option: QStyleOptionViewItem, row: FeedRow) -> None:
        palette = self._theme.palette
        name, _, small, badge, _ = self._fonts_for(option.font)
        metrics, small_metrics = QFontMetricsF(name), QFontMetricsF(small)
        badge_width, _ = badge_size(row.person_word, QFontMetricsF(badge))
        top = self._first_line(room, name, small)
        # Where name and badge do not fit beside each other, the badge goes to the line of the time.
        beside = metrics.horizontalAdvance(row.name) + 6 + badge_width <= room.width()
        painter.setFont(name)
        painter.setPen(palette.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room.left(), top, room.width(), metrics.height()), middle, shown)
        spot = QPointF(room.left() + metrics.horizontalAdvance(shown) + 6, top + metrics.height() / 2)
        painter.setFont(small)
        painter.setPen(palette.text_soft)
        line = QRectF(room.left(), top + metrics.height() + 2, room.width(), small_metrics.height())
        for text in (row.camera, row.time):
            cut = small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, middle, cut)
            line.translate(0, small_metrics.height() + 1)
        if not beside:
            right = room.left() + small_metrics.horizontalAdvance(row.time) + 8
            spot = QPointF(right, line.center().y() - small_metrics.height() - 1)
        draw_badge(painter, spot, row.person_word, badge_colours(row.person_type, palette), badge)

    # -- kept between rows -------------------------------------------------------------------------------------------

    def _first_line(self, rect: QRectF, name: QFont, small: QFont) -> float:
        text = QFontMetricsF(name).height() + 3 + 2 * QFontMetricsF(small).height()
        return rect.top() + (rect.height() - 1 - text) / 2

    def _fonts_for(self, font: QFont) -> tuple[QFont, QFont, QFont, QFont, QFont]:
        if self._fonts is None or self._fonts_of != font.key():
            bold = sized(font, 1.0, bold=True)
            bold.setWeight(QFont.Weight.DemiBold)
            badge = sized(font, SMALL)
            badge.setWeight(QFont.Weight.DemiBold)
            self._fonts = (bold, QFont(font), sized(font, SMALL), badge, sized(font, SCORE_SIZE, bold=True))
            self._tiny = sized(font, 0.72)
            self._fonts_of = font.key()
        return self._fonts

    def _rounded(self, image: QImage) -> QPixmap:
        key = image.cacheKey()
        if (known := self._pixmaps.get(key)) is not None:
            return known
        pixmap = QPixmap(image.size())
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(image.devicePixelRatio())
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(image))
        painter.drawRoundedRect(QRectF(QPointF(), image.deviceIndependentSize()), 4, 4)
        painter.end()
        while len(self._pixmaps) >= MOST_PIXMAPS:
            del self._pixmaps[next(iter(self._pixmaps))]
        self._pixmaps[key] = pixmap
        return pixmap
