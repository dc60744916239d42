"""One box of the site with all that is known of it. Owned by the registry, so by the intake thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from sophon_monitor.domain.arrivals import BoxReading, clipped, is_ip, plain_address
from sophon_monitor.domain.box_cameras import BoxCameras
from sophon_monitor.domain.changes import BoxChanged, Change
from sophon_monitor.domain.liveness import BeatKind, Pulse
from sophon_monitor.domain.site import Box, Camera, Link, Liveness
from sophon_monitor.protocol.messages import BoxIdentity, Generation, Health, Heartbeat

LICENSES_KEPT = 8
IPS_KEPT = 16


def merged_health(old: Health, new: Health) -> Health:
    """The latest known value of each measurement."""
    values = {f.name: getattr(new, f.name) for f in fields(Health)}
    known = {name: value for name, value in values.items() if value is not None}
    return replace(old, **known) if known else old


def has_health(health: Health) -> bool:
    """Whether anything was measured."""
    return any(getattr(health, f.name) is not None for f in fields(Health))


def beat_kind(message: Heartbeat) -> BeatKind:
    """Which of the box's independent heartbeats this is."""
    if message.cameras is None:
        return BeatKind.SYSTEM
    return BeatKind.FLAT if has_health(message.health) or message.identity.sn else BeatKind.CAMERAS


