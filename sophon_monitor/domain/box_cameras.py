"""The cameras of one box: which exist, what they are called, what the box says of them.

Owned by a `KnownBox`, so by the intake thread. No camera is ever deleted because a box says so: a deleted camera has a
history. It stays, with the status unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sophon_monitor.domain.arrivals import URL_LIMIT, clipped
from sophon_monitor.domain.camera_matching import (
    SEPARATOR,
    Traits,
    match_by_address,
    shared_ips,
    traits_of,
    twin_by_address,
)
from sophon_monitor.domain.changes import CameraChanged, CameraRemoved, Change
from sophon_monitor.domain.site import BoxKey, Camera, CameraKey
from sophon_monitor.protocol.messages import CameraEntry, CameraNotice, CameraStatus, CameraType, NoticeAction

CAMERAS_KEPT = 256
ALIASES_KEPT = 16
ENTRIES_READ = 512  # of one message; a list of a hundred thousand must not hold up the others


def camera_number(key: CameraKey) -> int:
    """The number at the end of a camera's key, 0 where there is none."""
    number = key.rpartition("/")[2]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


class BoxCameras:
    """The cameras of one box.

    Attributes:
        made: Cameras ever numbered.
    """

    def __init__(self, box_key: BoxKey, *, made: int = 0) -> None:
        """Begin with none; `made` were numbered before."""
        self._box_key = box_key
        self.made = made
        self._cameras: dict[CameraKey, Camera] = {}
        self._ids: dict[str, CameraKey] = {}
        self._traits: dict[CameraKey, Traits] = {}
        self._online = False
        self._told: dict[CameraKey, Camera] = {}
        self._touched: dict[CameraKey, None] = {}

    @property
    def all(self) -> tuple[Camera, ...]:
        """Snapshots, oldest first."""
        return tuple(self._cameras.values())

    def restore(self, cameras: Iterable[Camera]) -> None:
        """Take cameras out of the archive. What contradicts an older one is left out."""
        for camera in sorted(cameras, key=lambda c: camera_number(c.key)):
            self.made = max(self.made, camera_number(camera.key))
            if camera.camera_id in self._ids or camera.key in self._cameras or len(self._cameras) >= CAMERAS_KEPT:
                continue
            aliases = dict.fromkeys(a for a in camera.aliases if a not in self._ids and a != camera.camera_id)
            self._put(
                replace(camera, box_key=self._box_key, aliases=tuple(aliases), status=self._status(camera)),
            )

    def set_online(self, online: bool) -> None:
        """Whether the box is online: the cameras of a box that is not are unknown."""
        if online == self._online:
            return
        self._online = online
        for camera in self.all:
            self._put(camera)

    # -- what messages say ----------------------------------------------------------------------------------------

    def find(self, entry: CameraEntry) -> CameraKey | None:
        """The camera that an entry means, None where it cannot be told. Changes nothing."""
        for name in _ids_of(entry):
            if (key := self._ids.get(name)) is not None:
                return key
        return match_by_address(entry, self._traits)

    def knows_id(self, entry: CameraEntry) -> bool:
        """Whether any id of this entry is a camera's of this box."""
        return any(name in self._ids for name in _ids_of(entry))

    def take_report(self, entries: Sequence[CameraEntry], *, at_s: float) -> None:
        """Take the cameras of a heartbeat, a list or a notice. Entries without any id only add to known cameras."""
        entries = entries[:ENTRIES_READ]
        crowded = shared_ips(entries)
        taken: set[CameraKey] = set()
        moved: list[CameraKey] = []
        # Those told by their ids first, so that an address cannot lead another entry to them.
        for entry in sorted(entries, key=lambda e: not self.knows_id(e)):
            key = self._settle(entry, taken=taken, crowded=crowded)
            if key is None:
                continue
            taken.add(key)
            traits = self._traits[key]
            self._put(_told_by_report(self._cameras[key], entry, at_s))
            if self._traits[key] != traits:
                moved.append(key)
        for key in moved:
            self._join_twin(key, taken)

    def take_event(self, entry: CameraEntry, *, at_s: float) -> CameraKey | None:
        """Take what an event says of its camera; it fills gaps but overrides nothing. Returns the camera."""
        key = self._settle(entry)
        if key is not None:
            traits = self._traits[key]
            self._put(_told_by_event(self._cameras[key], entry, at_s))
            if self._traits[key] != traits:
                key = self._join_twin(key, ())
        return key

    def take_full_list(self, entries: Sequence[CameraEntry], *, by_ep_id: bool, at_s: float) -> None:
        """Take a list that names all cameras: of those it leaves out nothing is known any more.

        Args:
            entries: As sent.
            by_ep_id: Whether such a list names cameras by `ep_id`. Cameras that have no id of that sort are left
                alone: the list may mean them without our knowing.
            at_s: UTC epoch seconds.
        """
        self.take_report(entries, at_s=at_s)
        named = {self._ids[name] for entry in entries for name in _ids_of(entry) if name in self._ids}
        for key, camera in list(self._cameras.items()):
            ids = (camera.camera_id, *camera.aliases)
            if key not in named and any((SEPARATOR in name) == by_ep_id for name in ids):
                self._put(replace(camera, reported_status=CameraStatus.UNKNOWN))

    def take_notice(self, notice: CameraNotice, *, at_s: float) -> None:
        """Take a change of the box's cameras. One that was deleted is kept, with the status unknown."""
        if notice.camera is None:
            return
        match notice.action:
            case NoticeAction.ADD | NoticeAction.MODIFY:
                self.take_report((notice.camera,), at_s=at_s)
            case NoticeAction.DELETE:
                if (key := self.find(notice.camera)) is not None:
                    self._put(replace(self._cameras[key], reported_status=CameraStatus.UNKNOWN))
            case NoticeAction.NONE:
                return  # only the preview changed

    # -- changes --------------------------------------------------------------------------------------------------

    def changes(self) -> list[Change]:
        """What became different since the last call."""
        changed: list[Change] = []
        removed: list[Change] = []
        for key in self._touched:
            camera, told = self._cameras.get(key), self._told.get(key)
            if camera is None:
                if self._told.pop(key, None) is not None:
                    removed.append(CameraRemoved(key, self._box_key))
            elif camera != told:
                self._told[key] = camera
                changed.append(CameraChanged(camera))
        self._touched.clear()
        return changed + removed

    # -- keeping --------------------------------------------------------------------------------------------------

    def _settle(
        self, entry: CameraEntry, *, taken: Collection[CameraKey] = (), crowded: Collection[str] = ()
    ) -> CameraKey | None:
        """The camera that an entry means, made if need be, under all ids that the entry names."""
        ids = _ids_of(entry)
        keys = list(dict.fromkeys(self._ids[name] for name in ids if name in self._ids))
        if len(keys) > 1:
            key: CameraKey | None = self._merge(*keys)
        elif keys:
            key = keys[0]
        else:
            key = match_by_address(entry, self._traits, taken=taken, crowded=crowded)
            if key is None and ids:
                key = self._make(ids[0])
        if key is not None:
            self._name(key, ids)
        return key

    def _make(self, camera_id: str) -> CameraKey | None:
        if len(self._cameras) >= CAMERAS_KEPT:
            return None
        self.made += 1
        key = CameraKey(f"{self._box_key}/{self.made}")
        self._put(Camera(key=key, box_key=self._box_key, camera_id=camera_id))
        return key

    def _name(self, key: CameraKey, ids: Sequence[str]) -> None:
        camera = self._cameras[key]
        new = [name for name in ids if name not in self._ids]
        if new and len(camera.aliases) + len(new) <= ALIASES_KEPT:
            self._put(replace(camera, aliases=(*camera.aliases, *new)))

    def _join_twin(self, key: CameraKey, named: Collection[CameraKey]) -> CameraKey:
        """Merge this camera with the one that its new address shows to be the same; returns the key that stays."""
        twin = twin_by_address(key, self._traits) if key in self._cameras else None
        return key if twin is None or twin in named else self._merge(key, twin)

    def _merge(self, *keys: CameraKey) -> CameraKey:
        """Make one camera of two: the older one stays, under its key and id."""
        old_key, young_key = sorted(keys, key=camera_number)[:2]
        old, young = self._cameras[old_key], self._cameras.pop(young_key)
        del self._traits[young_key]
        self._touched[young_key] = None
        names = (young.camera_id, *young.aliases)
        aliases = (*old.aliases, *names)[:ALIASES_KEPT]
        for name in names:
            del self._ids[name]
        reported = old.reported_status
        self._put(
            replace(
                old,
                aliases=aliases,
                name=old.name or young.name,
                ip=old.ip or young.ip,
                url=old.url or young.url,
                device_key=old.device_key or young.device_key,
                type=young.type if old.type is CameraType.UNKNOWN else old.type,
                reported_status=young.reported_status if reported is CameraStatus.UNKNOWN else reported,
                group=old.group or young.group,
                permission_id=old.permission_id or young.permission_id,
                location=old.location or young.location,
                software_version=old.software_version or young.software_version,
                last_seen_at_s=_later(old.last_seen_at_s, young.last_seen_at_s),
                last_event_at_s=_later(old.last_event_at_s, young.last_event_at_s),
            )
        )
        return old_key

    def _status(self, camera: Camera) -> CameraStatus:
        return camera.reported_status if self._online else CameraStatus.UNKNOWN

    def _put(self, camera: Camera) -> None:
        camera = replace(camera, status=self._status(camera))
        if self._cameras.get(camera.key) == camera:
            return
        self._cameras[camera.key] = camera
        self._traits[camera.key] = traits_of(camera)
        for name in (camera.camera_id, *camera.aliases):
            self._ids[name] = camera.key
        self._touched[camera.key] = None


