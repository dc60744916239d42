"""Heartbeats E1-E8 and E22, field by field, and the shapes of protocol.md 8.1 that concern them."""

from __future__ import annotations

from typing import Any

import pytest

from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraStatus,
    CameraType,
    Generation,
    Health,
    Heartbeat,
)
from tests.protocol.examples import example, heartbeat, one

CODE = "LOBBY7000120240301093000"
PLACE = "5f0c2d1e-7b64-4e0a-9a57-1c2f3b7d8e90"


def test_that_the_flat_status_of_an_se3_is_read_whole() -> None:
    assert one(example("E1")) == Heartbeat(
        identity=BoxIdentity(
            sn="SZCCKQRAIJCE0117", license=CODE, mac="e0:a5:09:00:2c:7f", ips=("10.20.30.41",), name="lobby-se3"
        ),
        generation=Generation.SE3,
        status="online",
        health=Health(
            cpu_percent=23.5,
            memory_percent=61.0,
            memory_total_gb=1.55,
            disk_percent=24.735322,
            disk_total_gb=10.39,
            disk_free_gb=7.82,
            temperature_c=52.0,
        ),
        software_version="V2R4C01",
        sdk_version="1.1.a7c41e0",
        cameras=(
            CameraEntry(
                ep_id=f"{CODE}__10.20.30.61",
                name="North door",
                ip="10.20.30.61",
                url="rtsp://viewer:pw@10.20.30.61:554/main",
                type=CameraType.IPC_DYNAMIC,
                status=CameraStatus.ONLINE,
                location=PLACE,
            ),
            CameraEntry(
                ep_id=f"{CODE}__10.20.30.62",
                ip="10.20.30.62",
                type=CameraType.GATE,
                status=CameraStatus.OFFLINE,
                location=PLACE,
            ),
        ),
    )


def test_that_the_oldest_status_keeps_its_state_and_its_rates() -> None:
    assert one(example("E2")) == Heartbeat(
        identity=BoxIdentity(sn="SZCCKQRAIJAK0093", mac="e0:a5:09:00:11:d2", ips=("10.20.30.42",), name="gate-se3"),
        generation=Generation.SE3,
        status="online",
        state_code="0",
        state_text="all services running",
        health=Health(
            cpu_percent=31.0, memory_percent=58.0, memory_total_gb=1.55, disk_percent=24.0, disk_total_gb=10.39
        ),
        software_version="V1R7C03",
        sdk_version="1.0.22",
        cameras=(
            CameraEntry(
                ep_id=f"{CODE}__10.20.30.71",
                ip="10.20.30.71",
                type=CameraType.GATE,
                status=CameraStatus.ONLINE,
                group="default_group",
                software_version="3.2.1",
            ),
        ),
    )


def test_that_an_abnormal_box_of_the_oldest_dialect_says_so() -> None:
    message = example("E2")
    message["gateway_ext_data"] |= {"status": -1, "status_desc": 17.5}
    message["gateway_ext_data"]["sw_version:"] = message["gateway_ext_data"].pop("sw_version")
    read = heartbeat(message)
    assert (read.state_code, read.state_text, read.software_version) == ("-1", "17.5", "V1R7C03")


@pytest.mark.parametrize(
    "sent",
    [
        '{"sw_version": "2.460", "group_name": "default_group"}',
        "{'sw_version': '2.460', 'group_name': 'default_group'}",
        "{'sw_version': u'2.460', 'group_name': 'default_group', 'memo': None, 'rate': nan}",
        {"sw_version": "2.460", "group_name": "default_group"},
    ],
)
def test_that_the_extra_data_of_a_camera_is_read_as_object_json_text_and_repr(sent: object) -> None:
    message = example("E3")
    message["sub_devices"][0]["ep_ext_data"] = sent
    assert one(message) == Heartbeat(
        identity=BoxIdentity(sn="SZCCKQRAIJBM0051", mac="e0:a5:09:00:19:a0", ips=("10.20.30.43",), name="hall-se3"),
        generation=Generation.SE3,
        status="online",
        health=Health(
            cpu_percent=12.0,
            memory_percent=49.0,
            memory_total_gb=1.55,
            disk_percent=13.282002,
            disk_total_gb=10.39,
            disk_free_gb=9.01,
        ),
        software_version="V1R7C03",
        sdk_version="1.0.22",
        cameras=(
            CameraEntry(
                ep_id="__10.20.30.72",
                name="snapshot west",
                ip="10.20.30.72",
                type=CameraType.SNAPSHOT,
                status=CameraStatus.ONLINE,
                group="default_group",
                software_version="2.460",
            ),
        ),
    )


