"""What a box answers when asked: its cameras, its health, its threshold (protocol.md 3.1, 3.2, 3.4, 5.1)."""

from __future__ import annotations

from dataclasses import dataclass

from sophon_monitor.protocol.body import value_of_json
from sophon_monitor.protocol.cameras import MAX_CAMERAS, camera_entry
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.identity import ip_texts, mac_text
from sophon_monitor.protocol.measurements import health_of, version_text
from sophon_monitor.protocol.messages import CameraEntry, Generation, Health
from sophon_monitor.protocol.requests import SystemCall
from sophon_monitor.protocol.values import Fields, epoch_ms, fields_of, first, is_absent, items_of, number, text
from sophon_monitor.protocol.wire_text import text_of

NOT_MEASURED = Health()
_NO_ERROR = frozenset({"0", "SUCCESS", "EXECUTE_SUCCESS"})


@dataclass(frozen=True, slots=True)
class DeviceList:
    """All cameras a box has; V5 stands for every dialect before V6."""

    generation: Generation
    cameras: tuple[CameraEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemReading:
    """What one system call said; all may be missing.

    Attributes:
        time_ms: The box's own clock, UTC epoch ms.
    """

    health: Health = NOT_MEASURED
    software_version: str | None = None
    sn: str | None = None
    mac: str | None = None
    ips: tuple[str, ...] = ()
    host_name: str | None = None
    uptime: str | None = None
    model: str | None = None
    time_ms: int | None = None


# What an answer must name at least one of, to be an answer to that call.
_EXPECTED: dict[SystemCall, frozenset[str]] = {
    SystemCall.CPU: frozenset({"cpu_rate", "cur_cpu_usage", "info", "cpu_cores", "cpu_info"}),
    SystemCall.TPU: frozenset({"tpu_rate", "tpu_usage", "info", "tpu_description", "tpu_info"}),
    SystemCall.MEMORY: frozenset(
        {"total_memory", "svt_memory", "svt_memory_usage", "total_memory_scale", "memory_info"}
    ),
    SystemCall.DISK: frozenset({"total_disk", "free_disk", "disk_rate", "disk_usage", "disk_info", "emmc"}),
    SystemCall.TEMPERATURE: frozenset({"core_temperature", "board_temperature", "temperature"}),
    SystemCall.FAN: frozenset({"fan_speed", "fan"}),
    SystemCall.VERSION: frozenset({"version", "app_gate_version", "sw_version", "details", "app_version_details"}),
    SystemCall.SN: frozenset({"device_sn", "chip_sn", "model", "product_version", "hardwareVersion"}),
    SystemCall.TIME: frozenset({"time", "timestamp", "timezone"}),
}


def decode_device_list(body: bytes) -> DeviceList:
    """Decode the answer to `device_list_request`.

    Raises:
        ProtocolError: Unreadable, or BOX_ERROR with the box's own code (DEVICE_INIT_ERROR: ask again).
    """
    fields = fields_of(answer_of(body))
    for name, generation in (
        ("devices_list", Generation.V5),
        ("devices", Generation.V6),
        ("media_devices", Generation.V6),
    ):
        if name in fields:
            items = (items_of(fields[name]) or [])[:MAX_CAMERAS]
            return DeviceList(generation, tuple(_listed(fields_of(item)) for item in items if fields_of(item)))
    raise _unknown(fields)


def _listed(item: Fields) -> CameraEntry:
    entry = camera_entry(item)
    key = text(item.get("device_key"))
    return CameraEntry(
        device_id=entry.device_id,
        ep_id=entry.ep_id,
        device_key=key,
        name=entry.name,
        ip=entry.ip,
        url=entry.url or (key if key is not None and "://" in key else None),
        type=entry.type,
        group=text(first((item,), "group_name", "group_id")),
        permission_id=entry.permission_id,
    )


def decode_system(call: SystemCall, body: bytes) -> SystemReading:
    """Decode the answer to `system_request`.

    Raises:
        ProtocolError: Unreadable, BOX_ERROR, or UNKNOWN_SHAPE where it is the answer to something else.
    """
    answer = answer_of(body)
    if call is SystemCall.FAN and isinstance(answer, str | float | int):
        return SystemReading(health=Health(fan_rpm=number(answer)))
    items = items_of(answer) or [{}]  # one manual types the answer a list
    fields = fields_of(items[0] if items else None)
    if _EXPECTED[call].isdisjoint(fields):
        raise _unknown(fields)
    return SystemReading(
        health=health_of((fields,)) if call in _MEASURING else Health(),
        software_version=version_text(first((fields,), "version", "app_gate_version", "sw_version")),
        sn=text(fields.get("device_sn")),
        mac=mac_text(first((fields,), "mac", "device_mac")),
        ips=ip_texts(fields.get("ip")),
        host_name=text(fields.get("hostname")),
        uptime=text(fields.get("uptime")),
        model=text(fields.get("model")),
        time_ms=epoch_ms(first((fields,), "time", "timestamp")) if call is SystemCall.TIME else None,
    )


_MEASURING = frozenset(
    {SystemCall.CPU, SystemCall.TPU, SystemCall.MEMORY, SystemCall.DISK, SystemCall.TEMPERATURE, SystemCall.FAN}
)


def decode_threshold(body: bytes, generation: Generation) -> float | None:
    """Return the match threshold 0-100 out of a configs answer, None where its scale is not certain.

    Nothing else of the answer is kept: a dump holds passwords.

    Raises:
        ProtocolError: Unreadable, or BOX_ERROR.
    """
    fields = fields_of(answer_of(body))
    names = ("MATCH_THRESHOLD", "THRESHOLD")
    for name in names if generation is Generation.V6 else names[::-1]:
        value = number(fields.get(name))
        lowest = 0.0 if name == "MATCH_THRESHOLD" else 1.0  # THRESHOLD was 0..1 once; 1 may be either
        if value is not None and lowest < value <= 100.0:
            return value
    return None


def answer_of(body: bytes) -> object:
    """Return an answer's value without its `data` wrapper.

    Raises:
        ProtocolError: EMPTY, NOT_TEXT, NOT_JSON, TOO_DEEP, NOT_AN_OBJECT, or BOX_ERROR with the box's code and words.
    """
    if not body.strip():
        raise ProtocolError(ProtocolErrorCode.EMPTY)
    value = value_of_json(text_of(body))
    if not isinstance(value, dict):
        raise ProtocolError(ProtocolErrorCode.NOT_AN_OBJECT, found="no object")
    error = value.get("error")
    if error:
        said = fields_of(error)
        code = text(said.get("code")) or text(error) or text(said.get("status")) or ""
        if code not in _NO_ERROR:
            words = text(said.get("message")) or text(said.get("status")) or ""
            status = text(said.get("status"))  # V5 says there what V6 says in its code
            more = {"status": status} if status is not None and status not in (code, words) else {}
            raise ProtocolError(ProtocolErrorCode.BOX_ERROR, error=code, message=words, **more)
    data = value.get("data")
    return value if is_absent(data) else data


def _unknown(fields: Fields) -> ProtocolError:
    keys = ", ".join(str(key)[:40] for key in list(fields)[:20])
    return ProtocolError(ProtocolErrorCode.UNKNOWN_SHAPE, keys=keys.encode("utf-8", "replace").decode())
