"""What cameras take of somebody: the whole scene, 1080p, and the face as the box cuts it out."""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter

from sophon_monitor.simulator import places
from sophon_monitor.simulator.canvas import Light, Plane, Pose
from sophon_monitor.simulator.looks import Look
from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.portraits import as_image, head, jpeg, noisy, over

_LIVE_WIDTH_PX = (200, 296)
_LIVE_RATIO = 1.17  # height to width
_FINER = 1.25
_MASKED = 0.07  # part of the live pictures
_GLASSES_CHANGED = 0.1
_KEPT_FIGURES = 48  # 1.3 MB each
_FIGURE_UNIT = 170.0
_FIGURE_LIGHT = Light(direction=(-0.25, -0.62, 0.74))


@dataclass(frozen=True, slots=True)
class Taken:
    """One person taken by one camera: JPEGs, and where the face is in the scene (x1, y1, x2, y2)."""

    live: bytes
    scene: bytes
    face_box: tuple[int, int, int, int]
    glasses: bool
    mask: bool


def take(person: Person, place: int, variant: int, seed: int) -> Taken:
    """Draw what the camera at `place` takes of somebody. The same arguments give the same pictures."""
    dice = random.Random(f"{seed} {person.key} {place} {variant}")
    look, masked = worn(person.look, dice)
    pose = Pose(turn=dice.uniform(-0.2, 0.2), nod=dice.uniform(0.0, 0.16), roll=dice.uniform(-0.09, 0.09))
    light = _varied(places.place_of(place).light, dice)
    live = _live(look, pose, light, masked, place, dice)
    scene, face_box = _scene(look, masked, place, variant, light, dice)
    return Taken(live, scene, face_box, look.glasses != "none", masked)


def worn(look: Look, dice: random.Random) -> tuple[Look, bool]:
    """The same person as they come today: sometimes with other glasses, or with a mask."""
    masked = dice.random() < _MASKED
    if dice.random() < _GLASSES_CHANGED:
        look = replace(look, glasses="thin" if look.glasses == "none" else "none")
    return replace(look, smile=look.smile * dice.uniform(0.0, 0.9)), masked


def _varied(light: Light, dice: random.Random) -> Light:
    x, y, z = light.direction
    x, y = x + dice.uniform(-0.2, 0.2), y + dice.uniform(-0.12, 0.12)
    length = float(np.sqrt(x * x + y * y + z * z))
    bright = dice.uniform(0.86, 1.06)
    red, green, blue = (part * bright for part in light.key)
    return replace(light, direction=(x / length, y / length, z / length), key=(red, green, blue))


def _live(look: Look, pose: Pose, light: Light, masked: bool, place: int, dice: random.Random) -> bytes:
    """The face crop: framed like the registered picture, but taken by a camera in passing; 5-30 kB."""
    width = dice.randrange(*_LIVE_WIDTH_PX)
    size = (width, round(width * _LIVE_RATIO))
    large = (round(size[0] * _FINER), round(size[1] * _FINER))
    centre = (large[0] * dice.uniform(0.47, 0.53), large[1] * dice.uniform(0.44, 0.48))
    drawn = head(look, large, large[0] / 1.72, centre, pose, light, masked=masked)
    picture = as_image(over(_behind(place, large, dice), drawn)).resize(size, Image.Resampling.LANCZOS)
    picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(0.35, 0.95) * width / 240))
    if dice.random() < 0.3:  # walking
        kernel = [0.0] * 10 + [0.25, 0.25, 0.25, 0.25, 0.0] + [0.0] * 10
        picture = picture.filter(ImageFilter.Kernel((5, 5), kernel, scale=1.0))
    return jpeg(noisy(picture, dice.uniform(3.0, 5.5), f"{dice.random()}"), dice.randrange(83, 90))


def _behind(place: int, size: tuple[int, int], dice: random.Random) -> Plane:
    """A piece of the place, out of focus."""
    left, top = dice.randrange(520, 1150), dice.randrange(180, 300)
    piece = places.ground_of(place % len(places.PLACES)).crop((left, top, left + 290, top + 340))
    soft = piece.resize(size, Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(size[0] * 0.02))
    return np.asarray(soft, np.float32) / np.float32(255) * np.float32(0.92)


