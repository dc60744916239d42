"""A picture as surfaces: colour, slope and gloss per pixel, painted in layers and lit at the end. Knows no faces.

All lengths are in face units: a face is about 0.9 wide, x to the right, y down, (0, 0) between the eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Plane = npt.NDArray[Any]  # float32, height x width or height x width x bands
Colour = tuple[float, float, float] | Plane

_TABLE = np.random.default_rng(7).random((128, 128)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Pose:
    """How a head is held: sideways turn and nod (about -0.3 to 0.3), roll in radians."""

    turn: float = 0.0
    nod: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Light:
    """One lamp and what comes from everywhere; colours about 1.0."""

    direction: tuple[float, float, float] = (-0.42, -0.48, 0.77)
    key: tuple[float, float, float] = (0.66, 0.655, 0.645)
    ambient: tuple[float, float, float] = (0.55, 0.555, 0.565)
    gloss: float = 1.0


class Canvas:
    """Where layers are laid. Its `x` and `y` are planes of coordinates of the head, already turned and nodded.

    Attributes:
        unit: Pixels of one face unit.
        bx, by: Coordinates of the body, which does not turn.
    """

    def __init__(self, size: tuple[int, int], unit: float, centre: tuple[float, float], pose: Pose) -> None:
        """`size` is width and height in pixels; `centre` is where (0, 0) lies, pixels."""
        width, height = size
        xs = ((np.arange(width, dtype=np.float32) + 0.5) - centre[0]) / unit
        ys = ((np.arange(height, dtype=np.float32) + 0.5) - centre[1]) / unit
        self.unit = unit
        self.bx, self.by = (plane.astype(np.float32) for plane in np.meshgrid(xs, ys))
        self.x, self.y = _turned(self.bx, self.by, pose)
        self.shape = self.bx.shape
        self.colour: Plane = np.zeros((*self.shape, 3), np.float32)
        self.slope: Plane = np.zeros((*self.shape, 2), np.float32)
        self.gloss: Plane = np.zeros(self.shape, np.float32)
        self.alpha: Plane = np.zeros(self.shape, np.float32)

    def part(self, left: float, top: float, right: float, bottom: float) -> Canvas:
        """A window on this canvas, in coordinates of the body; what is laid there is laid here."""
        rows = np.flatnonzero((self.by[:, 0] >= top) & (self.by[:, 0] <= bottom))
        columns = np.flatnonzero((self.bx[0] >= left) & (self.bx[0] <= right))
        if len(rows) < 2 or len(columns) < 2:
            return self
        window = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        piece = object.__new__(Canvas)
        piece.unit = self.unit
        piece.bx, piece.by, piece.x, piece.y = (plane[window] for plane in (self.bx, self.by, self.x, self.y))
        piece.shape = piece.bx.shape
        piece.colour, piece.slope = self.colour[window], self.slope[window]
        piece.gloss, piece.alpha = self.gloss[window], self.alpha[window]
        return piece

    def edge(self, inside: Plane, softness: float = 1.4) -> Plane:
        """A mask with smooth edges from a signed distance (positive inside, face units); softness in pixels."""
        return np.clip(inside * (self.unit / softness) + 0.5, 0, 1).astype(np.float32)

    def lay(self, mask: Plane, colour: Colour, height: Plane | None = None, gloss: float = 0.0) -> None:
        """Cover what is below with a surface; without `height` it keeps the slope of what is below."""
        part = mask[..., None]
        self.colour += part * (np.asarray(colour, np.float32) - self.colour)
        if height is not None:
            self.slope += part * (self.slope_of(height) - self.slope)
        self.gloss += mask * (np.float32(gloss) - self.gloss)
        np.maximum(self.alpha, mask, out=self.alpha)

    def shade(self, mask: Plane, factor: float) -> None:
        """Darken (or lighten) what is there: where the mask is 1, multiply by `factor`."""
        self.colour *= (1 + mask * (factor - 1))[..., None]

    def slope_of(self, height: Plane) -> Plane:
        """Slopes along x and y of a height in face units."""
        dy, dx = np.gradient(height, 1 / self.unit)
        return plane(np.clip(np.stack([dx, dy], axis=-1), -2.6, 2.6))

    def polygon(self, x: Plane, y: Plane, corners: Sequence[tuple[float, float]]) -> Plane:
        """The inside of a convex polygon, corners clockwise as seen."""
        inside = np.full(self.shape, 9.0, np.float32)
        for (x1, y1), (x2, y2) in pairwise([*corners, corners[0]]):
            length = np.hypot(x2 - x1, y2 - y1)
            inside = np.minimum(inside, ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length)
        return self.edge(inside.astype(np.float32))

    def blurred(self, mask: Plane, radius: float) -> Plane:
        """The mask, blurred; radius in face units."""
        picture = Image.fromarray((np.clip(mask, 0, 1) * 255).astype(np.uint8))
        soft = picture.filter(ImageFilter.GaussianBlur(radius * self.unit))
        return np.asarray(soft, np.float32) / np.float32(255)

    def moved(self, mask: Plane, dx: float, dy: float) -> Plane:
        """The mask, shifted by face units."""
        return np.roll(mask, (round(dy * self.unit), round(dx * self.unit)), axis=(0, 1))

    def lit(self, light: Light) -> Plane:
        """The picture under a lamp: colours 0 to 1 and alpha, height x width x 4."""
        lx, ly, lz = light.direction
        length = np.sqrt(1 + (self.slope**2).sum(axis=-1))
        nx, ny, nz = -self.slope[..., 0] / length, -self.slope[..., 1] / length, 1 / length
        facing = nx * lx + ny * ly + nz * lz
        wrapped = np.clip((facing + 0.4) / 1.4, 0, 1) ** 1.15
        sky = 0.82 - 0.18 * ny
        shine = np.clip(nx * lx * 0.55 + ny * ly * 0.55 + nz * (lz + 1) * 0.55, 0, 1) ** 26 * self.gloss * light.gloss
        result = np.empty((*self.shape, 4), np.float32)
        for band in range(3):
            warm = wrapped ** (1.0, 1.07, 1.12)[band]  # skin lets red through, so its shadows are warm
            shade = warm * light.key[band] + sky * light.ambient[band]
            result[..., band] = np.clip(self.colour[..., band] * shade + shine * 0.22, 0, 1)
        result[..., 3] = self.alpha
        return result


def _turned(bx: Plane, by: Plane, pose: Pose) -> tuple[Plane, Plane]:
    """Coordinates on the head for coordinates on the picture: the nearer to us, the further it moves."""
    upper = np.clip((1.0 - by) / 0.5, 0, 1)
    angle = pose.roll * upper
    cos, sin = np.cos(angle), np.sin(angle)
    py = by - 0.55
    x, y = bx * cos + py * sin, -bx * sin + py * cos + 0.55
    depth = np.sqrt(np.clip(1.02 - (x / 0.66) ** 2 - ((y + 0.1) / 0.95) ** 2, 0, 1)) * upper
    return (x - 0.5 * pose.turn * depth).astype(np.float32), (y - 0.4 * pose.nod * depth).astype(np.float32)


def plane(value: Any) -> Plane:
    """Any array as float32."""
    result: Plane = np.asarray(value, np.float32)
    return result


def noise(u: Plane, v: Plane) -> Plane:
    """Smooth noise, 0 to 1, about one wave a unit of u and v."""
    fu, fv = np.floor(u), np.floor(v)
    iu, iv = fu.astype(np.int32) & 127, fv.astype(np.int32) & 127
    du, dv = u - fu, v - fv
    du, dv = du * du * (3 - 2 * du), dv * dv * (3 - 2 * dv)
    ju, jv = (iu + 1) & 127, (iv + 1) & 127
    top = _TABLE[iv, iu] * (1 - du) + _TABLE[iv, ju] * du
    low = _TABLE[jv, iu] * (1 - du) + _TABLE[jv, ju] * du
    return plane(top * (1 - dv) + low * dv)


def bump(x: Plane, y: Plane, wide: float, high: float) -> Plane:
    """A soft hill of height 1 at (0, 0)."""
    return plane(np.exp(-((x / wide) ** 2) - (y / high) ** 2))


def step(value: Plane, low: float, high: float) -> Plane:
    """0 below `low`, 1 above `high`, smooth between; the other way round if low > high."""
    part = np.clip((value - low) / (high - low), 0, 1)
    return (part * part * (3 - 2 * part)).astype(np.float32)


def rgb(colour: tuple[int, int, int], factor: float = 1.0) -> tuple[float, float, float]:
    """A colour of 0-255 as 0-1, times a factor."""
    red, green, blue = (min(1.0, part / 255 * factor) for part in colour)
    return red, green, blue


def mixed(
    one: tuple[float, float, float], other: tuple[float, float, float], part: float
) -> tuple[float, float, float]:
    """`part` of the other colour in the first."""
    red, green, blue = (a + (b - a) * part for a, b in zip(one, other, strict=True))
    return red, green, blue
