"""The rungs about the box itself: its ports, whether it is one, its event stream, its cameras."""

from __future__ import annotations

import asyncio
import time

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from sophon_monitor.domain.ladder import Rung, RungAction, RungId
from sophon_monitor.domain.site import LinkState
from sophon_monitor.protocol.answers import DeviceList, decode_device_list, decode_system
from sophon_monitor.protocol.decode import decode_frame
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import CameraStatus, Generation
from sophon_monitor.protocol.recognition_settings import decode_system_mode, is_legacy_answer, system_mode_request
from sophon_monitor.protocol.requests import (
    Request,
    Service,
    SystemCall,
    device_list_request,
    subscription,
    system_request,
)
from sophon_monitor.services.box_calls import CallFailed, connect_problem
from sophon_monitor.services.diagnosis_climb import Climb, HeardMessage, failed, ok, skipped, unknown
from sophon_monitor.services.event_stream import MAX_FRAME_BYTES
from sophon_monitor.services.stream_connection import ConnectOnce

SLOW_S = 1.5
STREAM_PATIENCE_S = 3.0
CLOSE_PATIENCE_S = 0.5  # a box that is in the middle of a message over the limit does not hear us
GROUPS = Request("GET", Service.FACE, "/SophonFogSys/api/groups")
EVENTS = Request("GET", Service.FACE, "/SophonFace/api/events?per_page=1&page=0")
MONITOR = Request("GET", Service.SYSTEM, "/SophonSystem/api/monitor")
_DETAILED = frozenset({"closed", "unreachable"})


async def port_5555(climb: Climb) -> Rung:
    """Something takes a connection on the face API's port."""
    problem, detail = await _connects(climb, climb.address.api)
    if not problem:
        return ok(RungId.PORT_5555, "open", port=str(climb.address.api))
    climb.stopped = True
    system, _ = await _connects(climb, climb.address.system)
    if not system:
        mode = await _system_mode(climb)
        if mode == "0":
            return failed(RungId.PORT_5555, "bare_mode", RungAction.OPEN_WEB_PAGE)
        return failed(RungId.PORT_5555, "only_system", port=str(climb.address.api))
    if problem in ("timeout", "no_route"):
        problem = "unreachable"
    values = {"detail": detail} if problem in _DETAILED else {}
    return failed(RungId.PORT_5555, problem, RungAction.FIND, **values)


async def is_box(climb: Climb) -> Rung:
    """What answers there is a box, and answers in time."""
    failure: CallFailed | None = None
    strange = ""
    for generation in (Generation.V6, Generation.V5):
        begun = time.monotonic()
        try:
            body = (await climb.calls.call(device_list_request(generation))).body
            climb.devices = decode_device_list(body)
        except CallFailed as cause:
            if cause.problem != "http_status":
                climb.stopped = True
                return _no_answer(cause)
            failure = cause
            if _is_starting(cause.body):
                climb.generation, climb.list_problem = generation, "starting"
        except ProtocolError as error:
            if error.code is ProtocolErrorCode.BOX_ERROR:
                climb.generation = generation
                climb.list_problem = "starting" if "DEVICE_INIT_ERROR" in error.values.values() else "error"
            strange = error.code.value
        else:
            climb.generation = generation
        finally:
            elapsed_s = time.monotonic() - begun
        if elapsed_s > SLOW_S:
            climb.stopped = True
            return failed(RungId.IS_BOX, "too_slow", seconds=f"{elapsed_s:.0f}")
        if climb.generation is not None:
            break
    if climb.generation is None and not await _speaks_legacy(climb):
        climb.stopped = True
        return _no_box(failure, strange)
    await _know_better(climb)
    version = (climb.known.box.software_version if climb.known.box is not None else None) or await _version(climb)
    return ok(RungId.IS_BOX, "box", generation=climb.generation or "", sn=climb.sn or "", version=version)


async def device_init(climb: Climb) -> Rung:
    """Its cameras are no longer being initialised."""
    if climb.list_problem == "starting":
        return failed(RungId.DEVICE_INIT, "starting")
    if climb.devices is None:
        return skipped(RungId.DEVICE_INIT, "no_list")
    return ok(RungId.DEVICE_INIT, "ready")


