"""The plot of scores. With health_plot.py the only file that imports pyqtgraph: import it off the Qt loop.

The plot is built once; afterwards it only gets new counts. Nothing here finds its own range.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from sophon_monitor.domain.score_statistics import Histogram, Outcome
from sophon_monitor.qtmodels.score_scales import PERCENT, ScaleView, count_marks
from sophon_monitor.qtmodels.score_words import bin_text, count_axis_text, threshold_label
from sophon_monitor.widgets.score_layers import STACK, ScoreBars, ScoreLines
from sophon_monitor.widgets.theme import Theme

translate = QCoreApplication.translate

LEFT_PX, RIGHT_PX = 58, 14
BOTTOM_PX = 18
GRAB_PX = 8
LEAST_HEIGHT_PX = 70


class ScorePlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Scores by verdict, the box's threshold, and a line that asks what another one would do.

    The line is moved by the mouse, by Left and Right (with Shift five steps); Home puts it onto the threshold. It is
    a question only: nothing is ever written to a box.

    Signals:
        line_moved: Where a person put the line.
    """

    line_moved = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, viewBox=pg.ViewBox(enableMenu=False, enableMouse=False))
        self._theme = theme
        self._scale: ScaleView = PERCENT
        self._is_dragged = False
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        self._view: Any = item.getViewBox()
        self._view.disableAutoRange()
        self._view.setDefaultPadding(0.0)
        self._counts: Any = item.getAxis("left")
        self._counts.setWidth(LEFT_PX)
        self._scores: Any = item.getAxis("bottom")
        self._scores.setHeight(BOTTOM_PX)
        for axis in (self._counts, self._scores):
            axis.setStyle(tickLength=0, autoExpandTextSpace=False, hideOverlappingLabels=False)
        self._bars = ScoreBars(theme.palette, self._view)
        self._lines = ScoreLines(theme.palette, item)
        self._view.sigResized.connect(self._place_layers)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMinimumHeight(LEAST_HEIGHT_PX)
        self.paint_theme()
        self.retranslate()
        theme.changed.connect(self.paint_theme)

    # -- what is drawn -----------------------------------------------------------------------------------------------

    @property
    def line(self) -> float | None:
        """Where the line stands; None without one."""
        return self._lines.line

    @property
    def threshold(self) -> float | None:
        """The threshold that is drawn; None without one."""
        return self._lines.threshold

    @property
    def labels(self) -> tuple[str, str]:
        """Texts beside the threshold and the line; "" where there is none."""
        lines = self._lines
        return (lines.threshold_text if lines.threshold is not None else ""), (
            lines.line_text if lines.line is not None else ""
        )

    @property
    def count_levels(self) -> tuple[int, ...]:
        """Numbers of events that have a line and a number."""
        return self._bars.levels

    def show_counts(self, drawn: Histogram, view: ScaleView, shown: frozenset[Outcome]) -> None:
        """Replace the bars; `shown` are the verdicts that are not hidden."""
        self._scale = view
        bars = self._bars
        bars.drawn, bars.shown = drawn, shown
        stacks = drawn.counts[[outcome for outcome in STACK if outcome in shown]].sum(axis=0)
        levels = count_marks(int(stacks.max(initial=0)))
        if levels != bars.levels:
            bars.levels, bars.top = levels, float(levels[-1])
            self._counts.setTicks([[(level, f"{level:,}") for level in levels]])
            self._view.setYRange(0, bars.top, padding=0)
        if bars.stretch != (view.low, view.high):
            bars.stretch = self._lines.stretch = (view.low, view.high)
            self._scores.setTicks([[(mark, view.number(mark)) for mark in view.marks]])
            self._view.setXRange(view.low, view.high, padding=0)
        self._view.updateMatrix()  # else it is done while painting, which paints a second time
        bars.update()

    def show_lines(self, threshold: float | None, line: float | None) -> None:
        """Draw threshold and line where they are; None for none."""
        lines, number = self._lines, self._scale.number
        lines.threshold, lines.line = threshold, line
        lines.threshold_text = threshold_label(number(threshold)) if threshold is not None else ""
        lines.line_text = number(line) if line is not None else ""
        # Without a line there is nothing to do here by keys.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if line is not None else Qt.FocusPolicy.NoFocus)
        lines.update()

    def describe(self, sentence: str) -> None:
        """Say what is drawn to those who do not see it."""
        if sentence != self.accessibleDescription():
            self.setAccessibleDescription(sentence)

    def paint_theme(self) -> None:
        """Take over the colours in force."""
        palette = self._theme.palette
        self.setBackground(palette.surface)
        small = QFont(self.font())
        small.setPointSizeF(max(small.pointSizeF() * 0.85, 6.5) if small.pointSizeF() > 0 else 8.0)
        for axis in (self._counts, self._scores):
            axis.setStyle(tickFont=small)
            axis.setTextPen(palette.text_soft)
            axis.setPen(pg.mkPen(None))
        self._counts.label.setFont(small)
        self._counts.labelStyle = {"color": palette.text_soft.name()}
        self._counts.setLabel(count_axis_text())
        above_px = round(self.fontMetrics().height()) + 2  # labels of the lines stand above the bars
        self.getPlotItem().layout.setContentsMargins(0, above_px, RIGHT_PX, 0)
        for layer in (self._bars, self._lines):
            layer.palette, layer.font = palette, small
            layer.update()

    def retranslate(self) -> None:
        """Follow the language."""
        self.setAccessibleName(translate("Scores", "Scores by verdict"))
        self._counts.setLabel(count_axis_text())
        self.show_lines(self._lines.threshold, self._lines.line)

    # -- pixels ------------------------------------------------------------------------------------------------------

    def x_px_of(self, score: float) -> float:
        """The pixel of a score in this widget."""
        rect = self._view.sceneBoundingRect()
        return float(rect.left() + (score - self._scale.low) / (self._scale.high - self._scale.low) * rect.width())

    def y_px_of(self, count: float) -> float:
        """The pixel of a number of events in this widget."""
        rect = self._view.sceneBoundingRect()
        return float(rect.bottom() - count / self._bars.top * rect.height())

    def _score_at(self, x_px: float) -> float:
        rect = self._view.sceneBoundingRect()
        share = min(max((x_px - rect.left()) / max(rect.width(), 1.0), 0.0), 1.0)
        return float(self._scale.low + share * (self._scale.high - self._scale.low))

    def _place_layers(self) -> None:
        self._bars.set_view(self._view.rect())
        self._lines.set_view(self._view.geometry())

    # -- what a person does ------------------------------------------------------------------------------------------

    def _move_line(self, score: float) -> None:
        at = self._scale.put(score)
        if at != self._lines.line:
            self.show_lines(self._lines.threshold, at)
            self.line_moved.emit(at)

    def _put_line_back(self) -> None:
        threshold = self._lines.threshold
        self._move_line(self._scale.start if threshold is None else threshold)

    def _drag_to(self, position: QPointF) -> None:
        step = self._scale.step
        self._move_line(round(self._score_at(position.x()) / step) * step)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the line; all others go to the page."""
        line, scale = self._lines.line, self._scale
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if line is None or others:
            event.ignore()
            return
        step = scale.large_step if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else scale.step
        match event.key():
            case Qt.Key.Key_Left:
                self._move_line(line - step)
            case Qt.Key.Key_Right:
                self._move_line(line + step)
            case Qt.Key.Key_Home:
                self._put_line_back()
            case _:
                event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is done here; pyqtgraph would keep it."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the line, wherever it is."""
        if self._lines.line is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._is_dragged = True
        if abs(event.position().x() - self.x_px_of(self._lines.line)) > GRAB_PX:
            self._drag_to(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the line, or show that it can be."""
        if self._is_dragged:
            self._drag_to(event.position())
        line = self._lines.line
        is_near = line is not None and abs(event.position().x() - self.x_px_of(line)) <= GRAB_PX
        shape = Qt.CursorShape.SizeHorCursor if is_near or self._is_dragged else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the line go."""
        self._is_dragged = False
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Back to the box's threshold."""
        if self._lines.line is not None:
            self._put_line_back()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel is the page's."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The tooltip says what the bar under the mouse holds."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self, QRect())
            return True
        return bool(super().viewportEvent(event))

    def text_at(self, position: QPointF) -> str:
        """What the bar at a pixel holds; "" where there is none."""
        drawn = self._bars.drawn
        inside = self._view.sceneBoundingRect().contains(position)
        if drawn is None or not inside:
            return ""
        place = int(drawn.edges.searchsorted(self._score_at(position.x()), "right")) - 1
        place = min(max(place, 0), drawn.edges.size - 2)
        counts: Sequence[tuple[Outcome, int]] = [
            (outcome, int(drawn.counts[outcome][place])) for outcome in STACK if outcome in self._bars.shown
        ]
        if not any(count for _, count in counts):
            return ""
        return bin_text(self._scale, float(drawn.edges[place]), float(drawn.edges[place + 1]), counts)

    def focusInEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The keys move the line now."""
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """They do so no longer."""
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        self._lines.has_focus = self.hasFocus()
        self._lines.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Layers cover the view at its new size."""
        super().resizeEvent(event)
        if hasattr(self, "_lines"):  # pyqtgraph resizes inside its constructor
            self._place_layers()
