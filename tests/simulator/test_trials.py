"""A photo that is sent to a simulated box is recognised, answered, kept and sent on, as protocol.md 3.8 has it."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import random

import aiohttp
import pytest
from PIL import Image

from sophon_monitor.protocol.decode import decode_frame
from sophon_monitor.protocol.requests import subscription
from sophon_monitor.simulator import portraits
from sophon_monitor.simulator.gallery import Gallery
from sophon_monitor.simulator.people import REGISTERED, STRANGERS
from sophon_monitor.simulator.photos import BadPhoto, photo_bytes, read_photo
from tests.simulator.asking import ask, get, post
from tests.simulator.conftest import one_colour

MATCH, SEARCH = "/SophonMatch/api/PictureMatch", "/sophon/v2/face/search"
PERSON = REGISTERED[2]
KNOWN, UNKNOWN = one_colour(PERSON.key, (48, 60)), one_colour("nobody at all", (48, 60))
GENERATIONS = ("v5", "v57", "v6")
ADDRESS = {"v5": "device_ip", "v57": "device_ip", "v6": "media_device_ip"}


def text(picture):
    return base64.b64encode(picture).decode()


def boxes(simulated, generation, bind, *faults, **plan):
    return simulated(generation=generation, bind=bind, events_per_second=0, faults=frozenset(faults), **plan)


def photo_camera(box):
    return next(c for c in box.facts.cameras if not c.is_video)


async def tried(box, picture, **more):
    """Status and answer of a trial in the name of the first camera that sends pictures; `data` is taken off."""
    generation = box.facts.generation
    body = {"rgb_image_base64": picture, ADDRESS[generation]: photo_camera(box).ip, **more}
    body = {key: value for key, value in body.items() if value is not None}
    status, said = await ask(box, "POST", SEARCH if generation == "v6" else MATCH, body)
    return status, said.get("data", said)


async def test_that_v5_and_v57_answer_a_pass_as_documented(simulated):
    for generation in ("v5", "v57"):
        async with boxes(simulated, generation, "127.80.1.1") as simulation:
            [box] = simulation.boxes
            status, said = await tried(box, text(KNOWN), need_register_photo=True)
            assert status == 200
            assert list(said) == ["retcode", "identity_id", "name", "score", "identity_info", "reg_pic"]
            assert (said["retcode"], said["identity_id"], said["name"]) == ("1", PERSON.identity_id, PERSON.name)
            assert 82 < said["score"] <= 100
            assert said["identity_info"]["user_id"] == PERSON.identity_id
            assert base64.b64decode(said["reg_pic"]) == KNOWN
            assert "reg_pic" not in (await tried(box, text(KNOWN)))[1]


async def test_that_v6_answers_a_pass_as_documented(simulated):
    async with boxes(simulated, "v6", "127.80.2.1") as simulation:
        [box] = simulation.boxes
        status, said = await tried(box, text(KNOWN), with_register_photo=True, with_attribute=True)
        assert (status, said["result"], said["identity_id"]) == (200, True, PERSON.identity_id)
        assert said["identity_info"]["identity_name"] == PERSON.name
        assert said["register_image"] == "data:image/jpeg;base64," + text(KNOWN)
        assert said["attribute"]["gender"] == "male"
        assert list(said["debug_info"]) == ["comparetime", "totaltime"]
        _, plain = await tried(box, text(KNOWN), with_debug_info=False)
        assert list(plain) == ["result", "score", "identity_id", "identity_info"]


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_that_an_unknown_picture_is_a_stranger_with_a_low_score(simulated, generation):
    async with boxes(simulated, generation, "127.80.3.1") as simulation:
        [box] = simulation.boxes
        status, said = await tried(box, text(UNKNOWN), need_register_photo=True, with_register_photo=True)
        assert (status, said.get("retcode", said.get("result"))) == (200, False if generation == "v6" else "0")
        assert (said["score"], said["identity_id"], said["identity_info"]) == (27.69, "", {})
        assert said.get("reg_pic", said.get("register_image")) == ""
        assert not box.recent[-1].sighting.announced.is_registered


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize(
    "spelt",
    [
        lambda jpeg: base64.encodebytes(jpeg).decode(),
        lambda jpeg: base64.encodebytes(jpeg).decode().replace("\n", "\r\n"),
        lambda jpeg: "data:image/jpeg;base64," + text(jpeg),
        lambda jpeg: text(as_png(jpeg)),
        lambda jpeg: text(again(jpeg, (96, 120))),
    ],
    ids=["line breaks", "CRLF", "data URI", "PNG", "another size"],
)
async def test_that_a_picture_is_known_however_it_is_spelt(simulated, generation, spelt):
    async with boxes(simulated, generation, "127.80.4.1") as simulation:
        status, said = await tried(simulation.boxes[0], spelt(KNOWN))
        assert (status, said["identity_id"]) == (200, PERSON.identity_id)


def as_png(jpeg):
    out = io.BytesIO()
    Image.open(io.BytesIO(jpeg)).save(out, "PNG")
    return out.getvalue()


def again(jpeg, size):
    out = io.BytesIO()
    Image.open(io.BytesIO(jpeg)).resize(size).save(out, "JPEG", quality=60)
    return out.getvalue()


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("picture", ["", "xxxxx", "äöü", "a" * 400, text(KNOWN[:200]), text(b"GIF89a" + bytes(90)), 7])
async def test_that_what_is_no_picture_is_refused(simulated, generation, picture):
    async with boxes(simulated, generation, "127.80.5.1") as simulation:
        [box] = simulation.boxes
        status, said = await tried(box, picture)
        assert status == 400
        assert said["error"]["code"] == ("IMAGE_DECODE_ERROR" if generation == "v6" else 40003)
        assert list(box.recent) == []


async def test_that_too_large_a_picture_is_refused(simulated):
    large = text(KNOWN + bytes(5 * 1024 * 1024))
    async with boxes(simulated, "v57", "127.80.6.1") as simulation:
        assert (await tried(simulation.boxes[0], large))[1]["error"]["code"] == 40007


@pytest.mark.parametrize(
    ("generation", "more", "code"),
    [
        ("v57", {"device_ip": None}, 40091),
        ("v57", {"rgb_image_base64": None}, 40091),
        ("v57", {"device_ip": "192.168.1.250"}, 40401),
        ("v6", {"rgb_image_base64": None}, "MISSING_ARGUMENTS"),
        ("v6", {"media_device_ip": "192.168.1.250"}, "ID_NOT_FOUND"),
    ],
)
async def test_that_a_photo_needs_an_added_photo_device(simulated, generation, more, code):
    async with boxes(simulated, generation, "127.80.7.1") as simulation:
        [box] = simulation.boxes
        status, said = await tried(box, text(KNOWN), **more)
        assert (status // 100, said["error"]["code"]) == (4, code)
        assert list(box.recent) == []


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_that_a_camera_that_is_read_by_rtsp_is_no_photo_device(simulated, generation):
    async with boxes(simulated, generation, "127.80.8.1") as simulation:
        [box] = simulation.boxes
        video = next(c for c in box.facts.cameras if c.is_video)
        _, said = await tried(box, text(KNOWN), **{ADDRESS[generation]: video.ip})
        assert said["error"]["code"] in (40401, "ID_NOT_FOUND")


async def test_that_v57_needs_no_device_where_group_and_permission_are_named(simulated):
    async with boxes(simulated, "v57", "127.80.9.1") as simulation:
        [box] = simulation.boxes
        words = {"device_ip": None, "group_name": "default_group", "permission_name": "all"}
        status, said = await tried(box, text(KNOWN), **words)
        assert (status, said["retcode"], box.recent[-1].camera.device_id) == (200, "1", "")


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_that_a_trial_is_kept_and_comes_back_on_the_stream(simulated, generation):
    async with boxes(simulated, generation, "127.80.10.1") as simulation:
        [box] = simulation.boxes
        async with aiohttp.ClientSession() as session, session.ws_connect(stream(box)) as socket:
            await socket.send_str(subscription([c.device_id for c in box.facts.cameras]))
            await subscribed(box)
            await tried(box, text(KNOWN))
            frame = await socket.receive(timeout=5)
        [event] = decode_frame(frame.data).messages
        assert (event.person_id, event.camera.ip) == (PERSON.identity_id, photo_camera(box).ip)
        assert (event.live.data, event.registered.data) == (KNOWN, KNOWN)
        listed = await newest(box)
        assert listed["identity_id"] == PERSON.identity_id
        name = listed.get("recognize_face_pic_id") or listed["recognize_face_image_id"]
        assert await box.picture(name) == KNOWN


async def newest(box):
    if box.facts.generation == "v6":
        return (await post(box, "/sophon/v2/face/getevents", {}))["events"][0]
    return (await get(box, "/SophonFace/api/events"))[0]["common"]


def stream(box):
    return f"ws://{box.address.host}:{box.address.ws}/"


async def subscribed(box):
    async with asyncio.timeout(5):
        while not any(client.wants for client in box._outbox.stream.clients):
            await asyncio.sleep(0.01)


async def test_that_a_search_without_a_device_has_an_empty_one_everywhere(simulated):
    async with boxes(simulated, "v6", "127.80.11.1") as simulation:
        [box] = simulation.boxes
        async with aiohttp.ClientSession() as session, session.ws_connect(stream(box)) as socket:
            await socket.send_str(subscription([box.facts.cameras[0].device_id]))
            await subscribed(box)
            status, said = await tried(box, text(KNOWN), media_device_ip=None)
            assert (status, said["result"]) == (200, True)
            frame = json.loads((await socket.receive(timeout=5)).data)
        assert (frame["media_device_id"], frame["media_device_ip"]) == ("", "")
        assert (await newest(box))["media_device_info"] == {}


async def test_that_the_event_says_the_time_that_was_asked_for(simulated):
    async with boxes(simulated, "v57", "127.80.12.1") as simulation:
        [box] = simulation.boxes
        await tried(box, text(KNOWN), compare_time=1718352045.137)
        assert (await get(box, "/SophonFace/api/events"))[0]["timestamp"] == 1718352045.137


# -- doors, arming, groups ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_that_a_pass_opens_a_door_where_there_is_a_relay(simulated, generation):
    async with boxes(simulated, generation, "127.80.13.1", "relay") as simulation:
        [box] = simulation.boxes
        await tried(box, text(UNKNOWN))
        assert box.doors_opened == 0
        await tried(box, text(KNOWN))
        assert box.doors_opened == 1
        if generation == "v6":
            await tried(box, text(KNOWN), media_device_ip=None)
            assert box.doors_opened == 1
        assert all(any(value == "127.77.66.56" for value in relay.values()) for relay in await relays(box))
    async with boxes(simulated, generation, "127.80.13.1") as simulation:
        [box] = simulation.boxes
        await tried(box, text(KNOWN))
        assert box.doors_opened == 0
        assert await relays(box) == [{}] * 3


async def relays(box):
    if box.facts.generation == "v6":
        return [d["net_relay"] for d in (await post(box, "/sophon/v2/face/getmediadevices", {}))["devices"]]
    return [d["netRelay"] for d in (await get(box, "/SophonDevice/api/Devices"))["devices_list"]]


@pytest.mark.parametrize(
    ("generation", "fault", "code"),
    [
        ("v5", "not-in-pass-time", "NOT_IN_PASS_TIME"),
        ("v57", "not-in-pass-time", "NOT_IN_PASS_TIME"),
        ("v6", "not-in-pass-time", "NOT_IN_PASS_TIME"),
        ("v57", "not-armed", "NOT_IN_PASS_TIME"),
        ("v6", "not-armed", "NOT_IN_PASS_TIME"),
        ("v5", "nobody-registered", "EMPTY_GROUP_ERROR"),
        ("v6", "nobody-registered", "EMPTY_GROUP_ERROR"),
    ],
)
async def test_that_a_box_may_refuse_every_photo(simulated, generation, fault, code):
    async with boxes(simulated, generation, "127.80.14.1", fault) as simulation:
        [box] = simulation.boxes
        status, said = await tried(box, text(KNOWN))
        assert (status, said["error"]["code" if generation == "v6" else "status"]) == (400, code)
        assert list(box.recent) == []


@pytest.mark.parametrize(("generation", "name"), [("v57", "APPLY_MODE"), ("v6", "GATE_APPLY_MODE")])
async def test_that_a_box_that_only_captures_refuses(simulated, generation, name):
    async with boxes(simulated, generation, "127.80.15.1", settings={name: "grab"}) as simulation:
        _, said = await tried(simulation.boxes[0], text(KNOWN))
        assert said["error"]["code" if generation == "v6" else "status"] == "NOT_SUPPORT_IN_GRAB_MODE"


async def test_that_too_high_a_threshold_makes_a_stranger_of_everybody(simulated):
    async with boxes(simulated, "v6", "127.80.16.1", "threshold-too-high") as simulation:
        _, said = await tried(simulation.boxes[0], text(KNOWN))
        assert (said["result"], said["identity_id"]) == (False, "")


async def test_that_se3_knows_no_such_call(simulated):
    async with boxes(simulated, "se3", "127.80.17.1") as simulation:
        [box] = simulation.boxes
        assert (await ask(box, "POST", MATCH, {"rgb_image_base64": text(KNOWN), "device_ip": "x"}))[0] == 404


# -- pictures ----------------------------------------------------------------------------------------------------------


async def test_that_drawn_people_are_told_apart():
    gallery = Gallery()
    two = REGISTERED[:2]
    for person in two:
        photo = read_photo(again(portraits.registered_jpeg(person, 0), (240, 300)))
        assert await gallery.whose(photo, two) is person
    stranger = read_photo(portraits.registered_jpeg(STRANGERS[0], 0))
    assert await gallery.whose(stranger, two) is None


async def test_that_a_picture_that_a_camera_took_is_known():
    gallery = Gallery()
    view = await gallery.view(REGISTERED[0], 0, random.Random(0))
    assert await gallery.whose(read_photo(view.live), REGISTERED[:2]) is REGISTERED[0]


def test_that_a_jpeg_stays_as_it_was_sent_and_a_png_becomes_one():
    assert read_photo(KNOWN).jpeg == KNOWN
    made = read_photo(as_png(KNOWN))
    assert made.jpeg.startswith(b"\xff\xd8")
    assert made.size == (48, 60)


@pytest.mark.parametrize("words", [None, 5, "%%%", "data:image/jpeg;base64,%"])
def test_that_what_is_no_base64_is_no_photo(words):
    with pytest.raises(BadPhoto):
        photo_bytes(words)
