"""The messages that boxes send, after decoding: one frozen value each.

Percent is 0-100, times are UTC epoch milliseconds, ids are text, pictures are still encoded
(JPEG as a rule). A field that the box did not send, or sent as null, "" or NaN, is None. A message
carries whatever identity it has; the receiver adds peer address and time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Generation(StrEnum):
    """Which dialect a message is written in (protocol.md 0.1), as far as the message itself tells."""

    SE3 = "se3"  # V2.2-V2.4 and older
    V5 = "v5"  # V5.2-V5.6, V2.6
    V57 = "v57"  # V5.7
    V6 = "v6"  # V6.1, V6.2


class CameraType(StrEnum):
    """Kind of capture device (protocol.md 2.14)."""

    GATE = "gate"
    SNAPSHOT = "snapshot"
    IPC_STATIC = "ipc_static"
    IPC_DYNAMIC = "ipc_dynamic"
    DOOR = "door"
    PHOTO = "photo"
    RTSP = "rtsp"
    FILE = "file"
    GB28181 = "gb28181"
    CARD = "card"
    UNKNOWN = "unknown"


class CameraStatus(StrEnum):
    """What the box last said about a camera."""

    ONLINE = "online"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


class PersonType(StrEnum):
    """Whom the box took the face for (protocol.md 2.14)."""

    EMPLOYEE = "employee"
    VISITOR = "visitor"
    BLACKLIST = "blacklist"
    STRANGER = "stranger"
    VIP = "vip"
    UNKNOWN = "unknown"


class PictureState(StrEnum):
    """Whether there is a picture, and if not, why (interfaces.md section 3)."""

    PRESENT = "present"
    NOT_ASKED = "not_asked"
    ABSENT = "absent"  # the message has no such field, or null
    EMPTY = "empty"  # the field is there and holds ""
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    EXPIRED = "expired"


class EventPath(StrEnum):
    """Which report an event came in; decides the score's scale (interfaces.md section 3)."""

    REALTIME = "realtime"  # P7 POST and P8 WebSocket: scale unknown until proven
    HISTORY_OLD = "history_old"  # P9 V2.2-V5.3: scale unknown until proven
    HISTORY = "history"  # P9 V5.4+ and V6: percent
    PLATFORM = "platform"  # P16 passing record: ratio


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of an event.

    Attributes:
        state: PRESENT means "base64 that decodes to something with a picture's first bytes";
            whether a picture decoder accepts it is checked later, in services.
        data: The encoded picture, empty unless PRESENT.
    """

    state: PictureState
    data: bytes = b""


ABSENT = Picture(PictureState.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxIdentity:
    """What a message says about the box that sent it; every part may be missing.

    Attributes:
        sn: `gateway_sn`, opaque text.
        license: Authorisation code: `dev_sno`, `mq_license_key` or `reporter_id`.
        mac: Lower case with colons where it parses, else as sent.
        ips: Addresses in the order listed, trimmed.
        name: Host name of the box.
    """

    sn: str | None = None
    license: str | None = None
    mac: str | None = None
    ips: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Measurements of a box. Percent 0-100; sizes in G (1 G = 1024 M); all may be missing.

    Attributes:
        memory_total_gb: Usable memory, not the nominal size.
        disk_total_gb: /data or eMMC as usable, not the nominal size.
        disk_percent: As sent, else computed from size and free; nothing else is computed.
        temperature_c: `temperature` or `core_temperature`.
    """

    cpu_percent: float | None = None
    tpu_percent: float | None = None
    memory_percent: float | None = None
    memory_total_gb: float | None = None
    disk_percent: float | None = None
    disk_total_gb: float | None = None
    disk_free_gb: float | None = None
    temperature_c: float | None = None
    board_temperature_c: float | None = None
    fan_rpm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraEntry:
    """One camera as a message or device list names it.

    Attributes:
        device_id: `device_id` or `media_device_id` (a UUID as a rule).
        ep_id: `<authorisation code or 0x mac>__<address>` of the ep_* dialects, as sent.
        device_key: Address in a device list: an IP or an RTSP URL.
        status: UNKNOWN where the message has no status (device lists never have).
    """

    device_id: str | None = None
    ep_id: str | None = None
    device_key: str | None = None
    name: str | None = None
    ip: str | None = None
    url: str | None = None
    type: CameraType = CameraType.UNKNOWN
    status: CameraStatus = CameraStatus.UNKNOWN
    group: str | None = None
    permission_id: str | None = None
    location: str | None = None
    software_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A status push: P1, P2, P2b, P3 (box and cameras), P4 (box only), P5/P6 (cameras only), P16 status.

    Attributes:
        status: `gateway_status` as sent (trimmed); the platform's 0/1/-1 as online/offline/unknown.
        state_code: `status` inside gateway_ext_data (P2): "-1" abnormal, "0" normal.
        state_text: `status_desc`, as text.
        software_version: Trimmed; of several lines the last `VERSION:`.
        cameras: Cameras named; None where the dialect has no camera list (P4).
    """

    identity: BoxIdentity = BoxIdentity()
    generation: Generation | None = None
    status: str | None = None
    state_code: str | None = None
    state_text: str | None = None
    health: Health = Health()
    software_version: str | None = None
    sdk_version: str | None = None
    uptime: str | None = None
    cameras: tuple[CameraEntry, ...] | None = None
    sent_at_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraListSync:
    """P10: the box's full camera list, pushed to a platform."""

    identity: BoxIdentity = BoxIdentity()
    generation: Generation | None = None
    cameras: tuple[CameraEntry, ...] = ()


