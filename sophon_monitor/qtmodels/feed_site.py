"""Boxes and cameras as the feed needs them: what they are called, and whether a change of them shows."""

from __future__ import annotations

from typing import NamedTuple

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, CameraChanged, CameraRemoved, Change
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Box, BoxKey, Camera, CameraKey


class Touched(NamedTuple):
    """What a change means to the feed.

    Attributes:
        site: Boxes or cameras came, went, or changed in name or event stream.
        names: Rows have to be prepared anew.
    """

    site: bool = False
    names: bool = False


class FeedSite:
    """The boxes and cameras of the site. Owned by the feed model; lives on the Qt thread."""

    def __init__(self) -> None:
        """Start empty."""
        self._boxes: dict[BoxKey, Box] = {}
        self._cameras: dict[CameraKey, Camera] = {}

    def boxes(self) -> tuple[Box, ...]:
        """Boxes, in the order they were added."""
        return tuple(self._boxes.values())

    def cameras(self) -> tuple[Camera, ...]:
        """Cameras, in the order they were seen."""
        return tuple(self._cameras.values())

    def take(self, change: Change) -> Touched:
        """Take one change in; those of neither boxes nor cameras touch nothing."""
        match change:
            case BoxChanged(box):
                former = self._boxes.get(box.key)
                self._boxes[box.key] = box
                # Every event changes its box (its count): only what is shown is worth a signal.
                site = former is None or (former.name, former.stream) != (box.name, box.stream)
                return Touched(site, former is not None and former.name != box.name)
            case CameraChanged(camera):
                known = self._cameras.get(camera.key)
                self._cameras[camera.key] = camera
                return Touched(
                    known is None or known.title != camera.title, known is not None and known.title != camera.title
                )
            case BoxRemoved(key):
                return Touched(site=self._boxes.pop(key, None) is not None)
            case CameraRemoved(key, _):
                return Touched(site=self._cameras.pop(key, None) is not None)
            case _:
                return Touched()

    def box_name(self, record: EventRecord) -> str:
        """What the event's box is called."""
        box = self._boxes.get(record.box_key)
        return box.name if box is not None else str(record.box_key)

    def camera_name(self, record: EventRecord) -> str:
        """What the event's camera is called: a name before an address, an address before an id."""
        camera = self._cameras.get(record.camera_key) if record.camera_key is not None else None
        name = (camera.name if camera is not None else None) or record.camera_name
        title = camera.title if camera is not None else None
        return name or record.camera_ip or title or record.camera_id or "–"
