"""A site of boxes that do not exist: opens them, lets people walk past their cameras, counts what was sent."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from sophon_monitor.simulator import faults
from sophon_monitor.simulator.box import SimulatedBox
from sophon_monitor.simulator.facts import GENERATIONS, BoxFacts, box_facts
from sophon_monitor.simulator.gallery import Gallery
from sophon_monitor.simulator.planted import planted_facts
from sophon_monitor.simulator.ports import Address, free_ports
from sophon_monitor.simulator.settings import Settings
from sophon_monitor.simulator.sightings import Sighting, draw_sighting

PORTS = (5555, 5679, 8888)
_TRIES = 12
_MOST_LATE_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationPlan:
    """What to simulate.

    Attributes:
        cameras: Of each box.
        events_per_second: Over all boxes and cameras together.
        generation: One of GENERATIONS for all boxes, or several, dealt out in turn.
        bind: Address of the first box; box k is at this address + k where that can be bound.
        push: Where heartbeats, SE3's realtime events and history go; None: nowhere until a box is configured.
        history: Whether events are uploaded later, too.
        faults: Names out of `faults.FAULTS`, for all boxes.
        settings: Start values of settings by name (`Settings.start_with`), for the boxes that have them; they win over
            `push` and faults.
    """

    boxes: int = 1
    cameras: int = 3
    events_per_second: float = 1.0
    generation: str | tuple[str, ...] = "v57"
    bind: str = "127.0.0.1"
    push: str | None = None
    faults: frozenset[str] = frozenset()
    heartbeat_s: float = 5.0
    seed: int = 0
    history: bool = False
    device_list_url: str | None = None
    binary_frames: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated.

        Raises:
            ValueError: Something is out of range or unknown; the text is shown to the user.
        """
        faults.checked(self.faults)
        for name in self.generations:
            if name not in GENERATIONS:
                raise ValueError(f"unknown generation {name}; known are {', '.join(GENERATIONS)}")
        if self.boxes < 1 or self.cameras < 0 or self.events_per_second < 0 or self.heartbeat_s <= 0:
            raise ValueError("boxes, cameras, events per second and heartbeat seconds must be positive")
        for name in self.settings:
            if not any(_has_setting(generation, name) for generation in self.generations):
                raise ValueError(f"no box of this simulation has a setting {name}")

    @property
    def generations(self) -> tuple[str, ...]:
        """The generations in turn."""
        return (self.generation,) if isinstance(self.generation, str) else tuple(self.generation)


def _has_setting(generation: str, name: str) -> bool:
    return Settings(box_facts(0, 0, generation, "127.0.0.1", 5555, 0)).has(name)


