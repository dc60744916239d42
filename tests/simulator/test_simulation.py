"""The simulated site as a whole: rates, course, counting, clean end, the command."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import signal
import statistics
import subprocess
import sys

import pytest

from sophon_monitor.simulator import command
from sophon_monitor.simulator.people import Standing
from sophon_monitor.simulator.sightings import STRANGER_RATE, THRESHOLD_PERCENT, WRONG_MATCH_RATE, draw_sighting
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from sophon_monitor.simulator.vitals import VitalsWalk
from tests.simulator.conftest import PlainGallery


def test_that_strangers_and_wrong_matches_come_at_their_rates():
    dice = random.Random(4)
    drawn = [draw_sighting(dice) for _ in range(20_000)]
    strangers = [s for s in drawn if not s.announced.is_registered]
    wrong = [s for s in drawn if s.is_wrong]
    right = [s for s in drawn if s.announced is s.seen and s.seen.is_registered]
    assert len(strangers) / len(drawn) == pytest.approx(STRANGER_RATE, rel=0.1)
    assert len(wrong) / len(drawn) == pytest.approx(WRONG_MATCH_RATE, rel=0.15)
    assert all(5 <= s.score_percent <= 70 for s in strangers)
    assert all(THRESHOLD_PERCENT < s.score_percent < 88 for s in wrong)
    assert statistics.mean(s.score_percent for s in right) == pytest.approx(91, abs=0.3)
    assert statistics.stdev(s.score_percent for s in right) == pytest.approx(3, abs=0.3)
    assert {s.announced.standing for s in drawn} == set(Standing)


def test_that_vitals_wander_within_what_is_plausible():
    walk = VitalsWalk("x", 0.0)
    course = [walk.at(float(second)) for second in range(0, 3600, 5)]
    cpu = [v.cpu_percent for v in course]
    assert 10 <= min(cpu) < max(cpu) - 15 < 90
    assert max(abs(b.memory_percent - a.memory_percent) for a, b in itertools.pairwise(course)) < 5
    assert 0 < course[-1].disk_percent - course[0].disk_percent < 2
    assert all(40 < v.core_c < 85 and 2500 < v.fan_rpm < 6500 for v in course)
    assert course[-1].uptime_s - course[0].uptime_s == pytest.approx(3595, abs=2)


async def test_that_events_happen_at_the_asked_rate_over_all_boxes(simulated):
    plan = {"boxes": 3, "cameras": 2, "bind": "127.83.1.1", "events_per_second": 100}
    async with simulated(**plan) as simulation:
        await asyncio.sleep(2.0)
        counts = [len(box.recent) for box in simulation.boxes]
    assert 150 <= sum(counts) <= 220
    assert min(counts) > 25


async def test_that_the_same_seed_takes_the_same_course():
    async def course(seed):
        plan = SimulationPlan(bind="127.83.2.1", events_per_second=200, seed=seed)
        async with Simulation(plan, PlainGallery()) as simulation:
            [box] = simulation.boxes
            async with asyncio.timeout(10):
                while len(box.recent) < 40:
                    await asyncio.sleep(0.02)
            events = list(box.recent)[:40]
        return [(box.facts, e.camera.ordinal, e.sighting) for e in events]

    first = await course(1)
    assert await course(1) == first
    assert await course(2) != first


async def test_that_an_end_leaves_no_tasks_and_no_open_ports(simulated):
    before = asyncio.all_tasks()
    async with simulated(boxes=2, bind="127.83.3.1", events_per_second=50) as simulation:
        boxes = simulation.boxes
        _, writer = await asyncio.open_connection(boxes[0].address.host, boxes[0].address.api)
        await asyncio.sleep(0.3)
    writer.close()
    assert asyncio.all_tasks() == before
    for box in boxes:
        for port in (box.address.api, box.address.ws, box.address.sys):
            with pytest.raises(ConnectionRefusedError):
                await asyncio.open_connection(box.address.host, port)


async def test_that_run_ends_by_cancellation():
    simulation = Simulation(SimulationPlan(bind="127.83.4.1", events_per_second=0), PlainGallery())
    async with asyncio.TaskGroup() as group:
        life = group.create_task(simulation.run())
        await simulation.wait_open()
        life.cancel()
    assert life.cancelled()


async def test_that_an_error_of_the_block_goes_on_as_it_is(simulated):
    with pytest.raises(LookupError, match="mine"):
        async with simulated(bind="127.83.6.1"):
            raise LookupError("mine")


async def test_that_a_foreign_address_is_refused_with_an_os_error():
    simulation = Simulation(SimulationPlan(bind="203.0.113.77"), PlainGallery())
    with pytest.raises(OSError, match="assign"):
        async with simulation:
            pass


@pytest.mark.parametrize("plan", [{"boxes": 0}, {"events_per_second": -1}, {"generation": "v7"}, {"heartbeat_s": 0}])
def test_that_a_plan_out_of_range_is_refused(plan):
    with pytest.raises(ValueError, match=r"must be positive|unknown generation v7"):
        SimulationPlan(**plan)


def parsed(*words):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(words)


def test_that_the_defaults_are_one_box_with_three_cameras_on_loopback():
    plain = parsed()
    assert (plain.boxes, plain.cameras, plain.events_per_second) == (1, 3, 1.0)
    assert (plain.generation, plain.bind, plain.push, plain.fault) == ("v57", "127.0.0.1", None, [])


@pytest.mark.parametrize(
    "words",
    [("--fault", "tired"), ("--generation", "v7"), ("--boxes", "0"), ("--bind", "here"), ("--events-per-second", "-1")],
)
def test_that_wrong_words_end_with_status_2(words, capsys):
    with pytest.raises(SystemExit) as end:
        parsed(*words)
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert words[0] in said
    if words[0] == "--fault":
        assert "same-sn-twice" in said


def test_that_the_command_says_one_line_a_box_and_ends_with_0_on_sigterm():
    words = ["simulate", "--boxes", "2", "--bind", "127.83.5.1", "--events-per-second", "3", "--fault", "no-pictures"]
    process = subprocess.Popen(
        [sys.executable, "-m", "sophon_monitor", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        lines = [json.loads(process.stdout.readline()) for _ in range(2)]
        assert [list(line) for line in lines] == [["box", "sn", "host", "api", "ws", "sys", "generation"]] * 2
        assert [line["host"] for line in lines] == ["127.83.5.1", "127.83.5.2"]
        assert {(line["api"], line["ws"], line["sys"], line["generation"]) for line in lines} == {
            (5555, 5679, 8888, "v57")
        }
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (0, "", "")
    finally:
        process.kill()
        process.communicate()


def test_that_an_address_of_somebody_else_ends_with_3_and_a_sentence(capsys):
    assert command.run(parsed("--bind", "203.0.113.77")) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sophon-monitor: cannot simulate a box on 203.0.113.77: ")
