"""One plot of the Health page; the only file that imports pyqtgraph, 0.3 s that the first window must not wait for.

Import it inside a function. Plots are built once; afterwards curves only get new data. The x window is set from
outside and nothing here finds its own range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainterPath, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from sophon_monitor.widgets.health_overlay import Badge, Band, Dot, PlotBack, PlotFront
from sophon_monitor.widgets.theme import Theme

LEFT_PX, RIGHT_PX = 46, 26  # every plot keeps these free, so that all time axes stand below one another
LABEL_PX = 6  # above and below the view: half a label of the value axis
LEAST_HEIGHT_PX = 50
DRAG_PX = 4  # a shorter drag is a click


@dataclass(frozen=True, slots=True)
class Line:
    """One curve as drawn.

    Attributes:
        shape: Path made by `shape_of`, on a worker.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    shape: object
    colour: QColor
    badge: str = ""
    newest: float | None = None


@dataclass(frozen=True, slots=True)
class Zoom:
    """Asked by the wheel: make the window `factor` times as long, keeping `at_s` where it is."""

    factor: float
    at_s: float


def shape_of(x: NDArray[np.float64], y: NDArray[np.float64]) -> object:
    """The path of a curve, broken at NaN; any thread."""
    return pg.arrayToQPath(x, y, connect="finite")


