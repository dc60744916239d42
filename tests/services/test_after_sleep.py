"""The computer sleeps and wakes up: streams come back at once, and the pause is nobody's outage."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time

import numpy as np

from sophon_monitor.domain.health_curves import Gap, gaps_of
from sophon_monitor.domain.health_history import COLUMNS, HealthTable
from sophon_monitor.domain.registry import Registry
from sophon_monitor.domain.site import BoxAddress, LinkState, Liveness
from sophon_monitor.qtmodels.health_store import HealthStore
from sophon_monitor.services import intake as intake_module
from sophon_monitor.services.archive_reader import ArchiveReader
from sophon_monitor.services.archive_writer import ArchiveWriter
from sophon_monitor.services.intake import Intake, IntakeEars
from sophon_monitor.services.listening import ListenPlan
from sophon_monitor.services.resume import Pause
from sophon_monitor.services.retention import Retention
from sophon_monitor.simulator.simulation import Simulation, SimulationPlan
from tests.services.test_borrow_errands import until
from tests.services.test_borrowing import free_host
from tests.simulator.conftest import PlainGallery

__all__ = ["free_host"]

_numbers = itertools.count()


class Cable:
    """A line to a box's event stream that can go dead without either end hearing of it."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._alive = asyncio.Event()
        self._alive.set()
        self.lines = 0
        self._carrying: set[asyncio.Task] = set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._carrying.add(asyncio.current_task())
        self.lines += 1
        number = self.lines
        there, back = await asyncio.open_connection(self._host, self._port)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._pump(reader, back, number), self._pump(there, writer, number))
        for end in (writer, back):
            end.close()

    async def _pump(self, come: asyncio.StreamReader, go: asyncio.StreamWriter, number: int) -> None:
        while data := await come.read(65536):
            if number == 1:
                await self._alive.wait()  # the first line stays dead once it is
            go.write(data)

    async def cut(self) -> None:
        for task in self._carrying:
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    def kill(self) -> None:
        self._alive.clear()


async def test_that_a_dead_stream_is_back_within_five_seconds_of_waking_up(tmp_path, free_host, monkeypatch):
    pauses: list[Pause] = []
    changes: list = []
    asleep: list[Pause] = []

    class Watch:
        def __init__(self, **_: object) -> None:
            return

        def look(self) -> Pause | None:
            return asleep.pop() if asleep else None

    monkeypatch.setattr(intake_module, "SleepWatch", Watch)
    plan = SimulationPlan(boxes=1, cameras=2, events_per_second=5, generation="v5", bind=free_host, push=None)
    async with Simulation(plan, PlainGallery()) as simulation:
        at = simulation.boxes[0].address
        cable = Cable(at.host, at.ws)
        line = await asyncio.start_server(cable.carry, at.host, 0)
        intake = Intake(
            folder=tmp_path,
            plan=ListenPlan("127.0.0.1", 0),
            ears=IntakeEars(
                changes=changes.extend,
                figures=lambda _: None,
                listening=lambda _: None,
                failed=lambda *_: None,
                paused=pauses.append,
            ),
            new_token=lambda: "AbCdEfGhIjKlMnOp",
            new_key=lambda: f"b-{next(_numbers):08x}",
            retention=Retention(),
            version="0",
        )
        running = asyncio.get_running_loop().create_task(intake.run())
        await intake.ready.wait()
        try:
            port = line.sockets[0].getsockname()[1]
            key = await intake.add_box(BoxAddress(at.host, at.api, port, at.sys))
            await until(lambda: intake.registry.box(key).stream.state is LinkState.UP and intake._archive.figures.kept)
            cable.kill()
            kept = intake._archive.figures.kept
            pause = Pause(time.time() - 600, time.time())
            began = time.monotonic()
            asleep.append(pause)
            await until(lambda: cable.lines >= 2 and intake._archive.figures.kept > kept + 2, patience_s=5.0)
            assert time.monotonic() - began < 5.0
            assert pauses == [pause]
            assert intake.registry.box(key).liveness is Liveness.ONLINE
        finally:
            running.cancel()
            await asyncio.wait([running])
            line.close()
            await cable.cut()
            await line.wait_closed()


def test_that_the_pause_is_no_silence_of_a_box():
    registry = Registry(new_token=lambda: "t", new_key=lambda: "b-1")
    key, _ = registry.add_box(BoxAddress("10.0.0.1"), at_s=0.0)
    registry.sign_of_life(key, at_s=0.0, now_mono_s=0.0)
    registry.wake(now_mono_s=600.0)
    registry.tick(now_mono_s=601.0)
    assert registry.box(key).liveness is Liveness.ONLINE
    registry.tick(now_mono_s=600.0 + 90.0)
    assert registry.box(key).liveness is Liveness.OFFLINE


def test_that_a_box_that_was_never_heard_is_not_heard_by_waking_up():
    registry = Registry(new_token=lambda: "t", new_key=lambda: "b-1")
    key, _ = registry.add_box(BoxAddress("10.0.0.1"), at_s=0.0)
    registry.wake(now_mono_s=600.0)
    registry.tick(now_mono_s=601.0)
    assert registry.box(key).liveness is Liveness.NEVER


def test_that_a_pause_divides_the_time_in_which_somebody_watched(tmp_path):
    writer = ArchiveWriter(tmp_path, Retention())
    start = 1_790_000_000_000
    for at_ms in (start, start + 5_000, start + 600_000, start + 605_000):
        writer.note_running(at_ms)
    writer.close()
    reader = ArchiveReader(tmp_path)
    spans = reader.runs()
    reader.close()
    assert spans == ((start / 1000, start / 1000 + 5.0), (start / 1000 + 600.0, start / 1000 + 605.0))


def test_that_health_draws_the_pause_as_not_watched(qapp):
    store = HealthStore()
    store.set_watching(((0.0, 10.0), (20.0, float("inf"))))
    store.note_pause(100.0, 160.0)
    slept = ((0.0, 10.0), (20.0, 100.0), (160.0, float("inf")))
    assert store.watching == slept
    store.note_pause(12.0, 15.0)  # outside of what was watched
    assert store.watching == slept
    store.note_pause(170.0, 170.0)
    assert store.watching == slept


def test_that_a_pause_is_not_forgotten_when_the_earlier_runs_are_read_again(qapp):
    store = HealthStore()
    store.note_pause(100.0, 160.0)  # before anybody said since when it runs
    assert store.watching == ((float("-inf"), 100.0), (160.0, float("inf")))
    store.watch_from(50.0)
    assert store.watching == ((50.0, 100.0), (160.0, float("inf")))
    store.set_watching(((0.0, 10.0), (50.0, float("inf"))))  # the receiver listens on another address
    store.note_pause(200.0, 260.0)
    assert store.watching == ((0.0, 10.0), (50.0, 100.0), (160.0, 200.0), (260.0, float("inf")))


def test_that_the_gap_of_a_pause_is_no_silence_of_a_box(qapp):
    times = np.array([*np.arange(0.0, 100.0, 5.0), *np.arange(702.0, 800.0, 5.0)])
    table = HealthTable(times, np.full((len(COLUMNS), times.size), 5.0), np.zeros(times.size, np.uint8))
    store = HealthStore()
    assert [gap.watched for gap in gaps_of(table, 5.0, 800.0, store.watching)] == [True]
    store.note_pause(98.0, 700.0)
    assert gaps_of(table, 5.0, 800.0, store.watching) == (Gap(98.0, 700.0, watched=False),)