def _ids_of(entry: CameraEntry) -> list[str]:
    """Ids that an entry names; the device's own goes before the `ep_id`."""
    ids = (clipped(entry.device_id, URL_LIMIT), clipped(entry.ep_id, URL_LIMIT))
    return list(dict.fromkeys(name for name in ids if name is not None))


def _told_by_report(camera: Camera, entry: CameraEntry, at_s: float) -> Camera:
    """What a report says goes before what was known; seen is what the box calls online."""
    return replace(
        camera,
        name=clipped(entry.name) or camera.name,
        ip=clipped(entry.ip) or camera.ip,
        url=clipped(entry.url, URL_LIMIT) or camera.url,
        device_key=clipped(entry.device_key, URL_LIMIT) or camera.device_key,
        type=camera.type if entry.type is CameraType.UNKNOWN else entry.type,
        reported_status=camera.reported_status if entry.status is CameraStatus.UNKNOWN else entry.status,
        group=clipped(entry.group) or camera.group,
        permission_id=clipped(entry.permission_id) or camera.permission_id,
        location=clipped(entry.location) or camera.location,
        software_version=clipped(entry.software_version) or camera.software_version,
        last_seen_at_s=at_s if entry.status is CameraStatus.ONLINE else camera.last_seen_at_s,
    )


def _told_by_event(camera: Camera, entry: CameraEntry, at_s: float) -> Camera:
    return replace(
        camera,
        name=camera.name or clipped(entry.name),
        ip=camera.ip or clipped(entry.ip),
        url=camera.url or clipped(entry.url, URL_LIMIT),
        type=entry.type if camera.type is CameraType.UNKNOWN else camera.type,
        last_seen_at_s=at_s,
        last_event_at_s=at_s,
    )


def _later(one: float | None, other: float | None) -> float | None:
    times = [t for t in (one, other) if t is not None]
    return max(times) if times else None
