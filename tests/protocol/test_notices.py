"""P10 and P11: the camera list and its changes."""

from __future__ import annotations

import json

import pytest

from sophon_monitor.protocol.decode import decode_frame
from sophon_monitor.protocol.messages import (
    BoxIdentity,
    CameraEntry,
    CameraListSync,
    CameraNotice,
    CameraStatus,
    CameraType,
    NoticeAction,
)
from tests.protocol.examples import example, one

CODE = "LOBBY7000120240301093000"
PLACE = "5f0c2d1e-7b64-4e0a-9a57-1c2f3b7d8e90"


def test_that_the_full_camera_list_is_read_whole() -> None:
    assert one(example("E16.1")) == CameraListSync(
        identity=BoxIdentity(license=CODE),
        cameras=(
            CameraEntry(
                ep_id=f"{CODE}__10.20.30.90",
                name="Turnstile 2",
                ip="10.20.30.90",
                type=CameraType.PHOTO,
                status=CameraStatus.ONLINE,
                group="default_group",
                permission_id=PLACE,
            ),
        ),
    )


def test_that_one_is_online_in_this_dialect_and_types_are_upper_case() -> None:
    items = [{"epId": "a", "epStatus": "1", "epType": "RTSP", "epStreamUrl": "rtsp://10.0.0.1/x", "devSno": CODE}]
    assert one({"deviceList": items}) == CameraListSync(
        identity=BoxIdentity(license=CODE),
        cameras=(CameraEntry(ep_id="a", url="rtsp://10.0.0.1/x", type=CameraType.RTSP, status=CameraStatus.ONLINE),),
    )
    assert one({"devSno": CODE, "deviceList": []}) == CameraListSync(identity=BoxIdentity(license=CODE))


def test_that_a_change_of_a_camera_is_read_whole() -> None:
    notice = CameraNotice(
        action=NoticeAction.ADD,
        camera=CameraEntry(
            device_id="c4a91f07-5e2d-4b86-8f13-0a7be6d2459c",
            name="Turnstile 2",
            ip="10.20.30.90",
            url="10.20.30.90",
            type=CameraType.PHOTO,
            permission_id=PLACE,
        ),
        set_by="WEBUI",
    )
    assert one(example("E17")) == notice
    (streamed,) = decode_frame(json.dumps(example("E17"))).messages
    assert streamed == notice


@pytest.mark.parametrize(
    ("change", "action"),
    [
        ({"action": "delete"}, NoticeAction.DELETE),
        ({"action": "MODIFY"}, NoticeAction.MODIFY),
        ({"action": "update"}, NoticeAction.MODIFY),
        ({"action": "other"}, NoticeAction.NONE),
        ({}, NoticeAction.NONE),
        (None, NoticeAction.NONE),
    ],
)
def test_that_a_notice_without_a_known_action_changed_no_camera(change: object, action: NoticeAction) -> None:
    assert one({"modify_media_device": change, "last_set_name": "QT"}) == CameraNotice(action=action, set_by="QT")


def test_that_a_preview_change_is_a_notice_too() -> None:
    assert one({"preview_mode": 1, "preview_device_list": []}) == CameraNotice(action=NoticeAction.NONE)
