"""A face: skin, ears, eyes, brows, nose, mouth, beard, age. Lengths in face units (see canvas)."""

from __future__ import annotations

import numpy as np

from sophon_monitor.simulator.canvas import Canvas, Plane, bump, mixed, noise, rgb, step
from sophon_monitor.simulator.looks import Look

EYE_X, EYE_Y = 0.185, -0.035
NOSE_Y = 0.215
MOUTH_Y = 0.375


class FaceShape:
    """The outline of one face and its relief.

    Attributes:
        half: Half its width at the cheekbones.
        chin: y of its lowest point.
        rho: Per pixel, 0 in the middle, 1 at the outline.
    """

    def __init__(self, canvas: Canvas, look: Look) -> None:
        """Measure the face of `look` on this canvas."""
        x, y = canvas.x, canvas.y
        self.half = 0.445 * look.width
        self.chin = 0.56 + 0.1 * look.chin
        squareness = 1.95 + 0.5 * look.jaw
        down = np.clip(y / self.chin, 0, 1.2)
        taper = 1 - (0.34 - 0.2 * (look.jaw - 1)) * down**2.1
        lower = (np.abs(x) / (self.half * taper)) ** squareness + down**squareness
        upper = (np.abs(x) / self.half) ** 2.2 + (np.clip(-y, 0, None) / 0.74) ** 2.2
        self.rho: Plane = np.where(y > 0, lower ** (1 / squareness), upper ** (1 / 2.2)).astype(np.float32)
        self.mask = canvas.edge((1 - self.rho) * self.half * 0.9)


def paint_neck_shadow(canvas: Canvas, shape: FaceShape) -> None:
    """What the head keeps the light from."""
    soft = canvas.blurred(canvas.moved(shape.mask, 0.03, 0.13), 0.07)
    canvas.shade(soft, 0.6)


def paint_ears(canvas: Canvas, look: Look, shape: FaceShape) -> None:
    """Both ears, half behind the face."""
    whole, reach = canvas, shape.half + 0.3
    for side in (-1, 1):
        edges = (0.15, reach) if side == 1 else (-reach, -0.15)
        canvas = whole.part(edges[0], -0.45, edges[1], 0.55)
        x, y = canvas.x * side - (shape.half + 0.012), canvas.y - 0.075
        tilted = x - 0.12 * y * -1
        rho = np.sqrt((tilted / 0.068) ** 2 + (y / 0.165) ** 2)
        mask = canvas.edge((1 - rho) * 0.07)
        height = 0.06 * np.sqrt(np.clip(1.02 - rho**2, 0, None)) - 0.035 * bump(tilted - 0.01, y + 0.02, 0.026, 0.085)
        red = mixed(rgb(look.skin), (0.78, 0.36, 0.3), 0.16)
        canvas.lay(mask, red, height.astype(np.float32), 0.12)
        canvas.shade(bump(tilted - 0.004, y, 0.024, 0.09) * mask, 0.72)
        if look.earrings:
            stone = np.hypot(x - 0.0, y - 0.175)
            canvas.lay(canvas.edge(0.02 - stone), (0.95, 0.86, 0.62), 0.03 - stone, 1.0)


def paint_skin(canvas: Canvas, look: Look, shape: FaceShape) -> None:
    """The face without eyes, brows and mouth: relief, colour, age."""
    colour = _skin_colour(canvas, look)
    canvas.lay(shape.mask, colour, _relief(canvas, look, shape), 0.34)
    edge_on = step(shape.rho, 0.86, 1.02) * shape.mask
    canvas.shade(edge_on, 0.86)
    _paint_age(canvas.part(-0.7, -0.85, 0.7, 0.85), look)
    _paint_nostrils(canvas, look)


