"""The store takes flushes and archive rows in, and announces each once; the worker answers the newest request."""

from __future__ import annotations

import threading

import numpy as np
from pytestqt.qtbot import QtBot

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, CameraRemoved, HeartbeatSeen
from sophon_monitor.domain.health_history import EMPTY_TABLE, BoxHistory, Measurement
from sophon_monitor.domain.records import HeartbeatRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, CameraKey
from sophon_monitor.protocol.messages import Health
from sophon_monitor.qtmodels.curve_worker import BoxRows, CurveRequest, CurveSet, CurveWorker, curve_set
from sophon_monitor.qtmodels.health_store import MERGED_AT_ONCE, HealthStore

BEGIN = 1_795_000_000.0
KEY = BoxKey("b-1")


def box(key: BoxKey = KEY) -> Box:
    return Box(key=key, address=BoxAddress("127.0.0.2"), token="t", name="East", period_s=5.0)


def heartbeat(at_s: float, key: BoxKey = KEY) -> HeartbeatSeen:
    health = Health(cpu_percent=at_s % 100)
    return HeartbeatSeen(HeartbeatRecord(received_at_ms=round((BEGIN + at_s) * 1000), box_key=key, health=health))


def columns(n: int, step_s: float = 5.0) -> dict[str, np.ndarray]:
    return {"received_at_s": BEGIN + np.arange(n) * step_s, "source": np.zeros(n), "cpu": np.full(n, 37.0)}


def test_that_a_flush_of_many_heartbeats_is_one_signal(qtbot: QtBot):
    store, seen = HealthStore(), []
    store.changed.connect(lambda: seen.append(len(store.history(KEY))))
    store.apply((BoxChanged(box()), *(heartbeat(5.0 * n) for n in range(50))))
    assert seen == [50]


def test_that_what_is_not_about_health_says_nothing(qtbot: QtBot):
    store, seen = HealthStore(), []
    store.changed.connect(lambda: seen.append(1))
    store.apply((CameraRemoved(CameraKey("c"), KEY),))
    assert seen == []
    store.apply((heartbeat(0.0),))
    store.apply((heartbeat(0.0),))  # the same again
    assert seen == [1]


def test_that_a_removed_box_takes_its_history_with_it(qtbot: QtBot):
    store = HealthStore()
    store.apply((BoxChanged(box()), heartbeat(0.0)))
    assert store.boxes == (box(),)
    store.apply((BoxRemoved(KEY),))
    assert store.boxes == ()
    assert store.box(KEY) is None
    assert len(store.history(KEY)) == 0


def test_that_archive_rows_are_there_on_return(qtbot: QtBot):
    store, seen = HealthStore(), []
    store.changed.connect(lambda: seen.append(1))
    store.apply((heartbeat(5.0),))
    store.load_history(KEY, columns(100))
    assert len(store.history(KEY)) == 100
    store.load_history(KEY, columns(0))
    assert seen == [1, 1]


def test_that_rows_are_taken_under_the_names_of_the_archive(qtbot: QtBot):
    store = HealthStore()
    rows = columns(100)
    rows["received_at"] = rows.pop("received_at_s")
    store.load_history(KEY, rows)
    assert len(store.history(KEY)) == 100


def test_that_many_rows_are_merged_off_the_loop_with_what_came_meanwhile(qtbot: QtBot):
    store = HealthStore()
    n = MERGED_AT_ONCE + 5000
    store.apply((heartbeat(n * 5.0),))
    other = BoxKey("b-2")
    store.load_history(KEY, columns(n))
    store.load_history(other, columns(n))
    assert len(store.history(KEY)) == 1
    store.apply((heartbeat(n * 5.0 + 5), heartbeat(n * 5.0 + 10)))
    qtbot.waitUntil(lambda: len(store.history(KEY)) == n + 3 and len(store.history(other)) == n, timeout=5000)
    assert (np.diff(store.history(KEY).table().times) == 5).all()


def test_that_a_box_removed_while_its_rows_are_merged_stays_removed(qtbot: QtBot):
    store = HealthStore()
    store.apply((BoxChanged(box()), heartbeat(0.0)))
    store.load_history(KEY, columns(MERGED_AT_ONCE + 1))
    store.load_history(BoxKey("b-2"), columns(MERGED_AT_ONCE + 1))
    store.apply((BoxRemoved(KEY),))
    qtbot.waitUntil(lambda: len(store.history(BoxKey("b-2"))) > 0, timeout=5000)
    assert len(store.history(KEY)) == 0


def test_that_watching_from_the_start_is_only_taken_when_nothing_better_is_known(qtbot: QtBot):
    store = HealthStore()
    store.watch_from(BEGIN)
    assert store.watching == ((BEGIN, float("inf")),)
    store.set_watching([(0.0, 10.0), (BEGIN, float("inf"))])
    store.watch_from(BEGIN + 5)
    assert store.watching == ((0.0, 10.0), (BEGIN, float("inf")))


def request(first_s: float = 0.0, last_s: float = 3600.0, *, with_forecast: bool = False) -> CurveRequest:
    history = BoxHistory()
    n = 17_280
    history.load({**columns(n), "disk": 40 + np.arange(n) / n, "disk_free": np.full(n, np.nan)})
    return CurveRequest(
        boxes=(BoxRows(KEY, history.table(), 5.0),),
        first_s=BEGIN + first_s,
        last_s=BEGIN + last_s,
        columns=300,
        now_s=BEGIN + 17_280 * 5,
        with_forecast=with_forecast,
    )


def test_that_an_answer_has_only_what_the_box_ever_sent():
    answer = curve_set(request(with_forecast=True))
    (curves,) = answer.boxes
    assert set(curves.curves) == {Measurement.CPU, Measurement.DISK, Measurement.INTERVAL}
    assert curves.curves[Measurement.CPU].curve.x.size <= 602
    assert curves.curves[Measurement.CPU].figures.newest == 37
    assert curves.gaps == ()
    assert curves.has_pushes
    assert curves.forecast is not None
    assert curves.forecast.days is not None
    assert abs(curves.forecast.days - 59) < 1


def test_that_a_box_that_never_spoke_has_an_empty_answer():
    ask = CurveRequest(boxes=(BoxRows(KEY, EMPTY_TABLE, None),), first_s=0.0, last_s=1.0, columns=10, now_s=5.0)
    (curves,) = curve_set(ask).boxes
    assert curves.curves == {}
    assert not curves.has_pushes


def test_that_curves_are_made_on_another_thread_and_the_newest_request_wins(qtbot: QtBot):
    threads, answers = [], []

    def shaper(x: np.ndarray, y: np.ndarray) -> object:
        threads.append(threading.get_ident())
        return len(x)

    worker = CurveWorker(shaper=shaper)
    worker.ready.connect(answers.append)
    requests = [request(0.0, 600.0 * n) for n in range(1, 6)]
    for one in requests:
        worker.ask(one)
    assert worker.is_busy
    qtbot.waitUntil(lambda: bool(answers) and answers[-1].request is requests[-1], timeout=5000)
    assert len(answers) == 2  # the first was under way, those between were overtaken
    assert all(isinstance(answer, CurveSet) for answer in answers)
    assert threading.get_ident() not in threads
    assert not worker.is_busy
