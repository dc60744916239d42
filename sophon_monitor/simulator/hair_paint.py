"""Hair: what lies behind the head, and what lies on it. Lengths in face units (see canvas)."""

from __future__ import annotations

import numpy as np

from sophon_monitor.simulator.canvas import Canvas, Plane, bump, mixed, noise, rgb, step
from sophon_monitor.simulator.face_paint import FaceShape
from sophon_monitor.simulator.looks import Look

_LENGTH = {"long": 1.22, "bob": 0.66, "fringe": 0.7}


def paint_back(canvas: Canvas, look: Look, shape: FaceShape) -> None:
    """What hangs behind neck and ears."""
    x, y = canvas.x, canvas.y
    if look.hair in _LENGTH:
        length = _LENGTH[look.hair]
        wide = shape.half + 0.13 + (0.05 if look.hair != "long" else 0.02) * step(y, -0.2, 0.4)
        wave = 0.018 * np.sin(y * 7 + 1.0) + 0.012 * noise(y * 9, x * 2)
        side = wide + wave - np.abs(x)
        top = 1 - np.sqrt((x / wide) ** 2 + ((y + 0.25) / 0.635) ** 2)
        ends = length + 0.05 * noise(x * 30, y * 2) - 0.1 * (np.abs(x) / wide) ** 4 - y
        inside = np.where(y < -0.25, top * 0.5, np.minimum(side, ends))
        _lay_hair(canvas, look, canvas.edge(inside.astype(np.float32), 2.5), shape, dark=0.62)
    elif look.hair == "pony":
        cx = 0.43 + 0.09 * np.sin(y * 2.6 + 0.4)
        thick = 0.16 * step(y, -0.75, -0.3) * (1 - 0.55 * step(y, 0.3, 1.1)) + 0.01 * noise(y * 20, x * 9)
        inside = np.minimum(thick - np.abs(x - cx), np.minimum(y + 0.62, 1.05 - y))
        _lay_hair(canvas, look, canvas.edge(inside.astype(np.float32), 2.5), shape, dark=0.7)
    elif look.hair == "bun":
        rho = np.hypot(x / 0.24, (y + 0.9) / 0.19)
        _lay_hair(canvas, look, canvas.edge(((1 - rho) * 0.2).astype(np.float32), 2.0), shape, dark=0.8, round_at=-0.9)
    elif look.hair == "curly":
        reach = 0.17 if look.is_female else 0.07
        _lay_curls(canvas, look, shape, reach, back=True)


def paint_front(canvas: Canvas, look: Look, shape: FaceShape) -> None:
    """What lies on the head and falls into the face, with its shadow on the skin."""
    if look.hair == "bald":
        _paint_shaven(canvas, look, shape)
        return
    if look.hair == "curly":
        _lay_curls(canvas, look, shape, 0.17 if look.is_female else 0.07, back=False)
        return
    mask = _front_mask(canvas, look, shape)
    shadow = canvas.blurred(canvas.moved(mask, 0.015, 0.035), 0.03) * shape.mask * (1 - mask)
    canvas.shade(shadow, 0.66)
    thin = 0.72 if look.hair == "receding" else 1.0
    _lay_hair(canvas, look, mask * thin, shape, dark=1.0)
    if look.hair in ("crew", "receding"):
        _paint_fade(canvas, look, shape, mask)


def _outline(canvas: Canvas, look: Look, shape: FaceShape) -> Plane:
    """Signed distance to the outer edge of the hair on the head."""
    x, y = canvas.x, canvas.y
    extra, top = {
        "short": (0.05, 0.87), "crew": (0.022, 0.795), "side": (0.055, 0.89), "quiff": (0.035, 0.93),
        "receding": (0.035, 0.79), "bun": (0.03, 0.83), "pony": (0.035, 0.84), "bob": (0.128, 0.9),
        "long": (0.128, 0.89), "fringe": (0.124, 0.9),
    }.get(look.hair, (0.05, 0.86))  # fmt: skip
    lean = 0.0
    if look.hair == "side":
        lean = 0.05
    shifted = x - lean * step(y, -0.3, -0.8)
    power = 2.5 if look.hair in ("quiff", "crew") else 2.25
    wide = shape.half + extra
    rho = (np.abs(shifted / wide) ** power + np.abs(np.clip(y - 0.02, -9, 0) / (top + 0.02)) ** power) ** (1 / power)
    ragged = 0.010 * (noise(np.arctan2(y + 0.2, x).astype(np.float32) * 26 + 60, x * 3) - 0.5)
    if look.hair == "quiff":
        ragged = ragged * 2.4 + 0.05 * bump(x - 0.06, y + 0.92, 0.25, 0.12)
    return ((1 - rho) * wide * 0.92 + ragged).astype(np.float32)