def _relief(canvas: Canvas, look: Look, shape: FaceShape) -> Plane:
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    height = 0.36 * np.sqrt(np.clip(1.0 - shape.rho**2.4, 0.004, None))
    height = height + 0.018 * bump(ax - 0.17, y + 0.19, 0.14, 0.07)
    height = height - 0.032 * bump(ax - EYE_X * look.eye_gap, y - EYE_Y + 0.01, 0.115, 0.08)
    height = height + 0.022 * bump(ax - EYE_X * look.eye_gap, y - EYE_Y, 0.075, 0.045)
    height = height + 0.045 * bump(ax - 0.25, y - 0.17, 0.12, 0.12)
    bridge = step(y, -0.16, 0.26) * step(y, 0.31, 0.19)
    ridge = np.exp(-((x / (0.05 + 0.026 * step(y, -0.1, 0.22))) ** 2))
    height = height + 0.1 * look.nose_length * bridge * ridge
    height = height + 0.036 * bump(x, y - 0.19, 0.062 * look.nose_width, 0.055)
    height = height + 0.03 * bump(ax - 0.066 * look.nose_width, y - 0.205, 0.036, 0.036)
    height = height - 0.012 * bump(x, y - 0.29, 0.014, 0.04)
    height = height + 0.03 * bump(x, y - MOUTH_Y - 0.004, 0.17 * look.mouth_width, 0.075)
    height = height - 0.018 * bump(x, y - MOUTH_Y - 0.092, 0.1, 0.03)
    height = height + 0.045 * bump(x, y - shape.chin + 0.1, 0.1, 0.065)
    height = height - 0.02 * bump(ax - 0.33, y - 0.33, 0.07, 0.12)
    return height.astype(np.float32)


def _skin_colour(canvas: Canvas, look: Look) -> Plane:
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    base = np.asarray(rgb(look.skin), np.float32)
    mottled = 0.97 + 0.035 * noise(x * 9 + 31, y * 9 + 11) + 0.03 * noise(x * 46, y * 46)
    colour = base * mottled[..., None]
    red = 0.34 * look.blush * bump(ax - 0.26, y - 0.17, 0.13, 0.11) + 0.16 * bump(x, y - 0.2, 0.08, 0.07) + 0.05
    colour += red[..., None] * (np.asarray((0.86, 0.4, 0.34), np.float32) * (base.mean() * 1.25) - colour) * 0.6
    tired = (0.1 + 0.004 * max(0, look.age - 25)) * bump(ax - EYE_X * look.eye_gap, y - 0.045, 0.09, 0.03)
    colour *= (1 - tired)[..., None]
    if look.freckles:
        spots = step(noise(x * 52 + 5, y * 52 + 9), 0.72, 0.86) * bump(ax - 0.18, y - 0.12, 0.2, 0.12)
        colour *= (1 - 0.28 * spots)[..., None] * np.asarray((1, 0.95, 0.9), np.float32)
    return colour.astype(np.float32)


def _paint_age(canvas: Canvas, look: Look) -> None:
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    years = max(0.0, (look.age - 22) / 40) + 0.25 * max(0.0, look.smile)
    down = np.clip((y - 0.2) / 0.2, 0, 1)
    fold = ax - (0.085 * look.nose_width + 0.095 * down**0.85)
    line = np.exp(-((fold / 0.013) ** 2)) * step(y, 0.17, 0.24) * step(y, 0.43, 0.34)
    canvas.shade((line * min(1.0, 0.45 * years)).astype(np.float32), 0.72)
    bright = np.exp(-(((fold - 0.03) / 0.025) ** 2)) * step(y, 0.17, 0.24) * step(y, 0.43, 0.34)
    canvas.shade((bright * min(1.0, 0.3 * years)).astype(np.float32), 1.06)
    if look.age < 40:
        return
    old = min(1.0, (look.age - 36) / 32)
    for level in (-0.36, -0.43, -0.5):
        wave = y - level - 0.012 * np.sin(x * 9 + level * 40) + 0.05 * x**2
        canvas.shade((np.exp(-((wave / 0.007) ** 2)) * step(ax, 0.3, 0.16) * old * 0.5).astype(np.float32), 0.78)
    for level, slant in ((-0.06, -0.35), (-0.03, 0.05), (0.0, 0.4)):
        outer = ax - EYE_X * look.eye_gap - 0.11
        crow = (y - level) - slant * outer
        feet = np.exp(-((crow / 0.006) ** 2)) * step(outer, 0, 0.02) * step(outer, 0.085, 0.04)
        canvas.shade((feet * old * 0.5).astype(np.float32), 0.78)
    bag = np.exp(-(((y - 0.055 + 1.6 * (ax - EYE_X) ** 2) / 0.008) ** 2)) * bump(ax - EYE_X, y - 0.05, 0.09, 0.06)
    canvas.shade((bag * old * 0.6).astype(np.float32), 0.76)