@functools.lru_cache(maxsize=_KEPT_FIGURES)
def _figure(look: Look, masked: bool, turn: float) -> Image.Image:
    """Somebody down to the knees, with alpha; the eyes are at (1.05, 1.2) units."""
    unit = _FIGURE_UNIT
    pose, light = Pose(turn=turn, nod=0.06, roll=turn / 4), _FIGURE_LIGHT
    size = (round(unit * 2.1), round(unit * 5.4))
    drawn = head(look, size, unit, (unit * 1.05, unit * 1.2), pose, light, masked=masked)
    return Image.fromarray(np.clip(drawn * 255 + 0.5, 0, 255).astype(np.uint8), "RGBA")


def _lit_figure(look: Look, masked: bool, turn: float, light: Light, unit: float) -> Image.Image:
    """The same in the light of a place, and as large as its camera sees it."""
    figure = _figure(replace(look, smile=0.1), masked, turn)
    factor = unit / _FIGURE_UNIT
    scaled = figure.resize((round(figure.width * factor), round(figure.height * factor)), Image.Resampling.BICUBIC)
    kept = (_FIGURE_LIGHT.key[n] + _FIGURE_LIGHT.ambient[n] for n in range(3))
    gains = [(light.key[n] + light.ambient[n]) / was for n, was in enumerate(kept)]
    bands = [
        band.point([min(255, round(value * gain)) for value in range(256)])
        for band, gain in zip(scaled.split()[:3], gains, strict=True)
    ]
    return Image.merge("RGBA", (*bands, scaled.getchannel("A")))


def _scene(
    look: Look, masked: bool, place: int, variant: int, light: Light, dice: random.Random
) -> tuple[bytes, tuple[int, int, int, int]]:
    where = places.place_of(place)
    number = place % len(places.PLACES)
    unit = where.unit * dice.uniform(0.9, 1.08)
    turn = (-0.12, 0.1)[variant % 2]
    x, y = dice.randrange(where.stand[0], where.stand[1]), where.stand[2] + dice.randrange(-20, 30)
    figure = _lit_figure(look, masked, turn, light, unit)
    picture = places.ground_of(number).copy()
    corner = (round(x - 1.05 * unit), round(y - 1.2 * unit))
    shadow = figure.getchannel("A").filter(ImageFilter.GaussianBlur(26)).point(lambda value: value // 3)
    picture.paste((20, 22, 26), (corner[0] + 26, corner[1] + 20), shadow)
    picture.paste(figure, corner, figure)
    front = places.front_of(number)
    if front is not None:
        picture.paste(front, (0, 0), front)
    picture = picture.filter(ImageFilter.GaussianBlur(0.6))
    places.stamp(picture, number)
    shown = _grainy(picture, dice.randrange(0, 2**20))
    half, chin = 0.46 * look.width * unit, (0.56 + 0.1 * look.chin) * unit
    middle = x + 0.45 * turn * unit
    box = (round(middle - half), round(y - 0.56 * unit), round(middle + half), round(y + chin + 0.05 * unit))
    return jpeg(shown, 84), box


@functools.cache
def _plate() -> Plane:
    """A sensor's noise for a whole scene."""
    grain = np.random.default_rng(11).standard_normal((1080, 1920), dtype=np.float32)
    return (grain * 4.2).astype(np.int16)


def _grainy(picture: Image.Image, offset: int) -> Image.Image:
    """The same picture with noise; the plate is shifted so that no two scenes have the same."""
    moved = np.roll(_plate(), (offset % 1080, offset // 1080 % 1920), axis=(0, 1))
    bands = []
    for band in picture.split():
        grainy = np.asarray(band, np.int16) + moved
        bands.append(Image.fromarray(np.clip(grainy, 0, 255, out=grainy).astype(np.uint8)))
    return Image.merge("RGB", bands)
