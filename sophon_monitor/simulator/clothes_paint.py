"""Neck, shoulders and clothes, down to the hips; glasses and mask. Lengths in face units (see canvas)."""

from __future__ import annotations

import numpy as np

from sophon_monitor.simulator.canvas import Canvas, Plane, bump, mixed, noise, plane, rgb, step
from sophon_monitor.simulator.face_paint import EYE_X, EYE_Y, FaceShape
from sophon_monitor.simulator.looks import Look


def paint_body(canvas: Canvas, look: Look) -> None:
    """Neck, then clothes."""
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    slim = 0.88 if look.is_female else 1.0
    neck_wide = (0.2 if look.is_female else 0.245) + 0.17 * step(y, 0.66, 0.98) ** 2
    neck = canvas.edge(plane(np.minimum(np.minimum(neck_wide - ax, y - 0.3), 1.3 - y)))
    round_neck = 0.24 * np.sqrt(np.clip(1.02 - (x / neck_wide) ** 2, 0.02, None))
    cords = 0.02 * np.exp(-(((ax - 0.12 + 0.1 * (y - 0.6)) / 0.025) ** 2))
    canvas.lay(neck, rgb(look.skin, 0.95), (round_neck + cords).astype(np.float32), 0.15)
    _paint_legs_and_hands(canvas, look, slim)
    body = canvas.edge(_body_inside(y, ax, slim), 1.8)
    opening = _opening(look, canvas)
    cloth = body * (1 - canvas.edge(opening))
    height = _folds(canvas, slim)
    skin_low = body * canvas.edge(opening)
    canvas.lay(skin_low, rgb(look.skin, 0.97), (0.1 * y).astype(np.float32), 0.12)
    weave = 0.955 + 0.05 * noise(x * 60, y * 60) + 0.035 * noise(x * 5, y * 3)
    colour = np.asarray(rgb(look.cloth), np.float32) * weave[..., None]
    canvas.lay(cloth.astype(np.float32), colour.astype(np.float32), height, 0.06)
    near = canvas.blurred(canvas.moved(1 - cloth, 0, 0.0) * skin_low, 0.02)
    canvas.shade((near * 0.2).astype(np.float32), 0.8)
    _paint_cut(canvas, look, body.astype(np.float32), height)
    seam = np.exp(-(((ax - (_arm_x(y) - 0.16) * slim) / 0.022) ** 2)) * step(y, 1.2, 1.6) * body
    canvas.shade((seam * 0.5).astype(np.float32), 0.6)


def _folds(canvas: Canvas, slim: float) -> Plane:
    x, y = canvas.bx, canvas.by
    height = 0.42 * np.sqrt(np.clip(1.06 - (x / (1.0 * slim)) ** 2, 0.05, None)) + 0.2 * step(y, 0.62, 1.6)
    arm = np.abs(x) - _arm_x(y) * slim
    height = height + 0.16 * np.sqrt(np.clip(1.05 - (arm / 0.17) ** 2, 0.02, None)) * step(y, 1.0, 1.7)
    height = height + 0.028 * noise(x * 4 + y * 1.4, y * 2.4 - x) + 0.016 * noise(x * 9 - y * 3, y * 5)
    return plane(height)


def _arm_x(y: Plane) -> Plane:
    """Where the middle of an arm hangs."""
    return plane(0.72 + 0.1 * step(y, 1.0, 2.2) - 0.05 * step(y, 2.2, 3.0))


def _body_inside(y: Plane, ax: Plane, slim: float) -> Plane:
    """Signed distance into trunk and arms; the outline of the shoulders alone on a portrait."""
    wide = ax / (0.9 * slim)
    shoulder = 0.74 + 0.24 * wide**2 + 0.22 * np.clip(wide, 0, 1.3) ** 7
    trunk = (0.93 - 0.29 * step(y, 1.15, 1.75) + 0.07 * step(y, 2.3, 3.0)) * slim - ax
    arm = 0.165 - 0.045 * step(y, 1.6, 2.8) - np.abs(ax - _arm_x(y) * slim)
    trunk, arm = np.minimum(trunk, 2.92 - y), np.minimum(arm, 2.72 - y)
    return plane(np.minimum(y - shoulder, np.maximum(trunk, arm)))


