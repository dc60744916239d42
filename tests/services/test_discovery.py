"""A search finds every box and nothing else, quickly, gently, and nowhere but where it was told to look."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import itertools
import socket
import time
from collections.abc import Iterator

import pytest

from sophon_monitor.domain.found_boxes import FoundBox, ScanProgress
from sophon_monitor.domain.scan_ranges import parse_ranges
from sophon_monitor.domain.site import BoxAddress
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.services import discovery
from sophon_monitor.services.discovery import PROGRESS_EVERY_S, Discovery
from sophon_monitor.simulator import simulation as simulator
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.services.decoys import HTML, decoy, free_ports_everywhere, http, redirect

SUBNET = parse_ranges("127.0.0.0/24").addresses
ALL = ("se3", "v5", "v57", "v6")


class Connections:
    """All connections that this loop opens: whereto, and how many are open or opening at a time."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.most = 0
        self.silent: set[str] = set()  # hosts from which nothing comes back
        self.lost: list[tuple[str, int]] = []  # connection requests that get lost, once each
        self._opening = 0
        self._open: list[object] = []

    @property
    def now(self) -> int:
        self._open = [one for one in self._open if one.fileno() != -1]
        return self._opening + len(self._open)

    @contextlib.contextmanager
    def opening(self, host: str, port: int) -> Iterator[None]:
        self.asked.append((host, port))
        self._opening += 1
        self.most = max(self.most, self.now)
        try:
            yield
        finally:
            self._opening -= 1

    async def arrive(self, target: tuple[str, int]) -> None:
        if target in self.lost:
            self.lost.remove(target)
        elif target[0] not in self.silent:
            return
        await asyncio.Event().wait()

    def opened(self, one: object) -> None:
        self._open.append(one)


@pytest.fixture
async def connections(monkeypatch) -> Connections:
    seen = Connections()
    loop = asyncio.get_running_loop()
    sock_connect = loop.sock_connect  # libraries come through here, too

    async def watched_sock_connect(one, address):
        with seen.opening(*address):
            await seen.arrive(address)
            await sock_connect(one, address)
            seen.opened(one)

    monkeypatch.setattr(loop, "sock_connect", watched_sock_connect)
    return seen


@pytest.fixture
def targets(monkeypatch) -> list[tuple[str, int]]:
    """Whereto any socket of this process connects, whoever opened it."""
    seen: list[tuple[str, int]] = []

    class Watched(socket.socket):
        def connect(self, address):
            seen.append(address)
            return super().connect(address)

        def connect_ex(self, address):
            seen.append(address)
            return super().connect_ex(address)

    monkeypatch.setattr(socket, "socket", Watched)
    return seen


class Results:
    """What a search told."""

    def __init__(self) -> None:
        self.found: list[FoundBox] = []
        self.progress: list[ScanProgress] = []
        self.told_at: list[float] = []

    def take(self, progress: ScanProgress) -> None:
        self.progress.append(progress)
        self.told_at.append(time.monotonic())

    @property
    def hosts(self) -> list[str]:
        return sorted(one.address.host for one in self.found)


async def search(addresses, ports) -> Results:
    results = Results()
    await Discovery().run(addresses, on_found=results.found.append, on_progress=results.take, ports=ports)
    return results


@contextlib.asynccontextmanager
async def boxes(monkeypatch, ports, *, count=5, bind="127.0.0.41"):
    monkeypatch.setattr(simulator, "PORTS", ports)
    plan = SimulationPlan(boxes=count, bind=bind, generation=ALL, events_per_second=0, heartbeat_s=60)
    async with Simulation(plan) as simulation:
        assert [(box.address.api, box.address.sys) for box in simulation.boxes] == [(ports[0], ports[2])] * count
        yield simulation.boxes


