"""Records and snapshots as exported rows: the fields of interfaces.md section 3, in its order. Pure functions.

Unknown is None. Times are ISO 8601 UTC with milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from sophon_monitor.domain.arrivals import is_ip
from sophon_monitor.domain.checks import CameraChecks, Check
from sophon_monitor.domain.liveness import DEFAULT_PERIOD_S, late_after_s, offline_after_s
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord
from sophon_monitor.domain.site import Box, Camera, Liveness
from sophon_monitor.protocol.messages import CameraStatus
from sophon_monitor.report.masking import first_character, last_four, without_credentials, without_persons

What: TypeAlias = Literal["events", "heartbeats", "cameras", "boxes", "checks"]
Row: TypeAlias = dict[str, object]  # field name to JSON value, in the order of FIELDS

FIELDS: Mapping[What, tuple[str, ...]] = {
    "heartbeats": (
        *("received_at", "box_key", "box_sn", "box_name", "box_ip", "box_mac", "license", "generation", "status"),
        *("state_code", "state_text", "cpu_percent", "tpu_percent", "memory_percent", "memory_total_gb"),
        *("disk_percent", "disk_total_gb", "disk_free_gb", "temperature_c", "board_temperature_c", "fan_rpm"),
        *("software_version", "sdk_version", "source"),
    ),
    "cameras": (
        *("box_key", "camera_key", "camera_id", "aliases", "name", "ip", "url", "type", "status", "group"),
        *("permission_id", "location", "software_version", "last_seen_at", "last_event_at"),
    ),
    "events": (
        *("id", "received_at", "occurred_at", "box_key", "camera_key", "camera_id", "camera_ip", "camera_name"),
        *("person_id", "person_name", "person_type", "group", "score", "score_scale", "threshold"),
        *("live_picture", "registered_picture", "scene_picture", "source", "generation", "latency_ms"),
        *("verdict", "verdict_at", "extra"),
    ),
    "boxes": (
        *("box_key", "name", "ip", "sn", "mac", "license", "generation", "software_version", "state"),
        *("last_heartbeat_at", "last_sign_of_life_at", "cameras", "events", "clock_skew_ms"),
    ),
    "checks": ("box_key", "camera_key", "camera_name", "rule", "needed", "done", "state"),
}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso_time(at_ms: int | None) -> str | None:
    """`2024-06-14T08:00:45.137Z`; None also for a time that no calendar has (a box's clock may say anything)."""
    if at_ms is None:
        return None
    try:
        at = _EPOCH + timedelta(milliseconds=at_ms)
    except OverflowError:
        return None
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z".rjust(24, "0")


def _iso_seconds(at_s: float | None) -> str | None:
    return iso_time(round(at_s * 1000)) if at_s is not None and math.isfinite(at_s) else None


def heartbeat_row(record: HeartbeatRecord, *, full: bool) -> Row:
    """One heartbeat."""
    health = record.health
    return _ready(
        {
            "received_at": iso_time(record.received_at_ms),
            "box_key": record.box_key,
            "box_sn": record.box_sn,
            "box_name": record.box_name,
            "box_ip": record.box_ip,
            "box_mac": record.box_mac,
            "license": record.license if full else last_four(record.license),
            "generation": record.generation,
            "status": record.status,
            "state_code": record.state_code,
            "state_text": record.state_text,
            "cpu_percent": health.cpu_percent,
            "tpu_percent": health.tpu_percent,
            "memory_percent": health.memory_percent,
            "memory_total_gb": health.memory_total_gb,
            "disk_percent": health.disk_percent,
            "disk_total_gb": health.disk_total_gb,
            "disk_free_gb": health.disk_free_gb,
            "temperature_c": health.temperature_c,
            "board_temperature_c": health.board_temperature_c,
            "fan_rpm": health.fan_rpm,
            "software_version": record.software_version,
            "sdk_version": record.sdk_version,
            "source": record.source,
        }
    )


def event_row(record: EventRecord, *, full: bool) -> Row:
    """One event; its pictures by their state."""
    return _ready(
        {
            "id": record.id,
            "received_at": iso_time(record.received_at_ms),
            "occurred_at": iso_time(record.occurred_at_ms),
            "box_key": record.box_key,
            "camera_key": record.camera_key,
            "camera_id": record.camera_id,
            "camera_ip": record.camera_ip,
            "camera_name": record.camera_name,
            "person_id": record.person_id if full else first_character(record.person_id),
            "person_name": record.person_name if full else first_character(record.person_name),
            "person_type": record.person_type,
            "group": record.group,
            "score": record.score,
            "score_scale": record.score_scale,
            "threshold": record.threshold,
            "live_picture": record.live.state,
            "registered_picture": record.registered.state,
            "scene_picture": record.scene.state,
            "source": record.source,
            "generation": record.generation,
            "latency_ms": record.latency_ms,
            "verdict": record.verdict,
            "verdict_at": iso_time(record.verdict_at_ms),
            "extra": dict(record.extra) if full else without_persons(record.extra),
        }
    )


def camera_row(camera: Camera, *, box_state: Liveness | None) -> Row:
    """One camera; unknown while its box is not online."""
    return _ready(
        {
            "box_key": camera.box_key,
            "camera_key": camera.key,
            "camera_id": camera.camera_id,
            "aliases": list(camera.aliases),
            "name": camera.name,
            "ip": camera.ip,
            "url": camera.url,
            "type": camera.type,
            "status": camera.status if box_state is Liveness.ONLINE else CameraStatus.UNKNOWN,
            "group": camera.group,
            "permission_id": camera.permission_id,
            "location": camera.location,
            "software_version": camera.software_version,
            "last_seen_at": _iso_seconds(camera.last_seen_at_s),
            "last_event_at": _iso_seconds(camera.last_event_at_s),
        }
    )


def box_row(box: Box, *, state: Liveness, cameras: int, events: int, full: bool) -> Row:
    """One box.

    Args:
        box: As last stored.
        state: As `box_state` says.
        cameras: How many it has.
        events: How many of its events are in the archive.
        full: Whether its authorisation code may be seen whole.
    """
    return _ready(
        {
            "box_key": box.key,
            "name": box.name,
            "ip": box.address.host if is_ip(box.address.host) else None,
            "sn": box.sn,
            "mac": box.mac,
            "license": box.license if full else last_four(box.license),
            "generation": box.generation,
            "software_version": box.software_version,
            "state": state,
            "last_heartbeat_at": _iso_seconds(box.last_heartbeat_at_s),
            "last_sign_of_life_at": _iso_seconds(box.last_sign_at_s),
            "cameras": cameras,
            "events": events,
            "clock_skew_ms": box.clock_skew_ms,
        }
    )


def check_row(camera: CameraChecks, check: Check) -> Row:
    """One rule, or one condition, at one camera."""
    return _ready(
        {
            "box_key": camera.box_key,
            "camera_key": camera.camera_key,
            "camera_name": camera.camera_name,
            "rule": check.rule,
            "needed": _plain(check.needed),
            "done": _plain(check.done),
            "state": check.state,
        }
    )


def _plain(number: float | None) -> float | int | None:
    """Counts are whole numbers."""
    return int(number) if number is not None and math.isfinite(number) and number == int(number) else number


def box_state(box: Box, *, now_s: float, window_runs: bool) -> Liveness:
    """Whether a box is alive, honestly.

    A running window stores the state whenever it changes, and hears signs of life that leave no other trace, so its
    word counts. Without one nobody listens: then the time since the last sign that was stored decides.
    """
    if window_runs:
        return box.liveness
    last_s = max((t for t in (box.last_sign_at_s, box.last_heartbeat_at_s) if t is not None), default=None)
    if last_s is None:
        return Liveness.NEVER
    period_s = box.period_s or DEFAULT_PERIOD_S
    if now_s - last_s > offline_after_s(period_s):
        return Liveness.OFFLINE
    return Liveness.LATE if now_s - last_s > late_after_s(period_s) else Liveness.ONLINE


def _ready(row: Row) -> Row:
    """As it leaves the program: no credentials, and nothing that JSON cannot say."""
    return {name: _sayable(without_credentials(value)) for name, value in row.items()}


def _sayable(value: object) -> object:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {key: _sayable(inner) for key, inner in value.items()}
        case list():
            return [_sayable(inner) for inner in value]
        case "":
            return None
        case _:
            return value