def _paint_legs_and_hands(canvas: Canvas, look: Look, slim: float) -> None:
    """What is seen of them in a scene; portraits end above."""
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    if float(y.max()) < 2.4:
        return
    hand = np.hypot((ax - _arm_x(y) * slim + 0.02) / 0.085, (y - 2.82) / 0.17)
    canvas.lay(canvas.edge(plane((1 - hand) * 0.085)), rgb(look.skin, 0.92), plane(0.1 * (1 - hand)), 0.1)
    leg = np.minimum(y - 2.7, np.minimum(0.66 * slim - ax, ax - 0.02 - 0.03 * (y - 3.0)))
    dark = mixed(rgb(look.cloth, 0.45), (0.13, 0.14, 0.17), 0.75)
    height = 0.3 * np.sqrt(np.clip(1.04 - ((ax - 0.33 * slim) / 0.34) ** 2, 0.03, None)) + 0.03 * noise(x * 5, y * 3)
    canvas.lay(canvas.edge(plane(leg)), dark, plane(height), 0.05)


def _opening(look: Look, canvas: Canvas) -> Plane:
    """Signed distance into the neck opening, positive where skin shows."""
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    if look.clothes in ("crew", "vest"):
        rho = np.hypot(x / 0.3, (y - 0.74) / 0.125)
        return plane((1 - rho) * 0.15)
    if look.clothes == "blouse":
        return plane(np.minimum(0.3 - 0.65 * (y - 0.7) - ax, 1.14 - y))
    if look.clothes == "hoodie":
        rho = np.hypot(x / 0.3, (y - 0.76) / 0.14)
        return plane((1 - rho) * 0.15)
    return plane(np.minimum(0.3 - 0.95 * (y - 0.68) - ax, 0.98 - y))


def _paint_cut(canvas: Canvas, look: Look, body: Plane, height: Plane) -> None:
    if look.clothes == "suit":
        _paint_suit(canvas, look, body, height)
    elif look.clothes in ("shirt", "polo", "blouse"):
        _paint_collar(canvas, look, body)
    elif look.clothes == "hoodie":
        _paint_hood(canvas, look, body)
    elif look.clothes == "vest":
        _paint_vest(canvas, look, body, height)
    if look.clothes in ("crew", "vest"):
        rho = np.hypot(canvas.bx / 0.3, (canvas.by - 0.74) / 0.125)
        rib = np.exp(-(((rho - 1.12) / 0.1) ** 2)) * body
        canvas.shade((rib * 0.35).astype(np.float32), 0.72)


def _paint_suit(canvas: Canvas, look: Look, body: Plane, height: Plane) -> None:
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    shirt = canvas.edge(np.minimum(0.4 - 0.42 * (y - 0.72) - ax, y - 0.7).astype(np.float32)) * body
    hole = canvas.edge(np.minimum(0.21 - 1.1 * (y - 0.72) - ax, 0.94 - y).astype(np.float32))
    canvas.lay(shirt * (1 - hole), rgb(look.cloth_under), (height * 0.6).astype(np.float32), 0.05)
    collar = np.abs(ax - (0.24 - 0.55 * (y - 0.76))) - 0.006
    canvas.shade((canvas.edge(-collar) * step(y, 1.05, 0.98) * shirt * 0.35).astype(np.float32), 0.6)
    if look.tie != look.cloth_under:
        knot = 0.062 - 0.16 * np.clip(y - 0.9, 0, 0.09)
        wide = np.where(y < 0.99, knot, 0.047 + 0.055 * (y - 0.99))
        tie = (
            canvas.edge(np.minimum(np.minimum(wide - ax, 0.39 - 0.42 * (y - 0.72) - ax), y - 0.885).astype(np.float32))
            * body
        )
        stripes = 0.86 + 0.28 * step(np.sin((x + y) * 60), 0.2, 0.5)
        colour = np.asarray(rgb(look.tie), np.float32) * stripes[..., None]
        canvas.lay(
            tie, colour.astype(np.float32), (0.3 * np.sqrt(np.clip(0.012 - x**2, 0.001, None))).astype(np.float32), 0.2
        )
        canvas.shade((np.exp(-(((y - 0.985) / 0.008) ** 2)) * tie * 0.6).astype(np.float32), 0.5)
    border = np.abs(0.4 - 0.42 * (y - 0.72) - ax)
    canvas.shade((np.exp(-((border / 0.02) ** 2)) * body * step(y, 0.72, 0.8) * 0.6).astype(np.float32), 0.55)
    lapel = np.abs(0.62 - 0.5 * (y - 0.72) - ax)
    canvas.shade((np.exp(-((lapel / 0.008) ** 2)) * body * step(y, 1.0, 1.06) * 0.55).astype(np.float32), 0.5)
    closed = np.exp(-(((x - 0.01) / 0.008) ** 2)) * step(y, 1.64, 1.7) * body
    canvas.shade((closed * 0.6).astype(np.float32), 0.5)
    for level in (1.8, 2.15):
        canvas.lay(canvas.edge(plane(0.028 - np.hypot(x - 0.05, y - level))) * body, rgb(look.cloth, 0.5), gloss=0.4)
    notch = np.abs((y - 1.02) - 0.35 * (ax - 0.42))
    cut = np.exp(-((notch / 0.008) ** 2)) * step(ax, 0.36, 0.4) * step(ax, 0.52, 0.47) * body
    canvas.shade((cut * 0.6).astype(np.float32), 0.45)


