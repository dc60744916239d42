"""Messages as they are archived: a row holds what that message says, never what is known otherwise. Pure."""

from __future__ import annotations

from sophon_monitor.domain.arrivals import BoxReading, Origin
from sophon_monitor.domain.records import (
    EventRecord,
    EventSource,
    HeartbeatRecord,
    HeartbeatSource,
    ScoreScale,
)
from sophon_monitor.domain.site import Box, BoxKey, CameraKey
from sophon_monitor.protocol.messages import EventPath, Heartbeat, Recognition

LIVE_AGE_S = 60.0  # history events older, or further ahead, than this are kept but never shown as live
HISTORY_PATHS = (EventPath.HISTORY, EventPath.HISTORY_OLD)


def heartbeat_record(message: Heartbeat, origin: Origin, key: BoxKey) -> HeartbeatRecord:
    """A pushed heartbeat as archived."""
    who = message.identity
    return HeartbeatRecord(
        received_at_ms=origin.received_at_ms,
        box_key=key,
        box_sn=who.sn or None,
        box_name=who.name or None,
        box_ip=who.ips[0] if who.ips else None,
        box_mac=who.mac or None,
        license=who.license or None,
        generation=message.generation,
        status=message.status,
        state_code=message.state_code,
        state_text=message.state_text,
        health=message.health,
        software_version=message.software_version,
        sdk_version=message.sdk_version,
        source=HeartbeatSource.REPLAY if origin.way == "replay" else HeartbeatSource.HTTP,
    )


def reading_record(reading: BoxReading, origin: Origin, key: BoxKey) -> HeartbeatRecord:
    """A poll as archived."""
    return HeartbeatRecord(
        received_at_ms=origin.received_at_ms,
        box_key=key,
        box_sn=reading.sn or None,
        box_name=reading.host_name or None,
        box_mac=reading.mac or None,
        generation=reading.generation,
        health=reading.health,
        software_version=reading.software_version,
        source=poll_source(origin),
    )


def poll_source(origin: Origin) -> HeartbeatSource:
    """How the answer to a poll came."""
    return HeartbeatSource.REPLAY if origin.way == "replay" else HeartbeatSource.POLL


def score_path(message: Recognition, origin: Origin) -> str:
    """The path on which a score came, as text that survives a restart: way and report."""
    return f"{origin.way}/{message.path}"


def score_scale(message: Recognition, origin: Origin, percent_paths: frozenset[str]) -> ScoreScale:
    """What the score's number means; never told by the magnitude of this score alone, apart from one above 1."""
    match message.path:
        case EventPath.HISTORY:
            return ScoreScale.PERCENT
        case EventPath.PLATFORM:
            return ScoreScale.RATIO
        case EventPath.REALTIME | EventPath.HISTORY_OLD:
            proven = score_path(message, origin) in percent_paths
            return ScoreScale.PERCENT if proven else ScoreScale.UNKNOWN


def proves_percent(message: Recognition) -> bool:
    """Whether this score shows that its path counts in per cent."""
    unproven = message.path in (EventPath.REALTIME, EventPath.HISTORY_OLD)
    return unproven and message.score is not None and message.score > 1


def event_record(message: Recognition, origin: Origin, box: Box, camera_key: CameraKey | None) -> EventRecord:
    """A recognition as archived; `box` already counts what this event proves about its path."""
    latency_ms = None
    if box.clock_skew_ms is not None:
        latency_ms = event_age_ms(message, origin, box.clock_skew_ms)
    return EventRecord(
        received_at_ms=origin.received_at_ms,
        occurred_at_ms=message.occurred_at_ms,
        box_key=box.key,
        camera_key=camera_key,
        camera_id=message.camera.device_id or message.camera.ep_id or None,
        camera_ip=message.camera.ip,
        camera_name=message.camera.name,
        person_id=message.person_id,
        person_name=message.person_name,
        person_type=message.person_type,
        group=message.group,
        score=message.score,
        score_scale=score_scale(message, origin, box.percent_paths),
        threshold=box.threshold,
        live=message.live,
        registered=message.registered,
        scene=message.scene,
        face_box=message.face_box,
        source=_source(message, origin),
        generation=message.generation,
        latency_ms=latency_ms,
        extra=message.extra,
    )


def event_age_ms(message: Recognition, origin: Origin, clock_skew_ms: float) -> float | None:
    """How long ago the event was when it came, by our clock; None where the box gave no time.

    Args:
        message: Its time is by the box's clock.
        origin: When it came, by ours.
        clock_skew_ms: Box clock minus ours.
    """
    if message.occurred_at_ms is None:
        return None
    return origin.received_at_ms - (message.occurred_at_ms - clock_skew_ms)


def is_late(message: Recognition, origin: Origin, box: Box) -> bool:
    """Whether this is history of long ago, or of a wrong clock. Realtime events never are, whatever they say."""
    if message.path not in HISTORY_PATHS:
        return False
    age_ms = event_age_ms(message, origin, box.clock_skew_ms or 0.0)
    return age_ms is not None and abs(age_ms) > LIVE_AGE_S * 1000


def _source(message: Recognition, origin: Origin) -> EventSource:
    if origin.way == "replay":
        return EventSource.REPLAY
    if origin.way == "websocket":
        return EventSource.WEBSOCKET
    return EventSource.HISTORY if message.path in HISTORY_PATHS else EventSource.HTTP
