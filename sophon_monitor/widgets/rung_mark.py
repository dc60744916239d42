"""The marks of the ladder: they differ in outline as well as in colour. A word stands beside each."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sophon_monitor.domain.ladder import RungState
from sophon_monitor.widgets.theme import Palette


class Mark(Enum):
    """What stands before a rung."""

    OK = auto()  # a tick
    FAILED = auto()  # a cross
    UNKNOWN = auto()  # a ring
    SKIPPED = auto()  # a dash
    WAITING = auto()  # a dot
    RUNNING = auto()  # three dots


def mark_of(state: RungState | None, *, is_running: bool) -> Mark:
    """The mark of a rung; `state` is None while it has not been tried."""
    match state:
        case RungState.OK:
            return Mark.OK
        case RungState.FAILED:
            return Mark.FAILED
        case RungState.UNKNOWN:
            return Mark.UNKNOWN
        case RungState.SKIPPED:
            return Mark.SKIPPED
        case None:
            return Mark.RUNNING if is_running else Mark.WAITING


def paint_mark(painter: QPainter, square: QRectF, mark: Mark, palette: Palette) -> None:
    """Paint one mark into a square of 10 to 16 logical pixels."""
    left, top, side = square.left(), square.top(), square.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = _colour(mark, palette)
    painter.setPen(QPen(colour, max(1.8, side * 0.17), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    match mark:
        case Mark.OK:
            points = ((0.08, 0.55), (0.38, 0.84), (0.94, 0.2))
            painter.drawPolyline(QPolygonF([QPointF(left + x * side, top + y * side) for x, y in points]))
        case Mark.FAILED:
            inner = square.adjusted(side * 0.15, side * 0.15, -side * 0.15, -side * 0.15)
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.topRight(), inner.bottomLeft())
        case Mark.UNKNOWN:
            painter.drawEllipse(square.adjusted(1, 1, -1, -1))
        case Mark.SKIPPED:
            middle = square.center().y()
            painter.drawLine(QPointF(left + side * 0.2, middle), QPointF(left + side * 0.8, middle))
        case Mark.WAITING:
            _paint_dots(painter, square, colour, (0.5,))
        case Mark.RUNNING:
            _paint_dots(painter, square, colour, (0.12, 0.5, 0.88))
    painter.restore()


def paint_chevron(painter: QPainter, square: QRectF, colour: QColor, *, is_open: bool) -> None:
    """Paint the arrow of a row that opens: down while it is open, to the right while it is closed."""
    points = ((0.15, 0.35), (0.5, 0.7), (0.85, 0.35)) if is_open else ((0.35, 0.15), (0.7, 0.5), (0.35, 0.85))
    side = square.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([QPointF(square.left() + x * side, square.top() + y * side) for x, y in points]))
    painter.restore()


def _paint_dots(painter: QPainter, square: QRectF, colour: QColor, places: tuple[float, ...]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for place in places:
        centre = QPointF(square.left() + place * square.width(), square.center().y())
        painter.drawEllipse(centre, 1.7, 1.7)


def _colour(mark: Mark, palette: Palette) -> QColor:
    match mark:
        case Mark.OK:
            return palette.good
        case Mark.FAILED:
            return palette.bad_text  # stands on `bad_soft`
        case Mark.RUNNING:
            return palette.accent
        case Mark.UNKNOWN | Mark.SKIPPED | Mark.WAITING:
            return palette.idle