async def port_8888(climb: Climb) -> Rung:
    """The system API answers, which every box from V5.5 on has."""
    assert climb.generation is not None
    try:
        answer = await climb.calls.call(system_request(SystemCall.SN, climb.generation))
        climb.sn = decode_system(SystemCall.SN, answer.body).sn or climb.sn
    except ProtocolError as error:
        return failed(RungId.PORT_8888, "other_device", detail=error.code.value)
    except CallFailed as cause:
        if climb.generation is Generation.SE3:
            return skipped(RungId.PORT_8888, "not_on_se3")
        if cause.problem == "http_status":
            return failed(RungId.PORT_8888, "errors", status=str(cause.status))
        problem = _PORT_PROBLEMS.get(cause.problem, "other_device")
        values = {} if problem in ("refused", "silent") else {"detail": cause.detail}
        return failed(RungId.PORT_8888, problem, RungAction.NONE, **values)
    climb.system_up = True
    return ok(RungId.PORT_8888, "answers")


_PORT_PROBLEMS = {
    "refused": "refused",
    "too_slow": "silent",
    "timeout": "unreachable",
    "no_route": "unreachable",
    "unreachable": "unreachable",
    "closed": "closed",
}


async def stream_5679(climb: Climb) -> Rung:
    """The event stream takes our subscription; while it is open, listen for what it sends."""
    if climb.generation is Generation.SE3:
        return skipped(RungId.STREAM_5679, "not_on_se3")
    box = climb.known.box
    if box is not None and box.stream.state is LinkState.UP:
        climb.stream_up = True
        return ok(RungId.STREAM_5679, "our_own")
    ids = _camera_ids(climb)
    try:
        socket = await _open(climb)
    except InvalidStatus as cause:
        return failed(RungId.STREAM_5679, "handshake", detail=f"HTTP {cause.response.status_code}")
    except TimeoutError:
        return failed(RungId.STREAM_5679, "silent")
    except WebSocketException as cause:
        return failed(RungId.STREAM_5679, "handshake", detail=str(cause))
    except OSError as cause:
        problem = connect_problem(cause)
        problem = "unreachable" if problem in ("timeout", "no_route") else problem
        values = {"detail": str(cause)} if problem in _DETAILED else {}
        return failed(RungId.STREAM_5679, problem, RungAction.NONE, **values)
    begun_s = time.time()
    try:
        dropped = await _listen(climb, socket, ids)
    finally:
        climb.listened_s = (begun_s, time.time())
        await socket.close(1001, "monitor closing")
    if dropped is not None:
        return failed(RungId.STREAM_5679, "dropped", detail=dropped)
    climb.stream_up = True
    if not ids:
        return unknown(RungId.STREAM_5679, "no_cameras")
    return ok(RungId.STREAM_5679, "connected", cameras=str(len(ids)))


async def cameras_exist(climb: Climb) -> Rung:
    """The box has cameras at all."""
    if climb.devices is None:
        known = len(climb.known.cameras)
        if known:
            return ok(RungId.CAMERAS_EXIST, "some", cameras=str(known))
        return skipped(RungId.CAMERAS_EXIST, "no_list")
    if not climb.devices.cameras:
        return failed(RungId.CAMERAS_EXIST, "none", RungAction.OPEN_WEB_PAGE)
    return ok(RungId.CAMERAS_EXIST, "some", cameras=str(len(climb.devices.cameras)))


async def cameras_online(climb: Climb) -> Rung:
    """The box's last message has its cameras online; no call of any version tells it."""
    said = [camera for camera in climb.known.cameras if camera.reported_status is not CameraStatus.UNKNOWN]
    offline = [camera for camera in said if camera.reported_status is CameraStatus.OFFLINE]
    if not said:
        return unknown(RungId.CAMERAS_ONLINE, "not_said")
    if len(offline) == len(said):
        return failed(RungId.CAMERAS_ONLINE, "all_offline", cameras=str(len(said)))
    if offline:
        names = ", ".join(camera.title for camera in offline[:5])
        return unknown(RungId.CAMERAS_ONLINE, "some_offline", offline=str(len(offline)), names=names)
    return ok(RungId.CAMERAS_ONLINE, "all", cameras=str(len(said)))


# -- how ------------------------------------------------------------------------------------------------------------


async def _connects(climb: Climb, port: int) -> tuple[str, str]:
    """("", "") where a connection is taken, else the problem and a technical text."""
    try:
        async with asyncio.timeout(STREAM_PATIENCE_S):
            _, writer = await asyncio.open_connection(climb.ip or climb.address.host, port)
    except TimeoutError:
        return "timeout", ""
    except OSError as cause:
        return connect_problem(cause), str(cause)
    writer.close()
    return "", ""


