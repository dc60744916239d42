"""What is known of a site: the one owner of its boxes and cameras, on the intake thread.

Everything that arrives is applied here and comes back as `Change` values, which the archive keeps and then the screen
shows. No clock, no sockets: times come in. Whose a message is: `box_matching.py`; which camera: `camera_matching.py`;
how long a silence is too long: `liveness.py`. Duplicates are not decided here but by the archive, which sees old
history too; `Box.events` therefore counts recognitions as they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from sophon_monitor.domain.arrivals import Applied, BoxReading, Origin, clipped, plain_address
from sophon_monitor.domain.box_cameras import camera_number
from sophon_monitor.domain.box_matching import Stray, cameras_of, find_box, identity_of
from sophon_monitor.domain.changes import BoxRemoved, CameraRemoved, Change, HeartbeatSeen, RecognitionSeen
from sophon_monitor.domain.known_box import KnownBox, beat_kind, first_ips, has_health, restored
from sophon_monitor.domain.liveness import BeatKind
from sophon_monitor.domain.new_boxes import NewBoxes
from sophon_monitor.domain.record_making import (
    event_record,
    heartbeat_record,
    is_late,
    poll_source,
    proves_percent,
    reading_record,
    score_path,
)
from sophon_monitor.domain.records import HeartbeatRecord
from sophon_monitor.domain.site import Box, BoxAddress, BoxKey, Camera, Link, NewBox
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraListSync,
    CameraNotice,
    Generation,
    Heartbeat,
    Message,
    Recognition,
)

__all__ = ["Applied", "BoxReading", "Origin", "Registry"]

NOTE_LIMIT = 4096
Changes = tuple[Change, ...]


class Registry:
    """Boxes and cameras of one site. One thread only.

    Every method that changes something returns the changes in the order in which they must be kept and shown: a box
    before its cameras, a camera before its events. Keys of boxes that are gone are ignored, because an answer may
    arrive after its box was removed.
    """

    def __init__(self, *, new_token: Callable[[], str], new_key: Callable[[], str]) -> None:
        """Begin empty.

        Args:
            new_token: Gives a path token that cannot be guessed.
            new_key: Gives `b-` and 8 hex digits, other ones at each call.
        """
        self._new_token, self._new_key = new_token, new_key
        self._boxes: dict[BoxKey, KnownBox] = {}  # in the order added
        self._new = NewBoxes()
        self._made: dict[BoxKey, int] = {}  # cameras ever numbered of boxes that were removed

    # -- what is known --------------------------------------------------------------------------------------------

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes, in the order added."""
        return tuple(known.box for known in self._boxes.values())

    def box(self, key: BoxKey) -> Box | None:
        """One box."""
        known = self._boxes.get(key)
        return None if known is None else known.box

    def cameras_of(self, key: BoxKey) -> tuple[Camera, ...]:
        """The cameras of a box, oldest first."""
        known = self._boxes.get(key)
        return () if known is None else known.cameras.all

    def resolved_ips(self, key: BoxKey) -> tuple[str, ...]:
        """Addresses to which the box's host name was resolved."""
        known = self._boxes.get(key)
        return () if known is None else tuple(sorted(known.ips))

    @property
    def new_boxes(self) -> tuple[NewBox, ...]:
        """Senders that are no box of this site, the longest silent first."""
        return self._new.all

    def restore(
        self,
        boxes: Iterable[Box],
        cameras: Iterable[Camera],
        *,
        at_s: float | None = None,
        now_mono_s: float = 0.0,
    ) -> Changes:
        """Take the site out of the archive, at start. Nothing is live yet, no camera's status is known.

        Args:
            boxes: As last stored.
            cameras: As last stored, of all boxes.
            at_s: UTC epoch seconds. With it a box that was heard before is online, late or offline by the time since;
                without it, and where it was never heard, `Liveness.NEVER`.
            now_mono_s: The same moment on the monotonic clock.
        """
        by_box: dict[BoxKey, list[Camera]] = {}
        for camera in cameras:
            by_box.setdefault(camera.box_key, []).append(camera)
        for key, known_cameras in by_box.items():
            self._made[key] = max(camera_number(c.key) for c in known_cameras)
        changes: list[Change] = []
        for box in boxes:
            if box.key in self._boxes:
                continue
            known = self._keep(restored(box), ips=first_ips(box.address.host, ()))
            known.cameras.restore(by_box.get(box.key, ()))
            if at_s is not None:
                known.resume(at_s=at_s, now_mono_s=now_mono_s)
            changes += known.changes()
        return tuple(changes)

    # -- what a person does ---------------------------------------------------------------------------------------

    def add_box(
        self,
        address: BoxAddress,
        *,
        at_s: float,
        name: str | None = None,
        sn: str | None = None,
        resolved_ips: Sequence[str] = (),
    ) -> tuple[BoxKey, Changes]:
        """Add a box. The same host and ports twice is the same box: its key comes back and nothing changes."""
        if (there := self._at(address)) is not None:
            return there.box.key, ()
        host = address.host.strip()
        serial = clipped(sn)
        key = BoxKey(serial or self._new_key())
        while key in self._boxes:
            key = BoxKey(self._new_key())
        given = clipped(name)
        known = self._keep(
            Box(
                key=key,
                address=replace(address, host=host),
                token=self._new_token(),
                name=given or host,
                given_name=given,
                added_at_s=at_s,
                sn=serial,
            ),
            ips=first_ips(host, resolved_ips),
        )
        return key, (*known.changes(), *self._new.settle(known.addresses))

    def set_resolved(self, key: BoxKey, ips: Sequence[str]) -> Changes:
        """Take the addresses to which a box's host name was resolved."""
        if (known := self._boxes.get(key)) is None:
            return ()
        known.resolve(ips)
        return self._new.settle(known.addresses)

    def remove_box(self, key: BoxKey, *, forget: bool = False) -> Changes:
        """Take a box and its cameras off the site; with `forget` its records go too."""
        known = self._boxes.pop(key, None)
        if known is None:
            return ()
        self._made[key] = known.cameras.made
        return (*(CameraRemoved(c.key, key) for c in known.cameras.all), BoxRemoved(key, forget))

    def rename_box(self, key: BoxKey, name: str) -> Changes:
        """Give a box the name that a person chose; an empty one gives it back its own."""
        if (known := self._boxes.get(key)) is None:
            return ()
        known.box = replace(known.box, given_name=clipped(name))
        return tuple(known.changes())

    def set_note(self, key: BoxKey, note: str) -> Changes:
        """Keep what a person noted about a box."""
        if (known := self._boxes.get(key)) is None:
            return ()
        known.box = replace(known.box, note=note[:NOTE_LIMIT])
        return tuple(known.changes())

    def accept_new_box(self, id: str, *, at_s: float) -> tuple[BoxKey | None, Changes]:  # noqa: A002 - as in NewBox
        """Make a sender a box of this site.

        One that has moved keeps its key and gets the new address. One with another SN where a box with the same ports
        lives has replaced that box's hardware: one address and port is one box, so that box takes the new SN.

        Returns:
            The box's key; None where there is nothing to accept: an unknown id, no address, or several boxes that
            cannot be told apart.
        """
        entry = self._new.get(id)
        if entry is None or not entry.peer or entry.hint == "ambiguous":
            return None, ()
        identity = BoxIdentity(sn=entry.sn, license=entry.license, mac=entry.mac, name=entry.name)
        moved = self._boxes.get(entry.known_key) if entry.hint == "moved" and entry.known_key is not None else None
        known = moved or self._at(BoxAddress(entry.peer))
        changes: list[Change] = []
        if known is None:
            key, added = self.add_box(BoxAddress(entry.peer), at_s=at_s, sn=entry.sn, resolved_ips=(entry.peer,))
            known = self._boxes[key]
            changes += added
        elif moved is not None:
            moved.box = replace(moved.box, address=replace(moved.box.address, host=entry.peer))
            moved.resolve((entry.peer,))
        elif entry.sn is not None and known.box.sn != entry.sn:
            known.forget_identity()
        known.learn(identity)
        known.learn_generation(entry.generation, sure=True)
        changes += known.changes()
        changes += self._new.dismiss(id)
        changes += self._new.settle(known.addresses)
        return known.box.key, tuple(changes)

    def dismiss_new_box(self, id: str) -> Changes:  # noqa: A002 - as in NewBox
        """Take an entry off the list; it comes back with the sender's next message."""
        return self._new.dismiss(id)

    # -- what arrives ---------------------------------------------------------------------------------------------

    def apply(self, message: Message, origin: Origin) -> Applied:
        """Apply one message."""
        known = find_box(message, origin, tuple(self._boxes.values()))
        if known is None:
            return Applied(None, ())
        if isinstance(known, Stray):
            generation = None if isinstance(message, CameraNotice) else message.generation
            return Applied(None, self._new.hear(identity_of(message), generation, origin, known))
        known.learn(identity_of(message))
        seen: list[Change] = []
        match message:
            case Heartbeat():
                seen.append(HeartbeatSeen(self._take_heartbeat(known, message, origin)))
            case CameraListSync():
                known.learn_generation(message.generation, sure=False)
                known.sign(at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
                known.cameras.take_full_list(message.cameras, by_ep_id=True, at_s=origin.received_at_s)
            case CameraNotice():
                known.sign(at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
                known.cameras.take_notice(message, at_s=origin.received_at_s)
            case Recognition():
                seen.append(self._take_recognition(known, message, origin))
        return Applied(known.box.key, (*known.changes(), *seen, *self._other_sn(known, message, origin)))

    def _other_sn(self, known: KnownBox, message: Message, origin: Origin) -> Changes:
        """List a known address that speaks with another SN; a person decides whether the hardware was replaced."""
        identity = identity_of(message)
        sn, here = clipped(identity.sn), plain_address(origin.peer)
        if sn is None or known.box.sn in (None, sn) or here is None or not known.lives_at(here):
            return ()
        generation = None if isinstance(message, CameraNotice) else message.generation
        return self._new.hear(identity, generation, origin, Stray("other_sn", known.box.key))

    def _take_heartbeat(self, known: KnownBox, message: Heartbeat, origin: Origin) -> HeartbeatRecord:
        known.learn_generation(message.generation, sure=True)
        known.take_heartbeat(message)
        # A platform that forwards "this box is offline" is no sign of life of the box.
        peer = plain_address(origin.peer)
        hearsay = message.status in ("offline", "unknown") and (peer is None or not known.lives_at(peer))
        if not hearsay:
            known.beat(beat_kind(message), origin.way, at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
        known.cameras.take_report(cameras_of(message), at_s=origin.received_at_s)
        return heartbeat_record(message, origin, known.box.key)

    def _take_recognition(self, known: KnownBox, message: Recognition, origin: Origin) -> RecognitionSeen:
        known.learn_generation(message.generation, sure=False)
        known.sign(at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
        paths = known.box.percent_paths
        if proves_percent(message):
            paths = paths | {score_path(message, origin)}
        known.box = replace(known.box, events=known.box.events + 1, percent_paths=paths)
        camera_key = known.cameras.take_event(message.camera, at_s=origin.received_at_s)
        record = event_record(message, origin, known.box, camera_key)
        return RecognitionSeen(record, is_late(message, origin, known.box), origin.last_byte_mono_s)

    def apply_camera_list(
        self, key: BoxKey, generation: Generation | None, cameras: Sequence[CameraEntry], origin: Origin
    ) -> Changes:
        """Take the device list that a box answered on 5555. Cameras that it leaves out become unknown, and stay."""
        if (known := self._boxes.get(key)) is None:
            return ()
        known.learn_generation(generation, sure=False)
        known.sign(at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
        known.cameras.take_full_list(cameras, by_ep_id=False, at_s=origin.received_at_s)
        return tuple(known.changes())

    def apply_reading(
        self, key: BoxKey, reading: BoxReading, *, record: HeartbeatRecord | None = None, origin: Origin
    ) -> Changes:
        """Take what a box answered on 8888.

        Args:
            key: Whom we asked.
            reading: What it told; anything in it counts as a sign of life.
            record: The row to keep, for a caller that gathers several answers into one; it gets this box's key and
                the source. Without it a reading that measured anything makes its own.
            origin: When.
        """
        if (known := self._boxes.get(key)) is None:
            return ()
        changes = self._give_back_sn(known, clipped(reading.sn))
        known.take_reading(reading)
        if record is None and has_health(reading.health):
            record = reading_record(reading, origin, key)
        known.learn_generation(reading.generation or (record.generation if record else None), sure=False)
        if record is None:
            known.sign(at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
            return (*changes, *known.changes())
        known.beat(BeatKind.POLL, origin.way, at_s=origin.received_at_s, now_mono_s=origin.now_mono_s)
        return (*changes, *known.changes(), HeartbeatSeen(replace(record, box_key=key, source=poll_source(origin))))

    def _give_back_sn(self, known: KnownBox, sn: str | None) -> list[Change]:
        """Boxes that share an address learn SNs from pushes in the order they come; the box itself knows better."""
        changes: list[Change] = []
        for other in self._boxes.values():
            guessed = sn is not None and other.box.sn == sn and not other.sn_read
            if other is not known and guessed and other.addresses & known.addresses:
                other.forget_identity()
                changes += other.changes()
        return changes

    def set_link(self, key: BoxKey, which: Literal["stream", "system"], link: Link) -> Changes:
        """Take the state of a connection that we hold to a box."""
        if (known := self._boxes.get(key)) is None:
            return ()
        known.take_link(which, link)
        return tuple(known.changes())

    def sign_of_life(self, key: BoxKey, *, at_s: float, now_mono_s: float) -> Changes:
        """A box answered a ping, or anything else that says nothing but that it lives."""
        if (known := self._boxes.get(key)) is None:
            return ()
        known.sign(at_s=at_s, now_mono_s=now_mono_s)
        return tuple(known.changes())

    def wake(self, *, now_mono_s: float) -> None:
        """This computer has slept. The pause is nobody's outage: every box gets its own time to speak again."""
        for known in self._boxes.values():
            known.wake(now_mono_s)

    def tick(self, *, now_mono_s: float) -> Changes:
        """Notice silence; about once a second."""
        changes: list[Change] = []
        for known in self._boxes.values():
            known.tick(now_mono_s)
            changes += known.changes()
        return tuple(changes)

    # -- keeping --------------------------------------------------------------------------------------------------

    def _keep(self, box: Box, *, ips: Sequence[str]) -> KnownBox:
        known = KnownBox(box, ips=ips, made=self._made.pop(box.key, 0))
        self._boxes[box.key] = known
        return known

    def _at(self, address: BoxAddress) -> KnownBox | None:
        """The box with this host and these ports."""
        host = plain_address(address.host)
        for known in self._boxes.values():
            at = known.box.address
            if plain_address(at.host) == host and replace(at, host="") == replace(address, host=""):
                return known
        return None
