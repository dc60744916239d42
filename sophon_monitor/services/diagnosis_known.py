"""What the ladder can know beforehand: from a running window's registry and log, or out of a site's archive."""

from __future__ import annotations

from collections.abc import Iterable

from sophon_monitor.domain.changes import MessageLogEntry
from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.site import Box, BoxAddress, Camera, LinkState, Liveness
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.diagnosis_climb import HeardMessage, Known
from sophon_monitor.services.message_log import MessageLog

LOOKED_AT = 2000  # entries of the message log
_OWN_KINDS = frozenset(
    {"heartbeat", "camera_list", "notice", "recognition", "history", "array", "rejected", "too_large"}
)


def known_by_window(
    address: BoxAddress,
    ips: Iterable[str],
    *,
    registry: Registry,
    log: MessageLog,
    listening: tuple[tuple[str, int], ...],
    port: int,
    received: int,
    own_addresses: tuple[str, ...],
) -> Known:
    """What the open window knows of the box at an address."""
    box = next((one for one in registry.boxes if one.address == address), None)
    peers = {address.host, *ips}
    heard = [m for e in log.entries_after(log.last_number - LOOKED_AT) if (m := _heard(e, box, peers)) is not None]
    cameras = registry.cameras_of(box.key) if box is not None else ()
    strange = next((new.sn for new in registry.new_boxes if new.hint == "other_sn" and new.peer in peers), None)
    return Known(
        box=box,
        cameras=_said(cameras, box),
        window_open=True,
        listening=listening,
        port=port,
        own_addresses=own_addresses,
        heard=tuple(heard),
        received=received,
        other_sn=strange,
        newest_event_at_s=_newest(cameras),
        connected_since_s=box.stream.since_at_s if box is not None and box.stream.state is LinkState.UP else None,
    )


def known_by_archive(reader: ArchiveReader, address: BoxAddress, own_addresses: tuple[str, ...], port: int) -> Known:
    """What the archive has of the box at an address; nothing where it is no box of the site."""
    box = next((one for one in reader.boxes() if one.address.host == address.host), None)
    if box is None:
        return Known(own_addresses=own_addresses, port=port)
    cameras = reader.cameras(box.key)
    return Known(
        box=box,
        cameras=_said(cameras, box),
        own_addresses=own_addresses,
        port=port,
        newest_event_at_s=_newest(cameras),
    )


def _heard(entry: MessageLogEntry, box: Box | None, peers: set[str]) -> HeardMessage | None:
    of_box = (box is not None and entry.box_key == box.key) or entry.sender in peers
    if not of_box or entry.kind not in _OWN_KINDS or entry.way == "poll":
        return None
    reason = entry.reason or ("too_large" if entry.kind == "too_large" else "")
    return HeardMessage(
        at_s=entry.at_s,
        way=entry.way,
        reason=reason,
        size_bytes=entry.size_bytes,
        too_large=entry.kind == "too_large",
    )


def _said(cameras: Iterable[Camera], box: Box | None) -> tuple[Camera, ...]:
    """The cameras, where the box's word on them is not too old to count."""
    if box is None or box.liveness in (Liveness.OFFLINE, Liveness.NEVER):
        return ()
    return tuple(cameras)


def _newest(cameras: Iterable[Camera]) -> float | None:
    times = [camera.last_event_at_s for camera in cameras if camera.last_event_at_s is not None]
    return max(times) if times else None