def test_that_extra_data_that_is_only_text_costs_nothing_else() -> None:
    message = example("E3")
    message["sub_devices"][0]["ep_ext_data"] = "version two"
    (camera,) = heartbeat(message).cameras or ()
    assert (camera.name, camera.group) == ("snapshot west", None)


def test_that_the_nested_status_is_read_whole() -> None:
    assert one(example("E4")) == Heartbeat(
        identity=BoxIdentity(
            sn="HQDZKE5BJXXJH0310",
            license=CODE,
            mac="e0:a5:09:00:41:3c",
            ips=("10.20.30.44", "192.168.150.1"),
            name="yard-se5",
        ),
        generation=Generation.V5,
        status="online",
        health=Health(
            cpu_percent=42.0,
            memory_percent=30.0,
            memory_total_gb=11.51,
            disk_percent=80.0,
            disk_total_gb=30.54,
            disk_free_gb=6.11,
            temperature_c=47.0,
        ),
        software_version="V5R6C01_1f20a77",
        sdk_version="V5R6C01_77b1d02",
        cameras=(
            CameraEntry(
                ep_id=f"{CODE}__rtsp://10.20.30.81:554/ch1",
                name="yard cam 1",
                ip="10.20.30.81",
                url="rtsp://10.20.30.81:554/ch1",
                type=CameraType.IPC_DYNAMIC,
                status=CameraStatus.ONLINE,
                location=PLACE,
            ),
        ),
    )


def test_that_the_system_status_of_v57_is_read_whole_and_has_no_camera_list() -> None:
    assert one(example("E5")) == Heartbeat(
        identity=BoxIdentity(
            sn="HQDZKE6BKXXAG0127", mac="e0:a5:09:00:52:18", ips=("10.20.30.45", "192.168.150.1"), name="canteen-se5"
        ),
        generation=Generation.V57,
        status="online",
        health=Health(
            cpu_percent=66.0,
            tpu_percent=71.0,
            memory_percent=55.0,
            memory_total_gb=11.51,
            disk_percent=68.0,
            disk_total_gb=30.54,
            disk_free_gb=9.8,
            temperature_c=58.0,
            board_temperature_c=49.0,
            fan_rpm=3920.0,
        ),
        software_version="V5R7C01_90ac3d1",
        sdk_version="V5R7C01_4d117fe",
        uptime="12 days, 4 hours",
        cameras=None,
    )


def test_that_the_system_status_of_v6_uses_usable_memory_and_its_own_disk() -> None:
    assert one(example("E6")) == Heartbeat(
        identity=BoxIdentity(
            sn="HQDZKE6BKXXBB0402",
            license="tower-b-roof",
            mac="e0:a5:09:00:6a:05",
            ips=("10.20.30.46",),
            name="tower-b-se5",
        ),
        generation=Generation.V6,
        status="online",
        health=Health(
            cpu_percent=58.0,
            tpu_percent=83.0,
            memory_percent=57.0,
            memory_total_gb=11.51,
            disk_percent=38.0,
            disk_total_gb=30.54,
            disk_free_gb=18.84,
            temperature_c=61.0,
            board_temperature_c=54.0,
            fan_rpm=4410.0,
        ),
        uptime="3days,7hours",
        cameras=None,
    )


def test_that_nominal_memory_of_v6_is_never_taken_for_usable() -> None:
    message = example("E6")
    message["gateway_ext_data"]["memory_info"] = {"total_memory": "12.0G"}
    assert heartbeat(message).health.memory_total_gb is None


def test_that_the_camera_status_of_v57_carries_cameras_alone() -> None:
    assert one(example("E7")) == Heartbeat(
        identity=BoxIdentity(license=CODE),
        generation=Generation.V57,
        cameras=(
            CameraEntry(
                ep_id=f"{CODE}__rtsp://10.20.30.81:554/ch1",
                name="yard cam 1",
                ip="10.20.30.81",
                type=CameraType.RTSP,
                status=CameraStatus.ONLINE,
                location=PLACE,
            ),
            CameraEntry(
                ep_id=f"{CODE}__10.20.30.90",
                ip="10.20.30.90",
                type=CameraType.PHOTO,
                status=CameraStatus.OFFLINE,
                location=PLACE,
            ),
        ),
    )


