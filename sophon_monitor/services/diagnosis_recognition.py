"""The last rungs: people, threshold, arming, clock, repeats, and the last event."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from sophon_monitor.domain.ladder import Rung, RungAction, RungId
from sophon_monitor.protocol.answers import decode_system
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.recognition_settings import (
    arming_periods,
    config_request,
    decode_config,
    decode_event_times,
    decode_people,
    legacy_people_request,
    newest_events_request,
    people_request,
    setting_names,
)
from sophon_monitor.protocol.requests import Request, SystemCall, system_request
from sophon_monitor.protocol.values import number, text
from sophon_monitor.services.box_calls import CallFailed
from sophon_monitor.services.diagnosis_climb import Climb, failed, ok, seconds_text, unknown

THRESHOLD_TOO_HIGH = 95.0
THRESHOLD_LOW = 60.0
FACE_TOO_LARGE_PX = 150.0
CLOCK_MAY_DIFFER_S = 60.0
REPEATS_WITHIN_S = 60.0
UNIT_UNCERTAIN = 1000.0  # one manual says 1000 where others say 6 (protocol.md 7.4): ms or s, nobody knows
LOST_WITHIN_S = 600.0
LOST_PATIENCE_S = 10.0


async def registered_people(climb: Climb) -> Rung:
    """Somebody is registered; else everybody is a stranger."""
    assert climb.generation is not None
    count = await _count(climb, people_request(climb.generation))
    if count is None and climb.generation is not Generation.V6:
        count = await _count(climb, legacy_people_request())
        if count:
            return ok(RungId.REGISTERED_PEOPLE, "some", count=f"≥ {count}")
    if count is None:
        return unknown(RungId.REGISTERED_PEOPLE, "unreadable")
    if count == 0:
        return failed(RungId.REGISTERED_PEOPLE, "nobody", RungAction.OPEN_WEB_PAGE)
    return ok(RungId.REGISTERED_PEOPLE, "some", count=str(count))


async def threshold(climb: Climb) -> Rung:
    """Threshold and smallest face let ordinary faces through, and the box recognises at all."""
    value, face = number(await _config(climb, "threshold")), number(await _config(climb, "face"))
    mode = text(await _config(climb, "mode"))
    if mode == "grab":
        return failed(RungId.THRESHOLD, "capture_mode", RungAction.OPEN_WEB_PAGE)
    if value is None and climb.known.box is not None:
        value = climb.known.box.threshold
    if value is not None and value >= THRESHOLD_TOO_HIGH:
        return failed(RungId.THRESHOLD, "too_high", RungAction.OPEN_WEB_PAGE, threshold=f"{value:g}")
    if face is not None and face >= FACE_TOO_LARGE_PX:
        return failed(RungId.THRESHOLD, "face_too_large", RungAction.OPEN_WEB_PAGE, face=f"{face:g}")
    if value is None:
        return unknown(RungId.THRESHOLD, "unreadable")
    if 1.0 < value < THRESHOLD_LOW:
        return unknown(RungId.THRESHOLD, "low", threshold=f"{value:g}")
    return ok(RungId.THRESHOLD, "usual", threshold=f"{value:g}", face=f"{face:g}" if face is not None else "?")


async def arming_period(climb: Climb) -> Rung:
    """The box recognises at this time of the day, by its own clock."""
    assert climb.generation is not None
    names = setting_names(climb.generation, "arming")
    values = {name: value for name in names if (value := await _value(climb, name)) is not None}
    periods = arming_periods(values)
    if periods is None:
        return unknown(RungId.ARMING_PERIOD, "unreadable")
    if not periods:
        return ok(RungId.ARMING_PERIOD, "always")
    shown = ", ".join(f"{_clock(p.since)}-{_clock(p.to)}" for p in periods)
    here = datetime.fromtimestamp(climb.now_s).astimezone()
    minute = here.hour * 60 + here.minute
    if any(period.holds(minute) for period in periods):
        return ok(RungId.ARMING_PERIOD, "now", periods=shown)
    return failed(RungId.ARMING_PERIOD, "not_now", RungAction.OPEN_WEB_PAGE, periods=shown, time=_clock(minute))


async def clock(climb: Climb) -> Rung:
    """The box's clock is ours, give or take a minute."""
    skew_s = await _skew_s(climb)
    if skew_s is None and climb.known.box is not None and climb.known.box.clock_skew_ms is not None:
        skew_s = climb.known.box.clock_skew_ms / 1000
    if skew_s is None:
        return unknown(RungId.CLOCK, "unreadable")
    if abs(skew_s) <= CLOCK_MAY_DIFFER_S:
        return ok(RungId.CLOCK, "right", seconds=f"{skew_s:+.1f}")
    there = datetime.fromtimestamp(max(climb.now_s + skew_s, 0.0), UTC)
    if there.year < 2000:
        return failed(RungId.CLOCK, "never_set", RungAction.OPEN_WEB_PAGE, date=there.date().isoformat())
    hours = round(skew_s / 3600)
    if 1 <= abs(hours) <= 26 and abs(skew_s - hours * 3600) <= CLOCK_MAY_DIFFER_S:
        return failed(RungId.CLOCK, "time_zone", RungAction.OPEN_WEB_PAGE, hours=f"{hours:+d}")
    return failed(RungId.CLOCK, "wrong", RungAction.OPEN_WEB_PAGE, difference=seconds_text(skew_s))


