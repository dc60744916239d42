"""Paints one row of the feed: two thumbnails, who, where, when, and the score."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sophon_monitor.domain.records import Verdict
from sophon_monitor.protocol.messages import Picture, PictureState
from sophon_monitor.qtmodels.feed_model import THUMBNAIL_PX, FeedModel, FeedRole
from sophon_monitor.qtmodels.feed_row import FeedRow
from sophon_monitor.qtmodels.picture_store import PicturePart
from sophon_monitor.qtmodels.verdict_words import MARKS
from sophon_monitor.widgets.live_words import missing_thumbnail, not_registered_thumbnail
from sophon_monitor.widgets.person_badge import badge_colours, badge_size, draw_badge
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Palette, Theme

Index = QModelIndex | QPersistentModelIndex
PAD, GAP = 10, 8
FADE_S = 0.15
SCORE_SIZE = 1.2
VERDICT_PX = 22
MOST_DRAWN = 40
_SHOWN_STATES = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_HasFocus
    | QStyle.StateFlag.State_Active
)


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """Everything that the drawing of a row depends on. Rows and palettes are frozen: the same object looks the same."""

    row: FeedRow
    size: QSize
    state: QStyle.StateFlag
    live: int
    registered: int
    note: str
    palette: Palette
    font: str

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Look)
            and self.row is other.row
            and self.palette is other.palette
            and (self.size, self.state, self.live, self.registered, self.note, self.font)
            == (other.size, other.state, other.live, other.registered, other.note, other.font)
        )

    __hash__ = None  # type: ignore[assignment]


class FeedDelegate(QStyledItemDelegate):
    """Draws prepared rows. Remembers which events were painted whole, for the event-to-screen figure.

    Attributes:
        note: Says why a row is shown although the filter might hide it; set by the feed.
        painted: Serials of events painted with their live face, or the words in its place, since last cleared.
        is_lacking: A painted row has thumbnails that are only in the archive; set back by the feed.
        fading: Row id and begin of the rows that are fading in.
    """

    def __init__(self, theme: Theme, model: FeedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.note: Callable[[FeedRow], str] | None = None
        self.painted: list[int] = []
        self.is_lacking = False
        self.fading: dict[int, float] = {}
        self._drawn: dict[int, tuple[_Look, QPixmap]] = {}
        self._fonts: tuple[QFont, QFont, QFont, QFont, QFont] | None = None
        self._fonts_of = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """All rows have one height."""
        name, _, small, _, _ = self._fonts_for(option.font)
        text = QFontMetricsF(name).height() + 2 * QFontMetricsF(small).height() + 6
        return QSize(300, max(THUMBNAIL_PX.height(), round(text)) + 2 * 8 + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row, as a rule by copying what was drawn of it before."""
        row = index.data(FeedRole.ROW)
        if not isinstance(row, FeedRow):
            return
        live, registered = self._thumbnails(row)
        note = self.note(row) if self.note is not None else ""
        look = _Look(
            row,
            option.rect.size(),
            option.state & _SHOWN_STATES,
            live.cacheKey() if live is not None else 0,
            registered.cacheKey() if registered is not None else 0,
            note,
            self._theme.palette,
            option.font.key(),
        )
        known = self._drawn.pop(row.row_id, None)
        if known is None or known[0] != look:
            known = (look, self._draw(option, row, live, registered, note, painter.device().devicePixelRatio()))
        self._drawn[row.row_id] = known
        while len(self._drawn) > MOST_DRAWN:
            del self._drawn[next(iter(self._drawn))]
        began = self.fading.get(row.row_id)
        if began is not None:
            painter.setOpacity(min(max((time.monotonic() - began) / FADE_S, 0.15), 1.0))
        painter.drawPixmap(option.rect.topLeft(), known[1])
        painter.setOpacity(1.0)
        lacks = self._model.lacks_bytes(row)
        self.is_lacking |= lacks
        if live is not None or row.record.live.state is not PictureState.PRESENT or lacks:
            self.painted.append(row.serial)

    def _thumbnails(self, row: FeedRow) -> tuple[QImage | None, QImage | None]:
        record, found = row.record, PictureState.PRESENT
        live = self._model.thumbnail(row, PicturePart.LIVE) if record.live.state is found else None
        shown = self._model.thumbnail(row, PicturePart.REGISTERED) if record.registered.state is found else None
        return live, shown

    def _draw(
        self,
        option: QStyleOptionViewItem,
        row: FeedRow,
        live: QImage | None,
        registered: QImage | None,
        note: str,
        ratio: float,
    ) -> QPixmap:
        size = option.rect.size()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._theme.palette.surface)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(QPointF(), size.toSizeF())
        self._paint_ground(painter, option, rect)
        left = rect.left() + PAD
        self._paint_thumbnail(painter, rect, left, row.record.live, missing_thumbnail(row.record.live.state), live)
        left += THUMBNAIL_PX.width() + GAP
        state = row.record.registered.state
        reason = not_registered_thumbnail() if row.is_not_registered else missing_thumbnail(state)
        self._paint_thumbnail(painter, rect, left, row.record.registered, reason, registered)
        left += THUMBNAIL_PX.width() + GAP
        right = self._paint_score(painter, rect, option, row, note)
        self._paint_words(painter, QRectF(left, rect.top(), right - left, rect.height()), option, row)
        painter.end()
        return pixmap

    # -- parts -------------------------------------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        palette = self._theme.palette
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

    def _paint_thumbnail(
        self, painter: QPainter, rect: QRectF, left: float, picture: Picture, reason: str, image: QImage | None
    ) -> None:
        """Draw a thumbnail, or why there is none; plain ground while it is being decoded."""
        width, height = THUMBNAIL_PX.width(), THUMBNAIL_PX.height()
        place = QRectF(left, rect.top() + (rect.height() - 1 - height) / 2, width, height)
        if picture.state is not PictureState.PRESENT:
            self._paint_reason(painter, place, reason)
        elif image is not None and image.isNull():
            self._paint_reason(painter, place, missing_thumbnail(PictureState.UNDECODABLE))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.palette.picture_back if image is None else thumbnail_brush(image, place))
            painter.drawRoundedRect(place, 4, 4)

    def _paint_reason(self, painter: QPainter, place: QRectF, text: str) -> None:
        palette = self._theme.palette
        painter.setPen(QPen(palette.text_faint, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(palette.text_soft)
        painter.setFont(self._tiny)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(1, 1, -1, -1), flags, text)

    def _paint_score(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, row: FeedRow, note: str
    ) -> float:
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
        under = note
        if row.score_level == "low" and row.record.threshold is not None:
            under = f"< {row.record.threshold:g}"
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        if under:
            wide_under = metrics.horizontalAdvance(under)
            wide = max(wide, wide_under)
            place = QRectF(right - wide_under - 1, line.bottom() + 1, wide_under + 1, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, under)
        third = line.bottom() + 3 + metrics.height()
        if row.record.verdict is not None:
            self._paint_verdict(
                painter, QPointF(right, third if under else line.bottom() + 1), row.record.verdict, name
            )
        if row.count > 1:
            self._paint_count(
                painter, right - (VERDICT_PX if row.record.verdict and under else 0), third, row.count, small
            )
        return right - wide - GAP

    def _paint_verdict(self, painter: QPainter, corner: QPointF, verdict: Verdict, font: QFont) -> None:
        palette = self._theme.palette
        colours = {Verdict.RIGHT: palette.good_text, Verdict.WRONG: palette.bad_text, Verdict.UNSURE: palette.text_soft}
        painter.setFont(font)
        painter.setPen(colours[verdict])
        place = QRectF(corner.x() - VERDICT_PX, corner.y(), VERDICT_PX, QFontMetricsF(font).height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, MARKS[verdict])

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


def thumbnail_brush(image: QImage, place: QRectF) -> QBrush:
    """The image as a brush, so that its corners can be round without a clip."""
    scale = 1.0 / image.devicePixelRatio()
    plain = QImage(image)
    plain.setDevicePixelRatio(1.0)  # Qt would divide the place by the ratio, too
    brush = QBrush(plain)
    brush.setTransform(QTransform.fromTranslate(place.x(), place.y()).scale(scale, scale))
    return brush