def _paint_nostrils(canvas: Canvas, look: Look) -> None:
    canvas = canvas.part(-0.4, -0.1, 0.4, 0.55)
    ax, y = np.abs(canvas.x), canvas.y
    wide = look.nose_width
    hole = bump(ax - 0.036 * wide, y - NOSE_Y - 0.024, 0.019 * wide, 0.0085)
    canvas.shade(np.clip(hole * 1.3, 0, 1), 0.34)
    wing = np.hypot((ax - 0.062 * wide) / 0.9, y - NOSE_Y + 0.004) - 0.04 * (0.6 + 0.4 * wide)
    crease = np.exp(-((wing / 0.007) ** 2)) * step(ax, 0.075 * wide, 0.095 * wide) * step(y, 0.15, 0.21)
    canvas.shade((crease * 0.7 * step(y, 0.27, 0.24)).astype(np.float32), 0.7)
    canvas.shade((bump(canvas.x, y - NOSE_Y - 0.046, 0.075 * wide, 0.02) * 0.4).astype(np.float32), 0.82)


def paint_eyes(canvas: Canvas, look: Look) -> None:
    """Eyes with lids, iris and a light in them, and the brows."""
    whole = canvas
    for side in (-1, 1):
        left, right = (-0.12, 0.58) if side == 1 else (-0.58, 0.12)
        canvas = whole.part(left, -0.5, right, 0.25)
        u = canvas.x * side - EYE_X * look.eye_gap
        v = canvas.y - EYE_Y + look.eye_tilt * u / 0.09
        _paint_eye(canvas, look, u, v, side)
        _paint_brow(canvas, look, u, v)


