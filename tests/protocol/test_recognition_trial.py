"""Trying a recognition: which devices have a relay, the call, and every answer a box may give."""

from __future__ import annotations

import base64
import json

import pytest

from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import Generation, PictureState
from sophon_monitor.protocol.recognition_trial import (
    MAX_DEVICES,
    decode_devices,
    decode_trial,
    error_code,
    trial_request,
)
from sophon_monitor.protocol.requests import Service

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(200)) * 3 + b"\xff\xd9"


def body(said) -> bytes:
    return json.dumps(said).encode()


def v5(**given):
    """One device as V5.5 to V5.7 list it."""
    device = {"device_id": "d1", "device_ip": "10.0.0.7", "device_key": "10.0.0.7", "device_name": "大厅"}
    return body({"data": {"devices_list": [device | {"device_type": "photo", "netRelay": {}} | given]}})


def v6(**given):
    device = {"media_device_id": "d1", "media_device_ip": "10.0.0.7", "media_device_name": "大厅"}
    return body({"devices": [device | {"media_device_type": "photo", "net_relay": {}} | given]})


# -- devices -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [v5(), v6()], ids=["v5", "v6"])
def test_that_both_device_lists_say_the_same(listed):
    [device] = decode_devices(listed)
    assert (device.device_id, device.name, device.ip) == ("d1", "大厅", "10.0.0.7")
    assert (device.relay, device.is_photo, device.is_door) == (False, True, False)
    assert device.hosts == {"10.0.0.7"}


@pytest.mark.parametrize(
    ("block", "relay"),
    [
        ({}, False),
        ({"ip": "", "net_port": 6000, "door_port": 1}, False),
        ({"ip": None}, False),
        ({"ip": "10.0.0.9", "net_port": 6000}, True),
        ({"IP": "10.0.0.9"}, True),
        ({"address": "10.0.0.9"}, True),
        ({"action_ip": "10.0.0.9"}, True),
        ({"ip": 3232235785}, True),
        ({"ip": ["10.0.0.9"]}, True),
        ({"net_port": 6000}, None),  # it is there, and its address is called something else
        (None, None),
        ("10.0.0.9", None),
        ([], None),
    ],
)
def test_that_a_relay_is_denied_only_where_the_box_denies_it(block, relay):
    [old], [new] = decode_devices(v5(netRelay=block)), decode_devices(v6(net_relay=block))
    assert (old.relay, new.relay) == (relay, relay)


def test_that_a_device_without_a_word_about_relays_is_unknown():
    [device] = decode_devices(body({"media_devices": [{"media_device_id": "d1"}]}))
    assert device.relay is None
    assert (device.ip, device.hosts, device.name, device.is_photo) == ("", frozenset(), "", None)


@pytest.mark.parametrize(
    ("old", "new", "relay"),
    [({}, {"ip": "10.0.0.9"}, True), ({"ip": "10.0.0.9"}, None, True), ({}, None, None), ({}, {}, False)],
)
def test_that_of_two_relay_blocks_the_worse_one_counts(old, new, relay):
    [device] = decode_devices(v5(netRelay=old, net_relay=new))
    assert device.relay is relay


@pytest.mark.parametrize(
    ("kind", "is_photo", "is_door"),
    [
        ("photo", True, False),
        ("PHOTO", True, False),
        ("1", True, False),
        (1, True, False),
        ("rtsp", False, False),
        ("file", False, False),
        ("card", False, False),
        ("0", True, True),
        (4, True, True),
        ("gate", True, True),
        ("Door", True, True),
        ("", None, False),
    ],
)
def test_that_doors_and_turnstiles_are_known_by_their_type(kind, is_photo, is_door):
    [device] = decode_devices(v5(device_type=kind))
    assert (device.is_photo, device.is_door) == (is_photo, is_door)


@pytest.mark.parametrize(
    ("given", "ip", "hosts"),
    [
        ({"device_ip": "", "device_key": "10.0.0.8"}, "10.0.0.8", {"10.0.0.8"}),
        ({"device_ip": "", "device_key": "rtsp://viewer:word@10.0.0.8:554/ch1"}, "", {"10.0.0.8"}),
        ({"device_key": "rtsp://10.0.0.8/ch1"}, "10.0.0.7", {"10.0.0.7", "10.0.0.8"}),
        ({"device_key": "rtsp://[10.0.0.8/ch1"}, "10.0.0.7", {"10.0.0.7"}),
        ({"device_key": "rtsp://"}, "10.0.0.7", {"10.0.0.7"}),
    ],
)
def test_that_a_device_is_known_by_all_its_addresses(given, ip, hosts):
    [device] = decode_devices(v5(**given))
    assert (device.ip, device.hosts) == (ip, hosts)


@pytest.mark.parametrize(
    "said",
    [
        {"config": {}},
        {"devices": None},
        {"devices": "none"},
        {"devices": [{"media_device_id": "d1", "net_relay": {}}, "d2"]},
        {"devices": [{"media_device_id": "d1", "net_relay": {}}, {}]},
        {"devices": [{"media_device_id": f"d{n}", "net_relay": {}} for n in range(MAX_DEVICES + 1)]},
        {"data": []},
    ],
)
def test_that_a_list_that_is_not_wholly_read_is_none(said):
    """What is left out could have a relay."""
    with pytest.raises(ProtocolError) as refused:
        decode_devices(body(said))
    assert refused.value.code is ProtocolErrorCode.UNKNOWN_SHAPE


