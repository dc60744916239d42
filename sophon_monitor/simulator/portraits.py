"""Registered pictures of the invented people."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from sophon_monitor.simulator.people import Person


def registered_jpeg(person: Person, seed: int) -> bytes:
    """A portrait, 480 x 600, JPEG."""
    return jpeg(noisy(face(person, (480, 600)), 5.0, f"{seed} {person.key}"), 92)


def face(person: Person, size: tuple[int, int]) -> Image.Image:
    """The face alone on a light ground."""
    width, height = size[0] * 2, size[1] * 2
    picture = Image.new("RGB", (width, height), (205, 214, 224))
    draw = ImageDraw.Draw(picture)
    look = person.look
    draw.ellipse((width * 0.05, height * 0.78, width * 0.95, height * 1.4), fill=look.cloth)
    draw.rectangle((width * 0.4, height * 0.6, width * 0.6, height * 0.84), fill=look.skin)
    draw.ellipse((width * 0.22, height * 0.12, width * 0.78, height * 0.6), fill=look.hair_colour)
    draw.ellipse((width * 0.25, height * 0.2, width * 0.75, height * 0.75), fill=look.skin)
    for x in (0.38, 0.62):
        draw.ellipse((width * (x - 0.03), height * 0.43, width * (x + 0.03), height * 0.46), fill=look.eye_colour)
    draw.arc((width * 0.42, height * 0.52, width * 0.58, height * 0.64), 20, 160, fill=look.lip_colour, width=10)
    return picture.resize(size, Image.Resampling.LANCZOS)


def noisy(picture: Image.Image, strength: float, seed: str) -> Image.Image:
    """The same picture with a sensor's noise."""
    dice = np.random.default_rng(random.Random(seed).getrandbits(32))
    pixels = np.asarray(picture, dtype=np.float32)
    pixels = pixels + dice.normal(0, strength, pixels.shape).astype(np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def jpeg(picture: Image.Image, quality: int) -> bytes:
    """Encode."""
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(0.6)).save(out, "JPEG", quality=quality)
    return out.getvalue()
