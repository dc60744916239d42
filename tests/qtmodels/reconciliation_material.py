"""Outcomes of a reconciliation, for tests of words, model and dialog."""

from __future__ import annotations

from dataclasses import replace

from sophon_monitor.domain.reconcile_outcome import ReconcileOutcome
from sophon_monitor.domain.reconciliation import Compared, OnBox, Reconciliation, Span
from sophon_monitor.domain.records import EventRecord, EventSource, ScoreScale
from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.history_reads import HistoryEvent
from sophon_monitor.protocol.messages import Generation, PersonType, Recognition

KEY = BoxKey("A")
T = 1_718_352_045_137
SPAN = Span(T - 3_600_000, T)


def record(number=1, **words) -> EventRecord:
    start = EventRecord(
        id=number,
        received_at_ms=T - 1_000_000 + 1_000 * number + 230,
        occurred_at_ms=T - 1_000_000 + 1_000 * number,
        box_key=KEY,
        camera_key=CameraKey("c1"),
        camera_id="uuid-1",
        camera_ip="10.0.0.1",
        person_id=f"p{number}",
        person_name="张明",
        person_type=PersonType.EMPLOYEE,
        score=91.25,
        score_scale=ScoreScale.PERCENT,
    )
    return replace(start, **words)


def on_box(number=1, **words) -> OnBox:
    return OnBox(
        record=record(number, id=0, **words), history=HistoryEvent(event_id=f"e{number}", recognition=Recognition())
    )


def both(number=1, **words) -> Compared:
    start = {"on_box": on_box(number), "here": record(number), "times_on_box": 1, "delay_ms": 230.0}
    return Compared(**(start | words))


def lost(number=1, **words) -> Compared:
    return Compared(on_box=on_box(number, **words), times_on_box=1)


LATE = both(2, delay_ms=8_300.0, is_late=True)
BY_HISTORY = both(3, here=record(3, source=EventSource.HISTORY), delay_ms=7_500_000.0, is_late=True)
DOUBLE = both(4, here=record(4, repeats=1))
STORED_TWICE = both(5, times_on_box=2)
BELOW = lost(6, score=61.5)
STRANGER = lost(7, person_type=PersonType.STRANGER, person_name="stranger", person_id="1718352001.1", score=30.0)
ONLY_HERE = Compared(here=record(8), delay_ms=230.0)
FOUND = Reconciliation(
    both=(both(1), LATE, BY_HISTORY, DOUBLE, STORED_TWICE),
    lost=(lost(9), lost(10)),
    below=(BELOW, STRANGER),
    only_here=(ONLY_HERE,),
    late=(LATE, BY_HISTORY),
    double=(DOUBLE, STORED_TWICE),
    events_on_box=10,
)


def outcome(**words) -> ReconcileOutcome:
    start = {
        "box_key": KEY,
        "span": SPAN,
        "covered": SPAN,
        "found": FOUND,
        "generation": Generation.V6,
        "threshold": 82.0,
        "clock_skew_ms": 0.0,
    }
    return ReconcileOutcome(**(start | words))
