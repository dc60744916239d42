"""What we ask of boxes (protocol.md 3.1, 3.2, 3.4, E10)."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.protocol.messages import Generation
from sophon_monitor.protocol.requests import (
    Request,
    Service,
    SystemCall,
    device_list_request,
    subscription,
    system_request,
    threshold_request,
)
from tests.protocol.examples import example

OLD = [Generation.SE3, Generation.V5, Generation.V57]
NAMES = {
    SystemCall.CPU: ("cpu", "getcpuinfo"),
    SystemCall.TPU: ("tpu", "gettpuinfo"),
    SystemCall.MEMORY: ("memoryInfo", "getmemoryinfo"),
    SystemCall.DISK: ("diskInfo", "getstorage"),
    SystemCall.TEMPERATURE: ("temperature", "gettemperature"),
    SystemCall.FAN: ("fan", "getfanspeed"),
    SystemCall.VERSION: ("systemVersion", "getsoftwareversion"),
    SystemCall.SN: ("deviceSN", "gethardwareinfo"),
    SystemCall.TIME: ("time", "gettime"),
}


@pytest.mark.parametrize("call", list(SystemCall))
def test_that_system_information_is_asked_in_the_dialect_of_the_box(call: SystemCall) -> None:
    old, new = NAMES[call]
    for generation in OLD:
        assert system_request(call, generation) == Request("GET", Service.SYSTEM, f"/SophonSystem/api/{old}", None)
    request = system_request(call, Generation.V6)
    assert (request.method, request.service, request.path) == ("POST", Service.SYSTEM, f"/sophon/v2/system/{new}")
    assert json.loads(request.body or b"") == ({"device": "emmc"} if call is SystemCall.DISK else {})


def test_that_cameras_and_threshold_are_asked_in_the_dialect_of_the_box() -> None:
    for generation in OLD:
        assert device_list_request(generation) == Request("GET", Service.FACE, "/SophonDevice/api/Devices", None)
        assert threshold_request(generation) == Request(
            "GET", Service.FACE, "/SophonConfig/api/Configs/THRESHOLD", None
        )
    assert device_list_request(Generation.V6) == Request("POST", Service.FACE, "/sophon/v2/face/getmediadevices", b"{}")
    request = threshold_request(Generation.V6)
    assert (request.method, request.service, request.path) == ("POST", Service.FACE, "/sophon/v2/face/getconfigs")
    assert json.loads(request.body or b"") == {"config_name": "MATCH_THRESHOLD"}


def test_that_a_subscription_speaks_both_dialects_at_once() -> None:
    assert json.loads(subscription(["8d2b6c54-31f7-4a0e-b0c9-6f5e2a917d13"])) == example("E10.3")
    assert json.loads(subscription(iter("ab"), live=False, registered=False)) == {
        "need_face": False,
        "need_register": False,
        "event_list": ["a", "b"],
        "with_face_image": False,
        "with_register_image": False,
        "media_device_ids": ["a", "b"],
    }
