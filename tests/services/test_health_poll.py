"""The polls against a box made of a table of answers, on a clock of its own."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from sophon_monitor.domain.site import BoxKey, Link, LinkState
from sophon_monitor.protocol.answers import SystemReading
from sophon_monitor.protocol.messages import Health
from sophon_monitor.protocol.requests import Request
from sophon_monitor.services.box_calls import Answer, CallFailed
from sophon_monitor.services.health_poll import HealthPoll, merged

V6 = "/sophon/v2/system/"
V5 = "/SophonSystem/api/"
V6_ANSWERS: dict[str, object] = {
    V6 + "getcpuinfo": {"cur_cpu_usage": 0.19, "cpu_cores": "8"},
    V6 + "gettpuinfo": {"tpu_usage": 0.15},
    V6 + "getmemoryinfo": {"total_memory": "12.0G", "svt_memory": "11.51G", "svt_memory_usage": 0.57},
    V6 + "getstorage": {"total_disk": "30.54G", "free_disk": "18.84G", "disk_usage": 0.38},
    V6 + "gettemperature": {"core_temperature": 44.0, "board_temperature": 46.0},
    V6 + "getfanspeed": {"fan_speed": 4470.0},
    V6 + "getsoftwareversion": {"app_gate_version": "V6R1C01_1", "nnsdk_version": "2.3"},
    V6 + "getdevicesn": {"device_sn": "HQDZ1"},
    V6 + "gethardwareinfo": {"device_sn": "HQDZ1", "model": "SE50221"},
    V6 + "gettime": {"time": 1_718_352_047_637, "timezone": -8},
    "/sophon/v2/face/getconfigs": {"MATCH_THRESHOLD": 82},
}
V5_ANSWERS: dict[str, object] = {
    V5 + "cpu": {"data": {"cpu_rate": 0.19}},
    V5 + "tpu": {"data": {"tpu_rate": 0.15}},
    V5 + "memoryInfo": {"data": {"total_memory": "11.51G", "total_memory_scale": 0.55}},
    V5 + "diskInfo": {"data": {"total_disk": "30.54G", "free_disk": "9.80G", "disk_rate": 0.68}},
    V5 + "temperature": {"data": {"core_temperature": "44.0'C", "board_temperature": "46.0'C"}},
    V5 + "fan": {"data": {"fan": "4470r/min"}},
    V5 + "systemVersion": {"data": {"version": "V5R7C01_1"}},
    V5 + "deviceSN": {"data": {"device_sn": "HQDZ1"}},
    V5 + "time": {"data": {"time": 1_718_352_047_637, "timezone": -8}},
}


@dataclass
class TableBox:
    """Answers from a table. `takes_s` is what each call takes on the clock."""

    answers: dict[str, object]
    takes_s: float = 0.01
    failure: CallFailed | None = None
    now: float = 0.0
    asked: list[tuple[float, str]] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    readings: list[tuple[SystemReading, float | None, float | None]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    alive: int = 0
    until_s: float = 0.0
    paused: asyncio.Event = field(default_factory=asyncio.Event)
    running: int = 0

    async def call(self, request: Request) -> Answer:
        assert self.running == 0, "one request at a time"
        self.running += 1
        await asyncio.sleep(0)
        self.running -= 1
        path = request.path.partition("?")[0]
        self.asked.append((self.now, path.rpartition("/")[2]))
        self.now += self.takes_s
        if self.failure is not None:
            raise self.failure
        if path not in self.answers:
            raise CallFailed("http_status", "HTTP 404", 404)
        body = self.answers[path]
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Answer(200, data, self.takes_s, 1_718_352_045.137)

    async def rest(self, seconds: float, woken: asyncio.Event) -> None:
        self.rests.append(seconds)
        while self.now + seconds > self.until_s:
            self.paused.set()
            await asyncio.sleep(0.001)
        self.now += seconds

    async def run_to(self, until_s: float) -> None:
        """Let the clock run up to that second."""
        self.until_s = until_s
        self.paused.clear()
        await asyncio.wait_for(self.paused.wait(), 5.0)

    def times_of(self, name: str) -> list[int]:
        return [round(at) for at, asked in self.asked if asked == name]

    def count(self) -> None:
        self.alive += 1


@contextlib.asynccontextmanager
async def polling(box: TableBox) -> AsyncIterator[HealthPoll]:
    poll = HealthPoll(
        BoxKey("SN1"),
        calls=box,  # type: ignore[arg-type]
        on_reading=lambda *told: box.readings.append(told),
        on_link=box.links.append,
        on_alive=box.count,
        rest=box.rest,
        mono_clock=lambda: box.now,
        wall_clock=lambda: 0.0,
    )
    task = asyncio.create_task(poll.run())
    try:
        yield poll
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.parametrize(
    ("answers", "version", "memory", "disk"),
    [(V6_ANSWERS, "V6R1C01_1", 57.0, 38.0), (V5_ANSWERS, "V5R7C01_1", 55.0, 68.0)],
    ids=["v6", "v5"],
)
async def test_that_the_first_round_tells_everything(
    answers: dict[str, object], version: str, memory: float, disk: float
) -> None:
    box = TableBox(answers)
    async with polling(box):
        await box.run_to(1.0)
        reading, _, _ = box.readings[0]
        assert (reading.sn, reading.software_version) == ("HQDZ1", version)
        health = reading.health
        assert (health.cpu_percent, health.tpu_percent) == (pytest.approx(19.0), pytest.approx(15.0))
        assert (health.memory_percent, health.disk_percent) == (pytest.approx(memory), pytest.approx(disk))
        assert (health.temperature_c, health.board_temperature_c, health.fan_rpm) == (44.0, 46.0, 4470.0)
        assert [link.state for link in box.links] == [LinkState.CONNECTING, LinkState.UP]
        assert box.alive >= 9


async def test_that_each_measurement_has_its_period() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box):
        await box.run_to(125.0)
    cpu = box.times_of("getcpuinfo")[1:]  # the first one finds out how the box speaks
    assert cpu == list(range(0, 125, 5))
    assert box.times_of("getmemoryinfo") == cpu
    assert box.times_of("gettemperature") == [0, 30, 60, 90, 120]
    assert box.times_of("getfanspeed") == [0, 30, 60, 90, 120]
    assert box.times_of("gettime") == [0, 60, 120]
    assert box.times_of("getsoftwareversion") == [0]


async def test_that_a_round_tells_nothing_older_than_itself() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box):
        await box.run_to(8.0)
    reading, skew_ms, threshold = box.readings[1]
    assert reading.health.cpu_percent == pytest.approx(19.0)
    assert reading.health.temperature_c is None
    assert (reading.sn, skew_ms, threshold) == (None, None, None)


async def test_that_the_clock_is_compared_at_the_middle_of_the_round_trip() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box):
        await box.run_to(1.0)
    assert box.readings[0][1] == pytest.approx(2500.0)


async def test_that_a_slow_answer_measures_no_clock() -> None:
    box = TableBox(V6_ANSWERS, takes_s=1.5)
    async with polling(box):
        await box.run_to(20.0)
    assert box.readings[0][1] is None


async def test_that_the_threshold_is_read_on_connect_and_every_five_minutes() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box):
        await box.run_to(310.0)
    assert box.readings[0][2] == pytest.approx(82.0)
    assert box.times_of("getconfigs") == [0, 300]


async def test_that_what_a_push_delivered_is_not_asked() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box) as poll:
        await box.run_to(8.0)
        before = len(box.asked)
        poll.pushed(Health(cpu_percent=1.0, memory_percent=2.0, disk_percent=3.0))
        await box.run_to(12.0)
        names = [name for _, name in box.asked[before:]]
        assert names == ["gettpuinfo"]
        await box.run_to(17.0)
        assert "getcpuinfo" in [name for _, name in box.asked[before + 1 :]]


async def test_that_a_slow_box_is_asked_half_as_often_up_to_a_minute_and_a_quick_one_again() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box):
        await box.run_to(1.0)
        box.takes_s = 1.2
        await box.run_to(1000.0)
        at = box.times_of("gettpuinfo")
        gaps = [round((b - a) / 5) * 5 for a, b in itertools.pairwise(at)]
        assert gaps[:5] == [5, 10, 20, 40, 60]
        assert set(gaps[4:]) == {60}
        box.takes_s = 0.01
        await box.run_to(1400.0)
        at = box.times_of("gettpuinfo")
        assert at[-1] - at[-2] == 5


async def test_that_a_call_the_box_does_not_know_is_left_alone_for_a_while() -> None:
    answers = {path: answer for path, answer in V6_ANSWERS.items() if "fan" not in path}
    answers[V6 + "gettpuinfo"] = b"<html>"
    box = TableBox(answers)
    async with polling(box):
        await box.run_to(290.0)
        assert (box.times_of("getfanspeed"), box.times_of("gettpuinfo")) == ([0], [0])
        assert box.readings[-1][0].health.cpu_percent == pytest.approx(19.0)
        assert box.links[-1].state is LinkState.UP
        await box.run_to(310.0)
        assert box.times_of("gettpuinfo") == [0, 300]


async def test_that_a_box_without_the_service_is_asked_once_a_minute() -> None:
    for box in (
        TableBox({}),
        TableBox({V6 + "getcpuinfo": b"<html>", V5 + "cpu": b"<html>"}),
    ):
        async with polling(box):
            await box.run_to(130.0)
        assert box.links[-1].state in (LinkState.ABSENT, LinkState.CONNECTING)
        absent = [link for link in box.links if link.state is LinkState.ABSENT]
        assert absent[0].retry_in_s == 60.0
        assert set(box.rests) == {60.0}
        assert box.readings == []


async def test_that_a_port_that_refuses_is_tried_again_soon_and_then_once_a_minute() -> None:
    box = TableBox(V6_ANSWERS, failure=CallFailed("refused", ""))
    async with polling(box):
        await box.run_to(160.0)
        assert box.rests[:7] == [1, 2, 4, 8, 16, 60, 60]
        absent = [link for link in box.links if link.state is LinkState.ABSENT]
        assert [link.retry_in_s for link in absent[:2]] == [1.0, 2.0]
        assert box.readings == []
        box.failure = None
        await box.run_to(220.0)
        assert box.links[-1].state is LinkState.UP


async def test_that_an_unreachable_box_is_tried_after_1_2_4_up_to_30_s() -> None:
    box = TableBox(V6_ANSWERS, failure=CallFailed("unreachable", "no route to host"))
    async with polling(box):
        await box.run_to(150.0)
        assert box.rests[:8] == [1, 2, 4, 8, 16, 30, 30, 30]
        down = [link for link in box.links if link.state is LinkState.DOWN]
        assert (down[0].problem, down[0].detail, down[1].retry_in_s) == ("unreachable", "no route to host", 2.0)
        box.failure = None
        await box.run_to(200.0)
        assert box.links[-1].state is LinkState.UP
        assert box.readings[0][0].sn == "HQDZ1"
        box.failure = CallFailed("unreachable", "")
        before = len(box.links)
        await box.run_to(210.0)
        assert (box.links[before].state, box.links[before].retry_in_s) == (LinkState.DOWN, 1.0)


async def test_that_a_box_that_starts_again_is_down_not_absent_and_tells_all_anew() -> None:
    box = TableBox(V6_ANSWERS)
    async with polling(box):
        await box.run_to(8.0)
        box.failure = CallFailed("refused", "")
        await box.run_to(12.0)
        assert (box.links[-1].state, box.links[-1].problem) == (LinkState.DOWN, "refused")
        box.failure = None
        await box.run_to(20.0)
        assert box.links[-1].state is LinkState.UP
        assert len(box.times_of("getsoftwareversion")) == 2


async def test_that_a_box_whose_software_was_changed_is_understood_again() -> None:
    box = TableBox(dict(V5_ANSWERS))
    async with polling(box):
        await box.run_to(8.0)
        box.answers = V6_ANSWERS
        await box.run_to(20.0)
        assert box.readings[-1][0].health.cpu_percent == pytest.approx(19.0)
        assert box.asked[-1][1].startswith("get")


async def test_that_a_missing_threshold_harms_nothing() -> None:
    answers = {path: answer for path, answer in V6_ANSWERS.items() if "getconfigs" not in path}
    box = TableBox(answers)
    async with polling(box):
        await box.run_to(8.0)
    assert box.readings[0][2] is None
    assert box.links[-1].state is LinkState.UP


def test_that_readings_are_merged_value_by_value() -> None:
    one = SystemReading(health=Health(cpu_percent=1.0, fan_rpm=2.0), sn="A")
    other = SystemReading(health=Health(cpu_percent=3.0), software_version="V")
    both = merged(one, other)
    assert both == SystemReading(health=Health(cpu_percent=3.0, fan_rpm=2.0), sn="A", software_version="V")
