"""What a person at another window should hear of, folded: boxes going and coming, a blacklist, storage.

Pure: monotonic time and whether it is quiet come in as arguments. Nobody's name is kept here: a notification of the
desktop stays in the system's own list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sophon_monitor.domain.changes import BoxChanged, BoxRemoved, CameraChanged, Change, RecognitionSeen
from sophon_monitor.domain.site import Box, BoxKey, CameraKey, Liveness
from sophon_monitor.protocol.messages import PersonType

FOLDED_S = 4.0
"""What happens within this time after the first is told together."""
REPEATED_S = 60.0
"""The same of the same camera or box within this time is counted, not told again."""
FULL_PERCENT, ROOM_AGAIN_PERCENT = 90.0, 85.0


class NoticeKind(StrEnum):
    """What happened."""

    OFFLINE = "offline"
    ONLINE = "online"
    BLACKLIST = "blacklist"
    STORAGE_HERE = "storage_here"
    STORAGE_BOX = "storage_box"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification.

    Attributes:
        subjects: Names of the boxes or cameras, oldest first; what the archive's problem is for STORAGE_HERE.
        times: How often it happened in all.
        after_quiet: It happened during the quiet hours.
    """

    kind: NoticeKind
    subjects: tuple[str, ...]
    times: int = 1
    after_quiet: bool = False


@dataclass(slots=True)
class _Pending:
    name: str
    due_s: float
    times: int = 1


class Notices:
    """Collects what happens and gives it out folded. Owned by the wiring of notifications; any one thread."""

    def __init__(self) -> None:
        """Nothing has happened."""
        self._boxes: dict[BoxKey, Liveness] = {}
        self._full: set[BoxKey] = set()
        self._cameras: dict[CameraKey, str] = {}
        self._told_at_s: dict[tuple[NoticeKind, str], float] = {}
        # Bounded by the site's boxes and cameras.
        self._waiting: dict[NoticeKind, dict[str, _Pending]] = {kind: {} for kind in NoticeKind}
        self._problem = ""
        self._was_quiet = False

    def apply(self, changes: tuple[Change, ...], now_s: float) -> None:
        """Take in what intake tells."""
        for change in changes:
            match change:
                case BoxChanged(box=box):
                    self._look_at(box, now_s)
                case BoxRemoved(key=key):
                    self._forget(key)
                case CameraChanged(camera=camera):
                    self._cameras[camera.key] = camera.name or camera.camera_id or ""
                case RecognitionSeen(record=record, late=False) if record.person_type is PersonType.BLACKLIST:
                    name = self._cameras.get(record.camera_key) if record.camera_key is not None else None
                    name = name or record.camera_name or record.camera_id or ""
                    self._note(NoticeKind.BLACKLIST, f"{record.box_key} {name}", name, now_s)
                case _:
                    continue

    def storage(self, problem: str, now_s: float) -> None:
        """`problem` of the archive as `IntakeFigures` has it; "" while it is well."""
        if problem and problem != self._problem:
            self._note(NoticeKind.STORAGE_HERE, problem, problem, now_s)
        self._problem = problem

    def due(self, now_s: float, *, quiet: bool) -> tuple[Notice, ...]:
        """What is to be told now. While it is quiet all waits, and is told together afterwards."""
        if quiet:
            self._was_quiet = True
            return ()
        found = []
        for kind, waiting in self._waiting.items():
            if waiting and (self._was_quiet or any(now_s >= one.due_s for one in waiting.values())):
                names = tuple(dict.fromkeys(one.name for one in waiting.values()))
                times = sum(one.times for one in waiting.values())
                found.append(Notice(kind, names, times, self._was_quiet))
                self._told_at_s |= {(kind, key): now_s for key in waiting}
                waiting.clear()
        self._was_quiet = False
        self._told_at_s = {key: at_s for key, at_s in self._told_at_s.items() if now_s - at_s < REPEATED_S}
        return tuple(found)

    # -- what counts -------------------------------------------------------------------------------------------------

    def _look_at(self, box: Box, now_s: float) -> None:
        before = self._boxes.get(box.key)
        if box.liveness is not Liveness.LATE:  # neither gone nor back
            self._boxes[box.key] = box.liveness
        if box.liveness is Liveness.OFFLINE and before is Liveness.ONLINE:
            self._cross(NoticeKind.OFFLINE, NoticeKind.ONLINE, box, now_s)
        elif box.liveness is Liveness.ONLINE and before is Liveness.OFFLINE:
            self._cross(NoticeKind.ONLINE, NoticeKind.OFFLINE, box, now_s)
        percent = box.health.disk_percent
        if percent is not None and percent >= FULL_PERCENT and box.key not in self._full:
            self._full.add(box.key)
            self._note(NoticeKind.STORAGE_BOX, box.key, box.name, now_s)
        elif percent is not None and percent < ROOM_AGAIN_PERCENT:
            self._full.discard(box.key)

    def _cross(self, kind: NoticeKind, opposite: NoticeKind, box: Box, now_s: float) -> None:
        """Gone and back before anybody heard of it is nothing to tell."""
        if self._waiting[opposite].pop(box.key, None) is None:
            # One that comes and goes is told of once a minute.
            told_at_s = self._told_at_s.get((opposite, box.key), now_s - REPEATED_S)
            self._note(kind, box.key, box.name, max(now_s, told_at_s + REPEATED_S - FOLDED_S))

    def _note(self, kind: NoticeKind, key: str, name: str, now_s: float) -> None:
        waiting = self._waiting[kind]
        if key in waiting:
            waiting[key].times += 1
        elif kind is not NoticeKind.BLACKLIST or now_s - self._told_at_s.get((kind, key), -REPEATED_S) >= REPEATED_S:
            waiting[key] = _Pending(name, now_s + FOLDED_S)

    def _forget(self, key: BoxKey) -> None:
        self._boxes.pop(key, None)
        self._full.discard(key)
        for waiting in self._waiting.values():
            waiting.pop(key, None)
