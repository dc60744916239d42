"""Scripts of messages and times for the registry, and what must be true of a site at any moment."""

from __future__ import annotations

import itertools

from sophon_monitor.domain.changes import (
    BoxChanged,
    BoxRemoved,
    CameraChanged,
    CameraRemoved,
    Change,
    HeartbeatSeen,
    NewBoxGone,
    NewBoxSeen,
    RecognitionSeen,
)
from sophon_monitor.domain.records import EventRecord, HeartbeatRecord
from sophon_monitor.domain.registry import Applied, Origin, Registry
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, CameraKey, Liveness, NewBox
from sophon_monitor.protocol.messages import CameraStatus, Message

START_S = 1_718_352_000.0  # wall clock when the monotonic clock shows 0


class SiteScript:
    """A registry, a clock, and a listener that knows only what the changes told it."""

    def __init__(self) -> None:
        numbers = itertools.count(1)
        self.registry = Registry(new_token=lambda: f"token{next(numbers)}", new_key=lambda: f"b-{next(numbers):08x}")
        self.now_s = 0.0
        self.told_boxes: dict[BoxKey, Box] = {}
        self.told_cameras: dict[CameraKey, Camera] = {}
        self.told_new: dict[str, NewBox] = {}
        self.heartbeats: list[HeartbeatRecord] = []
        self.events: list[RecognitionSeen] = []

    # -- what happens ---------------------------------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        """Let time pass, with a tick each second."""
        until_s = self.now_s + seconds
        while self.now_s < until_s:
            self.now_s = min(self.now_s + 1.0, until_s)
            self.hear(self.registry.tick(now_mono_s=self.now_s))

    def origin(
        self, peer: str | None = None, *, way: str = "http", token: str | None = None, key: BoxKey | None = None
    ) -> Origin:
        return Origin(way, peer, token, key, START_S + self.now_s, self.now_s, self.now_s)

    def add(self, host: str, *ports: int, sn: str | None = None, name: str | None = None) -> BoxKey:
        key, changes = self.registry.add_box(BoxAddress(host, *ports), at_s=START_S + self.now_s, sn=sn, name=name)
        self.hear(changes)
        return key

    def push(self, message: Message, peer: str | None, *, token: str | None = None, way: str = "http") -> BoxKey | None:
        """A message comes in; returns whose it was."""
        return self.applied(self.registry.apply(message, self.origin(peer, token=token, way=way)))

    def stream(self, message: Message, key: BoxKey) -> BoxKey | None:
        """A frame of a box's event stream."""
        return self.applied(self.registry.apply(message, self.origin(way="websocket", key=key)))

    def applied(self, applied: Applied) -> BoxKey | None:
        self.hear(applied.changes)
        return applied.box_key

    def hear(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Take changes as archive and screen do: each must make sense after those before."""
        for change in changes:
            match change:
                case BoxChanged(box):
                    self.told_boxes[box.key] = box
                case BoxRemoved(key):
                    assert not [c for c in self.told_cameras.values() if c.box_key == key]
                    del self.told_boxes[key]
                case CameraChanged(camera):
                    assert camera.box_key in self.told_boxes
                    self.told_cameras[camera.key] = camera
                case CameraRemoved(key, box_key):
                    assert self.told_cameras.pop(key).box_key == box_key
                case HeartbeatSeen(record):
                    assert record.box_key in self.told_boxes
                    self.heartbeats.append(record)
                case RecognitionSeen(event):
                    assert event.box_key in self.told_boxes
                    assert event.camera_key is None or event.camera_key in self.told_cameras
                    self.events.append(change)
                case NewBoxSeen(new_box):
                    self.told_new[new_box.id] = new_box
                case NewBoxGone(new_id):
                    del self.told_new[new_id]
        return changes

    # -- what is known --------------------------------------------------------------------------------------------

    def box(self, key: BoxKey) -> Box:
        box = self.registry.box(key)
        assert box is not None
        return box

    def liveness(self, key: BoxKey) -> Liveness:
        return self.box(key).liveness

    def cameras(self, key: BoxKey) -> tuple[Camera, ...]:
        return self.registry.cameras_of(key)

    def camera(self, key: BoxKey) -> Camera:
        (camera,) = self.cameras(key)
        return camera

    @property
    def event(self) -> EventRecord:
        """The last one."""
        return self.events[-1].record


def assert_legal(script: SiteScript) -> None:
    """What holds of every site at every moment, and that the changes told all of it."""
    registry = script.registry
    boxes = {box.key: box for box in registry.boxes}
    cameras = [camera for key in boxes for camera in registry.cameras_of(key)]
    assert len(boxes) == len(registry.boxes)
    assert len({camera.key for camera in cameras}) == len(cameras)
    for key, box in boxes.items():
        own = registry.cameras_of(key)
        names = [name for camera in own for name in (camera.camera_id, *camera.aliases)]
        assert len(set(names)) == len(names), "an id that means two cameras"
        assert len(own) <= 256
        assert all(camera.box_key == key and camera.key.startswith(f"{key}/") for camera in own)
        if box.liveness is not Liveness.ONLINE:
            assert all(camera.status is CameraStatus.UNKNOWN for camera in own)
        else:
            assert all(camera.status is camera.reported_status for camera in own)
    assert script.told_boxes == boxes
    assert script.told_cameras == {camera.key: camera for camera in cameras}
    assert script.told_new == {new_box.id: new_box for new_box in registry.new_boxes}
    assert len(script.told_new) <= 64
