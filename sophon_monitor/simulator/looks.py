"""How somebody looks: the numbers that a portrait is drawn from. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rgb = tuple[int, int, int]
HairStyle = Literal[
    "short", "crew", "side", "bob", "long", "bun", "curly", "receding", "bald", "fringe", "quiff", "pony"
]
Clothes = Literal["crew", "shirt", "suit", "hoodie", "blouse", "polo", "vest"]
Glasses = Literal["none", "thin", "thick", "round", "half"]
Beard = Literal["none", "stubble", "moustache", "goatee", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A face, its hair and its clothes.

    Lengths are in face units: the face is about 0.9 wide and 1.3 high; 1.0 as a factor means average.

    Attributes:
        skin: Colour in even light.
        width, jaw, chin: Factors: cheekbones, corner of the jaw (more is squarer), length below the mouth.
        eye_size, eye_gap, eye_tilt: Factors, and the slant in units (positive: outer corner higher).
        nose_width, nose_length, mouth_width, lip, brow: Factors.
        brow_tilt: Slant of the brows; positive looks stern.
        age: Years; draws folds and lines.
        smile: -0.5 to 1.
        blush: 0 to 1; colour on cheeks and lips.
    """

    skin: Rgb = (222, 176, 142)
    width: float = 1.0
    jaw: float = 1.0
    chin: float = 1.0
    eye_size: float = 1.0
    eye_gap: float = 1.0
    eye_tilt: float = 0.01
    eye_colour: Rgb = (70, 42, 26)
    nose_width: float = 1.0
    nose_length: float = 1.0
    mouth_width: float = 1.0
    lip: float = 1.0
    lip_colour: Rgb = (178, 98, 88)
    brow: float = 1.0
    brow_tilt: float = 0.0
    age: int = 32
    smile: float = 0.2
    blush: float = 0.3
    freckles: bool = False
    hair: HairStyle = "short"
    hair_colour: Rgb = (28, 24, 24)
    glasses: Glasses = "none"
    glasses_colour: Rgb = (30, 30, 34)
    beard: Beard = "none"
    clothes: Clothes = "crew"
    cloth: Rgb = (70, 76, 88)
    cloth_under: Rgb = (236, 238, 240)
    tie: Rgb = (120, 34, 44)
    earrings: bool = False
    is_female: bool = False
