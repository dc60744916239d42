"""What each generation says is read by `protocol.decode` as what was meant."""

from __future__ import annotations

import base64
import json

import pytest

from sophon_monitor.protocol.decode import decode_body, decode_frame
from sophon_monitor.protocol.messages import (
    CameraListSync,
    CameraStatus,
    CameraType,
    EventPath,
    Generation,
    Heartbeat,
    PersonType,
    PictureState,
    Recognition,
)
from sophon_monitor.simulator.dialects import dialect_of
from sophon_monitor.simulator.dialects.moments import Moment, Pictures, Recognised, Wants, device_list_sync
from sophon_monitor.simulator.facts import GENERATIONS, box_facts
from sophon_monitor.simulator.people import REGISTERED, STRANGERS
from sophon_monitor.simulator.sightings import Sighting
from sophon_monitor.simulator.vitals import Vitals
from tests.simulator.conftest import one_colour

VITALS = Vitals(41.5, 37.0, 52.3, 61.25, 57.4, 49.9, 4120.0, 123_456.0)
NOW_MS = 1_718_352_045_137
LIVE, REG, SCENE = (one_colour(name, (16, 16)) for name in ("live", "registered", "scene"))
EVERYTHING = Wants(live=True, registered=True)


def a_box(generation, ordinal=0):
    return box_facts(5, ordinal, generation, "10.20.30.41", 5555, 4)


def a_moment(generation, ordinal=0):
    box = a_box(generation, ordinal)
    return Moment(box, VITALS, frozenset({box.cameras[3].device_id}), NOW_MS)


def an_event(box, person=REGISTERED[0], score=91.37, camera=1):
    texts = [base64.b64encode(jpeg).decode() for jpeg in (LIVE, REG, SCENE)]
    pictures = Pictures(texts[0], texts[1] if person.is_registered else "", texts[2], (812, 204, 951, 388))
    sighting = Sighting(person, person, score)
    return Recognised("1718352045137206", "v-1", NOW_MS, box.cameras[camera], sighting, "1718352044.9870000", pictures)


def read(said):
    decoded = decode_body(json.dumps(said).encode(), "application/json")
    assert not decoded.rejected
    [message] = decoded.messages
    return message


@pytest.mark.parametrize(
    ("generation", "ordinal", "memory_gb", "disk_gb"),
    [
        ("se3", 0, 1.55, 10.39),
        ("v5", 0, 11.51, 30.54),
        ("v5", 1, 11.51, 30.54),
        ("v57", 0, 11.51, 30.54),
        ("v6", 0, 11.51, 30.54),
    ],
)
def test_that_a_heartbeat_says_how_the_box_is(generation, ordinal, memory_gb, disk_gb):
    moment = a_moment(generation, ordinal)
    beat = read(dialect_of(generation).box_status(moment))
    assert isinstance(beat, Heartbeat)
    assert (beat.identity.sn, beat.identity.mac, beat.identity.name) == (moment.box.sn, moment.box.mac, moment.box.name)
    assert beat.identity.ips[0] == "10.20.30.41"
    assert beat.status == "online"
    assert beat.health.cpu_percent == pytest.approx(41.5, abs=0.01)
    assert beat.health.memory_percent == pytest.approx(52.3, abs=0.1)
    assert beat.health.disk_percent == pytest.approx(61.25, abs=0.05)
    assert beat.health.memory_total_gb == pytest.approx(memory_gb, abs=0.01)
    assert beat.health.disk_total_gb == pytest.approx(disk_gb, abs=0.01)
    assert beat.health.temperature_c == pytest.approx(57.4, abs=0.5)
    if generation != "v6":
        assert beat.software_version == moment.box.software


@pytest.mark.parametrize("generation", ["v57", "v6"])
def test_that_newer_heartbeats_have_tpu_fan_and_board_temperature_and_no_cameras(generation):
    beat = read(dialect_of(generation).box_status(a_moment(generation)))
    assert beat.health.tpu_percent == pytest.approx(37.0, abs=0.01)
    assert beat.health.fan_rpm == 4120
    assert beat.health.board_temperature_c == pytest.approx(49.9, abs=0.5)
    assert beat.cameras is None


