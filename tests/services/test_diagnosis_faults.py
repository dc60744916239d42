"""Every fault that docs/diagnosis.md lists beside a rung is named first by the real ladder; healthy boxes by none."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sophon_monitor.app.diagnose_command import as_json
from sophon_monitor.domain.ladder import Diagnosis, RungId, RungState
from sophon_monitor.domain.rung_results import RESULTS
from sophon_monitor.domain.site import BoxAddress, BoxKey, Camera, CameraKey
from sophon_monitor.services.box_calls import BoxCalls
from sophon_monitor.services.diagnosis import Ladder
from sophon_monitor.services.diagnosis_climb import Known
from sophon_monitor.services.diagnosis_ear import DiagnosisEar, listening
from sophon_monitor.services.surroundings import ThisComputer
from sophon_monitor.simulator.faults import FAULTS
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.services.test_borrowing import free_host
from tests.simulator.conftest import PlainGallery

__all__ = ["free_host"]

DOC = (Path(__file__).resolve().parents[2] / "docs" / "diagnosis.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## [^\n]* \(`(\w+)`\)\n(.*?)(?=^## |\Z)", DOC, re.MULTILINE | re.DOTALL))
PLANTED = [
    (fault, generation, rung)
    for rung, text in SECTIONS.items()
    for line in re.findall(r"^Faults: (.*)\.$", text, re.MULTILINE)
    for fault, generations in re.findall(r"`([\w-]+)` \(([\w ]+)\)", line)
    for generation in generations.split()
]
# What can only be seen in what the box pushes: somebody has to listen.
PUSHED = {("cameras-offline", g) for g in ("se3", "v57", "v6")} | {
    ("bad-messages", "se3"),
    ("oversized-messages", "se3"),
}


def quick_calls(address: BoxAddress) -> BoxCalls:
    return BoxCalls(address, connect_timeout_s=1.0, read_timeout_s=1.7)


@asynccontextmanager
async def simulated(generation: str, host: str, *faults: str, push: str | None = None, rate: float = 4.0):
    plan = SimulationPlan(
        boxes=1,
        cameras=2,
        events_per_second=rate,
        generation=generation,
        bind=host,
        push=push,
        faults=frozenset(faults),
        heartbeat_s=0.3,
    )
    async with Simulation(plan, PlainGallery()) as simulation:
        at = simulation.boxes[0].address
        yield BoxAddress(at.host, at.api, at.ws, at.sys)


async def climb(address: BoxAddress, known: Known | None = None, *, listen_s: float = 1.5) -> Diagnosis:
    told: list[Diagnosis] = []
    ladder = Ladder(ThisComputer(), new_calls=quick_calls, listen_s=listen_s, rung_patience_s=listen_s + 1.2)
    done = await ladder.climb(address, known or Known(port=9), on_rung=told.append)
    assert [rung.id for rung in done.rungs] == list(RungId)
    assert all(rung.result in RESULTS[rung.id] for rung in done.rungs), [(r.id, r.result) for r in done.rungs]
    assert told[-1].done
    assert len(told) == len(RungId) + 1
    return done


async def heard_by_window(generation: str, host: str, *faults: str) -> Diagnosis:
    """The box pushes to a receiver; the ladder knows what came, as it does in an open window."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ear = DiagnosisEar(host)
    url = f"http://127.0.0.1:{port}/DeviceStatus"
    rate = 0.5 if "oversized-messages" in faults else 4.0
    async with listening(ear, "127.0.0.1", port), simulated(generation, host, *faults, push=url, rate=rate) as address:
        until = time.monotonic() + 15
        while not _enough(ear, faults) and time.monotonic() < until:
            await asyncio.sleep(0.05)
        cameras = tuple(
            Camera(key=CameraKey(name), box_key=BoxKey("b"), camera_id=name, reported_status=status)
            for name, status in ear.cameras.items()
        )
        known = Known(
            window_open=True,
            listening=(("127.0.0.1", port),),
            port=port,
            heard=tuple(ear.heard),
            received=len(ear.heard),
            cameras=cameras,
        )
        return await climb(address, known)


def _enough(ear: DiagnosisEar, faults: tuple[str, ...]) -> bool:
    if "oversized-messages" in faults:
        return any(message.too_large for message in ear.heard)
    return len(ear.heard) >= 4


def named(diagnosis: Diagnosis) -> str | None:
    first = diagnosis.first_failure
    return first.id.value if first is not None else None


def test_that_at_least_twenty_faults_are_planted_and_all_exist() -> None:
    faults = {fault for fault, _, _ in PLANTED}
    assert len(faults) >= 20
    assert faults <= FAULTS.keys()


def test_that_every_rung_and_every_result_stands_in_the_manual() -> None:
    assert list(SECTIONS) == [rung.value for rung in RungId]
    for rung, results in RESULTS.items():
        assert set(re.findall(r"^\| `(\w+)` \|", SECTIONS[rung.value], re.MULTILINE)) == set(results)


@pytest.mark.parametrize(("fault", "generation", "rung"), PLANTED)
async def test_that_a_planted_fault_is_named_first(fault: str, generation: str, rung: str, free_host: str) -> None:
    if (fault, generation) in PUSHED:
        diagnosis = await heard_by_window(generation, free_host, fault)
    else:
        is_large = fault == "oversized-messages"  # 35 MB take a while to be made
        async with simulated(generation, free_host, fault, rate=0.7 if is_large else 4.0) as address:
            diagnosis = await climb(address, listen_s=8.0 if is_large else 1.5)
    assert named(diagnosis) == rung, [(r.id.value, r.state.value, r.result) for r in diagnosis.rungs]


@pytest.mark.parametrize("generation", ["se3", "v5", "v57", "v6"])
@pytest.mark.parametrize("rate", [0.0, 4.0])
async def test_that_a_healthy_box_gives_no_alarm(generation: str, rate: float, free_host: str) -> None:
    async with simulated(generation, free_host, rate=rate) as address:
        diagnosis = await climb(address)
    assert named(diagnosis) is None, diagnosis.first_failure


@pytest.mark.parametrize("generation", ["se3", "v57", "v6"])
async def test_that_a_healthy_box_that_reports_here_gives_no_alarm(generation: str, free_host: str) -> None:
    diagnosis = await heard_by_window(generation, free_host)
    assert named(diagnosis) is None, diagnosis.first_failure
    states = {rung.id: rung.state for rung in diagnosis.rungs}
    for rung in (RungId.REPORT_URL, RungId.RECEIVER, RungId.REACHED, RungId.BOX_MESSAGE, RungId.CAMERAS_ONLINE):
        assert states[rung] is RungState.OK, rung


async def test_that_a_box_that_is_not_there_is_said_within_ten_seconds() -> None:
    begun = time.monotonic()
    done = await Ladder(ThisComputer()).climb(BoxAddress("127.99.99.98"), Known(), on_rung=lambda _: None)
    assert named(done) == "port_5555"
    assert time.monotonic() - begun < 10
    said = as_json(done)
    assert list(said) == ["box", "first_failure", "rungs"]
    assert said["first_failure"] == "port_5555"
    assert {tuple(rung) for rung in said["rungs"]} == {("id", "state", "tried", "result", "ms", "action")}
