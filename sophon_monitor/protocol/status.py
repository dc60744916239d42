"""Heartbeats of the box itself: P1, P2, P2b, P3, P4, P5, P6 (protocol.md 2.1-2.5)."""

from __future__ import annotations

import re

from sophon_monitor.protocol.cameras import listed_cameras
from sophon_monitor.protocol.identity import LICENSE_NAMES, box_identity
from sophon_monitor.protocol.measurements import health_of, version_text
from sophon_monitor.protocol.messages import CameraEntry, Generation, Heartbeat
from sophon_monitor.protocol.values import Fields, epoch_ms, fields_of, first, items_of, text

_OF_THE_BOX = frozenset(
    {"gateway_sn", "gateway_ip", "gateway_name", "gateway_status", "gateway_mac", "gateway_ext_data"}
)
_LISTS = ("sub_devices", "media_devices")
_V6_ONLY = frozenset(
    {"cur_cpu_usage", "tpu_usage", "svt_memory", "svt_memory_usage", "emmc", "hdd", "core_temperature", "reporter_id"}
)
_V57_ONLY = frozenset(
    {"tpu_info", "board_temperature", "fan_speed", "uptime", "external_hard_drives_info", "nnsdk_version"}
)
_NESTED = frozenset({"cpu_info", "memory_info", "disk_info", "tpu_info"})
_VERSION = re.compile(r"\bV(\d)R(\d)C\d", re.IGNORECASE)
_SW_VERSION = ("sw_version", "sw_version:", "sw_version：")


def is_status(fields: Fields) -> bool:
    """Whether this is a box's heartbeat: anything that names the gateway, or a list of its cameras."""
    if not _OF_THE_BOX.isdisjoint(fields):
        return True
    lists = [fields[name] for name in _LISTS if name in fields]
    named = any(name in fields for name in LICENSE_NAMES)
    return any(items_of(value) is not None or named for value in lists)


def heartbeat(fields: Fields) -> Heartbeat:
    """Return the heartbeat; nothing in it is required."""
    more = fields_of(fields.get("gateway_ext_data"))
    sources = (more, fields)
    lists = [value for name in _LISTS if (value := listed_cameras(fields.get(name))) is not None]
    cameras = tuple(camera for entries in lists for camera in entries) if lists else None
    version = version_text(first(sources, *_SW_VERSION))
    generation = generation_of_version(version) or _generation(fields, more, cameras)
    return Heartbeat(
        identity=box_identity((fields, more)),
        generation=generation,
        status=text(fields.get("gateway_status")),
        state_code=text(first(sources, "status")),
        state_text=text(first(sources, "status_desc")),
        health=health_of(sources, nominal_total=generation is Generation.V6),
        software_version=version,
        sdk_version=text(first(sources, "sdk_version")),
        uptime=text(first(sources, "uptime")),
        cameras=cameras,
        sent_at_ms=epoch_ms(first(sources, "timestamp")),
    )


def generation_of_version(version: str | None) -> Generation | None:
    """Return the dialect of a software such as V5R7C01, None where the text names no such version.

    V2R6 belongs to V5: it is V5.6 for the older machine.
    """
    found = _VERSION.search(version or "")
    if found is None:
        return None
    major, release = int(found[1]), int(found[2])
    if major >= 6:
        return Generation.V6
    if major == 5:
        return Generation.V57 if release >= 7 else Generation.V5
    return Generation.V5 if (major, release) == (2, 6) else Generation.SE3


def _generation(fields: Fields, more: Fields, cameras: tuple[CameraEntry, ...] | None) -> Generation | None:
    """Tell the dialect by its names."""
    blocks = [fields_of(more.get(name)) for name in _NESTED]
    named = {*fields, *more, *(name for block in blocks for name in block)}
    if not _V6_ONLY.isdisjoint(named) or "mq_license_key" in fields or "media_devices" in fields:
        return Generation.V6
    if not _NESTED.isdisjoint(more):
        return Generation.V57 if cameras is None or not _V57_ONLY.isdisjoint(more) else Generation.V5
    if not _OF_THE_BOX.isdisjoint(fields):
        return Generation.V6 if more and "gateway_mac" in fields else Generation.SE3
    if cameras and any(camera.device_id is not None for camera in cameras):
        return Generation.V6
    return Generation.V57 if cameras or "dev_sno" in fields else None
