"""The pictures that simulated boxes send, drawn once on a worker thread and kept: events are served from here."""

from __future__ import annotations

import asyncio
import base64
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.photos import Photo, glance_of

if TYPE_CHECKING:
    from sophon_monitor.simulator.scenes import Taken

VARIANTS = 2  # live picture and scene of one person at one camera


@dataclass(frozen=True, slots=True)
class View:
    """One person before one camera.

    Attributes:
        live, scene: JPEG.
        face_box: x1, y1, x2, y2 in the scene, pixels.
    """

    live: bytes
    scene: bytes
    face_box: tuple[int, int, int, int]
    glasses: bool
    mask: bool
    live_text: str
    scene_text: str


@dataclass(frozen=True, slots=True)
class Shot:
    """One JPEG and its base64 text."""

    jpeg: bytes
    text: str


def as_text(jpeg: bytes) -> str:
    """Base64 in one line."""
    return base64.b64encode(jpeg).decode("ascii")


def _registered(person: Person, seed: int) -> bytes:
    from sophon_monitor.simulator import portraits  # 0.3 s of import, off the loop

    return portraits.registered_jpeg(person, seed)


def _taken(person: Person, place: int, variant: int, seed: int) -> Taken:
    from sophon_monitor.simulator import scenes

    return scenes.take(person, place, variant, seed)


class Gallery:
    """All pictures of one seed. Lives on one event loop; drawing happens on asyncio's worker threads, one at a time."""

    def __init__(self, seed: int = 0) -> None:
        """Draw nothing yet."""
        self._seed = seed
        self._registered: dict[str, Shot] = {}
        self._views: dict[tuple[str, int], list[View]] = {}
        self._glances: dict[str, bytes] = {}
        self._one_at_a_time = asyncio.Lock()

    async def registered(self, person: Person) -> Shot:
        """The picture that the box's library has of them."""
        if person.key not in self._registered:
            async with self._one_at_a_time:
                if person.key not in self._registered:
                    jpeg = await asyncio.to_thread(_registered, person, self._seed)
                    self._registered[person.key] = Shot(jpeg, as_text(jpeg))
        return self._registered[person.key]

    def is_ready(self, person: Person, place: int) -> bool:
        """Whether `view` has something to give at once."""
        return bool(self._views.get((person.key, place)))

    async def view(self, person: Person, place: int, dice: random.Random) -> View:
        """One of the pictures of them at that place; places are numbered from 0."""
        views = self._views.setdefault((person.key, place), [])
        if not views:
            await self._draw(person, place, 0)
        return dice.choice(views)

    def has_registered(self, person: Person) -> bool:
        """Whether `registered` gives something at once; strangers need nothing."""
        return person.key in self._registered or not person.is_registered

    async def draw(self, person: Person, place: int) -> None:
        """Draw what is still missing of one person at one place."""
        if person.is_registered:
            await self.registered(person)
        for variant in range(VARIANTS):
            await self._draw(person, place, variant)

    async def whose(self, photo: Photo, people: Iterable[Person]) -> Person | None:
        """Whose picture a photo is: one that a camera has taken, or the registered one. None for a stranger's.

        Draws the registered pictures that nobody has needed yet, which takes about half a second each.
        """
        known = list(people)
        for person in known:
            taken = (view for (key, _), views in self._views.items() if key == person.key for view in views)
            if any(photo.jpeg in (view.live, view.scene) for view in taken):
                return person
        for person in sorted(known, key=lambda one: not self.has_registered(one)):
            jpeg = (await self.registered(person)).jpeg
            if person.key not in self._glances:
                self._glances[person.key] = await asyncio.to_thread(glance_of, jpeg)
            if photo.looks_like(self._glances[person.key]):
                return person
        return None

    async def _draw(self, person: Person, place: int, variant: int) -> None:
        views = self._views.setdefault((person.key, place), [])
        async with self._one_at_a_time:
            if len(views) > variant:
                return
            shot = await asyncio.to_thread(_taken, person, place, variant, self._seed)
        views.append(
            View(
                live=shot.live,
                scene=shot.scene,
                face_box=shot.face_box,
                glasses=shot.glasses,
                mask=shot.mask,
                live_text=as_text(shot.live),
                scene_text=as_text(shot.scene),
            )
        )