def _paint_collar(canvas: Canvas, look: Look, body: Plane) -> None:
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    deep = 0.0 if look.clothes != "blouse" else 0.16
    corners = ((0.19, 0.66), (0.3, 0.72), (0.345, 0.83), (0.19, 1.06 + deep), (0.015, 0.975 + deep))
    mask = canvas.polygon(ax, y, corners) * step(y, 0.6, 0.66)
    light = mixed(rgb(look.cloth), (1, 1, 1), 0.2 if look.clothes != "polo" else 0.08)
    shadow = canvas.blurred(canvas.moved(mask, 0.01, 0.035), 0.018) * body
    canvas.shade((shadow * (1 - mask) * 0.6).astype(np.float32), 0.62)
    canvas.lay(
        mask, light, (0.3 * np.sqrt(np.clip(1 - (ax / 0.7) ** 2, 0.02, None)) + 0.06 * y).astype(np.float32), 0.06
    )
    if look.clothes == "blouse":
        return
    placket = np.exp(-(((ax - 0.045) / 0.006) ** 2)) * step(y, 0.98, 1.03) * body
    if look.clothes == "polo":
        placket = placket * step(y, 1.3, 1.28)
    canvas.shade((placket * 0.5).astype(np.float32), 0.65)
    for level in (1.08, 1.22) if look.clothes == "polo" else (1.08, 1.32, 1.56, 1.8, 2.04):
        button = np.hypot(x, y - level)
        canvas.lay(canvas.edge(0.017 - button) * body, (0.93, 0.92, 0.9), gloss=0.3)


def _paint_hood(canvas: Canvas, look: Look, body: Plane) -> None:
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    rho = np.hypot(x / 0.47, (y - 0.8) / 0.25)
    inner = np.hypot(x / 0.3, (y - 0.74) / 0.15)
    ring = canvas.edge((np.minimum((1 - rho) * 0.3, (inner - 1) * 0.2)).astype(np.float32), 2.0) * step(y, 0.52, 0.6)
    band = 0.16 * np.sqrt(np.clip(1 - ((rho - 0.82) / 0.26) ** 2, 0.02, None))
    canvas.shade(canvas.blurred(canvas.moved(ring, 0, 0.05), 0.03) * body, 0.7)
    canvas.lay(ring, rgb(look.cloth, 1.06), band.astype(np.float32), 0.05)
    for side in (-1, 1):
        cord = np.abs(x * side - 0.13 - 0.02 * np.sin(y * 6))
        mask = canvas.edge((0.013 - cord).astype(np.float32)) * step(y, 0.9, 0.93) * step(y, 1.34, 1.32)
        canvas.lay(mask.astype(np.float32), rgb(look.cloth_under))
    del ax


def _paint_vest(canvas: Canvas, look: Look, body: Plane, height: Plane) -> None:
    x, y, ax = canvas.bx, canvas.by, np.abs(canvas.bx)
    under = np.minimum(0.34 - 0.3 * (y - 0.75) - ax, y) + 0 * x
    sleeves = canvas.edge(np.maximum(under, ax - 0.7).astype(np.float32)) * body
    rho = np.hypot(x / 0.3, (y - 0.74) / 0.125)
    canvas.lay(sleeves * canvas.edge(((rho - 1) * 0.15).astype(np.float32)), rgb(look.cloth_under), height, 0.05)
    for stripe in (np.abs(ax - 0.52 + 0.02 * y) - 0.045, np.abs(y - 1.5) - 0.06):
        band = canvas.edge((-stripe).astype(np.float32)) * body * (1 - sleeves)
        canvas.lay(band, (0.86, 0.88, 0.86), height, 0.6)