def test_that_a_box_without_devices_has_none():
    assert decode_devices(body({"devices": []})) == ()


# -- the call ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("generation", [Generation.V5, Generation.V57])
def test_that_v5_is_asked_in_the_name_of_a_device(generation):
    request = trial_request(generation, JPEG, "10.0.0.7")
    assert (request.method, request.service, request.path) == (
        "POST",
        Service.FACE,
        "/SophonMatch/api/PictureMatch",
    )
    said = json.loads(request.body)
    assert base64.b64decode(said.pop("rgb_image_base64"), validate=True) == JPEG  # no prefix, no line breaks
    assert said == {"device_ip": "10.0.0.7", "need_register_photo": True}


@pytest.mark.parametrize(("ip", "named"), [(None, {}), ("10.0.0.7", {"media_device_ip": "10.0.0.7"})])
def test_that_v6_needs_no_device(ip, named):
    request = trial_request(Generation.V6, JPEG, ip)
    assert (request.method, request.service, request.path) == ("POST", Service.FACE, "/sophon/v2/face/search")
    said = json.loads(request.body)
    assert base64.b64decode(said.pop("rgb_image_base64"), validate=True) == JPEG
    assert said == {"with_register_photo": True, **named}


def test_that_v5_without_a_device_says_so_with_an_empty_one():
    assert json.loads(trial_request(Generation.V5, JPEG, None).body)["device_ip"] == ""


# -- the answer ----------------------------------------------------------------------------------------------------

PICTURE = base64.b64encode(JPEG).decode()


@pytest.mark.parametrize(
    "said",
    [
        {"retcode": "1", "identity_id": "p7", "name": "张明", "score": "92.41", "reg_pic": PICTURE},
        {"data": {"retcode": 1, "identity_id": "p7", "name": "张明", "score": 92.41, "reg_pic": PICTURE}},
        {
            "result": True,
            "identity_id": "p7",
            "identity_info": {"identity_name": "张明"},
            "score": 92.41,
            "register_image": "data:image/jpeg;base64," + PICTURE,
        },
        {
            "error": {"code": 0},
            "data": {
                "result": "True",
                "score": "92.41",
                "identity_info": {"identity_id": "p7", "name": "张明", "reg_image": PICTURE},
            },
        },
    ],
    ids=["v5", "v5 data", "v6", "mixed"],
)
def test_that_a_pass_is_read_however_it_is_spelt(said):
    answer = decode_trial(body(said))
    assert (answer.passed, answer.person_id, answer.person_name, answer.score) == (True, "p7", "张明", 92.41)
    assert answer.registered.data == JPEG


@pytest.mark.parametrize("said", [{"retcode": "0"}, {"retcode": 0}, {"result": False}, {"result": "false"}])
def test_that_not_recognised_is_an_answer_too(said):
    answer = decode_trial(body(said | {"score": 27.69, "identity_id": "", "name": " ", "register_image": ""}))
    assert (answer.passed, answer.person_id, answer.person_name, answer.score) == (False, None, None, 27.69)
    assert answer.registered.state is PictureState.EMPTY


def test_that_without_score_and_picture_nothing_is_made_up():
    answer = decode_trial(body({"retcode": "1"}))
    assert (answer.score, answer.registered.state) == (None, PictureState.ABSENT)


@pytest.mark.parametrize("said", [{}, {"result": None}, {"result": {"score": 1}}, {"retcode": "7"}, {"retcode": ""}])
def test_that_what_says_neither_yes_nor_no_is_unreadable(said):
    with pytest.raises(ProtocolError) as refused:
        decode_trial(body(said))
    assert error_code(refused.value) == "unreadable"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ({"code": 40000, "message": "NOT_IN_PASS_TIME", "status": "NOT_IN_PASS_TIME"}, "not_in_pass_time"),
        ({"code": "NO_FACE_ERROR", "message": "no face"}, "no_face_error"),
        ({"code": 40004, "message": "no face", "status": "NO_FACE"}, "no_face"),
        ({"code": "40004", "message": "no face"}, "no_face"),
        ({"code": 40008, "message": ""}, "empty_group_error"),
        ({"code": "NOT_IN_PASS_TIME"}, "not_in_pass_time"),
        ({"code": "NOT_SUPPORT_IN_GRAB_MODE"}, "not_support_in_grab_mode"),
        ({"code": "LIVENESS_DETECT_FAIL"}, "liveness_detect_fail"),
        ({"code": 49999}, "49999"),
        ({"message": "?"}, "unreadable"),
    ],
)
def test_that_the_box_s_own_error_has_a_name(error, code):
    with pytest.raises(ProtocolError) as refused:
        decode_trial(body({"error": error}))
    assert error_code(refused.value) == code


def test_that_neither_picture_nor_person_stands_in_what_could_be_logged():
    answer = decode_trial(body({"retcode": "1", "name": "张明", "identity_id": "p7", "reg_pic": PICTURE}))
    for secret in ("张明", "p7", r"\xff\xd8"):
        assert secret not in repr(answer)
