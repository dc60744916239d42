"""Simulated boxes with pictures of one colour, so that tests about messages need not wait for drawings."""

from __future__ import annotations

import io
import ipaddress
import os
import random
import socket
from contextlib import asynccontextmanager

import pytest
from PIL import Image

from sophon_monitor.simulator.gallery import Gallery, Shot, View, as_text
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan


def one_colour(name: str, size: tuple[int, int]) -> bytes:
    dice = random.Random(name)
    out = io.BytesIO()
    Image.new("RGB", size, tuple(dice.randrange(256) for _ in range(3))).save(out, "JPEG")
    return out.getvalue()


class PlainGallery(Gallery):
    """The pictures of a gallery without the drawing."""

    async def registered(self, person):
        jpeg = one_colour(person.key, (48, 60))
        return Shot(jpeg, as_text(jpeg))

    def is_ready(self, person, place):
        return True

    def has_registered(self, person):
        return True

    async def view(self, person, place, dice):
        live, scene = one_colour(f"{person.key} live", (30, 36)), one_colour(f"{place}", (192, 108))
        return View(live, scene, (80, 20, 110, 60), False, False, as_text(live), as_text(scene))


@pytest.fixture
def simulated():
    """Open a simulation: `async with simulated(boxes=2, ...) as simulation`, at `bind` or further up."""

    @asynccontextmanager
    async def opened(**plan):
        # The same test with other parameters may run beside this one in another process.
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        plan["bind"] = str(ipaddress.ip_address(plan["bind"]) + 20 * number)
        async with Simulation(SimulationPlan(**plan), PlainGallery()) as simulation:
            yield simulation

    return opened


@pytest.fixture
def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
