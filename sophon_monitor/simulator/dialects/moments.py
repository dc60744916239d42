"""What there is to say: the state of a box at one moment, one recognition; and what a dialect must be able to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sophon_monitor.simulator.facts import BoxFacts, CameraFacts
from sophon_monitor.simulator.sightings import Sighting
from sophon_monitor.simulator.vitals import Vitals

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Moment:
    """A box at one moment.

    Attributes:
        offline: Ids of the cameras that are away.
        now_ms: The box's own clock, UTC epoch milliseconds; may be wrong.
    """

    box: BoxFacts
    vitals: Vitals
    offline: frozenset[str]
    now_ms: int

    def status_of(self, camera: CameraFacts) -> str:
        """The box's word for whether a camera answers."""
        return "offline" if camera.device_id in self.offline else "online"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The three pictures of a recognition as base64 text, and what is true about them.

    Attributes:
        registered: "" for strangers.
        face_box: x1, y1, x2, y2 of the face in the scene, pixels.
        glasses, mask: What the person wears in the live picture.
    """

    live: str
    registered: str
    scene: str
    face_box: tuple[int, int, int, int]
    glasses: bool = False
    mask: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """One recognition as the box has it.

    Attributes:
        event_id: Microseconds of the box's clock, as text.
        at_ms: The box's clock, UTC epoch milliseconds.
        stranger_id: Clock text that V5.4 and later give to strangers.
        photo: The JPEG where somebody has tried the recognition with a photo.
    """

    event_id: str
    video_id: str
    at_ms: int
    camera: CameraFacts
    sighting: Sighting
    stranger_id: str
    pictures: Pictures
    photo: bytes = b""

    @property
    def score_ratio(self) -> float:
        """The score on SE3's scale, 0 to 1."""
        return round(self.sighting.score_percent / 100, 4)


@dataclass(frozen=True, slots=True)
class Wants:
    """What a client of the event stream has asked for.

    Attributes:
        camera_ids: Only events of these cameras.
    """

    live: bool = False
    registered: bool = False
    camera_ids: frozenset[str] = frozenset()


class Dialect(Protocol):
    """One generation's way to say things."""

    def box_status(self, moment: Moment) -> Json:
        """The heartbeat of the box."""

    def camera_status(self, moment: Moment) -> Json | None:
        """The heartbeat of its cameras; None where the box's own heartbeat has them."""

    def realtime(self, box: BoxFacts, event: Recognised, wants: Wants) -> Json:
        """One recognition, at once."""

    def history(self, box: BoxFacts, event: Recognised) -> Json:
        """One recognition, uploaded later."""


def gigabytes(size: float) -> str:
    """A size as boxes write it: below 1 G in M."""
    return f"{size:.2f}G" if size >= 1 else f"{size * 1024:.1f}M"


def uptime_words(uptime_s: float) -> str:
    """Linux's uptime text."""
    days, rest = divmod(int(uptime_s), 86_400)
    hours, minutes = rest // 3600, rest % 3600 // 60
    clock = f"{hours} hours" if hours else f"{minutes} minutes"
    return f"{days} day{'s' * (days > 1)}, {clock}" if days else clock


def pool(total_g: float, percent: float, of_total_g: float, name: str) -> Json:
    """One memory pool; its scale is its share of the whole, not its usage."""
    used = total_g * percent / 100
    return {
        "total": gigabytes(total_g),
        "used": gigabytes(used),
        "free": gigabytes(total_g - used),
        f"{name}_scale": round(total_g / of_total_g, 2),
    }


def device_list_sync(moment: Moment) -> Json:
    """P10: the whole camera list in the platform's camel case."""
    kinds = {"gate": "0", "snapshot": "1", "video": "3", "door": "4"}
    old = moment.box.generation == "se3"
    return {
        "devSno": moment.box.license,
        "deviceList": [
            {
                "epId": moment.box.ep_id(camera),
                "devSno": moment.box.license,
                "direction": camera.ordinal % 2,
                "epType": kinds[camera.kind] if old else ("RTSP" if camera.is_video else "photo"),
                "memo": "",
                "epName": camera.name,
                "epIp": camera.ip,
                "epStatus": moment.status_of(camera),
                "epVersion": "",
                "epGroupName": "default_group",
                "epStreamUrl": camera.url if camera.is_video else "",
                "lastMonitorTime": moment.now_ms // 1000,
                "isMonitor": True,
                "privilegeGroupKey": camera.permission_id,
            }
            for camera in moment.box.cameras
        ],
    }
