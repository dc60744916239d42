"""What cameras see: the whole scene and the face cut out of it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from sophon_monitor.simulator import portraits
from sophon_monitor.simulator.people import Person


@dataclass(frozen=True, slots=True)
class Taken:
    """One person taken by one camera: JPEGs, and where the face is in the scene (x1, y1, x2, y2)."""

    live: bytes
    scene: bytes
    face_box: tuple[int, int, int, int]
    glasses: bool
    mask: bool


def take(person: Person, place: int, variant: int, seed: int) -> Taken:
    """Draw what the camera at `place` takes of somebody."""
    scene = Image.new("RGB", (1920, 1080), (120, 126, 130))
    scene.paste(portraits.face(person, (300, 375)), (800, 300))
    name = f"{seed} {person.key} {place} {variant}"
    live = portraits.face(person, (240, 280))
    return Taken(
        live=portraits.jpeg(portraits.noisy(live, 6, name), 88),
        scene=portraits.jpeg(portraits.noisy(scene, 5, name), 84),
        face_box=(875, 375, 1025, 580),
        glasses=person.look.glasses != "none",
        mask=False,
    )