@pytest.mark.parametrize(
    ("generation", "ordinal"), [("se3", 0), ("v5", 0), ("v5", 1), ("v57", 0), ("v57", 1), ("v6", 0)]
)
def test_that_cameras_are_named_with_their_states(generation, ordinal):
    moment, dialect = a_moment(generation, ordinal), dialect_of(generation)
    beat = read(dialect.camera_status(moment) or dialect.box_status(moment))
    assert [c.name for c in beat.cameras] == [c.name for c in moment.box.cameras]
    assert [c.ip for c in beat.cameras] == [c.ip for c in moment.box.cameras]
    assert [c.status for c in beat.cameras] == [CameraStatus.ONLINE] * 3 + [CameraStatus.OFFLINE]
    if generation in ("v57", "v6"):
        assert beat.identity.sn is None
        assert beat.cameras[1].type is CameraType.RTSP
    else:
        assert beat.cameras[0].type is CameraType.GATE
        assert beat.cameras[1].url == moment.box.cameras[1].url


def test_that_the_camera_list_for_a_platform_is_read():
    moment = a_moment("v57", 1)
    sync = read(device_list_sync(moment))
    assert isinstance(sync, CameraListSync)
    assert sync.identity.license == moment.box.license
    assert [c.name for c in sync.cameras] == [c.name for c in moment.box.cameras]


@pytest.mark.parametrize(("generation", "score"), [("se3", 0.9137), ("v5", 91.37), ("v57", 91.37), ("v6", 91.37)])
def test_that_a_realtime_event_says_who_and_where(generation, score):
    box = a_box(generation)
    said = dialect_of(generation).realtime(box, an_event(box), EVERYTHING)
    [event] = decode_frame(json.dumps(said)).messages
    assert isinstance(event, Recognition)
    assert event.path is EventPath.REALTIME
    assert (event.person_id, event.person_name) == (REGISTERED[0].identity_id, REGISTERED[0].name)
    assert event.person_id.startswith("00")
    assert event.person_type is PersonType.EMPLOYEE
    assert (event.score, event.occurred_at_ms) == (score, NOW_MS)
    assert event.camera.ip == box.cameras[1].ip
    assert (event.live.data, event.registered.data) == (LIVE, REG)
    if generation == "v6":
        assert event.scene.state is PictureState.ABSENT
    else:
        assert event.scene.data == SCENE
    if generation != "se3":
        assert event.camera.device_id == box.cameras[1].device_id
        assert event.extra["event_id"] == "1718352045137206"


@pytest.mark.parametrize("generation", GENERATIONS)
def test_that_a_stranger_has_no_registered_picture(generation):
    box = a_box(generation)
    event = an_event(box, STRANGERS[0], 23.5)
    realtime = read(dialect_of(generation).realtime(box, event, EVERYTHING))
    history = read(dialect_of(generation).history(box, event))
    for said in (realtime, history):
        assert said.person_type is PersonType.STRANGER
        assert said.registered.state in (PictureState.EMPTY, PictureState.ABSENT)
    assert realtime.person_id == ("stranger" if generation == "se3" else event.stranger_id)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_that_history_has_all_pictures_and_the_camera(generation):
    box = a_box(generation)
    event = read(dialect_of(generation).history(box, an_event(box)))
    assert event.path is (EventPath.HISTORY_OLD if generation == "se3" else EventPath.HISTORY)
    assert (event.live.data, event.registered.data, event.scene.data) == (LIVE, REG, SCENE)
    assert event.camera.ip == box.cameras[1].ip
    assert event.occurred_at_ms == NOW_MS
    if generation != "se3":
        assert event.face_box == (812, 204, 951, 388)


@pytest.mark.parametrize("generation", ["v5", "v57", "v6"])
def test_that_pictures_that_nobody_asked_for_are_left_out(generation):
    box = a_box(generation)
    event = read(dialect_of(generation).realtime(box, an_event(box), Wants()))
    assert event.live.state is PictureState.ABSENT
    assert event.registered.state is PictureState.ABSENT


def test_that_the_generation_is_recognised_where_a_message_tells_it():
    assert read(dialect_of("v6").box_status(a_moment("v6"))).generation is Generation.V6
    assert read(dialect_of("v57").box_status(a_moment("v57"))).generation is Generation.V57
    assert read(dialect_of("se3").box_status(a_moment("se3"))).generation is not Generation.V6


def test_that_the_same_seed_makes_the_same_box_and_another_address_another_one():
    assert a_box("v57") == a_box("v57")
    assert box_facts(5, 0, "v57", "10.20.30.42", 5555, 4).sn != a_box("v57").sn
