"""Reconciling against real simulated boxes that drop, delay and double known events: exactly those lists."""

from __future__ import annotations

import pytest

from sophon_monitor.domain.reconcile_outcome import HistoryNote, ReconcileStage
from sophon_monitor.simulator import faults
from tests.services.reconcile_site import reconcile_site, soon
from tests.services.test_borrowing import free_host

__all__ = ["free_host"]
MISHAPS = ("drop-events", "delay-events", "double-events")


def ids(found):
    return [one.on_box.history.event_id for one in found]


@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
async def test_that_what_a_box_drops_delays_and_doubles_is_found_exactly(tmp_path, monkeypatch, generation, free_host):
    monkeypatch.setattr(faults, "DELAY_S", 3.0)
    wrong = MISHAPS if generation == "v5" else (*MISHAPS, "history-below-threshold")
    async with reconcile_site(tmp_path, generation, free_host, *wrong) as site:
        await site.pass_by(30)
        mishaps = site.box.mishaps
        assert [len(noted) for noted in (mishaps.dropped, mishaps.delayed, mishaps.doubled)] == [5, 5, 5]
        await soon(lambda: site.kept() == 30)  # 30 less 5 dropped, 5 of them twice
        outcome = await site.reconcile(late_after_ms=2000)
        assert outcome.problem == ""
        found = outcome.found
        everything = [event.event_id for event in site.box.recent]
        below = list(mishaps.below)
        assert ids(found.lost) == list(mishaps.dropped)
        assert ids(found.late) == list(mishaps.delayed)
        assert ids(found.double) == list(mishaps.doubled)
        assert ids(found.below) == below
        assert sorted(ids(found.both)) == sorted(set(everything) - set(mishaps.dropped) - set(below))
        assert found.only_here == ()
        assert found.events_on_box == len(everything) == 30 + len(below)
        assert [one.times_here for one in found.double] == [2] * 5
        assert all(2000 < one.delay_ms < 10_000 for one in found.late)
        assert outcome.notes == ({HistoryNote.THRESHOLD_UNKNOWN} if generation == "v5" else set())
        assert [told.stage for told in site.told][:2] == [ReconcileStage.ASKING, ReconcileStage.READING]
