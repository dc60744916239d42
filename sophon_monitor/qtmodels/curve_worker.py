"""Curves, silences and figures made off the Qt loop, in Qt's thread pool; the newest request wins."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from sophon_monitor.domain.curve_reduction import Curve
from sophon_monitor.domain.forecast import DiskForecast, forecast_disk
from sophon_monitor.domain.health_curves import Figures, Gap, Span, curve_of, figures_of, gaps_of, series_of
from sophon_monitor.domain.health_history import ROW_OF, HealthTable, Measurement
from sophon_monitor.domain.site import BoxKey

# A curve turned into what the plot draws fastest (a QPainterPath); made here because it costs more than painting it.
Shaper = Callable[[NDArray[np.float64], NDArray[np.float64]], object]

EDGE_S = 300.0  # rows this far outside the window still lead a line to its edge


@dataclass(frozen=True, slots=True)
class BoxRows:
    """The rows of one box that a request looks at."""

    key: BoxKey
    table: HealthTable
    period_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveRequest:
    """What the Health page wants to show.

    Attributes:
        first_s, last_s: The window, epoch seconds.
        columns: Width of a plot in pixels.
        watching: When this program was running (see `gaps_of`).
        with_forecast: Whether the disk forecast is wanted too; it reads a week.
    """

    boxes: tuple[BoxRows, ...]
    first_s: float
    last_s: float
    columns: int
    now_s: float
    watching: tuple[Span, ...] | None = None
    with_forecast: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredCurve:
    """One curve of one box.

    Attributes:
        shape: What the shaper made of it, None without a shaper.
    """

    curve: Curve
    figures: Figures
    shape: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxCurves:
    """All that a window shows of one box.

    Attributes:
        curves: Those measurements that the box ever sent.
        gaps: Silences that touch the window. push_gaps: the same where only its own pushes count as a sign.
        has_pushes: False for a box that is only polled.
    """

    key: BoxKey
    curves: Mapping[Measurement, MeasuredCurve] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    push_gaps: tuple[Gap, ...] = ()
    has_pushes: bool = False
    forecast: DiskForecast | None = None


@dataclass(frozen=True, slots=True)
class CurveSet:
    """The answer to one request, boxes in its order."""

    request: CurveRequest
    boxes: tuple[BoxCurves, ...]


def curve_set(request: CurveRequest, shaper: Shaper | None = None) -> CurveSet:
    """Answer a request. Pure; any thread."""
    return CurveSet(request, tuple(_box_curves(rows, request, shaper) for rows in request.boxes))


def _box_curves(rows: BoxRows, request: CurveRequest, shaper: Shaper | None) -> BoxCurves:
    table = rows.table
    near = table.between(request.first_s - EDGE_S, request.last_s + EDGE_S)
    curves: dict[Measurement, MeasuredCurve] = {}
    for measurement in Measurement:
        if np.isfinite(table.column(measurement)).any():
            series = series_of(near, measurement, rows.period_s)
            curve = curve_of(series, request.first_s, request.last_s, request.columns)
            shape = shaper(curve.x, curve.y) if shaper is not None else None
            curves[measurement] = MeasuredCurve(curve, figures_of(series, request.first_s, request.last_s), shape)
    has_pushes = bool(table.is_push.any())
    gaps = _touching(gaps_of(table, rows.period_s, request.now_s, request.watching), request)
    push_gaps = gaps
    if has_pushes:
        push_gaps = _touching(gaps_of(table, rows.period_s, request.now_s, request.watching, pushes_only=True), request)
    return BoxCurves(
        key=rows.key,
        curves=curves,
        gaps=gaps,
        push_gaps=push_gaps,
        has_pushes=has_pushes,
        forecast=forecast_disk(table.times, used_percent(table)) if request.with_forecast else None,
    )


def used_percent(table: HealthTable) -> NDArray[np.float64]:
    """Disk use with the finest resolution there is: size and free where sent (rates are often whole per cents)."""
    total = table.values[ROW_OF["disk_total"]].astype(np.float64)
    free = table.values[ROW_OF["disk_free"]].astype(np.float64)
    total[total <= 0] = np.nan
    exact = 100.0 * (1.0 - free / total)
    return (
        np.where(np.isfinite(exact), exact, table.column(Measurement.DISK))
        if np.isfinite(exact).any()
        else (table.column(Measurement.DISK).astype(np.float64))
    )


def _touching(gaps: tuple[Gap, ...], request: CurveRequest) -> tuple[Gap, ...]:
    return tuple(gap for gap in gaps if gap.end_s >= request.first_s and gap.start_s <= request.last_s)


class PoolWork(QObject):
    """Runs one piece of work after another in Qt's thread pool. Lives on the Qt thread.

    Signals:
        done: What the work returned, on the Qt thread; None when it failed (the failure itself goes to
            `sys.excepthook` like every other).
    """

    done = Signal(object)

    def start(self, work: Callable[[], object]) -> None:
        """Run `work` on a pool thread."""
        pool = QThreadPool.globalInstance()
        pool.start(_Job(self, work).run)


class _Job:
    def __init__(self, owner: PoolWork, work: Callable[[], object]) -> None:
        self._owner, self._work = owner, work

    def run(self) -> None:
        result: object = None
        try:
            result = self._work()
        finally:
            # The page may have been closed meanwhile; then nobody waits for the result.
            with contextlib.suppress(RuntimeError):
                self._owner.done.emit(result)


class CurveWorker(QObject):
    """Makes curves off the Qt loop. A request that comes while another is worked on waits; only the newest waits.

    Signals:
        ready: A `CurveSet`, in order of the requests; overtaken ones are left out.
    """

    ready = Signal(object)

    def __init__(self, parent: QObject | None = None, *, shaper: Shaper | None = None) -> None:
        super().__init__(parent)
        self._shaper = shaper
        self._waiting: CurveRequest | None = None
        self._is_busy = False
        self._pool = PoolWork(self)
        self._pool.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """True while a request is worked on."""
        return self._is_busy

    def ask(self, request: CurveRequest) -> None:
        """Answer `request` by `ready`, unless a newer one overtakes it."""
        self._waiting = request
        if not self._is_busy:
            self._start()

    def _start(self) -> None:
        request, shaper = self._waiting, self._shaper
        self._waiting = None
        if request is None:
            return
        self._is_busy = True
        self._pool.start(_Answer(request, shaper).make)

    def _on_done(self, result: object) -> None:
        self._is_busy = False
        if isinstance(result, CurveSet):
            self.ready.emit(result)
        if not self._is_busy:
            self._start()


class _Answer:
    def __init__(self, request: CurveRequest, shaper: Shaper | None) -> None:
        self._request, self._shaper = request, shaper

    def make(self) -> CurveSet:
        return curve_set(self._request, self._shaper)
