"""Port 5555 of a simulated V6 box: everything by POST with JSON, pictures by GET (protocol.md 3)."""

from __future__ import annotations

from aiohttp import web

from sophon_monitor.simulator.api_pages import Asked
from sophon_monitor.simulator.dialects import v6
from sophon_monitor.simulator.dialects.moments import Json
from sophon_monitor.simulator.event_pages import add_v6_events, whole
from sophon_monitor.simulator.pages import Handler, bare, v6_body, v6_error
from sophon_monitor.simulator.people import Person
from sophon_monitor.simulator.setting_pages import add_v6_configs
from sophon_monitor.simulator.trial_pages import add_v6_trial

PATH = "/sophon/v2/face"


def add_v6(application: web.Application, box: Asked) -> None:
    """All calls of V6."""
    pages = {
        "getmediadevices": _devices(box),
        "getpreview": _preview(box),
        "getidentities": _identities(box),
        "login": _login,
    }
    for name, page in pages.items():
        application.router.add_post(f"{PATH}/{name}", page)
    add_v6_configs(application, box)
    add_v6_events(application, box)
    add_v6_trial(application, box)


def _devices(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = (await v6_body(request)).get("media_device_id")
        if box.is_starting():
            raise v6_error("DEVICE_INIT_ERROR", status=500)
        found = [c for c in box.moment("getmediadevices").box.cameras if asked in (None, c.device_id)]
        if asked is not None and not found:
            raise v6_error("DEVICE_ID_NOT_FOUND", str(asked))
        more = [{"net_relay": v6.relay(c), "permission_id": c.permission_id} for c in found]
        return bare({"devices": [v6.device(c) | part for c, part in zip(found, more, strict=True)]})

    return page


def _preview(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        await v6_body(request)
        ids = [c.device_id for c in box.moment("getpreview").box.cameras]
        lists: Json = {"selected_device_list": ids, "preview_device_list": ids[:1]}
        return bare(lists | {"preview_mode": "1", "last_set_name": "QT"})

    return page


def _identities(box: Asked) -> Handler:
    async def page(request: web.Request) -> web.Response:
        asked = await v6_body(request)
        size, index = max(1, whole(asked.get("page_limit"), 10)), whole(asked.get("page_index"), 0)
        filters = asked.get("filters")
        people = [p for p in box.people() if _holds(filters if isinstance(filters, dict) else {}, p)]
        shown = people[index * size : (index + 1) * size]
        pages: Json = {"page_index": index, "page_limit": size, "total_count": len(people)}
        return bare({"identities": [v6.identity(p) for p in shown], "pagination": pages})

    return page


def _holds(filters: Json, person: Person) -> bool:
    person_id, permissions = filters.get("identity_id"), filters.get("permission_id_list")
    return (
        person_id in (None, person.identity_id)
        and str(filters.get("identity_name") or "") in person.name
        and not permissions  # nobody here has one
    )


async def _login(request: web.Request) -> web.Response:
    asked = await v6_body(request)
    if (asked.get("username"), asked.get("password")) != ("admin", "admin"):
        raise v6_error("PASSWORD_ERROR")
    return bare({"result": True})
