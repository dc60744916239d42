"""What proves a box and says which one, and what must not be taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sophon_monitor.protocol.errors import ProtocolError
from sophon_monitor.protocol.identity_reads import (
    FACE_PROOFS,
    V57_CONFIG,
    V57_MONITOR,
    Identity,
    IdentityCall,
    decode_groups,
    decode_identity,
    generation_found,
    identity_request,
    says_it_starts,
    speaks_v57,
)
from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import Service

HOST = "192.168.1.180"
V5, V57, V6, SE3 = Generation.V5, Generation.V57, Generation.V6, Generation.SE3


def data(said: object) -> bytes:
    return json.dumps({"data": said}).encode()


def bare(said: object) -> bytes:
    return json.dumps(said).encode()


@pytest.mark.parametrize("generation", [V5, V57])
def test_that_the_legacy_calls_read_by_get_on_8888(generation):
    paths = [identity_request(call, generation) for call in IdentityCall]
    assert {(r.method, r.service, r.body) for r in paths} == {("GET", Service.SYSTEM, None)}
    assert [r.path.rpartition("/")[2] for r in paths] == [
        *("hardwareInfo", "deviceSN", "systemVersion", "time", "hostname", "ip")
    ]


def test_that_the_v6_calls_read_by_post_with_an_empty_object():
    calls = [identity_request(call, V6) for call in IdentityCall]
    assert {(r.method, r.service, r.body) for r in calls} == {("POST", Service.SYSTEM, b"{}")}
    assert [r.path.rpartition("/")[2] for r in calls] == [
        *("gethardwareinfo", "getdevicesn", "getsoftwareversion", "gettime", "gethostname", "getip")
    ]


def test_that_5555_is_asked_for_lists_and_never_for_a_whole_dump_of_configs():
    assert [(r.method, r.path) for _, r in FACE_PROOFS] == [
        ("POST", "/sophon/v2/face/getmediadevices"),
        ("GET", "/SophonDevice/api/Devices"),
        ("GET", "/SophonFogSys/api/groups"),
    ]
    assert (V57_CONFIG.method, V57_CONFIG.path) == ("GET", "/SophonConfig/api/Configs/THRESHOLD")
    assert (V57_MONITOR.method, V57_MONITOR.path) == ("GET", "/SophonSystem/api/monitor")


@pytest.mark.parametrize(
    ("body", "identity"),
    [
        (data({"model": "SE5", "hardwareVersion": "SE50210"}), Identity(model="SE5 · SE50210")),
        (data({"model": "SE5", "device_sn": " SN1 "}), Identity(model="SE5", sn="SN1")),
        (
            bare({"model": "SE50221", "product_version": "V1.2", "device_sn": "SN2"}),
            Identity(model="SE50221", sn="SN2"),
        ),
        (bare({"device_sn": "SN3"}), Identity(sn="SN3")),
        (data([{"model": "SE5", "hardwareVersion": "SE50210"}]), Identity(model="SE5 · SE50210")),
    ],
)
def test_that_the_hardware_says_model_and_serial_number(body, identity):
    assert decode_identity(IdentityCall.HARDWARE, body, HOST) == identity


@pytest.mark.parametrize(
    "body",
    [
        bare({"model": "LaserJet 4"}),
        bare({"version": "1.0", "name": "printer"}),
        bare({}),
        data({}),
        data([]),
        data(None),
        bare({"data": "text"}),
        bare({"error": {"code": 40400, "message": "no", "status": "NOT_FOUND"}}),
        bare([1, 2]),
        b"<html></html>",
        b"",
        b"\xff\xfe\x00",
    ],
)
@pytest.mark.parametrize("call", [IdentityCall.HARDWARE, IdentityCall.SN])
def test_that_other_devices_prove_nothing(call, body):
    with pytest.raises(ProtocolError):
        decode_identity(call, body, HOST)


@pytest.mark.parametrize(
    ("call", "body", "identity"),
    [
        (IdentityCall.SN, data({"device_sn": "HQ1"}), Identity(sn="HQ1")),
        (IdentityCall.VERSION, data({"version": "V5R3C01_686e472", "mcu_version": "1"}), "V5R3C01_686e472"),
        (IdentityCall.VERSION, bare({"nnsdk_version": "2.7", "app_gate_version": "V6R1C01_1"}), "V6R1C01_1"),
        (IdentityCall.TIME, data({"time": 1566016554020, "timezone": -8}), Identity(time_ms=1566016554020)),
        (IdentityCall.TIME, bare({"time": "1566016554", "timezone": -8}), Identity(time_ms=1566016554000)),
        (IdentityCall.HOST_NAME, data({"hostname": " gate-1 "}), Identity(host_name="gate-1")),
    ],
)
def test_that_each_call_says_one_thing(call, body, identity):
    wanted = Identity(software_version=identity) if isinstance(identity, str) else identity
    assert decode_identity(call, body, HOST) == wanted


def socket(ip: str, mac: str, gateway: str = "") -> dict[str, str]:
    return {"ip": ip, "mac": mac, "gateway": gateway}


WAN = socket("10.0.0.5", "E0-A5-09-00-00-01", "10.0.0.1")
LAN = socket("192.168.150.1", "e0:a5:09:00:00:02")


@pytest.mark.parametrize("wrapped", [data, lambda sockets: bare({"address_list": sockets})])
@pytest.mark.parametrize(
    ("sockets", "host", "mac"),
    [
        ([LAN, WAN], "10.0.0.5", "e0:a5:09:00:00:01"),
        ([WAN, LAN], "192.168.150.1", "e0:a5:09:00:00:02"),
        ([LAN, WAN], "gate.site", "e0:a5:09:00:00:01"),
        ([LAN], "gate.site", "e0:a5:09:00:00:02"),
        ([{"ip": "10.0.0.5", "mac": ""}, LAN], "10.0.0.5", "e0:a5:09:00:00:02"),
    ],
)
def test_that_the_mac_is_that_of_the_socket_that_was_asked(wrapped, sockets, host, mac):
    assert decode_identity(IdentityCall.ADDRESSES, wrapped(sockets), host) == Identity(mac=mac)


@pytest.mark.parametrize("body", [data([]), data([{}]), data(["x"]), bare({"address_list": None}), data({"ip": "1"})])
def test_that_no_mac_is_no_answer(body):
    with pytest.raises(ProtocolError):
        decode_identity(IdentityCall.ADDRESSES, body, HOST)


@pytest.mark.parametrize(
    "body", [data({"groups_list": []}), data([{"group_id": "1", "group_name": "default_group"}]), data({"groups": {}})]
)
def test_that_a_list_of_groups_is_one_of_a_box(body):
    decode_groups(body)


@pytest.mark.parametrize("body", [data({}), data([]), bare({"status": 0}), bare({"error": {"code": 40400}}), b"<html>"])
def test_that_anything_else_is_no_list_of_groups(body):
    with pytest.raises(ProtocolError):
        decode_groups(body)


@pytest.mark.parametrize(
    ("body", "speaks"),
    [
        (data({"THRESHOLD": 82.0}), True),
        (data({"monitor_address_list": [], "report_period": 20, "dev_sno": ""}), True),
        (data({"success_configs": []}), False),
        (bare({"error": {"code": 40400, "message": "THRESHOLD"}}), False),
        (b"<html>THRESHOLD</html>", False),
    ],
)
def test_that_v57_is_told_by_what_only_it_answers(body, speaks):
    assert speaks_v57(body) is speaks


@pytest.mark.parametrize(
    ("body", "starts"),
    [
        (bare({"error": {"code": "DEVICE_INIT_ERROR", "message": ""}}), True),
        (bare({"error": {"code": 50072, "message": "wait", "status": "DEVICE_INIT_ERROR"}}), True),
        (bare({"error": {"code": 40013, "message": "GROUP_NOT_LOAD"}}), True),
        (bare({"error": {"code": 404, "message": "nothing here", "status": "NOT_FOUND"}}), False),
        (bare({"error": "DEVICE_INIT_ERROR elsewhere"}), False),
        (bare({"devices": []}), False),
        (b"DEVICE_INIT_ERROR", False),
        (b"", False),
    ],
)
def test_that_a_box_that_starts_says_so(body, starts):
    assert says_it_starts(body) is starts


@pytest.mark.parametrize(
    ("face", "system", "version", "has_v57_calls", "generation"),
    [
        (V6, V6, "V6R1C01", False, V6),
        (V6, None, None, False, V6),
        (None, V6, None, False, V6),
        (V5, V6, "V6R2C01", False, V6),
        (V5, V5, "V5R7C01_50", False, V57),
        (V5, V5, "V5R6C01_50", True, V5),
        (V5, V5, "V2R6C01_50", False, V5),
        (V5, V5, "nightly", True, V57),
        (V5, V5, None, False, V5),
        (V5, None, None, True, V57),
        (None, V5, "V5R7C01", False, V57),
        (SE3, V5, None, False, V5),
        (SE3, None, None, False, SE3),
        (None, None, None, False, None),
    ],
)
def test_that_the_generation_follows_from_what_was_answered(face, system, version, has_v57_calls, generation):
    assert generation_found(face, system, version, has_v57_calls=has_v57_calls) is generation


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "error", "ip", "mac", "model", "device_sn", "address_list", "time", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(ANY_JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=40), st.sampled_from(IdentityCall))
def test_that_nothing_makes_it_fail_otherwise(body, call):
    says_it_starts(body)
    speaks_v57(body)
    for decode in (lambda: decode_identity(call, body, HOST), lambda: decode_groups(body)):
        try:
            decode()
        except ProtocolError:
            continue