def test_that_the_camera_status_of_v6_is_read_under_both_names_of_its_list() -> None:
    assert one(example("E8.1")) == Heartbeat(
        generation=Generation.V6,
        cameras=(
            CameraEntry(
                device_id="8d2b6c54-31f7-4a0e-b0c9-6f5e2a917d13",
                name="Main entrance",
                ip="10.20.30.81",
                url="rtsp://10.20.30.81:554/ch1",
                type=CameraType.RTSP,
                status=CameraStatus.ONLINE,
                permission_id=PLACE,
            ),
            CameraEntry(
                device_id="c4a91f07-5e2d-4b86-8f13-0a7be6d2459c",
                name="Turnstile 2",
                ip="10.20.30.90",
                url="10.20.30.90",
                type=CameraType.PHOTO,
                status=CameraStatus.OFFLINE,
                permission_id=PLACE,
            ),
        ),
    )
    assert one(example("E8.2")) == Heartbeat(
        identity=BoxIdentity(license=CODE),
        generation=Generation.V6,
        cameras=(
            CameraEntry(
                device_id="e1760a2b-9c3d-4c55-8a64-2b0f97d1c8aa",
                name="Replay",
                ip="127.0.0.1",
                url="/data/demo/lobby.mp4",
                type=CameraType.FILE,
                status=CameraStatus.ONLINE,
                permission_id=PLACE,
            ),
            CameraEntry(
                device_id="07f3d9b4-6a1e-4a3b-9d5c-5be8126f40cd",
                name="Street",
                ip="10.20.30.5",
                url="gb28281://34020000001320000007",
                type=CameraType.GB28181,
                status=CameraStatus.ONLINE,
                permission_id=PLACE,
            ),
        ),
    )


def test_that_both_lists_and_both_dialects_in_one_message_make_one_list() -> None:
    read = heartbeat(
        {
            "mq_license_key": CODE,
            "sub_devices": [{"ep_id": "a__10.0.0.1"}, {"media_device_id": "x", "ep_ip": "10.0.0.2"}, {}, 7],
            "media_devices": [{"media_device_id": "y"}],
        }
    )
    assert [(camera.device_id, camera.ep_id, camera.ip) for camera in read.cameras or ()] == [
        (None, "a__10.0.0.1", None),
        ("x", None, "10.0.0.2"),
        ("y", None, None),
    ]
    assert read.generation is Generation.V6


@pytest.mark.parametrize(
    ("message", "generation"),
    [
        ({"mq_license_key": "", "sub_devices": []}, Generation.V6),
        ({"dev_sno": "", "sub_devices": []}, Generation.V57),
        ({"dev_sno": "x", "sub_devices": [{"ep_id": "x__10.0.0.1"}]}, Generation.V57),
        ({"sub_devices": [{"media_device_id": "y"}]}, Generation.V6),
        ({"sub_devices": [{"ep_id": "y"}]}, Generation.V57),
        ({"sub_devices": []}, None),
        ({"gateway_ip": "10.0.0.1"}, Generation.SE3),
        ({"gateway_sn": None}, Generation.SE3),
        ({"gateway_ext_data": {"cpu_info": {"cpu_rate": 0.5}}}, Generation.V57),
        ({"gateway_ext_data": {"cpu_info": {"cpu_rate": 0.5}}, "sub_devices": []}, Generation.V5),
        ({"gateway_ext_data": {"cpu_info": {}, "uptime": "1 day"}, "sub_devices": []}, Generation.V57),
        ({"gateway_ext_data": {"cpu_info": {"cur_cpu_usage": 0.5}}}, Generation.V6),
        ({"gateway_mac": "e0a509006a05", "gateway_ext_data": {"uptime": "1 day"}}, Generation.V6),
        ({"gateway_mac": "e0a509006a05", "cpu_usage": 3}, Generation.SE3),
        ({"gateway_ext_data": {"sw_version": " V5R5C01_6a2c62d", "cpu_usage": 6.5}}, Generation.V5),
        ({"gateway_ext_data": {"sw_version": "V5R7C01"}, "sub_devices": []}, Generation.V57),
        ({"gateway_ext_data": {"sw_version": "V6R2C01"}}, Generation.V6),
        ({"gateway_ext_data": {"sw_version": "V2R6C01", "cpu_info": {}}, "sub_devices": []}, Generation.V5),
        ({"gateway_ext_data": {"sw_version": "V2R4C01", "cpu_info": {}}, "sub_devices": []}, Generation.SE3),
        ({"gateway_ext_data": {"sw_version": "1.1.6"}}, Generation.SE3),
    ],
)
def test_that_a_message_tells_its_dialect_by_version_or_by_names(message: object, generation: object) -> None:
    assert heartbeat(message).generation is generation


