"""P16: what a SOPHONSIGHT platform forwards about its boxes, in camel case (protocol.md 2.13)."""

from __future__ import annotations

from dataclasses import replace

from sophon_monitor.protocol.cameras import MAX_CAMERAS, PLATFORM_STATUS, camera_entry, camera_status, camera_type
from sophon_monitor.protocol.extras import small_values
from sophon_monitor.protocol.identity import event_identity, ip_texts, mac_text
from sophon_monitor.protocol.measurements import disk_share, version_text
from sophon_monitor.protocol.messages import BoxIdentity, CameraEntry, EventPath, Health, Heartbeat, Recognition
from sophon_monitor.protocol.people import person_type
from sophon_monitor.protocol.pictures import first_picture
from sophon_monitor.protocol.status import generation_of_version
from sophon_monitor.protocol.values import RATIO, Fields, epoch_ms, fields_of, items_of, number, percent, size_gb, text

_STATUS = frozenset(
    {
        "deviceStatus", "deviceMac", "deviceSN", "deviceName", "cameraInfo", "cameraNum", "cpuUsage", "memoryUsage",
        "memorySize", "diskSize", "diskFreeSize", "swVersion", "sdkVersion",
    }
)  # fmt: skip
_PASSING = frozenset(
    {
        "userId", "userName", "userType", "matchScore", "crossTime", "photoId", "userPhoto", "userPhotoId",
        "crossSrcPhoto", "crossFacePhoto", "crossFaceId",
    }
)  # fmt: skip
_SHOWN_ELSEWHERE = frozenset(
    {
        "userId", "userName", "userType", "matchScore", "crossTime", "deviceId", "cameraId", "cameraIp", "cameraType",
        "userPhoto", "crossSrcPhoto", "crossFacePhoto",
    }
)  # fmt: skip


def is_platform_status(fields: Fields) -> bool:
    """Whether this is a forwarded device status."""
    return len(fields.keys() & _STATUS) >= (1 if "deviceId" in fields else 2)


def is_passing_record(fields: Fields) -> bool:
    """Whether this is a forwarded passing record."""
    return len(fields.keys() & _PASSING) >= 2


def platform_heartbeat(fields: Fields) -> Heartbeat:
    """Return a forwarded device status; here 0 is online and 1 is offline."""
    total, free = size_gb(fields.get("diskSize")), size_gb(fields.get("diskFreeSize"))
    version = version_text(fields.get("swVersion"))
    status = text(fields.get("deviceStatus"))
    cameras = items_of(fields.get("cameraInfo"))
    return Heartbeat(
        identity=BoxIdentity(
            sn=text(fields.get("deviceSN")),
            license=text(fields.get("deviceId")),
            mac=mac_text(fields.get("deviceMac")),
            ips=ip_texts(fields.get("deviceIp")),
            name=text(fields.get("deviceName")),
        ),
        generation=generation_of_version(version),
        status=None if status is None else camera_status(status, PLATFORM_STATUS).value,
        health=Health(
            cpu_percent=percent(fields.get("cpuUsage"), RATIO),
            memory_percent=percent(fields.get("memoryUsage"), RATIO),
            memory_total_gb=size_gb(fields.get("memorySize")),
            disk_percent=disk_share(None, total, free),
            disk_total_gb=total,
            disk_free_gb=free,
        ),
        software_version=version,
        sdk_version=text(fields.get("sdkVersion")),
        cameras=None if cameras is None else tuple(_camera(fields_of(item)) for item in cameras[:MAX_CAMERAS]),
        sent_at_ms=epoch_ms(fields.get("timeStamp")),
    )


def _camera(item: Fields) -> CameraEntry:
    return replace(camera_entry(item), status=camera_status(item.get("state"), PLATFORM_STATUS))


def passing_record(fields: Fields) -> Recognition:
    """Return a forwarded passing record; its score is a ratio."""
    camera_id, name, person_id = (text(fields.get(key)) for key in ("cameraId", "userName", "userId"))
    return Recognition(
        identity=event_identity(({"dev_sno": fields.get("deviceId")},), camera_id),
        path=EventPath.PLATFORM,
        person_id=person_id,
        person_name=name,
        person_type=person_type(fields.get("userType"), name, person_id),
        score=number(fields.get("matchScore")),
        occurred_at_ms=epoch_ms(fields.get("crossTime")),
        camera=CameraEntry(
            ep_id=camera_id,
            name=text(fields.get("cameraName")),
            ip=text(fields.get("cameraIp")),
            type=camera_type(fields.get("cameraType")),
        ),
        live=first_picture((fields,), "crossFacePhoto"),
        registered=first_picture((fields,), "userPhoto"),
        scene=first_picture((fields,), "crossSrcPhoto"),
        extra=small_values(((fields, _SHOWN_ELSEWHERE),)),
    )
