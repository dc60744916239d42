"""One look at one address: every box is told by its generation, everything else by what it did; nothing is an error."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from sophon_monitor.domain.found_boxes import FoundBox, PortState
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services import box_calls
from sophon_monitor.services.box_probe import probe
from sophon_monitor.simulator.box import SimulatedBox
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.services.decoys import HTML, JSON_API, decoy, http, redirect

ANSWERS, OTHER, SILENT = PortState.ANSWERS, PortState.OTHER, PortState.SILENT
REFUSED, NOT_TRIED = PortState.REFUSED, PortState.NOT_TRIED
NOBODY = 9  # nothing listens on the discard port of these addresses
_places = itertools.count(1)


@contextlib.asynccontextmanager
async def simulated(generation: str, *faults: str, **plan: object) -> AsyncIterator[tuple[SimulatedBox, BoxAddress]]:
    bind = f"127.84.{next(_places)}.1"
    asked = SimulationPlan(
        generation=generation, bind=bind, events_per_second=0, faults=frozenset(faults), heartbeat_s=60, **plan
    )
    async with Simulation(asked) as simulation:
        [box, *_] = simulation.boxes
        at = box.address
        yield box, BoxAddress(at.host, at.api, at.ws, at.sys)


# -- boxes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
async def test_that_a_box_says_who_it_is(generation, quick):
    async with simulated(generation, cameras=2) as (box, address):
        found = await probe(address, quick=quick)
    facts = box.facts
    assert found.is_box
    assert (found.api, found.system) == (ANSWERS, ANSWERS)
    assert found.stream is (NOT_TRIED if quick else ANSWERS)
    assert found.generation == generation
    assert (found.sn, found.mac, found.host_name) == (facts.sn, facts.mac, facts.name)
    assert found.software_version == facts.software
    assert found.model == ("SE50221" if generation == "v6" else "SE5 · SE50210")
    assert found.camera_ids == tuple(c.device_id for c in facts.cameras)
    assert abs(found.clock_skew_ms) < 500
    assert (found.problem, found.address) == ("", address)
    assert 0 < found.elapsed_s < 2


@pytest.mark.parametrize("quick", [True, False])
async def test_that_an_se3_is_told_by_its_groups_alone(quick):
    async with simulated("se3") as (_, address):
        found = await probe(address, quick=quick)
    assert (found.api, found.system, found.generation) == (ANSWERS, REFUSED, Generation.SE3)
    assert (found.sn, found.camera_ids, found.problem) == (None, None, "")
    assert found.stream is (NOT_TRIED if quick else REFUSED)


async def test_that_only_harmless_reads_are_sent(monkeypatch):
    asked: list[str] = []
    refuse = box_calls.refuse_unless_read

    def remember(request: object) -> None:
        asked.append(f"{request.method} {request.path}")
        refuse(request)

    monkeypatch.setattr(box_calls, "refuse_unless_read", remember)
    monkeypatch.setattr(box_calls.BoxCalls, "write", None)
    for generation in ("se3", "v5", "v57", "v6"):
        async with simulated(generation) as (_, address):
            assert (await probe(address)).is_box
    assert "GET /SophonConfig/api/Configs" not in asked  # a dump holds passwords
    assert all(a.startswith(("GET /Sophon", "POST /sophon/v2/face/get", "POST /sophon/v2/system/get")) for a in asked)


async def test_that_a_box_without_5555_is_one_by_its_hardware():
    async with simulated("v57") as (box, address):
        found = await probe(BoxAddress(address.host, NOBODY, NOBODY, address.system))
    assert (found.api, found.stream, found.system) == (REFUSED, REFUSED, ANSWERS)
    assert (found.is_box, found.generation, found.sn) == (True, Generation.V57, box.facts.sn)
    assert found.camera_ids is None


async def test_that_a_box_without_8888_is_one_by_its_devices():
    for generation in ("v5", "v57", "v6"):
        async with simulated(generation) as (_, address):
            found = await probe(BoxAddress(address.host, address.api, address.stream, NOBODY))
        assert (found.api, found.system, found.generation) == (ANSWERS, REFUSED, generation)
        assert (found.sn, found.clock_skew_ms) == (None, None)


async def test_that_a_box_whose_cameras_still_start_is_a_box():
    for generation in ("v5", "v57", "v6"):
        async with simulated(generation, "device-init") as (_, address):
            found = await probe(BoxAddress(address.host, address.api, NOBODY, NOBODY))
        assert (found.api, found.is_box, found.camera_ids) == (ANSWERS, True, None), generation
        assert found.detail == "DEVICE_INIT_ERROR"
        assert found.generation is (
            Generation.V6 if generation == "v6" else Generation.V5 if generation == "v5" else V57
        )


V57 = Generation.V57


async def test_that_a_wrong_clock_is_measured():
    async with simulated("v6", "wrong-clock") as (_, address):
        found = await probe(address)
    assert found.clock_skew_ms == pytest.approx(8 * 3_600_000, abs=500)


@contextlib.asynccontextmanager
async def pages(**said: object) -> AsyncIterator[BoxAddress]:
    """One port that answers GETs by the last word of their path, and 404 to all else."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        name = request.path.rpartition("/")[2]
        if name not in said or request.method != "GET":
            return web.Response(status=404, text="not found")
        value = said[name]
        if callable(value):
            value = await value()
        return web.json_response({"data": value})

    runner = web.ServerRunner(web.Server(answer, handler_cancellation=True), shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.84.0.9", 0).start()
    port = runner.addresses[0][1]
    try:
        yield BoxAddress("127.84.0.9", api=port, stream=NOBODY, system=port)
    finally:
        await runner.cleanup()


HARDWARE = {"model": "SE5", "hardwareVersion": "SE50210"}


async def test_that_the_clock_is_compared_half_way_between_question_and_answer():
    slow = iter(x * 0.4 for x in range(1000))
    async with pages(hardwareInfo=HARDWARE, time={"time": 1_700_000_003_000}) as address:
        found = await probe(
            BoxAddress(address.host, NOBODY, NOBODY, address.system),
            quick=True,
            wall_clock=lambda: 1_700_000_000.0,
            mono_clock=lambda: next(slow),
        )
    assert found.clock_skew_ms == pytest.approx(2800.0)


async def test_that_an_answer_that_took_long_says_nothing_of_the_clock():
    ticks = iter(x * 1.5 for x in range(1000))
    async with pages(hardwareInfo=HARDWARE, time={"time": 1_700_000_003_000}) as address:
        found = await probe(address, quick=True, mono_clock=lambda: next(ticks))
    assert (found.is_box, found.clock_skew_ms) == (True, None)


async def test_that_v57_is_told_by_its_calls_where_the_version_tells_nothing():
    plain = {"hardwareInfo": HARDWARE, "systemVersion": {"version": "nightly"}}
    async with pages(**plain) as address:
        assert (await probe(address)).generation is Generation.V5
    async with pages(**plain, monitor={"monitor_address_list": []}) as address:
        assert (await probe(address)).generation is Generation.V57
    async with pages(**plain, Devices={"devices_list": []}, THRESHOLD={"THRESHOLD": 82}) as address:
        found = await probe(address)
    assert (found.generation, found.camera_ids) == (Generation.V57, ())


async def test_that_the_serial_number_has_a_page_of_its_own():
    async with pages(hardwareInfo=HARDWARE, deviceSN={"device_sn": "HQ17"}) as address:
        assert (await probe(address, quick=True)).sn == "HQ17"


async def test_that_what_was_learned_before_time_was_up_is_kept():
    async def never() -> None:
        await asyncio.Event().wait()

    async with pages(hardwareInfo=HARDWARE, deviceSN={"device_sn": "HQ17"}, systemVersion=never, ip=never) as address:
        begun = time.monotonic()
        found = await probe(address, call_s=0.3)
        assert time.monotonic() - begun < 2
    assert (found.is_box, found.system, found.model, found.sn) == (True, ANSWERS, "SE5 · SE50210", "HQ17")
    assert found.software_version is None


async def test_that_a_slow_box_is_waited_for():
    async def slow() -> object:
        await asyncio.sleep(0.15)
        return {"devices_list": []}

    async with pages(Devices=slow) as address:
        assert (await probe(address, call_s=0.6)).is_box
        hurried = await probe(address, call_s=0.1)
    assert (hurried.api, hurried.problem) == (OTHER, "not_a_box")  # it said 404 to the first call


# -- what is no box ----------------------------------------------------------------------------------------------------


async def look(kind: str, reply: bytes = b"", **patience: float) -> FoundBox:
    times = {"call_s": 0.4, "patience_s": 10.0, "connect_s": 0.4} | patience
    async with decoy("127.84.0.8", 0, kind, reply) as one:
        begun = time.monotonic()
        found = await probe(BoxAddress("127.84.0.8", one.port, one.port, one.port), **times)
        assert time.monotonic() - begun < 1.8
        await asyncio.sleep(0.02)
        assert not one.open  # hung up
    assert not found.is_box
    assert (found.generation, found.sn, found.camera_ids, found.clock_skew_ms) == (None, None, None, None)
    return found


@pytest.mark.parametrize(
    ("kind", "reply", "state", "stream", "problem"),
    [
        ("answers", http(HTML, "200 OK", "Content-Type: text/html"), OTHER, OTHER, "not_a_box"),
        ("answers", http(HTML, "404 Not Found"), OTHER, OTHER, "not_a_box"),
        ("answers", http(JSON_API), OTHER, OTHER, "not_a_box"),
        ("answers", http(b'{"data": {}}'), OTHER, OTHER, "not_a_box"),
        ("answers", http(b""), OTHER, OTHER, "not_a_box"),
        ("answers", http(b"", "500 Internal Server Error"), OTHER, OTHER, "http_status"),
        ("answers", http(b"", "401 Unauthorized"), OTHER, OTHER, "http_status"),
        ("answers", redirect(80), OTHER, OTHER, "not_a_box"),
        ("answers", b"SSH-2.0-OpenSSH_9\r\n\r\n", OTHER, OTHER, "closed"),
        ("answers", bytes(range(256)) * 8, OTHER, OTHER, "closed"),
        ("resets", b"", OTHER, OTHER, "closed"),
        ("silent", b"", SILENT, SILENT, "too_slow"),
        ("dribbles", b"", SILENT, SILENT, "too_slow"),
    ],
)
async def test_that_another_device_is_told_by_what_it_did(kind, reply, state, stream, problem):
    found = await look(kind, reply)
    assert (found.api, found.system, found.stream, found.problem) == (state, state, stream, problem)
    assert found.detail


async def test_that_an_endless_body_ends():
    found = await look("endless", call_s=1.5, patience_s=1.5)
    assert found.api in (OTHER, SILENT)
    assert found.problem in ("unreadable", "too_slow")


async def test_that_all_calls_together_end_in_time_too():
    found = await look("dribbles", call_s=10.0, patience_s=0.4)
    assert (found.api, found.system, found.problem) == (SILENT, SILENT, "too_slow")


@pytest.mark.parametrize("quick", [True, False])
async def test_that_a_redirect_is_not_followed(quick):
    async with (
        decoy("127.84.0.7", 0, "answers", http(b'{"devices": []}')) as elsewhere,
        decoy("127.84.0.8", 0, "answers", redirect(elsewhere.port, "127.84.0.7")) as one,
    ):
        found = await probe(BoxAddress("127.84.0.8", one.port, one.port, one.port), quick=quick)
        assert elsewhere.heard == 0
    assert (found.is_box, found.problem) == (False, "not_a_box")
    assert "302" in found.detail


async def test_that_a_port_that_says_nothing_is_asked_once():
    async with decoy("127.84.0.8", 0, "silent") as one:
        await probe(BoxAddress("127.84.0.8", one.port, NOBODY, NOBODY), call_s=0.2, quick=True)
    assert len(one.requests) == 1


async def test_that_nobody_there_is_told_by_what_the_network_said():
    found = await probe(BoxAddress("127.84.0.8", NOBODY, NOBODY, NOBODY))
    assert (found.api, found.stream, found.system) == (REFUSED, REFUSED, REFUSED)
    assert found.problem == "refused"


@pytest.mark.parametrize("host", ["a" * 80, "x..y", "no host", "", "-", "\x00", "门" * 70, "[", "1.2.3.4.5"])
async def test_that_what_is_no_host_is_unreachable(host, monkeypatch):
    async def nobody_knows(*_: object, **__: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nobody_knows)
    found = await probe(BoxAddress(host))
    assert {found.api, found.stream, found.system} == {PortState.UNREACHABLE}
    assert (found.is_box, found.problem) == (False, "unreachable")


async def test_that_a_connection_that_is_never_accepted_is_given_up(monkeypatch):
    async def never(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "sock_connect", never)
    monkeypatch.setattr(loop, "create_connection", never)
    begun = time.monotonic()
    found = await probe(BoxAddress("127.84.0.8"), connect_s=0.2)
    assert time.monotonic() - begun < 1
    assert {found.api, found.stream, found.system} == {PortState.UNREACHABLE}
    assert found.problem == "timeout"


async def test_that_the_stream_is_left_with_1001_at_once():
    codes: list[int | None] = []

    async def events(request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        codes.extend([0 async for _ in socket])  # nothing is to be said
        codes.append(socket.close_code)
        return socket

    runner = web.ServerRunner(web.Server(events), shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.84.0.8", 0).start()
    found = await probe(BoxAddress("127.84.0.8", NOBODY, runner.addresses[0][1], NOBODY))
    await runner.cleanup()
    assert (found.stream, codes) == (ANSWERS, [1001])
    assert not found.is_box  # an event stream alone proves nothing


async def test_that_cancelling_hangs_up():
    async with decoy("127.84.0.8", 0, "silent") as one:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(probe(BoxAddress("127.84.0.8", one.port, one.port, one.port)))
            while one.heard < 3:
                await asyncio.sleep(0.01)
            task.cancel()
        await asyncio.sleep(0.05)
        assert not one.open


async def test_that_waiting_for_a_place_is_not_counted():
    places = asyncio.Semaphore(1)
    await places.acquire()
    async with simulated("v57") as (_, address), asyncio.TaskGroup() as group:
        task = group.create_task(probe(address, quick=True, connections=places, patience_s=1.0))
        await asyncio.sleep(1.2)
        places.release()
        found = await task
    assert (found.api, found.system, found.sn is not None) == (ANSWERS, ANSWERS, True)
    assert found.elapsed_s < 1
    assert not places.locked()
