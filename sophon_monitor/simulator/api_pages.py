"""Port 5555 of a simulated box, V2.2 to V5.7: devices, report targets, configs, events, people (protocol.md 3)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from sophon_monitor.simulator.dialects.moments import Json, Moment, Recognised
from sophon_monitor.simulator.facts import CameraFacts
from sophon_monitor.simulator.pages import Handler, Refused, data, legacy_body, legacy_error
from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.reporting import Reporting, Target
from sophon_monitor.simulator.sightings import THRESHOLD_PERCENT

GROUP_ID = "e7f3a1d2-6c4b-4c0e-8a91-3d5b7f902c64"


class Asked(Protocol):
    """What these pages need of a box."""

    reporting: Reporting
    recent: deque[Recognised]

    def moment(self) -> Moment:
        """How it is now."""

    def is_starting(self) -> bool:
        """Whether its cameras are still being initialised (fault `device-init`)."""

    def people(self) -> Sequence[Person]:
        """Who is registered."""

    def planted_configs(self) -> Json:
        """Config values that a fault changes."""

    async def picture(self, name: str) -> bytes | None:
        """A stored JPEG by its id."""


def add_legacy(application: web.Application, box: Asked, generation: str) -> None:
    """All calls of one legacy generation."""
    router = application.router
    router.add_get("/SophonFogSys/api/groups", _groups(box))
    router.add_get("/SophonFogSys/api/users", _users(box))
    router.add_get("/SophonMQ/api/DevSno", _dev_sno(box))
    if generation == "se3":
        _add_se3_targets(application, box)
        return
    router.add_get("/SophonDevice/api/Devices", _devices(box))
    router.add_get("/SophonFace/api/events", _events(box))
    router.add_get("/SophonFace/api/event_images/{name}", _image(box))
    router.add_get("/SophonFace/api/images/{name}", _image(box))
    if generation == "v5":
        router.add_post("/SophonFogSys/api/HistoryEventUrl", _write_target(box.reporting.history, _HISTORY_KEY))
    if generation == "v57":
        router.add_get("/SophonConfig/api/Configs", _read_configs(box))
        router.add_get("/SophonConfig/api/Configs/{name}", _read_configs(box))
        router.add_put("/SophonConfig/api/Configs", _write_configs(box))
        router.add_put("/SophonConfig/api/Configs/{name}", _write_configs(box))


_HISTORY_KEY = "history_upload_event_url"
V6_NAMES = frozenset({"MATCH_THRESHOLD", "REGN_MIN_FACE", "GATE_DUPLICATE_REMOVAL_TIMEOUT"})
V57_NAMES = frozenset({"THRESHOLD", "REG_MIN_FACE", "DUPLICATE_REMOVAL_TIMEOUT"})


def _add_se3_targets(application: web.Application, box: Asked) -> None:
    reporting = box.reporting
    for name, key, target in (
        ("MonitorServerUrl", "monitor_server_url", reporting.status),
        ("EventServerUrl", "event_server_url", reporting.events),
        ("HistoryEventUrl", _HISTORY_KEY, reporting.history),
    ):
        application.router.add_get(f"/SophonFogSys/api/{name}", _read_target(target, key))
        application.router.add_post(f"/SophonFogSys/api/{name}", _write_target(target, key))


def _target_answer(target: Target, key: str) -> Json:
    said: Json = {key: target.text if key == "monitor_server_url" else target.urls}
    if key == "event_server_url":
        return said | {"real_need_reg_pic": True, "content-type": "json"}
    return said | {"reported_peroid": round(target.period_s)}


def _read_target(target: Target, key: str) -> Handler:
    async def page(_: web.Request) -> web.Response:
        return data(_target_answer(target, key))

    return page


def _write_target(target: Target, key: str) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = await legacy_body(request)
        if asked.get(key) is None:
            raise legacy_error(40091, "PARAM_ERROR", key)
        target.point(asked[key])
        target.every(asked.get("reported_peroid"))
        return data(_target_answer(target, key))

    return page


def _groups(box: Asked) -> Handler:
    async def page(_: web.Request) -> web.Response:
        size = len(box.people())
        return data({"groups_list": [{"group_id": GROUP_ID, "group_name": "default_group", "size": size}]})

    return page


def _users(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = request.query.get("identity_id")
        people = [p for p in box.people() if asked in (None, p.identity_id)]
        if not people and asked is not None:
            raise legacy_error(40401, "ID_NOT_FOUND", str(asked))
        skip, limit = _number(request, "skip_num", 0), _number(request, "limit", 10)
        return data({"identities_list": [_user(p) for p in people[skip : skip + limit]], "total_count": len(people)})

    return page


def _user(person: Person) -> Json:
    return {
        "group_name": ["default_group"],
        "identity_id": person.identity_id,
        "info": {"name": person.name, "type": int(person.standing), "image_id": f"{person.identity_id}-reg"},
    }


def _number(request: web.Request, name: str, otherwise: int) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isdecimal() else otherwise


def _dev_sno(box: Asked) -> Handler:
    async def page(_: web.Request) -> web.Response:
        return data({"dev_sno": box.moment().box.license})

    return page


def device_starting() -> Refused:
    """What a legacy box says while its cameras are being initialised."""
    return legacy_error(50072, "DEVICE_INIT_ERROR", "devices are still being initialised")


def _devices(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        if box.is_starting():
            raise device_starting()
        cameras = box.moment().box.cameras
        asked = request.query.get("device_id")
        found = [c for c in cameras if asked in (None, c.device_id)]
        said: Json = {"devices_list": [_device(c) for c in found]}
        if request.query.get("need_preview_list", "").lower() == "true":
            ids = [c.device_id for c in cameras]
            said["preview_list"] = {
                "preview_list": ids,
                "current_preview_list": ids[:1],
                "preview_mode": "1",
                "last_set_name": "QT",
            }
        return data(said)

    return page


def _device(camera: CameraFacts) -> Json:
    return {
        "device_id": camera.device_id,
        "device_ip": camera.ip,
        "device_key": camera.url,
        "device_name": camera.name,
        "device_type": "rtsp" if camera.is_video else "photo",
        "group_id": GROUP_ID,
        "permission_id": camera.permission_id,
        "netRelay": {},
        "device_attr": {
            "actions": {
                "do_detect": True,
                "do_feature": True,
                "do_track": camera.is_video,
                "fast_mode": False,
                "do_match": True,
                "do_attribute": True,
                "paint_bbox": False,
                "paint_landmark": False,
            }
        },
    }


def configs(box: Asked) -> Json:
    """The configs of V5.7 as they are now; the passwords are invented."""
    reporting, facts = box.reporting, box.moment().box
    return {
        "WEB_HEART_URL": reporting.cameras.text,
        "WEB_HEART_TIME": round(reporting.cameras.period_s),
        "HISTORY_UPLOAD_EVENT_URL": reporting.history.text,
        "REPORTED_PEROID": round(reporting.history.period_s),
        "HISTORY_CONTENT_TYPE": "json",
        "HISTORY_EVENT_NEED_REG_PIC": True,
        "HISROTY_EVENT_NEED_REG_PIC": "true",
        "DEVICE_LIST_INFO_UPLOAD_ADDR": reporting.device_list.text,
        "THRESHOLD": THRESHOLD_PERCENT,
        "THRESHOLD_RANGE": "0.0,82.0,100.0",
        "REG_MIN_FACE": 40,
        "DUPLICATE_REMOVAL_TIMEOUT": 6,
        "PASSMODE": "normal",
        "WORK_MODE": "local",
        "REGN_TIME_PART1": "00:00-24:00",
        "REGN_TIME_PART1_SWITCH": False,
        "REGN_TIME_PART2": "00:00-24:00",
        "REGN_TIME_PART2_SWITCH": False,
        "APPLY_MODE": "recognize",
        "DEV_SNO": facts.license,
        "BOX_MAC": facts.hex_mac,
        "MQ_PASSWORD": "invented",
    } | {name: value for name, value in box.planted_configs().items() if name not in V6_NAMES}


def _read_configs(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        known = configs(box)
        name = request.match_info.get("name")
        if name is None:
            return data(known)
        if name not in known:
            raise legacy_error(40400, "NOT_FOUND", name)
        return data({name: known[name]})

    return page


def _write_configs(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = (await legacy_body(request)).get("config_dict")
        if not isinstance(asked, dict):
            raise legacy_error(40091, "PARAM_ERROR", "config_dict")
        done = [name for name, value in asked.items() if write_config(box.reporting, name, value)]
        return data({"success_configs": done, "failed_configs": [name for name in asked if name not in done]})

    return page


def write_config(reporting: Reporting, name: str, value: object) -> bool:
    """Write one report setting of V5.7 or V6; False where it is none that the simulator has."""
    match name:
        case "WEB_HEART_URL" | "MEDIA_DEVICE_MONITOR_URL":
            reporting.cameras.point(value)
        case "WEB_HEART_TIME" | "MEDIA_DEVICE_MONITOR_REPORT_PEROID":
            reporting.cameras.every(value)
        case "HISTORY_UPLOAD_EVENT_URL" | "HISTORY_EVENT_UPLOAD_URL":
            reporting.history.point(value)
        case "REPORTED_PEROID" | "HISTORY_REPORT_PEROID":
            reporting.history.every(value)
        case "DEVICE_LIST_INFO_UPLOAD_ADDR":
            reporting.device_list.point(value)
        case _:
            return False
    return True


def _events(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        size, index = max(1, _number(request, "per_page", 10)), _number(request, "page", 0)
        begin, end = _number(request, "datetime_gte", 0), _number(request, "datetime_lte", 10**12)
        found = [e for e in reversed(box.recent) if begin <= e.at_ms / 1000 <= end]
        facts = box.moment().box
        pages = {
            "num_pages": -(-len(found) // size),
            "page": index,
            "per_page": size,
            "total_count": len(found),
        }
        shown = found[index * size : (index + 1) * size]
        return web.json_response({"data": [_event(facts.ep_id(e.camera), e) for e in shown], "pagination": pages})

    return page


def _event(ep_id: str, event: Recognised) -> Json:
    person = event.sighting.announced
    return {
        "_id": event.event_id,
        "timestamp": event.at_ms / 1000,
        "common": {
            "identity_id": person.identity_id or event.stranger_id,
            "identity_name": person.name,
            "identity_info": {"image_id": f"{person.identity_id}-reg"} if person.is_registered else {},
            "recognize_face_pic_id": f"{event.event_id}-face",
            "spot_pic_id": f"{event.event_id}-spot",
            "group_name": "default_group",
            "person_type": int(person.standing),
            "score": event.sighting.score_percent,
            "ep_info": {"ep_id": ep_id, "ep_ip": event.camera.ip, "device_id": event.camera.device_id},
            "is_send": False,
        },
    }


def _image(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        jpeg = await box.picture(request.match_info["name"])
        if jpeg is None:
            raise legacy_error(40400, "NOT_FOUND", request.match_info["name"])
        return web.Response(body=jpeg, content_type="image/jpeg")

    return page
