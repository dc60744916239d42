"""A real simulated box, a real intake and a real archive, for tests of reconciling."""

from __future__ import annotations

import asyncio
import io
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image

from sophon_monitor.domain.reconcile_outcome import ReconcileProgress
from sophon_monitor.domain.reconciliation import Span
from sophon_monitor.domain.site import BoxAddress, BoxKey
from sophon_monitor.services.intake import Intake, IntakeEars
from sophon_monitor.services.listening import ListenPlan
from sophon_monitor.services.reconciling import reconcile_box
from sophon_monitor.services.retention import Retention
from sophon_monitor.simulator.gallery import Shot, View, as_text
from sophon_monitor.simulator.people import REGISTERED, STRANGERS
from sophon_monitor.simulator.sightings import Sighting
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.simulator.conftest import PlainGallery


def two_colours(name: str, size: tuple[int, int]) -> bytes:
    dice = random.Random(name)
    picture = Image.new("RGB", size, tuple(dice.randrange(100) for _ in range(3)))
    picture.paste(tuple(dice.randrange(150, 256) for _ in range(3)), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


class FacesGallery(PlainGallery):
    """Pictures that are not blank, without the drawing."""

    async def registered(self, person):
        jpeg = two_colours(person.key, (48, 60))
        return Shot(jpeg, as_text(jpeg))

    async def view(self, person, place, dice):
        live, scene = two_colours(f"{person.key} live", (30, 36)), two_colours(f"{place}", (192, 108))
        return View(live, scene, (80, 20, 110, 60), False, False, as_text(live), as_text(scene))


class ReconcileSite:
    """One box, its intake, its archive's folder."""

    def __init__(self, box, intake: Intake, folder: Path, key: BoxKey) -> None:
        self.box, self.intake, self.folder, self.key = box, intake, folder, key
        self.began_ms = round(time.time() * 1000)
        self.told: list[ReconcileProgress] = []

    async def pass_by(self, count: int) -> None:
        """So many people pass, registered ones and every fifth a stranger, one after the other at every camera."""
        cameras = self.box.facts.cameras
        for number in range(count):
            person = REGISTERED[number % len(REGISTERED)]
            sighting = Sighting(person, person, 91.5)
            if number % 5 == 4:
                stranger = STRANGERS[number % len(STRANGERS)]
                sighting = Sighting(stranger, stranger, 31.0)
            await self.box.recognise(cameras[number % len(cameras)], sighting)
            await asyncio.sleep(0.003)

    def span(self) -> Span:
        """From the beginning until now."""
        return Span(self.began_ms - 2000, round(time.time() * 1000) + 2000)

    async def reconcile(self, **words):
        words = {"span": self.span()} | words
        span = words.pop("span")
        return await reconcile_box(self.intake, self.folder, self.key, span, tell=self.told.append, **words)

    def kept(self) -> int:
        figures = self.intake._archive.figures
        return figures.kept + figures.duplicates


async def soon(what: Callable[[], object], patience_s: float = 10.0) -> None:
    until = time.monotonic() + patience_s
    while not what():
        assert time.monotonic() < until, "it did not come"
        await asyncio.sleep(0.01)


@asynccontextmanager
async def reconcile_site(
    folder: Path, generation: str, bind: str, *faults: str, has_clock: bool = True
) -> AsyncIterator[ReconcileSite]:
    """Open all of it and wait until the box streams its events here."""
    plan = SimulationPlan(
        boxes=1,
        cameras=2,
        events_per_second=0,
        generation=generation,
        bind=bind,
        faults=frozenset(faults),
        heartbeat_s=60,
    )
    failed: list[tuple[str, BaseException]] = []
    intake = Intake(
        folder=folder,
        plan=ListenPlan(None, 0),
        ears=IntakeEars(
            changes=lambda _: None,
            figures=lambda _: None,
            listening=lambda _: None,
            failed=lambda name, error: failed.append((name, error)),
        ),
        new_token=lambda: "token-1",
        new_key=lambda: "b-1",
        retention=Retention(),
        version="0",
    )
    async with Simulation(plan, FacesGallery()) as simulation:
        [box] = simulation.boxes
        life = asyncio.create_task(intake.run())
        try:
            await asyncio.wait_for(intake.ready.wait(), 5)
            at = box.address
            key = await intake.add_box(BoxAddress(at.host, at.api, at.ws, at.sys))
            if generation != "se3":
                await soon(lambda: any(client.wants is not None for client in box._outbox.stream.clients))
            if generation != "se3" and has_clock:
                await soon(lambda: intake.registry.box(key).clock_skew_ms is not None)
            yield ReconcileSite(box, intake, folder, key)
        finally:
            life.cancel()
            await asyncio.wait([life], timeout=5)
    assert failed == []
