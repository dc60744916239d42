"""A site like the drawn one, for the tests of the frame."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sophon_monitor.domain.changes import BoxChanged, CameraChanged, Change, NewBoxSeen
from sophon_monitor.domain.site import (
    Box,
    BoxAddress,
    BoxKey,
    Camera,
    CameraKey,
    Link,
    LinkState,
    Liveness,
    NewBox,
)
from sophon_monitor.protocol.messages import CameraStatus, CameraType, Generation, Health
from sophon_monitor.widgets.theme import Theme, palette_from

RESOURCES = Path(__file__).parents[2] / "resources"
NOW_AT_S, NOW_MONO_S = 1_790_000_000.0, 5_000.0


def palette_tables() -> dict[str, dict[str, object]]:
    return tomllib.loads((RESOURCES / "palette.toml").read_text("utf-8"))


def theme(*, is_dark: bool = False) -> Theme:
    tables = palette_tables()
    return Theme(palette_from(tables["light"]), palette_from(tables["dark"]), is_dark=is_dark)


def icon_bytes(name: str) -> bytes:
    return (RESOURCES / "icons" / f"{name}.svg").read_bytes()


def box(key: str, name: str, ip: str, liveness: Liveness = Liveness.ONLINE, **more: object) -> Box:
    values: dict[str, object] = {
        "key": BoxKey(key),
        "address": BoxAddress(ip),
        "token": "t",
        "name": name,
        "liveness": liveness,
        "last_sign_mono_s": NOW_MONO_S - 1,
        "health": Health(cpu_percent=37.0, memory_percent=15.0, disk_percent=56.0),
    }
    return Box(**{**values, **more})  # type: ignore[arg-type]


def camera(key: str, box_key: str, name: str, status: CameraStatus = CameraStatus.ONLINE) -> Camera:
    return Camera(
        key=CameraKey(key),
        box_key=BoxKey(box_key),
        camera_id=key,
        name=name,
        type=CameraType.GATE,
        status=status,
        ip="192.168.1.101",
    )


def drawn_site() -> tuple[Change, ...]:
    refused = Link(LinkState.DOWN, "refused", "", 8.0, NOW_AT_S)
    return (
        BoxChanged(box("A", "East Gate SE5", "192.168.1.180")),
        CameraChanged(camera("a1", "A", "前门闸机 Gate 1")),
        CameraChanged(camera("a2", "A", "Lobby cam", CameraStatus.OFFLINE)),
        BoxChanged(box("B", "Warehouse SE3", "192.168.1.19", Liveness.LATE, last_sign_mono_s=NOW_MONO_S - 14)),
        CameraChanged(camera("b1", "B", "Snap-01")),
        BoxChanged(
            box("C", "Block C", "192.168.1.44", Liveness.OFFLINE, last_sign_mono_s=NOW_MONO_S - 192, stream=refused)
        ),
        CameraChanged(camera("c1", "C", "Gate 4", CameraStatus.UNKNOWN)),
    )


def new_box(identity: str = "n1", **more: object) -> NewBoxSeen:
    values: dict[str, object] = {
        "id": identity,
        "peer": "192.168.1.90",
        "sn": "HQDZKE6BKXXAG0127",
        "generation": Generation.V6,
        "messages": 12,
    }
    return NewBoxSeen(NewBox(**{**values, **more}))  # type: ignore[arg-type]
