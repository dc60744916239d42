"""Health out of a heartbeat's extra data or a system call's answer.

Percentages are scaled by the name of their key, never by how large they are: `cpu_usage` 0.9 is 0.9 per cent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sophon_monitor.protocol.messages import Health
from sophon_monitor.protocol.values import PER_CENT, RATIO, Fields, fields_of, first, number, percent, size_gb, text

_Scales = tuple[tuple[str, float], ...]
_CPU: _Scales = (("cpu_rate", RATIO), ("cur_cpu_usage", RATIO), ("cpu_usage", PER_CENT), ("cpu_use", PER_CENT))
_TPU: _Scales = (("tpu_rate", RATIO), ("tpu_usage", RATIO))
_MEMORY: _Scales = tuple(
    (name, RATIO) for name in ("total_memory_scale", "svt_memory_usage", "memory_usage", "memory_use")
)
_DISK: _Scales = tuple((name, RATIO) for name in ("disk_rate", "disk_usage", "disk_use"))
_VERSION_LINE = re.compile(r"^[ \t]*VERSION[ \t]*[:：][ \t]*(\S.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>|\r\n?", re.IGNORECASE)


def health_of(sources: Sequence[Fields], *, nominal_total: bool = False) -> Health:
    """Return what is measured.

    Args:
        sources: Objects that may hold the fields or their blocks (cpu_info, emmc ...), the most likely first.
        nominal_total: `total_memory` is what is built in, not what can be used (V6).
    """
    disk = _block(sources, "emmc", "disk_info")
    total, free = size_gb(first(disk, "total_disk", "disk_size")), size_gb(first(disk, "free_disk", "disk_free_size"))
    return Health(
        cpu_percent=percent_of(_block(sources, "cpu_info"), _CPU),
        tpu_percent=percent_of(_block(sources, "tpu_info"), _TPU),
        memory_percent=percent_of(memory := _block(sources, "memory_info"), _MEMORY),
        memory_total_gb=_memory_total(memory, nominal_total=nominal_total),
        disk_percent=disk_share(percent_of(disk, _DISK), total, free),
        disk_total_gb=total,
        disk_free_gb=free,
        temperature_c=number(first(sources, "temperature", "core_temperature")),
        board_temperature_c=number(first(sources, "board_temperature")),
        fan_rpm=number(first(sources, "fan_speed", "fan")),
    )


def percent_of(sources: Sequence[Fields], scales: _Scales) -> float | None:
    """Return the first of the named percentages that makes sense."""
    for name, scale in scales:
        for source in sources:
            if (share := percent(source.get(name), scale)) is not None:
                return share
    return None


def disk_share(sent: float | None, total_gb: float | None, free_gb: float | None) -> float | None:
    """Return the rate sent, else the share of the disk that is not free."""
    if sent is not None or not total_gb or free_gb is None:
        return sent
    return percent((total_gb - free_gb) / total_gb, RATIO)


def version_text(value: object) -> str | None:
    """Return a software version trimmed; of a text with `VERSION:` lines the last one's value."""
    sent = text(value)
    if sent is None:
        return None
    lines = _VERSION_LINE.findall(_LINE_BREAK.sub("\n", sent))
    return str(lines[-1]) if lines else sent


def _block(sources: Sequence[Fields], *names: str) -> tuple[Fields, ...]:
    """Return the first block of these names, and behind it the objects that may hold its fields flat."""
    return (fields_of(first(sources, *names)), *sources)


def _memory_total(memory: Sequence[Fields], *, nominal_total: bool) -> float | None:
    if nominal_total or any(name.startswith("svt_") for source in memory for name in source):
        return size_gb(first(memory, "svt_memory"))
    return size_gb(first(memory, "total_memory", "memory_size"))
