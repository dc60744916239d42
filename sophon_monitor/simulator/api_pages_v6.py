"""Port 5555 of a simulated V6 box: everything by POST with JSON, pictures by GET (protocol.md 3)."""

from __future__ import annotations

from aiohttp import web

from sophon_monitor.simulator.api_pages import V57_NAMES, Asked, write_config
from sophon_monitor.simulator.dialects import v6
from sophon_monitor.simulator.dialects.moments import Json, Recognised
from sophon_monitor.simulator.facts import CameraFacts
from sophon_monitor.simulator.pages import Handler, bare, v6_body, v6_error
from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.sightings import THRESHOLD_PERCENT

PATH = "/sophon/v2/face"


def add_v6(application: web.Application, box: Asked) -> None:
    """All calls of V6."""
    pages = {
        "getmediadevices": _devices(box),
        "getconfigs": _configs(box),
        "setconfigs": _set_configs(box),
        "getpreview": _preview(box),
        "getevents": _events(box),
        "getidentities": _identities(box),
        "login": _login,
    }
    for name, page in pages.items():
        application.router.add_post(f"{PATH}/{name}", page)
    for name in ("getspotimage", "getrecognizefaceimage", "getregisterimage"):
        application.router.add_get(f"{PATH}/{name}/{{name}}", _image(box))


def _devices(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = (await v6_body(request)).get("media_device_id")
        if box.is_starting():
            raise v6_error("DEVICE_INIT_ERROR", status=500)
        found = [c for c in box.moment().box.cameras if asked in (None, c.device_id)]
        if asked is not None and not found:
            raise v6_error("DEVICE_ID_NOT_FOUND", str(asked))
        return bare({"devices": [_device(c) for c in found]})

    return page


def _device(camera: CameraFacts) -> Json:
    return v6.device(camera) | {"net_relay": {}, "permission_id": camera.permission_id}


def configs(box: Asked) -> Json:
    """The configs as they are now."""
    reporting, facts = box.reporting, box.moment().box
    return {
        "MEDIA_DEVICE_MONITOR_URL": reporting.cameras.text,
        "MEDIA_DEVICE_MONITOR_REPORT_PEROID": round(reporting.cameras.period_s),
        "HISTORY_EVENT_UPLOAD_URL": reporting.history.text,
        "HISTORY_REPORT_PEROID": round(reporting.history.period_s),
        "MATCH_THRESHOLD": THRESHOLD_PERCENT,
        "REGN_MIN_FACE": 40,
        "GATE_DUPLICATE_REMOVAL_TIMEOUT": 6,
        "GATE_PASS_MODE": "normal",
        "GATE_WORK_MODE": "local",
        "GATE_PRODUCT_TYPE": "SE5",
        "REGN_TIME_PART1": "00:00-24:00",
        "REGN_TIME_PART1_SWITCH": False,
        "REGN_TIME_PART2": "00:00-24:00",
        "REGN_TIME_PART2_SWITCH": False,
        "GATE_APPLY_MODE": "recognize",
        "MQ_LICENSE_KEY": facts.license,
        "MQ_LOGIN_STATUS": 0,
    } | {name: value for name, value in box.planted_configs().items() if name not in V57_NAMES}


def _configs(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        name = (await v6_body(request)).get("config_name")
        known = configs(box)
        if name is None:
            return bare(known)
        if name not in known:
            raise v6_error("INVALID_ARGUMENTS", str(name))
        return bare({str(name): known[str(name)]})

    return page


def _set_configs(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = (await v6_body(request)).get("config_dict")
        if not isinstance(asked, dict):
            raise v6_error("MISSING_ARGUMENTS", "config_dict")
        refused = [name for name, value in asked.items() if not write_config(box.reporting, name, value)]
        if refused:  # the good ones are applied all the same
            raise v6_error("CONFIG_ITEM_FAIL", ",".join(refused))
        known = configs(box)
        return bare({name: known[name] for name in asked if name in known})

    return page


def _preview(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        await v6_body(request)
        ids = [c.device_id for c in box.moment().box.cameras]
        lists: Json = {"selected_device_list": ids, "preview_device_list": ids[:1]}
        return bare(lists | {"preview_mode": "1", "last_set_name": "QT"})

    return page


def _events(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = await v6_body(request)
        size, index = _whole(asked.get("page_limit"), 10), _whole(asked.get("page_index"), 0)
        found = list(reversed(box.recent))
        pages: Json = {"page_index": index, "page_limit": size, "total_count": len(found)}
        shown = found[index * size : (index + 1) * size]
        return bare({"events": [_event(e) for e in shown], "pagination": pages})

    return page


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value >= 0 else otherwise


def _event(event: Recognised) -> Json:
    person = event.sighting.announced
    return {
        "event_id": event.event_id,
        "timestamp": event.at_ms / 1000,
        "identity_id": person.identity_id or event.stranger_id,
        "identity_name": person.name,
        "register_image_id": f"{person.identity_id}-reg" if person.is_registered else "",
        "recognize_face_image_id": f"{event.event_id}-face",
        "spot_image_id": f"{event.event_id}-spot",
        "user_type": person.standing.name.lower(),
        "score": event.sighting.score_percent,
        "post_action": "0",
        "is_send": False,
        "media_device_info": v6.device(event.camera),
        "recognize_face_attr": v6.attributes(event),
    }


def _identities(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = await v6_body(request)
        size, index = _whole(asked.get("page_limit"), 10), _whole(asked.get("page_index"), 0)
        people = box.people()
        shown = people[index * size : (index + 1) * size]
        pages: Json = {"page_index": index, "page_limit": size, "total_count": len(people)}
        return bare({"identities": [_identity(p) for p in shown], "pagination": pages})

    return page


def _identity(person: Person) -> Json:
    return {
        "identity_id": person.identity_id,
        "identity_name": person.name,
        "user_type": person.standing.name.lower(),
        "permission_ids": [],
        "ext_user_info": {},
        "face_ids": [],
        "register_image_ids": [f"{person.identity_id}-reg"],
    }


async def _login(request: web.Request) -> web.Response:
    asked = await v6_body(request)
    if (asked.get("username"), asked.get("password")) != ("admin", "admin"):
        raise v6_error("PASSWORD_ERROR")
    return bare({"result": True})


def _image(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        jpeg = await box.picture(request.match_info["name"])
        if jpeg is None:
            raise v6_error("ID_NOT_FOUND", request.match_info["name"])
        return web.Response(body=jpeg, content_type="image/jpeg")

    return page