class _Curve(pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A curve whose path comes ready from a worker and that never asks its data for their bounds.

    With 96 curves these two take 25 of the 40 ms that a frame would cost.
    """

    def show(self, line: Line) -> None:
        """Replace the data."""
        self.setData(line.x, line.y, connect="finite")
        if isinstance(line.shape, QPainterPath):
            self.path = line.shape

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """What is in sight; the data never reach far beyond it."""
        view = self.getViewBox()
        return QRectF() if view is None else view.viewRect()

    def viewTransformChanged(self) -> None:  # noqa: N802 - pyqtgraph's name
        """The view moved, and the bounds with it."""
        self.prepareGeometryChange()


class HealthPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """One measurement over time, for one box or several.

    Signals:
        zoom_asked: A `Zoom`. span_marked: (first_s, last_s) marked by dragging. moved: Seconds to move the window by.
        cursor_moved: Epoch seconds under the mouse, None when it left. now_asked: Double click.
    """

    zoom_asked = Signal(object)
    span_marked = Signal(object)
    moved = Signal(float)
    cursor_moved = Signal(object)
    now_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, viewBox=pg.ViewBox(enableMenu=False, enableMouse=False))
        self._theme = theme
        self._curves: list[_Curve] = []
        self._lines: tuple[Line, ...] = ()
        self._window: tuple[float, float] = (0.0, 1.0)
        self._values = (0.0, 100.0)
        self._levels: tuple[tuple[float, str], ...] = ()
        self._drag_from: QPointF | None = None
        self._is_moving = False
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.hideAxis("bottom")
        item.layout.setContentsMargins(0, LABEL_PX, RIGHT_PX, LABEL_PX)
        self._view: Any = item.getViewBox()
        self._view.disableAutoRange()
        self._view.setDefaultPadding(0.0)
        self._axis: Any = item.getAxis("left")
        self._axis.setWidth(LEFT_PX)
        self._axis.setStyle(tickLength=0, autoExpandTextSpace=False, hideOverlappingLabels=False)
        self._back = PlotBack(theme.palette, self._view)
        self._front = PlotFront(theme.palette, item)
        self._view.sigResized.connect(self._place_layers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(LEAST_HEIGHT_PX)
        self.setFrameShape(self.Shape.NoFrame)
        self.set_values(0.0, 100.0, ())
        self.paint_theme()
        theme.changed.connect(self.paint_theme)

    @property
    def window(self) -> tuple[float, float]:
        """The part of time in sight."""
        return self._window

    @property
    def bands(self) -> tuple[Band, ...]:
        """The silences drawn."""
        return self._back.bands

    @property
    def lines(self) -> tuple[Line, ...]:
        """The curves drawn."""
        return self._lines

    @property
    def curves(self) -> tuple[Any, ...]:
        """The items that draw them, hidden ones too; built once and used again."""
        return tuple(self._curves)

    @property
    def columns(self) -> int:
        """Width of the view in device pixels."""
        return max(int(self._view.width() * self.devicePixelRatioF()), 16)

    def paint_theme(self) -> None:
        """Take over the colours in force."""
        palette = self._theme.palette
        self.setBackground(palette.surface)
        small = QFont(self.font())
        small.setPointSizeF(max(small.pointSizeF() * 0.85, 6.5) if small.pointSizeF() > 0 else 8.0)
        self._axis.setStyle(tickFont=small)
        self._axis.setTextPen(palette.text_soft)
        self._axis.setPen(pg.mkPen(None))
        for layer in (self._back, self._front):
            layer.palette, layer.font = palette, small
            layer.update()

    def set_values(self, low: float, high: float, levels: Sequence[tuple[float, str]]) -> None:
        """Set the value axis: its range and the levels that get a line and a text."""
        if (low, high) == self._values and tuple(levels) == self._levels:
            return
        self._values, self._levels = (low, high), tuple(levels)
        self._view.setYRange(low, high, padding=0)
        self._axis.setTicks([list(self._levels)])
        self._back.levels = tuple(level for level, _ in levels)
        for layer in (self._back, self._front):
            layer.values = (low, high)
            layer.update()

    def set_window(self, first_s: float, last_s: float, marks: Sequence[float]) -> None:
        """Show this part of time, with upright lines at `marks`."""
        self._window = (first_s, last_s)
        self._back.marks = tuple(marks)
        for layer in (self._back, self._front):
            layer.stretch = self._window
            layer.update()
        self._view.setXRange(first_s, last_s, padding=0)
        self._view.updateMatrix()  # else it is done while painting, which paints a second time

    def show_lines(self, lines: Sequence[Line], bands: Sequence[Band]) -> None:
        """Replace all curves and silences; items are reused, never cleared."""
        while len(self._curves) < len(lines):
            curve = _Curve(antialias=False, connect="finite")
            self._curves.append(curve)
            self.addItem(curve, ignoreBounds=True)
        for curve, line in zip(self._curves, lines, strict=False):
            if curve.opts["pen"].color() != line.colour:
                curve.setPen(pg.mkPen(line.colour, width=1))
            curve.show(line)
            curve.setVisible(True)
        for curve in self._curves[len(lines) :]:
            curve.setVisible(False)
        self._lines = tuple(lines)
        self._back.bands = self._front.bands = tuple(bands)
        self._front.badges = tuple(
            Badge(line.badge, line.colour, line.newest) for line in lines if line.badge and line.newest is not None
        )
        self._back.update()
        self._front.update()

    def set_cursor(self, at_s: float | None, dots: Sequence[Dot]) -> None:
        """Draw the crosshair, or none."""
        self._front.cursor_s, self._front.dots = at_s, tuple(dots)
        self._front.update()

    def time_at(self, x_px: float) -> float:
        """The moment at a pixel of this widget."""
        rect = self._view.sceneBoundingRect()
        first_s, last_s = self._window
        share = (x_px - rect.left()) / max(rect.width(), 1.0)
        return float(first_s + min(max(share, 0.0), 1.0) * (last_s - first_s))

    def view_left_and_width(self) -> tuple[int, int]:
        """Where the view begins in this widget, and how wide it is, in pixels."""
        rect = self._view.sceneBoundingRect()
        return round(rect.left()), max(round(rect.width()), 1)

    def x_px_of(self, at_s: float) -> float:
        """The pixel of a moment in this widget."""
        rect = self._view.sceneBoundingRect()
        first_s, last_s = self._window
        return float(rect.left() + (at_s - first_s) / (last_s - first_s) * rect.width())

    def _place_layers(self) -> None:
        self._back.set_view(self._view.rect())
        self._front.set_view(self._view.geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Layers cover the view at its new size."""
        super().resizeEvent(event)
        if hasattr(self, "_front"):  # pyqtgraph resizes inside its constructor
            self._place_layers()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the mouse; sideways wheels and Shift move."""
        steps = event.angleDelta()
        if abs(steps.x()) > abs(steps.y()) or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            first_s, last_s = self._window
            self.moved.emit(-(steps.x() or steps.y()) / 1200 * (last_s - first_s))
        elif steps.y():
            self.zoom_asked.emit(Zoom(0.8 ** (steps.y() / 120), self.time_at(event.position().x())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to mark a span, or with Shift or another button to move."""
        self._drag_from = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._is_moving = shifted or event.button() is not Qt.MouseButton.LeftButton
        event.ignore()  # lets the click give the focus to the page

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Crosshair; while a button is down, the marked span or the moving window."""
        x = event.position().x()
        if self._drag_from is None:
            self.cursor_moved.emit(self.time_at(x))
        elif self._is_moving:
            self.moved.emit(self.time_at(self._drag_from.x()) - self.time_at(x))
            self._drag_from = event.position()
        else:
            self._front.span = (self.time_at(self._drag_from.x()), self.time_at(x))
            self._front.update()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End of a drag: a marked span becomes the window."""
        started, self._drag_from = self._drag_from, None
        self._front.span = None
        self._front.update()
        if started is not None and not self._is_moving and abs(event.position().x() - started.x()) > DRAG_PX:
            ends = sorted((self.time_at(started.x()), self.time_at(event.position().x())))
            self.span_marked.emit((ends[0], ends[1]))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Back to the present."""
        self.now_asked.emit()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The mouse left: no crosshair."""
        self.cursor_moved.emit(None)
        super().leaveEvent(event)