def _front_mask(canvas: Canvas, look: Look, shape: FaceShape) -> Plane:
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    near_side = ax / shape.half
    jag = noise(x * 34 + 12, y * 5) - 0.5
    outline = _outline(canvas, look, shape)
    style = look.hair
    if style in ("long", "bob"):
        parted = x + (0.1 if style == "long" else -0.13)
        line = -0.56 + 0.34 * np.clip(np.abs(parted) / 0.36, 0, 1.4) ** 1.5 + 0.02 * jag
        bend = 0.035 * np.sin(y * 4.4 + 0.6) * step(y, 0.1, 0.5)
        narrow = 0.1 * step(y, 0.75, _LENGTH[style]) if style == "long" else 0 * y
        curtain = ax - shape.half * 0.9 - bend - narrow * 0.6
        outer = shape.half + 0.125 + 0.6 * bend - narrow * 0.7 + 0.012 * jag - ax
        ends = _LENGTH[style] - 0.04 + 0.1 * jag - 0.1 * np.abs(ax - shape.half) / 0.1 * (style == "long") - y
        hanging = np.minimum(np.minimum(curtain, outer), ends)
        inside = np.maximum(np.minimum(line - y, outline), np.where(y > -0.3, hanging, -1))
    elif style == "fringe":
        line = -0.235 + 0.03 * jag - 0.03 * np.cos(x * 4)
        curtain = np.minimum(np.minimum(ax - shape.half * 0.87, shape.half + 0.12 - ax), _LENGTH[style] - 0.02 - y)
        inside = np.maximum(np.minimum(line - y, outline), np.where(y > -0.3, curtain, -1))
    else:
        line = _hairline(look, x, near_side, jag)
        inside = np.minimum(line - y, outline)
    return canvas.edge(inside.astype(np.float32), 2.6)


def _hairline(look: Look, x: Plane, near_side: Plane, jag: Plane) -> Plane:
    """Below which y there is skin."""
    low = {"short": -0.445, "crew": -0.5, "side": -0.5, "quiff": -0.5, "receding": -0.57, "bun": -0.5, "pony": -0.5}
    base = low.get(look.hair, -0.46)
    burns = 0.06 if not look.is_female else -0.12
    line = base + (burns - base) * step(near_side, 0.78, 0.97)
    if look.hair == "short":
        line = line - 0.05 * step(near_side, 0.3, 0.75) * step(near_side, 0.95, 0.8) + 0.05 * jag
    elif look.hair == "side":
        swept = np.clip((x + 0.22) / 0.55, 0, 1)
        line = line + 0.14 * swept**0.8 * step(near_side, 1.0, 0.7) - 0.05 * step(x, -0.16, -0.26) + 0.04 * jag
    elif look.hair == "receding":
        line = line - 0.07 * bump(near_side - 0.5, near_side * 0, 0.2, 1.0) + 0.05 * jag
    elif look.hair == "quiff":
        line = line - 0.03 * step(near_side, 0.3, 0.7) * step(near_side, 0.95, 0.8) + 0.04 * jag
    else:
        line = line + 0.02 * jag
    return line.astype(np.float32)


def _strands(canvas: Canvas, look: Look) -> tuple[Plane, Plane]:
    """Fine and coarse texture that runs as the hair does."""
    x, y = canvas.x, canvas.y
    crown = {"side": -0.22, "long": -0.1, "bob": 0.13, "quiff": 0.0}.get(look.hair, 0.0)
    dx, dy = x - crown, y + (0.95 if look.hair in ("side", "bun", "pony") else 1.5)
    angle = np.arctan2(dx, np.abs(dy) + 0.12).astype(np.float32)
    reach = np.hypot(dx, dy)
    lower = step(y, -0.2, 0.2)
    across = angle * 1.0 * (1 - lower) + x * 1.6 * lower + 0.05 * np.sin(y * 6)
    fine = noise(across * 62 + 50, reach * 4.0 + 9)
    coarse = noise(across * 15 + 3, reach * 2.2 + 2)
    return fine, coarse


