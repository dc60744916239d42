"""What boxes answer: camera lists, system information, thresholds, errors (protocol.md 3.1, 3.2, 3.4, E19, E21)."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.protocol.answers import (
    DeviceList,
    SystemReading,
    decode_device_list,
    decode_system,
    decode_threshold,
)
from sophon_monitor.protocol.errors import ProtocolError, ProtocolErrorCode
from sophon_monitor.protocol.messages import CameraEntry, CameraType, Generation, Health
from sophon_monitor.protocol.requests import SystemCall
from tests.protocol.examples import example

V5_DEVICE = {
    "device_id": "04f98265-1fad-47e5-9dda-66e191272055",
    "device_ip": "10.20.30.81",
    "device_key": "rtsp://u:p@10.20.30.81:554/ch1",
    "device_name": "yard cam 1",
    "device_type": "rtsp",
    "group_id": "default_group",
    "permission_id": "p-1",
    "netRelay": {"ip": ""},
    "device_attr": {"actions": {"do_detect": True}},
}
V6_DEVICE = {
    "media_device_id": "c4a91f07-5e2d-4b86-8f13-0a7be6d2459c",
    "media_device_ip": "10.20.30.90",
    "media_device_url": "10.20.30.90",
    "media_device_name": "Turnstile 2",
    "media_device_type": "photo",
    "net_relay": {},
    "permission_id": "p-1",
}
V5_CAMERA = CameraEntry(
    device_id="04f98265-1fad-47e5-9dda-66e191272055",
    device_key="rtsp://u:p@10.20.30.81:554/ch1",
    name="yard cam 1",
    ip="10.20.30.81",
    url="rtsp://u:p@10.20.30.81:554/ch1",
    type=CameraType.RTSP,
    group="default_group",
    permission_id="p-1",
)
V6_CAMERA = CameraEntry(
    device_id="c4a91f07-5e2d-4b86-8f13-0a7be6d2459c",
    name="Turnstile 2",
    ip="10.20.30.90",
    url="10.20.30.90",
    type=CameraType.PHOTO,
    permission_id="p-1",
)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"data": {"devices_list": [V5_DEVICE], "preview_list": {}}}, DeviceList(Generation.V5, (V5_CAMERA,))),
        ({"devices_list": [V5_DEVICE, {}, None]}, DeviceList(Generation.V5, (V5_CAMERA,))),
        ({"devices": [V6_DEVICE]}, DeviceList(Generation.V6, (V6_CAMERA,))),
        ({"data": {"devices": [V6_DEVICE]}}, DeviceList(Generation.V6, (V6_CAMERA,))),
        ({"media_devices": [V6_DEVICE]}, DeviceList(Generation.V6, (V6_CAMERA,))),
        ({"devices": []}, DeviceList(Generation.V6, ())),
        ({"data": {"devices_list": None}}, DeviceList(Generation.V5, ())),
        ({"error": None, "devices": []}, DeviceList(Generation.V6, ())),
        ({"error": {"code": 0, "message": "ok"}, "devices": []}, DeviceList(Generation.V6, ())),
    ],
)
def test_that_the_camera_list_of_both_generations_is_read(answer: object, expected: DeviceList) -> None:
    assert decode_device_list(json.dumps(answer).encode()) == expected


def test_that_a_picture_device_of_v5_has_a_key_and_no_url() -> None:
    device = {"device_id": "d", "device_key": "10.20.30.90", "device_type": "photo"}
    (camera,) = decode_device_list(json.dumps({"data": {"devices_list": [device]}}).encode()).cameras
    assert (camera.device_key, camera.url) == ("10.20.30.90", None)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (example("E21.1")["error"], "40008", "compare group is empty"),
        (example("E21.2")["error"], "DEVICE_INIT_ERROR", ""),
        ({"code": "40003", "status": "PARAM_ERROR"}, "40003", "PARAM_ERROR"),
        ({"status": "NOT_FOUND"}, "NOT_FOUND", "NOT_FOUND"),
        ("DEVICE_INIT_ERROR", "DEVICE_INIT_ERROR", ""),
        (True, "", ""),
    ],
)
def test_that_an_error_goes_before_everything_else(error: object, code: str, message: str) -> None:
    body = json.dumps({"error": error, "devices": [V6_DEVICE], "data": {"cpu_rate": 0.5, "THRESHOLD": 82}}).encode()
    for decode in (
        lambda: decode_device_list(body),
        lambda: decode_system(SystemCall.CPU, body),
        lambda: decode_threshold(body, Generation.V57),
    ):
        with pytest.raises(ProtocolError) as raised:
            decode()
        assert raised.value.code is ProtocolErrorCode.BOX_ERROR
        status = error.get("status") if isinstance(error, dict) else None
        named = {"error": code, "message": message} | (
            {"status": status} if status not in (None, code, message) else {}
        )
        assert raised.value.values == named


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", ProtocolErrorCode.EMPTY),
        (b" \n", ProtocolErrorCode.EMPTY),
        (b"<html>", ProtocolErrorCode.NOT_JSON),
        (b"\xff\xff", ProtocolErrorCode.NOT_TEXT),
        (b"[]", ProtocolErrorCode.NOT_AN_OBJECT),
        (b"[" * 90_000, ProtocolErrorCode.TOO_DEEP),
        (b"{}", ProtocolErrorCode.UNKNOWN_SHAPE),
        (b'{"data": null}', ProtocolErrorCode.UNKNOWN_SHAPE),
        (b'{"data": [1]}', ProtocolErrorCode.UNKNOWN_SHAPE),
        (b'{"hello": "world"}', ProtocolErrorCode.UNKNOWN_SHAPE),
    ],
)
def test_that_an_answer_to_something_else_is_refused(body: bytes, code: ProtocolErrorCode) -> None:
    for decode in (lambda: decode_device_list(body), lambda: decode_system(SystemCall.CPU, body)):
        with pytest.raises(ProtocolError) as raised:
            decode()
        assert raised.value.code is code


GB_V5 = {
    "hardware_total_memory": "12.0G",
    "total_memory": "11.51G",
    "total_free_memory": "5.20G",
    "total_used_memory": "6.31G",
    "total_memory_scale": 0.55,
}


@pytest.mark.parametrize(
    ("call", "answer", "expected"),
    [
        (SystemCall.CPU, {"data": {"cpu_rate": 0.19, "info": {"cpu_count": "8"}}}, {"cpu_percent": 19.0}),
        (SystemCall.CPU, {"data": [{"cpu_rate": 0.19}]}, {"cpu_percent": 19.0}),
        (SystemCall.CPU, {"cur_cpu_usage": 0.19, "cpu_arch": "A53"}, {"cpu_percent": 19.0}),
        (SystemCall.CPU, {"cur_cpu_usage": None}, {}),
        (SystemCall.TPU, {"data": {"tpu_rate": 0.15, "info": {"detail": "x"}}}, {"tpu_percent": 15.0}),
        (SystemCall.TPU, {"tpu_usage": 0.15, "tpu_description": "x"}, {"tpu_percent": 15.0}),
        (SystemCall.MEMORY, {"data": GB_V5}, {"memory_percent": 55.0, "memory_total_gb": 11.51}),
        (SystemCall.MEMORY, {"data": {"total_memory": "12G", "used_memory": "1.5G"}}, {"memory_total_gb": 12.0}),
        (
            SystemCall.MEMORY,
            {"total_memory": "12.0G", "svt_memory": "11.51G", "svt_memory_usage": 0.57},
            {"memory_percent": 57.0, "memory_total_gb": 11.51},
        ),
        (
            SystemCall.DISK,
            {"data": {"hardware_total_disk": "32.0G", "total_disk": "30.54G", "free_disk": "9.80G", "disk_rate": 0.45}},
            {"disk_percent": 45.0, "disk_total_gb": 30.54, "disk_free_gb": 9.8},
        ),
        (
            SystemCall.DISK,
            {"mount_status": True, "total_disk": "10G", "free_disk": "512M"},
            {"disk_percent": 95.0, "disk_total_gb": 10.0, "disk_free_gb": 0.5},
        ),
        (
            SystemCall.TEMPERATURE,
            {"data": {"core_temperature": "44.0'C", "board_temperature": "46.0'C"}},
            {"temperature_c": 44.0, "board_temperature_c": 46.0},
        ),
        (SystemCall.TEMPERATURE, {"core_temperature": 44.0}, {"temperature_c": 44.0}),
        (SystemCall.FAN, {"data": {"fan_speed": "4470r/min"}}, {"fan_rpm": 4470.0}),
        (SystemCall.FAN, {"data": "4470r/min"}, {"fan_rpm": 4470.0}),
        (SystemCall.FAN, {"data": {"fan": "0r/min"}}, {"fan_rpm": 0.0}),
        (SystemCall.FAN, {"fan_speed": 4470.0}, {"fan_rpm": 4470.0}),
    ],
)
def test_that_a_measurement_of_both_generations_is_read(
    call: SystemCall, answer: object, expected: dict[str, float]
) -> None:
    assert decode_system(call, json.dumps(answer).encode()) == SystemReading(health=Health(**expected))


@pytest.mark.parametrize(
    ("call", "answer", "expected"),
    [
        (
            SystemCall.VERSION,
            {"data": {"version": " V5R3C01_686e472", "mcu_version": "0x23", "details": "a<br/>b"}},
            SystemReading(software_version="V5R3C01_686e472"),
        ),
        (
            SystemCall.VERSION,
            {"nnsdk_version": "2.3", "app_gate_version": "V6R1C01", "app_version_details": "x<br/>y"},
            SystemReading(software_version="V6R1C01"),
        ),
        (SystemCall.SN, {"data": {"device_sn": "HQDZKE6BKXXAG0127"}}, SystemReading(sn="HQDZKE6BKXXAG0127")),
        (
            SystemCall.SN,
            {"model": "SE50221", "product_version": "V1.2", "device_sn": "S", "chip_sn": "c"},
            SystemReading(sn="S", model="SE50221"),
        ),
        (
            SystemCall.SN,
            {"device_sn": "S", "hostname": "h", "ip": "10.0.0.1", "mac": "E0A509005218", "uptime": "1 day"},
            SystemReading(sn="S", host_name="h", ips=("10.0.0.1",), mac="e0:a5:09:00:52:18", uptime="1 day"),
        ),
        (SystemCall.TIME, {"data": {"time": 1718352045137, "timezone": -8}}, SystemReading(time_ms=1718352045137)),
        (SystemCall.TIME, {"time": "1718352045137"}, SystemReading(time_ms=1718352045137)),
        (SystemCall.TIME, {"time": "16:00"}, SystemReading()),
    ],
)
def test_that_version_number_and_clock_are_read(call: SystemCall, answer: object, expected: SystemReading) -> None:
    assert decode_system(call, json.dumps(answer).encode()) == expected


@pytest.mark.parametrize(
    ("answer", "generation", "threshold"),
    [
        (example("E19.1"), Generation.V57, 82.0),
        (example("E19.6"), Generation.V6, 82.0),
        ({"MATCH_THRESHOLD": "0.5"}, Generation.V6, 0.5),
        ({"MATCH_THRESHOLD": 70, "THRESHOLD": 80}, Generation.V6, 70.0),
        ({"MATCH_THRESHOLD": 70, "THRESHOLD": 80}, Generation.V57, 80.0),
        ({"data": {"THRESHOLD": "82"}}, Generation.V5, 82.0),
        ({"data": {"THRESHOLD": 0.5}}, Generation.V57, None),
        ({"data": {"THRESHOLD": 1}}, Generation.V57, None),
        ({"data": {"THRESHOLD": 1.5}}, Generation.V57, 1.5),
        ({"data": {"THRESHOLD": 182}}, Generation.V57, None),
        ({"data": {"MQ_PASSWORD": "secret"}}, Generation.V57, None),
        ({"data": []}, Generation.V57, None),
    ],
)
def test_that_a_threshold_is_known_only_on_a_certain_scale(
    answer: object, generation: Generation, threshold: float | None
) -> None:
    assert decode_threshold(json.dumps(answer).encode(), generation) == threshold
