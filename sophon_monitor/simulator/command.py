"""The subcommand `simulate` (interfaces.md section 1). Nothing heavy is imported before it runs."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ipaddress
import json
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from sophon_monitor.simulator.facts import GENERATIONS
from sophon_monitor.simulator.faults import FAULTS

if TYPE_CHECKING:
    from sophon_monitor.simulator.box import SimulatedBox
    from sophon_monitor.simulator.simulation import Simulation

WRONG_USAGE = 2
NOT_ALLOWED = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `simulate`."""
    add = parser.add_argument
    add("--boxes", type=_at_least_one, default=1, metavar="N", help="how many boxes (default: 1)")
    add("--cameras", type=_count, default=3, metavar="M", help="cameras of each box (default: 3)")
    add("--events-per-second", type=_rate, default=1.0, metavar="R", help="over all boxes together (default: 1)")
    add(
        "--generation",
        choices=(*GENERATIONS, "mixed"),
        default="v57",
        help="software of the boxes; mixed deals out all in turn (default: v57)",
    )
    add(
        "--bind",
        type=_address,
        default="127.0.0.1",
        metavar="ADDR",
        help="box k listens on ADDR+k, ports 5555, 5679, 8888, or on free ports of ADDR (default: 127.0.0.1)",
    )
    add("--push", metavar="URL", help="where heartbeats and SE3's events go (default: nowhere until configured)")
    add(
        "--fault",
        action="append",
        choices=tuple(FAULTS),
        default=[],
        metavar="NAME",
        help="what is wrong with the boxes, repeatable; without effect on a generation that cannot have it: "
        + "; ".join(f"{name}: {what}" for name, what in FAULTS.items()),
    )
    add(
        "--setting",
        action="append",
        type=_setting,
        default=[],
        metavar="NAME=JSON",
        help="what a setting is at the start, repeatable: WEB_HEART_URL='\"http://10.0.0.8/x,\"'; null: the box does "
        "not tell it; CALL.NAME where several calls have it: EventServerUrl.content-type",
    )
    add("--heartbeat-seconds", type=_positive, default=5.0, metavar="S", help="between heartbeats (default: 5)")
    add("--seed", type=int, default=0, metavar="N", help="another seed gives other boxes and another course")
    add("--end-with-input", action="store_true", help="end when standard input closes, as it does when its owner dies")
    add("--history", action="store_true", help="upload each event again, later, to the --push URL")


def run(arguments: argparse.Namespace) -> int:
    """Simulate until SIGTERM or SIGINT.

    Returns:
        0; with a sentence on standard error 2 where no box has a setting, 3 where the address cannot be bound.
    """
    from sophon_monitor.simulator.simulation import Simulation, SimulationPlan

    try:
        plan = SimulationPlan(
            boxes=arguments.boxes,
            cameras=arguments.cameras,
            events_per_second=arguments.events_per_second,
            generation=GENERATIONS if arguments.generation == "mixed" else arguments.generation,
            bind=arguments.bind,
            push=arguments.push,
            faults=frozenset(arguments.fault),
            heartbeat_s=arguments.heartbeat_seconds,
            seed=arguments.seed,
            history=arguments.history,
            settings=dict(arguments.setting),
        )
    except ValueError as wrong:
        sys.stderr.write(f"sophon-monitor: {wrong}\n")
        return WRONG_USAGE
    try:
        asyncio.run(_until_told(Simulation(plan), with_input=arguments.end_with_input))
    except* OSError as group:
        cause = group.exceptions[0]
        while isinstance(cause, BaseExceptionGroup):
            cause = cause.exceptions[0]
        sys.stderr.write(f"sophon-monitor: cannot simulate a box on {arguments.bind}: {cause}\n")
        return_code = NOT_ALLOWED
    else:
        return_code = 0
    return return_code


async def _until_told(simulation: Simulation, *, with_input: bool) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, told.set)
        except NotImplementedError:  # Windows: the handler runs at the next turn of the loop
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(told.set))
    if with_input:
        threading.Thread(target=_await_end_of_input, args=(loop, told), name="input", daemon=True).start()
    async with simulation:
        if sys.stdout is not None:  # a Windows program without a console has none
            for box in simulation.boxes:
                sys.stdout.write(json.dumps(_line(box), ensure_ascii=False) + "\n")
            sys.stdout.flush()
        await told.wait()


def _await_end_of_input(loop: asyncio.AbstractEventLoop, told: asyncio.Event) -> None:
    while os.read(0, 4096):
        continue
    with contextlib.suppress(RuntimeError):  # it has ended by itself
        loop.call_soon_threadsafe(told.set)


def _line(box: SimulatedBox) -> dict[str, object]:
    return {
        "box": box.facts.name,
        "sn": box.facts.sn,
        "host": box.address.host,
        "api": box.address.api,
        "ws": box.address.ws,
        "sys": box.address.sys,
        "generation": box.facts.generation,
    }


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not an IP address") from None


def _setting(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text} is not NAME=JSON")
    try:
        return name, json.loads(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value} is not JSON; text needs quotes: {name}='\"...\"'") from None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a number") from None


def _positive(text: str) -> float:
    number = _number(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("must be more than 0")
    return number


def _rate(text: str) -> float:
    number = _number(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a count")
    return int(text)


def _at_least_one(text: str) -> int:
    number = _count(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
