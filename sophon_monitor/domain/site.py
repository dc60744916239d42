"""The things on a site: boxes and cameras, as the registry knows them. Frozen snapshots.

Wall-clock times are UTC epoch seconds and end in `_at_s`; monotonic ones end in `_mono_s`. They never mix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from sophon_monitor.protocol.messages import CameraStatus, CameraType, Generation, Health

BoxKey = NewType("BoxKey", str)
CameraKey = NewType("CameraKey", str)

API_PORT = 5555
STREAM_PORT = 5679
SYSTEM_PORT = 8888


class Liveness(StrEnum):
    """Whether a box gives signs of life (interfaces.md section 3)."""

    ONLINE = "online"
    LATE = "late"
    OFFLINE = "offline"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class BoxAddress:
    """Where a box is reached.

    Attributes:
        host: IP address or host name as a person typed it.
        api: Port of the face API. stream: of the event WebSocket. system: of the system API.
    """

    host: str
    api: int = API_PORT
    stream: int = STREAM_PORT
    system: int = SYSTEM_PORT


class LinkState(StrEnum):
    """State of one connection that we hold to a box."""

    IDLE = "idle"  # not started
    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"
    ABSENT = "absent"  # this box has no such service (8888 on SE3)


@dataclass(frozen=True, slots=True)
class Link:
    """One connection to a box and why it is down.

    Attributes:
        problem: Code that the screen turns into a sentence: refused, timeout, unreachable, closed, handshake,
            device_init, no_cameras, http_status, not_a_box, unreadable, no_route, too_slow; "" while up.
        detail: Short technical text for the tooltip, English.
        retry_in_s: Seconds until the next attempt, where one is planned.
        since_at_s: When this state began.
    """

    state: LinkState = LinkState.IDLE
    problem: str = ""
    detail: str = ""
    retry_in_s: float | None = None
    since_at_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the site.

    Attributes:
        key: Fixed when the box is added (its SN if known then, else `b-` and 8 hex digits).
        token: Random path token that raises trust in a push (interfaces.md section 2).
        name: What a person called it, else the box's host name, else its host.
        mac: As the box says it.
        license: Authorisation code, last one heard. Never logged whole.
        health: Latest known value of each measurement; None where never heard.
        state_code: "-1" abnormal / "0" normal of the oldest dialect, with `state_text`.
        period_s: Learned report period, None until learned.
        last_sign_mono_s: Monotonic time of the last sign of life, for ages that tick.
        last_heartbeat_at_s, last_sign_at_s: Wall clock.
        clock_skew_ms: Box clock minus ours, measured on 8888; None without a measurement.
        threshold: Match threshold (0-100) read from the box; None where it cannot be read.
        events: Recognitions kept since the box was added.
        cameras_made: Cameras ever numbered; a camera key is never given twice, also after a restart.
        stream: The event WebSocket. system: Polling of 8888.
    """

    key: BoxKey
    address: BoxAddress
    token: str
    name: str
    given_name: str | None = None
    note: str = ""
    added_at_s: float = 0.0
    sn: str | None = None
    mac: str | None = None
    license: str | None = None
    host_name: str | None = None
    generation: Generation | None = None
    software_version: str | None = None
    sdk_version: str | None = None
    uptime: str | None = None
    liveness: Liveness = Liveness.NEVER
    period_s: float | None = None
    last_heartbeat_at_s: float | None = None
    last_sign_at_s: float | None = None
    last_sign_mono_s: float | None = None
    health: Health = field(default_factory=Health)
    state_code: str | None = None
    state_text: str | None = None
    clock_skew_ms: float | None = None
    threshold: float | None = None
    events: int = 0
    percent_paths: frozenset[str] = frozenset()  # paths on which a score above 1 has come
    cameras_made: int = 0
    stream: Link = Link()
    system: Link = Link()

    @property
    def abnormal(self) -> bool:
        """True when the box itself says that something is wrong (`status` -1)."""
        return self.state_code == "-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera of a box.

    Attributes:
        camera_id: The id seen first. aliases: other ids of the same camera.
        status: UNKNOWN while its box is not online.
        reported_status: What the box last said, kept for when it comes back.
    """

    key: CameraKey
    box_key: BoxKey
    camera_id: str
    aliases: tuple[str, ...] = ()
    name: str | None = None
    ip: str | None = None
    url: str | None = None
    device_key: str | None = None
    type: CameraType = CameraType.UNKNOWN
    status: CameraStatus = CameraStatus.UNKNOWN
    reported_status: CameraStatus = CameraStatus.UNKNOWN
    group: str | None = None
    permission_id: str | None = None
    location: str | None = None
    software_version: str | None = None
    last_seen_at_s: float | None = None
    last_event_at_s: float | None = None

    @property
    def title(self) -> str:
        """Name, else address, else id: what a person recognises it by."""
        return self.name or self.ip or self.camera_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBox:
    """A sender that is no box of this site, listed under "New boxes".

    Attributes:
        id: Stable while the program runs: SN, else peer address.
        hint: Code for the screen: "" | "moved" (a known SN from another address; `known_key` says whose)
            | "other_sn" (a known address with another SN) | "ambiguous" (several boxes share the address).
    """

    id: str
    peer: str
    sn: str | None = None
    license: str | None = None
    mac: str | None = None
    name: str | None = None
    generation: Generation | None = None
    messages: int = 0
    first_at_s: float = 0.0
    last_at_s: float = 0.0
    hint: str = ""
    known_key: BoxKey | None = None
