"""What lies behind and before the curves of a plot: grid, bands of silence, crosshair, marked span, box numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sophon_monitor.widgets.theme import Palette

BADGE_PX = 13
MOST_TEXT_ROWS = 3  # more would bury the curves
FEW_BOXES = 4  # among more curves one line is enough to bury


@dataclass(frozen=True, slots=True)
class Band:
    """One silence as drawn.

    Attributes:
        watched: False is drawn hatched: nobody was listening.
    """

    start_s: float
    end_s: float
    text: str
    watched: bool = True


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a box beside the end of its curve."""

    text: str
    colour: QColor
    value: float


@dataclass(frozen=True, slots=True)
class Dot:
    """The point of a curve under the crosshair."""

    at_s: float
    value: float
    colour: QColor


class _Layer(QGraphicsItem):
    """A layer that covers the plot's view in pixels. The owner sets `view`, the view's rectangle."""

    def __init__(self, palette: Palette, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.palette = palette
        self.view = QRectF()
        self.stretch = (0.0, 1.0)
        self.values = (0.0, 1.0)
        self.font = QFont()

    def set_view(self, view: QRectF) -> None:
        """The view was laid out anew."""
        if view != self.view:
            self.prepareGeometryChange()
            self.view = view

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """The view and the margin at its right, where the numbers stand."""
        return self.view.adjusted(0, 0, 40, 0)

    def x_of(self, at_s: float) -> float:
        """Pixel of a moment."""
        first_s, last_s = self.stretch
        return self.view.left() + (at_s - first_s) / (last_s - first_s) * self.view.width()

    def y_of(self, value: float) -> float:
        """Pixel of a value."""
        low, high = self.values
        return self.view.bottom() - (value - low) / (high - low) * self.view.height()


class PlotBack(_Layer):
    """Grid and bands, behind the curves."""

    def __init__(self, palette: Palette, parent: QGraphicsItem) -> None:
        super().__init__(palette, parent)
        self.levels: tuple[float, ...] = ()
        self.marks: tuple[float, ...] = ()
        self.bands: tuple[Band, ...] = ()
        self.setZValue(-100)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw in pixels of the view."""
        self._draw_bands(painter)
        painter.setPen(QPen(self.palette.plot_grid, 0))
        for level in self.levels:
            y = min(max(self.y_of(level), self.view.top()), self.view.bottom() - 1)
            painter.drawLine(QPointF(self.view.left(), y), QPointF(self.view.right(), y))
        for at_s in self.marks:
            painter.drawLine(QPointF(self.x_of(at_s), self.view.top()), QPointF(self.x_of(at_s), self.view.bottom()))

    def _draw_bands(self, painter: QPainter) -> None:
        for band in self.bands:
            left, right = max(self.x_of(band.start_s), self.view.left()), min(self.x_of(band.end_s), self.view.right())
            if right < self.view.left() or left > self.view.right():
                continue
            rect = QRectF(left, self.view.top(), max(right - left, 2.0), self.view.height())
            if band.watched:
                painter.fillRect(rect, self.palette.plot_gap)
            else:
                painter.fillRect(rect, self.palette.surface_alt)
                painter.fillRect(rect, QBrush(self.palette.border, Qt.BrushStyle.BDiagPattern))


class PlotFront(_Layer):
    """Crosshair, marked span and numbers of boxes, before the curves."""

    def __init__(self, palette: Palette, parent: QGraphicsItem) -> None:
        super().__init__(palette, parent)
        self.cursor_s: float | None = None
        self.dots: tuple[Dot, ...] = ()
        self.span: tuple[float, float] | None = None
        self.badges: tuple[Badge, ...] = ()
        self.bands: tuple[Band, ...] = ()
        self.setZValue(100)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw in pixels of the plot."""
        self._draw_band_texts(painter)
        if self.span is not None:
            left, right = sorted((self.x_of(self.span[0]), self.x_of(self.span[1])))
            shade = QColor(self.palette.accent)
            shade.setAlpha(50)
            painter.fillRect(QRectF(left, self.view.top(), right - left, self.view.height()), shade)
        if self.cursor_s is not None and self.stretch[0] <= self.cursor_s <= self.stretch[1]:
            painter.setPen(QPen(self.palette.plot_cursor, 1, Qt.PenStyle.DotLine))
            x = round(self.x_of(self.cursor_s))
            painter.drawLine(QPointF(x, self.view.top()), QPointF(x, self.view.bottom()))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            for dot in self.dots:
                painter.setPen(QPen(self.palette.surface, 1.5))
                painter.setBrush(dot.colour)
                painter.drawEllipse(QPointF(self.x_of(dot.at_s), self.y_of(dot.value)), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._draw_badges(painter)

    def _draw_band_texts(self, painter: QPainter) -> None:
        """Write at the top of each band, in the first line that is free there; before the curves, on a plate."""
        painter.setFont(self.font)
        metrics = QFontMetricsF(self.font)
        high = metrics.height()
        most = MOST_TEXT_ROWS if len(self.badges) <= FEW_BOXES else 1
        ends = [self.view.left()] * min(max(int(self.view.height() // high), 1), most)
        for band in self.bands:
            if band.end_s < self.stretch[0] or band.start_s > self.stretch[1]:
                continue
            wide = metrics.horizontalAdvance(band.text)
            left, right = max(self.x_of(band.start_s), self.view.left()), self.x_of(band.end_s)
            # The text may stand out at the right; near the edge it moves left instead of being cut.
            x = max(min(left + 5, self.view.right() - wide - 5), self.view.left() + 3)
            row = next((row for row, end in enumerate(ends) if x >= end), None)
            if row is None:
                continue
            ends[row] = x + wide + 8
            plate = QRectF(x - 3, self.view.top() + 1 + row * high, wide + 6, high)
            if not band.watched:
                painter.fillRect(plate, self.palette.surface_alt)
            else:  # letters on curves cannot be read; within the band there are none
                shade = QColor(self.palette.surface)
                shade.setAlpha(205)
                if plate.left() < left:
                    painter.fillRect(QRectF(plate.topLeft(), QPointF(left, plate.bottom())), shade)
                if plate.right() > right:
                    painter.fillRect(QRectF(QPointF(max(right, left + 2), plate.top()), plate.bottomRight()), shade)
            painter.setPen(self.palette.bad_text if band.watched else self.palette.text_soft)
            painter.drawText(plate.adjusted(3, 0, 3, 0), Qt.AlignmentFlag.AlignLeft, band.text)

    def _draw_badges(self, painter: QPainter) -> None:
        font = QFont(self.font)
        font.setBold(True)
        painter.setFont(font)
        top, bottom = self.view.top(), self.view.bottom() - BADGE_PX
        fitting = max(int(self.view.height() // BADGE_PX), 1)
        shown = sorted(self.badges, key=_by_value)[:fitting]
        below = bottom + BADGE_PX
        for left, badge in zip(range(len(shown) - 1, -1, -1), shown, strict=True):
            y = min(self.y_of(badge.value) - BADGE_PX / 2, below - BADGE_PX)
            y = max(y, top + left * BADGE_PX)  # leave room for those above
            below = y
            painter.setPen(badge.colour)
            painter.drawText(QRectF(self.view.right() + 5, y, 24, BADGE_PX), Qt.AlignmentFlag.AlignVCenter, badge.text)


def _by_value(badge: Badge) -> float:
    return badge.value
