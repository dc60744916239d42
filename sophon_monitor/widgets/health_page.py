"""The Health page: six plots over one time axis, for one box or several. Asks for history, never fetches it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sophon_monitor.domain.forecast import DiskForecast
from sophon_monitor.domain.health_history import Measurement
from sophon_monitor.domain.site import Box, BoxKey, CameraKey
from sophon_monitor.qtmodels.curve_worker import BoxRows, CurveRequest, CurveSet, CurveWorker
from sophon_monitor.qtmodels.health_store import HealthStore
from sophon_monitor.widgets.health_empty import EmptyHealth
from sophon_monitor.widgets.health_header import HealthHeader
from sophon_monitor.widgets.health_legend import HealthLegend
from sophon_monitor.widgets.health_stack import PlotStack
from sophon_monitor.widgets.history_wishes import DAY_S, HistoryWishes
from sophon_monitor.widgets.theme import Theme
from sophon_monitor.widgets.time_axis import TimeAxis
from sophon_monitor.widgets.time_window import RANGES_S, TimeWindow

if TYPE_CHECKING:
    from sophon_monitor.widgets.health_card import HealthCard
    from sophon_monitor.widgets.health_plot import Zoom

translate = QCoreApplication.translate

MOST_BOXES = 16
SOON_MS = 16
FORECAST_EVERY_S = 60.0
FRESH_AFTER_S = 10.0  # new rows in a long range show after this at the latest
CURSOR_STEPS = 200  # of the crosshair, through the window
FINE_UP_TO = 8  # more boxes get columns two pixels wide: nobody can see the difference among so many curves


class HealthPage(QWidget):
    """Health of the selected box, and of those it is compared with. Lives on the Qt thread.

    Attributes:
        header: Name of the box, ranges, comparison. plots: The cards; takes the keys. empty: Shown without a box.

    Signals:
        history_wanted: A `HistoryWanted`; once for each box and stretch of time, while the page is visible.
        add_box_asked: The button of the empty page.
    """

    history_wanted = Signal(object)
    add_box_asked = Signal()

    def __init__(self, theme: Theme, store: HealthStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store = theme, store
        self._selected: BoxKey | None = None
        self._compared: frozenset[BoxKey] = frozenset()
        self._time = TimeWindow()
        self._worker: CurveWorker | None = None
        self._wishes = HistoryWishes()
        self._asked_for: tuple[object, ...] = ()
        self._asked_at_s = 0.0
        self._forecast_at_s = 0.0
        self._forecast: DiskForecast | None = None
        self._cursor_s: float | None = None
        self._has_time = False
        self.header = HealthHeader(theme, self)
        self._legend = HealthLegend(theme, self)
        self.plots = PlotStack(theme, store.values_at, self)
        self._scroll = QScrollArea(self)
        self._axis = TimeAxis(theme, self)
        self.empty = EmptyHealth(self)
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._connect()
        self._retranslate()

    def _lay_out(self) -> None:
        self._scroll.setWidget(self.plots)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 4)
        column.setSpacing(6)
        column.addWidget(self.header)
        column.addWidget(self._legend)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._axis)
        column.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self._store.changed.connect(self._on_store_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self.header.range_chosen.connect(self.choose_range)
        self.header.now_asked.connect(self.back_to_now)
        self.header.compare_changed.connect(self.compare)
        self.empty.add_asked.connect(self.add_box_asked)
        self.plots.pan_asked.connect(self._on_pan)
        self.plots.zoom_asked.connect(self._on_zoom_key)
        self.plots.range_asked.connect(self._on_range_key)
        self.plots.now_asked.connect(self.back_to_now)
        self.plots.cursor_step_asked.connect(self._on_cursor_step)
        self.plots.cursor_hidden.connect(self._on_cursor_hidden)

    # What the window and its wiring call.

    def set_selection(self, box_key: BoxKey | None, camera_key: CameraKey | None = None) -> None:  # noqa: ARG002
        """Show this box; a camera shows its box. None shows the first box of the site."""
        if box_key != self._selected:
            self._selected = box_key
            self._forecast_at_s = 0.0
            self.request_refresh()

    def tick(self, now_at_s: float) -> None:
        """Let the window slide; called once a second with the wall clock."""
        self._store.watch_from(now_at_s)
        self._has_time = True
        self._time.tick(now_at_s, self._oldest_s())
        if self.isVisible():
            self._refresh(is_sliding=self._time.is_following)

    def choose_range(self, range_s: float | None) -> None:
        """Show the last `range_s` seconds, None for all there is."""
        self._time.choose(range_s)
        self.refresh()

    def back_to_now(self) -> None:
        """Undo the zoom and follow the present."""
        self._time.follow()
        self.refresh()

    def compare(self, others: frozenset[BoxKey]) -> None:
        """Draw these boxes beside the selected one, at most sixteen in all."""
        if others != self._compared:
            self._compared = others
            self.request_refresh()

    def set_window(self, first_s: float, last_s: float) -> None:
        """Show exactly this part of time."""
        self._time.mark(first_s, last_s)
        self.refresh()

    @property
    def cards(self) -> tuple[HealthCard, ...]:
        """The cards from top to bottom; empty until the page was shown."""
        return self.plots.cards

    @property
    def is_settled(self) -> bool:
        """True when everything asked for has been drawn."""
        is_busy = self._worker is not None and self._worker.is_busy
        return not (is_busy or self._soon.isActive() or self.plots.is_drawing)

    @property
    def legend_text(self) -> str:
        """Numbers and names of the boxes compared, plain."""
        return self._legend.accessibleName()

    @property
    def curve_worker(self) -> CurveWorker | None:
        """Who makes the curves; None until the page was shown."""
        return self._worker

    @property
    def window_s(self) -> tuple[float, float]:
        """The part of time in sight."""
        return self._time.first_s, self._time.last_s

    def shown_boxes(self) -> tuple[Box, ...]:
        """The selected box, then those it is compared with, in the order of the site."""
        boxes = self._store.boxes
        own = next((box for box in boxes if box.key == self._selected), boxes[0] if boxes else None)
        if own is None:
            return ()
        others = tuple(box for box in boxes if box.key in self._compared and box.key != own.key)
        return (own, *others[: MOST_BOXES - 1])

    # Refreshing.

    def request_refresh(self) -> None:
        """Refresh once this turn of the loop is over."""
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Bring everything up to date now; curves follow as soon as the worker has them."""
        self._refresh(is_sliding=False)

    def _refresh(self, *, is_sliding: bool) -> None:
        if not self.isVisible():
            return
        boxes = self.shown_boxes()
        self._show_emptiness(is_empty=not boxes)
        if not boxes:
            return
        self._build()
        if not self._has_time:  # before the first tick the newest row stands for now
            self._time.tick(self._newest_s(boxes), self._oldest_s())
        self.header.show_box(boxes[0])
        self.header.show_boxes(self._store.boxes, frozenset(box.key for box in boxes[1:]))
        self.header.show_range(self._time.range_s, is_following=self._time.is_following)
        self._legend.show_boxes(boxes)
        self._want_history(boxes)
        # Painting while the worker has Python's lock costs three times as much: a window that only slides waits
        # for its curves, what a person does shows at once.
        if not self._ask(boxes) or not is_sliding:
            self._show_window()

    def _build(self) -> None:
        """Import pyqtgraph and build the plots, once, when the page is first seen."""
        if self.plots.cards:
            return
        from sophon_monitor.widgets.health_card import HealthCard
        from sophon_monitor.widgets.health_plot import shape_of

        self._worker = CurveWorker(self, shaper=shape_of)
        self._worker.ready.connect(self.show_curves)
        for measurement in Measurement:
            card = HealthCard(self._theme, measurement, self.plots)
            card.plot.zoom_asked.connect(self._on_zoom)
            card.plot.span_marked.connect(self._on_span)
            card.plot.moved.connect(self._on_moved)
            card.plot.cursor_moved.connect(self._show_cursor)
            card.plot.now_asked.connect(self.back_to_now)
            self.plots.add_card(card)

    def _ask(self, boxes: tuple[Box, ...]) -> bool:
        """Ask the worker for new curves when they would differ from those shown; return whether it was asked."""
        if self._worker is None:
            return False
        time = self._time
        columns = max(card.plot.columns for card in self.cards)
        if len(boxes) > FINE_UP_TO:
            columns = max(columns // 2, 1)
        column_s = time.span_s / columns
        versions = tuple(self._store.history(box.key).version for box in boxes)
        place = (tuple(box.key for box in boxes), columns, time.span_s, int(time.first_s / column_s))
        if self._asked_for == (place, versions):
            return False
        is_slow = bool(self._asked_for) and self._asked_for[0] == place  # only rows came, less wide than a column
        if is_slow and 0 <= time.now_s - self._asked_at_s < min(column_s, FRESH_AFTER_S):
            return False
        self._asked_for, self._asked_at_s = (place, versions), time.now_s
        with_forecast = len(boxes) == 1 and not 0 <= time.now_s - self._forecast_at_s < FORECAST_EVERY_S
        self._worker.ask(
            CurveRequest(
                boxes=tuple(BoxRows(b.key, self._store.history(b.key).table(), b.period_s) for b in boxes),
                first_s=time.first_s,
                last_s=time.last_s,
                columns=columns,
                now_s=time.now_s,
                watching=self._store.watching,
                with_forecast=with_forecast,
            )
        )
        return True

    def show_curves(self, curves: object) -> None:
        """Draw what the worker made, unless the selection has changed meanwhile."""
        assert isinstance(curves, CurveSet)
        snapshots = {box.key: box for box in self.shown_boxes()}
        if tuple(box.key for box in curves.boxes) != tuple(snapshots):
            return  # the next answer is on its way
        boxes = curves.boxes
        if curves.request.with_forecast:
            self._forecast, self._forecast_at_s = boxes[0].forecast, curves.request.now_s
        elif len(boxes) == 1 and self._forecast_at_s:
            boxes = (replace(boxes[0], forecast=self._forecast),)
        self._align_axis()
        self.plots.show_boxes(boxes, snapshots, self.window_s)

    def _show_window(self) -> None:
        self._align_axis()
        self.plots.show_window(self.window_s)

    def _align_axis(self) -> None:
        plot = self.cards[0].plot
        left_px, width_px = plot.view_left_and_width()
        left_px += plot.mapTo(self, plot.rect().topLeft()).x() - self._axis.x()
        self._axis.set_margins(left_px, self._axis.width() - left_px - width_px)
        self._axis.set_window(*self.window_s)

    def _show_emptiness(self, *, is_empty: bool) -> None:
        self.empty.setVisible(is_empty)
        for part in (self.header, self._scroll, self._axis):
            part.setVisible(not is_empty)
        if is_empty:
            self._legend.hide()

    def _want_history(self, boxes: tuple[Box, ...]) -> None:
        since_s = min(self._time.first_s, self._time.now_s - DAY_S)
        if self._time.is_following and self._time.range_s is None:
            since_s = 0.0
        for wanted in self._wishes.of(boxes, since_s):
            self.history_wanted.emit(wanted)

    def _oldest_s(self) -> float | None:
        tables = [self._store.history(box.key).table() for box in self.shown_boxes()]
        return min((float(table.times[0]) for table in tables if table.times.size), default=None)

    def _newest_s(self, boxes: tuple[Box, ...]) -> float:
        tables = [self._store.history(box.key).table() for box in boxes]
        newest = max((float(table.times[-1]) for table in tables if table.times.size), default=None)
        return newest if newest is not None else max(box.added_at_s for box in boxes) + DAY_S

    # What a person does to the plots.

    def _on_zoom(self, zoom: Zoom) -> None:
        self._time.zoom(zoom.factor, zoom.at_s)
        self.refresh()

    def _on_zoom_key(self, factor: float) -> None:
        middle_s = (self._time.first_s + self._time.last_s) / 2
        self._time.zoom(factor, middle_s if self._cursor_s is None else self._cursor_s)
        self.refresh()

    def _on_span(self, span: tuple[float, float]) -> None:
        self.set_window(*span)

    def _on_moved(self, seconds: float) -> None:
        self._time.move(seconds)
        self.refresh()

    def _on_pan(self, share: float) -> None:
        self._on_moved(share * self._time.span_s)

    def _on_range_key(self, number: int) -> None:
        self.choose_range(RANGES_S[number])

    def _on_cursor_step(self, steps: int) -> None:
        first_s, last_s = self._time.first_s, self._time.last_s
        at_s = last_s if self._cursor_s is None else self._cursor_s
        at_s += steps * self._time.span_s / CURSOR_STEPS
        self._show_cursor(min(max(at_s, first_s), last_s))

    def _on_cursor_hidden(self) -> None:
        self._show_cursor(None)

    def _show_cursor(self, at_s: float | None) -> None:
        """Draw the crosshair through all plots, with the values there."""
        self._cursor_s = at_s
        self.plots.show_cursor(at_s)

    # Qt tells us.

    def _on_store_changed(self) -> None:
        if self.isVisible():
            self.request_refresh()

    def _on_theme_changed(self) -> None:
        for card in self.cards:
            card.paint_theme()
        self._legend.show_boxes(self.shown_boxes())
        self._show_cursor(self._cursor_s)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Build and fill the page when it is first seen, after its frame has been painted."""
        super().showEvent(event)
        self.request_refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A page that nobody sees does nothing."""
        super().hideEvent(event)
        self._soon.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other columns, other curves."""
        super().resizeEvent(event)
        self.request_refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(translate("Health", "Health"))
        tip = translate(
            "Health", "Drag to zoom into a span, wheel to zoom, Shift and drag to move, double-click for now"
        )
        self._axis.setToolTip(tip)
        self._axis.setAccessibleName(translate("Health", "Time"))
        for card in self.cards:
            card.show_words()
