"""Recognitions E9-E15 and E22, field by field, and the shapes of protocol.md 8.1 that concern them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sophon_monitor.protocol.decode import decode_body
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import (
    ABSENT,
    BoxIdentity,
    CameraEntry,
    CameraType,
    EventPath,
    Generation,
    PersonType,
    Recognition,
)
from tests.protocol.examples import BASE64, EMPTY, FEATURE, PRESENT, example, one, recognition

CODE = "LOBBY7000120240301093000"
DEVICE = "8d2b6c54-31f7-4a0e-b0c9-6f5e2a917d13"
OCCURRED = 1718352045137
BOX = (812.0, 204.0, 951.0, 388.0)


def test_that_a_posted_event_of_an_se3_is_read_whole() -> None:
    assert one(example("E9")) == Recognition(
        generation=Generation.SE3,
        path=EventPath.REALTIME,
        person_id="00450017",
        person_name="陈晓",
        person_type=PersonType.EMPLOYEE,
        group="default_group",
        score=0.8461,
        occurred_at_ms=OCCURRED,
        camera=CameraEntry(ip="10.20.30.61", type=CameraType.IPC_DYNAMIC),
        live=PRESENT,
        registered=EMPTY,
        scene=PRESENT,
        infrared=ABSENT,
        extra={
            "box_fiqa_info": {
                "age": 34,
                "sex": 0,
                "fiqa_result": True,
                "success": ["face_size", "clarity"],
                "info": {
                    "face_size": 141.0,
                    "clarity": 1.21,
                    "headpose": {"roll_angle": 2.1, "pitch_angle": -4.0, "yaw_angle": 6.3},
                    "partial": False,
                    "brightness": 0.62,
                },
            }
        },
    )


def test_that_a_streamed_event_of_v5_is_read_whole() -> None:
    assert one(example("E11")) == Recognition(
        generation=Generation.V5,
        path=EventPath.REALTIME,
        person_id="00450017",
        person_name="陈晓",
        person_type=PersonType.EMPLOYEE,
        group="default_group",
        score=91.37,
        occurred_at_ms=OCCURRED,
        camera=CameraEntry(device_id=DEVICE, ip="10.20.30.81", type=CameraType.IPC_DYNAMIC),
        live=PRESENT,
        registered=PRESENT,
        scene=PRESENT,
        extra={
            "identity_info": {
                "image_id": "b1d4e6f0-3a52-4c77-9e18-d2c0a4b6f935",
                "permission_ids": ["5f0c2d1e-7b64-4e0a-9a57-1c2f3b7d8e90"],
                "type": 1,
                "user_id": "00450017",
                "face_ids": ["3f6c8a12-77b0-4d29-a5e4-90c1b2d3e4f5"],
                "name": "陈晓",
                "ext_info": {"building_no": "2", "room": "1104", "floor": "11"},
            }
        },
    )


def test_that_a_streamed_event_of_v6_is_read_whole() -> None:
    assert one(example("E12.1")) == Recognition(
        generation=Generation.V6,
        path=EventPath.REALTIME,
        person_id="00450017",
        person_name="陈晓",
        person_type=PersonType.EMPLOYEE,
        score=91.37,
        occurred_at_ms=OCCURRED,
        camera=CameraEntry(device_id=DEVICE, ip="10.20.30.81", type=CameraType.RTSP),
        live=PRESENT,
        registered=PRESENT,
        extra={"event_id": "1718352045137206", "gender": "male", "age": "youth", "glasses": "no", "mask": "no"},
    )


def test_that_a_stranger_of_v6_keeps_a_clock_text_for_an_id() -> None:
    assert one(example("E12.2")) == Recognition(
        generation=Generation.V6,
        path=EventPath.REALTIME,
        person_id="1718352045.9914402",
        person_name="stranger",
        person_type=PersonType.STRANGER,
        score=0.13,
        occurred_at_ms=1718352046020,
        camera=CameraEntry(device_id="c4a91f07-5e2d-4b86-8f13-0a7be6d2459c", ip="10.20.30.90"),
        live=PRESENT,
        extra={"event_id": "1718352046020881"},
    )


def test_that_the_older_history_is_read_whole() -> None:
    assert one(example("E13")) == Recognition(
        identity=BoxIdentity(license=CODE),
        generation=Generation.V5,
        path=EventPath.HISTORY_OLD,
        person_id="00450017",
        person_name="陈晓",
        person_type=PersonType.EMPLOYEE,
        group="default_group",
        score=0.87,
        occurred_at_ms=OCCURRED,
        camera=CameraEntry(ep_id=f"{CODE}__10.20.30.61", ip="10.20.30.61", type=CameraType.SNAPSHOT),
        live=PRESENT,
        registered=PRESENT,
        scene=PRESENT,
        infrared=EMPTY,
        face_box=BOX,
        extra={"want_action": "0", "age": "youth", "gender": "male", "glasses": "no"},
    )


def test_that_the_history_of_v57_is_read_whole_with_the_mac_of_its_camera_id() -> None:
    assert one(example("E14")) == Recognition(
        identity=BoxIdentity(mac="e0:a5:09:00:52:18"),
        generation=Generation.V57,
        path=EventPath.HISTORY,
        person_id="1718352045.9914402",
        person_name="stranger",
        person_type=PersonType.STRANGER,
        score=7.02,
        occurred_at_ms=1718352045991,
        camera=CameraEntry(
            device_id=DEVICE,
            ep_id="0xe0a509005218__rtsp://10.20.30.81:554/ch1",
            name="yard cam 1",
            ip="10.20.30.81",
            type=CameraType.RTSP,
        ),
        live=PRESENT,
        registered=EMPTY,
        scene=PRESENT,
        infrared=EMPTY,
        face_box=BOX,
        extra={
            "api_version": "1.0",
            "out_timestamp": 1718352049148,
            "want_action": "1001",
            "point": [841, 903, 872, 846, 899, 268, 266, 301, 334, 333],
            "mask": "0",
        },
    )


def test_that_the_history_of_v6_is_read_whole() -> None:
    assert one(example("E15")) == Recognition(
        identity=BoxIdentity(license=CODE),
        generation=Generation.V6,
        path=EventPath.HISTORY,
        person_id="00450017",
        person_name="陈晓",
        person_type=PersonType.EMPLOYEE,
        score=93.6,
        occurred_at_ms=OCCURRED,
        camera=CameraEntry(
            device_id=DEVICE,
            name="Main entrance",
            ip="10.20.30.81",
            url="rtsp://10.20.30.81:554/ch1",
            type=CameraType.RTSP,
        ),
        live=PRESENT,
        registered=PRESENT,
        scene=PRESENT,
        infrared=EMPTY,
        face_box=BOX,
        extra={
            "api_version": "2.0",
            "in_timestamp": 1718352044417,
            "out_timestamp": 1718352048067,
            "post_action": "0",
            "point": [841.2, 903.8, 872.4, 846.0, 899.1, 268.3, 266.9, 301.0, 334.6, 333.2],
            "age": "youth",
            "gender": "male",
            "glasses": "no",
            "mask": "no",
        },
    )


def test_that_a_passing_record_of_the_platform_is_read_whole() -> None:
    assert one(example("E22.2")) == Recognition(
        identity=BoxIdentity(license=CODE),
        generation=None,
        path=EventPath.PLATFORM,
        person_id="00450017",
        person_name="陈晓",
        person_type=PersonType.EMPLOYEE,
        score=0.91,
        occurred_at_ms=OCCURRED,
        camera=CameraEntry(ep_id=f"{CODE}__10.20.30.81", ip="10.20.30.81", type=CameraType.IPC_DYNAMIC),
        live=PRESENT,
        registered=PRESENT,
        scene=PRESENT,
        extra={"photoId": "p-77120", "userPhotoId": "u-0917", "crossFaceId": "f-55102"},
    )


def test_that_an_event_of_the_stream_may_be_posted_too() -> None:
    assert one(example("E11", group_name=None)) == recognition(example("E11", group_name=""))


@pytest.mark.parametrize(
    ("message", "path", "generation"),
    [
        ({"identity_id": "1", "timestamp": OCCURRED}, EventPath.REALTIME, Generation.SE3),
        # seed003 has an ep_id in a realtime event too
        ({"identity_id": "1", "ext_data": {"ep_id": "C__10.0.0.1"}}, EventPath.REALTIME, Generation.SE3),
        ({"identity_id": "1", "device_id": "d"}, EventPath.REALTIME, Generation.V5),
        ({"identity_id": "1", "score": 1, "event_id": "2", "video_id": 3}, EventPath.REALTIME, Generation.V5),
        ({"identity_id": "1", "ext_data": {"dev_sno": "C"}}, EventPath.HISTORY_OLD, Generation.SE3),
        ({"identity_id": "1", "want_action": "0"}, EventPath.HISTORY_OLD, Generation.SE3),
        ({"identity_id": "1", "want_action": "0", "ext_data": {"info": {}}}, EventPath.HISTORY_OLD, Generation.V5),
        ({"identity_id": "1", "ext_data": {"ir_pic": ""}}, EventPath.HISTORY_OLD, Generation.V5),
        ({"identity_id": "1", "ep_info": {}}, EventPath.HISTORY, Generation.V5),
        ({"identity_id": "1", "recognize_face_attr": {}}, EventPath.HISTORY, Generation.V5),
        ({"identity_id": "1", "recognize_face_attr": {}, "device_id": "d"}, EventPath.REALTIME, Generation.V5),
        ({"identity_id": "1", "api_version": "1.0"}, EventPath.HISTORY, Generation.V57),
        ({"identity_id": "1", "media_device_info": {}}, EventPath.HISTORY, Generation.V6),
        ({"identity_id": "1", "media_device_id": "d", "reg_pic": ""}, EventPath.REALTIME, Generation.V6),
        ({"timestamp": OCCURRED, "score": 0.5, "device_id": "d"}, EventPath.REALTIME, Generation.V5),
        ({"recognize_face": "", "spot_pic": ""}, EventPath.REALTIME, Generation.SE3),
    ],
)
def test_that_an_event_tells_its_report_and_its_dialect(message: object, path: object, generation: object) -> None:
    read = recognition(message)
    assert (read.path, read.generation) == (path, generation)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"foo": 1},
        {"identity_id": "1"},
        {"score": 1, "timestamp": 2},
        {"timestamp": 1, "device_id": "d", "device_ip": "i"},
        {"crossTime": 1},
        {"deviceId": "CODE"},
        {"deviceName": "n"},
        {"dev_sno": "CODE"},
        {"sub_devices": "nothing"},
        {"deviceList": "nothing"},
        {"preview_mode": 1},
        {"userid_list": ["1"]},
    ],
)
def test_that_what_could_be_anything_is_not_taken_for_a_message(message: object) -> None:
    with pytest.raises(ProtocolError) as raised:
        one(message)
    assert raised.value.code is ProtocolErrorCode.UNKNOWN_SHAPE


@pytest.mark.parametrize(
    "name", ["E10.1", "E10.2", "E10.3", "E16.2", "E18.1", "E18.2", "E21.1", "E21.2", "E21.3", "E23"]
)
def test_that_other_messages_of_the_manual_are_no_reports(name: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        one(example(name))
    assert raised.value.code is ProtocolErrorCode.UNKNOWN_SHAPE


def test_that_members_of_ext_data_count_at_the_top_too() -> None:
    flat = example("E9")
    flat |= flat.pop("ext_data")
    assert recognition(flat) == recognition(example("E9"))


@pytest.mark.parametrize(
    ("sent", "name", "kind"),
    [
        (1, "Li Na", PersonType.EMPLOYEE),
        ("2", "Li Na", PersonType.VISITOR),
        (3.0, "Li Na", PersonType.BLACKLIST),
        ("VIP", "Li Na", PersonType.VIP),
        ("MEMBER", "Li Na", PersonType.EMPLOYEE),
        ("car", "Li Na", PersonType.UNKNOWN),
        (9, "Li Na", PersonType.UNKNOWN),
        (None, "Li Na", PersonType.EMPLOYEE),
        (4, "Li Na", PersonType.STRANGER),
        ("STRANGER", "Li Na", PersonType.STRANGER),
        ("unknow", "Li Na", PersonType.STRANGER),
        (1, "stranger", PersonType.STRANGER),
        (1, "陌生人", PersonType.STRANGER),
        (5, "Unknown", PersonType.STRANGER),
        (None, None, PersonType.EMPLOYEE),
    ],
)
def test_that_a_stranger_is_one_whom_type_or_name_calls_so(sent: object, name: str | None, kind: PersonType) -> None:
    message = {"identity_id": "7", "identity_name": name, "person_type": sent}
    assert recognition(message).person_type is kind


@pytest.mark.parametrize("person_id", ["stranger", "1602612036.381"])
def test_that_one_without_type_and_name_is_a_stranger_if_the_id_is_a_strangers(person_id: str) -> None:
    assert recognition({"identity_id": person_id, "identity_name": ""}).person_type is PersonType.STRANGER


def test_that_the_top_level_wins_over_contradicting_identity_info() -> None:
    info = {"name": "stranger", "type": 4, "user_id": "8", "add_time": 1594111791}
    read = recognition({"identity_id": "666666", "identity_name": "小明", "person_type": 5, "identity_info": info})
    assert (read.person_id, read.person_name, read.person_type) == ("666666", "小明", PersonType.VIP)
    assert read.extra["identity_info"] == info
    alone = recognition({"device_id": "d", "identity_info": info})
    assert (alone.person_id, alone.person_name, alone.person_type) == ("8", "stranger", PersonType.STRANGER)


@pytest.mark.parametrize(
    ("sent", "occurred"),
    [
        (OCCURRED, OCCURRED),
        ("1718352045137", OCCURRED),
        (1718352045, 1718352045000),
        (1718352045.137, OCCURRED),
        ("1718352045.9914402", 1718352045991),
        ("1718352045137206", OCCURRED),
        (1718352046020881, 1718352046020),
        (0, 0),
        ("1.718352045137e12", OCCURRED),
        (99_999_999_999, 99_999_999_999_000),
        (100_000_000_000, 100_000_000_000),
        (99_999_999_999_999, 99_999_999_999_999),
        (300_000_000_000_000_000, None),
        (-5, None),
        (1e300, None),
        (True, None),
        ("2024-06-14 16:00:45", None),
        ("1" * 70, None),
        ([], None),
        (None, None),
    ],
)
def test_that_a_time_is_told_by_its_magnitude(sent: object, occurred: int | None) -> None:
    assert recognition({"identity_id": "1", "score": 1, "timestamp": sent}).occurred_at_ms == occurred


@pytest.mark.parametrize(
    ("sent", "score"), [(0.1, 0.1), (91.37, 91.37), ("82.5", 82.5), (0, 0.0), ("high", None), (True, None), ("", None)]
)
def test_that_a_score_stays_as_sent(sent: object, score: float | None) -> None:
    assert recognition({"identity_id": "1", "timestamp": 1, "score": sent}).score == score


def test_that_ids_are_never_counted_with() -> None:
    body = b'{"identity_id": 12, "device_id": 00450017e0, "timestamp": 1}'.replace(b"00450017e0", b'"00450017"')
    read = recognition(body)
    assert (read.person_id, read.camera.device_id) == ("12", "00450017")
    long = recognition(b'{"identity_id": 123456789012345678901234567890, "timestamp": 1}')
    assert long.person_id == "123456789012345678901234567890"
    assert recognition({"identity_id": 1602612036.25, "timestamp": 1}).person_id == "1602612036.25"
    assert recognition({"identity_id": ["1"], "timestamp": 1}).person_id is None


@pytest.mark.parametrize(
    ("ep_id", "identity"),
    [
        ("0xE0A509005218__10.0.0.1", BoxIdentity(mac="e0:a5:09:00:52:18")),
        (f"{CODE}__rtsp://u:p__w@10.0.0.1/x", BoxIdentity(license=CODE)),
        ("0xe0a5__10.0.0.1", BoxIdentity()),
        ("__10.0.0.1", BoxIdentity()),
        ("10.0.0.1", BoxIdentity()),
        ("cam__1", BoxIdentity()),
        ("front door__1", BoxIdentity()),
    ],
)
def test_that_the_prefix_of_a_camera_id_tells_the_box(ep_id: str, identity: BoxIdentity) -> None:
    read = recognition({"identity_id": "1", "ext_data": {"ep_id": ep_id}})
    assert (read.identity, read.camera.ep_id) == (identity, ep_id)


def test_that_what_is_said_outright_goes_before_the_prefix() -> None:
    read = recognition({"identity_id": "1", "dev_sno": "OTHER1", "ep_id": f"{CODE}__10.0.0.1", "gateway_sn": "S"})
    assert read.identity == BoxIdentity(license="OTHER1", sn="S")
    read = recognition({"identity_id": "1", "gateway_mac": "aabbccddeeff", "ep_id": "0xe0a509005218__10.0.0.1"})
    assert read.identity == BoxIdentity(mac="aa:bb:cc:dd:ee:ff")


@pytest.mark.parametrize(
    ("where", "box"),
    [
        ({"recognize_face_attr": {"box": [1, 2, 3, 4]}}, (1.0, 2.0, 3.0, 4.0)),
        ({"ext_data": {"info": {"box": ["1", "2.5", "3", "4"]}}}, (1.0, 2.5, 3.0, 4.0)),
        ({"ext_data": {"in_box": [1, 2, 3, 4]}}, (1.0, 2.0, 3.0, 4.0)),
        ({"box": "[1, 2, 3, 4]"}, (1.0, 2.0, 3.0, 4.0)),
        (
            {"ext_data": {"grab_fiqa_info": {"rect": {"top": 2, "bottom": 4, "left": 1, "right": 3}}}},
            (1.0, 2.0, 3.0, 4.0),
        ),
        ({"grap_fiqa_info": "{'rect': {'top': 2, 'bottom': 4, 'left': 1, 'right': 3}}"}, (1.0, 2.0, 3.0, 4.0)),
        ({"box": [], "in_box": [1, 2, 3, 4]}, (1.0, 2.0, 3.0, 4.0)),
        ({"box": [1, 2, 3]}, None),
        ({"box": [1, 2, 3, 4, 5]}, None),
        ({"box": [1, 2, None, 4]}, None),
        ({"box": {"x": 1}}, None),
        ({"box": 7}, None),
        ({"grab_fiqa_info": {}}, None),
    ],
)
def test_that_the_face_box_is_found_where_it_stands(where: dict[str, Any], box: object) -> None:
    assert recognition({"identity_id": "1", "timestamp": 1} | where).face_box == box


def test_that_extra_keeps_small_things_and_never_a_picture_or_a_template() -> None:
    read = recognition(
        {
            "identity_id": "1",
            "timestamp": 1,
            "event_id": 1718352045137206,
            "video_id": "v",
            "memo": " gate 7 ",
            "is_new": True,
            "empty": "",
            "nothing": None,
            "none_of_it": {"a": {}, "b": [None, "", []]},
            "long": "a b " * 600,
            "photo": BASE64,
            "thumb": "data:image/png;base64,iVBORw0KGgo=",
            "feature": [0.1] * 3,
            "Feature_Vector": FEATURE[:100],
            "do_feature": True,
            "numbers": list(range(65)),
            "folded": [[float(i) for i in range(8)]] * 9,
            "cut": str([0.25 * i for i in range(99)])[:500],
            "written": json.dumps({"feature": [0.5] * 512, "a": 1}),
            "named": {str(i): i / 100 for i in range(65)},
            "pieces": [{str(i): i / 100 for i in range(33)}] * 2,
            "few": list(range(64)),
            "many": ["x"] * 65,
            "mq_password": "secret",
            "k" * 65: 1,
            "deep": [[[[[["bottom"]]]]]],
            "levels": {"a": {"b": {"c": 1}}},
            "identity_info": {"feature_base64_str": FEATURE, "reg_photo": BASE64, "feature": [0.5] * 512, "name": "n"},
            "recognize_face_attr": {"feature_binary": FEATURE, "age": "youth", "reg_pic": BASE64, "expression": None},
        }
    )
    assert read.extra == {
        "event_id": "1718352045137206",
        "video_id": "v",
        "memo": "gate 7",
        "is_new": True,
        "do_feature": True,
        "few": list(range(64)),
        "written": {"a": 1},
        "levels": {"a": {"b": {"c": 1}}},
        "identity_info": {"name": "n"},
        "age": "youth",
    }


@pytest.mark.parametrize("bulk", [FEATURE, FEATURE[:300], BASE64, ", ".join(["0.0441"] * 60), "a b " * 600])
def test_that_no_text_field_holds_a_template_or_a_picture(bulk: str) -> None:
    read = recognition(example("E11", identity_name=bulk, device_id=bulk, group_name=bulk))
    assert (read.person_name, read.camera.device_id, read.group) == ("陈晓", None, None)  # the name of identity_info


def test_that_extra_is_bounded_as_a_whole() -> None:
    words = recognition({"identity_id": "1", "timestamp": 1} | {f"k{i}": "a b " * 500 for i in range(50)})
    assert len(words.extra) == 8
    flags = recognition({"identity_id": "1", "timestamp": 1} | {f"k{i}": True for i in range(900)})
    assert len(flags.extra) == 400


def test_that_a_template_laid_out_member_by_member_is_left_out() -> None:
    assert recognition(example("E11", ext_data={str(i): i / 512 for i in range(512)}, identity_info=None)).extra == {}


def test_that_a_template_in_pieces_is_not_kept_whole() -> None:
    pieces = {f"p{i}": [0.5] * 16 for i in range(32)}
    read = recognition({"identity_id": "1", "timestamp": 1} | pieces)
    assert sum(len(piece) for piece in read.extra.values() if isinstance(piece, list)) == 128


def test_that_an_infinite_number_in_extra_is_left_out() -> None:
    assert recognition(b'{"identity_id": "1", "timestamp": 1, "pose": 1e999, "x": NaN}').extra == {}


def test_that_a_hundred_events_come_as_an_array() -> None:
    items = [example("E13", identity_id=str(i)) for i in range(100)] + [{"foo": 1}, 7, None, "x", [], True]  # type: ignore[list-item]
    decoded = decode_body(json.dumps(items).encode())
    assert decoded.is_array
    assert [m.person_id for m in decoded.messages if isinstance(m, Recognition)] == [str(i) for i in range(100)]
    assert [(e.code, e.values) for e in decoded.rejected] == [
        (ProtocolErrorCode.UNKNOWN_SHAPE, {"keys": "foo"}),
        (ProtocolErrorCode.NOT_AN_OBJECT, {"found": "number"}),
        (ProtocolErrorCode.NOT_AN_OBJECT, {"found": "null"}),
        (ProtocolErrorCode.NOT_AN_OBJECT, {"found": "text"}),
        (ProtocolErrorCode.NOT_AN_OBJECT, {"found": "array"}),
        (ProtocolErrorCode.NOT_AN_OBJECT, {"found": "boolean"}),
    ]
