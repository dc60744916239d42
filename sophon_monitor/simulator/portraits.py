"""Portraits of the invented people, drawn: registered pictures, and heads for what cameras take."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image

from sophon_monitor.simulator import clothes_paint, face_paint, hair_paint
from sophon_monitor.simulator.canvas import Canvas, Light, Plane, Pose, plane
from sophon_monitor.simulator.looks import Look
from sophon_monitor.simulator.people import Person

REGISTERED_PX = (480, 600)
_FINER = 1.25  # drawn larger, then reduced, so that edges are smooth
STRAIGHT = Pose()


def head(
    look: Look,
    size: tuple[int, int],
    unit: float,
    centre: tuple[float, float],
    pose: Pose,
    light: Light,
    *,
    masked: bool = False,
) -> Plane:
    """Head and shoulders without a background.

    Args:
        look: Whom to draw.
        size: Pixels, width and height.
        unit: Pixels of one face unit (a face is about 0.9 wide).
        centre: Where the point between the eyes lies, pixels.
        pose: How the head is held.
        light: What falls on it.
        masked: Whether they wear a mask.

    Returns:
        Height x width x 4, colours and alpha 0 to 1.
    """
    canvas = Canvas(size, unit, centre, pose)
    shape = face_paint.FaceShape(canvas, look)
    hair_paint.paint_back(canvas, look, shape)
    clothes_paint.paint_body(canvas, look)
    face_paint.paint_neck_shadow(canvas, shape)
    face_paint.paint_ears(canvas, look, shape)
    face_paint.paint_skin(canvas, look, shape)
    face_paint.paint_eyes(canvas, look)
    face_paint.paint_mouth(canvas, look)
    face_paint.paint_beard(canvas, look)
    if masked:
        clothes_paint.paint_mask(canvas, shape)
    clothes_paint.paint_glasses(canvas, look)
    hair_paint.paint_front(canvas, look, shape)
    return canvas.lit(light)


def registered_jpeg(person: Person, seed: int) -> bytes:
    """The picture that the box's library has: 480 x 600, even light, plain ground, 20-200 kB."""
    width, height = (round(side * _FINER) for side in REGISTERED_PX)
    unit = width / 1.92
    drawn = head(person.look, (width, height), unit, (width * 0.5, height * 0.435), STRAIGHT, Light())
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    glow = 1 - 0.16 * np.hypot((xs / width - 0.45) / 0.8, (ys / height - 0.35) / 0.9)
    ground = np.asarray((0.83, 0.865, 0.9), np.float32) * glow[..., None]
    picture = over(ground, drawn)
    small = as_image(picture).resize(REGISTERED_PX, Image.Resampling.LANCZOS)
    return jpeg(noisy(small, 2.6, f"{seed} {person.key} registered"), 93)


def over(ground: Plane, drawn: Plane) -> Plane:
    """What was drawn, on a background of the same size; colours 0 to 1."""
    alpha = drawn[..., 3:]
    return plane(ground * (1 - alpha) + drawn[..., :3] * alpha)


def as_image(picture: Plane) -> Image.Image:
    """8 bits a colour."""
    return Image.fromarray(np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8))


def noisy(picture: Image.Image, strength: float, name: str) -> Image.Image:
    """The same picture with a sensor's noise; the same name gives the same noise."""
    dice = np.random.default_rng(random.Random(name).getrandbits(64))
    pixels = np.asarray(picture, dtype=np.float32)
    grain = dice.standard_normal((*pixels.shape[:2], 1), dtype=np.float32) * strength
    colour = dice.standard_normal(pixels.shape, dtype=np.float32) * (strength * 0.45)
    return Image.fromarray(np.clip(pixels + grain + colour, 0, 255).astype(np.uint8))


def jpeg(picture: Image.Image, quality: int) -> bytes:
    """Encode."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