def test_that_a_list_without_a_box_is_none_and_a_broken_one_empty() -> None:
    assert heartbeat({"gateway_sn": "S", "sub_devices": None}).cameras is None
    assert heartbeat({"gateway_sn": "S", "sub_devices": "nothing"}).cameras is None
    assert heartbeat({"gateway_sn": "S", "sub_devices": {"ep_id": "x"}}).cameras == (CameraEntry(ep_id="x"),)
    assert heartbeat({"dev_sno": "D", "sub_devices": "nothing"}).cameras is None


@pytest.mark.parametrize(
    ("extra", "field", "value"),
    [
        # 8.1 no 1 and 2: numbers as text, with units
        ({"temperature": "44.0'C"}, "temperature_c", 44.0),
        ({"core_temperature": "-7.5 °C"}, "temperature_c", -7.5),
        ({"board_temperature": "46"}, "board_temperature_c", 46.0),
        ({"fan_speed": "0r/min"}, "fan_rpm", 0.0),
        ({"memory_info": {"total_memory": "549.0M"}}, "memory_total_gb", 0.536133),
        ({"memory_info": {"total_memory": "1.5 TB"}}, "memory_total_gb", 1536.0),
        ({"memory_size": "12 GiB"}, "memory_total_gb", 12.0),
        ({"memory_size": "12 pages"}, "memory_total_gb", None),
        ({"memory_size": -1}, "memory_total_gb", None),
        ({"disk_size": 1048576, "disk_free_size": "0M"}, "disk_free_gb", 0.0),
        # 8.1 no 3: the sign says per cent, whatever the key
        ({"cpu_usage": "23%"}, "cpu_percent", 23.0),
        ({"memory_usage": " 61 % "}, "memory_percent", 61.0),
        ({"disk_info": {"disk_rate": "55％"}}, "disk_percent", 55.0),
        # 8.1 no 4: by key name, never by magnitude
        ({"cpu_usage": 0.9}, "cpu_percent", 0.9),
        ({"cpu_use": 0.9}, "cpu_percent", 0.9),
        ({"cpu_info": {"cpu_rate": 0.9}}, "cpu_percent", 90.0),
        ({"cpu_info": {"cpu_rate": 0.005}}, "cpu_percent", 0.5),
        ({"cpu_info": {"cur_cpu_usage": 1}}, "cpu_percent", 100.0),
        ({"cpu_rate": 0.25}, "cpu_percent", 25.0),
        ({"tpu_info": {"tpu_usage": 0.83}}, "tpu_percent", 83.0),
        ({"tpu_rate": 0.5}, "tpu_percent", 50.0),
        ({"memory_use": 0.01}, "memory_percent", 1.0),
        ({"memory_info": {"svt_memory_usage": "0.57"}}, "memory_percent", 57.0),
        ({"memory_info": {"total_memory_scale": 0.55, "tpu": {"tpu_scale": 0.34}}}, "memory_percent", 55.0),
        ({"disk_use": 0.24}, "disk_percent", 24.0),
        ({"emmc": {"disk_usage": 0.38}, "hdd": {"disk_usage": 0.9}}, "disk_percent", 38.0),
        # beyond 0..100 is nothing, but for rounding
        ({"cpu_usage": 100.4}, "cpu_percent", 100.0),
        ({"cpu_usage": 100.6}, "cpu_percent", None),
        ({"memory_usage": 61}, "memory_percent", None),
        ({"cpu_usage": -0.1}, "cpu_percent", None),
        ({"cpu_info": {"cpu_rate": 8.0}, "cpu_usage": 12}, "cpu_percent", 12.0),
        # only the disk's share is computed
        ({"disk_size": 10, "disk_free_size": 4}, "disk_percent", 60.0),
        ({"disk_size": 10, "disk_free_size": 4, "disk_use": 0.5}, "disk_percent", 50.0),
        ({"disk_size": 10, "disk_free_size": 14}, "disk_percent", None),
        ({"disk_size": 0, "disk_free_size": 0}, "disk_percent", None),
        ({"disk_size": 10}, "disk_percent", None),
        ({"memory_info": {"total_memory": "12G", "used_memory": "1.5G"}}, "memory_percent", None),
        # what is no number is nothing
        ({"cpu_usage": None}, "cpu_percent", None),
        ({"cpu_usage": True}, "cpu_percent", None),
        ({"cpu_usage": "busy"}, "cpu_percent", None),
        ({"cpu_usage": [6.5]}, "cpu_percent", None),
        ({"temperature": "1e999"}, "temperature_c", None),
        ({"temperature": "9" * 3000}, "temperature_c", None),
        ({"cpu_info": [1, 2]}, "cpu_percent", None),
        ({"cpu_info": "{'cpu_rate': 0.5}"}, "cpu_percent", 50.0),
    ],
)
def test_that_a_measurement_is_read_by_its_name(extra: dict[str, Any], field: str, value: float | None) -> None:
    assert getattr(heartbeat({"gateway_sn": "S", "gateway_ext_data": extra}).health, field) == value


