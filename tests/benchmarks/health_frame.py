"""One frame of the Health page: six plots, 16 boxes, 24 hours at 5 s, at 1440 x 900 (issue 2, section 7: 16 ms).

`measure()` needs a QApplication or makes one; nothing else of the program runs.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from itertools import pairwise

import numpy as np

BOXES = 16
DAY_S = 86_400.0
PERIOD_S = 5.0
NOW_S = 1_795_262_520.0
PAGE_PX = (1160, 800)  # of a window of 1440 x 900, beside the tree
ROUNDS = 15


def day_of(seed: int) -> dict[str, np.ndarray]:
    """A day of one box as the archive gives it, with a four-minute gap."""
    rng = np.random.default_rng(seed)
    n = int(DAY_S / PERIOD_S)
    times = NOW_S - DAY_S + np.arange(n) * PERIOD_S + rng.normal(0, 0.05, n)
    slow = np.sin(np.arange(n) / 900 + seed)
    columns = {
        "received_at_s": np.sort(times),
        "source": np.zeros(n),
        "cpu": np.clip(35 + 15 * slow + rng.normal(0, 4, n), 0, 100),
        "tpu": np.clip(50 + 20 * slow + rng.normal(0, 5, n), 0, 100),
        "memory": np.clip(20 + 3 * seed + rng.normal(0, 0.3, n), 0, 100),
        "disk": np.clip(30 + 4 * seed + np.arange(n) / n, 0, 100),
        "temperature": 55 + seed / 2 + 4 * slow + rng.normal(0, 0.5, n),
    }
    keep = (times < NOW_S - 9000 - 60 * seed) | (times > NOW_S - 8760 - 60 * seed)
    return {name: column[keep] for name, column in columns.items()}


def measure() -> dict[str, float]:
    """Measure on this machine.

    Returns:
        In ms: `frame_ms` and `frame_worst_ms` (all six plots painted once with new curves), `slide_ms` (painted after
        the window moved), `set_curves_ms` (96 curves handed to the plots), `gap_ms` (longest stop of the Qt loop from
        the request to the painted frame), `reduce_ms` (one curve of 17,280 points), `worker_ms` (all 96 curves with
        figures and silences, off the loop), `frame_bare_ms` (the same plots fed unreduced points, median).
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from sophon_monitor.app.resources import palette_tables
    from sophon_monitor.domain.changes import BoxChanged
    from sophon_monitor.domain.curve_reduction import reduce_min_max
    from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
    from sophon_monitor.qtmodels.curve_worker import BoxRows, CurveRequest, CurveSet, curve_set
    from sophon_monitor.qtmodels.health_store import HealthStore
    from sophon_monitor.widgets.health_page import HealthPage
    from sophon_monitor.widgets.theme import Theme, palette_from

    # pyqtgraph must come after the application
    app = QApplication.instance() or QApplication([])
    assert app is not None  # kept alive by this name
    tables = palette_tables()
    theme = Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=False)
    store = HealthStore()
    keys = [BoxKey(f"b-{n}") for n in range(BOXES)]
    for n, key in enumerate(keys):
        store.apply((BoxChanged(Box(key=key, address=BoxAddress("127.0.0.1"), token="", name=f"Box {n}")),))
        store.load_history(key, day_of(n))
    page = HealthPage(theme, store)
    page.resize(*PAGE_PX)
    page.show()
    page.choose_range(DAY_S)
    page.compare(frozenset(keys[1:]))
    answers: list[CurveSet] = []
    clock = time.perf_counter

    loop, ticker, beats = QEventLoop(), QTimer(), []
    ticker.setInterval(1)
    ticker.setTimerType(Qt.TimerType.PreciseTimer)

    def beat() -> None:
        beats.append(clock())

    ticker.timeout.connect(beat)
    ticker.start()

    def turn(for_s: float) -> float:
        """Let the loop run; return its longest stop in seconds."""
        beats.clear()
        beats.append(clock())
        QTimer.singleShot(int(for_s * 1000), loop.quit)
        loop.exec()
        return max(later - earlier for earlier, later in pairwise([*beats, clock()]))

    page.tick(NOW_S)
    turn(1.5)
    worker = page.curve_worker
    assert worker is not None
    worker.ready.connect(answers.append)
    frames, slides, handed, gaps = [], [], [], []
    for number in range(1, ROUNDS + 1):
        turn(0.1)  # what the last round left behind
        answers.clear()
        page.tick(NOW_S + 200.0 * number)  # more than a column further: new curves
        gaps.append(turn(0.4))
        assert answers, "the worker did not answer"
        snapshots = {box.key: box for box in page.shown_boxes()}
        begin = clock()
        for card in page.cards:
            card.show_boxes(answers[-1].boxes, snapshots)
        handed.append(clock() - begin)
        frames.append(_painted(page))
        for card in page.cards:
            first_s, last_s = card.plot.window
            card.plot.set_window(first_s + 1.0, last_s + 1.0, ())
        slides.append(_painted(page))
    from sophon_monitor.widgets.health_plot import shape_of

    rows = tuple(BoxRows(key, store.history(key).table(), PERIOD_S) for key in keys)
    columns = max(page.cards[0].plot.columns // 2, 1)
    request = CurveRequest(boxes=rows, first_s=NOW_S - DAY_S, last_s=NOW_S, columns=columns, now_s=NOW_S)
    begin = clock()
    curve_set(request, shape_of)
    worked = clock() - begin
    table = rows[0].table
    starts = np.zeros(table.times.size, dtype=np.bool_)
    reduced = []
    for _ in range(ROUNDS):
        begin = clock()
        reduce_min_max(table.times, table.values[0], starts, NOW_S - DAY_S, NOW_S, 1080)
        reduced.append(clock() - begin)
    bare_request = CurveRequest(boxes=rows, first_s=NOW_S - DAY_S, last_s=NOW_S, columns=100_000, now_s=NOW_S)
    bare_curves = curve_set(bare_request, shape_of)
    for card in page.cards:
        card.show_boxes(bare_curves.boxes, snapshots)
    bare = [_painted(page) for _ in range(3)]
    ticker.stop()
    page.close()
    page.deleteLater()
    return {
        "frame_ms": statistics.median(frames) * 1000,
        "frame_worst_ms": max(frames) * 1000,
        "slide_ms": statistics.median(slides) * 1000,
        "set_curves_ms": statistics.median(handed) * 1000,
        "gap_ms": statistics.median(gaps) * 1000,
        "gap_worst_ms": max(gaps) * 1000,
        "reduce_ms": statistics.median(reduced) * 1000,
        "worker_ms": worked * 1000,
        "frame_bare_ms": statistics.median(bare) * 1000,
    }


def _painted(page: object) -> float:
    """Seconds to paint the six plots once, and nothing else."""
    total = 0.0
    for card in page.cards:  # type: ignore[attr-defined]
        begin = time.perf_counter()
        card.plot.grab()
        total += time.perf_counter() - begin
    return total


if __name__ == "__main__":
    print(json.dumps({name: round(value, 2) for name, value in measure().items()}))