def _lay_hair(
    canvas: Canvas, look: Look, mask: Plane, shape: FaceShape, *, dark: float, round_at: float | None = None
) -> None:
    x, y = canvas.x, canvas.y
    fine, coarse = _strands(canvas, look)
    tone = (0.72 + 0.34 * fine + 0.24 * coarse) * dark
    base = np.asarray(rgb(look.hair_colour, 1.1), np.float32)
    bright = np.asarray(mixed(rgb(look.hair_colour, 1.7), (0.55, 0.5, 0.46), 0.22), np.float32)
    shine = np.exp(-(((y + 0.62 - 0.55 * x**2 + 0.08 * coarse) / 0.1) ** 2)) * (0.35 + 0.65 * fine) * 0.5 * dark
    colour = base * tone[..., None]
    colour += shine[..., None] * (bright - colour)
    if round_at is None:
        rho = (x / (shape.half + 0.16)) ** 2 + ((y + 0.1) / 1.0) ** 2
    else:
        rho = (x / 0.25) ** 2 + ((y - round_at) / 0.2) ** 2
    height = 0.36 * np.sqrt(np.clip(1.04 - rho, 0.03, None)) + 0.010 * fine + 0.02 * coarse
    canvas.lay(mask, colour.astype(np.float32), height.astype(np.float32), 0.22)


def _lay_curls(canvas: Canvas, look: Look, shape: FaceShape, reach: float, *, back: bool) -> None:
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    lobes = noise(x * 13 + 7, y * 13 + 3)
    wide, top = shape.half + reach, 0.88 + reach * 0.8
    centre = -0.1 if look.is_female else -0.2
    rho = np.sqrt((x / wide) ** 2 + ((y - centre) / (top + centre)) ** 2)
    outer = (1 - rho) * wide + 0.07 * (lobes - 0.45)
    if back:
        inside = np.minimum(outer, (0.5 if look.is_female else 0.0) + 0.1 * lobes - y)
    else:
        line = -0.47 + 0.12 * (lobes - 0.5) + (0.3 if look.is_female else 0.5) * step(ax / shape.half, 0.74, 1.0)
        inside = np.minimum(outer, line - y)
    mask = canvas.edge(inside.astype(np.float32), 3.0)
    if not back:
        canvas.shade(canvas.blurred(canvas.moved(mask, 0.015, 0.03), 0.03) * shape.mask * (1 - mask), 0.7)
    rings = noise(x * 24 + 3 * lobes, y * 24 + 5 * lobes)
    ropes = 0.5 + 0.5 * np.sin((noise(x * 11, y * 11) * 5 + rings * 2) * 5.0)
    tone = (0.55 + 0.4 * ropes + 0.5 * rings) * (0.62 if back else 1.0)
    colour = np.asarray(rgb(look.hair_colour, 1.15), np.float32) * tone[..., None]
    glow = np.asarray((0.3, 0.25, 0.22), np.float32) * (np.clip(ropes * rings - 0.42, 0, 1) * 0.55)[..., None]
    height = 0.3 * np.sqrt(np.clip(1.05 - rho**2, 0.03, None)) + 0.03 * rings + 0.012 * ropes
    canvas.lay(mask, (colour + (0 if back else 1) * glow).astype(np.float32), height.astype(np.float32), 0.15)


def _paint_fade(canvas: Canvas, look: Look, shape: FaceShape, mask: Plane) -> None:
    """Short sides: the skin shows through."""
    through = mask * step(np.abs(canvas.x) / shape.half, 0.72, 0.98) * step(canvas.y, -0.6, -0.2)
    grain = 0.6 + 0.6 * noise(canvas.x * 130, canvas.y * 130)
    canvas.lay(np.clip(through * 0.42 * grain, 0, 0.7).astype(np.float32), rgb(look.skin, 0.86))


def _paint_shaven(canvas: Canvas, look: Look, shape: FaceShape) -> None:
    """A bald head with its shine, and a shadow where hair would grow."""
    x, y = canvas.x, canvas.y
    sides = step(np.abs(x) / shape.half, 0.8, 0.98) * step(y, -0.05, -0.2) * step(y, -0.62, -0.4) * shape.mask
    grain = 0.5 + noise(x * 150, y * 150)
    canvas.lay(np.clip(sides * 0.34 * grain, 0, 0.6).astype(np.float32), rgb(look.hair_colour))
    shine = bump(x + 0.13, y + 0.5, 0.13, 0.075) * shape.mask
    canvas.lay((shine * 0.3).astype(np.float32), (1.0, 0.97, 0.93))
