from __future__ import annotations

from itertools import pairwise

from sophon_monitor.app.demo_history import HOUR_S, PERIOD_S, past_hour
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey
from sophon_monitor.protocol.messages import Health

HEALTH = Health(cpu_percent=40.0, memory_percent=50.0, disk_percent=60.0, disk_total_gb=30.0, disk_free_gb=12.0)
BOX = Box(key=BoxKey("b-1"), address=BoxAddress("127.77.1.1"), token="t", name="Gate", health=HEALTH)
NOW_S = 1_718_352_045.0


def test_that_the_hour_ends_where_the_box_stands_and_invents_no_measurement():
    records = [seen.record for seen in past_hour(BOX, NOW_S, with_silence=False)]
    assert records[0].received_at_ms == int((NOW_S - HOUR_S) * 1000)
    assert NOW_S * 1000 - records[-1].received_at_ms <= 2 * PERIOD_S * 1000
    assert abs(records[-1].health.cpu_percent - 40.0) < 10
    assert {r.health.tpu_percent for r in records} == {None}
    assert all(0 <= r.health.cpu_percent <= 100 for r in records)


def test_that_a_silence_is_four_minutes_long():
    times = [seen.record.received_at_ms / 1000 for seen in past_hour(BOX, NOW_S, with_silence=True)]
    gaps = [b - a for a, b in pairwise(times)]
    assert sorted(gaps)[-2:] == [PERIOD_S, 4 * 60 + PERIOD_S]
