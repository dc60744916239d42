"""What is kept of a message: one row each, named as exported (interfaces.md section 3).

Unknown is None. A row holds what that message says, never what is known otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sophon_monitor.domain.site import BoxKey, CameraKey
from sophon_monitor.protocol.messages import (
    ABSENT,
    Generation,
    Health,
    PersonType,
    Picture,
    PictureState,
)


class HeartbeatSource(StrEnum):
    """How a heartbeat came."""

    HTTP = "http"
    POLL = "poll"
    REPLAY = "replay"


class EventSource(StrEnum):
    """How an event came."""

    WEBSOCKET = "websocket"
    HTTP = "http"
    HISTORY = "history"
    REPLAY = "replay"


class ScoreScale(StrEnum):
    """What the score's number means, where it is certain."""

    PERCENT = "percent"
    RATIO = "ratio"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a person judged."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatRecord:
    """One heartbeat as archived. `received_at_ms` is UTC epoch milliseconds."""

    received_at_ms: int
    box_key: BoxKey
    box_sn: str | None = None
    box_name: str | None = None
    box_ip: str | None = None
    box_mac: str | None = None
    license: str | None = None
    generation: Generation | None = None
    status: str | None = None
    state_code: str | None = None
    state_text: str | None = None
    health: Health = field(default_factory=Health)
    software_version: str | None = None
    sdk_version: str | None = None
    source: HeartbeatSource = HeartbeatSource.HTTP


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One recognition as archived.

    Attributes:
        id: 0 until the archive has written it.
        camera_key: Our camera, None where it cannot be told.
        camera_id, camera_ip, camera_name: As sent.
        threshold: The box's threshold at that time, None where unknown.
        latency_ms: Received minus occurred, corrected by the box's clock skew; None without a skew measurement.
        live, registered, scene: State and, while on their way, the encoded picture.
        verdict_by: Who judged, as that person named themselves; "" where nobody did.
        really: Who it was in truth, where a person said so of a wrong match.
        repeats: How often the box sent the same event again by the same way.
        live_px: Width of the live picture, noted when it was judged; None before, or where there was none.
        extra: JSON values worth showing; may name persons (identity_info): only in full exports.
    """

    id: int = 0
    received_at_ms: int
    occurred_at_ms: int | None = None
    box_key: BoxKey
    camera_key: CameraKey | None = None
    camera_id: str | None = None
    camera_ip: str | None = None
    camera_name: str | None = None
    person_id: str | None = None
    person_name: str | None = None
    person_type: PersonType = PersonType.UNKNOWN
    group: str | None = None
    score: float | None = None
    score_scale: ScoreScale = ScoreScale.UNKNOWN
    threshold: float | None = None
    live: Picture = ABSENT
    registered: Picture = ABSENT
    scene: Picture = ABSENT
    face_box: tuple[float, float, float, float] | None = None
    source: EventSource = EventSource.WEBSOCKET
    generation: Generation | None = None
    latency_ms: float | None = None
    verdict: Verdict | None = None
    verdict_at_ms: int | None = None
    verdict_by: str | None = None
    really: str | None = None
    repeats: int = 0
    live_px: int | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VerdictNote:
    """One line of an event's audit: who judged what, and when. `verdict` None: it was taken back."""

    event_id: int
    verdict: Verdict | None
    at_ms: int
    inspector: str
    really: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReport:
    """One acceptance report that was made of the site.

    Attributes:
        file: Name, or path, it was written to. digest: SHA-256 of its evidence, hex.
        full: Whether it shows whole names and faces. accepted: what it says of the site.
    """

    at_ms: int
    file: str
    digest: str
    full: bool
    accepted: bool
    inspector: str = ""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """Where an archived picture is: `path` is relative to the site's `pictures/`, None unless PRESENT."""

    state: PictureState
    path: str | None = None
