"""Whether two records of one box are the same recognition, told on different ways. Pure.

Person and camera must be the same and the times near. Strangers have no id that all ways share (`stranger`, clock
texts), cameras have several, and a message may name none at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sophon_monitor.domain.camera_matching import match_by_address, traits_of
from sophon_monitor.domain.records import EventRecord
from sophon_monitor.domain.site import Camera, CameraKey
from sophon_monitor.protocol.messages import CameraEntry, PersonType

_CLOCK_TEXT = re.compile(r"[0-9]{9,11}(?:\.[0-9]{1,9})?")
_NO_PERSON = frozenset({"", "stranger", "unknow", "unknown"})
_SAME_CLOCK_S = 0.02  # clock texts that were written with fewer digits
STRANGERS = "?"


class CameraNames:
    """Which camera of one box an event means, whichever of its ids it names. Cheap to ask again."""

    def __init__(self, cameras: Collection[Camera]) -> None:
        """Take the cameras of the box."""
        self._keys = {name: camera.key for camera in cameras for name in (camera.camera_id, *camera.aliases)}
        self._known = {camera.key: traits_of(camera) for camera in cameras}
        self._found: dict[tuple[str | None, str | None], CameraKey | None] = {}

    def key_of(self, record: EventRecord) -> CameraKey | None:
        """The camera of a record: by its id, else as the archive knows it, else by an address that only one has."""
        if record.camera_id is not None and (key := self._keys.get(record.camera_id)) is not None:
            return key
        if record.camera_key is not None:
            return record.camera_key
        return self.find(CameraEntry(device_id=record.camera_id, ip=record.camera_ip))

    def find(self, entry: CameraEntry) -> CameraKey | None:
        """The camera that an event names, None where it cannot be told."""
        for name in (entry.device_id, entry.ep_id):
            if name is not None and (key := self._keys.get(name)) is not None:
                return key
        asked = (entry.ep_id or entry.device_id, entry.ip)
        if asked not in self._found:
            self._found[asked] = match_by_address(entry, self._known)
        return self._found[asked]


@dataclass(frozen=True, slots=True)
class Sighted:
    """A record with what it is compared by.

    Attributes:
        kind: Whom it is of; all strangers share one.
        camera: Ours, None where it cannot be told.
    """

    record: EventRecord
    kind: str
    camera: CameraKey | None

    @property
    def at_ms(self) -> int | None:
        """When it happened by the box's clock."""
        return self.record.occurred_at_ms

    @property
    def order(self) -> tuple[int, str, str, str, str, str, int]:
        """Oldest first; the rest makes any two comparable."""
        record = self.record
        return (
            -1 if self.at_ms is None else self.at_ms,
            self.kind,
            record.person_id or "",
            self.camera or "",
            record.camera_id or "",
            str(record.extra.get("event_id", "")),
            record.id,
        )

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for what is stored twice: same person, millisecond and camera."""
        record = self.record
        where = (self.camera,) if self.camera is not None else (record.camera_id, record.camera_ip)
        return (self.kind, record.person_id, self.at_ms, where)


def sighted(record: EventRecord, names: CameraNames) -> Sighted:
    """Say whom and where a record is of."""
    person = (record.person_id or "").strip()
    if record.person_type is PersonType.STRANGER and _is_nobody(person):
        kind = STRANGERS
    else:
        kind = f"id {person}" if person else f"name {record.person_name or ''}"
    return Sighted(record, kind, names.key_of(record))


def is_same_event(one: Sighted, other: Sighted, within_ms: int, *, surely: bool = False) -> bool:
    """Whether both are of one person at one camera at times that differ by at most that much.

    `surely`: only if both name the same camera, and the same id of the person.
    """
    if one.kind != other.kind or one.at_ms is None or other.at_ms is None:
        return False
    if abs(one.at_ms - other.at_ms) > within_ms:
        return False
    if one.kind == STRANGERS and not _may_be_same_stranger(one.record.person_id, other.record.person_id):
        return False
    if surely:
        is_same_id = (one.record.person_id or "") == (other.record.person_id or "")
        return is_same_id and one.camera is not None and one.camera == other.camera
    return _may_be_same_camera(one, other)


def _is_nobody(person: str) -> bool:
    return person.lower() in _NO_PERSON or _CLOCK_TEXT.fullmatch(person) is not None


def _may_be_same_stranger(one: str | None, other: str | None) -> bool:
    """Boxes number strangers by the clock: two different clock texts are two strangers."""
    one, other = (one or "").strip(), (other or "").strip()
    if not (_CLOCK_TEXT.fullmatch(one) and _CLOCK_TEXT.fullmatch(other)):
        return True
    return abs(float(one) - float(other)) <= _SAME_CLOCK_S


def _may_be_same_camera(one: Sighted, other: Sighted) -> bool:
    """They differ only if both say so, as where the archive looks for duplicates."""
    if one.camera is not None and other.camera is not None:
        return one.camera == other.camera
    for name in ("camera_id", "camera_ip"):
        here, there = getattr(one.record, name), getattr(other.record, name)
        if here is not None and there is not None:
            return bool(here == there)
    return True


class Pool:
    """Records that have no partner yet, found by person and time."""

    def __init__(self, records: Iterable[Sighted]) -> None:
        """Take them; the order does not matter."""
        self._kinds: dict[str, _Line] = {}
        lines: dict[str, list[Sighted]] = {}
        self._timeless: list[Sighted] = []
        for one in sorted(records, key=_order):
            if one.at_ms is None:
                self._timeless.append(one)
            else:
                lines.setdefault(one.kind, []).append(one)
        self._kinds = {kind: _Line(line) for kind, line in lines.items()}

    def take(self, wanted: Sighted, within_ms: int, *, surely: bool) -> Sighted | None:
        """The oldest that is the same event, which is then nobody else's; None where there is none."""
        line = self._kinds.get(wanted.kind)
        if line is None or wanted.at_ms is None:
            return None
        for place in line.near(wanted.at_ms, within_ms):
            if is_same_event(wanted, line.records[place], within_ms, surely=surely):
                line.take(place)
                return line.records[place]
        return None

    def left(self) -> list[Sighted]:
        """Those without a partner, oldest first."""
        found = [one for line in self._kinds.values() for one in line.left()]
        return sorted((*self._timeless, *found), key=_order)


class _Line:
    """The records of one person, oldest first, some of them taken."""

    def __init__(self, records: list[Sighted]) -> None:
        self.records = records
        self._times = [one.at_ms or 0 for one in records]
        self._next = list(range(len(records) + 1))  # from each place the next that is free, itself if it is

    def near(self, at_ms: int, within_ms: int) -> Iterator[int]:
        """Free places in the time around a moment."""
        end = bisect_right(self._times, at_ms + within_ms)
        place = self._free(bisect_left(self._times, at_ms - within_ms))
        while place < end:
            yield place
            place = self._free(place + 1)

    def take(self, place: int) -> None:
        """This one has a partner."""
        self._next[place] = place + 1

    def left(self) -> list[Sighted]:
        """Those that have none."""
        return [one for place, one in enumerate(self.records) if self._next[place] == place]

    def _free(self, place: int) -> int:
        root = place
        while self._next[root] != root:
            root = self._next[root]
        while self._next[place] != root and place != root:  # shorten the way for who comes next
            self._next[place], place = root, self._next[place]
        return root


def _order(one: Sighted) -> tuple[int, str, str, str, str, str, int]:
    return one.order