def test_that_numbers_that_are_none_leave_a_gap_and_not_a_zero() -> None:
    body = b'{"gateway_ext_data": {"cpu_usage": NaN, "temperature": Infinity, "memory_usage": 1e999, "fan_speed": 2e3}}'
    read = heartbeat(body).health
    assert (read.cpu_percent, read.temperature_c, read.memory_percent, read.fan_rpm) == (None, None, None, 2000.0)
    huge = (
        b'{"gateway_sn": ' + b"7" * 30 + b', "gateway_name": ' + b"7" * 3000 + b', "gateway_ext_data": {"temperature": '
    )
    read_huge = heartbeat(huge + b"1" + b"0" * 400 + b"}}")
    assert (read_huge.identity.sn, read_huge.identity.name) == ("7" * 30, None)
    assert read_huge.health.temperature_c is None


def test_that_extra_data_may_lie_flat_beside_the_rest() -> None:
    read = heartbeat(
        {"gateway_sn": "S", "cpu_usage": 7, "sw_version": "V2R3C01", "status": "0", "timestamp": 1718352045}
    )
    assert (read.health.cpu_percent, read.generation, read.state_code) == (7.0, Generation.SE3, "0")
    assert read.sent_at_ms == 1718352045000


@pytest.mark.parametrize(
    ("sent", "version"),
    [
        (" V5R5C01_6a2c62d\n", "V5R5C01_6a2c62d"),
        ("build.date=2019-09-20\nVERSION: V2R1C01\nbuild.user=x\nVERSION : V2R4C01 ", "V2R4C01"),
        ("VERSION：V2R4C01", "V2R4C01"),
        ("app<br/>VERSION: V6R1C01<br>done", "V6R1C01"),
        ("one\r\ntwo", "one\r\ntwo"),
        (12, "12"),
        ("  ", None),
        (None, None),
    ],
)
def test_that_a_software_version_is_trimmed_and_taken_from_its_line(sent: object, version: str | None) -> None:
    assert heartbeat({"gateway_sn": "S", "gateway_ext_data": {"sw_version": sent}}).software_version == version


@pytest.mark.parametrize(
    ("sent", "mac"),
    [
        ("E0-A5-09-00-2C-7F", "e0:a5:09:00:2c:7f"),
        ("0xe0a509002c7f", "e0:a5:09:00:2c:7f"),
        ("e0a5.0900.2c7f ", "e0:a5:09:00:2c:7f"),
        ("eth0", "eth0"),
        ("", None),
    ],
)
def test_that_a_mac_gets_colons_where_it_parses(sent: str, mac: str | None) -> None:
    assert heartbeat({"gateway_mac": sent}).identity.mac == mac