async def test_that_five_boxes_among_decoys_are_found_and_nobody_outside_is_asked(monkeypatch, connections, targets):
    decoys = {
        "127.0.0.3": ("answers", http(HTML)),  # a web server on 5555
        "127.0.0.40": ("silent", b""),
        "127.0.0.46": ("dribbles", b""),
        "127.0.0.99": ("resets", b""),  # Android, as a rule
        "127.0.0.253": ("endless", b""),
    }
    just_outside = ("127.0.1.1", "127.0.1.0", "127.1.0.0")
    ports = api, _, system = free_ports_everywhere((*(f"127.0.0.{n}" for n in range(41, 46)), *decoys, *just_outside))
    async with contextlib.AsyncExitStack() as stack:
        simulated = await stack.enter_async_context(boxes(monkeypatch, ports))
        outside = [
            await stack.enter_async_context(decoy(host, port, "answers", http(b'{"devices": []}')))
            for host in just_outside
            for port in ports
        ]
        decoys["127.0.0.254"] = ("answers", redirect(api, "127.0.1.1"))
        for host, (kind, reply) in decoys.items():
            await stack.enter_async_context(decoy(host, api, kind, reply))
        await stack.enter_async_context(decoy("127.0.0.200", system, "answers", http(HTML)))
        begun = time.monotonic()
        results = await search(SUBNET, ports)
        assert time.monotonic() - begun < 5
        assert [one.heard for one in outside] == [0] * len(outside)
    assert results.hosts == [f"127.0.0.{n}" for n in range(41, 46)]
    by_host = {one.address.host: one for one in results.found}
    for box in simulated:
        found = by_host[box.address.host]
        assert found.address == BoxAddress(box.address.host, *ports)
        assert found.generation == box.facts.generation
        if found.generation is not Generation.SE3:
            assert found.sn == box.facts.sn
            assert found.camera_ids == tuple(c.device_id for c in box.facts.cameras)
    assert results.progress[-1].others == 6
    for whereto in (connections.asked, targets):
        assert {host for host, _ in whereto} == set(SUBNET)
        assert {port for _, port in whereto} <= {api, system}
    assert connections.most <= 64
    assert connections.now == 0


async def test_that_a_subnet_of_silence_takes_under_five_seconds_also_with_a_box_at_its_end(monkeypatch, connections):
    ports = free_ports_everywhere(("127.0.0.251", "127.0.0.252", "127.0.0.254"))
    connections.silent = set(SUBNET[:-3]) - {"127.0.0.251"}
    async with (
        boxes(monkeypatch, ports, count=2, bind="127.0.0.251"),
        decoy("127.0.0.254", ports[0], "dribbles"),
        decoy("127.0.0.254", ports[2], "silent"),
    ):
        begun = time.monotonic()
        results = await search(SUBNET, ports)
        assert time.monotonic() - begun < 5
    assert results.hosts == ["127.0.0.251", "127.0.0.252"]
    assert connections.most == 64
    assert connections.now == 0


async def test_that_never_more_than_64_connections_are_open_with_those_of_the_closer_looks(connections):
    hosts = [f"127.0.3.{n}" for n in range(1, 131)]
    ports = api, _, system = free_ports_everywhere(tuple(hosts))
    async with contextlib.AsyncExitStack() as stack:
        for host in hosts:
            await stack.enter_async_context(decoy(host, api, "answers", http(HTML)))
            await stack.enter_async_context(decoy(host, system, "answers", http(HTML)))
        results = await search(hosts, ports)
    assert (results.found, results.progress[-1].others) == ([], 130)
    assert 32 < connections.most <= 64
    assert len(connections.asked) == 3 * len(hosts)  # one knock, and one look at each port
    assert connections.now == 0


async def test_that_a_box_whose_5555_is_closed_is_found_by_8888(monkeypatch):
    ports = free_ports_everywhere(tuple(f"127.0.2.{n}" for n in range(1, 5)))
    async with boxes(monkeypatch, ports, count=4, bind="127.0.2.1"):
        results = await search(["127.0.2.1", "127.0.2.2", "127.0.2.3", "127.0.2.4"], (9, ports[1], ports[2]))
    assert results.hosts == ["127.0.2.2", "127.0.2.3", "127.0.2.4"]  # the first is an SE3, which has no 8888
    assert results.progress[-1].others == 0


async def test_that_a_box_whose_first_knock_got_lost_is_found(monkeypatch, connections):
    ports = api, _, system = free_ports_everywhere(("127.0.2.1", "127.0.2.2"))
    async with boxes(monkeypatch, ports, count=2, bind="127.0.2.1"):
        connections.lost = [("127.0.2.1", api), ("127.0.2.2", api)]
        results = await search(["127.0.2.1", "127.0.2.2"], ports)
    assert results.hosts == ["127.0.2.1", "127.0.2.2"]
    assert connections.lost == []
    # An SE3 has no 8888 and is knocked at again; the other opens there.
    knocks = [("127.0.2.1", api), ("127.0.2.2", api), ("127.0.2.1", system), ("127.0.2.2", system), ("127.0.2.1", api)]
    assert connections.asked[:5] == knocks


