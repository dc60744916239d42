"""Cameras as messages and device lists name them, in all three dialects (ep_*, media_device_*, camel case)."""

from __future__ import annotations

from collections.abc import Mapping

from sophon_monitor.protocol.messages import CameraEntry, CameraStatus, CameraType
from sophon_monitor.protocol.values import Fields, fields_of, first, items_of, text

MAX_CAMERAS = 2048  # a box takes 16; a message that names more is broken or hostile
_NUMBERED = {
    "0": CameraType.GATE,
    "1": CameraType.SNAPSHOT,
    "2": CameraType.IPC_STATIC,
    "3": CameraType.IPC_DYNAMIC,
    "4": CameraType.DOOR,
    "gb28281": CameraType.GB28181,  # the vendor's own slip, in URLs at least
}
_STATUS = {
    "online": CameraStatus.ONLINE,
    "offline": CameraStatus.OFFLINE,
    "1": CameraStatus.ONLINE,
    "0": CameraStatus.OFFLINE,
    "true": CameraStatus.ONLINE,
    "false": CameraStatus.OFFLINE,
}
PLATFORM_STATUS = {"0": CameraStatus.ONLINE, "1": CameraStatus.OFFLINE}


def camera_type(value: object) -> CameraType:
    """Return the kind by number, number as text, or word in any case."""
    word = _word(value)
    if word in _NUMBERED:
        return _NUMBERED[word]
    try:
        return CameraType(word)
    except ValueError:
        return CameraType.UNKNOWN


def camera_status(value: object, numbers: Mapping[str, CameraStatus] = _STATUS) -> CameraStatus:
    """Return the status. `numbers` is the dialect: a box says 1 for online, the platform says 0."""
    word = _word(value)
    return numbers.get(word) or (CameraStatus(word) if word in ("online", "offline") else CameraStatus.UNKNOWN)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return (text(value) or "").lower()


def listed_cameras(value: object) -> tuple[CameraEntry, ...] | None:
    """Return the cameras of a list, or of a text that holds one; None where there is no list."""
    items = items_of(value)
    if items is None:
        return None
    entries = (camera_entry(fields_of(item)) for item in items[:MAX_CAMERAS])
    return tuple(entry for entry in entries if entry != _NOTHING)


def camera_entry(item: Fields) -> CameraEntry:
    """Return one camera out of any of the dialects, also mixed in one object."""
    more = fields_of(item.get("ep_ext_data"))
    return CameraEntry(
        device_id=text(first((item,), "media_device_id", "device_id")),
        ep_id=text(first((item,), "ep_id", "epId", "cameraId")),
        name=text(first((item,), "ep_name", "media_device_name", "epName", "device_name", "name", "Name")),
        ip=text(first((item,), "ep_ip", "media_device_ip", "epIp", "device_ip", "ip", "Ip")),
        url=text(first((item,), "ep_url", "media_device_url", "epStreamUrl")),
        type=camera_type(first((item,), "ep_type", "media_device_type", "epType", "device_type")),
        status=camera_status(first((item,), "ep_status", "media_device_status", "epStatus")),
        group=text(first((more, item), "group_name", "epGroupName")),
        permission_id=text(first((item,), "permission_id", "privilegeGroupKey")),
        location=text(first((item,), "ep_location")),
        software_version=text(first((more, item), "sw_version", "sw_version:", "epVersion")),
    )


_NOTHING = CameraEntry()
