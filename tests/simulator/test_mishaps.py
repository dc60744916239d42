"""Events that are dropped, delayed and doubled on the way, and what the history does that manuals leave open."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager

import aiohttp
import pytest

from sophon_monitor.protocol.requests import subscription
from sophon_monitor.simulator import faults
from sophon_monitor.simulator.people import REGISTERED
from sophon_monitor.simulator.sightings import Sighting
from tests.simulator.asking import ask, post
from tests.simulator.conftest import one_colour

EVENTS, GET_EVENTS = "/SophonFace/api/events", "/sophon/v2/face/getevents"


@asynccontextmanager
async def listening(box):
    """Ids of the frames as they come, and when."""
    heard: list[tuple[str, float]] = []

    async def listen(socket):
        async for message in socket:
            event_id = json.loads(message.data)["event_id"]
            heard.append((event_id, time.monotonic()))

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"ws://{box.address.host}:{box.address.ws}/") as ws,
    ):
        await ws.send_str(subscription([camera.device_id for camera in box.facts.cameras]))
        while not any(client.wants for client in box._outbox.stream.clients):
            await asyncio.sleep(0.01)
        task = asyncio.create_task(listen(ws))
        yield heard
        task.cancel()
        await asyncio.wait([task])


async def pass_by(box, count):
    events = []
    for number in range(count):
        person = REGISTERED[number % len(REGISTERED)]
        events.append(await box.recognise(box.facts.cameras[0], Sighting(person, person, 91.0)))
        await asyncio.sleep(0.002)
    return events


async def settled(heard, count):
    until = time.monotonic() + 5
    while len(heard) < count:
        assert time.monotonic() < until, heard
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
async def test_that_every_sixth_event_meets_each_mishap_and_none_meets_two(simulated, monkeypatch, generation):
    assert (faults.MISHAP_EVERY, faults.DELAY_S) == (6, 8.0)
    monkeypatch.setattr(faults, "DELAY_S", 0.5)
    wrong = frozenset({"drop-events", "delay-events", "double-events"})
    async with simulated(generation=generation, bind="127.86.1.1", events_per_second=0, faults=wrong) as simulation:
        [box] = simulation.boxes
        async with listening(box) as heard:
            ids = [event.event_id for event in await pass_by(box, 12)]
            sent_by = time.monotonic()
            await settled(heard, 12)
        came = [event_id for event_id, _ in heard]
        assert list(box.mishaps.dropped) == [ids[1], ids[7]]
        assert list(box.mishaps.delayed) == [ids[3], ids[9]]
        assert list(box.mishaps.doubled) == [ids[5], ids[11]]
        assert sorted(came) == sorted([*({*ids} - {ids[1], ids[7]}), ids[5], ids[11]])
        assert [came.count(event_id) for event_id in (ids[1], ids[3], ids[5])] == [0, 1, 2]
        assert all(at_s > sent_by + 0.3 for event_id, at_s in heard if event_id in box.mishaps.delayed)
        assert [event.event_id for event in box.recent] == ids  # the history has them all, once
        assert box.sent_events == 10


async def test_that_without_such_a_fault_nothing_happens_to_events(simulated):
    async with simulated(generation="v6", bind="127.86.2.1", events_per_second=0) as simulation:
        [box] = simulation.boxes
        async with listening(box) as heard:
            events = await pass_by(box, 8)
            await settled(heard, 8)
        assert [event_id for event_id, _ in heard] == [event.event_id for event in events]
        mishaps = box.mishaps
        assert not any((mishaps.dropped, mishaps.delayed, mishaps.doubled, mishaps.below, mishaps.twice))


@pytest.mark.parametrize("generation", ["se3"])
async def test_that_an_se3_drops_and_doubles_what_it_posts(simulated, free_port, generation):
    from aiohttp import web

    came = []

    async def receive(request):
        said = await request.json()
        if "identity_id" in said:
            came.append(said["timestamp"])
        return web.json_response({"status": 0})

    application = web.Application(client_max_size=2**26)
    application.router.add_post("/{tail:.*}", receive)
    runner = web.AppRunner(application, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", free_port).start()
    plan = {
        "push": f"http://127.0.0.1:{free_port}/x",
        "heartbeat_s": 60,
        "faults": frozenset({"drop-events", "double-events"}),
    }
    try:
        async with simulated(generation=generation, bind="127.86.3.1", events_per_second=0, **plan) as simulation:
            [box] = simulation.boxes
            times = [event.at_ms for event in await pass_by(box, 6)]
        assert [came.count(at_ms) for at_ms in times] == [1, 0, 1, 1, 1, 2]
    finally:
        await runner.cleanup()


async def test_that_histories_hold_what_was_below_the_threshold_and_copies(simulated):
    wrong = frozenset({"history-below-threshold", "history-doubles"})
    async with simulated(generation="v6", bind="127.86.4.1", events_per_second=0, faults=wrong) as simulation:
        [box] = simulation.boxes
        async with listening(box) as heard:
            events = await pass_by(box, 6)
            await settled(heard, 6)
        assert len(heard) == 6
        listed = (await post(box, GET_EVENTS, {"page_limit": 50}))["events"]
        assert len(listed) == 8
        [below] = [one for one in listed if one["event_id"] == box.mishaps.below[0]]
        assert (below["score"], below["identity_id"] != events[0].sighting.announced.identity_id) == (61.5, True)
        assert list(box.mishaps.twice) == [events[2].event_id]
        same = [one for one in listed if one["timestamp"] == events[2].at_ms / 1000]
        assert len({one["event_id"] for one in same}) == 2


# -- the history's whims ---------------------------------------------------------------------------------------------


async def listed(box, since=None, until=None, page=0, size=50):
    times = {name: value for name, value in (("datetime_gte", since), ("datetime_lte", until)) if value is not None}
    if box.facts.generation == "v6":
        said = await post(box, GET_EVENTS, {"filters": times, "page_index": page, "page_limit": size})
        return said["events"], said["pagination"]
    query = "&".join(f"{name}={value}" for name, value in (times | {"page": page, "per_page": size}).items())
    status, said = await ask(box, "GET", f"{EVENTS}?{query}")
    assert status == 200
    return said["data"], said["pagination"]


@asynccontextmanager
async def box_with(simulated, generation, *wrong, count=7):
    plan = {"generation": generation, "bind": "127.86.5.1", "events_per_second": 0, "faults": frozenset(wrong)}
    async with simulated(**plan) as simulation:
        [box] = simulation.boxes
        await pass_by(box, count)
        yield box


@pytest.mark.parametrize("generation", ["v57", "v6"])
@pytest.mark.parametrize(
    ("fault", "in_s", "in_ms"), [("history-in-seconds", 7, 0), ("history-in-ms", 0, 7), ("history-ignores-span", 7, 7)]
)
async def test_that_a_history_takes_the_times_that_its_fault_says(simulated, generation, fault, in_s, in_ms):
    async with box_with(simulated, generation, fault) as box:
        now = time.time()
        found, _ = await listed(box, int(now - 60), int(now + 60))
        assert len(found) == in_s
        found, _ = await listed(box, int((now - 60) * 1000), int((now + 60) * 1000))
        assert len(found) == in_ms
        found, _ = await listed(box, int(now + 600), int(now + 660))
        assert len(found) == (7 if fault == "history-ignores-span" else 0)
        timestamp = (await listed(box))[0][0]["timestamp"]
        assert (timestamp > 1e11) == (fault == "history-in-ms")


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_pages_repeat_or_are_small_with_wrong_counts(simulated, generation):
    async with box_with(simulated, generation, "history-page-repeats") as box:
        first, second = await listed(box, page=0, size=3), await listed(box, page=1, size=3)
        assert first[0] == second[0]
        assert first[1]["total_count"] == 7
    async with box_with(simulated, generation, "history-small-pages") as box:
        pages = [await listed(box, page=page) for page in range(3)]
        assert [len(found) for found, _ in pages] == [5, 2, 0]
        assert [said["total_count"] for _, said in pages] == [5, 2, 0]


@pytest.mark.parametrize(("generation", "path"), [("v57", EVENTS), ("v6", GET_EVENTS)])
async def test_that_a_history_may_want_a_login(simulated, generation, path):
    async with box_with(simulated, generation, "history-refused") as box:
        method = "GET" if generation == "v57" else "POST"
        status, said = await (ask(box, method, path) if method == "GET" else ask(box, method, path, {}))
        assert (status, list(said)) == (401, ["error"])


@pytest.mark.parametrize("generation", ["v57", "v6"])
async def test_that_a_picture_wants_the_time_of_its_event(simulated, generation):
    async with box_with(simulated, generation, count=1) as box:
        event = box.recent[0]
        is_v6 = generation == "v6"
        place = "/sophon/v2/face/getspotimage/" if is_v6 else "/SophonFace/api/event_images/"
        name = "timestamp" if is_v6 else "datetime"
        path = f"{place}{event.event_id}-face"
        status, jpeg = await ask(box, "GET", f"{path}?{name}={event.at_ms / 1000}")
        assert (status, jpeg) == (200, one_colour(f"{event.sighting.seen.key} live", (30, 36)))
        for query in ("", f"?{name}=", f"?{name}={event.at_ms / 1000 - 60}"):
            assert (await ask(box, "GET", f"{path}{query}"))[0] == 400


async def test_that_v6_gives_an_empty_surface_for_a_registered_picture_that_it_does_not_have(simulated):
    async with box_with(simulated, "v6", count=1) as box:
        status, jpeg = await ask(box, "GET", "/sophon/v2/face/getregisterimage/nobody-reg")
        assert (status, jpeg[:2]) == (200, b"\xff\xd8")
