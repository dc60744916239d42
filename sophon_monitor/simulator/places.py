"""Where the cameras hang: entrances without people, 1920 x 1080, drawn once each."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sophon_monitor.simulator.canvas import Light, plane

SCENE_PX = (1920, 1080)
Rgb = tuple[int, int, int]
Draw = ImageDraw.ImageDraw


@dataclass(frozen=True, slots=True)
class Place:
    """One camera's view.

    Attributes:
        light: What falls on faces here.
        tint: Colour of the whole picture.
        stand: Where faces appear, x from and to, y, pixels.
        unit: Pixels of one face unit there (a face is about 0.9 wide).
        front: Draws what stands before the people; None: nothing.
    """

    name: str
    light: Light
    tint: tuple[float, float, float]
    stand: tuple[int, int, int]
    unit: float
    wall: Rgb
    floor: Rgb
    draw: Callable[[Draw, random.Random], None]
    front: Callable[[Draw], None] | None = None


def _quad(draw: Draw, corners: tuple[tuple[float, float], ...], colour: Rgb) -> None:
    draw.polygon([(x, y) for x, y in corners], fill=colour)


def _room(draw: Draw, wall: Rgb, floor: Rgb) -> None:
    """Walls, ceiling and a tiled floor, seen from above head height."""
    darker = tuple(int(part * 0.82) for part in wall)
    lighter = tuple(min(255, int(part * 1.1)) for part in wall)
    _quad(draw, ((0, 0), (1920, 0), (1440, 150), (480, 150)), (lighter[0], lighter[1], lighter[2]))
    _quad(draw, ((0, 0), (480, 150), (480, 640), (0, 960)), (darker[0], darker[1], darker[2]))
    _quad(draw, ((1920, 0), (1440, 150), (1440, 640), (1920, 960)), (darker[0], darker[1], darker[2]))
    draw.rectangle((480, 150, 1440, 640), fill=wall)
    _quad(draw, ((480, 640), (1440, 640), (1920, 960), (1920, 1080), (0, 1080), (0, 960)), floor)
    line = (int(floor[0] * 0.86), int(floor[1] * 0.86), int(floor[2] * 0.86))
    for step in range(-14, 15):
        draw.line((960 + step * 69, 640, 960 + step * 250, 1080), fill=line, width=2)
    y, gap = 640.0, 14.0
    while y < 1080:
        draw.line((0, y, 1920, y), fill=line, width=2)
        y, gap = y + gap, gap * 1.32
    for x in (640, 900, 1160):
        _quad(draw, ((x, 60), (x + 130, 60), (x + 120, 96), (x + 14, 96)), (252, 252, 246))
    draw.line((480, 640, 1440, 640), fill=(line[0] - 20, line[1] - 20, line[2] - 20), width=6)


def _window(draw: Draw, box: tuple[int, int, int, int], sky: Rgb) -> None:
    left, top, right, bottom = box
    for row in range(top, bottom, 2):
        part = (row - top) / max(1, bottom - top)
        tone = tuple(int(channel * (1.06 - 0.22 * part)) for channel in sky)
        draw.rectangle((left, row, right, row + 2), fill=(min(tone[0], 255), min(tone[1], 255), min(tone[2], 255)))
    middle = top + (bottom - top) * 2 // 3
    for x in range(left + 10, right - 74, 46):  # trees outside
        draw.ellipse((x, middle - 40, x + 70, middle + 50), fill=(sky[0] - 92, sky[1] - 62, sky[2] - 104))
    frame = (74, 80, 86)
    draw.rectangle(box, outline=frame, width=8)
    for part in (1, 2):
        x = left + (right - left) * part // 3
        draw.line((x, top, x, bottom), fill=frame, width=6)


def _plant(draw: Draw, x: int, y: int, size: int, dice: random.Random) -> None:
    for _ in range(46):
        angle, reach = dice.uniform(-1.2, 1.2), dice.uniform(0.5, 1.0) * size
        tip = (x + reach * np.sin(angle), y - reach * np.cos(angle))
        green = (38 + dice.randrange(40), 88 + dice.randrange(50), 48 + dice.randrange(26))
        side = size * 0.05
        draw.polygon([(x - side, y), tip, (x + side, y)], fill=green)
    pot = [
        (x - size * 0.26, y),
        (x + size * 0.26, y),
        (x + size * 0.2, y + size * 0.42),
        (x - size * 0.2, y + size * 0.42),
    ]
    draw.polygon(pot, fill=(206, 200, 190))


def _gate(draw: Draw, dice: random.Random) -> None:
    _window(draw, (540, 210, 880, 600), (206, 224, 238))
    _window(draw, (1040, 210, 1380, 600), (206, 224, 238))
    draw.rectangle((880, 190, 1040, 640), fill=(60, 66, 72))
    draw.rectangle((894, 206, 1026, 640), fill=(150, 176, 190))
    draw.rectangle((900, 206, 912, 640), fill=(196, 214, 222))
    _plant(draw, 500, 640, 130, dice)
    _plant(draw, 1420, 640, 130, dice)


def _gate_front(draw: Draw) -> None:
    for x in (300, 1400):
        _quad(draw, ((x, 800), (x + 190, 800), (x + 214, 1080), (x - 24, 1080)), (176, 182, 188))
        _quad(draw, ((x, 800), (x + 190, 800), (x + 170, 764), (x + 20, 764)), (222, 226, 230))
        draw.rectangle((x + 60, 776, x + 130, 788), fill=(58, 190, 110))
        draw.rectangle((x + 20, 850, x + 170, 862), fill=(120, 126, 132))
    for x, end in ((514, 860), (1376, 1040)):
        corners = [(x, 860), (end, 872), (end, 1010), (x, 1000)]
        draw.polygon(corners, fill=(206, 228, 236, 120), outline=(236, 246, 250, 220), width=4)


def _lobby(draw: Draw, dice: random.Random) -> None:
    _window(draw, (500, 180, 800, 560), (222, 232, 240))
    draw.rectangle((880, 200, 1420, 470), fill=(118, 92, 68))
    for x in range(880, 1420, 27):
        draw.line((x, 200, x, 470), fill=(96, 74, 54), width=3)
    draw.rectangle((1010, 280, 1290, 350), fill=(228, 222, 208))
    _quad(draw, ((860, 520), (1470, 520), (1540, 690), (820, 690)), (226, 224, 220))
    _quad(draw, ((840, 500), (1490, 500), (1500, 530), (830, 530)), (92, 74, 58))
    draw.rectangle((1180, 440, 1280, 502), fill=(36, 40, 46))
    _plant(draw, 560, 690, 170, dice)
    _quad(draw, ((120, 330), (370, 360), (370, 560), (120, 620)), (240, 236, 226))
    _quad(draw, ((140, 356), (352, 380), (352, 542), (140, 592)), (92, 128, 150))
    _quad(draw, ((140, 500), (352, 480), (352, 542), (140, 592)), (70, 108, 92))
    _quad(draw, ((1600, 360), (1780, 336), (1780, 640), (1600, 580)), (206, 196, 178))


def _side_door(draw: Draw, dice: random.Random) -> None:
    for row, y in enumerate(range(150, 640, 26)):
        for x in range(480 - (row % 2) * 30, 1440, 60):
            tone = dice.randrange(-9, 10)
            box = (max(480, x), y, min(1440, x + 57), y + 23)
            if box[2] > box[0]:
                draw.rectangle(box, fill=(150 + tone, 108 + tone, 88 + tone))
    draw.rectangle((820, 200, 1110, 640), fill=(74, 84, 82))
    draw.rectangle((840, 220, 1090, 640), fill=(52, 96, 92))
    draw.rectangle((890, 270, 1040, 430), fill=(156, 182, 190))
    draw.rectangle((1058, 430, 1078, 500), fill=(200, 200, 196))
    draw.rectangle((1180, 380, 1240, 490), fill=(38, 42, 48))
    draw.rectangle((1190, 392, 1230, 440), fill=(96, 150, 190))
    draw.rectangle((900, 165, 1030, 192), fill=(40, 140, 84))
    draw.rectangle((560, 470, 700, 640), fill=(98, 102, 106))


def _stairs(draw: Draw, dice: random.Random) -> None:
    del dice
    for step in range(11):
        y, inset = 640 - step * 34, step * 16
        tone = 176 - step * 5
        draw.rectangle((900 + inset, y - 34, 1430 - inset // 2, y), fill=(tone - 26, tone - 26, tone - 24))
        draw.rectangle((900 + inset, y - 38, 1430 - inset // 2, y - 28), fill=(tone, tone, tone))
    draw.line((880, 560, 1060, 190), fill=(58, 62, 68), width=12)
    for step in range(9):
        x, y = 884 + step * 20, 552 - step * 41
        draw.line((x, y, x, y + 100), fill=(74, 78, 84), width=5)
    _window(draw, (540, 200, 800, 420), (212, 222, 230))
    draw.rectangle((600, 470, 690, 560), fill=(178, 40, 40))
    draw.rectangle((612, 482, 678, 548), fill=(226, 226, 220))


def _stock(draw: Draw, dice: random.Random) -> None:
    for x in range(500, 1420, 230):
        draw.rectangle((x, 190, x + 210, 640), fill=(70, 76, 84))
        for y in range(200, 620, 105):
            draw.rectangle((x + 6, y, x + 204, y + 94), fill=(46, 50, 56))
            left = x + 10
            while left < x + 170:
                wide, high = dice.randrange(36, 74), dice.randrange(44, 84)
                shade = dice.randrange(-22, 22)
                box = (left, y + 92 - high, min(left + wide, x + 202), y + 92)
                draw.rectangle(box, fill=(172 + shade, 132 + shade, 88 + shade))
                draw.line((left + wide // 2, y + 92 - high, left + wide // 2, y + 92), fill=(206, 178, 130), width=4)
                left += wide + 4
        draw.rectangle((x, 294, x + 210, 302), fill=(226, 122, 38))
        draw.rectangle((x, 504, x + 210, 512), fill=(226, 122, 38))
    _quad(draw, ((620, 1080), (700, 1080), (860, 640), (838, 640)), (226, 196, 62))


def _garage(draw: Draw, dice: random.Random) -> None:
    del dice
    draw.rectangle((560, 230, 1360, 640), fill=(58, 64, 72))
    for y in range(240, 560, 28):
        draw.line((560, y, 1360, y), fill=(84, 90, 98), width=4)
    draw.rectangle((560, 500, 1360, 640), fill=(150, 168, 176))
    for x in (500, 1370):
        draw.rectangle((x, 190, x + 60, 700), fill=(196, 196, 190))
        for y in range(500, 700, 50):
            _quad(draw, ((x, y), (x + 60, y - 25), (x + 60, y), (x, y + 25)), (230, 190, 40))
    draw.rectangle((1240, 560, 1300, 760), fill=(214, 120, 40))
    draw.line((1260, 580, 640, 610), fill=(230, 230, 226), width=16)
    for x in range(660, 1240, 110):
        draw.line((x, 609 - (x - 640) // 22, x + 50, 606 - (x - 640) // 22), fill=(200, 50, 44), width=16)


_DAY = Light(direction=(-0.62, -0.35, 0.70), key=(0.62, 0.62, 0.61), ambient=(0.44, 0.46, 0.5), gloss=0.8)
_WARM = Light(direction=(0.45, -0.62, 0.64), key=(0.66, 0.6, 0.52), ambient=(0.44, 0.42, 0.4), gloss=0.9)
_DIM = Light(direction=(0.1, -0.86, 0.5), key=(0.56, 0.54, 0.5), ambient=(0.36, 0.38, 0.4), gloss=0.7)
_COLD = Light(direction=(-0.2, -0.8, 0.56), key=(0.55, 0.59, 0.6), ambient=(0.38, 0.41, 0.43), gloss=0.8)
_SUN = Light(direction=(0.74, -0.3, 0.6), key=(0.84, 0.79, 0.7), ambient=(0.36, 0.38, 0.42), gloss=1.1)

PLACES: tuple[Place, ...] = (
    Place(
        "GATE 1", _DAY, (0.97, 1.0, 1.03), (820, 1120, 360), 186, (176, 182, 186), (150, 152, 154), _gate, _gate_front
    ),
    Place("LOBBY", _WARM, (1.04, 1.0, 0.94), (560, 1180, 370), 172, (206, 200, 190), (172, 160, 146), _lobby),
    Place("SIDE DOOR", _SUN, (1.03, 1.0, 0.96), (700, 1240, 350), 200, (150, 108, 88), (132, 130, 126), _side_door),
    Place("STAIR B", _DIM, (0.98, 1.0, 0.98), (600, 1200, 390), 164, (186, 188, 182), (138, 140, 138), _stairs),
    Place("SNAP-01", _COLD, (0.96, 1.01, 1.02), (640, 1260, 350), 190, (140, 146, 152), (122, 124, 122), _stock),
    Place("GARAGE", _DIM, (0.99, 1.01, 0.97), (640, 1240, 370), 178, (128, 132, 134), (104, 106, 108), _garage),
)


def place_of(ordinal: int) -> Place:
    """The view of the camera with that number."""
    return PLACES[ordinal % len(PLACES)]


@functools.cache
def ground_of(ordinal: int) -> Image.Image:
    """The place without people, 1920 x 1080. Do not paint on it: it is kept."""
    place = place_of(ordinal)
    picture = Image.new("RGB", SCENE_PX, place.wall)
    draw = ImageDraw.Draw(picture)
    dice = random.Random(place.name)
    _room(draw, place.wall, place.floor)
    place.draw(draw, dice)
    return _weathered(picture, place, dice)


def _weathered(picture: Image.Image, place: Place, dice: random.Random) -> Image.Image:
    """The drawing as a lens sees it: soft, reflecting floor, light that falls off, grain of real walls."""
    width, height = SCENE_PX
    mirrored = picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM).filter(ImageFilter.GaussianBlur(16))
    wet = Image.new("RGB", SCENE_PX)
    wet.paste(mirrored, (0, 2 * 640 - height))  # what is above the edge of the floor shows below it
    ys = np.arange(height, dtype=np.float32)[:, None]
    xs = np.arange(width, dtype=np.float32)[None, :]
    part = np.clip((ys - 640) / 80, 0, 1) * np.clip(1.25 - (ys - 640) / 440, 0, 1) * 0.26
    shine = Image.fromarray(np.broadcast_to(plane(part * 255).astype(np.uint8), (height, width)).copy())
    soft = Image.composite(wet, picture.filter(ImageFilter.GaussianBlur(1.6)), shine)
    light = 1.06 - 0.42 * (((xs - 960) / 1300) ** 2 + ((ys - 480) / 820) ** 2)
    coarse = np.random.default_rng(dice.getrandbits(32)).random((17, 30), dtype=np.float32)
    blotches = Image.fromarray((coarse * 255).astype(np.uint8)).resize(SCENE_PX, Image.Resampling.BICUBIC)
    light *= 0.985 + np.asarray(blotches, np.float32) * np.float32(0.03 / 255)
    lamp = np.exp(-(((xs - 960) / 620) ** 2)) * np.exp(-(((ys - 130) / 260) ** 2)) * np.float32(0.12 * 255)
    bands = []
    for band, tint in zip(soft.split(), place.tint, strict=True):
        lit = (np.asarray(band, np.float32) * light + lamp) * np.float32(tint)
        bands.append(Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)))
    return Image.merge("RGB", bands)


@functools.cache
def front_of(ordinal: int) -> Image.Image | None:
    """What stands before the people, with alpha; None where nothing does."""
    place = place_of(ordinal)
    if place.front is None:
        return None
    picture = Image.new("RGBA", SCENE_PX, (0, 0, 0, 0))
    place.front(ImageDraw.Draw(picture))
    alpha = picture.getchannel("A").point(lambda value: value * 235 // 255).filter(ImageFilter.GaussianBlur(1.4))
    soft = picture.filter(ImageFilter.GaussianBlur(1.4))
    soft.putalpha(alpha)
    return soft


def stamp(picture: Image.Image, ordinal: int) -> None:
    """The camera's name in the corner, as cameras write it."""
    words = f"{place_of(ordinal).name}  1080P  25FPS"
    font = ImageFont.load_default(30)
    draw = ImageDraw.Draw(picture)
    draw.text((36, 1020), words, font=font, fill=(250, 250, 250), stroke_width=2, stroke_fill=(30, 30, 30))