async def deduplication(climb: Climb) -> Rung:
    """The box reports the same person again after a short while."""
    value = number(await _config(climb, "deduplication"))
    if value is None or value >= UNIT_UNCERTAIN:
        return unknown(RungId.DEDUPLICATION, "unreadable")
    if value > REPEATS_WITHIN_S:
        return failed(RungId.DEDUPLICATION, "long", RungAction.OPEN_WEB_PAGE, seconds=f"{value:g}")
    return ok(RungId.DEDUPLICATION, "usual", seconds=f"{value:g}")


async def last_event(climb: Climb) -> Rung:
    """What the box recognised has come here."""
    known = climb.known
    times_s, readable = await _events_on_box(climb)
    ours_s, own_s = known.newest_event_at_s, times_s[-1] if times_s else None
    if own_s is not None and _is_lost(climb, times_s):
        return failed(RungId.LAST_EVENT, "lost", ago=seconds_text(max(climb.now_s - own_s, 0.0)))
    if ours_s is not None:
        cameras = sum(1 for camera in known.cameras if camera.last_event_at_s is not None)
        ago = seconds_text(max(climb.now_s - ours_s, 0.0))
        return ok(RungId.LAST_EVENT, "received", ago=ago, cameras=str(cameras))
    if own_s is not None:
        return ok(RungId.LAST_EVENT, "on_the_box", ago=seconds_text(max(climb.now_s - own_s, 0.0)))
    return unknown(RungId.LAST_EVENT, "none" if readable else "unreadable")


# -- how ------------------------------------------------------------------------------------------------------------


async def _value(climb: Climb, name: str) -> object | None:
    assert climb.generation is not None
    try:
        answer = await climb.calls.call(config_request(climb.generation, name))
        return decode_config(answer.body, name)
    except (CallFailed, ProtocolError):
        return None


async def _config(climb: Climb, what: str) -> object | None:
    assert climb.generation is not None
    for name in setting_names(climb.generation, what):
        if (value := await _value(climb, name)) is not None:
            return value
    return None


async def _count(climb: Climb, request: Request) -> int | None:
    try:
        return decode_people((await climb.calls.call(request)).body)
    except (CallFailed, ProtocolError):
        return None


async def _skew_s(climb: Climb) -> float | None:
    if not climb.system_up or climb.generation is None:
        return None
    try:
        answer = await climb.calls.call(system_request(SystemCall.TIME, climb.generation))
        time_ms = decode_system(SystemCall.TIME, answer.body).time_ms
    except (CallFailed, ProtocolError):
        return None
    return None if time_ms is None else time_ms / 1000 - answer.middle_at_s


async def _events_on_box(climb: Climb) -> tuple[tuple[float, ...], bool]:
    """When the box's own newest events were, by our clock, oldest first; and whether it could be asked."""
    if climb.generation in (None, Generation.SE3):
        return (), False
    assert climb.generation is not None
    skew_s = await _skew_s(climb) or 0.0
    try:
        answer = await climb.calls.call(newest_events_request(climb.generation, climb.now_s + skew_s - LOST_WITHIN_S))
        times_s = decode_event_times(answer.body)
    except (CallFailed, ProtocolError):
        return (), False
    return tuple(at_s - skew_s for at_s in times_s), True


def _is_lost(climb: Climb, times_s: tuple[float, ...]) -> bool:
    """Whether the box kept an event while we listened, and it did not come."""
    known, own_s = climb.known, times_s[-1]
    now_s = time.time()
    if now_s - own_s > LOST_WITHIN_S:
        return False
    if known.connected_since_s is not None:  # the window's stream should have brought it
        awaited = own_s > known.connected_since_s + LOST_PATIENCE_S and now_s - own_s > LOST_PATIENCE_S
        return awaited and (known.newest_event_at_s or 0.0) < own_s - LOST_PATIENCE_S
    # The ladder's own listening: an event of these seconds has not come over the stream that was open.
    since_s, until_s = climb.listened_s
    kept = any(since_s + 0.3 < at_s < until_s - 0.7 for at_s in times_s)
    return climb.stream_up and not climb.streamed and kept


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