def paint_glasses(canvas: Canvas, look: Look) -> None:
    """Frame, lenses with a reflex, and the shadow that they throw."""
    if look.glasses == "none":
        return
    canvas = canvas.part(-0.75, -0.4, 0.75, 0.4)
    shape = FaceShape(canvas, look)
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    u, v = ax - (EYE_X * look.eye_gap + 0.006), y - EYE_Y - 0.012
    wide, high, power, thick = {
        "thin": (0.142, 0.098, 3.2, 0.0095),
        "thick": (0.148, 0.1, 4.0, 0.021),
        "round": (0.132, 0.126, 2.0, 0.0125),
        "half": (0.145, 0.088, 3.6, 0.012),
    }[look.glasses]
    rho = (np.abs(u / wide) ** power + np.abs(v / high) ** power) ** (1 / power)
    far = (rho - 1) * min(wide, high)
    rim = thick - np.abs(far)
    if look.glasses == "half":
        rim = np.where(v > 0.01, thick * 0.3 - np.abs(far), rim)
    bridge = np.minimum(
        0.009 + thick * 0.3 - np.abs(v + 0.03 - 0.4 * x**2 * 8), EYE_X * look.eye_gap - wide + 0.02 - ax
    )
    temple = np.minimum(
        0.010 + thick * 0.2 - np.abs(v + 0.036), np.minimum(ax - EYE_X * look.eye_gap - wide, shape.half + 0.03 - ax)
    )
    frame = canvas.edge(np.maximum(np.maximum(rim, bridge), temple).astype(np.float32), 1.2)
    lens = canvas.edge((-far).astype(np.float32))
    shadow = canvas.blurred(canvas.moved(frame, 0.012, 0.03), 0.012)
    canvas.shade((shadow * shape.mask * 0.55).astype(np.float32), 0.55)
    canvas.lay(lens * 0.07, (0.75, 0.85, 0.95), gloss=0.25)
    glare = lens * step(np.abs(u * np.sign(x) + 0.9 * v + 0.05), 0.035, 0.02)
    canvas.lay((glare * 0.13).astype(np.float32), (1, 1, 1))
    canvas.lay(frame, rgb(look.glasses_colour), (0.5 * canvas.blurred(frame, 0.006) * 0.06).astype(np.float32), 0.9)


def paint_mask(canvas: Canvas, shape: FaceShape) -> None:
    """A surgical mask over nose and mouth."""
    x, y, ax = canvas.x, canvas.y, np.abs(canvas.x)
    top = 0.09 + 0.10 * (ax / shape.half) ** 1.3 - 0.02 * bump(x, y * 0, 0.08, 1.0)
    bottom = shape.chin - 0.015 - 0.25 * (ax / shape.half) ** 2
    inside = np.minimum(np.minimum(y - top, bottom - y), shape.half * 0.96 - ax)
    mask = canvas.edge(inside.astype(np.float32), 2.0)
    canvas.shade(canvas.blurred(canvas.moved(mask, 0, 0.02), 0.02) * shape.mask, 0.75)
    pleats = np.sin((y - 0.1 - 0.1 * ax) * 75) * step(y, 0.2, 0.26) * step(y, 0.54, 0.48)
    height = 0.32 * np.sqrt(np.clip(1.03 - (x / (shape.half * 1.05)) ** 2, 0.03, None)) + 0.09 * bump(
        x, y - 0.22, 0.12, 0.16
    )
    cloth = np.asarray((0.62, 0.78, 0.86), np.float32) * (0.96 + 0.05 * noise(x * 70, y * 70))[..., None]
    canvas.lay(mask, cloth.astype(np.float32), (height + 0.004 * pleats).astype(np.float32), 0.05)
    for slant in (0.05, 0.42):
        string = np.abs(y - 0.12 - slant + (ax - shape.half * 0.9) * (0.5 if slant < 0.2 else -1.6)) - 0.006
        tie = canvas.edge((-string).astype(np.float32)) * step(ax, shape.half * 0.86, shape.half * 0.92)
        canvas.lay((tie * step(ax, shape.half * 1.06, shape.half * 1.0)).astype(np.float32), (0.9, 0.93, 0.95))
