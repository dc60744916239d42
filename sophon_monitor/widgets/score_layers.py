"""What is painted on the plot of scores, in pixels: bars by verdict behind, the threshold and the asked line before.

A verdict is a colour and a pattern, so that it is told without the colour too. Knows no pyqtgraph.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from sophon_monitor.domain.score_statistics import Histogram, Outcome
from sophon_monitor.widgets.theme import Palette

STACK = (Outcome.RIGHT, Outcome.WRONG, Outcome.UNSURE, Outcome.NOT_JUDGED)  # from the axis upwards
LEAST_BAR_PX = 2.0  # one wrong match among a thousand right ones is still seen
GAP_PX = 1.0
HANDLE_PX = 5.0
LABEL_GAP_PX = 5.0


def paint_outcome(painter: QPainter, rect: QRectF, outcome: Outcome, palette: Palette) -> None:
    """Fill a bar, or a mark of the legend: full, hatched, dotted, hollow."""
    match outcome:
        case Outcome.RIGHT:
            painter.fillRect(rect, palette.good)
        case Outcome.WRONG:
            painter.fillRect(rect, palette.bad)
            painter.fillRect(rect, QBrush(palette.surface, Qt.BrushStyle.BDiagPattern))
            _frame(painter, rect, QPen(palette.bad, 1))
        case Outcome.UNSURE:
            painter.fillRect(rect, palette.warn_soft)
            painter.fillRect(rect, QBrush(palette.warn, Qt.BrushStyle.Dense4Pattern))
            _frame(painter, rect, QPen(palette.warn, 1))
        case Outcome.NOT_JUDGED:
            painter.fillRect(rect, palette.meter_track)
            _frame(painter, rect, QPen(palette.idle, 1))


def _frame(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class _Layer(QGraphicsItem):
    """Covers the plot's view in pixels. The owner sets `view`, `stretch` and `top`, and calls `update()`."""

    def __init__(self, palette: Palette, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.palette = palette
        self.font = QFont()
        self.view = QRectF()
        self.stretch = (0.0, 1.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_view(self, view: QRectF) -> None:
        """The view was laid out anew."""
        if view != self.view:
            self.prepareGeometryChange()
            self.view = view

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """The view, and what stands out at its sides and above."""
        return self.view.adjusted(-HANDLE_PX - 1, -40, HANDLE_PX + 1, 2)

    def x_of(self, score: float) -> float:
        """Pixel of a score."""
        low, high = self.stretch
        return self.view.left() + (score - low) / (high - low) * self.view.width()


class ScoreBars(_Layer):
    """Stacked bars, and the grid behind them.

    Attributes:
        drawn: The counts; None for none. shown: The outcomes that are not hidden. levels: Counts that get a line.
        top: Count at the upper end of the view.
    """

    def __init__(self, palette: Palette, parent: QGraphicsItem) -> None:
        super().__init__(palette, parent)
        self.drawn: Histogram | None = None
        self.shown: frozenset[Outcome] = frozenset(STACK)
        self.levels: tuple[int, ...] = ()
        self.top = 1.0
        self.setZValue(-100)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw in pixels of the view."""
        painter.setPen(QPen(self.palette.plot_grid, 0))
        for level in self.levels:
            y = round(self.view.bottom() - level / self.top * self.view.height())
            painter.drawLine(QPointF(self.view.left(), y), QPointF(self.view.right(), y))
        if self.drawn is None:
            return
        shown = [outcome for outcome in STACK if outcome in self.shown]
        edges = [round(self.x_of(float(edge))) for edge in self.drawn.edges]
        for place in range(len(edges) - 1):
            self._paint_bar(painter, edges[place] + GAP_PX, edges[place + 1], place, shown)
        painter.setPen(QPen(self.palette.plot_cursor, 1))
        painter.drawLine(self.view.bottomLeft(), self.view.bottomRight())

    def _paint_bar(self, painter: QPainter, left: float, right: float, place: int, shown: list[Outcome]) -> None:
        assert self.drawn is not None
        bottom = float(round(self.view.bottom()))
        for outcome in shown:
            count = int(self.drawn.counts[outcome][place])
            if count:
                high = max(round(count / self.top * self.view.height()), LEAST_BAR_PX)
                bar = QRectF(left, bottom - high, max(right - left, 1.0), high)
                paint_outcome(painter, bar, outcome, self.palette)
                bottom -= high


class ScoreLines(_Layer):
    """The box's threshold, dashed, and the line that asks "what if", which can be dragged; their labels above the bars.

    Attributes:
        threshold, line: Scores; None where there is none. threshold_text, line_text: Their labels.
        has_focus: The line is moved by keys now.
    """

    def __init__(self, palette: Palette, parent: QGraphicsItem) -> None:
        super().__init__(palette, parent)
        self.threshold: float | None = None
        self.line: float | None = None
        self.threshold_text = ""
        self.line_text = ""
        self.has_focus = False
        self.setZValue(100)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Draw in pixels of the plot."""
        painter.setFont(self.font)
        metrics = QFontMetricsF(self.font)
        if self.threshold is not None:
            x = round(self.x_of(self.threshold)) + 0.5
            painter.setPen(QPen(self.palette.text, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, self.view.top() - 2), QPointF(x, self.view.bottom()))
        if self.line is not None:
            self._paint_line(painter, round(self.x_of(self.line)) + 0.5)
        base = self.view.top() - 4 - metrics.descent()
        for left, text, is_line in self._labels(metrics):
            painter.setPen(self.palette.accent_text if is_line else self.palette.text_soft)
            painter.drawText(QPointF(left, base), text)

    def _paint_line(self, painter: QPainter, x: float) -> None:
        colour = self.palette.accent
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        top, bottom = self.view.top(), self.view.bottom()
        if self.line != self.threshold:  # on the threshold the dashes stay
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.setPen(QPen(self.palette.focus if self.has_focus else self.palette.surface, 2 if self.has_focus else 1))
        painter.setBrush(colour)
        middle = (top + bottom) / 2
        painter.drawRoundedRect(QRectF(x - HANDLE_PX, middle - 9, 2 * HANDLE_PX, 18), 3, 3)
        painter.setPen(QPen(self.palette.on_accent, 1))
        for side in (-1.5, 1.5):
            painter.drawLine(QPointF(x + side, middle - 4), QPointF(x + side, middle + 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([QPointF(x - 4, top - 4), QPointF(x + 4, top - 4), QPointF(x, top + 2)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _labels(self, metrics: QFontMetricsF) -> list[tuple[float, str, bool]]:
        """Left end, text, whether it is the line's; none where it would stand on the other one."""
        found: list[tuple[float, str, bool]] = []
        # Scores lie mostly at the right, so there is room at the left; the two labels turn away from each other.
        is_line_right = self.line is None or self.threshold is None or self.line >= self.threshold
        taken = (0.0, 0.0)
        if self.threshold is not None:
            wide = metrics.horizontalAdvance(self.threshold_text)
            left = self._label_left(self.threshold, wide, taken, is_right=not is_line_right)
            if left is not None:
                found.append((left, self.threshold_text, False))
                taken = (left, left + wide)
        if self.line is not None and self.line != self.threshold:
            left = self._label_left(self.line, metrics.horizontalAdvance(self.line_text), taken, is_right=is_line_right)
            if left is not None:
                found.append((left, self.line_text, True))
        return found

    def _label_left(self, at: float, wide: float, taken: tuple[float, float], *, is_right: bool) -> float | None:
        """Where a label begins: on the side wanted, else on the other one; None where there is no room."""
        sides = (self.x_of(at) + LABEL_GAP_PX, self.x_of(at) - LABEL_GAP_PX - wide)
        for left in sides if is_right else reversed(sides):
            is_inside = self.view.left() <= left and left + wide <= self.view.right() + HANDLE_PX
            if is_inside and (left + wide <= taken[0] or left >= taken[1]):
                return left
        return None
