"""The encoded pictures of recent events, kept in memory within a bound. What is not here is in the archive."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from sophon_monitor.domain.records import EventRecord
from sophon_monitor.protocol.messages import Picture

FACE_BYTES = 14 * 1024 * 1024
SCENE_BYTES = 10 * 1024 * 1024


class PicturePart(StrEnum):
    """Which picture of an event."""

    LIVE = "live"
    REGISTERED = "registered"
    SCENE = "scene"


def picture_of(record: EventRecord, part: PicturePart) -> Picture:
    """That picture of an event."""
    match part:
        case PicturePart.LIVE:
            return record.live
        case PicturePart.REGISTERED:
            return record.registered
        case PicturePart.SCENE:
            return record.scene


class PictureUse(StrEnum):
    """What an image is decoded for; each has its own size."""

    THUMBNAIL = "thumbnail"
    PANE = "pane"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class PictureKey:
    """One image in the decoder's cache.

    Attributes:
        serial: The event as the feed counts it.
    """

    serial: int
    part: PicturePart
    use: PictureUse


class PictureStore:
    """Bytes by event and part. Scenes have their own share, so that they never push faces out."""

    def __init__(self, face_bytes: int = FACE_BYTES, scene_bytes: int = SCENE_BYTES) -> None:
        """Start empty."""
        self._faces = _Share(face_bytes)
        self._scenes = _Share(scene_bytes)

    @property
    def used_bytes(self) -> int:
        """All bytes kept."""
        return self._faces.used_bytes + self._scenes.used_bytes

    def put(self, serial: int, part: PicturePart, data: bytes) -> None:
        """Keep `data`; the oldest of its kind go when there is no room."""
        self._share(part).put((serial, part), data)

    def get(self, serial: int, part: PicturePart) -> bytes | None:
        """The bytes, None when they are no longer here."""
        return self._share(part).entries.get((serial, part))

    def drop(self, serial: int) -> None:
        """Forget all pictures of an event."""
        for part in PicturePart:
            self._share(part).drop((serial, part))

    def _share(self, part: PicturePart) -> _Share:
        return self._scenes if part is PicturePart.SCENE else self._faces


class _Share:
    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self.entries: OrderedDict[tuple[int, PicturePart], bytes] = OrderedDict()
        self.used_bytes = 0

    def put(self, key: tuple[int, PicturePart], data: bytes) -> None:
        self.drop(key)
        self.entries[key] = data
        self.used_bytes += len(data)
        while self.used_bytes > self._most_bytes and len(self.entries) > 1:
            self.drop(next(iter(self.entries)))

    def drop(self, key: tuple[int, PicturePart]) -> None:
        data = self.entries.pop(key, None)
        if data is not None:
            self.used_bytes -= len(data)
