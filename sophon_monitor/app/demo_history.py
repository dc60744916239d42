"""The demo's last hour: simulated as its boxes are, so that Health has something to show at once."""

from __future__ import annotations

from dataclasses import replace

from sophon_monitor.domain.changes import HeartbeatSeen
from sophon_monitor.domain.records import HeartbeatRecord
from sophon_monitor.domain.site import Box
from sophon_monitor.protocol.messages import Health
from sophon_monitor.simulator.vitals import VitalsWalk

HOUR_S = 3600
PERIOD_S = 5
SILENCE_S = (-1500, -1260)  # four minutes without a heartbeat, for one box: what an outage looks like


def past_hour(box: Box, now_s: float, *, with_silence: bool) -> tuple[HeartbeatSeen, ...]:
    """Heartbeats of the hour before now (UTC epoch seconds) that end where the box's first real one stands.

    Measurements that the box does not send are not invented.
    """
    walk = VitalsWalk(box.key, 0.0)
    walk.at(60.0)
    moments = [(second, walk.at(60.0 + second + HOUR_S)) for second in range(-HOUR_S, -PERIOD_S, PERIOD_S)]
    if with_silence:
        moments = [(at, vitals) for at, vitals in moments if not SILENCE_S[0] <= at < SILENCE_S[1]]
    last = moments[-1][1]
    now = box.health
    return tuple(
        HeartbeatSeen(
            HeartbeatRecord(
                received_at_ms=int((now_s + at) * 1000),
                box_key=box.key,
                box_sn=box.sn,
                generation=box.generation,
                health=replace(
                    now,
                    cpu_percent=_ending_at(vitals.cpu_percent, last.cpu_percent, now.cpu_percent),
                    tpu_percent=_ending_at(vitals.tpu_percent, last.tpu_percent, now.tpu_percent),
                    memory_percent=_ending_at(vitals.memory_percent, last.memory_percent, now.memory_percent),
                    disk_percent=_ending_at(vitals.disk_percent, last.disk_percent, now.disk_percent),
                    disk_free_gb=_free(vitals.disk_percent - last.disk_percent, now),
                    temperature_c=_ending_at(vitals.core_c, last.core_c, now.temperature_c),
                ),
            )
        )
        for at, vitals in moments
    )


def _ending_at(value: float, last: float, now: float | None) -> float | None:
    return None if now is None else round(min(99.0, max(1.0, value - last + now)), 2)


def _free(more_percent: float, now: Health) -> float | None:
    if now.disk_free_gb is None or now.disk_total_gb is None:
        return now.disk_free_gb
    return round(now.disk_free_gb - more_percent / 100 * now.disk_total_gb, 3)