def test_that_addresses_are_split_and_ids_stay_text() -> None:
    read = heartbeat(
        {"gateway_ip": " 10.0.0.1 , 10.0.0.2，10.0.0.3  10.0.0.4,", "gateway_sn": 12, "dev_sno": "00450017"}
    )
    assert read.identity == BoxIdentity(
        sn="12", license="00450017", ips=("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4")
    )
    assert heartbeat({"gateway_ip": ["10.0.0.1", None, "10.0.0.2"]}).identity.ips == ("10.0.0.1", "10.0.0.2")
    assert heartbeat({"gateway_ip": "", "gateway_sn": True, "gateway_name": 1.5}).identity == BoxIdentity(name="1.5")


def test_that_texts_hold_nothing_that_no_file_takes() -> None:
    read = heartbeat(b'{"gateway_sn": "A\\ud800B", "gateway_name": "\\u0000", "gateway_status": "on\\u0000line"}')
    assert (read.identity.sn, read.identity.name, read.status) == ("A?B", None, "online")


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (0, CameraType.GATE),
        ("1", CameraType.SNAPSHOT),
        (2.0, CameraType.IPC_STATIC),
        ("3", CameraType.IPC_DYNAMIC),
        (" 4 ", CameraType.DOOR),
        ("RTSP", CameraType.RTSP),
        ("Photo", CameraType.PHOTO),
        ("FILE", CameraType.FILE),
        ("gb28181", CameraType.GB28181),
        ("gb28281", CameraType.GB28181),
        ("card", CameraType.CARD),
        ("5", CameraType.UNKNOWN),
        ("", CameraType.UNKNOWN),
        (None, CameraType.UNKNOWN),
        (True, CameraType.UNKNOWN),
        ({}, CameraType.UNKNOWN),
    ],
)
def test_that_a_device_type_is_read_by_number_and_word(sent: object, kind: CameraType) -> None:
    (camera,) = heartbeat({"sub_devices": [{"ep_id": "x", "ep_type": sent}]}).cameras or ()
    assert camera.type is kind


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("online", CameraStatus.ONLINE),
        ("ONLINE ", CameraStatus.ONLINE),
        ("offline", CameraStatus.OFFLINE),
        ("1", CameraStatus.ONLINE),
        (1, CameraStatus.ONLINE),
        (0, CameraStatus.OFFLINE),
        (True, CameraStatus.ONLINE),
        ("False", CameraStatus.OFFLINE),
        (-1, CameraStatus.UNKNOWN),
        ("broken", CameraStatus.UNKNOWN),
        (None, CameraStatus.UNKNOWN),
    ],
)
def test_that_a_camera_status_is_read_in_the_box_dialect(sent: object, status: CameraStatus) -> None:
    (camera,) = heartbeat({"sub_devices": [{"ep_id": "x", "ep_status": sent}]}).cameras or ()
    assert camera.status is status


def test_that_the_platform_says_zero_for_online() -> None:
    assert one(example("E22.1")) == Heartbeat(
        identity=BoxIdentity(sn="HQDZKE6BKXXAG0127", license=CODE, mac="e0:a5:09:00:52:18", name="canteen-se5"),
        generation=Generation.V5,
        status="online",
        health=Health(
            cpu_percent=31.0,
            memory_percent=44.0,
            memory_total_gb=11.51,
            disk_percent=60.05239,
            disk_total_gb=30.54,
            disk_free_gb=12.2,
        ),
        software_version="V5R5C01_ab12cd3",
        sdk_version="V5R5C01_99aa001",
        cameras=(
            CameraEntry(ep_id=f"{CODE}__10.20.30.81", name="yard cam 1", ip="10.20.30.81", status=CameraStatus.ONLINE),
            CameraEntry(
                ep_id=f"{CODE}__10.20.30.90", name="Turnstile 2", ip="10.20.30.90", status=CameraStatus.OFFLINE
            ),
        ),
        sent_at_ms=1718352045137,
    )


def test_that_a_platform_status_needs_nothing_but_to_be_one() -> None:
    read = heartbeat({"deviceId": "CODE ", "deviceStatus": "-1", "cpuUsage": "31%"})
    assert (read.identity.license, read.status, read.cameras, read.generation) == ("CODE", "unknown", None, None)
    assert read.health.cpu_percent == 31.0
    bare = heartbeat({"deviceSN": "S", "deviceMac": "e0a509005218"})
    assert (bare.identity.sn, bare.status) == ("S", None)
