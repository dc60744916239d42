"""What is fixed about a simulated box and its cameras: ids, addresses, names. Made from a seed, always the same."""

from __future__ import annotations

import ipaddress
import random
import uuid
from dataclasses import dataclass

GENERATIONS = ("se3", "v5", "v57", "v6")

_BOX_NAMES = {
    "se3": ("Warehouse-SE3", "Yard-SE3", "Hall-SE3", "Dock-SE3"),
    "v5": ("Canteen-SE5", "South-Gate-SE5", "Office-SE5", "Depot-SE5"),
    "v57": ("East-Gate-SE5", "Lobby-SE5", "Block-C-SE5", "Garage-SE5"),
    "v6": ("Tower-B-SE5", "West-Wing-SE5", "Campus-SE5", "Clinic-SE5"),
}
# name, kind; kinds are the simulator's own, `dialects` turns them into what each generation says
_CAMERAS = (
    ("前门闸机 Gate 1", "gate"),
    ("Lobby cam", "video"),
    ("Side door", "door"),
    ("Stair B", "video"),
    ("Snap-01", "snapshot"),
    ("IPC-07", "video"),
    ("车库入口 Garage", "video"),
    ("Reception", "door"),
)
_SN_START = {"se3": "SZCCKQRAIJ", "v5": "HQDZKE5BJX", "v57": "HQDZKE6BKX", "v6": "HQDZKE6BKX"}
_SOFTWARE = {"se3": "V2R4C01", "v5": "V5R5C01", "v57": "V5R7C01", "v6": "V6R2C01"}
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """One simulated camera.

    Attributes:
        ordinal: 0.. within its box.
        kind: gate, snapshot, door (these send pictures) or video (read by RTSP).
        url: Where the box reads video, with an invented password; the IP where pictures are sent.
        relay: Address of what opens the door there, "" for nothing.
    """

    ordinal: int
    device_id: str
    name: str
    ip: str
    kind: str
    url: str
    permission_id: str
    relay: str = ""

    @property
    def is_video(self) -> bool:
        """Whether the box reads a stream from it."""
        return self.kind == "video"


# In whose name a photo is tried that is tried in no camera's name.
NO_CAMERA = CameraFacts(ordinal=0, device_id="", name="", ip="", kind="snapshot", url="", permission_id="")


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """One simulated box.

    Attributes:
        ordinal: 0.. within the simulation.
        license: Authorisation code of the platform; "" on a stand-alone box.
        reporter_id: Free text that V6 sends instead.
        nested: Whether a v5 box has the V5.6 software, whose heartbeat is nested (P3).
    """

    ordinal: int
    generation: str
    name: str
    host: str
    sn: str
    mac: str
    license: str
    reporter_id: str
    software: str
    sdk: str
    nested: bool
    cameras: tuple[CameraFacts, ...]

    @property
    def hex_mac(self) -> str:
        """The MAC as ep_ids and configs spell it."""
        return "0x" + self.mac.replace(":", "")

    def ep_id(self, camera: CameraFacts) -> str:
        """The `ep_id` of a camera: authorisation code, or the MAC where there is none, and its address."""
        return f"{self.license or self.hex_mac}__{camera.url}"


def box_facts(seed: int, ordinal: int, generation: str, host: str, api_port: int, cameras: int) -> BoxFacts:
    """Make up a box. The same arguments give the same box; another address gives another SN and MAC."""
    place = host if api_port == 5555 else f"{host}:{api_port}"
    dice = random.Random(f"{seed} {generation} {ordinal} {place}")
    nested = generation == "v5" and ordinal % 2 == 1
    software = "V5R6C01" if nested else _SOFTWARE[generation]
    names = _BOX_NAMES[generation]
    has_license = generation in ("se3", "v5") or ordinal % 2 == 1
    return BoxFacts(
        ordinal=ordinal,
        generation=generation,
        name=names[ordinal % len(names)] + (f"-{ordinal // len(names) + 1}" if ordinal >= len(names) else ""),
        host=host,
        sn=_SN_START[generation] + "".join(dice.choices(_LETTERS, k=6)),
        mac="e0:a5:09:" + ":".join(f"{dice.randrange(256):02x}" for _ in range(3)),
        license=f"RIVER{dice.randrange(10**15, 10**16)}" if has_license else "",
        reporter_id=f"riverside-{ordinal + 1}",
        software=f"{software}_{dice.getrandbits(28):07x}",
        sdk=f"{software}_{dice.getrandbits(28):07x}",
        nested=nested,
        cameras=tuple(_camera(dice, ordinal, n) for n in range(cameras)),
    )


def _camera(dice: random.Random, box: int, ordinal: int) -> CameraFacts:
    name, kind = _CAMERAS[ordinal % len(_CAMERAS)]
    if ordinal >= len(_CAMERAS):
        name = f"{name} ({ordinal // len(_CAMERAS) + 1})"
    ip = str(ipaddress.IPv4Address("192.168.1.101") + 256 * (box % 200) + ordinal)
    word = "".join(dice.choices("abcdefghjkmnpqrstuvwxyz23456789", k=8))
    return CameraFacts(
        ordinal=ordinal,
        device_id=str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        name=name,
        ip=ip,
        kind=kind,
        url=f"rtsp://viewer:{word}@{ip}:554/ch1" if kind == "video" else ip,
        permission_id="5f0c2d1e-7b64-4e0a-9a57-1c2f3b7d8e90",
    )
