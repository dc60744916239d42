"""What this program may ask of a box, and the few things it may write. Everything else is refused here.

A box can be wiped, rebooted or made to open a door by one wrong call (protocol.md 3.9), so there is a list of what is
known to be harmless instead of a list of what is not.
"""

from __future__ import annotations

import json
import re

from sophon_monitor.protocol.history_reads import IMAGE_ID, IMAGE_MOMENT
from sophon_monitor.protocol.requests import Request, Service

# Reads, protocol.md 3.1-3.6. Every one of these leaves a box as it is.
_READS_V5 = {
    Service.FACE: (
        *("/SophonDevice/api/Devices", "/SophonConfig/api/Configs", "/SophonFace/api/events"),
        *(f"/SophonFogSys/api/{name}" for name in ("groups", "users", "MonitorServerUrl", "EventServerUrl")),
    ),
    Service.SYSTEM: tuple(
        f"/SophonSystem/api/{name}"
        for name in (
            *("cpu", "tpu", "memoryInfo", "diskInfo", "externalDiskInfo", "temperature", "fan", "uptime", "hostname"),
            *("systemVersion", "hardwareInfo", "deviceSN", "ip", "time", "timeSelectMode", "ntpConfig", "monitor"),
            *("systemMode", "regularReboot"),
        )
    ),
}
_READS_V6 = {
    Service.FACE: tuple(
        f"/sophon/v2/face/{name}"
        for name in ("getmediadevices", "getconfigs", "getpreview", "getidentities", "getevents")
    ),
    Service.SYSTEM: tuple(
        f"/sophon/v2/system/{name}"
        for name in (
            *("getcpuinfo", "gettpuinfo", "getmemoryinfo", "getstorage", "getexternaldisk", "gettemperature"),
            *("getfanspeed", "getuptime", "gethostname", "getsoftwareversion", "gethardwareinfo", "getdevicesn"),
            *("getip", "gettime", "gettimesettingmode", "getntpconfig", "getsystemmonitorconfig", "getsystemmode"),
            "getregularreboot",
        )
    ),
}
_CONFIG_NAME = "/SophonConfig/api/Configs/"
# Pictures of the box's own history, by id: nothing but an id and the event's time, so that no path leads elsewhere.
_PICTURES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"/SophonFace/api/event_images/{IMAGE_ID.pattern}\?datetime={IMAGE_MOMENT.pattern}",
        rf"/SophonFace/api/images/{IMAGE_ID.pattern}",
        rf"/sophon/v2/face/getspotimage/{IMAGE_ID.pattern}\?timestamp={IMAGE_MOMENT.pattern}",
        rf"/sophon/v2/face/getregisterimage/{IMAGE_ID.pattern}",
    )
)
_HARMLESS_REASON = "is not known to leave a box as it is"

# Writes: the settings of protocol.md 3.2 that say where heartbeats and SE3's realtime events go, with every key that
# may stand in the body. Never history, work mode, group sizes, masks, MQ or pass mode.
_CONFIG_KEYS = frozenset(
    {"WEB_HEART_URL", "WEB_HEART_TIME", "MEDIA_DEVICE_MONITOR_URL", "MEDIA_DEVICE_MONITOR_REPORT_PEROID"}
)
_WRITES: dict[tuple[str, Service, str], frozenset[str]] = {
    ("POST", Service.FACE, "/SophonFogSys/api/MonitorServerUrl"): frozenset(
        {"monitor_server_url", "content-type", "reported_peroid"}
    ),
    ("POST", Service.FACE, "/SophonFogSys/api/EventServerUrl"): frozenset(
        {"event_server_url", "real_need_reg_pic", "content-type"}
    ),
    ("PUT", Service.FACE, "/SophonConfig/api/Configs"): _CONFIG_KEYS,
    ("POST", Service.FACE, "/sophon/v2/face/setconfigs"): _CONFIG_KEYS,
    ("POST", Service.SYSTEM, "/SophonSystem/api/monitor"): frozenset(
        {"monitor_address_list", "report_period", "dev_sno"}
    ),
    ("POST", Service.SYSTEM, "/sophon/v2/system/setsystemmonitorconfig"): frozenset(
        {"device_monitor_url", "device_monitor_report_period", "reporter_id"}
    ),
    # A recognition tried from here, protocol.md 3.8: leaves a record in the box's history, changes no setting.
    ("POST", Service.FACE, "/SophonMatch/api/PictureMatch"): frozenset(
        {"rgb_image_base64", "device_ip", "need_register_photo"}
    ),
    ("POST", Service.FACE, "/sophon/v2/face/search"): frozenset(
        {"rgb_image_base64", "media_device_ip", "with_register_photo", "with_attribute", "with_debug_info"}
    ),
}
_WRAPPED = frozenset({"/SophonConfig/api/Configs", "/sophon/v2/face/setconfigs"})


class NotAllowed(RuntimeError):  # noqa: N818 - what it is
    """Somebody here asked for a call that might harm a box: a bug of ours, shown as one."""


def refuse_unless_read(request: Request) -> None:
    """Let only harmless reads through.

    Raises:
        NotAllowed: It is none.
    """
    path = request.path.partition("?")[0]
    if request.method == "GET":
        allowed = path in _READS_V5[request.service] or _names_one_config(request.service, path) or _is_picture(request)
    else:
        allowed = request.method == "POST" and path in _READS_V6[request.service]
    if not allowed:
        raise NotAllowed(f"{request.method} {path} {_HARMLESS_REASON}")


def refuse_unless_permitted_write(request: Request) -> None:
    """Let only the writes of the list through, and only with keys of the list in their bodies.

    Raises:
        NotAllowed: It is none, or names another key.
    """
    allowed = _WRITES.get((request.method, request.service, request.path))
    if allowed is None:
        raise NotAllowed(f"{request.method} {request.path} {_HARMLESS_REASON}")
    said = json.loads(request.body or b"null")
    if request.path in _WRAPPED and isinstance(said, dict) and set(said) == {"config_dict"}:
        said = said["config_dict"]
    elif request.path in _WRAPPED:
        said = None
    if not isinstance(said, dict) or not said or not set(said) <= allowed:
        keys = ", ".join(sorted(set(said) - allowed)) if isinstance(said, dict) else "no object"
        raise NotAllowed(f"{request.method} {request.path} with {keys or 'nothing'} {_HARMLESS_REASON}")


def _names_one_config(service: Service, path: str) -> bool:
    return (
        service is Service.FACE
        and path.startswith(_CONFIG_NAME)
        and path.removeprefix(_CONFIG_NAME).replace("_", "").isalnum()
    )


def _is_picture(request: Request) -> bool:
    return request.service is Service.FACE and any(one.fullmatch(request.path) for one in _PICTURES)