def _paint_eye(canvas: Canvas, look: Look, u: Plane, v: Plane, side: int) -> None:
    wide, size = 0.086 * (0.9 + 0.1 * look.eye_size), look.eye_size
    along = np.clip(1 - (u / wide) ** 2, 0, 1)
    squint = 1 - 0.16 * max(0.0, look.smile)
    top = -0.040 * size * squint * np.clip(1 - ((u + 0.008) / wide) ** 2, 0, 1) ** 0.62
    low = 0.024 * size * squint * along**0.9
    opening = canvas.edge(np.minimum(v - top, low - v) + np.where(np.abs(u) < wide, 0, -1).astype(np.float32), 1.2)
    white = 0.9 - 0.26 * step(v, -0.005, -0.036 * size) - 0.14 * (1 - along)
    sclera = np.stack([white, white * 0.975, white * 0.96], axis=-1).astype(np.float32)
    ball = 0.35 * np.sqrt(np.clip(0.0121 - u**2 - v**2, 0.0004, None))
    canvas.lay(opening, sclera, ball.astype(np.float32), 0.5)
    away = np.hypot(u, v + 0.006)
    radius = 0.0365 * (0.7 + 0.3 * size)
    eye = rgb(look.eye_colour)
    rays = 0.75 + 0.5 * noise(np.arctan2(v + 0.006, u).astype(np.float32) * 7 + 40, away * 30)
    shine = (0.65 + 0.7 * step(away, 0.01, radius))[..., None] * rays[..., None]
    iris = np.asarray(eye, np.float32) * shine * (1.0 + 0.9 * step(v, -0.02, 0.03))[..., None]
    canvas.lay(opening * canvas.edge(radius - away), iris.astype(np.float32), gloss=0.6)
    ring = np.exp(-(((away - radius) / 0.006) ** 2))
    canvas.shade((ring * opening * 0.6).astype(np.float32), 0.4)
    canvas.lay(opening * canvas.edge(radius * 0.44 - away), (0.03, 0.025, 0.025), gloss=0.6)
    canvas.shade((opening * step(v - top, 0.014, 0.0)).astype(np.float32), 0.55)
    glint = np.hypot(u + 0.013 * side, v + 0.02) - 0.0075
    canvas.lay(opening * canvas.edge(-glint), (1.0, 1.0, 1.0))
    lash = 0.0075 + (0.0055 if look.is_female else 0.0) + 0.003 * step(u, 0, wide)
    near = step(np.abs(u), wide * 1.16, wide * 0.96)
    lid = np.exp(-(((v - top + lash * 0.3) / lash) ** 2)) * near
    canvas.lay(np.clip(lid * 1.15, 0, 1).astype(np.float32), mixed((0.06, 0.045, 0.04), rgb(look.skin), 0.06))
    lower = np.exp(-(((v - low - 0.002) / 0.0045) ** 2)) * near
    canvas.shade((lower * 0.5).astype(np.float32), 0.62)
    crease = np.exp(-(((v - top * 1.12 + 0.026) / 0.006) ** 2)) * step(np.abs(u), wide * 1.05, wide * 0.6)
    canvas.shade((crease * 0.6).astype(np.float32), 0.68)
    if look.is_female:  # the corner of the lashes
        flick = (
            np.exp(-(((v + 0.006 + (u - wide) * 0.7) / 0.007) ** 2)) * step(u, wide * 0.82, wide) * step(u, 0.118, 0.1)
        )
        canvas.lay((flick * 0.8).astype(np.float32), (0.06, 0.045, 0.04))


def _paint_brow(canvas: Canvas, look: Look, u: Plane, v: Plane) -> None:
    arch = 0.034 if look.is_female else 0.022
    centre = -0.124 - arch * (1 - ((u - 0.022) / 0.115) ** 2) + (0.13 - 10 * look.brow_tilt) * u - 0.008 * look.smile
    thick = (0.0185 if look.is_female else 0.0255) * look.brow * (1 - 0.62 * step(u, -0.02, 0.13))
    hairs = noise((u * 0.7 - v) * 150 + 20, (u + v * 0.5) * 40)
    inside = 1 - np.abs(v - centre) / thick + 0.55 * (hairs - 0.5)
    mask = np.clip(inside * 1.6, 0, 1) * step(u, -0.115, -0.085) * step(u, 0.135, 0.1)
    colour = mixed(rgb(look.hair_colour, 0.85), (0.07, 0.055, 0.05), 0.35)
    canvas.lay((mask * 0.86).astype(np.float32), colour)


