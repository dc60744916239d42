"""When events happened: bars over time. Dragging, or the arrow keys, choose a stretch of it."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sophon_monitor.domain.history_query import StripScale, StripUnit
from sophon_monitor.qtmodels.history_words import bar_time, events_text
from sophon_monitor.widgets.style import SMALL, sized
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.time_axis import marks

translate = QCoreApplication.translate

MARGIN, TOP = 12, 10
BAR_HEIGHT = 40
LEAST_BAR = 2.0  # pixels of a bar that has events at all
PALE = 115  # of 255: bars outside the chosen stretch
_EMPTY = StripScale(StripUnit.TEN_MINUTES, ())


class DayStrip(QWidget):
    """Bars of a `StripScale`. Lives on the Qt thread.

    Signals:
        span_chosen: From and to in UTC epoch ms as a tuple, or None for all of it; only by a person.
    """

    span_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no bars."""
        super().__init__(parent)
        self._theme = theme
        self._scale = _EMPTY
        self._counts: tuple[int, ...] = ()
        self._chosen: tuple[int, int] | None = None  # first and last bar
        self._drag: int | None = None
        self._anchor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self.update)
        self._retranslate()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def set_scale(self, scale: StripScale) -> None:
        """Show another stretch of time, without bars until they are counted; nothing of it is chosen."""
        if scale != self._scale:
            self._scale, self._counts, self._chosen, self._drag = scale, (0,) * scale.bars, None, None
            self._retranslate()
            self.update()

    def set_counts(self, scale: StripScale, counts: tuple[int, ...]) -> None:
        """Show how many events each bar has; passed over if another stretch is shown meanwhile."""
        if scale == self._scale and len(counts) == scale.bars:
            self._counts = counts
            self._retranslate()
            self.update()

    @property
    def counts(self) -> tuple[int, ...]:
        """Events by bar."""
        return self._counts

    @property
    def span(self) -> tuple[int, int] | None:
        """From and to of what is chosen, UTC epoch ms; None for all."""
        if self._chosen is None:
            return None
        first, last = self._chosen
        return self._scale.edges[first], self._scale.edges[last + 1]

    def clear_choice(self) -> None:
        """Choose all of it; nothing is emitted."""
        self._chosen = None
        self._retranslate()
        self.update()

    def bar_rect(self, bar: int) -> QRectF:
        """Where a bar stands: its full height, whatever it counts."""
        begin, end = self._x_of(self._scale.edges[bar]), self._x_of(self._scale.edges[bar + 1])
        gap = 1.0 if end - begin > 3 else 0.0
        return QRectF(begin, TOP, max(end - begin - gap, 1.0), BAR_HEIGHT)

    # -- sizes -------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Bars and one line of hours."""
        return QSize(400, TOP + BAR_HEIGHT + self._label_height() + 10)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high."""
        return QSize(160, self.sizeHint().height())

    def _label_height(self) -> int:
        return self.fontMetrics().height() + 2

    def _x_of(self, at_ms: int) -> float:
        edges = self._scale.edges
        return MARGIN + (at_ms - edges[0]) / (edges[-1] - edges[0]) * (self.width() - 2 * MARGIN)

    def _bar_at(self, x: float) -> int | None:
        edges = self._scale.edges
        if self._scale.bars == 0 or self.width() <= 2 * MARGIN:
            return None
        at_ms = edges[0] + (x - MARGIN) / (self.width() - 2 * MARGIN) * (edges[-1] - edges[0])
        return min(max(bisect_right(edges, at_ms) - 1, 0), self._scale.bars - 1)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw ground, bars and hours."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        has_focus = self.hasFocus() and self.window().isActiveWindow()
        painter.setPen(QPen(palette.focus, 2) if has_focus else QPen(palette.border, 1))
        painter.setBrush(palette.surface)
        painter.drawRoundedRect(outline.adjusted(1, 1, -1, -1) if has_focus else outline, 8, 8)
        if self._scale.bars == 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_bars(painter)
        self._paint_hours(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        palette = self._theme.palette
        pale = QColor(palette.meter)
        pale.setAlpha(PALE)
        most = max(self._counts, default=0)
        if self._chosen is not None:
            first, last = self.bar_rect(self._chosen[0]), self.bar_rect(self._chosen[1])
            painter.fillRect(
                QRectF(first.left(), 4, last.right() - first.left(), BAR_HEIGHT + TOP - 3), palette.selected
            )
        for bar, count in enumerate(self._counts):
            if count == 0:
                continue
            rect = self.bar_rect(bar)
            rect.setTop(rect.bottom() - max(count / most * BAR_HEIGHT, LEAST_BAR))
            is_chosen = self._chosen is not None and self._chosen[0] <= bar <= self._chosen[1]
            painter.fillRect(rect, palette.accent if is_chosen else pale)
        base = TOP + BAR_HEIGHT
        painter.fillRect(QRectF(MARGIN, base, self.width() - 2 * MARGIN, 1), palette.border)

    def _paint_hours(self, painter: QPainter) -> None:
        edges, top = self._scale.edges, TOP + BAR_HEIGHT + 4
        painter.setPen(self._theme.palette.text_soft)
        painter.setFont(sized(self.font(), SMALL))
        metrics = painter.fontMetrics()
        width = self.width() - 2 * MARGIN
        for at_s, text in marks(edges[0] / 1000, edges[-1] / 1000, width):
            x = self._x_of(round(at_s * 1000))
            wide = metrics.horizontalAdvance(text) + 2
            left = min(max(x - wide / 2, MARGIN), self.width() - MARGIN - wide)
            painter.drawText(QRectF(left, top, wide, self._label_height()), Qt.AlignmentFlag.AlignCenter, text)

    # -- mouse and keys ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to choose."""
        if event.button() == Qt.MouseButton.LeftButton and (bar := self._bar_at(event.position().x())) is not None:
            self._drag = self._anchor = bar
            self._show_choice(bar, bar)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose on."""
        if self._drag is not None and (bar := self._bar_at(event.position().x())) is not None:
            self._show_choice(min(self._anchor, bar), max(self._anchor, bar))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Chosen."""
        if self._drag is not None:
            self._drag = None
            self.span_chosen.emit(self.span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """All of it again."""
        self._drag = None
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk the bars, with Shift they widen the choice; Escape chooses all."""
        last = self._scale.bars - 1
        if last < 0:
            event.ignore()
            return
        first_chosen, last_chosen = self._chosen or (last + 1, last + 1)
        is_wider = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self._chosen is not None
        match event.key():
            case Qt.Key.Key_Left if is_wider:
                self._choose((max(first_chosen - 1, 0), last_chosen))
            case Qt.Key.Key_Right if is_wider:
                self._choose((first_chosen, min(last_chosen + 1, last)))
            case Qt.Key.Key_Left:
                self._choose((max(first_chosen - 1, 0),) * 2)
            case Qt.Key.Key_Right:
                self._choose((min(last_chosen + 1, last),) * 2 if self._chosen is not None else (0, 0))
            case Qt.Key.Key_Home:
                self._choose((0, 0))
            case Qt.Key.Key_End:
                self._choose((last, last))
            case Qt.Key.Key_Escape if self._chosen is not None:
                self._choose(None)
            case _:
                event.ignore()

    def _choose(self, bars: tuple[int, int] | None) -> None:
        if bars != self._chosen:
            self._chosen = bars
            self._retranslate()
            self.update()
            self.span_chosen.emit(self.span)

    def _show_choice(self, first: int, last: int) -> None:
        if (first, last) != self._chosen:
            self._chosen = (first, last)
            self._retranslate()
            self.update()

    # -- words -------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """A bar's time and count as tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        bar = self._bar_at(QPointF(event.pos()).x())
        QToolTip.showText(event.globalPos(), self._words(bar, bar) if bar is not None else "", self)

    def _words(self, first: int, last: int) -> str:
        edges = self._scale.edges
        time = bar_time(self._scale.unit, edges[first], edges[last + 1])
        return f"{time}: {events_text(sum(self._counts[first : last + 1]))}"

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("History", "When events happened"))
        if self._scale.bars == 0:
            self.setAccessibleDescription("")
            return
        first, last = self._chosen or (0, self._scale.bars - 1)
        self.setAccessibleDescription(self._words(first, last))