class Simulation:
    """The simulated site. Lives on one event loop, either by `run` or in `async with`.

    Attributes:
        boxes: In the order of the plan; there once the simulation is open.
    """

    def __init__(self, plan: SimulationPlan, gallery: Gallery | None = None) -> None:
        """`gallery`: pictures to use, so that several simulations need not draw the same ones."""
        self._plan = plan
        self._gallery = gallery or Gallery(plan.seed)
        self._dice = random.Random(plan.seed)
        self._open = asyncio.Event()
        self._life: asyncio.Task[None] | None = None
        self._group: asyncio.TaskGroup | None = None
        self._drawing: set[tuple[str, int]] = set()
        self.boxes: Sequence[SimulatedBox] = ()

    async def run(self) -> None:
        """Open all boxes and let people pass. Ends only by cancellation, and has closed everything then.

        Raises:
            OSError: The address cannot be bound.
        """
        self.boxes = self.boxes or self._new_boxes()
        missing = len(self.boxes)

        def opened() -> None:
            nonlocal missing
            missing -= 1
            if missing == 0:
                self._open.set()

        async with asyncio.TaskGroup() as group:
            for box in self.boxes:
                group.create_task(box.run(opened), name=f"box {box.facts.sn}")
            await self._open.wait()
            await self._people_pass(group)

    async def wait_open(self) -> None:
        """Wait until all ports are open."""
        await self._open.wait()

    async def __aenter__(self) -> Self:
        """Run in the background until the end of the block.

        Raises:
            OSError: The address cannot be bound.
        """
        self.boxes = self._new_boxes()
        group = self._group = await asyncio.TaskGroup().__aenter__()
        self._life = group.create_task(self.run(), name="simulation")
        try:
            await self._open.wait()
        except asyncio.CancelledError as cancelled:
            await self.__aexit__(type(cancelled), cancelled, cancelled.__traceback__)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop and clean up; an error of the block itself goes on as it is."""
        if self._life is None or self._group is None:
            return
        self._life.cancel()
        cancelled = isinstance(error, asyncio.CancelledError)
        await self._group.__aexit__(*((kind, error, trace) if cancelled else (None, None, None)))

    # -- boxes ------------------------------------------------------------------------------------------------------

    def _new_boxes(self) -> tuple[SimulatedBox, ...]:
        plan = self._plan
        count = max(2, plan.boxes) if "same-sn-twice" in plan.faults else plan.boxes
        boxes: list[SimulatedBox] = []
        for ordinal in range(count):
            generation = plan.generations[ordinal % len(plan.generations)]
            address = self._address(ordinal, [box.address for box in boxes])
            facts = box_facts(plan.seed, ordinal, generation, address.host, address.api, plan.cameras)
            if "same-sn-twice" in plan.faults and ordinal % 2:
                facts = replace(facts, sn=boxes[-1].facts.sn)
            boxes.append(self._new_box(planted_facts(facts, plan.faults), address))
        return tuple(boxes)

    def _new_box(self, facts: BoxFacts, address: Address) -> SimulatedBox:
        plan = self._plan
        settings = Settings(facts, plan.faults)
        settings.reporting.push_to(plan.push, plan.heartbeat_s, plan.history, facts.generation)
        if plan.device_list_url is not None:
            settings.reporting.device_list.point(plan.device_list_url)
        box = SimulatedBox(
            facts,
            address,
            settings=settings,
            gallery=self._gallery,
            wrong=plan.faults,
            seed=plan.seed,
            binary_frames=plan.binary_frames,
        )
        for name, value in plan.settings.items():
            if settings.has(name):
                settings.start_with(name, value)
        return box

    def _address(self, ordinal: int, taken: Sequence[Address]) -> Address:
        """ADDR+k on the boxes' own ports, else free ports on ADDR.

        Raises:
            OSError: ADDR is not an address of this computer.
        """
        first = ipaddress.ip_address(self._plan.bind)
        if not first.is_unspecified:
            with contextlib.suppress(OSError, ValueError):
                return Address(str(first + ordinal), *free_ports(str(first + ordinal), PORTS))
        elif ordinal == 0:
            with contextlib.suppress(OSError):
                return Address(str(first), *free_ports(str(first), PORTS))
        while True:
            ports = free_ports(str(first), (0, 0, 0))
            if all(set(ports).isdisjoint((one.api, one.ws, one.sys)) for one in taken):
                return Address(str(first), *ports)

    # -- people -----------------------------------------------------------------------------------------------------

    async def _people_pass(self, group: asyncio.TaskGroup) -> None:
        """Let somebody pass at the asked rate; the times vary, their number does not."""
        rate, loop = self._plan.events_per_second, asyncio.get_running_loop()
        if rate <= 0 or self._plan.cameras == 0:
            await asyncio.Event().wait()
        began, number = loop.time(), 0
        while True:
            due = began + (number + self._dice.uniform(0.05, 0.95)) / rate
            if due - loop.time() < -_MOST_LATE_S:  # pictures had to be drawn, or the computer slept
                began = loop.time() - number / rate
            await asyncio.sleep(max(0.0, due - loop.time()))
            number += 1
            await self._somebody_passes(group)

    async def _somebody_passes(self, group: asyncio.TaskGroup) -> None:
        box = self._dice.choice(self.boxes)
        cameras = box.cameras_online()
        if not cameras:
            return
        camera = self._dice.choice(cameras)
        sighting = draw_sighting(self._dice)
        if not self._is_drawn(sighting, camera.ordinal):
            self._start_drawing(group, sighting, camera.ordinal)
            for _ in range(_TRIES):  # somebody whose pictures are there goes first
                other = draw_sighting(self._dice)
                if self._is_drawn(other, camera.ordinal):
                    sighting = other
                    break
        group.create_task(box.recognise(camera, sighting), name="a recognition")

    def _is_drawn(self, sighting: Sighting, place: int) -> bool:
        seen, announced = sighting.seen, sighting.announced
        return self._gallery.is_ready(seen, place) and self._gallery.has_registered(announced)

    def _start_drawing(self, group: asyncio.TaskGroup, sighting: Sighting, place: int) -> None:
        for person, where in ((sighting.seen, place), (sighting.announced, place)):
            if (person.key, where) not in self._drawing:
                self._drawing.add((person.key, where))
                group.create_task(self._gallery.draw(person, where), name=f"draw {person.key}")
