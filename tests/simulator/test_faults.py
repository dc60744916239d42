"""Each fault does what its name says."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import time

import aiohttp
import pytest
from aiohttp import web
from PIL import Image

from sophon_monitor.protocol.answers import decode_device_list
from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.requests import subscription
from sophon_monitor.simulator import faults
from sophon_monitor.simulator.simulation import SimulationPlan


@pytest.fixture
async def receiver(free_port):
    bodies = []

    async def receive(request):
        bodies.append(await request.read())
        return web.json_response({"status": 0})

    application = web.Application(client_max_size=64 * 1024 * 1024)
    application.router.add_post("/{tail:.*}", receive)
    runner = web.AppRunner(application, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", free_port).start()
    yield f"http://127.0.0.1:{free_port}/x", bodies
    await runner.cleanup()


async def frames(box, count, seconds=20.0):
    """The first frames of a subscription to everything."""
    url = f"ws://{box.address.host}:{box.address.ws}/"
    found = []
    async with (
        asyncio.timeout(seconds),
        aiohttp.ClientSession() as session,
        session.ws_connect(url, max_msg_size=0) as socket,
    ):
        await socket.send_str(subscription([c.device_id for c in box.facts.cameras]))
        while len(found) < count:
            message = await socket.receive()
            assert message.type is aiohttp.WSMsgType.TEXT
            found.append(message.data)
    return found


async def answer_of(box, path="/SophonDevice/api/Devices", port="api", seconds=10.0):
    url = f"http://{box.address.host}:{getattr(box.address, port)}{path}"
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session,
        session.get(url) as answer,
    ):
        return answer.status, await answer.read()


def test_that_an_unknown_fault_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"unknown fault tired; known are silent, slow, flap"):
        SimulationPlan(faults=frozenset({"tired"}))


async def test_that_a_silent_box_accepts_connections_and_says_nothing(simulated, receiver):
    url, bodies = receiver
    plan = {"bind": "127.82.1.1", "faults": frozenset({"silent"}), "push": url, "heartbeat_s": 0.1}
    async with simulated(**plan, events_per_second=20) as simulation:
        [box] = simulation.boxes
        for port in ("api", "sys"):
            with pytest.raises(TimeoutError):
                await answer_of(box, port=port, seconds=0.4)
        _, writer = await asyncio.open_connection(box.address.host, box.address.ws)
        writer.close()
        assert bodies == []


async def test_that_a_slow_box_answers_after_seconds(simulated, monkeypatch):
    assert faults.SLOW_S == (2.0, 5.0)
    monkeypatch.setattr("sophon_monitor.simulator.pages.SLOW_S", (0.6, 0.7))
    async with simulated(bind="127.82.2.1", faults=frozenset({"slow"}), events_per_second=0) as simulation:
        began = time.monotonic()
        status, _ = await answer_of(simulation.boxes[0])
        assert status == 200
        assert time.monotonic() - began >= 0.6


async def test_that_a_flapping_box_goes_away_and_comes_back(simulated, monkeypatch):
    assert faults.FLAP_UP_S == 20
    monkeypatch.setattr(faults, "FLAP_UP_S", 0.8)
    monkeypatch.setattr(faults, "FLAP_AWAY_S", 0.8)
    async with simulated(bind="127.82.3.1", faults=frozenset({"flap"}), events_per_second=0) as simulation:
        [box] = simulation.boxes
        states, away = "", 0.0
        async with asyncio.timeout(20):
            while not states.endswith("101"):
                began = time.monotonic()
                try:
                    await answer_of(box)
                    now = "1"
                except (aiohttp.ClientError, OSError):
                    now = "0"
                states += now * (not states.endswith(now))
                await asyncio.sleep(0.05)
                away += (now == "0") * (time.monotonic() - began)
        assert away > 0.6


@pytest.mark.parametrize(
    ("fault", "low_h", "high_h"), [("wrong-clock", 7.99, 8.01), ("wrong-clock-1970", -9e9, -400_000)]
)
async def test_that_a_wrong_clock_is_wrong_everywhere(simulated, fault, low_h, high_h):
    async with simulated(bind="127.82.4.1", faults=frozenset({fault}), events_per_second=20) as simulation:
        [box] = simulation.boxes
        _, body = await answer_of(box, "/SophonSystem/api/time", "sys")
        [event] = await frames(box, 1)
        for at_ms in (json.loads(body)["data"]["time"], json.loads(event)["timestamp"]):
            assert low_h < (at_ms / 1000 - time.time()) / 3600 < high_h


@pytest.mark.parametrize(("generation", "size"), [("v57", 16), ("v6", 16)])
async def test_that_huge_events_have_16_megabytes_and_a_picture_that_decodes(simulated, generation, size):
    plan = {"generation": generation, "bind": "127.82.5.1", "faults": frozenset({"huge"})}
    async with simulated(**plan, events_per_second=2) as simulation:
        [text] = await frames(simulation.boxes[0], 1)
        assert size * 1e6 <= len(text) < size * 1.05e6
        said = json.loads(text)
        words = said["recognize_face_image"].partition(",")[2] if generation == "v6" else said["ext_data"]["spot_pic"]
        with Image.open(io.BytesIO(base64.b64decode(words))) as picture:
            picture.load()


async def test_that_truncated_pictures_end_in_the_middle(simulated):
    async with simulated(
        bind="127.82.6.1", faults=frozenset({"truncated-picture"}), events_per_second=20
    ) as simulation:
        [text] = await frames(simulation.boxes[0], 1)
        words = json.loads(text)["ext_data"]["recognize_face"]
        picture = base64.b64decode(words[: len(words) // 4 * 4])
        assert picture.startswith(b"\xff\xd8")
        assert not picture.endswith(b"\xff\xd9")


async def test_that_there_are_no_pictures(simulated):
    async with simulated(bind="127.82.7.1", faults=frozenset({"no-pictures"}), events_per_second=20) as simulation:
        [text] = await frames(simulation.boxes[0], 1)
        said = json.loads(text)
        assert (said["reg_pic"], said["ext_data"]["recognize_face"], said["ext_data"]["spot_pic"]) == ("", "", "")


async def test_that_every_event_comes_two_ways(simulated, receiver):
    url, bodies = receiver
    plan = {"bind": "127.82.8.1", "faults": frozenset({"duplicate"}), "push": url, "heartbeat_s": 60}
    async with simulated(**plan, events_per_second=20) as simulation:
        [box] = simulation.boxes
        streamed = {json.loads(text)["timestamp"] for text in await frames(box, 5)}
        async with asyncio.timeout(10):
            while not streamed <= {json.loads(body).get("timestamp") for body in bodies}:
                await asyncio.sleep(0.05)
        assert len(set(box.sent_ids)) == len(box.sent_ids) == box.sent_events


async def test_that_without_a_receiver_a_duplicate_comes_the_same_way(simulated):
    async with simulated(bind="127.82.9.1", faults=frozenset({"duplicate"}), events_per_second=20) as simulation:
        ids = [json.loads(text)["event_id"] for text in await frames(simulation.boxes[0], 6)]
        assert len(set(ids[:2])) == 1 or len(set(ids[1:3])) == 1
        assert len(set(ids)) in (3, 4)


async def test_that_two_boxes_have_one_serial_number(simulated):
    async with simulated(bind="127.82.10.1", faults=frozenset({"same-sn-twice"}), events_per_second=0) as simulation:
        one, other = simulation.boxes
        assert one.facts.sn == other.facts.sn
        assert one.facts.mac != other.facts.mac
        assert one.address.host != other.address.host


async def test_that_every_fifth_push_is_no_json(simulated, receiver):
    url, bodies = receiver
    plan = {"bind": "127.82.11.1", "faults": frozenset({"bad-json"}), "push": url, "heartbeat_s": 0.05}
    async with simulated(**plan, events_per_second=0) as simulation:
        async with asyncio.timeout(15):
            while len(bodies) < 20:
                await asyncio.sleep(0.05)
        [box] = simulation.boxes
        broken = [body for body in bodies if not is_json(body)]
        assert abs(len(broken) - len(bodies) / 5) <= 1
        assert abs(box.sent_heartbeats + len(broken) - len(bodies)) <= 2


def is_json(body):
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


async def test_that_the_device_list_is_refused_at_first(simulated, monkeypatch):
    assert faults.INIT_S == 15
    monkeypatch.setattr(faults, "INIT_S", 1.0)
    async with simulated(bind="127.82.12.1", faults=frozenset({"device-init"}), events_per_second=0) as simulation:
        [box] = simulation.boxes
        status, body = await answer_of(box)
        assert status == 500
        with pytest.raises(ProtocolError) as refused:
            decode_device_list(body)
        assert "DEVICE_INIT_ERROR" in json.dumps(refused.value.values) or b"DEVICE_INIT_ERROR" in body
        await asyncio.sleep(1.1)
        status, body = await answer_of(box)
        assert status == 200
        assert len(decode_device_list(body).cameras) == 3
