"""The faults that "No events? Find out why" has to find: on the sockets, in the messages, in what is recognised."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp
import pytest
from aiohttp import web

from sophon_monitor.protocol.requests import subscription
from sophon_monitor.simulator import faults as known
from sophon_monitor.simulator.people import REGISTERED, Standing
from sophon_monitor.simulator.sightings import Sighting
from tests.simulator.asking import ask, get, post

EVERY = ("se3", "v5", "v57", "v6")
SE5 = ("v5", "v57", "v6")
LIMIT = 32 * 1024 * 1024


@pytest.fixture
def boxes(simulated):
    """`boxes(generation, bind, fault, ...)`: a box with what is wrong with it; nobody passes."""

    def opened(generation, bind, *faults, **plan):
        words = {"events_per_second": 0, **plan, "generation": generation, "bind": bind}
        return simulated(**words, faults=frozenset(faults))

    return opened


@pytest.fixture
async def receiver(free_port):
    """A receiver that takes everything: its URL and what came."""
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


async def until(truth, seconds=15.0):
    async with asyncio.timeout(seconds):
        while not truth():
            await asyncio.sleep(0.02)


async def is_open(box, port):
    try:
        _, writer = await asyncio.open_connection(box.address.host, getattr(box.address, port))
    except ConnectionRefusedError:
        return False
    writer.close()
    return True


def stream(box, session, **words):
    return session.ws_connect(f"ws://{box.address.host}:{box.address.ws}/", **words)


def registered_passes(camera=0, person=0):
    return camera, Sighting(REGISTERED[person], REGISTERED[person], 91.5)


async def passes(box, camera=0, person=0):
    number, sighting = registered_passes(camera, person)
    return await box.recognise(box.facts.cameras[number], sighting)


def test_that_every_fault_has_a_plain_description():
    assert len(known.FAULTS) > 40
    assert all(len(what) > 10 and what[0].islower() and not what.endswith(".") for what in known.FAULTS.values())


# -- ports and HTTP ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", SE5)
@pytest.mark.parametrize(
    ("fault", "states"),
    [
        ("no-cameras", (True, True, True)),
        ("port-5555-closed", (False, True, True)),
        ("port-5679-closed", (True, False, True)),
        ("port-8888-closed", (True, True, False)),
        ("bare-mode", (False, False, True)),
    ],
)
async def test_that_ports_are_closed(boxes, generation, fault, states):
    async with boxes(generation, "127.76.1.1", fault) as simulation:
        [box] = simulation.boxes
        assert tuple([await is_open(box, port) for port in ("api", "ws", "sys")]) == states


async def test_that_an_se3_box_has_one_port_to_close(boxes):
    async with boxes("se3", "127.76.2.1", "port-8888-closed", "port-5679-closed", "relay") as it:
        assert await is_open(it.boxes[0], "api")
    async with boxes("se3", "127.76.2.1", "port-5555-closed") as simulation:
        assert not await is_open(simulation.boxes[0], "api")


@pytest.mark.parametrize("generation", EVERY)
async def test_that_something_else_answers(boxes, generation):
    async with boxes(generation, "127.76.3.1", "not-a-box") as simulation:
        [box] = simulation.boxes
        for port in ("api", "sys")[: 1 if generation == "se3" else 2]:
            for method in ("GET", "POST"):
                status, said = await ask(box, method, "/SophonFogSys/api/groups", port=port)
                assert status == 200
                assert said.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("generation", EVERY)
async def test_that_every_call_fails(boxes, generation):
    async with boxes(generation, "127.76.4.1", "error-500") as simulation:
        status, said = await ask(simulation.boxes[0], "GET", "/SophonFogSys/api/groups")
        assert (status, said) == (500, b"Internal Server Error")


@pytest.mark.parametrize("generation", EVERY)
async def test_that_an_answer_never_ends(boxes, generation):
    async with boxes(generation, "127.76.5.1", "endless-body") as simulation:
        [box] = simulation.boxes
        url = f"http://{box.address.host}:{box.address.api}/SophonFogSys/api/groups"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert answer.status == 200
            got, began = 0, time.monotonic()
            while time.monotonic() - began < 0.6:
                piece = await answer.content.readany()
                assert piece
                got += len(piece)
        assert got > 4096 * 3


@pytest.mark.parametrize("generation", EVERY)
async def test_that_every_call_is_redirected_away(boxes, generation):
    async with boxes(generation, "127.76.6.1", "redirect") as simulation:
        [box] = simulation.boxes
        url = f"http://{box.address.host}:{box.address.api}/SophonFogSys/api/groups"
        async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (302, "http://127.77.66.55/")


@pytest.mark.parametrize(("generation", "path"), [("v57", "/SophonSystem/api/"), ("v6", "/sophon/v2/system/get")])
async def test_that_two_devices_answer_in_turn(boxes, receiver, generation, path):
    url, bodies = receiver
    async with boxes(generation, "127.76.7.1", "two-at-one-address", push=url, heartbeat_s=0.05) as simulation:
        [box] = simulation.boxes
        name = path + ("devicesn" if generation == "v6" else "deviceSN")
        numbers, macs = [], []
        for _ in range(4):
            if generation == "v6":
                numbers.append((await post(box, name, {}, port="sys"))["device_sn"])
                macs.append((await post(box, path + "ip", {}, port="sys"))["address_list"][0]["mac"])
            else:
                numbers.append((await get(box, name, port="sys"))["device_sn"])
                macs.append((await get(box, path + "ip", port="sys"))[0]["mac"])
        for said in (numbers, macs):
            assert said[0] == said[2] != said[1] == said[3]
        assert numbers[0] == box.facts.sn
        await until(lambda: len(bodies) > 6)
        assert len({json.loads(body).get("gateway_sn") for body in bodies} - {None}) == 2


async def test_that_one_device_answers_always_the_same(boxes):
    async with boxes("v57", "127.76.8.1") as simulation:
        [box] = simulation.boxes
        said = [(await get(box, "/SophonSystem/api/deviceSN", port="sys"))["device_sn"] for _ in range(3)]
        assert said == [box.facts.sn] * 3


# -- the stream --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", SE5)
async def test_that_the_stream_refuses_the_handshake(boxes, generation):
    async with boxes(generation, "127.76.9.1", "stream-refuses") as simulation, aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await stream(simulation.boxes[0], session)
        assert refused.value.status == 403


@pytest.mark.parametrize("generation", SE5)
async def test_that_the_stream_drops_after_the_subscription(boxes, generation):
    async with boxes(generation, "127.76.10.1", "stream-drops") as simulation, aiohttp.ClientSession() as session:
        [box] = simulation.boxes
        async with stream(box, session) as socket:
            with pytest.raises(TimeoutError):
                await socket.receive(timeout=0.2)
            await socket.send_str(subscription([c.device_id for c in box.facts.cameras]))
            message = await socket.receive(timeout=5)
            assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 1011)


# -- cameras and reports -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", SE5)
async def test_that_the_device_list_is_empty_or_still_to_come(boxes, generation):
    async def listed(box):
        if generation == "v6":
            return await ask(box, "POST", "/sophon/v2/face/getmediadevices", {})
        return await ask(box, "GET", "/SophonDevice/api/Devices")

    async with boxes(generation, "127.76.11.1", "no-cameras", events_per_second=30) as simulation:
        status, said = await listed(simulation.boxes[0])
        assert (status, said.get("devices", said.get("data", {}).get("devices_list"))) == (200, [])
        await asyncio.sleep(0.2)
        assert not simulation.boxes[0].recent
    async with boxes(generation, "127.76.11.1", "device-init-forever") as simulation:
        status, said = await listed(simulation.boxes[0])
        assert (status, "DEVICE_INIT_ERROR" in said["error"].values()) == (500, True)


@pytest.mark.parametrize("generation", EVERY)
async def test_that_all_cameras_are_offline_in_its_messages(boxes, receiver, generation):
    url, bodies = receiver
    plan = {"push": url, "heartbeat_s": 0.1, "events_per_second": 30}
    async with boxes(generation, "127.76.12.1", "cameras-offline", **plan) as simulation:
        await until(lambda: any(b"sub_devices" in body for body in bodies))
        assert not simulation.boxes[0].recent
    lists = [cameras for body in bodies if (cameras := json.loads(body).get("sub_devices"))]
    states = {c.get("ep_status") or c["media_device_status"] for cameras in lists for c in cameras}
    assert states == {"offline"}


@pytest.mark.parametrize(
    ("fault", "url"),
    [
        ("reports-elsewhere", "http://127.88.1.9:9528/box/status"),
        ("reports-malformed", "htttp://127.0.0.1:9528/DeviceStatus"),
        ("reports-old-address", "http://127.77.66.54:9528/DeviceStatus/AAAAAAAAAAAAAAAA"),
        ("reports-to-itself", "http://{host}:9528/DeviceStatus"),
    ],
)
async def test_that_reports_go_astray(boxes, receiver, fault, url):
    ours, bodies = receiver
    plan = {"push": ours, "heartbeat_s": 0.1}
    async with boxes("se3", "127.76.13.1", fault, **plan) as simulation:
        [box] = simulation.boxes
        wanted = url.format(host=box.address.host)
        assert (await get(box, "/SophonFogSys/api/MonitorServerUrl"))["monitor_server_url"] == wanted
        assert (await get(box, "/SophonFogSys/api/EventServerUrl"))["event_server_url"] == [wanted]
        await passes(box)
    async with boxes("v57", "127.76.13.1", fault, **plan) as simulation:
        [box] = simulation.boxes
        wanted = url.format(host=box.address.host)
        assert (await get(box, "/SophonSystem/api/monitor", port="sys"))["monitor_address_list"] == [wanted]
        assert (await get(box, "/SophonConfig/api/Configs/WEB_HEART_URL"))["WEB_HEART_URL"] == wanted
    async with boxes("v6", "127.76.13.1", fault, **plan) as simulation:
        [box] = simulation.boxes
        wanted = url.format(host=box.address.host)
        said = await post(box, "/sophon/v2/system/getsystemmonitorconfig", {}, port="sys")
        assert said["device_monitor_url"] == wanted
        said = await post(box, "/sophon/v2/face/getconfigs", {})
        assert said["MEDIA_DEVICE_MONITOR_URL"] == wanted
        await asyncio.sleep(0.2)
    assert bodies == []


# -- messages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", SE5)
async def test_that_a_frame_is_over_the_limit(boxes, generation):
    async with boxes(generation, "127.76.14.1", "oversized-messages") as simulation:
        [box] = simulation.boxes
        async with aiohttp.ClientSession() as session, stream(box, session, max_msg_size=2 * LIMIT) as socket:
            await socket.send_str(subscription([c.device_id for c in box.facts.cameras]))
            await until(lambda: any(client.wants for client in box._outbox.stream.clients))
            await passes(box)
            message = await socket.receive(timeout=20)
            assert len(message.data) > LIMIT
            json.loads(message.data)


async def test_that_a_push_is_over_the_limit(boxes, receiver):
    url, bodies = receiver
    async with boxes("se3", "127.76.15.1", "oversized-messages", push=url, heartbeat_s=60) as simulation:
        await passes(simulation.boxes[0])
        assert max(map(len, bodies)) > LIMIT


@pytest.mark.parametrize("generation", EVERY)
async def test_that_nothing_it_sends_is_json(boxes, receiver, generation):
    url, bodies = receiver
    async with boxes(generation, "127.76.16.1", "bad-messages", push=url, heartbeat_s=0.1) as simulation:
        [box] = simulation.boxes
        await until(lambda: len(bodies) > 3)
        if generation != "se3":
            async with aiohttp.ClientSession() as session, stream(box, session) as socket:
                await socket.send_str(subscription([c.device_id for c in box.facts.cameras]))
                await until(lambda: any(client.wants for client in box._outbox.stream.clients))
                await passes(box)
                bodies.append((await socket.receive(timeout=5)).data)
        assert not any(is_json(body) for body in bodies)
        assert (box.sent_heartbeats, box.sent_events) == (0, 0)


def is_json(body):
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


# -- recognition -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", EVERY)
async def test_that_nobody_is_registered(boxes, generation):
    async with boxes(generation, "127.76.17.1", "nobody-registered") as simulation:
        [box] = simulation.boxes
        if generation == "v6":
            said = await post(box, "/sophon/v2/face/getidentities", {"page_limit": 1, "page_index": 0})
            assert (said["identities"], said["pagination"]["total_count"]) == ([], 0)
        else:
            assert (await get(box, "/SophonFogSys/api/groups"))["groups_list"][0]["size"] == 0
            assert (await get(box, "/SophonFogSys/api/users"))["identities_list"] == []
        event = await passes(box)
        assert event.sighting.announced.standing is Standing.STRANGER
        assert event.sighting.score_percent < 82
        assert event.pictures.registered == ""


@pytest.mark.parametrize("generation", EVERY)
@pytest.mark.parametrize(
    ("fault", "kinds"),
    [
        ("threshold-too-high", [Standing.STRANGER]),
        ("min-face-too-large", []),
        ("not-armed", []),
    ],
)
async def test_that_settings_decide_who_is_recognised(boxes, generation, fault, kinds):
    async with boxes(generation, "127.76.18.1", fault) as simulation:
        [box] = simulation.boxes
        await passes(box)
        expected = kinds if generation in ("v57", "v6") else [Standing.EMPLOYEE]
        assert [event.sighting.announced.standing for event in box.recent] == expected


async def test_that_a_person_is_not_reported_again_for_ten_minutes(boxes):
    async with boxes("v57", "127.76.19.1", "long-deduplication") as simulation:
        [box] = simulation.boxes
        for at_s in (0.0, 5.0, 599.0, 601.0):
            box._mono_clock = lambda at_s=at_s: at_s
            await passes(box)
        await passes(box, camera=1)
        await passes(box, person=1)
        assert [(e.camera.ordinal, e.sighting.seen) for e in box.recent] == [
            (0, REGISTERED[0]),
            (0, REGISTERED[0]),
            (1, REGISTERED[0]),
            (0, REGISTERED[1]),
        ]


@pytest.mark.parametrize("generation", SE5)
async def test_that_events_are_kept_and_not_sent(boxes, generation):
    async with boxes(generation, "127.76.20.1", "events-lost") as simulation, aiohttp.ClientSession() as session:
        [box] = simulation.boxes
        async with stream(box, session) as socket:
            await socket.send_str(subscription([c.device_id for c in box.facts.cameras]))
            await until(lambda: any(client.wants for client in box._outbox.stream.clients))
            await passes(box)
            with pytest.raises(TimeoutError):
                await socket.receive(timeout=0.3)
        assert (len(box.recent), box.sent_events) == (1, 0)


async def test_that_se3_loses_no_events(boxes, receiver):
    url, _ = receiver
    async with boxes("se3", "127.76.21.1", "events-lost", push=url, heartbeat_s=60) as simulation:
        await passes(simulation.boxes[0])
        assert simulation.boxes[0].sent_events == 1