def paint_mouth(canvas: Canvas, look: Look) -> None:
    """Lips, the line between them, teeth in a wide smile."""
    canvas = canvas.part(-0.42, 0.1, 0.42, 0.75)
    x, y = canvas.x, canvas.y
    wide = 0.15 * look.mouth_width * (1 + 0.13 * max(0.0, look.smile))
    part = np.clip(1 - (x / wide) ** 2, 0, 1)
    middle = MOUTH_Y + 0.07 * look.smile * (part - 0.72) + 0.007 * np.exp(-((x / 0.03) ** 2))
    gap = 0.062 * max(0.0, look.smile - 0.36) * part**0.7
    upper = 0.031 * look.lip * part**0.62 * (1 - 0.22 * np.exp(-((x / 0.022) ** 2)))
    lower = 0.044 * look.lip * part**0.6
    v = y - middle
    inside_x = np.where(np.abs(x) < wide, 0, -1).astype(np.float32)
    lips = canvas.edge(np.minimum(v + upper, lower + gap - v) + inside_x, 2.2)
    base = np.asarray(mixed(rgb(look.lip_colour), rgb(look.skin), 0.12 if look.is_female else 0.46), np.float32)
    tone = 0.8 + 0.3 * step(v, -0.01, 0.03) - 0.12 * step(v, 0.03, 0.06) + 0.05 * noise(x * 90, y * 14)
    height = 0.02 * np.sqrt(np.clip(1 - ((v + upper * 0.5) / (upper * 0.75 + 0.004)) ** 2, 0, None))
    height = height + 0.034 * np.sqrt(np.clip(1 - ((v - gap - lower * 0.48) / (lower * 0.62 + 0.004)) ** 2, 0, None))
    relief = canvas.blurred((height * 20).astype(np.float32), 0.006) / 20 + 0.03 * bump(x, v, 0.16, 0.2)
    canvas.lay(lips * 0.94, (base * tone[..., None]).astype(np.float32), relief.astype(np.float32), 0.75)
    if look.smile > 0.4:
        open_mask = canvas.edge(np.minimum(v, gap - v) + inside_x, 1.6)
        canvas.lay(open_mask, (0.2, 0.08, 0.08))
        gums = canvas.edge(np.minimum(v + 0.002, gap * 0.86 - v) + inside_x, 1.8)
        ivory = (0.9 - 0.3 * step(np.abs(x), 0.05, wide))[..., None] * np.asarray((1, 0.97, 0.92), np.float32)
        canvas.lay(gums, ivory.astype(np.float32), gloss=0.4)
    else:
        line = np.exp(-((v / 0.0058) ** 2)) * step(np.abs(x), wide * 1.06, wide * 0.9)
        canvas.shade((line * 0.85).astype(np.float32), 0.32)
    corner = bump(np.abs(x) - wide, v, 0.014, 0.012)
    canvas.shade((corner * 0.6).astype(np.float32), 0.6)
    below = bump(x, v - gap - lower - 0.022, 0.085, 0.014)
    canvas.shade((below * 0.35).astype(np.float32), 0.72)


def paint_beard(canvas: Canvas, look: Look) -> None:
    """Stubble to full beard."""
    if look.beard == "none":
        return
    canvas = canvas.part(-0.65, -0.2, 0.65, 0.95)
    shape = FaceShape(canvas, look)
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    mouth = bump(x, y - MOUTH_Y - 0.004, 0.155 * look.mouth_width, 0.043)
    lips = step(mouth, 0.34, 0.5)
    moustache = step(np.abs(y - 0.313 - 0.5 * x**2), 0.045, 0.022) * step(ax, 0.17, 0.13)
    chin = step(np.hypot(x / 0.17, (y - 0.56) / 0.13), 1.05, 0.8)
    round_mouth = step(np.abs(np.hypot(x / 0.175, (y - 0.42) / 0.15) - 1), 0.2, 0.06) * step(y, 0.3, 0.36)
    jaw_line = 0.14 + 0.2 * step(ax, 0.34, 0.1) + 0.02 * noise(x * 20, y * 20)
    jaw = step(y - jaw_line, 0.0, 0.09) * (1 - bump(x, y - 0.25, 0.16, 0.09))
    strength, area = {
        "stubble": (0.36, np.maximum(jaw, moustache)),
        "moustache": (0.9, moustache),
        "goatee": (0.86, np.maximum(np.maximum(moustache, chin), round_mouth)),
        "full": (0.94, np.maximum(jaw, moustache)),
    }[look.beard]
    hairs = noise(x * 120 + y * 30, y * 42 + 3 * ax)
    if look.beard == "stubble":
        hairs = noise(x * 170, y * 170)
    grown = area * shape.mask * (1 - lips) * (0.5 + 0.8 * hairs)
    colour = mixed(rgb(look.hair_colour), rgb(look.skin, 0.45), 0.25)
    canvas.lay(np.clip(grown * strength, 0, 0.97).astype(np.float32), colour, gloss=0.05)
    if look.beard == "full":
        canvas.slope[..., 0] += (hairs - 0.5) * area * shape.mask * 0.9
