"""Generated pictures and events for the tests of the feed. Nobody real is in them."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from sophon_monitor.domain.records import EventRecord, ScoreScale
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import PersonType, Picture, PictureState

BOX, OTHER_BOX = BoxKey("BOX1"), BoxKey("BOX2")
GATE, LOBBY = CameraKey("gate"), CameraKey("lobby")
START_MS = 1_790_000_000_000


@cache
def jpeg(width: int = 60, height: int = 80, shade: int = 120) -> bytes:
    """A flat picture with a darker oval."""
    picture = Image.new("RGB", (width, height), (shade, shade, shade))
    ImageDraw.Draw(picture).ellipse((width // 4, height // 5, width * 3 // 4, height * 4 // 5), fill=(60, 50, 40))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def present(width: int = 60, height: int = 80, shade: int = 120) -> Picture:
    return Picture(PictureState.PRESENT, jpeg(width, height, shade))


def event(number: int, at_s: float = 0.0, **given: Any) -> EventRecord:
    """An event of an employee, 92.4 percent, with all three pictures; `given` replaces fields."""
    fields: dict[str, Any] = {
        "id": number,
        "received_at_ms": START_MS + int(at_s * 1000),
        "occurred_at_ms": START_MS + int(at_s * 1000) - 300,
        "box_key": BOX,
        "camera_key": GATE,
        "camera_id": "gate-id",
        "camera_ip": "192.0.2.7",
        "camera_name": "Gate 1",
        "person_id": f"p{number}",
        "person_name": "张明",
        "person_type": PersonType.EMPLOYEE,
        "score": 92.4,
        "score_scale": ScoreScale.PERCENT,
        "threshold": 82.0,
        "live": present(),
        "registered": present(shade=200),
        "scene": present(320, 180),
    }
    return EventRecord(**(fields | given))


def box(key: BoxKey = BOX, name: str = "East Gate", **given: Any) -> Box:
    return Box(key=key, address=BoxAddress("192.0.2.1"), token="t", name=name, **given)


def camera(key: CameraKey = GATE, name: str = "前门闸机", box_key: BoxKey = BOX) -> Camera:
    return Camera(key=key, box_key=box_key, camera_id=f"{key}-id", name=name)
