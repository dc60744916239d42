"""A simulated box answers its documented calls, sends to vendor-style clients and pushes to a Flask receiver."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections import Counter

import aiohttp
import pytest
import websocket
from flask import Flask, jsonify, request
from werkzeug.serving import make_server

from sophon_monitor.protocol.answers import decode_device_list, decode_system, decode_threshold
from sophon_monitor.protocol.decode import decode_body, decode_frame
from sophon_monitor.protocol.messages import Generation, Heartbeat, Recognition
from sophon_monitor.protocol.requests import (
    SystemCall,
    device_list_request,
    subscription,
    system_request,
    threshold_request,
)


async def until(truth, seconds=15.0):
    async with asyncio.timeout(seconds):
        while not truth():
            await asyncio.sleep(0.02)


async def ask(box, request_):
    port = box.address.api if request_.service.value in ("face", "api") else box.address.sys
    url = f"http://{box.address.host}:{port}{request_.path}"
    async with aiohttp.ClientSession() as session:
        body = request_.body if request_.method == "POST" else None
        headers = {"Content-Type": "application/json"} if body is not None else {}
        async with session.request(request_.method, url, data=body, headers=headers) as answer:
            return answer.status, await answer.read()


@pytest.fixture
def flask_receiver(free_port):
    """A receiver as the vendor's sample has it: Flask's development server, whatever path."""
    got = []
    application = Flask("receiver")

    @application.post("/<path:path>")
    def receive(path):
        got.append((request.remote_addr, request.get_json()))
        return jsonify({"status": 0, "message": "ok", "data": None})

    server = make_server("127.0.0.1", free_port, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, name="flask")
    thread.start()
    yield f"http://127.0.0.1:{free_port}/HistoryEvent", got
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
async def test_that_the_box_answers_what_the_program_asks(simulated, generation):
    dialect = Generation.V6 if generation == "v6" else Generation.V5
    async with simulated(generation=generation, bind="127.81.1.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        status, body = await ask(box, device_list_request(dialect))
        assert status == 200
        assert [c.device_id for c in decode_device_list(body).cameras] == [c.device_id for c in box.facts.cameras]
        said = {}
        for call in SystemCall:
            status, body = await ask(box, system_request(call, dialect))
            assert status == 200, call
            said[call] = decode_system(call, body)
        assert 0 < said[SystemCall.CPU].health.cpu_percent < 100
        assert said[SystemCall.MEMORY].health.memory_total_gb == pytest.approx(11.51, abs=0.01)
        assert said[SystemCall.DISK].health.disk_total_gb == pytest.approx(30.54, abs=0.01)
        assert 30 < said[SystemCall.TEMPERATURE].health.temperature_c < 90
        assert said[SystemCall.FAN].health.fan_rpm > 1000
        assert said[SystemCall.SN].sn == box.facts.sn
        assert said[SystemCall.VERSION].software_version == box.facts.software
        if generation != "v5":
            _, body = await ask(box, threshold_request(Generation(generation)))
            assert decode_threshold(body, Generation(generation)) == 82


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("temperature", r"""\d\d\.\d'C"""),
        ("fan", r"\d{4}r/min"),
        ("memoryInfo", r"\d+\.\d\dG"),
        ("uptime", r"\d+ days, .*"),
    ],
)
async def test_that_v57_writes_units_into_its_answers(simulated, name, shape):
    async with simulated(bind="127.81.10.1", events_per_second=0) as simulation:
        address = simulation.boxes[0].address
        url = f"http://{address.host}:{address.sys}/SophonSystem/api/{name}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            said = (await answer.json())["data"]
        value = {"temperature": "core_temperature", "memoryInfo": "total_used_memory"}.get(name, name)
        assert re.fullmatch(shape, said[value])


async def test_that_an_se3_box_has_neither_system_port_nor_event_stream(simulated):
    async with simulated(generation="se3", bind="127.81.2.1", events_per_second=0) as simulation:
        address = simulation.boxes[0].address
        for port in (address.ws, address.sys):
            with pytest.raises(ConnectionRefusedError):
                await asyncio.open_connection(address.host, port)
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://{address.host}:{address.api}/SophonFogSys/api/groups") as answer,
        ):
            assert (answer.status, list(await answer.json())) == (200, ["data"])


JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}
FACE, SYSTEM = "/sophon/v2/face", "/sophon/v2/system"
CONFIGS = "/SophonConfig/api/Configs"


@pytest.mark.parametrize(
    ("generation", "method", "port", "path", "headers", "body", "code"),
    [
        ("v6", "POST", "api", f"{FACE}/getmediadevices", TEXT, b"{}", "UNSUPPORT_CONTENT_TYPE"),
        ("v6", "POST", "sys", f"{SYSTEM}/getcpuinfo", JSON, b"", "EMPTY_REQUEST_JSON"),
        ("v6", "POST", "api", f"{FACE}/getconfigs", JSON, b"{", "INVALID_REQUEST_JSON"),
        ("v6", "POST", "sys", f"{SYSTEM}/getstorage", JSON, b"{}", "MISSING_ARGUMENTS"),
        ("v57", "PUT", "api", CONFIGS, TEXT, b"{}", 40001),
        ("v57", "PUT", "api", CONFIGS, JSON, b"", 40002),
        ("v57", "GET", "api", f"{CONFIGS}/NO_SUCH", {}, None, 40400),
        ("v57", "GET", "sys", f"{SYSTEM}/getcpuinfo", {}, None, 40400),
        ("v57", "DELETE", "sys", "/SophonSystem/api/cpu", {}, None, 40000),
    ],
)
async def test_that_wrong_calls_are_refused_as_documented(
    simulated, generation, method, port, path, headers, body, code
):
    async with simulated(generation=generation, bind="127.81.3.1", events_per_second=0) as simulation:
        address = simulation.boxes[0].address
        url = f"http://{address.host}:{getattr(address, port)}{path}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, url, headers=headers, data=body) as answer,
        ):
            assert answer.status >= 400
            assert (await answer.json())["error"]["code"] == code


def vendor_client(box, count, generation):
    """The vendor's sample client: connect, send the subscription, recv_data for ever."""
    ids = [c.device_id for c in box.facts.cameras]
    asked = {"need_face": True, "need_register": True, "event_list": ids}
    if generation == "v6":
        asked = {"with_face_image": True, "with_register_image": True, "media_device_ids": ids}
    socket = websocket.create_connection(f"ws://{box.address.host}:{box.address.ws}", timeout=20)
    try:
        socket.send(json.dumps(asked))
        seen = []
        while len(seen) < count:
            opcode, data = socket.recv_data(4096)
            event = json.loads(data)
            seen.append((opcode, event["event_id"], event.get("video_id")))
        return seen
    finally:
        socket.close()


@pytest.mark.parametrize(("generation", "binary"), [("v5", False), ("v57", True), ("v6", False)])
async def test_that_a_vendor_style_client_gets_events(simulated, generation, binary):
    plan = {"generation": generation, "bind": "127.81.4.1", "events_per_second": 40, "binary_frames": binary}
    async with simulated(**plan) as simulation:
        [box] = simulation.boxes
        seen = await asyncio.to_thread(vendor_client, box, 6, generation)
        opcode = websocket.ABNF.OPCODE_BINARY if binary else websocket.ABNF.OPCODE_TEXT
        assert {one[0] for one in seen} == {opcode}
        assert len({one[1] for one in seen}) == 6
        assert {one[1] for one in seen} <= {event.event_id for event in box.recent}
        if generation != "v6":
            assert all(one[2] for one in seen)
        assert box.sent_events >= 6


async def test_that_the_stream_is_silent_before_the_subscription_and_obeys_it(simulated):
    async with simulated(generation="v57", bind="127.81.5.1", events_per_second=60) as simulation:
        [box] = simulation.boxes
        url = f"ws://{box.address.host}:{box.address.ws}/"
        async with aiohttp.ClientSession() as session, session.ws_connect(url, max_msg_size=0) as socket:
            with pytest.raises(TimeoutError):
                await socket.receive(timeout=0.5)
            chosen = box.facts.cameras[1].device_id
            await socket.send_str(subscription([chosen], live=False, registered=True))
            for _ in range(8):
                message = await socket.receive(timeout=10)
                [event] = decode_frame(message.data).messages
                assert event.camera.device_id == chosen
                assert "recognize_face" not in json.loads(message.data)["ext_data"]
                assert "reg_pic" in json.loads(message.data)


