"""What we ask of a box: calls that read, and the one message that subscribes to its event stream."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sophon_monitor.protocol.messages import Generation


class Service(StrEnum):
    """Which of the box's two HTTP ports a call goes to."""

    FACE = "face"  # 5555
    SYSTEM = "system"  # 8888


class SystemCall(StrEnum):
    """One kind of system information (protocol.md 3.4)."""

    CPU = "cpu"
    TPU = "tpu"
    MEMORY = "memory"
    DISK = "disk"
    TEMPERATURE = "temperature"
    FAN = "fan"
    VERSION = "version"
    SN = "sn"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP call; `body` is JSON, None for GET."""

    method: str
    service: Service
    path: str
    body: bytes | None = None


_V5_NAMES = {
    SystemCall.CPU: "cpu",
    SystemCall.TPU: "tpu",
    SystemCall.MEMORY: "memoryInfo",
    SystemCall.DISK: "diskInfo",
    SystemCall.TEMPERATURE: "temperature",
    SystemCall.FAN: "fan",
    SystemCall.VERSION: "systemVersion",
    SystemCall.SN: "deviceSN",
    SystemCall.TIME: "time",
}
_V6_NAMES = {
    SystemCall.CPU: "getcpuinfo",
    SystemCall.TPU: "gettpuinfo",
    SystemCall.MEMORY: "getmemoryinfo",
    SystemCall.DISK: "getstorage",
    SystemCall.TEMPERATURE: "gettemperature",
    SystemCall.FAN: "getfanspeed",
    SystemCall.VERSION: "getsoftwareversion",
    SystemCall.SN: "gethardwareinfo",
    SystemCall.TIME: "gettime",
}


def system_request(call: SystemCall, generation: Generation) -> Request:
    """Return the call for V6, or the one of V5.5-V5.7 for every other dialect."""
    if generation is Generation.V6:
        body = b'{"device": "emmc"}' if call is SystemCall.DISK else b"{}"
        return Request("POST", Service.SYSTEM, f"/sophon/v2/system/{_V6_NAMES[call]}", body)
    return Request("GET", Service.SYSTEM, f"/SophonSystem/api/{_V5_NAMES[call]}")


def device_list_request(generation: Generation) -> Request:
    """Return the call for all cameras."""
    if generation is Generation.V6:
        return Request("POST", Service.FACE, "/sophon/v2/face/getmediadevices", b"{}")
    return Request("GET", Service.FACE, "/SophonDevice/api/Devices")


def threshold_request(generation: Generation) -> Request:
    """Return the call for the match threshold alone: a full dump would hold passwords."""
    if generation is Generation.V6:
        return Request("POST", Service.FACE, "/sophon/v2/face/getconfigs", b'{"config_name": "MATCH_THRESHOLD"}')
    return Request("GET", Service.FACE, "/SophonConfig/api/Configs/THRESHOLD")


def subscription(camera_ids: Iterable[str], *, live: bool = True, registered: bool = True) -> str:
    """Return the first message to port 5679, with the names of both generations.

    Args:
        camera_ids: `device_id` or `media_device_id` of each camera; whether none means all is not documented.
        live: Ask for the live picture.
        registered: Ask for the registered picture.
    """
    ids = list(camera_ids)
    return json.dumps(
        {
            "need_face": live,
            "need_register": registered,
            "event_list": ids,
            "with_face_image": live,
            "with_register_image": registered,
            "media_device_ids": ids,
        }
    )
