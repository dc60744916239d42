"""Port 5555 of a simulated box, V2.2 to V5.7: groups, people, devices (protocol.md 3.1, 3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from sophon_monitor.simulator.dialects.moments import Json, Moment
from sophon_monitor.simulator.event_pages import HasEvents, add_legacy_events
from sophon_monitor.simulator.facts import CameraFacts
from sophon_monitor.simulator.pages import Handler, Refused, data, legacy_error
from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.setting_pages import Configured, add_legacy_settings
from sophon_monitor.simulator.trial_pages import TakesPhotos, add_legacy_trial

GROUP_ID = "e7f3a1d2-6c4b-4c0e-8a91-3d5b7f902c64"
GROUP_NAME = "default_group"


class Asked(HasEvents, Configured, TakesPhotos, Protocol):
    """What the pages on port 5555 need of a box."""

    def moment(self, caller: str = "") -> Moment:
        """How it is now."""

    def is_starting(self) -> bool:
        """Whether its cameras are still being initialised (fault `device-init`)."""

    def people(self) -> Sequence[Person]:
        """Who is registered."""

    async def portrait(self, person: Person) -> str:
        """The registered picture in base64."""


def add_legacy(application: web.Application, box: Asked, generation: str) -> None:
    """All calls of one legacy generation."""
    router = application.router
    router.add_get("/SophonFogSys/api/groups", _groups(box))
    router.add_get("/SophonFogSys/api/users", _users(box))
    router.add_get("/SophonMQ/api/DevSno", _dev_sno(box))
    add_legacy_settings(application, box, generation)
    if generation == "se3":
        return
    router.add_get("/SophonDevice/api/Devices", _devices(box))
    add_legacy_events(application, box)
    add_legacy_trial(application, box, generation)


def _groups(box: Asked) -> Handler:
    async def page(_: web.Request) -> web.Response:
        size = len(box.people())
        return data({"groups_list": [{"group_id": GROUP_ID, "group_name": GROUP_NAME, "size": size}]})

    return page


def _users(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        query = request.query
        asked, group = query.get("identity_id"), query.get("group_name", GROUP_NAME)
        people = [p for p in box.people() if asked in (None, p.identity_id) and group == GROUP_NAME]
        if not people and asked is not None:
            raise legacy_error(40401, "ID_NOT_FOUND", str(asked))
        skip, limit = _count(request, "skip_num", 0), _count(request, "limit", 10)
        shown = [_user(p, await box.portrait(p)) for p in people[skip : skip + limit]]
        return data({"identities_list": shown, "total_count": len(people)})

    return page


def _user(person: Person, portrait: str) -> Json:
    return {
        "group_name": [GROUP_NAME],
        "identity_id": person.identity_id,
        "info": {"name": person.name, "type": int(person.standing), "image_id": f"{person.identity_id}-reg"},
        "reg_photo": portrait,
    }


def _count(request: web.Request, name: str, otherwise: int) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isdecimal() else otherwise


def _dev_sno(box: Asked) -> Handler:
    async def page(_: web.Request) -> web.Response:
        return data({"dev_sno": box.moment("DevSno").box.license})

    return page


def device_starting() -> Refused:
    """What a legacy box says while its cameras are being initialised."""
    return legacy_error(50072, "DEVICE_INIT_ERROR", "devices are still being initialised")


def _devices(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        if box.is_starting():
            raise device_starting()
        cameras = box.moment("Devices").box.cameras
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
    relay = {"ip": camera.relay, "net_port": 6000, "door_port": 1, "delay_time": 5} if camera.relay else {}
    return {
        "device_id": camera.device_id,
        "device_ip": camera.ip,
        "device_key": camera.url,
        "device_name": camera.name,
        "device_type": "rtsp" if camera.is_video else "photo",
        "group_id": GROUP_ID,
        "permission_id": camera.permission_id,
        "netRelay": relay,
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