async def test_that_several_clients_get_the_same_events_and_a_slow_one_delays_nobody(simulated):
    async with simulated(generation="v57", bind="127.81.6.1", events_per_second=60) as simulation:
        [box] = simulation.boxes
        url = f"ws://{box.address.host}:{box.address.ws}/"
        words = subscription([c.device_id for c in box.facts.cameras])
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(url) as slow,
            session.ws_connect(url) as one,
            session.ws_connect(url) as other,
        ):
            for socket in (slow, one, other):
                await socket.send_str(words)
            first = {json.loads((await one.receive(timeout=10)).data)["event_id"] for _ in range(20)}
            second = {json.loads((await other.receive(timeout=10)).data)["event_id"] for _ in range(20)}
            assert len(first & second) >= 18


async def test_that_every_generation_pushes_to_a_flask_receiver(simulated, flask_receiver):
    url, got = flask_receiver
    generations = ("se3", "v5", "v57", "v6")
    plan = {"boxes": 4, "generation": generations, "bind": "127.81.7.1", "push": url, "history": True}
    async with simulated(**plan, events_per_second=20, heartbeat_s=0.3) as simulation:
        await until(lambda: all(b.sent_events > 2 and b.sent_heartbeats > 3 for b in simulation.boxes))
        addresses = {b.address.host: b for b in simulation.boxes}
    assert {peer for peer, _ in got} == set(addresses)
    kinds = Counter()
    for peer, said in got:
        [message] = decode_body(json.dumps(said).encode()).messages
        kinds[addresses[peer].facts.generation, type(message)] += 1
    for generation in generations:
        assert kinds[generation, Heartbeat] > 3
        assert kinds[generation, Recognition] > 2


async def test_that_writing_the_report_url_redirects_the_heartbeats(simulated, flask_receiver):
    url, got = flask_receiver
    async with simulated(
        boxes=3, generation=("se3", "v57", "v6"), bind="127.81.8.1", events_per_second=0
    ) as simulation:
        se3, v57, v6 = (box.address for box in simulation.boxes)
        se3_api, v57_api, v6_api = (f"http://{one.host}:{one.api}" for one in (se3, v57, v6))
        v57_sys, v6_sys = (f"http://{one.host}:{one.sys}" for one in (v57, v6))
        heart = {"config_dict": {"WEB_HEART_URL": url + ",", "WEB_HEART_TIME": 1}}
        monitor = {"monitor_server_url": url, "reported_peroid": 1, "content-type": "json"}
        listed = {"monitor_address_list": [url], "report_period": 1, "dev_sno": ""}
        system = {"device_monitor_url": url, "device_monitor_report_period": 1, "reporter_id": "x"}
        calls = (
            ("POST", f"{se3_api}/SophonFogSys/api/MonitorServerUrl", monitor),
            ("POST", f"{v57_sys}/SophonSystem/api/monitor", listed),
            ("PUT", f"{v57_api}{CONFIGS}", heart),
            ("POST", f"{v6_sys}{SYSTEM}/setsystemmonitorconfig", system),
            ("POST", f"{v6_api}{FACE}/setconfigs", {"config_dict": {"MEDIA_DEVICE_MONITOR_URL": url}}),
        )
        async with aiohttp.ClientSession() as session:
            for method, address, body in calls:
                async with session.request(method, address, data=json.dumps(body), headers=JSON) as answer:
                    assert answer.status == 200
            async with session.get(f"http://{v57.host}:{v57.api}/SophonConfig/api/Configs/WEB_HEART_URL") as answer:
                assert await answer.json() == {"data": {"WEB_HEART_URL": url + ","}}

        def kinds():
            return {(peer, "gateway_sn" in said) for peer, said in got}

        wanted = {(se3.host, True), (v57.host, True), (v57.host, False), (v6.host, True), (v6.host, False)}
        await until(lambda: kinds() >= wanted)


async def test_that_two_boxes_share_an_address_when_the_next_one_is_taken(simulated):
    plan = {"bind": "127.81.9.1", "events_per_second": 0}
    async with simulated(**plan) as first, simulated(**plan) as second:
        [one], [other] = first.boxes, second.boxes
        assert (one.address.api, one.address.ws, one.address.sys) == (5555, 5679, 8888)
        assert other.address.host == one.address.host
        assert {other.address.api, other.address.ws, other.address.sys}.isdisjoint({5555, 5679, 8888})
        assert other.facts.sn != one.facts.sn