class NoticeAction(StrEnum):
    """What happened to a camera in a P11 notice."""

    ADD = "add"
    DELETE = "delete"
    MODIFY = "modify"
    NONE = "none"  # only the preview changed


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraNotice:
    """P11: a camera was added, changed or deleted (V6, WebSocket 54547)."""

    action: NoticeAction
    camera: CameraEntry | None = None
    set_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """One recognition: P7, P8, P9 or P16 passing record.

    Attributes:
        path: Which report it came in.
        person_id: As sent, also `stranger` and clock texts; never parsed.
        person_type: STRANGER if any of type and name says so (protocol.md 8.1 no 35);
            EMPLOYEE where the type is missing and nothing says stranger.
        score: As sent, never rescaled.
        occurred_at_ms: The box's own clock, UTC; may be wrong.
        camera: What the event says about its camera (ids, ip, name, type, url).
        live: Face crop, `recognize_face*`.
        registered: `reg_pic`, `register_image`, `reg_image`.
        scene: `spot_pic`, `spot_image`.
        infrared: `ir_pic`, `ir_image`.
        face_box: x1, y1, x2, y2 in scene pixels, as sent.
        extra: Everything else worth showing, JSON values: event_id, video_id, age, gender, glasses,
            mask, in_timestamp, out_timestamp, want_action, api_version, identity_info, quality data...
            Never a picture and never a feature vector.
    """

    identity: BoxIdentity = BoxIdentity()
    generation: Generation | None = None
    path: EventPath = EventPath.REALTIME
    person_id: str | None = None
    person_name: str | None = None
    person_type: PersonType = PersonType.UNKNOWN
    group: str | None = None
    score: float | None = None
    occurred_at_ms: int | None = None
    camera: CameraEntry = CameraEntry()
    live: Picture = ABSENT
    registered: Picture = ABSENT
    scene: Picture = ABSENT
    infrared: Picture = ABSENT
    face_box: tuple[float, float, float, float] | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


Message = Heartbeat | CameraListSync | CameraNotice | Recognition


@dataclass(frozen=True, slots=True)
class PlatformLogin:
    """P15: a box tries to log in to its management platform here.

    Attributes:
        license: Authorisation code or V6 licence key; show only its last four characters.
        serial: `hex_mac` or `device_sn`.
    """

    license: str | None
    serial: str | None