async def test_that_an_address_without_a_route_is_asked_once(monkeypatch):
    asked: list[tuple[str, int]] = []

    async def no_route(_, address):
        asked.append(address)
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", no_route)
    results = await search(["127.0.2.1", "127.0.2.2"], (1, 2, 3))
    assert asked == [("127.0.2.1", 1), ("127.0.2.2", 1)]
    assert (results.progress[-1].tried, results.progress[-1].done) == (2, True)


async def test_that_progress_comes_at_most_every_100_ms_and_ends_once(connections):
    connections.silent = set(SUBNET)
    results = await search(SUBNET[:130], (9, 9, 9))
    assert [one.done for one in results.progress] == [False] * (len(results.progress) - 1) + [True]
    gaps = [later - earlier for earlier, later in itertools.pairwise(results.told_at[:-1])]
    assert len(gaps) > 8
    assert min(gaps) >= PROGRESS_EVERY_S - 0.002
    tried = [one.tried for one in results.progress]
    assert tried == sorted(tried)
    assert 0 < tried[len(tried) // 2] < 130
    assert {one.total for one in results.progress} == {130}
    assert results.progress[-1].tried == 130
    assert results.progress[-1].elapsed_s == pytest.approx(3 * 0.9, abs=0.8)


async def test_that_a_box_is_told_before_the_search_ends(monkeypatch, connections):
    ports = free_ports_everywhere(("127.0.0.1",))
    connections.silent = set(SUBNET[1:])
    async with boxes(monkeypatch, ports, count=1, bind="127.0.0.1"), asyncio.TaskGroup() as group:
        told = asyncio.Event()
        task = group.create_task(
            Discovery().run(SUBNET, on_found=lambda _: told.set(), on_progress=lambda _: None, ports=ports)
        )
        async with asyncio.timeout(1.5):
            await told.wait()
        assert not task.done()
        task.cancel()


async def test_that_a_cancelled_search_leaves_nothing_and_says_nothing_more(monkeypatch, connections):
    ports = free_ports_everywhere(("127.0.0.9",))
    connections.silent = set(SUBNET) - {"127.0.0.9"}
    before = asyncio.all_tasks()
    results = Results()
    async with decoy("127.0.0.9", ports[0], "silent") as one, asyncio.TaskGroup() as group:
        task = group.create_task(
            Discovery().run(SUBNET, on_found=results.found.append, on_progress=results.take, ports=ports)
        )
        while len(one.requests) < 1:
            await asyncio.sleep(0.01)
        assert connections.now > 32
        task.cancel()
        await asyncio.wait([task])
        assert asyncio.all_tasks() == before
        assert connections.now == 0
        told = len(results.progress)
        await asyncio.sleep(0.25)
        assert not one.open
    assert task.cancelled()
    assert len(results.progress) == told
    assert not any(progress.done for progress in results.progress)


@pytest.mark.parametrize("address", ["gate.site", "", "::1", "127.0.0.1:80", "127.0.0.0/24", "0127.0.0.1"])
async def test_that_only_addresses_are_searched(address, connections):
    with pytest.raises(ValueError):
        await search(["127.0.0.1", address], (9, 9, 9))
    assert connections.asked == []


async def test_that_an_address_named_twice_is_asked_once(connections):
    await search(["127.0.2.7", "127.0.2.7"], (9, 9, 10))
    assert connections.asked == [("127.0.2.7", 9), ("127.0.2.7", 10)]


async def test_that_nothing_to_search_is_done_at_once():
    results = await search([], (9, 9, 9))
    assert [(p.tried, p.total, p.done) for p in results.progress] == [(0, 0, True)]


async def test_that_a_listener_that_fails_ends_the_search_with_its_error(monkeypatch):
    async def found_at_once(address, **_):
        return FoundBox(address=address, api=discovery.PortState.ANSWERS)

    def fails(_: FoundBox) -> None:
        raise LookupError("mine")

    monkeypatch.setattr(discovery, "probe", found_at_once)
    async with decoy("127.0.2.8", 0, "silent") as one:
        with pytest.raises(ExceptionGroup) as failed:
            await Discovery().run(
                ["127.0.2.8"], on_found=fails, on_progress=lambda _: None, ports=(one.port, one.port, one.port)
            )
    assert failed.group_contains(LookupError, match="mine")