class KnownBox:
    """A box, its cameras and its pulse.

    Attributes:
        box: The snapshot; replaced, never changed.
        sn_read: The SN was read from the box itself, not learned from a push of its address.
    """

    def __init__(self, box: Box, *, ips: Iterable[str] = (), made: int = 0) -> None:
        """Begin with a snapshot in which nothing has been heard yet."""
        self.box = box
        self.sn_read = False
        self.pulse = Pulse(box.period_s)
        self.cameras = BoxCameras(box.key, made=max(made, box.cameras_made))
        self._licenses: dict[str, None] = {} if box.license is None else {box.license: None}
        self._told: Box | None = None
        self.ips: frozenset[str] = frozenset()
        self.resolve(ips)

    # -- who it is ------------------------------------------------------------------------------------------------

    def resolve(self, ips: Iterable[str]) -> None:
        """Set the addresses under which the box's host is known, besides the host itself."""
        plain = [plain_address(ip) for ip in ips]
        self.ips = frozenset(ip for ip in plain[:IPS_KEPT] if ip is not None)

    def lives_at(self, peer: str) -> bool:
        """Whether a sender's plain address is this box's."""
        return peer in self.addresses

    @property
    def addresses(self) -> frozenset[str]:
        """Plain addresses of this box: its host and what that resolves to."""
        host = plain_address(self.box.address.host)
        return self.ips if host is None else self.ips | {host}

    @property
    def licenses(self) -> frozenset[str]:
        """Authorisation codes heard; V6 has two."""
        return frozenset(self._licenses)

    def learn(self, identity: BoxIdentity) -> None:
        """Take what a message says about its sender. Under another SN than the box's it is not about this box."""
        sn = clipped(identity.sn)
        if sn is not None and self.box.sn is not None and sn != self.box.sn:
            return
        code = clipped(identity.license)
        if code is not None:
            self._licenses.pop(code, None)
            self._licenses[code] = None
            if len(self._licenses) > LICENSES_KEPT:
                del self._licenses[next(iter(self._licenses))]
        self.box = replace(
            self.box,
            sn=self.box.sn or sn,
            license=code or self.box.license,
            mac=clipped(identity.mac) or self.box.mac,
            host_name=clipped(identity.name) or self.box.host_name,
        )

    def forget_identity(self) -> None:
        """What was learned from pushes of this address was another box's, which has now said so itself."""
        self._licenses.clear()
        self.box = replace(self.box, sn=None, mac=None, license=None, host_name=None)

    def learn_generation(self, generation: Generation | None, *, sure: bool) -> None:
        """Take the dialect of a message.

        Args:
            generation: As far as the message tells.
            sure: Heartbeats tell it exactly. Events and lists of V5.7 look like V5, so they only fill a gap; those
                of V6 are like no other's.
        """
        if generation is not None and (sure or self.box.generation is None or generation is Generation.V6):
            self.box = replace(self.box, generation=generation)
        self._refine_generation()

    def _refine_generation(self) -> None:
        """The events, lists and answers of V5.7 look like V5's; its software version does not."""
        box = self.box
        if box.generation is Generation.V5 and (box.software_version or "").upper().startswith("V5R7"):
            self.box = replace(box, generation=Generation.V57)

    # -- what it says ---------------------------------------------------------------------------------------------

    def take_heartbeat(self, message: Heartbeat) -> None:
        """Take what a heartbeat says of the box itself."""
        box = self.box
        said_state = message.state_code is not None or message.state_text is not None
        self.box = replace(
            box,
            health=merged_health(box.health, message.health),
            software_version=clipped(message.software_version) or box.software_version,
            sdk_version=clipped(message.sdk_version) or box.sdk_version,
            uptime=clipped(message.uptime) or box.uptime,
            state_code=clipped(message.state_code) if said_state else box.state_code,
            state_text=clipped(message.state_text) if said_state else box.state_text,
        )
        self._refine_generation()

    def take_reading(self, reading: BoxReading) -> None:
        """Take what the box answered to a poll. Its own SN goes before one learned from a push."""
        sn = clipped(reading.sn)
        if sn is not None:
            self.sn_read = True
            if sn != self.box.sn:
                self.box = replace(self.box, sn=sn)
        box = self.box
        self.box = replace(
            box,
            mac=clipped(reading.mac) or box.mac,
            host_name=clipped(reading.host_name) or box.host_name,
            health=merged_health(box.health, reading.health),
            software_version=clipped(reading.software_version) or box.software_version,
            uptime=clipped(reading.uptime) or box.uptime,
            clock_skew_ms=box.clock_skew_ms if reading.clock_skew_ms is None else reading.clock_skew_ms,
            threshold=box.threshold if reading.threshold is None else reading.threshold,
        )
        self._refine_generation()

    def take_link(self, which: str, link: Link) -> None:
        """Take the state of a connection that we hold."""
        self.box = replace(self.box, stream=link) if which == "stream" else replace(self.box, system=link)

    # -- signs of life --------------------------------------------------------------------------------------------

    def sign(self, *, at_s: float, now_mono_s: float) -> None:
        """Any sign of life: brings the box online at once."""
        self.pulse.sign(now_mono_s)
        self._signed(at_s)

    def beat(self, kind: BeatKind, way: str, *, at_s: float, now_mono_s: float) -> None:
        """A heartbeat."""
        self.pulse.beat(kind, way, now_mono_s)
        self.box = replace(self.box, last_heartbeat_at_s=at_s)
        self._signed(at_s)

    def _signed(self, at_s: float) -> None:
        last_s = self.pulse.last_sign_mono_s
        self.box = replace(self.box, last_sign_at_s=at_s, last_sign_mono_s=last_s, period_s=self.pulse.period_s)
        self._set_liveness(Liveness.ONLINE)

    def resume(self, *, at_s: float, now_mono_s: float) -> None:
        """Count the silence on from the last sign of life before the restart."""
        if self.box.last_sign_at_s is None:
            return
        self.pulse.sign(now_mono_s - max(0.0, at_s - self.box.last_sign_at_s))
        self.box = replace(self.box, last_sign_mono_s=self.pulse.last_sign_mono_s)
        self.tick(now_mono_s)

    def wake(self, now_mono_s: float) -> None:
        """This computer has slept: nobody could hear the box meanwhile. Call it before the next `tick`."""
        self.pulse.wake(now_mono_s, self.box.liveness)

    def tick(self, now_mono_s: float) -> None:
        """Notice silence."""
        self._set_liveness(self.pulse.liveness(now_mono_s))

    def _set_liveness(self, liveness: Liveness) -> None:
        if liveness is not self.box.liveness:
            self.box = replace(self.box, liveness=liveness)
        self.cameras.set_online(liveness is Liveness.ONLINE)

    # -- snapshots ------------------------------------------------------------------------------------------------

    def restore_cameras(self, cameras: Sequence[Camera]) -> None:
        """Take the box's cameras out of the archive."""
        self.cameras.restore(cameras)

    def changes(self) -> list[Change]:
        """What became different since the last call: the box first, then its cameras."""
        box = self.box
        name = box.given_name or box.host_name or box.address.host
        if box.name != name or box.cameras_made != self.cameras.made:
            self.box = box = replace(box, name=name, cameras_made=self.cameras.made)
        changes: list[Change] = []
        if box != self._told:
            self._told = box
            changes.append(BoxChanged(box))
        return changes + self.cameras.changes()


def restored(box: Box) -> Box:
    """A box out of the archive: nothing of it is live yet."""
    pulse = Pulse(box.period_s)
    return replace(
        box,
        liveness=Liveness.NEVER,
        period_s=pulse.period_s,
        last_sign_mono_s=None,
        stream=Link(),
        system=Link(),
    )


def first_ips(host: str, resolved: Sequence[str]) -> tuple[str, ...]:
    """Addresses known when a box is added."""
    return (host, *resolved) if is_ip(host) else tuple(resolved)
