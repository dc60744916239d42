"""Trying a recognition: looks whether a door could open by it, only then sends the photo. Runs on the intake loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from sophon_monitor.domain.site import Camera
from sophon_monitor.domain.trial import TrialDevice, TrialOffer, TrialResult, is_photo
from sophon_monitor.protocol.answers import answer_of
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.messages import CameraType, Generation, PictureState
from sophon_monitor.protocol.recognition_trial import (
    ListedDevice,
    decode_devices,
    decode_trial,
    error_code,
    trial_request,
)
from sophon_monitor.protocol.requests import device_list_request
from sophon_monitor.services.box_calls import BoxCalls, CallFailed

_DOORS = frozenset({CameraType.GATE, CameraType.DOOR})


async def offer(calls: BoxCalls, generation: Generation | None, cameras: Iterable[Camera]) -> TrialOffer:
    """Say whether and in whose name a photo can be tried. Only reads.

    Args:
        calls: Of the box.
        generation: As known; SE3 has no such call.
        cameras: Of the box as heartbeats told of them: only they say what is a turnstile.
    """
    if generation is None or generation is Generation.SE3:
        return TrialOffer(generation=generation, problem="software_unknown" if generation is None else "not_supported")
    try:
        listed = decode_devices((await calls.call(device_list_request(generation))).body)
    except CallFailed as cause:
        code = _code_in(cause)
        problem = "devices_unreadable" if code or cause.problem == "http_status" else cause.problem
        return TrialOffer(generation=generation, problem=problem, detail=code or cause.detail)
    except ProtocolError as error:
        return TrialOffer(generation=generation, problem="devices_unreadable", detail=error_code(error))
    known = tuple(cameras)
    devices = tuple(_device(one, listed, known) for one in listed)
    without_device = generation is Generation.V6
    if not without_device and all(device.refused for device in devices):
        return TrialOffer(generation=generation, devices=devices, problem="no_device")
    return TrialOffer(generation=generation, devices=devices, without_device=without_device)


async def try_recognition(
    calls: BoxCalls,
    generation: Generation | None,
    cameras: Iterable[Camera],
    picture: bytes,
    camera_id: str | None,
    *,
    clock: Callable[[], float] = time.time,
) -> TrialResult:
    """Send a photo, after looking again whether a door could open by it. It leaves a record in the box's history.

    Args:
        calls: Of the box.
        generation: As known.
        cameras: As `offer`.
        picture: JPEG or PNG, at most 5 MB. Never logged, never kept.
        camera_id: Id of the device in whose name, None for none.
        clock: UTC epoch seconds.
    """
    if not is_photo(picture):
        return TrialResult(problem="bad_photo")
    offered = await offer(calls, generation, cameras)
    if offered.problem:
        return TrialResult(problem=offered.problem, detail=offered.detail)
    device = next((one for one in offered.devices if one.camera_id == camera_id), None)
    if camera_id is None and not offered.without_device:
        return TrialResult(problem="no_device")
    if camera_id is not None and (device is None or device.refused):
        return TrialResult(problem=device.refused if device is not None else "no_device")
    assert generation is not None
    sent_at_s = clock()
    try:
        answer = await calls.write(trial_request(generation, picture, device.ip if device is not None else None))
        said = decode_trial(answer.body)
    except CallFailed as cause:
        return TrialResult(problem=_code_in(cause) or cause.problem, detail=cause.detail, sent_at_s=sent_at_s)
    except ProtocolError as error:
        return TrialResult(problem=error_code(error), sent_at_s=sent_at_s)
    present = said.registered.state is PictureState.PRESENT
    return TrialResult(
        passed=said.passed,
        person_id=said.person_id,
        person_name=said.person_name,
        score=said.score,
        is_percent=generation is Generation.V6,
        registered_picture=said.registered.data if present else b"",
        sent_at_s=sent_at_s,
        elapsed_s=answer.elapsed_s,
    )


def _device(one: ListedDevice, listed: tuple[ListedDevice, ...], cameras: tuple[Camera, ...]) -> TrialDevice:
    return TrialDevice(one.device_id, one.name or one.ip or one.device_id, one.ip, _refusal(one, listed, cameras))


def _refusal(one: ListedDevice, listed: tuple[ListedDevice, ...], cameras: tuple[Camera, ...]) -> str:
    # The box knows the device by its address alone, so what shares the address counts too.
    sharing = [other for other in listed if other is one or other.hosts & one.hosts]
    if any(other.relay for other in sharing):
        return "relay"
    if any(other.relay is None for other in sharing):
        return "relay_unknown"
    same = [c for c in cameras if one.device_id in (c.camera_id, *c.aliases) or c.ip in one.hosts]
    if any(other.is_door for other in sharing) or any(camera.type in _DOORS for camera in same):
        return "gate"
    if not one.ip:
        return "no_address"
    return "" if one.is_photo is not False else "not_photo"


def _code_in(cause: CallFailed) -> str:
    """The box's own error code where its answer holds one, "" where not."""
    try:
        answer_of(cause.body)
    except ProtocolError as error:
        if (code := error_code(error)) != "unreadable":
            return code
    return ""