async def _system_mode(climb: Climb) -> str | None:
    for generation in (Generation.V6, Generation.V57):
        try:
            answer = await climb.calls.call(system_mode_request(generation))
            return decode_system_mode(answer.body)
        except (CallFailed, ProtocolError):
            continue
    return None


async def _speaks_legacy(climb: Climb) -> bool:
    """Whether it answers what every box up to V5.7 answers; those without a device list are SE3."""
    try:
        answer = await climb.calls.call(GROUPS)
    except CallFailed:
        return False
    if not is_legacy_answer(answer.body):
        return False
    climb.generation = Generation.SE3
    return True


async def _know_better(climb: Climb) -> None:
    """Tell V5.7 from what came before it, and which boxes can be asked for their events."""
    if climb.generation is not Generation.V5:
        return
    for request, name in ((EVENTS, "events"), (MONITOR, "monitor")):
        try:
            await climb.calls.call(request)
        except CallFailed:
            continue
        if name == "events":
            climb.keeps_events = True
        else:
            climb.generation = Generation.V57


async def _version(climb: Climb) -> str:
    if climb.generation in (None, Generation.SE3):
        return ""
    assert climb.generation is not None
    try:
        answer = await climb.calls.call(system_request(SystemCall.VERSION, climb.generation))
        return decode_system(SystemCall.VERSION, answer.body).software_version or ""
    except (CallFailed, ProtocolError):
        return ""


def _no_answer(cause: CallFailed) -> Rung:
    match cause.problem:
        case "too_slow":
            return failed(RungId.IS_BOX, "says_nothing")
        case "unreadable" if "bytes" in cause.detail:
            return failed(RungId.IS_BOX, "answer_too_long")
        case _:
            return failed(RungId.IS_BOX, "unreadable", detail=cause.detail)


def _no_box(failure: CallFailed | None, strange: str) -> Rung:
    status = failure.status if failure is not None else None
    if status is not None and 300 <= status < 400:
        return failed(RungId.IS_BOX, "redirects", RungAction.FIND)
    if status is not None and status >= 500:
        return failed(RungId.IS_BOX, "errors", status=str(status))
    return failed(RungId.IS_BOX, "other_device", RungAction.FIND, detail=strange or f"HTTP {status}")


def _is_starting(body: bytes) -> bool:
    try:
        decode_device_list(body)
    except ProtocolError as error:
        return "DEVICE_INIT_ERROR" in error.values.values()
    return False


def _camera_ids(climb: Climb) -> tuple[str, ...]:
    devices: DeviceList | None = climb.devices
    return tuple(c.device_id for c in devices.cameras if c.device_id) if devices is not None else ()


async def _open(climb: Climb) -> ClientConnection:
    host = climb.ip or climb.address.host
    shown = f"[{host}]" if ":" in host else host
    return await ConnectOnce(
        f"ws://{shown}:{climb.address.stream}",
        proxy=None,
        compression=None,
        max_size=MAX_FRAME_BYTES,
        open_timeout=STREAM_PATIENCE_S,
        close_timeout=CLOSE_PATIENCE_S,
        ping_interval=None,
    )


async def _listen(climb: Climb, socket: ClientConnection, ids: tuple[str, ...]) -> str | None:
    """Subscribe and listen until something comes or the time is over; why the box ended it, None if it did not."""
    begun = time.monotonic()
    try:
        await socket.send(subscription(ids))
        async with asyncio.timeout(climb.listen_s):
            while True:
                frame = await socket.recv(decode=False)
                _take(climb, frame)
                if any(not message.reason for message in climb.streamed) or len(climb.streamed) >= 3:
                    return None
    except TimeoutError:
        return None
    except ConnectionClosed as closed:
        if closed.sent is not None and closed.sent.code == 1009:
            at_s = climb.now_s + time.monotonic() - begun
            climb.streamed.append(
                HeardMessage(at_s=at_s, way="websocket", size_bytes=MAX_FRAME_BYTES, too_large=True, reason="too_large")
            )
            return None
        return str(closed)


def _take(climb: Climb, frame: bytes) -> None:
    reason = ""
    try:
        decoded = decode_frame(frame)
    except ProtocolError as error:
        reason = error.code.value
    else:
        if not decoded.messages and decoded.rejected:
            reason = decoded.rejected[0].code.value
    climb.streamed.append(HeardMessage(at_s=time.time(), way="websocket", reason=reason, size_bytes=len(frame)))
